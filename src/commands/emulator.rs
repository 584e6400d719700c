//! `emulator`: the pretend Kakao on a port of its own, for tests and offline work in any language.

use std::{io, thread};

use serde_json::json;

use super::Context;
use crate::{
    cli::EmulatorArgs,
    emulator::{Emulator, Scenario},
    failure::Failure,
    messages::{Hint, Message, Problem},
    output::{Answer, Human, clean},
};

pub(super) fn run(context: &mut Context, args: &EmulatorArgs) -> anyhow::Result<Answer> {
    (context.system.mind_signals)();
    let scenario = scenario(args)?;
    let (app, users) = (scenario.app.clone(), scenario.users.clone());
    let emulator = Emulator::start_on(args.port, scenario).map_err(|error| cannot_serve(context, args.port, &error))?;

    let url = emulator.url();
    let mut variables =
        vec![("KAKAO_AUTH_URL", url), ("KAKAO_API_URL", url), ("KAKAO_REST_API_KEY", app.rest_api_key.as_str())];
    variables.extend(app.client_secret.as_deref().map(|secret| ("KAKAO_CLIENT_SECRET", secret)));
    variables.extend(app.redirect_uris.first().map(|uri| ("KAKAO_REDIRECT_URI", uri.as_str())));
    let exports = variables.iter().map(|(name, value)| format!("export {name}={value}"));
    let json = json!({
        "url": url,
        "rest_api_key": app.rest_api_key,
        "client_secret": app.client_secret,
        "redirect_uris": app.redirect_uris,
        "users": users.iter().map(|user| json!({ "name": user.name, "id": user.id })).collect::<Vec<_>>(),
        "env": variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect::<serde_json::Map<_, _>>(),
    });
    context.ui.say(&Message::EmulatorServes { url: url.to_owned() });
    let human = Human::Line(exports.collect::<Vec<_>>().join("\n"));
    context.ui.answer(&Answer { json: json.to_string(), human, exit: 0 })?;
    // Until a signal ends the process; its port and everything it knows end with it.
    loop {
        thread::park();
    }
}

fn cannot_serve(context: &Context, port: u16, error: &io::Error) -> Failure {
    let failure = if error.kind() == io::ErrorKind::AddrInUse {
        let holder = (context.system.port_holder)(port).map(|holder| clean::line(&holder, 100));
        Failure::new("port_taken", 5, Problem::PortTaken { port, holder })
    } else {
        Failure::new("port", 5, Problem::CannotListen { port, detail: error.to_string() })
    };
    failure.with(Hint::AnyPort { command: "kakao-login emulator --port 0".to_owned() })
}

fn scenario(args: &EmulatorArgs) -> Result<Scenario, Failure> {
    let mut scenario = Scenario { access_ttl: args.access_ttl, refresh_ttl: args.refresh_ttl, ..Scenario::default() };
    if let Some(key) = &args.rest_api_key {
        scenario.app.rest_api_key.clone_from(key);
    }
    if let Some(secret) = &args.client_secret {
        scenario.app.client_secret = Some(secret.clone()).filter(|secret| !secret.is_empty());
    }
    scenario.app.redirect_uris.clone_from(&args.redirect_uris);
    scenario.app.registers_first_redirect_uri = args.redirect_uris.is_empty();
    if let Some(name) = &args.auto {
        if !scenario.users.iter().any(|user| user.name == *name) {
            let possible = scenario.users.iter().map(|user| user.name.as_str()).collect::<Vec<_>>().join(", ");
            let (argument, given) = ("--auto".to_owned(), clean::line(name, 60));
            return Err(Failure::usage(Problem::InvalidValue { argument, given, possible })
                .with(Hint::SeeHelp { command: "kakao-login emulator".to_owned() }));
        }
        scenario.auto = Some(name.clone());
    }
    Ok(scenario)
}
