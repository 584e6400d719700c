//! Owns this machine's own note of the tokens that Kakao rejected, one fingerprint a line, in a file beside the lock.
//!
//! The note is never part of the login: in a store that machines share, a newer login may stand by the time one machine
//! hears that the old one is dead, and writing a mark there would destroy it.

use super::{Error, Folder, Found, Key, fingerprint};
use crate::secret::Secret;

/// How many tokens are remembered for a login.
const MAX: usize = 16;

/// The name of the note beside a token file of this name.
pub(super) fn name(token_file: &str) -> String {
    format!("{token_file}.rejected")
}

/// The token file that a file of this name belongs to: itself, or the one that it is the note beside.
pub(super) fn token_file(name: &str) -> &str {
    name.strip_suffix(".rejected").unwrap_or(name)
}

/// What was found, without the tokens that Kakao rejected.
pub(super) fn leave_out(found: Option<Found>, folder: &Folder, key: &Key) -> Result<Option<Found>, Error> {
    let rejected = read(folder, key)?;
    if found.is_none() && rejected.is_empty() {
        return Ok(None);
    }
    let mut found = found.unwrap_or_default();
    found.record.drop_rejected(rejected);
    Ok(Some(found))
}

/// Adds a token to the note. Only for the holder of the login's lock.
pub(super) fn add(folder: &Folder, key: &Key, tag: &str, token: &Secret) -> Result<(), Error> {
    let mut rejected = read(folder, key)?;
    rejected.push(fingerprint(token));
    let newest = rejected.split_off(rejected.len().saturating_sub(MAX));
    let text = newest.iter().map(|fingerprint| format!("{fingerprint}\n")).collect::<String>();
    let name = name(&key.file_name());
    Ok(folder.draft(&name, tag)?.commit(text.as_bytes())?)
}

fn read(folder: &Folder, key: &Key) -> Result<Vec<String>, Error> {
    let content = folder.read(&name(&key.file_name()))?;
    let text = content.map(|content| String::from_utf8_lossy(&content.bytes).into_owned()).unwrap_or_default();
    Ok(text.lines().map(str::to_owned).collect())
}
