//! Owns kapi's user side: who is asked for, the token's state, logout, unlink and consent.

use serde_json::{Value, json};

use super::{
    Agreement, Reason, form_body,
    journal::Reply,
    provider::{Access, Provider},
};
use crate::http::{Answer, Request};

const APP_ID: u64 = 1_234_567;

pub(super) fn access_token_info(provider: &Provider, request: &Request) -> Reply {
    match authenticate(provider, request) {
        Ok((_, Access { user_id, expires_at })) => {
            let left = expires_at.saturating_sub(provider.now());
            json_answer(200, &json!({ "id": user_id, "expires_in": left, "app_id": APP_ID })).into()
        }
        Err(refusal) => refusal,
    }
}

/// Only this access token dies: the documentation contradicts itself on the refresh token.
pub(super) fn logout(provider: &mut Provider, request: &Request) -> Reply {
    match authenticate(provider, request) {
        Ok((token, Access { user_id, .. })) => {
            provider.memory.access_tokens.remove(&token);
            json_answer(200, &json!({ "id": user_id })).into()
        }
        Err(refusal) => refusal,
    }
}

/// Withdraws every consent and ends every token of the user.
pub(super) fn unlink(provider: &mut Provider, request: &Request) -> Reply {
    match authenticate(provider, request) {
        Ok((_, Access { user_id, .. })) => {
            provider.unlink(user_id);
            json_answer(200, &json!({ "id": user_id })).into()
        }
        Err(refusal) => refusal,
    }
}

/// `scopes` narrows the list down.
pub(super) fn scopes(provider: &Provider, request: &Request) -> Reply {
    let user_id = match authenticate(provider, request) {
        Ok((_, access)) => access.user_id,
        Err(refusal) => return refusal,
    };
    let wanted = json_list(&super::Form::parse(request.query().as_bytes()), "scopes");
    json_answer(200, &scope_list(provider, user_id, wanted.as_deref())).into()
}

/// `scopes` is JSON text in a form field; a required item cannot be revoked.
pub(super) fn revoke(provider: &mut Provider, request: &Request) -> Reply {
    let user_id = match authenticate(provider, request) {
        Ok((_, access)) => access.user_id,
        Err(refusal) => return refusal,
    };
    let ids = json_list(&form_body(request), "scopes").unwrap_or_default();
    let agreed = provider.agreed(user_id);
    if ids.is_empty() || !ids.iter().all(|id| agreed.contains(id)) {
        let msg =
            format!("There is no scopes to revoke. check out if given scope id([{}]) is correct again.", ids.join(","));
        return refused(400, -2, &msg, Reason::Parameter { name: "scopes".to_owned() });
    }
    let is_required =
        |id: &&String| provider.scenario.app.item(id).is_some_and(|item| item.agreement == Agreement::Required);
    if let Some(id) = ids.iter().find(is_required) {
        let msg = format!("[{id}] is not revocable. check out if it's set as required on developers.kakao.com");
        return refused(403, -3, &msg, Reason::NotRevocable { item: id.clone() });
    }
    provider.memory.consents.insert(user_id, agreed.into_iter().filter(|id| !ids.contains(id)).collect());
    json_answer(200, &scope_list(provider, user_id, None)).into()
}

fn scope_list(provider: &Provider, user_id: u64, wanted: Option<&[String]>) -> Value {
    let agreed = provider.agreed(user_id);
    let items = provider.scenario.app.consent_items.iter();
    let items = items.filter(|item| wanted.is_none_or(|wanted| wanted.contains(&item.id)));
    let scopes = items.map(|item| {
        let is_agreed = agreed.contains(&item.id);
        let mut scope = json!({
            "id": item.id, "display_name": item.korean, "type": item.kind(), "using": true, "agreed": is_agreed,
        });
        if is_agreed {
            scope["revocable"] = (item.agreement != Agreement::Required).into();
        }
        scope
    });
    json!({ "id": user_id, "scopes": scopes.collect::<Vec<_>>() })
}

/// `POST /v1/user/update_profile`: user properties the console knows.
pub(super) fn update_profile(provider: &mut Provider, request: &Request) -> Reply {
    let user_id = match authenticate(provider, request) {
        Ok((_, access)) => access.user_id,
        Err(refusal) => return refusal,
    };
    let form = form_body(request);
    let given = form.get("properties").and_then(|text| serde_json::from_str::<serde_json::Map<_, Value>>(text).ok());
    let Some(given) = given else {
        return refused(400, -2, "properties is required", Reason::Parameter { name: "properties".to_owned() });
    };
    let known = &provider.scenario.app.properties;
    let unknown: Vec<_> = given.keys().filter(|key| !known.contains(key)).cloned().collect();
    if !unknown.is_empty() {
        let names = unknown.join(", ");
        let msg = format!("user property not found ([{names}] for appId={APP_ID})");
        return refused(400, -201, &msg, Reason::Parameter { name: names });
    }
    let kept = provider.memory.properties.entry(user_id).or_default();
    kept.extend(given.into_iter().map(|(key, value)| (key, value.as_str().map_or(value.to_string(), str::to_owned))));
    json_answer(200, &json!({ "id": user_id })).into()
}

/// A list in JSON text inside a field, as kapi takes arrays.
pub(super) fn json_list(form: &super::Form, name: &str) -> Option<Vec<String>> {
    serde_json::from_str(form.get(name)?).ok()
}

/// The token of a request and what it stands for, or Kakao's refusal.
pub(super) fn authenticate(provider: &Provider, request: &Request) -> Result<(String, Access), Reply> {
    let token = bearer(request).ok_or_else(|| unauthorized("no authentication key!", Reason::NoToken))?;
    let access = provider.memory.access_tokens.get(&token).cloned().ok_or_else(unknown_token)?;
    let now = provider.now();
    if access.expires_at <= now {
        let reason = Reason::TokenExpired { hours: (now - access.expires_at) / 3600 };
        return Err(unauthorized("this access token is already expired", reason));
    }
    if !provider.may_call() {
        let caller = provider.scenario.caller.clone();
        let message = format!("ip mismatched! callerIp={caller}. check out registered ips.");
        return Err(unauthorized(&message, Reason::Address { caller }));
    }
    Ok((token, access))
}

/// `Authorization: Bearer …`, the scheme in any case (RFC 9110 section 11.1), else `?access_token=…` (RFC 6750 section
/// 2.3), which passport-kakao and much public code send.
fn bearer(request: &Request) -> Option<String> {
    match request.header("authorization") {
        Some(header) => {
            let (scheme, token) = header.split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
        }
        None => super::Form::parse(request.query().as_bytes()).get("access_token").map(str::to_owned),
    }
}

/// The user a request is for, who must have agreed to `item`; -3 where the app does not have it, -402 where the
/// user has not agreed.
pub(super) fn authorize(provider: &Provider, request: &Request, item: &str, api: &str) -> Result<u64, Reply> {
    let (_, Access { user_id, .. }) = authenticate(provider, request)?;
    if provider.scenario.app.item(item).is_none() {
        let msg = format!("App disabled [{item}] scopes for [{api}] API on developers.kakao.com. Enable it first.");
        return Err(refused(403, -3, &msg, Reason::FeatureIsOff { item: item.to_owned() }));
    }
    let agreed = provider.agreed(user_id);
    if agreed.contains(item) {
        return Ok(user_id);
    }
    let body = json!({
        "msg": "insufficient scopes.",
        "code": -402,
        "api_type": api,
        "required_scopes": [item],
        "allowed_scopes": agreed,
    });
    Err(Reply::refused(json_answer(403, &body), "-402", Reason::ConsentMissing { items: item.to_owned() }))
}

pub(super) fn unknown_token() -> Reply {
    unauthorized("this access token does not exist", Reason::TokenUnknown)
}

fn unauthorized(message: &str, reason: Reason) -> Reply {
    let answer = json_answer(401, &json!({ "msg": message, "code": -401 }));
    Reply::refused(answer.with("WWW-Authenticate", "Bearer error=invalid_token"), "-401", reason)
}

/// kapi's error object.
pub(super) fn refused(status: u16, code: i64, message: &str, reason: Reason) -> Reply {
    Reply::refused(json_answer(status, &json!({ "msg": message, "code": code })), &code.to_string(), reason)
}

pub(super) fn json_answer(status: u16, body: &Value) -> Answer {
    Answer::new(status, "application/json;charset=UTF-8", body.to_string())
}
