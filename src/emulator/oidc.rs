//! Owns OpenID Connect's side: discovery, the key set, ID tokens, `tokeninfo` and `userinfo`.

use std::sync::OnceLock;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    rand::SystemRandom,
    rsa::PublicKeyComponents,
    signature::{RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, RsaPublicKeyComponents},
};
use serde_json::{Map, Value, json};

use super::{Reason, api, form_body, journal::Reply, provider::Provider};
use crate::http::{Answer, Request};

/// A key everybody can read, good for nothing but pretending.
const KEY: &[u8] = include_bytes!("id_token.key.der");

fn key_id(provider: &Provider) -> String {
    format!("emulator-{}", provider.memory.signing_key + 1)
}

/// An ID token for a login, its `nonce` repeated; agreed nickname, picture and e-mail are in it as at Kakao.
pub(super) fn id_token(provider: &mut Provider, user_id: u64, nonce: Option<&str>) -> String {
    let now = provider.now();
    let mut claims = Map::from_iter([
        ("aud".to_owned(), provider.scenario.app.rest_api_key.as_str().into()),
        ("sub".to_owned(), user_id.to_string().into()),
        ("auth_time".to_owned(), now.into()),
        ("iss".to_owned(), provider.url.as_str().into()),
        ("exp".to_owned(), (now + provider.scenario.access_ttl.as_secs()).into()),
        ("iat".to_owned(), now.into()),
    ]);
    if let Some(nonce) = nonce {
        claims.insert("nonce".to_owned(), nonce.into());
    }
    if let Some(user) = provider.user(user_id) {
        let agreed = provider.agreed(user_id);
        let picture = user.picture.as_ref().map(|picture| format!("{picture}/img_110x110.jpg"));
        for (scope, claim, value) in [
            ("profile_nickname", "nickname", user.nickname.clone()),
            ("profile_image", "picture", picture),
            ("account_email", "email", user.email.clone()),
        ] {
            if let Some(value) = value.filter(|_| agreed.contains(scope)) {
                claims.insert(claim.to_owned(), value.into());
            }
        }
    }
    let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let header = json!({ "kid": key_id(provider), "typ": "JWT", "alg": "RS256" });
    let signed = format!("{}.{}", part(header), part(Value::Object(claims)));
    // The same claims within a second have the same signature (RFC 8017 section 8.2 draws nothing at random), and a
    // signature costs more than all the rest of an answer.
    match &provider.newest_id_token {
        Some(token) if token.rsplit_once('.').is_some_and(|(text, _)| text == signed) => token.clone(),
        _ => provider.newest_id_token.insert(sign(&signed)).clone(),
    }
}

fn sign(signed: &str) -> String {
    let mut signature = vec![0; key().public().modulus_len()];
    key()
        .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), signed.as_bytes(), &mut signature)
        .expect("E2: the buffer has the length of the modulus");
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
}

pub(super) fn key_set(provider: &Provider) -> Answer {
    let public: PublicKeyComponents<Vec<u8>> = key().public().into();
    let body = json!({ "keys": [{
        "kid": key_id(provider), "kty": "RSA", "alg": "RS256", "use": "sig",
        "n": URL_SAFE_NO_PAD.encode(public.n), "e": URL_SAFE_NO_PAD.encode(public.e),
    }]});
    Answer::new(200, "application/json;charset=utf-8", body.to_string())
}

pub(super) fn discovery(url: &str) -> Answer {
    let body = json!({
        "issuer": url,
        "authorization_endpoint": format!("{url}/oauth/authorize"),
        "token_endpoint": format!("{url}/oauth/token"),
        "userinfo_endpoint": format!("{url}/v1/oidc/userinfo"),
        "jwks_uri": format!("{url}/.well-known/jwks.json"),
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "request_uri_parameter_supported": false,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "code_challenge_methods_supported": ["S256"],
        "claims_supported":
            ["iss", "aud", "sub", "auth_time", "exp", "iat", "nonce", "nickname", "picture", "email"],
    });
    Answer::new(200, "application/json;charset=utf-8", body.to_string())
}

/// `POST /oauth/tokeninfo`: the claims of an ID token of ours, or why it is none.
pub(super) fn token_info(provider: &Provider, request: &Request) -> Reply {
    let form = form_body(request);
    let refuse = |code: &'static str, description: &str| {
        let body = json!({ "error": "invalid_token", "error_description": description, "error_code": code });
        let answer = Answer::new(400, "application/json;charset=UTF-8", body.to_string());
        Reply::refused(answer, code, Reason::Parameter { name: "id_token".to_owned() })
    };
    let token = form.get("id_token").unwrap_or_default();
    let Some((signed, signature)) = token.rsplit_once('.') else { return refuse("KOE400", "malformed ID token") };
    let claims = signed.split_once('.').and_then(|(_, payload)| URL_SAFE_NO_PAD.decode(payload).ok());
    let claims = claims.and_then(|bytes| serde_json::from_slice::<Map<String, Value>>(&bytes).ok());
    let (Some(claims), Ok(signature)) = (claims, URL_SAFE_NO_PAD.decode(signature)) else {
        return refuse("KOE400", "malformed ID token");
    };
    if claims.get("iss").and_then(Value::as_str) != Some(provider.url.as_str()) {
        return refuse("KOE401", "invalid issuer");
    }
    let public: PublicKeyComponents<Vec<u8>> = key().public().into();
    let public = RsaPublicKeyComponents { n: public.n, e: public.e };
    if public.verify(&RSA_PKCS1_2048_8192_SHA256, signed.as_bytes(), &signature).is_err() {
        return refuse("KOE402", "invalid signature");
    }
    if claims.get("exp").and_then(Value::as_u64).is_none_or(|end| end <= provider.now()) {
        return refuse("KOE403", "expired ID token");
    }
    Answer::new(200, "application/json;charset=UTF-8", Value::Object(claims).to_string()).into()
}

/// `GET /v1/oidc/userinfo`: only what was agreed.
pub(super) fn user_info(provider: &Provider, request: &Request) -> Reply {
    let access = match api::authenticate(provider, request) {
        Ok((_, access)) => access,
        Err(refusal) => return refusal,
    };
    let Some(user) = provider.user(access.user_id) else { return api::unknown_token() };
    let agreed = provider.agreed(user.id);
    let mut claims = Map::from_iter([("sub".to_owned(), user.id.to_string().into())]);
    let birthdate = match (&user.birthyear, &user.birthday) {
        (Some(year), Some(day)) if agreed.contains("birthyear") && agreed.contains("birthday") => {
            day.split_at_checked(2).map(|(month, day)| format!("{year}-{month}-{day}"))
        }
        _ => None,
    };
    for (scope, claim, value) in [
        ("name", "name", user.real_name.clone()),
        ("profile_nickname", "nickname", user.nickname.clone()),
        ("profile_image", "picture", user.picture.as_ref().map(|picture| format!("{picture}/img_640x640.jpg"))),
        ("account_email", "email", user.email.clone()),
        ("gender", "gender", user.gender.clone()),
        ("birthday", "birthdate", birthdate),
        ("phone_number", "phone_number", user.phone_number.clone()),
    ] {
        if let Some(value) = value.filter(|_| agreed.contains(scope)) {
            claims.insert(claim.to_owned(), value.into());
        }
    }
    for (claim, verified) in [("email", "email_verified"), ("phone_number", "phone_number_verified")] {
        if claims.contains_key(claim) {
            claims.insert(verified.to_owned(), true.into());
        }
    }
    api::json_answer(200, &Value::Object(claims)).into()
}

/// Read once: reading it costs as much as a signature.
fn key() -> &'static RsaKeyPair {
    static PAIR: OnceLock<RsaKeyPair> = OnceLock::new();
    PAIR.get_or_init(|| RsaKeyPair::from_pkcs8(KEY).expect("E3: the committed key is a PKCS #8 RSA key"))
}
