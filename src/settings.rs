//! Owns what the settings mean and where each came from: flag, then variable, then profile section, then top
//! level of `config.toml`, then default.

mod file;

use std::path::PathBuf;

pub(crate) use file::{File, Position};

use crate::{
    kakao::{self, App, Servers},
    loopback::RedirectUri,
    messages::{Invalid, Language, Origin},
    secret::Secret,
    system::System,
    wire::{Url, is_loopback},
};

/// A setting, as `config.toml` spells it; `config set` takes hyphens as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    RestApiKey,
    ClientSecret,
    RedirectUri,
    Profile,
    Language,
    AuthUrl,
    ApiUrl,
    Store,
}

pub(crate) const ALL: [Setting; 8] = [
    Setting::RestApiKey,
    Setting::ClientSecret,
    Setting::RedirectUri,
    Setting::Profile,
    Setting::Language,
    Setting::AuthUrl,
    Setting::ApiUrl,
    Setting::Store,
];

const DEFAULT_REDIRECT_URI: &str = "http://127.0.0.1:18000/callback";
const DEFAULT_PROFILE: &str = "default";

impl Setting {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::RestApiKey => "rest_api_key",
            Self::ClientSecret => "client_secret",
            Self::RedirectUri => "redirect_uri",
            Self::Profile => "profile",
            Self::Language => "lang",
            Self::AuthUrl => "auth_url",
            Self::ApiUrl => "api_url",
            Self::Store => "store",
        }
    }

    /// The spelling of the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::RestApiKey => "rest-api-key",
            Self::ClientSecret => "client-secret",
            Self::RedirectUri => "redirect-uri",
            Self::Profile => "profile",
            Self::Language => "lang",
            Self::AuthUrl => "auth-url",
            Self::ApiUrl => "api-url",
            Self::Store => "store",
        }
    }

    pub(crate) fn find(name: &str) -> Option<Self> {
        ALL.into_iter().find(|setting| setting.key() == name || setting.name() == name)
    }

    pub(crate) fn is_secret(self) -> bool {
        self == Self::ClientSecret
    }

    fn variables(self) -> &'static [&'static str] {
        match self {
            Self::RestApiKey => &["KAKAO_REST_API_KEY", "KAKAO_CLIENT_ID"],
            Self::ClientSecret => &["KAKAO_CLIENT_SECRET"],
            Self::RedirectUri => &["KAKAO_REDIRECT_URI"],
            Self::Profile => &["KAKAO_LOGIN_PROFILE"],
            Self::Language => &["KAKAO_LOGIN_LANG"],
            Self::AuthUrl => &["KAKAO_AUTH_URL"],
            Self::ApiUrl => &["KAKAO_API_URL"],
            Self::Store => &[],
        }
    }

    fn default(self) -> Option<&'static str> {
        match self {
            Self::RedirectUri => Some(DEFAULT_REDIRECT_URI),
            Self::Profile => Some(DEFAULT_PROFILE),
            Self::AuthUrl => Some(kakao::AUTHORIZATION_SERVER),
            Self::ApiUrl => Some(kakao::API_SERVER),
            Self::Store => Some("file"),
            Self::RestApiKey | Self::ClientSecret | Self::Language => None,
        }
    }
}

/// A value and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sourced {
    pub value: String,
    pub origin: Origin,
}

/// Why the settings cannot be used.
#[derive(Debug)]
pub(crate) enum Error {
    Syntax { position: Position, detail: String },
    UnknownKey { position: Position, key: String },
    Invalid { setting: Setting, origin: Origin, why: Invalid },
    Unreadable { path: PathBuf, error: std::io::Error },
    Folder(crate::folder::Error),
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
    pub(crate) fn new(folder: PathBuf, file: File, flags: Flags, system: &System) -> Result<Self, Error> {
        let variables = ALL.into_iter().filter_map(|setting| {
            let found = setting.variables().iter().find_map(|name| Some((*name, (system.var)(name)?)));
            let (name, value) = found?;
            Some((setting, Sourced { value, origin: Origin::Variable(name) }))
        });
        let given = |name: &str| (system.var)(name).map(|token| Secret::new(token.trim()));
        let mut settings = Self {
            folder,
            file,
            profile: DEFAULT_PROFILE.to_owned(),
            flags,
            variables: variables.collect(),
            given_access_token: given("KAKAO_ACCESS_TOKEN"),
            given_refresh_token: given("KAKAO_REFRESH_TOKEN"),
        };
        // No section of its own can name the profile whose section it is.
        let profile = settings
            .checked(Setting::Profile, |text| is_profile_name(text).then_some(()).ok_or(Invalid::ProfileName))?;
        settings.profile = profile.map_or_else(|| DEFAULT_PROFILE.to_owned(), |(sourced, ())| sourced.value);
        Ok(settings)
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

    pub(crate) fn app(&self) -> Result<App, Error> {
        let anything = |_: &str| Ok(());
        let (key, ()) = self.checked(Setting::RestApiKey, anything)?.ok_or(Error::NoRestApiKey)?;
        let secret = self.checked(Setting::ClientSecret, anything)?;
        Ok(App {
            rest_api_key: key.value,
            client_secret: secret.map(|(secret, ())| Secret::new(secret.value)),
            servers: self.servers()?,
        })
    }

    pub(crate) fn servers(&self) -> Result<Servers, Error> {
        let server = |setting| {
            let sourced = self.value(setting).ok_or(Error::NoRestApiKey)?;
            let is_variable = matches!(sourced.origin, Origin::Variable(_));
            let (_, url) = self.checked(setting, |text| parse_server(text, is_variable))?.ok_or(Error::NoRestApiKey)?;
            Ok(url)
        };
        Ok(Servers { authorization: server(Setting::AuthUrl)?, api: server(Setting::ApiUrl)? })
    }

    /// A login at Kakao is not shown to a local program that a stray variable names as the API server. Who
    /// means it writes it into the file.
    pub(crate) fn check_servers_belong_together(&self) -> Result<(), Error> {
        let Servers { authorization, api } = self.servers()?;
        let origin = self.value(Setting::ApiUrl).map(|sourced| sourced.origin);
        match origin {
            Some(origin @ Origin::Variable(_)) if is_loopback(&api) && !is_loopback(&authorization) => {
                Err(Error::Invalid { setting: Setting::ApiUrl, origin, why: Invalid::OtherMachine })
            }
            _ => Ok(()),
        }
    }

    /// Logins are kept in files. Another store asked for is an error, never a silent plain file.
    pub(crate) fn check_store(&self) -> Result<(), Error> {
        self.checked(Setting::Store, parse_store).map(drop)
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

/// Checks a value on its way into `config.toml`.
pub(crate) fn check(setting: Setting, value: &str) -> Result<(), Invalid> {
    if value.contains(char::is_control) {
        return Err(Invalid::ControlCharacter);
    }
    match setting {
        Setting::RestApiKey | Setting::ClientSecret => Ok(()),
        Setting::Store => parse_store(value),
        Setting::Profile => is_profile_name(value).then_some(()).ok_or(Invalid::ProfileName),
        Setting::Language => Language::parse(value).map(drop).ok_or(Invalid::Language),
        Setting::AuthUrl | Setting::ApiUrl => parse_server(value, false).map(drop),
        Setting::RedirectUri => {
            let is_good = value.split(',').all(|uri| RedirectUri::parse(uri.trim()).is_some());
            is_good.then_some(()).ok_or(Invalid::RedirectUri)
        }
    }
}

/// The configuration folder: the variable, else the system's place for it. Always absolute, so that no
/// command's meaning depends on the current directory.
pub(crate) fn folder(system: &System) -> Result<PathBuf, Error> {
    match (system.var)("KAKAO_LOGIN_CONFIG_DIR").map(PathBuf::from) {
        Some(path) if path.is_absolute() => Ok(path),
        Some(_) => Err(Error::RelativeDirectory),
        None => (system.config_directory)().ok_or(Error::NoDirectory),
    }
}

/// The language to speak: flag, our variable, the settings, then the locale of POSIX.
pub(crate) fn language(flag: Option<&str>, file: Option<&File>, system: &System) -> Language {
    let own = flag.map(str::to_owned).or_else(|| (system.var)("KAKAO_LOGIN_LANG"));
    let set = own.or_else(|| file?.value(Setting::Language));
    let locale = || ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| (system.var)(name));
    set.or_else(locale).as_deref().and_then(Language::parse).unwrap_or_default()
}

fn parse_store(text: &str) -> Result<(), Invalid> {
    if text == "file" { Ok(()) } else { Err(Invalid::Store) }
}

fn parse_server(text: &str, is_variable: bool) -> Result<Url, Invalid> {
    let url = Url::parse(text).map_err(|_| Invalid::Url)?;
    let is_plain =
        url.username().is_empty() && url.password().is_none() && url.query().is_none() && url.fragment().is_none();
    if url.host().is_none() {
        return Err(Invalid::Url);
    }
    let is_loopback = is_loopback(&url);
    match url.scheme() {
        _ if !is_plain => Err(Invalid::Url),
        "http" | "https" if is_loopback => Ok(url),
        "https" if !is_variable || is_kakaos_own(&url) => Ok(url),
        "https" => Err(Invalid::VariableNotLoopback),
        "http" => Err(Invalid::PlainHttp),
        _ => Err(Invalid::Url),
    }
}

/// Naming the default in a variable carries nothing away.
fn is_kakaos_own(url: &Url) -> bool {
    [kakao::AUTHORIZATION_SERVER, kakao::API_SERVER].contains(&url.as_str().trim_end_matches('/'))
}

/// A name that is safe in a file name, a TOML section and a shell.
pub(crate) fn is_profile_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.len() <= 64
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_may_name_this_machine_or_kakao_only() {
        for good in ["http://127.0.0.1:1", "http://localhost:1/x", "https://localhost", "https://kauth.kakao.com/"] {
            assert!(parse_server(good, true).is_ok(), "{good}");
        }
        for (bad, why) in [
            ("https://evil.example", Invalid::VariableNotLoopback),
            ("https://kauth.kakao.com.evil.example", Invalid::VariableNotLoopback),
            ("http://127.0.0.1.evil.example", Invalid::PlainHttp),
            ("http://localhost@evil.example", Invalid::Url),
            ("http://kauth.kakao.com", Invalid::PlainHttp),
            ("file:///etc/passwd", Invalid::Url),
            ("javascript:alert(1)", Invalid::Url),
            ("-flag", Invalid::Url),
        ] {
            assert_eq!(parse_server(bad, true), Err(why), "{bad}");
        }
        assert!(parse_server("https://kakao.example", false).is_ok());
    }

    #[test]
    fn profile_names_are_safe_everywhere() {
        for good in ["default", "work-2", "a.b_c"] {
            assert!(is_profile_name(good), "{good}");
        }
        for bad in ["", ".", "../x", "-x", "a/b", "a b", "회사", &"a".repeat(65)] {
            assert!(!is_profile_name(bad), "{bad}");
        }
    }
}
