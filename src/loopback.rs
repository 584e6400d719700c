//! Owns the redirect URI's end on this machine: bound before the browser opens, one callback taken, one
//! honest page at the end (RFC 8252 section 7.3).

use std::{
    io::{self, ErrorKind},
    net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener},
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError},
    },
    time::{Duration, Instant},
};

use ring::digest::{SHA256, digest};
use url::{Host, Url};

use crate::http::{self, Admits, Answer, Limits, Method, Request, Serving};

const HEAD_MAX: usize = 16 << 10;
const READ_TIME: Duration = Duration::from_secs(5);
/// Connections of strangers while the code is redeemed.
const OPEN_AT_THE_END: usize = 8;
/// Where the browser lands after the callback, so that the code leaves its address bar (RFC 9700 section 4.3.1).
const DONE_PATH: &str = "/done";
/// A browser follows the redirect within milliseconds; a script may not follow it at all.
const BROWSER_GRACE: Duration = Duration::from_secs(2);
const SCRIPT_GRACE: Duration = Duration::from_millis(500);

/// A redirect URI this machine can answer on: `http`, a loopback host, exactly as registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RedirectUri {
    text: String,
    path: String,
    authorities: Vec<String>,
    addresses: Vec<SocketAddr>,
}

impl RedirectUri {
    /// `None` where nobody could listen: another scheme or host, a query, a fragment, user information.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok().filter(|url| url.scheme() == "http")?;
        let port = url.port_or_known_default().filter(|port| *port != 0)?;
        let plain = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        if !plain || url.password().is_some() || text.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return None;
        }
        let (v4, v6) = (SocketAddr::from((Ipv4Addr::LOCALHOST, port)), SocketAddr::from((Ipv6Addr::LOCALHOST, port)));
        let addresses = match url.host()? {
            Host::Ipv4(ip) if ip.is_loopback() => vec![SocketAddr::from((ip, port))],
            Host::Ipv6(ip) if ip.is_loopback() => vec![v6],
            // A browser may try either family first; whoever holds the other one would get the code.
            Host::Domain("localhost") => vec![v4, v6],
            _ => return None,
        };
        let host = url.host_str()?;
        let mut authorities = vec![format!("{host}:{port}")];
        if port == 80 {
            authorities.push(host.to_owned());
        }
        Some(Self { text: text.to_owned(), path: url.path().to_owned(), authorities, addresses })
    }

    /// Byte for byte what was registered.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn port(&self) -> u16 {
        self.addresses.first().map_or(0, SocketAddr::port)
    }
}

/// Why no redirect URI could be listened on.
#[derive(Debug)]
pub(crate) struct CannotBind {
    pub port: u16,
    pub error: io::Error,
    /// The program that has it, where somebody found out.
    pub holder: Option<String>,
}

impl std::fmt::Display for CannotBind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for CannotBind {}

impl CannotBind {
    pub(crate) fn is_taken(&self) -> bool {
        self.error.kind() == ErrorKind::AddrInUse
    }
}

/// What the browser is told at the end. The words come from the caller and from nowhere outside.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub status: u16,
    /// `ko` or `en`.
    pub language: &'static str,
    pub title: String,
    pub body: String,
}

/// A bound redirect URI, waiting.
#[derive(Debug)]
pub(crate) struct Listener {
    redirect_uri: RedirectUri,
    serving: Serving,
    requests: Receiver<Request>,
    /// Whether a browser asked anything of us at all.
    was_visited: bool,
    had_another_login: bool,
}

/// Which login the query of a redirect belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    This,
    /// Well formed, with another `state`.
    Another,
    /// Nothing that an authorization server sends.
    Nobodys,
}

/// The recognised redirect. Its connection stays open until [`Listener::finish`].
#[derive(Debug)]
pub(crate) struct Visit(Request);

impl Visit {
    pub(crate) fn query(&self) -> &str {
        self.0.query()
    }
}

/// Who may speak to the listener, and how many at once.
pub(crate) struct Guard {
    pub admits: Arc<Admits>,
    pub connections: usize,
}

impl Guard {
    fn serve(&self, sockets: Vec<TcpListener>) -> io::Result<(Serving, Receiver<Request>)> {
        let limits = Limits { head: HEAD_MAX, time: READ_TIME, open: self.connections };
        http::serve(sockets, limits, Arc::clone(&self.admits))
    }
}

/// Binds the first redirect URI whose port is free, on every address its host stands for.
///
/// # Errors
/// The reason of the first one, where none is free. Never another port: Kakao compares the whole string.
pub(crate) fn bind(redirect_uris: &[RedirectUri], guard: &Guard) -> Result<Listener, CannotBind> {
    let mut first_error = None;
    for redirect_uri in redirect_uris {
        match bind_all(&redirect_uri.addresses).and_then(|sockets| guard.serve(sockets)) {
            Ok((serving, requests)) => {
                return Ok(Listener::new(redirect_uri.clone(), serving, requests));
            }
            Err(error) => {
                first_error.get_or_insert(CannotBind { port: redirect_uri.port(), error, holder: None });
            }
        }
    }
    Err(first_error.unwrap_or(CannotBind { port: 0, error: ErrorKind::InvalidInput.into(), holder: None }))
}

/// Binds a free port of 127.0.0.1 and names the redirect URI that leads to it.
pub(crate) fn bind_any(path: &str, guard: &Guard) -> Result<Listener, CannotBind> {
    let failed = |error| CannotBind { port: 0, error, holder: None };
    let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(failed)?;
    let port = socket.local_addr().map_err(failed)?.port();
    let redirect_uri = RedirectUri::parse(&format!("http://127.0.0.1:{port}{path}"))
        .ok_or_else(|| failed(ErrorKind::InvalidInput.into()))?;
    let (serving, requests) = guard.serve(vec![socket]).map_err(failed)?;
    Ok(Listener::new(redirect_uri, serving, requests))
}

fn bind_all(addresses: &[SocketAddr]) -> io::Result<Vec<TcpListener>> {
    let mut sockets = Vec::new();
    for address in addresses {
        match TcpListener::bind(address) {
            Ok(socket) => sockets.push(socket),
            Err(error) if matches!(error.kind(), ErrorKind::AddrInUse | ErrorKind::PermissionDenied) => {
                return Err(error);
            }
            // A machine without IPv6 has no ::1 that another program could hold.
            Err(error) if address.is_ipv6() && !sockets.is_empty() && has_no_ipv6(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(sockets)
}

fn has_no_ipv6(error: &io::Error) -> bool {
    // "Address family not supported", on Linux, macOS and Windows.
    const EAFNOSUPPORT: [i32; 3] = [97, 47, 10047];
    error.kind() == ErrorKind::AddrNotAvailable || error.raw_os_error().is_some_and(|code| EAFNOSUPPORT.contains(&code))
}

impl Listener {
    fn new(redirect_uri: RedirectUri, serving: Serving, requests: Receiver<Request>) -> Self {
        Self { redirect_uri, serving, requests, was_visited: false, had_another_login: false }
    }

    pub(crate) fn redirect_uri(&self) -> &str {
        self.redirect_uri.as_str()
    }

    pub(crate) fn was_visited(&self) -> bool {
        self.was_visited
    }

    /// Whether somebody spoke TLS to this plain port: a browser that was sent to `https:`.
    pub(crate) fn was_greeted_in_tls(&self) -> bool {
        self.serving.was_greeted_in_tls()
    }

    /// Waits for a redirect of the login that `whose` calls this one; everything else is answered and changes nothing.
    /// A redirect of another login, such as an older tab's, is shown `other`. `None` when `patience` is over.
    pub(crate) fn wait(&mut self, patience: Duration, whose: impl Fn(&str) -> Whose, other: &Page) -> Option<Visit> {
        let end = Instant::now() + patience;
        loop {
            let request = self.next(end)?;
            let refusal = match self.refusal(&request) {
                None if request.path() != self.redirect_uri.path => Answer::empty(404),
                None => match whose(request.query()) {
                    Whose::This => return Some(Visit(request)),
                    Whose::Another => {
                        self.had_another_login = true;
                        other.answer()
                    }
                    Whose::Nobodys => Answer::empty(400),
                },
                Some(refusal) => refusal,
            };
            request.dismiss(&hardened(refusal));
        }
    }

    /// Whether the redirect of another login came.
    pub(crate) fn had_another_login(&self) -> bool {
        self.had_another_login
    }

    /// Closes the connections of strangers: what follows needs the descriptors.
    pub(crate) fn close_strangers(&self) {
        self.serving.restrict(OPEN_AT_THE_END);
    }

    /// Tells the browser how the login ended, then closes the port. Returns at once for a client that leaves. `word` is
    /// for the one browser that brought the code: nobody else can ask for the page.
    pub(crate) fn finish(mut self, visit: Visit, page: &Page, word: &str) {
        let is_browser = visit.0.header("sec-fetch-mode").is_some();
        let done_path = format!("{DONE_PATH}/{word}");
        visit.0.respond(&hardened(Answer::empty(303).with("Location", done_path.as_str())));
        let end = Instant::now() + if is_browser { BROWSER_GRACE } else { SCRIPT_GRACE };
        while let Some(request) = self.next(end) {
            let is_done = self.refusal(&request).is_none() && request.path() == done_path;
            if is_done {
                request.respond(&hardened(page.answer()));
                return;
            }
            request.dismiss(&hardened(Answer::empty(404)));
        }
    }

    fn next(&mut self, end: Instant) -> Option<Request> {
        let left = end.saturating_duration_since(Instant::now());
        match self.requests.recv_timeout(left) {
            Ok(request) => {
                self.was_visited = true;
                Some(request)
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => None,
        }
    }

    /// Why a request cannot be the browser's own navigation to us, as an answer.
    fn refusal(&self, request: &Request) -> Option<Answer> {
        let own = |host: &str| self.redirect_uri.authorities.iter().any(|own| own.eq_ignore_ascii_case(host));
        if !request.header("host").is_some_and(own) {
            return Some(Answer::empty(403));
        }
        // A navigation sends none; some browsers say `null` behind a redirect.
        let is_foreign = |(name, value): &(String, String)| {
            name.eq_ignore_ascii_case("origin") && value != "null" && !value.strip_prefix("http://").is_some_and(own)
        };
        if request.headers.iter().any(is_foreign) {
            return Some(Answer::empty(403));
        }
        if request.method != Method::Get {
            return Some(Answer::empty(405).with("Allow", "GET"));
        }
        // A prefetch carries the true code, but no person is looking at it.
        let prefetch = ["sec-purpose", "purpose", "x-purpose", "x-moz"];
        let is_prefetch = |(name, value): &(String, String)| {
            prefetch.iter().any(|header| name.eq_ignore_ascii_case(header))
                && ["prefetch", "preview"].iter().any(|purpose| value.to_ascii_lowercase().contains(purpose))
        };
        request.headers.iter().any(is_prefetch).then(|| Answer::empty(403))
    }
}

/// The headers of every answer: nothing is cached, framed, sniffed or passed on as a referrer.
fn hardened(answer: Answer) -> Answer {
    answer
        .with("Cache-Control", "no-store")
        .with("Referrer-Policy", "no-referrer")
        .with("X-Content-Type-Options", "nosniff")
}

const STYLE: &str = include_str!("loopback/page.css");

impl Page {
    fn answer(&self) -> Answer {
        let Self { status, language, title, body } = self;
        let mark = if *status == 200 { "done" } else { "failed" };
        let html = format!(
            "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
             <style>{STYLE}</style>\n</head>\n<body>\n<main class=\"{mark}\">\n<h1>{title}</h1>\n<p>{body}</p>\n\
             </main>\n</body>\n</html>\n"
        );
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
            base64_of(digest(&SHA256, STYLE.as_bytes()).as_ref())
        );
        Answer::new(*status, "text/html; charset=utf-8", html).with("Content-Security-Policy", policy)
    }
}

fn base64_of(bytes: &[u8]) -> String {
    base64::Engine::encode(&base64::engine::general_purpose::STANDARD, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_http_can_be_listened_on() {
        for good in
            ["http://127.0.0.1:18000/callback", "http://localhost:3000/", "http://[::1]:9/x", "http://127.0.0.1/cb"]
        {
            assert_eq!(RedirectUri::parse(good).map(|uri| uri.text), Some(good.to_owned()), "{good}");
        }
        for bad in [
            "https://127.0.0.1:18000/callback",
            "http://example.com/callback",
            "http://127.0.0.1.nip.io:18000/",
            "http://127.0.0.1:18000/callback?x=1",
            "http://127.0.0.1:18000/callback#x",
            "http://user@127.0.0.1:18000/callback",
            "http://127.0.0.1:99999/callback",
            "http://127.0.0.1:0/callback",
            "myapp://callback",
            "",
        ] {
            assert_eq!(RedirectUri::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn localhost_stands_for_both_families() {
        let uri = RedirectUri::parse("http://localhost:18000/callback").expect("a redirect URI");
        assert_eq!(uri.addresses.len(), 2);
    }
}
