//! Owns a pretend Kakao: kauth and kapi on one loopback port, as strict as the real ones.
//!
//! It imports nothing of the program but the HTTP reader: shared protocol code would cancel out shared
//! mistakes. It answers as Kakao's documentation and captures say, and records what it was asked.

mod api;
mod authorize;
mod bounded;
mod control;
mod differences;
mod environment;
mod failures;
mod form;
mod inspector;
mod journal;
mod me;
mod oidc;
mod pages;
mod provider;
mod reason;
mod scenario;
mod talk;
mod terms;
mod token;

use std::{
    io,
    net::{Ipv4Addr, TcpListener},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use failures::Failure;
use form::Form;
use journal::Reply;
use provider::Provider;

use crate::http::{self, Answer, Body, Head, Limits, Method, Request, Serving};
pub use differences::{Confidence, DIFFERENCES, Difference};
pub use failures::CODES;
pub use journal::Exchange;
pub use pages::Language;
pub use reason::Reason;
pub use scenario::{Agreement, App, ConsentItem, Scenario, ServiceTerm, User, file::Error as ScenarioError};

const LIMITS: Limits = Limits { head: 16 << 10, time: Duration::from_secs(10), open: 256 };
/// More than any form of Kakao's holds (bytes).
const BODY: usize = 64 << 10;
/// What it may remember of everything that happened, written as JSON (bytes).
const SNAPSHOT: usize = 32 << 20;

/// A running emulator. Dropping it closes its port and forgets everything.
#[derive(Debug)]
pub struct Emulator {
    url: String,
    provider: Arc<Mutex<Provider>>,
    _serving: Serving,
}

impl Emulator {
    /// Serves `scenario` on a free port of 127.0.0.1.
    pub fn start(scenario: Scenario) -> io::Result<Self> {
        Self::start_on(0, scenario)
    }

    /// Serves `scenario` on this port of 127.0.0.1.
    pub fn start_on(port: u16, scenario: Scenario) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let port = listener.local_addr()?.port();
        let url = format!("http://127.0.0.1:{port}");
        let public_url = scenario.public_url.clone().unwrap_or_else(|| url.clone());
        let front = public_url.split_once("://").map(|(_, host)| host.to_owned());
        let hosts = ["127.0.0.1", "localhost", "[::1]"].map(|host| format!("{host}:{port}"));
        let hosts: Vec<_> = hosts.into_iter().chain(front).collect();
        let provider = Arc::new(Mutex::new(Provider::new(scenario, public_url)));
        let (shared, desk, own) = (Arc::clone(&provider), Mutex::new(()), hosts.clone());
        let everybody = Arc::new(|ends: &[_]| vec![true; ends.len()]);
        let longest = move |head: &Head| longest_body(head, &own);
        let serving = http::serve_with(vec![listener], LIMITS, everybody, longest, move |request| {
            think_about(&shared, &request, &desk);
            handle(&shared, request, &hosts);
        })?;
        Ok(Self { url, provider, _serving: serving })
    }

    /// Authorization server and API server at once.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Address, app, users and variables: what `--json` prints once it serves.
    pub fn ready_line(&self) -> serde_json::Value {
        environment::app(&lock(&self.provider))
    }

    /// The newest requests, in order.
    pub fn exchanges(&self) -> Vec<Exchange> {
        lock(&self.provider).journal.entries().cloned().collect()
    }

    /// Moves the emulator's clock forward.
    pub fn advance(&self, time: Duration) {
        lock(&self.provider).advance(time);
    }

    /// Lets the token endpoint think for so long before each answer.
    pub fn think(&self, time: Duration) {
        lock(&self.provider).scenario.token_delay = time;
    }

    /// Makes every access token unknown, as Kakao does when the app is unlinked elsewhere.
    pub fn forget_access_tokens(&self) {
        lock(&self.provider).memory.access_tokens.clear();
    }

    /// Makes every refresh token unknown.
    pub fn forget_refresh_tokens(&self) {
        lock(&self.provider).memory.refresh_tokens.clear();
    }

    /// Answers the next `times` requests to `path` with this status and body instead.
    pub fn fail(&self, path: &str, times: usize, status: u16, body: &str) {
        self.script(path, times, status, body, None);
    }

    /// Redirects the next `times` requests to `path`.
    pub fn redirect(&self, path: &str, times: usize, status: u16, location: &str) {
        self.script(path, times, status, "", Some(location.to_owned()));
    }

    fn script(&self, path: &str, times: usize, status: u16, body: &str, location: Option<String>) {
        let (endpoint, body, times) = (path.to_owned(), body.to_owned(), times as u64);
        lock(&self.provider).failures.add(Failure { endpoint, times, status, body, location, ..Failure::default() });
    }
}

/// What is done about a request outside the lock, so that nobody else waits for it.
struct Verdict {
    reply: Reply,
    delay: Duration,
    drops: bool,
}

/// The token endpoint takes its time with one request after the other.
fn think_about(provider: &Mutex<Provider>, request: &Request, desk: &Mutex<()>) {
    let time = lock(provider).scenario.token_delay;
    if request.path() == "/oauth/token" && !time.is_zero() {
        let _at_it = desk.lock().unwrap_or_else(PoisonError::into_inner);
        thread::sleep(time);
    }
}

fn handle(provider: &Mutex<Provider>, request: Request, hosts: &[String]) {
    let Verdict { reply, delay, drops } = decide(&mut lock(provider), &request, hosts);
    thread::sleep(delay);
    if !drops {
        request.respond(&reply.answer);
    }
}

fn lock(provider: &Mutex<Provider>) -> MutexGuard<'_, Provider> {
    provider.lock().unwrap_or_else(PoisonError::into_inner)
}

fn decide(provider: &mut Provider, request: &Request, hosts: &[String]) -> Verdict {
    let at_once = |reply| Verdict { reply, delay: Duration::ZERO, drops: false };
    let verdict = if !is_ours(&request.headers, hosts) {
        // Another host name on our address is a web page reaching for us through DNS.
        at_once(Reply::denied(403, Reason::OtherHost))
    } else if let Some(reply) = own_pages(provider, request, hosts) {
        return at_once(reply.hardened());
    } else {
        match provider.failures.take(request.path()) {
            Some(failure) if failure.only_delays => {
                Verdict { reply: route(provider, request, hosts), delay: failure.delay, drops: false }
            }
            Some(failure) => {
                let reason = if failure.drops { Reason::Dropped } else { Reason::Scripted };
                let reply = Reply { answer: failure.answer(), code: failure.code.clone(), reason: Some(reason) };
                Verdict { reply, delay: failure.delay, drops: failure.drops }
            }
            None => at_once(route(provider, request, hosts)),
        }
    };
    let time = provider.now();
    provider.journal.note(Exchange {
        number: 0,
        time,
        method: request.method.to_string(),
        path: request.path().to_owned(),
        status: if verdict.drops { 0 } else { verdict.reply.answer.status },
        code: verdict.reply.code.clone(),
        reason: verdict.reply.reason.clone(),
    });
    Verdict { reply: verdict.reply.hardened(), ..verdict }
}

/// A front may have another port; a name that is not of this machine is nobody's but a stranger's.
fn is_ours(headers: &[(String, String)], hosts: &[String]) -> bool {
    let name = |host: &str| host.rsplit_once(':').map_or(host, |(name, _)| name).to_owned();
    http::header(headers, "host").is_some_and(|host| hosts.iter().any(|own| name(own) == name(host)))
}

/// A body that any web page can send costs little, and one that is refused anyway is not read.
fn longest_body(head: &Head, hosts: &[String]) -> Body {
    let is_foreign = || control::is_foreign(head.headers(), hosts);
    match head.path() {
        _ if !is_ours(head.headers(), hosts) => Body::Unread,
        path if path.starts_with(control::PREFIX) && is_foreign() => Body::Unread,
        control::SNAPSHOT => Body::UpTo(SNAPSHOT),
        _ => Body::UpTo(BODY),
    }
}

/// The emulator's own side, which no log tells of: the inspector, the control paths, readiness.
fn own_pages(provider: &mut Provider, request: &Request, hosts: &[String]) -> Option<Reply> {
    match request.path() {
        "/readyz" => Some(Answer::new(200, "text/plain; charset=utf-8", "ok\n").into()),
        "/" => Some(inspector::page(provider, request).into()),
        "/favicon.ico" => Some(Answer::empty(404).into()),
        path => path.strip_prefix(control::PREFIX).map(|verb| control::answer(provider, request, verb, hosts)),
    }
}

fn route(provider: &mut Provider, request: &Request, hosts: &[String]) -> Reply {
    match (&request.method, request.path()) {
        (Method::Get, "/oauth/authorize") => authorize::start(provider, request, hosts),
        (Method::Get, "/login") => authorize::login_page(provider, request),
        (Method::Post, "/login") => authorize::log_in(provider, request),
        (Method::Post, "/oauth/authorize/consent") => authorize::decide(provider, request),
        (Method::Get, "/oauth/logout") => authorize::browser_logout(provider, request),
        // One report says that Kakao serves GET too; public code relies on it.
        (Method::Post | Method::Get, "/oauth/token") => token::issue(provider, request),
        (Method::Post, "/oauth/tokeninfo") => oidc::token_info(provider, request),
        (Method::Get, "/.well-known/jwks.json") => oidc::key_set(provider).into(),
        (Method::Get, "/.well-known/openid-configuration") => oidc::discovery(&provider.url).into(),
        (Method::Get | Method::Post, "/v2/user/me") => me::me(provider, request),
        (Method::Get, "/v1/oidc/userinfo") => oidc::user_info(provider, request),
        (Method::Get, "/v1/user/access_token_info") => api::access_token_info(provider, request),
        (Method::Post, "/v1/user/logout") => api::logout(provider, request),
        (Method::Post, "/v1/user/unlink") => api::unlink(provider, request),
        (Method::Post, "/v1/user/update_profile") => api::update_profile(provider, request),
        (Method::Get, "/v1/user/shipping_address") => terms::shipping_address(provider, request),
        (Method::Get, "/v2/user/scopes") => api::scopes(provider, request),
        (Method::Post, "/v2/user/revoke/scopes") => api::revoke(provider, request),
        (Method::Get, "/v2/user/service_terms") => terms::list(provider, request),
        (Method::Post, "/v2/user/upgrade/service_terms") => terms::upgrade(provider, request),
        (Method::Post, "/v2/user/revoke/service_terms") => terms::revoke(provider, request),
        (Method::Get, "/v1/api/talk/profile") => talk::profile(provider, request),
        (Method::Get, "/v1/api/talk/friends") => talk::friends(provider, request),
        (Method::Post, "/v2/api/talk/memo/default/send") => talk::send_default(provider, request),
        (Method::Post, "/v2/api/talk/memo/send") => talk::send_custom(provider, request),
        (Method::Post, "/v2/api/talk/memo/scrap/send") => talk::send_scrap(provider, request),
        (_, path) => match POSTED.iter().chain(&GOT).find(|(own, _)| *own == path) {
            Some((_, allowed)) => Reply::denied(405, Reason::Method { allowed }),
            None => Reply::denied(404, Reason::NoSuchPath),
        },
    }
}

/// Paths that are known, for another method.
const POSTED: [(&str, &str); 11] = [
    ("/oauth/token", "GET, POST"),
    ("/oauth/tokeninfo", "POST"),
    ("/v1/user/logout", "POST"),
    ("/v1/user/unlink", "POST"),
    ("/v1/user/update_profile", "POST"),
    ("/v2/user/revoke/scopes", "POST"),
    ("/v2/user/upgrade/service_terms", "POST"),
    ("/v2/user/revoke/service_terms", "POST"),
    ("/v2/api/talk/memo/default/send", "POST"),
    ("/v2/api/talk/memo/send", "POST"),
    ("/v2/api/talk/memo/scrap/send", "POST"),
];
const GOT: [(&str, &str); 8] = [
    ("/v1/user/shipping_address", "GET"),
    ("/v1/api/talk/profile", "GET"),
    ("/v1/api/talk/friends", "GET"),
    ("/oauth/authorize", "GET"),
    ("/v2/user/scopes", "GET"),
    ("/v2/user/service_terms", "GET"),
    ("/v1/user/access_token_info", "GET"),
    ("/v1/oidc/userinfo", "GET"),
];

/// Every path of Kakao's that is served.
fn paths() -> impl Iterator<Item = &'static str> {
    let any = ["/v2/user/me", "/.well-known/jwks.json", "/.well-known/openid-configuration", "/oauth/logout"];
    POSTED.iter().chain(&GOT).map(|(path, _)| *path).chain(any)
}

impl Reply {
    fn hardened(mut self) -> Self {
        self.answer = self.answer.with("Cache-Control", "no-store").with("X-Content-Type-Options", "nosniff");
        self
    }
}

/// The fields of a form body. A JSON body has none: Kakao reads forms only.
fn form_body(request: &Request) -> Form {
    let kind = request.header("content-type").unwrap_or_default().to_ascii_lowercase();
    if kind.starts_with("application/x-www-form-urlencoded") { Form::parse(&request.body) } else { Form::default() }
}
