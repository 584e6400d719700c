//! Owns a pretend Kakao: kauth and kapi on one loopback port, as strict as the real ones.
//!
//! It imports nothing of the program but the HTTP reader: shared protocol code would cancel out shared
//! mistakes. It answers as Kakao's documentation and captures say, and records what it was asked.

mod api;
mod authorize;
mod form;
mod id_token;
mod pages;
mod provider;
mod scenario;
mod token;

use std::{
    io,
    net::{Ipv4Addr, TcpListener},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::{self, JoinHandle},
    time::Duration,
};

use crate::http::{self, Answer, Limits, Method, Request, Serving};
use form::Form;
use provider::Provider;
pub use scenario::{Agreement, App, ConsentItem, Scenario, User};

const LIMITS: Limits = Limits { head: 16 << 10, body: 64 << 10, time: Duration::from_secs(10), open: 256 };

/// What the emulator was asked, and what it answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    pub method: String,
    pub path: String,
    pub status: u16,
}

/// A running emulator. Dropping it closes its port and forgets everything.
#[derive(Debug)]
pub struct Emulator {
    url: String,
    provider: Arc<Mutex<Provider>>,
    worker: Option<(Arc<std::sync::atomic::AtomicBool>, JoinHandle<()>)>,
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
        let provider = Arc::new(Mutex::new(Provider::new(scenario, url.clone())));
        let serving = http::serve(vec![listener], LIMITS)?;
        let stop = Arc::new(std::sync::atomic::AtomicBool::new(false));
        let worker = {
            let (provider, stop) = (Arc::clone(&provider), Arc::clone(&stop));
            thread::spawn(move || work(&serving, &provider, &stop, port))
        };
        Ok(Self { url, provider, worker: Some((stop, worker)) })
    }

    /// Authorization server and API server at once.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Everything asked so far, in order.
    pub fn exchanges(&self) -> Vec<Exchange> {
        lock(&self.provider).journal.clone()
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
        lock(&self.provider).access_tokens.clear();
    }

    /// Makes every refresh token unknown.
    pub fn forget_refresh_tokens(&self) {
        lock(&self.provider).refresh_tokens.clear();
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
        let (path, body) = (path.to_owned(), body.to_owned());
        lock(&self.provider).failures.push(provider::Failure { path, times, status, body, location });
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        if let Some((stop, worker)) = self.worker.take() {
            stop.store(true, std::sync::atomic::Ordering::SeqCst);
            drop(worker.join());
        }
    }
}

/// How often the worker looks whether it should stop.
const TICK: Duration = Duration::from_millis(50);

fn work(serving: &Serving, provider: &Arc<Mutex<Provider>>, stop: &std::sync::atomic::AtomicBool, port: u16) {
    while !stop.load(std::sync::atomic::Ordering::SeqCst) {
        let Ok(request) = serving.requests.recv_timeout(TICK) else { continue };
        let answer = answer(&mut lock(provider), &request, port);
        // A client that reads slowly must not hold up the others.
        thread::spawn(move || request.respond(&answer));
    }
}

fn lock(provider: &Mutex<Provider>) -> MutexGuard<'_, Provider> {
    provider.lock().unwrap_or_else(PoisonError::into_inner)
}

fn answer(provider: &mut Provider, request: &Request, port: u16) -> Answer {
    // Another host name on our address is a web page reaching for us through DNS.
    let hosts = ["127.0.0.1", "localhost", "[::1]"].map(|host| format!("{host}:{port}"));
    let answer = if request.header("host").is_none_or(|host| !hosts.iter().any(|own| own == host)) {
        Answer::empty(403)
    } else if let Some(scripted) = provider.scripted_failure(request.path()) {
        scripted
    } else {
        route(provider, request)
    };
    provider.journal.push(Exchange {
        method: request.method.to_string(),
        path: request.path().to_owned(),
        status: answer.status,
    });
    answer.with("Cache-Control", "no-store").with("X-Content-Type-Options", "nosniff")
}

fn route(provider: &mut Provider, request: &Request) -> Answer {
    match (&request.method, request.path()) {
        (Method::Get, "/oauth/authorize") => authorize::start(provider, request),
        (Method::Get, "/login") => authorize::login_page(provider, request),
        (Method::Post, "/login") => authorize::log_in(provider, request),
        (Method::Post, "/oauth/authorize/consent") => authorize::decide(provider, request),
        (Method::Get, "/oauth/logout") => authorize::browser_logout(request),
        (Method::Post, "/oauth/token") => token::issue(provider, request),
        (Method::Get, "/.well-known/jwks.json") => id_token::key_set(),
        (Method::Get, "/.well-known/openid-configuration") => id_token::discovery(&provider.url),
        (Method::Get | Method::Post, "/v2/user/me") => api::me(provider, request),
        (Method::Get, "/v1/user/access_token_info") => api::access_token_info(provider, request),
        (Method::Post, "/v1/user/logout") => api::logout(provider, request),
        (Method::Post, "/v1/user/unlink") => api::unlink(provider, request),
        (Method::Get, "/v2/user/scopes") => api::scopes(provider, request),
        (Method::Post, "/v2/user/revoke/scopes") => api::revoke(provider, request),
        (Method::Post, "/v2/api/talk/memo/default/send") => api::memo(provider, request),
        (_, "/oauth/token" | "/v1/user/logout" | "/v2/api/talk/memo/default/send") => Answer::empty(405),
        _ => Answer::empty(404),
    }
}

/// The fields of a form body. A JSON body has none: Kakao reads forms only.
fn form_body(request: &Request) -> Form {
    let kind = request.header("content-type").unwrap_or_default();
    if kind.starts_with("application/x-www-form-urlencoded") { Form::parse(&request.body) } else { Form::default() }
}
