//! Owns reading a query or a form body.

use url::form_urlencoded;

#[derive(Clone, Debug, Default)]
pub(super) struct Form(Vec<(String, String)>);

impl Form {
    pub(super) fn parse(bytes: &[u8]) -> Self {
        Self(form_urlencoded::parse(bytes).into_owned().collect())
    }

    pub(super) fn of(fields: Vec<(&str, String)>) -> Self {
        Self(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// These fields, and those of `other` after them.
    pub(super) fn or(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The first value under this name that is not empty.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.all(name).find(|value| !value.is_empty())
    }

    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A list joined with commas or spaces: both are seen in Kakao's documentation and SDKs.
    pub(super) fn list(&self, name: &str) -> Vec<String> {
        let items = self.get(name).unwrap_or_default().split([',', ' ']);
        items.filter(|item| !item.is_empty()).map(str::to_owned).collect()
    }
}
