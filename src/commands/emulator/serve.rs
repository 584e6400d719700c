//! Serving: from flags and scenario file to the ready line, then until a signal.

use std::{io, path::Path, thread};

use super::Context;
use crate::{
    cli::emulator::ServeArgs,
    emulator::{Emulator, Scenario},
    failure::Failure,
    folder,
    messages::{Hint, Message, Problem, shell_word},
    output::{Answer, Human, clean},
    report,
};

/// A scenario is written by hand (bytes).
const LARGEST: u64 = 1 << 20;

pub(super) fn run(context: &mut Context, args: &ServeArgs) -> anyhow::Result<Answer> {
    (context.system.mind_signals)();
    let scenario = scenario(args)?;
    let emulator = Emulator::start_on(args.port, scenario).map_err(|error| cannot_serve(context, args.port, &error))?;
    let json = emulator.ready_line();
    let exports = json["env"].as_object().into_iter().flatten();
    let exports =
        exports.map(|(name, value)| format!("export {name}={}", shell_word(value.as_str().unwrap_or_default())));
    context.ui.say(&Message::EmulatorServes { url: emulator.url().to_owned() });
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

/// Flags say it last.
fn scenario(args: &ServeArgs) -> Result<Scenario, Failure> {
    let mut scenario = match &args.config {
        Some(path) => read(path)?,
        None => {
            let mut scenario = Scenario::default();
            scenario.app.registers_first_redirect_uri = true;
            scenario
        }
    };
    let app = &mut scenario.app;
    if let Some(key) = &args.rest_api_key {
        app.rest_api_key.clone_from(key);
    }
    if let Some(secret) = &args.client_secret {
        app.client_secret = Some(secret.clone()).filter(|secret| !secret.is_empty());
    }
    if !args.redirect_uris.is_empty() {
        app.redirect_uris.clone_from(&args.redirect_uris);
        app.registers_first_redirect_uri = false;
    }
    scenario.access_ttl = args.access_ttl.unwrap_or(scenario.access_ttl);
    scenario.refresh_ttl = args.refresh_ttl.unwrap_or(scenario.refresh_ttl);
    scenario.auto = args.auto.clone().or(scenario.auto);
    match &scenario.auto {
        Some(name) if !scenario.users.iter().any(|user| user.name == *name) => {
            let possible = scenario.users.iter().map(|user| user.name.as_str()).collect::<Vec<_>>().join(", ");
            let (argument, given) = ("--auto".to_owned(), clean::line(name, 60));
            Err(Failure::usage(Problem::InvalidValue { argument, given, possible })
                .with(Hint::SeeHelp { command: "kakao-login emulator".to_owned() }))
        }
        _ => Ok(scenario),
    }
}

fn read(path: &Path) -> Result<Scenario, Failure> {
    let shown = clean::line(&path.display().to_string(), 200);
    let text = folder::read_bounded(path, LARGEST)
        .and_then(|bytes| String::from_utf8(bytes).map_err(|_| io::ErrorKind::InvalidData.into()));
    let text = text.map_err(|error| report::unreadable(path, &error))?;
    Scenario::parse(&text).map_err(|error| {
        let before = text.get(..error.span.map_or(0, |span| span.start)).unwrap_or_default();
        let line = 1 + before.matches('\n').count();
        let column = 1 + before.rsplit('\n').next().unwrap_or_default().chars().count();
        let detail = clean::line(&error.detail, 200);
        Failure::new("scenario", 2, Problem::ScenarioSyntax { path: shown.clone(), line, column, detail })
            .with(Hint::EditFile { path: shown })
    })
}
