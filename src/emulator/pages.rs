//! Owns what a person sees: login, consent and error page, in the browser's language, without a script and
//! without anything from elsewhere.

use std::collections::BTreeSet;

use ring::digest::{SHA256, digest};

use super::{Agreement, ConsentItem, Scenario, User};
use crate::http::{Answer, Request};

const STYLE: &str = include_str!("pages/style.css");
/// Kakao's design guide: black symbol and label on #FEE500, radius 12 px.
const SYMBOL: &str = "<svg aria-hidden=\"true\" viewBox=\"0 0 18 18\" width=\"18\" height=\"18\"><path d=\"M9 1C4.6 1 1 3.8 1 7.2c0 2.2 1.5 4.1 3.7 5.2l-.9 3.4c-.1.3.3.5.5.3l4-2.7.7.1c4.4 0 8-2.8 8-6.3S13.4 1 9 1z\"/></svg>";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Korean,
    English,
}

impl Language {
    /// The browser's first choice, as on Kakao's pages.
    pub(super) fn of(request: &Request) -> Self {
        let first = request.header("accept-language").unwrap_or_default().trim_start().to_ascii_lowercase();
        if first.starts_with("ko") { Self::Korean } else { Self::English }
    }

    pub(super) fn tag(self) -> &'static str {
        self.pick("ko", "en")
    }

    pub(super) fn pick<'a>(self, korean: &'a str, english: &'a str) -> &'a str {
        match self {
            Self::Korean => korean,
            Self::English => english,
        }
    }
}

/// What the login page starts from.
pub(super) struct Choice<'a> {
    /// The authorize URL to go on to.
    pub(super) next: &'a str,
    /// `login_hint`.
    pub(super) hint: Option<&'a str>,
    /// `prompt=create`.
    pub(super) is_new: bool,
}

pub(super) fn login(language: Language, scenario: &Scenario, choice: &Choice) -> Answer {
    let title = if choice.is_new {
        language.pick("카카오계정 만들기", "Create a Kakao Account")
    } else {
        language.pick("카카오 로그인", "Log in with Kakao")
    };
    let is_hinted =
        |user: &User| choice.hint.is_some_and(|hint| hint == user.name || Some(hint) == user.email.as_deref());
    let chosen = scenario.users.iter().position(is_hinted);
    let users = scenario.users.iter().enumerate().map(|(at, user)| {
        let checked = if at == chosen.unwrap_or(0) { " checked" } else { "" };
        format!(
            "<label class=\"row\"><input type=\"radio\" name=\"user\" value=\"{}\"{checked}><span><b>{}</b><small>{}</small></span></label>\n",
            escape(&user.name),
            escape(user.nickname.as_deref().unwrap_or(&user.name)),
            escape(user.email.as_deref().unwrap_or_default()),
        )
    });
    let body = format!(
        "<form method=\"post\" action=\"/login\">\n<input type=\"hidden\" name=\"continue\" value=\"{}\">\n\
         <fieldset>\n<legend>{}</legend>\n{}</fieldset>\n\
         <button class=\"kakao\" type=\"submit\">{SYMBOL}<span>{}</span></button>\n</form>\n",
        escape(choice.next),
        language.pick("연습용 사용자를 골라 주세요.", "Choose a pretend user."),
        users.collect::<String>(),
        language.pick("카카오 로그인", "Login with Kakao"),
    );
    page(language, 200, title, &body, &sources(scenario))
}

pub(super) fn consent(
    language: Language,
    scenario: &Scenario,
    user_id: u64,
    asked: &[ConsentItem],
    transaction: &str,
) -> Answer {
    let app = escape(&scenario.app.name);
    let nickname = scenario
        .users
        .iter()
        .find(|user| user.id == user_id)
        .map_or("", |user| user.nickname.as_deref().unwrap_or(&user.name));
    let items = asked.iter().map(|item| {
        let (kind, locked) = match item.agreement {
            Agreement::Required => (language.pick("필수", "required"), true),
            Agreement::Optional | Agreement::InUse => (language.pick("선택", "optional"), false),
        };
        // A disabled box is not sent, so a required item is sent beside it.
        let (disabled, sent) = if locked {
            (" disabled", format!("<input type=\"hidden\" name=\"scope\" value=\"{}\">", escape(&item.id)))
        } else {
            ("", String::new())
        };
        format!(
            "<label class=\"row\"><input type=\"checkbox\" name=\"scope\" value=\"{}\" checked{disabled}>{sent}<span><b>{}</b><small>[{kind}] {}</small></span></label>\n",
            escape(&item.id),
            escape(language.pick(&item.korean, &item.english)),
            escape(&item.id),
        )
    });
    let body = format!(
        "<p><b>{app}</b> · {}</p>\n<form method=\"post\" action=\"/oauth/authorize/consent\">\n\
         <input type=\"hidden\" name=\"transaction\" value=\"{transaction}\">\n<fieldset>\n<legend>{}</legend>\n{}</fieldset>\n\
         <button class=\"kakao\" type=\"submit\" name=\"decision\" value=\"agree\"><span>{}</span></button>\n\
         <button class=\"plain\" type=\"submit\" name=\"decision\" value=\"cancel\">{}</button>\n</form>\n",
        escape(nickname),
        language.pick("이 앱에 아래 정보를 제공할까요?", "Share this with the app?"),
        items.collect::<String>(),
        language.pick("동의하고 계속하기", "Agree and continue"),
        language.pick("취소", "Cancel"),
    );
    page(language, 200, language.pick("동의하기", "Consent"), &body, &sources(scenario))
}

/// The page that never comes back: heading with the code, as Kakao shows it.
pub(super) fn error(language: Language, app: &str, code: &str, detail: &str) -> Answer {
    let app = escape(app);
    let (heading, text) = match code {
        "KOE205" => (
            language.pick("잘못된 요청", "Invalid Request"),
            format!(
                "{}: {}",
                language.pick(
                    "설정하지 않은 카카오 로그인 동의 항목을 포함해 인가 코드를 요청했습니다. 설정하지 않은 동의 항목",
                    "The request asks for consent items that are not configured. Items"
                ),
                escape(detail)
            ),
        ),
        _ => (
            language.pick("앱 관리자 설정 오류", "Admin Settings Issue"),
            match language {
                Language::Korean => {
                    format!(
                        "<span class=\"txt_name\">{app}</span> 서비스 설정에 오류가 있어, 이용할 수 없습니다. 서비스 관리자의 확인이 필요합니다."
                    )
                }
                Language::English => {
                    format!(
                        "An error in the <span class=\"txt_name\">{app}</span> service settings prevents the service from being used."
                    )
                }
            },
        ),
    };
    page(language, 400, &format!("{heading} ({code})"), &format!("<p>{text}</p>\n"), "'none'")
}

/// Where a form may lead: Chromium asks for the redirects that end the login as well, which go to the app and from
/// there to wherever it likes.
fn sources(scenario: &Scenario) -> String {
    let schemes = scenario.app.redirect_uris.iter().filter_map(|uri| url::Url::parse(uri).ok());
    let schemes = schemes.map(|url| format!("{}:", url.scheme()));
    let all: BTreeSet<_> = ["http:".to_owned(), "https:".to_owned()].into_iter().chain(schemes).collect();
    all.into_iter().collect::<Vec<_>>().join(" ")
}

/// `form_action`: the sources of the policy's directive of that name.
fn page(language: Language, status: u16, title: &str, body: &str, form_action: &str) -> Answer {
    let html = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n<p class=\"banner\">{}</p>\n<h1>{title}</h1>\n{body}</main>\n</body>\n</html>\n",
        language.tag(),
        language.pick("에뮬레이터: 진짜 카카오가 아니에요", "Emulator: this is not the real Kakao"),
    );
    let hash = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, digest(&SHA256, STYLE.as_bytes()));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; frame-ancestors 'none'; base-uri 'none'; form-action {form_action}"
    );
    Answer::new(status, "text/html;charset=UTF-8", html).with("Content-Security-Policy", policy)
}

pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
