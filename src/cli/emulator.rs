//! Owns what may be typed after `emulator`: how to serve, and the verbs that steer one that serves.

use std::{path::PathBuf, time::Duration};

use clap::{Args, Subcommand, ValueEnum};

use super::parse_duration;

#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct EmulatorArgs {
    #[command(subcommand)]
    pub verb: Option<Verb>,
    #[command(flatten)]
    pub serve: ServeArgs,
}

#[derive(Args, Debug)]
pub(crate) struct ServeArgs {
    /// Port on 127.0.0.1; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = super::EMULATOR_PORT)]
    pub port: u16,
    /// Scenario file: the app, its consent items and its users
    #[arg(long, value_name = "FILE.toml")]
    pub config: Option<PathBuf>,
    /// Log this user in and agree without showing a page
    #[arg(long, value_name = "USER")]
    pub auto: Option<String>,
    /// REST API key of the app
    #[arg(long, value_name = "KEY")]
    pub rest_api_key: Option<String>,
    /// Client secret of the pretend app; an empty one switches it off
    #[arg(long, value_name = "SECRET")]
    pub client_secret: Option<String>,
    /// Registered redirect URI (repeat); without one the first on this machine that is asked for is registered
    #[arg(long = "redirect-uri", value_name = "URI")]
    pub redirect_uris: Vec<String>,
    /// How long access tokens live [default: 21599s]
    #[arg(long, value_name = "DURATION", value_parser = parse_duration)]
    pub access_ttl: Option<Duration>,
    /// How long refresh tokens live [default: 5183999s]
    #[arg(long, value_name = "DURATION", value_parser = parse_duration)]
    pub refresh_ttl: Option<Duration>,
}

/// Which emulator is meant.
#[derive(Args, Debug)]
pub(crate) struct Target {
    /// Address of the emulator; else KAKAO_AUTH_URL where that is on this machine, else port 18080
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Print an authorization code, as if the user had logged in and agreed
    Code(CodeArgs),
    /// Let the next requests to an endpoint fail
    Fail(FailArgs),
    /// Show the emulator's clock, or move it forward
    Clock(ClockArgs),
    /// Forget everything that happened; the app and its users stay
    Reset(Target),
    /// Show the users and what they agreed to
    Users(Target),
    /// Show what was asked, or wait until enough was
    Requests(RequestsArgs),
    /// Show the requests with reason and remedy, as they come
    Logs(LogsArgs),
    /// Keep everything that happened in a file, or bring it back
    #[command(subcommand)]
    Snapshot(SnapshotVerb),
    /// Print the settings that lead an app to the emulator
    Env(EnvArgs),
    /// Say whether the emulator serves, or wait until it does
    Ready(ReadyArgs),
    /// Show what the emulator does, and how sure that Kakao does the same
    Differences,
}

#[derive(Args, Debug)]
pub(crate) struct CodeArgs {
    /// Who logs in
    #[arg(long, value_name = "USER")]
    pub user: String,
    /// Consent items, a comma list
    #[arg(long, value_name = "IDS")]
    pub scope: Option<String>,
    /// Redirect URI; else the first registered one
    #[arg(long, value_name = "URI")]
    pub redirect_uri: Option<String>,
    /// Nonce for the ID token
    #[arg(long, value_name = "TEXT")]
    pub nonce: Option<String>,
    #[command(flatten)]
    pub target: Target,
}

#[derive(Args, Debug)]
pub(crate) struct FailArgs {
    /// End of a path such as token or user/me, a whole path, or *
    #[arg(value_name = "ENDPOINT", required_unless_present = "clear")]
    pub endpoint: Option<String>,
    /// A KOE code, or a negative code of kapi's
    #[arg(value_name = "CODE", allow_hyphen_values = true)]
    pub code: Option<String>,
    /// How many requests fail [default: 1]
    #[arg(long, value_name = "N")]
    pub times: Option<u64>,
    /// HTTP status
    #[arg(long, value_name = "S")]
    pub status: Option<u16>,
    /// Wait this long before answering (milliseconds)
    #[arg(long, value_name = "MS")]
    pub delay: Option<u64>,
    /// Cut the connection instead of answering
    #[arg(long)]
    pub drop: bool,
    /// Forget all failures that still wait
    #[arg(long)]
    pub clear: bool,
    #[command(flatten)]
    pub target: Target,
}

#[derive(Args, Debug)]
pub(crate) struct ClockArgs {
    /// How far forward, such as +35d
    #[arg(value_name = "+DURATION", allow_hyphen_values = true)]
    pub advance: Option<String>,
    #[command(flatten)]
    pub target: Target,
}

#[derive(Args, Debug)]
pub(crate) struct RequestsArgs {
    /// Wait until there are so many
    #[arg(long, value_name = "N")]
    pub wait: Option<usize>,
    /// How long to wait
    #[arg(long, value_name = "DURATION", default_value = "10s", value_parser = parse_duration)]
    pub timeout: Duration,
    /// Count those to this end of a path only, such as token
    #[arg(long, value_name = "PATH")]
    pub path: Option<String>,
    #[command(flatten)]
    pub target: Target,
}

#[derive(Args, Debug)]
pub(crate) struct LogsArgs {
    /// Go on until Ctrl-C
    #[arg(short, long)]
    pub follow: bool,
    #[command(flatten)]
    pub target: Target,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SnapshotVerb {
    /// Write the emulator's memory into a file
    Save(SnapshotArgs),
    /// Read the emulator's memory from a file
    Load(SnapshotArgs),
}

#[derive(Args, Debug)]
pub(crate) struct SnapshotArgs {
    /// The file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    pub target: Target,
}

#[derive(Args, Debug)]
pub(crate) struct EnvArgs {
    /// For which framework
    #[arg(long = "for", value_name = "dotenv|spring|nextauth|allauth", default_value = "dotenv")]
    pub kind: Framework,
    #[command(flatten)]
    pub target: Target,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Framework {
    Dotenv,
    Spring,
    Nextauth,
    Allauth,
}

impl Framework {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Dotenv => "dotenv",
            Self::Spring => "spring",
            Self::Nextauth => "nextauth",
            Self::Allauth => "allauth",
        }
    }
}

#[derive(Args, Debug)]
pub(crate) struct ReadyArgs {
    /// Wait so long for it
    #[arg(long, value_name = "DURATION", default_value = "0s", value_parser = parse_duration)]
    pub wait: Duration,
    #[command(flatten)]
    pub target: Target,
}
