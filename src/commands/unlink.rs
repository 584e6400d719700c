//! `unlink`: takes the Kakao account off the app, after asking.

use super::Context;
use crate::{
    cli::UnlinkArgs,
    failure::Failure,
    kakao::Unlink,
    messages::{Hint, Message, Problem},
    output::{Answer, Human, Paragraph, clean},
    session,
};

pub(super) fn run(context: &mut Context, args: &UnlinkArgs) -> anyhow::Result<Answer> {
    let (settings, store) = context.open()?;
    let (app, servers) = (settings.app()?, settings.servers()?);
    let mut profile = context.profile(&settings, &store);
    let key = profile.key(&app);
    let record = session::cached_login(&mut profile, &app)?;
    if !args.yes {
        let who = [record.nickname, record.user_id].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        ask(context, &who)?;
    }
    // A connection must not end at Kakao while its tokens stay here.
    drop(store.lock(&key, &context.system)?.prepare()?);
    let mut profile = context.profile(&settings, &store);
    let token = session::own_token(&mut profile, session::MARGIN)?;
    let user_id = session::use_token(&mut profile, token, |profile, token| {
        profile.send(&Unlink { servers: &servers, access_token: &token.access_token })
    })?;
    store.lock(&key, &context.system)?.forget()?;
    let json = serde_json::json!({ "id": user_id });
    Ok(Answer { json: json.to_string(), human: Human::Sentence(Message::Unlinked), exit: 0 })
}

fn ask(context: &mut Context, who: &str) -> anyhow::Result<()> {
    let who = clean::line(who, 100);
    let Some(lines) = context.ui.typed_lines() else {
        return Err(Failure::usage(Problem::NeedsYes).with(Hint::SayYes).into());
    };
    context.ui.tell(&Paragraph::of(&Message::UnlinkQuestion { who }, context.ui.manner.language));
    let answer = lines.recv().unwrap_or_default();
    if ["y", "yes", "예", "네", "ㅇ"].contains(&answer.trim().to_lowercase().as_str()) {
        return Ok(());
    }
    Err(Failure::new("declined", 3, Problem::NotUnlinked).into())
}
