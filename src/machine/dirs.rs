//! Owns asking the system where a user's configuration lives. The only home of `directories`.

use std::path::PathBuf;

/// `$XDG_CONFIG_HOME/kakao-login` or `~/.config/kakao-login` on Linux, and the like elsewhere. A relative
/// `HOME` would make the current directory the store, so it counts as none.
pub(super) fn config() -> Option<PathBuf> {
    let directories = directories::ProjectDirs::from("", "", "kakao-login")?;
    Some(directories.config_dir().to_owned()).filter(|path| path.is_absolute())
}
