//! `whoami`, `token`, `refresh`, `status` and `logout`: the life of a cached login.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    time::Duration,
};

use snapbox::{assert_data_eq, str};

use crate::support::Sandbox;

/// Changes a number in the token file.
fn edit(sandbox: &Sandbox, key: &str, value: u64) {
    let mut record: serde_json::Value =
        serde_json::from_slice(&fs::read(sandbox.token_file()).expect("a file")).expect("JSON");
    record["login"][key] = value.into();
    fs::write(sandbox.token_file(), record.to_string()).expect("a file");
}

fn expire(sandbox: &Sandbox) {
    edit(sandbox, "access_token_expires_at", 1);
}

#[test]
fn token_prints_the_token_and_a_newline() {
    let sandbox = Sandbox::logged_in();
    let token = sandbox.run(&["token"]).succeeded();
    assert_eq!((token.stdout.lines().count(), token.stderr.as_str()), (1, ""));
    let token = token.stdout.trim_end().to_owned();
    assert_eq!(sandbox.run(&["token", "--header"]).succeeded().stdout, format!("Authorization: Bearer {token}\n"));
    let json = sandbox.run(&["token", "--json"]).succeeded().json();
    assert_eq!((json["access_token"].as_str(), json["token_type"].as_str()), (Some(token.as_str()), Some("bearer")));
    assert!(json["expires_in"].as_u64().is_some_and(|left| (21_000..21_600).contains(&left)), "{json}");
    assert!(json["expires_at"].as_str().is_some_and(|time| time.ends_with('Z')), "{json}");
    assert_eq!(json["scope"], "account_email profile_image profile_nickname openid");
}

#[test]
fn an_expired_token_is_refreshed_once_and_kept() {
    let sandbox = Sandbox::logged_in();
    let first = sandbox.run(&["token"]).succeeded().stdout;
    expire(&sandbox);
    let second = sandbox.run(&["token"]).succeeded().stdout;
    assert_ne!(first, second);
    assert_eq!(sandbox.run(&["token"]).succeeded().stdout, second);
    assert_eq!(sandbox.count("/oauth/token"), 2);
}

#[test]
fn min_ttl_decides_when_a_token_is_too_old() {
    let sandbox = Sandbox::logged_in();
    let first = sandbox.run(&["token", "--min-ttl", "5h"]).succeeded().stdout;
    assert_eq!(sandbox.run(&["token", "--min-ttl", "300"]).succeeded().stdout, first);
    assert_eq!(sandbox.run(&["token"]).succeeded().stdout, first);
    assert_ne!(sandbox.run(&["token", "--min-ttl", "6h"]).succeeded().stdout, first);
}

#[test]
fn whoami_says_who_it_is() {
    let sandbox = Sandbox::logged_in();
    let outcome = sandbox.run(&["whoami", "--lang", "ko"]).succeeded();
    assert_data_eq!(
        outcome.stdout,
        str![[r#"
닉네임       앨리스
회원번호     1376016924429759228
이메일       alice@example.com
프로필 사진  http://k.kakaocdn.net/dn/emulator/img_640x640.jpg
연결 시각    2026-11-23T01:45:28Z

"#]]
    );
}

#[test]
fn a_token_kakao_rejects_is_refreshed_once_and_the_call_repeated() {
    let sandbox = Sandbox::logged_in();
    sandbox.emulator.forget_access_tokens();
    let _ = sandbox.run(&["whoami"]).succeeded();
    assert_eq!((sandbox.count("/v2/user/me"), sandbox.count("/oauth/token")), (3, 2));
}

#[test]
fn a_rejection_that_stays_is_not_repeated_for_ever() {
    let sandbox = Sandbox::logged_in();
    sandbox.emulator.fail("/v2/user/me", 9, 401, r#"{"msg":"this access token does not exist","code":-401}"#);
    assert_eq!(sandbox.run(&["whoami", "--json"]).failed(4).error()["kakao"]["code"], -401);
    assert_eq!(sandbox.count("/oauth/token"), 2);
}

#[test]
fn a_forbidden_address_is_no_reason_to_refresh() {
    let sandbox = Sandbox::logged_in();
    let body = r#"{"msg":"ip mismatched! callerIp=203.0.113.7. check out registered ips.","code":-401}"#;
    sandbox.emulator.fail("/v2/user/me", 1, 401, body);
    let error = sandbox.run(&["whoami", "--json"]).failed(7).error();
    assert!(error["message"].as_str().is_some_and(|text| text.contains("203.0.113.7")), "{error}");
    assert_eq!(sandbox.count("/oauth/token"), 1);
}

#[test]
fn a_dead_refresh_token_needs_a_login_and_is_presented_once() {
    let sandbox = Sandbox::logged_in();
    sandbox.emulator.forget_refresh_tokens();
    expire(&sandbox);
    for _ in 0..20 {
        let error = sandbox.run(&["token", "--json"]).failed(4).error();
        assert_eq!(
            (error["code"].as_str(), error["kakao"]["error_code"].as_str()),
            (Some("login_required"), Some("KOE322"))
        );
        assert!(error["hint"].as_str().is_some_and(|hint| hint.contains("`kakao-login login`")), "{error}");
    }
    assert_eq!(sandbox.count("/oauth/token"), 2);
    let _ = sandbox.log_in(&[]).succeeded();
    let _ = sandbox.run(&["token"]).succeeded();
}

#[test]
fn only_a_true_invalid_grant_ends_the_login() {
    for (status, body, exit) in [
        (401, r#"{"error":"invalid_client","error_description":"Bad client credentials","error_code":"KOE010"}"#, 7),
        (
            400,
            r#"{"error":"invalid_request","error_description":"token request rate limit exceeded","error_code":"KOE237"}"#,
            6,
        ),
        (500, r#"{"error":"server_error","error_code":"KOE003"}"#, 6),
        (503, "<html>busy</html>", 6),
        (200, "<html>portal</html>", 6),
        (200, "", 1),
        (200, r#"{"access_token":"#, 1),
        (302, "", 7),
    ] {
        let sandbox = Sandbox::logged_in();
        expire(&sandbox);
        let before = fs::read(sandbox.token_file()).expect("a file");
        sandbox.emulator.fail("/oauth/token", 1, status, body);
        let _ = sandbox.run(&["token"]).failed(exit);
        assert_eq!(fs::read(sandbox.token_file()).expect("a file"), before, "{status} {body}");
        let _ = sandbox.run(&["token"]).succeeded();
    }
}

#[test]
fn a_living_token_is_served_when_the_refresh_fails() {
    let sandbox = Sandbox::logged_in();
    let token = sandbox.run(&["token"]).succeeded().stdout;
    sandbox.emulator.fail("/oauth/token", 1, 503, "<html>busy</html>");
    let outcome = sandbox.run(&["token", "--min-ttl", "6h"]).succeeded();
    assert_eq!(outcome.stdout, token);
    assert!(
        outcome.stderr.starts_with("warning: could not refresh (HTTP 503); the present token is still valid for 5 h"),
        "{outcome:?}"
    );
}

#[test]
fn the_last_month_brings_a_new_refresh_token_which_is_kept() {
    let sandbox = Sandbox::logged_in();
    sandbox.emulator.advance(Duration::from_secs(35 * 24 * 3600));
    expire(&sandbox);
    let _ = sandbox.run(&["token"]).succeeded();
    // Were the old one still on the disk, this would be KOE322.
    expire(&sandbox);
    let _ = sandbox.run(&["token"]).succeeded();
    assert_eq!(sandbox.count("/oauth/token"), 3);
}

#[test]
fn refresh_gets_a_new_token_now() {
    let sandbox = Sandbox::logged_in();
    let old = sandbox.run(&["token"]).succeeded().stdout;
    let outcome = sandbox.run(&["refresh"]).succeeded();
    assert!(outcome.stderr.contains("The access token is new"), "{outcome:?}");
    assert_ne!(sandbox.run(&["token"]).succeeded().stdout, old);
}

#[test]
fn status_tells_what_is_cached_and_never_a_token() {
    let sandbox = Sandbox::logged_in();
    let token = sandbox.run(&["token"]).succeeded().stdout;
    let asked = sandbox.emulator.exchanges().len();
    let outcome = sandbox.run(&["status"]).succeeded();
    let store = sandbox.token_file().display().to_string();
    let shown = outcome.stdout.replace(&store, "STORE").replace(sandbox.emulator.url(), "SERVER");
    assert_data_eq!(
        shown,
        str![[r#"
profile        default
user           앨리스 · 1376016924429759228
access token   valid for 5 h 59 min
refresh token  valid for 59 d 23 h
consent items  account_email, profile_image, profile_nickname, openid
server         SERVER
store          STORE

"#]]
    );
    let json = sandbox.run(&["status", "--json"]).succeeded().json();
    assert_eq!(json["user"]["id"].to_string(), "1376016924429759228");
    assert_eq!((&json["access_token"]["valid"], &json["refresh_token"]["present"]), (&true.into(), &true.into()));
    assert!(!json.to_string().contains(token.trim()));
    assert_eq!(sandbox.emulator.exchanges().len(), asked, "status is offline");
}

#[test]
fn without_a_login_every_command_says_how_to_get_one() {
    let sandbox = Sandbox::new();
    for command in ["whoami", "token", "status", "refresh"] {
        assert_data_eq!(
            sandbox.run(&[command]).failed(4).stderr,
            str![[r#"
error: nobody is logged in (profile default)
hint: log in with `kakao-login login`

"#]]
        );
        assert_eq!(sandbox.run(&[command, "--json", "--lang", "ko"]).failed(4).error()["code"], "login_required");
    }
    assert_eq!(sandbox.emulator.exchanges(), []);
}

#[test]
fn an_ended_refresh_token_is_announced_before_it_ends() {
    let sandbox = Sandbox::logged_in();
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("a time").as_secs();
    for (days, words) in [(29, "ends in 29 days"), (7, "ends in 7 days"), (1, "ends in 1 day;")] {
        edit(&sandbox, "refresh_token_expires_at", now + days * 24 * 3600 + 600);
        for command in ["status", "token"] {
            let outcome = sandbox.run(&[command]).succeeded();
            assert!(outcome.stderr.contains(words), "{days} {outcome:?}");
        }
    }
    edit(&sandbox, "refresh_token_expires_at", now - 1);
    expire(&sandbox);
    let _ = sandbox.run(&["status"]).failed(4);
}

#[test]
fn logout_ends_the_token_at_kakao_and_here() {
    let sandbox = Sandbox::logged_in();
    let file = sandbox.token_file();
    let token = sandbox.run(&["token"]).succeeded().stdout;
    let outcome = sandbox.run(&["logout"]).succeeded();
    assert!(outcome.stdout.starts_with("Logged out"), "{outcome:?}");
    assert!(!file.exists());
    assert_eq!(sandbox.count("/v1/user/logout"), 1);
    let mut given = sandbox;
    let _ = given.set("KAKAO_ACCESS_TOKEN", token.trim()).run(&["whoami"]).failed(4);
    let _ = given.unset("KAKAO_ACCESS_TOKEN").run(&["logout"]).succeeded();
}

#[test]
fn an_offline_logout_forgets_here_and_says_what_was_not_done() {
    let sandbox = Sandbox::logged_in();
    let file = sandbox.token_file();
    sandbox.emulator.fail("/v1/user/logout", 1, 503, "");
    let _ = sandbox.run(&["logout"]).failed(6);
    assert!(!file.exists());
}

#[test]
fn logout_ends_the_cached_token_and_never_a_given_one() {
    let mut sandbox = Sandbox::logged_in();
    let given = sandbox.run(&["token"]).succeeded().stdout;
    let _ = sandbox.run(&["refresh"]).succeeded();
    let cached = sandbox.run(&["token"]).succeeded().stdout;
    let _ = sandbox.set("KAKAO_ACCESS_TOKEN", given.trim()).run(&["logout"]).succeeded();
    let _ = sandbox.run(&["whoami"]).succeeded();
    let _ = sandbox.set("KAKAO_ACCESS_TOKEN", cached.trim()).run(&["whoami"]).failed(4);
}

#[test]
fn logout_says_when_kakao_could_not_be_told() {
    let sandbox = Sandbox::logged_in();
    let body = r#"{"msg":"ip mismatched! callerIp=203.0.113.7.","code":-401}"#;
    sandbox.emulator.fail("/v1/user/logout", 1, 401, body);
    let outcome = sandbox.run(&["logout"]);
    assert_eq!(outcome.exit, 6, "{outcome:?}");
    let mut expired = Sandbox::logged_in();
    expire(&expired);
    let _ = expired.set("KAKAO_CLIENT_SECRET", "wrong").run(&["logout"]).failed(6);
    let newer = Sandbox::logged_in();
    fs::write(newer.token_file(), r#"{"schema":999}"#).expect("a file");
    let _ = newer.run(&["logout"]).failed(5);
    assert!(newer.token_file().exists());
    let broken = Sandbox::logged_in();
    fs::write(broken.token_file(), "{").expect("a file");
    assert!(broken.run(&["logout"]).succeeded().stdout.contains("Kakao had nothing left to end"));
}

#[test]
fn the_browser_session_ends_on_kakaos_own_page() {
    let mut sandbox = Sandbox::logged_in();
    let outcome = sandbox.set("BROWSER", "/nonexistent").run(&["logout", "--browser-session"]).succeeded();
    assert!(outcome.stderr.contains("/oauth/logout?client_id=") && outcome.stderr.contains("KOE007"), "{outcome:?}");
}

#[test]
fn a_server_in_trouble_ends_no_login() {
    let sandbox = Sandbox::logged_in();
    expire(&sandbox);
    let dead =
        r#"{"error":"invalid_grant","error_description":"expired_or_invalid_refresh_token","error_code":"KOE322"}"#;
    sandbox.emulator.fail("/oauth/token", 1, 503, dead);
    assert_ne!(sandbox.run(&["token"]).exit, 0);
    let _ = sandbox.run(&["token"]).succeeded();
}

#[test]
fn hints_name_the_profile() {
    let sandbox = Sandbox::new();
    let _ = sandbox.log_in(&["--profile", "work"]).succeeded();
    let body = r#"{"msg":"insufficient scopes.","code":-402,"required_scopes":["talk_message","x; rm -rf ~ #"]}"#;
    sandbox.emulator.fail("/v2/user/me", 1, 403, body);
    let error = sandbox.run(&["whoami", "--profile", "work", "--json"]).failed(3).error();
    let hint = error["hint"].as_str().expect("text");
    assert!(hint.contains("`kakao-login login --profile work --scope talk_message`"), "{hint}");
}

#[test]
fn a_given_access_token_is_used_as_it_is_and_not_cached() {
    let mut sandbox = Sandbox::logged_in();
    let token = sandbox.run(&["token"]).succeeded().stdout;
    fs::remove_dir_all(sandbox.config_folder()).expect("it goes");
    sandbox.set("KAKAO_ACCESS_TOKEN", token.trim()).unset("KAKAO_REST_API_KEY");
    let _ = sandbox.run(&["whoami"]).succeeded();
    assert_eq!(sandbox.run(&["token"]).succeeded().stdout, token);
    assert!(!sandbox.config_folder().exists());
    sandbox.emulator.forget_access_tokens();
    assert_eq!(sandbox.run(&["whoami", "--json"]).failed(4).error()["code"], "login_required");
    assert_eq!(sandbox.count("/oauth/token"), 1);
}

#[test]
fn a_given_refresh_token_serves_where_there_is_no_login() {
    let mut sandbox = Sandbox::logged_in();
    let record: serde_json::Value =
        serde_json::from_slice(&fs::read(sandbox.token_file()).expect("a file")).expect("JSON");
    let refresh_token = record["login"]["refresh_token"].as_str().expect("a token").to_owned();
    fs::remove_dir_all(sandbox.config_folder()).expect("it goes");
    sandbox.set("KAKAO_REFRESH_TOKEN", &refresh_token);
    let token = sandbox.run(&["token"]).succeeded().stdout;
    assert_eq!(sandbox.run(&["token"]).succeeded().stdout, token);
    assert_eq!(sandbox.count("/oauth/token"), 2);
    assert!(
        !fs::read_to_string(sandbox.token_file()).expect("a file").contains(&refresh_token),
        "not rotated, not cached"
    );
    sandbox.emulator.advance(Duration::from_secs(35 * 24 * 3600));
    expire(&sandbox);
    let _ = sandbox.run(&["token"]).succeeded();
    expire(&sandbox);
    let _ = sandbox.run(&["token"]).succeeded();
}

#[test]
fn parallel_runs_at_expiry_refresh_once() {
    let sandbox = Sandbox::logged_in();
    expire(&sandbox);
    let runs = (0..16).map(|_| {
        let mut command = sandbox.command(&["token"]);
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().expect("it starts")
    });
    let runs: Vec<_> = runs.collect();
    let tokens: std::collections::HashSet<_> = runs
        .into_iter()
        .map(|run| crate::support::Outcome::of(run.wait_with_output().expect("it ends")).succeeded().stdout)
        .collect();
    assert_eq!(tokens.len(), 1);
    assert_eq!(sandbox.count("/oauth/token"), 2);
}

#[test]
fn a_store_that_cannot_be_written_costs_no_refresh_token() {
    let sandbox = Sandbox::logged_in();
    expire(&sandbox);
    let tokens = sandbox.config_folder().join("tokens");
    let before = fs::read(sandbox.token_file()).expect("a file");
    // A file too large for the limit stands for a full disk, also for root.
    let mut limited = std::process::Command::new("prlimit");
    limited.args(["--fsize=1024", crate::support::PROGRAM, "token", "--json"]).env_clear().envs(sandbox.environment());
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
                crate::support::PROGRAM,
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
fn a_loose_token_file_is_tightened_and_told() {
    let sandbox = Sandbox::logged_in();
    fs::set_permissions(sandbox.token_file(), fs::Permissions::from_mode(0o644)).expect("a mode");
    let outcome = sandbox.run(&["token"]).succeeded();
    assert!(outcome.stderr.contains("could be read by others"), "{outcome:?}");
    assert_eq!(sandbox.token_file().metadata().expect("a file").permissions().mode() & 0o7777, 0o600);
    assert_eq!(sandbox.run(&["token"]).succeeded().stderr, "");
}

#[test]
fn a_login_is_used_only_where_it_is_filed() {
    let sandbox = Sandbox::logged_in();
    let _ = sandbox.run(&["token", "--profile", "work"]).failed(4);
    let mut other = sandbox;
    let _ = other.set("KAKAO_AUTH_URL", "http://127.0.0.1:9").run(&["token"]).failed(4);
}

#[test]
fn a_stray_variable_does_not_lead_a_token_to_a_local_program() {
    let mut sandbox = Sandbox::logged_in();
    sandbox.unset("KAKAO_AUTH_URL");
    let asked = sandbox.emulator.exchanges().len();
    let outcome = sandbox.run(&["whoami"]).failed(2);
    assert!(outcome.stderr.contains("KAKAO_API_URL"), "{outcome:?}");
    assert_eq!(sandbox.emulator.exchanges().len(), asked);
}

#[test]
fn kakaos_other_answers_have_their_exit_codes() {
    for (status, body, exit) in [
        (403, r#"{"msg":"insufficient scopes.","code":-402,"required_scopes":["talk_message"]}"#, 3),
        (400, r#"{"msg":"API limit has been exceeded.","code":-10}"#, 6),
        (503, r#"{"msg":"maintenance","code":-9798}"#, 6),
        (403, r#"{"msg":"App disabled [talk_message] scopes","code":-3}"#, 7),
        (400, r#"{"msg":"bad parameter","code":-2}"#, 1),
        (500, "", 6),
        (200, "null", 1),
        (200, "<html>", 6),
        (307, "", 7),
    ] {
        let sandbox = Sandbox::logged_in();
        sandbox.emulator.fail("/v2/user/me", 1, status, body);
        assert_eq!(sandbox.run(&["whoami", "--json"]).failed(exit).error()["exit"], exit, "{status} {body}");
    }
    let mut gone = Sandbox::logged_in();
    let outcome = gone.set("KAKAO_API_URL", "http://127.0.0.1:9").run(&["whoami"]).failed(6);
    assert!(outcome.stderr.starts_with("error: cannot reach 127.0.0.1: "), "{outcome:?}");
}
