//! `demo`: everything with nothing set up, and nothing left.

use std::{
    fs,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use crate::support::{Outcome, Person, program};

fn demo(arguments: &[&str], variables: &[(&str, &str)]) -> (Outcome, tempfile::TempDir) {
    let home = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(program());
    command.arg("demo").args(arguments).env_clear().env("HOME", home.path()).envs(variables.iter().copied());
    (Outcome::of(command.output().expect("it starts")), home)
}

#[test]
fn without_a_browser_it_walks_the_pages_and_says_so() {
    let (outcome, home) = demo(&[], &[]);
    let outcome = outcome.succeeded();
    assert!(outcome.stdout.starts_with("nickname   앨리스\n"), "{outcome:?}");
    assert!(outcome.stderr.contains("There was no browser here"), "{outcome:?}");
    assert_eq!(fs::read_dir(home.path()).expect("a folder").count(), 0, "nothing is left");
}

#[test]
fn where_there_is_a_browser_a_person_logs_in() {
    let home = tempfile::tempdir().expect("a folder");
    let (browser, seen) = (home.path().join("browser"), home.path().join("seen"));
    let script = format!("#!/bin/sh\necho \"$1\" > {0}.tmp; mv {0}.tmp {0}\n", seen.display());
    fs::write(&browser, script).expect("a file");
    fs::set_permissions(&browser, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("a mode");
    let mut command = Command::new(program());
    command.arg("demo").env_clear().env("BROWSER", &browser).env("PATH", std::env::var_os("PATH").expect("PATH"));
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let end = Instant::now() + Duration::from_secs(30);
    while !seen.exists() {
        assert!(Instant::now() < end, "no browser was opened");
        std::thread::sleep(Duration::from_millis(10));
    }
    let url = fs::read_to_string(&seen).expect("text").trim().parse().expect("a URL");
    let page = Person::new().agree_to(&url, |scope| scope != "account_email");
    assert_eq!(page.status, 200);
    let outcome = Outcome::of(child.wait_with_output().expect("it ends")).succeeded();
    assert!(outcome.stdout.contains("not agreed"), "{outcome:?}");
    assert!(!outcome.stderr.contains("There was no browser here"), "{outcome:?}");
}

#[test]
fn it_prints_the_user_for_programs_too() {
    let (outcome, _home) = demo(&["--jq", ".kakao_account.email", "--quiet"], &[]);
    let outcome = outcome.succeeded();
    assert_eq!(outcome.stdout, "alice@example.com\n");
}

#[test]
fn settings_of_the_real_kakao_do_not_reach_it() {
    let (outcome, _home) = demo(
        &["--lang", "ko"],
        &[
            ("KAKAO_REST_API_KEY", "real"),
            ("KAKAO_AUTH_URL", "https://evil.example"),
            ("KAKAO_ACCESS_TOKEN", "real-token"),
        ],
    );
    assert!(outcome.succeeded().stdout.contains("1376016924429759228"));
}

#[test]
fn a_browser_that_opens_elsewhere_is_not_waited_for() {
    let (outcome, _home) = demo(&[], &[("BROWSER", "true"), ("CODESPACES", "true")]);
    assert!(outcome.succeeded().stdout.contains("앨리스"));
}
