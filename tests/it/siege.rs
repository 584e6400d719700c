//! The listener and the network under siege: strangers in numbers, copies, silence, signals, redirects to elsewhere.
//!
//! `FORGED=10000 SIGNALS=600 cargo test siege` goes on for longer.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use crate::support::{Person, Sandbox, client, free_port};

fn number(variable: &str, default: usize) -> usize {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

fn address(sandbox: &Sandbox) -> String {
    sandbox.redirect_uri.trim_start_matches("http://").trim_end_matches("/callback").to_owned()
}

/// The status of one request in plain bytes; 0 where the connection was closed.
fn ask(address: &str, request: &str) -> u16 {
    let Ok(mut stream) = TcpStream::connect(address) else { return 0 };
    let mut answer = String::new();
    drop(stream.write_all(request.as_bytes()).and_then(|()| stream.read_to_string(&mut answer)));
    answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
}

#[test]
fn forged_callbacks_from_fifty_threads_are_refused_and_the_real_one_wins() {
    let sandbox = Sandbox::new();
    let login = sandbox.start_login(&[]);
    let (address, state) = (address(&sandbox), login.state());
    let previous = "A".repeat(43);
    let states = [
        String::new(),
        "&state=".to_owned(),
        format!("&state={}", &state[..20]),
        format!("&state={}", state.to_ascii_uppercase()),
        format!("&state=x{state}"),
        format!("&state={state}x"),
        format!("&state={state}&state={state}"),
        format!("&state={previous}"),
        format!("&State={state}"),
        format!("&state[]={state}"),
    ];
    let accepted = Arc::new(AtomicUsize::new(0));
    let each = number("FORGED", 2000) / 50;
    let threads: Vec<_> = (0..50)
        .map(|thread| {
            let (address, states, accepted) = (address.clone(), states.clone(), Arc::clone(&accepted));
            thread::spawn(move || {
                for step in 0..each {
                    let what = ["code=stolen", "error=access_denied"][step % 2];
                    let query = format!("{what}{}", states[(thread + step) % states.len()]);
                    let request = format!("GET /callback?{query} HTTP/1.1\r\nHost: {address}\r\n\r\n");
                    if ![0, 400].contains(&ask(&address, &request)) {
                        accepted.fetch_add(1, Ordering::Relaxed);
                    }
                }
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().expect("it ends"));
    assert_eq!(accepted.load(Ordering::Relaxed), 0);
    let _ = Person::new().agree(&login.url);
    let _ = login.finish().succeeded();
    assert_eq!(sandbox.count("/oauth/token"), 1);
}

#[test]
fn sixty_wrong_hosts_with_the_true_answer_are_refused() {
    let sandbox = Sandbox::new();
    let login = sandbox.start_login(&[]);
    let target = Person::elsewhere(&sandbox.redirect_uri).agree(&login.url).url;
    let (address, path) = (address(&sandbox), format!("{}?{}", target.path(), target.query().expect("a query")));
    let port = target.port().expect("a port");
    let mut hosts = vec![String::new(), "Host: \r\n".to_owned(), format!("Host: {address}\r\nHost: {address}\r\n")];
    let names = [
        "evil.example",
        "localhost",
        "127.0.0.2",
        "127.1",
        "2130706433",
        "0x7f.1",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "127.0.0.1.nip.io",
        "user@127.0.0.1",
        "127.0.0.1.",
        "LOCALHOST",
        "kauth.kakao.com",
    ];
    for name in names {
        for end in [String::new(), format!(":{port}"), ":80".to_owned(), format!(":{}", port ^ 1)] {
            hosts.push(format!("Host: {name}{end}\r\n"));
        }
    }
    hosts.push(format!("Host: {address}, evil.example\r\n"));
    assert_eq!(hosts.len(), 60);
    for host in hosts {
        let status = ask(&address, &format!("GET {path} HTTP/1.1\r\n{host}\r\n"));
        assert!([400, 403].contains(&status), "{host:?} {status}");
    }
    for method in ["HEAD", "OPTIONS", "POST", "PUT", "TRACE"] {
        assert_eq!(ask(&address, &format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\n\r\n")), 405, "{method}");
    }
    assert_eq!(sandbox.count("/oauth/token"), 0);
    let page = Person::new().get(&target);
    assert_eq!(page.status, 200);
    let _ = login.finish().succeeded();
}

#[test]
fn a_hundred_copies_of_the_true_callback_are_one_exchange() {
    let sandbox = Sandbox::new();
    let login = sandbox.start_login(&[]);
    let target = Person::elsewhere(&sandbox.redirect_uri).agree(&login.url).url;
    let copies: Vec<_> = (0..100)
        .map(|_| {
            let target = target.clone();
            thread::spawn(move || client().get(target).send().map(|answer| answer.status().as_u16()).unwrap_or(0))
        })
        .collect();
    let answers: Vec<_> = copies.into_iter().map(|copy| copy.join().expect("it ends")).collect();
    assert_eq!(answers.iter().filter(|status| **status == 303).count(), 1, "{answers:?}");
    let _ = login.finish().succeeded();
    assert_eq!(sandbox.count("/oauth/token"), 1);
}

#[test]
fn twenty_logins_in_a_row_need_no_wait() {
    let sandbox = Sandbox::new();
    for _ in 0..20 {
        let _ = sandbox.log_in(&[]).succeeded();
    }
}

/// The most memory a process has had, in KiB.
fn peak(id: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).expect("a process");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("Linux tells");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

/// `RUNS=20` repeats it.
#[test]
fn silence_and_slowness_delay_nobody() {
    for _ in 0..number("RUNS", 1) {
        let sandbox = Sandbox::new();
        let login = sandbox.start_login(&[]);
        let address = address(&sandbox);
        let silent: Vec<_> = (0..1000).filter_map(|_| TcpStream::connect(&address).ok()).collect();
        let slow: Vec<_> = (0..100).filter_map(|_| TcpStream::connect(&address).ok()).collect();
        let is_over = Arc::new(AtomicUsize::new(0));
        let drip = {
            let is_over = Arc::clone(&is_over);
            thread::spawn(move || {
                while is_over.load(Ordering::Relaxed) == 0 {
                    // One that was thrown out for another is not written to any more.
                    slow.iter().for_each(|mut stream| drop(stream.write_all(b"G")));
                    thread::sleep(Duration::from_secs(1));
                }
            })
        };
        let target = Person::elsewhere(&sandbox.redirect_uri).agree(&login.url).url;
        let request =
            format!("GET {}?{} HTTP/1.1\r\nHost: {address}\r\n\r\n", target.path(), target.query().expect("a query"));
        let before = Instant::now();
        assert_eq!(ask(&address, &request), 303);
        assert!(before.elapsed() < Duration::from_secs(1), "{:?}", before.elapsed());
        let _ = login.finish().succeeded();
        is_over.store(1, Ordering::Relaxed);
        drip.join().expect("it ends");
        drop(silent);
    }
}

#[test]
fn a_hundred_megabytes_of_headers_cost_no_memory() {
    let sandbox = Sandbox::new();
    let login = sandbox.start_login(&[]);
    let (address, before) = (address(&sandbox), peak(login.id()));
    let threads: Vec<_> = (0..10)
        .map(|_| {
            let address = address.clone();
            thread::spawn(move || {
                for _ in 0..10 {
                    let mut stream = TcpStream::connect(&address).expect("a connection");
                    drop(stream.write_all(b"GET / HTTP/1.1\r\nX: "));
                    // The listener hangs up on it soon.
                    (0..16).try_for_each(|_| stream.write_all(&[b'x'; 1 << 16])).ok();
                }
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().expect("it ends"));
    let grown = peak(login.id()) - before;
    assert!(grown < 16 << 10, "{grown} KiB");
    let _ = Person::new().agree(&login.url);
    let _ = login.finish().succeeded();
}

#[test]
fn a_listener_without_descriptors_waits_and_goes_on() {
    let sandbox = Sandbox::new();
    let log = sandbox.home.path().join("strace.log");
    let inject = "inject=accept4:error=EMFILE:when=1..20";
    let mut strace = Command::new("strace");
    strace.args(["-f", "-e", "trace=accept4", "-e", inject, "-o"]).arg(&log);
    strace.arg(crate::support::program()).args(["login", "--no-browser"]).env_clear().envs(sandbox.environment());
    let login = sandbox.start(strace);
    let _ = Person::new().agree(&login.url);
    let _ = login.finish().succeeded();
    let log = std::fs::read_to_string(log).expect("a log");
    assert_eq!(log.matches("EMFILE").count(), 20, "{log}");
}

#[test]
fn no_redirect_of_any_endpoint_is_followed() {
    let recorder = TcpListener::bind(("127.0.0.1", free_port())).expect("a port");
    let elsewhere = format!("http://{}/", recorder.local_addr().expect("an address"));
    recorder.set_nonblocking(true).expect("a socket");
    for status in [301, 302, 303, 307, 308] {
        for (endpoint, command) in [
            ("/oauth/token", &["refresh"][..]),
            ("/v2/user/me", &["whoami"]),
            ("/v1/user/logout", &["logout"]),
            ("/v1/user/unlink", &["unlink", "--yes"]),
            ("/v2/user/scopes", &["scopes"]),
            ("/.well-known/jwks.json", &["token", "--id", "--verify"]),
        ] {
            for target in
                [elsewhere.as_str(), "/oauth/token", "https://evil.example/", "//evil.example/", "http://127.0.0.1:1/"]
            {
                let sandbox = Sandbox::new();
                // A probe may still be on its way when its login is over.
                let _ = sandbox.log_in(&["--scope", "openid", "--no-probe"]).succeeded();
                let asked = sandbox.emulator.exchanges().len();
                sandbox.emulator.redirect(endpoint, 1, status, target);
                let outcome = sandbox.run(&[command, &["--json"]].concat());
                assert!([6, 7].contains(&outcome.exit) && outcome.stdout.is_empty(), "{status} {endpoint} {outcome:?}");
                assert_eq!(sandbox.emulator.exchanges().len(), asked + 1, "{status} {endpoint} {target}");
            }
        }
    }
    assert!(recorder.accept().is_err(), "nobody came to the recorder");
}

#[test]
fn signals_at_any_moment_end_the_login_with_their_code() {
    let sandbox = Sandbox::new();
    for step in 0..number("SIGNALS", 45) {
        let (signal, exit) = [("INT", 130), ("TERM", 143), ("HUP", 129)][step % 3];
        let login = sandbox.start_login(&[]);
        let (id, url) = (login.id().to_string(), login.url.clone());
        let person = thread::spawn(move || {
            // The browser finds nobody when the signal comes first.
            drop(std::panic::catch_unwind(|| Person::new().agree(&url).status));
        });
        thread::sleep(Duration::from_micros((step as u64 * 7919) % 60_000));
        let sent = Instant::now();
        drop(Command::new("kill").args(["-s", signal, &id]).output().expect("kill runs"));
        let outcome = login.finish();
        assert!(outcome.exit == exit || outcome.exit == 0, "{signal} {outcome:?}");
        assert!(sent.elapsed() < Duration::from_secs(1), "{signal} {:?}", sent.elapsed());
        person.join().expect("it ends");
        assert!(TcpListener::bind(address(&sandbox)).is_ok(), "the port is free");
        if sandbox.config_folder().join("tokens").exists() {
            assert!([0, 4].contains(&sandbox.run(&["status"]).exit));
        }
    }
}

#[test]
fn strangers_change_nothing_and_the_real_redirect_wins() {
    let sandbox = Sandbox::new();
    let login = sandbox.start_login(&[]);
    let (state, client) = (login.state(), client());
    let ask = |query: &str| client.get(format!("{}?{query}", sandbox.redirect_uri)).send().expect("an answer").status();
    for query in [
        "code=stolen".to_owned(),
        "code=stolen&state=wrong".to_owned(),
        format!("code=stolen&state={}", state.to_ascii_uppercase()),
        format!("code=stolen&state={state}&state={state}"),
        "error=access_denied".to_owned(),
        "error=access_denied&state=wrong".to_owned(),
    ] {
        assert_eq!(ask(&query), 400, "{query}");
    }
    let true_query = format!("code=stolen&state={state}");
    let true_url = format!("{}?{true_query}", sandbox.redirect_uri);
    assert_eq!(client.post(&true_url).send().expect("an answer").status(), 405);
    assert_eq!(client.head(&true_url).send().expect("an answer").status(), 405);
    assert_eq!(client.get(&true_url).header("Sec-Purpose", "prefetch").send().expect("an answer").status(), 403);
    assert_eq!(client.get(&true_url).header("X-Purpose", "Preview").send().expect("an answer").status(), 403);
    assert_eq!(client.get(&true_url).header("Host", "evil.example").send().expect("an answer").status(), 403);
    assert_eq!(client.get(&true_url).header("Origin", "http://evil.example").send().expect("an answer").status(), 403);
    let favicon = sandbox.redirect_uri.replace("/callback", "/favicon.ico");
    assert_eq!(client.get(favicon).send().expect("an answer").status(), 404);
    let _ = Person::new().agree(&login.url);
    let _ = login.finish().succeeded();
    assert_eq!(sandbox.count("/oauth/token"), 1);
}

#[test]
fn a_silent_connection_does_not_delay_the_redirect() {
    let sandbox = Sandbox::new();
    let login = sandbox.start_login(&[]);
    let address = sandbox.redirect_uri.trim_start_matches("http://").trim_end_matches("/callback").to_owned();
    let silent: Vec<_> = (0..20).map(|_| TcpStream::connect(&address).expect("a connection")).collect();
    let _ = Person::new().agree(&login.url);
    let _ = login.finish().succeeded();
    drop(silent);
}

#[test]
fn strangers_who_hold_their_connections_open_cost_no_time() {
    let sandbox = Sandbox::new();
    let login = sandbox.start_login(&[]);
    let address = sandbox.redirect_uri.trim_start_matches("http://").trim_end_matches("/callback").to_owned();
    let hold = |_| {
        let mut stream = TcpStream::connect(&address).expect("a connection");
        let request = format!("GET /x HTTP/1.1\r\nHost: {address}\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("it is read");
        stream
    };
    let held: Vec<_> = (0..300).map(hold).collect();
    let started = std::time::Instant::now();
    assert_eq!(Person::new().agree(&login.url).status, 200);
    let _ = login.finish().succeeded();
    // Lingering on each of them would take a minute; the margin is for a busy machine.
    assert!(started.elapsed() < std::time::Duration::from_secs(10), "{:?}", started.elapsed());
    drop(held);
}

#[test]
fn what_a_hostile_client_sends_is_refused_without_harm() {
    let sandbox = Sandbox::new();
    let login = sandbox.start_login(&[]);
    let address = sandbox.redirect_uri.trim_start_matches("http://").trim_end_matches("/callback").to_owned();
    let say = |bytes: &[u8]| {
        let mut stream = TcpStream::connect(&address).expect("a connection");
        stream.write_all(bytes).expect("it is read");
        let mut answer = Vec::new();
        drop(stream.read_to_end(&mut answer));
        String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned()
    };
    let long = [b"GET / HTTP/1.1\r\nX: ".as_slice(), &[b'a'; 20_000]].concat();
    for (bytes, status) in [
        (b"GET http://evil/ HTTP/1.1\r\nHost: a\r\n\r\n".as_slice(), "400"),
        (b"POST /callback HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551615\r\n\r\n", "405"),
        (b"POST /callback HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", "411"),
        (&long, "431"),
    ] {
        assert_eq!(
            say(bytes).split(' ').nth(1),
            Some(status),
            "{}",
            String::from_utf8_lossy(&bytes[..60.min(bytes.len())])
        );
    }
    let _ = Person::new().agree(&login.url);
    let _ = login.finish().succeeded();
}
