//! Tokens that Kakao rejects: which are refreshed, which end the login, and that none of them comes back.

use std::fs;

use crate::support::Sandbox;

#[test]
fn a_token_kakao_rejects_is_refreshed_once_and_the_call_repeated() {
    let sandbox = Sandbox::logged_in();
    sandbox.emulator.forget_access_tokens();
    let _ = sandbox.run(&["whoami"]).succeeded();
    assert_eq!((sandbox.count("/v2/user/me"), sandbox.count("/oauth/token")), (3, 2));
}

#[test]
fn a_rejected_token_without_a_successor_is_handed_out_no_more() {
    let sandbox = Sandbox::logged_in();
    sandbox.emulator.forget_access_tokens();
    sandbox.emulator.forget_refresh_tokens();
    assert_eq!(sandbox.run(&["doctor"]).exit, 0, "whether the refresh token lives is not known yet");
    assert!(sandbox.run(&["whoami", "--lang", "ko"]).failed(4).stderr.contains("더는 유효하지 않아요"));
    for command in ["whoami", "token", "status", "doctor"] {
        let outcome = sandbox.run(&[command]);
        assert_eq!(outcome.exit, 4, "{command}: {outcome:?}");
    }
    let _ = sandbox.log_in(&[]).succeeded();
    let record = std::fs::read_to_string(sandbox.token_file()).expect("a file");
    let mut record: serde_json::Value = serde_json::from_str(&record).expect("JSON");
    record["login"]["refresh_token"] = serde_json::Value::Null;
    std::fs::write(sandbox.token_file(), record.to_string()).expect("a file");
    assert_eq!(sandbox.run(&["doctor"]).exit, 0);
    sandbox.emulator.forget_access_tokens();
    for command in ["doctor", "whoami", "token", "status"] {
        let outcome = sandbox.run(&[command]);
        assert_eq!(outcome.exit, 4, "{command}: {outcome:?}");
    }
}

#[test]
fn a_rejected_token_never_comes_back_whatever_becomes_of_the_refresh() {
    for (status, body, exit) in [
        (500, "", 6),
        (429, r#"{"error":"too_many_requests"}"#, 6),
        (401, r#"{"error":"invalid_client","error_code":"KOE010"}"#, 7),
        (200, "<html>", 6),
        (200, "{}", 1),
        (400, r#"{"error":"invalid_grant","error_code":"KOE322"}"#, 4),
    ] {
        let sandbox = Sandbox::logged_in();
        let rejected = sandbox.run(&["token"]).succeeded().stdout;
        sandbox.emulator.forget_access_tokens();
        let before = fs::read(sandbox.token_file()).expect("a file");
        sandbox.emulator.fail("/oauth/token", 99, status, body);
        let _ = sandbox.run(&["whoami"]).failed(exit);
        let sent = sandbox.count("/v2/user/me");
        for command in [&["token"][..], &["token", "--header"], &["exec", "env"], &["whoami"], &["api", "/v2/user/me"]]
        {
            let outcome = sandbox.run(command);
            assert_eq!((outcome.exit, outcome.stdout.as_str()), (exit, ""), "{status} {command:?} {outcome:?}");
        }
        assert!(!sandbox.run(&["status"]).stdout.contains("valid for 5 h"), "{status}");
        assert_eq!(sandbox.count("/v2/user/me"), sent, "it is not sent again");
        assert_eq!(fs::read(sandbox.token_file()).expect("a file"), before, "the mark is no part of the login");
        let _ = sandbox.run(&["emulator", "fail", "--clear"]).succeeded();
        if exit == 4 {
            continue;
        }
        assert_ne!(sandbox.run(&["token"]).succeeded().stdout, rejected);
        let _ = sandbox.run(&["whoami"]).succeeded();
    }
}

#[test]
fn a_mark_of_version_0_1_0_still_counts() {
    let sandbox = Sandbox::logged_in();
    let mut file: serde_json::Value =
        serde_json::from_slice(&fs::read(sandbox.token_file()).expect("a file")).expect("JSON");
    file["login"]["refresh_token"] = serde_json::Value::Null;
    file["login"]["dead_refresh_token"] = "0123456789abcdef0123456789abcdef".into();
    fs::write(sandbox.token_file(), file.to_string()).expect("a file");
    let _ = sandbox.run(&["token"]).succeeded();
    sandbox.expire();
    let outcome = sandbox.run(&["token", "--json"]).failed(4);
    assert_eq!(outcome.error()["kakao"]["error_code"], "KOE322");
    assert_eq!(sandbox.count("/oauth/token"), 1);
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
    sandbox.expire();
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
        sandbox.expire();
        let before = fs::read(sandbox.token_file()).expect("a file");
        // A busy server is asked three times.
        sandbox.emulator.fail("/oauth/token", if status == 503 { 3 } else { 1 }, status, body);
        let _ = sandbox.run(&["token"]).failed(exit);
        assert_eq!(fs::read(sandbox.token_file()).expect("a file"), before, "{status} {body}");
        let _ = sandbox.run(&["token"]).succeeded();
    }
}
