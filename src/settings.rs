//! Owns what the settings mean and where each came from: flag, then variable, then profile section, then top
//! level of `config.toml`, then default.

mod file;
mod setting;

use std::path::PathBuf;

pub(crate) use file::{File, Position, UnknownKey};
pub(crate) use setting::is_profile_name;
pub(crate) use setting::{ALL, DEFAULT_PROFILE, Setting, StoreKind, check};
use setting::{check_client_secret, check_rest_api_key, parse_server, parse_store};

use crate::{
    kakao::{App, Servers},
    loopback::RedirectUri,
    messages::{Invalid, Language, Origin},
    secret::Secret,
    system::System,
    wire::{Url, is_loopback},
};

/// A value and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sourced {
    pub value: String,
    pub origin: Origin,
}

/// Why the settings cannot be used.
#[derive(Debug)]
pub(crate) enum Error {
    Syntax {
        position: Position,
        detail: String,
    },
    UnknownKey(UnknownKey),
    Invalid {
        setting: Setting,
        origin: Origin,
        why: Invalid,
    },
    Unreadable {
        path: PathBuf,
        error: std::io::Error,
    },
    /// The file is a link, and what it leads to cannot be written.
    LinkElsewhere {
        path: PathBuf,
        target: PathBuf,
        detail: String,
    },
    /// Every user may change the file, or what lies in the folder.
    OpenToAll {
        path: PathBuf,
    },
    /// The file is another user's.
    Foreign {
        path: PathBuf,
    },
    Folder(crate::folder::Error),
    NoRandomness(std::io::Error),
    NoDirectory,
    RelativeDirectory,
    NoRestApiKey,
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Error {}

/// What the command line says about settings.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flags {
    pub profile: Option<String>,
    pub language: Option<String>,
    pub redirect_uri: Option<String>,
}

/// The settings in force for one profile.
pub(crate) struct Settings {
    pub folder: PathBuf,
    pub file: File,
    pub profile: String,
    flags: Flags,
    variables: Vec<(Setting, Sourced)>,
    /// `KAKAO_ACCESS_TOKEN`: used as it is, never cached.
    pub given_access_token: Option<Secret>,
    /// `KAKAO_REFRESH_TOKEN`: used when the cache has none.
    pub given_refresh_token: Option<Secret>,
}

impl Settings {
    pub(crate) fn new(folder: PathBuf, file: File, flags: Flags, system: &System) -> Self {
        let variables = ALL.into_iter().filter_map(|setting| {
            let found = setting.variables().iter().find_map(|name| Some((*name, trimmed((system.var)(name)?)?)));
            let (name, value) = found?;
            Some((setting, Sourced { value, origin: Origin::Variable(name) }))
        });
        let given = |name: &str| (system.var)(name).and_then(trimmed).map(Secret::new);
        let mut settings = Self {
            folder,
            file,
            profile: DEFAULT_PROFILE.to_owned(),
            flags,
            variables: variables.collect(),
            given_access_token: given("KAKAO_ACCESS_TOKEN"),
            given_refresh_token: given("KAKAO_REFRESH_TOKEN"),
        };
        if let Some(profile) = settings.value(Setting::Profile) {
            settings.profile = profile.value;
        }
        settings
    }

    /// Settings that come from no flag, no variable and no file.
    #[cfg(feature = "emulator")]
    pub(crate) fn of_demo(values: impl IntoIterator<Item = (Setting, String)>) -> Self {
        let fixed = |(setting, value)| (setting, Sourced { value, origin: Origin::Default });
        Self {
            folder: PathBuf::new(),
            file: File::default(),
            profile: DEFAULT_PROFILE.to_owned(),
            flags: Flags::default(),
            variables: values.into_iter().map(fixed).collect(),
            given_access_token: None,
            given_refresh_token: None,
        }
    }

    /// The value in force, unchecked.
    pub(crate) fn value(&self, setting: Setting) -> Option<Sourced> {
        let flag = match setting {
            Setting::Profile => self.flags.profile.as_ref().map(|value| ("--profile", value)),
            Setting::Language => self.flags.language.as_ref().map(|value| ("--lang", value)),
            Setting::RedirectUri => self.flags.redirect_uri.as_ref().map(|value| ("--redirect-uri", value)),
            _ => None,
        };
        let from_flag = flag.map(|(flag, value)| Sourced { value: value.clone(), origin: Origin::Flag(flag) });
        let from_variable =
            || self.variables.iter().find(|(other, _)| *other == setting).map(|(_, value)| value.clone());
        let from_file = || {
            let sectioned = self.file.section_value(&self.profile, setting).filter(|_| setting != Setting::Profile);
            let origin = Origin::ProfileSection(self.profile.clone());
            let sectioned = sectioned.map(|value| Sourced { value, origin });
            sectioned.or_else(|| self.file.value(setting).map(|value| Sourced { value, origin: Origin::File }))
        };
        let default = || setting.default().map(|value| Sourced { value: value.to_owned(), origin: Origin::Default });
        from_flag.or_else(from_variable).or_else(from_file).or_else(default)
    }

    /// The app, when all that a login of it rests on can be used.
    pub(crate) fn app(&self) -> Result<App, Error> {
        let (key, ()) = self.checked(Setting::RestApiKey, check_rest_api_key)?.ok_or(Error::NoRestApiKey)?;
        self.app_of(key.value)
    }

    /// The app of another REST API key, with everything else as it is set.
    pub(crate) fn app_of(&self, rest_api_key: String) -> Result<App, Error> {
        let secret = self.checked(Setting::ClientSecret, check_client_secret)?;
        self.check_profile()?;
        let servers = self.servers()?;
        Ok(App { rest_api_key, client_secret: secret.map(|(secret, ())| Secret::new(secret.value)), servers })
    }

    /// Another store asked for than there is, is an error, never a silent plain file.
    pub(crate) fn store(&self) -> Result<StoreKind, Error> {
        let store = self.checked(Setting::Store, parse_store)?;
        Ok(store.map_or(StoreKind::File, |(_, store)| store))
    }

    /// The stores of all profiles, the files always among them.
    pub(crate) fn stores(&self) -> Result<Vec<StoreKind>, Error> {
        let mut kinds = vec![StoreKind::File];
        let sections = self.file.sections();
        let named = sections.iter().filter_map(|name| self.file.section_value(name, Setting::Store));
        for text in named.chain(self.file.value(Setting::Store)) {
            let kind = parse_store(&text).map_err(|why| Error::Invalid {
                setting: Setting::Store,
                origin: Origin::File,
                why,
            })?;
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        Ok(kinds)
    }

    /// The profile's name stands in file names and sections.
    pub(crate) fn check_profile(&self) -> Result<(), Error> {
        let is_name = |name: &str| is_profile_name(name).then_some(()).ok_or(Invalid::ProfileName);
        self.checked(Setting::Profile, is_name).map(drop)
    }

    /// The settings whose value comes from a variable: what a remedy must name, for it outranks the file.
    pub(crate) fn variables_in_force(&self) -> Vec<(Setting, &'static str)> {
        let variable = |setting| match self.value(setting)?.origin {
            Origin::Variable(name) => Some((setting, name)),
            _ => None,
        };
        ALL.into_iter().filter_map(variable).collect()
    }

    /// The REST API key's origin, where the key does not look like any of Kakao's: 32 hexadecimal digits.
    pub(crate) fn unusual_key(&self) -> Option<Origin> {
        let is_usual = |key: &str| key.len() == 32 && key.bytes().all(|byte| byte.is_ascii_hexdigit());
        self.value(Setting::RestApiKey).filter(|key| !is_usual(&key.value)).map(|key| key.origin)
    }

    /// The variable whose token commands use in the place of the login.
    pub(crate) fn token_variable(&self) -> Option<&'static str> {
        self.given_access_token.as_ref().map(|_| "KAKAO_ACCESS_TOKEN")
    }

    /// The variable that stands in for a login where there is none.
    pub(crate) fn stand_in(&self) -> Option<&'static str> {
        self.token_variable().or(self.given_refresh_token.as_ref().map(|_| "KAKAO_REFRESH_TOKEN"))
    }

    /// The `login` that helps this profile, to paste.
    pub(crate) fn login_command(&self) -> String {
        match self.profile.as_str() {
            name if name == DEFAULT_PROFILE || !is_profile_name(name) => "kakao-login login".to_owned(),
            name => format!("kakao-login login --profile {name}"),
        }
    }

    pub(crate) fn servers(&self) -> Result<Servers, Error> {
        let servers = Servers { authorization: self.server(Setting::AuthUrl)?, api: self.server(Setting::ApiUrl)? };
        self.check_servers_belong_together(&servers)?;
        Ok(servers)
    }

    fn server(&self, setting: Setting) -> Result<Url, Error> {
        let is_variable = self.value(setting).is_some_and(|sourced| matches!(sourced.origin, Origin::Variable(_)));
        let server = self.checked(setting, |text| parse_server(text, is_variable))?;
        Ok(server.expect("D1: both servers have a default").1)
    }

    /// A token of Kakao's, cached or given, is not shown to a local program that a stray variable names as one of the two
    /// servers. Who means it names both, or writes it into the file.
    fn check_servers_belong_together(&self, servers: &Servers) -> Result<(), Error> {
        let (is_local_api, is_local_authorization) = (is_loopback(&servers.api), is_loopback(&servers.authorization));
        let setting = match (is_local_api, is_local_authorization) {
            (true, false) => Setting::ApiUrl,
            (false, true) => Setting::AuthUrl,
            _ => return Ok(()),
        };
        match self.value(setting).map(|sourced| sourced.origin) {
            Some(origin @ Origin::Variable(_)) => Err(Error::Invalid { setting, origin, why: Invalid::OtherMachine }),
            _ => Ok(()),
        }
    }

    pub(crate) fn redirect_uris(&self) -> Result<Vec<RedirectUri>, Error> {
        let uris = self.checked(Setting::RedirectUri, |list| {
            let uris = list.split(',').map(|uri| RedirectUri::parse(uri.trim()));
            uris.collect::<Option<Vec<_>>>().ok_or(Invalid::RedirectUri)
        })?;
        Ok(uris.map(|(_, uris)| uris).unwrap_or_default())
    }

    fn checked<T>(
        &self,
        setting: Setting,
        check: impl FnOnce(&str) -> Result<T, Invalid>,
    ) -> Result<Option<(Sourced, T)>, Error> {
        let Some(sourced) = self.value(setting) else { return Ok(None) };
        let checked = if sourced.value.contains(char::is_control) {
            Err(Invalid::ControlCharacter)
        } else {
            check(&sourced.value)
        };
        match checked {
            Ok(value) => Ok(Some((sourced, value))),
            Err(why) => Err(Error::Invalid { setting, origin: sourced.origin, why }),
        }
    }
}

/// A value without what copying, `echo` and editors of Windows put around it. `None` where nothing is left.
pub(crate) fn trimmed(value: impl AsRef<str>) -> Option<String> {
    let value = value.as_ref().trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    (!value.is_empty()).then(|| value.to_owned())
}

/// The configuration folder: the variable, else the system's place for it. Always absolute, so that no
/// command's meaning depends on the current directory.
pub(crate) fn folder(system: &System) -> Result<PathBuf, Error> {
    match (system.var)("KAKAO_LOGIN_CONFIG_DIR").map(PathBuf::from) {
        // What is no Unicode was read with replacement characters, and would lead to another folder.
        Some(path) if path.to_string_lossy().contains(char::REPLACEMENT_CHARACTER) => Err(Error::NoDirectory),
        Some(path) if path.is_absolute() => Ok(path),
        Some(_) => Err(Error::RelativeDirectory),
        None => (system.config_directory)().ok_or(Error::NoDirectory),
    }
}

/// The language to speak: flag, our variable, the settings, then the locale of POSIX, then the system's.
pub(crate) fn language(flags: &Flags, file: Option<&File>, system: &System) -> Language {
    let own = flags.language.clone().or_else(|| (system.var)("KAKAO_LOGIN_LANG"));
    let from_file = || {
        let file = file?;
        let profile = flags.profile.clone().or_else(|| (system.var)("KAKAO_LOGIN_PROFILE"));
        let profile = profile.or_else(|| file.value(Setting::Profile)).unwrap_or_else(|| DEFAULT_PROFILE.to_owned());
        file.section_value(&profile, Setting::Language).or_else(|| file.value(Setting::Language))
    };
    let locale = || ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| (system.var)(name));
    let text = own.or_else(from_file).or_else(locale).or_else(|| (system.locale)());
    text.as_deref().and_then(Language::parse).unwrap_or_default()
}
