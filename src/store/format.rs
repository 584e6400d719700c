//! Owns how a login is written down: one JSON document, with what it is filed under.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Error, Key, Record};

/// Raised when an older program could misread what a newer one wrote.
const SCHEMA: u32 = 1;

/// The file: a record, what it is filed under, and how to read it.
#[derive(Serialize, Deserialize)]
pub(super) struct Filed {
    schema: u32,
    authorization_server: String,
    rest_api_key: String,
    profile: String,
    pub(super) login: Record,
}

impl Filed {
    pub(super) fn key(&self) -> Key {
        Key {
            authorization_server: self.authorization_server.clone(),
            rest_api_key: self.rest_api_key.clone(),
            profile: self.profile.clone(),
        }
    }
}

/// A record as it is kept: in a file, or handed to a helper.
pub(super) fn file_of(key: &Key, record: &Record) -> String {
    let Key { authorization_server, rest_api_key, profile } = key.clone();
    let filed = Filed { schema: SCHEMA, authorization_server, rest_api_key, profile, login: record.clone() };
    serde_json::to_string_pretty(&filed).expect("S1: a record holds only what JSON can say") + "\n"
}

/// What a file of these bytes would be read as, and whether it would come back the same.
#[cfg(fuzzing)]
pub(crate) fn read_strangely(bytes: &[u8]) {
    if let Ok(filed) = parse(bytes, Path::new("file")) {
        let text = file_of(&filed.key(), &filed.login);
        let again = parse(text.as_bytes(), Path::new("file")).expect("what was written is read");
        assert!(again.login.is_same_login(&filed.login));
        for now in [0, 1_795_392_000, u64::MAX] {
            let _ = (filed.login.access_token_left(now), filed.login.refresh_token_left(now));
        }
    }
}

pub(super) fn parse(bytes: &[u8], path: &Path) -> Result<Filed, Error> {
    let broken = || Error::Broken { path: path.to_owned() };
    let value: serde_json::Value = serde_json::from_slice(bytes).map_err(|_| broken())?;
    if value.get("schema").and_then(serde_json::Value::as_u64).is_some_and(|schema| schema > u64::from(SCHEMA)) {
        return Err(Error::Newer { path: path.to_owned() });
    }
    serde_json::from_value(value).ok().filter(|filed: &Filed| filed.schema == SCHEMA).ok_or_else(broken)
}
