//! Owns reading one request: strictly, within its limits, and nothing after it.

use std::{
    io::{self, Read},
    net::TcpStream,
    time::Instant,
};

use super::{Body, Limits, Method};

const HEADERS_MAX: usize = 64;

/// In the place of a status: a TLS handshake, which no answer of ours would be understood by.
pub(super) const TLS: u16 = 1;
const TLS_HANDSHAKE: u8 = 0x16;

/// The status to refuse with; 0 where nobody is left to be told.
#[derive(Debug, PartialEq)]
pub(super) struct Refused(pub(super) u16);

/// A request without its body.
#[derive(Debug)]
pub(crate) struct Head {
    pub(super) method: Method,
    pub(super) target: String,
    pub(super) headers: Vec<(String, String)>,
}

impl Head {
    pub(crate) fn path(&self) -> &str {
        super::path(&self.target)
    }

    pub(crate) fn headers(&self) -> &[(String, String)] {
        &self.headers
    }
}

/// The head and its body, as far as `longest` lets it be read.
pub(super) fn read_request(
    stream: &TcpStream,
    limits: Limits,
    longest: impl Fn(&Head) -> Body,
) -> Result<(Head, Vec<u8>), Refused> {
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
        if bytes.first() == Some(&TLS_HANDSHAKE) {
            return Err(Refused(TLS));
        }
    };
    let (head, length) = parse(bytes.get(..head_length).unwrap_or_default())?;
    match longest(&head) {
        Body::Unread => return Ok((head, Vec::new())),
        Body::UpTo(0) if length > 0 => return Err(Refused(405)),
        Body::UpTo(longest) if length > longest => return Err(Refused(413)),
        Body::UpTo(_) => {}
    }
    let total = head_length + 4 + length;
    while bytes.len() < total {
        read_some(stream, &mut bytes, total, end)?;
    }
    // Whatever follows on this connection is not read: one request, one answer.
    let body = bytes.get(head_length + 4..total).unwrap_or_default().to_vec();
    Ok((head, body))
}

fn read_some(mut stream: &TcpStream, bytes: &mut Vec<u8>, limit: usize, end: Instant) -> Result<(), Refused> {
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

/// The head, and how long it says its body is.
pub(super) fn parse(bytes: &[u8]) -> Result<(Head, usize), Refused> {
    let head = parse_head(bytes)?;
    let length = body_length(&head)?;
    Ok((head, length))
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
    Ok(Head { method, target: target.to_owned(), headers })
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
}
