//! Owns kapi: the user, the token's state, logout and a message to oneself.

use serde_json::{Map, Value, json};

use super::{
    Agreement, form_body,
    provider::{Access, Provider},
};
use crate::http::{Answer, Request};

const APP_ID: u64 = 1_234_567;

/// `/v2/user/me`: what was agreed, and `X_needs_agreement` for what could be.
pub(super) fn me(provider: &Provider, request: &Request) -> Answer {
    let access = match authenticate(provider, request) {
        Ok((_, access)) => access,
        Err(refusal) => return refusal,
    };
    let Some(user) = provider.user(access.user_id) else { return unauthorized("this access token does not exist") };
    let agreed = provider.agreed(user.id);
    let is_configured = |id: &str| provider.scenario.app.consent_items.iter().any(|item| item.id == id);
    let mut account = Map::new();
    let mut profile = Map::new();
    for (id, key) in
        [("profile_nickname", "profile_nickname"), ("profile_image", "profile_image"), ("account_email", "email")]
    {
        if is_configured(id) {
            account.insert(format!("{key}_needs_agreement"), (!agreed.contains(id)).into());
        }
    }
    if agreed.contains("profile_nickname") {
        profile.insert("nickname".to_owned(), user.nickname.as_str().into());
        profile.insert("is_default_nickname".to_owned(), false.into());
    }
    if agreed.contains("profile_image") {
        for (key, size) in [("thumbnail_image_url", "110x110"), ("profile_image_url", "640x640")] {
            profile.insert(key.to_owned(), format!("http://k.kakaocdn.net/dn/emulator/img_{size}.jpg").into());
        }
        profile.insert("is_default_image".to_owned(), true.into());
    }
    if !profile.is_empty() {
        account.insert("profile".to_owned(), Value::Object(profile));
    }
    if agreed.contains("account_email") {
        account.insert("is_email_valid".to_owned(), true.into());
        account.insert("is_email_verified".to_owned(), true.into());
        account.insert("email".to_owned(), user.email.as_str().into());
    }
    let mut body =
        Map::from_iter([("id".to_owned(), user.id.into()), ("connected_at".to_owned(), "2026-11-23T01:45:28Z".into())]);
    if !account.is_empty() {
        body.insert("kakao_account".to_owned(), Value::Object(account));
    }
    json_answer(200, &Value::Object(body))
}

pub(super) fn access_token_info(provider: &Provider, request: &Request) -> Answer {
    match authenticate(provider, request) {
        Ok((_, Access { user_id, expires_at })) => {
            let left = expires_at.saturating_sub(provider.now());
            json_answer(200, &json!({ "id": user_id, "expires_in": left, "app_id": APP_ID }))
        }
        Err(refusal) => refusal,
    }
}

/// Only this access token dies: the documentation contradicts itself on the refresh token.
pub(super) fn logout(provider: &mut Provider, request: &Request) -> Answer {
    match authenticate(provider, request) {
        Ok((token, Access { user_id, .. })) => {
            provider.access_tokens.remove(&token);
            json_answer(200, &json!({ "id": user_id }))
        }
        Err(refusal) => refusal,
    }
}

/// Withdraws every consent and ends every token of the user.
pub(super) fn unlink(provider: &mut Provider, request: &Request) -> Answer {
    match authenticate(provider, request) {
        Ok((_, Access { user_id, .. })) => {
            provider.consents.remove(&user_id);
            provider.access_tokens.retain(|_, token| token.user_id != user_id);
            provider.refresh_tokens.retain(|_, token| token.user_id != user_id);
            json_answer(200, &json!({ "id": user_id }))
        }
        Err(refusal) => refusal,
    }
}

pub(super) fn scopes(provider: &Provider, request: &Request) -> Answer {
    match authenticate(provider, request) {
        Ok((_, access)) => json_answer(200, &scope_list(provider, access.user_id)),
        Err(refusal) => refusal,
    }
}

/// `scopes` is JSON text in a form field; a required item cannot be revoked.
pub(super) fn revoke(provider: &mut Provider, request: &Request) -> Answer {
    let user_id = match authenticate(provider, request) {
        Ok((_, access)) => access.user_id,
        Err(refusal) => return refusal,
    };
    let given = form_body(request).get("scopes").and_then(|text| serde_json::from_str::<Vec<String>>(text).ok());
    let ids = given.unwrap_or_default();
    let agreed = provider.agreed(user_id);
    if ids.is_empty() || !ids.iter().all(|id| agreed.contains(id)) {
        let msg =
            format!("There is no scopes to revoke. check out if given scope id([{}]) is correct again.", ids.join(","));
        return json_answer(400, &json!({ "msg": msg, "code": -2 }));
    }
    let is_required = |id: &&String| {
        let items = &provider.scenario.app.consent_items;
        items.iter().any(|item| item.id == id.as_str() && item.agreement == Agreement::Required)
    };
    if let Some(id) = ids.iter().find(is_required) {
        let msg = format!("[{id}] is not revocable. check out if it's set as required on developers.kakao.com");
        return json_answer(403, &json!({ "msg": msg, "code": -3 }));
    }
    provider.consents.insert(user_id, agreed.into_iter().filter(|id| !ids.contains(id)).collect());
    json_answer(200, &scope_list(provider, user_id))
}

fn scope_list(provider: &Provider, user_id: u64) -> Value {
    let agreed = provider.agreed(user_id);
    let scopes = provider.scenario.app.consent_items.iter().map(|item| {
        let is_agreed = agreed.contains(item.id);
        let kind = if item.id == "talk_message" { "SERVICE" } else { "PRIVACY" };
        let mut scope = json!({
            "id": item.id, "display_name": item.korean, "type": kind, "using": true, "agreed": is_agreed,
        });
        if is_agreed {
            scope["revocable"] = (item.agreement != Agreement::Required).into();
        }
        scope
    });
    json!({ "id": user_id, "scopes": scopes.collect::<Vec<_>>() })
}

/// A text message to oneself: JSON text inside a form field, and the consent item `talk_message`.
pub(super) fn memo(provider: &Provider, request: &Request) -> Answer {
    let user_id = match authenticate(provider, request) {
        Ok((_, access)) => access.user_id,
        Err(refusal) => return refusal,
    };
    let agreed = provider.agreed(user_id);
    if !agreed.contains("talk_message") {
        let body = json!({
            "msg": "insufficient scopes.",
            "code": -402,
            "api_type": "TALK_MEMO_DEFAULT_SEND",
            "required_scopes": ["talk_message"],
            "allowed_scopes": agreed,
        });
        return json_answer(403, &body);
    }
    let template = form_body(request).get("template_object").map(serde_json::from_str::<Value>);
    match template {
        Some(Ok(Value::Object(template))) if template.contains_key("object_type") => {
            json_answer(200, &json!({ "result_code": 0 }))
        }
        _ => json_answer(400, &json!({ "msg": "template_object should be valid JSON", "code": -2 })),
    }
}

fn authenticate(provider: &Provider, request: &Request) -> Result<(String, Access), Answer> {
    let token = request.header("authorization").and_then(|header| header.strip_prefix("Bearer "));
    let token = token.ok_or_else(|| unauthorized("no authentication key!"))?;
    let access = provider.access_tokens.get(token).cloned();
    let access = access.ok_or_else(|| unauthorized("this access token does not exist"))?;
    if access.expires_at <= provider.now() {
        return Err(unauthorized("this access token is already expired"));
    }
    Ok((token.to_owned(), access))
}

fn unauthorized(message: &str) -> Answer {
    let answer = json_answer(401, &json!({ "msg": message, "code": -401 }));
    answer.with("WWW-Authenticate", "Bearer error=invalid_token")
}

fn json_answer(status: u16, body: &Value) -> Answer {
    Answer::new(status, "application/json;charset=UTF-8", body.to_string())
}
