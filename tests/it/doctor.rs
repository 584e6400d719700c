//! `doctor`, and every fault of the app: login, doctor and the failing command name code, remedy and exit code, in
//! both languages.

use kakao_login::emulator::Scenario;

use crate::support::{Outcome, Sandbox};

#[test]
fn a_healthy_setup_is_said_to_be_one() {
    let sandbox = Sandbox::logged_in();
    let outcome = sandbox.run(&["doctor"]).succeeded();
    assert_eq!(outcome.stdout.lines().filter(|line| line.starts_with("ok  ")).count(), 8, "{outcome:#?}");
    let report = sandbox.run(&["doctor", "--json"]).succeeded().json();
    assert_eq!((report["ok"].as_bool(), report["exit"].as_i64()), (Some(true), Some(0)));
    let asked = sandbox.count("/oauth/token");
    let report = sandbox.run(&["doctor", "--check-secret", "--json"]).succeeded().json();
    assert!(report["checks"].as_array().expect("a list").iter().any(|check| check["check"] == "client_secret"));
    assert_eq!(sandbox.count("/oauth/token"), asked + 1, "the token endpoint is asked only when told to");
}

#[test]
fn without_a_key_what_needs_none_is_looked_at() {
    let mut sandbox = Sandbox::new();
    let outcome = sandbox.unset("KAKAO_REST_API_KEY").run(&["doctor", "--json"]);
    assert_eq!(outcome.exit, 7);
    let checks = outcome.json()["checks"].as_array().expect("a list").clone();
    assert_eq!((checks[0]["ok"].as_bool(), checks[0]["code"].as_str()), (Some(false), Some("no_rest_api_key")));
    let state = |name: &str| checks.iter().find(|check| check["check"] == name).map(|check| check["ok"].as_bool());
    for name in ["store", "app", "login"] {
        assert_eq!(state(name), Some(None), "{name}");
    }
    for name in ["port", "authorization_server", "api_server", "clock"] {
        assert_eq!(state(name), Some(Some(true)), "{name}");
    }
    assert_eq!(outcome.error()["code"], "no_rest_api_key");
}

#[test]
fn the_first_failure_comes_first_and_gives_the_exit_code() {
    let sandbox = Sandbox::with(|scenario| scenario.app.login_is_on = false);
    let outcome = sandbox.run(&["doctor", "--lang", "ko"]);
    assert_eq!(outcome.exit, 7, "{outcome:#?}");
    let mut lines = outcome.stdout.lines();
    assert!(
        lines.next().is_some_and(|line| line.starts_with("!!  앱 설정") && line.contains("KOE004")),
        "{outcome:#?}"
    );
    assert!(lines.next().is_some_and(|line| line.contains("[카카오 로그인] > [사용 설정]")), "{outcome:#?}");
}

#[test]
fn ports_networks_clocks_and_logins_have_their_codes() {
    let exit_of = |sandbox: &Sandbox, check: &str| {
        let outcome = sandbox.run(&["doctor", "--json"]);
        let report = outcome.json();
        let found = report["checks"].as_array().expect("a list").iter().find(|entry| entry["check"] == check).cloned();
        found.expect("the check is there")["exit"].as_i64()
    };
    let sandbox = Sandbox::new();
    assert_eq!(exit_of(&sandbox, "login"), Some(4));
    let address = sandbox.redirect_uri.trim_start_matches("http://").trim_end_matches("/callback").to_owned();
    let holder = std::net::TcpListener::bind(address).expect("the port");
    assert_eq!(exit_of(&sandbox, "port"), Some(5));
    drop(holder);
    let mut away = Sandbox::new();
    away.set("KAKAO_AUTH_URL", "http://127.0.0.1:9").set("KAKAO_API_URL", "http://127.0.0.1:9");
    assert_eq!((exit_of(&away, "authorization_server"), exit_of(&away, "api_server")), (Some(6), Some(6)));
    assert_eq!(exit_of(&away, "app"), None, "it cannot be looked at");
    away.set("HTTPS_PROXY", "http://user:pr0xy-passw0rd@127.0.0.1:3128");
    let outcome = away.run(&["doctor"]);
    assert!(
        outcome.stdout.contains("HTTPS_PROXY=http://127.0.0.1:3128") && !outcome.stdout.contains("pr0xy"),
        "{outcome:?}"
    );
}

#[test]
fn the_app_is_asked_about_the_redirect_uri_that_a_login_would_use() {
    let [first, second] = [(); 2].map(|()| format!("http://127.0.0.1:{}/callback", crate::support::free_port()));
    let registered = second.clone();
    let mut sandbox = Sandbox::with(|scenario| scenario.app.redirect_uris = vec![registered]);
    sandbox.set("KAKAO_REDIRECT_URI", &format!("{first},{second}"));
    assert_eq!(sandbox.run(&["doctor"]).exit, 7, "the first is not registered");
    let address = first.trim_start_matches("http://").trim_end_matches("/callback");
    let holder = std::net::TcpListener::bind(address).expect("the port");
    let doctor = sandbox.run(&["doctor"]);
    assert!(doctor.stdout.contains(&format!("ok  app at Kakao   {second}")), "{doctor:?}");
    drop(holder);
}

/// A fault, what it is called, what helps (a word of the console or a command), its exit code.
struct Fault {
    code: &'static str,
    exit: i32,
    change: fn(&mut Scenario),
    variables: &'static [(&'static str, &'static str)],
    korean: &'static str,
    english: &'static str,
}

const NOTHING: fn(&mut Scenario) = |_| {};

/// Faults that the probe sees before anybody logs in.
const BEFORE: [Fault; 4] = [
    Fault {
        code: "KOE101",
        exit: 7,
        change: NOTHING,
        variables: &[("KAKAO_REST_API_KEY", "ffffffffffffffffffffffffffffffff")],
        korean: "[앱] > [플랫폼 키]",
        english: "[App] > [Platform key]",
    },
    Fault {
        code: "KOE008",
        exit: 7,
        change: NOTHING,
        variables: &[("KAKAO_REST_API_KEY", "fedcba9876543210fedcba9876543210")],
        korean: "[앱] > [플랫폼 키]",
        english: "[App] > [Platform key]",
    },
    Fault {
        code: "KOE004",
        exit: 7,
        change: |scenario| scenario.app.login_is_on = false,
        variables: &[],
        korean: "[카카오 로그인] > [사용 설정]",
        english: "[Kakao Login] > [Usage settings]",
    },
    Fault {
        code: "KOE006",
        exit: 7,
        change: |scenario| scenario.app.redirect_uris = vec!["http://127.0.0.1:1/other".to_owned()],
        variables: &[],
        korean: "리다이렉트 URI",
        english: "redirect URI",
    },
];

fn of(fault: &Fault) -> Sandbox {
    let mut sandbox = Sandbox::with(fault.change);
    for (name, value) in fault.variables {
        sandbox.set(name, value);
    }
    sandbox
}

#[track_caller]
fn names(outcome: &Outcome, fault: &Fault, language: &str) {
    let text = format!("{}{}", outcome.stdout, outcome.stderr);
    let remedy = if language == "ko" { fault.korean } else { fault.english };
    assert!(
        outcome.exit == fault.exit && text.contains(fault.code) && text.contains(remedy),
        "{language} {outcome:#?}"
    );
}

#[test]
fn what_can_be_seen_before_a_login_is_told_by_login_and_doctor() {
    for fault in &BEFORE {
        for language in ["ko", "en"] {
            let sandbox = of(fault);
            names(&sandbox.run(&["login", "--no-browser", "--lang", language]).failed(fault.exit), fault, language);
            names(&sandbox.run(&["doctor", "--lang", language]), fault, language);
        }
    }
}

#[test]
fn what_shows_only_after_the_login_is_explained_when_it_is_typed() {
    // KOE005 and KOE205 are pages for whoever is logged in; no program sees them, `explain` knows them.
    let sandbox = Sandbox::new();
    for (code, korean) in [("KOE005", "[앱] > [멤버]"), ("KOE205", "[카카오 로그인] > [동의항목]")] {
        assert!(sandbox.run(&["explain", code, "--lang", "ko"]).succeeded().stdout.contains(korean), "{code}");
    }
}

#[test]
fn what_fails_at_the_token_endpoint_is_told_by_the_login() {
    for (code, change, variables, exit, korean, english) in [
        (
            "KOE010",
            NOTHING,
            &[("KAKAO_CLIENT_SECRET", "wrong")][..],
            7,
            "환경 변수 KAKAO_CLIENT_SECRET 값을",
            "correct the variable KAKAO_CLIENT_SECRET",
        ),
        ("KOE010", NOTHING, &[("KAKAO_CLIENT_SECRET", "")], 7, "config set client-secret", "config set client-secret"),
        (
            "KOE127",
            |scenario: &mut Scenario| scenario.app.allowed_addresses = vec!["203.0.113.7".to_owned()],
            &[],
            7,
            "호출 허용 IP 주소",
            "Allowed IP",
        ),
    ] {
        for language in ["ko", "en"] {
            let fault = Fault { code, exit, change, variables, korean, english };
            let sandbox = of(&fault);
            names(&sandbox.log_in(&["--lang", language]).failed(exit), &fault, language);
            let doctor = sandbox.run(&["doctor", "--check-secret", "--lang", language]);
            names(&doctor, &fault, language);
        }
    }
}

#[test]
fn what_ends_a_session_is_told_by_the_command_that_meets_it() {
    for language in ["ko", "en"] {
        let sandbox = Sandbox::logged_in();
        sandbox.emulator.forget_refresh_tokens();
        sandbox.expire();
        let ended = sandbox.run(&["token", "--lang", language]).failed(4);
        assert!(ended.stderr.contains("KOE322") && ended.stderr.contains("`kakao-login login`"), "{ended:?}");
        assert_eq!(sandbox.run(&["doctor", "--lang", language]).exit, 4);
        let busy = Sandbox::logged_in();
        busy.expire();
        let body = r#"{"error":"invalid_request","error_description":"token request rate limit exceeded","error_code":"KOE237"}"#;
        busy.emulator.fail("/oauth/token", 1, 400, body);
        let limited = busy.run(&["token", "--lang", language]).failed(6);
        assert!(limited.stderr.contains("KOE237"), "{limited:?}");
        busy.emulator.fail("/v2/user/me", 1, 400, r#"{"msg":"API limit has been exceeded.","code":-10}"#);
        let _ = busy.run(&["refresh"]).succeeded();
        assert!(busy.run(&["whoami", "--lang", language]).failed(6).stderr.contains("-10"));
    }
}
