//! Every command's failure in every environment: the same message, exit code and JSON object. `tests/all` runs it on
//! both released programs.

use std::{
    fs,
    net::TcpListener,
    process::{Command, Stdio},
};

use crate::support::{Outcome, Sandbox, program};

/// A failure of each command, with its documented exit code.
const FAILURES: [(&[&str], i32); 34] = [
    (&["nosuch"], 2),
    (&["--nosuch"], 2),
    (&["login", "--nosuch"], 2),
    (&["login", "--prompt", "none", "--switch"], 2),
    (&["login", "--no-browser", "--redirect-uri", "https://example.com"], 2),
    (&["whoami"], 4),
    (&["token"], 4),
    (&["token", "--min-ttl", "soon"], 2),
    (&["token", "--id"], 4),
    (&["token", "--refresh-token"], 4),
    (&["status"], 4),
    (&["refresh"], 4),
    (&["logout", "--nosuch"], 2),
    (&["unlink", "--yes"], 4),
    (&["scopes"], 4),
    (&["scopes", "revoke", "talk_message"], 4),
    (&["exec", "true"], 4),
    (&["api", "/v2/user/me"], 4),
    (&["api", "C:/Program Files/Git/v2/user/me"], 2),
    (&["setup"], 2),
    (&["explain", "-"], 2),
    (&["profiles", "use", "nobody"], 2),
    (&["profiles", "rename", "nobody", "x"], 2),
    (&["profiles", "remove", "nobody"], 2),
    (&["import", "/nowhere/kakao_code.json"], 5),
    (&["config", "get", "client-secret"], 1),
    (&["config", "set", "lang", "fr"], 2),
    (&["config", "set", "client-secret", "in-the-open"], 2),
    (&["config", "unset", "nosuch"], 2),
    (&["emulator", "code", "--user", "alice", "--url", "http://127.0.0.1:9"], 6),
    (&["emulator", "ready", "--url", "http://127.0.0.1:9"], 6),
    (&["emulator", "--port", "0", "--auto", "nobody"], 2),
    (&["demo", "--nosuch"], 2),
    (&["completions", "nosuch"], 2),
];

/// What the environment may say, as a line of a shell: variables and closed streams.
const ENVIRONMENTS: [&str; 13] = [
    "exec \"$@\"",
    "RUST_BACKTRACE=1 exec \"$@\"",
    "RUST_BACKTRACE=full exec \"$@\"",
    "RUST_BACKTRACE= exec \"$@\"",
    "RUST_LIB_BACKTRACE=1 exec \"$@\"",
    "RUST_BACKTRACE=1 RUST_LIB_BACKTRACE=0 exec \"$@\"",
    "COLUMNS=0 exec \"$@\"",
    "COLUMNS=1 LINES=x exec \"$@\"",
    "unset HOME; exec \"$@\"",
    "LANG=C LC_ALL=C exec \"$@\"",
    "exec \"$@\" <&-",
    "exec \"$@\" >&-",
    "TERM= exec \"$@\"",
];

fn run(sandbox: &Sandbox, line: &str, arguments: &[&str]) -> Outcome {
    let mut shell = Command::new("sh");
    shell.args(["-c", line, "sh", program()]).args(arguments).env_clear().envs(sandbox.environment());
    Outcome::of(shell.stdin(Stdio::null()).output().expect("sh runs"))
}

#[test]
fn every_failure_says_the_same_in_every_environment() {
    let mut sandbox = Sandbox::new();
    // Nothing here asks the emulator; whoever did would be seen.
    let folder = sandbox.config_folder().display().to_string();
    sandbox.set("KAKAO_LOGIN_CONFIG_DIR", &folder).unset("KAKAO_CLIENT_SECRET");
    for (arguments, exit) in FAILURES {
        let json = [&["--json"], arguments].concat();
        let (told, object) = (sandbox.run(arguments).failed(exit), sandbox.run(&json).failed(exit).error());
        assert_eq!(object["exit"], exit, "{arguments:?}");
        assert!(object["code"].as_str().is_some_and(|code| !code.is_empty()), "{object}");
        for environment in ENVIRONMENTS {
            let outcome = run(&sandbox, environment, arguments);
            assert_eq!((outcome.exit, &outcome.stderr), (exit, &told.stderr), "{environment} {arguments:?}");
            assert_eq!(outcome.stdout, "", "{environment} {arguments:?}");
            let outcome = run(&sandbox, environment, &json);
            assert_eq!((outcome.exit, &outcome.error()), (exit, &object), "{environment} {arguments:?}");
        }
    }
    assert_eq!(sandbox.emulator.exchanges(), []);
    assert!(fs::read_dir(sandbox.config_folder()).is_err(), "a failed command leaves nothing behind");
}

#[test]
fn failures_that_need_a_network_say_the_same_too() {
    let mut sandbox = Sandbox::logged_in();
    let folder = sandbox.config_folder().display().to_string();
    sandbox.set("KAKAO_LOGIN_CONFIG_DIR", &folder);
    let port: u16 = sandbox
        .redirect_uri
        .trim_end_matches("/callback")
        .rsplit(':')
        .next()
        .expect("a port")
        .parse()
        .expect("a number");
    let taken = TcpListener::bind(("127.0.0.1", port)).expect("a port");
    let away = "http://127.0.0.1:9";
    for (arguments, variables, exit) in [
        (&["login", "--no-browser"][..], &[][..], 5),
        (&["doctor"], &[], 5),
        (&["whoami"], &[("KAKAO_API_URL", away)], 6),
        (&["api", "/v2/user/me"], &[("KAKAO_API_URL", away)], 6),
        (&["whoami"], &[("KAKAO_ACCESS_TOKEN", "stale")], 4),
        (&["login", "--no-browser"], &[("KAKAO_REST_API_KEY", "short")], 2),
    ] {
        let before = sandbox.environment();
        for (name, value) in variables {
            sandbox.set(name, value);
        }
        let plain = sandbox.run(arguments);
        assert_eq!(plain.exit, exit, "{plain:?}");
        for environment in ENVIRONMENTS {
            let outcome = run(&sandbox, environment, arguments);
            assert_eq!(outcome.exit, exit, "{environment} {arguments:?} {outcome:?}");
            if !environment.contains(">&-") {
                assert_eq!(outcome.stdout, plain.stdout, "{environment} {arguments:?}");
            }
            let object = run(&sandbox, environment, &[arguments, &["--json"]].concat()).error();
            assert_eq!(object["exit"], exit, "{environment} {arguments:?}");
        }
        for (name, _) in variables {
            match before.get(*name) {
                Some(value) => sandbox.set(name, value),
                None => sandbox.unset(name),
            };
        }
    }
    drop(taken);
}

#[test]
fn what_succeeds_succeeds_in_every_environment() {
    let mut sandbox = Sandbox::logged_in();
    let folder = sandbox.config_folder().display().to_string();
    sandbox.set("KAKAO_LOGIN_CONFIG_DIR", &folder);
    for arguments in [
        &["token"][..],
        &["status", "--json"],
        &["whoami", "--json"],
        &["--version"],
        &["explain", "KOE006"],
        &["profiles"],
    ] {
        let plain = sandbox.run(arguments).succeeded().stdout;
        for environment in ENVIRONMENTS.into_iter().filter(|environment| !environment.contains(">&-")) {
            let outcome = run(&sandbox, environment, arguments).succeeded();
            let times = |text: &str| text.replace(|c: char| c.is_ascii_digit(), "9");
            if !environment.contains("COLUMNS") {
                assert_eq!(times(&outcome.stdout), times(&plain), "{environment} {arguments:?}");
            }
        }
    }
    for arguments in [&["--help"][..], &["login", "--help"], &["man"], &["completions", "zsh"], &[]] {
        for environment in ENVIRONMENTS {
            let _ = run(&sandbox, environment, arguments).succeeded();
        }
    }
}
