//! Owns `/v2/user/me`: what was agreed, and `X_needs_agreement` for what could be.

use serde_json::{Map, Value, json};

use super::{
    Form, User, api, form_body,
    journal::Reply,
    provider::{Access, Provider},
};
use crate::http::{Method, Request};

/// When every pretend user connected to the app: the answer is the same on every day.
const CONNECTED_AT: &str = "2026-11-23T01:45:28Z";

/// Consent item, key in the answer before `_needs_agreement`, name in `property_keys`.
const ITEMS: [(&str, &str, &str); 9] = [
    ("profile_nickname", "profile_nickname", "profile"),
    ("profile_image", "profile_image", "profile"),
    ("name", "name", "name"),
    ("account_email", "email", "email"),
    ("age_range", "age_range", "age_range"),
    ("birthyear", "birthyear", "birthyear"),
    ("birthday", "birthday", "birthday"),
    ("gender", "gender", "gender"),
    ("phone_number", "phone_number", "phone_number"),
];

/// GET or POST; `property_keys` narrows it down, `secure_resource` makes image URLs https.
pub(super) fn me(provider: &Provider, request: &Request) -> Reply {
    let access = match api::authenticate(provider, request) {
        Ok((_, access)) => access,
        Err(refusal) => return refusal,
    };
    let Access { user_id, .. } = access;
    let Some(user) = provider.user(user_id) else { return api::unknown_token() };
    let form =
        if request.method == Method::Post { form_body(request) } else { Form::parse(request.query().as_bytes()) };
    let wanted = api::json_list(&form, "property_keys");
    let wants = |key: &str| {
        wanted.as_ref().is_none_or(|keys| {
            keys.iter().any(|wanted| wanted == key || (wanted.ends_with('.') && key.starts_with(wanted.as_str())))
        })
    };
    let mut body =
        Map::from_iter([("id".to_owned(), user.id.into()), ("connected_at".to_owned(), CONNECTED_AT.into())]);
    // A person of whom Kakao has nothing but the number: the answer of an app without consent items.
    if !user.is_bare() {
        let account = account(provider, user, form.get("secure_resource") == Some("true"), &wants);
        if !account.is_empty() {
            body.insert("kakao_account".to_owned(), Value::Object(account));
        }
    }
    let mut properties: Map<String, Value> =
        user.properties.iter().map(|(key, value)| (key.clone(), value.as_str().into())).collect();
    let own = provider.memory.properties.get(&user_id).into_iter().flatten();
    properties.extend(own.map(|(key, value)| (key.clone(), value.as_str().into())));
    properties.retain(|key, _| wants(&format!("properties.{key}")));
    if !properties.is_empty() {
        body.insert("properties".to_owned(), Value::Object(properties));
    }
    if provider.agreed(user_id).contains("talk_message") && wanted.is_none() {
        body.insert("for_partner".to_owned(), json!({ "uuid": uuid(user) }));
    }
    api::json_answer(200, &Value::Object(body)).into()
}

fn account(provider: &Provider, user: &User, is_secure: bool, wants: &dyn Fn(&str) -> bool) -> Map<String, Value> {
    let agreed = provider.agreed(user.id);
    let asked = ITEMS.iter().filter(|(scope, _, group)| {
        provider.scenario.app.item(scope).is_some() && wants(&format!("kakao_account.{group}"))
    });
    let (mut account, mut given) = (Map::new(), Vec::new());
    for (scope, key, _) in asked {
        account.insert(format!("{key}_needs_agreement"), (!agreed.contains(*scope)).into());
        if agreed.contains(*scope) {
            given.push(*scope);
        }
    }
    let has = |scope: &str| given.contains(&scope);
    let mut profile = Map::new();
    if let Some(nickname) = user.nickname.as_deref().filter(|_| has("profile_nickname")) {
        profile.insert("nickname".to_owned(), nickname.into());
        profile.insert("is_default_nickname".to_owned(), false.into());
    }
    if let Some(picture) = user.picture.as_deref().filter(|_| has("profile_image")) {
        let picture = if is_secure { picture.replacen("http:", "https:", 1) } else { picture.to_owned() };
        for (key, size) in [("thumbnail_image_url", "110x110"), ("profile_image_url", "640x640")] {
            profile.insert(key.to_owned(), format!("{picture}/img_{size}.jpg").into());
        }
        profile.insert("is_default_image".to_owned(), true.into());
    }
    if !profile.is_empty() {
        account.insert("profile".to_owned(), Value::Object(profile));
    }
    if user.email.is_some() && has("account_email") {
        account.insert("is_email_valid".to_owned(), true.into());
        account.insert("is_email_verified".to_owned(), true.into());
    }
    if user.birthday.is_some() && has("birthday") {
        account.insert("birthday_type".to_owned(), "SOLAR".into());
        account.insert("is_leap_month".to_owned(), false.into());
    }
    for (scope, key, value) in [
        ("name", "name", &user.real_name),
        ("account_email", "email", &user.email),
        ("age_range", "age_range", &user.age_range),
        ("birthyear", "birthyear", &user.birthyear),
        ("birthday", "birthday", &user.birthday),
        ("gender", "gender", &user.gender),
        ("phone_number", "phone_number", &user.phone_number),
    ] {
        if let Some(value) = value.as_deref().filter(|_| has(scope)) {
            account.insert(key.to_owned(), value.into());
        }
    }
    account
}

/// What friends and messages know a user by.
pub(super) fn uuid(user: &User) -> String {
    format!("emu-uuid-{}", user.name)
}
