//! `setup` and the first `login` on a terminal: questions, checks as they go, and nothing lost by Ctrl-C.

use crate::{pty::Terminal, support::Sandbox};

fn empty_home() -> Sandbox {
    let mut sandbox = Sandbox::with(|scenario| scenario.auto = Some("alice".to_owned()));
    sandbox.unset("KAKAO_REST_API_KEY").unset("KAKAO_CLIENT_SECRET");
    let browser = sandbox.home.path().join("browser");
    std::fs::write(&browser, "#!/bin/sh\ncurl -sL -o /dev/null \"$1\" &\n").expect("a file");
    std::fs::set_permissions(&browser, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("a mode");
    sandbox.set("BROWSER", &browser.display().to_string());
    sandbox
}

const KEY: &str = "0123456789abcdef0123456789abcdef\r";
const SECRET: &str = "EmulatorClientSecret0123456789ab\r";

#[test]
fn from_an_empty_home_to_a_login_in_four_answers() {
    let sandbox = empty_home();
    let mut terminal = Terminal::start(&sandbox, "setup");
    terminal.see("REST API key");
    terminal.press("ffffffffffffffffffffffffffffffff\r");
    terminal.see("Kakao does not know this key (KOE101)");
    let _ = sandbox.run(&["config", "get", "rest-api-key"]).failed(1);
    terminal.press(KEY);
    terminal.see("Kakao knows this key");
    terminal.see("not shown");
    terminal.press(SECRET);
    terminal.see("doctor --check-secret");
    let report = terminal.see("Log in now?");
    assert!(!report.contains("!!") && !report.contains("EmulatorClientSecret"), "{report}");
    terminal.press("\r");
    let end = terminal.see("exit 0");
    assert!(end.contains("앨리스"), "{end}");
    let mut again = Terminal::start(&sandbox, "setup");
    again.see("REST API key");
    again.press("\r");
    again.see("2. Kakao Login: it is on.");
    again.see("Enter keeps it");
    again.press("\r");
    again.see("Log in now?");
    again.press("n\r");
    again.see("exit 0");
    // Everything is kept: the next run asks nothing.
    let _ = sandbox.run(&["whoami"]).succeeded();
}

#[test]
fn a_login_without_a_key_prepares_first_and_then_logs_in() {
    let sandbox = empty_home();
    let mut terminal = Terminal::start(&sandbox, "login --lang ko");
    terminal.see("REST API 키");
    terminal.press(KEY);
    terminal.see("보이지 않아요");
    terminal.press(SECRET);
    assert!(terminal.see("exit 0").contains("앨리스"));
}

#[test]
fn the_console_is_walked_through_until_kakao_is_content_or_the_person_skips() {
    let mut sandbox = Sandbox::with(|scenario| scenario.app.redirect_uris.clear());
    sandbox.unset("KAKAO_REST_API_KEY").unset("KAKAO_CLIENT_SECRET");
    let redirect_uri = sandbox.redirect_uri.clone();
    let mut terminal = Terminal::start(&sandbox, "setup");
    terminal.see("REST API key");
    terminal.press(KEY);
    let shown = terminal.see("s to skip");
    assert!(shown.contains(&format!("\r\n{redirect_uri}\r\n")), "alone on its line, to be copied: {shown}");
    terminal.press("\r");
    terminal.see("Not yet: Kakao shows the page KOE006");
    terminal.press("s\r");
    terminal.see("not shown");
    terminal.press("\r");
    let report = terminal.see("Log in now?");
    assert!(report.contains("KOE006"), "{report}");
    // Whatever is no yes is a no.
    terminal.press("아니오\r");
    terminal.see("exit 0");
}

#[test]
fn ctrl_c_keeps_what_was_answered_and_gives_the_terminal_back() {
    let sandbox = empty_home();
    let mut terminal = Terminal::start(&sandbox, "setup");
    terminal.see("REST API key");
    terminal.press(KEY);
    terminal.see("not shown");
    terminal.press("\u{3}");
    let shown = terminal.see("exit 130");
    assert!(shown.ends_with("\nexit 130"), "{shown:?}");
    let end = terminal.see(" echo ");
    assert!(end.contains(" icanon") && !end.contains("-echo"), "{end}");
    let key = sandbox.run(&["config", "get", "rest-api-key"]).succeeded().stdout;
    assert_eq!(key.trim(), KEY.trim());
    let mut again = Terminal::start(&sandbox, "setup");
    again.see(KEY.trim());
    again.press("\u{3}");
    assert!(again.see("exit 130").ends_with("\nexit 130"));
}

#[test]
fn without_a_terminal_it_fails_at_once_and_names_command_and_variable() {
    let sandbox = empty_home();
    for command in ["setup", "login"] {
        let outcome = sandbox.run(&[command]).failed(if command == "setup" { 2 } else { 7 });
        assert!(outcome.stderr.contains("KAKAO_REST_API_KEY"), "{outcome:?}");
        assert!(outcome.stderr.contains("config set rest-api-key"), "{outcome:?}");
    }
}

#[test]
fn the_bare_name_helps_in_at_most_25_lines_in_both_languages() {
    let sandbox = empty_home();
    for arguments in [&[][..], &["--lang", "ko"]] {
        let outcome = sandbox.run(arguments).succeeded();
        assert!(outcome.stdout.lines().count() <= 25 && outcome.stdout.contains("kakao-login setup"), "{outcome:?}");
    }
}
