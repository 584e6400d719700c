//! Owns the cached tokens: filed under authorization server, REST API key and profile; read freely, written
//! only by the holder of the lock.

mod format;
mod helper;
mod record;
mod rejected;
mod shelf;

use std::{
    cell::{Cell, RefCell},
    fs::File,
    io::ErrorKind,
    path::{Path, PathBuf},
    time::Duration,
};

use ring::digest::{SHA256, digest};

#[cfg(fuzzing)]
pub(crate) use format::read_strangely;
use format::{file_of, parse};
pub(crate) use helper::Helper;
pub(crate) use record::Record;
pub(crate) use shelf::Entry;

use crate::{
    folder::{self, Draft, Folder},
    secret::Secret,
    system::System,
    wire::{Url, is_loopback},
};

const TOKENS: &str = "tokens";
/// The longest a refresh may hold the lock: three tries that connect in 10 s and answer in 15 s, two pauses of 10 s
/// between them, and 10 s of waiting for the login of another machine.
const LOCK_PATIENCE: Duration = Duration::from_secs(3 * (10 + 15) + 2 * 10 + 10);

/// What tokens are filed under. They are used nowhere else (CVE-2024-53858 was such a mix-up).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    pub authorization_server: String,
    pub rest_api_key: String,
    pub profile: String,
}

impl Key {
    /// Whether the server is anywhere but on this machine.
    fn is_the_worlds(&self) -> bool {
        Url::parse(&self.authorization_server).is_ok_and(|url| !is_loopback(&url))
    }
}

/// A short name for a secret, of no use to find it.
pub(crate) fn fingerprint(secret: &Secret) -> String {
    hex(&digest(&SHA256, secret.expose().as_bytes()).as_ref()[..16])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Why tokens could not be read or written.
#[derive(Debug)]
pub(crate) enum Error {
    Folder(folder::Error),
    /// There is a file, and it is not a login of this key.
    Broken {
        path: PathBuf,
    },
    /// Written by a newer program, and left alone.
    Newer {
        path: PathBuf,
    },
    /// The credential helper is missing, failed or made no sense.
    Helper {
        program: String,
        is_missing: bool,
        detail: String,
    },
    NoRandomness(std::io::Error),
    /// Tokens of an emulator's, on their way to be filed under a server of the world's.
    Pretended {
        authorization_server: String,
    },
}

impl From<folder::Error> for Error {
    fn from(error: folder::Error) -> Self {
        Self::Folder(error)
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Error {}

/// A record as it was found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub record: Record,
    /// The path of a file that others can read.
    pub exposed: Option<PathBuf>,
}

/// Where logins are kept.
#[derive(Debug)]
pub(crate) enum Store {
    /// Files below this configuration folder, in a folder of their own.
    Files(PathBuf),
    /// A program; the locks of this machine lie below the configuration folder.
    Helper { helper: Helper, folder: PathBuf },
    /// Nowhere: a demo leaves nothing behind.
    Memory(RefCell<Option<Record>>),
}

impl Store {
    /// Reads without a lock: a file is replaced whole, so no reader sees half of one. Tokens that Kakao rejected are
    /// left out of what is returned.
    pub(crate) fn load(&self, key: &Key) -> Result<Option<Found>, Error> {
        match self {
            Self::Memory(record) => Ok(record.borrow().clone().map(|record| Found { record, exposed: None })),
            Self::Helper { helper, folder } => {
                let found = read_helper(helper, key)?;
                match Folder::find(&folder.join(TOKENS))? {
                    Some(folder) => rejected::leave_out(found, &folder, key),
                    None => Ok(found),
                }
            }
            Self::Files(path) => match Folder::find(&path.join(TOKENS))? {
                Some(folder) => rejected::leave_out(read(&folder, key)?, &folder, key),
                None => Ok(None),
            },
        }
    }

    /// Whether other machines may write to it: their runs hold locks that are not seen here.
    pub(crate) fn is_shared(&self) -> bool {
        matches!(self, Self::Helper { .. })
    }

    /// Whether logins could be kept where none is yet, as far as rights tell.
    pub(crate) fn check_place(&self) -> Result<(), Error> {
        match self {
            Self::Memory(_) => Ok(()),
            Self::Files(path) | Self::Helper { folder: path, .. } => Ok(folder::check_place(&path.join(TOKENS))?),
        }
    }

    /// For people: where this login is kept.
    pub(crate) fn place(&self, key: &Key) -> String {
        match self {
            Self::Memory(_) => "-".to_owned(),
            Self::Helper { helper, .. } => helper.program().to_owned(),
            Self::Files(path) => path.join(TOKENS).join(key.file_name()).display().to_string(),
        }
    }

    /// Waits until no other run is writing this login.
    pub(crate) fn lock(&self, key: &Key, system: &System) -> Result<Locked<'_>, Error> {
        let hold = match self {
            Self::Memory(record) => Hold::Memory(record),
            Self::Files(path) => {
                let (folder, lock) = lock_file(path, &key.file_name(), system)?;
                Hold::Files { folder, _lock: lock }
            }
            Self::Helper { helper, folder } => {
                let (folder, lock) = lock_file(folder, &key.file_name(), system)?;
                Hold::Helper { helper, folder, _lock: lock }
            }
        };
        let tag = system.tag().map_err(Error::NoRandomness)?;
        Ok(Locked { key: key.clone(), tag, now: system.seconds_now(), hold, has_read: Cell::new(false) })
    }

    /// Locks two logins, always in the same order, so that two runs never wait for each other.
    pub(crate) fn lock_both(&self, one: &Key, other: &Key, system: &System) -> Result<(Locked<'_>, Locked<'_>), Error> {
        if one.file_name() <= other.file_name() {
            let locked = self.lock(one, system)?;
            return Ok((locked, self.lock(other, system)?));
        }
        let locked = self.lock(other, system)?;
        Ok((self.lock(one, system)?, locked))
    }
}

fn lock_name(token_file: &str) -> String {
    format!("{token_file}.lock")
}

fn lock_file(home: &Path, name: &str, system: &System) -> Result<(Folder, File), Error> {
    (system.mind_signals)();
    Folder::home(home)?;
    let folder = Folder::make(&home.join(TOKENS))?;
    let lock = folder.lock(&lock_name(name), LOCK_PATIENCE, &system.sleep)?;
    // What a killed run left may hold tokens, of whichever login.
    folder.sweep_all(|left| {
        let login = rejected::token_file(left);
        (login != name).then(|| lock_name(login))
    })?;
    Ok((folder, lock))
}

impl Key {
    fn file_name(&self) -> String {
        // The profile too: on some disks `Work` and `work` are one name.
        let filed_under = format!("{}\n{}\n{}", self.authorization_server, self.rest_api_key, self.profile);
        format!("{}-{}.json", self.profile, hex(&digest(&SHA256, filed_under.as_bytes()).as_ref()[..6]))
    }
}

/// One login, held against every other run on this machine.
#[derive(Debug)]
pub(crate) struct Locked<'a> {
    key: Key,
    tag: String,
    now: u64,
    hold: Hold<'a>,
    /// A login was read from the helper: it is there, it answers, and it lets us in.
    has_read: Cell<bool>,
}

#[derive(Debug)]
enum Hold<'a> {
    Files { folder: Folder, _lock: File },
    Helper { helper: &'a Helper, folder: Folder, _lock: File },
    Memory(&'a RefCell<Option<Record>>),
}

impl Locked<'_> {
    pub(crate) fn load(&self) -> Result<Option<Found>, Error> {
        match &self.hold {
            Hold::Memory(record) => Ok(record.borrow().clone().map(|record| Found { record, exposed: None })),
            Hold::Files { folder, .. } => rejected::leave_out(read(folder, &self.key)?, folder, &self.key),
            Hold::Helper { helper, folder, .. } => {
                let found = read_helper(helper, &self.key)?;
                self.has_read.set(found.is_some());
                rejected::leave_out(found, folder, &self.key)
            }
        }
    }

    /// Remembers that Kakao rejected `token`: from now on it is neither handed out nor sent. The note is this machine's
    /// own; a store that machines share is not touched, for a newer login may stand there by now.
    pub(crate) fn reject(&self, token: &Secret) -> Result<(), Error> {
        let folder = match &self.hold {
            Hold::Memory(record) => {
                if let Some(record) = record.borrow_mut().as_mut() {
                    record.drop_rejected(vec![fingerprint(token)]);
                }
                return Ok(());
            }
            Hold::Files { folder, .. } | Hold::Helper { folder, .. } => folder,
        };
        rejected::add(folder, &self.key, &self.tag, token)
    }

    /// Proves that a record can be written, before anything is spent on getting one.
    pub(crate) fn prepare(&self) -> Result<Pen<'_>, Error> {
        Ok(match &self.hold {
            Hold::Memory(record) => Pen { key: &self.key, paper: Paper::Memory(record) },
            Hold::Files { folder, .. } => {
                let name = self.key.file_name();
                Pen { key: &self.key, paper: Paper::File(folder.draft(&name, &self.tag)?) }
            }
            Hold::Helper { helper, .. } => {
                // One that was just read from needs no further proof: each is a process, and may ask the person.
                if !self.has_read.get() {
                    helper.probe(&self.key)?;
                }
                Pen { key: &self.key, paper: Paper::Helper(helper) }
            }
        })
    }

    /// Fails where a login must not replace what is there: a newer program's file, or one that is not ours.
    pub(crate) fn check_replaceable(&self) -> Result<(), Error> {
        match self.load() {
            Ok(_) | Err(Error::Broken { .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Moves a file that cannot be read out of the way and says where to. For a new login only.
    pub(crate) fn set_aside_broken(&self) -> Result<Option<PathBuf>, Error> {
        match (self.load(), &self.hold) {
            (Err(Error::Broken { .. }), Hold::Files { folder, .. }) => {
                let name = self.key.file_name();
                let aside = format!("{name}.corrupt-{}", self.now);
                folder.rename(&name, &aside)?;
                Ok(Some(folder.path_of(&aside)))
            }
            // A helper keeps one thing under a name; what is no login there is replaced.
            (Err(Error::Broken { .. }), _) => Ok(None),
            (Err(error), _) => Err(error),
            (Ok(_), _) => Ok(None),
        }
    }

    /// Removes the login and every copy of it that a crash or a damaged file left.
    pub(crate) fn forget(&self) -> Result<(), Error> {
        match &self.hold {
            Hold::Memory(record) => drop(record.replace(None)),
            Hold::Helper { helper, folder, .. } => {
                helper.erase(&self.key)?;
                folder.remove(&rejected::name(&self.key.file_name()))?;
            }
            Hold::Files { folder, .. } => Self::remove_files(folder, &self.key.file_name())?,
        }
        Ok(())
    }

    fn remove_files(folder: &Folder, name: &str) -> Result<(), Error> {
        for copy in folder.names(&format!("{name}.corrupt-"))? {
            folder.remove(&copy)?;
        }
        folder.remove(&rejected::name(name))?;
        Ok(folder.remove(name)?)
    }
}

/// The proven right to write one record.
#[derive(Debug)]
pub(crate) struct Pen<'a> {
    key: &'a Key,
    paper: Paper<'a>,
}

#[derive(Debug)]
enum Paper<'a> {
    File(Draft<'a>),
    Helper(&'a Helper),
    Memory(&'a RefCell<Option<Record>>),
}

impl Pen<'_> {
    /// Returns when the record is on the disk.
    pub(crate) fn write(self, record: &Record) -> Result<(), Error> {
        if self.key.is_the_worlds() && record.is_pretended() {
            return Err(Error::Pretended { authorization_server: self.key.authorization_server.clone() });
        }
        match self.paper {
            Paper::File(draft) => Ok(draft.commit(file_of(self.key, record).as_bytes())?),
            Paper::Helper(helper) => helper.store(self.key, &file_of(self.key, record)),
            Paper::Memory(memory) => {
                memory.replace(Some(record.clone()));
                Ok(())
            }
        }
    }
}

fn read_helper(helper: &Helper, key: &Key) -> Result<Option<Found>, Error> {
    let Some(bytes) = helper.get(key)? else { return Ok(None) };
    let filed = parse(&bytes, Path::new(helper.program()))?;
    if filed.key() != *key {
        return Err(Error::Broken { path: helper.program().into() });
    }
    Ok(Some(Found { record: filed.login, exposed: None }))
}

fn read(folder: &Folder, key: &Key) -> Result<Option<Found>, Error> {
    let name = key.file_name();
    let path = folder.path_of(&name);
    let content = match folder.read(&name) {
        Ok(Some(content)) => content,
        Ok(None) => return Ok(None),
        Err(folder::Error::Unreadable { error, .. }) if error.kind() == ErrorKind::FileTooLarge => {
            return Err(Error::Broken { path });
        }
        Err(error) => return Err(error.into()),
    };
    let filed = parse(&content.bytes, &path)?;
    if filed.key() != *key {
        return Err(Error::Broken { path });
    }
    Ok(Some(Found { record: filed.login, exposed: content.is_exposed.then_some(path) }))
}
