//! Owns [`Record`]: one login as it is kept.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::fingerprint;
use crate::{oauth::Tokens, secret::Secret};

/// How far a clock may be behind the time of issue before it counts as set back (seconds).
const CLOCK_TOLERANCE: u64 = 60;

/// Shorter than any lifetime Kakao documents (seconds).
const ASSUMED_LIFETIME: u64 = 3600;

/// One login: one app and one Kakao account. Times are Unix seconds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    #[serde(with = "exposed")]
    pub access_token: Option<Secret>,
    /// When the access token was issued, to notice a clock that was set back since.
    pub issued_at: u64,
    pub access_token_expires_at: Option<u64>,
    #[serde(with = "exposed")]
    pub refresh_token: Option<Secret>,
    pub refresh_token_expires_at: Option<u64>,
    #[serde(with = "exposed")]
    pub id_token: Option<Secret>,
    pub scopes: Vec<String>,
    pub user_id: Option<String>,
    pub nickname: Option<String>,
    /// Fingerprint of a refresh token that Kakao called dead, as version 0.1.0 kept it. Read, never written.
    #[serde(default, skip_serializing)]
    dead_refresh_token: Option<String>,
    /// Fingerprints of the tokens that Kakao rejected: this machine's own note beside the login, never part of it.
    #[serde(skip)]
    rejected: Vec<String>,
    /// The refresh token was one of those.
    #[serde(skip)]
    pub refresh_token_was_rejected: bool,
}

/// What the words of the pretend Kakao begin with.
const PRETENDED: &str = "emu_";

impl Record {
    /// Whether a token in it is the pretend Kakao's.
    pub(crate) fn is_pretended(&self) -> bool {
        let tokens = [&self.access_token, &self.refresh_token];
        tokens.into_iter().flatten().any(|token| token.expose().starts_with(PRETENDED))
    }

    /// The record a login leaves.
    pub(crate) fn of_login(tokens: &Tokens, user_id: Option<String>, nickname: Option<String>, now: u64) -> Self {
        let mut record = Self { user_id, nickname, ..Self::default() };
        record.adopt(tokens, now);
        record
    }

    /// The record of a refresh token alone, issued at that time (Unix seconds).
    pub(crate) fn of_refresh_token(refresh_token: Secret, issued_at: u64) -> Self {
        Self { refresh_token: Some(refresh_token), issued_at, ..Self::default() }
    }

    /// As a number where Kakao sent one; ids fit 64 bits.
    pub(crate) fn id_value(&self) -> Value {
        let Some(id) = &self.user_id else { return Value::Null };
        id.parse::<u64>().map_or_else(|_| Value::from(id.as_str()), Value::from)
    }

    /// Takes over a token answer; what it leaves out stays as it was.
    pub(crate) fn adopt(&mut self, tokens: &Tokens, now: u64) {
        self.access_token = Some(tokens.access_token.clone());
        self.issued_at = now;
        // Without a lifetime, and with a way to get another token, it is better renewed too often than served dead.
        let renewable = tokens.refresh_token.is_some() || self.refresh_token.is_some();
        let lifetime = tokens.expires_in.or(renewable.then_some(ASSUMED_LIFETIME));
        self.access_token_expires_at = lifetime.map(|seconds| now + seconds);
        self.adopt_refresh_token(tokens, now);
        if let Some(id_token) = &tokens.id_token {
            self.id_token = Some(id_token.clone());
        }
        if let Some(scopes) = &tokens.scopes {
            self.scopes.clone_from(scopes);
        }
    }

    /// Takes over the refresh token of a token answer, if there is one; says whether there was.
    pub(crate) fn adopt_refresh_token(&mut self, tokens: &Tokens, now: u64) -> bool {
        if let Some(refresh_token) = &tokens.refresh_token {
            self.refresh_token = Some(refresh_token.clone());
            self.refresh_token_expires_at = tokens.refresh_token_expires_in.map(|seconds| now + seconds);
            self.refresh_token_was_rejected = false;
        }
        tokens.refresh_token.is_some()
    }

    /// Takes out the tokens that Kakao rejected, by their fingerprints: they are neither handed out nor sent again.
    pub(super) fn drop_rejected(&mut self, mut rejected: Vec<String>) {
        // Version 0.1.0 took the token out and left its mark.
        let has_old_mark = self.dead_refresh_token.is_some() && self.refresh_token.is_none();
        rejected.extend(self.dead_refresh_token.take());
        let is_rejected =
            |token: &Option<Secret>| token.as_ref().is_some_and(|token| rejected.contains(&fingerprint(token)));
        if is_rejected(&self.access_token) {
            self.access_token = None;
        }
        if is_rejected(&self.refresh_token) || has_old_mark {
            self.refresh_token = None;
            self.refresh_token_expires_at = None;
            self.refresh_token_was_rejected = true;
        }
        self.rejected = rejected;
    }

    /// Whether Kakao rejected this token before, as far as this machine knows.
    pub(crate) fn has_rejected(&self, token: &Secret) -> bool {
        self.rejected.contains(&fingerprint(token))
    }

    /// Whether both hold the same tokens.
    pub(crate) fn is_same_login(&self, other: &Self) -> bool {
        (&self.access_token, &self.refresh_token) == (&other.access_token, &other.refresh_token)
    }

    /// Seconds left of the access token; `None` where it has no known end. A clock that was set back behind
    /// the time of issue counts as no time left, for nothing can be said.
    pub(crate) fn access_token_left(&self, now: u64) -> Option<u64> {
        let end = self.access_token_expires_at?;
        Some(if now.saturating_add(CLOCK_TOLERANCE) < self.issued_at { 0 } else { end.saturating_sub(now) })
    }

    /// The whole life of the access token (seconds), where its end is known.
    pub(crate) fn access_token_lifetime(&self) -> Option<u64> {
        self.access_token_expires_at.map(|end| end.saturating_sub(self.issued_at))
    }

    pub(crate) fn refresh_token_left(&self, now: u64) -> Option<u64> {
        self.refresh_token_expires_at.map(|end| end.saturating_sub(now))
    }
}

/// Writing secrets to a file is meant, and meant here only.
mod exposed {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::secret::Secret;

    pub(super) fn serialize<S: Serializer>(secret: &Option<Secret>, serializer: S) -> Result<S::Ok, S::Error> {
        secret.as_ref().map(Secret::expose).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Secret>, D::Error> {
        Ok(Option::<String>::deserialize(deserializer)?.map(Secret::new))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(refresh_token: Option<&str>) -> Tokens {
        Tokens {
            access_token: Secret::new("new"),
            expires_in: Some(100),
            refresh_token: refresh_token.map(Secret::new),
            refresh_token_expires_in: refresh_token.map(|_| 1000),
            id_token: None,
            scopes: None,
        }
    }

    #[test]
    fn an_answer_without_a_refresh_token_keeps_the_old_one() {
        let mut record = Record::of_login(&tokens(Some("first")), None, None, 0);
        record.scopes = vec!["talk_message".into()];
        record.adopt(&tokens(None), 500);
        assert_eq!(record.refresh_token, Some(Secret::new("first")));
        assert_eq!((record.refresh_token_expires_at, record.access_token_expires_at), (Some(1000), Some(600)));
        assert_eq!(record.scopes, ["talk_message"]);
    }

    #[test]
    fn an_answer_with_a_refresh_token_replaces_the_old_one() {
        let mut record = Record::of_login(&tokens(Some("first")), None, None, 0);
        record.adopt(&tokens(Some("second")), 500);
        assert_eq!((record.refresh_token, record.refresh_token_expires_at), (Some(Secret::new("second")), Some(1500)));
    }

    #[test]
    fn a_clock_set_back_leaves_no_time() {
        let record = Record::of_login(&tokens(None), None, None, 1_000_000);
        assert_eq!(record.access_token_left(1_000_050), Some(50));
        assert_eq!(record.access_token_left(999_990), Some(110));
        assert_eq!(record.access_token_left(900_000), Some(0));
    }
}
