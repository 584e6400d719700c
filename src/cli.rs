//! Owns what may be typed: the clap types, whose doc comments are the English help. What it means is not here.

#[cfg(feature = "emulator")]
pub(crate) mod emulator;
pub(crate) mod help;
mod korean;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

/// How long a token handed out lives at least.
const MIN_TTL: &str = "60s";

pub(crate) const NAME: &str = "kakao-login";

/// Where the emulator serves unless it is told otherwise.
pub(crate) const EMULATOR_PORT: u16 = 18080;

/// How long a login waits for its browser (seconds).
const TIMEOUT: u64 = 300;

/// Log in to Kakao from the command line.
#[derive(Debug, Parser)]
#[command(name = NAME, version, disable_help_subcommand = true, arg_required_else_help = true, max_term_width = 100)]
#[command(args_override_self = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// Use this login profile: one app and one Kakao account
    #[arg(long, global = true, value_name = "NAME")]
    pub profile: Option<String>,
    /// Print JSON, failures too
    #[arg(long, global = true)]
    pub json: bool,
    /// Filter the JSON with a jq expression
    #[cfg(feature = "jq")]
    #[arg(long, global = true, value_name = "EXPR")]
    pub jq: Option<String>,
    /// Speak this language
    #[arg(long, global = true, value_name = "ko|en")]
    pub lang: Option<Lang>,
    /// Colour the output
    #[arg(long, global = true, value_name = "auto|always|never")]
    pub color: Option<ColorChoice>,
    /// Say only what fails
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more; twice: requests and answers, without their secrets
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub verbose: u8,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Lang {
    Ko,
    En,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ColorChoice {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Log in with the browser and show who is logged in
    Login(LoginArgs),
    /// Show the logged-in user
    Whoami,
    /// Print a valid access token, refreshed if needed
    Token(TokenArgs),
    /// Show what is cached, without the network
    Status,
    /// Get a new access token now
    Refresh,
    /// End the login at Kakao and forget it here
    Logout(LogoutArgs),
    /// Take the Kakao account off the app and end all its tokens
    Unlink(UnlinkArgs),
    /// Show the consent items, or take consent back
    Scopes(ScopesArgs),
    /// Run a program with KAKAO_ACCESS_TOKEN set
    Exec(ExecArgs),
    /// Call any Kakao REST API with the token
    Api(ApiArgs),
    /// Prepare a Kakao app step by step: key, redirect URI, client secret
    Setup,
    /// Look for what keeps a login from working, and say what helps
    Doctor(DoctorArgs),
    /// Say what an error code of Kakao's means and what helps
    Explain(ExplainArgs),
    /// Show and manage login profiles: one app and one Kakao account each
    Profiles(ProfilesArgs),
    /// Adopt a token JSON that a script saved
    Import(ImportArgs),
    /// Read and change settings
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Serve a pretend Kakao for tests and offline work
    #[cfg(feature = "emulator")]
    Emulator(Box<emulator::EmulatorArgs>),
    /// Try the whole login against a pretend Kakao; nothing is kept
    #[cfg(feature = "emulator")]
    Demo(DemoArgs),
    /// Print a completion script for a shell
    Completions(CompletionsArgs),
    /// Print the manual page, or write one per command into a folder
    Man(ManArgs),
}

#[derive(Args, Debug, Default)]
pub(crate) struct LoginArgs {
    /// Ask for these consent items (repeat, or separate with commas)
    #[arg(long = "scope", value_name = "ID", value_delimiter = ',')]
    pub scopes: Vec<String>,
    /// What Kakao asks the person to do
    #[arg(long, value_name = "login|select_account|create|none", value_delimiter = ',')]
    pub prompt: Vec<Prompt>,
    /// Choose another Kakao account (same as --prompt select_account)
    #[arg(long)]
    pub switch: bool,
    /// Fill in the login page: e-mail, phone number or Kakao Mail ID
    #[arg(long, value_name = "TEXT")]
    pub login_hint: Option<String>,
    /// Ask for these terms (Kakao Sync tags, separated with commas)
    #[arg(long, value_name = "TAGS")]
    pub service_terms: Option<String>,
    /// Come back to this redirect URI, exactly as registered
    #[arg(long, value_name = "URI")]
    pub redirect_uri: Option<String>,
    /// Print the URL and open no browser
    #[arg(long, conflicts_with = "browser")]
    pub no_browser: bool,
    /// Open the URL with this program
    #[arg(long, value_name = "CMD")]
    pub browser: Option<String>,
    /// Give up after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = TIMEOUT, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub timeout: u64,
    /// Do not look whether Kakao answers the URL with an error page
    #[arg(long)]
    pub no_probe: bool,
}

impl LoginArgs {
    /// `login` without a flag.
    pub(crate) fn plain() -> Self {
        Self { timeout: TIMEOUT, ..Self::default() }
    }
}

/// Kakao's own words for `prompt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum Prompt {
    Login,
    SelectAccount,
    Create,
    None,
}

impl Prompt {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::SelectAccount => "select_account",
            Self::Create => "create",
            Self::None => "none",
        }
    }
}

#[derive(Args, Debug)]
pub(crate) struct TokenArgs {
    /// Refresh if the token lives shorter than this, for example 30m
    #[arg(long, value_name = "DURATION", default_value = MIN_TTL, value_parser = parse_duration)]
    pub min_ttl: std::time::Duration,
    /// Print the whole header: Authorization: Bearer …
    #[arg(long, conflicts_with = "id")]
    pub header: bool,
    /// Print the ID token of OpenID Connect
    #[arg(long)]
    pub id: bool,
    /// Check the ID token with Kakao's keys and print each check
    #[arg(long, requires = "id")]
    pub verify: bool,
    /// Print the refresh token into a pipe or a file, for a secret of CI
    #[arg(long, conflicts_with_all = ["header", "id", "on_rotate"])]
    pub refresh_token: bool,
    /// Run this shell command when Kakao renews the refresh token, with the new one on its standard input
    #[arg(long, value_name = "CMD")]
    pub on_rotate: Option<String>,
}

/// Longer than any token or wait: what is added to a time must not run out of its numbers.
const LONGEST_DURATION: std::time::Duration = std::time::Duration::from_secs(10 * 365 * 24 * 3600);

/// `30m`, `1h 30m` and the like; a bare number is seconds.
///
/// # Errors
/// In words: what is no duration, and what is longer than ten years.
fn parse_duration(text: &str) -> Result<std::time::Duration, String> {
    let seconds = text.parse().map(std::time::Duration::from_secs);
    let duration = seconds.or_else(|_| humantime::parse_duration(text)).map_err(|error| error.to_string())?;
    if duration > LONGEST_DURATION { Err("longer than ten years".to_owned()) } else { Ok(duration) }
}

#[derive(Args, Debug)]
pub(crate) struct LogoutArgs {
    /// Also end the browser's own Kakao session
    #[arg(long)]
    pub browser_session: bool,
}

#[derive(Args, Debug)]
pub(crate) struct UnlinkArgs {
    /// Do not ask
    #[arg(long)]
    pub yes: bool,
}

#[derive(Args, Debug)]
pub(crate) struct ScopesArgs {
    #[command(subcommand)]
    pub command: Option<ScopesCommand>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ScopesCommand {
    /// Take consent back for these items
    Revoke(ScopeIds),
}

#[derive(Args, Debug)]
pub(crate) struct ScopeIds {
    /// Consent item ids
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,
}

#[derive(Args, Debug)]
pub(crate) struct ExecArgs {
    /// The program and its arguments
    #[arg(value_name = "CMD", required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    pub command: Vec<std::ffi::OsString>,
}

#[derive(Args, Debug)]
pub(crate) struct ApiArgs {
    /// Path of the API, for example /v2/user/me
    #[arg(value_name = "PATH")]
    pub path: String,
    /// HTTP method (GET; POST when there is a field or an input)
    #[arg(short = 'X', long, value_name = "METHOD")]
    pub method: Option<String>,
    /// Send a form field, as text
    #[arg(short = 'f', long = "field", value_name = "KEY=VALUE")]
    pub fields: Vec<String>,
    /// Send a form field: JSON text, or @FILE for a file's content
    #[arg(short = 'F', long = "json-field", value_name = "KEY=JSON|@FILE")]
    pub json_fields: Vec<String>,
    /// Add to the query
    #[arg(short = 'q', long = "query", value_name = "KEY=VALUE")]
    pub query: Vec<String>,
    /// Add a header
    #[arg(short = 'H', long = "header", value_name = "NAME: VALUE")]
    pub headers: Vec<String>,
    /// Send this file as the body; - is standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["fields", "json_fields"])]
    pub input: Option<String>,
    // The global flag of the same id, without its `-q`: here that is the query.
    /// Say only what fails
    #[arg(long, help_heading = "Global options")]
    pub quiet: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Print one setting
    Get(SettingName),
    /// Set one setting
    Set(ConfigSetArgs),
    /// Remove one setting from the file
    Unset(SettingName),
    /// Show every setting and where it comes from
    List,
    /// Print the path of the settings file
    Path,
}

#[derive(Args, Debug)]
pub(crate) struct SettingName {
    /// Name of the setting, for example rest-api-key
    #[arg(value_name = "KEY")]
    pub key: String,
}

#[derive(Args, Debug)]
pub(crate) struct ConfigSetArgs {
    /// Name of the setting, for example rest-api-key
    #[arg(value_name = "KEY")]
    pub key: String,
    /// Its value; a secret is asked for instead
    #[arg(value_name = "VALUE", conflicts_with = "stdin")]
    pub value: Option<String>,
    /// Read the value from standard input
    #[arg(long)]
    pub stdin: bool,
}

#[derive(Args, Debug)]
pub(crate) struct ProfilesArgs {
    #[command(subcommand)]
    pub command: Option<ProfilesCommand>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ProfilesCommand {
    /// List the profiles (this is the default)
    List,
    /// Use this profile where none is named
    Use(ProfileName),
    /// Give a profile another name
    Rename(ProfileNames),
    /// Remove a profile's login and settings from this computer
    Remove(ProfileName),
}

#[derive(Args, Debug)]
pub(crate) struct ProfileName {
    /// Name of the profile
    #[arg(value_name = "NAME")]
    pub name: String,
}

#[derive(Args, Debug)]
pub(crate) struct ProfileNames {
    /// Its present name
    #[arg(value_name = "OLD")]
    pub old: String,
    /// Its new name
    #[arg(value_name = "NEW")]
    pub new: String,
}

#[derive(Args, Debug)]
pub(crate) struct DoctorArgs {
    /// Also ask the token endpoint whether the client secret is right (Kakao may e-mail you when it is not)
    #[arg(long)]
    pub check_secret: bool,
}

#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// KOE006, -402, access_denied; - reads a pasted answer or page from standard input; without one all are listed
    #[arg(value_name = "CODE", allow_hyphen_values = true)]
    pub code: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct ImportArgs {
    /// The file, such as kakao_code.json; - is standard input
    #[arg(value_name = "FILE")]
    pub file: String,
}

#[derive(Args, Debug)]
pub(crate) struct DemoArgs {
    /// Click through the pages without a browser
    #[arg(long)]
    pub no_browser: bool,
}

#[derive(Args, Debug)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

#[derive(Args, Debug)]
pub(crate) struct ManArgs {
    /// Folder to write the pages into
    #[arg(value_name = "DIR")]
    pub directory: Option<std::path::PathBuf>,
}
