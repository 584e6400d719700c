//! Owns `POST /oauth/token`: `client_secret_post` only, codes once, PKCE, and Kakao's refresh policy.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::digest::{SHA256, digest};
use serde_json::{Map, Value, json};

use super::{
    Form, Reason, authorize, form_body,
    journal::Reply,
    oidc,
    provider::{Access, Code, Kind, Provider, Refresh, Spent, milliseconds, word},
};
use crate::http::{Answer, Request};

/// From this long before its end on, a refresh token is renewed and its predecessor dies (seconds).
const LAST_MONTH: u64 = 30 * 24 * 3600;

struct Refusal {
    status: u16,
    error: &'static str,
    description: String,
    code: &'static str,
    reason: Reason,
}

/// What was granted, and what the log should say of it all the same.
struct Granted {
    body: Map<String, Value>,
    remark: Option<Reason>,
}

pub(super) fn issue(provider: &mut Provider, request: &Request) -> Reply {
    let (body, query) = (form_body(request), Form::parse(request.query().as_bytes()));
    let is_in_query = body.get("grant_type").is_none() && query.get("grant_type").is_some();
    // The body first. Kakao was seen to take the query where the body lacks a field.
    let form = body.or(query);
    let granted = check_client(provider, request, &form).and_then(|()| match form.get("grant_type") {
        Some("authorization_code") => redeem(provider, &form),
        Some("refresh_token") => refresh(provider, &form),
        other => {
            let reason = Reason::GrantType { given: other.unwrap_or_default().to_owned() };
            Err(Refusal { error: "unsupported_grant_type", ..refused("unsupported grant_type", "KOE310", reason) })
        }
    });
    match granted {
        Ok(Granted { body, remark }) => {
            let remark = remark.or(is_in_query.then_some(Reason::FieldsInQuery));
            Reply { reason: remark, ..Reply::from(answer(200, &Value::Object(body))) }
        }
        Err(Refusal { status, error, description, code, reason }) => {
            let body = json!({ "error": error, "error_description": description, "error_code": code });
            let answer = answer(status, &body);
            // Captured on 401 only; a success or a 400 with a challenge ends strict clients.
            let challenge =
                format!("Bearer error=\"{error}\", error_description=\"{}\"", description.replace('"', "'"));
            let answer = if status == 401 { answer.with("WWW-Authenticate", challenge) } else { answer };
            Reply::refused(answer, code, reason)
        }
    }
}

fn answer(status: u16, body: &Value) -> Answer {
    Answer::new(status, "application/json;charset=utf-8", body.to_string())
}

/// HTTP Basic and JSON bodies leave no `client_id` in the form: KOE101 comes before KOE010.
fn check_client(provider: &Provider, request: &Request, form: &Form) -> Result<(), Refusal> {
    let app = &provider.scenario.app;
    let error = |description: String, code, reason| Refusal {
        status: 401,
        error: "invalid_client",
        ..refused(&description, code, reason)
    };
    let given = form.get("client_id");
    if given != Some(app.rest_api_key.as_str()) {
        return Err(error(
            format!("Not exist client_id [{}]", given.unwrap_or("null")),
            "KOE101",
            why_no_client(provider, request, given),
        ));
    }
    if let Some(secret) = app.client_secret.as_deref()
        && form.get("client_secret") != Some(secret)
    {
        let is_missing = form.get("client_secret").is_none();
        let reason = match is_missing {
            true if has_basic(request) => Reason::HttpBasic,
            true => Reason::SecretMissing,
            false => Reason::SecretWrong,
        };
        return Err(error("Bad client credentials".to_owned(), "KOE010", reason));
    }
    if !provider.may_call() {
        let reason = Reason::Address { caller: provider.scenario.caller.clone() };
        let description = format!("ip mismatched! callerIp={}. check out registered ips.", provider.scenario.caller);
        return Err(error(description, "KOE127", reason));
    }
    Ok(())
}

/// The scheme in any case (RFC 9110 section 11.1).
fn has_basic(request: &Request) -> bool {
    let scheme = request.header("authorization").and_then(|header| header.split_once(' ')).map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("basic"))
}

fn why_no_client(provider: &Provider, request: &Request, given: Option<&str>) -> Reason {
    let kind = request.header("content-type").unwrap_or_default();
    match given {
        Some(given) => provider
            .other_key(given)
            .map_or(Reason::UnknownKey { given: given.to_owned() }, |kind| Reason::OtherKey { kind }),
        None if has_basic(request) => Reason::HttpBasic,
        None if kind.starts_with("application/json") => Reason::BodyIsJson,
        None if !kind.is_empty() && !kind.starts_with("application/x-www-form-urlencoded") => {
            Reason::BodyIsNoForm { kind: kind.to_owned() }
        }
        None => Reason::NoKey,
    }
}

fn redeem(provider: &mut Provider, form: &Form) -> Result<Granted, Refusal> {
    let given = form.get("code").unwrap_or_default();
    let unknown = |reason| refused(&format!("authorization code not found for code={given}"), "KOE320", reason);
    // Taken out whatever follows: a code is tried once.
    let Some(Code { request, user_id, expires_at }) = provider.memory.codes.remove(given) else {
        let used = provider.memory.used_codes.get(given);
        let since = used.map(|at| Reason::CodeUsed { milliseconds: milliseconds().saturating_sub(*at) });
        return Err(unknown(since.unwrap_or(Reason::CodeUnknown)));
    };
    provider.memory.used_codes.insert(given.to_owned(), milliseconds());
    if expires_at < provider.now() {
        return Err(unknown(Reason::CodeExpired));
    }
    // Leaving it out was seen to be tolerated; another one was not.
    let sent = form.get("redirect_uri");
    if let Some(sent) = sent.filter(|uri| *uri != request.redirect_uri) {
        let reason = Reason::RedirectDiffers { authorize: request.redirect_uri.clone(), token: sent.to_owned() };
        return Err(refused("Redirect URI mismatch.", "KOE303", reason));
    }
    if let Some(challenge) = &request.code_challenge {
        let verifier = form.get("code_verifier");
        let sent = URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.unwrap_or_default().as_bytes()));
        if verifier.is_none() || sent != *challenge {
            let reason = if verifier.is_none() { Reason::VerifierMissing } else { Reason::VerifierWrong };
            let description = "PKCE validation failed. transformed code verifier does not match code challenge.";
            return Err(refused(description, "KOE313", reason));
        }
    }
    authorize::register_first(provider, Some(&request.redirect_uri));
    for kind in [Kind::Access, Kind::Refresh] {
        check_rate(provider, user_id, kind)?;
    }
    let has_id_token = provider.scenario.app.openid_is_on
        && (request.scopes.is_empty() || request.scopes.iter().any(|scope| scope == "openid"));
    let refresh_token = new_refresh_token(provider, user_id, has_id_token);
    let mut scopes: Vec<_> = provider.agreed(user_id).into_iter().collect();
    if has_id_token {
        scopes.push("openid".to_owned());
    }
    // The order of the fields is that of a capture.
    let mut body = access(provider, user_id);
    body.insert("refresh_token".to_owned(), refresh_token.into());
    if has_id_token {
        body.insert("id_token".to_owned(), oidc::id_token(provider, user_id, request.nonce.as_deref()).into());
    }
    body.insert("expires_in".to_owned(), provider.scenario.access_ttl.as_secs().into());
    body.insert("scope".to_owned(), scopes.join(" ").into());
    body.insert("refresh_token_expires_in".to_owned(), provider.scenario.refresh_ttl.as_secs().into());
    Ok(Granted { body, remark: sent.is_none().then_some(Reason::RedirectLeftOut) })
}

fn refresh(provider: &mut Provider, form: &Form) -> Result<Granted, Refusal> {
    let missing = || refused("refresh token not given", "KOE319", Reason::RefreshTokenMissing);
    let given = form.get("refresh_token").ok_or_else(missing)?;
    let now = provider.now();
    let spent = provider.memory.spent.get(given).cloned();
    if let Some(Spent { user_id, .. }) = &spent
        && provider.scenario.revokes_on_reuse
    {
        provider.end_tokens(*user_id);
    }
    let dead = |reason| refused("expired_or_invalid_refresh_token", "KOE322", reason);
    let Some(Refresh { user_id, expires_at, has_id_token }) = provider.memory.refresh_tokens.get(given).cloned() else {
        let replaced = spent.map(|Spent { at, .. }| Reason::RefreshTokenReplaced { days: (now - at) / (24 * 3600) });
        return Err(dead(replaced.unwrap_or(Reason::RefreshTokenUnknown)));
    };
    if expires_at <= now {
        return Err(dead(Reason::RefreshTokenExpired));
    }
    let is_in_last_month = expires_at - now < LAST_MONTH;
    check_rate(provider, user_id, Kind::Access)?;
    if is_in_last_month {
        check_rate(provider, user_id, Kind::Refresh)?;
    }
    let mut body = access(provider, user_id);
    if is_in_last_month {
        provider.memory.refresh_tokens.remove(given);
        provider.memory.spent.insert(given.to_owned(), Spent { user_id, at: now });
        body.insert("refresh_token".to_owned(), new_refresh_token(provider, user_id, has_id_token).into());
    }
    if has_id_token {
        body.insert("id_token".to_owned(), oidc::id_token(provider, user_id, None).into());
    }
    body.insert("expires_in".to_owned(), provider.scenario.access_ttl.as_secs().into());
    if is_in_last_month {
        body.insert("refresh_token_expires_in".to_owned(), provider.scenario.refresh_ttl.as_secs().into());
    }
    Ok(Granted { body, remark: None })
}

fn check_rate(provider: &mut Provider, user_id: u64, kind: Kind) -> Result<(), Refusal> {
    if provider.may_issue(user_id, kind) {
        return Ok(());
    }
    let (most, seconds) = kind.limit();
    let reason = Reason::TooManyTokens { most, minutes: seconds / 60 };
    Err(Refusal { error: "invalid_request", ..refused("token request rate limit exceeded", "KOE237", reason) })
}

fn access(provider: &mut Provider, user_id: u64) -> Map<String, Value> {
    let token = word("access");
    let expires_at = provider.now() + provider.scenario.access_ttl.as_secs();
    provider.memory.access_tokens.insert(token.clone(), Access { user_id, expires_at });
    Map::from_iter([("access_token".to_owned(), token.into()), ("token_type".to_owned(), "bearer".into())])
}

fn new_refresh_token(provider: &mut Provider, user_id: u64, has_id_token: bool) -> String {
    let token = word("refresh");
    let expires_at = provider.now() + provider.scenario.refresh_ttl.as_secs();
    provider.memory.refresh_tokens.insert(token.clone(), Refresh { user_id, expires_at, has_id_token });
    token
}

fn refused(description: &str, code: &'static str, reason: Reason) -> Refusal {
    Refusal { status: 400, error: "invalid_grant", description: description.to_owned(), code, reason }
}
