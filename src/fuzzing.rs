//! Owns the doors the fuzz targets of `tests/fuzz` come in by: bytes of strangers in, broken promises out as panics.
//! Compiled with `--cfg fuzzing` only.

use crate::{
    http,
    kakao::user::User,
    oauth::{Callback, id_token, token},
    output::{clean, json},
    secret::Secret,
    store,
    wire::{Answer, Response},
};

/// Bytes on the listener's port: what is read as a callback has one state and either a code or an error.
pub fn callback(bytes: &[u8]) {
    let Ok((target, _)) = http::parse_head(bytes) else { return };
    assert!(target.starts_with('/') && target.bytes().all(|byte| byte.is_ascii_graphic()), "origin form");
    let query = target.split_once('?').map_or("", |(_, query)| query);
    if let Some(callback) = Callback::parse(query) {
        assert!(!callback.has_state(&Secret::new("a state nobody sends")), "no other login's state");
        if let Ok(code) = callback.into_result() {
            assert!(code.expose().bytes().all(|byte| byte.is_ascii_graphic()), "a code fits a form");
        }
    }
}

/// An answer of the token endpoint, then of `/v2/user/me`: tokens fit a header, shown text does nothing.
pub fn token_answer(bytes: &[u8]) {
    let response = Response { status: 200, headers: Vec::new(), body: Box::new(std::io::Cursor::new(bytes.to_vec())) };
    let Ok(Answer { text, .. }) = response.collect() else { return };
    let Ok(object) = serde_json::from_str(&text) else { return };
    if let Some(tokens) = token::parse_tokens(&object) {
        let given = [Some(tokens.access_token), tokens.refresh_token, tokens.id_token];
        assert!(given.into_iter().flatten().all(|token| token::is_token(token.expose())), "RFC 6750 section 2.1");
    }
    let Some(user) = User::parse(&text) else { return };
    let shown: String = user.details().iter().map(|detail| clean::line(&format!("{detail:?}"), 1000)).collect();
    let line = json::one_line(&user.json);
    let is_emoji_joiner = |c: &char| *c == '\u{200d}';
    assert!(!shown.chars().filter(|c| !is_emoji_joiner(c)).any(clean::is_harmful), "what a person sees is clean");
    assert!(!line.chars().any(clean::is_harmful), "what a program gets is clean");
}

/// A file in the place of a token file.
pub fn stored_file(bytes: &[u8]) {
    store::read_strangely(bytes);
}

/// An ID token, as text or as header and claims that only lack a true signature: never accepted.
pub fn id_token(bytes: &[u8]) {
    let token = Secret::new(String::from_utf8_lossy(bytes));
    let expected = id_token::Expected {
        issuer: "https://kauth.kakao.com",
        client_id: "key",
        nonce: None,
        subject: None,
        now: 1_795_392_000,
    };
    let findings = id_token::examine(&token, &id_token::KeySet::default(), &expected);
    assert!(findings.iter().any(|finding| !finding.has_passed), "nothing holds without a key");
    drop(id_token::changes(&token, expected.issuer, Some("7")));
}
