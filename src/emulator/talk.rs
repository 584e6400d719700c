//! Owns KakaoTalk's side: messages to oneself with their inbox, the talk profile and friends.

use serde_json::{Map, Value, json};

use super::{
    Form, Reason, User, api, form_body,
    journal::{Reply, time},
    me,
    provider::{Memo, Provider},
};
use crate::http::Request;

/// What KakaoTalk shows of a text message (characters).
const TEXT_SHOWN: usize = 200;

/// `POST /v2/api/talk/memo/default/send`: a template as JSON text in a form field.
pub(super) fn send_default(provider: &mut Provider, request: &Request) -> Reply {
    let user_id = match api::authorize(provider, request, "talk_message", "TALK_MEMO_DEFAULT_SEND") {
        Ok(user_id) => user_id,
        Err(refusal) => return refusal,
    };
    let form = form_body(request);
    let template = form.get("template_object").and_then(|text| serde_json::from_str::<Map<String, Value>>(text).ok());
    let wrong =
        |message: &str| api::refused(400, -2, message, Reason::Parameter { name: "template_object".to_owned() });
    let Some(template) = template else { return wrong("template_object should be valid JSON") };
    let text = |name: &str| template.get(name).and_then(Value::as_str);
    let title = || template.get("content").and_then(|content| content.get("title")).and_then(Value::as_str);
    let shown = match text("object_type") {
        Some("text") if template.get("link").is_none_or(|link| !link.is_object()) => {
            return wrong("template_object.link is required");
        }
        Some("text") => text("text"),
        Some("feed" | "location" | "commerce") => title(),
        Some("list" | "calendar") => text("header_title").or_else(title),
        _ => return wrong("template_object.object_type is invalid"),
    };
    let Some(shown) = shown.map(str::to_owned) else { return wrong("template_object has nothing to show") };
    let length = shown.chars().count();
    let remark = (length > TEXT_SHOWN).then_some(Reason::TextTooLong { length });
    keep(provider, user_id, "default", shown, Value::Object(template));
    Reply { reason: remark, ..sent() }
}

/// `POST /v2/api/talk/memo/send`: a template of the console by its number.
pub(super) fn send_custom(provider: &mut Provider, request: &Request) -> Reply {
    deliver(provider, request, "custom", "template_id", "TALK_MEMO_SEND", |value| value.parse::<u64>().is_ok())
}

/// `POST /v2/api/talk/memo/scrap/send`: a page by its address.
pub(super) fn send_scrap(provider: &mut Provider, request: &Request) -> Reply {
    deliver(provider, request, "scrap", "request_url", "TALK_MEMO_SCRAP_SEND", |value| url::Url::parse(value).is_ok())
}

fn deliver(
    provider: &mut Provider,
    request: &Request,
    kind: &str,
    field: &str,
    api: &str,
    fits: impl Fn(&str) -> bool,
) -> Reply {
    let user_id = match api::authorize(provider, request, "talk_message", api) {
        Ok(user_id) => user_id,
        Err(refusal) => return refusal,
    };
    let form = form_body(request);
    let Some(value) = form.get(field).filter(|value| fits(value)) else {
        let message = format!("{field} is required");
        return api::refused(400, -2, &message, Reason::Parameter { name: field.to_owned() });
    };
    let arguments = form.get("template_args").map(serde_json::from_str::<Value>);
    let Ok(arguments) = arguments.transpose() else {
        let name = "template_args".to_owned();
        return api::refused(400, -2, "template_args should be valid JSON", Reason::Parameter { name });
    };
    keep(provider, user_id, kind, value.to_owned(), json!({ field: value, "template_args": arguments }));
    sent()
}

fn sent() -> Reply {
    api::json_answer(200, &json!({ "result_code": 0 })).into()
}

fn keep(provider: &mut Provider, user_id: u64, kind: &str, text: String, content: Value) {
    let user = provider.user(user_id).map(|user| user.name.clone()).unwrap_or_default();
    let memo = Memo { time: provider.now(), user, kind: kind.to_owned(), text, content };
    provider.deliver(memo);
}

/// The inbox, for `GET /_emulator/memo`.
pub(super) fn inbox(provider: &Provider) -> Value {
    let memos = provider.memory.inbox.iter().map(|memo| {
        json!({
            "time": time(memo.time), "user": memo.user, "kind": memo.kind, "text": memo.text, "content": memo.content,
        })
    });
    json!({ "memo": memos.collect::<Vec<_>>() })
}

/// `GET /v1/api/talk/profile`: in camel case, unlike everything else.
pub(super) fn profile(provider: &Provider, request: &Request) -> Reply {
    let access = match api::authenticate(provider, request) {
        Ok((_, access)) => access,
        Err(refusal) => return refusal,
    };
    let Some(user) = provider.user(access.user_id) else { return api::unknown_token() };
    let picture =
        |size: &str| user.picture.as_ref().map_or(String::new(), |picture| format!("{picture}/img_{size}.jpg"));
    let body = json!({
        "nickName": user.nickname.as_deref().unwrap_or_default(),
        "profileImageURL": picture("640x640"),
        "thumbnailURL": picture("110x110"),
        "countryISO": "KR",
    });
    api::json_answer(200, &body).into()
}

/// `GET /v1/api/talk/friends`: the other users who are linked to the app, which is all an app without review sees.
pub(super) fn friends(provider: &Provider, request: &Request) -> Reply {
    let user_id = match api::authorize(provider, request, "friends", "TALK_FRIENDS") {
        Ok(user_id) => user_id,
        Err(refusal) => return refusal,
    };
    let query = Form::parse(request.query().as_bytes());
    let number = |name: &str, default: usize| query.get(name).and_then(|text| text.parse().ok()).unwrap_or(default);
    let (offset, limit) = (number("offset", 0), number("limit", 10).min(100));
    let is_friend = |user: &&User| user.id != user_id && provider.memory.consents.contains_key(&user.id);
    let all: Vec<_> = provider.scenario.users.iter().filter(is_friend).collect();
    let friend = |user: &&User| {
        json!({
            "id": user.id,
            "uuid": me::uuid(user),
            "profile_nickname": user.nickname.as_deref().unwrap_or_default(),
            "profile_thumbnail_image":
                user.picture.as_ref().map_or(String::new(), |picture| format!("{picture}/img_110x110.jpg")),
            "favorite": false,
            "allowed_msg": true,
        })
    };
    let elements: Vec<_> = all.iter().skip(offset).take(limit).map(friend).collect();
    let body = json!({ "elements": elements, "total_count": all.len(), "favorite_count": 0 });
    api::json_answer(200, &body).into()
}
