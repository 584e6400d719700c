//! Logins kept elsewhere than in files, and refresh tokens told to others.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    process::Stdio,
    time::{Duration, Instant},
};

use crate::support::{Outcome, Sandbox};

/// Docker's protocol over a folder.
const HELPER: &str = r#"#!/bin/sh
name() { printf %s "$1" | cksum | tr ' ' _; }
[ -e "$VAULT/broken" ] && { echo "the vault is sealed"; exit 1; }
[ "$1" = store ] && [ -e "$VAULT/talkative" ] && { echo "cannot store: $(cat)"; exit 1; }
[ "$1" = get ] && [ -e "$VAULT/noisy" ] && { cat >/dev/null; echo "WARNING: x"; cat "$VAULT"/*_*; exit 0; }
case "$1" in
store) input=$(cat); url=$(printf %s "$input" | sed 's/.*"ServerURL":"\([^"]*\)".*/\1/')
       printf %s "$input" > "$VAULT/tmp$$"; mv "$VAULT/tmp$$" "$VAULT/$(name "$url")" ;;
get)   url=$(cat); cat "$VAULT/$(name "$url")" 2>/dev/null || { echo "credentials not found in native keychain"; exit 1; } ;;
list)  printf '{'; first=; for f in "$VAULT"/*_*; do [ -e "$f" ] || continue
       printf '%s"%s":"x"' "$first" "$(sed 's/.*"ServerURL":"\([^"]*\)".*/\1/' "$f")"; first=,; done; printf '}' ;;
erase) url=$(cat); rm -f "$VAULT/$(name "$url")" ;;
esac
"#;

fn with_helper(change: impl FnOnce(&mut kakao_login::emulator::Scenario)) -> Sandbox {
    let mut sandbox = Sandbox::with(change);
    let (bin, vault) = (sandbox.home.path().join("bin"), sandbox.home.path().join("vault"));
    for folder in [&bin, &vault] {
        fs::create_dir(folder).expect("a folder");
    }
    let helper = bin.join("docker-credential-fake");
    fs::write(&helper, HELPER).expect("a file");
    fs::set_permissions(&helper, fs::Permissions::from_mode(0o755)).expect("a mode");
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").expect("PATH"));
    sandbox.set("PATH", &path).set("VAULT", &vault.display().to_string());
    let _ = sandbox.run(&["config", "set", "store", "helper:fake"]).succeeded();
    sandbox
}

fn kept(sandbox: &Sandbox) -> usize {
    fs::read_dir(sandbox.home.path().join("vault")).expect("a folder").count()
}

fn expire(sandbox: &Sandbox) {
    for file in fs::read_dir(sandbox.home.path().join("vault")).expect("a folder") {
        let path = file.expect("a file").path();
        let text = fs::read_to_string(&path).expect("text");
        let mut entry: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let mut record: serde_json::Value =
            serde_json::from_str(entry["Secret"].as_str().expect("text")).expect("JSON");
        record["login"]["access_token_expires_at"] = 1.into();
        entry["Secret"] = record.to_string().into();
        fs::write(path, entry.to_string()).expect("a file");
    }
}

#[test]
fn a_helper_keeps_the_login_and_no_file_does() {
    let sandbox = with_helper(|_| {});
    let _ = sandbox.log_in(&[]).succeeded();
    assert_eq!(kept(&sandbox), 1, "the login, and no trace of the probe");
    let status = sandbox.run(&["status", "--json"]).succeeded().json();
    assert_eq!(status["store"], "docker-credential-fake");
    let old = sandbox.run(&["token"]).succeeded().stdout;
    let _ = sandbox.run(&["refresh"]).succeeded();
    assert_ne!(sandbox.run(&["token"]).succeeded().stdout, old);
    let _ = sandbox.run(&["api", "/v2/user/me"]).succeeded();
    let files = fs::read_dir(sandbox.config_folder().join("tokens")).expect("a folder");
    assert!(
        files.map(|file| file.expect("a file").path()).all(|file| file.extension().is_some_and(|end| end == "lock"))
    );
    let _ = sandbox.run(&["logout"]).succeeded();
    assert_eq!(kept(&sandbox), 0);
    let _ = sandbox.run(&["token"]).failed(4);
}

#[test]
fn a_helper_that_fails_is_an_error_and_never_a_plain_file() {
    let sandbox = with_helper(|_| {});
    let _ = sandbox.log_in(&[]).succeeded();
    expire(&sandbox);
    fs::write(sandbox.home.path().join("vault/broken"), "").expect("a file");
    for command in ["token", "status", "refresh", "logout"] {
        let error = sandbox.run(&[command, "--json"]).failed(5).error();
        assert!(error["message"].as_str().is_some_and(|message| message.contains("the vault is sealed")), "{error}");
    }
    assert_eq!(sandbox.count("/oauth/token"), 1, "nothing was spent");
    let _ = sandbox.run(&["login", "--no-browser", "--timeout", "1"]).failed(5);
    let started = Instant::now();
    let _ = sandbox.run(&["config", "set", "store", "helper:nowhere"]).succeeded();
    let outcome = sandbox.run(&["token"]).failed(5);
    assert!(outcome.stderr.contains("docker-credential-nowhere is not on the PATH"), "{outcome:?}");
    assert!(started.elapsed() < Duration::from_secs(2));
    for wrong in ["helper:", "helper:a b", "helper:../x", "cloud"] {
        let _ = sandbox.run(&["config", "set", "store", wrong]).failed(2);
    }
}

#[test]
fn profiles_reach_into_the_helper_too() {
    let sandbox = with_helper(|_| {});
    let _ = sandbox.log_in(&["--profile", "work"]).succeeded();
    assert!(sandbox.run(&["profiles"]).succeeded().stdout.contains("앨리스"));
    let token = sandbox.run(&["token", "--profile", "work"]).succeeded().stdout;
    let _ = sandbox.run(&["profiles", "rename", "work", "job"]).succeeded();
    assert_eq!(sandbox.run(&["token", "--profile", "job"]).succeeded().stdout, token);
    let _ = sandbox.run(&["token", "--profile", "work"]).failed(4);
    // Also when the profile in use keeps its login elsewhere.
    let _ = sandbox.run(&["config", "set", "store", "file", "--profile", "here"]).succeeded();
    let _ = sandbox.run(&["profiles", "remove", "job", "--profile", "here"]).succeeded();
    assert_eq!(kept(&sandbox), 0);
}

#[test]
fn a_helper_that_quotes_its_input_shows_no_token() {
    let sandbox = with_helper(|_| {});
    let _ = sandbox.log_in(&[]).succeeded();
    let token = sandbox.run(&["token"]).succeeded().stdout.trim().to_owned();
    for flag in ["noisy", "talkative"] {
        let path = sandbox.home.path().join("vault").join(flag);
        fs::write(&path, "").expect("a file");
        for command in [&["token"][..], &["refresh"], &["status", "--json"]] {
            let outcome = sandbox.run(command);
            assert!(!outcome.stderr.contains(&token) && !outcome.stderr.contains("emu_"), "{outcome:?}");
        }
        fs::remove_file(path).expect("it goes");
    }
}

#[test]
fn a_child_that_stays_behind_holds_nothing_up() {
    let sandbox = Sandbox::with(|scenario| scenario.refresh_ttl = Duration::from_secs(20 * 24 * 3600));
    let _ = sandbox.log_in(&[]).succeeded();
    sandbox.expire();
    let started = Instant::now();
    let _ = sandbox.run(&["token", "--on-rotate", "sleep 60 2>/dev/null & cat >/dev/null"]).succeeded();
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}

/// The front of a command that runs in a session bus with an unlocked keyring of its own.
fn in_keyring_session(line: &str) -> std::process::Command {
    let mut command = std::process::Command::new("dbus-run-session");
    let line = format!("printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null; {line}");
    command.args(["--", "sh", "-c", &line]);
    command
}

#[test]
fn the_systems_keyring_keeps_a_login() {
    let sandbox = Sandbox::logged_in();
    let record: serde_json::Value =
        serde_json::from_slice(&fs::read(sandbox.token_file()).expect("a file")).expect("JSON");
    let saved = sandbox.home.path().join("saved.json");
    fs::write(&saved, record["login"].to_string()).expect("a file");
    fs::remove_dir_all(sandbox.config_folder()).expect("it goes");
    let _ = sandbox.run(&["config", "set", "store", "keyring"]).succeeded();
    let line = format!(
        "set -e; {0} import {1}; {0} whoami; {0} refresh; {0} status; {0} logout; ! {0} status",
        crate::support::program(),
        saved.display()
    );
    let envs = sandbox.environment();
    let outcome = Outcome::of(in_keyring_session(&line).env_clear().envs(envs).output().expect("it runs"));
    let outcome = outcome.succeeded();
    assert!(
        outcome.stdout.contains("앨리스") && outcome.stdout.contains("docker-credential-secretservice"),
        "{outcome:?}"
    );
    assert!(outcome.stderr.contains("nobody is logged in"), "{outcome:?}");
}

#[test]
fn without_a_keyring_the_error_is_quick_and_no_file_is_written() {
    let sandbox = Sandbox::new();
    let _ = sandbox.run(&["config", "set", "store", "keyring"]).succeeded();
    let started = Instant::now();
    let _ = sandbox.run(&["login", "--no-browser", "--timeout", "1"]).failed(5);
    let _ = sandbox.run(&["token"]).failed(5);
    assert!(started.elapsed() < Duration::from_secs(4), "two seconds each: {:?}", started.elapsed());
    let files = fs::read_dir(sandbox.config_folder().join("tokens")).expect("a folder");
    assert!(
        files.map(|file| file.expect("a file").path()).all(|file| file.extension().is_some_and(|end| end == "lock"))
    );
}

#[test]
fn a_race_lost_to_another_machine_adopts_its_login() {
    let sandbox = with_helper(|scenario| {
        scenario.refresh_ttl = Duration::from_secs(20 * 24 * 3600);
    });
    let _ = sandbox.log_in(&[]).succeeded();
    expire(&sandbox);
    // Two machines have a lock each, and one vault.
    sandbox.emulator.think(Duration::from_millis(700));
    let machines = ["one", "two"].map(|name| {
        let folder = sandbox.home.path().join(name);
        fs::create_dir(&folder).expect("a folder");
        fs::write(folder.join("config.toml"), "store = \"helper:fake\"\n").expect("a file");
        let mut command = sandbox.command(&["token"]);
        command.env("KAKAO_LOGIN_CONFIG_DIR", folder).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().expect("it starts")
    });
    let tokens = machines.map(|machine| Outcome::of(machine.wait_with_output().expect("it ends")).succeeded().stdout);
    assert_eq!(tokens[0], tokens[1]);
    assert_eq!(sandbox.count("/oauth/token"), 3, "both asked, and one of them was too late");
    let _ = sandbox.run(&["refresh"]).succeeded();
}

#[test]
fn a_renewed_refresh_token_is_told_on_stdin() {
    let sandbox = Sandbox::with(|scenario| scenario.refresh_ttl = Duration::from_secs(20 * 24 * 3600));
    let _ = sandbox.log_in(&[]).succeeded();
    let told = sandbox.home.path().join("told");
    let command = format!("cat > {}", told.display());
    let _ = sandbox.run(&["token", "--on-rotate", &command]).succeeded();
    assert!(!told.exists(), "nothing was renewed");
    sandbox.expire();
    let _ = sandbox.run(&["token", "--on-rotate", &command]).succeeded();
    let record: serde_json::Value =
        serde_json::from_slice(&fs::read(sandbox.token_file()).expect("a file")).expect("JSON");
    let stored = record["login"]["refresh_token"].as_str().expect("a token").to_owned();
    assert_eq!(fs::read_to_string(&told).expect("text"), format!("{stored}\n"));
    sandbox.expire();
    let outcome = sandbox.run(&["token", "--on-rotate", "exit 3"]).failed(1);
    assert!(outcome.stderr.contains("--on-rotate"), "{outcome:?}");
    let _ = sandbox.run(&["token"]).succeeded();
}

#[test]
fn ci_is_told_of_a_renewal_that_another_run_made() {
    let mut sandbox = Sandbox::with(|scenario| scenario.refresh_ttl = Duration::from_secs(20 * 24 * 3600));
    let _ = sandbox.log_in(&[]).succeeded();
    let stored = |sandbox: &Sandbox| {
        let bytes = fs::read(sandbox.token_file()).expect("a file");
        let record: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
        record["login"]["refresh_token"].as_str().expect("a token").to_owned()
    };
    let given = stored(&sandbox);
    sandbox.set("KAKAO_REFRESH_TOKEN", &given);
    let told = sandbox.home.path().join("told");
    let command = format!("cat > {}", told.display());
    let _ = sandbox.run(&["token", "--on-rotate", &command]).succeeded();
    assert!(!told.exists(), "it is the given one still");
    let _ = sandbox.run(&["refresh"]).succeeded();
    let _ = sandbox.run(&["token", "--on-rotate", &command]).succeeded();
    assert_eq!(fs::read_to_string(&told).expect("text").trim(), stored(&sandbox));
}

#[test]
fn a_lost_answer_says_that_the_token_may_be_spent() {
    let mut sandbox = Sandbox::logged_in();
    sandbox.expire();
    let server = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = server.local_addr().expect("an address").port();
    // The same filing, another server behind it: it reads the request and says nothing.
    let text = fs::read_to_string(sandbox.token_file()).expect("text");
    let url = format!("http://127.0.0.1:{port}");
    let moved = text.replace(sandbox.emulator.url(), &url);
    let record: serde_json::Value = serde_json::from_str(&moved).expect("JSON");
    let saved = sandbox.home.path().join("saved.json");
    fs::write(&saved, format!(r#"{{"refresh_token":{}}}"#, record["login"]["refresh_token"])).expect("a file");
    sandbox.set("KAKAO_AUTH_URL", &url);
    let _ = sandbox.run(&["import", &saved.display().to_string()]).succeeded();
    let silent = std::thread::spawn(move || {
        use std::io::Read;
        let (mut stream, _) = server.accept().expect("a connection");
        let count = stream.read(&mut [0; 4096]).expect("a request");
        assert!(count > 0);
    });
    let outcome = sandbox.run(&["token"]).failed(6);
    assert!(outcome.stderr.contains("may have used up the refresh token"), "{outcome:?}");
    silent.join().expect("it ends");
}

#[test]
fn tokens_that_came_and_could_not_be_kept_are_told_as_lost() {
    let sandbox = Sandbox::logged_in();
    let mut strace = std::process::Command::new("strace");
    let envs = sandbox.environment();
    let inject = "inject=renameat,rename,renameat2:error=EIO";
    sandbox.expire();
    strace.args(["-f", "-qq", "-o", "/dev/null", "-e", inject, crate::support::program(), "token"]);
    let outcome = Outcome::of(strace.env_clear().envs(envs).output().expect("strace runs")).failed(5);
    assert!(outcome.stderr.contains("Kakao renewed the tokens, but they could not be saved"), "{outcome:?}");
}
