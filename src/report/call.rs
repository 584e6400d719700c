//! Owns the words for a call that Kakao refused or the network lost.

use serde_json::{Value, json};

use super::outside;
use crate::{
    cli::EMULATOR_PORT,
    failure::Failure,
    kakao::code::{self, Verdict},
    messages::{Hint, Problem, Remedy},
    oauth::Denied,
    wire::{CallError, Refusal, SendError, Server, Url, is_loopback},
};

pub(super) fn of_call(error: &CallError, login: &str) -> Failure {
    match error {
        CallError::Send(error) => of_send(error),
        CallError::Refused(refusal) => of_refusal(refusal, login),
        // A redirect from an endpoint that never redirects means the server is not Kakao's.
        CallError::Malformed { status: status @ 300..400, .. } => {
            Failure::new("unexpected_redirect", 7, Problem::AnswerMalformed { status: *status }).with(Hint::CheckProxy)
        }
        CallError::Malformed { status: 404, html: false } => {
            Failure::new("not_found", 1, Problem::NoSuchApi).with(Hint::Remedy(Remedy::CheckRequest))
        }
        CallError::Malformed { status, html: true } => {
            Failure::new("not_kakao", 6, Problem::AnswerIsPage { status: *status }).with(Hint::CheckProxy)
        }
        CallError::Malformed { status, html: false } => {
            Failure::new("malformed_answer", 1, Problem::AnswerMalformed { status: *status }).with(Hint::Verbose)
        }
    }
}

fn of_send(error: &SendError) -> Failure {
    let later = |problem| Failure::new("network", 6, problem);
    match error {
        SendError::Unreachable { host, detail } => {
            let failure = later(Problem::Unreachable { host: host.clone(), detail: outside(detail) });
            // A host and its port, as in an address.
            match Url::parse(&format!("http://{host}")).ok().filter(is_loopback) {
                Some(url) => failure.with(Hint::IsEmulatorUp { command: emulator(url.port()) }),
                None => failure.with(Hint::CheckNetwork).with(Hint::CheckProxy),
            }
        }
        SendError::Tls { host, detail } => {
            later(Problem::Tls { host: host.clone(), detail: outside(detail) }).with(Hint::CheckCertificates)
        }
        SendError::NoCertificates { variable: None, detail } => {
            later(Problem::NoCertificates { detail: outside(detail) }).with(Hint::InstallCertificates)
        }
        SendError::NoCertificates { variable: Some(variable), detail } => {
            later(Problem::NoCertificatesThere { variable, detail: outside(detail) })
                .with(Hint::CorrectCertificates { variable })
                .with(Hint::InstallCertificates)
        }
        SendError::NoResources { detail } => {
            Failure::new("resources", 5, Problem::NoResources { detail: outside(detail) }).with(Hint::RaiseLimits)
        }
        SendError::ProxyUnreadable { variable } => {
            Failure::new("settings", 2, Problem::ProxyUnreadable { variable }).with(Hint::EscapeProxy { variable })
        }
        SendError::TimedOut { host } => later(Problem::TimedOut { host: host.clone() }).with(Hint::TryAgainLater),
        SendError::Interrupted { detail } => {
            later(Problem::Interrupted { detail: outside(detail) }).with(Hint::TryAgainLater)
        }
        SendError::TooLarge => Failure::new("malformed_answer", 1, Problem::AnswerTooLarge).with(Hint::CheckProxy),
        SendError::NotText => Failure::new("malformed_answer", 1, Problem::AnswerNotText).with(Hint::CheckProxy),
        SendError::Insecure { host } => {
            Failure::new("settings", 2, Problem::Insecure { host: host.clone() }).with(Hint::UseHttps)
        }
    }
}

/// The emulator that would serve there.
fn emulator(port: Option<u16>) -> String {
    match port {
        None | Some(EMULATOR_PORT) => "kakao-login emulator".to_owned(),
        Some(port) => format!("kakao-login emulator --port {port}"),
    }
}

fn of_refusal(refusal: &Refusal, login: &str) -> Failure {
    let (verdict, remedy) = code::judge(refusal);
    let failure = Failure::new(word(verdict), verdict.exit(), problem(refusal));
    let failure = match (verdict, remedy) {
        (Verdict::Consent, _) if !refusal.required_scopes.is_empty() => {
            let scopes = refusal.required_scopes.join(",");
            failure.with(Hint::AskScopes { command: format!("{login} --scope {}", outside(&scopes)) })
        }
        (Verdict::Later, _) if refusal.retry_after.is_some() => {
            failure.with(Hint::RetryAfter { seconds: refusal.retry_after.unwrap_or_default() })
        }
        _ => failure.with(hint(remedy, login)),
    };
    Failure { kakao: Some(kakao(refusal)), ..failure }
}

/// Most remedies are in the console; a new login is this profile's own.
fn hint(remedy: Option<Remedy>, login: &str) -> Hint {
    remedy.map_or_else(|| Hint::LogInWith { command: login.to_owned() }, Hint::Remedy)
}

fn problem(refusal: &Refusal) -> Problem {
    let name = outside(&refusal.name());
    match refusal.description.as_deref().map(outside).filter(|text| !text.is_empty()) {
        _ if refusal.is("-402") && !refusal.required_scopes.is_empty() => {
            Problem::ConsentMissing { scopes: outside(&refusal.required_scopes.join(", ")) }
        }
        None if refusal.status >= 500 && refusal.code.is_none() => Problem::InTrouble { name },
        Some(detail) => Problem::Refused { name, detail },
        None => Problem::RefusedPlainly { name },
    }
}

/// `error=` in the redirect of a login (RFC 6749 section 4.1.2.1).
pub(super) fn of_denial(denied: &Denied, login: &str) -> Failure {
    let refusal = Refusal {
        error: Some(denied.error.clone()),
        description: denied.description.clone(),
        status: 302,
        ..Refusal::default()
    };
    let failure = if denied.is_the_persons() {
        Failure::new("access_denied", 3, Problem::Denied).with(Hint::LogInWith { command: login.to_owned() })
    } else {
        let (verdict, remedy) = match code::judge(&refusal) {
            // The server turned the login itself down: the app or its settings are why.
            (Verdict::Other, remedy) => (Verdict::AppSetup, remedy),
            judged => judged,
        };
        let detail = denied.description.as_deref().map(outside).unwrap_or_default();
        let problem = Problem::DeniedBecause { error: outside(&denied.error), detail };
        Failure::new(word(verdict), verdict.exit(), problem).with(hint(remedy, login))
    };
    Failure { kakao: Some(kakao(&refusal)), ..failure }
}

/// Kakao's error page, seen by the probe.
pub(super) fn of_page(code: &str, redirect_uri: &str, login: &str) -> Failure {
    let refusal = Refusal { code: Some(code.to_owned()), status: 400, ..Refusal::default() };
    let (verdict, remedy) = code::judge(&refusal);
    let problem = Problem::ShownInBrowser { code: code.to_owned() };
    let failure = Failure::new(word(verdict), verdict.exit(), problem).with(hint(remedy, login));
    let failure = match remedy {
        Some(Remedy::RegisterRedirectUri) => {
            failure.with(Hint::RegisterExactly { redirect_uri: redirect_uri.to_owned() })
        }
        _ => failure,
    };
    Failure { kakao: Some(kakao(&refusal)), ..failure }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::AppSetup => "app_misconfigured",
        Verdict::Consent => "consent_required",
        Verdict::Login => "login_required",
        Verdict::Later => "unavailable",
        Verdict::Other => "refused",
    }
}

/// The refusal in the shape its server gave it.
pub(super) fn kakao(refusal: &Refusal) -> Value {
    match refusal.server {
        Server::Authorization => json!({
            "error_code": refusal.code,
            "error": refusal.error,
            "error_description": refusal.description,
            "status": refusal.status,
        }),
        Server::Api => json!({
            "code": refusal.code.as_deref().and_then(|code| code.parse::<i64>().ok()),
            "msg": refusal.description,
            "required_scopes": refusal.required_scopes,
            "status": refusal.status,
        }),
    }
}
