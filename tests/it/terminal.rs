//! Text from outside on a real terminal: nothing of it acts, and programs still get every character of it.

use std::process::{Command, Stdio};

use crate::support::{Sandbox, program};

/// What names, messages and errors of strangers may hold.
fn strings() -> Vec<String> {
    let mut all: Vec<String> = [
        "\u{1b}]52;c;ZXZpbA==\u{7}",
        "\u{1b}]8;;https://evil.example\u{1b}\\link\u{1b}]8;;\u{1b}\\",
        "\u{1b}[2J\u{1b}[H",
        "\u{1b}]0;title\u{7}",
        "\u{1b}[31mred",
        "\u{1b}P+q544e\u{1b}\\",
        "\u{1b}_APC\u{1b}\\",
        "\u{1b}c",
        "\u{9b}31m",
        "\u{90}dcs\u{9c}",
        "\u{9d}0;title\u{9c}",
        "\u{85}next",
        "\u{7f}\u{7f}",
        "\u{7}",
        "a\rb",
        "a\u{8}\u{8}b",
        "a\u{b}\u{c}b",
        "a\nerror: fake",
        "a\tb",
        "\u{0}",
        "\u{1a}",
        "\n{\"access_token\":\"x\"}",
        "\u{202e}gnp.exe",
        "\u{202a}\u{202b}\u{202c}\u{202d}",
        "\u{2066}\u{2067}\u{2068}\u{2069}",
        "\u{200e}\u{200f}\u{61c}",
        "\u{200b}\u{200c}\u{200d}",
        "\u{2028}\u{2029}",
        "\u{2060}\u{2061}\u{2064}",
        "\u{206a}\u{206f}",
        "\u{feff}",
        "\u{fff9}\u{fffa}\u{fffb}",
        "\u{ad}\u{180e}",
        "\u{e0001}\u{e0041}\u{e007f}",
        "\\u001b[2J",
        "\"quoted\\",
        "<script>alert(1)</script>",
        "$(touch x)`id`;",
        "%s%n{}{0}",
        "홍길동",
        "👩\u{200d}💻 개발자",
        "e\u{301}",
        "a\u{1b}",
    ]
    .map(str::to_owned)
    .into();
    all.push(format!("a{}", "\u{301}".repeat(10_000)));
    all.push("\u{1b}[1m".repeat(5_000));
    all
}

/// What `kakao-login` writes to a terminal of its own.
fn on_a_terminal(sandbox: &Sandbox, arguments: &str) -> String {
    let mut script = Command::new("script");
    script.args(["-qec", &format!("{} {arguments}", program()), "/dev/null"]);
    script.env_clear().envs(sandbox.environment()).env("NO_COLOR", "1").stdin(Stdio::null());
    let output = script.output().expect("script runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The terminal itself turns `\n` into `\r\n`.
fn acts(shown: &str) -> String {
    let shown = shown.replace("\r\n", "\n");
    let is_control = |c: &char| matches!(c, '\0'..='\x09' | '\x0b'..='\x1f' | '\x7f'..='\u{9f}');
    let is_hidden = |c: &char| {
        matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
    };
    shown.chars().filter(|c| is_control(c) || is_hidden(c)).collect()
}

#[test]
fn names_of_strangers_do_nothing_on_a_terminal_and_reach_programs_whole() {
    let strings = strings();
    assert_eq!(strings.len(), 45);
    let sandbox = Sandbox::logged_in();
    for hostile in strings {
        let start: String = hostile.chars().take(20).collect();
        let user = serde_json::json!({
            "id": 7, "connected_at": hostile, hostile.clone(): hostile,
            "kakao_account": { "profile": { "nickname": hostile }, "email": hostile },
        });
        sandbox.emulator.fail("/v2/user/me", 2, 200, &user.to_string());
        let shown = on_a_terminal(&sandbox, "whoami");
        assert_eq!(acts(&shown), "", "{start:?}: {shown:?}");
        assert!(shown.contains('7'), "{start:?}: {shown:?}");
        let shown = on_a_terminal(&sandbox, "whoami --json");
        assert_eq!(acts(&shown), "", "{start:?}");
        let decoded: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
        assert_eq!(decoded, user, "{start:?}");
        // An error text goes the same way, on the other stream.
        let refusal = serde_json::json!({ "msg": hostile, "code": -2 });
        sandbox.emulator.fail("/v2/user/me", 2, 400, &refusal.to_string());
        let shown = on_a_terminal(&sandbox, "whoami");
        assert_eq!(acts(&shown), "", "{start:?}: {shown:?}");
        let shown = on_a_terminal(&sandbox, "-vv whoami --json");
        assert_eq!(acts(&shown), "", "{start:?}: {shown:?}");
    }
}

#[test]
fn the_completions_of_zsh_are_quiet_before_compinit() {
    let sandbox = crate::support::Sandbox::new();
    let script = sandbox.run(&["completions", "zsh"]).succeeded().stdout;
    let file = sandbox.home.path().join("_kakao-login");
    std::fs::write(&file, script).expect("a file");
    for (line, words) in [
        ("source $0", ""),
        ("autoload -U compinit; compinit -D; source $0; print $_comps[kakao-login]", "_kakao-login\n"),
    ] {
        let mut zsh = std::process::Command::new("zsh");
        let output = zsh.args(["-fc", line]).arg(&file).output().expect("zsh runs");
        let outcome = crate::support::Outcome::of(output).succeeded();
        assert_eq!((outcome.stdout.as_str(), outcome.stderr.as_str()), (words, ""), "{line}");
    }
}
