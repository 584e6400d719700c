//! Owns [`Failure`]: a failure with its words, its exit code and the name programs match on.

use serde_json::Value;

use crate::messages::{Hint, Problem};

#[derive(Clone, Debug)]
pub(crate) struct Failure {
    /// Stable and English; part of the contract with scripts.
    pub code: &'static str,
    pub exit: u8,
    pub problem: Problem,
    pub hints: Vec<Hint>,
    /// The refusal as Kakao sent it, secrets taken out.
    pub kakao: Option<Value>,
}

impl Failure {
    pub(crate) fn new(code: &'static str, exit: u8, problem: Problem) -> Self {
        Self { code, exit, problem, hints: Vec::new(), kakao: None }
    }

    /// A wrong command line.
    pub(crate) fn usage(problem: Problem) -> Self {
        Self::new("usage", 2, problem)
    }

    pub(crate) fn with(mut self, hint: Hint) -> Self {
        self.hints.push(hint);
        self
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Failure {}
