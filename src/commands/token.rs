//! `token`: a valid access token, for scripts.

use serde_json::json;

use super::Context;
use crate::{
    cli::TokenArgs,
    failure::Failure,
    messages::{Hint, Message, Problem},
    oauth::id_token::{self, Expected, Parts, examine},
    output::{Answer, Human, clean},
    portrait,
    secret::Secret,
    session::{self, Token},
    settings::Settings,
    store::Store,
};

pub(super) fn run(context: &mut Context, args: &TokenArgs) -> anyhow::Result<Answer> {
    let (settings, store) = context.open()?;
    if args.refresh_token {
        return refresh_token(context, &settings, &store);
    }
    let token = session::fresh_token(&mut context.profile(&settings, &store), args.min_ttl)?;
    if let (Some(command), Some(refresh_token)) = (&args.on_rotate, &token.new_refresh_token) {
        tell_rotation(context, command, refresh_token)?;
    }
    if args.id {
        let id_token = id_token(context, &settings, &store, token)?;
        return if args.verify { verify(context, &settings, &store, &id_token) } else { Ok(print(&id_token)) };
    }
    let secret = token.access_token.expose();
    let line = if args.header { format!("Authorization: Bearer {secret}") } else { secret.to_owned() };
    let now = context.system.seconds_now();
    // The common margin was not asked for; a token that is too short for it is told of where it is served.
    let asked = args.min_ttl.as_secs();
    if let Some(seconds) = token.expires_at.map(|end| end.saturating_sub(now)).filter(|left| *left < asked)
        && args.min_ttl > session::MARGIN
    {
        context.ui.warn(&Message::ShorterThanAsked { seconds });
    }
    let json = json!({
        "access_token": secret,
        "token_type": "bearer",
        "expires_at": token.expires_at.map(portrait::rfc3339),
        "expires_in": token.expires_at.map(|end| end.saturating_sub(now)),
        "scope": token.scopes.join(" "),
    });
    Ok(Answer { json: json.to_string(), human: Human::Line(line), exit: 0 })
}

/// The key to the account for months: into a pipe, and never onto a screen.
fn refresh_token(context: &mut Context, settings: &Settings, store: &Store) -> anyhow::Result<Answer> {
    if context.ui.stdout_is_terminal() {
        return Err(Failure::usage(Problem::SecretOnTerminal).with(Hint::PipeRefreshToken).into());
    }
    let app = settings.app()?;
    let record = session::cached_login(&mut context.profile(settings, store), &app)?;
    let Some(token) = &record.refresh_token else {
        let hint = Hint::RunLogin { command: settings.login_command() };
        return Err(Failure::new("login_required", 4, Problem::NoRefreshToken).with(hint).into());
    };
    let json = json!({
        "refresh_token": token.expose(),
        "expires_at": record.refresh_token_expires_at.map(portrait::rfc3339),
        "expires_in": record.refresh_token_left(context.system.seconds_now()),
    });
    Ok(Answer { json: json.to_string(), human: Human::Line(token.expose().to_owned()), exit: 0 })
}

/// The token is on the disk already; a command that fails must not go unseen all the same.
fn tell_rotation(context: &Context, command: &str, refresh_token: &Secret) -> Result<(), Failure> {
    let shell: [&str; 2] = if cfg!(windows) { ["cmd", "/C"] } else { ["sh", "-c"] };
    let line = format!("{}\n", refresh_token.expose());
    let detail = match (context.system.run_program)(&[shell[0], shell[1], command], &line) {
        Ok(finished) if finished.succeeded => return Ok(()),
        Ok(_) => clean::line(command, 100),
        Err(error) => error.to_string(),
    };
    Err(Failure::new("rotation_untold", 1, Problem::RotationUntold { detail }).with(Hint::RotatedIsKept))
}

/// One that has not expired: Kakao sends a new one along with a refresh.
fn id_token(context: &mut Context, settings: &Settings, store: &Store, token: Token) -> anyhow::Result<Secret> {
    let command = format!("{} --scope openid", settings.login_command());
    let failure = |exit, problem| {
        let command = command.clone();
        anyhow::Error::from(Failure::new("no_id_token", exit, problem).with(Hint::AskScopes { command }))
    };
    let now = context.system.seconds_now();
    let is_over = |token: &Secret| id_token::expires_at(token).is_none_or(|end| end <= now);
    match token.id_token {
        None => return Err(no_id_token(settings).unwrap_or_else(|| failure(1, Problem::NoIdToken))),
        Some(id_token) if !is_over(&id_token) => return Ok(id_token),
        Some(_) => {}
    }
    let renewed = session::refresh_now(&mut context.profile(settings, store))?;
    renewed.id_token.filter(|token| !is_over(token)).ok_or_else(|| failure(4, Problem::IdTokenExpired))
}

/// Why there is none where the token comes from a variable: it is an access token and nothing else.
fn no_id_token(settings: &Settings) -> Option<anyhow::Error> {
    let variable = settings.token_variable()?;
    let failure = Failure::new("no_id_token", 1, Problem::NoIdTokenInVariable { variable });
    Some(failure.with(Hint::UseCachedLogin { variable }).into())
}

fn print(id_token: &Secret) -> Answer {
    let json = json!({ "id_token": id_token.expose() });
    Answer { json: json.to_string(), human: Human::Line(id_token.expose().to_owned()), exit: 0 }
}

/// Every check with what stands there; the token itself only when all hold.
fn verify(context: &mut Context, settings: &Settings, store: &Store, id_token: &Secret) -> anyhow::Result<Answer> {
    let app = settings.app()?;
    let client = app.client();
    let mut profile = context.profile(settings, store);
    let user_id = session::cached_login(&mut profile, &app)?.user_id;
    let keys = profile.signing_keys(&client.key_set, id_token, None)?;
    let (issuer, client_id, now) = (&client.issuer, &client.id, profile.system.seconds_now());
    let expected = Expected { issuer, client_id, nonce: None, subject: user_id.as_deref(), now };
    let findings = examine(id_token, &keys, &expected);
    let failed = id_token::failed(&findings);
    if !failed.is_empty() {
        let problem = Problem::BadIdToken { failed: id_token::words(&failed) };
        let hint = Hint::LogInWith { command: settings.login_command() };
        return Err(Failure::new("bad_id_token", 1, problem).with(hint).into());
    }
    let rows = findings
        .iter()
        .map(|finding| vec![finding.check.word().to_owned(), "ok".to_owned(), clean::line(&finding.seen, 100)]);
    let checks: serde_json::Map<_, _> =
        findings.iter().map(|finding| (finding.check.word().to_owned(), finding.has_passed.into())).collect();
    let claims = Parts::of(id_token).map(|parts| parts.claims);
    let json = json!({ "id_token": id_token.expose(), "claims": claims, "checks": checks });
    Ok(Answer { json: json.to_string(), human: Human::Table(rows.collect()), exit: 0 })
}
