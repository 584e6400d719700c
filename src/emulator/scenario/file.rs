//! Owns reading a scenario file: TOML, every key optional, an unknown one an error.

use std::{collections::BTreeMap, ops::Range, time::Duration};

use serde::{Deserialize, Deserializer, de::Error as _};

use super::{Agreement, ConsentItem, Scenario, ServiceTerm, User};

/// What is wrong with a scenario file, and where: a range of bytes.
#[derive(Debug)]
pub struct Error {
    pub detail: String,
    pub span: Option<Range<usize>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct File {
    rest_api_key: Option<String>,
    /// An empty one switches it off.
    client_secret: Option<String>,
    redirect_uris: Option<Vec<String>>,
    auto: Option<String>,
    access_ttl: Option<Span>,
    refresh_ttl: Option<Span>,
    token_delay: Option<Span>,
    rate_limits: Option<bool>,
    caller: Option<String>,
    public_url: Option<String>,
    app: AppSection,
    consent_items: Option<Vec<Item>>,
    service_terms: Option<Vec<Term>>,
    users: Option<Vec<Person>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct AppSection {
    name: Option<String>,
    javascript_key: Option<String>,
    native_app_key: Option<String>,
    login: Option<bool>,
    openid: Option<bool>,
    /// Makes it a test app.
    members: Option<Vec<String>>,
    allowed_ips: Option<Vec<String>>,
    logout_redirect_uris: Option<Vec<String>>,
    properties: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    id: String,
    stage: Stage,
    name: Option<String>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum Stage {
    Required,
    Optional,
    InUse,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Term {
    tag: String,
    #[serde(default)]
    required: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    name: String,
    id: u64,
    nickname: Option<String>,
    email: Option<String>,
    picture: Option<String>,
    real_name: Option<String>,
    gender: Option<String>,
    age_range: Option<String>,
    birthday: Option<String>,
    birthyear: Option<String>,
    phone_number: Option<String>,
    #[serde(default)]
    properties: BTreeMap<String, String>,
}

/// `6h`, `60d`, `250ms`.
struct Span(Duration);

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        humantime::parse_duration(&text).map(Self).map_err(D::Error::custom)
    }
}

impl Scenario {
    /// The default scenario with what `text` says differently.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let file: File = toml_edit::de::from_str(text)
            .map_err(|error| Error { detail: error.message().to_owned(), span: error.span() })?;
        let mut scenario = Self::default();
        let (app, given) = (&mut scenario.app, file.app);
        set(&mut app.rest_api_key, file.rest_api_key);
        if let Some(secret) = file.client_secret {
            app.client_secret = Some(secret).filter(|secret| !secret.is_empty());
        }
        app.registers_first_redirect_uri = file.redirect_uris.is_none();
        set(&mut app.redirect_uris, file.redirect_uris);
        set(&mut app.name, given.name);
        app.javascript_key = given.javascript_key.or(app.javascript_key.take());
        app.native_app_key = given.native_app_key;
        set(&mut app.login_is_on, given.login);
        set(&mut app.openid_is_on, given.openid);
        app.members = given.members;
        set(&mut app.allowed_addresses, given.allowed_ips);
        set(&mut app.logout_redirect_uris, given.logout_redirect_uris);
        set(&mut app.properties, given.properties);
        set(&mut app.consent_items, file.consent_items.map(|items| items.into_iter().map(item).collect()));
        let term = |Term { tag, required }| ServiceTerm { tag, is_required: required };
        set(&mut app.service_terms, file.service_terms.map(|terms| terms.into_iter().map(term).collect()));
        set(&mut scenario.users, file.users.map(|people| people.into_iter().map(person).collect()));
        set(&mut scenario.access_ttl, file.access_ttl.map(|span| span.0));
        set(&mut scenario.refresh_ttl, file.refresh_ttl.map(|span| span.0));
        set(&mut scenario.token_delay, file.token_delay.map(|span| span.0));
        set(&mut scenario.limits_rates, file.rate_limits);
        set(&mut scenario.caller, file.caller);
        scenario.auto = file.auto;
        scenario.public_url = file.public_url.map(|url| url.trim_end_matches('/').to_owned());
        Ok(scenario)
    }
}

fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

fn item(Item { id, stage, name }: Item) -> ConsentItem {
    let agreement = match stage {
        Stage::Required => Agreement::Required,
        Stage::Optional => Agreement::Optional,
        Stage::InUse => Agreement::InUse,
    };
    let item = ConsentItem::new(&id, agreement);
    match name {
        Some(name) => ConsentItem { korean: name.clone(), english: name, ..item },
        None => item,
    }
}

fn person(person: Person) -> User {
    let Person {
        name,
        id,
        nickname,
        email,
        picture,
        real_name,
        gender,
        age_range,
        birthday,
        birthyear,
        phone_number,
        properties,
    } = person;
    User {
        name,
        id,
        nickname,
        email,
        picture,
        real_name,
        gender,
        age_range,
        birthday,
        birthyear,
        phone_number,
        properties,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_file_is_the_default_app_that_registers_what_is_asked_first() {
        let scenario = Scenario::parse("").expect("a scenario");
        assert!(scenario.app.registers_first_redirect_uri);
        assert_eq!(scenario.users.len(), 3);
    }

    #[test]
    fn what_a_file_says_is_taken() {
        let scenario = Scenario::parse(
            "client_secret = ''\nredirect_uris = ['http://localhost:3000/cb']\naccess_ttl = '5s'\nrate_limits = true\n\
             [app]\nlogin = false\nmembers = ['alice']\n\
             [[consent_items]]\nid = 'gender'\nstage = 'in_use'\n\
             [[users]]\nname = 'carol'\nid = 7\nnickname = '캐럴'\n",
        )
        .expect("a scenario");
        assert_eq!(scenario.app.client_secret, None);
        assert_eq!((scenario.app.login_is_on, scenario.limits_rates), (false, true));
        assert_eq!(scenario.access_ttl, Duration::from_secs(5));
        assert_eq!(scenario.app.consent_items, [ConsentItem::new("gender", Agreement::InUse)]);
        assert_eq!(scenario.users[0].nickname.as_deref(), Some("캐럴"));
        assert!(!scenario.app.registers_first_redirect_uri);
    }

    #[test]
    fn a_wrong_key_is_told_with_its_place() {
        let error = Scenario::parse("rest_api_key = 'k'\nloginn = true\n").expect_err("an error");
        assert!(error.detail.contains("loginn"), "{error:?}");
        assert_eq!(error.span.expect("a place").start, 19);
    }
}
