//! `emulator VERB` and `/_emulator/`: steering from a shell and over HTTP, refused to web pages.

use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::{
    emulator::{KEY, SECRET, Served, serve, serve_on},
    support::{Outcome, Sandbox, client, free_port, program},
};

/// An emulator in a process of its own, and the command that steers it.
struct Steered {
    _served: Served,
    url: String,
    home: tempfile::TempDir,
}

impl Steered {
    fn start(arguments: &[&str]) -> Self {
        let (served, ready) = serve(arguments);
        let url = ready["url"].as_str().expect("text").to_owned();
        Self { _served: served, url, home: tempfile::tempdir().expect("a folder") }
    }

    fn run(&self, arguments: &[&str]) -> Outcome {
        let mut command = Command::new(program());
        command.arg("emulator").args(arguments).env_clear().env("KAKAO_AUTH_URL", &self.url);
        command.env("HOME", self.home.path()).stdin(Stdio::null());
        Outcome::of(command.output().expect("it starts"))
    }

    fn json(&self, arguments: &[&str]) -> Value {
        self.run(&[arguments, &["--json"]].concat()).succeeded().json()
    }

    fn exchange(&self, code: &str) -> (u16, Value) {
        let form = [
            ("grant_type", "authorization_code"),
            ("client_id", KEY),
            ("client_secret", SECRET),
            ("redirect_uri", "http://127.0.0.1:18000/callback"),
            ("code", code),
        ];
        self.post("/oauth/token", &form)
    }

    fn post(&self, path: &str, form: &[(&str, &str)]) -> (u16, Value) {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = client().post(format!("{}{path}", self.url)).body(body);
        let answer = request.header("Content-Type", "application/x-www-form-urlencoded").send().expect("an answer");
        (answer.status().as_u16(), serde_json::from_str(&answer.text().expect("text")).unwrap_or_default())
    }

    fn me(&self, token: &str) -> (u16, Value) {
        let answer = client().get(format!("{}/v2/user/me", self.url)).bearer_auth(token).send().expect("an answer");
        (answer.status().as_u16(), serde_json::from_str(&answer.text().expect("text")).expect("JSON"))
    }
}

#[test]
fn a_code_without_a_browser_is_exchanged_once_and_the_log_tells_the_second_time() {
    let emulator = Steered::start(&[]);
    let code = emulator.run(&["code", "--user", "bob", "--scope", "talk_message"]).succeeded().stdout;
    let (status, tokens) = emulator.exchange(code.trim());
    assert_eq!(
        (status, tokens["scope"].as_str()),
        (200, Some("account_email profile_image profile_nickname talk_message"))
    );
    assert_eq!(emulator.me(tokens["access_token"].as_str().expect("text")).1["id"], 1_000_000_002);
    assert_eq!(emulator.exchange(code.trim()).1["error_code"], "KOE320");
    let logs = emulator.run(&["logs"]).succeeded().stdout;
    assert!(logs.contains("KOE320") && logs.contains("second use of the code"), "{logs}");
    assert!(emulator.run(&["logs", "--lang", "ko"]).succeeded().stdout.contains("두 번째로 썼어요"));
    // What cannot be done says why.
    assert!(emulator.run(&["code", "--user", "nobody"]).failed(2).stderr.contains("alice, bob, minimal"));
    let other = ["code", "--user", "bob", "--redirect-uri", "http://localhost:1/"];
    assert!(emulator.run(&other).failed(2).stderr.contains("KOE006"));
}

#[test]
fn a_minimal_user_has_only_an_id() {
    let emulator = Steered::start(&["--auto", "minimal"]);
    let code = emulator.run(&["code", "--user", "minimal"]).succeeded().stdout;
    let tokens = emulator.exchange(code.trim()).1;
    let (_, user) = emulator.me(tokens["access_token"].as_str().expect("text"));
    assert_eq!(user, json!({ "id": 1_000_000_003, "connected_at": "2026-11-23T01:45:28Z" }));
}

#[test]
fn scripted_failures_come_as_often_as_asked() {
    let emulator = Steered::start(&[]);
    let _ = emulator.run(&["fail", "token", "KOE237", "--times", "2", "--status", "429"]).succeeded();
    for _ in 0..2 {
        let (status, body) = emulator.exchange("x");
        assert_eq!((status, &body["error_code"]), (429, &json!("KOE237")));
    }
    assert_eq!(emulator.exchange("x").1["error_code"], "KOE320");
    let _ = emulator.run(&["fail", "user/me", "-9798"]).succeeded();
    assert_eq!(emulator.me("x"), (503, json!({ "msg": "service under maintenance", "code": -9798 })));
    let _ = emulator.run(&["fail", "me", "--drop"]).succeeded();
    let url = format!("{}/v2/user/me", emulator.url);
    assert!(client().get(&url).send().is_err(), "the connection is cut");
    let _ = emulator.run(&["fail", "me", "--delay", "300"]).succeeded();
    let started = std::time::Instant::now();
    assert_eq!(emulator.me("x").0, 401, "Kakao's own answer, later");
    assert!(started.elapsed() >= std::time::Duration::from_millis(300));
    let _ = emulator.run(&["fail", "me", "-401", "--times", "9"]).succeeded();
    assert_eq!(emulator.json(&["fail", "--clear"]), json!({ "failures": [] }));
    assert!(emulator.run(&["fail", "me", "nonsense"]).failed(2).stderr.contains("KOE"));
    let _ = emulator.run(&["fail", "me"]).failed(2);
    for (language, words) in [("ko", "이렇게 끝나는 경로가 없어요: nosuch"), ("en", "no path ends in nosuch")]
    {
        let outcome = emulator.run(&["fail", "nosuch", "-401", "--lang", language]).failed(2);
        assert!(outcome.stderr.contains(words), "{outcome:?}");
    }
    let _ = emulator.run(&["fail", "/v1/of/my/own", "--status", "500"]).succeeded();
}

#[test]
fn the_clock_moves_and_a_snapshot_brings_everything_back() {
    let emulator = Steered::start(&[]);
    let code = emulator.run(&["code", "--user", "alice"]).succeeded().stdout;
    let token = emulator.exchange(code.trim()).1["access_token"].as_str().expect("text").to_owned();
    let file = emulator.home.path().join("snapshot.json").display().to_string();
    let _ = emulator.run(&["snapshot", "save", &file]).succeeded();
    assert_eq!(emulator.json(&["clock", "+6h"])["ahead"], 6 * 3600);
    assert_eq!(emulator.me(&token).1["msg"], "this access token is already expired");
    assert!(emulator.run(&["requests"]).succeeded().stdout.contains("expired"));
    let _ = emulator.run(&["reset"]).succeeded();
    assert_eq!(emulator.me(&token).1["msg"], "this access token does not exist");
    assert_eq!(emulator.json(&["clock"])["ahead"], 0);
    let _ = emulator.run(&["snapshot", "load", &file]).succeeded();
    assert_eq!(emulator.me(&token).0, 200);
    assert_eq!(emulator.json(&["users"])["users"][0]["linked"], true);
    std::fs::write(&file, "{").expect("a file");
    let _ = emulator.run(&["snapshot", "load", &file]).failed(2);
    assert_eq!(emulator.me(&token).0, 200, "a bad snapshot changes nothing");
    for wrong in ["yesterday", "-3d"] {
        assert!(emulator.run(&["clock", wrong]).failed(2).stderr.contains("only goes forward"), "{wrong}");
    }
    let outcome = emulator.run(&["snapshot", "save", "/nonexistent/snapshot.json"]).failed(5);
    assert!(outcome.stderr.contains("cannot write"), "{outcome:?}");
}

#[test]
fn requests_are_counted_and_waited_for() {
    let emulator = Steered::start(&[]);
    let waiting = {
        let mut command = Command::new(program());
        command.args(["emulator", "requests", "--wait", "2", "--path", "token", "--json"]).env_clear();
        command.env("KAKAO_AUTH_URL", &emulator.url).stdout(Stdio::piped()).spawn().expect("it starts")
    };
    let _ = (emulator.exchange("x"), emulator.me("x"), emulator.exchange("y"));
    let outcome = Outcome::of(waiting.wait_with_output().expect("it ends")).succeeded();
    assert_eq!(outcome.json()["count"], 2);
    let too_few = ["requests", "--wait", "3", "--path", "token", "--timeout", "200ms"];
    assert!(emulator.run(&too_few).failed(8).stderr.contains("2 of 3"));
}

#[test]
fn a_message_to_oneself_lands_in_the_inbox() {
    let emulator = Steered::start(&[]);
    let code = emulator.run(&["code", "--user", "alice", "--scope", "talk_message"]).succeeded().stdout;
    let token = emulator.exchange(code.trim()).1["access_token"].as_str().expect("text").to_owned();
    let send = |path: &str, field: (&str, &str)| {
        let body = url::form_urlencoded::Serializer::new(String::new()).append_pair(field.0, field.1).finish();
        let request = client().post(format!("{}/v2/api/talk/memo/{path}", emulator.url)).bearer_auth(&token).body(body);
        request.header("Content-Type", "application/x-www-form-urlencoded").send().expect("an answer").status().as_u16()
    };
    let template = r#"{"object_type":"text","text":"백업 완료","link":{"web_url":"https://example.com"}}"#;
    assert_eq!(send("default/send", ("template_object", template)), 200);
    assert_eq!(send("send", ("template_id", "77")), 200);
    assert_eq!(send("scrap/send", ("request_url", "https://example.com/page")), 200);
    assert_eq!(send("default/send", ("template_object", r#"{"object_type":"text","text":"x"}"#)), 400);
    let inbox: Value = serde_json::from_str(
        &client().get(format!("{}/_emulator/memo", emulator.url)).send().expect("an answer").text().expect("text"),
    )
    .expect("JSON");
    let texts: Vec<_> = inbox["memo"].as_array().expect("a list").iter().map(|memo| &memo["text"]).collect();
    assert_eq!(texts, ["백업 완료", "77", "https://example.com/page"]);
}

#[test]
fn settings_for_frameworks_name_the_emulator_and_the_way_of_the_secret() {
    let emulator = Steered::start(&["--redirect-uri", "http://localhost:3000/cb"]);
    for (kind, words) in [
        ("dotenv", "KAKAO_REDIRECT_URI=http://localhost:3000/cb"),
        ("spring", "client-authentication-method: client_secret_post"),
        ("nextauth", "token_endpoint_auth_method: \"client_secret_post\""),
        ("allauth", "\"token_auth_method\": \"client_secret_post\""),
    ] {
        let text = emulator.run(&["env", "--for", kind]).succeeded().stdout;
        assert!(text.contains(words) && text.contains(&emulator.url) && text.contains(KEY), "{text}");
    }
    let _ = emulator.run(&["env", "--for", "rails"]).failed(2);
}

#[test]
fn readiness_is_told_and_waited_for() {
    let sandbox = Sandbox::new();
    let port = free_port().to_string();
    let url = format!("http://127.0.0.1:{port}");
    let outcome = sandbox.run(&["emulator", "ready", "--url", &url]).failed(6);
    assert!(outcome.stderr.contains("`kakao-login emulator`"), "{outcome:?}");
    let mut waiting = sandbox.command(&["emulator", "ready", "--wait", "10s", "--url", &url]);
    let waiting = waiting.stdout(Stdio::piped()).spawn().expect("it starts");
    let _served = serve_on(&port, &[]);
    let _ = Outcome::of(waiting.wait_with_output().expect("it ends")).succeeded();
    assert_eq!(client().get(format!("{url}/readyz")).send().expect("an answer").status(), 200);
    let _ = sandbox.run(&["emulator", "users", "--url", "https://evil.example"]).failed(2);
}

#[test]
fn web_pages_of_others_steer_nothing_and_read_nothing() {
    let emulator = Steered::start(&[]);
    let url = format!("{}/_emulator/reset", emulator.url);
    for (name, value) in [
        ("Origin", "http://evil.example"),
        ("Origin", "null"),
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
    ] {
        let answer = client().post(&url).header(name, value).send().expect("an answer");
        assert_eq!(answer.status(), 403, "{name}: {value}");
        assert!(answer.headers().keys().all(|header| !header.as_str().starts_with("access-control")));
    }
    assert_eq!(client().post(&url).header("Host", "evil.example").send().expect("an answer").status(), 403);
    let own = client().post(&url).header("Origin", &emulator.url).send().expect("an answer");
    assert_eq!(own.status(), 200);
}

#[test]
fn a_scenario_file_is_the_app_and_a_broken_one_is_told_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("scenario.toml");
    std::fs::write(&path, "auto = 'carol'\n[app]\nmembers = []\n[[users]]\nname = 'carol'\nid = 7\n").expect("a file");
    let path = path.display().to_string();
    let emulator = Steered::start(&["--config", &path]);
    assert!(emulator.run(&["code", "--user", "carol"]).failed(2).stderr.contains("KOE005"));
    let sandbox = Sandbox::new();
    std::fs::write(&path, "[app]\nlogn = true\n").expect("a file");
    let outcome = sandbox.run(&["emulator", "--port", "0", "--config", &path]).failed(2);
    assert!(outcome.stderr.contains(":2:1: ") && outcome.stderr.contains("logn"), "{outcome:?}");
    let _ = sandbox.run(&["emulator", "--port", "0", "--config", "/nonexistent.toml"]).failed(5);
}

#[test]
fn the_table_of_differences_is_printed_in_both_languages() {
    let sandbox = Sandbox::new();
    assert!(sandbox.run(&["emulator", "differences"]).succeeded().stdout.contains("KOE006 is a page"));
    assert!(sandbox.run(&["emulator", "differences", "--lang", "ko"]).succeeded().stdout.contains("돌아오지 않아요"));
    let rows = sandbox.run(&["emulator", "differences", "--json"]).succeeded().json();
    assert!(rows.as_array().expect("a list").iter().all(|row| row["confidence"].is_string()));
}

/// The listener's corpus of hostile bytes, at the emulator's door.
#[test]
fn malformed_requests_neither_hang_nor_break_the_emulator() {
    use std::io::{Read, Write};
    let emulator = Steered::start(&[]);
    let address = emulator.url.trim_start_matches("http://").to_owned();
    let corpus = std::fs::read_dir(crate::support::root().join("tests/fuzz/corpus/callback")).expect("a folder");
    let mut count = 0;
    for file in corpus {
        let bytes = std::fs::read(file.expect("a file").path()).expect("a file");
        for end in [b"\r\n\r\n".as_slice(), b""] {
            let mut stream = std::net::TcpStream::connect(&address).expect("a connection");
            stream.write_all(&[&bytes, end].concat()).expect("it is read");
            stream.shutdown(std::net::Shutdown::Write).expect("a socket");
            stream.set_read_timeout(Some(std::time::Duration::from_secs(5))).expect("a socket");
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).expect("it ends in time");
            count += 1;
        }
    }
    assert!(count >= 28, "{count}");
    let _ = emulator.run(&["ready"]).succeeded();
}
