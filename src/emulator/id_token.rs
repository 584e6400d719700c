//! Owns OpenID Connect's side: discovery, the key set and signed ID tokens.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    rand::SystemRandom,
    rsa::PublicKeyComponents,
    signature::{RSA_PKCS1_SHA256, RsaKeyPair},
};
use serde_json::{Map, json};

use super::provider::Provider;
use crate::http::Answer;

/// A key everybody can read, good for nothing but pretending.
const KEY: &[u8] = include_bytes!("id_token.key.der");
const KEY_ID: &str = "emulator-1";

pub(super) fn issue(provider: &Provider, user_id: u64, nonce: Option<&str>) -> String {
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
    let header = json!({ "kid": KEY_ID, "typ": "JWT", "alg": "RS256" });
    let part = |text: String| URL_SAFE_NO_PAD.encode(text);
    let signed = format!("{}.{}", part(header.to_string()), part(serde_json::Value::Object(claims).to_string()));
    let key = key();
    let mut signature = vec![0; key.public().modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), signed.as_bytes(), &mut signature)
        .expect("E2: the buffer has the length of the modulus");
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
}

pub(super) fn key_set() -> Answer {
    let public: PublicKeyComponents<Vec<u8>> = key().public().into();
    let body = json!({ "keys": [{
        "kid": KEY_ID, "kty": "RSA", "alg": "RS256", "use": "sig",
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
        "claims_supported": ["iss", "aud", "sub", "auth_time", "exp", "iat", "nonce"],
    });
    Answer::new(200, "application/json;charset=utf-8", body.to_string())
}

fn key() -> RsaKeyPair {
    RsaKeyPair::from_pkcs8(KEY).expect("E3: the committed key is a PKCS #8 RSA key")
}
