//! `token`: a valid access token, for scripts.

use serde_json::json;

use super::Context;
use crate::{
    cli::TokenArgs,
    failure::Failure,
    messages::{Hint, Problem},
    output::{Answer, Human, clean},
    portrait,
    secret::Secret,
    session::{self, Token},
};

pub(super) fn run(context: &mut Context, args: &TokenArgs) -> anyhow::Result<Answer> {
    let (settings, store) = context.open()?;
    let token = session::fresh_token(&mut context.profile(&settings, &store), args.min_ttl)?;
    if let (Some(command), Some(refresh_token)) = (&args.on_rotate, &token.new_refresh_token) {
        tell_rotation(context, command, refresh_token)?;
    }
    if args.id {
        return id_token(&token);
    }
    let secret = token.access_token.expose();
    let line = if args.header { format!("Authorization: Bearer {secret}") } else { secret.to_owned() };
    let now = context.system.seconds_now();
    let json = json!({
        "access_token": secret,
        "token_type": "bearer",
        "expires_at": token.expires_at.map(portrait::rfc3339),
        "expires_in": token.expires_at.map(|end| end.saturating_sub(now)),
        "scope": token.scopes.join(" "),
    });
    Ok(Answer { json: json.to_string(), human: Human::Line(line) })
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

fn id_token(token: &Token) -> anyhow::Result<Answer> {
    let Some(id_token) = &token.id_token else {
        let command = "kakao-login login --scope openid".to_owned();
        return Err(Failure::new("no_id_token", 1, Problem::NoIdToken).with(Hint::AskScopes { command }).into());
    };
    let json = json!({ "id_token": id_token.expose() });
    Ok(Answer { json: json.to_string(), human: Human::Line(id_token.expose().to_owned()) })
}
