//! Owns `config.toml`: reading it with positions, changing it without losing comments. The only home of
//! `toml_edit`.

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    time::Duration,
};

use toml_edit::{Document, DocumentMut, Item, Table, TableLike, value};

use super::{ALL, DEFAULT_PROFILE, Error, Setting};
use crate::{
    cli,
    folder::{self, Folder},
    messages::{Invalid, Origin, shell_word},
    system::System,
};

const NAME: &str = "config.toml";
const LOCK: &str = "config.toml.lock";
const LOCK_PATIENCE: Duration = Duration::from_secs(10);
const SECTIONS: &str = "profiles";
const LARGEST: u64 = 1 << 20;

/// A place in the file, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    pub path: PathBuf,
    pub line: usize,
    pub column: usize,
}

/// A key that this version does not know: a typing error, or a setting of a newer version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UnknownKey {
    pub position: Position,
    /// The profile whose section it stands in.
    pub section: Option<String>,
    pub key: String,
}

impl UnknownKey {
    /// The command that takes it out.
    pub(crate) fn removal(&self) -> String {
        let profile = self.section.as_ref().map(|section| format!(" --profile {}", shell_word(section)));
        format!("{} config unset {}{}", cli::NAME, shell_word(&self.key), profile.unwrap_or_default())
    }
}

/// The settings file as it stands. Missing counts as empty.
#[derive(Debug, Default)]
pub(crate) struct File {
    path: PathBuf,
    text: String,
    document: Option<Document<String>>,
    pub unknown_keys: Vec<UnknownKey>,
    /// It holds a secret, and others can read it.
    pub is_exposed: bool,
}

impl File {
    pub(crate) fn read(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(NAME);
        check_folder(folder)?;
        let Some((bytes, metadata)) = read_bytes(&path)? else { return Ok(Self { path, ..Self::default() }) };
        let text = String::from_utf8(bytes).map_err(|error| {
            let good = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]).into_owned();
            let detail = error.utf8_error().to_string();
            Error::Syntax { position: position(&path, &good, good.len()), detail }
        })?;
        let document = Document::parse(text.clone()).map_err(|error| Error::Syntax {
            position: position(&path, &text, error.span().map_or(0, |span| span.start)),
            detail: error.message().to_owned(),
        })?;
        let mut file = Self { path, text, document: Some(document), ..Self::default() };
        file.unknown_keys = file.check()?;
        // Without a secret in it, others may read it.
        file.is_exposed = file.holds_a_secret() && folder::is_exposed(&metadata);
        Ok(file)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn value(&self, setting: Setting) -> Option<String> {
        value_of(self.table()?.get(setting.key())?)
    }

    pub(crate) fn section_value(&self, profile: &str, setting: Setting) -> Option<String> {
        let section = self.table()?.get(SECTIONS)?.as_table_like()?.get(profile)?.as_table_like()?;
        value_of(section.get(setting.key())?)
    }

    /// Puts a value into the top level, or into the section of `profile`, and writes the file.
    pub(crate) fn set(
        &self,
        profile: Option<&str>,
        setting: Setting,
        text: &str,
        system: &System,
    ) -> Result<(), Error> {
        self.edit(system, |document| {
            let table = match profile {
                None => document.as_table_mut(),
                Some(profile) => section_mut(document, profile),
            };
            // Assigning the value alone keeps the comment behind it.
            match table.get_mut(setting.key()).and_then(Item::as_value_mut) {
                Some(old) => {
                    let decor = old.decor().clone();
                    *old = text.into();
                    *old.decor_mut() = decor;
                }
                None => drop(table.insert(setting.key(), value(text))),
            }
        })
    }

    /// Takes a key out, known or not; says whether it was there.
    pub(crate) fn unset(&self, profile: Option<&str>, key: &str, system: &System) -> Result<bool, Error> {
        let mut was_there = false;
        self.edit(system, |document| {
            let table = match profile {
                None => Some(document.as_table_mut() as &mut dyn TableLike),
                Some(profile) => document
                    .get_mut(SECTIONS)
                    .and_then(Item::as_table_like_mut)
                    .and_then(|sections| sections.get_mut(profile))
                    .and_then(Item::as_table_like_mut),
            };
            was_there = table.and_then(|table| table.remove(key)).is_some();
        })?;
        Ok(was_there)
    }

    fn holds_a_secret(&self) -> bool {
        let sections = self.sections();
        let has_value = |setting: Setting| {
            self.value(setting).is_some()
                || sections.iter().any(|section| self.section_value(section, setting).is_some())
        };
        ALL.into_iter().filter(|setting| setting.is_secret()).any(has_value)
    }

    fn table(&self) -> Option<&Table> {
        self.document.as_ref().map(Document::as_table)
    }

    /// The profiles that have a section.
    pub(crate) fn sections(&self) -> Vec<String> {
        let sections = self.table().and_then(|table| table.get(SECTIONS)?.as_table_like());
        sections.map(|sections| sections.iter().map(|(name, _)| name.to_owned()).collect()).unwrap_or_default()
    }

    /// Gives a section and the choice of it another name, or removes both.
    pub(crate) fn rename_section(&self, old: &str, new: Option<&str>, system: &System) -> Result<(), Error> {
        self.edit(system, |document| {
            if let Some(sections) = document.get_mut(SECTIONS).and_then(Item::as_table_like_mut)
                && let Some(section) = sections.remove(old)
                && let Some(new) = new
            {
                sections.insert(new, section);
            }
            let in_use = document.get(Setting::Profile.key()).and_then(Item::as_str);
            if in_use.unwrap_or(DEFAULT_PROFILE) == old {
                match new {
                    Some(new) => document[Setting::Profile.key()] = value(new),
                    None => drop(document.remove(Setting::Profile.key())),
                }
            }
        })
    }

    /// Changes the file as it is now: another run may have changed it since it was read.
    fn edit(&self, system: &System, change: impl FnOnce(&mut DocumentMut)) -> Result<(), Error> {
        (system.mind_signals)();
        let parent = |path: &Path| path.parent().map_or_else(PathBuf::new, Path::to_owned);
        let home = Folder::home(&parent(&self.path)).map_err(Error::Folder)?;
        let _lock = home.lock(LOCK, LOCK_PATIENCE, &system.sleep).map_err(Error::Folder)?;
        let current = Self::read(&parent(&self.path))?;
        let mut document: DocumentMut = current.text.parse().expect("C1: the text was parsed when it was read");
        change(&mut document);
        if document.to_string() == current.text {
            return Ok(());
        }
        // Dotfiles are often links into a repository: the file they lead to is changed, not the link.
        let is_link = fs::symlink_metadata(&self.path).is_ok_and(|metadata| metadata.is_symlink());
        let tag = system.tag().map_err(Error::NoRandomness)?;
        let text = document.to_string();
        if !is_link {
            return replace(&home, NAME, &tag, &text).map_err(Error::Folder);
        }
        let target =
            fs::canonicalize(&self.path).map_err(|error| Error::Unreadable { path: self.path.clone(), error })?;
        let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let written = Folder::chosen(&parent(&target)).and_then(|folder| replace(&folder, &name, &tag, &text));
        written.map_err(|error| {
            let detail = match error {
                folder::Error::Unwritable { error, .. } | folder::Error::Unreadable { error, .. } => error.to_string(),
                folder::Error::Unsafe { why, .. } => why.to_string(),
                error @ folder::Error::Locked { .. } => return Error::Folder(error),
            };
            Error::LinkElsewhere { path: self.path.clone(), target, detail }
        })
    }

    /// Checks that every known key holds text, here and in each section; returns the keys that are not known.
    fn check(&self) -> Result<Vec<UnknownKey>, Error> {
        let Some(table) = self.table() else { return Ok(Vec::new()) };
        let mut unknown = Vec::new();
        for (key, item) in table {
            if key != SECTIONS {
                unknown.extend(self.check_item(table, key, item, &Origin::File)?);
                continue;
            }
            let misplaced =
                |table: &dyn TableLike, key: &str| Error::UnknownKey(self.unknown(table, key, &Origin::File));
            let sections = item.as_table_like().ok_or_else(|| misplaced(table, key))?;
            for (profile, item) in sections.iter() {
                let section = item.as_table_like().ok_or_else(|| misplaced(sections, profile))?;
                for (key, item) in section.iter() {
                    unknown.extend(self.check_item(section, key, item, &Origin::ProfileSection(profile.to_owned()))?);
                }
            }
        }
        Ok(unknown)
    }

    fn check_item(
        &self,
        table: &dyn TableLike,
        key: &str,
        item: &Item,
        origin: &Origin,
    ) -> Result<Option<UnknownKey>, Error> {
        let setting = ALL.into_iter().find(|setting| setting.key() == key);
        // No section can name the profile whose section it is.
        let is_misplaced = |setting: &Setting| *setting == Setting::Profile && *origin != Origin::File;
        let Some(setting) = setting.filter(|setting| !is_misplaced(setting)) else {
            return Ok(Some(self.unknown(table, key, origin)));
        };
        if text_of(item).is_some() {
            return Ok(None);
        }
        Err(Error::Invalid { setting, origin: origin.clone(), why: Invalid::NotText })
    }

    fn unknown(&self, table: &dyn TableLike, key: &str, origin: &Origin) -> UnknownKey {
        let at = table.key(key).and_then(toml_edit::Key::span).map_or(0, |span| span.start);
        let section = match origin {
            Origin::ProfileSection(profile) => Some(profile.clone()),
            _ => None,
        };
        UnknownKey { position: position(&self.path, &self.text, at), section, key: key.to_owned() }
    }
}

fn replace(folder: &Folder, name: &str, tag: &str, text: &str) -> Result<(), folder::Error> {
    folder.sweep(name)?;
    folder.draft(name, tag)?.commit(text.as_bytes())
}

fn section_mut<'a>(document: &'a mut DocumentMut, profile: &str) -> &'a mut Table {
    let mut sections = Table::new();
    sections.set_implicit(true);
    let sections = document.entry(SECTIONS).or_insert(Item::Table(sections));
    if let Some(inline) = sections.as_inline_table() {
        *sections = Item::Table(inline.clone().into_table());
    }
    let sections = sections.as_table_mut().expect("C2: checked when it was read");
    let section = sections.entry(profile).or_insert(Item::Table(Table::new()));
    if let Some(inline) = section.as_inline_table() {
        *section = Item::Table(inline.clone().into_table());
    }
    section.as_table_mut().expect("C2: checked when it was read")
}

/// The value in force; an empty one is none.
fn value_of(item: &Item) -> Option<String> {
    text_of(item).filter(|text| !text.trim().is_empty())
}

/// A list of redirect URIs may be written as an array.
fn text_of(item: &Item) -> Option<String> {
    if let Some(array) = item.as_array() {
        let parts: Option<Vec<_>> = array.iter().map(toml_edit::Value::as_str).collect();
        return parts.map(|parts| parts.join(","));
    }
    item.as_str().map(str::to_owned)
}

/// Refuses a folder in which another user could put other settings in the place of these.
fn check_folder(folder: &Path) -> Result<(), Error> {
    // A link is followed where this user or the administrator made it.
    let is_foreign = |metadata: &fs::Metadata| metadata.is_symlink() && !folder::is_trusted(metadata);
    if fs::symlink_metadata(folder).is_ok_and(|link| is_foreign(&link)) {
        return Err(Error::Foreign { path: folder.to_owned() });
    }
    // Nothing is read where there is no folder, and one of another user is refused by what it holds.
    let is_open = |metadata: &fs::Metadata| folder::is_open_to_all(metadata) && folder.join(NAME).exists();
    match folder::open_to_read(folder).and_then(|folder| folder.metadata()) {
        Ok(metadata) if is_open(&metadata) => Err(Error::OpenToAll { path: folder.to_owned() }),
        _ => Ok(()),
    }
}

/// `None` where there is no file. What is checked and what is read is the same open file: a path could lead to another
/// one in between.
fn read_bytes(path: &Path) -> Result<Option<(Vec<u8>, fs::Metadata)>, Error> {
    let unreadable = |error| Error::Unreadable { path: path.to_owned(), error };
    let file = match folder::open_to_read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        file => file.map_err(unreadable)?,
    };
    let metadata = file.metadata().map_err(unreadable)?;
    // It says where secrets go and which program keeps them.
    if !folder::is_trusted(&metadata) {
        return Err(Error::Foreign { path: path.to_owned() });
    }
    if folder::is_open_to_all(&metadata) {
        return Err(Error::OpenToAll { path: path.to_owned() });
    }
    if !metadata.is_file() || metadata.len() > LARGEST {
        return Err(unreadable(io::ErrorKind::InvalidData.into()));
    }
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(Some((bytes, metadata)))
}

fn position(path: &Path, text: &str, offset: usize) -> Position {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Position {
        path: path.to_owned(),
        line: before.matches('\n').count() + 1,
        column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
    }
}
