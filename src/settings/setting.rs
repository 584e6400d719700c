//! Owns what settings there are: their names, variables and defaults, and which values can work.

use crate::{
    kakao,
    loopback::RedirectUri,
    messages::{Invalid, Language},
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
pub(crate) const DEFAULT_PROFILE: &str = "default";

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

    pub(super) fn variables(self) -> &'static [&'static str] {
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

    pub(super) fn default(self) -> Option<&'static str> {
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

/// Checks a value on its way into `config.toml`.
pub(crate) fn check(setting: Setting, value: &str) -> Result<(), Invalid> {
    if value.contains(char::is_control) {
        return Err(Invalid::ControlCharacter);
    }
    if value.trim().is_empty() {
        return Err(Invalid::Empty);
    }
    match setting {
        Setting::RestApiKey => check_rest_api_key(value),
        Setting::ClientSecret => check_client_secret(value),
        Setting::Store => parse_store(value).map(drop),
        Setting::Profile => is_profile_name(value).then_some(()).ok_or(Invalid::ProfileName),
        Setting::Language => Language::parse(value).map(drop).ok_or(Invalid::Language),
        Setting::AuthUrl | Setting::ApiUrl => parse_server(value, false).map(drop),
        Setting::RedirectUri => {
            let is_good = value.split(',').all(|uri| RedirectUri::parse(uri.trim()).is_some());
            is_good.then_some(()).ok_or(Invalid::RedirectUri)
        }
    }
}

/// Kakao's keys are 32 hexadecimal digits; what is much shorter or holds other characters than words do is none.
pub(super) fn check_rest_api_key(value: &str) -> Result<(), Invalid> {
    let is_key = value.len() >= 16 && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if is_key { Ok(()) } else { Err(Invalid::RestApiKey) }
}

/// Kakao's secrets are letters and digits. Quotes and spaces come from a shell or an env file.
pub(super) fn check_client_secret(value: &str) -> Result<(), Invalid> {
    let is_secret = value.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'`".contains(&byte));
    if is_secret { Ok(()) } else { Err(Invalid::ClientSecret) }
}

/// The credential helper that reaches the system's keyring. A library for it would add a hundred crates and half
/// the binary's size again; Docker's helpers are packaged everywhere and do just this.
const KEYRING: &str = if cfg!(target_os = "macos") {
    "osxkeychain"
} else if cfg!(windows) {
    "wincred"
} else {
    "secretservice"
};

/// Where logins are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StoreKind {
    File,
    /// The name of a credential helper, or the path of one.
    Helper(String),
}

pub(super) fn parse_store(text: &str) -> Result<StoreKind, Invalid> {
    let is_name = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    match text.strip_prefix("helper:") {
        None if text == "file" => Ok(StoreKind::File),
        None if text == "keyring" => Ok(StoreKind::Helper(KEYRING.to_owned())),
        Some(name) if !name.is_empty() && (is_name(name) || name.starts_with('/')) => {
            Ok(StoreKind::Helper(name.to_owned()))
        }
        _ => Err(Invalid::Store),
    }
}

pub(super) fn parse_server(text: &str, is_variable: bool) -> Result<Url, Invalid> {
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
