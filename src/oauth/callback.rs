//! Owns reading the query of a redirect: RFC 6749 sections 4.1.2 and 4.1.2.1.

use ring::digest::{SHA256, digest};
use url::form_urlencoded;

use crate::secret::Secret;

/// The longest code taken. Kakao's have under 100 characters.
const CODE_MAX: usize = 2048;

/// A redirect's query, each parameter at most once and exactly one of `code` and `error`.
#[derive(Debug)]
pub(crate) struct Callback {
    state: Secret,
    issuer: Option<String>,
    result: Result<Secret, Denied>,
}

/// The authorization server's `error` answer, sent to the redirect URI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Denied {
    pub error: String,
    /// Text from outside.
    pub description: Option<String>,
}

impl Denied {
    /// The person said no; every other word is the server's or the app's.
    pub(crate) fn is_the_persons(&self) -> bool {
        self.error == "access_denied"
    }
}

impl Callback {
    /// `None` for everything an authorization server does not send: doubled or empty parameters, a `code`
    /// beside an `error`, control characters, an endless code.
    pub(crate) fn parse(query: &str) -> Option<Self> {
        let once = |name: &str| -> Option<Option<String>> {
            let mut values = form_urlencoded::parse(query.as_bytes()).filter(|(key, _)| key == name);
            match (values.next(), values.next()) {
                (value, None) => Some(value.map(|(_, value)| value.into_owned())),
                _ => None,
            }
        };
        let (code, error, description) = (once("code")?, once("error")?, once("error_description")?);
        // RFC 9207: where it is sent, it names the server that answers.
        let issuer = once("iss")?;
        let state = once("state")?.filter(|state| !state.is_empty())?;
        let result = match (code, error) {
            (Some(code), None) if is_code(&code) => Ok(Secret::new(code)),
            (None, Some(error)) if !error.is_empty() => Err(Denied { error, description }),
            _ => return None,
        };
        Some(Self { state: Secret::new(state), issuer, result })
    }

    /// Whether the answer names no issuer, as Kakao's do not, or `issuer`: by simple string comparison (RFC 9207
    /// section 2.4).
    pub(crate) fn is_from(&self, issuer: &str) -> bool {
        self.issuer.as_deref().is_none_or(|named| named == issuer)
    }

    /// Compares digests, so that the time taken tells nothing about the state.
    pub(crate) fn has_state(&self, expected: &Secret) -> bool {
        let [ours, theirs] = [expected, &self.state].map(|state| digest(&SHA256, state.expose().as_bytes()));
        ours.as_ref() == theirs.as_ref()
    }

    pub(crate) fn into_result(self) -> Result<Secret, Denied> {
        self.result
    }
}

fn is_code(code: &str) -> bool {
    (1..=CODE_MAX).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_server_sends_is_not_a_callback() {
        for query in [
            "",
            "code=a",
            "code=a&state=",
            "code=&state=s",
            "error=&state=s",
            "code=a&error=access_denied&state=s",
            "code=a&code=a&state=s",
            "code=a&state=s&state=t",
            "Code=a&state=s",
            "code[]=a&state=s",
            "code=%00&state=s",
            "error=a&error_description=b&error_description=c&state=s",
        ] {
            assert!(Callback::parse(query).is_none(), "{query}");
        }
        assert!(Callback::parse(&format!("code={}&state=s", "a".repeat(CODE_MAX + 1))).is_none());
    }
}
