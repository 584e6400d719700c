//! `logout`: what ends at Kakao, what is forgotten here, and what is said where one of them fails.

use std::fs;

use crate::support::Sandbox;

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
    expired.expire();
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
