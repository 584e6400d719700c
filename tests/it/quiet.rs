//! What must not happen: with a valid cache `token` and `status` open no socket and write no file.

use std::{fs, process::Command};

use crate::support::{Sandbox, program};

/// The system calls of a run that concern the network or open files.
fn calls(sandbox: &Sandbox, arguments: &[&str]) -> String {
    let log = sandbox.home.path().join("strace.log");
    let mut strace = Command::new("strace");
    strace
        .args(["-f", "-e", "trace=%network,%file,flock,fsync,fchmod,ftruncate", "-o"])
        .arg(&log)
        .arg(program())
        .args(arguments);
    let envs = sandbox.environment();
    let output = strace.env_clear().envs(envs).output().expect("strace runs");
    assert!(output.status.success(), "{output:?}");
    fs::read_to_string(log).expect("a log")
}

#[test]
fn a_cached_token_costs_no_socket_and_no_write() {
    let sandbox = Sandbox::logged_in();
    for command in [&["token"][..], &["status"], &["token", "--json"], &["config", "list"]] {
        let log = calls(&sandbox, command);
        assert!(log.contains("openat("), "strace saw the run: {log}");
        for word in [
            "socket(", "connect(", "O_WRONLY", "O_RDWR", "O_CREAT", "flock(", "fsync(", "rename", "mkdir", "unlink",
            "fchmod",
        ] {
            let found: Vec<_> = log.lines().filter(|line| line.contains(word)).collect();
            assert!(found.is_empty(), "{command:?} {word}: {found:?}");
        }
    }
}

/// Ceilings a little above what was measured (glibc 2.36): a run that begins to build a client, read certificates,
/// start a thread or read its file in pieces is above them.
#[test]
fn a_short_run_stays_below_its_ceiling_of_system_calls() {
    let sandbox = Sandbox::logged_in();
    for (arguments, ceiling) in [
        (&["token"][..], 100),
        (&["status"], 100),
        (&["explain", "KOE006"], 90),
        (&["--version"], 90),
        (&["--help"], 90),
    ] {
        let log = sandbox.home.path().join("all.log");
        let mut strace = Command::new("strace");
        strace.args(["-f", "-o"]).arg(&log).arg(program()).args(arguments);
        let output = strace.env_clear().envs(sandbox.environment()).output().expect("strace runs");
        assert!(output.status.success(), "{output:?}");
        let log = fs::read_to_string(log).expect("a log");
        for word in ["clone(", "clone3(", "/etc/ssl", "socket(", "fsync("] {
            assert!(!log.contains(word), "{arguments:?} {word}: {log}");
        }
        let count = log.lines().count();
        assert!((30..=ceiling).contains(&count), "{arguments:?}: {count} system calls\n{log}");
        if arguments == ["token"] {
            let reads = log.lines().filter(|line| line.contains("read(4, ")).count();
            assert!(reads <= 3, "the token file in one go: {log}");
        }
    }
}

#[test]
fn a_refresh_is_seen_by_the_same_eyes() {
    let sandbox = Sandbox::logged_in();
    let log = calls(&sandbox, &["refresh"]);
    for word in ["socket(", "O_CREAT", "flock(", "fsync(", "rename"] {
        assert!(log.contains(word), "{word}");
    }
}

#[test]
fn a_save_is_complete_before_it_counts() {
    let sandbox = Sandbox::logged_in();
    let log = calls(&sandbox, &["refresh"]);
    let steps = ["O_EXCL", "fsync(", "connect(", "ftruncate(", "fsync(", "rename", "fsync("];
    let mut rest = log.as_str();
    for step in steps {
        let at = rest.find(step).unwrap_or_else(|| panic!("no {step} where it should be in {log}"));
        rest = &rest[at + step.len()..];
    }
}

#[test]
fn nothing_of_the_current_folder_is_opened() {
    let sandbox = Sandbox::logged_in();
    let log = calls(&sandbox, &["whoami"]);
    let here = std::env::current_dir().expect("a folder").display().to_string();
    let relative = log.lines().filter(|line| line.contains("AT_FDCWD, \"") && !line.contains("AT_FDCWD, \"/"));
    let opened: Vec<_> =
        relative.chain(log.lines().filter(|line| line.contains(&here) && !line.contains("execve"))).collect();
    assert!(opened.is_empty(), "{opened:?}");
}
