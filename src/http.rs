//! Owns reading HTTP/1 from strangers: bounded in size, time and number, one request per connection.
//!
//! `tiny_http` supplies the types and the response writer. Its own server is not used: one request with a
//! huge `Content-Length`, a port scan or a run out of file descriptors ends it, and its reader has no limit
//! on size or time. What is refused here never reaches a handler.

use std::{
    collections::VecDeque,
    io::{self, Cursor, Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

pub(crate) use tiny_http::Method;
use tiny_http::{HTTPVersion, Header, Response as Writer, StatusCode};

/// What a client may cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Bytes of request line and headers.
    pub head: usize,
    /// Bytes of body; 0 refuses every request that announces one.
    pub body: usize,
    /// From the first byte awaited to the last byte read.
    pub time: Duration,
    /// Connections held open at once; the oldest unfinished one makes room.
    pub open: usize,
}

const HEADERS_MAX: usize = 64;
const QUEUE: usize = 64;
const STACK: usize = 256 << 10;
const WRITE_TIME: Duration = Duration::from_secs(2);

/// One request, read to its end and well formed, waiting for its one answer.
#[derive(Debug)]
pub(crate) struct Request {
    pub method: Method,
    /// Origin form: starts with `/`, holds no space or control character.
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    stream: TcpStream,
}

impl Request {
    pub(crate) fn path(&self) -> &str {
        self.target.split_once('?').map_or(self.target.as_str(), |(path, _)| path)
    }

    pub(crate) fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// The value of a header that stands exactly once.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name));
        match (values.next(), values.next()) {
            (Some((_, value)), None) => Some(value),
            _ => None,
        }
    }

    /// Answers and makes sure that the client can read the answer to its end, which may take half a second.
    pub(crate) fn respond(mut self, answer: &Answer) {
        if write(&mut self.stream, answer, self.method == Method::Head).is_ok() {
            drain(&mut self.stream);
        }
    }

    /// Answers somebody who must not cost any time; that they see the answer is their affair.
    pub(crate) fn dismiss(mut self, answer: &Answer) {
        drop(write(&mut self.stream, answer, self.method == Method::Head));
    }
}

/// An answer, whole in memory.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub(crate) fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let body = body.into();
        Self { status, headers: vec![("Content-Type".to_owned(), content_type.to_owned())], body }
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new() }
    }

    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }
}

/// Listening sockets and the requests that come in on them. Dropping it closes the sockets.
#[derive(Debug)]
pub(crate) struct Serving {
    pub requests: Receiver<Request>,
    stop: Arc<AtomicBool>,
    doors: Vec<(SocketAddr, JoinHandle<()>)>,
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        for (address, door) in self.doors.drain(..) {
            // accept() has no other way to be woken; a failure means that it is not waiting any more.
            if TcpStream::connect_timeout(&address, Duration::from_secs(1)).is_ok() {
                drop(door.join());
            }
        }
    }
}

/// Accepts on `listeners` until the answer is dropped.
pub(crate) fn serve(listeners: Vec<TcpListener>, limits: Limits) -> io::Result<Serving> {
    let (sender, requests) = sync_channel(QUEUE);
    let stop = Arc::new(AtomicBool::new(false));
    let hall = Arc::new(Hall { limits, open: Mutex::default(), tickets: AtomicU64::new(0) });
    let mut doors = Vec::new();
    for listener in listeners {
        let address = listener.local_addr()?;
        let (sender, stop, hall) = (sender.clone(), Arc::clone(&stop), Arc::clone(&hall));
        doors.push((address, thread::spawn(move || hall.accept(&listener, &sender, &stop))));
    }
    Ok(Serving { requests, stop, doors })
}

/// The connections that are being read, in the order they came.
struct Hall {
    limits: Limits,
    open: Mutex<VecDeque<(u64, TcpStream)>>,
    tickets: AtomicU64,
}

impl Hall {
    fn accept(self: Arc<Self>, listener: &TcpListener, sender: &SyncSender<Request>, stop: &AtomicBool) {
        loop {
            let accepted = listener.accept();
            if stop.load(Ordering::SeqCst) {
                return;
            }
            let Ok((stream, _)) = accepted else {
                // Out of descriptors, or a client that left: wait a little and keep the port.
                thread::sleep(Duration::from_millis(50));
                continue;
            };
            let Ok(twin) = stream.try_clone() else { continue };
            let ticket = self.tickets.fetch_add(1, Ordering::Relaxed);
            self.enter(ticket, twin);
            let (hall, sender) = (Arc::clone(&self), sender.clone());
            let reader = thread::Builder::new().stack_size(STACK);
            if reader.spawn(move || hall.read(ticket, stream, &sender)).is_err() {
                self.leave(ticket);
            }
        }
    }

    fn read(&self, ticket: u64, mut stream: TcpStream, sender: &SyncSender<Request>) {
        let outcome = read_request(&mut stream, self.limits);
        self.leave(ticket);
        match outcome {
            Ok(Head { method, target, headers, body }) => {
                // A full queue drops the connection: the client may try again.
                drop(sender.try_send(Request { method, target, headers, body, stream }));
            }
            Err(Refused(0)) => {}
            Err(Refused(status)) => {
                if write(&mut stream, &Answer::empty(status), false).is_ok() {
                    drain(&mut stream);
                }
            }
        }
    }

    fn enter(&self, ticket: u64, stream: TcpStream) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.push_back((ticket, stream));
        if open.len() > self.limits.open
            && let Some((_, oldest)) = open.pop_front()
        {
            drop(oldest.shutdown(Shutdown::Both));
        }
    }

    fn leave(&self, ticket: u64) {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).retain(|(other, _)| *other != ticket);
    }
}

/// The status to refuse with; 0 where nobody is left to be told.
#[derive(Debug, PartialEq)]
struct Refused(u16);

#[derive(Debug)]
struct Head {
    method: Method,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

fn read_request(stream: &mut TcpStream, limits: Limits) -> Result<Head, Refused> {
    let end = Instant::now() + limits.time;
    let mut bytes = Vec::with_capacity(1024);
    let head_length = loop {
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at;
        }
        if bytes.len() >= limits.head {
            return Err(Refused(431));
        }
        read_some(stream, &mut bytes, limits.head, end)?;
    };
    let mut head = parse_head(bytes.get(..head_length).unwrap_or_default())?;
    let length = body_length(&head)?;
    if length > limits.body {
        return Err(Refused(if limits.body == 0 { 405 } else { 413 }));
    }
    let total = head_length + 4 + length;
    while bytes.len() < total {
        read_some(stream, &mut bytes, total, end)?;
    }
    // Whatever follows on this connection is not read: one request, one answer.
    head.body = bytes.get(head_length + 4..total).unwrap_or_default().to_vec();
    Ok(head)
}

fn read_some(stream: &mut TcpStream, bytes: &mut Vec<u8>, limit: usize, end: Instant) -> Result<(), Refused> {
    let left = end.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()).ok_or(Refused(408))?;
    stream.set_read_timeout(Some(left)).map_err(|_| Refused(0))?;
    let mut chunk = [0; 4096];
    let room = chunk.len().min(limit.saturating_sub(bytes.len()));
    match stream.read(chunk.get_mut(..room).unwrap_or_default()) {
        Ok(0) => Err(Refused(0)),
        Ok(count) => {
            bytes.extend_from_slice(chunk.get(..count).unwrap_or_default());
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(()),
        Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => Err(Refused(408)),
        Err(_) => Err(Refused(0)),
    }
}

/// RFC 9112 sections 3 and 5, the strict reading: no bare CR or LF, no folding, no absolute form.
fn parse_head(bytes: &[u8]) -> Result<Head, Refused> {
    // Bytes above ASCII may stand in a cookie another program set; nothing here compares them.
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.split("\r\n");
    let mut words = lines.next().unwrap_or_default().split(' ');
    let (Some(method), Some(target), Some(version), None) = (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(Refused(400));
    };
    if !target.starts_with('/') || !target.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Refused(400));
    }
    if !matches!(version, "HTTP/1.1" | "HTTP/1.0") || !is_token(method) {
        return Err(Refused(400));
    }
    let method = method.parse().map_err(|()| Refused(400))?;
    let headers = lines.map(parse_header).collect::<Option<Vec<_>>>().ok_or(Refused(400))?;
    if headers.len() > HEADERS_MAX {
        return Err(Refused(431));
    }
    Ok(Head { method, target: target.to_owned(), headers, body: Vec::new() })
}

fn parse_header(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    let is_clean = value.chars().all(|c| c == '\t' || !c.is_control());
    (is_token(name) && is_clean).then(|| (name.to_owned(), value.trim().to_owned()))
}

/// RFC 9110 section 5.6.2.
fn is_token(word: &str) -> bool {
    let is_token_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !word.is_empty() && word.bytes().all(is_token_byte)
}

/// The announced length. Two lengths, a signed one or any transfer coding are how requests get smuggled.
fn body_length(head: &Head) -> Result<usize, Refused> {
    let is = |wanted: &'static str| move |header: &&(String, String)| header.0.eq_ignore_ascii_case(wanted);
    if head.headers.iter().any(|header| is("transfer-encoding")(&header)) {
        return Err(Refused(411));
    }
    let mut lengths = head.headers.iter().filter(is("content-length"));
    match (lengths.next(), lengths.next()) {
        (None, _) => Ok(0),
        (Some((_, digits)), None) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
            // More digits than a usize holds is more than any limit.
            Ok(digits.parse().unwrap_or(usize::MAX))
        }
        _ => Err(Refused(400)),
    }
}

/// Writes as HTTP/1.0, which ends the connection: `tiny_http` drops a `Connection` header.
fn write(stream: &mut TcpStream, answer: &Answer, head_only: bool) -> io::Result<()> {
    let mut writer = Writer::new(
        StatusCode(answer.status),
        Vec::new(),
        Cursor::new(answer.body.as_slice()),
        Some(answer.body.len()),
        None,
    );
    writer.add_header(header("Server", "kakao-login"));
    for (name, value) in &answer.headers {
        writer.add_header(header(name, value));
    }
    let mut bytes = Vec::with_capacity(512 + answer.body.len());
    writer.raw_print(&mut bytes, HTTPVersion(1, 0), &[], head_only, None)?;
    stream.set_write_timeout(Some(WRITE_TIME))?;
    stream.write_all(&bytes)?;
    stream.shutdown(Shutdown::Write)
}

/// Unread input would turn the close into a reset and could cost the client our answer.
fn drain(stream: &mut TcpStream) {
    let end = Instant::now() + Duration::from_millis(500);
    let mut rest = [0; 4096];
    if stream.set_read_timeout(Some(Duration::from_millis(200))).is_ok() {
        while Instant::now() < end && matches!(stream.read(&mut rest), Ok(1..)) {}
    }
}

fn header(name: &str, value: &str) -> Header {
    let value: String = value.chars().map(|c| if matches!(c, ' '..='~') { c } else { '?' }).collect();
    Header::from_bytes(name, value).expect("H1: header names are constants, values were made ASCII above")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(head: &str) -> u16 {
        let refused = parse_head(head.as_bytes()).and_then(|head| body_length(&head));
        refused.expect_err("refused").0
    }

    #[test]
    fn a_plain_request_is_read() {
        let head = parse_head(b"GET /callback?code=1 HTTP/1.1\r\nHost: 127.0.0.1:18000\r\nCookie: a=\xed\x95\x9c")
            .expect("a good head");
        assert_eq!((head.method, head.target.as_str()), (Method::Get, "/callback?code=1"));
        assert_eq!(head.headers.len(), 2);
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_refused() {
        for head in [
            "GET / HTTP/1.1\nHost: a",
            "GET  / HTTP/1.1",
            "GET / HTTP/0.9",
            "GET http://evil/ HTTP/1.1",
            "GET / HTTP/1.1\r\n Host: a",
            "GET / HTTP/1.1\r\nHost : a",
            "GET / HTTP/1.1\r\nHost: a\rb",
            "GET /\0 HTTP/1.1",
            "GET / HTTP/1.1\r\nX: \0",
            "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2",
            "POST / HTTP/1.1\r\nContent-Length: +1",
            "POST / HTTP/1.1\r\nContent-Length: -1",
        ] {
            assert_eq!(refusal(head), 400, "{head:?}");
        }
        assert_eq!(refusal("POST / HTTP/1.1\r\nTransfer-Encoding: chunked"), 411);
    }

    #[test]
    fn a_length_beyond_all_numbers_is_only_large() {
        let head = parse_head(b"POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999").expect("a head");
        assert_eq!(body_length(&head), Ok(usize::MAX));
    }

    #[test]
    fn dropping_the_server_closes_its_port() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let limits = Limits { head: 1024, body: 0, time: Duration::from_secs(1), open: 4 };
        drop(serve(vec![listener], limits).expect("serving"));
        TcpListener::bind(address).expect("the port is free again");
    }
}
