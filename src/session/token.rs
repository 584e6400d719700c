//! Owns an access token on its way to be used.

use std::time::Duration;

use crate::{secret::Secret, store::Record};

/// An access token that may be used now.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub access_token: Secret,
    /// Unix seconds; `None` where nobody said.
    pub expires_at: Option<u64>,
    pub scopes: Vec<String>,
    pub id_token: Option<Secret>,
    /// The one that is kept.
    pub refresh_token: Option<Secret>,
    /// A refresh token that those who gave theirs in `KAKAO_REFRESH_TOKEN` do not have, or that Kakao gave in this
    /// run in the place of another.
    pub new_refresh_token: Option<Secret>,
    /// From `KAKAO_ACCESS_TOKEN`: it cannot be refreshed here.
    pub is_given: bool,
}

impl Token {
    /// The cached token, if it lives longer than `margin`. Where no token lives so long, one is good until a tenth of
    /// its life is over: asking for another each time would only meet Kakao's limit.
    pub(super) fn cached(record: &Record, now: u64, margin: Duration) -> Option<Self> {
        let margin = match record.access_token_lifetime() {
            Some(lifetime) if margin.as_secs() >= lifetime => lifetime - lifetime.div_ceil(10),
            _ => margin.as_secs(),
        };
        let is_fresh = record.access_token_left(now).is_none_or(|left| left > margin);
        let access_token = record.access_token.clone().filter(|_| is_fresh)?;
        Some(Self {
            access_token,
            expires_at: record.access_token_expires_at,
            scopes: record.scopes.clone(),
            id_token: record.id_token.clone(),
            refresh_token: record.refresh_token.clone(),
            new_refresh_token: None,
            is_given: false,
        })
    }
}
