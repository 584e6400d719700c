//! `kakao-login`: the command-line login for Kakao. One package, a library and a binary; the binary is one
//! call of [`main`].
//!
//! # The house
//! A module imports only from a smaller number; modules of one number do not know each other, and commands
//! never call commands. `tests/it/tidy.rs` holds this list.
//!
//! | layer | module | owns |
//! |---|---|---|
//! | 11 | `main` | one call |
//! | 10 | `lib` | the map; arguments and machine in, exit code out |
//! | 9 | `commands` | one command, one file; from what was typed to an answer |
//! | 9 | `fuzzing` | the doors of the fuzz targets, compiled for them alone |
//! | 8 | `checkup` | what can be wrong, looked at one thing after the other |
//! | 7 | `report` | a failure in words: the only downcasts |
//! | 6 | `authorization` | one browser login, from the bound port to the honest page |
//! | 6 | `session` | "a valid token for this profile" |
//! | 5 | `profile` | one login profile at work, with what it needs of the world |
//! | 5 | `portrait` | how a user and a login look |
//! | 4 | `settings` | flag, variable, file, default; each value remembers its origin |
//! | 4 | `store` | the cached tokens; written only while locked |
//! | 3 | `kakao` | what is Kakao's and not the RFC's |
//! | 3 | `output` | the answer to stdout, the conversation to stderr |
//! | 3 | `machine` | the real effects, wired |
//! | 2 | `oauth` | the protocol: values in, values out |
//! | 2 | `system` | one field per effect |
//! | 1 | `wire` | requests, answers and calls as plain values |
//! | 1 | `loopback` | the redirect URI's end on this machine |
//! | 1 | `folder` | files replaced whole, for their user alone |
//! | 1 | `failure` | a failure with its exit code |
//! | 1 | `emulator` | a pretend Kakao; knows nothing of ours but `http` |
//! | 1 | `cli` | what may be typed, and its help |
//! | 0 | `messages` | every sentence, in Korean and English, and what makes text from outside harmless in it |
//! | 0 | `secret` | a string that does not show itself |
//! | 0 | `http` | a bounded reader of HTTP/1 |
//!
//! # What always holds
//! * A token is on the disk before anybody sees it, and the browser hears "logged in" only after that.
//! * A token is filed under authorization server, REST API key and profile, and sent nowhere else.
//! * No redirect of a token or API call is followed; plain http is for loopback.
//! * stdout is the answer, and empty after a failure. No secret has a `Display`.
//! * Deliberately absent: device code and client credentials (Kakao has neither), the admin key, telemetry,
//!   reading anything from the current directory.
//!
//! # To add a command
//! A variant in `cli` with its doc comment, its Korean help in `cli/korean.rs` (a test finds what is missing), its
//! examples in `cli/help.rs`,
//! a file in `commands/` with `run`, its line in `commands::dispatch`.
//!
//! # To add a Kakao code
//! An entry in `kakao/code/`; where no short advice fits, a variant of `messages::Remedy` and its two sentences.

#![forbid(unsafe_code)]
// Either feature has its words and doors in shared rooms, and nobody to use them when one is left out.
#![cfg_attr(not(all(feature = "emulator", feature = "jq")), allow(dead_code))]

mod authorization;
mod checkup;
mod cli;
mod commands;
#[cfg(feature = "emulator")]
pub mod emulator;
mod failure;
mod folder;
#[cfg(fuzzing)]
pub mod fuzzing;
mod http;
mod kakao;
mod loopback;
mod machine;
mod messages;
mod oauth;
mod output;
mod portrait;
mod profile;
mod report;
pub mod secret;
mod session;
mod settings;
mod store;
pub mod system;
pub mod wire;

use std::{env, ffi::OsString, process::ExitCode};

use system::{Streams, System};

/// Runs with the real arguments on the real machine.
pub fn main() -> ExitCode {
    let (system, streams) = machine::real();
    ExitCode::from(run(env::args_os().collect(), system, streams))
}

/// Runs one command line, its program name first, and returns the exit code of the contract.
pub fn run(arguments: Vec<OsString>, system: System, streams: Streams) -> u8 {
    let mut context = commands::Context::new(&arguments, system, streams);
    let outcome = commands::run(&mut context, arguments);
    match outcome.and_then(|answer| Ok(context.ui.answer(&answer).map(|()| answer.exit)?)) {
        Ok(exit) => exit,
        Err(error) => {
            let failure = report::explain(&error, &context.login_command);
            let failure = report::name_variables(failure, &context.variables_in_force);
            report::tell(&failure, &mut context.ui);
            failure.exit
        }
    }
}
