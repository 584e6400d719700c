//! The time between the printed URL and the browser's return: what a person sees, and what they may type.

use crate::{
    pty::Terminal,
    support::{Person, Sandbox},
};

/// The URL of this login and where Kakao sends a person who agrees to it.
fn agree(sandbox: &Sandbox, shown: &str) -> reqwest::Url {
    let url = shown.lines().find(|line| line.starts_with("http")).expect("a URL").trim().parse().expect("a URL");
    Person::elsewhere(&sandbox.redirect_uri).agree(&url).url
}

#[test]
fn an_address_pasted_from_another_machine_is_taken_whole_or_not_at_all() {
    let sandbox = Sandbox::new();
    let mut terminal = Terminal::start(&sandbox, "login --no-browser");
    let target = agree(&sandbox, &terminal.see("Paste here"));
    let code = target.query_pairs().find(|(name, _)| name == "code").expect("a code").1.into_owned();
    for wrong in [code.clone(), format!("{}?code={code}", sandbox.redirect_uri), format!("{target}x")] {
        terminal.press(&format!("{wrong}\n"));
        let refused = terminal.see("That is not the address of this login");
        assert_eq!(sandbox.count("/oauth/token"), 0, "{refused}");
    }
    terminal.press("koe006\n");
    let told = terminal.see("this login is still waiting");
    assert!(told.contains("KOE006: ") && told.contains("console: [App]"), "{told}");
    terminal.press(&format!("{target}\n"));
    let done = terminal.see("exit 0");
    assert!(done.contains("nickname   앨리스"), "{done}");
    assert_eq!(sandbox.count("/oauth/token"), 1);
}

#[test]
fn a_shell_over_ssh_is_told_the_tunnel_and_offered_to_paste_in_the_same_run() {
    let mut sandbox = Sandbox::new();
    sandbox.set("SSH_CONNECTION", "203.0.113.7 50000 198.51.100.4 22").set("USER", "mina");
    let redirect_uri: reqwest::Url = sandbox.redirect_uri.parse().expect("a URI");
    let port = redirect_uri.port().expect("a port");
    for (flags, paste) in [("", "or paste"), ("--no-browser", "or paste"), ("--lang ko", "붙여 넣어도 돼요")] {
        let mut terminal = Terminal::start(&sandbox, &format!("login --timeout 60 {flags}"));
        let shown = terminal.see(paste);
        let tunnel = format!("`ssh -N -L {port}:127.0.0.1:{port} mina@198.51.100.4`");
        assert!(shown.contains(&tunnel), "{shown}");
        let target = agree(&sandbox, &shown);
        terminal.press(&format!("{target}\n"));
        terminal.see("exit 0");
    }
    // What a stranger could have put there is not pasted into a command.
    sandbox.set("SSH_CONNECTION", "203.0.113.7 50000 $(reboot) 22").set("USER", "mina");
    let mut terminal = Terminal::start(&sandbox, "login --timeout 1");
    let shown = terminal.see("exit 8");
    assert!(!shown.contains("reboot") && !shown.contains("ssh"), "{shown}");
}

#[test]
fn a_code_that_only_the_page_shows_is_explained_and_gives_the_exit_code() {
    // KOE205 and KOE005 are pages for whoever is logged in: no program sees them.
    let sandbox = Sandbox::new();
    for (language, code, words) in [
        ("ko", "KOE205", "[카카오 로그인] > [동의항목]"),
        ("en", "KOE205", "[Kakao Login] > [Consent items]"),
        ("ko", "KOE005", "[앱] > [멤버]"),
        ("en", "KOE005", "[App] > [Member]"),
    ] {
        let mut terminal = Terminal::start(&sandbox, &format!("login --no-browser --timeout 2 --lang {language}"));
        terminal.see("http");
        terminal.press(&format!("{code}\n"));
        let told = terminal.see(words);
        assert!(told.contains(&format!("{code}: ")), "{told}");
        let end = terminal.see("exit 7");
        assert!(end.contains(code), "{end}");
    }
}

#[test]
fn the_seconds_left_are_one_line_on_a_terminal_and_none_elsewhere() {
    let mut sandbox = Sandbox::new();
    let mut terminal = Terminal::start(&sandbox, "login --no-browser --timeout 3 --lang ko");
    terminal.see("남은 시간 3초 · 페이지에 KOE 코드가 보이면");
    let after = terminal.see("남은 시간 1초");
    assert!(
        after.contains("\u{1b}[1A\r\u{1b}[?7l남은 시간 2초") && !after.contains('\n'.to_string().repeat(2).as_str()),
        "{after:?}"
    );
    terminal.see("exit 8");
    let elsewhere = sandbox.run(&["login", "--no-browser", "--timeout", "1"]).failed(8);
    assert!(!elsewhere.stderr.contains("s left"), "{elsewhere:?}");
    sandbox.set("NO_COLOR", "1");
    let mut plain = Terminal::start(&sandbox, "login --no-browser --timeout 1");
    assert!(!plain.see("exit 8").contains('\u{1b}'), "NO_COLOR and TERM=dumb mean no escape sequence at all");
}

#[test]
fn a_server_that_cannot_be_reached_ends_the_wait_at_once() {
    let mut sandbox = Sandbox::new();
    let nobody = crate::support::free_port();
    sandbox.set("KAKAO_AUTH_URL", &format!("http://127.0.0.1:{nobody}"));
    let outcome = sandbox.run(&["login", "--no-browser", "--timeout", "600"]).failed(6);
    assert!(outcome.stderr.contains(&format!("cannot reach 127.0.0.1:{nobody}: ")), "{outcome:?}");
    assert!(outcome.stderr.contains(&format!("`kakao-login emulator --port {nobody}`")), "{outcome:?}");
}

#[test]
fn a_code_nobody_knows_is_not_taken_for_an_address() {
    let sandbox = Sandbox::new();
    let mut terminal = Terminal::start(&sandbox, "login --no-browser --timeout 60");
    terminal.see("Paste here");
    terminal.press("KOE998\n");
    terminal.see("no code this program knows: KOE998");
    terminal.press("\u{3}");
    terminal.see("exit 130");
}
