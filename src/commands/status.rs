//! `status`: what is cached, without the network.

use super::Context;
use crate::{output::Answer, portrait, session, store::Store};

pub(super) fn run(context: &mut Context) -> anyhow::Result<Answer> {
    let settings = context.settings()?;
    let app = settings.app()?;
    let key = session::key(&settings, &app);
    let store = Store::Files(settings.folder.clone());
    let record = session::cached_login(&mut context.session(&settings, &store), &app)?;
    Ok(portrait::of_login(&key, &record, &store.place(&key), context.system.seconds_now()))
}
