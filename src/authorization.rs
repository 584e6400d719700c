//! Owns one authorization-code login: from a bound redirect URI to saved tokens and an honest page.

mod ahead;
mod probe;
mod waiting;

use std::{sync::mpsc, time::Duration};

use ahead::Ahead;
pub(crate) use probe::Seen;
use probe::Trouble;
use waiting::{Reply, Signs};

use crate::{
    kakao::{self, App, user::User},
    loopback::{self, CannotBind, Listener, Page, RedirectUri},
    messages::{Message, Visited},
    oauth::{
        Attempt, AuthorizeParameters, CodeExchange, Denied, Outcome, Tokens,
        id_token::{self, Check, Expected},
    },
    output::{Paragraph, clean},
    profile::Profile,
    secret::Secret,
    settings, store,
    store::{Key, Locked, Pen, Record},
    system::{NoBrowser, System},
    wire::{CallError, Url},
};

/// What the command line asks of a login.
#[derive(Clone, Debug)]
pub(crate) struct Wishes {
    pub parameters: AuthorizeParameters,
    pub timeout: Duration,
    pub browser: Browser,
    /// Look at the authorize URL ourselves: Kakao shows some errors only as a page that never comes back.
    pub probes: bool,
    /// Take an address or a code a person types at the terminal.
    pub reads_terminal: bool,
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
    /// The consent items that were asked for and not agreed to, where Kakao says what was.
    pub not_agreed: Vec<String>,
    /// The nickname and id of another account whose login was saved here before.
    pub replaced: Option<String>,
}

#[derive(Debug)]
pub(crate) enum Error {
    Settings(settings::Error),
    Store(store::Error),
    NoRandomness(std::io::Error),
    NobodyCameBack {
        seconds: u64,
        visit: Visited,
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

/// Binds the first redirect URI whose port is free, and says who holds the one that is not.
pub(crate) fn listen(system: &System, redirect_uris: &[RedirectUri]) -> Result<Listener, CannotBind> {
    loopback::bind(redirect_uris, &system.guard()).map_err(|error| CannotBind {
        holder: if error.is_taken() { (system.port_holder)(error.port) } else { None },
        ..error
    })
}

/// Runs the login. `listener` is bound already, so the browser cannot come back too early.
pub(crate) fn log_in(profile: &mut Profile, mut listener: Listener, wishes: &Wishes) -> Result<LoggedIn, Error> {
    (profile.system.mind_signals)();
    let app = profile.settings.app()?;
    let key = profile.key(&app);
    // Nobody should log in in a browser where no code could be redeemed afterwards.
    for server in [&app.servers.authorization, &app.servers.api] {
        (profile.system.can_send)(server).map_err(|error| Error::Call(error.into()))?;
    }
    // Nobody should agree in a browser only to hear that nothing can be saved.
    check_store(profile, &key)?;

    let attempt = attempt(profile.system, &app, listener.redirect_uri(), &wishes.parameters)?;
    let probe = if wishes.probes { Some(look_ahead(profile.system, &app, listener.redirect_uri())?) } else { None };
    let ahead = ahead::start(profile.system, &app);
    let typed = if wishes.reads_terminal { profile.ui.typed_lines() } else { None };
    let launcher = show(profile, attempt.url(), listener.redirect_uri(), &wishes.browser);
    // What opens here may be on another machine, whose redirect does not reach this one.
    let is_paste_offered = typed.is_some() && (launcher.is_none() || is_remote(profile.system));
    if is_paste_offered {
        profile.ui.say(&Message::PasteHere);
    }
    let signs = Signs { probe, typed, launcher, is_paste_offered };
    let reply = waiting::wait(profile, &mut listener, &attempt, wishes.timeout, &signs)?;
    // From here on nobody else costs a descriptor, and what the save needs is open before the code is spent.
    listener.close_strangers();
    let store = profile.store;
    let outcome = store.lock(&key, profile.system).map_err(Error::from).and_then(|locked| {
        let pen = locked.prepare()?;
        redeem(profile, &app, attempt, &ahead, &wishes.parameters.scopes, reply.query(), Place { locked: &locked, pen })
    });
    if let Reply::Visit(visit) = reply {
        let word = profile.system.tag().map_err(Error::NoRandomness)?;
        listener.finish(visit, &page(profile, &outcome), &word);
    }
    outcome
}

/// Where the login is saved, locked and proven writable.
struct Place<'a> {
    locked: &'a Locked<'a>,
    pen: Pen<'a>,
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

/// What somebody without a login is shown at the authorize URL, with a state of its own.
pub(crate) fn look(system: &System, app: &App, redirect_uri: &str) -> Result<Seen, Error> {
    let thrown_away = attempt(system, app, redirect_uri, &AuthorizeParameters::default())?;
    let send = |request: &_| (system.send)(request)?.collect();
    probe::look(&app.servers.authorization, thrown_away.url().clone(), send).map_err(|error| Error::Call(error.into()))
}

/// The failure an error page of Kakao's stands for.
pub(crate) fn page_shown(code: String, redirect_uri: &str) -> Error {
    Error::ShownInBrowser { code, redirect_uri: redirect_uri.to_owned() }
}

fn look_ahead(system: &System, app: &App, redirect_uri: &str) -> Result<mpsc::Receiver<Trouble>, Error> {
    let thrown_away = attempt(system, app, redirect_uri, &AuthorizeParameters::default())?;
    Ok(probe::start(system, app, thrown_away.url().clone()))
}

/// Prints the URL first, then opens the browser: one that does not open is a hint, not an error. Returns its launcher.
fn show(profile: &mut Profile, url: &Url, redirect_uri: &str, browser: &Browser) -> Option<mpsc::Receiver<NoBrowser>> {
    profile.ui.say(&Message::OpenThisUrl { url: url.to_string() });
    let opened = match browser {
        Browser::None => Err(None),
        Browser::Default => (profile.system.browse)(url, None).map_err(Some),
        Browser::Program(program) => (profile.system.browse)(url, Some(program)).map_err(Some),
    };
    if opened.is_err() && profile.ui.manner.quiet {
        // Even a quiet run must say where to go when nothing else does.
        profile.ui.tell(&Paragraph::address(url));
    }
    let attended = profile.ui.stdin_is_terminal();
    let elsewhere = opened.as_ref().err().and_then(Option::as_ref).map(|why| match why {
        NoBrowser::InContainer if !attended => Message::InContainerUnattended,
        why => no_browser(why),
    });
    if let Some(message) = over_ssh(profile.system, redirect_uri).or(elsewhere) {
        profile.ui.say(&message);
    }
    profile.ui.say(&Message::Waiting { redirect_uri: redirect_uri.to_owned() });
    opened.ok()
}

fn no_browser(why: &NoBrowser) -> Message {
    match why {
        NoBrowser::InContainer => Message::InContainer,
        NoBrowser::NoDisplay => Message::NoDisplay,
        NoBrowser::Missing { program } => Message::NoSuchBrowser { program: clean::line(program, 100) },
        NoBrowser::Failed => Message::BrowserFailed,
    }
}

/// Whether the person's browser may be on another machine, although something opens one here.
fn is_remote(system: &System) -> bool {
    let variables = ["SSH_CONNECTION", "CODESPACES", "REMOTE_CONTAINERS", "VSCODE_IPC_HOOK_CLI"];
    variables.into_iter().any(|name| (system.var)(name).is_some())
}

/// How a browser on the person's own machine reaches us, where we run in a shell that came over ssh.
fn over_ssh(system: &System, redirect_uri: &str) -> Option<Message> {
    // Client address and port, then ours (ssh(1), ENVIRONMENT).
    let connection = (system.var)("SSH_CONNECTION")?;
    let mut ours = connection.split(' ').skip(2);
    let host = ours.next().filter(|host| host.chars().all(|c| c.is_ascii_hexdigit() || ".:".contains(c)))?;
    let ssh_port = ours.next().and_then(|port| port.parse::<u16>().ok()).filter(|port| *port != 22);
    let user = (system.var)("USER").filter(|user| !user.starts_with('-'));
    let user = user.filter(|user| user.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)));
    let redirect_uri = Url::parse(redirect_uri).ok()?;
    let port = redirect_uri.port_or_known_default()?;
    let end = if redirect_uri.host_str() == Some("[::1]") { "[::1]" } else { "127.0.0.1" };
    let target = user.map_or_else(|| host.to_owned(), |user| format!("{user}@{host}"));
    let ssh_port = ssh_port.map(|port| format!("-p {port} ")).unwrap_or_default();
    let command = format!("ssh -N -L {port}:{end}:{port} {ssh_port}{target}");
    Some(Message::OverSsh { command })
}

fn redeem(
    profile: &mut Profile,
    app: &App,
    attempt: Attempt,
    ahead: &Ahead,
    asked: &[String],
    query: &str,
    place: Place,
) -> Result<LoggedIn, Error> {
    let nonce = attempt.nonce().map(str::to_owned);
    let exchange: CodeExchange = match attempt.accept(query) {
        Some(Outcome::Granted(exchange)) => exchange,
        Some(Outcome::Denied(denied)) => return Err(Error::Denied(denied)),
        None => unreachable!("A1: the listener only returns what the attempt recognises"),
    };
    let tokens = profile.send(&exchange)?;
    // Before the access token goes anywhere: a bad ID token ends the login here.
    let id_token = accept_id_token(profile, app, &tokens, nonce.as_deref(), ahead)?;
    let me = kakao::user::Me { servers: &app.servers, access_token: &tokens.access_token };
    let user = profile.send(&me)?;
    check_subject(id_token.as_ref(), &user)?;
    let not_agreed = not_agreed(asked, tokens.scopes.as_deref());
    let replaced = save(profile, place, &Tokens { id_token, ..tokens }, &user)?;
    Ok(LoggedIn { user, not_agreed, replaced })
}

/// The items that were asked for and are not among the granted ones. A server that does not say what it granted is
/// believed to have granted everything (RFC 6749 section 5.1).
fn not_agreed(asked: &[String], granted: Option<&[String]>) -> Vec<String> {
    let Some(granted) = granted else { return Vec::new() };
    // `profile` is Kakao's old name for nickname and picture together.
    let is_granted =
        |item: &str| granted.iter().any(|scope| scope == item || (item == "profile" && scope.starts_with("profile_")));
    asked.iter().filter(|item| !is_granted(item)).cloned().collect()
}

/// The ID token, if every check holds. One that was asked for, with a nonce, and does not hold ends the login.
fn accept_id_token(
    profile: &mut Profile,
    app: &App,
    tokens: &Tokens,
    nonce: Option<&str>,
    ahead: &Ahead,
) -> Result<Option<Secret>, Error> {
    let Some(token) = &tokens.id_token else { return Ok(None) };
    if nonce.is_none() {
        return Ok(profile.kept_id_token(app, token, ahead.keys(), None));
    }
    let (client, now) = (app.client(), profile.system.seconds_now());
    let keys = profile.signing_keys(&client.key_set, token, ahead.keys())?;
    let expected = Expected { issuer: &client.issuer, client_id: &client.id, nonce, subject: None, now };
    match id_token::failed(&id_token::examine(token, &keys, &expected)) {
        failed if failed.is_empty() => Ok(Some(token.clone())),
        failed => Err(Error::BadIdToken { failed }),
    }
}

/// The user of the access token is the one the ID token names (OpenID Connect Core section 5.3.2).
fn check_subject(id_token: Option<&Secret>, user: &User) -> Result<(), Error> {
    let subject = id_token.and_then(id_token::Parts::of).and_then(|parts| parts.text("sub").map(str::to_owned));
    match (subject, user.id()) {
        (Some(subject), id) if id.as_deref() != Some(subject.as_str()) => {
            Err(Error::BadIdToken { failed: vec![Check::Subject] })
        }
        _ => Ok(()),
    }
}

/// Returns the nickname and id of the account that was saved here before, where it is another one.
fn save(profile: &mut Profile, place: Place, tokens: &Tokens, user: &User) -> Result<Option<String>, Error> {
    let now = profile.system.seconds_now();
    // What `status` shows; the whole user is a call away.
    let short = |text: &str| text.chars().take(100).collect::<String>();
    let record = Record::of_login(tokens, user.id().as_deref().map(short), user.nickname().map(short), now);
    let Place { locked, pen } = place;
    if let Some(path) = locked.set_aside_broken()? {
        profile.ui.warn(&Message::SetAside { path: path.display().to_string() });
    }
    let before = locked.load()?.map(|found| found.record);
    let before = before.filter(|before| before.user_id.is_some() && before.user_id != record.user_id);
    pen.write(&record)?;
    Ok(before.map(|before| [before.nickname, before.user_id].into_iter().flatten().collect::<Vec<_>>().join(" · ")))
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
