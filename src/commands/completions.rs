//! `completions`: a completion script for a shell.

use clap::CommandFactory;

use crate::{
    cli::{self, Cli, CompletionsArgs},
    output::{Answer, Human},
};

/// Generated from the English help, so that the committed scripts are the same everywhere.
pub(super) fn run(args: &CompletionsArgs) -> anyhow::Result<Answer> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), cli::NAME, &mut script);
    let script = String::from_utf8(script)?;
    // A shell that reads the script before `compinit` has no `compdef` yet, and says so at each start.
    let script = script.replace("\nelse\n    compdef ", "\nelif (( $+functions[compdef] )); then\n    compdef ");
    Ok(Answer { json: String::new(), human: Human::Line(script.trim_end().to_owned()), exit: 0 })
}
