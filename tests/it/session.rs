//! `whoami`, `token`, `refresh` and `status`: the life of a cached login.

use std::{fs, time::Duration};

use snapbox::{assert_data_eq, str};

use crate::support::Sandbox;

/// Changes a number in the token file.
fn edit(sandbox: &Sandbox, key: &str, value: u64) {
    let mut record: serde_json::Value =
        serde_json::from_slice(&fs::read(sandbox.token_file()).expect("a file")).expect("JSON");
    record["login"][key] = value.into();
    fs::write(sandbox.token_file(), record.to_string()).expect("a file");
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
    sandbox.expire();
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
    // No token of Kakao's lives for 6 h: a new one is good until a tenth of its life is over.
    for _ in 0..3 {
        let outcome = sandbox.run(&["token", "--min-ttl", "6h"]).succeeded();
        assert_eq!(outcome.stdout, first);
        assert!(outcome.stderr.contains("--min-ttl asks for more than Kakao gives"), "{outcome:?}");
    }
    assert_eq!(sandbox.count("/oauth/token"), 1);
    // A tenth of 21,599 s and a second ago.
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970").as_secs();
    edit(&sandbox, "issued_at", now - 2161);
    edit(&sandbox, "access_token_expires_at", now + 21_599 - 2161);
    assert_ne!(sandbox.run(&["token", "--min-ttl", "6h"]).succeeded().stdout, first);
    assert_eq!(sandbox.count("/oauth/token"), 2);
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
fn a_living_token_is_served_when_the_refresh_fails() {
    let sandbox = Sandbox::logged_in();
    let token = sandbox.run(&["token"]).succeeded().stdout;
    sandbox.emulator.fail("/oauth/token", 3, 503, "<html>busy</html>");
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970").as_secs();
    edit(&sandbox, "issued_at", now - 300);
    edit(&sandbox, "access_token_expires_at", now + 18_100);
    let outcome = sandbox.run(&["token", "--min-ttl", "5h2m"]).succeeded();
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
    sandbox.expire();
    let _ = sandbox.run(&["token"]).succeeded();
    // Were the old one still on the disk, this would be KOE322.
    sandbox.expire();
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
    edit(&sandbox, "refresh_token_expires_at", now + 7 * 24 * 3600 + 600);
    assert_eq!(sandbox.run(&["token"]).succeeded().stderr, "", "Kakao renews it by itself in its last month");
    for (days, words) in [(6, "ends in 6 days"), (1, "ends in 1 day;")] {
        edit(&sandbox, "refresh_token_expires_at", now + days * 24 * 3600 + 600);
        for command in ["status", "token"] {
            let outcome = sandbox.run(&[command]).succeeded();
            assert!(outcome.stderr.contains(words), "{days} {outcome:?}");
            assert_eq!(sandbox.run(&[command, "--quiet"]).succeeded().stderr, "");
        }
    }
    edit(&sandbox, "refresh_token_expires_at", now - 1);
    sandbox.expire();
    let _ = sandbox.run(&["status"]).failed(4);
}

#[test]
fn a_server_in_trouble_ends_no_login() {
    let sandbox = Sandbox::logged_in();
    sandbox.expire();
    let dead =
        r#"{"error":"invalid_grant","error_description":"expired_or_invalid_refresh_token","error_code":"KOE322"}"#;
    sandbox.emulator.fail("/oauth/token", 3, 503, dead);
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
    sandbox.expire();
    let _ = sandbox.run(&["token"]).succeeded();
    sandbox.expire();
    let _ = sandbox.run(&["token"]).succeeded();
}

#[test]
fn a_new_token_in_the_variable_serves_where_the_cached_one_has_died() {
    let mut sandbox = Sandbox::logged_in();
    sandbox.emulator.forget_access_tokens();
    sandbox.emulator.forget_refresh_tokens();
    let old = fs::read(sandbox.token_file()).expect("a file");
    let _ = sandbox.log_in(&[]).succeeded();
    let record: serde_json::Value =
        serde_json::from_slice(&fs::read(sandbox.token_file()).expect("a file")).expect("JSON");
    sandbox.set("KAKAO_REFRESH_TOKEN", record["login"]["refresh_token"].as_str().expect("a token"));
    fs::write(sandbox.token_file(), old).expect("a file");
    sandbox.expire();
    let _ = sandbox.run(&["token"]).succeeded();
    let _ = sandbox.run(&["whoami"]).succeeded();
}

#[test]
fn parallel_runs_at_expiry_refresh_once() {
    let sandbox = Sandbox::logged_in();
    sandbox.expire();
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
        // A busy server is asked three times.
        sandbox.emulator.fail("/v2/user/me", if status == 503 { 3 } else { 1 }, status, body);
        assert_eq!(sandbox.run(&["whoami", "--json"]).failed(exit).error()["exit"], exit, "{status} {body}");
    }
    let mut gone = Sandbox::logged_in();
    let outcome = gone.set("KAKAO_API_URL", "http://127.0.0.1:9").run(&["whoami"]).failed(6);
    assert!(outcome.stderr.starts_with("error: cannot reach 127.0.0.1:9: "), "{outcome:?}");
}

#[test]
fn a_longer_life_than_kakao_gives_is_told() {
    let sandbox = Sandbox::logged_in();
    let outcome = sandbox.run(&["token", "--min-ttl", "99d"]).succeeded();
    assert!(outcome.stderr.contains("--min-ttl asks for more than Kakao gives"), "{outcome:?}");
    assert_eq!(sandbox.run(&["token", "--min-ttl", "30m"]).succeeded().stderr, "");
}

#[test]
fn an_expired_id_token_is_never_printed() {
    let sandbox = Sandbox::new();
    let _ = sandbox.log_in(&["--scope", "openid"]).succeeded();
    let first = sandbox.run(&["token", "--id"]).succeeded().stdout;
    // Its claims say when it ends; what the test changes is the time, which the emulator and its tokens share.
    let mut record: serde_json::Value =
        serde_json::from_slice(&fs::read(sandbox.token_file()).expect("a file")).expect("JSON");
    let expired = |token: &str| {
        use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
        let parts: Vec<_> = token.split('.').collect();
        let claims = URL_SAFE_NO_PAD.decode(parts[1]).expect("base64url");
        let mut claims: serde_json::Value = serde_json::from_slice(&claims).expect("JSON");
        claims["exp"] = 1_000_000_000.into();
        format!("{}.{}.{}", parts[0], URL_SAFE_NO_PAD.encode(claims.to_string()), parts[2])
    };
    record["login"]["id_token"] = expired(first.trim()).into();
    fs::write(sandbox.token_file(), record.to_string()).expect("a file");
    let renewed = sandbox.run(&["token", "--id"]).succeeded().stdout;
    assert!(renewed != first && renewed.matches('.').count() == 2, "a refresh brought a new one");
    assert_eq!(sandbox.count("/oauth/token"), 2);
    fs::write(sandbox.token_file(), record.to_string()).expect("a file");
    let answer = r#"{"access_token":"a","token_type":"bearer","expires_in":21599}"#;
    sandbox.emulator.fail("/oauth/token", 1, 200, answer);
    let outcome = sandbox.run(&["token", "--id", "--json"]).failed(4);
    assert_eq!(outcome.error()["code"], "no_id_token");
    assert!(outcome.error()["hint"].as_str().is_some_and(|hint| hint.contains("login --scope openid")));
}

#[test]
fn json_ends_with_its_object_also_when_a_signal_ends_the_run() {
    let sandbox = Sandbox::new();
    for (signal, exit) in [("-INT", 130), ("-TERM", 143), ("-HUP", 129)] {
        let login = sandbox.start_login(&["--json"]);
        let sent = std::process::Command::new("kill").args([signal, &login.id().to_string()]).status();
        assert!(sent.expect("kill runs").success());
        let outcome = login.finish();
        assert_eq!((outcome.exit, outcome.stdout.as_str()), (exit, ""), "{outcome:?}");
        let error = outcome.error();
        assert_eq!((&error["code"], &error["exit"]), (&"interrupted".into(), &exit.into()), "{error}");
    }
}

#[test]
fn ctrl_c_during_a_refresh_leaves_no_temporary_file() {
    let sandbox = Sandbox::logged_in();
    sandbox.emulator.think(Duration::from_secs(5));
    let child = sandbox.command(&["refresh"]).spawn().expect("it starts");
    let tokens = sandbox.config_folder().join("tokens");
    let temporaries = || {
        let names = fs::read_dir(&tokens).expect("a folder").map(|file| file.expect("a file").file_name());
        names.filter(|name| name.to_string_lossy().ends_with(".tmp")).count()
    };
    let end = std::time::Instant::now() + Duration::from_secs(5);
    while temporaries() == 0 {
        assert!(std::time::Instant::now() < end, "the refresh has room for its answer before it asks");
    }
    let sent = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(sent.expect("kill runs").success());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), temporaries()), (Some(130), 0));
}
