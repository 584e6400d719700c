//! `scopes`: the consent items of the app, and which of them the user agreed to.

use serde_json::Value;

use super::Context;
use crate::{
    cli::{ScopesArgs, ScopesCommand},
    failure::Failure,
    kakao::{Scopes, scope},
    messages::{Hint, Language, Message},
    output::{Answer, Human, clean},
    report, session,
    wire::CallError,
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
    });
    let json = json.map_err(|error| {
        let is_required = matches!(&error, session::Error::Call(CallError::Refused(refusal)) if refusal.is("-3"));
        let failure = report::explain(&error.into(), &settings.login_command());
        if is_required { Failure { hints: vec![Hint::SeeScopes], ..failure } } else { failure }
    })?;
    let language = context.ui.manner.language;
    let rows = rows(&json, language);
    Ok(Answer { json, human: Human::Table(rows), exit: 0 })
}

fn rows(json: &str, language: Language) -> Vec<Vec<String>> {
    let body: Value = serde_json::from_str(json).unwrap_or_default();
    let scopes = body.get("scopes").and_then(Value::as_array).into_iter().flatten();
    scopes.map(|scope| row(scope, language)).collect()
}

fn row(scope: &Value, language: Language) -> Vec<String> {
    let text = |name: &str| clean::line(scope.get(name).and_then(Value::as_str).unwrap_or_default(), 60);
    let flag = |name: &str| scope.get(name).and_then(Value::as_bool);
    let state = match (flag("agreed"), flag("using")) {
        (Some(true), _) => Message::Agreed,
        (_, Some(false)) => Message::SwitchedOff,
        _ => Message::NotAgreedYet,
    };
    let revocable = flag("revocable") == Some(true);
    let revocable = if revocable { Message::Revocable.text(language) } else { String::new() };
    let gives = scope::gives(&text("id")).map(|gives| language.choose(gives)).unwrap_or_default();
    vec![text("id"), text("display_name"), state.text(language), revocable, gives.to_owned()]
}
