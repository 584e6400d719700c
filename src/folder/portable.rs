//! Owns the file operations under [`Folder`](super::Folder) where there is no Unix: the user's profile folder
//! and its access list keep others out.

use std::{
    fs::{self, File, OpenOptions},
    io,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use super::Unsafe;

/// Together two seconds.
const RENAME_TRIES: u32 = 100;
const RENAME_PAUSE: Duration = Duration::from_millis(20);

#[derive(Debug)]
pub(super) struct Handle(PathBuf);

pub(super) fn why_unsafe(error: &io::Error) -> Option<Unsafe> {
    (error.kind() == io::ErrorKind::NotADirectory).then_some(Unsafe::NotPlain)
}

/// Users have no numbers here.
pub(super) fn owner(_metadata: &fs::Metadata) -> Option<(u32, u32)> {
    None
}

pub(super) fn make_folders(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

/// Rights are a list of access there, which only a try would tell.
pub(super) fn check_writable(folder: &Path) -> io::Result<()> {
    if folder.is_dir() { Ok(()) } else { Err(io::ErrorKind::NotADirectory.into()) }
}

impl Handle {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        if fs::symlink_metadata(path)?.is_dir() {
            Ok(Self(path.to_owned()))
        } else {
            Err(io::ErrorKind::NotADirectory.into())
        }
    }

    pub(super) fn try_clone(&self) -> io::Result<Self> {
        Ok(Self(self.0.clone()))
    }

    pub(super) fn tighten(&self) -> io::Result<()> {
        Ok(())
    }

    pub(super) fn open_to_read(&self, name: &str) -> io::Result<File> {
        File::open(self.0.join(name))
    }

    pub(super) fn create(&self, name: &str) -> io::Result<File> {
        OpenOptions::new().write(true).create_new(true).open(self.0.join(name))
    }

    pub(super) fn open_lock(&self, name: &str) -> io::Result<File> {
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(self.0.join(name))
    }

    pub(super) fn open_lock_to_look(&self, name: &str) -> io::Result<File> {
        OpenOptions::new().read(true).write(true).open(self.0.join(name))
    }

    pub(super) fn remove(&self, name: &str) -> io::Result<()> {
        fs::remove_file(self.0.join(name))
    }

    /// Windows refuses to replace a file for the moment in which another program has it open, a scanner for viruses
    /// or a run that reads it.
    pub(super) fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        for _ in 0..RENAME_TRIES {
            match fs::rename(self.0.join(from), self.0.join(to)) {
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied => thread::sleep(RENAME_PAUSE),
                outcome => return outcome,
            }
        }
        fs::rename(self.0.join(from), self.0.join(to))
    }

    pub(super) fn sync(&self) -> io::Result<()> {
        Ok(())
    }

    pub(super) fn names(&self) -> io::Result<Vec<String>> {
        fs::read_dir(&self.0)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    }
}

pub(super) fn check_file(file: &File) -> io::Result<bool> {
    if file.metadata()?.is_file() { Ok(false) } else { Err(io::ErrorKind::NotADirectory.into()) }
}

/// The folder of a user is closed to others on Windows.
pub(super) fn is_trusted(_metadata: &std::fs::Metadata) -> bool {
    true
}

pub(super) fn is_open_to_all(_metadata: &std::fs::Metadata) -> bool {
    false
}

pub(super) fn is_exposed(_metadata: &std::fs::Metadata) -> bool {
    false
}

pub(super) fn open_to_read(path: &Path) -> io::Result<File> {
    File::open(path)
}

pub(super) fn make_private(_file: &File) -> io::Result<()> {
    Ok(())
}
