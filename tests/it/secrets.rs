//! Where secrets must not be: any stream at any verbosity, the browser's environment, a core file, another
//! program's eyes. (Every run of the suite is also searched: see `support::secret_in`.)

use std::{
    fs,
    os::{fd::AsRawFd, unix::fs::PermissionsExt},
    process::Command,
};

use crate::support::{Sandbox, program, secret_in};

#[test]
fn no_command_shows_a_secret_at_any_verbosity() {
    let mut sandbox = Sandbox::new();
    sandbox.set("RUST_LOG", "trace").set("RUST_BACKTRACE", "full");
    let login = sandbox.log_in(&["-vv", "--scope", "openid,talk_message"]).succeeded();
    assert!(login.stderr.contains("POST") && login.stderr.contains("[hidden]"), "the calls are told: {login:?}");
    let runs: &[(&str, &[&str])] = &[
        ("", &["whoami"]),
        ("", &["status"]),
        ("", &["refresh"]),
        ("", &["scopes"]),
        ("", &["profiles"]),
        ("", &["config", "list"]),
        ("", &["api", "/v2/user/me"]),
        ("", &["token", "--min-ttl", "5h59m"]),
        ("/oauth/token", &["refresh"]),
        ("/v2/user/me", &["whoami"]),
        ("/v2/user/me", &["api", "/v2/user/me"]),
        ("/v1/user/logout", &["logout"]),
    ];
    for (failing, command) in runs {
        // The server quotes what it was sent, as Kakao does with codes.
        let kept: serde_json::Value =
            serde_json::from_slice(&fs::read(sandbox.token_file()).expect("a file")).expect("JSON");
        let sent = if *failing == "/oauth/token" { "refresh_token" } else { "access_token" };
        let sent = kept["login"][sent].as_str().expect("a token");
        let body = format!(r#"{{"error":"x","error_description":"bad {sent}","msg":"bad {sent}","code":-2}}"#);
        sandbox.emulator.fail(failing, 1, 400, &body);
        for json in [&["-vv"][..], &["-vv", "--json"]] {
            let outcome = sandbox.run(&[json, command].concat());
            let is_meant = command.first() == Some(&"token");
            assert!(is_meant || secret_in(&outcome.stdout).is_none(), "{command:?} {outcome:#?}");
        }
    }
}

#[test]
fn files_hold_secrets_only_where_they_are_kept() {
    fn files(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { files(&path, found) } else { found.push(path) }
        }
    }
    let sandbox = Sandbox::logged_in();
    sandbox.expire();
    let _ = sandbox.run(&["refresh"]).succeeded();
    let kept = sandbox.token_file();
    let mut found = Vec::new();
    files(sandbox.home.path(), &mut found);
    assert!(found.contains(&kept));
    for file in found.into_iter().filter(|file| *file != kept) {
        let text = String::from_utf8_lossy(&fs::read(&file).expect("a file")).into_owned();
        assert_eq!(secret_in(&text), None, "{}", file.display());
    }
    let _ = sandbox.run(&["logout"]).succeeded();
    let mut left = Vec::new();
    files(sandbox.home.path(), &mut left);
    for file in left {
        assert_eq!(secret_in(&String::from_utf8_lossy(&fs::read(&file).expect("a file"))), None, "{}", file.display());
    }
}

#[test]
fn a_secret_is_no_argument() {
    let sandbox = Sandbox::new();
    for flag in ["--client-secret", "--token", "--refresh-token", "--access-token", "--password"] {
        let _ = sandbox.run(&["login", flag, "x"]).failed(2);
    }
    let outcome = sandbox.run(&["config", "set", "client-secret", "emu_x"]).failed(2);
    assert!(outcome.stderr.contains("--stdin"), "{outcome:?}");
}

#[test]
fn a_token_of_the_emulator_is_not_filed_under_kakao() {
    let mut sandbox = Sandbox::new();
    sandbox.unset("KAKAO_AUTH_URL").unset("KAKAO_API_URL");
    let answer =
        r#"{"access_token":"emu_access_x","token_type":"bearer","refresh_token":"emu_refresh_x","expires_in":9}"#;
    let outcome = sandbox.run_with_input(&["import", "-", "--json"], answer).failed(2);
    assert_eq!(outcome.error()["code"], "pretended_token");
    assert!(
        !sandbox
            .config_folder()
            .join("tokens")
            .read_dir()
            .expect("a folder")
            .any(|file| { file.expect("a file").path().extension().is_some_and(|end| end == "json") })
    );
}

#[test]
fn a_file_a_caller_left_open_ends_at_the_browser() {
    let mut sandbox = Sandbox::new();
    let (seen, browser) = (sandbox.home.path().join("seen"), sandbox.home.path().join("browser"));
    let script = format!("#!/bin/sh\nls /proc/self/fd > {0}.tmp; mv {0}.tmp {0}\n", seen.display());
    fs::write(&browser, script).expect("a file");
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).expect("a mode");
    sandbox.set("BROWSER", &browser.display().to_string());
    let shell = format!("exec 7</etc/passwd 9>/dev/null; exec {} login --timeout 1", program());
    let status = Command::new("sh").args(["-c", &shell]).env_clear().envs(sandbox.environment()).output();
    assert_eq!(status.expect("sh runs").status.code(), Some(8));
    // The fourth one is the folder that `ls` reads.
    assert_eq!(fs::read_to_string(seen).expect("the browser was started").lines().count(), 4);
}

#[test]
fn a_crash_leaves_no_core_file_and_nobody_else_reads_the_memory_as_root() {
    let sandbox = Sandbox::new();
    let login = sandbox.start_login(&[]);
    let status = fs::read_to_string(format!("/proc/{}/status", login.id())).expect("a process");
    assert!(status.contains("kakao-login"), "{status}");
    // A process that may not be dumped belongs to root in /proc, whoever runs it; its memory opens for root alone.
    let nobody = ["--reuid", "65534", "--regid", "65534", "--clear-groups", "--"];
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    assert!(is_root, "this test needs root: it looks at a process of its own user from outside");
    assert_ne!(login_ended(login, &sandbox), 0);
    let own = Command::new("setpriv").args(nobody).args(["cat", "/proc/self/environ"]).output().expect("setpriv runs");
    assert!(own.status.success(), "the same user may look at what does not hide: {own:?}");
    let folder = tempfile::tempdir().expect("a folder");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).expect("a mode");
    let copy = folder.path().join("kakao-login");
    fs::copy(program(), &copy).expect("a copy");
    let port = crate::support::free_port();
    let mut command = Command::new("setpriv");
    command.args(nobody).arg(&copy).args(["emulator", "--port", &port.to_string()]).env_clear();
    let mut child =
        command.env("HOME", folder.path()).stdout(std::process::Stdio::piped()).spawn().expect("setpriv runs");
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(child.try_wait().expect("a child").is_none(), "it serves");
        std::thread::yield_now();
    }
    assert!(child.stdout.as_ref().is_some_and(|pipe| pipe.as_raw_fd() > 2));
    let environ = format!("/proc/{}/environ", child.id());
    let look = Command::new("setpriv").args(nobody).args(["cat", &environ]).output().expect("setpriv runs");
    assert!(!look.status.success() && look.stdout.is_empty(), "{look:?}");
    child.kill().expect("it ends");
    child.wait().expect("it ends");
}

fn login_ended(login: crate::support::Login, sandbox: &Sandbox) -> i32 {
    let id = login.id().to_string();
    let sent = Command::new("kill").args(["-s", "ABRT", &id]).status().expect("kill runs");
    assert!(sent.success());
    let exit = login.finish().exit;
    assert!(!sandbox.home.path().join("core").exists());
    exit
}
