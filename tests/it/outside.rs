//! Text from outside, on its way to a terminal: shown, and never obeyed.

use std::fs;

use crate::support::{Outcome, Sandbox};

#[test]
fn hostile_names_reach_no_terminal_raw() {
    let sandbox = Sandbox::with(|scenario| scenario.app.openid_is_on = false);
    let hostile = "a\u{1b}]52;c;AA\u{7}\u{9b}31m\u{202e}\u{200b}\u{2028}\u{e0041}\nb";
    let body = serde_json::json!({"id": 1, "kakao_account": {"profile": {"nickname": hostile}}}).to_string();
    sandbox.emulator.fail("/v2/user/me", 9, 200, &body);
    let outcome = sandbox.log_in(&[]).succeeded();
    let is_raw = |c: char| c != '\n' && (c.is_control() || "\u{202e}\u{200b}\u{2028}\u{e0041}".contains(c));
    assert!(!outcome.stdout.contains(is_raw) && !outcome.stderr.contains(is_raw), "{outcome:?}");
    assert_eq!(outcome.stdout.lines().count(), 4);
    let json = sandbox.run(&["whoami", "--json"]).succeeded();
    assert!(!json.stdout.contains(is_raw), "{json:?}");
    assert_eq!(json.json()["kakao_account"]["profile"]["nickname"], hostile);
    assert!(!sandbox.run(&["status"]).succeeded().stdout.contains(is_raw));
}

/// What a terminal would obey, in one word: OSC, BEL, C1, bidi, a line of its own.
const HOSTILE: &str = "a\u{1b}]52;c;AA\u{7}\u{9b}31m\u{8}\u{202e}\u{2066}\nerror: b";

/// Nothing of `HOSTILE` acts on a terminal, and it begins no line; the colours are ours.
fn is_harmless(outcome: &Outcome) {
    let shown = format!("{}{}", outcome.stdout, outcome.stderr);
    let bare = anstream::adapter::strip_str(&shown).to_string();
    assert!(!shown.contains("\u{1b}]") && !shown.contains("\nerror: b"), "{shown:?}");
    let acts = |c: char| c != '\n' && (c.is_control() || "\u{202e}\u{2066}".contains(c));
    assert!(!bare.contains(acts) && !shown.contains("\u{9b}"), "{shown:?}");
}

#[test]
fn what_comes_from_outside_acts_on_no_terminal_in_colour_through_a_pipe_and_in_both_languages() {
    for (language, colour) in [("ko", "always"), ("en", "never")] {
        let flags = ["--lang", language, "--color", colour];
        let run = |sandbox: &Sandbox, arguments: &[&str]| sandbox.run(&[arguments, &flags[..]].concat());
        let refusal = serde_json::json!({ "error": HOSTILE, "error_description": HOSTILE, "error_code": HOSTILE });
        let refusal = refusal.to_string();
        // Answers of the servers: to a refresh, a logout, an API call, a login.
        let sandbox = Sandbox::logged_in();
        sandbox.emulator.fail("/v2/user/me", 1, 400, &serde_json::json!({ "msg": HOSTILE, "code": -1 }).to_string());
        is_harmless(&run(&sandbox, &["whoami"]));
        sandbox.emulator.fail("/v1/user/logout", 1, 400, &refusal);
        is_harmless(&run(&sandbox, &["logout"]));
        sandbox.emulator.fail("/oauth/token", 1, 400, &refusal);
        is_harmless(&sandbox.log_in(&flags));
        let _ = sandbox.log_in(&[]).succeeded();
        sandbox.expire();
        sandbox.emulator.fail("/oauth/token", 9, 500, &refusal);
        for command in [&["token"][..], &["doctor"], &["exec", "true"], &["token", "--refresh"]] {
            is_harmless(&run(&sandbox, command));
        }
        // Arguments, names and values.
        let long = format!("{HOSTILE}x");
        for arguments in [
            &[HOSTILE][..],
            &["login", "--timeout", "1", "--profile", HOSTILE],
            &["login", "--timeout", "1", "--redirect-uri", HOSTILE],
            &["login", "--timeout", "1", "--scope", HOSTILE],
            &["config", "get", HOSTILE],
            &["config", "set", "redirect-uri", "http://localhost:1/\u{202e}\u{9b}x"],
            &["config", "set", "store", &long],
            &["api", HOSTILE],
            &["api", "/v2/user/me", "--data", HOSTILE],
            &["explain", HOSTILE],
            &["profiles", "remove", HOSTILE],
            &["exec", HOSTILE],
            &["emulator", "--scenario", HOSTILE],
            &["whoami", "--jq", HOSTILE],
        ] {
            is_harmless(&run(&sandbox, arguments));
        }
        // The settings file: names of profiles and keys, values.
        let toml = serde_json::to_string(HOSTILE).expect("text").replace('\u{202e}', "\\u202e");
        let toml = toml.replace('\u{9b}', "\\u009b").replace('\u{2066}', "\\u2066").replace("\\b", "\\u0008");
        for text in [
            format!("[profiles.{toml}]\nscopes = [\"openid\"]\n"),
            format!("[profiles.{toml}]\n{toml} = 1\n"),
            format!("{toml} = 1\n"),
            format!("redirect_uri = {toml}\n"),
            format!("store = {toml}\n"),
            format!("auth_url = {toml}\n"),
        ] {
            sandbox.write_config(&text);
            for command in
                [&["status"][..], &["profiles"], &["doctor"], &["config", "list"], &["login", "--timeout", "1"]]
            {
                is_harmless(&run(&sandbox, command));
            }
        }
        // The folder, and variables.
        let mut elsewhere = Sandbox::new();
        let folder = elsewhere.home.path().join(HOSTILE.replace('/', ""));
        elsewhere.set("KAKAO_LOGIN_CONFIG_DIR", &folder.display().to_string());
        let _ = elsewhere.log_in(&[]).succeeded();
        for command in [&["status"][..], &["doctor"], &["profiles"], &["logout"]] {
            is_harmless(&run(&elsewhere, command));
        }
        fs::write(folder.join("config.toml"), "x = [").expect("a file");
        is_harmless(&run(&elsewhere, &["status"]));
        elsewhere.unset("KAKAO_LOGIN_CONFIG_DIR");
        for name in ["BROWSER", "HTTPS_PROXY", "KAKAO_AUTH_URL", "KAKAO_ACCESS_TOKEN", "KAKAO_PROFILE", "SSL_CERT_FILE"]
        {
            elsewhere.set(name, HOSTILE);
            is_harmless(&run(&elsewhere, &["doctor"]));
            is_harmless(&run(&elsewhere, &["login", "--timeout", "1"]));
            elsewhere.unset(name);
        }
    }
}
