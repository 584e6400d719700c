//! Owns the inspector at `/`: the live log with reasons, users, messages, the clock and scripted failures.
//!
//! Everything works without the script, which only keeps the page fresh.

use base64::{Engine, engine::general_purpose::STANDARD};
use ring::digest::{SHA256, digest};

use super::{
    journal::{Exchange, time},
    pages::{Language, escape},
    provider::Provider,
};
use crate::http::{Answer, Request};

const STYLE: &str = include_str!("pages/inspector.css");
const SCRIPT: &str = include_str!("pages/inspector.js");
/// How many requests the page shows.
const SHOWN: usize = 100;

pub(super) fn page(provider: &Provider, request: &Request) -> Answer {
    let language = Language::of(request);
    let say = |korean, english| language.pick(korean, english);
    let body = format!(
        "<header><h1>{}</h1><p class=\"banner\">{}</p><code>{}</code></header>\n\
         <section class=\"wide\"><h2>{}</h2>{}</section>\n<section><h2>{}</h2>{}</section>\n\
         <section><h2>{}</h2>{}</section>\n<section><h2>{}</h2>{}</section>\n<section><h2>{}</h2>{}</section>\n",
        say("가짜 카카오", "The pretend Kakao"),
        say("에뮬레이터: 진짜 카카오가 아니에요", "Emulator: this is not the real Kakao"),
        escape(&provider.url),
        say("요청", "Requests"),
        log(provider, language),
        say("사용자", "Users"),
        users(provider, language),
        say("나에게 보낸 메시지", "Messages to oneself"),
        inbox(provider, language),
        say("시계", "Clock"),
        clock(provider, language),
        say("준비한 실패", "Scripted failures"),
        failures(provider, language),
    );
    let html = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main id=\"live\">\n{body}</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n",
        language.tag(),
        say("가짜 카카오 · 요청 기록", "The pretend Kakao · requests"),
    );
    let hash = |text: &str| STANDARD.encode(digest(&SHA256, text.as_bytes()));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; connect-src 'self'; form-action 'self'; \
         frame-ancestors 'none'; base-uri 'none'",
        hash(STYLE),
        hash(SCRIPT)
    );
    Answer::new(200, "text/html;charset=UTF-8", html).with("Content-Security-Policy", policy)
}

fn log(provider: &Provider, language: Language) -> String {
    let rows: String = provider.journal.entries().rev().take(SHOWN).map(|entry| row(entry, language)).collect();
    if rows.is_empty() {
        let text = language.pick(
            "아직 요청이 없어요. 앱의 카카오 주소를 위 주소로 바꿔 보세요.",
            "No requests yet. Point your app's Kakao addresses here.",
        );
        return format!("<p>{text}</p>");
    }
    format!("<table>{rows}</table>")
}

fn row(entry: &Exchange, language: Language) -> String {
    let Exchange { status, method, path, code, reason, .. } = entry;
    let kind = match status {
        0 | 400.. => "bad",
        300.. => "moved",
        _ => "good",
    };
    let shown = if *status == 0 { "✂".to_owned() } else { status.to_string() };
    let code = code.as_deref().map(|code| format!(" <b>{}</b>", escape(code))).unwrap_or_default();
    let reason = reason.as_ref().map(|reason| format!("<small>{}</small>", escape(&reason.text(language))));
    format!(
        "<tr><td><time>{}</time></td><td class=\"{kind}\">{shown}</td><td>{} <code>{}</code>{code}{}</td></tr>\n",
        time(entry.time).get(11..19).unwrap_or_default(),
        escape(method),
        escape(path),
        reason.unwrap_or_default(),
    )
}

fn users(provider: &Provider, language: Language) -> String {
    let users = provider.scenario.users.iter().map(|user| {
        let agreed: Vec<_> = provider.agreed(user.id).into_iter().collect();
        let linked = if provider.memory.consents.contains_key(&user.id) {
            format!("{}: {}", language.pick("연결됨", "linked"), agreed.join(", "))
        } else {
            language.pick("연결 안 됨", "not linked").to_owned()
        };
        format!(
            "<li><b>{}</b> {} <code>{}</code><small>{}</small></li>",
            escape(&user.name),
            escape(user.nickname.as_deref().unwrap_or_default()),
            user.id,
            escape(&linked),
        )
    });
    format!("<ul>{}</ul>", users.collect::<String>())
}

fn inbox(provider: &Provider, language: Language) -> String {
    let memos: String = provider.memory.inbox.iter().rev().take(20).fold(String::new(), |all, memo| {
        all + &format!(
            "<li><b>{}</b> <small>{}</small>{}</li>",
            escape(&memo.user),
            escape(&memo.kind),
            escape(&memo.text)
        )
    });
    if memos.is_empty() {
        format!("<p>{}</p>", language.pick("아직 없어요.", "None yet."))
    } else {
        format!("<ul>{memos}</ul>")
    }
}

fn clock(provider: &Provider, language: Language) -> String {
    let buttons =
        ["+6h", "+1d", "+35d", "+60d"].map(|step| format!("<button name=\"advance\" value=\"{step}\">{step}</button>"));
    format!(
        "<p><time>{}</time></p><form method=\"post\" action=\"/_emulator/clock\"><input type=\"hidden\" name=\"back\" value=\"1\">{}</form>\
         <form method=\"post\" action=\"/_emulator/reset\"><button name=\"back\" value=\"1\">{}</button></form>",
        time(provider.now()),
        buttons.concat(),
        language.pick("처음으로 되돌리기", "Reset everything"),
    )
}

fn failures(provider: &Provider, language: Language) -> String {
    let waiting = provider.failures.json();
    let waiting: String = waiting["failures"].as_array().into_iter().flatten().fold(String::new(), |all, failure| {
        let word = |name: &str| failure[name].as_str().unwrap_or_default().to_owned();
        all + &format!(
            "<li><code>{}</code> {} × {}</li>",
            escape(&word("endpoint")),
            escape(&word("code")),
            failure["times"]
        )
    });
    format!(
        "<ul>{waiting}</ul><form method=\"post\" action=\"/_emulator/fail\"><input type=\"hidden\" name=\"back\" value=\"1\">\
         <input name=\"endpoint\" value=\"token\" aria-label=\"endpoint\" size=\"12\"><input name=\"code\" value=\"KOE320\" aria-label=\"code\" size=\"8\">\
         <button>{}</button></form>",
        language.pick("다음 요청을 실패시키기", "Fail the next request"),
    )
}
