//! Owns [`Folder`]: a folder only its user can enter, whose files are replaced whole or not at all.
//!
//! On Unix every step goes through the opened folder, so that swapping a path for a link in between changes
//! nothing. Files are regular, ours, and 0600 whatever the umask; the folder is 0700.

#[cfg(not(unix))]
#[path = "folder/portable.rs"]
mod system;
#[cfg(unix)]
#[path = "folder/unix.rs"]
mod system;

mod draft;

use std::{
    fs::{self, File, TryLockError},
    io::{self, ErrorKind, Read},
    path::{Path, PathBuf},
    time::Duration,
};

use draft::temporary_of;
pub(crate) use draft::{Draft, remove_temporaries};
use system::Handle;

/// A token file has some 2 KiB, a settings file less; what is larger is not ours.
const FILE_MAX: u64 = 1 << 20;
/// What the configuration folder holds.
const HOME_NAMES: [&str; 2] = ["config.toml", "tokens"];
const LOCK_POLL: Duration = Duration::from_millis(10);

/// Why a file or folder could not be used. The path is for people.
#[derive(Debug)]
pub(crate) enum Error {
    Unreadable {
        path: PathBuf,
        error: io::Error,
    },
    Unwritable {
        path: PathBuf,
        error: io::Error,
    },
    /// What is there is not used for secrets.
    Unsafe {
        path: PathBuf,
        why: Unsafe,
    },
    /// Held by another process for longer than the patience.
    Locked {
        path: PathBuf,
    },
}

/// Why a file or folder is not used for secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unsafe {
    /// A link, a pipe, a device, or a file with a second name.
    NotPlain,
    /// It belongs to another user; both as numbers.
    Owner { owner: u32, user: u32 },
    /// A folder that everybody may write to, like /tmp.
    Sticky,
}

impl std::fmt::Display for Unsafe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotPlain => f.write_str("not a plain file or folder"),
            Self::Owner { owner, user } => write!(f, "owned by uid {owner}, used by uid {user}"),
            Self::Sticky => f.write_str("open to everybody"),
        }
    }
}

impl std::error::Error for Unsafe {}

/// What `read` found.
#[derive(Debug)]
pub(crate) struct Content {
    pub bytes: Vec<u8>,
    /// Others can read it.
    pub is_exposed: bool,
}

#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    handle: Handle,
}

impl Folder {
    /// Opens a folder that is there. `None` where it is not.
    pub(crate) fn find(path: &Path) -> Result<Option<Self>, Error> {
        match Handle::open(path) {
            Ok(handle) => Ok(Some(Self { path: path.to_owned(), handle })),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(reading(path, error)),
        }
    }

    /// Opens a folder and makes it and its parents where they are missing; tightens it to its user alone.
    pub(crate) fn make(path: &Path) -> Result<Self, Error> {
        system::make_folders(path).map_err(|error| writing(path, error))?;
        let handle = Handle::open(path).map_err(|error| writing(path, error))?;
        handle.tighten().map_err(|error| writing(path, error))?;
        Ok(Self { path: path.to_owned(), handle })
    }

    /// Opens the configuration folder: made and tightened as `make` does, unless it is a link to where its owner
    /// keeps it, or holds what is not ours: closing a whole `/etc` or a repository to others is not ours to do, and
    /// what is secret is closed by itself.
    pub(crate) fn home(path: &Path) -> Result<Self, Error> {
        match fs::symlink_metadata(path) {
            Ok(metadata) if metadata.is_symlink() => {
                let target = fs::canonicalize(path).map_err(|error| writing(path, error))?;
                Self::chosen(&target)
            }
            Ok(_) => {
                let folder = Self::chosen(path)?;
                if folder.names("")?.iter().all(|name| is_ours(name)) { Self::make(path) } else { Ok(folder) }
            }
            Err(_) => Self::make(path),
        }
    }

    /// Opens a folder somebody chose to keep a linked file in. It is theirs, so it is not tightened.
    pub(crate) fn chosen(path: &Path) -> Result<Self, Error> {
        let handle = Handle::open(path).map_err(|error| writing(path, error))?;
        Ok(Self { path: path.to_owned(), handle })
    }

    pub(crate) fn path_of(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Reads a file whole. `None` where there is none.
    pub(crate) fn read(&self, name: &str) -> Result<Option<Content>, Error> {
        let path = self.path_of(name);
        let file = match self.handle.open_to_read(name) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(reading(&path, error)),
        };
        let is_exposed = system::check_file(&file).map_err(|error| reading(&path, error))?;
        // Room for all of it, so that it is one read and not many small ones.
        let length = file.metadata().map_or(0, |metadata| metadata.len().min(FILE_MAX));
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
        file.take(FILE_MAX + 1).read_to_end(&mut bytes).map_err(|error| reading(&path, error))?;
        if bytes.len() as u64 > FILE_MAX {
            return Err(reading(&path, ErrorKind::FileTooLarge.into()));
        }
        Ok(Some(Content { bytes, is_exposed }))
    }

    pub(crate) fn remove(&self, name: &str) -> Result<(), Error> {
        match self.handle.remove(name).and_then(|()| self.handle.sync()) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(writing(&self.path_of(name), error)),
            _ => Ok(()),
        }
    }

    pub(crate) fn rename(&self, from: &str, to: &str) -> Result<(), Error> {
        let renamed = self.handle.rename(from, to).and_then(|()| self.handle.sync());
        renamed.map_err(|error| writing(&self.path_of(from), error))
    }

    /// The names of the files that begin with `prefix`.
    pub(crate) fn names(&self, prefix: &str) -> Result<Vec<String>, Error> {
        let names = self.handle.names().map_err(|error| reading(&self.path, error))?;
        Ok(names.into_iter().filter(|name| name.starts_with(prefix)).collect())
    }

    /// Removes what killed runs left of `name`: files that this program makes, and nothing that only looks like them.
    /// Only for the holder of its lock.
    pub(crate) fn sweep(&self, name: &str) -> Result<(), Error> {
        for stale in self.names(".")?.iter().filter(|stale| temporary_of(stale) == Some(name)) {
            self.sweep_one(stale)?;
        }
        Ok(())
    }

    /// Removes what killed runs left of any file whose lock, as `lock_of` names it, is not held by a running one. It names
    /// none where the caller holds it.
    pub(crate) fn sweep_all(&self, lock_of: impl Fn(&str) -> Option<String>) -> Result<(), Error> {
        for stale in self.names(".")? {
            let Some(name) = temporary_of(&stale) else { continue };
            // A file is only ever made under its lock: without one there, nobody can be writing.
            let lock = lock_of(name).and_then(|lock| self.handle.open_lock_to_look(&lock).ok());
            if lock.is_none_or(|lock| lock.try_lock().is_ok()) {
                self.sweep_one(&stale)?;
            }
        }
        Ok(())
    }

    /// A folder of such a name was not made here, and is no obstacle.
    fn sweep_one(&self, stale: &str) -> Result<(), Error> {
        match self.handle.remove(stale) {
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::IsADirectory) => Ok(()),
            Err(error) => Err(writing(&self.path_of(stale), error)),
            Ok(()) => Ok(()),
        }
    }

    /// Takes the lock file `name`, waiting up to `patience`. The lock goes when the file is dropped or the
    /// process ends; the file itself stays, for removing it would let two runs hold two files.
    pub(crate) fn lock(&self, name: &str, patience: Duration, sleep: &dyn Fn(Duration)) -> Result<File, Error> {
        let path = self.path_of(name);
        let file = self.handle.open_lock(name).map_err(|error| writing(&path, error))?;
        // A umask may have taken our own right to open it again.
        let checked = system::check_file(&file).and_then(|_| system::make_private(&file));
        checked.map_err(|error| writing(&path, error))?;
        let mut waited = Duration::ZERO;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(file),
                Err(TryLockError::Error(error)) => return Err(writing(&path, error)),
                Err(TryLockError::WouldBlock) if waited >= patience => return Err(Error::Locked { path }),
                Err(TryLockError::WouldBlock) => sleep(LOCK_POLL),
            }
            waited += LOCK_POLL;
        }
    }
}

/// Whether a folder could be made at `path`, or written to where it is: by the rights of the nearest one that is there.
pub(crate) fn check_place(path: &Path) -> Result<(), Error> {
    let nearest = path.ancestors().find(|folder| folder.exists()).unwrap_or(path);
    system::check_writable(nearest).map_err(|error| writing(path, error))
}

/// Reads a file that a person named, whole and bounded: it may be a device without an end.
///
/// # Errors
/// [`ErrorKind::FileTooLarge`] above `limit` bytes, and what the system says.
pub(crate) fn read_bounded(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// Opens a file to read it, through links, and never waits for the other end of a pipe.
pub(crate) fn open_to_read(path: &Path) -> io::Result<File> {
    system::open_to_read(path)
}

/// The nearest part of a path that is there, its owner and this user.
fn nearest(path: &Path) -> Option<(&Path, u32, u32)> {
    let (path, metadata) = path.ancestors().find_map(|path| Some((path, fs::metadata(path).ok()?)))?;
    let (owner, user) = system::owner(&metadata)?;
    Some((path, owner, user))
}

/// What is in the way on a path that this user may not use: the nearest part that is there, where it belongs to another
/// user and lies in a folder of this user's; with its owner and this user.
pub(crate) fn foreign_in_own(path: &Path) -> Option<(PathBuf, u32, u32)> {
    let (path, owner, user) = nearest(path).filter(|(_, owner, user)| owner != user)?;
    let (_, parents, _) = nearest(path.parent()?)?;
    (parents == user).then(|| (path.to_owned(), owner, user))
}

/// Whether this user could make a folder in this one.
pub(crate) fn takes_folders(path: &Path) -> bool {
    system::check_writable(path).is_ok()
}

/// The first folder that root is about to make on the way to `path` in another user's folder, and that user.
pub(crate) fn made_by_root(path: &Path) -> Option<(PathBuf, u32)> {
    let (there, owner, _) = nearest(path).filter(|(there, owner, user)| *there != path && *user == 0 && *owner != 0)?;
    let first = path.strip_prefix(there).ok()?.components().next()?;
    Some((there.join(first), owner))
}

/// Whether a file is this user's or the administrator's.
pub(crate) fn is_trusted(metadata: &fs::Metadata) -> bool {
    system::is_trusted(metadata)
}

/// Whether every user may change a file, or what lies in a folder.
pub(crate) fn is_open_to_all(metadata: &fs::Metadata) -> bool {
    system::is_open_to_all(metadata)
}

/// Whether others can read or write a file.
pub(crate) fn is_exposed(metadata: &fs::Metadata) -> bool {
    system::is_exposed(metadata)
}

/// Settings, tokens, their locks and temporary files.
fn is_ours(name: &str) -> bool {
    let name = name.trim_start_matches('.');
    HOME_NAMES.iter().any(|ours| name.starts_with(ours))
}

fn reading(path: &Path, error: io::Error) -> Error {
    let path = path.to_owned();
    match system::why_unsafe(&error) {
        Some(why) => Error::Unsafe { path, why },
        None => Error::Unreadable { path, error },
    }
}

fn writing(path: &Path, error: io::Error) -> Error {
    let path = path.to_owned();
    match system::why_unsafe(&error) {
        Some(why) => Error::Unsafe { path, why },
        None => Error::Unwritable { path, error },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_judged_by_the_nearest_folder_that_is_there() {
        let home = std::env::temp_dir();
        assert!(check_place(&home.join("not/there/yet")).is_ok());
        assert!(check_place(Path::new("/dev/null/tokens")).is_err());
    }
}
