//! Owns reading HTTP/1 from strangers: bounded in size, time and number, one request per connection.
//!
//! `tiny_http` supplies the types and the response writer. Its own server is not used: one request with a
//! huge `Content-Length`, a port scan or a run out of file descriptors ends it, and its reader has no limit
//! on size or time. What is refused here never reaches a handler.

use std::{
    io::{self, Cursor, Read, Write},
    net::{Shutdown, TcpStream},
    time::{Duration, Instant, SystemTime},
};

mod connections;
mod reading;

use connections::Connection;
pub(crate) use connections::{Admits, Serving, serve};
#[cfg(fuzzing)]
use reading::Refused;
pub(crate) use tiny_http::Method;
use tiny_http::{HTTPVersion, Header, Response as Writer, StatusCode};
#[cfg(feature = "emulator")]
pub(crate) use {connections::serve_with, reading::Head};

/// What a client may cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Bytes of request line and headers.
    pub head: usize,
    /// From the first byte awaited to the last byte read.
    pub time: Duration,
    /// Connections held at once, each a descriptor and a thread; the oldest one without a complete request makes room.
    pub open: usize,
}

/// How much of a request's body is read, which its head decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    /// So many bytes; a longer one is refused, and with 0 every one.
    UpTo(usize),
    /// None at all: the head is answered alone.
    #[cfg_attr(not(feature = "emulator"), expect(dead_code, reason = "the listener of a login takes no bodies"))]
    Unread,
}

const WRITE_TIME: Duration = Duration::from_secs(2);

/// One request, read to its end and well formed, waiting for its one answer. Its connection counts until it is dropped.
#[derive(Debug)]
pub(crate) struct Request {
    pub method: Method,
    /// Origin form: starts with `/`, holds no space or control character.
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    connection: Connection,
}

impl Request {
    pub(crate) fn path(&self) -> &str {
        path(&self.target)
    }

    pub(crate) fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// The value of a header that stands exactly once.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// Answers and makes sure that the client can read the answer to its end, which may take up to 700 ms.
    pub(crate) fn respond(self, answer: &Answer) {
        if write(self.connection.stream(), answer, self.method == Method::Head).is_ok() {
            drain(self.connection.stream());
        }
    }

    /// Answers and closes without waiting: the client may see a reset.
    pub(crate) fn dismiss(self, answer: &Answer) {
        drop(write(self.connection.stream(), answer, self.method == Method::Head));
    }
}

fn path(target: &str) -> &str {
    target.split_once('?').map_or(target, |(path, _)| path)
}

/// The value of a header that stands exactly once.
pub(crate) fn header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let mut values = headers.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name));
    match (values.next(), values.next()) {
        (Some((_, value)), None) => Some(value),
        _ => None,
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

/// The target and the body's length of a request's head, or the status it is refused with.
#[cfg(fuzzing)]
pub(crate) fn parse_head(bytes: &[u8]) -> Result<(String, usize), u16> {
    reading::parse(bytes).map(|(head, length)| (head.target, length)).map_err(|Refused(status)| status)
}

/// Writes as HTTP/1.0, which ends the connection: `tiny_http` drops a `Connection` header.
fn write(mut stream: &TcpStream, answer: &Answer, head_only: bool) -> io::Result<()> {
    let mut writer = Writer::new(
        StatusCode(answer.status),
        Vec::new(),
        Cursor::new(answer.body.as_slice()),
        Some(answer.body.len()),
        None,
    );
    writer.add_header(field("Server", "kakao-login"));
    writer.add_header(field("Date", &date()));
    for (name, value) in &answer.headers {
        writer.add_header(field(name, value));
    }
    let mut bytes = Vec::with_capacity(512 + answer.body.len());
    writer.raw_print(&mut bytes, HTTPVersion(1, 0), &[], head_only, None)?;
    stream.set_write_timeout(Some(WRITE_TIME))?;
    stream.write_all(&bytes)?;
    stream.shutdown(Shutdown::Write)
}

/// `tiny_http` would write one itself, and panic where the clock is outside the years that the format has.
fn date() -> String {
    const YEAR_9999: Duration = Duration::from_secs(253_402_300_799);
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    httpdate::fmt_http_date(SystemTime::UNIX_EPOCH + since.min(YEAR_9999))
}

/// Unread input would turn the close into a reset and could cost the client our answer.
fn drain(mut stream: &TcpStream) {
    let end = Instant::now() + Duration::from_millis(500);
    let mut rest = [0; 4096];
    if stream.set_read_timeout(Some(Duration::from_millis(200))).is_ok() {
        while Instant::now() < end && matches!(stream.read(&mut rest), Ok(1..)) {}
    }
}

fn field(name: &str, value: &str) -> Header {
    let value: String = value.chars().map(|c| if matches!(c, ' '..='~') { c } else { '?' }).collect();
    Header::from_bytes(name, value).expect("H1: header names are constants, values were made ASCII above")
}
