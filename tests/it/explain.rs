//! `explain`: codes and pasted answers, offline, in both languages.

use snapbox::{assert_data_eq, str};

use crate::support::Sandbox;

#[test]
fn a_code_has_cause_remedy_and_place_in_both_languages() {
    let sandbox = Sandbox::new();
    assert_data_eq!(
        sandbox.run(&["explain", "koe004"]).succeeded().stdout,
        str![[r#"
code                    KOE004
shown in                an error page in the browser, which never comes back
cause                   Kakao Login is off for this app
what to do              switch Kakao Login on in the console
console                 [Kakao Login] > [Usage settings] > State
console before 2025-12  My Application > Product Settings > Kakao Login > Activation
source                  trouble-shooting (documented by Kakao, 2026-11-23)

"#]]
    );
    assert_data_eq!(
        sandbox.run(&["explain", "-402", "--lang", "ko"]).succeeded().stdout,
        str![[r#"
코드                 -402
나타나는 곳          카카오 API의 응답
원인                 사용자가 필요한 동의항목에 동의하지 않았어요
할 일                required_scopes에 있는 항목을 요청해 주세요. 예: `kakao-login login --scope talk_message`. 이미 동의한 항목은 그대로 유지돼요
콘솔                 [카카오 로그인] > [동의항목]
2025년 12월 전 콘솔  내 애플리케이션 > 제품 설정 > 카카오 로그인 > 동의항목
근거                 trouble-shooting (카카오 문서, 2026-11-23)

"#]]
    );
}

#[test]
fn a_pasted_answer_is_read_from_standard_input() {
    let sandbox = Sandbox::new();
    let body = r#"{"error":"invalid_grant","error_description":"not found for code=abc","error_code":"KOE320"}"#;
    let outcome = sandbox.run_with_input(&["explain", "-", "--json"], body).succeeded();
    assert_eq!((outcome.json()["code"].as_str(), outcome.json()["exit"].as_i64()), (Some("KOE320"), Some(1)));
}

#[test]
fn a_code_nobody_knows_is_said_so_and_no_error_of_ours() {
    let sandbox = Sandbox::new();
    let outcome = sandbox.run(&["explain", "KOE999"]).succeeded();
    assert!(outcome.stdout.contains("KOE999"), "{outcome:?}");
    assert_eq!(sandbox.run(&["explain", "KOE999", "--json"]).succeeded().json()["known"], false);
}

/// Without an argument: the whole registry. Nothing of it needs settings or a network.
#[test]
fn the_registry_is_listed_even_with_broken_settings() {
    let sandbox = Sandbox::new();
    sandbox.write_config("not toml at all");
    let all = sandbox.run(&["explain", "--json"]).succeeded().json();
    assert!(all.as_array().is_some_and(|codes| codes.len() > 90), "{all}");
    assert_eq!(sandbox.emulator.exchanges(), []);
}

/// Every code the emulator can say is one that `explain` knows.
#[test]
fn the_emulators_codes_are_all_known() {
    let sandbox = Sandbox::new();
    let mut codes: Vec<_> =
        ["KOE004", "KOE005", "KOE006", "KOE007", "KOE008", "KOE101", "KOE201", "KOE202", "KOE205"].into();
    codes.extend(["access_denied", "login_required", "consent_required", "invalid_request", "KOE400", "KOE403"]);
    codes.extend(kakao_login::emulator::CODES);
    for code in codes {
        let known = sandbox.run(&["explain", code, "--json"]).succeeded().json();
        assert_eq!(known["known"], true, "{code}");
    }
}

#[test]
fn people_shorten_codes_and_paste_nothing() {
    let sandbox = Sandbox::new();
    for (short, code) in [("402", "-402"), ("koe6", "KOE006"), ("KOE-101", "KOE101")] {
        assert_eq!(sandbox.run(&["explain", short, "--json"]).succeeded().json()["code"], code, "{short}");
    }
    for language in ["ko", "en"] {
        let outcome = sandbox.run_with_input(&["explain", "-", "--lang", language], " \n").failed(2);
        assert!(outcome.stderr.contains("`kakao-login explain KOE006`"), "{outcome:?}");
    }
}

#[test]
fn a_pasted_refusal_names_the_consent_items_to_ask_for() {
    let sandbox = Sandbox::new();
    let answer = r#"{"msg":"insufficient scopes.","code":-402,"required_scopes":["friends","talk_message"]}"#;
    for language in ["ko", "en"] {
        let outcome = sandbox.run_with_input(&["explain", "-", "--lang", language], answer).succeeded();
        assert!(outcome.stdout.contains("`kakao-login login --scope friends,talk_message`"), "{outcome:?}");
    }
}
