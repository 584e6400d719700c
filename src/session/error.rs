//! Owns why no valid token could be had.

use crate::{
    oauth::id_token::Check,
    settings, store,
    wire::{CallError, Refusal},
};

#[derive(Debug)]
pub(crate) enum Error {
    Settings(settings::Error),
    Store(store::Error),
    /// No token of any kind.
    LoginNeeded {
        profile: String,
    },
    /// The refresh token is dead, as Kakao said now or earlier.
    Ended {
        refusal: Refusal,
        /// It was the one of `KAKAO_REFRESH_TOKEN`.
        was_given: bool,
    },
    /// Kakao does not take a token given in a variable.
    GivenRejected {
        variable: &'static str,
    },
    /// A token given in a variable could not stand in a header.
    GivenMalformed {
        variable: &'static str,
    },
    /// The refresh token was spent and what came for it could not be kept. Never passed over: its successor may be
    /// lost.
    Unsaved(store::Error),
    /// The ID token that came along is another issuer's or another user's: of the answer, only a renewed refresh token is
    /// kept.
    BadIdToken {
        failed: Vec<Check>,
    },
    /// The refresh was asked for and its answer never came: whether the token was spent is not known.
    AnswerLost(CallError),
    Call(CallError),
}

impl From<settings::Error> for Error {
    fn from(error: settings::Error) -> Self {
        Self::Settings(error)
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl From<CallError> for Error {
    fn from(error: CallError) -> Self {
        Self::Call(error)
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Error {}
