//! Owns `POST /oauth/token`: `client_secret_post` only, codes once, PKCE, and Kakao's refresh policy.

use std::thread;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::digest::{SHA256, digest};
use serde_json::{Map, Value, json};

use super::{
    Form, form_body, id_token,
    provider::{Access, Code, Provider, Refresh, word},
};
use crate::http::{Answer, Request};

/// From this long before its end on, a refresh token is renewed and its predecessor dies (seconds).
const LAST_MONTH: u64 = 30 * 24 * 3600;

struct Error {
    status: u16,
    error: &'static str,
    description: String,
    code: &'static str,
}

pub(super) fn issue(provider: &mut Provider, request: &Request) -> Answer {
    thread::sleep(provider.scenario.token_delay);
    let form = form_body(request);
    let granted = check_client(provider, &form).and_then(|()| match form.get("grant_type") {
        Some("authorization_code") => redeem(provider, &form),
        Some("refresh_token") => refresh(provider, &form),
        _ => Err(refused("unsupported_grant_type", "unsupported grant_type", "KOE310")),
    });
    let (status, body) = match granted {
        Ok(body) => (200, Value::Object(body)),
        Err(Error { status, error, description, code }) => {
            (status, json!({ "error": error, "error_description": description, "error_code": code }))
        }
    };
    // Kakao's token answers carry this header too, and strict clients stumble over it.
    Answer::new(status, "application/json;charset=UTF-8", body.to_string()).with("WWW-Authenticate", "Bearer")
}

/// HTTP Basic and JSON bodies leave no `client_id` in the form: KOE101 comes before KOE010.
fn check_client(provider: &Provider, form: &Form) -> Result<(), Error> {
    let app = &provider.scenario.app;
    let error = |description: String, code| Error { status: 401, error: "invalid_client", description, code };
    let given = form.get("client_id");
    if given != Some(app.rest_api_key.as_str()) {
        return Err(error(format!("Not exist client_id [{}]", given.unwrap_or("null")), "KOE101"));
    }
    if app.client_secret.as_deref().is_some_and(|secret| form.get("client_secret") != Some(secret)) {
        return Err(error("Bad client credentials".to_owned(), "KOE010"));
    }
    Ok(())
}

fn redeem(provider: &mut Provider, form: &Form) -> Result<Map<String, Value>, Error> {
    let given = form.get("code").unwrap_or_default();
    let unknown = || refused("invalid_grant", &format!("authorization code not found for code={given}"), "KOE320");
    // Taken out whatever follows: a code is tried once.
    let Code { request, user_id, expires_at } = provider.codes.remove(given).ok_or_else(unknown)?;
    if expires_at < provider.now() {
        return Err(unknown());
    }
    // Leaving it out was seen to be tolerated; another one was not.
    if form.get("redirect_uri").is_some_and(|uri| uri != request.redirect_uri) {
        return Err(refused("invalid_grant", "Redirect URI mismatch.", "KOE303"));
    }
    if let Some(challenge) = &request.code_challenge {
        let verifier = form.get("code_verifier").unwrap_or_default();
        if URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes())) != *challenge {
            let description = "PKCE validation failed. transformed code verifier does not match code challenge.";
            return Err(refused("invalid_grant", description, "KOE313"));
        }
    }
    let has_id_token = provider.scenario.app.openid_is_on
        && (request.scopes.is_empty() || request.scopes.iter().any(|s| s == "openid"));
    let refresh_token = new_refresh_token(provider, user_id, has_id_token);
    let mut scopes: Vec<_> = provider.agreed(user_id).into_iter().collect();
    if has_id_token {
        scopes.push("openid".to_owned());
    }
    // The order of the fields is that of a capture.
    let mut body = access(provider, user_id);
    body.insert("refresh_token".to_owned(), refresh_token.into());
    if has_id_token {
        body.insert("id_token".to_owned(), id_token::issue(provider, user_id, request.nonce.as_deref()).into());
    }
    body.insert("expires_in".to_owned(), provider.scenario.access_ttl.as_secs().into());
    body.insert("scope".to_owned(), scopes.join(" ").into());
    body.insert("refresh_token_expires_in".to_owned(), provider.scenario.refresh_ttl.as_secs().into());
    Ok(body)
}

fn refresh(provider: &mut Provider, form: &Form) -> Result<Map<String, Value>, Error> {
    let given =
        form.get("refresh_token").ok_or_else(|| refused("invalid_grant", "refresh token not given", "KOE319"))?;
    let now = provider.now();
    if provider.scenario.revokes_on_reuse
        && let Some(user_id) = provider.spent.get(given).copied()
    {
        provider.refresh_tokens.retain(|_, token| token.user_id != user_id);
        provider.access_tokens.retain(|_, token| token.user_id != user_id);
    }
    let living = provider.refresh_tokens.get(given).filter(|token| token.expires_at > now).cloned();
    let Refresh { user_id, expires_at, has_id_token } =
        living.ok_or_else(|| refused("invalid_grant", "expired_or_invalid_refresh_token", "KOE322"))?;
    let mut body = access(provider, user_id);
    let is_in_last_month = expires_at - now < LAST_MONTH;
    if is_in_last_month {
        provider.refresh_tokens.remove(given);
        provider.spent.insert(given.to_owned(), user_id);
        body.insert("refresh_token".to_owned(), new_refresh_token(provider, user_id, has_id_token).into());
    }
    if has_id_token {
        body.insert("id_token".to_owned(), id_token::issue(provider, user_id, None).into());
    }
    body.insert("expires_in".to_owned(), provider.scenario.access_ttl.as_secs().into());
    if is_in_last_month {
        body.insert("refresh_token_expires_in".to_owned(), provider.scenario.refresh_ttl.as_secs().into());
    }
    Ok(body)
}

fn access(provider: &mut Provider, user_id: u64) -> Map<String, Value> {
    let token = word("access");
    let expires_at = provider.now() + provider.scenario.access_ttl.as_secs();
    provider.access_tokens.insert(token.clone(), Access { user_id, expires_at });
    Map::from_iter([("access_token".to_owned(), token.into()), ("token_type".to_owned(), "bearer".into())])
}

fn new_refresh_token(provider: &mut Provider, user_id: u64, has_id_token: bool) -> String {
    let token = word("refresh");
    let expires_at = provider.now() + provider.scenario.refresh_ttl.as_secs();
    provider.refresh_tokens.insert(token.clone(), Refresh { user_id, expires_at, has_id_token });
    token
}

fn refused(error: &'static str, description: &str, code: &'static str) -> Error {
    Error { status: 400, error, description: description.to_owned(), code }
}
