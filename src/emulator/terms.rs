//! Owns Kakao Sync's terms and the shipping address.

use serde_json::{Value, json};

use super::{
    Form, Reason, ServiceTerm, api, form_body,
    journal::{Reply, time},
    provider::Provider,
};
use crate::http::Request;

/// `GET /v2/user/service_terms`: those the user agreed to, or all the app's with `result=app_service_terms`.
pub(super) fn list(provider: &Provider, request: &Request) -> Reply {
    let user_id = match api::authenticate(provider, request) {
        Ok((_, access)) => access.user_id,
        Err(refusal) => return refusal,
    };
    let query = Form::parse(request.query().as_bytes());
    let wanted = query.list("tags");
    if let Some(refusal) = unknown(provider, &wanted) {
        return refusal;
    }
    let shows_all = query.get("result") == Some("app_service_terms");
    let agreed = provider.memory.terms.get(&user_id).cloned().unwrap_or_default();
    let terms = provider.scenario.app.service_terms.iter().filter(|term| {
        (wanted.is_empty() || wanted.contains(&term.tag)) && (shows_all || agreed.contains_key(&term.tag))
    });
    let terms = terms.map(|term| {
        let at = agreed.get(&term.tag);
        let mut shown = json!({
            "tag": term.tag, "required": term.is_required, "agreed": at.is_some(), "revocable": !term.is_required,
        });
        if let Some(at) = at {
            shown["agreed_at"] = time(*at).into();
            shown["agreed_by"] = "KAUTH".into();
        }
        shown
    });
    api::json_answer(200, &json!({ "id": user_id, "service_terms": terms.collect::<Vec<_>>() })).into()
}

/// `POST /v2/user/upgrade/service_terms`: agrees to the terms in `tags`.
pub(super) fn upgrade(provider: &mut Provider, request: &Request) -> Reply {
    change(provider, request, "agreed_service_terms", |provider, user_id, tag| {
        let now = provider.now();
        provider.memory.terms.entry(user_id).or_default().entry(tag.to_owned()).or_insert(now);
        json!({ "tag": tag, "agreed": true, "agreed_at": time(now), "agreed_by": "KAPI" })
    })
}

/// `POST /v2/user/revoke/service_terms`: withdraws from the terms in `tags`.
pub(super) fn revoke(provider: &mut Provider, request: &Request) -> Reply {
    change(provider, request, "revoked_service_terms", |provider, user_id, tag| {
        provider.memory.terms.entry(user_id).or_default().remove(tag);
        json!({ "tag": tag, "agreed": false })
    })
}

fn change(
    provider: &mut Provider,
    request: &Request,
    list: &str,
    each: impl Fn(&mut Provider, u64, &str) -> Value,
) -> Reply {
    let user_id = match api::authenticate(provider, request) {
        Ok((_, access)) => access.user_id,
        Err(refusal) => return refusal,
    };
    let tags = form_body(request).list("tags");
    if tags.is_empty() {
        return api::refused(400, -2, "tags is required", Reason::Parameter { name: "tags".to_owned() });
    }
    if let Some(refusal) = unknown(provider, &tags) {
        return refusal;
    }
    let changed: Vec<_> = tags.iter().map(|tag| each(provider, user_id, tag)).collect();
    api::json_answer(200, &json!({ "id": user_id, list: changed })).into()
}

fn unknown(provider: &Provider, tags: &[String]) -> Option<Reply> {
    let known = &provider.scenario.app.service_terms;
    let is_unknown = |tag: &&String| !known.iter().any(|ServiceTerm { tag: own, .. }| own == *tag);
    let tag = tags.iter().find(is_unknown)?;
    let message = format!("unknown service terms tag [{tag}]");
    Some(api::refused(400, -2, &message, Reason::Parameter { name: "tags".to_owned() }))
}

/// `GET /v1/user/shipping_address`: one address for every user who agreed.
pub(super) fn shipping_address(provider: &Provider, request: &Request) -> Reply {
    let user_id = match api::authorize(provider, request, "shipping_address", "SHIPPING_ADDRESS") {
        Ok(user_id) => user_id,
        Err(refusal) => return refusal,
    };
    let user = provider.user(user_id);
    let name = user.and_then(|user| user.real_name.as_deref()).unwrap_or_default();
    let phone = user.and_then(|user| user.phone_number.as_deref()).unwrap_or_default();
    let address = json!({
        "id": 1, "name": "집", "is_default": true, "updated_at": 1_538_448_856, "type": "NEW",
        "base_address": "제주특별자치도 제주시 첨단로 242", "detail_address": "1층", "receiver_name": name,
        "receiver_phone_number1": phone, "receiver_phone_number2": "", "zone_number": "63309", "zip_code": "",
    });
    let body =
        json!({ "user_id": user_id, "shipping_addresses": [address], "shipping_addresses_needs_agreement": false });
    api::json_answer(200, &body).into()
}
