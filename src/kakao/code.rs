//! Owns what Kakao's error codes mean to this program: whose turn it is, and which remedy helps.

use crate::{messages::Remedy, wire::Refusal};

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

struct Entry {
    code: &'static str,
    verdict: Verdict,
    /// `None`: a new login.
    remedy: Option<Remedy>,
}

const fn entry(code: &'static str, verdict: Verdict, remedy: Option<Remedy>) -> Entry {
    Entry { code, verdict, remedy }
}

/// Kakao's documented codes ("문제 해결", "응답 코드"), then RFC 6749's words for servers that send no code.
const ENTRIES: [Entry; 48] = {
    use Remedy as R;
    use Verdict as V;
    [
        entry("KOE001", V::Other, Some(R::CheckRequest)),
        entry("KOE002", V::Other, Some(R::CheckRequest)),
        entry("KOE003", V::Later, Some(R::WaitAndRetry)),
        entry("KOE004", V::AppSetup, Some(R::SwitchLoginOn)),
        entry("KOE005", V::AppSetup, Some(R::AddMember)),
        entry("KOE006", V::AppSetup, Some(R::RegisterRedirectUri)),
        entry("KOE008", V::AppSetup, Some(R::UseRestApiKey)),
        entry("KOE009", V::AppSetup, Some(R::UseRestApiKey)),
        entry("KOE010", V::AppSetup, Some(R::SetClientSecret)),
        entry("KOE101", V::AppSetup, Some(R::UseRestApiKey)),
        entry("KOE114", V::AppSetup, Some(R::UseRestApiKey)),
        entry("KOE127", V::AppSetup, Some(R::AllowThisIp)),
        entry("KOE201", V::Other, Some(R::CheckRequest)),
        entry("KOE202", V::Other, Some(R::CheckRequest)),
        entry("KOE203", V::Consent, None),
        entry("KOE204", V::Other, Some(R::CheckRequest)),
        entry("KOE205", V::AppSetup, Some(R::DropOrConfigureScope)),
        entry("KOE207", V::Other, Some(R::CheckRequest)),
        entry("KOE237", V::Later, Some(R::WaitAndRetry)),
        entry("KOE303", V::AppSetup, Some(R::SameRedirectUri)),
        entry("KOE313", V::Other, None),
        entry("KOE319", V::Login, None),
        entry("KOE320", V::Other, None),
        entry("KOE322", V::Login, None),
        entry("-1", V::Later, Some(R::WaitAndRetry)),
        entry("-2", V::Other, Some(R::CheckRequest)),
        entry("-3", V::AppSetup, Some(R::EnableFeature)),
        entry("-5", V::AppSetup, Some(R::EnableFeature)),
        entry("-7", V::Later, Some(R::WaitAndRetry)),
        entry("-10", V::Later, Some(R::WaitAndRetry)),
        entry("-101", V::Login, None),
        entry("-401", V::Login, None),
        entry("-402", V::Consent, None),
        entry("-603", V::Later, Some(R::WaitAndRetry)),
        entry("-9798", V::Later, Some(R::WaitAndRetry)),
        entry("access_denied", V::Consent, None),
        entry("consent_required", V::Consent, None),
        entry("interaction_required", V::Login, None),
        entry("login_required", V::Login, None),
        entry("invalid_client", V::AppSetup, Some(R::SetClientSecret)),
        entry("unauthorized_client", V::AppSetup, Some(R::UseRestApiKey)),
        entry("misconfigured", V::AppSetup, Some(R::UseRestApiKey)),
        entry("invalid_scope", V::AppSetup, Some(R::DropOrConfigureScope)),
        entry("invalid_request", V::Other, Some(R::CheckRequest)),
        entry("unsupported_response_type", V::Other, Some(R::CheckRequest)),
        entry("invalid_grant", V::Other, None),
        entry("server_error", V::Later, Some(R::WaitAndRetry)),
        entry("temporarily_unavailable", V::Later, Some(R::WaitAndRetry)),
    ]
};

/// Reads a refusal: by its code, else by its OAuth word, else by its HTTP status.
pub(crate) fn judge(refusal: &Refusal) -> (Verdict, Option<Remedy>) {
    // Kakao says -401 for a forbidden address too; only its text tells.
    let says_ip = refusal.description.as_deref().is_some_and(|text| text.contains("ip mismatched"));
    if refusal.is("-401") && says_ip {
        return (Verdict::AppSetup, Some(Remedy::AllowThisIp));
    }
    let known = [refusal.code.as_deref(), refusal.error.as_deref()].into_iter().flatten().find_map(find);
    known.unwrap_or(match refusal.status {
        401 => (Verdict::Login, None),
        429 | 500.. => (Verdict::Later, Some(Remedy::WaitAndRetry)),
        _ => (Verdict::Other, Some(Remedy::CheckRequest)),
    })
}

fn find(code: &str) -> Option<(Verdict, Option<Remedy>)> {
    ENTRIES.iter().find(|entry| entry.code == code).map(|entry| (entry.verdict, entry.remedy))
}

/// The KOE code a page of Kakao's shows, such as `앱 관리자 설정 오류 (KOE006)`.
pub(crate) fn on_page(text: &str) -> Option<String> {
    text.match_indices("KOE").find_map(|(at, _)| {
        let digits = text.get(at + 3..at + 6)?;
        let is_whole = !text[at + 6..].starts_with(|c: char| c.is_ascii_alphanumeric());
        (digits.bytes().all(|byte| byte.is_ascii_digit()) && is_whole).then(|| format!("KOE{digits}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_stands_twice() {
        for (at, entry) in ENTRIES.iter().enumerate() {
            assert!(ENTRIES[..at].iter().all(|other| other.code != entry.code), "{}", entry.code);
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
        assert_eq!(refusal(None, None, 400), Verdict::Other);
    }

    #[test]
    fn a_code_is_found_on_kakaos_page() {
        assert_eq!(on_page("<h2>앱 관리자 설정 오류 (KOE006)</h2>").as_deref(), Some("KOE006"));
        assert_eq!(on_page("KOE1 KOE0061 KOE"), None);
    }
}
