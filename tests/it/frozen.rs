//! The library in this process, its effects replaced: a clock that stands still, no network, no chance.

use std::{
    cell::RefCell,
    collections::HashMap,
    io::{self, Cursor, Write},
    rc::Rc,
    sync::Arc,
    time::{Duration, SystemTime},
};

use kakao_login::{
    system::{Input, NoBrowser, Output, Streams, System},
    wire::SendError,
};

/// 2026-11-23T00:00:00Z.
const NOW: u64 = 1_795_392_000;

#[derive(Clone, Default)]
struct Sink(Rc<RefCell<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sink {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).expect("UTF-8")
    }
}

/// A machine at `now` with these variables, whose network is cut.
fn run(arguments: &[&str], now: u64, variables: &[(&str, &str)], random: bool) -> (u8, String, String) {
    let variables: HashMap<_, _> =
        variables.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    let system = System {
        now: Box::new(move || SystemTime::UNIX_EPOCH + Duration::from_secs(now)),
        random: Box::new(move |bytes| {
            bytes.fill(7);
            if random { Ok(()) } else { Err(io::ErrorKind::Unsupported.into()) }
        }),
        var: Box::new(move |name| variables.get(name).cloned()),
        locale: Box::new(|| None),
        config_directory: Box::new(|| None),
        port_holder: Box::new(|_| None),
        browse: Box::new(|_, _| Err(NoBrowser::NoDisplay)),
        send: Arc::new(|request| {
            let host = request.url.host_str().unwrap_or_default().to_owned();
            Err(SendError::Unreachable { host, detail: "the cable is cut".to_owned() })
        }),
        can_send: Box::new(|_| Ok(())),
        run_program: Rc::new(|_, _| Err(io::ErrorKind::NotFound.into())),
        become_program: Box::new(|_, _, _| Err(io::ErrorKind::NotFound.into())),
        ask: Box::new(|_, _| panic!("nobody is asked")),
        ask_hidden: Box::new(|_| panic!("nobody is asked")),
        mind_signals: Box::new(|| {}),
        admits: Arc::new(|ends| vec![true; ends.len()]),
        connections: Box::new(|| 64),
        set_last_words: Box::new(|_| {}),
        sleep: Box::new(|_| {}),
    };
    let (stdout, stderr) = (Sink::default(), Sink::default());
    let output = |sink: &Sink| Output { writer: Box::new(sink.clone()), is_terminal: false };
    let stdin = Input { reader: Box::new(Cursor::new(Vec::new())), is_terminal: false, is_in_foreground: false };
    let streams = Streams { stdin, stdout: output(&stdout), stderr: output(&stderr) };
    let arguments = ["kakao-login"].iter().chain(arguments).map(Into::into).collect();
    let exit = kakao_login::run(arguments, system, streams);
    (exit, stdout.text(), stderr.text())
}

/// A home whose one login was issued at `NOW`, for an hour.
fn home() -> tempfile::TempDir {
    let sandbox = crate::support::Sandbox::logged_in();
    let mut record: serde_json::Value =
        serde_json::from_slice(&std::fs::read(sandbox.token_file()).expect("a file")).expect("JSON");
    record["login"]["access_token"] = "cached-token".into();
    record["login"]["issued_at"] = NOW.into();
    record["login"]["access_token_expires_at"] = (NOW + 3600).into();
    record["login"]["refresh_token_expires_at"] = (NOW + 60 * 24 * 3600).into();
    std::fs::write(sandbox.token_file(), record.to_string()).expect("a file");
    std::fs::write(sandbox.home.path().join("url"), sandbox.emulator.url()).expect("a file");
    sandbox.home
}

fn at(home: &tempfile::TempDir, now: u64, arguments: &[&str]) -> (u8, String, String) {
    let url = std::fs::read_to_string(home.path().join("url")).expect("text");
    let folder = home.path().join(".config/kakao-login").display().to_string();
    let variables = [
        ("KAKAO_LOGIN_CONFIG_DIR", folder.as_str()),
        ("KAKAO_REST_API_KEY", "0123456789abcdef0123456789abcdef"),
        ("KAKAO_AUTH_URL", url.as_str()),
        ("KAKAO_API_URL", url.as_str()),
    ];
    run(arguments, now, &variables, true)
}

#[test]
fn a_token_is_served_until_its_margin_and_with_a_warning_until_its_end() {
    let home = home();
    let token = |now, arguments: &[&str]| at(&home, now, arguments);
    assert_eq!(token(NOW + 3539, &["token"]), (0, "cached-token\n".into(), String::new()));
    let (exit, stdout, stderr) = token(NOW + 3540, &["token"]);
    assert_eq!((exit, stdout.as_str()), (0, "cached-token\n"));
    assert!(stderr.starts_with("warning: could not refresh; the present token is still valid for 1 min"), "{stderr}");
    let (exit, stdout, _) = token(NOW + 3600, &["token"]);
    assert_eq!((exit, stdout.as_str()), (6, ""));
    assert_eq!(token(NOW + 3539, &["token", "--min-ttl", "60s"]).0, 0);
}

#[test]
fn json_tells_time_to_the_second() {
    let home = home();
    let (_, stdout, _) = at(&home, NOW + 600, &["token", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&stdout).expect("JSON");
    assert_eq!((&json["expires_at"], &json["expires_in"]), (&"2026-11-23T01:00:00Z".into(), &3000.into()));
}

#[test]
fn a_clock_that_was_set_back_trusts_no_token() {
    let home = home();
    assert_eq!(at(&home, NOW - 30, &["token"]).0, 0);
    assert_eq!(at(&home, NOW - 24 * 3600, &["token"]).0, 6);
}

#[test]
fn without_randomness_there_is_no_login() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().display().to_string();
    let variables = [
        ("KAKAO_LOGIN_CONFIG_DIR", folder.as_str()),
        ("KAKAO_REST_API_KEY", "0123456789abcdef0123456789abcdef"),
        ("KAKAO_REDIRECT_URI", "http://127.0.0.1:14999/callback"),
    ];
    let (exit, stdout, stderr) = run(&["login"], NOW, &variables, false);
    assert_eq!((exit, stdout.as_str()), (1, ""));
    assert!(!stderr.contains("http") && stderr.contains("no random numbers"), "{stderr}");
}

#[test]
fn a_run_that_hangs_does_not_hang_the_others_for_ever() {
    let home = home();
    let folder = home.path().join(".config/kakao-login/tokens");
    let lock = std::fs::read_dir(&folder).expect("a folder").map(|file| file.expect("a file").path());
    let lock = lock.into_iter().find(|path| path.extension().is_some_and(|end| end == "lock")).expect("a lock");
    let held = std::fs::File::open(lock).expect("a file");
    held.lock().expect("nobody else has it");
    let (exit, stdout, stderr) = at(&home, NOW + 3600, &["token"]);
    assert_eq!((exit, stdout.as_str()), (5, ""));
    assert!(stderr.contains("another kakao-login"), "{stderr}");
    drop(held);
    assert_eq!(at(&home, NOW + 3600, &["token"]).0, 6, "now it is the network that fails");
}
