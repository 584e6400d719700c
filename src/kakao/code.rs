//! Owns the registry of Kakao's error codes: what each means, whose turn it is, and what helps.

mod api;
mod authorize;
mod pages;
mod talk;
mod token;
mod words;

use api::API;
use authorize::AUTHORIZE;
use pages::PAGES;
use talk::TALK;
use token::TOKEN;
use words::WORDS;

use crate::{
    messages::{Remedy, Words},
    wire::Refusal,
};

/// Whose turn it is after a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The developer's, in Kakao's console or in the settings here.
    AppSetup,
    /// The person's, who has not agreed or does not want to.
    Consent,
    /// The person's, who has to log in again.
    Login,
    /// Nobody's: later it may work.
    Later,
    /// This request was wrong.
    Other,
}

impl Verdict {
    /// The exit code of the contract.
    pub(crate) fn exit(self) -> u8 {
        match self {
            Self::Consent => 3,
            Self::Login => 4,
            Self::Later => 6,
            Self::AppSetup => 7,
            Self::Other => 1,
        }
    }
}

/// What is known of a code.
#[derive(Debug)]
pub(crate) struct Entry {
    pub code: &'static str,
    pub shown: Shown,
    pub verdict: Verdict,
    /// The short advice beside a failure; `None`: a new login.
    pub hint: Option<Remedy>,
    pub place: Option<Place>,
    pub confidence: Confidence,
    /// A page of Kakao's documentation, a devtalk topic, or what else is known.
    pub source: &'static str,
    pub cause: Words,
    pub remedy: Words,
}

/// Where a code is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// A page in the browser, which never comes back.
    Page,
    /// The redirect to the app.
    Redirect,
    Token,
    TokenInfo,
    Api,
}

impl Shown {
    pub(crate) fn words(self) -> Words {
        match self {
            Self::Page => (
                "브라우저의 오류 페이지 (앱으로 돌아오지 않아요)",
                "an error page in the browser, which never comes back",
            ),
            Self::Redirect => ("앱으로 돌아오는 주소", "the redirect to the app"),
            Self::Token => ("토큰 요청의 응답", "the answer of the token endpoint"),
            Self::TokenInfo => ("ID 토큰 정보 보기의 응답", "the answer of tokeninfo"),
            Self::Api => ("카카오 API의 응답", "the answer of an API"),
        }
    }
}

/// How sure the meaning is, as of `CHECKED`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Confidence {
    /// Kakao's documentation says so.
    Documented,
    /// Captures of real answers, or Kakao's own SDKs, show it.
    Seen,
    /// Others report it.
    Told,
    Unknown,
}

/// When the sources were read last. Nothing was compared with the live service.
pub(crate) const CHECKED: &str = "2026-11-23";

/// Kakao says -401 for a forbidden address too; only its text tells.
const FOREIGN_ADDRESS: &str = "ip mismatched";

impl Confidence {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Seen => "seen",
            Self::Told => "told",
            Self::Unknown => "unknown",
        }
    }

    pub(crate) fn words(self) -> Words {
        match self {
            Self::Documented => ("카카오 문서", "documented by Kakao"),
            Self::Seen => ("실제 응답이나 SDK에서 확인", "seen in real answers or in Kakao's SDKs"),
            Self::Told => ("다른 개발자들의 보고", "told by other developers"),
            Self::Unknown => ("확실하지 않음", "not certain"),
        }
    }
}

/// A place in the console at developers.kakao.com.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    LoginSwitch,
    Members,
    RedirectUri,
    Advanced,
    PlatformKey,
    ClientSecret,
    AllowedIps,
    ConsentItems,
    Features,
}

impl Place {
    /// The menu since the reform of 2025-12-03.
    pub(crate) fn now(self) -> Words {
        match self {
            Self::LoginSwitch => ("[카카오 로그인] > [사용 설정] > 상태", "[Kakao Login] > [Usage settings] > State"),
            Self::Members => ("[앱] > [멤버]", "[App] > [Member]"),
            Self::RedirectUri => (
                "[앱] > [플랫폼 키] > [REST API 키] > 카카오 로그인 리다이렉트 URI",
                "[App] > [Platform key] > [REST API key] > Redirect URI",
            ),
            Self::Advanced => ("[카카오 로그인] > [고급]", "[Kakao Login] > [Advanced]"),
            Self::PlatformKey => ("[앱] > [플랫폼 키] > [REST API 키]", "[App] > [Platform key] > [REST API key]"),
            Self::ClientSecret => (
                "[앱] > [플랫폼 키] > [REST API 키] > 클라이언트 시크릿",
                "[App] > [Platform key] > [REST API key] > Client secret",
            ),
            Self::AllowedIps => (
                "[앱] > [플랫폼 키] > [REST API 키] > 호출 허용 IP 주소",
                "[App] > [Platform key] > [REST API key] > Allowed IP addresses",
            ),
            Self::ConsentItems => ("[카카오 로그인] > [동의항목]", "[Kakao Login] > [Consent items]"),
            Self::Features => ("[앱] > [추가 기능 신청]", "[App] > [Additional features]"),
        }
    }

    /// The menu that older tutorials show.
    pub(crate) fn before(self) -> Words {
        match self {
            Self::LoginSwitch => (
                "내 애플리케이션 > 제품 설정 > 카카오 로그인 > 활성화 설정",
                "My Application > Product Settings > Kakao Login > Activation",
            ),
            Self::Members => ("내 애플리케이션 > 앱 설정 > 팀 관리", "My Application > App Settings > Team"),
            Self::RedirectUri => (
                "내 애플리케이션 > 제품 설정 > 카카오 로그인 > Redirect URI",
                "My Application > Product Settings > Kakao Login > Redirect URI",
            ),
            Self::Advanced => (
                "내 애플리케이션 > 제품 설정 > 카카오 로그인 > 고급",
                "My Application > Product Settings > Kakao Login > Advanced",
            ),
            Self::PlatformKey => ("내 애플리케이션 > 앱 설정 > 앱 키", "My Application > App Settings > App Keys"),
            Self::ClientSecret => (
                "내 애플리케이션 > 제품 설정 > 카카오 로그인 > 보안 > Client Secret",
                "My Application > Product Settings > Kakao Login > Security > Client Secret",
            ),
            Self::AllowedIps => (
                "내 애플리케이션 > 앱 설정 > 고급 > 허용 IP 주소",
                "My Application > App Settings > Advanced > Allowed IP addresses",
            ),
            Self::ConsentItems => (
                "내 애플리케이션 > 제품 설정 > 카카오 로그인 > 동의항목",
                "My Application > Product Settings > Kakao Login > Consent Items",
            ),
            Self::Features => {
                ("내 애플리케이션 > 앱 설정 > 앱 권한 신청", "My Application > App Settings > App Permission")
            }
        }
    }
}

/// Every code that is known: Kakao's own, then RFC 6749's words for servers that send none.
pub(crate) fn all() -> impl Iterator<Item = &'static Entry> {
    PAGES.iter().chain(&AUTHORIZE).chain(&TOKEN).chain(&API).chain(&TALK).chain(&WORDS)
}

/// What is known of one code, written as Kakao writes it.
pub(crate) fn entry(code: &str) -> Option<&'static Entry> {
    all().find(|entry| entry.code == code)
}

/// Reads a refusal: by its code, else by its OAuth word, else by its HTTP status.
pub(crate) fn judge(refusal: &Refusal) -> (Verdict, Option<Remedy>) {
    let says_ip = refusal.description.as_deref().is_some_and(|text| text.contains(FOREIGN_ADDRESS));
    if refusal.is("-401") && says_ip {
        return (Verdict::AppSetup, Some(Remedy::AllowThisIp));
    }
    // A proxy or a server in trouble may repeat OAuth's words; only Kakao's own code says more than the status.
    if refusal.code.is_none() && matches!(refusal.status, 429 | 500..) {
        return (Verdict::Later, Some(Remedy::WaitAndRetry));
    }
    let known = [refusal.code.as_deref(), refusal.error.as_deref()].into_iter().flatten().find_map(find);
    known.unwrap_or(match refusal.status {
        401 => (Verdict::Login, None),
        429 | 500.. => (Verdict::Later, Some(Remedy::WaitAndRetry)),
        _ => (Verdict::Other, Some(Remedy::CheckRequest)),
    })
}

fn find(code: &str) -> Option<(Verdict, Option<Remedy>)> {
    entry(code).map(|entry| (entry.verdict, entry.hint))
}

/// The KOE code a page of Kakao's shows, such as `앱 관리자 설정 오류 (KOE006)`.
pub(crate) fn on_page(text: &str) -> Option<String> {
    text.match_indices("KOE").find_map(|(at, _)| {
        let digits = text.get(at + 3..at + 6)?;
        let is_whole = !text[at + 6..].starts_with(|c: char| c.is_ascii_alphanumeric());
        (digits.bytes().all(|byte| byte.is_ascii_digit()) && is_whole).then(|| format!("KOE{digits}"))
    })
}

/// The codes a person typed, or that stand in a pasted answer, log line or page: Kakao's own where there are any,
/// else the words of OAuth.
pub(crate) fn named_in(text: &str) -> Vec<&'static Entry> {
    if text.contains(FOREIGN_ADDRESS) {
        return all().filter(|entry| entry.hint == Some(Remedy::AllowThisIp)).collect();
    }
    let upper = text.to_ascii_uppercase();
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-')).collect::<Vec<_>>();
    let is_named = |entry: &&Entry| match entry.code.strip_prefix("KOE") {
        Some(_) => upper
            .match_indices(entry.code)
            .any(|(at, code)| !upper[at + code.len()..].starts_with(|c: char| c.is_ascii_digit())),
        // `code: -402`, `"code":-402`, `-402` alone.
        None => words.contains(&entry.code),
    };
    let found: Vec<_> = all().filter(is_named).collect();
    let own: Vec<_> =
        found.iter().filter(|entry| !entry.code.starts_with(|c: char| c.is_ascii_lowercase())).copied().collect();
    if own.is_empty() { found } else { own }
}

/// A code as people shorten it: `402` for `-402`, `KOE6` or `6` for `KOE006`.
pub(crate) fn abbreviated(text: &str) -> Option<&'static Entry> {
    let upper = text.trim().to_ascii_uppercase();
    let (is_koe, digits) = match upper.strip_prefix("KOE") {
        Some(digits) => (true, digits.trim_start_matches([' ', '-'])),
        None => (false, upper.as_str()),
    };
    let number: u16 = digits.parse().ok()?;
    let named = |code: String| all().find(|entry| entry.code == code);
    let kapi = if is_koe { None } else { named(format!("-{number}")) };
    kapi.or_else(|| named(format!("KOE{number:03}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_stands_twice() {
        let mut codes: Vec<_> = all().map(|entry| entry.code).collect();
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count);
    }

    #[test]
    fn every_code_is_told_in_both_languages() {
        for entry in all() {
            for (korean, english) in [entry.cause, entry.remedy] {
                assert!(korean.chars().any(|c| ('가'..='힣').contains(&c)), "{}", entry.code);
                assert!(english.is_ascii() && english.len() > 5, "{}: {english}", entry.code);
            }
            assert!(!entry.source.is_empty(), "{}", entry.code);
        }
    }

    #[test]
    fn a_code_outranks_the_word_and_the_word_the_status() {
        let refusal = |code: Option<&str>, error: Option<&str>, status| {
            let (code, error) = (code.map(str::to_owned), error.map(str::to_owned));
            judge(&Refusal { code, error, status, ..Refusal::default() }).0
        };
        assert_eq!(refusal(Some("KOE322"), Some("invalid_grant"), 400), Verdict::Login);
        assert_eq!(refusal(None, Some("invalid_client"), 401), Verdict::AppSetup);
        assert_eq!(refusal(Some("KOE999"), Some("invalid_client"), 401), Verdict::AppSetup);
        assert_eq!(refusal(None, None, 503), Verdict::Later);
        assert_eq!(refusal(None, Some("invalid_request"), 503), Verdict::Later);
        assert_eq!(refusal(None, Some("invalid_grant"), 429), Verdict::Later);
        assert_eq!(refusal(None, None, 400), Verdict::Other);
    }

    #[test]
    fn codes_are_found_in_what_people_paste() {
        for (text, codes) in [
            ("koe006", &["KOE006"][..]),
            ("-402", &["-402"]),
            (r#"{"msg":"insufficient scopes.","code":-402,"required_scopes":["talk_message"]}"#, &["-402"]),
            (r#"{"error":"invalid_grant","error_description":"x","error_code":"KOE320"}"#, &["KOE320"]),
            ("http://127.0.0.1:18000/callback?error=access_denied&state=x", &["access_denied"]),
            ("앱 관리자 설정 오류 (KOE006)", &["KOE006"]),
            ("KOE101 and then KOE010", &["KOE010", "KOE101"]),
            (r#"{"msg":"ip mismatched! callerIp=203.0.113.7","code":-401}"#, &["KOE127"]),
            ("KOE0061", &[]),
            ("2026-11-26 request-401x", &[]),
            ("nothing of it", &[]),
        ] {
            let found: Vec<_> = named_in(text).iter().map(|entry| entry.code).collect();
            assert_eq!(found, codes, "{text}");
        }
    }

    #[test]
    fn every_code_that_kakao_or_its_sdks_name_is_here() {
        let within_kakao = (103..=110).map(|number| format!("KOE{number}"));
        let of_the_sdk = [-301, -405, -421, -422, -423, -451, -452, -453, -480, -481, -504, -531, -9999];
        for code in within_kakao.chain(of_the_sdk.map(|number: i32| number.to_string())) {
            assert!(entry(&code).is_some(), "{code}");
        }
    }

    #[test]
    fn a_code_is_found_on_kakaos_page() {
        assert_eq!(on_page("<h2>앱 관리자 설정 오류 (KOE006)</h2>").as_deref(), Some("KOE006"));
        assert_eq!(on_page("KOE1 KOE0061 KOE"), None);
    }
}
