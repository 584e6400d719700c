//! `logout`: ends the token at Kakao, then forgets it here.

use super::Context;
use crate::{
    cli::LogoutArgs,
    failure::Failure,
    kakao::{self, Logout},
    messages::{Hint, Message, Problem},
    output::{Answer, Human},
    profile::Profile,
    report, session,
    settings::Settings,
    store,
    wire::{CallError, SendError},
};

pub(super) fn run(context: &mut Context, args: &LogoutArgs) -> anyhow::Result<Answer> {
    let (settings, store) = context.open()?;
    let app = settings.app()?;
    let key = context.profile(&settings, &store).key(&app);
    if let Err(error @ SendError::ProxyUnreadable { .. }) = (context.system.can_send)(&app.servers.api) {
        // It is to be put right, and then Kakao can be told.
        return Err(CallError::Send(error).into());
    }
    if args.browser_session {
        end_browser_session(context, &settings)?;
    }
    let found = store.load(&key);
    if !matches!(found, Ok(None)) {
        // A token must not end at Kakao and stay here.
        let proven = store.lock(&key, &context.system).and_then(|locked| locked.prepare().map(drop));
        proven.map_err(|error| {
            let failure = report::explain(&error.into(), &settings.login_command());
            failure.with(Hint::NotToldKakao)
        })?;
    }
    let told = match found {
        Ok(None) => {
            context.warn_of_token_variable(&settings);
            return Ok(answer(&Message::NotLoggedIn, false));
        }
        // What cannot be read holds nothing that Kakao could be told.
        Err(store::Error::Broken { .. }) => Told::NothingLeft,
        Err(error) => return Err(error.into()),
        Ok(Some(_)) => tell_kakao(&mut context.profile(&settings, &store), &settings)?,
    };
    store.lock(&key, &context.system)?.forget()?;
    context.warn_of_token_variable(&settings);
    match told {
        Told::Ended => Ok(answer(&Message::LoggedOut, true)),
        Told::NothingLeft => Ok(answer(&Message::ForgottenHere, true)),
        Told::Failed { reason } => {
            let problem = Problem::LoggedOutOnlyHere { reason };
            Err(Failure::new("logged_out_here_only", 6, problem).with(Hint::Verbose).into())
        }
    }
}

fn answer(message: &Message, was_there: bool) -> Answer {
    let json = serde_json::json!({ "logged_out": was_there });
    Answer { json: json.to_string(), human: Human::Sentence(message.clone()), exit: 0 }
}

enum Told {
    Ended,
    /// Kakao has no living token of this login any more.
    NothingLeft,
    /// Kakao could not be told, so its side of the token lives until it expires.
    Failed {
        reason: String,
    },
}

fn tell_kakao(profile: &mut Profile, settings: &Settings) -> anyhow::Result<Told> {
    let servers = settings.servers()?;
    let reason = |error: &CallError| match error {
        CallError::Refused(refusal) => refusal.name(),
        CallError::Malformed { status, .. } => format!("HTTP {status}"),
        CallError::Send(_) => servers.api.host_str().unwrap_or_default().to_owned(),
    };
    // Never the token of a variable: this login is the cached one.
    let token = match session::own_token(profile, session::MARGIN) {
        Ok(token) => token,
        Err(session::Error::LoginNeeded { .. } | session::Error::Ended { .. }) => return Ok(Told::NothingLeft),
        Err(session::Error::Call(error) | session::Error::AnswerLost(error)) => {
            return Ok(Told::Failed { reason: reason(&error) });
        }
        Err(error) => return Err(error.into()),
    };
    Ok(match profile.send(&Logout { servers: &servers, access_token: &token.access_token }) {
        Ok(()) => Told::Ended,
        Err(CallError::Refused(refusal)) if kakao::is_token_rejected(&refusal) => Told::NothingLeft,
        Err(error) => Told::Failed { reason: reason(&error) },
    })
}

/// Kakao's logout page; it comes back to a logout redirect URI, which the console lists apart.
fn end_browser_session(context: &mut Context, settings: &Settings) -> anyhow::Result<()> {
    let (app, redirect_uris) = (settings.app()?, settings.redirect_uris()?);
    let redirect_uri = redirect_uris.first().map_or("", |uri| uri.as_str());
    let url = app.servers.browser_logout(&app.rest_api_key, redirect_uri);
    let redirect_uri = redirect_uri.to_owned();
    context.ui.say(&Message::EndBrowserSession { url: url.to_string(), redirect_uri });
    if (context.system.browse)(&url, None).is_err() {
        context.ui.say(&Message::BrowserFailed);
    }
    Ok(())
}
