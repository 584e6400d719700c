//! `status`: what is cached, without the network.

use super::Context;
use crate::{output::Answer, portrait, session};

pub(super) fn run(context: &mut Context) -> anyhow::Result<Answer> {
    let (settings, store) = context.open()?;
    let app = settings.app()?;
    let mut profile = context.profile(&settings, &store);
    let record = session::cached_login(&mut profile, &app)?;
    let key = profile.key(&app);
    Ok(portrait::of_login(&key, &record, &store.place(&key), profile.system.seconds_now()))
}
