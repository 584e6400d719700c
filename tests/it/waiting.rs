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
    let other_state = target.as_str().replace("state=", "state=x");
    for wrong in [code.clone(), format!("{}?code={code}", sandbox.redirect_uri), other_state] {
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
    for (flags, paste) in [("", "Paste here"), ("--no-browser", "Paste here"), ("--lang ko", "여기에 붙여 넣어")]
    {
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
    sandbox.set("BROWSER", "true");
    let mut terminal = Terminal::start(&sandbox, "login --timeout 3 --lang ko");
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
    let mut plain = Terminal::start(&sandbox, "login --timeout 1");
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

#[test]
fn the_address_of_the_login_page_is_told_from_the_one_it_ends_at() {
    let sandbox = Sandbox::new();
    let mut terminal = Terminal::start(&sandbox, "login --no-browser");
    let shown = terminal.see("Paste here");
    let start = shown.split_whitespace().find(|word| word.contains("/oauth/authorize?")).expect("an address");
    terminal.press(&format!("{start}\n"));
    terminal.see("the address to open in the browser");
    terminal.press(&format!("{}\n", agree(&sandbox, &shown)));
    terminal.see("exit 0");
}

#[test]
fn a_pasted_address_is_known_by_its_state_however_it_was_copied() {
    let bare = |address: &str| address.trim_start_matches("http://").to_owned();
    let dressed: &[&dyn Fn(&str) -> String] = &[
        &|address| bare(address),
        &|address| format!("https://{}", bare(address)),
        &|address| format!("\"{address}\""),
        &|address| format!("'{address}'"),
        &|address| format!("<{address}>"),
        &|address| format!("[{address}]"),
        &|address| format!("\u{1b}[200~{address}\u{1b}[201~"),
        &|address| format!("  {address}#_=_  "),
        &|address| address.replace("127.0.0.1", "LOCALHOST"),
    ];
    for dress in dressed {
        let sandbox = Sandbox::new();
        let mut terminal = Terminal::start(&sandbox, "login --no-browser");
        let shown = terminal.see("Paste here");
        let target = agree(&sandbox, &shown);
        terminal.press(&format!("{}\n", dress(target.as_str())));
        terminal.see("exit 0");
    }
}

#[test]
fn redirect_uris_are_compared_as_urls() {
    for (registered, shown) in
        [("http://127.0.0.1:{}", "http://127.0.0.1:{}/"), ("http://LOCALHOST:{}/cb", "http://localhost:{}/cb")]
    {
        let port = crate::support::free_port().to_string();
        let [registered, shown] = [registered, shown].map(|uri| uri.replace("{}", &port));
        let mut sandbox = Sandbox::with(|scenario| scenario.app.redirect_uris = vec![registered.clone()]);
        sandbox.set("KAKAO_REDIRECT_URI", &registered);
        sandbox.redirect_uri.clone_from(&shown);
        let mut terminal = Terminal::start(&sandbox, "login --no-browser");
        let target = agree(&sandbox, &terminal.see("Paste here"));
        assert!(target.as_str().starts_with(&shown), "{target}");
        terminal.press(&format!("{target}\n"));
        terminal.see("exit 0");
        // The browser itself comes back to it too, and the probe takes a code that is granted at once for a login.
        let _ = sandbox.log_in(&[]).succeeded();
        assert_eq!(sandbox.run(&["doctor"]).exit, 0);
    }
}

#[test]
fn the_probe_of_an_emulator_that_asks_nobody_knows_its_way_back() {
    let port = crate::support::free_port();
    let mut sandbox = Sandbox::with(|scenario| {
        scenario.app.redirect_uris = vec![format!("http://127.0.0.1:{port}")];
        scenario.auto = Some("alice".to_owned());
    });
    sandbox.set("KAKAO_REDIRECT_URI", &format!("http://127.0.0.1:{port}"));
    let doctor = sandbox.run(&["doctor"]);
    assert!(doctor.stdout.contains("ok  app at Kakao"), "{doctor:?}");
}

#[test]
fn the_older_of_two_tabs_gets_a_page_that_says_so() {
    let sandbox = Sandbox::new();
    let old = sandbox.start_login(&["--timeout", "1"]);
    let address = Person::elsewhere(&sandbox.redirect_uri).agree(&old.url).url;
    assert_eq!(old.finish().exit, 8);
    let new = sandbox.start_login(&["--timeout", "3"]);
    for _ in 0..3 {
        let page = Person::new().get(&address);
        assert_eq!(page.status, 400);
        assert!(page.html.contains("This page belongs to an earlier login"), "{}", page.html);
    }
    let outcome = new.finish();
    assert_eq!((outcome.exit, outcome.stdout.as_str()), (8, ""), "{outcome:?}");
    assert_eq!(outcome.stderr.matches("warning: a browser came back with the page of an earlier login").count(), 1);
    assert!(outcome.stderr.contains("open the newest address") && !outcome.stderr.contains("KOE006"), "{outcome:?}");
    assert_eq!(sandbox.count("/oauth/token"), 0);
}

#[test]
fn a_browser_on_another_machine_is_offered_to_paste_also_where_one_opens() {
    for variable in ["CODESPACES", "REMOTE_CONTAINERS", "VSCODE_IPC_HOOK_CLI", "SSH_CONNECTION"] {
        let mut sandbox = Sandbox::new();
        let value = if variable == "SSH_CONNECTION" { "1.2.3.4 5 10.0.0.9 2222" } else { "true" };
        sandbox.set("BROWSER", "true").set(variable, value).set("USER", "mina");
        let mut terminal = Terminal::start(&sandbox, "login");
        let shown = terminal.see("Paste here");
        if variable == "SSH_CONNECTION" {
            assert!(shown.contains("-p 2222 mina@10.0.0.9`"), "{shown}");
        }
        let target = agree(&sandbox, &shown);
        terminal.press(&format!("{target}\n"));
        let end = terminal.see("exit 0");
        assert!(!end.contains("\u{1b}[1A"), "no line is written again while an address is pasted: {end:?}");
    }
}

#[test]
fn without_a_terminal_nobody_is_told_to_paste_and_an_ipv6_redirect_has_its_tunnel() {
    let mut sandbox = Sandbox::new();
    let port = crate::support::free_port();
    sandbox
        .set("KAKAO_REDIRECT_URI", &format!("http://[::1]:{port}/cb"))
        .set("SSH_CONNECTION", "1.2.3.4 5 10.0.0.9 22");
    sandbox.unset("USER");
    let outcome = sandbox.run(&["login", "--timeout", "1", "--no-probe"]).failed(8);
    assert!(outcome.stderr.contains(&format!("`ssh -N -L {port}:[::1]:{port} 10.0.0.9`")), "{outcome:?}");
    assert!(outcome.stderr.contains("with the host as you name it for ssh") && !outcome.stderr.contains("paste"));
}

#[test]
fn a_launcher_that_fails_later_is_told_and_an_address_may_be_pasted() {
    let mut sandbox = Sandbox::new();
    let launcher = sandbox.home.path().join("fails late");
    std::fs::write(&launcher, "#!/bin/sh\nsleep 0.6\nexit 1\n").expect("a file");
    std::fs::set_permissions(&launcher, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("a mode");
    sandbox.set("BROWSER", &launcher.display().to_string());
    let mut terminal = Terminal::start(&sandbox, "login");
    let shown = terminal.see("The browser did not open");
    terminal.see("Paste here");
    let target = agree(&sandbox, &shown);
    terminal.press(&format!("{target}\n"));
    terminal.see("exit 0");
}

#[test]
fn a_browser_may_be_a_command_line() {
    let sandbox = Sandbox::new();
    let browser = sandbox.home.path().join("my browser");
    let seen = sandbox.home.path().join("seen");
    let text = format!("#!/bin/sh\nprintf '%s\\n' \"$@\" > {}.tmp\nmv {0}.tmp {0}\n", seen.display());
    std::fs::write(&browser, text).expect("a file");
    std::fs::set_permissions(&browser, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("a mode");
    let path = browser.display().to_string();
    for (command, expected) in [
        (path.clone(), vec!["URL"]),
        (format!("'{path}' --private-window %s"), vec!["--private-window", "URL"]),
        (format!("'{path}' --profile-directory='My Work'"), vec!["--profile-directory=My Work", "URL"]),
        (format!("{} --app=%s;touch", path.replace(' ', "\\ ")), vec!["--app=URL;touch"]),
    ] {
        drop(std::fs::remove_file(&seen));
        let mut login = sandbox.command(&["login", "--browser", &command, "--timeout", "1", "--no-probe"]);
        let outcome = crate::support::Outcome::of(login.output().expect("it runs"));
        assert_eq!(outcome.exit, 8, "{outcome:?}");
        let url = outcome.stderr.lines().find(|line| line.starts_with("http")).expect("a URL");
        let words = std::fs::read_to_string(&seen).expect("it was started").replace(url, "URL");
        assert_eq!(words.lines().collect::<Vec<_>>(), expected, "{command}");
    }
    let outcome = sandbox.run(&["login", "--browser", "no-such-browser --new %s", "--timeout", "1"]).failed(8);
    assert!(outcome.stderr.contains("There is no program no-such-browser"), "{outcome:?}");
}
