//! Owns what the pretend Kakao remembers: sessions, codes, tokens, consents, and its clock.

use std::{
    collections::{BTreeSet, HashMap},
    time::{Duration, SystemTime},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::rand::{SecureRandom, SystemRandom};

use super::{Exchange, Scenario, User};
use crate::http::Answer;

/// Everything the emulator knows.
#[derive(Debug)]
pub(super) struct Provider {
    pub(super) scenario: Scenario,
    pub(super) url: String,
    pub(super) journal: Vec<Exchange>,
    pub(super) failures: Vec<Failure>,
    /// Browser sessions: cookie to user id.
    pub(super) sessions: HashMap<String, u64>,
    /// Consent screens that wait for an answer.
    pub(super) pending: HashMap<String, Pending>,
    pub(super) codes: HashMap<String, Code>,
    pub(super) access_tokens: HashMap<String, Access>,
    pub(super) refresh_tokens: HashMap<String, Refresh>,
    /// Refresh tokens that were rotated away, and whose they were.
    pub(super) spent: HashMap<String, u64>,
    /// What each user agreed to. A user who is here is linked to the app.
    pub(super) consents: HashMap<u64, BTreeSet<String>>,
    offset: Duration,
}

#[derive(Debug)]
pub(super) struct Failure {
    pub(super) path: String,
    pub(super) times: usize,
    pub(super) status: u16,
    pub(super) body: String,
    /// Where to, for a redirect.
    pub(super) location: Option<String>,
}

/// One authorize request that passed its checks.
#[derive(Clone, Debug)]
pub(super) struct AuthorizeRequest {
    pub(super) redirect_uri: String,
    pub(super) state: Option<String>,
    pub(super) nonce: Option<String>,
    pub(super) scopes: Vec<String>,
    pub(super) code_challenge: Option<String>,
}

#[derive(Debug)]
pub(super) struct Pending {
    pub(super) request: AuthorizeRequest,
    pub(super) user_id: u64,
}

#[derive(Debug)]
pub(super) struct Code {
    pub(super) request: AuthorizeRequest,
    pub(super) user_id: u64,
    pub(super) expires_at: u64,
}

#[derive(Clone, Debug)]
pub(super) struct Access {
    pub(super) user_id: u64,
    pub(super) expires_at: u64,
}

#[derive(Clone, Debug)]
pub(super) struct Refresh {
    pub(super) user_id: u64,
    pub(super) expires_at: u64,
    pub(super) has_id_token: bool,
}

impl Provider {
    pub(super) fn new(scenario: Scenario, url: String) -> Self {
        Self {
            scenario,
            url,
            journal: Vec::new(),
            failures: Vec::new(),
            sessions: HashMap::new(),
            pending: HashMap::new(),
            codes: HashMap::new(),
            access_tokens: HashMap::new(),
            refresh_tokens: HashMap::new(),
            spent: HashMap::new(),
            consents: HashMap::new(),
            offset: Duration::ZERO,
        }
    }

    /// Unix seconds by the emulator's clock.
    pub(super) fn now(&self) -> u64 {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        (now + self.offset).as_secs()
    }

    pub(super) fn advance(&mut self, time: Duration) {
        self.offset += time;
    }

    pub(super) fn user(&self, id: u64) -> Option<&User> {
        self.scenario.users.iter().find(|user| user.id == id)
    }

    pub(super) fn agreed(&self, user_id: u64) -> BTreeSet<String> {
        self.consents.get(&user_id).cloned().unwrap_or_default()
    }

    pub(super) fn scripted_failure(&mut self, path: &str) -> Option<Answer> {
        let failure = self.failures.iter_mut().find(|failure| failure.path == path && failure.times > 0)?;
        failure.times -= 1;
        let kind =
            if failure.body.starts_with('<') { "text/html;charset=UTF-8" } else { "application/json;charset=UTF-8" };
        let answer = Answer::new(failure.status, kind, failure.body.clone());
        Some(match &failure.location {
            Some(location) => answer.with("Location", location.as_str()),
            None => answer,
        })
    }
}

/// A fresh word. The prefix marks it as a pretend Kakao's wherever it turns up.
pub(super) fn word(kind: &str) -> String {
    let mut bytes = [0; 30];
    SystemRandom::new().fill(&mut bytes).expect("E1: the system has random bytes");
    format!("emu_{kind}_{}", URL_SAFE_NO_PAD.encode(bytes))
}
