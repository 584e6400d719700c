//! The token file: private, replaced whole, and refused where it is not what it should be.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
};

use crate::support::Sandbox;

#[test]
fn a_store_that_cannot_be_written_costs_no_refresh_token() {
    let sandbox = Sandbox::logged_in();
    sandbox.expire();
    let tokens = sandbox.config_folder().join("tokens");
    let before = fs::read(sandbox.token_file()).expect("a file");
    // A file too large for the limit stands for a full disk, also for root.
    let mut limited = std::process::Command::new("prlimit");
    limited
        .args(["--fsize=1024", crate::support::program(), "token", "--json"])
        .env_clear()
        .envs(sandbox.environment());
    let outcome = crate::support::Outcome::of(limited.output().expect("prlimit runs")).failed(5);
    assert_eq!(outcome.error()["code"], "store");
    assert_eq!(fs::read(sandbox.token_file()).expect("a file"), before);
    assert_eq!(sandbox.count("/oauth/token"), 1, "nothing was spent");
    assert!(
        tokens.read_dir().expect("a folder").all(|file| !file
            .expect("a file")
            .file_name()
            .to_string_lossy()
            .ends_with(".tmp"))
    );
    let _ = sandbox.run(&["token"]).succeeded();
}

#[test]
fn a_broken_token_file_is_told_and_kept_aside_by_the_next_login() {
    for broken in ["", "{", "null", "[]", "\u{0}", r#"{"schema":1}"#] {
        let sandbox = Sandbox::logged_in();
        fs::write(sandbox.token_file(), broken).expect("a file");
        for command in ["token", "status", "whoami", "refresh"] {
            assert_eq!(sandbox.run(&[command, "--json"]).failed(5).error()["code"], "store", "{broken} {command}");
        }
        assert_eq!(fs::read_to_string(sandbox.token_file()).expect("a file"), broken);
        let outcome = sandbox.log_in(&[]).succeeded();
        assert!(outcome.stderr.contains(".corrupt-"), "{outcome:?}");
        let _ = sandbox.run(&["token"]).succeeded();
        let _ = sandbox.run(&["logout"]).succeeded();
        let left = fs::read_dir(sandbox.config_folder().join("tokens")).expect("a folder").count();
        assert_eq!(left, 1, "only the lock is left");
    }
}

#[test]
fn a_newer_token_file_is_left_alone() {
    let sandbox = Sandbox::logged_in();
    fs::write(sandbox.token_file(), r#"{"schema":999}"#).expect("a file");
    let _ = sandbox.run(&["token"]).failed(5);
    let _ = sandbox.run(&["login", "--no-browser", "--timeout", "1"]).failed(5);
    assert_eq!(fs::read_to_string(sandbox.token_file()).expect("a file"), r#"{"schema":999}"#);
}

#[test]
fn links_pipes_and_folders_are_refused_without_a_hang() {
    let sandbox = Sandbox::logged_in();
    let (file, victim) = (sandbox.token_file(), sandbox.home.path().join("victim"));
    fs::rename(&file, &victim).expect("it moves");
    let before = fs::read(&victim).expect("a file");
    symlink(&victim, &file).expect("a link");
    let _ = sandbox.run(&["token"]).failed(5);
    fs::remove_file(&file).expect("it goes");
    fs::hard_link(&victim, &file).expect("a link");
    let _ = sandbox.run(&["token"]).failed(5);
    fs::remove_file(&file).expect("it goes");
    assert!(std::process::Command::new("mkfifo").arg(&file).status().expect("mkfifo runs").success());
    let _ = sandbox.run(&["token"]).failed(5);
    fs::remove_file(&file).expect("it goes");
    fs::create_dir(&file).expect("a folder");
    let _ = sandbox.run(&["token"]).failed(5);
    assert_eq!(fs::read(&victim).expect("a file"), before);
}

#[test]
fn files_are_private_whatever_the_umask() {
    for umask in ["000", "022", "077", "777"] {
        let sandbox = Sandbox::logged_in();
        fs::remove_dir_all(sandbox.home.path().join(".config")).expect("it goes");
        let login = {
            let mut shell = std::process::Command::new("sh");
            shell.args([
                "-c",
                &format!("umask {umask}; exec \"$0\" login --no-browser --timeout 1"),
                crate::support::program(),
            ]);
            shell.env_clear().envs(sandbox.environment());
            crate::support::Outcome::of(shell.output().expect("sh runs"))
        };
        let _ = login.failed(8);
        let tokens = sandbox.config_folder().join("tokens");
        for folder in [&sandbox.config_folder(), &tokens] {
            assert_eq!(folder.metadata().expect("a folder").permissions().mode() & 0o7777, 0o700, "{umask}");
        }
        let files: Vec<_> = fs::read_dir(tokens).expect("a folder").map(|file| file.expect("a file").path()).collect();
        assert_eq!(files.len(), 1, "the lock");
        assert_eq!(files[0].metadata().expect("a file").permissions().mode() & 0o7777, 0o600, "{umask}");
    }
}

#[test]
fn a_file_that_others_can_read_is_told_until_the_next_save_closes_it() {
    let sandbox = Sandbox::logged_in();
    let mode = || sandbox.token_file().metadata().expect("a file").permissions().mode() & 0o7777;
    fs::set_permissions(sandbox.token_file(), fs::Permissions::from_mode(0o644)).expect("a mode");
    for command in ["token", "status", "whoami", "doctor"] {
        let outcome = sandbox.run(&[command]).succeeded();
        assert!(outcome.stderr.contains("other users can read") && outcome.stderr.contains("chmod 600"), "{outcome:?}");
        assert_eq!(mode(), 0o644, "{command} reads and changes nothing");
    }
    let _ = sandbox.run(&["refresh"]).succeeded();
    assert_eq!(mode(), 0o600);
    assert_eq!(sandbox.run(&["token"]).succeeded().stderr, "");
}

#[test]
fn no_reader_changes_a_mode_or_a_file() {
    let sandbox = Sandbox::logged_in();
    sandbox.write_config("client_secret = \"0123456789abcdef0123456789abcdef\"\n");
    let config = sandbox.config_folder().join("config.toml");
    fs::set_permissions(&config, fs::Permissions::from_mode(0o644)).expect("a mode");
    fs::set_permissions(sandbox.config_folder(), fs::Permissions::from_mode(0o755)).expect("a mode");
    let state = || {
        let mut found = Vec::new();
        for folder in [sandbox.config_folder(), sandbox.config_folder().join("tokens")] {
            found.push((folder.clone(), folder.metadata().expect("a folder").permissions().mode(), Vec::new()));
            for file in fs::read_dir(&folder).expect("a folder").map(|file| file.expect("a file").path()) {
                let (mode, bytes) = (file.metadata().expect("a file").permissions().mode(), fs::read(&file));
                found.push((file, mode, bytes.unwrap_or_default()));
            }
        }
        found.sort();
        found
    };
    let before = state();
    for command in [
        &["--help"][..],
        &["--version"],
        &["explain", "KOE006"],
        &["completions", "bash"],
        &["man"],
        &["config", "list"],
        &["config", "path"],
        &["config", "get", "lang"],
        &["status"],
        &["token"],
        &["whoami"],
        &["scopes"],
        &["api", "/v2/user/me"],
        &["exec", "true"],
        &["profiles"],
        &["doctor"],
    ] {
        let outcome = sandbox.run(command);
        assert_eq!(state(), before, "{command:?}");
        let is_told = outcome.stderr.contains("other users can read");
        let reads_settings = !["--help", "--version", "explain", "completions", "man"].contains(&command[0]);
        assert_eq!(is_told, reads_settings, "{command:?} {outcome:?}");
    }
    let _ = sandbox.run(&["config", "set", "lang", "en"]).succeeded();
    assert_eq!(config.metadata().expect("a file").permissions().mode() & 0o7777, 0o600);
}

#[test]
fn a_folder_that_holds_more_than_ours_keeps_its_mode() {
    let mut sandbox = Sandbox::new();
    let shared = sandbox.home.path().join("shared");
    sandbox.set("KAKAO_LOGIN_CONFIG_DIR", &shared.display().to_string());
    let mode = |path: &std::path::Path| path.metadata().expect("it is there").permissions().mode() & 0o7777;
    for (foreign, after) in [(None, 0o700), (Some("notes.txt"), 0o755)] {
        fs::create_dir_all(&shared).expect("a folder");
        fs::set_permissions(&shared, fs::Permissions::from_mode(0o755)).expect("a mode");
        if let Some(name) = foreign {
            fs::write(shared.join(name), "").expect("a file");
        }
        let _ = sandbox.run(&["config", "set", "lang", "ko"]).succeeded();
        let _ = sandbox.run(&["login", "--no-browser", "--timeout", "1"]).failed(8);
        assert_eq!(mode(&shared), after, "{foreign:?}");
        assert_eq!((mode(&shared.join("config.toml")), mode(&shared.join("tokens"))), (0o600, 0o700));
        fs::remove_dir_all(&shared).expect("it goes");
    }
}

#[test]
fn what_the_owner_took_from_himself_is_not_given_back() {
    let sandbox = Sandbox::logged_in();
    sandbox.expire();
    let tokens = sandbox.config_folder().join("tokens");
    fs::set_permissions(&tokens, fs::Permissions::from_mode(0o500)).expect("a mode");
    // Root may write there all the same, everybody else may not; what is asked of Kakao follows from that.
    let outcome = sandbox.run(&["token"]);
    assert_eq!(tokens.metadata().expect("a folder").permissions().mode() & 0o7777, 0o500);
    assert_eq!(sandbox.count("/oauth/token"), if outcome.exit == 0 { 2 } else { 1 }, "{outcome:?}");
    fs::set_permissions(&tokens, fs::Permissions::from_mode(0o700)).expect("a mode");
}

#[test]
fn a_place_that_takes_no_folders_is_told() {
    let mut sandbox = Sandbox::new();
    let before = fs::metadata("/proc").expect("a folder").permissions().mode();
    for place in ["/proc/x", "/proc/x/y", "/proc", "/dev/null/x"] {
        sandbox.set("KAKAO_LOGIN_CONFIG_DIR", place);
        let outcome = sandbox.run(&["config", "set", "lang", "ko", "--json"]).failed(5);
        assert_eq!(outcome.error()["code"], "settings", "{place}");
    }
    assert_eq!(fs::metadata("/proc").expect("a folder").permissions().mode(), before);
}

#[test]
fn a_save_sweeps_what_the_program_made_and_nothing_that_looks_like_it() {
    let sandbox = Sandbox::new();
    sandbox.write_config("lang = \"en\"\n");
    let kept = [
        ".config.toml.swp",
        ".config.toml.bak",
        ".config.toml.0123456789abcdef",
        ".config.toml.notes.tmp",
        "config.toml.0123456789abcdef.tmp",
    ];
    for name in kept {
        fs::write(sandbox.config_folder().join(name), "mine").expect("a file");
    }
    let made = sandbox.config_folder().join(".config.toml.0123456789abcdef.tmp");
    fs::write(&made, "").expect("a file");
    let folder = sandbox.config_folder().join(".config.toml.fedcba9876543210.tmp");
    fs::create_dir(&folder).expect("a folder");
    let _ = sandbox.run(&["config", "set", "lang", "ko"]).succeeded();
    assert!(!made.exists() && folder.exists());
    for name in kept {
        assert_eq!(fs::read_to_string(sandbox.config_folder().join(name)).expect("it is there"), "mine", "{name}");
    }
}

#[test]
fn tokens_in_a_stale_file_of_any_login_go_with_the_next_write() {
    for command in
        [&["refresh"][..], &["logout"], &["profiles", "remove", "default"], &["profiles", "rename", "default", "b"]]
    {
        let sandbox = Sandbox::logged_in();
        let tokens = sandbox.config_folder().join("tokens");
        let bytes = fs::read(sandbox.token_file()).expect("a file");
        let stale = [".b-0123456789ab.json.0123456789abcdef.tmp", ".c-0123456789ab.json.rejected.0123456789abcdef.tmp"];
        for name in stale {
            fs::write(tokens.join(name), &bytes).expect("a file");
        }
        // One whose lock is held belongs to a run that is still writing.
        let lock = fs::File::create(tokens.join("d-0123456789ab.json.lock")).expect("a file");
        lock.lock().expect("nobody else has it");
        let busy = tokens.join(".d-0123456789ab.json.0123456789abcdef.tmp");
        fs::write(&busy, "").expect("a file");
        let _ = sandbox.run(command).succeeded();
        for name in stale {
            assert!(!tokens.join(name).exists(), "{command:?} leaves {name}");
        }
        assert!(busy.exists(), "{command:?}");
    }
}

#[test]
fn settings_that_everybody_may_change_are_not_believed() {
    let sandbox = Sandbox::logged_in();
    sandbox.write_config("lang = \"en\"\n");
    let config = sandbox.config_folder().join("config.toml");
    let set = |path: &std::path::Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
    };
    for command in ["token", "status", "whoami", "login", "doctor"] {
        set(&config, 0o666);
        let outcome = sandbox.run(&[command]).failed(5);
        assert!(
            outcome.stderr.contains("every user of this machine may change") && outcome.stderr.contains("chmod go-w")
        );
        set(&config, 0o644);
        set(&sandbox.config_folder(), 0o777);
        let outcome = sandbox.run(&[command]).failed(5);
        assert!(outcome.stderr.contains("every user of this machine may change"), "{outcome:?}");
        set(&sandbox.config_folder(), 0o700);
    }
    // A umask of 002 is common, and a group of one's own is harmless.
    set(&config, 0o664);
    let _ = sandbox.run(&["token"]).succeeded();
}
