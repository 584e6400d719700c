//! `refresh`: a new access token now.

use super::Context;
use crate::{messages::Message, output::Answer, portrait, session};

pub(super) fn run(context: &mut Context) -> anyhow::Result<Answer> {
    let (settings, store) = context.open()?;
    let app = settings.app()?;
    let mut profile = context.profile(&settings, &store);
    session::refresh_now(&mut profile)?;
    let record = session::cached_login(&mut profile, &app)?;
    let now = profile.system.seconds_now();
    if let Some(seconds) = record.access_token_left(now) {
        profile.ui.say(&Message::Refreshed { seconds });
    }
    let key = profile.key(&app);
    Ok(portrait::of_login(&key, &record, &store.place(&key), now))
}
