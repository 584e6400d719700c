//! `demo`: everything with nothing set up, and nothing left.

use std::{fs, process::Command};

use crate::support::{Outcome, PROGRAM};

fn demo(arguments: &[&str], variables: &[(&str, &str)]) -> (Outcome, tempfile::TempDir) {
    let home = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(PROGRAM);
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
