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

/// Consent item, key in the answer, name in `property_keys`: in the order of the answer. Nickname, picture and name have
/// no `has_…`, as captured.
const ITEMS: [(&str, &str, bool); 7] = [
    ("name", "name", false),
    ("account_email", "email", true),
    ("age_range", "age_range", true),
    ("birthyear", "birthyear", true),
    ("birthday", "birthday", true),
    ("gender", "gender", true),
    ("phone_number", "phone_number", true),
];

/// Whose pictures are Kakao's own, which stand in for one that was never chosen.
const DEFAULT_PICTURES: &str = "kakaocdn.net/account_images/default_profile";

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
    let is_secure = form.get("secure_resource") == Some("true");
    let shown = Shown { provider, user, is_secure, wants: &wants };
    // Deprecated, and in every capture up to 2026: the profile once more, by what was agreed.
    let mut properties = Map::new();
    // A person of whom Kakao has nothing but the number: the answer of an app without consent items.
    if !user.is_bare() {
        properties.extend(shown.profile_properties());
    }
    properties.extend(user.properties.iter().map(|(key, value)| (key.clone(), value.as_str().into())));
    let own = provider.memory.properties.get(&user_id).into_iter().flatten();
    properties.extend(own.map(|(key, value)| (key.clone(), value.as_str().into())));
    properties.retain(|key, _| wants(&format!("properties.{key}")));
    if !properties.is_empty() {
        body.insert("properties".to_owned(), Value::Object(properties));
    }
    if !user.is_bare() {
        let account = shown.account();
        if !account.is_empty() {
            body.insert("kakao_account".to_owned(), Value::Object(account));
        }
    }
    if provider.agreed(user_id).contains("talk_message") && wanted.is_none() {
        body.insert("for_partner".to_owned(), json!({ "uuid": uuid(user) }));
    }
    api::json_answer(200, &Value::Object(body)).into()
}

/// What of a user is shown to an app.
struct Shown<'a> {
    provider: &'a Provider,
    user: &'a User,
    is_secure: bool,
    /// Whether `property_keys` asks for a key, or for everything.
    wants: &'a dyn Fn(&str) -> bool,
}

impl Shown<'_> {
    /// Whether the app has the item, and then whether the user agreed to it.
    fn consent(&self, scope: &str) -> Option<bool> {
        self.provider.scenario.app.item(scope)?;
        Some(self.provider.agreed(self.user.id).contains(scope))
    }

    fn nickname(&self) -> Option<&str> {
        self.user.nickname.as_deref().filter(|_| self.consent("profile_nickname") == Some(true))
    }

    /// The address of the picture in a size, where the user agreed to it.
    fn picture(&self, size: &str) -> Option<String> {
        let picture = self.user.picture.as_deref().filter(|_| self.consent("profile_image") == Some(true))?;
        let picture = if self.is_secure { picture.replacen("http:", "https:", 1) } else { picture.to_owned() };
        Some(format!("{picture}/img_{size}.jpg"))
    }

    fn profile_properties(&self) -> Map<String, Value> {
        let values = [
            ("nickname", self.nickname().map(str::to_owned)),
            ("profile_image", self.picture("640x640")),
            ("thumbnail_image", self.picture("110x110")),
        ];
        values.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?.into()))).collect()
    }

    fn account(&self) -> Map<String, Value> {
        let mut account = Map::new();
        if (self.wants)("kakao_account.profile") {
            for scope in ["profile_nickname", "profile_image"] {
                if let Some(is_agreed) = self.consent(scope) {
                    account.insert(format!("{scope}_needs_agreement"), (!is_agreed).into());
                }
            }
            let profile = self.profile();
            if !profile.is_empty() {
                account.insert("profile".to_owned(), Value::Object(profile));
            }
        }
        for (scope, key, has_flag) in ITEMS {
            if let Some(is_agreed) = self.consent(scope).filter(|_| (self.wants)(&format!("kakao_account.{key}"))) {
                account.extend(self.item(scope, key, has_flag, is_agreed));
            }
        }
        account
    }

    fn profile(&self) -> Map<String, Value> {
        let mut profile = Map::new();
        if let Some(nickname) = self.nickname() {
            profile.insert("nickname".to_owned(), nickname.into());
        }
        if let (Some(thumbnail), Some(picture)) = (self.picture("110x110"), self.picture("640x640")) {
            profile.insert("thumbnail_image_url".to_owned(), thumbnail.into());
            let is_default = picture.contains(DEFAULT_PICTURES);
            profile.insert("profile_image_url".to_owned(), picture.into());
            profile.insert("is_default_image".to_owned(), is_default.into());
        }
        if self.nickname().is_some() {
            profile.insert("is_default_nickname".to_owned(), false.into());
        }
        profile
    }

    /// `has_…`, `…_needs_agreement` and the values of one item.
    fn item(&self, scope: &str, key: &str, has_flag: bool, is_agreed: bool) -> Map<String, Value> {
        let user = self.user;
        let value = match scope {
            "name" => &user.real_name,
            "account_email" => &user.email,
            "age_range" => &user.age_range,
            "birthyear" => &user.birthyear,
            "birthday" => &user.birthday,
            "gender" => &user.gender,
            _ => &user.phone_number,
        };
        let mut item = Map::new();
        if has_flag {
            item.insert(format!("has_{key}"), value.is_some().into());
        }
        item.insert(format!("{key}_needs_agreement"), (!is_agreed).into());
        let Some(value) = value.as_deref().filter(|_| is_agreed) else { return item };
        if scope == "account_email" {
            item.insert("is_email_valid".to_owned(), true.into());
            item.insert("is_email_verified".to_owned(), true.into());
        }
        item.insert(key.to_owned(), value.into());
        if scope == "birthday" {
            item.insert("birthday_type".to_owned(), "SOLAR".into());
            item.insert("is_leap_month".to_owned(), false.into());
        }
        item
    }
}

/// What friends and messages know a user by.
pub(super) fn uuid(user: &User) -> String {
    format!("emu-uuid-{}", user.name)
}
