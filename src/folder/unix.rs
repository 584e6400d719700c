//! Owns the system calls under [`Folder`](super::Folder) on Unix. The only home of `rustix`.

use std::{
    fs::{self, DirBuilder, File},
    io::{self, ErrorKind},
    os::{
        fd::OwnedFd,
        unix::fs::{DirBuilderExt, MetadataExt},
    },
    path::Path,
};

use rustix::{
    fs::{Access, AtFlags, CWD, Dir, Mode, OFlags, access, fchmod, fstat, fsync, openat, renameat, unlinkat},
    io::Errno,
    process::{geteuid, umask},
};

use super::Unsafe;

#[derive(Debug)]
pub(super) struct Handle(OwnedFd);

/// What was refused here, and links (ELOOP), and ENOTDIR and ENXIO for what is no folder or a socket.
pub(super) fn why_unsafe(error: &io::Error) -> Option<Unsafe> {
    let refused = error.get_ref().and_then(|inner| inner.downcast_ref::<Unsafe>()).copied();
    let is_odd = [Errno::LOOP, Errno::NOTDIR, Errno::NXIO].map(|errno| Some(errno.raw_os_error()));
    refused.or_else(|| is_odd.contains(&error.raw_os_error()).then_some(Unsafe::NotPlain))
}

/// The owner of a file, and this user.
pub(super) fn owner(metadata: &fs::Metadata) -> Option<(u32, u32)> {
    Some((metadata.uid(), geteuid().as_raw()))
}

/// Makes `path` and its parents, each 0700 whatever the umask.
pub(super) fn make_folders(path: &Path) -> io::Result<()> {
    match make_folder(path) {
        // A file system that takes no folders says so too, /proc for one: its parent is there then.
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let parent = path.parent().filter(|parent| !parent.exists()).ok_or(error)?;
            make_folders(parent)?;
            make_folder(path)
        }
        outcome => outcome,
    }
}

fn make_folder(path: &Path) -> io::Result<()> {
    // Born with its mode: a second step by path could be led elsewhere through a link.
    let before = umask(Mode::RWXG | Mode::RWXO);
    let made = DirBuilder::new().mode(0o700).create(path);
    umask(before);
    match made {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

pub(super) fn check_writable(folder: &Path) -> io::Result<()> {
    Ok(access(folder, Access::WRITE_OK | Access::EXEC_OK)?)
}

impl Handle {
    /// Opens a folder of ours, through no link in its last part.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let folder = openat(CWD, path, flags, Mode::empty())?;
        let (owner, user) = (fstat(&folder)?.st_uid, geteuid().as_raw());
        if owner != user {
            return Err(io::Error::other(Unsafe::Owner { owner, user }));
        }
        Ok(Self(folder))
    }

    pub(super) fn try_clone(&self) -> io::Result<Self> {
        Ok(Self(self.0.try_clone()?))
    }

    /// Takes others' rights away, never gives the owner any. A folder with the sticky bit is everybody's, like /tmp:
    /// closing it would be worse than refusing it.
    pub(super) fn tighten(&self) -> io::Result<()> {
        let mode = fstat(&self.0)?.st_mode & 0o7777;
        if mode & 0o1000 != 0 {
            return Err(io::Error::other(Unsafe::Sticky));
        }
        if mode & 0o077 != 0 {
            fchmod(&self.0, Mode::from_raw_mode(mode & 0o700))?;
        }
        Ok(())
    }

    /// Never waits: a pipe opens at once and is refused by [`check_file`].
    pub(super) fn open_to_read(&self, name: &str) -> io::Result<File> {
        self.open_file(name, OFlags::RDONLY)
    }

    pub(super) fn create(&self, name: &str) -> io::Result<File> {
        self.open_file(name, OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL)
    }

    pub(super) fn open_lock(&self, name: &str) -> io::Result<File> {
        self.open_file(name, OFlags::RDWR | OFlags::CREATE)
    }

    /// A lock that is there, to see whether it is held.
    pub(super) fn open_lock_to_look(&self, name: &str) -> io::Result<File> {
        self.open_file(name, OFlags::RDWR)
    }

    fn open_file(&self, name: &str, flags: OFlags) -> io::Result<File> {
        let flags = flags | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        Ok(File::from(openat(&self.0, name, flags, Mode::RUSR | Mode::WUSR)?))
    }

    pub(super) fn remove(&self, name: &str) -> io::Result<()> {
        Ok(unlinkat(&self.0, name, AtFlags::empty())?)
    }

    pub(super) fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        Ok(renameat(&self.0, from, &self.0, to)?)
    }

    pub(super) fn sync(&self) -> io::Result<()> {
        Ok(fsync(&self.0)?)
    }

    pub(super) fn names(&self) -> io::Result<Vec<String>> {
        let names = Dir::read_from(&self.0)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
        names.filter(|name| !matches!(name.as_deref(), Ok("." | ".."))).collect()
    }
}

/// Refuses what is no plain file of ours with one name; says whether others can read it.
pub(super) fn check_file(file: &File) -> io::Result<bool> {
    let metadata = file.metadata()?;
    let (owner, user) = (metadata.uid(), geteuid().as_raw());
    if owner != user {
        return Err(io::Error::other(Unsafe::Owner { owner, user }));
    }
    if !metadata.is_file() || metadata.nlink() > 1 {
        return Err(io::Error::other(Unsafe::NotPlain));
    }
    Ok(is_exposed(&metadata))
}

pub(super) fn is_trusted(metadata: &fs::Metadata) -> bool {
    [geteuid().as_raw(), 0].contains(&metadata.uid())
}

/// In a folder with the sticky bit others may not replace what is this user's.
pub(super) fn is_open_to_all(metadata: &fs::Metadata) -> bool {
    metadata.mode() & 0o002 != 0 && !(metadata.is_dir() && metadata.mode() & 0o1000 != 0)
}

pub(super) fn is_exposed(metadata: &fs::Metadata) -> bool {
    metadata.mode() & 0o077 != 0
}

/// A pipe opens at once, and shows by its metadata what it is.
pub(super) fn open_to_read(path: &Path) -> io::Result<File> {
    Ok(File::from(openat(CWD, path, OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC, Mode::empty())?))
}

/// 0600 after creation too: a umask may have taken even our own rights.
pub(super) fn make_private(file: &File) -> io::Result<()> {
    Ok(fchmod(file, Mode::RUSR | Mode::WUSR)?)
}
