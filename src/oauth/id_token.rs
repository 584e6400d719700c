//! Owns reading ID tokens: OpenID Connect Core section 2.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value};

use crate::secret::Secret;

/// The ID token does not repeat the `nonce` of this login, so it belongs to another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WrongNonce;

/// Checks that `token` was issued for the login that sent `nonce` (OpenID Connect Core section 3.1.3.7, item 11).
/// A login that sent none accepts any: Kakao adds ID tokens to every login while the console has them on.
pub(crate) fn check_nonce(token: &Secret, nonce: Option<&str>) -> Result<(), WrongNonce> {
    let Some(nonce) = nonce else { return Ok(()) };
    let claimed = claims(token).and_then(|claims| claims.get("nonce")?.as_str().map(str::to_owned));
    if claimed.as_deref() == Some(nonce) { Ok(()) } else { Err(WrongNonce) }
}

/// The claims of a token in JWS compact form, unverified.
fn claims(token: &Secret) -> Option<Map<String, Value>> {
    let mut parts = token.expose().split('.');
    let (Some(_), Some(payload), Some(_), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return None;
    };
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(claims: &str) -> Secret {
        Secret::new(format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(claims)))
    }

    #[test]
    fn only_the_nonce_that_was_sent_is_accepted() {
        assert_eq!(check_nonce(&token(r#"{"nonce":"n1"}"#), Some("n1")), Ok(()));
        for claims in [r#"{"nonce":"n2"}"#, "{}", r#"{"nonce":1}"#, "no json"] {
            assert_eq!(check_nonce(&token(claims), Some("n1")), Err(WrongNonce), "{claims}");
        }
        assert_eq!(check_nonce(&Secret::new("a.b.c.d"), Some("n1")), Err(WrongNonce));
    }

    #[test]
    fn a_login_that_sent_no_nonce_expects_none() {
        assert_eq!(check_nonce(&token("{}"), None), Ok(()));
    }
}
