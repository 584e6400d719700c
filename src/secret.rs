//! Owns [`Secret`]: a string that does not show itself.

use std::fmt;

/// A token, code, verifier or client secret. It has no `Display` and no `Serialize`, and its `Debug`
/// says `[hidden]`, so it reaches a file or a request only where someone wrote `expose()`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value itself. Short to type and easy to grep for.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[hidden]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_does_not_show_itself() {
        assert_eq!(format!("{:?}", Some(Secret::new("canary"))), "Some([hidden])");
    }
}
