//! Owns what can go wrong, as data.

use super::Origin;

/// The first line of a failure: what happened, and why where that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    UnknownFlag {
        given: String,
    },
    UnknownCommand {
        given: String,
    },
    MissingArgument {
        names: String,
    },
    InvalidValue {
        argument: String,
        given: String,
        possible: String,
    },
    ValueMissing {
        argument: String,
        /// Empty where any text will do.
        possible: String,
    },
    ArgumentConflict {
        argument: String,
        other: String,
    },
    Usage {
        detail: String,
    },
    SettingsSyntax {
        path: String,
        line: usize,
        column: usize,
        detail: String,
    },
    UnknownKey {
        path: String,
        line: usize,
        column: usize,
        key: String,
    },
    UnknownSetting {
        key: String,
    },
    InvalidSetting {
        key: &'static str,
        origin: Origin,
        why: Invalid,
    },
    SettingsLinkElsewhere {
        path: String,
        target: String,
        detail: String,
    },
    SettingsOpenToAll {
        path: String,
    },
    /// What it says is another user's wish.
    SettingsForeign {
        path: String,
    },
    SettingsUnreadable {
        path: String,
        detail: String,
    },
    SettingsUnwritable {
        path: String,
        detail: String,
    },
    NoConfigDirectory,
    RelativeConfigDirectory,
    SecretAsArgument {
        key: &'static str,
    },
    NoTerminal {
        key: &'static str,
    },
    NoRestApiKey,
    PortTaken {
        port: u16,
        holder: Option<String>,
    },
    CannotListen {
        port: u16,
        detail: String,
    },
    NoRandomness {
        detail: String,
    },
    StoreUnreadable {
        path: String,
        detail: String,
    },
    StoreUnwritable {
        path: String,
        detail: String,
    },
    StoreBroken {
        path: String,
    },
    Pretended {
        server: String,
    },
    StoreNewer {
        path: String,
    },
    StoreForeign {
        path: String,
        owner: u32,
        user: u32,
    },
    /// A folder like /tmp.
    StoreSticky {
        path: String,
    },
    StoreUnsafe {
        path: String,
    },
    StoreLocked {
        path: String,
    },
    HelperMissing {
        program: String,
    },
    HelperFailed {
        program: String,
        detail: String,
    },
    RotationUntold {
        detail: String,
    },
    /// Kakao answered, and the answer could not be kept.
    Unsaved {
        because: Box<Problem>,
    },
    NeedsYes,
    NotUnlinked,
    CannotRun {
        program: String,
        detail: String,
    },
    LoginNeeded {
        profile: String,
    },
    SessionEnded {
        code: String,
    },
    VariableTokenRejected {
        variable: &'static str,
    },
    VariableTokenMalformed {
        variable: &'static str,
    },
    NobodyCameBack {
        seconds: u64,
        visit: Visited,
    },
    /// The login is kept, without these consent items.
    NotAgreed {
        scopes: String,
    },
    Denied,
    DeniedBecause {
        error: String,
        detail: String,
    },
    ShownInBrowser {
        code: String,
    },
    /// The claims whose checks failed.
    BadIdToken {
        failed: String,
    },
    ConsentMissing {
        scopes: String,
    },
    Refused {
        name: String,
        detail: String,
    },
    RefusedPlainly {
        name: String,
    },
    Unreachable {
        host: String,
        detail: String,
    },
    Tls {
        host: String,
        detail: String,
    },
    NoCertificates {
        detail: String,
    },
    /// The variable leads to no certificates.
    NoCertificatesThere {
        variable: &'static str,
        /// Empty where the file or folder is there.
        detail: String,
    },
    ProxyUnreadable {
        variable: &'static str,
    },
    NoResources {
        detail: String,
    },
    TimedOut {
        host: String,
    },
    Interrupted {
        detail: String,
    },
    AnswerTooLarge,
    AnswerNotText,
    AnswerMalformed {
        status: u16,
    },
    AnswerIsPage {
        status: u16,
    },
    Insecure {
        host: String,
    },
    NotSet {
        key: &'static str,
    },
    NotJson {
        detail: String,
    },
    /// JSON whose quotes a shell took away.
    QuotesGone,
    Utf16 {
        path: String,
    },
    Signal {
        number: i32,
    },
    /// A panic.
    Internal {
        detail: String,
    },
    NoIdToken,
    NoIdTokenInVariable {
        variable: &'static str,
    },
    IdTokenExpired,
    NoRefreshToken,
    /// A refresh token was asked for where it would be seen.
    SecretOnTerminal,
    LoggedOutOnlyHere {
        reason: String,
    },
    Stdout {
        detail: String,
    },
    FilterSyntax {
        filter: String,
    },
    FilterFailed {
        detail: String,
    },
    FileUnreadable {
        path: String,
        detail: String,
    },
    FieldSyntax {
        given: String,
    },
    NoSuchProfile {
        name: String,
    },
    ProfileExists {
        name: String,
    },
    ProfileDamaged {
        name: String,
    },
    ProfileNameInvalid {
        name: String,
    },
    ImportedError {
        name: String,
        detail: String,
    },
    /// Kakao takes neither of its tokens.
    ImportedDead {
        path: String,
    },
    NoTokenInside {
        path: String,
    },
    BadPath {
        given: String,
    },
    ClockOff {
        seconds: u64,
        is_ahead: bool,
    },
    NoEmulator {
        url: String,
    },
    EmulatorRefused {
        detail: String,
    },
    TooFewRequests {
        count: usize,
        wanted: usize,
    },
    ScenarioSyntax {
        path: String,
        line: usize,
        column: usize,
        detail: String,
    },
    NoTerminalForSetup,
    NoDemoPage {
        detail: String,
    },
    /// A file or folder that a person named and that is not there.
    NoSuchFile {
        path: String,
    },
    NoSuchProgram {
        program: String,
    },
    SurplusArgument {
        given: String,
    },
    /// Kakao answered with a status of 500 or more and said nothing else.
    InTrouble {
        name: String,
    },
    NoSuchApi,
    NothingToExplain,
    FileUnwritable {
        path: String,
        detail: String,
    },
    Other {
        detail: String,
    },
}

/// What came to the redirect URI while nobody came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Visited {
    Never,
    WithoutAnAnswer,
    ByAnotherLogin,
}

/// Why a setting's value cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Invalid {
    /// A line break or another control character.
    ControlCharacter,
    Empty,
    TooLong,
    Url,
    /// Neither https nor loopback.
    PlainHttp,
    /// A variable may point at this machine only.
    VariableNotLoopback,
    /// The API server is local, the login is not.
    OtherMachine,
    RedirectUri,
    RestApiKey,
    ClientSecret,
    ProfileName,
    Language,
    Store,
    NotText,
}
