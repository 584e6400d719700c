//! Owns failures a test asked for: which request, how often, and what happens instead of Kakao's own answer.

use std::time::Duration;

use serde_json::{Value, json};

use crate::http::Answer;

/// A scripted failure, for the next requests that fit.
#[derive(Clone, Debug, Default)]
pub(super) struct Failure {
    /// The end of a path, as people say it (`token`, `me`), or a whole one.
    pub(super) endpoint: String,
    pub(super) times: u64,
    pub(super) status: u16,
    pub(super) body: String,
    /// Where to, for a redirect.
    pub(super) location: Option<String>,
    pub(super) code: Option<String>,
    pub(super) delay: Duration,
    /// Cut the connection instead of answering.
    pub(super) drops: bool,
    /// Answer as Kakao would, after the delay.
    pub(super) only_delays: bool,
}

#[derive(Debug, Default)]
pub(super) struct Failures(Vec<Failure>);

impl Failures {
    pub(super) fn add(&mut self, failure: Failure) {
        self.0.push(failure);
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// The failure for this request, counted down.
    pub(super) fn take(&mut self, path: &str) -> Option<Failure> {
        let failure = self.0.iter_mut().find(|failure| failure.fits(path))?;
        failure.times -= 1;
        let taken = failure.clone();
        self.0.retain(|failure| failure.times > 0);
        Some(taken)
    }

    pub(super) fn json(&self) -> Value {
        let all = self.0.iter().map(|failure| {
            json!({
                "endpoint": failure.endpoint,
                "times": failure.times,
                "code": failure.code,
                "status": failure.status,
                "delay_ms": u64::try_from(failure.delay.as_millis()).unwrap_or(u64::MAX),
                "drop": failure.drops,
            })
        });
        json!({ "failures": all.collect::<Vec<_>>() })
    }
}

impl Failure {
    /// Whether a request to `path` is meant.
    pub(super) fn fits(&self, path: &str) -> bool {
        let is_end =
            || path.strip_suffix(self.endpoint.trim_start_matches('/')).is_some_and(|start| start.ends_with('/'));
        self.times > 0 && (self.endpoint == path || self.endpoint == "*" || is_end())
    }

    pub(super) fn answer(&self) -> Answer {
        let kind =
            if self.body.starts_with('<') { "text/html;charset=UTF-8" } else { "application/json;charset=UTF-8" };
        let answer = Answer::new(self.status, kind, self.body.clone());
        match &self.location {
            Some(location) => answer.with("Location", location.as_str()),
            None => answer,
        }
    }

    /// What Kakao says with `code`: KOE codes as kauth does, negative ones as kapi does. `None` for other words.
    pub(super) fn as_kakao_says(endpoint: &str, code: &str) -> Option<Self> {
        let failure = |status, body: Value| Self {
            endpoint: endpoint.to_owned(),
            times: 1,
            status,
            body: body.to_string(),
            code: Some(code.to_owned()),
            ..Self::default()
        };
        if code.parse::<i64>().is_ok_and(|number| number < 0) {
            let known = KAPI.iter().find(|(known, ..)| *known == code);
            let (_, status, message) = *known.unwrap_or(&("", 400, "scripted failure"));
            let number: i64 = code.parse().ok()?;
            return Some(failure(status, json!({ "msg": message, "code": number })));
        }
        if code.strip_prefix("KOE").is_some_and(|digits| digits.len() == 3 && digits.parse::<u16>().is_ok()) {
            let known = KAUTH.iter().find(|(known, ..)| *known == code);
            let (_, status, error, description) = *known.unwrap_or(&("", 400, "invalid_request", "scripted failure"));
            let body = json!({ "error": error, "error_description": description, "error_code": code });
            return Some(failure(status, body));
        }
        None
    }
}

/// Every code the emulator can say by itself.
pub const CODES: [&str; KAUTH.len() + KAPI.len()] = {
    let mut codes = [""; KAUTH.len() + KAPI.len()];
    let mut at = 0;
    while at < codes.len() {
        codes[at] = if at < KAUTH.len() { KAUTH[at].0 } else { KAPI[at - KAUTH.len()].0 };
        at += 1;
    }
    codes
};

/// Code, status, `error`, `error_description` as captured or documented.
pub(super) const KAUTH: [(&str, u16, &str, &str); 13] = [
    ("KOE003", 500, "server_error", "temporary error"),
    ("KOE009", 400, "misconfigured", "invalid android_key_hash or ios_bundle_id or web_site_url"),
    ("KOE010", 401, "invalid_client", "Bad client credentials"),
    ("KOE101", 401, "invalid_client", "Not exist client_id [null]"),
    ("KOE114", 400, "invalid_grant", "application id mismatch"),
    ("KOE127", 401, "invalid_client", "ip mismatched"),
    ("KOE237", 400, "invalid_request", "token request rate limit exceeded"),
    ("KOE303", 400, "invalid_grant", "Redirect URI mismatch."),
    ("KOE310", 400, "unsupported_grant_type", "unsupported grant_type"),
    (
        "KOE313",
        400,
        "invalid_grant",
        "PKCE validation failed. transformed code verifier does not match code challenge.",
    ),
    ("KOE319", 400, "invalid_grant", "refresh token not given"),
    ("KOE320", 400, "invalid_grant", "authorization code not found for code="),
    ("KOE322", 400, "invalid_grant", "expired_or_invalid_refresh_token"),
];

/// Code, status, `msg`.
pub(super) const KAPI: [(&str, u16, &str); 19] = [
    ("-1", 400, "internal server error"),
    ("-2", 400, "invalid parameter"),
    ("-3", 403, "App disabled [talk_message] scopes for [TALK_MEMO_DEFAULT_SEND] API on developers.kakao.com."),
    ("-4", 403, "blocked account"),
    ("-5", 403, "permission denied"),
    ("-7", 400, "service under maintenance"),
    ("-8", 400, "invalid header"),
    ("-9", 400, "the API has ended"),
    ("-10", 400, "API limit has been exceeded."),
    ("-101", 400, "NotRegisteredUserException"),
    ("-102", 400, "already registered"),
    ("-103", 400, "dormant or non-existent account"),
    ("-201", 400, "user property not found"),
    ("-401", 401, "this access token does not exist"),
    ("-402", 403, "insufficient scopes."),
    ("-406", 401, "under age 14"),
    ("-501", 400, "not a KakaoTalk user"),
    ("-532", 400, "daily message limit per sender has been exceeded."),
    ("-9798", 503, "service under maintenance"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_is_named_by_its_end() {
        let fits =
            |endpoint: &str, path| Failure { endpoint: endpoint.to_owned(), times: 1, ..Failure::default() }.fits(path);
        assert!(fits("token", "/oauth/token") && fits("/oauth/token", "/oauth/token") && fits("*", "/x"));
        assert!(fits("me", "/v2/user/me") && fits("user/me", "/v2/user/me"));
        assert!(!fits("ken", "/oauth/token") && !fits("token", "/oauth/tokeninfo"));
    }

    #[test]
    fn codes_are_answered_as_their_server_does() {
        let say = |code| Failure::as_kakao_says("x", code).map(|failure| (failure.status, failure.body));
        assert_eq!(
            say("-10").expect("known"),
            (400, r#"{"msg":"API limit has been exceeded.","code":-10}"#.to_owned())
        );
        assert_eq!(say("KOE322").expect("known").0, 400);
        assert!(say("nonsense").is_none());
    }
}
