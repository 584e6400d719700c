//! `token`: a valid access token, for scripts.

use serde_json::json;

use super::Context;
use crate::{
    cli::TokenArgs,
    failure::Failure,
    messages::{Hint, Problem},
    output::{Answer, Human},
    portrait,
    session::{self, Token},
};

pub(super) fn run(context: &mut Context, args: &TokenArgs) -> anyhow::Result<Answer> {
    let (settings, store) = context.open()?;
    let token = session::fresh_token(&mut context.profile(&settings, &store), args.min_ttl)?;
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

fn id_token(token: &Token) -> anyhow::Result<Answer> {
    let Some(id_token) = &token.id_token else {
        let command = "kakao-login login --scope openid".to_owned();
        return Err(Failure::new("no_id_token", 1, Problem::NoIdToken).with(Hint::AskScopes { command }).into());
    };
    let json = json!({ "id_token": id_token.expose() });
    Ok(Answer { json: json.to_string(), human: Human::Line(id_token.expose().to_owned()) })
}
