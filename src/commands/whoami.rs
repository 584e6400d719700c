//! `whoami`: the logged-in user.

use super::Context;
use crate::{kakao::user::Me, output::Answer, portrait, session};

pub(super) fn run(context: &mut Context) -> anyhow::Result<Answer> {
    let (settings, store) = context.open()?;
    let servers = settings.servers()?;
    let mut profile = context.profile(&settings, &store);
    let user = session::with_token(&mut profile, |profile, token| {
        profile.send(&Me { servers: &servers, access_token: &token.access_token })
    })?;
    Ok(portrait::of_user(&user, &settings.login_command()))
}
