//! `demo`: the whole login against a pretend Kakao in this very process. Nothing is set up, nothing is kept.

mod visitor;

use std::{cell::RefCell, sync::Arc, time::Duration};

use super::Context;
use crate::{
    authorization::{self, Browser, Wishes},
    cli::DemoArgs,
    emulator::{Emulator, Scenario},
    failure::Failure,
    kakao::user::Me,
    loopback,
    messages::{Hint, Message, Problem},
    oauth::AuthorizeParameters,
    output::Answer,
    portrait, session,
    settings::{Setting, Settings},
    store::Store,
};

const TIMEOUT: Duration = Duration::from_secs(300);

pub(super) fn run(context: &mut Context, args: &DemoArgs) -> anyhow::Result<Answer> {
    let listener = loopback::bind_any("/callback", &context.system.guard())?;
    let mut scenario = Scenario::default();
    scenario.app.redirect_uris = vec![listener.redirect_uri().to_owned()];
    let app = scenario.app.clone();
    let emulator = Arc::new(Emulator::start(scenario)?);
    let settings = Settings::of_demo([
        (Setting::RestApiKey, app.rest_api_key),
        (Setting::ClientSecret, app.client_secret.unwrap_or_default()),
        (Setting::AuthUrl, emulator.url().to_owned()),
        (Setting::ApiUrl, emulator.url().to_owned()),
    ]);
    let store = Store::Memory(RefCell::new(None));

    context.ui.say(&Message::DemoStarts { url: emulator.url().to_owned() });
    let seen = Arc::clone(&emulator);
    let has_come = move || seen.exchanges().iter().any(|exchange| exchange.path == "/oauth/authorize");
    let walk = visitor::attach(&mut context.system, args.no_browser, has_come);
    let wishes = Wishes {
        parameters: AuthorizeParameters::default(),
        timeout: TIMEOUT,
        browser: Browser::Default,
        probes: false,
        reads_terminal: false,
    };
    let mut profile = context.profile(&settings, &store);
    let outcome = authorization::log_in(&mut profile, listener, &wishes);
    if let (Err(authorization::Error::NobodyCameBack { .. }), Some(detail)) = (&outcome, walk.trouble()) {
        return Err(Failure::new("demo", 1, Problem::NoDemoPage { detail }).with(Hint::Verbose).into());
    }
    outcome?;
    if walk.was_needed() {
        profile.ui.say(if args.no_browser { &Message::DemoWalkedAsAsked } else { &Message::DemoWalked });
    }

    let servers = settings.servers()?;
    let user = session::with_token(&mut profile, |profile, token| {
        profile.send(&Me { servers: &servers, access_token: &token.access_token })
    })?;
    context.ui.say(&Message::DemoDone);
    Ok(portrait::of_user(&user, &settings.login_command()))
}
