//! Owns what is Kakao's and not the RFC's: the two servers, their endpoints and kapi's error shape.

pub(crate) mod code;
pub(crate) mod scope;
pub(crate) mod user;

use serde_json::{Map, Value};

use crate::{
    oauth,
    secret::Secret,
    wire::{Answer, Call, CallError, Refusal, Request, Server, Url},
};

pub(crate) const AUTHORIZATION_SERVER: &str = "https://kauth.kakao.com";
pub(crate) const API_SERVER: &str = "https://kapi.kakao.com";

/// One Kakao app as this machine uses it.
#[derive(Clone, Debug)]
pub(crate) struct App {
    pub rest_api_key: String,
    pub client_secret: Option<Secret>,
    pub servers: Servers,
}

/// kauth and kapi, or what stands in for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Servers {
    pub authorization: Url,
    pub api: Url,
}

impl App {
    pub(crate) fn client(&self) -> oauth::Client {
        oauth::Client {
            id: self.rest_api_key.clone(),
            secret: self.client_secret.clone(),
            authorization_endpoint: endpoint(&self.servers.authorization, "/oauth/authorize"),
            token_endpoint: endpoint(&self.servers.authorization, "/oauth/token"),
            key_set: endpoint(&self.servers.authorization, "/.well-known/jwks.json"),
            issuer: self.servers.issuer().to_owned(),
        }
    }
}

impl Servers {
    /// The authorization server as tokens are filed under: no trailing slash.
    pub(crate) fn issuer(&self) -> &str {
        self.authorization.as_str().trim_end_matches('/')
    }

    /// Kakao's page that ends the browser's own session (`/oauth/logout`).
    pub(crate) fn browser_logout(&self, rest_api_key: &str, redirect_uri: &str) -> Url {
        let mut url = endpoint(&self.authorization, "/oauth/logout");
        url.query_pairs_mut().append_pair("client_id", rest_api_key).append_pair("logout_redirect_uri", redirect_uri);
        url
    }
}

/// A URL below `server`, whose own path is kept: a server may live under a prefix.
pub(crate) fn endpoint(server: &Url, path: &str) -> Url {
    let mut url = server.clone();
    url.set_path(&format!("{}{path}", server.path().trim_end_matches('/')));
    url
}

/// `POST /v1/user/logout`: the access token dies at Kakao.
#[derive(Debug)]
pub(crate) struct Logout<'a> {
    pub servers: &'a Servers,
    pub access_token: &'a Secret,
}

impl Call for Logout<'_> {
    type Output = ();

    fn request(&self) -> Request {
        Request::post_form(endpoint(&self.servers.api, "/v1/user/logout"), Vec::new()).with_bearer(self.access_token)
    }

    fn read(&self, answer: &Answer) -> Result<(), CallError> {
        if answer.is_success() { Ok(()) } else { Err(refusal(answer)) }
    }
}

/// `POST /v1/user/unlink`: consent is withdrawn and every token dies. Returns the user's id.
#[derive(Debug)]
pub(crate) struct Unlink<'a> {
    pub servers: &'a Servers,
    pub access_token: &'a Secret,
}

impl Call for Unlink<'_> {
    type Output = Option<serde_json::Number>;

    fn request(&self) -> Request {
        Request::post_form(endpoint(&self.servers.api, "/v1/user/unlink"), Vec::new()).with_bearer(self.access_token)
    }

    fn read(&self, answer: &Answer) -> Result<Self::Output, CallError> {
        if !answer.is_success() {
            return Err(refusal(answer));
        }
        let object: Map<String, Value> = serde_json::from_str(&answer.text).map_err(|_| answer.malformed())?;
        Ok(object.get("id").and_then(Value::as_number).cloned())
    }
}

/// `GET /v2/user/scopes`, or `POST /v2/user/revoke/scopes` where there is something to revoke. Returns Kakao's
/// object as it came.
#[derive(Debug)]
pub(crate) struct Scopes<'a> {
    pub servers: &'a Servers,
    pub access_token: &'a Secret,
    pub revoked: &'a [String],
}

impl Call for Scopes<'_> {
    type Output = String;
    const IS_REPEATABLE: bool = true;

    fn request(&self) -> Request {
        let request = if self.revoked.is_empty() {
            Request::get(endpoint(&self.servers.api, "/v2/user/scopes"))
        } else {
            let ids = ("scopes".to_owned(), Value::from(self.revoked).to_string());
            Request::post_form(endpoint(&self.servers.api, "/v2/user/revoke/scopes"), vec![ids])
        };
        request.with_bearer(self.access_token)
    }

    fn read(&self, answer: &Answer) -> Result<String, CallError> {
        if !answer.is_success() {
            return Err(refusal(answer));
        }
        let is_object = serde_json::from_str::<Map<String, Value>>(&answer.text).is_ok();
        if is_object { Ok(answer.text.clone()) } else { Err(answer.malformed()) }
    }
}

/// `GET /v1/user/access_token_info`.
#[derive(Debug)]
pub(crate) struct AccessTokenInfo<'a> {
    pub servers: &'a Servers,
    pub access_token: &'a Secret,
}

/// What Kakao knows of an access token.
#[derive(Debug)]
pub(crate) struct TokenInfo {
    pub user_id: Option<String>,
    /// Seconds.
    pub expires_in: Option<u64>,
}

impl Call for AccessTokenInfo<'_> {
    type Output = TokenInfo;
    const IS_REPEATABLE: bool = true;

    fn request(&self) -> Request {
        Request::get(endpoint(&self.servers.api, "/v1/user/access_token_info")).with_bearer(self.access_token)
    }

    fn read(&self, answer: &Answer) -> Result<TokenInfo, CallError> {
        if !answer.is_success() {
            return Err(refusal(answer));
        }
        let object: Map<String, Value> = serde_json::from_str(&answer.text).map_err(|_| answer.malformed())?;
        Ok(TokenInfo {
            user_id: object.get("id").filter(|id| id.is_number()).map(Value::to_string),
            expires_in: oauth::token::seconds(object.get("expires_in")),
        })
    }
}

/// Reads a kapi error: `{"msg":…,"code":-401}`, with -402 also `required_scopes`.
pub(crate) fn refusal(answer: &Answer) -> CallError {
    if (300..400).contains(&answer.status) {
        return answer.malformed();
    }
    let Ok(object) = serde_json::from_str::<Map<String, Value>>(&answer.text) else {
        return match answer.status {
            401 | 403 | 429 | 500.. => CallError::Refused(Refusal {
                status: answer.status,
                retry_after: answer.retry_after(),
                server: Server::Api,
                ..Refusal::default()
            }),
            _ => answer.malformed(),
        };
    };
    let scopes = object.get("required_scopes").and_then(Value::as_array);
    let text = |name: &str| object.get(name).and_then(Value::as_str).map(str::to_owned);
    CallError::Refused(Refusal {
        status: answer.status,
        code: object.get("code").filter(|code| code.is_i64()).map(Value::to_string),
        error: text("error"),
        description: text("msg").or_else(|| text("error_description")),
        required_scopes: scopes
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .filter(|scope| is_scope(scope))
            .map(str::to_owned)
            .collect(),
        retry_after: answer.retry_after(),
        server: Server::Api,
    })
}

/// The shape of a consent item's id: it will stand in a command to paste.
pub(crate) fn is_scope(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.')
}

/// Whether kapi no longer takes the access token: -401, or a bare 401 from a gateway. It says -401 to a
/// forbidden address too, where no other token helps.
pub(crate) fn is_token_rejected(refusal: &Refusal) -> bool {
    let says_so = refusal.is("-401") || (refusal.status == 401 && refusal.code.is_none());
    refusal.server == Server::Api && says_so && code::judge(refusal).0 != code::Verdict::AppSetup
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_may_live_under_a_prefix() {
        let server = Url::parse("http://127.0.0.1:9000/kakao/").expect("a URL");
        assert_eq!(endpoint(&server, "/oauth/token").as_str(), "http://127.0.0.1:9000/kakao/oauth/token");
    }

    #[test]
    fn a_missing_consent_names_the_scopes() {
        let text = r#"{"msg":"insufficient scopes.","code":-402,"required_scopes":["talk_message"]}"#.to_owned();
        let CallError::Refused(refusal) = refusal(&Answer { status: 403, headers: Vec::new(), text }) else {
            panic!("not a refusal")
        };
        assert_eq!(
            (refusal.name().as_str(), refusal.required_scopes.as_slice()),
            ("-402", &["talk_message".to_owned()][..])
        );
    }
}
