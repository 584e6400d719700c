//! Owns reading a JSON object whose members each have a name of their own.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, Visitor},
};
use serde_json::{Map, Value};

/// `None` for what is no object, and for one that names a member twice: two programs would read it in two ways
/// (RFC 8259 section 4).
pub fn unique_members(bytes: &[u8]) -> Option<Map<String, Value>> {
    serde_json::from_slice(bytes).ok().map(|UniqueMembers(object)| object)
}

struct UniqueMembers(Map<String, Value>);

impl<'de> Deserialize<'de> for UniqueMembers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = Map<String, Value>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
                let mut object = Map::new();
                while let Some((name, value)) = access.next_entry::<String, Value>()? {
                    if object.insert(name, value).is_some() {
                        return Err(Error::custom("a member stands there twice"));
                    }
                }
                Ok(object)
            }
        }

        deserializer.deserialize_map(Members).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_that_stands_there_twice_is_refused() {
        assert!(unique_members(br#"{"a":1,"b":{"a":2}}"#).is_some());
        for odd in [&br#"{"a":1,"a":1}"#[..], br#"{"a":1,"\u0061":2}"#, b"[]", b"null", b"{", b"{} {}"] {
            assert!(unique_members(odd).is_none(), "{}", String::from_utf8_lossy(odd));
        }
    }
}
