//! Owns why a call has no output, and when it is worth another try.

use std::{fmt, time::Duration};

/// Why no usable answer arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendError {
    /// Nothing was sent: no address, no route, connection refused.
    Unreachable {
        host: String,
        detail: String,
    },
    /// The certificate or the handshake was refused.
    Tls {
        host: String,
        detail: String,
    },
    /// This machine has no certificate authorities, or the variable names none.
    NoCertificates {
        /// `SSL_CERT_FILE` or `SSL_CERT_DIR`, where one of them is in force.
        variable: Option<&'static str>,
        detail: String,
    },
    /// The system gives no more threads or descriptors.
    NoResources {
        detail: String,
    },
    /// The variable names a proxy in a way that cannot be read.
    ProxyUnreadable {
        variable: &'static str,
    },
    TimedOut {
        host: String,
    },
    /// The request was (partly) sent and the answer broke off.
    Interrupted {
        detail: String,
    },
    TooLarge,
    NotText,
    /// Plain `http` to a host that is not this machine.
    Insecure {
        host: String,
    },
}

/// Why a call has no output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallError {
    Send(SendError),
    Refused(Refusal),
    /// The answer is not what the documentation promises.
    Malformed {
        status: u16,
        html: bool,
    },
}

impl From<SendError> for CallError {
    fn from(error: SendError) -> Self {
        Self::Send(error)
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for CallError {}

/// An error answer in either of Kakao's two shapes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusal {
    pub status: u16,
    /// `KOE322` (kauth's `error_code`) or `-401` (kapi's `code`).
    pub code: Option<String>,
    /// RFC 6749's word; absent from kapi.
    pub error: Option<String>,
    /// kauth's `error_description` or kapi's `msg`: text from outside.
    pub description: Option<String>,
    /// The consent items that would help, with -402.
    pub required_scopes: Vec<String>,
    /// Seconds to wait, where the server said so.
    pub retry_after: Option<u64>,
    pub server: Server,
}

/// Which of Kakao's two services answered: their error objects differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Server {
    #[default]
    Authorization,
    Api,
}

impl Refusal {
    /// `code`, or failing that the OAuth word, or the HTTP status.
    pub fn name(&self) -> String {
        self.code.clone().or_else(|| self.error.clone()).unwrap_or_else(|| format!("HTTP {}", self.status))
    }

    pub fn is(&self, code: &str) -> bool {
        self.code.as_deref() == Some(code)
    }
}

/// How often a repeatable call is made in all.
const MOST_TRIES: u32 = 3;
/// Longer, and a person rather hears when to come back.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// How long to wait before a call that failed so for the `tries`th time is made again; `None` where it is not.
pub fn pause(error: &CallError, tries: u32) -> Option<Duration> {
    let pause = match error {
        CallError::Send(SendError::Unreachable { .. }) => Duration::from_millis(200) * tries,
        CallError::Refused(refusal) if matches!(refusal.status, 429 | 503) => {
            Duration::from_secs(refusal.retry_after.unwrap_or(tries.into()))
        }
        _ => return None,
    };
    (tries < MOST_TRIES && pause <= LONGEST_PAUSE).then_some(pause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_repeated_where_nothing_was_done_and_the_wait_is_short() {
        let busy = |status, retry_after| CallError::Refused(Refusal { status, retry_after, ..Refusal::default() });
        let unreachable = CallError::Send(SendError::Unreachable { host: String::new(), detail: String::new() });
        let cut = CallError::Send(SendError::Interrupted { detail: String::new() });
        let seconds = Duration::from_secs;
        assert_eq!(pause(&unreachable, 1), Some(Duration::from_millis(200)));
        assert_eq!(pause(&busy(503, None), 2), Some(seconds(2)));
        assert_eq!(pause(&busy(429, Some(10)), 1), Some(seconds(10)));
        for (error, tries) in
            [(&busy(429, Some(11)), 1), (&busy(503, None), 3), (&busy(500, None), 1), (&unreachable, 3), (&cut, 1)]
        {
            assert_eq!(pause(error, tries), None, "{error:?} {tries}");
        }
    }
}
