//! `login`: from the authorize URL to the saved tokens, and everything that can come between.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    os::unix::fs::PermissionsExt,
};

use kakao_login::emulator::Agreement;
use snapbox::{assert_data_eq, str};

use crate::support::{Person, Sandbox, client};

#[test]
fn a_login_prints_the_user_and_saves_the_tokens() {
    let sandbox = Sandbox::new();
    let login = sandbox.start_login(&[]);
    let page = Person::new().agree(&login.url);
    assert_eq!(page.status, 200);
    assert!(page.url.path().starts_with("/done/"), "{}", page.url);
    assert!(page.html.contains("You are logged in"), "{}", page.html);
    let outcome = login.finish().succeeded();
    assert_data_eq!(
        outcome.stdout,
        str![[r#"
nickname   앨리스
id         1376016924429759228
e-mail     alice@example.com
picture    http://k.kakaocdn.net/dn/emulator/img_640x640.jpg
connected  2026-11-23T01:45:28Z

"#]]
    );
    let mode = |path: &std::path::Path| path.metadata().expect("it is there").permissions().mode() & 0o7777;
    assert_eq!(mode(&sandbox.token_file()), 0o600);
    assert_eq!(mode(&sandbox.config_folder()), 0o700);
    let _ = sandbox.run(&["whoami"]).succeeded();
}

#[test]
fn json_is_kakaos_object_with_every_digit() {
    let sandbox = Sandbox::new();
    let outcome = sandbox.log_in(&["--json"]).succeeded();
    assert_data_eq!(
        outcome.stdout,
        str![[r#"
{"id":1376016924429759228,"connected_at":"2026-11-23T01:45:28Z","properties":{"nickname":"앨리스","profile_image":"http://k.kakaocdn.net/dn/emulator/img_640x640.jpg","thumbnail_image":"http://k.kakaocdn.net/dn/emulator/img_110x110.jpg"},"kakao_account":{"profile_nickname_needs_agreement":false,"profile_image_needs_agreement":false,"profile":{"nickname":"앨리스","thumbnail_image_url":"http://k.kakaocdn.net/dn/emulator/img_110x110.jpg","profile_image_url":"http://k.kakaocdn.net/dn/emulator/img_640x640.jpg","is_default_image":false,"is_default_nickname":false},"has_email":true,"email_needs_agreement":false,"is_email_valid":true,"is_email_verified":true,"email":"alice@example.com"}}

"#]]
    );
}

#[test]
fn fields_the_program_does_not_know_are_kept() {
    let sandbox = Sandbox::with(|scenario| scenario.app.openid_is_on = false);
    let body = r#"{ "id": 18446744073709551615, "later": {"b": 1.10, "a": [null]}, "x": 1e400 }"#;
    sandbox.emulator.fail("/v2/user/me", 2, 200, body);
    let expected = "{\"id\":18446744073709551615,\"later\":{\"b\":1.10,\"a\":[null]},\"x\":1e400}\n";
    assert_eq!(sandbox.log_in(&["--json"]).succeeded().stdout, expected);
    assert_eq!(sandbox.run(&["whoami", "--json"]).succeeded().stdout, expected);
}

#[test]
fn jq_prints_the_id_without_another_program() {
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.log_in(&["--jq", ".id"]).succeeded().stdout, "1376016924429759228\n");
}

#[test]
fn a_cancelled_login_leaves_the_old_token_alone() {
    let sandbox = Sandbox::logged_in();
    let before = std::fs::read(sandbox.token_file()).expect("a file");
    let login = sandbox.start_login(&["--scope", "talk_message", "--json"]);
    let page = Person::new().cancel(&login.url);
    assert_eq!(page.status, 403);
    assert!(page.html.contains("cancelled"), "{}", page.html);
    let outcome = login.finish().failed(3);
    assert_eq!(outcome.error()["code"], "access_denied");
    assert_eq!(outcome.error()["kakao"]["error_description"], "User denied access");
    assert_eq!(std::fs::read(sandbox.token_file()).expect("a file"), before);
}

#[test]
fn an_unticked_item_is_missing_and_says_so() {
    let sandbox = Sandbox::new();
    let login = sandbox.start_login(&[]);
    let _ = Person::new().agree_to(&login.url, |scope| scope != "account_email");
    let outcome = login.finish().succeeded();
    assert!(
        outcome.stdout.contains("e-mail     – not agreed: `kakao-login login --scope account_email`"),
        "{}",
        outcome.stdout
    );
}

#[test]
fn an_item_the_app_does_not_have_says_where_to_switch_it_on() {
    let mut sandbox =
        Sandbox::with(|scenario| scenario.app.consent_items.retain(|item| item.agreement == Agreement::Required));
    let outcome = sandbox.set("KAKAO_LOGIN_LANG", "ko").log_in(&[]).succeeded();
    assert!(
        outcome.stdout.contains(
            "이메일       – 앱에서 꺼져 있거나 카카오계정에 없는 값이에요: [카카오 로그인] > [동의항목] > account_email"
        ),
        "{}",
        outcome.stdout
    );
}

#[test]
fn https_on_the_http_port_is_explained() {
    let sandbox = Sandbox::new();
    let login = sandbox.start_login(&["--timeout", "2"]);
    let address = sandbox.redirect_uri.trim_start_matches("http://").trim_end_matches("/callback").to_owned();
    let mut stream = TcpStream::connect(&address).expect("a connection");
    stream.write_all(&[0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]).expect("it is read");
    let mut answer = Vec::new();
    drop(stream.read_to_end(&mut answer));
    assert_eq!(answer, b"", "nothing of ours would be understood");
    let outcome = login.finish().failed(8);
    assert!(outcome.stderr.contains("this port speaks http"), "{outcome:?}");
}

#[test]
fn a_hint_repeats_what_was_asked_for() {
    let outcome = Sandbox::new().run(&["login", "--scope", "friends", "--no-browser", "--timeout", "1"]).failed(8);
    assert!(outcome.stderr.contains("`kakao-login login --scope friends`"), "{outcome:?}");
}

#[test]
fn a_refusal_by_the_server_is_not_called_a_cancelled_login() {
    let sandbox = Sandbox::new();
    let login = sandbox.start_login(&["--json"]);
    let query = format!("error=server_error&error_description=busy&state={}", login.state());
    let url = format!("{}?{query}", sandbox.redirect_uri).parse().expect("a URL");
    let page = Person::new().get(&url);
    assert_eq!((page.status, page.html.contains("did not work")), (502, true));
    assert_eq!(login.finish().failed(6).error()["kakao"]["error"], "server_error");
}

#[test]
fn the_final_page_cannot_leak_and_the_port_closes() {
    let sandbox = Sandbox::new();
    let login = sandbox.start_login(&[]);
    let mut person = Person::new();
    let page = person.agree(&login.url);
    assert_eq!(page.url.query(), None, "the code left the address bar");
    for outside in ["<script", "http://", "https://", "src=", &login.state()] {
        assert!(!page.html.contains(outside), "{outside}");
    }
    let _ = login.finish().succeeded();
    assert!(client().get(&sandbox.redirect_uri).send().is_err(), "the port is closed");
}

#[test]
fn an_unregistered_redirect_uri_ends_the_login_at_once() {
    let sandbox = Sandbox::with(|scenario| scenario.app.redirect_uris.clear());
    let outcome = sandbox.run(&["login", "--no-browser", "--json"]).failed(7);
    let error = outcome.error();
    assert_eq!(error["kakao"]["error_code"], "KOE006");
    assert!(error["hint"].as_str().expect("text").contains(&sandbox.redirect_uri), "{error}");
}

#[test]
fn other_error_pages_end_the_login_too() {
    let off = Sandbox::with(|scenario| scenario.app.login_is_on = false);
    assert_eq!(off.run(&["login", "--no-browser", "--json"]).failed(7).error()["kakao"]["error_code"], "KOE004");
    let mut wrong_key = Sandbox::new();
    wrong_key.set("KAKAO_REST_API_KEY", "ffffffffffffffffffffffffffffffff");
    assert_eq!(wrong_key.run(&["login", "--no-browser", "--json"]).failed(7).error()["kakao"]["error_code"], "KOE101");
}

#[test]
fn a_login_nobody_finishes_ends_by_itself() {
    let sandbox = Sandbox::new();
    let outcome = sandbox.run(&["login", "--no-browser", "--no-probe", "--timeout", "1"]).failed(8);
    let end: Vec<_> = outcome.stderr.lines().skip_while(|line| !line.starts_with("error:")).collect();
    assert_data_eq!(
        end.join("\n").replace(&sandbox.redirect_uri, "REDIRECT_URI"),
        str![[r#"
error: nobody came back from the browser in 1 s, and no browser asked anything of this machine
hint: if the page showed a KOE code, `kakao-login explain CODE` says what it means; KOE006: REDIRECT_URI is not registered
hint: start again with `kakao-login login`
"#]]
    );
}

#[test]
fn a_taken_port_is_told_before_anything_is_asked() {
    let sandbox = Sandbox::new();
    let address = sandbox.redirect_uri.trim_start_matches("http://").trim_end_matches("/callback").to_owned();
    let _holder = TcpListener::bind(&address).expect("the port");
    let outcome = sandbox.run(&["login", "--no-browser", "--json"]).failed(5);
    assert_eq!(outcome.error()["code"], "port_taken");
    let message = outcome.error()["message"].as_str().expect("text").to_owned();
    assert!(message.contains(&format!("(pid {})", std::process::id())), "{message}");
    assert_eq!(sandbox.emulator.exchanges(), []);
}

#[test]
fn the_first_free_redirect_uri_of_a_list_is_used() {
    let second = format!("http://localhost:{}/callback", crate::support::free_port());
    let mut sandbox = Sandbox::with(|scenario| scenario.app.redirect_uris.push(second.clone()));
    let address = sandbox.redirect_uri.trim_start_matches("http://").trim_end_matches("/callback").to_owned();
    let _holder = TcpListener::bind(&address).expect("the port");
    let both = format!("{},{second}", sandbox.redirect_uri);
    let _ = sandbox.set("KAKAO_REDIRECT_URI", &both).log_in(&[]).succeeded();
}

#[test]
fn the_page_says_failed_when_the_exchange_fails() {
    let mut sandbox = Sandbox::new();
    sandbox.set("KAKAO_CLIENT_SECRET", "wrong");
    let login = sandbox.start_login(&["--json"]);
    let page = Person::new().agree(&login.url);
    assert_eq!(page.status, 502);
    assert!(page.html.contains("did not work"), "{}", page.html);
    let outcome = login.finish().failed(7);
    assert_eq!(outcome.error()["kakao"]["error_code"], "KOE010");
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
fn openid_is_asked_with_a_nonce_and_a_foreign_id_token_is_refused() {
    let sandbox = Sandbox::new();
    let _ = sandbox.log_in(&["--scope", "openid"]).succeeded();
    let token = sandbox.run(&["token", "--id"]).succeeded().stdout;
    assert_eq!(token.trim().split('.').count(), 3);
    let verified = sandbox.run(&["token", "--id", "--verify", "--json"]).succeeded().json();
    assert_eq!(
        (&verified["claims"]["sub"], &verified["checks"]["signature"]),
        (&"1376016924429759228".into(), &true.into())
    );
    let shown = sandbox.run(&["token", "--id", "--verify"]).succeeded().stdout;
    assert!(shown.starts_with("alg        ok  RS256\nsignature  ok  emulator-1\n"), "{shown}");
    // The same ID token belongs to the first login: another one must not take it.
    let body =
        format!(r#"{{"access_token":"a","token_type":"bearer","expires_in":100,"id_token":"{}"}}"#, token.trim());
    let before = std::fs::read(sandbox.token_file()).expect("a file");
    sandbox.emulator.fail("/oauth/token", 1, 200, &body);
    let outcome = sandbox.log_in(&["--scope", "openid", "--json"]).failed(1);
    assert_eq!(outcome.error()["code"], "bad_id_token");
    assert_eq!(std::fs::read(sandbox.token_file()).expect("a file"), before);
}

#[test]
fn a_key_the_set_does_not_have_yet_is_looked_for_once_more() {
    let sandbox = Sandbox::new();
    sandbox.emulator.fail("/.well-known/jwks.json", 1, 200, r#"{"keys":[]}"#);
    let _ = sandbox.log_in(&["--scope", "openid"]).succeeded();
    assert_eq!(sandbox.count("/.well-known/jwks.json"), 2);
    sandbox.emulator.fail("/.well-known/jwks.json", 9, 200, r#"{"keys":[]}"#);
    assert_eq!(sandbox.log_in(&["--scope", "openid", "--json"]).failed(1).error()["code"], "bad_id_token");
    assert_eq!(sandbox.count("/.well-known/jwks.json"), 4, "never a loop");
}

#[test]
fn an_id_token_that_names_somebody_else_ends_the_login() {
    let other = Sandbox::new();
    other.emulator.fail("/v2/user/me", 1, 200, r#"{"id":7}"#);
    assert_eq!(other.log_in(&["--json"]).failed(1).error()["code"], "bad_id_token");
}

#[test]
fn the_browser_gets_the_url_as_its_one_argument_and_no_secret() {
    let mut sandbox = Sandbox::new();
    let seen = sandbox.home.path().join("seen");
    let browser = sandbox.home.path().join("browser");
    let script = format!(
        "#!/bin/sh\n(echo \"$#\"; echo \"$1\"; env; ls -l /proc/self/fd; ps -o pgid= -p $$) > {0}.tmp; mv {0}.tmp {0}\n",
        seen.display()
    );
    std::fs::write(&browser, script).expect("a file");
    std::fs::set_permissions(&browser, std::fs::Permissions::from_mode(0o755)).expect("a mode");
    sandbox.set("BROWSER", &format!("/nonexistent:{}", browser.display()));
    let _ = sandbox.run(&["login", "--timeout", "2"]).failed(8);
    let seen = std::fs::read_to_string(seen).expect("the browser was started");
    let mut lines = seen.lines();
    assert_eq!(lines.next(), Some("1"));
    assert!(lines.next().is_some_and(|url| url.starts_with(sandbox.emulator.url())));
    assert!(!seen.contains("KAKAO_CLIENT_SECRET"), "{seen}");
    assert!(!seen.contains("socket:"), "{seen}");
}

#[test]
fn a_browser_that_fails_is_a_hint() {
    let mut sandbox = Sandbox::new();
    sandbox.set("BROWSER", "/nonexistent");
    let outcome = sandbox.run(&["login", "--timeout", "1"]).failed(8);
    assert!(outcome.stderr.contains("There is no program /nonexistent"), "{}", outcome.stderr);
    let outcome = sandbox.set("BROWSER", "false").run(&["login", "--timeout", "1"]).failed(8);
    assert!(outcome.stderr.contains("The browser did not open."), "{}", outcome.stderr);
}

#[test]
fn a_signal_ends_a_waiting_login_with_its_code() {
    for (signal, exit) in [("HUP", 129), ("INT", 130), ("TERM", 143)] {
        let sandbox = Sandbox::new();
        // Whoever runs the tests may ignore it, and `nohup` is inherited.
        let mut command = std::process::Command::new("env");
        command.args([&format!("--default-signal={signal}"), crate::support::program(), "login", "--no-browser"]);
        command.env_clear().envs(sandbox.environment());
        let login = sandbox.start(command);
        let id = login.id().to_string();
        let sent = std::process::Command::new("kill").args(["-s", signal, &id]).status().expect("kill runs");
        assert!(sent.success());
        let _ = login.finish().failed(exit);
    }
}

#[test]
fn an_item_that_was_asked_and_not_agreed_to_is_exit_3_and_the_login_is_kept() {
    let sandbox = Sandbox::new();
    let login = sandbox.start_login(&["--scope", "account_email,talk_message"]);
    let page = Person::new().agree_to(&login.url, |scope| scope != "talk_message");
    assert_eq!(page.status, 200);
    let outcome = login.finish().failed(3);
    assert!(outcome.stderr.contains("logged in and saved, but the user did not agree to talk_message"), "{outcome:?}");
    assert!(outcome.stderr.contains("`kakao-login login --scope talk_message`"), "{outcome:?}");
    let _ = sandbox.run(&["whoami"]).succeeded();
    let _ = sandbox.log_in(&["--scope", "talk_message"]).succeeded();
}

#[test]
fn localhost_is_held_on_both_families_or_not_at_all() {
    let mut sandbox = Sandbox::new();
    let port = crate::support::free_port();
    sandbox.set("KAKAO_REDIRECT_URI", &format!("http://localhost:{port}/cb"));
    for (errno, exit) in [("EIO", 5), ("EACCES", 5), ("EADDRINUSE", 5), ("EADDRNOTAVAIL", 8)] {
        let mut strace = std::process::Command::new("strace");
        let rule = format!("inject=bind:error={errno}:when=2");
        strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &rule, crate::support::program(), "login", "--no-browser"]);
        strace.args(["--no-probe", "--timeout", "1"]).env_clear().envs(sandbox.environment());
        let outcome = crate::support::Outcome::of(strace.output().expect("strace runs"));
        assert_eq!(outcome.exit, exit, "{errno} {outcome:?}");
    }
}

#[test]
fn an_issuer_is_compared_as_the_string_it_is() {
    let sandbox = Sandbox::new();
    let issuer = sandbox.emulator.url().to_owned();
    for (named, exit) in [(issuer.clone(), 0), (format!("{issuer}/"), 8), (issuer.replace("127.0.0.1", "localhost"), 8)]
    {
        let login = sandbox.start_login(&["--timeout", "2"]);
        let back = Person::elsewhere(&sandbox.redirect_uri).agree(&login.url).url;
        let back = format!("{back}&iss={}", url::form_urlencoded::byte_serialize(named.as_bytes()).collect::<String>());
        let _ = crate::support::client().get(back).send().expect("an answer");
        assert_eq!(login.finish().exit, exit, "{named}");
    }
}
