//! Owns requests, answers and calls as plain values, and what of them may be shown.

mod error;
mod json;

use std::{fmt, io::Read};

pub use error::{CallError, Refusal, SendError, Server, pause};
pub use json::unique_members;
use serde_json::Value;
pub use url::Url;

use crate::secret::Secret;

/// Whether a URL leads to this machine and to nobody else.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// No token, user or error answer of Kakao comes near this size (bytes).
const ANSWER_LIMIT: u64 = 1 << 20;

/// An HTTP request that has not been sent.
#[derive(Clone)]
pub struct Request {
    pub method: String,
    pub url: Url,
    /// Sent as `Authorization: Bearer …` (RFC 6750 section 2.1).
    pub bearer: Option<Secret>,
    pub headers: Vec<(String, String)>,
    pub body: Body,
}

#[derive(Clone)]
pub enum Body {
    Empty,
    /// `application/x-www-form-urlencoded;charset=utf-8`, the only kind Kakao reads.
    Form(Vec<(String, String)>),
    Bytes(Vec<u8>),
}

/// Form fields whose values may appear in `-vv` output. All others are hidden.
const SHOWN_FIELDS: [&str; 3] = ["grant_type", "client_id", "redirect_uri"];
/// Form fields whose values must not come back to a person in an error text either.
const SECRET_FIELDS: [&str; 4] = ["client_secret", "code", "code_verifier", "refresh_token"];

/// What is shorter guards nothing, and taking it out would only garble the text (bytes).
const SHORTEST: usize = 4;

impl Request {
    pub fn new(method: &str, url: Url) -> Self {
        Self { method: method.to_owned(), url, bearer: None, headers: Vec::new(), body: Body::Empty }
    }

    pub fn get(url: Url) -> Self {
        Self::new("GET", url)
    }

    pub fn post_form(url: Url, fields: Vec<(String, String)>) -> Self {
        Self { body: Body::Form(fields), ..Self::new("POST", url) }
    }

    pub fn with_bearer(mut self, token: &Secret) -> Self {
        self.bearer = Some(token.clone());
        self
    }

    /// Takes the secrets this request carried out of an error text: Kakao's KOE320, for one, quotes the code.
    pub fn mask_error(&self, error: CallError) -> CallError {
        match error {
            CallError::Refused(refusal) => {
                let mask = |text: Option<String>| text.map(|text| self.mask(&text));
                CallError::Refused(Refusal {
                    code: mask(refusal.code),
                    error: mask(refusal.error),
                    description: mask(refusal.description),
                    ..refusal
                })
            }
            other => other,
        }
    }

    /// `text` without the secrets this request carries.
    pub fn mask(&self, text: &str) -> String {
        let fields: &[(String, String)] = match &self.body {
            Body::Form(fields) => fields,
            Body::Empty | Body::Bytes(_) => &[],
        };
        let sent = fields
            .iter()
            .filter(|(name, _)| SECRET_FIELDS.contains(&name.as_str()))
            .map(|(_, value)| value.as_str())
            .chain(self.bearer.as_ref().map(Secret::expose))
            .filter(|secret| secret.len() >= SHORTEST);
        sent.flat_map(ways_to_write).fold(text.to_owned(), |text, secret| text.replace(&secret, "[hidden]"))
    }
}

/// A secret as it is, and as a server that quotes the form or JSON it came in would write it.
fn ways_to_write(secret: &str) -> [String; 3] {
    let escaped = serde_json::Value::from(secret).to_string();
    let in_a_form = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    [secret.to_owned(), in_a_form, escaped.trim_matches('"').to_owned()]
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.url)?;
        if self.bearer.is_some() {
            f.write_str(" Authorization: Bearer [hidden]")?;
        }
        for (name, _) in &self.headers {
            write!(f, " {name}: [hidden]")?;
        }
        match &self.body {
            Body::Empty => Ok(()),
            Body::Bytes(bytes) => write!(f, " ({} bytes)", bytes.len()),
            Body::Form(fields) => fields.iter().try_for_each(|(name, value)| {
                let shown = if SHOWN_FIELDS.contains(&name.as_str()) { value } else { "[hidden]" };
                write!(f, " {name}={shown}")
            }),
        }
    }
}

/// What a server sends back, its body not yet read.
pub struct Response {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Box<dyn Read + Send>,
}

impl Response {
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// Reads the body into memory, at most 1 MiB of it.
    pub fn collect(self) -> Result<Answer, SendError> {
        self.collect_up_to(ANSWER_LIMIT)
    }

    /// Reads the body into memory, at most `limit` bytes of it.
    pub fn collect_up_to(mut self, limit: u64) -> Result<Answer, SendError> {
        let mut bytes = Vec::new();
        self.body
            .by_ref()
            .take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| SendError::Interrupted { detail: error.to_string() })?;
        if bytes.len() as u64 > limit {
            return Err(SendError::TooLarge);
        }
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            // A gateway's error page may be in any encoding; its status says enough.
            Err(error) if !(200..300).contains(&self.status) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
            Err(_) => return Err(SendError::NotText),
        };
        Ok(Answer { status: self.status, headers: self.headers, text })
    }
}

/// A whole answer in memory.
#[derive(Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub text: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// `Retry-After` in seconds (RFC 9110 section 10.2.3); a date counts from the server's own clock.
    pub fn retry_after(&self) -> Option<u64> {
        let text = self.header("retry-after")?.trim();
        let date = |text: &str| httpdate::parse_http_date(text).ok();
        let until = || date(text)?.duration_since(date(self.header("date")?)?).ok();
        text.parse().ok().or_else(|| until().map(|left| left.as_secs()))
    }

    pub fn malformed(&self) -> CallError {
        CallError::Malformed {
            status: self.status,
            html: self.text.trim_start().starts_with('<')
                || self.header("content-type").is_some_and(|kind| kind.starts_with("text/html")),
        }
    }
}

fn header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

/// Members of answers whose values may appear in `-vv` output: what Kakao documents and is no secret and nobody's personal
/// detail. All others are hidden, for a server may put a token under any name.
const SHOWN_MEMBERS: [&str; 34] = [
    "access_token_expires_in",
    "agreed",
    "allowed_scopes",
    "alg",
    "api_type",
    "app_id",
    "code",
    "connected_at",
    "display_name",
    "e",
    "error",
    "error_code",
    "error_description",
    "expires_in",
    "expiresInMillis",
    "id",
    "issuer",
    "kid",
    "kty",
    "message",
    "msg",
    "n",
    "refresh_token_expires_in",
    "required",
    "required_scopes",
    "result_code",
    "revocable",
    "scope",
    "status",
    "successful_receiver_uuids",
    "token_type",
    "type",
    "use",
    "using",
];

/// Hides at any depth what is not known to be harmless.
fn hide(value: &mut Value, is_shown: bool) {
    match value {
        Value::Object(object) => {
            let members = std::mem::take(object).into_iter().map(|(key, mut value)| {
                hide(&mut value, SHOWN_MEMBERS.contains(&key.as_str()));
                // A name that is no word may be a secret itself.
                let is_word =
                    key.len() <= 40 && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
                (if is_word { key } else { "[hidden]".to_owned() }, value)
            });
            *object = members.collect();
        }
        Value::Array(items) => items.iter_mut().for_each(|item| hide(item, is_shown)),
        Value::Null | Value::Bool(_) => {}
        Value::Number(_) | Value::String(_) if is_shown => {}
        Value::Number(_) | Value::String(_) => *value = "[hidden]".into(),
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status)?;
        match serde_json::from_str::<Value>(&self.text) {
            Ok(mut value @ Value::Object(_)) => {
                hide(&mut value, false);
                write!(f, " {value}")
            }
            _ => write!(f, " ({} bytes that are no JSON object)", self.text.len()),
        }
    }
}

/// One request and the reading of its answer, both pure; [`exchange`] lets them meet a network.
pub trait Call {
    type Output;
    /// Whether it may be sent again where the server did nothing: reading, and trading a refresh token. A code is
    /// sent once whatever happens (RFC 6749 section 4.1.2).
    const IS_REPEATABLE: bool = false;

    fn request(&self) -> Request;

    /// Turns an answer of any status into the output or a typed error.
    fn read(&self, answer: &Answer) -> Result<Self::Output, CallError>;
}

/// Sends `call` through `send` and reads the answer; `trace` is told both, in words without secrets.
pub fn exchange<C: Call>(
    call: &C,
    send: impl FnOnce(&Request) -> Result<Response, SendError>,
    mut trace: impl FnMut(&str),
) -> Result<C::Output, CallError> {
    let request = call.request();
    trace(&format!("> {request:?}"));
    let answer = send(&request)?.collect()?;
    trace(&request.mask(&format!("< {answer:?}")));
    call.read(&answer).map_err(|error| request.mask_error(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token_request() -> Request {
        let url = Url::parse("https://kauth.kakao.com/oauth/token").expect("a URL");
        let fields = [("grant_type", "authorization_code"), ("code", "c0de"), ("client_secret", "s3cret")];
        Request::post_form(url, fields.map(|(k, v)| (k.to_owned(), v.to_owned())).into())
    }

    #[test]
    fn a_request_prints_without_its_secrets() {
        let shown = format!("{:?}", token_request().with_bearer(&Secret::new("t0ken")));
        assert_eq!(
            shown,
            "POST https://kauth.kakao.com/oauth/token Authorization: Bearer [hidden] \
             grant_type=authorization_code code=[hidden] client_secret=[hidden]"
        );
    }

    #[test]
    fn an_answer_prints_without_its_tokens() {
        let text = r#"{"access_token":"a","token_type":"bearer","refresh_token":"r"}"#.to_owned();
        let shown = format!("{:?}", Answer { status: 200, headers: Vec::new(), text });
        assert_eq!(shown, r#"200 {"access_token":"[hidden]","token_type":"bearer","refresh_token":"[hidden]"}"#);
    }

    #[test]
    fn an_answer_prints_only_what_is_known_to_be_harmless() {
        let text = r#"{"accessToken":"a","data":{"token":"b","expires_in":7},"access_token ":"c","scope":"openid",
            "list":["d",{"code":-401,"refresh-token":9}],"has_email":true,"emu_0123456789012345678901234567890123456789":1}"#;
        let shown = format!("{:?}", Answer { status: 200, headers: Vec::new(), text: text.to_owned() });
        assert_eq!(
            shown,
            r#"200 {"accessToken":"[hidden]","data":{"token":"[hidden]","expires_in":7},"[hidden]":"[hidden]","#
                .to_owned()
                + r#""scope":"openid","list":["[hidden]",{"code":-401,"refresh-token":"[hidden]"}],"has_email":true}"#
        );
    }

    #[test]
    fn an_error_text_loses_the_code_it_quotes() {
        let masked = token_request().mask("authorization code not found for code=c0de");
        assert_eq!(masked, "authorization code not found for code=[hidden]");
        let request = Request::new("POST", token_request().url).with_bearer(&Secret::new("se\"cr/et"));
        for written in ["se\"cr/et", "se%22cr%2Fet", r#"se\"cr/et"#] {
            assert_eq!(request.mask(&format!("of {written}.")), "of [hidden].");
        }
    }

    #[test]
    fn a_time_to_come_back_is_seconds_or_a_date() {
        let after = |value: &str| {
            let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
            let headers = vec![header("Date", "Wed, 25 Nov 2026 10:00:00 GMT"), header("Retry-After", value)];
            Answer { status: 503, headers, text: String::new() }.retry_after()
        };
        assert_eq!(after("7"), Some(7));
        assert_eq!(after("Wed, 25 Nov 2026 10:01:00 GMT"), Some(60));
        for odd in ["-1", "soon", "Wed, 25 Nov 2026 09:00:00 GMT", ""] {
            assert_eq!(after(odd), None, "{odd}");
        }
    }

    #[test]
    fn an_answer_over_the_limit_is_refused() {
        let body = Box::new(std::io::repeat(b'x'));
        let response = Response { status: 200, headers: Vec::new(), body };
        assert!(matches!(response.collect(), Err(SendError::TooLarge)));
    }
}
