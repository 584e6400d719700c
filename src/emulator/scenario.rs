//! Owns who lives in the pretend Kakao: one app, its consent items, its users.

use std::time::Duration;

#[derive(Clone, Debug)]
pub struct Scenario {
    pub app: App,
    pub users: Vec<User>,
    /// REST API keys: 6 hours.
    pub access_ttl: Duration,
    /// 2 months, of which the last one rotates.
    pub refresh_ttl: Duration,
    /// This user logs in and agrees to everything without a page.
    pub auto: Option<String>,
    /// How long the token endpoint thinks.
    pub token_delay: Duration,
    /// Stricter than Kakao: a refresh token that comes twice ends every token of its user (RFC 9700 section 4.14).
    pub revokes_on_reuse: bool,
}

#[derive(Clone, Debug)]
pub struct App {
    pub name: String,
    pub rest_api_key: String,
    /// `None`: the key's client secret is off.
    pub client_secret: Option<String>,
    pub redirect_uris: Vec<String>,
    /// With none registered, the first that is asked for is; a later one that differs is KOE006.
    pub registers_first_redirect_uri: bool,
    /// [카카오 로그인] > [사용 설정]; off answers KOE004.
    pub login_is_on: bool,
    pub openid_is_on: bool,
    pub consent_items: Vec<ConsentItem>,
}

#[derive(Clone, Debug)]
pub struct ConsentItem {
    pub id: &'static str,
    pub korean: &'static str,
    pub english: &'static str,
    pub agreement: Agreement,
}

/// The three kinds of consent the console offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// 필수 동의
    Required,
    /// 선택 동의
    Optional,
    /// 이용 중 동의: asked only through `scope`.
    InUse,
}

#[derive(Clone, Debug)]
pub struct User {
    /// How scripts name this user.
    pub name: String,
    pub id: u64,
    pub nickname: String,
    pub email: String,
}

impl Default for Scenario {
    fn default() -> Self {
        let user = |name: &str, id, nickname: &str| User {
            name: name.to_owned(),
            id,
            nickname: nickname.to_owned(),
            email: format!("{name}@example.com"),
        };
        Self {
            app: App::default(),
            // The first id is the documentation's own example of one beyond 2^53.
            users: vec![user("alice", 1_376_016_924_429_759_228, "앨리스"), user("bob", 1_000_000_002, "밥")],
            access_ttl: Duration::from_secs(21_599),
            refresh_ttl: Duration::from_secs(5_183_999),
            auto: None,
            token_delay: Duration::ZERO,
            revokes_on_reuse: false,
        }
    }
}

impl Default for App {
    fn default() -> Self {
        let item = |id, korean, english, agreement| ConsentItem { id, korean, english, agreement };
        Self {
            name: "연습 앱".to_owned(),
            rest_api_key: "0123456789abcdef0123456789abcdef".to_owned(),
            client_secret: Some("EmulatorClientSecret0123456789ab".to_owned()),
            redirect_uris: Vec::new(),
            registers_first_redirect_uri: false,
            login_is_on: true,
            openid_is_on: true,
            consent_items: vec![
                item("profile_nickname", "닉네임", "Nickname", Agreement::Required),
                item("profile_image", "프로필 사진", "Profile picture", Agreement::Optional),
                item("account_email", "카카오계정(이메일)", "Kakao Account (e-mail)", Agreement::Optional),
                item("talk_message", "카카오톡 메시지 전송", "Send KakaoTalk messages", Agreement::InUse),
            ],
        }
    }
}
