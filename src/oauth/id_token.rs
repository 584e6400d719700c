//! Owns ID tokens: OpenID Connect Core sections 2 and 3.1.3.7. RS256 only, for Kakao's discovery names no other.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use serde_json::{Map, Value};

use crate::{
    secret::Secret,
    wire::{Answer, Call, CallError, Request, Url, unique_members},
};

/// How far the clocks of this machine and the issuer may differ (seconds).
const SKEW: u64 = 60;
/// Kakao's have one kilobyte.
const LONGEST: usize = 16 << 10;
const MOST_KEYS: usize = 100;

/// `GET /.well-known/jwks.json`: the keys Kakao signs with (RFC 7517).
#[derive(Debug)]
pub(crate) struct FetchKeys {
    pub url: Url,
}

impl Call for FetchKeys {
    type Output = KeySet;
    const IS_REPEATABLE: bool = true;

    fn request(&self) -> Request {
        Request::get(self.url.clone())
    }

    fn read(&self, answer: &Answer) -> Result<KeySet, CallError> {
        let keys = serde_json::from_str(&answer.text).ok().filter(|_| answer.is_success()).and_then(KeySet::of);
        keys.ok_or_else(|| answer.malformed())
    }
}

/// The RSA signing keys of a key set.
#[derive(Clone, Debug, Default)]
pub(crate) struct KeySet(Vec<Key>);

#[derive(Clone, Debug)]
struct Key {
    id: Option<String>,
    modulus: Vec<u8>,
    exponent: Vec<u8>,
}

impl KeySet {
    fn of(document: Value) -> Option<Self> {
        let keys = document.get("keys")?.as_array()?.iter().take(MOST_KEYS).filter_map(|key| {
            let text = |name: &str| key.get(name).and_then(Value::as_str);
            let is_ours = text("kty") == Some("RSA")
                && text("alg").is_none_or(|name| name == "RS256")
                && text("use").is_none_or(|name| name == "sig");
            let number = |name: &str| URL_SAFE_NO_PAD.decode(text(name)?).ok();
            let (modulus, exponent) = (number("n")?, number("e")?);
            is_ours.then(|| Key { id: text("kid").map(str::to_owned), modulus, exponent })
        });
        Some(Self(keys.collect()))
    }

    /// Whether the key that `token` names is among these.
    pub(crate) fn has_key_of(&self, token: &Secret) -> bool {
        Parts::of(token).is_none_or(|parts| self.find(parts.key_id()).is_some())
    }

    /// The key a header names; one that names none means the only one there is.
    fn find(&self, id: Option<&str>) -> Option<&Key> {
        match (id, self.0.as_slice()) {
            (Some(id), keys) => keys.iter().find(|key| key.id.as_deref() == Some(id)),
            (None, [only]) => Some(only),
            (None, _) => None,
        }
    }
}

/// What an ID token must say to be this login's.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Expected<'a> {
    pub issuer: &'a str,
    pub client_id: &'a str,
    /// As sent; a login that sent none expects nothing of it.
    pub nonce: Option<&'a str>,
    /// The user's id, where it is known.
    pub subject: Option<&'a str>,
    pub now: u64,
}

/// The checks of section 3.1.3.7, in the order they are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Check {
    /// Three parts, JSON in two of them, `alg` RS256.
    Form,
    /// `RS256` by the key that `kid` names.
    Signature,
    Issuer,
    Audience,
    Expiry,
    IssuedAt,
    Nonce,
    Subject,
}

impl Check {
    /// The claim or header it looks at: the same in every language.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Form => "alg",
            Self::Signature => "signature",
            Self::Issuer => "iss",
            Self::Audience => "aud",
            Self::Expiry => "exp",
            Self::IssuedAt => "iat",
            Self::Nonce => "nonce",
            Self::Subject => "sub",
        }
    }
}

/// The names of checks, to be told.
pub(crate) fn words(checks: &[Check]) -> String {
    checks.iter().map(|check| check.word()).collect::<Vec<_>>().join(", ")
}

/// The claims that changed in an ID token that came with a refresh: issuer and user must stay (OpenID Connect Core
/// section 12.2).
pub(crate) fn changes(token: &Secret, issuer: &str, subject: Option<&str>) -> Vec<Check> {
    let Some(parts) = Parts::of(token) else { return vec![Check::Form] };
    let kept = [
        (Check::Issuer, parts.text("iss") == Some(issuer)),
        (Check::Subject, parts.text("sub").is_some_and(|sub| subject.is_none_or(|own| own == sub))),
    ];
    kept.into_iter().filter(|(_, is_kept)| !is_kept).map(|(check, _)| check).collect()
}

/// One check and what it found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub check: Check,
    pub has_passed: bool,
    /// What stands there: text from outside.
    pub seen: String,
}

/// An ID token taken apart, its claims not to be believed before [`examine`] says so.
#[derive(Debug)]
pub(crate) struct Parts {
    header: Map<String, Value>,
    pub claims: Map<String, Value>,
    signed: String,
    signature: Vec<u8>,
}

impl Parts {
    /// `None` for what is no JWS in compact form (RFC 7515 section 7.1).
    pub(crate) fn of(token: &Secret) -> Option<Self> {
        let text = token.expose();
        let (signed, signature) = text.rsplit_once('.').filter(|_| text.len() <= LONGEST)?;
        let (header, payload) = signed.split_once('.').filter(|(_, payload)| !payload.contains('.'))?;
        let object = |part: &str| unique_members(&URL_SAFE_NO_PAD.decode(part).ok()?);
        Some(Self {
            header: object(header)?,
            claims: object(payload)?,
            signed: signed.to_owned(),
            signature: URL_SAFE_NO_PAD.decode(signature).ok()?,
        })
    }

    fn key_id(&self) -> Option<&str> {
        self.header.get("kid").and_then(Value::as_str)
    }

    pub(crate) fn text(&self, claim: &str) -> Option<&str> {
        self.claims.get(claim).and_then(Value::as_str)
    }
}

/// Makes every check, also after one has failed: a person wants to see them all.
pub(crate) fn examine(token: &Secret, keys: &KeySet, expected: &Expected) -> Vec<Finding> {
    let Some(parts) = Parts::of(token) else {
        return vec![Finding { check: Check::Form, has_passed: false, seen: String::new() }];
    };
    let shown = |claim: &str| parts.claims.get(claim).map(ToString::to_string).unwrap_or_default();
    let finding = |check: Check, has_passed, seen| Finding { check, has_passed, seen };
    let algorithm = parts.header.get("alg").and_then(Value::as_str).unwrap_or_default();
    let subject = parts.text("sub").unwrap_or_default();
    let is_subject = (1..=255).contains(&subject.len()) && expected.subject.is_none_or(|own| own == subject);
    let (expiry, issued_at) = (seconds(&parts, "exp"), seconds(&parts, "iat"));
    vec![
        // What `crit` names would have to be understood (RFC 7515 section 4.1.11), and nothing is.
        finding(Check::Form, algorithm == "RS256" && !parts.header.contains_key("crit"), algorithm.to_owned()),
        finding(Check::Signature, is_signed(&parts, keys), parts.key_id().unwrap_or_default().to_owned()),
        finding(Check::Issuer, parts.text("iss") == Some(expected.issuer), shown("iss")),
        finding(Check::Audience, is_audience(&parts, expected.client_id), shown("aud")),
        finding(Check::Expiry, expiry.is_some_and(|end| end + SKEW > expected.now), shown("exp")),
        finding(Check::IssuedAt, issued_at.is_some_and(|start| start <= expected.now + SKEW), shown("iat")),
        finding(Check::Nonce, expected.nonce.is_none_or(|sent| parts.text("nonce") == Some(sent)), shown("nonce")),
        finding(Check::Subject, is_subject, shown("sub")),
    ]
}

/// When an ID token ends (Unix seconds), checked or not.
pub(crate) fn expires_at(token: &Secret) -> Option<u64> {
    seconds(&Parts::of(token)?, "exp")
}

/// The checks that do not hold.
pub(crate) fn failed(findings: &[Finding]) -> Vec<Check> {
    findings.iter().filter(|finding| !finding.has_passed).map(|finding| finding.check).collect()
}

/// Integers only, and none beyond the year 9999: arithmetic follows.
fn seconds(parts: &Parts, claim: &str) -> Option<u64> {
    parts.claims.get(claim).and_then(Value::as_u64).filter(|time| *time < 253_402_300_800)
}

fn is_signed(parts: &Parts, keys: &KeySet) -> bool {
    let Some(key) = keys.find(parts.key_id()) else { return false };
    let public = RsaPublicKeyComponents { n: &key.modulus, e: &key.exponent };
    public.verify(&RSA_PKCS1_2048_8192_SHA256, parts.signed.as_bytes(), &parts.signature).is_ok()
}

/// Among several audiences the token must also be for us by `azp`; alone, `azp` may be left out.
fn is_audience(parts: &Parts, client_id: &str) -> bool {
    let azp = parts.claims.get("azp");
    let is_party = azp.is_none_or(|party| party.as_str() == Some(client_id));
    match parts.claims.get("aud") {
        Some(Value::String(audience)) => audience == client_id && is_party,
        Some(Value::Array(audiences)) => {
            let is_named = audiences.iter().any(|audience| audience.as_str() == Some(client_id));
            is_named && is_party && (audiences.len() == 1 || azp.is_some())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use ring::{
        rand::SystemRandom,
        rsa::PublicKeyComponents,
        signature::{RSA_PKCS1_SHA256, RSA_PKCS1_SHA512, RsaKeyPair},
    };
    use serde_json::json;

    use super::*;

    const NOW: u64 = 1_795_392_000;

    fn key_pair() -> RsaKeyPair {
        RsaKeyPair::from_pkcs8(include_bytes!("../emulator/id_token.key.der")).expect("the emulator's key")
    }

    fn key_set(ids: &[&str]) -> KeySet {
        let public: PublicKeyComponents<Vec<u8>> = key_pair().public().into();
        let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let keys = ids.iter().map(|id| {
            json!({ "kid": id, "kty": "RSA", "alg": "RS256", "use": "sig", "n": encode(&public.n), "e": encode(&public.e) })
        });
        KeySet::of(json!({ "keys": keys.collect::<Vec<_>>() })).expect("a key set")
    }

    fn good() -> Value {
        json!({ "iss": "https://kauth.kakao.com", "aud": "key", "sub": "7", "nonce": "n", "iat": NOW, "exp": NOW + 100 })
    }

    fn signed(header: &Value, claims: &Value) -> Secret {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let text = format!("{}.{}", part(header), part(claims));
        let (key, mut signature) = (key_pair(), vec![0; 256]);
        let padding = if header["alg"] == "RS512" { &RSA_PKCS1_SHA512 } else { &RSA_PKCS1_SHA256 };
        key.sign(padding, &SystemRandom::new(), text.as_bytes(), &mut signature).expect("a signature");
        Secret::new(format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }

    fn failed(token: &Secret, keys: &KeySet) -> Vec<Check> {
        let expected = Expected {
            issuer: "https://kauth.kakao.com",
            client_id: "key",
            nonce: Some("n"),
            subject: Some("7"),
            now: NOW,
        };
        super::failed(&examine(token, keys, &expected))
    }

    fn with(change: &[(&str, Value)]) -> Secret {
        let mut claims = good();
        for (name, value) in change {
            claims[name] = value.clone();
        }
        signed(&json!({ "alg": "RS256", "kid": "k" }), &claims)
    }

    fn without(name: &str) -> Secret {
        let mut claims = good();
        claims.as_object_mut().expect("an object").remove(name);
        signed(&json!({ "alg": "RS256", "kid": "k" }), &claims)
    }

    #[test]
    fn what_openid_connect_allows_is_accepted() {
        let keys = key_set(&["k"]);
        for token in [
            with(&[]),
            with(&[("aud", json!(["key"]))]),
            with(&[("aud", json!(["key", "other"])), ("azp", json!("key"))]),
            with(&[("exp", json!(NOW - 59)), ("iat", json!(NOW + 60))]),
            signed(&json!({ "alg": "RS256" }), &good()),
        ] {
            assert_eq!(failed(&token, &keys), [], "{}", token.expose());
        }
    }

    #[test]
    fn each_wrong_claim_is_refused_by_its_check() {
        let keys = key_set(&["k"]);
        for (token, check) in [
            (with(&[("iss", json!("https://evil.example"))]), Check::Issuer),
            (with(&[("iss", json!("https://kauth.kakao.com/"))]), Check::Issuer),
            (with(&[("iss", json!("http://kauth.kakao.com"))]), Check::Issuer),
            (with(&[("aud", json!("other"))]), Check::Audience),
            (without("aud"), Check::Audience),
            (with(&[("aud", json!(["key", "other"]))]), Check::Audience),
            (with(&[("azp", json!("other"))]), Check::Audience),
            (with(&[("exp", json!(NOW - 60))]), Check::Expiry),
            (with(&[("exp", json!(1e10))]), Check::Expiry),
            (with(&[("exp", json!(u64::MAX))]), Check::Expiry),
            (without("exp"), Check::Expiry),
            (with(&[("iat", json!(NOW + 3600))]), Check::IssuedAt),
            (without("iat"), Check::IssuedAt),
            (with(&[("nonce", json!("other"))]), Check::Nonce),
            (without("nonce"), Check::Nonce),
            (with(&[("sub", json!("8"))]), Check::Subject),
            (with(&[("sub", json!(""))]), Check::Subject),
            (with(&[("sub", json!("7".repeat(300)))]), Check::Subject),
            (without("sub"), Check::Subject),
        ] {
            assert_eq!(failed(&token, &keys), [check], "{}", token.expose());
        }
    }

    #[test]
    fn a_refresh_keeps_issuer_and_user() {
        let changed = |token: &Secret| changes(token, "https://kauth.kakao.com", Some("7"));
        assert_eq!(changed(&with(&[])), []);
        assert_eq!(changed(&with(&[("iss", json!("https://evil.example"))])), [Check::Issuer]);
        assert_eq!(changed(&with(&[("sub", json!("8"))])), [Check::Subject]);
        assert_eq!(changed(&without("sub")), [Check::Subject]);
        assert_eq!(changed(&Secret::new("a.b.c")), [Check::Form]);
    }

    #[test]
    fn each_wrong_signature_is_refused() {
        let keys = key_set(&["k"]);
        let header = |algorithm: &str, id: &str| json!({ "alg": algorithm, "kid": id });
        for algorithm in ["none", "None", "HS256", "RS512"] {
            assert!(failed(&signed(&header(algorithm, "k"), &good()), &keys).contains(&Check::Form), "{algorithm}");
        }
        let critical = json!({ "alg": "RS256", "kid": "k", "crit": ["exp2"], "exp2": 1 });
        assert_eq!(failed(&signed(&critical, &good()), &keys), [Check::Form]);
        for id in ["unknown", "../k", "k' OR 1=1"] {
            assert_eq!(failed(&signed(&header("RS256", id), &good()), &keys), [Check::Signature], "{id}");
        }
        let token = with(&[]);
        let (text, signature) = token.expose().rsplit_once('.').expect("three parts");
        let mut bytes = URL_SAFE_NO_PAD.decode(signature).expect("base64url");
        bytes[0] ^= 1;
        let forged = Secret::new(format!("{text}.{}", URL_SAFE_NO_PAD.encode(bytes)));
        assert_eq!(failed(&forged, &keys), [Check::Signature]);
        let unsigned = signed(&json!({ "alg": "RS256" }), &good());
        assert_eq!(failed(&unsigned, &key_set(&["k", "l"])), [Check::Signature], "no kid among several keys");
        assert_eq!(failed(&with(&[]), &KeySet::default()), [Check::Signature]);
    }

    #[test]
    fn what_is_no_token_is_refused_whole() {
        let token = with(&[]);
        for text in [
            String::new(),
            "a.b".to_owned(),
            format!("{}.x", token.expose()),
            format!("{}=", token.expose()),
            "a".repeat(2 << 20),
        ] {
            assert_eq!(failed(&Secret::new(text), &key_set(&["k"])), [Check::Form]);
        }
    }

    #[test]
    fn foreign_keys_of_a_set_are_passed_over() {
        let set = json!({ "keys": [{ "kty": "EC" }, { "kty": "oct", "k": "x" }, 1, { "kty": "RSA", "n": "!", "e": "AQAB" }] });
        assert!(KeySet::of(set).expect("a key set").0.is_empty());
        assert!(KeySet::of(json!([])).is_none());
    }
}
