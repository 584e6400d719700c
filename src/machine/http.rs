//! Owns sending requests. The only home of `reqwest` and `rustls`.

use std::{
    error::Error,
    fs,
    io::{self, Read},
    net::{Ipv4Addr, Ipv6Addr},
    sync::{Arc, OnceLock},
    time::{Duration, Instant},
};

use reqwest::{NoProxy, blocking, header, redirect::Policy};
use url::form_urlencoded;

use super::proxy;
use crate::wire::{Body, Request, Response, SendError, Url, is_loopback};

const CONNECT_TIME: Duration = Duration::from_secs(10);
/// For the head of the answer, and then for each piece of its body.
const CALL_TIME: Duration = Duration::from_secs(15);
/// A body slower than this, once `CALL_TIME` is over, is an attack or a dead line (bytes per second): an answer
/// of the largest size that is read whole is there within 30 s.
const SLOWEST: u64 = 36 << 10;
/// Debian's bundle has 0.2 MB (bytes).
const CERTIFICATES_MAX: u64 = 32 << 20;
/// What the time for an upload is reckoned with (bytes per second).
const SLOWEST_UPLOAD: u64 = 8 << 10;
const FORM: &str = "application/x-www-form-urlencoded;charset=utf-8";
const USER_AGENT: &str = concat!("kakao-login/", env!("CARGO_PKG_VERSION"));

/// The clients, each built at the first request that needs it: a cached token needs none.
#[derive(Clone, Default)]
pub(super) struct Clients(Arc<[OnceLock<Result<blocking::Client, SendError>>; 3]>);

/// Where a request goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// To this machine in plain text, as to the emulator: without certificates, for there may be none.
    Plain,
    /// To this machine over TLS.
    Local,
    /// To another machine, over TLS and through a proxy where a variable names one.
    World,
}

impl Way {
    fn of(url: &Url) -> Result<Self, SendError> {
        match (url.scheme(), is_loopback(url)) {
            ("http", true) => Ok(Self::Plain),
            (_, true) => Ok(Self::Local),
            ("https", false) => Ok(Self::World),
            (_, false) => Err(SendError::Insecure { host: host(url) }),
        }
    }
}

impl Clients {
    /// Reads the certificates and the proxy that requests to `url` need, and sends nothing.
    ///
    /// # Errors
    /// What would fail each of those requests on this machine, whatever the network is like.
    pub(super) fn check(&self, url: &Url) -> Result<(), SendError> {
        self.client(Way::of(url)?).map(drop)
    }

    pub(super) fn send(&self, request: &Request) -> Result<Response, SendError> {
        super::mind_signals();
        let client = self.client(Way::of(&request.url)?)?;
        let host = host(&request.url);
        let response = build(&client, request).send().map_err(|error| classify(&error, host))?;
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
        Ok(Response {
            status: response.status().as_u16(),
            headers: headers.collect(),
            body: Box::new(Paced { body: response, started: Instant::now(), count: 0 }),
        })
    }

    fn client(&self, way: Way) -> Result<blocking::Client, SendError> {
        self.0[way as usize].get_or_init(|| client(way)).clone()
    }
}

/// A host and its port, as in an address.
fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// No redirect is followed: the token request would carry the client secret along.
fn client(way: Way) -> Result<blocking::Client, SendError> {
    // `rustls-no-provider` panics without one; a second call finds the first one's and is no failure.
    drop(rustls::crypto::ring::default_provider().install_default());
    let builder = blocking::Client::builder()
        .redirect(Policy::none())
        .connect_timeout(CONNECT_TIME)
        .timeout(CALL_TIME)
        .user_agent(USER_AGENT);
    // What is sent and stays unacknowledged for so long is on a dead line, however long an upload may take.
    #[cfg(target_os = "linux")]
    let builder = builder.tcp_user_timeout(CALL_TIME);
    // A proxy for the world has no business with this machine's own servers.
    let builder = match way {
        Way::Plain => at_home(builder).no_proxy().tls_certs_only([]),
        Way::Local => at_home(builder).no_proxy(),
        Way::World => match proxy::find(super::variable)? {
            Some((variable, url)) => {
                let except = ["NO_PROXY", "no_proxy"].into_iter().find_map(super::variable);
                let proxy = reqwest::Proxy::all(url).map_err(|_| SendError::ProxyUnreadable { variable })?;
                builder.proxy(proxy.no_proxy(except.and_then(|list| NoProxy::from_string(&list))))
            }
            None => builder,
        },
    };
    if way != Way::Plain {
        check_certificates()?;
    }
    builder.build().map_err(|error| match chain(&error).find_map(|cause| cause.downcast_ref::<io::Error>()) {
        // A thread or a descriptor that the system does not give.
        Some(refused) => SendError::NoResources { detail: refused.to_string() },
        None => no_certificates(innermost(&error)),
    })
}

/// `localhost` is this machine, whatever a hosts file or a name server says.
fn at_home(builder: blocking::ClientBuilder) -> blocking::ClientBuilder {
    // The port is that of the URL.
    let addresses = [(Ipv4Addr::LOCALHOST, 0).into(), (Ipv6Addr::LOCALHOST, 0).into()];
    builder.resolve_to_addrs("localhost", &addresses)
}

/// A variable may name a device without an end, which would be read whole.
fn check_certificates() -> Result<(), SendError> {
    let Some(path) = super::variable("SSL_CERT_FILE") else { return Ok(()) };
    let is_bounded = |metadata: fs::Metadata| metadata.is_file() && metadata.len() <= CERTIFICATES_MAX;
    if fs::metadata(path).is_ok_and(|metadata| !is_bounded(metadata)) {
        return Err(SendError::NoCertificates { variable: Some("SSL_CERT_FILE"), detail: String::new() });
    }
    Ok(())
}

/// Building a client fails where no certificate could be loaded. The system's own text does not say from where.
fn no_certificates(detail: String) -> SendError {
    let set = ["SSL_CERT_FILE", "SSL_CERT_DIR"].into_iter().find_map(|name| Some((name, super::variable(name)?)));
    let Some((name, path)) = set else { return SendError::NoCertificates { variable: None, detail } };
    let detail = fs::metadata(path).err().map_or_else(String::new, |error| error.to_string());
    SendError::NoCertificates { variable: Some(name), detail }
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
        Body::Bytes(bytes) => {
            // An upload may take as long as it moves.
            let time = CALL_TIME + Duration::from_secs(bytes.len() as u64 / SLOWEST_UPLOAD);
            builder.timeout(time).body(bytes.clone())
        }
        Body::Form(fields) => {
            let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
            if has_type { builder } else { builder.header(header::CONTENT_TYPE, FORM) }.body(form)
        }
    }
}

/// `reqwest` puts the whole URL into its texts; only the innermost cause is told.
fn classify(error: &reqwest::Error, host: String) -> SendError {
    let detail = innermost(error);
    // A time-out of the connection is both; nothing was sent then.
    if error.is_connect() {
        if is_tls(error) {
            SendError::Tls { host, detail }
        } else if error.is_timeout() {
            let seconds = CONNECT_TIME.as_secs();
            SendError::Unreachable { host, detail: format!("no answer to the connection for {seconds} s") }
        } else {
            SendError::Unreachable { host, detail }
        }
    } else if error.is_timeout() {
        SendError::TimedOut { host }
    } else {
        SendError::Interrupted { detail }
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

#[cfg(test)]
mod tests {
    use std::net::{TcpListener, TcpStream};

    use super::*;

    #[test]
    fn a_connection_that_is_not_answered_has_sent_nothing() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        // When nobody accepts and the queue is full, the system drops what asks for more, as a firewall does.
        let mut queue = Vec::new();
        while let Ok(stream) = TcpStream::connect_timeout(&address, Duration::from_millis(200)) {
            queue.push(stream);
            assert!(queue.len() < 20_000, "the queue is never full");
        }
        drop(rustls::crypto::ring::default_provider().install_default());
        let client =
            blocking::Client::builder().no_proxy().tls_certs_only([]).connect_timeout(Duration::from_millis(200));
        let client = client.build().expect("a client");
        let error = client.get(format!("http://{address}/")).send().expect_err("nobody answers");
        assert!(error.is_timeout(), "{error:?}");
        let told = classify(&error, "host".to_owned());
        assert!(matches!(&told, SendError::Unreachable { detail, .. } if detail.contains("no answer")), "{told:?}");
    }
}
