//! `exec`, `unlink` and `scopes`: the token handed on, and what the account gave the app.

use crate::{pty::Terminal, support::Sandbox};

#[test]
fn exec_hands_the_token_on_and_becomes_the_program() {
    let sandbox = Sandbox::logged_in();
    let token = sandbox.run(&["token"]).succeeded().stdout;
    let outcome = sandbox.run(&["exec", "--", "sh", "-c", "echo $KAKAO_ACCESS_TOKEN; exit 42"]);
    assert_eq!((outcome.exit, outcome.stdout), (42, token));
    let handed = sandbox.run(&["exec", "--", "env"]).succeeded().stdout;
    assert!(handed.contains("KAKAO_REST_API_KEY=") && !handed.contains("KAKAO_CLIENT_SECRET"), "{handed}");
    let outcome = sandbox.run(&["exec", "--", "printf", "%s", "--json"]).succeeded();
    assert_eq!(outcome.stdout, "--json", "what follows is the program's");
    let _ = sandbox.run(&["exec", "--", "/nonexistent"]).failed(1);
    let _ = sandbox.run(&["exec"]).failed(2);
    let _ = Sandbox::new().run(&["exec", "--", "true"]).failed(4);
}

#[test]
fn a_dead_token_of_a_variable_is_called_by_its_name() {
    let mut sandbox = Sandbox::new();
    sandbox.set("KAKAO_REFRESH_TOKEN", "bogus");
    for _ in 0..2 {
        let error = sandbox.run(&["token", "--json"]).failed(4).error();
        assert!(error["message"].as_str().is_some_and(|said| said.contains("KAKAO_REFRESH_TOKEN")), "{error}");
        assert_eq!((&error["code"], &error["kakao"]["error_code"]), (&"login_required".into(), &"KOE322".into()));
    }
    assert_eq!(sandbox.count("/oauth/token"), 1, "once");
}

#[test]
fn the_refresh_token_goes_into_a_pipe_and_never_onto_a_screen() {
    let sandbox = Sandbox::logged_in();
    let piped = sandbox.run(&["token", "--refresh-token"]).succeeded().stdout;
    let json = sandbox.run(&["token", "--refresh-token", "--json"]).succeeded().json();
    assert_eq!(json["refresh_token"], piped.trim());
    assert_eq!(sandbox.count("/oauth/token"), 1, "nothing was asked for it");
    let shown = Terminal::start(&sandbox, "token --refresh-token").see("exit 2");
    assert!(shown.contains("not shown on a screen") && !shown.contains(piped.trim()), "{shown}");
    let _ = Sandbox::new().run(&["token", "--refresh-token"]).failed(4);
}

#[test]
fn unlink_asks_first_and_ends_everything() {
    let sandbox = Sandbox::logged_in();
    let _ = sandbox.run(&["unlink"]).failed(2);
    assert_eq!(sandbox.count("/v1/user/unlink"), 0);
    let outcome = sandbox.run(&["unlink", "--yes", "--json"]).succeeded();
    assert_eq!(outcome.stdout, "{\"id\":1376016924429759228}\n");
    let _ = sandbox.run(&["token"]).failed(4);
    let rejected = Sandbox::logged_in();
    rejected.emulator.forget_access_tokens();
    let _ = rejected.run(&["unlink", "--yes"]).succeeded();
    let refused = Sandbox::logged_in();
    refused.emulator.fail("/v1/user/unlink", 1, 503, "");
    let _ = refused.run(&["unlink", "--yes"]).failed(6);
    let _ = refused.run(&["whoami"]).succeeded();
}

#[test]
fn scopes_shows_what_was_agreed_and_takes_it_back() {
    let sandbox = Sandbox::logged_in();
    let shown = sandbox.run(&["scopes"]).succeeded().stdout;
    assert!(shown.contains("account_email     카카오계정(이메일)    agreed      revocable"), "{shown}");
    assert!(shown.contains("talk_message      카카오톡 메시지 전송  not agreed"), "{shown}");
    assert!(shown.contains("messages to yourself: `api /v2/api/talk/memo/…`"), "what an item unlocks: {shown}");
    let json = sandbox.run(&["scopes", "revoke", "account_email", "--json"]).succeeded().json();
    assert_eq!(json["scopes"][2]["agreed"], false);
    assert!(sandbox.run(&["whoami"]).succeeded().stdout.contains("e-mail     – not agreed"));
    let error = sandbox.run(&["scopes", "revoke", "profile_nickname", "--json"]).error();
    assert!(error["hint"].as_str().is_some_and(|hint| hint.contains("`kakao-login unlink`")), "{error}");
    assert_eq!(error["kakao"]["code"], -3);
    let _ = sandbox.run(&["scopes", "revoke"]).failed(2);
    assert_eq!(sandbox.run(&["scopes", "revoke", "nothing"]).exit, 1);
}

#[test]
fn status_shows_that_the_login_ends_with_its_access_token() {
    let sandbox = Sandbox::logged_in();
    sandbox.emulator.forget_refresh_tokens();
    let _ = sandbox.run(&["refresh"]).failed(4);
    let outcome = sandbox.run(&["status"]).succeeded();
    assert!(outcome.stdout.contains("refresh token  expired"), "{outcome:?}");
}
