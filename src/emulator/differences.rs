//! Owns the table of what the emulator does and how sure that Kakao does the same. The tests read the same table.

/// How a behaviour is known (see `source`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// Kakao's documentation says so.
    Documented,
    /// Captures of real answers, or Kakao's own SDKs, show it.
    Seen,
    /// Told by several people, or inferred.
    Assumed,
    /// Kakao does otherwise, on purpose.
    Different,
}

impl Confidence {
    pub fn word(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Seen => "seen",
            Self::Assumed => "assumed",
            Self::Different => "different",
        }
    }
}

/// One behaviour.
#[derive(Clone, Copy, Debug)]
pub struct Difference {
    /// Where: an endpoint or a part of the emulator.
    pub place: &'static str,
    pub korean: &'static str,
    pub english: &'static str,
    pub source: &'static str,
    pub confidence: Confidence,
}

const fn row(
    place: &'static str,
    korean: &'static str,
    english: &'static str,
    source: &'static str,
    confidence: Confidence,
) -> Difference {
    Difference { place, korean, english, source, confidence }
}

/// Sources: Kakao's pages by name, devtalk topics by number; nothing was compared with the live service (2026-11).
pub const DIFFERENCES: [Difference; 30] = {
    use Confidence as C;
    [
        row(
            "authorize",
            "키, 로그인 상태, 리다이렉트 URI 순서로 검사해요",
            "checks the key, then login on, then the redirect URI",
            "inferred",
            C::Assumed,
        ),
        row(
            "authorize",
            "KOE006은 상태 400의 페이지이고 돌아오지 않아요",
            "KOE006 is a page with status 400 that never comes back",
            "capture",
            C::Seen,
        ),
        row(
            "authorize",
            "KOE004, KOE101, KOE008도 상태 400의 페이지예요",
            "KOE004, KOE101 and KOE008 are pages with status 400 too",
            "trouble-shooting; status inferred",
            C::Assumed,
        ),
        row(
            "authorize",
            "KOE005와 KOE205는 로그인한 뒤에야 보여요",
            "KOE005 and KOE205 show only after the login",
            "capture",
            C::Seen,
        ),
        row(
            "authorize",
            "response_type=token은 KOE202, 그 밖은 KOE201이에요",
            "response_type=token is KOE202, others KOE201",
            "trouble-shooting",
            C::Documented,
        ),
        row(
            "authorize",
            "취소하면 error=access_denied와 User denied access로 돌아와요",
            "cancelling comes back as access_denied, User denied access",
            "rest-api",
            C::Documented,
        ),
        row(
            "authorize",
            "prompt=none은 login_required나 consent_required로 돌아와요",
            "prompt=none comes back as login_required or consent_required",
            "rest-api; SDK",
            C::Documented,
        ),
        row(
            "authorize",
            "동의 화면은 처음 한 번만, 그 뒤로는 새 항목만 물어요",
            "consent is asked once, afterwards only for new items",
            "rest-api",
            C::Documented,
        ),
        row(
            "authorize",
            "인가 코드는 10분 동안 한 번만 쓸 수 있어요",
            "a code lives ten minutes and is used once",
            "lifetime unknown; RFC 6749",
            C::Assumed,
        ),
        row(
            "authorize",
            "사용자를 비밀번호 없이 고르는 화면이에요",
            "the login page picks a user without a password",
            "by design",
            C::Different,
        ),
        row(
            "token",
            "폼 본문을 읽고, 본문에 없는 필드는 쿼리에서 읽어요. JSON 본문과 HTTP Basic은 KOE101이에요",
            "reads a form body, and the query where the body lacks a field; JSON and HTTP Basic are KOE101",
            "rest-api; captures of 2024",
            C::Seen,
        ),
        row(
            "token",
            "KOE101이 KOE010보다 먼저예요. 둘 다 401이에요",
            "KOE101 comes before KOE010; both are 401",
            "capture",
            C::Seen,
        ),
        row(
            "token",
            "redirect_uri가 없으면 통과하고, 다르면 KOE303이에요",
            "passes without redirect_uri, KOE303 with another one",
            "one capture",
            C::Assumed,
        ),
        row(
            "token",
            "같은 코드를 다시 쓰면 KOE320이고 코드를 그대로 인용해요",
            "a used code is KOE320, and the code is quoted",
            "capture",
            C::Seen,
        ),
        row(
            "token",
            "PKCE는 보냈을 때만 검사하고, 틀리면 KOE313이에요",
            "PKCE is checked where it was sent; wrong is KOE313",
            "capture",
            C::Seen,
        ),
        row(
            "token",
            "code_verifier를 빠뜨려도 KOE313이에요",
            "a missing code_verifier is KOE313 too",
            "inferred",
            C::Assumed,
        ),
        row(
            "token",
            "WWW-Authenticate 헤더는 401에만 있어요",
            "a WWW-Authenticate header comes on 401 alone",
            "captures of 2022 and 2024; 400 is inferred",
            C::Seen,
        ),
        row(
            "refresh",
            "남은 기간이 한 달 이상이면 새 리프레시 토큰이 없어요",
            "no new refresh token while a month or more is left",
            "rest-api; devtalk 126899",
            C::Documented,
        ),
        row(
            "refresh",
            "한 달 미만이면 새로 주고 옛 토큰은 KOE322예요",
            "in the last month a new one comes and the old one is KOE322",
            "rest-api; devtalk 126899",
            C::Documented,
        ),
        row(
            "refresh",
            "옛 액세스 토큰은 갱신한 뒤에도 살아 있어요",
            "an older access token survives a refresh",
            "not stated",
            C::Assumed,
        ),
        row(
            "limits",
            "KOE237은 rate_limits를 켰을 때만, 상태 400으로 나와요",
            "KOE237 comes only with rate_limits on, as status 400",
            "quota; status unknown",
            C::Different,
        ),
        row(
            "kapi",
            "-401은 없는 토큰, 만료, IP, 헤더 없음을 글로만 구분해요",
            "-401 tells unknown, expired, address and no header apart by its text only",
            "devtalk 134883",
            C::Documented,
        ),
        row(
            "kapi",
            "동의가 없으면 403 -402, 앱에 없는 항목이면 403 -3이에요",
            "403 -402 without consent, 403 -3 for an item the app lacks",
            "rest-api; capture",
            C::Seen,
        ),
        row(
            "kapi",
            "user/me에는 properties와 has_…가 있고, 항목마다 캡처와 같은 순서예요",
            "user/me carries properties and has_…, item by item in the order of the captures",
            "captures of 2022, 2025 and 2026",
            C::Seen,
        ),
        row(
            "kapi",
            "토큰은 Bearer 헤더(대소문자 무관)나 ?access_token=으로 받아요",
            "takes the token in a Bearer header of any case, or as ?access_token=",
            "RFC 6750; clients made by others",
            C::Seen,
        ),
        row(
            "kapi",
            "로그아웃은 그 액세스 토큰만 만료시켜요",
            "logout ends that access token only",
            "rest-api contradicts itself",
            C::Assumed,
        ),
        row(
            "kapi",
            "connected_at은 언제나 같은 시각이에요",
            "connected_at is always the same time",
            "by design",
            C::Different,
        ),
        row(
            "kapi",
            "친구 목록은 이 앱에 연결된 다른 사용자예요",
            "friends are the other users linked to the app",
            "friends permission",
            C::Assumed,
        ),
        row(
            "oidc",
            "scope에 openid가 없으면 추가 동의에서 ID 토큰이 없어요",
            "no ID token in a request with scope but without openid",
            "rest-api",
            C::Documented,
        ),
        row(
            "emulator",
            "토큰은 emu_로 시작하고 발급자는 에뮬레이터 주소예요",
            "tokens begin with emu_ and the issuer is the emulator's address",
            "by design",
            C::Different,
        ),
    ]
};
