//! Owns who lives in the pretend Kakao: one app with its settings in the console, and its users.

pub(super) mod file;

use std::{collections::BTreeMap, time::Duration};

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
    /// 20 access tokens in 10 minutes and 30 refresh tokens in an hour for each user, then KOE237.
    pub limits_rates: bool,
    /// What the connections of this machine look like to the list of allowed addresses.
    pub caller: String,
    /// The address of the front (TLS, another port) that passes everything on: the issuer, and what links begin with.
    pub public_url: Option<String>,
}

#[derive(Clone, Debug)]
pub struct App {
    pub name: String,
    pub rest_api_key: String,
    /// Answers KOE008, as every key of another kind.
    pub javascript_key: Option<String>,
    pub native_app_key: Option<String>,
    /// `None`: the key's client secret is off.
    pub client_secret: Option<String>,
    pub redirect_uris: Vec<String>,
    /// With none registered, the first that is asked for is; a later one that differs is KOE006.
    pub registers_first_redirect_uri: bool,
    pub logout_redirect_uris: Vec<String>,
    /// [카카오 로그인] > [사용 설정]; off answers KOE004.
    pub login_is_on: bool,
    pub openid_is_on: bool,
    /// A test app: only these users get in, others see KOE005.
    pub members: Option<Vec<String>>,
    /// Empty: every address may call.
    pub allowed_addresses: Vec<String>,
    pub consent_items: Vec<ConsentItem>,
    pub service_terms: Vec<ServiceTerm>,
    /// Names of user properties, which `update_profile` may set.
    pub properties: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentItem {
    pub id: String,
    pub korean: String,
    pub english: String,
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

/// One of Kakao Sync's terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceTerm {
    pub tag: String,
    pub is_required: bool,
}

/// A person. What is `None` is what Kakao has no value for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct User {
    /// How scripts name this user.
    pub name: String,
    pub id: u64,
    pub nickname: Option<String>,
    pub email: Option<String>,
    /// Where the picture is, without its size.
    pub picture: Option<String>,
    pub real_name: Option<String>,
    pub gender: Option<String>,
    pub age_range: Option<String>,
    pub birthday: Option<String>,
    pub birthyear: Option<String>,
    pub phone_number: Option<String>,
    pub properties: BTreeMap<String, String>,
}

/// Consent items by id, in the console's words ("동의항목").
const KNOWN: [(&str, &str, &str); 15] = [
    ("profile_nickname", "닉네임", "Nickname"),
    ("profile_image", "프로필 사진", "Profile picture"),
    ("account_email", "카카오계정(이메일)", "Kakao Account (e-mail)"),
    ("name", "이름", "Name"),
    ("gender", "성별", "Gender"),
    ("age_range", "연령대", "Age range"),
    ("birthday", "생일", "Birthday"),
    ("birthyear", "출생 연도", "Birth year"),
    ("phone_number", "카카오계정(전화번호)", "Kakao Account (phone number)"),
    ("shipping_address", "배송지 정보", "Shipping address"),
    ("friends", "카카오 서비스 내 친구목록", "Friends in Kakao services"),
    ("talk_message", "카카오톡 메시지 전송", "Send KakaoTalk messages"),
    ("plusfriends", "카카오톡 채널 추가 상태 및 내역", "KakaoTalk channels"),
    ("talk_calendar", "톡캘린더", "Talk calendar"),
    ("account_ci", "CI(연계정보)", "CI"),
];

/// Access rights; everything else is personal data.
const SERVICES: [&str; 4] = ["friends", "talk_message", "plusfriends", "talk_calendar"];

impl ConsentItem {
    /// The item with this id; one that Kakao does not document shows its id as its name.
    pub fn new(id: &str, agreement: Agreement) -> Self {
        let (korean, english) =
            KNOWN.iter().find(|(known, ..)| *known == id).map_or((id, id), |(_, korean, english)| (korean, english));
        Self { id: id.to_owned(), korean: korean.to_owned(), english: english.to_owned(), agreement }
    }

    /// `PRIVACY` or `SERVICE`, as `/v2/user/scopes` writes it.
    pub(super) fn kind(&self) -> &'static str {
        if SERVICES.contains(&self.id.as_str()) { "SERVICE" } else { "PRIVACY" }
    }
}

impl App {
    pub(super) fn item(&self, id: &str) -> Option<&ConsentItem> {
        self.consent_items.iter().find(|item| item.id == id)
    }
}

impl User {
    fn new(name: &str, id: u64, nickname: &str) -> Self {
        let text = |text: &str| Some(text.to_owned());
        Self {
            name: name.to_owned(),
            id,
            nickname: text(nickname),
            email: Some(format!("{name}@example.com")),
            picture: text("http://k.kakaocdn.net/dn/emulator"),
            real_name: text(nickname),
            gender: text("female"),
            age_range: text("20~29"),
            birthday: text("1130"),
            birthyear: text("2002"),
            phone_number: text("+82 010-1234-5678"),
            properties: BTreeMap::new(),
        }
    }

    /// Kakao has nothing but a number for this person.
    pub(super) fn is_bare(&self) -> bool {
        Self { name: String::new(), id: 0, ..self.clone() } == Self::default()
    }
}

impl Default for Scenario {
    fn default() -> Self {
        let minimal = User { name: "minimal".to_owned(), id: 1_000_000_003, ..User::default() };
        Self {
            app: App::default(),
            // The first id is the documentation's own example of one beyond 2^53.
            users: vec![
                User::new("alice", 1_376_016_924_429_759_228, "앨리스"),
                User::new("bob", 1_000_000_002, "밥"),
                minimal,
            ],
            access_ttl: Duration::from_secs(21_599),
            refresh_ttl: Duration::from_secs(5_183_999),
            auto: None,
            token_delay: Duration::ZERO,
            revokes_on_reuse: false,
            limits_rates: false,
            caller: "127.0.0.1".to_owned(),
            public_url: None,
        }
    }
}

impl Default for App {
    fn default() -> Self {
        Self {
            name: "연습 앱".to_owned(),
            rest_api_key: "0123456789abcdef0123456789abcdef".to_owned(),
            javascript_key: Some("fedcba9876543210fedcba9876543210".to_owned()),
            native_app_key: None,
            client_secret: Some("EmulatorClientSecret0123456789ab".to_owned()),
            redirect_uris: Vec::new(),
            registers_first_redirect_uri: false,
            logout_redirect_uris: Vec::new(),
            login_is_on: true,
            openid_is_on: true,
            members: None,
            allowed_addresses: Vec::new(),
            consent_items: [
                ("profile_nickname", Agreement::Required),
                ("profile_image", Agreement::Optional),
                ("account_email", Agreement::Optional),
                ("talk_message", Agreement::InUse),
            ]
            .map(|(id, agreement)| ConsentItem::new(id, agreement))
            .into(),
            service_terms: Vec::new(),
            properties: Vec::new(),
        }
    }
}
