//! Owns what went wrong, in English.

use super::origin_text;
use crate::messages::{Invalid, Problem, Visited};

pub(super) fn text(problem: &Problem) -> String {
    use Problem as P;
    match problem {
        P::UnknownFlag { given } => format!("unknown flag {given}"),
        P::SurplusArgument { given } => format!("unexpected argument {given}"),
        P::UnknownCommand { given } => format!("unknown command {given}"),
        P::MissingArgument { names } => format!("missing: {names}"),
        P::InvalidValue { argument, given, possible } if possible.is_empty() => {
            format!("{argument} cannot be '{given}'")
        }
        P::InvalidValue { argument, given, possible } => {
            format!("{argument} cannot be '{given}'; it is one of {possible}")
        }
        P::ValueMissing { argument, possible } if possible.is_empty() => format!("{argument} needs a value"),
        P::ValueMissing { argument, possible } => format!("{argument} needs a value: one of {possible}"),
        P::ArgumentConflict { argument, other } => format!("{argument} cannot be used with {other}"),
        P::Usage { detail } => detail.clone(),
        P::SettingsSyntax { path, line, column, detail } => format!("{path}, line {line}, column {column}: {detail}"),
        P::UnknownKey { path, line, column, key } => {
            format!("{path}, line {line}, column {column}: there is no setting '{key}'")
        }
        P::UnknownSetting { key } => format!("there is no setting '{key}'"),
        P::InvalidSetting { key, origin, why } => format!("{key} ({}) {}", origin_text(origin), invalid_text(*why)),
        P::SettingsLinkElsewhere { path, target, detail } => {
            format!("{path} is a link to {target}, which cannot be changed from here: {detail}")
        }
        P::SettingsOpenToAll { path } => {
            format!("every user of this machine may change {path}, so what it says is not done")
        }
        P::SettingsForeign { path } => format!("{path} is another user's, so what it says is not done"),
        P::SettingsUnreadable { path, detail } => format!("cannot read the settings {path}: {detail}"),
        P::SettingsUnwritable { path, detail } => format!("cannot write the settings {path}: {detail}"),
        P::NoConfigDirectory => "cannot tell where your configuration folder is".into(),
        P::RelativeConfigDirectory => {
            "the configuration folder is not an absolute path, so it would change with the current directory".into()
        }
        P::SecretAsArgument { key } => format!("{key} is a secret, and other users can see the arguments of a command"),
        P::NoTerminal { key } => format!("cannot ask for {key}: this is not a terminal"),
        P::NoRestApiKey => "no REST API key is set; it says which app the login is for".into(),
        P::PortTaken { port, holder: Some(holder) } => {
            format!("port {port} is taken by {holder}")
        }
        P::PortTaken { port, holder: None } => {
            format!("port {port} is taken by another program")
        }
        P::CannotListen { port, detail } => format!("cannot listen on port {port}: {detail}"),
        P::NoRandomness { detail } => format!("the system gave no random numbers: {detail}"),
        P::StoreUnreadable { path, detail } => format!("cannot read the token file {path}: {detail}"),
        P::StoreUnwritable { path, detail } => format!("cannot write {path}: {detail}"),
        P::StoreBroken { path } => format!("the token file {path} is damaged"),
        P::Pretended { server } => format!("a token of the emulator's (emu_…) is not filed under {server}"),
        P::StoreNewer { path } => format!("the token file {path} was written by a newer kakao-login"),
        P::StoreForeign { path, owner, user } => format!(
            "{path} belongs to {} and this runs as {}, so no token is read from or written to it",
            user_text(*owner),
            user_text(*user)
        ),
        P::StoreSticky { path } => format!("{path} is open to every user, so no token is read from or written to it"),
        P::StoreUnsafe { path } => {
            format!("{path} is not a plain file or folder of yours, so no token is read from or written to it")
        }
        P::StoreLocked { path } => format!("another kakao-login holds {path}"),
        P::HelperMissing { program } => {
            format!("the credential helper {program} is not on the PATH, and no other store is used in its place")
        }
        P::HelperFailed { program, detail } if detail.is_empty() => {
            format!("the credential helper {program} gave no answer of the protocol")
        }
        P::HelperFailed { program, detail } => format!("the credential helper {program} failed: {detail}"),
        P::RotationUntold { detail } => {
            format!("the refresh token was renewed, but the command of --on-rotate failed: {detail}")
        }
        P::NeedsYes => "this cannot be undone, and there is no terminal to ask".into(),
        P::NotUnlinked => "not unlinked, as you chose; nothing was changed".into(),
        P::NoSuchProgram { program } => format!("there is no program {program}"),
        P::CannotRun { program, detail } => format!("cannot run {program}: {detail}"),
        P::LoginNeeded { profile } => format!("nobody is logged in (profile {profile})"),
        P::SessionEnded { code } => format!("the login has ended: Kakao no longer takes the refresh token ({code})"),
        P::VariableTokenRejected { variable } => format!("Kakao does not take the token in {variable}"),
        P::VariableTokenMalformed { variable } => {
            format!("the value of {variable} is not a token: it holds a space or another character no token has")
        }
        P::NobodyCameBack { seconds, visit: Visited::Never } => {
            format!("nobody came back from the browser in {seconds} s, and no browser asked anything of this machine")
        }
        P::NobodyCameBack { seconds, visit: Visited::WithoutAnAnswer } => format!(
            "nobody came back from the browser in {seconds} s; a browser did reach this machine, but without the answer of this login"
        ),
        P::NobodyCameBack { seconds, visit: Visited::ByAnotherLogin } => format!(
            "nobody came back to this login in {seconds} s; a browser did come, with the page of an earlier login"
        ),
        P::NotAgreed { scopes } => format!("logged in and saved, but the user did not agree to {scopes}"),
        P::Denied => "the login was cancelled in the browser".into(),
        P::DeniedBecause { error, detail } if detail.is_empty() => format!("Kakao refused the login ({error})"),
        P::DeniedBecause { error, detail } => format!("Kakao refused the login ({error}): {detail}"),
        P::ShownInBrowser { code } => {
            format!("Kakao answers the login page with {code}, so the browser will not come back")
        }
        P::BadIdToken { failed } => format!("the ID token does not hold ({failed}); nothing was saved"),
        P::ConsentMissing { scopes } => format!("the user has not agreed to {scopes} (-402)"),
        P::Refused { name, detail } => format!("Kakao refused ({name}): {detail}"),
        P::RefusedPlainly { name } => format!("Kakao refused ({name})"),
        P::InTrouble { name } => format!("Kakao's server is in trouble ({name})"),
        P::NoSuchApi => "there is nothing at this path (HTTP 404)".into(),
        P::Unreachable { host, detail } => format!("cannot reach {host}: {detail}"),
        P::Tls { host, detail } => format!("no secure connection to {host}: {detail}"),
        P::NoCertificates { detail } => {
            format!("this machine has no certificate authorities to check a server with: {detail}")
        }
        P::NoCertificatesThere { variable, detail } if detail.is_empty() => {
            format!("{variable} leads to no certificate, so no server can be checked")
        }
        P::NoCertificatesThere { variable, detail } => {
            format!("{variable} leads to no certificate, so no server can be checked: {detail}")
        }
        P::NoResources { detail } => format!("the system gives this program no more threads or open files: {detail}"),
        P::ProxyUnreadable { variable } => {
            format!("the proxy in {variable} cannot be read, and nothing is sent past it")
        }
        P::TimedOut { host } => format!("{host} did not answer in time"),
        P::Interrupted { detail } => format!("the connection broke off before the answer was complete: {detail}"),
        P::AnswerTooLarge => "the answer is larger than anything Kakao sends".into(),
        P::AnswerNotText => "the answer is not text".into(),
        P::AnswerMalformed { status } => format!("the answer is not what Kakao documents (HTTP {status})"),
        P::AnswerIsPage { status } => format!(
            "a web page came instead of Kakao's answer (HTTP {status}): perhaps a sign-in page of this network or a proxy"
        ),
        P::Insecure { host } => format!("refusing to send anything to {host} without https"),
        P::NotSet { key } => format!("{key} is not set"),
        P::NotJson { detail } => format!("-F takes JSON text or @FILE: {detail}; plain text goes with -f"),
        P::NoRefreshToken => "this login has no refresh token".into(),
        P::SecretOnTerminal => {
            "a refresh token is the key to the account for months, so it is not shown on a screen".into()
        }
        P::QuotesGone => "the JSON came without its quotes: the shell took them away (in sh, write all of it between '…'; PowerShell 5 and cmd.exe need a file)".into(),
        P::Utf16 { path } => format!("{path} is UTF-16, and JSON is UTF-8"),
        P::IdTokenExpired => "the ID token has expired, and a refresh brought no new one".into(),
        P::Signal { number } => format!("ended by signal {number}"),
        P::Internal { detail } => format!("kakao-login met a fault of its own, or of the system: {detail}"),
        P::NoIdToken => "this login has no ID token".into(),
        P::NoIdTokenInVariable { variable } => format!("{variable} is set, and no ID token comes with it"),
        P::LoggedOutOnlyHere { reason } => format!(
            "removed the token from this computer, but Kakao could not be told ({reason}); the token dies there by itself within hours"
        ),
        P::Stdout { detail } => format!("cannot write the answer: {detail}"),
        P::FilterSyntax { filter } => format!("this is not a jq filter: {filter}"),
        P::FilterFailed { detail } => format!("the jq filter failed on this answer: {detail}"),
        P::NoSuchFile { path } => format!("there is no file {path}"),
        P::FileUnreadable { path, detail } => format!("cannot read {path}: {detail}"),
        P::FieldSyntax { given } => format!("'{given}' is not of the form key=value"),
        P::NoSuchProfile { name } => format!("there is no profile {name}"),
        P::ProfileExists { name } => format!("there is a profile {name} already"),
        P::ProfileDamaged { name } => {
            format!("a token file of the profile {name} is damaged or of a newer version, so it cannot be moved")
        }
        P::Unsaved { because } => {
            format!("Kakao renewed the tokens, but they could not be saved: {}", text(because))
        }
        P::ProfileNameInvalid { name } => format!("'{name}' {}", invalid_text(Invalid::ProfileName)),
        P::ImportedError { name, detail } if detail.is_empty() => {
            format!("this file holds no token but an error that Kakao answered once: {name}")
        }
        P::ImportedError { name, detail } => {
            format!("this file holds no token but an error that Kakao answered once ({name}): {detail}")
        }
        P::ImportedDead { path } => format!("Kakao takes no token of {path} any more; nothing was changed"),
        P::NoTokenInside { path } => {
            format!("{path} is no token answer of Kakao's: a JSON object with access_token or refresh_token")
        }
        P::BadPath { given } => format!("'{given}' is not a path of Kakao's API such as /v2/user/me"),
        P::ClockOff { seconds, is_ahead: true } => format!("this machine's clock is {seconds} s ahead of the server's"),
        P::ClockOff { seconds, is_ahead: false } => format!("this machine's clock is {seconds} s behind the server's"),
        P::NoEmulator { url } => format!("no emulator serves at {url}"),
        P::EmulatorRefused { detail } => format!("the emulator refused: {detail}"),
        P::TooFewRequests { count, wanted } => format!("only {count} of {wanted} requests came in time"),
        P::ScenarioSyntax { path, line, column, detail } => {
            format!("cannot read the scenario {path}:{line}:{column}: {detail}")
        }
        P::NoTerminalForSetup => "`setup` is a conversation and needs a terminal".into(),
        P::NoDemoPage { detail } => format!("the demo lost its way through the pages: {detail}"),
        P::NothingToExplain => "nothing came on standard input".into(),
        P::FileUnwritable { path, detail } => format!("cannot write {path}: {detail}"),
        P::Other { detail } => detail.clone(),
    }
}

fn user_text(user: u32) -> String {
    if user == 0 { "root".to_owned() } else { format!("uid {user}") }
}

fn invalid_text(why: Invalid) -> &'static str {
    match why {
        Invalid::ControlCharacter => "holds a line break or another control character",
        Invalid::Empty => "is empty",
        Invalid::TooLong => "is too long",
        Invalid::Url => "is not a URL",
        Invalid::PlainHttp => "must be https; plain http is for this machine alone",
        Invalid::VariableNotLoopback => "points to another machine, and a variable may only name this one",
        Invalid::OtherMachine => "points to this machine while the other server is Kakao's own; no token goes there",
        Invalid::RedirectUri => {
            "cannot be listened on: it must be http, on 127.0.0.1, localhost or [::1], without query or fragment"
        }
        Invalid::RestApiKey => "is no REST API key: those are 32 letters and digits, without quotes or spaces",
        Invalid::ClientSecret => "is no client secret: those are letters and digits, without quotes or spaces",
        Invalid::ProfileName => {
            "is not a profile name: letters, digits, '-', '_' and '.', at most 64, the first a letter or digit"
        }
        Invalid::Language => "is not a language spoken here: ko or en",
        Invalid::Store => {
            "is not a store this version has: file, keyring, or helper:NAME for the program docker-credential-NAME"
        }
        Invalid::NotText => "must be text; in config.toml it stands in quotes",
    }
}
