//! Owns looking over a whole store: every login in it, also those that cannot be read.

use std::io::ErrorKind;

use super::{Error, Folder, Found, Key, Locked, Record, Store, TOKENS, helper, lock_file, parse, rejected};
use crate::{folder, system::System};

/// One login of a store.
#[derive(Debug)]
pub(crate) enum Entry {
    Login(Key, Record),
    /// A file that is none of this version's; its name still tells whose it is.
    Damaged {
        profile: String,
        name: String,
    },
}

impl Entry {
    pub(crate) fn profile(&self) -> &str {
        match self {
            Self::Login(key, _) => &key.profile,
            Self::Damaged { profile, .. } => profile,
        }
    }
}

impl Store {
    /// Every login, or those of one profile, by profile. Each is read once: with a helper, one process.
    pub(crate) fn entries(&self, profile: Option<&str>) -> Result<Vec<Entry>, Error> {
        let is_asked = |name: &str| profile.is_none_or(|profile| profile == name);
        let mut entries = match self {
            Self::Memory(_) => Vec::new(),
            Self::Helper { helper, .. } => {
                let keys = helper.list()?.into_iter().filter(|key| is_asked(&key.profile));
                let entries = keys.map(|key| match self.load(&key) {
                    Ok(found) => Ok(found.map(|found| Entry::Login(key, found.record))),
                    Err(Error::Broken { .. } | Error::Newer { .. }) => {
                        Ok(Some(Entry::Damaged { profile: key.profile.clone(), name: helper::server_url(&key) }))
                    }
                    Err(error) => Err(error),
                });
                entries.filter_map(Result::transpose).collect::<Result<_, _>>()?
            }
            Self::Files(path) => match Folder::find(&path.join(TOKENS))? {
                Some(folder) => files(&folder, is_asked)?,
                None => Vec::new(),
            },
        };
        entries.sort_by(|one, other| one.profile().cmp(other.profile()));
        Ok(entries)
    }

    /// Removes a login, damaged or not.
    pub(crate) fn discard(&self, entry: &Entry, system: &System) -> Result<(), Error> {
        match (entry, self) {
            (Entry::Login(key, _), _) => self.lock(key, system)?.forget(),
            (Entry::Damaged { name, .. }, Self::Files(path)) => {
                let (folder, _lock) = lock_file(path, name, system)?;
                Locked::remove_files(&folder, name)
            }
            (Entry::Damaged { name, .. }, Self::Helper { helper, .. }) => helper.erase_at(name),
            (Entry::Damaged { .. }, Self::Memory(_)) => Ok(()),
        }
    }
}

fn files(folder: &Folder, is_asked: impl Fn(&str) -> bool) -> Result<Vec<Entry>, Error> {
    let names = folder.names("")?.into_iter();
    let entries = names.filter_map(|name| {
        let profile = profile_of(&name).filter(|profile| is_asked(profile))?.to_owned();
        Some(file(folder, profile, name))
    });
    entries.collect()
}

/// A file that cannot be read is an error; one that is no login of this version is damaged.
fn file(folder: &Folder, profile: String, name: String) -> Result<Entry, Error> {
    let content = match folder.read(&name) {
        Ok(content) => content,
        Err(folder::Error::Unreadable { error, .. }) if error.kind() == ErrorKind::FileTooLarge => None,
        Err(folder::Error::Unsafe { .. }) => None,
        Err(error) => return Err(error.into()),
    };
    let filed = content.and_then(|content| parse(&content.bytes, &folder.path_of(&name)).ok());
    let Some(filed) = filed.filter(|filed| filed.key().file_name() == name) else {
        return Ok(Entry::Damaged { profile, name });
    };
    let (key, found) = (filed.key(), Found { record: filed.login, exposed: None });
    let record = rejected::leave_out(Some(found), folder, &key)?.unwrap_or_default().record;
    Ok(Entry::Login(key, record))
}

/// The profile in `work-0123456789ab.json`.
fn profile_of(name: &str) -> Option<&str> {
    let (profile, digest) = name.strip_suffix(".json")?.rsplit_once('-')?;
    let is_digest = digest.len() == 12 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_digest && !profile.starts_with('.')).then_some(profile)
}
