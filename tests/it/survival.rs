//! What a login survives: kills at every step, full disks, crowds at the moment of expiry, and month two.
//!
//! `ROUNDS=50 KILLS=1000 cargo test survival` tries for longer.

use std::{
    collections::HashSet,
    fs,
    os::unix::fs::PermissionsExt,
    process::{Command, Stdio},
    time::Duration,
};

use crate::support::{Outcome, Person, Sandbox, program};

const DAY: u64 = 24 * 3600;

/// How often something is tried: more by hand than by default.
fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// A command in the sandbox's environment behind another program.
fn behind(sandbox: &Sandbox, front: &[&str], arguments: &[&str]) -> Command {
    let environment = sandbox.environment();
    let mut command = Command::new(front[0]);
    command.args(&front[1..]).arg(program()).args(arguments);
    command.env_clear().envs(environment).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn temporaries(sandbox: &Sandbox) -> usize {
    let names = fs::read_dir(sandbox.config_folder().join("tokens")).expect("a folder");
    names.filter(|name| name.as_ref().expect("a file").file_name().to_string_lossy().ends_with(".tmp")).count()
}

/// The system calls a save makes, each of which may be the last.
const WRITING: [&str; 8] =
    ["openat", "write", "fsync", "ftruncate", "fchmod", "renameat,rename,renameat2", "unlinkat", "lseek"];

/// Runs `act` with the n-th of each writing system call killed, n = 1, 2, 3 … until nothing is hit any more;
/// `check` looks at what is left each time. Returns how many kills there were.
fn kill_everywhere(act: &dyn Fn(&Sandbox, &[&str]) -> bool, check: &dyn Fn(&Sandbox)) -> usize {
    let mut kills = 0;
    for calls in WRITING {
        for count in 1.. {
            let sandbox = Sandbox::logged_in();
            let inject = format!("inject={calls}:signal=KILL:when={count}");
            let was_killed = act(
                &sandbox,
                &["strace", "-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={calls}"), "-e", &inject],
            );
            if !was_killed {
                break;
            }
            kills += 1;
            check(&sandbox);
        }
    }
    kills
}

#[test]
fn a_refresh_killed_anywhere_loses_nothing() {
    let refresh = |sandbox: &Sandbox, front: &[&str]| {
        let output = behind(sandbox, front, &["refresh"]).output().expect("strace runs");
        !output.status.success()
    };
    let kills = kill_everywhere(&refresh, &|sandbox| {
        assert!(temporaries(sandbox) <= 1);
        let _ = sandbox.run(&["token"]).succeeded();
        let _ = sandbox.run(&["refresh"]).succeeded();
        assert_eq!(temporaries(sandbox), 0, "swept by the next write");
    });
    assert!(kills >= 40, "only {kills} kills");
}

#[test]
fn a_logout_killed_anywhere_leaves_a_login_or_none() {
    let logout = |sandbox: &Sandbox, front: &[&str]| {
        let output = behind(sandbox, front, &["logout"]).output().expect("strace runs");
        !output.status.success()
    };
    let kills = kill_everywhere(&logout, &|sandbox| {
        assert!([0, 4].contains(&sandbox.run(&["whoami"]).exit));
        let _ = sandbox.run(&["logout"]).succeeded();
        let left = fs::read_dir(sandbox.config_folder().join("tokens")).expect("a folder").count();
        assert_eq!(left, 1, "only the lock is left");
    });
    assert!(kills > 20, "only {kills} kills");
}

#[test]
fn a_rename_killed_anywhere_goes_on_when_it_is_repeated() {
    let rename = |sandbox: &Sandbox, front: &[&str]| {
        sandbox.write_config("[profiles.default]\nlang = \"en\"\n");
        let output = behind(sandbox, front, &["profiles", "rename", "default", "mine"]).output().expect("strace runs");
        !output.status.success()
    };
    let kills = kill_everywhere(&rename, &|sandbox| {
        let reached = ["default", "mine"].map(|name| sandbox.run(&["token", "--profile", name]).exit == 0);
        assert!(reached.contains(&true), "the login is under one of its names");
        // The kill may have fallen after the last step: then there is nothing left to rename.
        let again = sandbox.run(&["profiles", "rename", "default", "mine"]);
        assert!([0, 2].contains(&again.exit), "{again:?}");
        assert_eq!(sandbox.run(&["token"]).exit, 0, "the choice has followed");
        let _ = sandbox.run(&["token", "--profile", "default"]).failed(4);
        let listed = sandbox.run(&["profiles", "--json"]).succeeded().json();
        assert_eq!(listed.as_array().map(Vec::len), Some(1), "{listed}");
    });
    assert!(kills > 30, "only {kills} kills");
}

#[test]
fn a_login_killed_anywhere_leaves_the_old_or_the_new() {
    let login = |sandbox: &Sandbox, front: &[&str]| {
        let mut child = behind(sandbox, front, &["login", "--no-browser", "--no-probe"]).spawn().expect("strace runs");
        let mut stderr = std::io::BufReader::new(child.stderr.take().expect("a pipe"));
        let mut line = String::new();
        while std::io::BufRead::read_line(&mut stderr, &mut line).expect("text") > 0 && !line.starts_with("http") {
            line.clear();
        }
        if let Ok(url) = line.trim().parse() {
            // A program that was killed answers nobody, and the person sees a broken page.
            drop(std::panic::catch_unwind(|| Person::new().agree(&url).status));
        }
        drop(stderr);
        !child.wait().expect("it ends").success()
    };
    let kills = kill_everywhere(&login, &|sandbox| {
        assert!(temporaries(sandbox) <= 1);
        let _ = sandbox.run(&["token"]).succeeded();
    });
    assert!(kills > 20, "only {kills} kills");
}

#[test]
fn a_run_killed_at_any_moment_leaves_a_whole_file() {
    let sandbox = Sandbox::logged_in();
    for step in 0..number("KILLS", 100) {
        let mut child = behind(&sandbox, &["env"], &["refresh"]).spawn().expect("it starts");
        std::thread::sleep(Duration::from_micros(step % 100 * 300));
        drop(child.kill());
        let _ = child.wait().expect("it ends");
        let status = sandbox.run(&["status", "--json"]).succeeded().json();
        assert_eq!(status["refresh_token"]["present"], true);
        assert!(temporaries(&sandbox) <= 1);
    }
    let _ = sandbox.run(&["refresh"]).succeeded();
    assert_eq!(temporaries(&sandbox), 0);
}

#[test]
fn an_unwritable_store_costs_no_refresh_token_and_no_byte() {
    costs_nothing(&[("fchmod", "1+"), ("fsync", "1+"), ("flock", "1+")]);
}

/// As root, who may look which files a program has open that lets nobody look.
#[test]
fn a_store_that_takes_no_new_file_costs_no_refresh_token_and_no_byte_as_root() {
    costs_nothing(&[("openat", "3+")]);
}

fn costs_nothing(failing: &[(&str, &str)]) {
    for errno in ["ENOSPC", "EDQUOT", "EFBIG", "EIO", "EROFS", "EACCES"] {
        // The first two openings of the tokens folder and of the file in it are the look, which must succeed. Writes
        // are those of `a_store_that_cannot_be_written_costs_no_refresh_token`: stderr has to work here.
        for &(call, when) in failing {
            let sandbox = Sandbox::logged_in();
            sandbox.expire();
            let before = fs::read(sandbox.token_file()).expect("a file");
            let tokens = sandbox.config_folder().join("tokens").display().to_string();
            let inject = format!("inject={call}:error={errno}:when={when}");
            let mut front = vec!["strace", "-f", "-qq", "-o", "/dev/null", "-e", &inject];
            if call == "openat" {
                front.extend(["-P", &tokens]);
            }
            let outcome = Outcome::of(behind(&sandbox, &front, &["token", "--json"]).output().expect("strace runs"));
            let outcome = outcome.failed(5);
            assert_eq!(outcome.error()["code"], "store", "{errno} {call}");
            assert_eq!(sandbox.count("/oauth/token"), 1, "{errno} {call}: nothing was spent");
            assert_eq!(fs::read(sandbox.token_file()).expect("a file"), before, "{errno} {call}");
            let _ = sandbox.run(&["token"]).succeeded();
        }
    }
}

#[test]
fn a_save_that_fails_at_the_end_keeps_the_old_file() {
    for errno in ["ENOSPC", "EDQUOT", "EIO", "EROFS", "EACCES"] {
        for (calls, when) in [("fsync", "2"), ("ftruncate", "1"), ("renameat,rename,renameat2", "1")] {
            let sandbox = Sandbox::logged_in();
            sandbox.expire();
            let before = fs::read(sandbox.token_file()).expect("a file");
            let inject = format!("inject={calls}:error={errno}:when={when}");
            let front = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", &inject];
            let outcome = Outcome::of(behind(&sandbox, &front, &["token"]).output().expect("strace runs"));
            let _ = outcome.failed(5);
            assert_eq!(fs::read(sandbox.token_file()).expect("a file"), before, "{errno} {calls}");
            assert_eq!(temporaries(&sandbox), 0);
            let _ = sandbox.run(&["token"]).succeeded();
        }
    }
}

#[test]
fn a_valid_token_is_served_where_nothing_can_be_written() {
    let sandbox = Sandbox::logged_in();
    let writing = "fchmod,fsync,ftruncate,renameat,rename,renameat2,unlinkat,mkdir,mkdirat,flock";
    let inject = format!("inject={writing}:error=EROFS");
    let front = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", &inject];
    let outcome = Outcome::of(behind(&sandbox, &front, &["token"]).output().expect("strace runs")).succeeded();
    assert_eq!(outcome.stderr, "");
}

#[test]
fn a_crowd_at_expiry_refreshes_once() {
    let rounds = number("ROUNDS", 2);
    for delay in [0, 50, 2000] {
        let sandbox = Sandbox::with(|scenario| {
            // Within its last month from the start: every refresh rotates, and a second use ends everything.
            scenario.refresh_ttl = Duration::from_secs(20 * DAY);
            scenario.revokes_on_reuse = true;
        });
        let _ = sandbox.log_in(&[]).succeeded();
        sandbox.emulator.think(Duration::from_millis(delay));
        for round in 1..=rounds {
            sandbox.expire();
            let runs = (0..64).map(|_| behind(&sandbox, &["env"], &["token"]).spawn().expect("it starts"));
            let runs: Vec<_> = runs.collect();
            let tokens: HashSet<_> = runs
                .into_iter()
                .map(|run| Outcome::of(run.wait_with_output().expect("it ends")).succeeded().stdout)
                .collect();
            assert_eq!(tokens.len(), 1, "delay {delay}");
            assert_eq!(sandbox.count("/oauth/token") as u64, 1 + round, "delay {delay}");
        }
    }
}

#[test]
fn two_months_of_daily_use_log_nobody_out() {
    let sandbox = Sandbox::logged_in();
    let at = |day: u64, arguments: &[&str]| {
        let clock = format!("+{day}d");
        behind(&sandbox, &["faketime", "-f", &clock], arguments)
    };
    let (mut rotations, mut last) = (0, String::new());
    for day in 1..=65 {
        sandbox.emulator.advance(Duration::from_secs(DAY));
        let stored = || {
            let text = fs::read_to_string(sandbox.token_file()).expect("a file");
            let record: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            record["login"]["refresh_token"].as_str().expect("a token").to_owned()
        };
        // Killed before the request left, on each day; then eight at once.
        let mut kill = behind(
            &sandbox,
            &[
                "faketime",
                "-f",
                &format!("+{day}d"),
                "strace",
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-e",
                "inject=connect:signal=KILL:when=1",
            ],
            &["token"],
        );
        assert!(!kill.status().expect("strace runs").success());
        let runs: Vec<_> = (0..8).map(|_| at(day, &["token"]).spawn().expect("it starts")).collect();
        let tokens: HashSet<_> = runs
            .into_iter()
            .map(|run| Outcome::of(run.wait_with_output().expect("it ends")).succeeded().stdout)
            .collect();
        assert_eq!(tokens.len(), 1, "day {day}");
        if stored() != last {
            (rotations, last) = (rotations + 1, stored());
        }
    }
    assert_eq!(rotations, 3, "the first one, and one in each month");
    assert_eq!(sandbox.count("/oauth/token"), 66);
}

#[test]
fn thirty_broken_files_are_told_and_never_overwritten() {
    let good = {
        let sandbox = Sandbox::logged_in();
        fs::read_to_string(sandbox.token_file()).expect("a file")
    };
    let cut = |share: usize| good[..good.len() * share / 10].to_owned().into_bytes();
    let mut broken: Vec<Vec<u8>> = (0..10).map(cut).collect();
    let texts = [
        "x",
        "null",
        "[]",
        "0",
        "\"\"",
        "{}",
        "{\"schema\":1}",
        "{\"schema\":\"1\"}",
        "{\"schema\":-1}",
        "{\"schema\":1,\"login\":{}}",
        "\u{0}\u{0}\u{0}",
    ];
    broken.extend(texts.map(|text| text.as_bytes().to_vec()));
    broken.push(good.replace("default", "other").into_bytes());
    broken.push(good.replace("\"access_token\": \"", "\"access_token\": 1, \"x\": \"").into_bytes());
    broken.push([b"\xef\xbb\xbf".as_slice(), good.as_bytes()].concat());
    broken.push(good.encode_utf16().flat_map(u16::to_le_bytes).collect());
    broken.push([good.as_bytes(), b"trailing"].concat());
    broken.push([b"{\"schema\":1,\"profile\":\"\xff\"}".as_slice()].concat());
    broken.push("[".repeat(10_000).into_bytes());
    broken.push(vec![b' '; 2 << 20]);
    broken.push(vec![b'{'; 1 << 20]);
    assert_eq!(broken.len(), 30);
    let sandbox = Sandbox::logged_in();
    for bytes in broken {
        fs::write(sandbox.token_file(), &bytes).expect("a file");
        for command in ["token", "status", "refresh", "whoami"] {
            let _ = sandbox.run(&[command]).failed(5);
        }
        assert!(
            fs::read(sandbox.token_file()).expect("a file") == bytes,
            "{}",
            String::from_utf8_lossy(&bytes[..bytes.len().min(80)])
        );
    }
    let _ = sandbox.log_in(&[]).succeeded();
    let _ = sandbox.run(&["token"]).succeeded();
}

#[test]
fn modes_are_private_after_every_write_whatever_the_umask() {
    let saved = r#"{"refresh_token":"r","token_type":"bearer"}"#;
    for umask in
        ["000", "002", "022", "027", "077", "177", "277", "377", "477", "577", "677", "777", "200", "400", "700"]
    {
        let sandbox = Sandbox::new();
        let file = sandbox.home.path().join("saved.json");
        fs::write(&file, saved).expect("a file");
        for _ in 0..2 {
            let line = format!("umask {umask}; exec \"$0\" import {}", file.display());
            let mut shell = behind(&sandbox, &["sh", "-c", &line], &[]);
            let _ = Outcome::of(shell.output().expect("sh runs")).succeeded();
            let mode = |path: &std::path::Path| path.metadata().expect("it is there").permissions().mode() & 0o7777;
            assert_eq!((mode(&sandbox.token_file()), mode(&sandbox.config_folder())), (0o600, 0o700), "{umask}");
        }
    }
}

#[test]
fn hostile_paths_are_refused_at_once_and_untouched() {
    refused_and_untouched(&[
        ("ln -s $V $F", "rm $F"),
        ("ln -s /nonexistent/x $F", "rm $F"),
        ("ln -s $F $F", "rm $F"),
        ("ln -s /dev/zero $F", "rm $F"),
        ("ln $V $F", "rm $F"),
        ("mkfifo $F", "rm $F"),
        ("mkdir $F", "rmdir $F"),
        ("mv $T $T.real; ln -s $T.real $T", "rm $T; mv $T.real $T"),
        ("mv $T $T.real; ln -s /tmp $T", "rm $T; mv $T.real $T"),
        ("mv $T $T.real; touch $T", "rm $T; mv $T.real $T"),
    ]);
}

#[test]
fn paths_of_another_user_are_refused_at_once_and_untouched_as_root() {
    refused_and_untouched(&[("cp $V $F; chown 65534 $F", "rm -f $F"), ("chown 65534 $T", "chown $(id -u) $T")]);
}

fn refused_and_untouched(places: &[(&str, &str)]) {
    let sandbox = Sandbox::logged_in();
    let (file, tokens, victim) =
        (sandbox.token_file(), sandbox.config_folder().join("tokens"), sandbox.home.path().join("victim"));
    fs::rename(&file, &victim).expect("it moves");
    let before = fs::read(&victim).expect("a file");
    let shell = |line: &str| {
        let mut shell = Command::new("sh");
        shell.args(["-ec", line]).env("F", &file).env("T", &tokens).env("V", &victim);
        assert!(shell.status().expect("sh runs").success(), "{line}");
    };
    for (make, unmake) in places {
        shell(make);
        for command in [&["token"][..], &["refresh"], &["status"], &["login", "--no-browser", "--timeout", "1"]] {
            let _ = sandbox.run(command).failed(5);
        }
        shell(unmake);
        assert_eq!(fs::read(&victim).expect("a file"), before, "{make}");
    }
    fs::rename(&victim, &file).expect("it moves back");
    let _ = sandbox.run(&["token"]).succeeded();
}
