//! Who may speak to the listener, and what no crowd can take from it: the redirect, the descriptors, the saved login.
//!
//! `RUNS=20 cargo test lockout -- --nocapture` goes on for longer and shows the figures.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::support::{Person, Sandbox, program};

/// Asks for an address as another user of the machine; what came back, head included.
fn as_another_user(url: &str) -> String {
    let mut command = Command::new("setpriv");
    command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups", "--"]);
    command.args(["curl", "-si", "--noproxy", "*", "--max-time", "5", url]).env_clear();
    command.env("PATH", std::env::var("PATH").unwrap_or_default());
    String::from_utf8(command.output().expect("setpriv runs, as root").stdout).expect("text")
}

#[test]
fn another_user_of_the_machine_neither_logs_in_nor_ends_a_login_as_root() {
    for redirect_uri in ["http://127.0.0.1:{}/callback", "http://localhost:{}/callback", "http://[::1]:{}/callback"] {
        let redirect_uri = redirect_uri.replace("{}", &crate::support::free_port().to_string());
        let mut sandbox = Sandbox::with(|scenario| scenario.app.redirect_uris = vec![redirect_uri.clone()]);
        sandbox.set("KAKAO_REDIRECT_URI", &redirect_uri);
        let login = sandbox.start_login(&["--timeout", "30"]);
        // The stolen address bar of `ps`: the same URL, agreed to by the other user's own account.
        let stolen = Person::named("bob").elsewhere_from(&redirect_uri).agree(&login.url).url;
        assert_eq!(as_another_user(stolen.as_str()), "", "closed unread");
        let denied = format!("{redirect_uri}?error=access_denied&state={}", login.state());
        assert_eq!(as_another_user(&denied), "");
        assert_eq!(as_another_user(&format!("{redirect_uri}/../")), "");
        let page = Person::new().agree(&login.url);
        assert_eq!(page.status, 200);
        let outcome = login.finish().succeeded();
        assert!(outcome.stdout.contains("앨리스") && !outcome.stdout.contains("밥"), "{outcome:?}");
        assert_eq!(sandbox.count("/oauth/token"), 1);
    }
}

#[test]
fn the_closing_page_goes_to_the_browser_that_brought_the_code() {
    let sandbox = Sandbox::new();
    let login = sandbox.start_login(&[]);
    let address = sandbox.redirect_uri.trim_start_matches("http://").trim_end_matches("/callback").to_owned();
    let stop = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let poller = {
        let stop = std::sync::Arc::clone(&stop);
        thread::spawn(move || {
            let mut taken = 0;
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                let Ok(mut stream) = TcpStream::connect(&address) else { continue };
                let request = format!("GET /done HTTP/1.1\r\nHost: {address}\r\n\r\n");
                let mut answer = String::new();
                drop(stream.write_all(request.as_bytes()).and_then(|()| stream.read_to_string(&mut answer)));
                taken += usize::from(answer.contains("<html"));
            }
            taken
        })
    };
    let page = Person::new().agree(&login.url);
    assert!(page.status == 200 && page.html.contains("You are logged in"), "{}", page.html);
    let _ = login.finish().succeeded();
    stop.store(true, std::sync::atomic::Ordering::Relaxed);
    assert_eq!(poller.join().expect("it ends"), 0);
}

/// What a stranger sends first, before it holds the connection.
const FLOODS: [(&str, &str); 4] = [
    ("silent", ""),
    ("slow", "GET /callback?code=x HTTP/1.1\r\nHost: "),
    ("malformed", "NONSENSE\r\n\r\n"),
    ("complete", "GET /elsewhere HTTP/1.1\r\nHost: ADDRESS\r\n\r\n"),
];

/// A value of `/proc/PID/status`.
fn status(id: u32, name: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.split_whitespace().find_map(|word| word.parse().ok()).unwrap_or(0)
}

#[test]
#[allow(clippy::print_stdout)] // its figures, shown with --nocapture
fn no_flood_keeps_the_redirect_out_or_costs_the_save_its_descriptors() {
    // The flood needs descriptors too.
    let own = std::process::id().to_string();
    let raised = Command::new("prlimit").args(["--pid", &own, "--nofile=8192"]).stderr(Stdio::null()).status();
    assert!(raised.expect("prlimit runs").success(), "the hard limit is below 8192");
    let runs: u64 = std::env::var("RUNS").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    for files in [256, 1024] {
        for (name, first) in FLOODS {
            let (mut slowest, mut peak, mut threads) = (Duration::ZERO, 0, 0);
            for _ in 0..runs {
                let sandbox = Sandbox::new();
                let mut command = Command::new("prlimit");
                command.arg(format!("--nofile={files}:{files}")).arg(program()).args([
                    "login",
                    "--no-browser",
                    "--no-probe",
                ]);
                command.env_clear().envs(sandbox.environment()).stdin(Stdio::null());
                let login = sandbox.start(command);
                let back = Person::elsewhere(&sandbox.redirect_uri).agree(&login.url).url;
                let address =
                    sandbox.redirect_uri.trim_start_matches("http://").trim_end_matches("/callback").to_owned();
                let first = first.replace("ADDRESS", &address);
                let held: Vec<_> = (0..600)
                    .map(|_| {
                        let mut stream = TcpStream::connect(&address).expect("it is accepted or queued");
                        // One that was closed to make room takes nothing any more.
                        drop(stream.write_all(first.as_bytes()));
                        stream
                    })
                    .collect();
                peak = peak.max(status(login.id(), "VmHWM:"));
                threads = threads.max(status(login.id(), "Threads:"));
                let client = crate::support::client();
                let started = Instant::now();
                let answer = client.get(back).send().expect("answered at the first try");
                slowest = slowest.max(started.elapsed());
                assert_eq!(answer.status(), 303, "{files} {name}");
                drop(answer);
                let outcome = login.finish();
                assert_eq!(outcome.exit, 0, "{files} {name}: {outcome:?}");
                drop(held);
                let _ = sandbox.run(&["token"]).succeeded();
            }
            assert!(threads <= 300, "{files} {name}: {threads} threads");
            println!("{files} files, {name}: {slowest:?}, {peak} KiB, {threads} threads");
        }
    }
}
