//! Owns the authorize URL: RFC 6749 section 4.1.1 with Kakao's own parameters.

use super::{Client, Verifier};
use crate::{secret::Secret, wire::Url};

/// What the person may be asked beyond the plain login. Empty fields are not sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct AuthorizeParameters {
    /// Consent item ids.
    pub scopes: Vec<String>,
    /// `login`, `select_account`, `create`, `none`.
    pub prompt: Vec<String>,
    pub login_hint: Option<String>,
    /// Kakao Sync's terms tags, a comma list.
    pub service_terms: Option<String>,
}

impl AuthorizeParameters {
    pub(crate) fn asks_openid(&self) -> bool {
        self.scopes.iter().any(|scope| scope == "openid")
    }
}

pub(super) fn url(
    client: &Client,
    redirect_uri: &str,
    parameters: &AuthorizeParameters,
    state: &Secret,
    verifier: &Verifier,
    nonce: Option<&str>,
) -> Url {
    let mut url = client.authorization_endpoint.clone();
    {
        let mut query = url.query_pairs_mut();
        query.append_pair("response_type", "code");
        query.append_pair("client_id", &client.id);
        query.append_pair("redirect_uri", redirect_uri);
        query.append_pair("state", state.expose());
        query.append_pair("code_challenge", &verifier.challenge());
        query.append_pair("code_challenge_method", "S256");
        // Kakao's documentation joins both lists with commas.
        let lists = [("scope", &parameters.scopes), ("prompt", &parameters.prompt)];
        for (name, items) in lists.into_iter().filter(|(_, items)| !items.is_empty()) {
            query.append_pair(name, &items.join(","));
        }
        let words = [
            ("nonce", nonce),
            ("login_hint", parameters.login_hint.as_deref()),
            ("service_terms", parameters.service_terms.as_deref()),
        ];
        for (name, word) in words {
            if let Some(word) = word {
                query.append_pair(name, word);
            }
        }
    }
    url
}
