//! Owns what to do next, as data.

/// A next step, with something to paste where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Hint {
    Remedy(Remedy),
    /// A remedy whose value is to be put right in the variable it came from.
    RemedyInVariable {
        remedy: Remedy,
        variable: &'static str,
    },
    CorrectVariable {
        variable: &'static str,
    },
    RunLogin {
        command: String,
    },
    AskScopes {
        command: String,
    },
    SetRestApiKey,
    WhereRestApiKeyIs,
    SeeHelp {
        command: String,
    },
    DidYouMean {
        suggestion: String,
    },
    KnownKeys {
        keys: String,
    },
    /// Takes a setting out that this version does not know.
    RemoveSetting {
        command: String,
    },
    ServerInFile {
        key: &'static str,
    },
    UseLoopbackRedirect,
    UseHttps,
    SetIt {
        key: &'static str,
    },
    InstallHelper {
        program: String,
    },
    AskHelper {
        program: String,
    },
    RotatedIsKept,
    PipeRefreshToken,
    SayYes,
    MaybeSpent {
        command: String,
    },
    ListProfiles,
    RemoveProfile {
        name: String,
    },
    MakeProfile {
        name: String,
    },
    LogInInstead {
        command: String,
    },
    UseStdin {
        key: &'static str,
    },
    SetConfigDirectory,
    FreePort {
        port: u16,
    },
    OtherPort,
    AnyPort {
        command: String,
    },
    SetClock,
    RunSetup,
    StartEmulator,
    PointAtEmulator,
    /// A loopback server did not answer.
    IsEmulatorUp {
        command: String,
    },
    LookFor {
        folder: String,
    },
    GiveCode,
    SeeScopes,
    SeeLogs,
    /// Another configuration folder, where this one cannot be written to.
    OtherFolder,
    FolderInside {
        folder: String,
    },
    /// A file or folder of another user's, as `sudo` leaves it.
    TakeOver {
        path: String,
        user: u32,
        owner: u32,
    },
    ChangeAtSource,
    RaiseLimits,
    CloseToOthers {
        path: String,
    },
    NotToldKakao,
    CheckStore {
        path: String,
    },
    NewLoginReplaces {
        command: String,
    },
    UpdateProgram,
    AnotherRunHoldsIt,
    NewVariableToken {
        variable: &'static str,
    },
    UseCachedLogin {
        variable: &'static str,
    },
    CloseOlderTabs,
    Report,
    LookAtBrowser {
        redirect_uri: String,
    },
    EditFile {
        path: String,
    },
    CheckOutput,
    SeeJq,
    CheckNetwork,
    CheckProxy,
    JsonFromFile {
        command: String,
    },
    ShellRewrotePath {
        command: String,
    },
    SaveAsUtf8,
    CheckCertificates,
    InstallCertificates,
    CorrectCertificates {
        variable: &'static str,
    },
    EscapeProxy {
        variable: &'static str,
    },
    RetryAfter {
        seconds: u64,
    },
    TryAgainLater,
    LogInWith {
        command: String,
    },
    RegisterExactly {
        redirect_uri: String,
    },
    Verbose,
}

/// What to do about an answer of Kakao's, in the console's own words (menus since December 2025).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Remedy {
    SwitchLoginOn,
    AddMember,
    RegisterRedirectUri,
    RegisterLogoutRedirectUri,
    UseRestApiKey,
    SetClientSecret,
    DropOrConfigureScope,
    SameRedirectUri,
    AllowThisIp,
    WaitAndRetry,
    EnableFeature,
    CheckRequest,
}

/// One word of a shell, in quotes where it needs them.
pub(crate) fn shell_word(text: &str) -> String {
    let is_plain = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_./:,=@%+".contains(c));
    if is_plain { text.to_owned() } else { quoted(text) }
}

/// One word of a shell, whatever is in it.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_quoted_path_stays_one_word() {
        assert_eq!(quoted("/home/hong gil"), "'/home/hong gil'");
        assert_eq!(quoted("q';touch X;'"), r"'q'\'';touch X;'\'''");
    }
}
