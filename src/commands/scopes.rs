//! `scopes`: the consent items of the app, and which of them the user agreed to.

use serde_json::Value;

use super::Context;
use crate::{
    cli::{ScopesArgs, ScopesCommand},
    kakao::Scopes,
    messages::Message,
    output::{Answer, Human, clean},
    session,
};

pub(super) fn run(context: &mut Context, args: &ScopesArgs) -> anyhow::Result<Answer> {
    let (settings, store) = context.open()?;
    let servers = settings.servers()?;
    let revoked = match &args.command {
        Some(ScopesCommand::Revoke(revoke)) => revoke.ids.as_slice(),
        None => &[],
    };
    let mut profile = context.profile(&settings, &store);
    let json = session::with_token(&mut profile, |profile, token| {
        profile.send(&Scopes { servers: &servers, access_token: &token.access_token, revoked })
    })?;
    let language = context.ui.manner.language;
    let rows = rows(&json, &|message: Message| message.text(language));
    Ok(Answer { json, human: Human::Table(rows), exit: 0 })
}

fn rows(json: &str, say: &dyn Fn(Message) -> String) -> Vec<Vec<String>> {
    let body: Value = serde_json::from_str(json).unwrap_or_default();
    let scopes = body.get("scopes").and_then(Value::as_array).into_iter().flatten();
    let rows = scopes.map(|scope| {
        let text = |name: &str| clean::line(scope.get(name).and_then(Value::as_str).unwrap_or_default(), 60);
        let is = |name: &str| scope.get(name).and_then(Value::as_bool).unwrap_or(false);
        let state = if is("agreed") { Message::Agreed } else { Message::NotAgreedYet };
        let revocable = if is("revocable") { say(Message::Revocable) } else { String::new() };
        vec![text("id"), text("display_name"), say(state), revocable]
    });
    rows.collect()
}
