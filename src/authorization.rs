//! Owns one authorization-code login: from a bound redirect URI to saved tokens and an honest page.

use std::{
    sync::{Arc, mpsc},
    thread,
    time::{Duration, Instant},
};

use crate::{
    kakao::{self, App, code, user::User},
    loopback::{Listener, Page},
    messages::Message,
    oauth::{
        Attempt, AuthorizeParameters, CodeExchange, Denied, Outcome, Tokens,
        id_token::{self, Check, Expected, FetchKeys},
    },
    profile::Profile,
    secret::Secret,
    settings, store,
    store::{Key, Record},
    system::{NoBrowser, System},
    wire::{self, CallError, Request, Url},
};

/// How long a person is left alone before they are told what may be wrong.
const HINT_AFTER: Duration = Duration::from_secs(30);
/// How often the probe's answer is looked for.
const TICK: Duration = Duration::from_millis(200);
const PROBE_HOPS: usize = 5;
/// Where Kakao sends a browser that is not logged in.
const LOGIN_HOST: &str = "accounts.kakao.com";

/// What the command line asks of a login.
#[derive(Clone, Debug)]
pub(crate) struct Wishes {
    pub parameters: AuthorizeParameters,
    pub timeout: Duration,
    pub browser: Browser,
    /// Look at the authorize URL ourselves: Kakao shows some errors only as a page that never comes back.
    pub probes: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Browser {
    None,
    Default,
    Program(String),
}

/// Who is logged in now.
#[derive(Debug)]
pub(crate) struct LoggedIn {
    pub user: User,
}

#[derive(Debug)]
pub(crate) enum Error {
    Settings(settings::Error),
    Store(store::Error),
    NoRandomness(std::io::Error),
    NobodyCameBack {
        seconds: u64,
        was_visited: bool,
        redirect_uri: String,
    },
    Denied(Denied),
    /// The probe met Kakao's error page.
    ShownInBrowser {
        code: String,
        redirect_uri: String,
    },
    /// The checks of the ID token that do not hold.
    BadIdToken {
        failed: Vec<Check>,
    },
    Call(CallError),
}

impl From<settings::Error> for Error {
    fn from(error: settings::Error) -> Self {
        Self::Settings(error)
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl From<CallError> for Error {
    fn from(error: CallError) -> Self {
        Self::Call(error)
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Error {}

/// Runs the login. `listener` is bound already, so the browser cannot come back too early.
pub(crate) fn log_in(profile: &mut Profile, mut listener: Listener, wishes: &Wishes) -> Result<LoggedIn, Error> {
    (profile.system.mind_signals)();
    let app = profile.settings.app()?;
    let key = profile.key(&app);
    // Nobody should agree in a browser only to hear that nothing can be saved.
    check_store(profile, &key)?;

    let attempt = attempt(profile.system, &app, listener.redirect_uri(), &wishes.parameters)?;
    let probe = if wishes.probes { Some(probe(profile.system, &app, listener.redirect_uri())?) } else { None };
    show(profile, attempt.url(), listener.redirect_uri(), &wishes.browser);

    let visit = wait(profile, &mut listener, &attempt, wishes.timeout, probe)?;
    let outcome = redeem(profile, &app, &key, attempt, visit.query());
    listener.finish(visit, &page(profile, &outcome));
    outcome
}

fn check_store(profile: &Profile, key: &Key) -> Result<(), Error> {
    let locked = profile.store.lock(key, profile.system)?;
    locked.check_replaceable()?;
    drop(locked.prepare()?);
    Ok(())
}

fn attempt(system: &System, app: &App, redirect_uri: &str, parameters: &AuthorizeParameters) -> Result<Attempt, Error> {
    Attempt::new(&app.client(), redirect_uri, parameters, &system.random).map_err(Error::NoRandomness)
}

/// Prints the URL first, then opens the browser: a browser that does not open is a hint, not an error.
fn show(profile: &mut Profile, url: &Url, redirect_uri: &str, browser: &Browser) {
    profile.ui.say(&Message::OpenThisUrl { url: url.to_string() });
    let opened = match browser {
        Browser::None => Err(None),
        Browser::Default => (profile.system.browse)(url, None).map_err(Some),
        Browser::Program(program) => (profile.system.browse)(url, Some(program)).map_err(Some),
    };
    if opened.is_err() && profile.ui.manner.quiet {
        // Even a quiet run must say where to go when nothing else does.
        profile.ui.tell(url.as_str());
    }
    match opened {
        Err(Some(NoBrowser::Failed)) => profile.ui.say(&Message::BrowserFailed),
        Err(Some(NoBrowser::NoDisplay)) => profile.ui.say(&Message::NoDisplay),
        Ok(()) | Err(None) => {}
    }
    profile.ui.say(&Message::Waiting { redirect_uri: redirect_uri.to_owned() });
}

fn wait(
    profile: &mut Profile,
    listener: &mut Listener,
    attempt: &Attempt,
    timeout: Duration,
    probe: Option<mpsc::Receiver<String>>,
) -> Result<crate::loopback::Visit, Error> {
    let started = Instant::now();
    let mut was_hinted = false;
    loop {
        let left = timeout.saturating_sub(started.elapsed());
        if let Some(visit) = listener.wait(left.min(TICK), |query| attempt.recognises(query)) {
            return Ok(visit);
        }
        let redirect_uri = || listener.redirect_uri().to_owned();
        if let Some(code) = probe.as_ref().and_then(|probe| probe.try_recv().ok()) {
            return Err(Error::ShownInBrowser { code, redirect_uri: redirect_uri() });
        }
        if left.is_zero() {
            return Err(Error::NobodyCameBack {
                seconds: timeout.as_secs(),
                was_visited: listener.was_visited(),
                redirect_uri: redirect_uri(),
            });
        }
        if started.elapsed() > HINT_AFTER && !was_hinted {
            profile.ui.say(&Message::StillWaiting { redirect_uri: redirect_uri() });
            was_hinted = true;
        }
    }
}

fn redeem(profile: &mut Profile, app: &App, key: &Key, attempt: Attempt, query: &str) -> Result<LoggedIn, Error> {
    let nonce = attempt.nonce().map(str::to_owned);
    let exchange: CodeExchange = match attempt.accept(query) {
        Some(Outcome::Granted(exchange)) => exchange,
        Some(Outcome::Denied(denied)) => return Err(Error::Denied(denied)),
        None => unreachable!("A1: the listener only returns what the attempt recognises"),
    };
    let tokens = profile.send(&exchange)?;
    // Before the access token goes anywhere: a bad ID token ends the login here.
    let id_token = accept_id_token(profile, app, &tokens, nonce.as_deref())?;
    let me = kakao::user::Me { servers: &app.servers, access_token: &tokens.access_token };
    let user = profile.send(&me)?;
    check_subject(id_token.as_ref(), &user)?;
    save(profile, key, &Tokens { id_token, ..tokens }, &user)?;
    Ok(LoggedIn { user })
}

/// The ID token, if every check holds. Kakao adds one to every login while the console has OpenID Connect on; one
/// that nobody asked for and that does not hold is dropped.
fn accept_id_token(
    profile: &mut Profile,
    app: &App,
    tokens: &Tokens,
    nonce: Option<&str>,
) -> Result<Option<Secret>, Error> {
    let Some(token) = &tokens.id_token else { return Ok(None) };
    let (client, now) = (app.client(), profile.system.seconds_now());
    let keys = match profile.send(&FetchKeys { url: client.key_set.clone() }) {
        Err(error) if nonce.is_some() => return Err(error.into()),
        keys => keys.unwrap_or_default(),
    };
    let expected = Expected { issuer: &client.issuer, client_id: &client.id, nonce, subject: None, now };
    let findings = id_token::examine(token, &keys, &expected);
    let failed: Vec<_> = findings.iter().filter(|finding| !finding.has_passed).map(|finding| finding.check).collect();
    if failed.is_empty() {
        Ok(Some(token.clone()))
    } else if nonce.is_some() {
        Err(Error::BadIdToken { failed })
    } else {
        profile.ui.warn(&Message::IdTokenDropped { failed: words(&failed) });
        Ok(None)
    }
}

/// The user of the access token is the one the ID token names (OpenID Connect Core section 5.3.2).
fn check_subject(id_token: Option<&Secret>, user: &User) -> Result<(), Error> {
    let subject = id_token.and_then(id_token::Parts::of).and_then(|parts| parts.text("sub").map(str::to_owned));
    match (subject, user.id()) {
        (Some(subject), Some(id)) if subject != id => Err(Error::BadIdToken { failed: vec![Check::Subject] }),
        _ => Ok(()),
    }
}

/// The names of checks, to be told.
pub(crate) fn words(checks: &[Check]) -> String {
    checks.iter().map(|check| check.word()).collect::<Vec<_>>().join(", ")
}

fn save(profile: &mut Profile, key: &Key, tokens: &Tokens, user: &User) -> Result<(), Error> {
    let now = profile.system.seconds_now();
    // What `status` shows; the whole user is a call away.
    let short = |text: &str| text.chars().take(100).collect::<String>();
    let record = Record::of_login(tokens, user.id().as_deref().map(short), user.nickname().map(short), now);
    let locked = profile.store.lock(key, profile.system)?;
    if let Some(path) = locked.set_aside_broken()? {
        profile.ui.warn(&Message::SetAside { path: path.display().to_string() });
    }
    Ok(locked.prepare()?.write(&record)?)
}

fn page(profile: &Profile, outcome: &Result<LoggedIn, Error>) -> Page {
    let (status, title, body) = match outcome {
        Ok(_) => (200, Message::PageDoneTitle, Message::PageDoneBody),
        Err(Error::Denied(denied)) if denied.is_the_persons() => {
            (403, Message::PageDeniedTitle, Message::PageDeniedBody)
        }
        Err(_) => (502, Message::PageFailedTitle, Message::PageFailedBody),
    };
    let language = profile.ui.manner.language;
    Page { status, language: language.tag(), title: title.text(language), body: body.text(language) }
}

/// Asks the authorize URL once, without a login and with a state of its own, on a thread: the code of
/// Kakao's error page arrives in the channel, and nothing otherwise.
fn probe(system: &System, app: &App, redirect_uri: &str) -> Result<mpsc::Receiver<String>, Error> {
    let url = attempt(system, app, redirect_uri, &AuthorizeParameters::default())?.url().clone();
    let send = Arc::clone(&system.send);
    let home = app.servers.authorization.clone();
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let found = follow(&home, url, |request| send(request)?.collect());
        // Nobody listens any more once the login is over.
        found.map(|code| sender.send(code))
    });
    Ok(receiver)
}

/// Follows redirects on the authorization server and to Kakao's login page only, never to our own listener.
fn follow(
    home: &Url,
    mut url: Url,
    send: impl Fn(&Request) -> Result<wire::Answer, wire::SendError>,
) -> Option<String> {
    for _ in 0..PROBE_HOPS {
        let answer = send(&Request::get(url.clone())).ok()?;
        if (300..400).contains(&answer.status) {
            let next = url.join(answer.header("location")?).ok()?;
            let is_kakaos = next.origin() == home.origin() || next.host_str() == Some(LOGIN_HOST);
            url = Some(next).filter(|_| is_kakaos)?;
            continue;
        }
        let shown = if answer.status >= 400 { code::on_page(&answer.text) } else { None };
        let refusal = wire::Refusal { code: shown.clone(), ..wire::Refusal::default() };
        return shown.filter(|_| code::judge(&refusal).0 == code::Verdict::AppSetup);
    }
    None
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    fn probe_over(answers: &[(&str, u16, &str)]) -> (Option<String>, Vec<String>) {
        let home = Url::parse("https://kauth.kakao.com").expect("a URL");
        let asked = RefCell::new(Vec::new());
        let found = follow(&home, home.join("/oauth/authorize").expect("a URL"), |request| {
            asked.borrow_mut().push(request.url.to_string());
            let (location, status, text) = answers[asked.borrow().len() - 1];
            let headers = vec![("location".to_owned(), location.to_owned())];
            Ok(wire::Answer { status, headers, text: text.to_owned() })
        });
        (found, asked.into_inner())
    }

    #[test]
    fn an_error_page_is_recognised() {
        let (found, _) = probe_over(&[("", 400, "<h2>앱 관리자 설정 오류 (KOE006)</h2>")]);
        assert_eq!(found.as_deref(), Some("KOE006"));
    }

    #[test]
    fn a_login_page_is_no_error() {
        let (found, asked) =
            probe_over(&[("https://accounts.kakao.com/login?continue=x", 302, ""), ("", 200, "KOE006 in a script")]);
        assert_eq!((found, asked.len()), (None, 2));
    }

    #[test]
    fn the_probe_never_follows_to_another_host_or_to_us() {
        for location in ["http://127.0.0.1:18000/callback?code=c", "https://evil.example/", "http://kauth.kakao.com/"] {
            let (found, asked) = probe_over(&[(location, 302, ""), ("", 400, "(KOE006)")]);
            assert_eq!((found, asked.len()), (None, 1), "{location}");
        }
    }
}
