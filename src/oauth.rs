//! Owns [`Attempt`]: one login try, from fresh `state` and verifier to the request that redeems the code.
//!
//! Values in, values out: nothing below this file does I/O.

pub(crate) mod authorize;
pub(crate) mod callback;
pub(crate) mod id_token;
pub(crate) mod pkce;
pub(crate) mod token;

use std::io;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

pub(crate) use authorize::AuthorizeParameters;
pub(crate) use callback::{Callback, Denied};
pub(crate) use pkce::Verifier;
pub(crate) use token::{CodeExchange, RefreshExchange, Tokens};

use crate::{secret::Secret, wire::Url};

/// Who asks: the OAuth client of RFC 6749 section 2.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    /// Kakao's REST API key.
    pub id: String,
    pub secret: Option<Secret>,
    pub authorization_endpoint: Url,
    pub token_endpoint: Url,
    /// Where the keys of ID tokens are.
    pub key_set: Url,
    /// What ID tokens must name as their issuer.
    pub issuer: String,
}

/// One login. Neither `Clone` nor `Copy`: [`Attempt::accept`] consumes it, so a code is used once.
#[derive(Debug)]
pub(crate) struct Attempt {
    client: Client,
    redirect_uri: String,
    state: Secret,
    verifier: Verifier,
    nonce: Option<String>,
    url: Url,
}

/// What the person's answer came to.
#[derive(Debug)]
pub(crate) enum Outcome {
    Granted(CodeExchange),
    Denied(Denied),
}

impl Attempt {
    /// Draws `state` (256 bits), the PKCE verifier and, where `openid` is asked, a `nonce`.
    ///
    /// # Errors
    /// Where the system has no random bytes. There is no weaker fallback.
    pub(crate) fn new(
        client: &Client,
        redirect_uri: &str,
        parameters: &AuthorizeParameters,
        random: &dyn Fn(&mut [u8]) -> io::Result<()>,
    ) -> io::Result<Self> {
        let state = Secret::new(random_word(random)?);
        let verifier = Verifier::new(random_word(random)?);
        let nonce = if parameters.asks_openid() { Some(random_word(random)?) } else { None };
        let url = authorize::url(client, redirect_uri, parameters, &state, &verifier, nonce.as_deref());
        Ok(Self { client: client.clone(), redirect_uri: redirect_uri.to_owned(), state, verifier, nonce, url })
    }

    /// The authorize URL of this attempt.
    pub(crate) fn url(&self) -> &Url {
        &self.url
    }

    /// The `nonce` an ID token must repeat.
    pub(crate) fn nonce(&self) -> Option<&str> {
        self.nonce.as_deref()
    }

    /// Whether `query` answers this very attempt (RFC 6749 section 10.12). Anything else is a stranger's.
    pub(crate) fn recognises(&self, query: &str) -> bool {
        self.own(query).is_some()
    }

    fn own(&self, query: &str) -> Option<Callback> {
        let is_own = |callback: &Callback| callback.has_state(&self.state) && callback.is_from(&self.client.issuer);
        Callback::parse(query).filter(is_own)
    }

    /// Turns the answer into the exchange of its code, or the refusal it carries. `None` for a stranger's.
    pub(crate) fn accept(self, query: &str) -> Option<Outcome> {
        let callback = self.own(query)?;
        Some(match callback.into_result() {
            Err(denied) => Outcome::Denied(denied),
            Ok(code) => Outcome::Granted(CodeExchange {
                client: self.client,
                code,
                redirect_uri: self.redirect_uri,
                verifier: self.verifier,
            }),
        })
    }
}

/// 32 random bytes as 43 base64url characters: the verifier of RFC 7636 section 4.1, also used for `state`.
fn random_word(random: &dyn Fn(&mut [u8]) -> io::Result<()>) -> io::Result<String> {
    let mut bytes = [0; 32];
    random(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn attempt(scopes: &[&str]) -> Attempt {
        let client = Client {
            id: "rest-key".into(),
            secret: None,
            authorization_endpoint: Url::parse("https://kauth.kakao.com/oauth/authorize").expect("a URL"),
            token_endpoint: Url::parse("https://kauth.kakao.com/oauth/token").expect("a URL"),
            key_set: Url::parse("https://kauth.kakao.com/.well-known/jwks.json").expect("a URL"),
            issuer: "https://kauth.kakao.com".into(),
        };
        let parameters = AuthorizeParameters {
            scopes: scopes.iter().map(ToString::to_string).collect(),
            ..AuthorizeParameters::default()
        };
        let count = Cell::new(0);
        let random = move |bytes: &mut [u8]| {
            count.set(count.get() + 1);
            bytes.fill(count.get());
            Ok(())
        };
        Attempt::new(&client, "http://127.0.0.1:18000/callback", &parameters, &random).expect("random bytes")
    }

    const STATE: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE";

    #[test]
    fn the_authorize_url_carries_pkce_and_state() {
        assert_eq!(
            attempt(&[]).url().as_str(),
            format!(
                "https://kauth.kakao.com/oauth/authorize?response_type=code&client_id=rest-key\
                 &redirect_uri=http%3A%2F%2F127.0.0.1%3A18000%2Fcallback&state={STATE}\
                 &code_challenge=bB1ju9q0N8VDaMu9iIaohqea2XcpfiZe6_H19fAVM7k&code_challenge_method=S256"
            )
        );
    }

    #[test]
    fn a_nonce_is_sent_where_openid_is_asked() {
        assert!(attempt(&["openid"]).url().as_str().contains("&nonce="));
        assert!(!attempt(&["talk_message"]).url().as_str().contains("nonce"));
    }

    #[test]
    fn only_the_pending_state_is_recognised() {
        let attempt = attempt(&[]);
        assert!(attempt.recognises(&format!("code=c&state={STATE}")));
        assert!(attempt.recognises(&format!("code=c&state={STATE}&iss=https://kauth.kakao.com")));
        for stranger in [
            "code=c".to_owned(),
            "code=c&state=".to_owned(),
            format!("code=c&state={}", STATE.to_lowercase()),
            format!("code=c&state={STATE}x"),
            format!("code=c&state={}", &STATE[..42]),
            format!("code=c&state={STATE}&state={STATE}"),
            format!("code=c&code=d&state={STATE}"),
            "error=access_denied".to_owned(),
            "error=access_denied&state=other".to_owned(),
            format!("code=c&state={STATE}&iss=https://evil.example"),
            format!("code=c&state={STATE}&iss=http://kauth.kakao.com"),
            format!("code=c&state={STATE}&iss=https://kauth.kakao.com/"),
            format!("code=c&state={STATE}&iss=https://kauth.kakao.com/other"),
            format!("code=c&state={STATE}&iss=https://KAUTH.kakao.com"),
            format!("code=c&state={STATE}&iss=https://me@kauth.kakao.com"),
            format!("code=c&state={STATE}&iss=https://kauth.kakao.com?x=1"),
        ] {
            assert!(!attempt.recognises(&stranger), "{stranger}");
        }
    }

    #[test]
    fn a_cancelled_consent_is_a_denial() {
        let outcome =
            attempt(&[]).accept(&format!("error=access_denied&error_description=User%20denied%20access&state={STATE}"));
        let Some(Outcome::Denied(denied)) = outcome else { panic!("{outcome:?}") };
        assert_eq!(denied.error, "access_denied");
        assert_eq!(denied.description.as_deref(), Some("User denied access"));
    }
}
