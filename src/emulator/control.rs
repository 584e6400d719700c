//! Owns `/_emulator/…`: what a test steers and asks the emulator with. JSON out, forms in, no web page of others.

use std::time::Duration;

use serde_json::{Value, json};

use super::{
    Form, Reason, authorize, environment,
    failures::Failure,
    form_body,
    journal::{Reply, time},
    pages::Language,
    provider::{Memory, Provider},
    talk,
};
use crate::http::{Answer, Method, Request};

/// How far the clock goes forward at once.
const LONGEST_ADVANCE: Duration = Duration::from_secs(100 * 365 * 24 * 3600);

/// Where the paths for tests begin.
pub(super) const PREFIX: &str = "/_emulator/";
pub(super) const SNAPSHOT: &str = "/_emulator/snapshot";

/// Why a verb was refused, in words for the developer.
struct Refused {
    status: u16,
    korean: String,
    english: String,
}

type Outcome = Result<Value, Refused>;

pub(super) fn answer(provider: &mut Provider, request: &Request, verb: &str, hosts: &[String]) -> Reply {
    if is_foreign(&request.headers, hosts) {
        return Reply::denied(403, Reason::ForeignOrigin);
    }
    let (query, language) = (Form::parse(request.query().as_bytes()), Language::of(request));
    let outcome = match (&request.method, verb) {
        (Method::Get, "env") => {
            let text = environment::text(provider, query.get("for").unwrap_or("dotenv"));
            return match text {
                Some(text) => Answer::new(200, "text/plain; charset=utf-8", text).into(),
                None => {
                    let kinds = environment::KINDS.join(", ");
                    refused(&wrong(format!("for에 쓸 수 있는 값: {kinds}"), format!("for is one of {kinds}")), language)
                }
            };
        }
        (Method::Get, "app") => Ok(environment::app(provider)),
        (Method::Get, "users") => Ok(users(provider)),
        (Method::Get, "requests") => Ok(requests(provider, &query, language)),
        (Method::Get, "memo") => Ok(talk::inbox(provider)),
        (Method::Get, "fail") => Ok(provider.failures.json()),
        (Method::Get, "clock") => Ok(clock(provider)),
        (Method::Get, "snapshot") => {
            serde_json::to_value(&provider.memory).map_err(|error| wrong(error.to_string(), error.to_string()))
        }
        (Method::Post, "code") => code(provider, &form_body(request), language),
        (Method::Post, "fail") => fail(provider, &form_body(request)),
        (Method::Post, "clock") => move_clock(provider, &form_body(request)),
        (Method::Post, "rotate-key") => {
            provider.memory.signing_key += 1;
            Ok(json!({ "rotated": true }))
        }
        (Method::Post, "reset") => {
            provider.reset();
            Ok(json!({ "reset": true }))
        }
        (Method::Post, "snapshot") => serde_json::from_slice::<Memory>(&request.body)
            .map(|memory| provider.memory = memory)
            .map(|()| json!({ "loaded": true }))
            .map_err(|error| {
                wrong(
                    format!("에뮬레이터의 스냅샷이 아니에요: {error}"),
                    format!("this is no snapshot of an emulator: {error}"),
                )
            }),
        _ => Err(Refused { status: 404, ..wrong("없는 명령이에요", "there is no such verb") }),
    };
    match outcome {
        // A form of the inspector's wants to go back to it.
        Ok(_) if form_body(request).get("back").is_some() => Answer::empty(303).with("Location", "/").into(),
        Ok(value) => Answer::new(200, "application/json; charset=utf-8", format!("{value}\n")).into(),
        Err(error) => refused(&error, language),
    }
}

/// A web page of somebody else's names itself in `Origin`, or is called cross-site by the browser.
pub(super) fn is_foreign(headers: &[(String, String)], hosts: &[String]) -> bool {
    let own = |origin: &str| origin.strip_prefix("http://").is_some_and(|host| hosts.iter().any(|own| own == host));
    let all = |name: &'static str| headers.iter().filter(move |(key, _)| key.eq_ignore_ascii_case(name));
    all("origin").any(|(_, origin)| !own(origin))
        || all("sec-fetch-site").any(|(_, site)| !matches!(site.as_str(), "same-origin" | "none"))
}

fn refused(Refused { status, korean, english }: &Refused, language: Language) -> Reply {
    let body = json!({ "error": language.pick(korean, english) });
    Answer::new(*status, "application/json; charset=utf-8", format!("{body}\n")).into()
}

fn wrong(korean: impl Into<String>, english: impl Into<String>) -> Refused {
    Refused { status: 400, korean: korean.into(), english: english.into() }
}

fn users(provider: &Provider) -> Value {
    let users = provider.scenario.users.iter().map(|user| {
        json!({
            "name": user.name,
            "id": user.id,
            "nickname": user.nickname,
            "email": user.email,
            "linked": provider.memory.consents.contains_key(&user.id),
            "agreed": provider.agreed(user.id),
        })
    });
    json!({ "users": users.collect::<Vec<_>>() })
}

/// `after=N` leaves out what was seen, `path=` takes one endpoint only.
fn requests(provider: &Provider, query: &Form, language: Language) -> Value {
    let after = query.get("after").and_then(|text| text.parse().ok()).unwrap_or(0);
    let is_wanted = |path: &str| query.get("path").is_none_or(|end| path.ends_with(end));
    let entries = provider.journal.entries().filter(|entry| entry.number > after && is_wanted(&entry.path));
    let entries: Vec<_> = entries.map(|entry| entry.json(language)).collect();
    json!({ "count": entries.len(), "requests": entries })
}

/// A code without a browser: the user agrees to everything.
fn code(provider: &mut Provider, form: &Form, language: Language) -> Outcome {
    let name = form.get("user").ok_or_else(|| wrong("누구로 로그인할지 user로 알려 주세요", "user: who logs in?"))?;
    let Some(user_id) = provider.user_named(name).map(|user| user.id) else {
        let names: Vec<_> = provider.scenario.users.iter().map(|user| user.name.as_str()).collect();
        return Err({
            let names = names.join(", ");
            wrong(format!("사용자: {names}"), format!("the users are {names}"))
        });
    };
    let app = &mut provider.scenario.app;
    if app.registers_first_redirect_uri && app.redirect_uris.is_empty() {
        app.redirect_uris.push(form.get("redirect_uri").unwrap_or("http://127.0.0.1:18000/callback").to_owned());
    }
    let redirect_uri = form.get("redirect_uri").or(app.redirect_uris.first().map(String::as_str)).unwrap_or_default();
    let mut asked = vec![
        ("response_type", "code".to_owned()),
        ("client_id", app.rest_api_key.clone()),
        ("redirect_uri", redirect_uri.to_owned()),
    ];
    for name in ["scope", "state", "nonce", "code_challenge", "code_challenge_method"] {
        asked.extend(form.get(name).map(|value| (name, value.to_owned())));
    }
    let asked = Form::of(asked);
    let refusal = |reply: Reply| {
        let reason = reply.reason.map(|reason| reason.text(language)).unwrap_or_default();
        let text = format!("{}: {reason}", reply.code.unwrap_or_default());
        wrong(text.clone(), text)
    };
    let checked = authorize::check(provider, &asked, language).map_err(refusal)?;
    let redirect_uri = checked.redirect_uri.clone();
    let reply = authorize::agree_to_all(provider, checked, user_id, language);
    let location = reply.answer.headers.iter().find(|(name, _)| name == "Location").map(|(_, value)| value.clone());
    let Some(location) = location else { return Err(refusal(reply)) };
    let url = url::Url::parse(&location).map_err(|error| wrong(error.to_string(), error.to_string()))?;
    let code = url.query_pairs().find(|(name, _)| name == "code").map(|(_, code)| code.into_owned());
    Ok(json!({ "code": code, "redirect_uri": redirect_uri, "location": location }))
}

/// `endpoint`, then a `code` of Kakao's, or a bare `status`, `delay` (ms) or `drop`; `times` (1).
fn fail(provider: &mut Provider, form: &Form) -> Outcome {
    if form.get("clear").is_some() {
        provider.failures.clear();
        return Ok(provider.failures.json());
    }
    let endpoint = form.get("endpoint").ok_or_else(|| {
        wrong(
            "어떤 요청을 실패시킬지 endpoint로 알려 주세요. 예: token, /v2/user/me",
            "endpoint: which requests? Such as token, or /v2/user/me",
        )
    })?;
    if !is_known_endpoint(endpoint) {
        return Err(wrong(
            format!("이렇게 끝나는 경로가 없어요: {endpoint}. 다른 경로라면 /로 시작하게 적어 주세요"),
            format!("no path ends in {endpoint}; another path begins with /"),
        ));
    }
    let number = |name: &str| match form.get(name) {
        None => Ok(None),
        Some(text) => text
            .parse::<u64>()
            .map(Some)
            .map_err(|_| wrong(format!("숫자여야 해요: {name}"), format!("{name} is a number"))),
    };
    let delay = Duration::from_millis(number("delay")?.unwrap_or(0).min(600_000));
    let status =
        number("status")?.map(|status| u16::try_from(status).ok().filter(|status| (200..600).contains(status)));
    let status = status
        .map(|status| status.ok_or_else(|| wrong("status는 200부터 599까지예요", "status is 200 to 599")))
        .transpose()?;
    let drops = form.get("drop").is_some();
    let mut failure = match form.get("code") {
        Some(code) => Failure::as_kakao_says(endpoint, code).ok_or_else(|| {
            wrong(
                "KOE로 시작하는 코드나 kapi의 음수 코드를 적어 주세요",
                "the code is a KOE code, or a negative one of kapi's",
            )
        })?,
        None => Failure {
            endpoint: endpoint.to_owned(),
            status: status.unwrap_or(500),
            body: form.get("body").unwrap_or_default().to_owned(),
            only_delays: status.is_none() && !drops,
            ..Failure::default()
        },
    };
    if failure.only_delays && delay.is_zero() {
        return Err(wrong(
            "코드, --status, --delay, --drop 가운데 무엇을 할지 알려 주세요",
            "what should happen? A code, --status, --delay or --drop",
        ));
    }
    failure.times = number("times")?.unwrap_or(1).max(1);
    failure.status = status.unwrap_or(failure.status);
    (failure.delay, failure.drops) = (delay, drops);
    provider.failures.add(failure);
    Ok(provider.failures.json())
}

/// A path, which may be one of another API, or the end of one that is served here.
fn is_known_endpoint(endpoint: &str) -> bool {
    let probe = Failure { endpoint: endpoint.to_owned(), times: 1, ..Failure::default() };
    endpoint.starts_with('/') || super::paths().any(|path| probe.fits(path))
}

fn move_clock(provider: &mut Provider, form: &Form) -> Outcome {
    let unclear = || {
        wrong(
            "시계는 앞으로만 가요. 얼마나 갈지 +35d처럼 적어 주세요",
            "the clock only goes forward: say how far, such as +35d",
        )
    };
    let given = form.get("advance").ok_or_else(unclear)?;
    let time = humantime::parse_duration(given.trim_start_matches('+')).map_err(|_| unclear())?;
    // Later than any token; the years of RFC 3339 end in 9999.
    let time = Some(time).filter(|time| *time <= LONGEST_ADVANCE).ok_or_else(unclear)?;
    provider.advance(time);
    Ok(clock(provider))
}

fn clock(provider: &Provider) -> Value {
    json!({ "now": time(provider.now()), "ahead": provider.offset() })
}
