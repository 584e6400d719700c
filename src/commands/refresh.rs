//! `refresh`: a new access token now.

use super::Context;
use crate::{messages::Message, output::Answer, portrait, session, store::Store};

pub(super) fn run(context: &mut Context) -> anyhow::Result<Answer> {
    let settings = context.settings()?;
    let app = settings.app()?;
    let key = session::key(&settings, &app);
    let store = Store::Files(settings.folder.clone());
    let mut session = context.session(&settings, &store);
    session::refresh_now(&mut session)?;
    let record = session::cached_login(&mut session, &app)?;
    let now = context.system.seconds_now();
    if let Some(seconds) = record.access_token_left(now) {
        context.ui.say(&Message::Refreshed { seconds });
    }
    Ok(portrait::of_login(&key, &record, &store.place(&key), now))
}
