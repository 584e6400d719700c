//! Owns the sandbox of a test: a home of its own, an emulator of its own, and a person at the browser.

use std::{
    collections::HashMap,
    fs,
    io::{BufRead, BufReader, Read},
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::{
        LazyLock, Once,
        atomic::{AtomicU32, Ordering},
    },
};

use kakao_login::emulator::{Emulator, Scenario};
use reqwest::{
    blocking::{Client, Response},
    redirect::Policy,
};
use url::Url;

/// The program the stories run: the one that cargo built beside them, or, to test what ships, the one that
/// `KAKAO_LOGIN_PROGRAM` names (`tests/all` does so with the release builds).
pub(crate) fn program() -> &'static str {
    static PROGRAM: LazyLock<String> = LazyLock::new(|| {
        std::env::var("KAKAO_LOGIN_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_kakao-login").to_owned())
    });
    &PROGRAM
}

/// What a run came to. A panic is a failure of any test.
#[derive(Debug)]
#[must_use]
pub(crate) struct Outcome {
    pub(crate) exit: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Outcome {
    pub(crate) fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        let exit = output.status.code().unwrap_or(-1);
        let outcome = Self { exit, stdout: text(output.stdout), stderr: text(output.stderr) };
        assert!(exit != 101 && !outcome.stderr.contains("panicked"), "{outcome:#?}");
        // The conversation of no run in the whole suite may show a secret.
        assert_eq!(secret_in(&outcome.stderr), None, "{outcome:#?}");
        outcome
    }

    #[track_caller]
    pub(crate) fn succeeded(self) -> Self {
        assert_eq!(self.exit, 0, "{self:#?}");
        self
    }

    /// Failed with this code: nothing on stdout, and what to do next within six lines of stderr.
    #[track_caller]
    pub(crate) fn failed(self, exit: i32) -> Self {
        assert_eq!((self.exit, self.stdout.as_str()), (exit, ""), "{self:#?}");
        let is_signal = exit > 128;
        let words = [("error: ", "hint: "), ("오류: ", "힌트: "), ("{\"error\":", "\"hint\":\"")];
        let tells = words.iter().any(|(headline, hint)| {
            let told: Vec<_> = self.stderr.lines().skip_while(|line| !line.starts_with(headline)).collect();
            (1..=6).contains(&told.len()) && told.iter().any(|line| line.contains(hint))
        });
        assert!(tells || is_signal, "{self:#?}");
        self
    }

    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }

    /// The object in the last line of stderr.
    #[track_caller]
    pub(crate) fn error(&self) -> serde_json::Value {
        let line = self.stderr.lines().last().unwrap_or_default();
        let value: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {self:#?}"));
        value["error"].clone()
    }
}

/// What every secret of the emulator begins with, and the client secret of its app; as they are, in base64 and in hex.
pub(crate) fn secret_in(text: &str) -> Option<String> {
    use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
    let app = Scenario::default().app;
    let words = ["emu_access_", "emu_refresh_", "emu_code_"].map(str::to_owned);
    let words = words.into_iter().chain(app.client_secret.map(|secret| secret[..12].to_owned()));
    let needles = words.flat_map(|word| {
        let hex: String = word.bytes().map(|byte| format!("{byte:02x}")).collect();
        // Only whole groups of three bytes look the same whatever follows.
        let base64 = STANDARD_NO_PAD.encode(&word.as_bytes()[..word.len() / 3 * 3]);
        [word, hex, base64]
    });
    needles.into_iter().find(|needle| text.contains(needle))
}

/// A home, an emulator and the variables that lead to it.
pub(crate) struct Sandbox {
    pub(crate) home: tempfile::TempDir,
    pub(crate) emulator: Emulator,
    pub(crate) redirect_uri: String,
    variables: HashMap<String, String>,
}

impl Sandbox {
    pub(crate) fn new() -> Self {
        Self::with(|_| {})
    }

    /// With a scenario that differs.
    pub(crate) fn with(change: impl FnOnce(&mut Scenario)) -> Self {
        let redirect_uri = format!("http://127.0.0.1:{}/callback", free_port());
        let mut scenario = Scenario::default();
        scenario.app.redirect_uris = vec![redirect_uri.clone()];
        change(&mut scenario);
        let app = scenario.app.clone();
        let emulator = Emulator::start(scenario).expect("an emulator");
        let home = tempfile::tempdir().expect("a folder");
        let mut variables = HashMap::from([
            ("HOME".to_owned(), home.path().display().to_string()),
            ("PATH".to_owned(), std::env::var("PATH").unwrap_or_default()),
            ("KAKAO_REST_API_KEY".to_owned(), app.rest_api_key),
            ("KAKAO_REDIRECT_URI".to_owned(), redirect_uri.clone()),
            ("KAKAO_AUTH_URL".to_owned(), emulator.url().to_owned()),
            ("KAKAO_API_URL".to_owned(), emulator.url().to_owned()),
        ]);
        if let Some(secret) = app.client_secret {
            variables.insert("KAKAO_CLIENT_SECRET".to_owned(), secret);
        }
        Self { home, emulator, redirect_uri, variables }
    }

    /// Logged in as the first user, who agreed to everything asked.
    pub(crate) fn logged_in() -> Self {
        let sandbox = Self::new();
        // A probe may still be on its way when its login is over, and what comes then is counted.
        let _ = sandbox.log_in(&["--no-probe"]).succeeded();
        sandbox
    }

    pub(crate) fn set(&mut self, name: &str, value: &str) -> &mut Self {
        self.variables.insert(name.to_owned(), value.to_owned());
        self
    }

    pub(crate) fn unset(&mut self, name: &str) -> &mut Self {
        self.variables.remove(name);
        self
    }

    /// The variables, for a command that has another program in front.
    pub(crate) fn environment(&self) -> HashMap<String, String> {
        self.variables.clone()
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program());
        command.args(arguments).env_clear().envs(&self.variables).stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome {
        Outcome::of(self.command(arguments).output().expect("the program starts"))
    }

    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &str) -> Outcome {
        use std::io::Write;
        let mut command = self.command(arguments);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("it reads");
        Outcome::of(child.wait_with_output().expect("it ends"))
    }

    /// Runs `login` with more arguments; the person agrees to everything.
    pub(crate) fn log_in(&self, arguments: &[&str]) -> Outcome {
        let login = self.start_login(arguments);
        let mut person = Person::new();
        person.agree(&login.url);
        login.finish()
    }

    /// Starts `login --no-browser` and waits until it has said where to go.
    pub(crate) fn start_login(&self, arguments: &[&str]) -> Login {
        let mut command = self.command(&["login", "--no-browser"]);
        command.args(arguments);
        self.start(command)
    }

    /// As [`Self::start_login`], with a command of the test's own.
    pub(crate) fn start(&self, mut command: Command) -> Login {
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut stderr = BufReader::new(child.stderr.take().expect("a pipe"));
        let mut said = String::new();
        let url = loop {
            let mut line = String::new();
            assert!(stderr.read_line(&mut line).expect("text") > 0, "no URL in {said}");
            said.push_str(&line);
            if line.starts_with("http") {
                break Url::parse(line.trim()).expect("a URL");
            }
        };
        Login { child, stderr, said, url }
    }

    pub(crate) fn config_folder(&self) -> PathBuf {
        self.home.path().join(".config/kakao-login")
    }

    pub(crate) fn write_config(&self, text: &str) {
        fs::create_dir_all(self.config_folder()).expect("a folder");
        fs::write(self.config_folder().join("config.toml"), text).expect("a file");
    }

    /// The one token file there is.
    pub(crate) fn token_file(&self) -> PathBuf {
        let files = fs::read_dir(self.config_folder().join("tokens")).expect("a folder");
        let names = files.map(|file| file.expect("a file").path());
        let json: Vec<_> = names.filter(|path| path.extension().is_some_and(|end| end == "json")).collect();
        assert_eq!(json.len(), 1, "{json:?}");
        json[0].clone()
    }

    /// Makes the cached access token look old.
    pub(crate) fn expire(&self) {
        let bytes = fs::read(self.token_file()).expect("a file");
        let mut record: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
        record["login"]["access_token_expires_at"] = 1.into();
        fs::write(self.token_file(), record.to_string()).expect("a file");
    }

    /// How often the emulator was asked for `path`.
    pub(crate) fn count(&self, path: &str) -> usize {
        self.emulator.exchanges().iter().filter(|exchange| exchange.path == path).count()
    }
}

/// A `login` that waits for its browser.
pub(crate) struct Login {
    child: Child,
    stderr: BufReader<std::process::ChildStderr>,
    said: String,
    pub(crate) url: Url,
}

impl Login {
    pub(crate) fn state(&self) -> String {
        let (_, state) = self.url.query_pairs().find(|(name, _)| name == "state").expect("a state");
        state.into_owned()
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn finish(self) -> Outcome {
        let Self { child, mut stderr, mut said, .. } = self;
        stderr.read_to_string(&mut said).expect("text");
        let output = child.wait_with_output().expect("it ends");
        let Outcome { exit, stdout, .. } = Outcome::of(output);
        assert!(!said.contains("panicked"), "{said}");
        Outcome { exit, stdout, stderr: said }
    }
}

/// A person at a browser without scripts.
pub(crate) struct Person {
    client: Client,
    cookie: String,
    /// On another machine the redirect leads nowhere.
    stays_away_from: Option<String>,
    /// Who logs in; else the user who is ticked.
    user: Option<String>,
}

impl Person {
    pub(crate) fn new() -> Self {
        Self { client: client(), cookie: String::new(), stays_away_from: None, user: None }
    }

    /// A person whose browser cannot reach the redirect URI: the last page is the address they see.
    pub(crate) fn elsewhere(redirect_uri: &str) -> Self {
        Self { stays_away_from: Some(redirect_uri.to_owned()), ..Self::new() }
    }

    /// The same person, whose browser cannot reach the redirect URI.
    pub(crate) fn elsewhere_from(self, redirect_uri: &str) -> Self {
        Self { stays_away_from: Some(redirect_uri.to_owned()), ..self }
    }

    /// A person who logs in as this user.
    pub(crate) fn named(user: &str) -> Self {
        Self { user: Some(user.to_owned()), ..Self::new() }
    }

    /// Logs in as the first user and agrees to everything; returns the last page.
    pub(crate) fn agree(&mut self, url: &Url) -> Page {
        self.answer(url, &[("decision", "agree")], |_| true)
    }

    /// Logs in and cancels at the consent screen.
    pub(crate) fn cancel(&mut self, url: &Url) -> Page {
        self.answer(url, &[("decision", "cancel")], |_| true)
    }

    /// Logs in and agrees to what `ticks` picks.
    pub(crate) fn agree_to(&mut self, url: &Url, ticks: impl FnMut(&str) -> bool) -> Page {
        self.answer(url, &[("decision", "agree")], ticks)
    }

    fn answer(&mut self, url: &Url, decision: &[(&str, &str)], mut ticks: impl FnMut(&str) -> bool) -> Page {
        let mut page = self.get(url);
        while let Some(action) = page.between("action=\"", "\"") {
            let target = page.url.join(&action).expect("a URL");
            let mut fields: Vec<(String, String)> = Vec::new();
            for tag in page.html.split("<input ").skip(1) {
                let tag = tag.split('>').next().unwrap_or_default();
                let value = |name: &str| tag.split(&format!("{name}=\"")).nth(1)?.split('"').next().map(str::to_owned);
                let (Some(kind), Some(name), Some(value)) = (value("type"), value("name"), value("value")) else {
                    continue;
                };
                let is_sent = match kind.as_str() {
                    "hidden" => true,
                    "radio" => self.user.as_ref().map_or(tag.contains(" checked"), |user| *user == value),
                    _ => !tag.contains(" disabled") && ticks(&value),
                };
                if is_sent {
                    fields.push((name, value.replace("&amp;", "&")));
                }
            }
            if action.ends_with("/consent") {
                fields.extend(decision.iter().map(|(name, value)| (name.to_string(), value.to_string())));
            }
            let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
            let request = self.client.post(target.clone()).header("Cookie", &self.cookie);
            let request = request.header("Content-Type", "application/x-www-form-urlencoded").body(body);
            page = self.follow(target, request.send().expect("an answer"));
        }
        page
    }

    pub(crate) fn get(&mut self, url: &Url) -> Page {
        let answer = self.client.get(url.clone()).header("Cookie", &self.cookie).send().expect("an answer");
        self.follow(url.clone(), answer)
    }

    fn follow(&mut self, mut url: Url, mut answer: Response) -> Page {
        while answer.status().is_redirection() {
            if let Some(cookie) = answer.headers().get("set-cookie") {
                self.cookie = cookie.to_str().expect("text").split(';').next().unwrap_or_default().to_owned();
            }
            url = url.join(answer.headers()["location"].to_str().expect("text")).expect("a URL");
            if self.stays_away_from.as_ref().is_some_and(|uri| url.as_str().starts_with(uri.as_str())) {
                return Page { url, status: 0, html: String::new() };
            }
            answer = self.client.get(url.clone()).header("Cookie", &self.cookie).send().expect("an answer");
        }
        Page { url, status: answer.status().as_u16(), html: answer.text().expect("text") }
    }
}

pub(crate) struct Page {
    pub(crate) url: Url,
    pub(crate) status: u16,
    pub(crate) html: String,
}

impl Page {
    fn between(&self, start: &str, end: &str) -> Option<String> {
        Some(self.html.split(start).nth(1)?.split(end).next()?.to_owned())
    }
}

/// A client that follows nothing and knows no proxy.
pub(crate) fn client() -> Client {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
    Client::builder().redirect(Policy::none()).no_proxy().build().expect("a client")
}

/// A free port below those the system hands out by itself, and a different one for each caller: between this
/// look and its use nobody else takes it.
pub(crate) fn free_port() -> u16 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    loop {
        let step = NEXT.fetch_add(1, Ordering::Relaxed);
        let port = 15_000 + (std::process::id() * 17 + step) % 15_000;
        let port = u16::try_from(port).expect("below 30000");
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return port;
        }
    }
}

/// The folder of the package.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
