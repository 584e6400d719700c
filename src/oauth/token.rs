//! Owns the two requests to the token endpoint and the reading of its answers: RFC 6749 sections 4.1.3,
//! 5 and 6, in the shape Kakao gives them.

use serde_json::{Map, Value};

use super::{Client, Verifier};
use crate::{
    secret::Secret,
    wire::{Answer, Call, CallError, Refusal, Request, Server, unique_members},
};

/// What the token endpoint granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tokens {
    pub access_token: Secret,
    /// Seconds from the answer on; `None` where the server does not say.
    pub expires_in: Option<u64>,
    /// Absent from a refresh until the old one's last month (Kakao: "리프레시 토큰 갱신").
    pub refresh_token: Option<Secret>,
    pub refresh_token_expires_in: Option<u64>,
    pub id_token: Option<Secret>,
    /// `None` where the server does not say, which means: as before.
    pub scopes: Option<Vec<String>>,
}

/// Redeems an authorization code, once.
#[derive(Debug)]
pub(crate) struct CodeExchange {
    pub client: Client,
    pub code: Secret,
    /// The very string of the authorize request, else KOE303.
    pub redirect_uri: String,
    pub verifier: Verifier,
}

impl Call for CodeExchange {
    type Output = Tokens;

    fn request(&self) -> Request {
        let fields = vec![
            field("grant_type", "authorization_code"),
            field("redirect_uri", &self.redirect_uri),
            field("code", self.code.expose()),
            field("code_verifier", self.verifier.expose()),
        ];
        token_request(&self.client, fields)
    }

    fn read(&self, answer: &Answer) -> Result<Tokens, CallError> {
        read_tokens(answer)
    }
}

/// Trades a refresh token for a new access token.
#[derive(Debug)]
pub(crate) struct RefreshExchange {
    pub client: Client,
    pub refresh_token: Secret,
}

impl Call for RefreshExchange {
    type Output = Tokens;
    const IS_REPEATABLE: bool = true;

    fn request(&self) -> Request {
        let fields = vec![field("grant_type", "refresh_token"), field("refresh_token", self.refresh_token.expose())];
        token_request(&self.client, fields)
    }

    fn read(&self, answer: &Answer) -> Result<Tokens, CallError> {
        read_tokens(answer)
    }
}

/// `client_secret_post`: Kakao reads no HTTP Basic.
fn token_request(client: &Client, mut fields: Vec<(String, String)>) -> Request {
    fields.insert(1, field("client_id", &client.id));
    if let Some(secret) = &client.secret {
        fields.push(field("client_secret", secret.expose()));
    }
    Request::post_form(client.token_endpoint.clone(), fields)
}

fn field(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn read_tokens(answer: &Answer) -> Result<Tokens, CallError> {
    if !answer.is_success() {
        return Err(read_refusal(answer));
    }
    let object = unique_members(answer.text.as_bytes()).ok_or_else(|| answer.malformed())?;
    if object.contains_key("error") {
        return Err(read_refusal(answer));
    }
    parse_tokens(&object).ok_or_else(|| answer.malformed())
}

/// `None` where a field that must be there is not, or a token could not stand in a header.
pub(crate) fn parse_tokens(object: &Map<String, Value>) -> Option<Tokens> {
    let text = |name: &str| object.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let token = |name: &str| match text(name) {
        None => Some(None),
        Some(text) if is_token(text) => Some(Some(Secret::new(text))),
        Some(_) => None,
    };
    // "Case insensitive" (RFC 6749 section 5.1); Kakao writes `bearer`. A server that leaves it out means bearer.
    if object
        .get("token_type")
        .is_some_and(|kind| !kind.as_str().is_some_and(|kind| kind.eq_ignore_ascii_case("bearer")))
    {
        return None;
    }
    if text("scope").is_some_and(|scope| scope.len() > SCOPE_MAX) {
        return None;
    }
    Some(Tokens {
        access_token: token("access_token")??,
        expires_in: seconds(object.get("expires_in")),
        refresh_token: token("refresh_token")?,
        refresh_token_expires_in: seconds(object.get("refresh_token_expires_in")),
        id_token: token("id_token")?,
        scopes: text("scope").map(scope_list),
    })
}

/// Splits a `scope` value: spaces by RFC 6749 section 3.3, commas in some of Kakao's own examples.
pub(crate) fn scope_list(scope: &str) -> Vec<String> {
    scope.split([' ', ',']).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// The b64token of RFC 6750 section 2.1: what may follow `Bearer` without breaking the header.
pub(crate) fn is_token(text: &str) -> bool {
    let is_token_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
    (1..=16 << 10).contains(&text.len()) && text.bytes().all(is_token_byte)
}

/// All of Kakao's consent items together have a tenth of this (bytes).
const SCOPE_MAX: usize = 4096;

/// Ten years: beyond it, arithmetic on times begins to fail before any token lives that long.
const LONGEST: u64 = 10 * 365 * 24 * 3600;

/// A lifetime as servers write it: a number, sometimes with a fraction, sometimes in quotes. What is no
/// lifetime at all counts as not said; a negative one as over.
pub(crate) fn seconds(value: Option<&Value>) -> Option<u64> {
    let number = match value? {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    // `as` saturates: below zero and not-a-number become 0.
    number.is_finite().then_some((number as u64).min(LONGEST))
}

fn read_refusal(answer: &Answer) -> CallError {
    if (300..400).contains(&answer.status) {
        return answer.malformed();
    }
    let Ok(object) = serde_json::from_str::<Map<String, Value>>(&answer.text) else {
        return match answer.status {
            429 | 500.. => CallError::Refused(Refusal {
                status: answer.status,
                retry_after: answer.retry_after(),
                ..Refusal::default()
            }),
            _ => answer.malformed(),
        };
    };
    let text = |name: &str| object.get(name).and_then(Value::as_str).map(str::to_owned);
    CallError::Refused(Refusal {
        status: answer.status,
        code: text("error_code"),
        error: text("error"),
        description: text("error_description"),
        required_scopes: Vec::new(),
        retry_after: answer.retry_after(),
        server: Server::Authorization,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(status: u16, text: &str) -> Result<Tokens, CallError> {
        read_tokens(&Answer { status, headers: Vec::new(), text: text.to_owned() })
    }

    #[test]
    fn a_captured_answer_is_read() {
        let tokens = read(
            200,
            r#"{"access_token":"waizj","token_type":"bearer","refresh_token":"vtH8","expires_in":21599,"scope":"talk_message profile_nickname","refresh_token_expires_in":5183999}"#,
        )
        .expect("tokens");
        assert_eq!(tokens.access_token.expose(), "waizj");
        assert_eq!((tokens.expires_in, tokens.refresh_token_expires_in), (Some(21599), Some(5_183_999)));
        assert_eq!(tokens.scopes, Some(vec!["talk_message".to_owned(), "profile_nickname".to_owned()]));
    }

    #[test]
    fn odd_lifetimes_never_break_the_answer() {
        for (written, expected) in [
            ("0", Some(0)),
            ("-1", Some(0)),
            ("3600.5", Some(3600)),
            ("\"3600\"", Some(3600)),
            ("10000000000000", Some(LONGEST)),
            ("null", None),
            ("[]", None),
        ] {
            let tokens = read(200, &format!(r#"{{"access_token":"a","expires_in":{written}}}"#)).expect(written);
            assert_eq!(tokens.expires_in, expected, "{written}");
        }
    }

    #[test]
    fn empty_or_null_refresh_tokens_are_no_refresh_tokens() {
        for written in [r#""""#, "null"] {
            let tokens = read(200, &format!(r#"{{"access_token":"a","refresh_token":{written}}}"#)).expect(written);
            assert_eq!(tokens.refresh_token, None, "{written}");
        }
    }

    #[test]
    fn a_token_that_would_break_a_header_is_refused() {
        for token in ["a\\nb", "a b", "a\\\"b", "a\\u0000", "가", ""] {
            let read = read(200, &format!(r#"{{"access_token":"{token}","token_type":"bearer"}}"#));
            assert!(matches!(read, Err(CallError::Malformed { .. })), "{token}");
        }
        assert!(read(200, r#"{"access_token":"a","token_type":"mac"}"#).is_err());
        assert!(read(200, r#"{"access_token":"a","token_type":"BEARER"}"#).is_ok());
    }

    #[test]
    fn an_error_answer_keeps_all_three_fields() {
        let text =
            r#"{"error":"invalid_grant","error_description":"expired_or_invalid_refresh_token","error_code":"KOE322"}"#;
        for status in [400, 200] {
            let Err(CallError::Refused(refusal)) = read(status, text) else { panic!("{status}") };
            assert_eq!(refusal.name(), "KOE322");
            assert_eq!(refusal.error.as_deref(), Some("invalid_grant"));
        }
    }

    #[test]
    fn pages_are_told_from_answers() {
        assert_eq!(read(200, "<html>portal"), Err(CallError::Malformed { status: 200, html: true }));
        assert_eq!(read(200, "null"), Err(CallError::Malformed { status: 200, html: false }));
        assert!(matches!(read(502, "<html>"), Err(CallError::Refused(Refusal { status: 502, .. }))));
        assert!(matches!(read(302, ""), Err(CallError::Malformed { status: 302, .. })));
    }
}
