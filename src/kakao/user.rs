//! Owns the user: `/v2/user/me` kept whole, and which of its fields are there, or why they are not.

use serde_json::{Map, Value};

use super::{Servers, endpoint, refusal};
use crate::{
    secret::Secret,
    wire::{Answer, Call, CallError, Request},
};

/// `GET /v2/user/me`.
#[derive(Debug)]
pub(crate) struct Me<'a> {
    pub servers: &'a Servers,
    pub access_token: &'a Secret,
}

impl Call for Me<'_> {
    type Output = User;
    const IS_REPEATABLE: bool = true;

    fn request(&self) -> Request {
        Request::get(endpoint(&self.servers.api, "/v2/user/me")).with_bearer(self.access_token)
    }

    fn read(&self, answer: &Answer) -> Result<User, CallError> {
        if !answer.is_success() {
            return Err(refusal(answer));
        }
        User::parse(&answer.text).ok_or_else(|| answer.malformed())
    }
}

/// Who is logged in.
#[derive(Clone, Debug)]
pub(crate) struct User {
    /// Kakao's object as it came: every field, its order, its digits.
    pub json: String,
    fields: Map<String, Value>,
}

/// A fact about the user that a consent item gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Detail {
    pub item: Item,
    pub value: Field,
}

/// The consent items that put something into the user object, in the order a person reads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    Nickname,
    Email,
    Picture,
    Name,
    Gender,
    AgeRange,
    Birthday,
    BirthYear,
    PhoneNumber,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// Text from outside.
    Present(String),
    /// The app may ask, the person has not agreed.
    NotAgreed,
    /// Neither the value nor its `_needs_agreement` is there: the console does not have the item on.
    NotConfigured,
    /// Agreed, and Kakao has none.
    Empty,
}

struct Rule {
    item: Item,
    /// Key of the value, below `kakao_account` or its `profile`.
    key: &'static str,
    in_profile: bool,
    /// What stands before `_needs_agreement`.
    agreement: &'static str,
    scope: &'static str,
    /// Shown even when the app does not have the item.
    is_basic: bool,
}

const fn rule(item: Item, key: &'static str, agreement: &'static str, scope: &'static str) -> Rule {
    Rule { item, key, in_profile: false, agreement, scope, is_basic: false }
}

const RULES: [Rule; 9] = [
    Rule {
        in_profile: true,
        is_basic: true,
        ..rule(Item::Nickname, "nickname", "profile_nickname", "profile_nickname")
    },
    Rule { is_basic: true, ..rule(Item::Email, "email", "email", "account_email") },
    Rule {
        in_profile: true,
        is_basic: true,
        ..rule(Item::Picture, "profile_image_url", "profile_image", "profile_image")
    },
    rule(Item::Name, "name", "name", "name"),
    rule(Item::Gender, "gender", "gender", "gender"),
    rule(Item::AgeRange, "age_range", "age_range", "age_range"),
    rule(Item::Birthday, "birthday", "birthday", "birthday"),
    rule(Item::BirthYear, "birthyear", "birthyear", "birthyear"),
    rule(Item::PhoneNumber, "phone_number", "phone_number", "phone_number"),
];

impl Item {
    /// The consent item id that `login --scope` takes.
    pub(crate) fn scope(self) -> &'static str {
        RULES.iter().find(|rule| rule.item == self).map_or("", |rule| rule.scope)
    }
}

impl User {
    /// `None` for anything but a JSON object.
    pub(crate) fn parse(json: &str) -> Option<Self> {
        // A lone surrogate is legal JSON text and no legal string; only the copy we look into loses it.
        let fields = serde_json::from_str(json).or_else(|_| serde_json::from_str(&without_lone_surrogates(json)));
        Some(Self { json: json.to_owned(), fields: fields.ok()? })
    }

    /// Kakao's number for this person in this app, as written. Ids exceed 2^53.
    pub(crate) fn id(&self) -> Option<String> {
        match self.fields.get("id")? {
            Value::Number(number) => Some(number.to_string()),
            Value::String(text) => Some(text.clone()),
            _ => None,
        }
    }

    pub(crate) fn nickname(&self) -> Option<&str> {
        self.value(&RULES[0]).or_else(|| self.fields.get("properties")?.get("nickname")?.as_str())
    }

    /// When this person connected to the app, RFC 3339.
    pub(crate) fn connected_at(&self) -> Option<&str> {
        self.fields.get("connected_at")?.as_str()
    }

    /// What a person is shown: the basic items always, the others where Kakao mentions them.
    pub(crate) fn details(&self) -> Vec<Detail> {
        let details = RULES.iter().filter_map(|rule| {
            let value = self.field(rule);
            let is_shown = rule.is_basic || value != Field::NotConfigured;
            is_shown.then_some(Detail { item: rule.item, value })
        });
        details.collect()
    }

    fn field(&self, rule: &Rule) -> Field {
        if let Some(value) = self.value(rule) {
            return Field::Present(value.to_owned());
        }
        let account = self.account();
        let needs = |name: &str| account?.get(&format!("{name}_needs_agreement"))?.as_bool();
        // Apps from before 2021-06-25 have one joint item for nickname and picture.
        let joint = if rule.in_profile { needs("profile") } else { None };
        match needs(rule.agreement).or(joint) {
            Some(true) => Field::NotAgreed,
            Some(false) => Field::Empty,
            None => Field::NotConfigured,
        }
    }

    fn value(&self, rule: &Rule) -> Option<&str> {
        let account = self.account()?;
        let holder = if rule.in_profile { account.get("profile")?.as_object()? } else { account };
        holder.get(rule.key)?.as_str()
    }

    fn account(&self) -> Option<&Map<String, Value>> {
        self.fields.get("kakao_account")?.as_object()
    }
}

/// Replaces each `\uD800`-like escape that has no partner by the replacement character.
fn without_lone_surrogates(json: &str) -> String {
    let unit = |text: &str| -> Option<u16> {
        let digits = text.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut result = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        result.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = match (unit(rest), rest.get(6..).and_then(unit)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                result.push_str("\\ufffd");
                rest = &rest[6..];
                continue;
            }
            // The escaped character goes along, so that `\\u` is not taken for an escape.
            _ => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
        };
        result.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    result + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIXED: &str = r#"{"id":1376016924429759228,"kakao_account":{
        "profile_nickname_needs_agreement":false,"profile":{"nickname":"홍길동"},
        "email_needs_agreement":true,"name_needs_agreement":false}}"#;

    #[test]
    fn each_missing_field_says_why() {
        let user = User::parse(MIXED).expect("a user");
        let details: Vec<_> = user.details().into_iter().map(|detail| (detail.item, detail.value)).collect();
        assert_eq!(
            details,
            [
                (Item::Nickname, Field::Present("홍길동".into())),
                (Item::Email, Field::NotAgreed),
                (Item::Picture, Field::NotConfigured),
                (Item::Name, Field::Empty),
            ]
        );
    }

    #[test]
    fn an_id_beyond_2_to_the_53_keeps_its_digits() {
        assert_eq!(User::parse(MIXED).and_then(|user| user.id()).as_deref(), Some("1376016924429759228"));
    }

    #[test]
    fn the_account_may_be_missing() {
        let user = User::parse(r#"{"id":1,"connected_at":"2025-10-18T06:12:07Z"}"#).expect("a user");
        assert_eq!(user.nickname(), None);
        assert_eq!(user.details().len(), 3);
    }

    #[test]
    fn a_lone_surrogate_breaks_nothing() {
        let json = r#"{"id":1,"kakao_account":{"profile":{"nickname":"a\ud800b\ud83d\ude00\\ud800"}}}"#;
        let user = User::parse(json).expect("a user");
        assert_eq!(user.nickname(), Some("a\u{fffd}b😀\\ud800"));
        assert_eq!(user.json, json);
    }

    #[test]
    fn what_is_no_object_is_no_user() {
        for json in ["", "null", "[]", "1", "{", "<html>"] {
            assert!(User::parse(json).is_none(), "{json}");
        }
    }
}
