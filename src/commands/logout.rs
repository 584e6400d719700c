//! `logout`: ends the token at Kakao, then forgets it here.

use super::Context;
use crate::{
    cli::LogoutArgs,
    failure::Failure,
    kakao::Logout,
    messages::{Hint, Message, Problem},
    output::{Answer, Human},
    profile::Profile,
    session,
    settings::Settings,
    store::{self, Store},
    wire::CallError,
};

pub(super) fn run(context: &mut Context, args: &LogoutArgs) -> anyhow::Result<Answer> {
    let settings = context.settings()?;
    let app = settings.app()?;
    let store = Store::Files(settings.folder.clone());
    let key = context.profile(&settings, &store).key(&app);
    let was_there = !matches!(store.load(&key), Ok(None));
    let told = if was_there { tell_kakao(&mut context.profile(&settings, &store), &settings) } else { Ok(()) };
    if was_there {
        store.lock(&key, &context.system)?.forget()?;
    }
    if args.browser_session
        && let Some(redirect_uri) = settings.redirect_uris()?.first()
    {
        let url = app.servers.browser_logout(&app.rest_api_key, redirect_uri.as_str());
        context.ui.say(&Message::BrowserSessionEnds);
        if (context.system.browse)(&url, None).is_err() {
            context.ui.say(&Message::OpenThisUrl { url: url.to_string() });
        }
    }
    match told {
        Err(CannotTell) => {
            Err(Failure::new("logged_out_here_only", 6, Problem::LoggedOutOnlyHere).with(Hint::CheckNetwork).into())
        }
        Ok(()) => {
            let message = if was_there { Message::LoggedOut } else { Message::NotLoggedIn };
            let json = serde_json::json!({ "logged_out": was_there, "profile": key.profile });
            Ok(Answer { json: json.to_string(), human: Human::Sentence(message) })
        }
    }
}

/// Kakao could not be told, so its side of the token lives until it expires.
struct CannotTell;

fn tell_kakao(profile: &mut Profile, settings: &Settings) -> Result<(), CannotTell> {
    let Ok(servers) = settings.servers() else { return Err(CannotTell) };
    let logout = |token: &session::Token| Logout { servers: &servers, access_token: token.access_token.clone() };
    match session::call_with_token(profile, logout) {
        // A token Kakao does not know any more is as ended as it can be; so is a file without one.
        Ok(_)
        | Err(session::Error::LoginNeeded { .. } | session::Error::Ended { .. })
        | Err(session::Error::Store(store::Error::Broken { .. })) => Ok(()),
        Err(session::Error::Call(CallError::Refused(refusal))) if refusal.status == 401 => Ok(()),
        Err(_) => Err(CannotTell),
    }
}
