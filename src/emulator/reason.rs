//! Owns why a request was refused, and what helps: the line that Kakao's real answer leaves out.

use super::pages::Language;

/// Why, with both sides of a difference. Text from outside is shown through the log, which cleans it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    UnknownKey { given: String },
    OtherKey { kind: &'static str },
    LoginIsOff,
    RedirectNotRegistered { given: String, registered: String },
    LogoutRedirectNotRegistered { given: String },
    NotAMember { user: String },
    ItemsNotConfigured { items: String },
    ResponseType { given: String },
    ChallengeMethod { given: String },
    Cancelled,
    NoSession,
    NoConsent,
    BodyIsJson,
    FieldsInQuery,
    BodyIsNoForm { kind: String },
    HttpBasic,
    NoKey,
    SecretMissing,
    SecretWrong,
    CodeUnknown,
    CodeUsed { milliseconds: u64 },
    CodeExpired,
    RedirectDiffers { authorize: String, token: String },
    RedirectLeftOut,
    VerifierMissing,
    VerifierWrong,
    GrantType { given: String },
    RefreshTokenMissing,
    RefreshTokenReplaced { days: u64 },
    RefreshTokenUnknown,
    RefreshTokenExpired,
    TooManyTokens { most: usize, minutes: u64 },
    NoToken,
    TokenUnknown,
    TokenExpired { hours: u64 },
    Address { caller: String },
    ConsentMissing { items: String },
    FeatureIsOff { item: String },
    Parameter { name: String },
    NotRevocable { item: String },
    TextTooLong { length: usize },
    Scripted,
    Dropped,
    OtherHost,
    ForeignOrigin,
    NoSuchPath,
    Method { allowed: &'static str },
}

impl Reason {
    /// The same, with each text from outside changed by `change`.
    pub(super) fn with_texts(mut self, change: impl Fn(&str) -> String) -> Self {
        use Reason as R;
        match &mut self {
            R::UnknownKey { given: text }
            | R::LogoutRedirectNotRegistered { given: text }
            | R::NotAMember { user: text }
            | R::ItemsNotConfigured { items: text }
            | R::ResponseType { given: text }
            | R::ChallengeMethod { given: text }
            | R::BodyIsNoForm { kind: text }
            | R::GrantType { given: text }
            | R::Address { caller: text }
            | R::ConsentMissing { items: text }
            | R::FeatureIsOff { item: text }
            | R::Parameter { name: text }
            | R::NotRevocable { item: text } => *text = change(text),
            R::RedirectNotRegistered { given, registered } => {
                (*given, *registered) = (change(given), change(registered));
            }
            R::RedirectDiffers { authorize, token } => (*authorize, *token) = (change(authorize), change(token)),
            R::OtherKey { .. }
            | R::LoginIsOff
            | R::Cancelled
            | R::NoSession
            | R::NoConsent
            | R::BodyIsJson
            | R::FieldsInQuery
            | R::HttpBasic
            | R::NoKey
            | R::SecretMissing
            | R::SecretWrong
            | R::CodeUnknown
            | R::CodeUsed { .. }
            | R::CodeExpired
            | R::RedirectLeftOut
            | R::VerifierMissing
            | R::VerifierWrong
            | R::RefreshTokenMissing
            | R::RefreshTokenReplaced { .. }
            | R::RefreshTokenUnknown
            | R::RefreshTokenExpired
            | R::TooManyTokens { .. }
            | R::NoToken
            | R::TokenUnknown
            | R::TokenExpired { .. }
            | R::TextTooLong { .. }
            | R::Scripted
            | R::Dropped
            | R::OtherHost
            | R::ForeignOrigin
            | R::NoSuchPath
            | R::Method { .. } => {}
        }
        self
    }

    pub(crate) fn text(&self, language: Language) -> String {
        match language {
            Language::Korean => self.korean(),
            Language::English => self.english(),
        }
    }

    fn korean(&self) -> String {
        use Reason as R;
        match self {
            R::UnknownKey { given } => format!("이 앱의 키가 아니에요: {given}. REST API 키를 client_id로 보내 주세요"),
            R::OtherKey { kind } => format!("{kind}를 보냈어요. 이 요청에는 REST API 키가 필요해요"),
            R::LoginIsOff => {
                "카카오 로그인이 꺼져 있어요. [카카오 로그인] > [사용 설정]에서 상태를 ON으로 바꿔 주세요".into()
            }
            R::RedirectNotRegistered { given, registered } => format!(
                "등록되지 않은 리다이렉트 URI예요. 보낸 값: {given} · 등록된 값: {registered}. 글자 하나까지 같아야 해요"
            ),
            R::LogoutRedirectNotRegistered { given } => {
                format!("등록되지 않은 로그아웃 리다이렉트 URI예요: {given}. [카카오 로그인] > [고급]에 등록해 주세요")
            }
            R::NotAMember { user } => {
                format!("테스트 앱인데 {user} 사용자는 멤버가 아니에요. [앱] > [멤버]에 추가해 주세요")
            }
            R::ItemsNotConfigured { items } => format!(
                "앱에 설정하지 않은 동의항목이에요: {items}. [카카오 로그인] > [동의항목]에서 켜거나 scope에서 빼 주세요"
            ),
            R::ResponseType { given } => format!("response_type은 code여야 해요. 보낸 값: {given}"),
            R::ChallengeMethod { given } => format!("code_challenge_method는 S256만 돼요. 보낸 값: {given}"),
            R::Cancelled => "사용자가 동의 화면에서 취소했어요".into(),
            R::NoSession => "prompt=none인데 브라우저에 카카오 세션이 없어요".into(),
            R::NoConsent => "prompt=none인데 사용자가 아직 이 앱에 동의하지 않았어요".into(),
            R::BodyIsJson => "본문이 JSON이에요. Content-Type: application/x-www-form-urlencoded 로 보내 주세요".into(),
            R::FieldsInQuery => {
                "필드가 주소의 쿼리로 왔어요. 카카오는 받아 주지만 시크릿이 접근 로그에 남아요. 문서대로 본문으로 보내 주세요".into()
            }
            R::BodyIsNoForm { kind } => {
                format!("본문의 Content-Type이 {kind} 이에요. application/x-www-form-urlencoded 로 보내 주세요")
            }
            R::HttpBasic => {
                "HTTP Basic은 읽지 않아요. client_id와 client_secret을 본문에 넣어 주세요 (client_secret_post)".into()
            }
            R::NoKey => "본문에 client_id가 없어요. REST API 키를 client_id로 보내 주세요".into(),
            R::SecretMissing => {
                "client_secret이 없어요. 이 키는 클라이언트 시크릿을 요구해요. 함께 보내거나 콘솔에서 꺼 주세요".into()
            }
            R::SecretWrong => "client_secret이 달라요. 같은 REST API 키의 클라이언트 시크릿인지 확인해 주세요".into(),
            R::CodeUnknown => "이 에뮬레이터가 발급한 인가 코드가 아니에요. 새로 로그인해 주세요".into(),
            R::CodeUsed { milliseconds } => format!(
                "같은 인가 코드를 두 번째로 썼어요. 첫 사용 {milliseconds} ms 뒤예요. React StrictMode에서 useEffect가 두 번 실행되지 않나요?"
            ),
            R::CodeExpired => "인가 코드가 만료됐어요. 받자마자 교환해 주세요".into(),
            R::RedirectDiffers { authorize, token } => {
                format!(
                    "redirect_uri가 서로 달라요. 인가 요청: {authorize} · 토큰 요청: {token}. 두 요청에 같은 값을 보내 주세요"
                )
            }
            R::RedirectLeftOut => {
                "redirect_uri가 없어요. 넘어가 준 기록이 있어 통과시켰지만, 문서에서는 필수예요".into()
            }
            R::VerifierMissing => "인가 요청에 code_challenge가 있었는데 code_verifier가 없어요".into(),
            R::VerifierWrong => "code_verifier가 인가 요청의 code_challenge와 맞지 않아요".into(),
            R::GrantType { given } => {
                format!("grant_type은 authorization_code나 refresh_token이어야 해요. 보낸 값: {given}")
            }
            R::RefreshTokenMissing => "refresh_token이 없어요".into(),
            R::RefreshTokenReplaced { days } => {
                format!("{days}일 전 갱신 때 새 리프레시 토큰을 받았어요. 그때 온 refresh_token을 저장해야 해요")
            }
            R::RefreshTokenUnknown => {
                "모르는 리프레시 토큰이에요. 연결이 끊겼거나 다른 서버의 토큰이에요. 새로 로그인해 주세요".into()
            }
            R::RefreshTokenExpired => "리프레시 토큰이 만료됐어요. 새로 로그인해 주세요".into(),
            R::TooManyTokens { most, minutes } => format!(
                "한 사용자가 {minutes}분에 받을 수 있는 토큰은 {most}개예요. 받은 토큰을 저장해서 다시 써 주세요"
            ),
            R::NoToken => "Authorization: Bearer 헤더가 없어요".into(),
            R::TokenUnknown => "모르는 액세스 토큰이에요. 로그아웃했거나 연결이 끊겼어요".into(),
            R::TokenExpired { hours } => {
                format!("액세스 토큰이 {hours}시간 전에 만료됐어요. 리프레시 토큰으로 갱신해 주세요")
            }
            R::Address { caller } => {
                format!("허용되지 않은 IP 주소예요: {caller}. [REST API 키] > 호출 허용 IP 주소를 확인해 주세요")
            }
            R::ConsentMissing { items } => {
                format!("사용자가 동의하지 않은 항목이에요: {items}. scope에 넣어 다시 로그인하면 그 항목만 물어봐요")
            }
            R::FeatureIsOff { item } => {
                format!("앱에서 {item} 항목이 꺼져 있어요. [카카오 로그인] > [동의항목]에서 켜 주세요")
            }
            R::Parameter { name } => format!("파라미터가 없거나 잘못됐어요: {name}"),
            R::TextTooLong { length } => format!("text는 200자까지 보여요. 보낸 글자 수: {length}"),
            R::NotRevocable { item } => {
                format!("필수 동의항목은 철회할 수 없어요: {item}. 연결을 끊을 때만 철회돼요")
            }
            R::Scripted => "`emulator fail`로 준비한 실패예요".into(),
            R::Dropped => "`emulator fail --drop`으로 연결을 끊었어요".into(),
            R::OtherHost => "Host 헤더가 에뮬레이터의 주소가 아니에요. 127.0.0.1이나 localhost로 불러 주세요".into(),
            R::ForeignOrigin => "다른 웹 페이지에서 온 요청이라 거절했어요".into(),
            R::NoSuchPath => "에뮬레이터가 흉내 내지 않는 경로예요".into(),
            R::Method { allowed } => format!("이 경로는 {allowed} 요청만 받아요"),
        }
    }

    fn english(&self) -> String {
        use Reason as R;
        match self {
            R::UnknownKey { given } => format!("not a key of this app: {given}. Send the REST API key as client_id"),
            R::OtherKey { kind } => format!("this is the {kind}; this request needs the REST API key"),
            R::LoginIsOff => "Kakao Login is off: switch it on in [Kakao Login] > [Usage settings]".into(),
            R::RedirectNotRegistered { given, registered } => {
                format!("redirect URI not registered. sent: {given} · registered: {registered}. Every character counts")
            }
            R::LogoutRedirectNotRegistered { given } => {
                format!("logout redirect URI not registered: {given}. Add it in [Kakao Login] > [Advanced]")
            }
            R::NotAMember { user } => format!("a test app, and {user} is no member: add them in [App] > [Member]"),
            R::ItemsNotConfigured { items } => format!(
                "consent items the app does not have: {items}. Switch them on in [Kakao Login] > [Consent items] or leave them out of scope"
            ),
            R::ResponseType { given } => format!("response_type must be code, not {given}"),
            R::ChallengeMethod { given } => format!("code_challenge_method must be S256, not {given}"),
            R::Cancelled => "the user cancelled at the consent screen".into(),
            R::NoSession => "prompt=none, and the browser has no Kakao session".into(),
            R::NoConsent => "prompt=none, and the user has not agreed to this app yet".into(),
            R::BodyIsJson => "the body is JSON; send Content-Type: application/x-www-form-urlencoded".into(),
            R::FieldsInQuery => {
                "the fields came in the query: Kakao takes that, but the secret now stands in access logs; the documentation wants a body".into()
            }
            R::BodyIsNoForm { kind } => {
                format!("the body's Content-Type is {kind}; send application/x-www-form-urlencoded")
            }
            R::HttpBasic => {
                "HTTP Basic is not read: put client_id and client_secret into the body (client_secret_post)".into()
            }
            R::NoKey => "no client_id in the body: send the REST API key as client_id".into(),
            R::SecretMissing => {
                "no client_secret, and this key demands one: send it, or switch it off in the console".into()
            }
            R::SecretWrong => "wrong client_secret: is it the one of this very REST API key?".into(),
            R::CodeUnknown => "this emulator issued no such code: log in anew".into(),
            R::CodeUsed { milliseconds } => format!(
                "second use of the code, {milliseconds} ms after the first. Does React's StrictMode run an effect twice?"
            ),
            R::CodeExpired => "the code is too old: exchange it at once".into(),
            R::RedirectDiffers { authorize, token } => {
                format!("two redirect URIs. authorize: {authorize} · token: {token}. Send the same one in both")
            }
            R::RedirectLeftOut => {
                "no redirect_uri: Kakao was seen to let that pass, so it did here, but the documentation demands it"
                    .into()
            }
            R::VerifierMissing => "the authorize request had a code_challenge, and no code_verifier came".into(),
            R::VerifierWrong => "code_verifier does not fit the code_challenge of the authorize request".into(),
            R::GrantType { given } => format!("grant_type must be authorization_code or refresh_token, not {given}"),
            R::RefreshTokenMissing => "no refresh_token".into(),
            R::RefreshTokenReplaced { days } => format!(
                "a refresh {days} days ago brought a new refresh token and ended this one: save the refresh_token that comes with a refresh"
            ),
            R::RefreshTokenUnknown => "unknown refresh token: unlinked, or another server's. Log in anew".into(),
            R::RefreshTokenExpired => "the refresh token has expired: log in anew".into(),
            R::TooManyTokens { most, minutes } => {
                format!("a user gets {most} tokens in {minutes} minutes: keep the token and use it again")
            }
            R::NoToken => "no Authorization: Bearer header".into(),
            R::TokenUnknown => "unknown access token: logged out or unlinked".into(),
            R::TokenExpired { hours } => format!("the access token expired {hours} h ago: refresh it"),
            R::Address { caller } => {
                format!("address not allowed: {caller}. See [REST API key] > Allowed IP addresses")
            }
            R::ConsentMissing { items } => {
                format!("the user has not agreed to {items}: log in with them in scope, and only they are asked")
            }
            R::FeatureIsOff { item } => {
                format!("the app does not have {item}: switch it on in [Kakao Login] > [Consent items]")
            }
            R::Parameter { name } => format!("missing or wrong parameter: {name}"),
            R::TextTooLong { length } => format!("text is shown up to 200 characters, and has {length}"),
            R::NotRevocable { item } => {
                format!("a required item cannot be taken back: {item}; only unlinking does that")
            }
            R::Scripted => "as `emulator fail` asked for".into(),
            R::Dropped => "cut off, as `emulator fail --drop` asked for".into(),
            R::OtherHost => "the Host header is not the emulator's: call 127.0.0.1 or localhost".into(),
            R::ForeignOrigin => "refused: the request comes from another web page".into(),
            R::NoSuchPath => "a path that the emulator does not have".into(),
            R::Method { allowed } => format!("this path takes {allowed} only"),
        }
    }
}
