//! Owns how a user and a login look: the values two commands or more return, in both renderings.

use std::time::{Duration, SystemTime};

use serde_json::json;

use crate::{
    kakao::user::{Field, Item, User},
    messages::{Label, Message},
    output::{
        Answer, Human,
        human::{Fact, Shown},
    },
    settings::Settings,
    store::{Key, Record},
};

/// Kakao's object for programs; nickname, id and the rest for people, with the reason where something is missing.
///
/// `login` is the command that logs this profile in.
pub(crate) fn of_user(user: &User, login: &str) -> Answer {
    let mut facts = Vec::new();
    let mut details = user.details();
    let fact = |label, value| Fact { label, value };
    if !details.is_empty() {
        let nickname = details.remove(0);
        facts.push(fact(label(nickname.item), shown(nickname.item, nickname.value, login)));
    }
    if let Some(id) = user.id() {
        facts.push(fact(Label::Id, Shown::Text(id)));
    }
    facts.extend(details.into_iter().map(|detail| fact(label(detail.item), shown(detail.item, detail.value, login))));
    if let Some(time) = user.connected_at() {
        facts.push(fact(Label::ConnectedAt, Shown::Text(time.to_owned())));
    }
    Answer { json: user.json.clone(), human: Human::Facts(facts), exit: 0 }
}

fn shown(item: Item, field: Field, login: &str) -> Shown {
    let scope = item.scope();
    match field {
        Field::Present(text) => Shown::Text(text),
        Field::NotAgreed => Shown::Note(Message::NotAgreed { command: format!("{login} --scope {scope}") }),
        Field::NotConfigured => Shown::Note(Message::NotConfigured { scope }),
        Field::Empty => Shown::Note(Message::NoValue),
    }
}

fn label(item: Item) -> Label {
    match item {
        Item::Nickname => Label::Nickname,
        Item::Email => Label::Email,
        Item::Picture => Label::Picture,
        Item::Name => Label::Name,
        Item::Gender => Label::Gender,
        Item::AgeRange => Label::AgeRange,
        Item::Birthday => Label::Birthday,
        Item::BirthYear => Label::BirthYear,
        Item::PhoneNumber => Label::PhoneNumber,
    }
}

/// What is cached for a login, never a token.
pub(crate) fn of_login(key: &Key, record: &Record, store: &str, now: u64) -> Answer {
    let access_left = record.access_token_left(now);
    let is_valid = record.access_token.is_some() && access_left != Some(0);
    let refresh_left = record.refresh_token_left(now);
    let has_refresh_token = record.refresh_token.is_some() && refresh_left != Some(0);
    let json = json!({
        "profile": key.profile,
        "authorization_server": key.authorization_server,
        "user": { "id": record.id_value(), "nickname": record.nickname },
        "access_token": {
            "valid": is_valid,
            "expires_at": record.access_token_expires_at.map(rfc3339),
            "expires_in": access_left,
        },
        "refresh_token": {
            "present": has_refresh_token,
            "expires_at": record.refresh_token_expires_at.map(rfc3339),
            "expires_in": refresh_left,
        },
        "scopes": record.scopes,
        "store": store,
    });
    let text = |label, text: &str| Fact { label, value: Shown::Text(text.to_owned()) };
    // Kakao said that it is over before its time was.
    let refresh_left = if record.refresh_token_was_rejected && !has_refresh_token { Some(0) } else { refresh_left };
    let life = |is_there: bool, left: Option<u64>| match (is_there, left) {
        (true, Some(seconds)) => Shown::Good(Message::ValidFor { seconds }),
        (true, None) => Shown::Good(Message::UnknownLifetime),
        (false, Some(0)) => Shown::Note(Message::Expired),
        (false, _) => Shown::Note(Message::Missing),
    };
    let who = [record.nickname.as_deref(), record.user_id.as_deref()];
    let scopes = match record.scopes.join(", ") {
        none if none.is_empty() => Shown::Note(Message::NoScopes),
        scopes => Shown::Text(scopes),
    };
    let facts = vec![
        text(Label::Profile, &key.profile),
        text(Label::User, &who.into_iter().flatten().collect::<Vec<_>>().join(" · ")),
        Fact { label: Label::AccessToken, value: life(is_valid, access_left) },
        Fact { label: Label::RefreshToken, value: life(has_refresh_token, refresh_left) },
        Fact { label: Label::Scopes, value: scopes },
        text(Label::Server, &key.authorization_server),
        text(Label::Store, store),
    ];
    Answer { json: json.to_string(), human: Human::Facts(facts), exit: 0 }
}

/// What stands in for a login where there is none: a token in a variable. What it is worth, only Kakao knows.
pub(crate) fn of_variable(variable: &'static str, key: &Key, settings: &Settings, store: &str) -> Answer {
    let json = json!({
        "profile": key.profile,
        "authorization_server": key.authorization_server,
        "user": { "id": null, "nickname": null },
        "access_token": { "valid": null, "expires_at": null, "expires_in": null },
        "refresh_token": { "present": settings.given_refresh_token.is_some(), "expires_at": null, "expires_in": null },
        "scopes": [],
        "store": store,
        "variable": variable,
    });
    let human = Human::Sentence(Message::VariableStandsIn { variable });
    Answer { json: json.to_string(), human, exit: 0 }
}

/// RFC 3339 in UTC, to the second.
pub(crate) fn rfc3339(unix_seconds: u64) -> String {
    // Year 9999, the last that RFC 3339 can write.
    let seconds = unix_seconds.min(253_402_300_799);
    humantime::format_rfc3339_seconds(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)).to_string()
}
