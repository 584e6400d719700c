//! Owns what the pretend Kakao remembers: sessions, codes, tokens, consents, messages, and its clock.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, VecDeque},
    time::{Duration, SystemTime},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::rand::{SecureRandom, SystemRandom};
use serde::{Deserialize, Serialize};

use super::{Scenario, User, bounded::Bounded, failures::Failures, journal::Journal};

/// Everything the emulator knows.
#[derive(Debug)]
pub(super) struct Provider {
    pub(super) scenario: Scenario,
    pub(super) url: String,
    pub(super) journal: Journal,
    pub(super) failures: Failures,
    pub(super) memory: Memory,
    /// The ID token signed last.
    pub(super) newest_id_token: Option<String>,
}

/// What a snapshot holds, and what `reset` forgets.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Memory {
    /// Browser sessions: cookie to user id.
    pub(super) sessions: Bounded<u64>,
    /// Consent screens that wait for an answer.
    pub(super) pending: Bounded<Pending, UNANSWERED>,
    pub(super) codes: Bounded<Code, UNANSWERED>,
    /// Codes that were exchanged, and when (Unix milliseconds of the real clock).
    pub(super) used_codes: Bounded<u64>,
    pub(super) access_tokens: Bounded<Access>,
    pub(super) refresh_tokens: Bounded<Refresh>,
    /// Refresh tokens that were rotated away.
    pub(super) spent: Bounded<Spent>,
    /// What each user agreed to. A user who is here is linked to the app.
    pub(super) consents: BTreeMap<u64, BTreeSet<String>>,
    /// Terms each user agreed to, and when (Unix seconds).
    pub(super) terms: BTreeMap<u64, BTreeMap<String, u64>>,
    pub(super) properties: BTreeMap<u64, BTreeMap<String, String>>,
    /// Messages users sent to themselves, oldest first.
    pub(super) inbox: VecDeque<Memo>,
    /// The key ID tokens are signed with counts up when it is rotated.
    pub(super) signing_key: u64,
    /// How far the clock is ahead (seconds).
    offset: u64,
    #[serde(skip)]
    issued: HashMap<(u64, Kind), VecDeque<u64>>,
}

/// Each keeps what an authorize request said, which may be as long as a head is.
const UNANSWERED: usize = 1000;

/// The two token limits Kakao documents ("쿼터").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Access,
    Refresh,
}

impl Kind {
    /// How many, in how many seconds.
    pub(super) fn limit(self) -> (usize, u64) {
        match self {
            Self::Access => (20, 600),
            Self::Refresh => (30, 3600),
        }
    }
}

/// One authorize request that passed its checks.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct AuthorizeRequest {
    pub(super) redirect_uri: String,
    pub(super) state: Option<String>,
    pub(super) nonce: Option<String>,
    pub(super) scopes: Vec<String>,
    pub(super) code_challenge: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Pending {
    pub(super) request: AuthorizeRequest,
    pub(super) user_id: u64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Code {
    pub(super) request: AuthorizeRequest,
    pub(super) user_id: u64,
    pub(super) expires_at: u64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Access {
    pub(super) user_id: u64,
    pub(super) expires_at: u64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Refresh {
    pub(super) user_id: u64,
    pub(super) expires_at: u64,
    pub(super) has_id_token: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Spent {
    pub(super) user_id: u64,
    pub(super) at: u64,
}

/// A message to oneself, as it would show in KakaoTalk.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Memo {
    pub(super) time: u64,
    pub(super) user: String,
    /// `default`, `custom` or `scrap`.
    pub(super) kind: String,
    /// The words a person would read.
    pub(super) text: String,
    pub(super) content: serde_json::Value,
}

/// How many messages are kept.
const INBOX: usize = 1000;

impl Provider {
    pub(super) fn new(scenario: Scenario, url: String) -> Self {
        Self {
            scenario,
            url,
            journal: Journal::default(),
            failures: Failures::default(),
            memory: Memory::default(),
            newest_id_token: None,
        }
    }

    /// Unix seconds by the emulator's clock.
    pub(super) fn now(&self) -> u64 {
        milliseconds() / 1000 + self.memory.offset
    }

    pub(super) fn advance(&mut self, time: Duration) {
        self.memory.offset = self.memory.offset.saturating_add(time.as_secs()).min(LATEST);
    }

    /// How far the clock is ahead (seconds).
    pub(super) fn offset(&self) -> u64 {
        self.memory.offset
    }

    /// Forgets everything that happened; the scenario stays.
    pub(super) fn reset(&mut self) {
        self.memory = Memory::default();
        self.failures = Failures::default();
        self.journal.clear();
    }

    pub(super) fn user(&self, id: u64) -> Option<&User> {
        self.scenario.users.iter().find(|user| user.id == id)
    }

    pub(super) fn user_named(&self, name: &str) -> Option<&User> {
        self.scenario.users.iter().find(|user| user.name == name)
    }

    pub(super) fn agreed(&self, user_id: u64) -> BTreeSet<String> {
        self.memory.consents.get(&user_id).cloned().unwrap_or_default()
    }

    /// What kind of key this is, if it is one of the app's and not its REST API key.
    pub(super) fn other_key(&self, given: &str) -> Option<&'static str> {
        let app = &self.scenario.app;
        let is = |key: &Option<String>| key.as_deref() == Some(given);
        if is(&app.javascript_key) {
            Some("JavaScript key")
        } else if is(&app.native_app_key) {
            Some("native app key")
        } else {
            None
        }
    }

    /// Whether the list of allowed addresses has the caller's.
    pub(super) fn may_call(&self) -> bool {
        let allowed = &self.scenario.app.allowed_addresses;
        allowed.is_empty() || allowed.contains(&self.scenario.caller)
    }

    /// Withdraws every consent and ends every token of a user.
    pub(super) fn unlink(&mut self, user_id: u64) {
        self.memory.consents.remove(&user_id);
        self.memory.terms.remove(&user_id);
        self.memory.properties.remove(&user_id);
        self.end_tokens(user_id);
    }

    pub(super) fn end_tokens(&mut self, user_id: u64) {
        self.memory.access_tokens.retain(|token| token.user_id != user_id);
        self.memory.refresh_tokens.retain(|token| token.user_id != user_id);
    }

    /// Counts one more token for a user, unless that is one too many.
    pub(super) fn may_issue(&mut self, user_id: u64, kind: Kind) -> bool {
        let ((most, window), now) = (kind.limit(), self.now());
        if !self.scenario.limits_rates {
            return true;
        }
        let issued = self.memory.issued.entry((user_id, kind)).or_default();
        issued.retain(|time| time + window > now);
        let may = issued.len() < most;
        if may {
            issued.push_back(now);
        }
        may
    }

    pub(super) fn deliver(&mut self, memo: Memo) {
        self.memory.inbox.push_back(memo);
        if self.memory.inbox.len() > INBOX {
            self.memory.inbox.pop_front();
        }
    }
}

/// A hundred years: beyond it times stop making sense before they stop fitting.
const LATEST: u64 = 100 * 365 * 24 * 3600;

/// Unix milliseconds of the real clock.
pub(super) fn milliseconds() -> u64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(now.as_millis()).unwrap_or(u64::MAX)
}

/// A fresh word. The prefix marks it as a pretend Kakao's wherever it turns up.
pub(super) fn word(kind: &str) -> String {
    let mut bytes = [0; 30];
    SystemRandom::new().fill(&mut bytes).expect("E1: the system has random bytes");
    format!("emu_{kind}_{}", URL_SAFE_NO_PAD.encode(bytes))
}
