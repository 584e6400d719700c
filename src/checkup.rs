//! Owns the checkup: what can keep a login from working, looked at one thing after the other, each failure with its
//! remedy. Nothing it tells is a secret.

use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use crate::{
    authorization::{self, Seen},
    failure::Failure,
    kakao::{App, endpoint},
    messages::{Hint, Label, Language, Message, Problem},
    oauth::{CodeExchange, Verifier},
    output::{
        Answer, Human, clean,
        human::{Checked, Mark},
    },
    profile::Profile,
    report,
    secret::Secret,
    session, settings,
    wire::{CallError, Request, SendError, Url},
};

/// How far this clock may be off before ID tokens and expiry times mislead (seconds).
const SKEW: u64 = 60;

/// One thing that was looked at.
pub(crate) struct Finding {
    label: Label,
    /// Stable and English, for programs.
    word: &'static str,
    outcome: Outcome,
}

enum Outcome {
    Good(String),
    Failed(Failure),
    /// Something it needs has failed.
    Skipped,
}

/// Looks at everything; `with_secret` also asks the token endpoint, which Kakao tells developers of by e-mail.
pub(crate) fn examine(profile: &mut Profile, with_secret: bool) -> Vec<Finding> {
    let login = profile.settings.login_command();
    let variables_in_force = profile.settings.variables_in_force();
    let failed = |error: anyhow::Error| {
        Outcome::Failed(report::name_variables(report::explain(&error, &login), &variables_in_force))
    };
    let finding = |label, word, outcome| Finding { label, word, outcome };
    let mut findings = Vec::new();
    // Nothing is looked at where what it needs is not there.
    let outcome = |seen: Option<anyhow::Result<String>>| {
        seen.map_or(Outcome::Skipped, |seen| seen.map_or_else(failed, Outcome::Good))
    };
    let (seen, app) = match profile.settings.app() {
        Ok(app) => (Ok(about_settings(profile, &app)), Some(app)),
        Err(error) => (Err(error.into()), None),
    };
    findings.push(finding(Label::Settings, "settings", outcome(Some(seen))));
    for unknown in &profile.settings.file.unknown_keys {
        let error = settings::Error::UnknownKey(unknown.clone());
        findings.push(finding(Label::Settings, "settings", outcome(Some(Err(error.into())))));
    }
    let app = app.as_ref();
    findings.push(finding(Label::Store, "store", outcome(app.map(|app| store(profile, app)))));
    let bound = port(profile);
    // What a login would use now; else the first, to be looked at all the same.
    let redirect_uri = bound.as_ref().ok().cloned().or_else(|| first_redirect_uri(profile)).unwrap_or_default();
    findings.push(finding(Label::Port, "port", outcome(Some(bound))));
    let servers = profile.settings.servers();
    let unreadable =
        servers.as_ref().ok().and_then(|servers| match (profile.system.can_send)(&servers.authorization) {
            Err(error @ SendError::ProxyUnreadable { .. }) => Some(Err(CallError::Send(error).into())),
            _ => None,
        });
    if let Some(seen) = unreadable.or_else(|| proxy(profile).map(Ok)) {
        findings.push(finding(Label::Proxy, "proxy", outcome(Some(seen))));
    }
    let Ok(servers) = servers else { return findings };
    let reached = |seen: Result<String, SendError>| outcome(Some(seen.map_err(|error| CallError::Send(error).into())));
    let (seen, date) = reach(profile, &endpoint(&servers.authorization, "/.well-known/openid-configuration"));
    let reachable = app.filter(|_| seen.is_ok());
    findings.push(finding(Label::Server, "authorization_server", reached(seen)));
    let (seen, _) = reach(profile, &endpoint(&servers.api, "/v1/user/access_token_info"));
    findings.push(finding(Label::ApiServer, "api_server", reached(seen)));
    if let Some(date) = date {
        findings.push(finding(Label::Clock, "clock", clock(profile, date)));
    }
    findings.push(finding(
        Label::AppSetup,
        "app",
        outcome(reachable.map(|app| app_setup(profile, app, &redirect_uri))),
    ));
    if with_secret {
        findings.push(finding(
            Label::ClientSecret,
            "client_secret",
            outcome(reachable.map(|app| secret(profile, app, redirect_uri))),
        ));
    }
    findings.push(finding(Label::User, "login", outcome(app.map(|app| login_state(profile, app)))));
    findings
}

/// Without the login: before the first one there is none.
pub(crate) fn of_setup(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.retain(|finding| finding.word != "login");
    findings
}

/// The report: failures first, each with its remedies, then what is fine; the exit code of the first failure.
pub(crate) fn answer(findings: &[Finding], language: Language) -> Answer {
    let say = |message: &Message| message.text(language);
    let is_failed = |finding: &&Finding| matches!(finding.outcome, Outcome::Failed(_));
    let rows = findings.iter().filter(is_failed).chain(findings.iter().filter(|finding| !is_failed(finding)));
    let rows = rows.map(|Finding { label, outcome, .. }| match outcome {
        Outcome::Good(text) => Checked { mark: Mark::Good, label: *label, text: text.clone(), hints: Vec::new() },
        Outcome::Failed(failure) => Checked {
            mark: Mark::Bad,
            label: *label,
            text: say(&Message::Problem(failure.problem.clone())),
            hints: failure.hints.iter().cloned().map(Message::Hint).collect(),
        },
        Outcome::Skipped => {
            Checked { mark: Mark::Unknown, label: *label, text: say(&Message::NotLookedAt), hints: Vec::new() }
        }
    });
    let human = Human::Checkup(rows.collect());
    let exit = first_failure(findings).map_or(0, |failure| failure.exit);
    let checks = findings.iter().map(|finding| object(finding, language)).collect::<Vec<_>>();
    let json = json!({ "ok": exit == 0, "exit": exit, "checks": checks });
    Answer { json: json.to_string(), human, exit }
}

pub(crate) fn first_failure(findings: &[Finding]) -> Option<&Failure> {
    findings.iter().find_map(|finding| match &finding.outcome {
        Outcome::Failed(failure) => Some(failure),
        Outcome::Good(_) | Outcome::Skipped => None,
    })
}

fn object(Finding { word, outcome, .. }: &Finding, language: Language) -> Value {
    let say = |message: Message| message.text(language);
    match outcome {
        Outcome::Good(text) => json!({ "check": word, "ok": true, "detail": text }),
        Outcome::Skipped => json!({ "check": word, "ok": null }),
        Outcome::Failed(failure) => json!({
            "check": word,
            "ok": false,
            "detail": say(Message::Problem(failure.problem.clone())),
            "code": failure.code,
            "exit": failure.exit,
            "hint": failure.hints.iter().map(|hint| say(Message::Hint(hint.clone()))).collect::<Vec<_>>().join("\n"),
            "kakao": failure.kakao,
        }),
    }
}

fn about_settings(profile: &Profile, app: &App) -> String {
    let start: String = app.rest_api_key.chars().take(4).collect();
    let origin = profile.settings.value(crate::settings::Setting::RestApiKey).map(|sourced| sourced.origin);
    let origin = origin.map(|origin| Message::Origin(origin).text(profile.ui.manner.language)).unwrap_or_default();
    let file = profile.settings.file.path().display().to_string();
    let unusual = profile.settings.unusual_key().map(|origin| {
        let text = Message::UnusualKey { origin }.text(profile.ui.manner.language);
        format!(" · {text}")
    });
    let unusual = unusual.unwrap_or_default();
    clean::line(&format!("{start}… ({origin}) · {} · {file}{unusual}", profile.settings.profile), 500)
}

fn store(profile: &mut Profile, app: &App) -> anyhow::Result<String> {
    let key = profile.key(app);
    drop(profile.store.load(&key)?);
    // By the rights alone: a checkup leaves nothing behind and changes no mode.
    profile.store.check_place()?;
    Ok(clean::line(&profile.store.place(&key), 300))
}

/// Binds each redirect URI's port, as a login would.
fn port(profile: &Profile) -> anyhow::Result<String> {
    let listener = authorization::listen(profile.system, &profile.settings.redirect_uris()?)?;
    Ok(listener.redirect_uri().to_owned())
}

fn first_redirect_uri(profile: &Profile) -> Option<String> {
    profile.settings.redirect_uris().ok()?.first().map(|uri| uri.as_str().to_owned())
}

/// What stands between this machine and Kakao, as far as variables tell; a password in it is left out.
fn proxy(profile: &Profile) -> Option<String> {
    let names = [
        "HTTPS_PROXY",
        "https_proxy",
        "ALL_PROXY",
        "all_proxy",
        "NO_PROXY",
        "no_proxy",
        "SSL_CERT_FILE",
        "SSL_CERT_DIR",
    ];
    let shown = names.into_iter().filter_map(|name| {
        let value = (profile.system.var)(name)?;
        let value = match Url::parse(&value) {
            Ok(mut url) if url.has_host() && (url.password().is_some() || !url.username().is_empty()) => {
                url.set_username("").ok()?;
                url.set_password(None).ok()?;
                url.to_string()
            }
            _ if value.contains('@') => "…".to_owned(),
            _ => value,
        };
        Some(format!("{name}={}", clean::line(&value, 100)))
    });
    Some(shown.collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
}

/// Whether a server answers at all, whatever it says, and what time it thinks it is.
fn reach(profile: &Profile, url: &Url) -> (Result<String, SendError>, Option<SystemTime>) {
    let answer = (profile.system.send)(&Request::get(url.clone())).and_then(crate::wire::Response::collect);
    match answer {
        Ok(answer) => {
            let date = answer.header("date").and_then(|date| httpdate::parse_http_date(date).ok());
            (Ok(clean::line(&url.origin().ascii_serialization(), 200)), date)
        }
        Err(error) => (Err(error), None),
    }
}

fn clock(profile: &Profile, date: SystemTime) -> Outcome {
    let now = (profile.system.now)();
    let off = now.duration_since(date).unwrap_or_else(|error| error.duration());
    if off <= Duration::from_secs(SKEW) {
        return Outcome::Good(format!("± {} s", off.as_secs()));
    }
    let problem = Problem::ClockOff { seconds: off.as_secs(), is_ahead: now > date };
    Outcome::Failed(Failure::new("clock", 5, problem).with(Hint::SetClock))
}

/// One look without a login: KOE101, KOE004 and KOE006 are told apart.
fn app_setup(profile: &Profile, app: &App, redirect_uri: &str) -> anyhow::Result<String> {
    match authorization::look(profile.system, app, redirect_uri)? {
        Seen::ErrorPage(code) => Err(authorization::page_shown(code, redirect_uri).into()),
        Seen::Login => Ok(redirect_uri.to_owned()),
        Seen::Other(status) => Err(CallError::Malformed { status, html: true }.into()),
    }
}

/// A code that cannot be: KOE320 means that key and secret are right.
fn secret(profile: &mut Profile, app: &App, redirect_uri: String) -> anyhow::Result<String> {
    let call = CodeExchange {
        client: app.client(),
        code: Secret::new("kakao-login-doctor"),
        redirect_uri,
        verifier: Verifier::new("kakao-login-doctor-checks-the-client-secret-only".to_owned()),
    };
    match profile.send(&call) {
        Err(CallError::Refused(refusal))
            if refusal.is("KOE320") || refusal.error.as_deref() == Some("invalid_grant") =>
        {
            Ok(Message::SecretIsRight.text(profile.ui.manner.language))
        }
        Err(error) => Err(error.into()),
        Ok(_) => Err(CallError::Malformed { status: 200, html: false }.into()),
    }
}

/// The token that commands would use: that of a variable, which outranks the login, else the login's.
fn login_state(profile: &mut Profile, app: &App) -> anyhow::Result<String> {
    if let Some(variable) = profile.settings.token_variable() {
        session::check_given_token(profile)?;
        return Ok(Message::VariableOutranks { variable }.text(profile.ui.manner.language));
    }
    let record = match (session::living_login(profile, app), profile.settings.stand_in()) {
        (Err(session::Error::LoginNeeded { .. }), Some(variable)) => {
            return Ok(Message::VariableStandsIn { variable }.text(profile.ui.manner.language));
        }
        (login, _) => login?,
    };
    let who =
        [record.nickname.as_deref(), record.user_id.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Ok(clean::line(&who, 200))
}
