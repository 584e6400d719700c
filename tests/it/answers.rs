//! Malformed answers of the token endpoint: each is a clean error with its exit code, and the cache stays as it was.

use std::{
    fs,
    io::Write,
    net::TcpStream,
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use crate::{
    front::{Front, TOKENS, json, whole},
    support::{Outcome, Sandbox},
};

/// A login whose access token is over, at a server that says whatever it is told.
struct Session {
    sandbox: Sandbox,
    front: Front,
}

impl Session {
    fn start() -> Self {
        let (mut sandbox, front) = (Sandbox::new(), Front::start());
        sandbox.set("KAKAO_AUTH_URL", &front.url).set("KAKAO_API_URL", &front.url);
        let _ = sandbox.run_with_input(&["import", "-"], TOKENS).succeeded();
        Self { sandbox, front }
    }

    /// One refresh that must fail so, within 30 s and 64 MiB, and change nothing.
    fn fails(&self, name: &str, exit: i32) {
        let before = fs::read(self.sandbox.token_file()).expect("a file");
        let started = Instant::now();
        let mut command = self.sandbox.command(&["refresh", "--json"]);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let status = format!("/proc/{}/status", child.id());
        let watcher = thread::spawn(move || {
            let mut peak = 0;
            while let Some(now) = fs::read_to_string(&status).ok().and_then(|text| peak_of(&text)) {
                peak = now;
                thread::sleep(Duration::from_millis(5));
            }
            peak
        });
        let outcome = Outcome::of(child.wait_with_output().expect("it ends"));
        assert_eq!(outcome.exit, exit, "{name}: {outcome:?}");
        let _ = outcome.failed(exit);
        // A second beyond the limit for a busy machine.
        assert!(started.elapsed() < Duration::from_secs(31), "{name}: {:?}", started.elapsed());
        let peak = watcher.join().expect("it ends");
        assert!(peak < 64 << 10, "{name}: {peak} KiB");
        assert_eq!(fs::read(self.sandbox.token_file()).expect("a file"), before, "{name}");
    }
}

/// `VmHWM` in KiB; a process that has ended has none.
fn peak_of(status: &str) -> Option<u64> {
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok())
}

fn without(field: &str) -> String {
    let mut value: serde_json::Value = serde_json::from_str(TOKENS).expect("JSON");
    value.as_object_mut().expect("an object").remove(field);
    value.to_string()
}

fn with(field: &str, text: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(text).unwrap_or_else(|_| text.into());
    let mut tokens: serde_json::Value = serde_json::from_str(TOKENS).expect("JSON");
    tokens[field] = value;
    tokens.to_string()
}

/// Name, raw answer, exit code.
fn corpus() -> Vec<(String, Vec<u8>, i32)> {
    let mut all: Vec<(String, Vec<u8>, i32)> = Vec::new();
    let mut add = |name: &str, answer: Vec<u8>, exit| all.push((name.to_owned(), answer, exit));
    let html = "<!doctype html><title>Sign in to the Wi-Fi</title>";
    add("portal", whole(200, "text/html", html.as_bytes()), 6);
    add("portal as json", json(200, html), 6);
    add("portal 302", b"HTTP/1.1 302 X\r\nLocation: http://10.0.0.1/\r\nContent-Length: 0\r\n\r\n".to_vec(), 7);
    for status in [400, 403, 404, 502, 503] {
        add(&format!("html {status}"), whole(status, "text/html", html.as_bytes()), 6);
    }
    for (name, body) in [
        ("empty", ""),
        ("null", "null"),
        ("number", "7"),
        ("text", "\"access_token\""),
        ("array", "[]"),
        ("object", "{}"),
        ("blank", "  \r\n"),
        ("form", "access_token=a&token_type=bearer"),
        ("jsonp", "callback({})"),
        ("single quotes", "{'access_token':'a'}"),
        ("comment", "{/* */}"),
        ("nan", r#"{"access_token":NaN}"#),
        ("nested", r#"{"data":{"access_token":"a","token_type":"bearer"}}"#),
        ("upper case", r#"{"ACCESS_TOKEN":"a","token_type":"bearer"}"#),
        ("camel case", r#"{"accessToken":"a","tokenType":"bearer"}"#),
    ] {
        add(name, json(200, body), 1);
    }
    add("byte order mark", json(200, &format!("\u{feff}{TOKENS}")), 1);
    add("trailing junk", json(200, &format!("{TOKENS}x")), 1);
    add("two documents", json(200, &format!("{TOKENS}{TOKENS}")), 1);
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    add("deep", json(200, &format!(r#"{{"x":{deep},"access_token":"a"}}"#)), 1);
    let utf16: Vec<u8> = TOKENS.encode_utf16().flat_map(u16::to_le_bytes).collect();
    add("utf-16", whole(200, "application/json", &utf16), 1);
    add("no utf-8", whole(200, "application/json", &[TOKENS.as_bytes(), &[0xff]].concat()), 1);
    add("gzip", whole(200, "application/json", &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), 1);
    for at in (20..TOKENS.len()).step_by(20) {
        add(&format!("cut at {at}"), json(200, &TOKENS[..at]), 1);
    }
    add("no access token", json(200, &without("access_token")), 1);
    for (field, value) in [
        ("access_token", "null"),
        ("access_token", "7"),
        ("access_token", "[\"a\"]"),
        ("access_token", ""),
        ("access_token", "a b"),
        ("access_token", "a\\\"b"),
        ("access_token", "a\nb"),
        ("access_token", "a\rb"),
        ("access_token", "a\u{0}b"),
        ("access_token", "토큰"),
        ("refresh_token", "a\nb"),
        ("id_token", "a b"),
        ("token_type", "mac"),
        ("token_type", ""),
        ("token_type", "7"),
    ] {
        add(&format!("{field} {value:?}"), json(200, &with(field, value)), 1);
    }
    add("huge access token", json(200, &with("access_token", &"a".repeat(20_000))), 1);
    add("huge scope", json(200, &with("scope", &"a ".repeat(5_000))), 1);
    add("error with 200", json(200, r#"{"error":"server_error","error_code":"KOE003"}"#), 6);
    add("tokens with 400", json(400, TOKENS), 1);
    add("tokens with 500", json(500, TOKENS), 6);
    add("tokens with 204", b"HTTP/1.1 204 X\r\n\r\n".to_vec(), 1);
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    add("length too long", format!("{head}Content-Length: 9999\r\n\r\n{TOKENS}").into(), 6);
    add("length too short", format!("{head}Content-Length: 30\r\n\r\n{TOKENS}").into(), 1);
    add("two lengths", format!("{head}Content-Length: 5\r\nContent-Length: 6\r\n\r\n{TOKENS}").into(), 6);
    add("no length at all", format!("{head}Content-Length: x\r\n\r\n{TOKENS}").into(), 6);
    add("chunk cut", format!("{head}Transfer-Encoding: chunked\r\n\r\nff\r\n{TOKENS}").into(), 6);
    add("chunk of nonsense", format!("{head}Transfer-Encoding: chunked\r\n\r\nzz\r\n").into(), 6);
    add("no answer", Vec::new(), 6);
    add("no http", b"SSH-2.0-OpenSSH_9.2\r\n".to_vec(), 6);
    add("half a head", b"HTTP/1.1 200 OK\r\nContent-Ty".to_vec(), 6);
    add("100 headers too many", format!("HTTP/1.1 200 OK\r\n{}\r\n", "X: y\r\n".repeat(100_000)).into(), 6);
    all
}

#[test]
fn every_malformed_answer_is_a_clean_error_that_changes_nothing() {
    let corpus = corpus();
    assert!(corpus.len() >= 60, "{}", corpus.len());
    let session = Session::start();
    for (name, answer, exit) in corpus {
        session.front.say(move |stream: &mut TcpStream| stream.write_all(&answer));
        session.fails(&name, exit);
    }
    session.front.say(|stream: &mut TcpStream| stream.write_all(&json(200, TOKENS)));
    let _ = session.sandbox.run(&["refresh"]).succeeded();
}

#[test]
fn kinds_of_bearer_and_of_lifetimes_are_read() {
    let session = Session::start();
    for (field, value) in [
        ("token_type", "Bearer"),
        ("token_type", "BEARER"),
        ("expires_in", "0"),
        ("expires_in", "-1"),
        ("expires_in", "1e10"),
        ("expires_in", "9223372036854775808"),
        ("expires_in", "3600.5"),
        ("expires_in", "null"),
        ("expires_in", "[]"),
        ("expires_in", "soon"),
        ("refresh_token", "null"),
        ("refresh_token", ""),
    ] {
        let answer = json(200, &with(field, value));
        session.front.say(move |stream: &mut TcpStream| stream.write_all(&answer));
        let outcome = session.sandbox.run(&["refresh"]);
        // A token that is over when it comes is no token.
        let is_over = field == "expires_in" && ["0", "-1"].contains(&value);
        assert_eq!(outcome.exit, i32::from(is_over), "{field} {value}: {outcome:?}");
        let kept = fs::read_to_string(session.sandbox.token_file()).expect("a file");
        assert!(kept.contains("front-refresh"), "{field} {value}: {kept}");
    }
}

/// More of everything than a server has any reason to send, and slower.
#[test]
fn floods_and_drips_end_in_time_and_in_little_memory() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    let gigabyte = |stream: &mut TcpStream| {
        let chunk = [b' '; 1 << 16];
        (0..1 << 14).try_for_each(|_| stream.write_all(&chunk))
    };
    let drip = |stream: &mut TcpStream| {
        (0..60).try_for_each(|_| {
            thread::sleep(Duration::from_secs(1));
            stream.write_all(b" ")
        })
    };
    type Flood = Box<dyn Fn(&mut TcpStream) -> std::io::Result<()> + Send + Sync>;
    let floods: Vec<(&str, Flood, i32)> = vec![
        (
            "1 GB that is announced",
            Box::new(move |stream| {
                stream.write_all(&[head, b"Content-Length: 1073741824\r\n\r\n".as_slice()].concat())?;
                gigabyte(stream)
            }),
            1,
        ),
        (
            "1 GB without an end",
            Box::new(move |stream| {
                stream.write_all(&[head, b"\r\n".as_slice()].concat()).and_then(|()| gigabyte(stream))
            }),
            1,
        ),
        (
            "a bomb in gzip",
            Box::new(move |stream| {
                let announced = b"Content-Encoding: gzip\r\nContent-Length: 1048576\r\n\r\n\x1f\x8b\x08";
                stream.write_all(&[head, announced.as_slice()].concat())?;
                stream.write_all(&vec![0xff; 1 << 20])
            }),
            1,
        ),
        (
            "a header of 1 GB",
            Box::new(move |stream| stream.write_all(b"HTTP/1.1 200 OK\r\nX: ").and_then(|()| gigabyte(stream))),
            6,
        ),
        (
            "a million times 100 Continue",
            Box::new(|stream| (0..1_000_000).try_for_each(|_| stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n"))),
            6,
        ),
        (
            "one byte of body a second",
            Box::new(move |stream| {
                stream.write_all(&[head, b"Content-Length: 1000\r\n\r\n".as_slice()].concat())?;
                drip(stream)
            }),
            6,
        ),
        (
            "one byte of a header a second",
            Box::new(move |stream| stream.write_all(b"HTTP/1.1 200 OK\r\nX: ").and_then(|()| drip(stream))),
            6,
        ),
        (
            "silence",
            Box::new(|_| {
                thread::sleep(Duration::from_secs(40));
                Ok(())
            }),
            6,
        ),
    ];
    let runs: Vec<_> = floods
        .into_iter()
        .map(|(name, flood, exit)| {
            thread::spawn(move || {
                let session = Session::start();
                session.front.say(flood);
                session.fails(name, exit);
                assert_eq!(session.front.asked(), 1, "{name}");
            })
        })
        .collect();
    runs.into_iter().for_each(|run| run.join().expect("it holds"));
}

#[test]
fn a_busy_server_is_asked_again_as_it_wishes_and_a_code_never() {
    let session = Session::start();
    let busy = |header: &'static str| {
        move |stream: &mut TcpStream| {
            stream.write_all(
                format!("HTTP/1.1 503 X\r\n{header}Content-Length: 0\r\nConnection: close\r\n\r\n").as_bytes(),
            )
        }
    };
    for (header, asked) in [("Retry-After: 0\r\n", 3), ("Retry-After: 3600\r\n", 1), ("Retry-After: 11\r\n", 1)] {
        let before = session.front.asked();
        session.front.say(busy(header));
        session.fails(header, 6);
        assert_eq!(session.front.asked() - before, asked, "{header}");
    }
    // Whatever else goes wrong may have been done already.
    for (name, answer) in
        [("500", json(500, "{}")), ("cut", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".to_vec())]
    {
        let before = session.front.asked();
        session.front.say(move |stream: &mut TcpStream| stream.write_all(&answer));
        session.fails(name, 6);
        assert_eq!(session.front.asked() - before, 1, "{name}");
    }
    let sandbox = Sandbox::new();
    sandbox.emulator.fail("/oauth/token", 9, 503, "");
    let _ = sandbox.log_in(&[]).failed(6);
    assert_eq!(sandbox.count("/oauth/token"), 1, "a code is sent once");
}

#[test]
fn a_refresh_that_brings_another_users_id_token_keeps_nothing() {
    let sandbox = Sandbox::logged_in();
    let foreign = Sandbox::new();
    let _ = foreign.log_in(&["--scope", "openid"]).succeeded();
    let id_token = foreign.run(&["token", "--id"]).succeeded().stdout;
    let before = fs::read(sandbox.token_file()).expect("a file");
    let answer =
        format!(r#"{{"access_token":"a","token_type":"bearer","expires_in":9,"id_token":"{}"}}"#, id_token.trim());
    sandbox.emulator.fail("/oauth/token", 1, 200, &answer);
    assert_eq!(sandbox.run(&["refresh", "--json"]).failed(1).error()["code"], "bad_id_token");
    assert_eq!(fs::read(sandbox.token_file()).expect("a file"), before);
    let renewed = answer.replacen('{', r#"{"refresh_token":"renewed","#, 1);
    sandbox.emulator.fail("/oauth/token", 1, 200, &renewed);
    assert_eq!(sandbox.run(&["refresh", "--json"]).failed(1).error()["code"], "bad_id_token");
    let stored = fs::read_to_string(sandbox.token_file()).expect("a file");
    assert!(stored.contains(r#""refresh_token": "renewed""#), "the only refresh token that lives is kept: {stored}");
}

#[test]
fn an_id_token_of_a_refresh_that_does_not_hold_costs_only_itself() {
    let sandbox = Sandbox::new();
    let _ = sandbox.log_in(&["--scope", "openid"]).succeeded();
    let id_token = sandbox.run(&["token", "--id"]).succeeded().stdout.trim().to_owned();
    let (signed, _) = id_token.rsplit_once('.').expect("a signature");
    for forged in [format!("{signed}."), format!("{signed}.{}", "A".repeat(342))] {
        let answer = format!(
            r#"{{"access_token":"a{}","token_type":"bearer","expires_in":99,"id_token":"{forged}"}}"#,
            forged.len()
        );
        sandbox.emulator.fail("/oauth/token", 1, 200, &answer);
        let outcome = sandbox.run(&["refresh"]).succeeded();
        assert!(outcome.stderr.contains("does not hold (signature)"), "{outcome:?}");
        assert_eq!(sandbox.run(&["token"]).succeeded().stdout, format!("a{}\n", forged.len()));
        assert_eq!(sandbox.run(&["token", "--id"]).succeeded().stdout.trim(), id_token, "the one that holds stays");
    }
    // Nor does an import believe one.
    let saved = format!(r#"{{"access_token":"a","token_type":"bearer","expires_in":99,"id_token":"{signed}."}}"#);
    sandbox.emulator.fail("/v1/user/access_token_info", 9, 503, "");
    let _ = sandbox.run_with_input(&["import", "-"], &saved).succeeded();
    let _ = sandbox.run(&["token", "--id"]).failed(1);
}

#[test]
fn while_the_keys_are_on_their_way_others_may_refresh() {
    let sandbox = Sandbox::new();
    let _ = sandbox.log_in(&["--scope", "openid"]).succeeded();
    let keys = "/.well-known/jwks.json";
    let _ = sandbox.run(&["emulator", "fail", keys, "--delay", "5000"]).succeeded();
    let mut slow = sandbox.command(&["refresh", "--quiet"]).stdout(Stdio::null()).spawn().expect("it starts");
    let asked = sandbox.run(&["emulator", "requests", "--path", keys, "--wait", "2"]);
    let _ = asked.succeeded();
    let _ = sandbox.run(&["refresh"]).succeeded();
    let newest = sandbox.run(&["token"]).succeeded().stdout;
    assert!(slow.try_wait().expect("a child").is_none(), "it waits for the keys and for nobody else");
    assert!(slow.wait().expect("it ends").success());
    assert_eq!(sandbox.run(&["token"]).succeeded().stdout, newest, "an older login does not come back");
    let _ = sandbox.run(&["token", "--id", "--verify"]).succeeded();
}
