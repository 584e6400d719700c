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
        mpsc::{Receiver, sync_channel},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

mod reading;

use reading::{Head, Refused, TLS, read_request};
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

type Handle = dyn Fn(Request) + Send + Sync;

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

    /// Answers and makes sure that the client can read the answer to its end, which may take up to 700 ms.
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

/// The target and the body's length of a request's head, or the status it is refused with.
#[cfg(fuzzing)]
pub(crate) fn parse_head(bytes: &[u8]) -> Result<(String, usize), u16> {
    reading::parse(bytes).map(|(head, length)| (head.target, length)).map_err(|Refused(status)| status)
}

/// Listening sockets, served until it is dropped.
#[derive(Debug)]
pub(crate) struct Serving {
    stop: Arc<AtomicBool>,
    hall: Arc<Hall>,
    doors: Vec<(SocketAddr, JoinHandle<()>)>,
}

impl Serving {
    /// Whether a client began with a TLS handshake (RFC 8446 section 5.1).
    pub(crate) fn was_greeted_in_tls(&self) -> bool {
        self.hall.was_greeted_in_tls.load(Ordering::Relaxed)
    }
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

/// Accepts on `listeners` until the answer is dropped; the requests come in through the channel.
pub(crate) fn serve(listeners: Vec<TcpListener>, limits: Limits) -> io::Result<(Serving, Receiver<Request>)> {
    let (sender, requests) = sync_channel(QUEUE);
    // A full queue drops the connection: the client may try again.
    let serving = serve_with(listeners, limits, move |request| drop(sender.try_send(request)))?;
    Ok((serving, requests))
}

/// Accepts on `listeners` until the answer is dropped; each request is given to `handle` on a thread of its own.
pub(crate) fn serve_with(
    listeners: Vec<TcpListener>,
    limits: Limits,
    handle: impl Fn(Request) + Send + Sync + 'static,
) -> io::Result<Serving> {
    let handle: Arc<Handle> = Arc::new(handle);
    let stop = Arc::new(AtomicBool::new(false));
    let hall = Arc::new(Hall {
        limits,
        open: Mutex::default(),
        tickets: AtomicU64::new(0),
        was_greeted_in_tls: AtomicBool::new(false),
    });
    let mut doors = Vec::new();
    for listener in listeners {
        let address = listener.local_addr()?;
        let (handle, stop, hall) = (Arc::clone(&handle), Arc::clone(&stop), Arc::clone(&hall));
        doors.push((address, thread::spawn(move || hall.accept(&listener, &handle, &stop))));
    }
    Ok(Serving { stop, hall, doors })
}

/// The connections that are being read, in the order they came.
#[derive(Debug)]
struct Hall {
    limits: Limits,
    was_greeted_in_tls: AtomicBool,
    open: Mutex<VecDeque<(u64, TcpStream)>>,
    tickets: AtomicU64,
}

impl Hall {
    fn accept(self: Arc<Self>, listener: &TcpListener, handle: &Arc<Handle>, stop: &AtomicBool) {
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
            let (hall, handle) = (Arc::clone(&self), Arc::clone(handle));
            let reader = thread::Builder::new().stack_size(STACK);
            if reader.spawn(move || hall.read(ticket, stream, &*handle)).is_err() {
                self.leave(ticket);
            }
        }
    }

    fn read(&self, ticket: u64, mut stream: TcpStream, handle: &Handle) {
        let outcome = read_request(&mut stream, self.limits);
        self.leave(ticket);
        match outcome {
            Ok(Head { method, target, headers, body }) => {
                handle(Request { method, target, headers, body, stream });
            }
            Err(Refused(TLS)) => self.was_greeted_in_tls.store(true, Ordering::Relaxed),
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

    #[test]
    fn dropping_the_server_closes_its_port() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let limits = Limits { head: 1024, body: 0, time: Duration::from_secs(1), open: 4 };
        drop(serve(vec![listener], limits).expect("serving"));
        TcpListener::bind(address).expect("the port is free again");
    }
}
