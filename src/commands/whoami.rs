//! `whoami`: the logged-in user.

use super::Context;
use crate::{kakao::user::Me, output::Answer, portrait, session, store::Store};

pub(super) fn run(context: &mut Context) -> anyhow::Result<Answer> {
    let settings = context.settings()?;
    let servers = settings.servers()?;
    let store = Store::Files(settings.folder.clone());
    let mut profile = context.profile(&settings, &store);
    let me = |token: &session::Token| Me { servers: &servers, access_token: token.access_token.clone() };
    let (user, _) = session::call_with_token(&mut profile, me)?;
    Ok(portrait::of_user(&user))
}
