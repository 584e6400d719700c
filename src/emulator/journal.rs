//! Owns what the emulator was asked: the newest requests with their answers and reasons.

use std::collections::VecDeque;

use serde_json::{Value, json};

use super::{Reason, pages::Language};
use crate::http::Answer;

/// How many requests are remembered.
const MOST: usize = 10_000;
/// How much of a path or method is (characters), which any web page can make as long as it likes.
const LONGEST: usize = 300;

/// One request, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// Counted from 1.
    pub number: u64,
    /// Unix seconds by the emulator's clock.
    pub time: u64,
    pub method: String,
    pub path: String,
    /// 0: the connection was cut.
    pub status: u16,
    /// Kakao's code or OAuth's word, where it was refused.
    pub code: Option<String>,
    pub reason: Option<Reason>,
}

impl Exchange {
    pub(super) fn json(&self, language: Language) -> Value {
        json!({
            "number": self.number,
            "time": time(self.time),
            "method": self.method,
            "path": self.path,
            "status": self.status,
            "code": self.code,
            "reason": self.reason.as_ref().map(|reason| reason.text(language)),
        })
    }
}

/// An answer with what the log says about it.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) answer: Answer,
    pub(super) code: Option<String>,
    pub(super) reason: Option<Reason>,
}

impl From<Answer> for Reply {
    fn from(answer: Answer) -> Self {
        Self { answer, code: None, reason: None }
    }
}

impl Reply {
    pub(super) fn refused(answer: Answer, code: &str, reason: Reason) -> Self {
        Self { answer, code: Some(code.to_owned()), reason: Some(reason) }
    }

    /// Refused by the emulator and not in Kakao's name.
    pub(super) fn denied(status: u16, reason: Reason) -> Self {
        Self { answer: Answer::empty(status), code: None, reason: Some(reason) }
    }
}

#[derive(Debug, Default)]
pub(super) struct Journal {
    entries: VecDeque<Exchange>,
    count: u64,
}

impl Journal {
    pub(super) fn note(&mut self, exchange: Exchange) {
        self.count += 1;
        let (method, path) = (cut(&exchange.method), cut(&exchange.path));
        let reason = exchange.reason.map(|reason| reason.with_texts(cut));
        self.entries.push_back(Exchange { number: self.count, method, path, reason, ..exchange });
        if self.entries.len() > MOST {
            self.entries.pop_front();
        }
    }

    pub(super) fn entries(&self) -> impl DoubleEndedIterator<Item = &Exchange> {
        self.entries.iter()
    }

    pub(super) fn clear(&mut self) {
        self.entries.clear();
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// RFC 3339 in UTC.
pub(super) fn time(unix_seconds: u64) -> String {
    let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(unix_seconds.min(253_402_300_799));
    humantime::format_rfc3339_seconds(time).to_string()
}
