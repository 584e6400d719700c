//! Owns every sentence the program can say, as data. `ko` and `en` each hold one exhaustive match, so that a
//! missing translation does not compile. Whole sentences only: Korean particles do not survive assembly.

pub(crate) mod clean;
mod en;
mod hint;
mod ko;
mod label;
mod problem;

pub(crate) use hint::{Hint, Remedy, shell_word};
pub(crate) use label::{Label, Origin};
pub(crate) use problem::{Invalid, Problem, Visited};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Language {
    Korean,
    #[default]
    English,
}

/// A sentence in Korean and in English, where it is data and stands beside what it is about.
pub(crate) type Words = (&'static str, &'static str);

impl Language {
    /// Reads `ko`, `ko_KR.UTF-8`, `en-US` and the like. `None` for a language the program does not speak.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text.split(['_', '-', '.', '@']).next()?.to_ascii_lowercase().as_str() {
            "ko" => Some(Self::Korean),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// The words of this language.
    pub(crate) fn choose(self, (korean, english): Words) -> &'static str {
        match self {
            Self::Korean => korean,
            Self::English => english,
        }
    }

    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::Korean => "ko",
            Self::English => "en",
        }
    }
}

/// A sentence or a label. Fields that hold text from outside are cleaned before they get here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Message {
    // The conversation of a login.
    OpenThisUrl {
        url: String,
    },
    BrowserFailed,
    NoDisplay,
    NoSuchBrowser {
        program: String,
    },
    OtherLoginCame,
    /// The login is saved all the same.
    AnotherAccount {
        before: String,
        now: String,
    },
    Waiting {
        redirect_uri: String,
    },
    StillWaiting {
        redirect_uri: String,
    },
    HttpsOnPlainPort {
        redirect_uri: String,
    },
    PasteHere,
    PasteRefused {
        redirect_uri: String,
    },
    /// The address at which the login begins, in the place of the one it ends at.
    PastedTooEarly,
    LoggedIn {
        who: String,
        /// A login with another account.
        switch: String,
    },
    Refreshing,
    PageDoneTitle,
    PageDoneBody,
    PageDeniedTitle,
    PageDeniedBody,
    /// For the tab of an older login.
    PageOtherLoginTitle,
    PageOtherLoginBody,
    PageFailedTitle,
    PageFailedBody,

    // What other commands say.
    Refreshed {
        seconds: u64,
    },
    LoggedOut,
    ForgottenHere,
    NotLoggedIn,
    EndBrowserSession {
        url: String,
        redirect_uri: String,
    },
    SettingSaved {
        key: String,
        path: String,
    },
    SettingRemoved {
        key: String,
    },
    SettingWasNotSet {
        key: String,
    },
    /// What was saved is not what counts.
    Overruled {
        key: String,
        origin: Origin,
    },
    SettingUnset,
    SettingHidden,
    SecretPrompt {
        key: String,
    },
    Unlinked,
    UnlinkQuestion {
        who: String,
    },
    Agreed,
    NotAgreedYet,
    SwitchedOff,
    Revocable,
    NoProfiles,
    Damaged,
    ProfileChosen {
        name: String,
    },
    ProfileRenamed {
        old: String,
        new: String,
    },
    ProfileRemoved {
        name: String,
    },
    Imported {
        who: String,
    },
    ManWritten {
        count: usize,
        directory: String,
    },
    DemoStarts {
        url: String,
    },
    DemoWalked,
    DemoWalkedAsAsked,
    DemoDone,
    EmulatorServes {
        url: String,
    },
    EmulatorReset,
    SnapshotSaved {
        path: String,
    },
    SnapshotLoaded {
        path: String,
    },
    EmulatorReady {
        url: String,
    },
    InContainer,
    /// Nobody can paste either.
    InContainerUnattended,
    OverSsh {
        command: String,
    },
    CodeOnPage {
        code: &'static str,
        cause: Words,
        remedy: Words,
        console: Option<Words>,
    },
    SecondsLeft {
        seconds: u64,
    },
    Welcome,
    /// Why a login begins with it.
    SetupFirst,
    SetupStart,
    SetupAskKey,
    SetupKeyUnknown {
        code: String,
    },
    SetupKeyIsGood,
    SetupSwitchOn {
        menu: &'static str,
    },
    SetupRegister {
        redirect_uri: String,
        menu: &'static str,
    },
    SetupAskDone,
    SetupStill {
        code: String,
    },
    SetupIsGood,
    SetupSecret {
        menu: &'static str,
    },
    SetupConsent {
        menu: &'static str,
    },
    SetupCannotCheck {
        host: String,
    },
    SetupCheckup,
    SetupAskLogin,
    SetupSavedLater,
    SetupSecretKept,
    SetupSecretUnchecked,
    NotLookedAt,
    SecretIsRight,
    ShorterThanAsked {
        seconds: u64,
    },
    CodeUnknown {
        code: String,
    },
    NoFailures,
    NoRequests,

    // Warnings.
    /// `reason` is a code of Kakao's; without one the network failed or no refresh token is left.
    ServedOldToken {
        reason: Option<String>,
        seconds: u64,
    },
    RefreshTokenEnds {
        days: u64,
        command: String,
    },
    IdTokenDropped {
        failed: String,
    },
    /// The keys could not be had.
    IdTokenUnchecked {
        host: String,
    },
    /// Root makes the folder in a home of another user's.
    MadeByRoot {
        path: String,
        owner: u32,
    },
    /// Its token is used in the place of the login's.
    VariableOutranks {
        variable: &'static str,
    },
    /// No login, and a variable that stands in for one.
    VariableStandsIn {
        variable: &'static str,
    },
    /// A REST API key that does not look like one.
    UnusualKey {
        origin: Origin,
    },
    UnknownKey {
        path: String,
        line: usize,
        key: String,
        command: String,
    },
    /// A file with secrets that others can read.
    Exposed {
        path: String,
    },
    SetAside {
        path: String,
    },

    // Labels of facts, and what stands beside them.
    Label(Label),
    NotAgreed {
        command: String,
    },
    NotConfigured {
        scope: &'static str,
    },
    NoValue,
    ValidFor {
        seconds: u64,
    },
    Expired,
    UnknownLifetime,
    Missing,
    NoScopes,
    Origin(Origin),

    // What went wrong.
    Problem(Problem),
    // What to do about it.
    Hint(Hint),
    Warning,
    HintWord,
    ErrorWord,
}

impl Message {
    /// The words, harmless to a terminal and to the eye whatever text from outside is among them.
    pub(crate) fn text(&self, language: Language) -> String {
        let text = match language {
            Language::Korean => ko::text(self),
            Language::English => en::text(self),
        };
        if self.has_lines() { clean::text(&text) } else { clean::line(&text, usize::MAX) }
    }

    /// The few that have several lines. Nothing in them is from outside but addresses, which hold no line break.
    fn has_lines(&self) -> bool {
        use Message as M;
        matches!(
            self,
            M::OpenThisUrl { .. }
                | M::PageDoneBody
                | M::PageDeniedBody
                | M::PageOtherLoginBody
                | M::PageFailedBody
                | M::CodeOnPage { .. }
                | M::SetupSwitchOn { .. }
                | M::SetupRegister { .. }
                | M::SetupIsGood
                | M::SetupSecret { .. }
                | M::SetupConsent { .. }
                | M::SetupCheckup
        )
    }
}

/// The two largest units of a time span in seconds: (days, hours, minutes, seconds) cut to what matters.
enum Span {
    Days(u64, u64),
    Hours(u64, u64),
    Minutes(u64),
    Seconds(u64),
}

fn span(seconds: u64) -> Span {
    match seconds {
        0..60 => Span::Seconds(seconds),
        60..3600 => Span::Minutes(seconds / 60),
        3600..86_400 => Span::Hours(seconds / 3600, seconds % 3600 / 60),
        _ => Span::Days(seconds / 86_400, seconds % 86_400 / 3600),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_are_read_as_people_write_them() {
        for (text, language) in [
            ("ko_KR.UTF-8", Some(Language::Korean)),
            ("ko", Some(Language::Korean)),
            ("KO-kr", Some(Language::Korean)),
            ("en_US", Some(Language::English)),
            ("C.UTF-8", None),
            ("POSIX", None),
            ("", None),
        ] {
            assert_eq!(Language::parse(text), language, "{text}");
        }
    }

    #[test]
    fn a_span_is_told_in_its_two_largest_units() {
        let tell = |seconds| {
            let message = Message::ValidFor { seconds };
            (message.text(Language::English), message.text(Language::Korean))
        };
        assert_eq!(tell(21_540), ("valid for 5 h 59 min".into(), "5시간 59분 남았어요".into()));
        assert_eq!(tell(59), ("valid for 59 s".into(), "59초 남았어요".into()));
        assert_eq!(tell(5_183_999), ("valid for 59 d 23 h".into(), "59일 23시간 남았어요".into()));
    }
}
