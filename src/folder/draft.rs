//! Owns the temporary siblings that replace a file: private from birth, put in its place whole, and gone when the run is.

use std::{
    fs::File,
    io::{self, Seek, Write},
    sync::Mutex,
};

use super::{Error, Folder, Handle, system, writing};

/// Reserved before a refresh token is spent: more than any token file needs (bytes).
const RESERVED: usize = 16 << 10;

/// The name of a temporary sibling: `.NAME.0123456789abcdef.tmp`.
fn temporary(name: &str, tag: &str) -> String {
    format!(".{name}.{tag}.tmp")
}

/// The file that a temporary sibling is one of; `None` for every other name.
pub(super) fn temporary_of(name: &str) -> Option<&str> {
    let (name, tag) = name.strip_prefix('.')?.strip_suffix(".tmp")?.rsplit_once('.')?;
    let is_tag = tag.len() == 16 && tag.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    (is_tag && !name.is_empty()).then_some(name)
}

impl Folder {
    /// Makes the temporary sibling that will replace `name`, with room for a token file in it. `tag` makes its
    /// name unguessable. Dropped without [`Draft::commit`], it is removed.
    pub(crate) fn draft(&self, name: &str, tag: &str) -> Result<Draft<'_>, Error> {
        let temporary = temporary(name, tag);
        let target = self.path_of(name);
        let file = self.handle.create(&temporary).map_err(|error| writing(&target, error))?;
        if let (Ok(folder), Ok(mut temporaries)) = (self.handle.try_clone(), TEMPORARIES.lock()) {
            temporaries.push((folder, temporary.clone()));
        }
        let mut draft = Draft { folder: self, name: name.to_owned(), temporary, file, is_done: false };
        let reserve = system::make_private(&draft.file)
            .and_then(|()| draft.file.write_all(&[b' '; RESERVED]))
            .and_then(|()| draft.file.sync_all());
        reserve.map_err(|error| writing(&target, error))?;
        Ok(draft)
    }
}

/// The temporary files there are, for [`remove_temporaries`].
static TEMPORARIES: Mutex<Vec<(Handle, String)>> = Mutex::new(Vec::new());

/// Removes every temporary file of this process, which is about to end. Waits for no lock.
pub(crate) fn remove_temporaries() {
    if let Ok(temporaries) = TEMPORARIES.try_lock() {
        for (folder, name) in temporaries.iter() {
            // One that stays is swept by the next write.
            drop(folder.remove(name));
        }
    }
}

/// A temporary sibling, private from birth.
#[derive(Debug)]
pub(crate) struct Draft<'a> {
    folder: &'a Folder,
    name: String,
    temporary: String,
    file: File,
    is_done: bool,
}

impl Draft<'_> {
    /// Puts `bytes` in the place of the old file: all of them, on the disk, or none.
    pub(crate) fn commit(mut self, bytes: &[u8]) -> Result<(), Error> {
        let replaced = self.replace(bytes);
        replaced.map_err(|error| writing(&self.folder.path_of(&self.name), error))
    }

    fn replace(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.rewind()?;
        self.file.write_all(bytes)?;
        self.file.set_len(bytes.len() as u64)?;
        self.file.sync_all()?;
        self.folder.handle.rename(&self.temporary, &self.name)?;
        self.is_done = true;
        self.folder.handle.sync()
    }
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        if let Ok(mut temporaries) = TEMPORARIES.lock() {
            temporaries.retain(|(_, name)| *name != self.temporary);
        }
        if !self.is_done {
            // A failure leaves one stale file, which the next write sweeps.
            drop(self.folder.handle.remove(&self.temporary));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_the_program_makes_are_temporary() {
        assert_eq!(temporary_of(&temporary("a-b.json", "0123456789abcdef")), Some("a-b.json"));
        for other in [
            ".config.toml.swp",
            ".config.toml.bak",
            ".config.toml.0123456789abcdef",
            ".config.toml.0123456789ABCDEF.tmp",
            ".config.toml.0123456789abcde.tmp",
            "config.toml.0123456789abcdef.tmp",
            ".0123456789abcdef.tmp",
            ".config.toml..tmp",
        ] {
            assert_eq!(temporary_of(other), None, "{other}");
        }
    }
}
