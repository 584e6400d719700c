//! `status`: what is cached, without the network.

use super::Context;
use crate::{output::Answer, portrait, session};

pub(super) fn run(context: &mut Context) -> anyhow::Result<Answer> {
    let (settings, store) = context.open()?;
    let app = settings.app()?;
    let mut profile = context.profile(&settings, &store);
    let (key, now) = (profile.key(&app), profile.system.seconds_now());
    let place = store.place(&key);
    let record = match session::cached_login(&mut profile, &app) {
        Ok(record) => record,
        Err(session::Error::LoginNeeded { .. }) if settings.stand_in().is_some() => {
            return Ok(portrait::of_variables(&key, &settings, &place));
        }
        Err(error) => return Err(error.into()),
    };
    context.warn_of_token_variable(&settings);
    Ok(portrait::of_login(&key, &record, &place, now))
}
