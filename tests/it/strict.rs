//! The table behind `emulator differences`, row by row: each has a check here, and no check is without a row.

use std::time::Duration;

use kakao_login::emulator::{Agreement, ConsentItem, DIFFERENCES, Reason};
use serde_json::json;

use crate::{
    emulator::{KEY, Kakao, REDIRECT_URI, SECRET, VERIFIER},
    support::{Page, Person},
};

const DAY: Duration = Duration::from_secs(24 * 3600);

fn page(kakao: &Kakao, changes: &[(&str, Option<&str>)]) -> Page {
    Person::new().agree(&kakao.authorize_url(changes))
}

fn shows(page: &Page, code: &str) -> bool {
    page.status == 400 && page.html.contains(&format!("({code})"))
}

fn come_back(kakao: &Kakao, changes: &[(&str, Option<&str>)], cookie: &str) -> String {
    let answer = kakao.client.get(kakao.authorize_url(changes)).header("Cookie", cookie).send().expect("an answer");
    answer.headers()["location"].to_str().expect("text").to_owned()
}

fn text<'a>(value: &'a serde_json::Value, name: &str) -> &'a str {
    value[name].as_str().expect("text")
}

/// The members of an answer in their order, with the kind of each value.
fn shape(value: &serde_json::Value) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    for (name, value) in value.as_object().expect("an object") {
        let kind = match value {
            serde_json::Value::Object(_) => "object",
            serde_json::Value::String(_) => "text",
            serde_json::Value::Number(_) => "number",
            _ => "flag",
        };
        found.push((name.clone(), kind));
        if value.is_object() {
            found.extend(shape(value).into_iter().map(|(inner, kind)| (format!("{name}.{inner}"), kind)));
        }
    }
    found
}

type Check = fn();

const CHECKS: [(&str, Check); 30] = [
    ("checks the key, then login on, then the redirect URI", || {
        let kakao = Kakao::with(|scenario| scenario.app.login_is_on = false);
        let wrong = ("redirect_uri", Some("http://localhost/"));
        assert!(shows(&page(&kakao, &[("client_id", Some("x")), wrong]), "KOE101"));
        assert!(shows(&page(&kakao, &[wrong]), "KOE004"));
        assert!(shows(&page(&Kakao::start(), &[wrong, ("response_type", Some("token"))]), "KOE006"));
    }),
    ("KOE006 is a page with status 400 that never comes back", || {
        let kakao = Kakao::start();
        assert!(shows(&page(&kakao, &[("redirect_uri", Some("http://127.0.0.1:18999/callback/"))]), "KOE006"));
        let (given, registered) = ("http://127.0.0.1:18999/callback/".to_owned(), REDIRECT_URI.to_owned());
        assert_eq!(kakao.reason(), Some(Reason::RedirectNotRegistered { given, registered }));
    }),
    ("KOE004, KOE101 and KOE008 are pages with status 400 too", || {
        let javascript_key = "fedcba9876543210fedcba9876543210";
        assert!(shows(&page(&Kakao::start(), &[("client_id", Some(javascript_key))]), "KOE008"));
        assert!(shows(&page(&Kakao::start(), &[("client_id", None)]), "KOE101"));
    }),
    ("KOE005 and KOE205 show only after the login", || {
        let kakao = Kakao::with(|scenario| scenario.app.members = Some(vec!["bob".to_owned()]));
        let first = kakao.client.get(kakao.authorize_url(&[])).send().expect("an answer");
        assert_eq!(first.status(), 302, "the login page comes first");
        assert!(shows(&page(&kakao, &[]), "KOE005"));
        let page = page(&Kakao::start(), &[("scope", Some("gender account_email"))]);
        assert!(shows(&page, "KOE205") && page.html.contains("gender"));
    }),
    ("response_type=token is KOE202, others KOE201", || {
        assert!(shows(&page(&Kakao::start(), &[("response_type", Some("token"))]), "KOE202"));
        assert!(shows(&page(&Kakao::start(), &[("response_type", None)]), "KOE201"));
    }),
    ("cancelling comes back as access_denied, User denied access", || {
        let query = Kakao::start().redirect("cancel", &[]);
        assert_eq!((query[0].1.as_str(), query[1].1.as_str()), ("access_denied", "User denied access"));
    }),
    ("prompt=none comes back as login_required or consent_required", || {
        let kakao = Kakao::start();
        assert!(come_back(&kakao, &[("prompt", Some("none"))], "").contains("error=login_required"));
        let (login, form) = (
            format!("{}/login", kakao.emulator.url()),
            [("continue", "/oauth/authorize?".to_owned()), ("user", "bob".to_owned())],
        );
        let cookie = kakao.post(&login, &form).headers()["set-cookie"].to_str().expect("text").to_owned();
        let target = come_back(&kakao, &[("prompt", Some("none"))], cookie.split(';').next().expect("a pair"));
        assert!(target.contains("error=consent_required&error_description=user+consent+required."), "{target}");
    }),
    ("consent is asked once, afterwards only for new items", || {
        let kakao = Kakao::start();
        let _ = kakao.tokens();
        let mut asked = Vec::new();
        let mut person = Person::elsewhere(REDIRECT_URI);
        let _ = person.agree_to(&kakao.authorize_url(&[("scope", Some("talk_message"))]), |item| {
            asked.push(item.to_owned());
            true
        });
        assert!(
            asked.iter().filter(|item| *item != "alice" && !item.starts_with("emu_")).eq(["talk_message"]),
            "{asked:?}"
        );
    }),
    ("a code lives ten minutes and is used once", || {
        let kakao = Kakao::start();
        let code = kakao.code();
        kakao.emulator.advance(Duration::from_secs(601));
        assert_eq!(kakao.token(&[("code", Some(&code))]).1["error_code"], "KOE320");
        assert_eq!(kakao.reason(), Some(Reason::CodeExpired));
    }),
    ("the login page picks a user without a password", || {
        let kakao = Kakao::start();
        let page = Person::new().get(&format!("{}/login", kakao.emulator.url()).parse().expect("a URL"));
        assert!(page.html.contains("type=\"radio\"") && !page.html.contains("type=\"password\""));
    }),
    ("reads a form body, and the query where the body lacks a field; JSON and HTTP Basic are KOE101", || {
        let kakao = Kakao::start();
        let code = kakao.code();
        let query = format!(
            "grant_type=authorization_code&client_id={KEY}&client_secret={SECRET}&redirect_uri={REDIRECT_URI}&code={code}\
             &code_verifier={VERIFIER}"
        );
        let url = format!("{}/oauth/token?{query}", kakao.emulator.url());
        let answer = kakao.client.post(&url).header("Content-Type", "application/json").send().expect("an answer");
        assert_eq!((answer.status().as_u16(), kakao.reason()), (200, Some(Reason::FieldsInQuery)));
        let again = kakao.client.get(&url).send().expect("an answer");
        assert_eq!(again.status(), 400);
        assert!(again.text().expect("text").contains("KOE320"), "GET is answered in JSON too");
        let url = format!("{}/oauth/token", kakao.emulator.url());
        let json = format!(r#"{{"grant_type":"authorization_code","client_id":"{KEY}"}}"#);
        let _ =
            kakao.client.post(&url).header("Content-Type", "application/json").body(json).send().expect("an answer");
        assert_eq!(kakao.reason(), Some(Reason::BodyIsJson));
        let form = kakao.client.post(&url).header("Content-Type", "application/x-www-form-urlencoded");
        let _ = form.basic_auth(KEY, Some(SECRET)).body("grant_type=authorization_code").send().expect("an answer");
        let newest = kakao.emulator.exchanges().pop().expect("a request");
        assert_eq!((newest.code.as_deref(), newest.reason), (Some("KOE101"), Some(Reason::HttpBasic)));
    }),
    ("KOE101 comes before KOE010; both are 401", || {
        let kakao = Kakao::start();
        let wrong = [("client_secret", None), ("client_id", Some("x"))];
        let both = kakao.token(&wrong);
        assert_eq!((both.0, &both.1["error_code"]), (401, &json!("KOE101")));
        let one = kakao.token(&wrong[..1]);
        assert_eq!((one.0, &one.1["error_code"]), (401, &json!("KOE010")));
        assert_eq!(kakao.reason(), Some(Reason::SecretMissing));
    }),
    ("passes without redirect_uri, KOE303 with another one", || {
        let kakao = Kakao::start();
        assert_eq!(kakao.token(&[("code", Some(&kakao.code())), ("redirect_uri", None)]).0, 200);
        assert_eq!(kakao.reason(), Some(Reason::RedirectLeftOut));
        let other = "http://localhost:3000/";
        let refused = kakao.token(&[("code", Some(&kakao.code())), ("redirect_uri", Some(other))]);
        assert_eq!((refused.0, &refused.1["error_code"]), (400, &json!("KOE303")));
        let (authorize, token) = (REDIRECT_URI.to_owned(), other.to_owned());
        assert_eq!(kakao.reason(), Some(Reason::RedirectDiffers { authorize, token }));
    }),
    ("a used code is KOE320, and the code is quoted", || {
        let kakao = Kakao::start();
        let code = kakao.code();
        assert_eq!(kakao.token(&[("code", Some(&code))]).0, 200);
        let again = kakao.token(&[("code", Some(&code))]);
        assert!(text(&again.1, "error_description").ends_with(&code), "{again:?}");
        assert!(matches!(kakao.reason(), Some(Reason::CodeUsed { milliseconds: 0..60_000 })), "{:?}", kakao.reason());
    }),
    ("PKCE is checked where it was sent; wrong is KOE313", || {
        let kakao = Kakao::start();
        let refused = kakao.token(&[("code", Some(&kakao.code())), ("code_verifier", Some("wrong"))]);
        assert_eq!((refused.0, &refused.1["error_code"]), (400, &json!("KOE313")));
        let query = kakao.redirect("agree", &[("code_challenge", None), ("code_challenge_method", None)]);
        let code = query.iter().find(|(name, _)| name == "code").map(|(_, code)| code.as_str());
        assert_eq!(kakao.token(&[("code", code), ("code_verifier", None)]).0, 200);
    }),
    ("a missing code_verifier is KOE313 too", || {
        let kakao = Kakao::start();
        let refused = kakao.token(&[("code", Some(&kakao.code())), ("code_verifier", None)]);
        assert_eq!((refused.0, &refused.1["error_code"]), (400, &json!("KOE313")));
        assert_eq!(kakao.reason(), Some(Reason::VerifierMissing));
    }),
    ("a WWW-Authenticate header comes on 401 alone", || {
        // `Kakao::token` asserts it of every answer.
        let kakao = Kakao::start();
        assert_eq!(kakao.token(&[]).0, 400);
        assert_eq!(kakao.token(&[("client_secret", None)]).0, 401);
        assert_eq!(kakao.token(&[("code", Some(&kakao.code()))]).0, 200);
    }),
    ("no new refresh token while a month or more is left", || {
        let kakao = Kakao::start();
        let tokens = kakao.tokens();
        kakao.emulator.advance(DAY * 29);
        let (status, refreshed) = kakao.refresh(text(&tokens, "refresh_token"));
        assert_eq!(
            (status, refreshed.get("refresh_token"), refreshed.get("refresh_token_expires_in")),
            (200, None, None)
        );
    }),
    ("in the last month a new one comes and the old one is KOE322", || {
        let kakao = Kakao::start();
        let tokens = kakao.tokens();
        kakao.emulator.advance(DAY * 35);
        let old = text(&tokens, "refresh_token");
        let (status, refreshed) = kakao.refresh(old);
        assert_eq!((status, &refreshed["refresh_token_expires_in"]), (200, &json!(5_183_999)));
        assert_ne!(text(&refreshed, "refresh_token"), old);
        kakao.emulator.advance(DAY * 3);
        let refused = kakao.refresh(old);
        assert_eq!((refused.0, &refused.1["error_code"]), (400, &json!("KOE322")));
        assert_eq!(kakao.reason(), Some(Reason::RefreshTokenReplaced { days: 3 }));
    }),
    ("an older access token survives a refresh", || {
        let kakao = Kakao::start();
        let tokens = kakao.tokens();
        assert_eq!(kakao.refresh(text(&tokens, "refresh_token")).0, 200);
        assert_eq!(kakao.api(text(&tokens, "access_token"), "/v2/user/me", &[]).0, 200);
    }),
    ("KOE237 comes only with rate_limits on, as status 400", || {
        let kakao = Kakao::with(|scenario| scenario.limits_rates = true);
        let refresh_token = text(&kakao.tokens(), "refresh_token").to_owned();
        for _ in 1..20 {
            assert_eq!(kakao.refresh(&refresh_token).0, 200);
        }
        let refused = kakao.refresh(&refresh_token);
        assert_eq!((refused.0, &refused.1["error_code"]), (400, &json!("KOE237")));
        kakao.emulator.advance(Duration::from_secs(601));
        assert_eq!(kakao.refresh(&refresh_token).0, 200);
        let free = Kakao::start();
        let refresh_token = text(&free.tokens(), "refresh_token").to_owned();
        assert!((0..40).all(|_| free.refresh(&refresh_token).0 == 200));
    }),
    ("-401 tells unknown, expired, address and no header apart by its text only", || {
        let kakao = Kakao::start();
        let tokens = kakao.tokens();
        let token = text(&tokens, "access_token");
        let says = |token: &str| kakao.api(token, "/v2/user/me", &[]).1["msg"].as_str().expect("text").to_owned();
        assert_eq!(says("unknown"), "this access token does not exist");
        kakao.emulator.advance(Duration::from_secs(6 * 3600));
        assert_eq!(says(token), "this access token is already expired");
        let url = format!("{}/v2/user/me", kakao.emulator.url());
        let bare = kakao.client.get(&url).send().expect("an answer");
        assert_eq!(bare.headers()["www-authenticate"], "Bearer error=invalid_token");
        assert!(bare.text().expect("text").contains("no authentication key!"));
        let closed = Kakao::with(|scenario| scenario.app.allowed_addresses = vec!["203.0.113.7".to_owned()]);
        assert_eq!(closed.token(&[]).1["error_code"], "KOE127");
    }),
    ("403 -402 without consent, 403 -3 for an item the app lacks", || {
        let kakao = Kakao::start();
        let tokens = kakao.tokens();
        let memo = [("template_object", "{}")];
        let missing = kakao.api(text(&tokens, "access_token"), "/v2/api/talk/memo/default/send", &memo);
        assert_eq!(
            (missing.0, &missing.1["code"], &missing.1["required_scopes"]),
            (403, &json!(-402), &json!(["talk_message"]))
        );
        let lacking = kakao.api(text(&tokens, "access_token"), "/v1/api/talk/friends", &[]);
        assert_eq!((lacking.0, &lacking.1["code"]), (403, &json!(-3)));
    }),
    ("user/me carries properties and has_…, item by item in the order of the captures", || {
        for (captured, items) in [
            (
                include_str!("../emulator/captured/user-me-all.json"),
                &["profile_nickname", "profile_image", "name", "account_email", "birthyear", "birthday", "gender"][..],
            ),
            (include_str!("../emulator/captured/user-me-nickname-email.json"), &["profile_nickname", "account_email"]),
        ] {
            let kakao = Kakao::with(|scenario| {
                let required = |id: &&str| ConsentItem::new(id, Agreement::Required);
                scenario.app.consent_items = items.iter().map(required).collect();
            });
            let back = Person::elsewhere(REDIRECT_URI).agree(&kakao.authorize_url(&[])).url;
            let code = back.query_pairs().find(|(name, _)| name == "code").expect("a code").1.into_owned();
            let tokens = kakao.token(&[("code", Some(&code))]).1;
            let answer = kakao.api(text(&tokens, "access_token"), "/v2/user/me", &[]).1;
            let captured = serde_json::from_str(captured).expect("JSON");
            assert_eq!(shape(&answer), shape(&captured));
            assert_eq!(answer["properties"]["nickname"], answer["kakao_account"]["profile"]["nickname"]);
        }
        // What was not agreed to: that Kakao has it is said, what it is is not.
        let kakao = Kakao::start();
        let tokens = kakao.tokens();
        let token = text(&tokens, "access_token");
        let revoke = [("scopes", r#"["account_email"]"#)];
        assert_eq!(kakao.api(token, "/v2/user/revoke/scopes", &revoke).0, 200);
        let account = kakao.api(token, "/v2/user/me", &[]).1;
        assert_eq!(account["properties"], json!({ "nickname": "앨리스" }));
        let account = &account["kakao_account"];
        assert_eq!((&account["has_email"], &account["email_needs_agreement"]), (&json!(true), &json!(true)));
        assert!(account.get("email").is_none() && account["profile"].get("is_default_image").is_none(), "{account}");
    }),
    ("takes the token in a Bearer header of any case, or as ?access_token=", || {
        let kakao = Kakao::start();
        let tokens = kakao.tokens();
        let token = text(&tokens, "access_token");
        let url = format!("{}/v2/user/me", kakao.emulator.url());
        for scheme in ["Bearer", "bearer", "BEARER"] {
            let answer = kakao.client.get(&url).header("Authorization", format!("{scheme} {token}")).send();
            assert_eq!(answer.expect("an answer").status(), 200, "{scheme}");
        }
        let answer = kakao.client.get(format!("{url}?access_token={token}")).send().expect("an answer");
        assert_eq!(answer.status(), 200);
        let both = kakao.client.get(format!("{url}?access_token={token}")).header("Authorization", "Bearer x").send();
        assert_eq!(both.expect("an answer").status(), 401, "the header counts");
    }),
    ("logout ends that access token only", || {
        let kakao = Kakao::start();
        let tokens = kakao.tokens();
        assert_eq!(kakao.api(text(&tokens, "access_token"), "/v1/user/logout", &[("x", "")]).0, 200);
        assert_eq!(kakao.api(text(&tokens, "access_token"), "/v2/user/me", &[]).0, 401);
        assert_eq!(kakao.refresh(text(&tokens, "refresh_token")).0, 200);
    }),
    ("connected_at is always the same time", || {
        let kakao = Kakao::start();
        kakao.emulator.advance(DAY);
        let tokens = kakao.tokens();
        let (_, user) = kakao.api(text(&tokens, "access_token"), "/v2/user/me", &[]);
        assert_eq!(user["connected_at"], "2026-11-23T01:45:28Z");
    }),
    ("friends are the other users linked to the app", || {
        let kakao = Kakao::with(|scenario| {
            scenario.app.consent_items = vec![
                ConsentItem::new("friends", Agreement::Required),
                ConsentItem::new("profile_nickname", Agreement::Optional),
                ConsentItem::new("account_email", Agreement::Optional),
            ];
            scenario.auto = Some("bob".to_owned());
        });
        let code = |kakao: &Kakao| {
            let target = come_back(kakao, &[], "");
            target.split("code=").nth(1).expect("a code").split('&').next().expect("a code").to_owned()
        };
        let (_, tokens) = kakao.token(&[("code", Some(&code(&kakao)))]);
        let (_, friends) = kakao.api(text(&tokens, "access_token"), "/v1/api/talk/friends", &[]);
        assert_eq!(friends["total_count"], 0);
    }),
    ("no ID token in a request with scope but without openid", || {
        let kakao = Kakao::start();
        let query = kakao.redirect("agree", &[("scope", Some("account_email"))]);
        let code = query.iter().find(|(name, _)| name == "code").map(|(_, code)| code.as_str());
        assert!(kakao.token(&[("code", code)]).1.get("id_token").is_none());
        assert!(kakao.tokens().get("id_token").is_some());
    }),
    ("tokens begin with emu_ and the issuer is the emulator's address", || {
        let kakao = Kakao::start();
        let tokens = kakao.tokens();
        assert!(
            text(&tokens, "access_token").starts_with("emu_") && text(&tokens, "refresh_token").starts_with("emu_")
        );
        let url = format!("{}/.well-known/openid-configuration", kakao.emulator.url());
        let discovery: serde_json::Value =
            serde_json::from_str(&kakao.client.get(url).send().expect("an answer").text().expect("text"))
                .expect("JSON");
        assert_eq!(discovery["issuer"], kakao.emulator.url());
    }),
];

#[test]
fn every_row_of_the_table_holds() {
    let rows: Vec<_> = DIFFERENCES.iter().map(|row| row.english).collect();
    let checks: Vec<_> = CHECKS.iter().map(|(row, _)| *row).collect();
    assert_eq!(rows, checks, "each row has its check, in the same order");
    let failed = CHECKS.iter().filter(|(_, check)| std::panic::catch_unwind(check).is_err());
    let failed: Vec<_> = failed.map(|(row, _)| *row).collect();
    assert!(failed.is_empty(), "{failed:?}");
}

#[test]
fn every_row_is_told_in_korean_too() {
    for row in DIFFERENCES {
        assert!(row.korean.chars().any(|c| ('가'..='힣').contains(&c)), "{}", row.english);
    }
}
