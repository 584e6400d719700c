//! Kills at random moments over everything that writes, and system calls that fail: nothing is lost, nothing is half
//! written, and the program ends with words and a documented exit code.
//!
//! `KILLS=500 FAULTS=100 cargo test faults` tries for longer.

use std::{
    collections::BTreeSet,
    fs,
    os::unix::fs::PermissionsExt,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use crate::support::{Outcome, Sandbox, program};

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// A number below `limit` that looks random and is the same in each run.
fn draw(seed: &mut u64, limit: u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) % limit
}

/// Logged in as the default profile and as `r`; a browser that agrees at once, and a token file to import.
fn crowded() -> Sandbox {
    let mut sandbox = Sandbox::with(|scenario| scenario.auto = Some("alice".to_owned()));
    let browser = sandbox.home.path().join("browser");
    fs::write(&browser, "#!/bin/sh\nexec curl -sSL -o /dev/null \"$1\"\n").expect("a file");
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).expect("a mode");
    sandbox.set("BROWSER", &browser.display().to_string());
    let _ = sandbox.run(&["login"]).succeeded();
    let record: serde_json::Value =
        serde_json::from_slice(&fs::read(sandbox.token_file()).expect("a file")).expect("JSON");
    let saved = serde_json::json!({
        "access_token": record["login"]["access_token"], "refresh_token": record["login"]["refresh_token"],
        "token_type": "bearer", "expires_in": 21599,
    });
    fs::write(sandbox.home.path().join("kakao_code.json"), saved.to_string()).expect("a file");
    let _ = sandbox.run(&["login", "--profile", "r"]).succeeded();
    sandbox
}

fn start(sandbox: &Sandbox, arguments: &[&str]) -> Child {
    sandbox.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts")
}

#[test]
fn random_kills_over_everything_that_writes_lose_nothing() {
    let sandbox = crowded();
    let import = sandbox.home.path().join("kakao_code.json").display().to_string();
    let (mut seed, mut kills) = (7, 0);
    let (mut one, mut other) = ("r", "s");
    while kills < number("KILLS", 60) {
        let commands: [&[&str]; 7] = [
            &["refresh"],
            &["token"],
            &["login", "--profile", "d", "--timeout", "5"],
            &["import", &import, "--profile", "i"],
            &["logout", "--profile", "d"],
            &["profiles", "rename", one, other],
            &["profiles", "remove", "i"],
        ];
        let mut running: Vec<_> = commands.iter().map(|command| start(&sandbox, command)).collect();
        for _ in 0..3 {
            thread::sleep(Duration::from_micros(draw(&mut seed, 8_000)));
            let at = usize::try_from(draw(&mut seed, running.len() as u64)).expect("small");
            let mut victim = running.swap_remove(at);
            // One that has ended is not killed, and does not count.
            kills += u64::from(victim.try_wait().expect("a child").is_none());
            drop(victim.kill());
            drop(victim.wait());
        }
        for mut child in running {
            let status = child.wait().expect("it ends");
            assert!(status.code().is_some_and(|code| code < 9), "{status:?}");
        }
        let listed = sandbox.run(&["profiles", "--json"]).succeeded().json();
        let listed = listed.as_array().expect("a list").clone();
        assert!(listed.iter().all(|profile| profile.get("damaged").is_none()), "{listed:?}");
        let names: BTreeSet<_> = listed.iter().filter_map(|profile| profile["name"].as_str()).collect();
        assert!(names.contains("default") && (names.contains("r") || names.contains("s")), "{names:?}");
        let _ = sandbox.run(&["token"]).succeeded();
        let _ = sandbox.run(&["whoami"]).succeeded();
        let name = if names.contains(other) { other } else { one };
        let _ = sandbox.run(&["whoami", "--profile", name]).succeeded();
        if names.contains(other) && !names.contains(one) {
            (one, other) = (other, one);
        }
    }
    let _ = sandbox.run(&["refresh"]).succeeded();
    let left = fs::read_dir(sandbox.config_folder().join("tokens")).expect("a folder");
    let left = left.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned());
    let temporary: Vec<_> = left.filter(|name| name.starts_with(".default") && name.ends_with(".tmp")).collect();
    assert!(temporary.is_empty(), "swept by the next write: {temporary:?}");
}

/// What no program outlives, or what never fails: memory, the process itself, locks between its threads, and the `poll`
/// with which Rust's standard library looks at the three streams before `main`.
const SPARED: [&str; 23] = [
    "poll",
    "execve",
    "exit",
    "exit_group",
    "brk",
    "mmap",
    "munmap",
    "mprotect",
    "madvise",
    "futex",
    "rt_sigreturn",
    "rt_sigaction",
    "rt_sigprocmask",
    "sigaltstack",
    "arch_prctl",
    "set_tid_address",
    "set_robust_list",
    "rseq",
    "prlimit64",
    "sched_getaffinity",
    "sched_yield",
    "restart_syscall",
    "wait4",
];

#[test]
fn no_failing_system_call_ends_a_command_without_words() {
    let most = number("FAULTS", 1);
    let mut injected = 0;
    for arguments in [
        &["refresh"][..],
        &["login", "--profile", "d", "--timeout", "2"],
        &["logout", "--profile", "d"],
        &["import", "kakao_code.json", "--profile", "i"],
        &["profiles", "rename", "r", "s"],
        &["profiles", "remove", "s"],
        &["token"],
        &["status"],
    ] {
        let sandbox = crowded();
        let strace = |rule: &[&str], log: &str| {
            let mut command = Command::new("strace");
            command.args(["-f", "-qq", "-o", log]).args(rule).arg(program()).args(arguments);
            command.env_clear().envs(sandbox.environment()).current_dir(sandbox.home.path()).stdin(Stdio::null());
            command.output().expect("strace runs")
        };
        let log = sandbox.home.path().join("strace.log").display().to_string();
        drop(strace(&[], &log));
        let text = fs::read_to_string(&log).expect("a log");
        let calls = text.lines().filter_map(|line| {
            let call = line.split_once(' ')?.1.trim_start();
            Some(call.split_once('(')?.0.to_owned())
                .filter(|call| call.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_'))
        });
        let calls: BTreeSet<_> = calls.filter(|call| !SPARED.contains(&call.as_str())).collect();
        assert!(calls.len() > 8, "{calls:?}");
        for call in &calls {
            for errno in ["EIO", "EAGAIN"] {
                for when in 1..=most {
                    // What may come back as often as it likes would never end.
                    let rule = format!("inject={call}:error={errno}:when={when}");
                    let output = strace(&["-e", &format!("trace={call}"), "-e", &rule], "/dev/null");
                    let code = output.status.code();
                    let told = String::from_utf8_lossy(&output.stderr).into_owned();
                    if told.contains("error while loading shared libraries") {
                        // The system's loader failed: the program was not there yet.
                        continue;
                    }
                    injected += 1;
                    assert!(code.is_some_and(|code| code < 9), "{arguments:?} {rule}: {:?} {told}", output.status);
                    let is_told = code == Some(0) || told.contains("error: ");
                    // Where stderr itself fails there is nothing to read.
                    assert!(is_told || call == "write", "{arguments:?} {rule}: {code:?} {told}");
                    if errno == "EIO" && call == "write" {
                        continue;
                    }
                    let _ = Outcome::of(sandbox.command(&["token"]).output().expect("it runs")).succeeded();
                }
            }
        }
    }
    assert!(injected > 200, "only {injected} faults");
}
