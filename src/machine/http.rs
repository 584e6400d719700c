//! Owns sending requests. The only home of `reqwest` and `rustls`.

use std::{
    error::Error,
    io::{self, Read},
    sync::OnceLock,
    time::{Duration, Instant},
};

use reqwest::{blocking, header, redirect::Policy};
use url::form_urlencoded;

use crate::wire::{Body, Request, Response, SendError, is_loopback};

const CONNECT_TIME: Duration = Duration::from_secs(10);
/// For the head of the answer, and then for each piece of its body.
const CALL_TIME: Duration = Duration::from_secs(15);
/// A body slower than this, once `CALL_TIME` is over, is an attack or a dead line (bytes per second): an answer
/// of the largest size that is read whole is there within 30 s.
const SLOWEST: u64 = 36 << 10;
const FORM: &str = "application/x-www-form-urlencoded;charset=utf-8";
const USER_AGENT: &str = concat!("kakao-login/", env!("CARGO_PKG_VERSION"));

/// The sender. Its clients are built at the first request: a cached token needs none.
pub(super) fn sender() -> impl Fn(&Request) -> Result<Response, SendError> + Send + Sync {
    let clients: [OnceLock<Result<blocking::Client, SendError>>; 2] = Default::default();
    move |request| {
        super::mind_signals();
        let is_loopback = is_loopback(&request.url);
        let host = request.url.host_str().unwrap_or_default();
        let host = request.url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        if request.url.scheme() != "https" && !is_loopback {
            return Err(SendError::Insecure { host });
        }
        let client = clients[usize::from(is_loopback)].get_or_init(|| client(is_loopback)).clone()?;
        let started = Instant::now();
        let response = build(&client, request).send().map_err(|error| classify(&error, host))?;
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
        Ok(Response {
            status: response.status().as_u16(),
            headers: headers.collect(),
            body: Box::new(Paced { body: response, started, count: 0 }),
        })
    }
}

/// No redirect is followed: the token request would carry the client secret along.
fn client(is_loopback: bool) -> Result<blocking::Client, SendError> {
    // `rustls-no-provider` panics without one; a second call finds the first one's and is no failure.
    drop(rustls::crypto::ring::default_provider().install_default());
    let builder = blocking::Client::builder()
        .redirect(Policy::none())
        .connect_timeout(CONNECT_TIME)
        .timeout(CALL_TIME)
        .user_agent(USER_AGENT);
    // A proxy for the world has no business with this machine's own servers.
    let builder = if is_loopback { builder.no_proxy() } else { builder };
    builder.build().map_err(|error| SendError::NoCertificates { detail: innermost(&error) })
}

fn build(client: &blocking::Client, request: &Request) -> blocking::RequestBuilder {
    let method = reqwest::Method::from_bytes(request.method.as_bytes()).unwrap_or_default();
    let mut builder = client.request(method, request.url.clone());
    let has_type = request.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    if let Some(token) = &request.bearer {
        builder = builder.bearer_auth(token.expose());
    }
    match &request.body {
        Body::Empty => builder,
        Body::Bytes(bytes) => builder.body(bytes.clone()),
        Body::Form(fields) => {
            let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
            if has_type { builder } else { builder.header(header::CONTENT_TYPE, FORM) }.body(form)
        }
    }
}

/// `reqwest` puts the whole URL into its texts; only the innermost cause is told.
fn classify(error: &reqwest::Error, host: String) -> SendError {
    let detail = innermost(error);
    if error.is_timeout() {
        SendError::TimedOut { host }
    } else if !error.is_connect() {
        SendError::Interrupted { detail }
    } else if is_tls(error) {
        SendError::Tls { host, detail }
    } else {
        SendError::Unreachable { host, detail }
    }
}

/// An error and its causes; `io::Error` hides the one it wraps from `source`.
fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error| cause(*error))
}

fn cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(inner) => Some(inner),
        None => error.source(),
    }
}

fn is_tls(error: &reqwest::Error) -> bool {
    chain(error).any(|cause| cause.downcast_ref::<rustls::Error>().is_some())
}

fn innermost(error: &reqwest::Error) -> String {
    chain(error).last().map_or_else(String::new, ToString::to_string)
}

/// A body that must keep moving.
struct Paced {
    body: blocking::Response,
    started: Instant,
    count: u64,
}

impl Read for Paced {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let elapsed = self.started.elapsed();
        if elapsed > CALL_TIME && self.count < elapsed.as_secs() * SLOWEST {
            return Err(io::ErrorKind::TimedOut.into());
        }
        let count = self.body.read(buffer)?;
        self.count += count as u64;
        Ok(count)
    }
}
