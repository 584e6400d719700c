//! `exec`: runs a program with a valid access token in its environment.

use std::io;

use super::Context;
use crate::{
    cli::ExecArgs,
    failure::Failure,
    messages::{Hint, Problem},
    output::{Answer, Human, clean},
    session,
};

/// Where programs look for the token.
const VARIABLE: &str = "KAKAO_ACCESS_TOKEN";

pub(super) fn run(context: &mut Context, args: &ExecArgs) -> anyhow::Result<Answer> {
    let (settings, store) = context.open()?;
    let token = session::fresh_token(&mut context.profile(&settings, &store), session::MARGIN)?;
    let exit = (context.system.become_program)(&args.command, VARIABLE, &token.access_token).map_err(|error| {
        let program = args.command.first().map(|word| word.to_string_lossy().into_owned()).unwrap_or_default();
        let program = clean::line(&program, 100);
        let problem = match error.kind() {
            io::ErrorKind::NotFound => Problem::NoSuchProgram { program },
            _ => Problem::CannotRun { program, detail: error.to_string() },
        };
        Failure::new("exec", 1, problem).with(Hint::SeeHelp { command: "kakao-login exec".to_owned() })
    })?;
    Ok(Answer { json: String::new(), human: Human::Nothing, exit })
}
