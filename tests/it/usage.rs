//! What a person meets who types something wrong, or nothing: help, errors, languages, streams.

use std::{
    fs,
    io::{Read, Write},
    process::{Command, Stdio},
};

use snapbox::{assert_data_eq, str};

use crate::support::{Outcome, Sandbox, program};

#[test]
fn without_a_key_it_says_where_to_get_one() {
    let mut sandbox = Sandbox::new();
    sandbox.unset("KAKAO_REST_API_KEY");
    for command in ["login", "whoami", "token", "status", "refresh", "logout"] {
        assert_data_eq!(
            sandbox.run(&[command]).failed(7).stderr,
            str![[r#"
error: no REST API key is set; it says which app the login is for
hint: new here? `kakao-login setup` goes through it step by step
hint: set it with `kakao-login config set rest-api-key KEY`, or in the variable KAKAO_REST_API_KEY
hint: the key is at https://developers.kakao.com/console/app under [App] > [Platform key] > [REST API key]; to try without one: `kakao-login demo`

"#]]
        );
    }
    assert_data_eq!(
        sandbox.run(&["login", "--lang", "ko"]).failed(7).stderr,
        str![[r#"
오류: REST API 키가 아직 없어요. 어떤 앱으로 로그인할지 정하는 값이에요
힌트: 처음이라면 `kakao-login setup`으로 차근차근 준비할 수 있어요
힌트: `kakao-login config set rest-api-key KEY` 명령이나 환경 변수 KAKAO_REST_API_KEY로 설정해 주세요
힌트: 키는 https://developers.kakao.com/console/app 의 [앱] > [플랫폼 키] > [REST API 키]에 있어요. 키 없이 해 보려면 `kakao-login demo`

"#]]
    );
    assert_eq!(sandbox.run(&["token", "--json"]).failed(7).error()["code"], "no_rest_api_key");
}

#[test]
fn a_mistyped_command_line_is_told_in_both_languages() {
    let sandbox = Sandbox::new();
    assert_data_eq!(
        sandbox.run(&["logn"]).failed(2).stderr,
        str![[r#"
error: unknown command logn
hint: did you mean `login`?
hint: see `kakao-login --help`

"#]]
    );
    assert_data_eq!(
        sandbox.run(&["login", "--scpoe", "x", "--lang=ko"]).failed(2).stderr,
        str![[r#"
오류: 알 수 없는 옵션이에요: --scpoe
힌트: 혹시 이것인가요? `--scope`
힌트: 사용법은 `kakao-login login --help`에 있어요

"#]]
    );
    let outcome = sandbox.run(&["token", "--min-ttl", "soon"]).failed(2);
    assert!(outcome.stderr.contains("`kakao-login token --help`"), "{outcome:?}");
    for wrong in [
        &["token", "--min-ttl", "soon"][..],
        &["login", "--timeout", "0"],
        &["login", "--prompt", "maybe"],
        &["login", "--no-browser", "--browser", "x"],
        &["api"],
        &["config"],
        &["completions", "tcsh"],
        &["whoami", "extra"],
        &["whoami", "--jq", ".id |"],
        &["login", "--client-secret", "x"],
        &["token", "--token", "x"],
    ] {
        for language in ["ko", "en"] {
            let outcome = sandbox.run(&[wrong, &["--lang", language]].concat());
            let _ = outcome.failed(2);
        }
        let error = sandbox.run(&[wrong, &["--json"]].concat()).error();
        assert_eq!(error["code"], "usage", "{wrong:?} {error}");
    }
}

#[test]
fn help_speaks_the_language_of_the_locale() {
    let mut sandbox = Sandbox::new();
    for (variables, word) in [
        (vec![("LANG", "ko_KR.UTF-8")], "사용법:"),
        (vec![("LANG", "ko_KR.UTF-8"), ("LC_ALL", "C")], "Usage:"),
        (vec![("LC_MESSAGES", "ko_KR.UTF-8"), ("LANG", "en_US.UTF-8")], "사용법:"),
        (vec![("LANG", "C"), ("KAKAO_LOGIN_LANG", "ko")], "사용법:"),
        (vec![("LANG", "POSIX")], "Usage:"),
        (vec![("LANG", "fr_FR.UTF-8")], "Usage:"),
    ] {
        for name in ["LANG", "LC_ALL", "LC_MESSAGES", "KAKAO_LOGIN_LANG"] {
            sandbox.unset(name);
        }
        for (name, value) in &variables {
            sandbox.set(name, value);
        }
        for command in [&["--help"][..], &["api", "--help"], &["config", "set", "-h"]] {
            let outcome = sandbox.run(command).succeeded();
            assert!(outcome.stdout.contains(word), "{variables:?} {}", outcome.stdout);
        }
    }
}

#[test]
fn json_never_changes_with_the_language() {
    let sandbox = Sandbox::logged_in();
    for command in [&["whoami", "--json"][..], &["config", "list", "--json"]] {
        let speak = |language| sandbox.run(&[command, &["--lang", language]].concat()).succeeded().json();
        let (mut korean, mut english) = (speak("ko"), speak("en"));
        // The one value that is the language itself.
        for value in [&mut korean, &mut english] {
            value.as_object_mut().and_then(|object| object.remove("lang"));
        }
        assert_eq!(korean, english);
    }
}

#[test]
fn a_filter_is_checked_before_anything_is_done() {
    let sandbox = Sandbox::logged_in();
    let asked = sandbox.emulator.exchanges().len();
    for filter in [".id |", ".[", "nothing_of_that_name", "halt_error", ".id, halt"] {
        let _ = sandbox.run(&["refresh", "--jq", filter]).failed(2);
    }
    assert_eq!(sandbox.emulator.exchanges().len(), asked);
    assert_eq!(sandbox.run(&["whoami", "--jq", "\"a\\tb\\nc\""]).succeeded().stdout, "a\tb\nc\n");
}

#[test]
fn json_blanks_no_help() {
    let sandbox = Sandbox::new();
    for command in [&["--help"][..], &["--version"], &["completions", "fish"], &["man"]] {
        assert!(!sandbox.run(&[command, &["--json"]].concat()).succeeded().stdout.is_empty(), "{command:?}");
    }
}

#[test]
fn the_query_of_api_and_quiet_do_not_meet() {
    let sandbox = Sandbox::logged_in();
    let _ = sandbox.run(&["api", "/v2/user/me", "-q", "a=b", "--quiet"]).succeeded();
    assert_eq!(sandbox.run(&["-q", "refresh"]).succeeded().stderr, "");
    assert_eq!(sandbox.run(&["refresh", "-q"]).succeeded().stderr, "");
}

#[test]
fn colour_is_for_terminals_and_for_who_asks() {
    let mut sandbox = Sandbox::logged_in();
    let has_colour = |sandbox: &Sandbox, arguments: &[&str]| sandbox.run(arguments).succeeded().stdout.contains('\x1b');
    assert!(!has_colour(&sandbox, &["status"]));
    assert!(has_colour(&sandbox, &["status", "--color", "always"]));
    let terminal = |sandbox: &Sandbox| {
        let mut script = Command::new("script");
        let envs = sandbox.environment();
        script
            .args(["-qec", &format!("{} status", program()), "/dev/null"])
            .env_clear()
            .envs(envs)
            .stdin(Stdio::null());
        String::from_utf8(script.output().expect("script runs").stdout).expect("text")
    };
    assert!(terminal(&sandbox).contains('\x1b'));
    assert!(!terminal(sandbox.set("NO_COLOR", "1")).contains('\x1b'));
    assert!(!terminal(sandbox.unset("NO_COLOR").set("TERM", "dumb")).contains('\x1b'));
}

#[test]
fn a_hidden_prompt_gives_the_terminal_back() {
    for (typed, exit, saved) in [("\x03", "exit 130", false), ("hush-hush\n", "exit 0", true)] {
        let sandbox = Sandbox::new();
        let envs = sandbox.environment();
        let line = format!("trap : INT; {} config set client-secret; echo exit $?; stty -a", program());
        let mut script = Command::new("script");
        script.args(["-qec", &line, "/dev/null"]).env_clear().envs(envs).env("SHELL", "/bin/sh");
        let mut child = script.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("script runs");
        let (mut stdin, mut stdout) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
        let (mut shown, mut chunk) = (Vec::new(), [0; 512]);
        while !String::from_utf8_lossy(&shown).contains("(not shown): ") {
            let count = stdout.read(&mut chunk).expect("it talks");
            assert!(count > 0, "{}", String::from_utf8_lossy(&shown));
            shown.extend_from_slice(&chunk[..count]);
        }
        stdin.write_all(typed.as_bytes()).expect("it listens");
        stdout.read_to_end(&mut shown).expect("it ends");
        let _ = child.wait().expect("it ends");
        let shown = String::from_utf8_lossy(&shown);
        assert!(shown.contains(exit) && shown.contains(" echo ") && !shown.contains("hush-hush"), "{shown}");
        assert_eq!(sandbox.config_folder().join("config.toml").exists(), saved);
    }
}

#[test]
fn a_reader_that_went_away_is_no_error_and_a_full_disk_is_one() {
    let sandbox = Sandbox::logged_in();
    let shell = |line: &str| {
        let envs = sandbox.environment();
        let mut shell = Command::new("bash");
        shell.args(["-c", line]).env_clear().envs(envs).env("PROGRAM", program()).stdin(Stdio::null());
        Outcome::of(shell.output().expect("bash runs"))
    };
    assert_eq!(shell("set -o pipefail; $PROGRAM --help | true").exit, 0);
    assert_eq!(shell("$PROGRAM status >/dev/full").exit, 1);
    for closed in ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"] {
        assert_ne!(shell(&format!("$PROGRAM token {closed}")).exit, 101);
    }
    assert_eq!(shell("$PROGRAM token | head -c1 >/dev/null; exit ${PIPESTATUS[0]}").exit, 0);
}

#[test]
fn the_manual_has_a_page_for_every_command() {
    let sandbox = Sandbox::new();
    let folder = sandbox.home.path().join("man");
    let _ = sandbox.run(&["man", &folder.display().to_string()]).succeeded();
    let pages: Vec<_> =
        fs::read_dir(&folder).expect("a folder").map(|page| page.expect("a page").file_name()).collect();
    assert!(pages.contains(&"kakao-login-config-set.1".into()) && pages.contains(&"kakao-login.1".into()), "{pages:?}");
    let page = sandbox.run(&["man"]).succeeded();
    assert!(page.stdout.contains(".TH kakao-login 1"), "{}", page.stdout);
}

#[test]
fn help_begins_with_examples_and_help_is_also_a_word() {
    let sandbox = Sandbox::new();
    for (language, example, usage) in [("ko", "예시:", "사용법:"), ("en", "Examples:", "Usage:")] {
        for command in ["login", "token", "api", "explain", "emulator"] {
            let help = sandbox.run(&[command, "--help", "--lang", language]).succeeded().stdout;
            let place = |words: &str| help.find(words).unwrap_or_else(|| panic!("no {words} in {help}"));
            assert!(place(example) < place(usage), "{help}");
            assert_eq!(help, sandbox.run(&["help", command, "--lang", language]).succeeded().stdout);
        }
    }
    let unknown = sandbox.run(&["help", "logn"]).failed(2);
    assert!(unknown.stderr.contains("`login`"), "{unknown:?}");
}

#[test]
fn small_mistakes_are_told_for_what_they_are() {
    let mut sandbox = Sandbox::logged_in();
    for (arguments, exit, words) in [
        (&["lgoin"][..], 2, "did you mean `login`?\n"),
        (&["status", "extra"], 2, "unexpected argument extra"),
        (&["api", "/v1/x", "--input", "/nonexistent/body"], 5, "there is no file /nonexistent/body"),
        (&["import", "missing.json"], 5, "`ls -la '.'`"),
        (&["exec", "no-such-program"], 1, "there is no program no-such-program"),
        (&["api", "/v9/nothing"], 1, "nothing at this path"),
        (&["login", "--switch", "--prompt", "none"], 2, "--prompt none cannot be used with --switch"),
    ] {
        let outcome = sandbox.run(arguments).failed(exit);
        assert!(outcome.stderr.contains(words) && !outcome.stderr.contains("unlink"), "{outcome:?}");
    }
    let _ = sandbox.run(&["config", "set", "redirect-uri", " http://127.0.0.1:18001/callback "]).succeeded();
    sandbox.unset("KAKAO_REDIRECT_URI");
    let uri = sandbox.run(&["config", "get", "redirect-uri"]).succeeded().stdout;
    assert_eq!(uri, "http://127.0.0.1:18001/callback\n");
}

#[test]
fn a_flag_given_twice_is_given() {
    let sandbox = Sandbox::logged_in();
    let _ = sandbox.run(&["whoami", "--json", "--json"]).succeeded();
    let _ = sandbox.run(&["token", "--min-ttl", "5s", "--min-ttl", "6s", "--header", "--header"]).succeeded();
    let outcome = sandbox.run(&["api", "/v2/user/me", "-q", "a=1", "-q", "b=2", "-vv"]).succeeded();
    assert!(outcome.stderr.contains("a=1&b=2"), "what repeats still adds up: {outcome:?}");
}

#[test]
fn a_value_that_is_left_out_is_named() {
    let sandbox = Sandbox::new();
    for (arguments, said) in [
        (&["--lang"][..], "--lang <ko|en> needs a value: one of ko, en"),
        (&["login", "--timeout", "--no-browser"], "--timeout <SECONDS> needs a value"),
        (&["status", "--lang", "ko", "--profile"], "값이 필요해요: --profile <NAME>"),
    ] {
        let outcome = sandbox.run(arguments).failed(2);
        assert!(outcome.stderr.contains(said), "{outcome:?}");
    }
}

#[test]
fn the_jq_examples_of_the_help_find_something() {
    let sandbox = Sandbox::logged_in();
    let bin = std::path::Path::new(program()).parent().expect("a folder");
    let path = format!("{}:/usr/bin:/bin", bin.display());
    let mut tried = 0;
    for command in ["--help", "whoami --help", "status --help", "api --help", "scopes --help"] {
        let words: Vec<_> = command.split(' ').collect();
        let help = sandbox.run(&words).succeeded().stdout;
        for line in help.lines().filter(|line| line.starts_with("  kakao-login ") && line.contains(" --jq ")) {
            let example = line.trim().split("   ").next().unwrap_or_default();
            let mut shell = Command::new("sh");
            shell.args(["-ec", example]).env_clear().envs(sandbox.environment()).env("PATH", &path);
            let outcome = Outcome::of(shell.output().expect("sh runs")).succeeded();
            assert!(!outcome.stdout.is_empty() && outcome.stdout != "null\n", "{example}: {outcome:?}");
            tried += 1;
        }
    }
    assert!(tried >= 3, "{tried}");
}
