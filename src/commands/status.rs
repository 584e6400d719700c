//! `status`: what is cached, without the network.

use super::Context;
use crate::{output::Answer, portrait, session};

pub(super) fn run(context: &mut Context) -> anyhow::Result<Answer> {
    let (settings, store) = context.open()?;
    let app = settings.app()?;
    let mut profile = context.profile(&settings, &store);
    let (key, now) = (profile.key(&app), profile.system.seconds_now());
    let place = store.place(&key);
    let record = match (session::cached_login(&mut profile, &app), settings.stand_in()) {
        (Err(session::Error::LoginNeeded { .. }), Some(variable)) => {
            return Ok(portrait::of_variable(variable, &key, &settings, &place));
        }
        (login, _) => login?,
    };
    context.warn_of_token_variable(&settings);
    Ok(portrait::of_login(&key, &record, &place, now))
}
