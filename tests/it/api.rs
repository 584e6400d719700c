//! `api`: any REST call, its body passed on.

use std::fs;

use crate::support::{Person, Sandbox};

const TEMPLATE: &str = r#"{"object_type":"text","text":"안녕하세요","link":{"web_url":"https://example.com"}}"#;

fn with_messages() -> Sandbox {
    let sandbox = Sandbox::new();
    let _ = sandbox.log_in(&["--scope", "talk_message"]).succeeded();
    sandbox
}

#[test]
fn the_body_comes_as_kakao_sent_it() {
    let sandbox = Sandbox::logged_in();
    let body = "{\n  \"id\" : 1.0,\n \"b\": [1e400]}";
    sandbox.emulator.fail("/v2/user/me", 1, 200, body);
    assert_eq!(sandbox.run(&["api", "/v2/user/me"]).succeeded().stdout, format!("{body}\n"));
}

#[test]
fn a_large_body_streams_through() {
    let sandbox = Sandbox::logged_in();
    let body = format!("[{}\"end\"]", "\"한글 \\u0041\",".repeat(300_000));
    sandbox.emulator.fail("/v2/user/me", 1, 200, &body);
    let outcome = sandbox.run(&["api", "/v2/user/me"]).succeeded();
    assert!(outcome.stdout.trim_end() == body, "{} of {} bytes", outcome.stdout.len(), body.len());
}

#[test]
fn a_broken_connection_leaves_nothing_on_stdout() {
    let mut sandbox = Sandbox::logged_in();
    let token = sandbox.run(&["token"]).succeeded().stdout;
    let server = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", server.local_addr().expect("an address"));
    let answering = std::thread::spawn(move || {
        use std::io::{Read, Write};
        let (mut stream, _) = server.accept().expect("a connection");
        let count = stream.read(&mut [0; 4096]).expect("a request");
        assert!(count > 0);
        stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"a\":1")
            .expect("it goes");
    });
    sandbox.set("KAKAO_ACCESS_TOKEN", token.trim()).set("KAKAO_API_URL", &url);
    let _ = sandbox.run(&["api", "/v2/user/me"]).failed(6);
    answering.join().expect("it ends");
}

#[test]
fn what_could_harm_a_terminal_is_escaped_and_means_the_same() {
    let sandbox = Sandbox::logged_in();
    let body = "{\"nickname\":\"a\u{202e}\u{9b}31m\u{7f}홍\"}";
    sandbox.emulator.fail("/v2/user/me", 1, 200, body);
    let outcome = sandbox.run(&["api", "/v2/user/me"]).succeeded();
    assert_eq!(outcome.stdout, "{\"nickname\":\"a\\u202e\\u009b31m\\u007f홍\"}\n");
    assert_eq!(outcome.json()["nickname"], "a\u{202e}\u{9b}31m\u{7f}홍");
}

#[test]
fn a_message_goes_as_json_text_in_a_form_field() {
    let sandbox = with_messages();
    let path = "/v2/api/talk/memo/default/send";
    let field = format!("template_object={TEMPLATE}");
    assert_eq!(sandbox.run(&["api", path, "-F", &field]).succeeded().stdout, "{\"result_code\":0}\n");
    let file = sandbox.home.path().join("template.json");
    fs::write(&file, TEMPLATE).expect("a file");
    let from_file = format!("template_object=@{}", file.display());
    let _ = sandbox.run(&["api", path, "-F", &from_file]).succeeded();
    let _ = sandbox.run(&["api", path, "-f", &field]).succeeded();
    let form = url::form_urlencoded::Serializer::new(String::new()).append_pair("template_object", TEMPLATE).finish();
    let _ = sandbox.run_with_input(&["api", path, "--input", "-"], &form).succeeded();
    assert_eq!(sandbox.count(path), 4);
    let _ = sandbox.run(&["api", path, "-F", "template_object={broken"]).failed(2);
}

#[test]
fn a_missing_consent_names_the_login_that_asks_for_it() {
    let sandbox = Sandbox::logged_in();
    let field = format!("template_object={TEMPLATE}");
    let arguments = ["api", "/v2/api/talk/memo/default/send", "-F", &field];
    let error = sandbox.run(&[&arguments[..], &["--json"]].concat()).failed(3).error();
    assert_eq!(error["code"], "consent_required");
    assert_eq!(error["kakao"]["required_scopes"], serde_json::json!(["talk_message"]));
    assert!(
        error["hint"].as_str().is_some_and(|hint| hint.contains("`kakao-login login --scope talk_message`")),
        "{error}"
    );
    // What it says works: only the missing item is asked, and the rest stays.
    let login = sandbox.start_login(&["--scope", "talk_message"]);
    let page = Person::new().agree(&login.url);
    assert_eq!(page.status, 200);
    let _ = login.finish().succeeded();
    let _ = sandbox.run(&arguments).succeeded();
}

#[test]
fn the_query_and_the_method_can_be_chosen() {
    let sandbox = Sandbox::logged_in();
    let _ = sandbox.run(&["api", "/v2/user/me", "-q", "secure_resource=true", "-q", "a=b c"]).succeeded();
    let _ = sandbox.run(&["api", "-X", "post", "/v2/user/me"]).succeeded();
    let methods: Vec<_> =
        sandbox.emulator.exchanges().into_iter().filter(|e| e.path == "/v2/user/me").map(|e| e.method).collect();
    assert_eq!(methods, ["GET", "GET", "POST"]);
    let id = sandbox.run(&["api", "/v2/user/me", "--jq", ".id"]).succeeded().stdout;
    assert_eq!(id, "1376016924429759228\n");
}

#[test]
fn a_rejected_token_is_refreshed_once_and_the_call_repeated() {
    let sandbox = Sandbox::logged_in();
    sandbox.emulator.forget_access_tokens();
    let _ = sandbox.run(&["api", "/v1/user/access_token_info"]).succeeded();
    assert_eq!(sandbox.count("/oauth/token"), 2);
}

#[test]
fn the_token_goes_to_the_api_server_only() {
    let sandbox = Sandbox::logged_in();
    let outcome = sandbox.run(&["api", "https://kapi.kakao.com/v2/user/me"]).failed(2);
    assert!(outcome.stderr.contains("did you mean `kakao-login api /v2/user/me`?"), "{outcome:?}");
    for path in ["https://evil.example/v2/user/me", "evil.example:443/v2/user/me", "/a b"] {
        let _ = sandbox.run(&["api", path]).failed(2);
    }
    let _ = sandbox.run(&["api", "/v2/user/me", "-H", "Authorization: KakaoAK x"]).failed(2);
    let _ = sandbox.run(&["api", "/v2/user/me", "-f", "novalue"]).failed(2);
}

#[test]
fn no_secret_is_told_at_any_verbosity() {
    let sandbox = Sandbox::logged_in();
    let token = sandbox.run(&["token"]).succeeded().stdout;
    let outcome = sandbox.run(&["-vv", "api", "/v2/user/me"]).succeeded();
    assert!(outcome.stderr.contains("> GET "), "{outcome:?}");
    assert!(!outcome.stderr.contains(token.trim()), "{outcome:?}");
    let refresh = sandbox.run(&["-vv", "refresh"]).succeeded();
    assert!(refresh.stderr.contains("grant_type=refresh_token"), "{refresh:?}");
    let file = fs::read_to_string(sandbox.token_file()).expect("a file");
    let record: serde_json::Value = serde_json::from_str(&file).expect("JSON");
    for key in ["access_token", "refresh_token", "id_token"] {
        let secret = record["login"][key].as_str().expect(key);
        assert!(!refresh.stderr.contains(secret), "{key}");
    }
    assert!(!refresh.stderr.contains("EmulatorClientSecret"), "{refresh:?}");
}

#[test]
fn an_unreachable_path_is_kakaos_answer() {
    let sandbox = Sandbox::logged_in();
    let outcome = sandbox.run(&["api", "/v9/nothing"]);
    assert_ne!(outcome.exit, 0);
    assert_eq!(outcome.stdout, "");
}

#[test]
fn git_bash_and_powershell_are_answered_by_their_names() {
    let sandbox = Sandbox::logged_in();
    assert_eq!(sandbox.run(&["api", "v2/user/me", "--jq", ".id"]).succeeded().stdout, "1376016924429759228\n");
    for path in ["C:/Program Files/Git/v2/user/me", "C:\\Program Files\\Git\\v2\\user\\me"] {
        let outcome = sandbox.run(&["api", path]).failed(2);
        assert!(outcome.stderr.contains("`kakao-login api v2/user/me`"), "{outcome:?}");
        assert!(outcome.stderr.contains("MSYS_NO_PATHCONV=1"), "{outcome:?}");
    }
    for value in ["{object_type:text,text:x}", "'{object_type:text", "[x]"] {
        let field = format!("template_object={value}");
        let outcome = sandbox.run(&["api", "/v2/api/talk/memo/default/send", "-F", &field]).failed(2);
        assert!(outcome.stderr.contains("without its quotes") && outcome.stderr.contains("@memo.json"), "{outcome:?}");
    }
    let outcome = sandbox.run(&["api", "/x", "-F", "a={\"b\":}"]).failed(2);
    assert!(outcome.stderr.contains("line 1 column 6"), "{outcome:?}");
}

#[test]
fn what_has_no_end_is_read_to_a_limit() {
    let sandbox = Sandbox::logged_in();
    for arguments in [
        &["api", "/x", "-F", "x=@/dev/zero"][..],
        &["api", "/x", "--input", "/dev/zero"],
        &["emulator", "--port", "0", "--config", "/dev/zero"],
        &["emulator", "snapshot", "load", "/dev/zero"],
    ] {
        let outcome = sandbox.run(arguments).failed(5);
        assert!(outcome.stderr.contains("/dev/zero") && outcome.stderr.contains("too large"), "{outcome:?}");
    }
}

#[test]
fn no_duration_is_too_long_for_the_clock() {
    let sandbox = Sandbox::logged_in();
    let most = u64::MAX.to_string();
    for arguments in [
        &["token", "--min-ttl", &most][..],
        &["emulator", "ready", "--wait", &most],
        &["emulator", "ready", "--wait", "9223372036854775807"],
        &["emulator", "requests", "--wait", "1", "--timeout", &most],
        &["emulator", "--port", "0", "--access-ttl", &most],
        &["emulator", "--port", "0", "--refresh-ttl", &most],
        &["emulator", "clock", "+500000000y"],
    ] {
        let outcome = sandbox.run(arguments).failed(2);
        assert!(!outcome.stderr.is_empty(), "{outcome:?}");
    }
}
