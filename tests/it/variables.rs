//! Variables that outrank the login, values as copying and CI leave them, and remedies that name what is obeyed.

use crate::support::{Person, Sandbox};

const OUTRANKS: &str = "KAKAO_ACCESS_TOKEN is set: commands use its token and no cached login";

#[test]
fn a_token_variable_that_outranks_the_login_is_told() {
    let mut sandbox = Sandbox::new();
    sandbox.set("KAKAO_ACCESS_TOKEN", "stale-token");
    let outcome = sandbox.log_in(&[]).succeeded();
    assert!(outcome.stderr.contains(OUTRANKS) && outcome.stderr.contains("unset KAKAO_ACCESS_TOKEN"), "{outcome:?}");
    assert!(sandbox.run(&["status"]).succeeded().stderr.contains(OUTRANKS));
    let doctor = sandbox.run(&["doctor"]);
    assert_eq!(doctor.exit, 4, "{doctor:?}");
    assert!(doctor.stdout.contains("does not take the token in KAKAO_ACCESS_TOKEN"), "{doctor:?}");
    assert_eq!(sandbox.run(&["token"]).succeeded().stdout, "stale-token\n");
    assert!(sandbox.run(&["logout"]).succeeded().stderr.contains(OUTRANKS));
    assert!(sandbox.run(&["logout"]).succeeded().stderr.contains(OUTRANKS), "also where there was nothing to end");
    assert_eq!(sandbox.unset("KAKAO_ACCESS_TOKEN").log_in(&[]).succeeded().stderr.matches("warning").count(), 0);
}

#[test]
fn a_variable_stands_in_for_a_login() {
    let here = Sandbox::logged_in();
    let mut there = Sandbox::new();
    there.set("KAKAO_REDIRECT_URI", &here.redirect_uri);
    for name in ["KAKAO_AUTH_URL", "KAKAO_API_URL"] {
        there.set(name, here.emulator.url());
    }
    let _ = there.run(&["status"]).failed(4);
    there.set("KAKAO_ACCESS_TOKEN", here.run(&["token"]).succeeded().stdout.trim());
    let status = there.run(&["status", "--json"]).succeeded().json();
    assert_eq!((&status["variable"], &status["user"]["id"]), (&"KAKAO_ACCESS_TOKEN".into(), &serde_json::Value::Null));
    assert!(there.run(&["status"]).succeeded().stdout.contains("KAKAO_ACCESS_TOKEN"));
    let doctor = there.run(&["doctor"]);
    assert_eq!(doctor.exit, 0, "{doctor:?}");
    let refused = there.run(&["token", "--id"]).failed(1);
    assert!(
        refused.stderr.contains("no ID token comes with it") && refused.stderr.contains("`unset KAKAO_ACCESS_TOKEN`")
    );
    there.unset("KAKAO_ACCESS_TOKEN");
    there.set("KAKAO_REFRESH_TOKEN", here.run(&["token", "--refresh-token"]).succeeded().stdout.trim());
    let status = there.run(&["status", "--json"]).succeeded().json();
    assert_eq!(
        (&status["variable"], &status["refresh_token"]["present"]),
        (&"KAKAO_REFRESH_TOKEN".into(), &true.into())
    );
    let doctor = there.run(&["doctor"]);
    assert!(doctor.exit == 0 && doctor.stdout.contains("the token in KAKAO_REFRESH_TOKEN"), "{doctor:?}");
    let _ = there.run(&["whoami"]).succeeded();
}

#[test]
fn values_of_ci_and_of_windows_are_trimmed() {
    let known = Sandbox::new().environment();
    let (key, secret) = (&known["KAKAO_REST_API_KEY"], &known["KAKAO_CLIENT_SECRET"]);
    for dressed in ["{}\n", "{}\r\n", " {} ", "\u{feff}{}", "\u{feff}{}\r\n"] {
        let mut sandbox = Sandbox::new();
        sandbox.set("KAKAO_REST_API_KEY", &dressed.replace("{}", key));
        sandbox.set("KAKAO_CLIENT_SECRET", &dressed.replace("{}", secret));
        let _ = sandbox.log_in(&[]).succeeded();
        let token = sandbox.run(&["token"]).succeeded().stdout;
        sandbox.set("KAKAO_ACCESS_TOKEN", &dressed.replace("{}", token.trim()));
        let _ = sandbox.run(&["whoami"]).succeeded();
        let mut sandbox = Sandbox::new();
        sandbox.unset("KAKAO_CLIENT_SECRET");
        let typed = dressed.replace("{}", secret);
        let _ = sandbox.run_with_input(&["config", "set", "client-secret", "--stdin"], &typed).succeeded();
        let _ = sandbox.log_in(&[]).succeeded();
    }
}

#[test]
fn a_key_that_can_be_none_is_refused_and_an_unusual_one_is_told() {
    for wrong in
        ["short", "0123456789abcde", "\"0123456789abcdef0123456789abcdef\"", "0123456789abcdef 0123456789abcdef"]
    {
        let mut sandbox = Sandbox::new();
        let outcome = sandbox.set("KAKAO_REST_API_KEY", wrong).run(&["login", "--no-browser"]).failed(2);
        assert!(outcome.stderr.contains("correct the variable KAKAO_REST_API_KEY"), "{outcome:?}");
        let _ = sandbox.run(&["config", "set", "rest-api-key", wrong]).failed(2);
        assert_eq!(sandbox.emulator.exchanges(), []);
    }
    for wrong in ["'quoted-secret'", "two words"] {
        let mut sandbox = Sandbox::new();
        let outcome = sandbox.set("KAKAO_CLIENT_SECRET", wrong).run(&["login", "--no-browser"]).failed(2);
        assert!(outcome.stderr.contains("KAKAO_CLIENT_SECRET") && !outcome.stderr.contains(wrong), "{outcome:?}");
    }
    let unusual = "0123456789abcdef-0123456789";
    let mut sandbox = Sandbox::with(|scenario| scenario.app.rest_api_key = unusual.to_owned());
    let told = "is not 32 hexadecimal digits";
    assert!(sandbox.log_in(&[]).succeeded().stderr.contains(told));
    assert!(sandbox.run(&["doctor"]).stdout.contains(told));
    assert!(!sandbox.run(&["token"]).succeeded().stderr.contains(told), "a cron job hears nothing of it");
    assert!(sandbox.run(&["config", "set", "rest-api-key", unusual]).succeeded().stderr.contains(told));
    sandbox.unset("KAKAO_REST_API_KEY");
    let _ = sandbox.run(&["token"]).succeeded();
}

#[test]
fn a_remedy_names_the_variable_that_would_be_obeyed() {
    let mut sandbox = Sandbox::new();
    sandbox.set("KAKAO_REST_API_KEY", "ffffffffffffffffffffffffffffffff");
    let outcome = sandbox.run(&["login", "--no-browser", "--timeout", "5"]).failed(7);
    assert!(outcome.stderr.contains("correct the variable KAKAO_REST_API_KEY"), "{outcome:?}");
    assert!(!outcome.stderr.contains("config set"), "{outcome:?}");
    // The same from the file is put right in the file.
    let mut sandbox = Sandbox::new();
    sandbox.unset("KAKAO_REST_API_KEY");
    let _ = sandbox.run(&["config", "set", "rest-api-key", "ffffffffffffffffffffffffffffffff"]).succeeded();
    let outcome = sandbox.run(&["login", "--no-browser", "--timeout", "5"]).failed(7);
    assert!(outcome.stderr.contains("`kakao-login config set rest-api-key KEY`"), "{outcome:?}");
}

#[test]
fn another_account_than_the_saved_one_is_told_with_both() {
    let sandbox = Sandbox::logged_in();
    let login = sandbox.start_login(&["--switch"]);
    let _ = Person::named("bob").agree(&login.url);
    let outcome = login.finish().succeeded();
    let warning = outcome.stderr.lines().find(|line| line.starts_with("warning: another account")).expect("a warning");
    assert!(warning.contains("1376016924429759228") && warning.contains("1000000002"), "{warning}");
    let again = sandbox.start_login(&[]);
    let _ = Person::named("bob").agree(&again.url);
    assert!(!again.finish().succeeded().stderr.contains("another account"));
}
