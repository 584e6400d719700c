//! Owns a command line that was not understood: clap's findings in our words, and what can be read of the
//! arguments before clap has had its say.

use std::{borrow::Cow, ffi::OsString};

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::{
    failure::Failure,
    messages::{Hint, Problem},
    output::{Color, clean},
};

/// The flags that decide how an error in the other flags is told.
#[derive(Debug, Default)]
pub(super) struct Early {
    pub(super) language: Option<String>,
    pub(super) profile: Option<String>,
    pub(super) json: bool,
    pub(super) color: Color,
}

impl Early {
    pub(super) fn read(arguments: &[OsString]) -> Self {
        let words: Vec<_> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
        let words = words.split(|word| *word == "--").next().unwrap_or_default();
        let value = |flag: &str| {
            words.iter().enumerate().find_map(|(at, word)| match word.strip_prefix(flag)? {
                "" => words.get(at + 1).copied(),
                rest => rest.strip_prefix('='),
            })
        };
        Self {
            language: value("--lang").map(str::to_owned),
            profile: value("--profile").map(str::to_owned),
            json: words.iter().any(|word| *word == "--json" || *word == "--jq" || word.starts_with("--jq=")),
            color: match value("--color") {
                Some("always") => Color::Always,
                Some("never") => Color::Never,
                _ => Color::Auto,
            },
        }
    }
}

/// `help login` means `login --help`.
pub(super) fn without_help_command(arguments: &[OsString]) -> Cow<'_, [OsString]> {
    match arguments {
        [name, help, path @ ..] if help == "help" => {
            let name = std::iter::once(name).chain(path).cloned();
            name.chain(["--help".into()]).collect::<Vec<_>>().into()
        }
        _ => arguments.into(),
    }
}

/// `kakao-login` alone asks for help rather than making a mistake.
pub(super) fn is_bare(error: &clap::Error) -> bool {
    error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
}

/// The name of the program, with flags at most.
pub(super) fn has_no_command(error: &clap::Error, tree: &clap::Command, arguments: &[OsString]) -> bool {
    let is_missing = is_bare(error) || error.kind() == ErrorKind::MissingSubcommand;
    is_missing && command_of(tree, arguments) == crate::cli::NAME
}

pub(super) fn help_text(error: &clap::Error) -> String {
    error.render().ansi().to_string().trim_end().to_owned()
}

pub(super) fn failure(error: &clap::Error, tree: &clap::Command, arguments: &[OsString]) -> Failure {
    let text = |kind| error.get(kind).map(|value| clean::line(&words(value), 200)).unwrap_or_default();
    let given = text(ContextKind::InvalidArg);
    let problem = match error.kind() {
        ErrorKind::UnknownArgument if !given.starts_with('-') => Problem::SurplusArgument { given },
        ErrorKind::UnknownArgument => Problem::UnknownFlag { given },
        ErrorKind::InvalidSubcommand => Problem::UnknownCommand { given: text(ContextKind::InvalidSubcommand) },
        ErrorKind::MissingRequiredArgument => Problem::MissingArgument { names: given },
        ErrorKind::MissingSubcommand => Problem::MissingArgument { names: text(ContextKind::ValidSubcommand) },
        ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::NoEquals | ErrorKind::WrongNumberOfValues => {
            let (given_value, possible) = (text(ContextKind::InvalidValue), text(ContextKind::ValidValue));
            match given_value.is_empty() {
                true => Problem::ValueMissing { argument: given, possible },
                false => Problem::InvalidValue { argument: given, given: given_value, possible },
            }
        }
        ErrorKind::ArgumentConflict => {
            Problem::ArgumentConflict { argument: given, other: text(ContextKind::PriorArg) }
        }
        _ => {
            let rendered = error.to_string();
            let first = rendered.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
            Problem::Usage { detail: clean::line(&first, 300) }
        }
    };
    let suggestions = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let suggestion = suggestions.into_iter().find_map(|kind| suggested(error.get(kind)?));
    let failure = Failure::usage(problem);
    let failure = match suggestion {
        Some(suggestion) => failure.with(Hint::DidYouMean { suggestion }),
        None => failure,
    };
    failure.with(Hint::SeeHelp { command: command_of(tree, arguments) })
}

/// The nearest, which clap has last: whoever mistypes `login` should not be offered `unlink` beside it.
fn suggested(value: &ContextValue) -> Option<String> {
    let word = match value {
        ContextValue::String(word) => word,
        ContextValue::Strings(words) => words.last()?,
        _ => return None,
    };
    Some(format!("`{}`", clean::line(word, 40)))
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(words) => words.join(", "),
        ContextValue::None => String::new(),
        other => other.to_string(),
    }
}

/// The command the mistake was made in, as far as it can be told.
fn command_of(tree: &clap::Command, arguments: &[OsString]) -> String {
    let (mut path, mut command) = (vec![crate::cli::NAME], tree);
    for word in arguments.iter().skip(1).filter_map(|argument| argument.to_str()) {
        if let Some(child) = command.find_subcommand(word) {
            path.push(child.get_name());
            command = child;
        }
    }
    path.join(" ")
}
