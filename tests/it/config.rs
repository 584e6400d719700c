//! `config` and what the settings mean: which source wins, and what happens to a file that is wrong.

use std::fs;

use snapbox::{assert_data_eq, str};

use crate::support::Sandbox;

fn bare() -> Sandbox {
    let mut sandbox = Sandbox::new();
    for name in ["KAKAO_REST_API_KEY", "KAKAO_CLIENT_SECRET", "KAKAO_REDIRECT_URI", "KAKAO_AUTH_URL", "KAKAO_API_URL"] {
        sandbox.unset(name);
    }
    sandbox
}

#[test]
fn list_shows_each_value_and_its_origin() {
    let mut sandbox = bare();
    sandbox.write_config("# mine\nrest_api_key = \"from-file\"\nclient_secret = \"hush-hush\"\n[profiles.work]\nrest_api_key = \"from-section\"\n");
    sandbox.set("KAKAO_REDIRECT_URI", "http://127.0.0.1:19000/cb");
    assert_data_eq!(
        sandbox.run(&["config", "list"]).succeeded().stdout,
        str![[r#"
rest-api-key   from-file                  config.toml
client-secret  set (hidden)               config.toml
redirect-uri   http://127.0.0.1:19000/cb  variable KAKAO_REDIRECT_URI
profile        default                    default
lang           not set
auth-url       https://kauth.kakao.com    default
api-url        https://kapi.kakao.com     default
store          file                       default

"#]]
    );
    let work = sandbox.run(&["config", "list", "--profile", "work", "--json"]).succeeded().json();
    assert_eq!(work["rest_api_key"], serde_json::json!({"value": "from-section", "origin": "profiles.work"}));
    assert_eq!(work["client_secret"], serde_json::json!({"is_set": true, "origin": "file"}));
    assert!(!work.to_string().contains("hush-hush"));
}

#[test]
fn flag_beats_variable_beats_section_beats_top_level_beats_default() {
    let mut sandbox = bare();
    let value = |sandbox: &Sandbox, arguments: &[&str]| {
        sandbox.run(&[&["config", "get", "lang"], arguments].concat()).stdout.trim().to_owned()
    };
    assert_eq!(value(&sandbox, &[]), "");
    sandbox.write_config("lang = \"en\"\n[profiles.work]\nlang = \"ko\"\n");
    assert_eq!(value(&sandbox, &[]), "en");
    assert_eq!(value(&sandbox, &["--profile", "work"]), "ko");
    sandbox.set("KAKAO_LOGIN_LANG", "en");
    assert_eq!(value(&sandbox, &["--profile", "work"]), "en");
    assert_eq!(value(&sandbox, &["--profile", "work", "--lang", "ko"]), "ko");
    sandbox.set("KAKAO_LOGIN_PROFILE", "work").unset("KAKAO_LOGIN_LANG");
    assert_eq!(value(&sandbox, &[]), "ko");
    sandbox.set("KAKAO_CLIENT_ID", "alias");
    assert_eq!(sandbox.run(&["config", "get", "rest_api_key"]).succeeded().stdout, "alias\n");
}

#[test]
fn set_keeps_comments_and_order() {
    let sandbox = bare();
    sandbox.write_config(
        "# my app\nrest_api_key = \"0123456789abcdef0123456789abcdef\"  # from the console\n\n[profiles.work]\n# another account\nlang = \"ko\"\n",
    );
    let _ = sandbox.run(&["config", "set", "rest-api-key", "fedcba9876543210fedcba9876543210"]).succeeded();
    let _ = sandbox.run(&["config", "set", "lang", "en", "--profile", "work"]).succeeded();
    let _ =
        sandbox.run(&["config", "set", "redirect_uri", "http://localhost:4000/cb", "--profile", "home"]).succeeded();
    assert_data_eq!(
        fs::read_to_string(sandbox.config_folder().join("config.toml")).expect("a file"),
        str![[r#"
# my app
rest_api_key = "fedcba9876543210fedcba9876543210"  # from the console

[profiles.work]
# another account
lang = "en"

[profiles.home]
redirect_uri = "http://localhost:4000/cb"

"#]]
    );
    let _ = sandbox.run(&["config", "unset", "lang", "--profile", "work"]).succeeded();
    assert_eq!(sandbox.run(&["config", "get", "lang", "--profile", "work"]).exit, 1);
    let path = sandbox.run(&["config", "path"]).succeeded().stdout;
    assert_eq!(path.trim(), sandbox.config_folder().join("config.toml").display().to_string());
}

#[test]
fn a_linked_settings_file_stays_a_link() {
    let sandbox = bare();
    let target = sandbox.home.path().join("dotfiles.toml");
    fs::write(&target, "lang = \"en\"\n").expect("a file");
    fs::create_dir_all(sandbox.config_folder()).expect("a folder");
    let link = sandbox.config_folder().join("config.toml");
    std::os::unix::fs::symlink(&target, &link).expect("a link");
    let _ = sandbox.run(&["config", "set", "lang", "ko"]).succeeded();
    assert!(link.symlink_metadata().expect("a link").is_symlink());
    assert_eq!(fs::read_to_string(target).expect("a file"), "lang = \"ko\"\n");
}

#[test]
fn a_secret_comes_by_stdin_only_and_is_never_shown() {
    let sandbox = bare();
    let outcome = sandbox.run(&["config", "set", "client-secret", "hush-hush"]).failed(2);
    assert!(outcome.stderr.contains("--stdin") && !outcome.stderr.contains("hush-hush"), "{outcome:?}");
    let _ = sandbox.run(&["config", "set", "client-secret"]).failed(2);
    let outcome = sandbox.run_with_input(&["config", "set", "client-secret", "--stdin"], "hush-hush\n").succeeded();
    assert!(!outcome.stderr.contains("hush-hush"), "{outcome:?}");
    assert_eq!(sandbox.run(&["config", "get", "client-secret"]).succeeded().stdout, "set (hidden)\n");
    let file = fs::read_to_string(sandbox.config_folder().join("config.toml")).expect("a file");
    assert_eq!(file, "client_secret = \"hush-hush\"\n");
}

#[test]
fn a_broken_file_is_told_with_its_place_and_never_breaks_help() {
    for (text, place) in [
        ("rest_api_key = \"a\nlang = \"ko\"\n", "line 1, column 18"),
        (
            "lang = \"ko\"\nredirect_url = \"http://127.0.0.1:1/\"\n",
            "line 2, column 1: there is no setting 'redirect_url'",
        ),
        ("[profiles.work]\nkey = \"x\"\n", "line 2, column 1: there is no setting 'key'"),
    ] {
        let sandbox = bare();
        sandbox.write_config(text);
        let outcome = sandbox.run(&["status", "--lang", "en"]).failed(2);
        assert!(outcome.stderr.contains(place), "{outcome:?}");
        for helpful in [&["--help"][..], &["login", "--help"], &["completions", "bash"], &["man"], &["--version"], &[]]
        {
            let outcome = sandbox.run(helpful).succeeded();
            assert!(!outcome.stdout.is_empty(), "{helpful:?}");
        }
        assert_eq!(fs::read_to_string(sandbox.config_folder().join("config.toml")).expect("a file"), text);
    }
}

#[test]
fn a_setting_of_a_newer_version_stops_neither_cron_nor_its_removal() {
    let sandbox = Sandbox::logged_in();
    sandbox.write_config("future_setting = true\n\n[profiles.work]\n\"odd key\" = 1\n");
    for command in [&["token"][..], &["exec", "true"], &["api", "/v2/user/me"], &["config", "list"]] {
        let outcome = sandbox.run(command).succeeded();
        assert_eq!(outcome.stderr.matches("warning: ").count(), 2, "{command:?} {outcome:?}");
        assert!(outcome.stderr.contains("`kakao-login config unset future_setting`"), "{outcome:?}");
        assert!(outcome.stderr.contains("`kakao-login config unset 'odd key' --profile work`"), "{outcome:?}");
    }
    let _ = sandbox.run(&["status"]).failed(2);
    let doctor = sandbox.run(&["doctor"]);
    assert_eq!(doctor.exit, 2, "{doctor:?}");
    assert!(doctor.stdout.contains("future_setting") && doctor.stdout.contains("ok  user"), "{doctor:?}");
    let _ = sandbox.run(&["config", "unset", "nowhere"]).failed(2);
    let removed = sandbox.run(&["config", "unset", "future_setting"]).succeeded();
    assert!(!removed.stderr.contains("`kakao-login config unset future_setting`"), "{removed:?}");
    let _ = sandbox.run(&["config", "unset", "odd key", "--profile", "work"]).succeeded();
    assert_eq!(sandbox.run(&["status"]).succeeded().stderr, "");
}

#[test]
fn values_that_cannot_work_are_refused_before_anything_is_asked() {
    for (name, value, words) in [
        ("KAKAO_AUTH_URL", "https://evil.example", "may only name this one"),
        ("KAKAO_API_URL", "http://evil.example", "must be https"),
        ("KAKAO_AUTH_URL", "http://localhost@evil.example", "is not a URL"),
        ("KAKAO_REST_API_KEY", "a\r\nHost: evil", "control character"),
        ("KAKAO_REDIRECT_URI", "https://example.com/cb", "cannot be listened on"),
        ("KAKAO_LOGIN_PROFILE", "../../x", "is not a profile name"),
    ] {
        let mut sandbox = Sandbox::new();
        let outcome = sandbox.set(name, value).run(&["login", "--no-browser", "--timeout", "1"]).failed(2);
        assert!(outcome.stderr.contains(words), "{name} {outcome:?}");
        assert_eq!(sandbox.emulator.exchanges(), []);
    }
    let sandbox = bare();
    for (key, value) in [
        ("auth-url", "http://evil.example"),
        ("redirect-uri", "x"),
        ("lang", "fr"),
        ("profile", "a b"),
        ("nothing", "x"),
        ("store", "cloud"),
    ] {
        let _ = sandbox.run(&["config", "set", key, value]).failed(2);
    }
    assert!(!sandbox.config_folder().join("config.toml").exists());
}

#[test]
fn a_wrong_file_can_be_mended_with_the_command() {
    let sandbox = bare();
    sandbox.write_config("store = \"cloud\"\nprofile = \"a b\"\nrest_api_key = \"\"\n");
    let _ = sandbox.run(&["config", "list"]).succeeded();
    // An empty key is no key.
    for (key, value, exit) in
        [("store", "file", 2), ("rest-api-key", "0123456789abcdef0123456789abcdef", 7), ("profile", "work", 2)]
    {
        let _ = sandbox.run(&["status"]).failed(exit);
        let _ = sandbox.run(&["config", "set", key, value]).succeeded();
    }
    let _ = sandbox.run(&["status"]).failed(4);
}

#[test]
fn empty_endless_and_unreadable_values_destroy_nothing() {
    let sandbox = bare();
    let _ = sandbox.run_with_input(&["config", "set", "client-secret", "--stdin"], "good\n").succeeded();
    for input in ["", "\n", &"x".repeat(70_000)] {
        let _ = sandbox.run_with_input(&["config", "set", "client-secret", "--stdin"], input).failed(2);
    }
    let _ = sandbox.run(&["config", "set", "rest-api-key", ""]).failed(2);
    let file = fs::read_to_string(sandbox.config_folder().join("config.toml")).expect("a file");
    assert_eq!(file, "client_secret = \"good\"\n");
}

#[test]
fn parallel_changes_lose_nothing_and_leave_nothing() {
    let sandbox = bare();
    sandbox.write_config("lang = \"en\"\n");
    fs::write(sandbox.config_folder().join(".config.toml.0123456789abcdef.tmp"), "client_secret = \"old\"")
        .expect("a file");
    let set = |profile: usize| {
        let name = format!("p{profile}");
        sandbox.command(&["config", "set", "lang", "ko", "--profile", &name]).spawn().expect("it starts")
    };
    for mut run in (0..8).map(set).collect::<Vec<_>>() {
        assert!(run.wait().expect("it ends").success());
    }
    let file = fs::read_to_string(sandbox.config_folder().join("config.toml")).expect("a file");
    assert_eq!(file.matches("lang = \"ko\"").count(), 8, "{file}");
    let names =
        fs::read_dir(sandbox.config_folder()).expect("a folder").map(|entry| entry.expect("a file").file_name());
    let mut names: Vec<_> = names.collect();
    names.sort();
    assert_eq!(names, ["config.toml", "config.toml.lock"]);
}

#[test]
fn a_section_may_choose_the_language() {
    let sandbox = bare();
    sandbox.write_config("[profiles.work]\nlang = \"ko\"\nrest_api_key = \"0123456789abcdef0123456789abcdef\"\n");
    assert!(sandbox.run(&["status", "--profile", "work"]).failed(4).stderr.starts_with("오류:"));
    assert!(sandbox.run(&["login", "--help", "--profile", "work"]).succeeded().stdout.contains("사용법:"));
}

#[test]
fn a_folder_that_is_everybodys_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let mut sandbox = Sandbox::new();
    let shared = sandbox.home.path().join("shared");
    fs::create_dir(&shared).expect("a folder");
    fs::set_permissions(&shared, fs::Permissions::from_mode(0o1777)).expect("a mode");
    sandbox.set("KAKAO_LOGIN_CONFIG_DIR", &shared.display().to_string());
    let _ = sandbox.run(&["login", "--no-browser", "--timeout", "1"]).failed(5);
    assert_eq!(shared.metadata().expect("a folder").permissions().mode() & 0o7777, 0o1777);
}

#[test]
fn a_server_in_the_file_may_be_elsewhere_over_https() {
    let sandbox = bare();
    let _ = sandbox.run(&["config", "set", "auth-url", "https://kakao.example"]).succeeded();
    assert_eq!(sandbox.run(&["config", "get", "auth-url"]).succeeded().stdout, "https://kakao.example\n");
}

#[test]
fn the_current_folder_is_never_the_store() {
    let mut sandbox = Sandbox::new();
    let here = tempfile::tempdir().expect("a folder");
    fs::write(here.path().join("config.toml"), "rest_api_key = 1").expect("a file");
    fs::write(here.path().join(".env"), "KAKAO_REST_API_KEY=evil").expect("a file");
    for (home, xdg, folder) in
        [("", ".", ""), ("relative", "", ""), ("relative", ".", ""), ("/nonexistent", "", "relative")]
    {
        sandbox.set("HOME", home).set("XDG_CONFIG_HOME", xdg).set("KAKAO_LOGIN_CONFIG_DIR", folder);
        let outcome = sandbox.command(&["status"]).current_dir(here.path()).output().expect("it starts");
        assert!([2, 4].contains(&outcome.status.code().unwrap_or(0)), "{outcome:?}");
    }
    assert_eq!(fs::read_dir(here.path()).expect("a folder").count(), 2);
}

#[test]
fn another_users_settings_are_not_obeyed_as_root() {
    let sandbox = Sandbox::logged_in();
    sandbox.write_config("auth_url = \"https://elsewhere.example\"\n");
    let file = sandbox.config_folder().join("config.toml");
    std::os::unix::fs::chown(file, Some(65534), None).expect("root gives files away");
    for command in ["token", "status", "whoami", "login"] {
        let outcome = sandbox.run(&[command]).failed(5);
        assert!(outcome.stderr.contains("is another user's"), "{outcome:?}");
    }
}

#[test]
fn a_saved_value_that_does_not_count_is_told() {
    let mut sandbox = bare();
    let set = |sandbox: &Sandbox| sandbox.run(&["config", "set", "redirect-uri", "http://127.0.0.1:7/x"]).succeeded();
    assert!(!set(&sandbox).stderr.contains("in force"));
    sandbox.set("KAKAO_REDIRECT_URI", "http://127.0.0.1:8/x");
    assert!(set(&sandbox).stderr.contains("the redirect-uri in force is still that of variable KAKAO_REDIRECT_URI"));
}

/// As root, who may look which files a program has open that lets nobody look.
#[test]
fn the_settings_file_is_opened_once_and_read_through_that_as_root() {
    let sandbox = Sandbox::logged_in();
    sandbox.write_config("lang = \"en\"\n");
    let log = sandbox.home.path().join("strace.log");
    let mut strace = std::process::Command::new("strace");
    strace.args(["-f", "-y", "-e", "trace=%file", "-o"]).arg(&log).arg(crate::support::program()).arg("token");
    let output = strace.env_clear().envs(sandbox.environment()).output().expect("strace runs");
    assert!(output.status.success(), "{output:?}");
    let text = fs::read_to_string(log).expect("a log");
    let by_path: Vec<_> = text.lines().filter(|line| line.contains("/config.toml\"")).collect();
    assert_eq!(by_path.len(), 1, "a second look by path could see another file: {by_path:?}");
    assert!(by_path[0].contains("openat("), "{by_path:?}");
}

#[test]
fn a_settings_file_that_is_a_pipe_is_refused_at_once() {
    let sandbox = Sandbox::logged_in();
    let path = sandbox.config_folder().join("config.toml");
    assert!(std::process::Command::new("mkfifo").arg(&path).status().expect("mkfifo runs").success());
    let _ = sandbox.run(&["token"]).failed(5);
}
