//! Owns the command lines that prompts and loops live on, understood without the parser: building its tree is half
//! of what a cached token costs. They mean what the parser says they mean; a test compares.

use std::ffi::OsString;

use super::{Cli, Command, Global, TokenArgs};

/// The whole of `token`, `token --header`, `token --json`, `status` and `status --json`; anything else is the
/// parser's.
pub(crate) fn understand(arguments: &[OsString]) -> Option<Cli> {
    let (command, flag) = match arguments {
        [_, command] => (command.to_str()?, ""),
        [_, command, flag] => (command.to_str()?, flag.to_str()?),
        _ => return None,
    };
    let json = match flag {
        "" | "--header" => false,
        "--json" => true,
        _ => return None,
    };
    let command = match (command, flag) {
        ("token", _) => {
            let min_ttl = super::parse_duration(super::MIN_TTL).ok()?;
            let header = flag == "--header";
            Command::Token(TokenArgs {
                min_ttl,
                header,
                id: false,
                verify: false,
                refresh_token: false,
                on_rotate: None,
            })
        }
        ("status", "" | "--json") => Command::Status,
        _ => return None,
    };
    Some(Cli { global: Global { json, ..Global::default() }, command })
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(Into::into).collect()
    }

    #[test]
    fn a_shortcut_means_what_the_parser_says() {
        for line in ["token", "token --header", "token --json", "status", "status --json"] {
            let arguments = words(&format!("kakao-login {line}"));
            let short = understand(&arguments).expect(line);
            let long = Cli::try_parse_from(arguments).expect(line);
            assert_eq!(format!("{short:?}"), format!("{long:?}"));
        }
    }

    #[test]
    fn everything_else_is_the_parsers() {
        for line in
            ["", "token -h", "token --help", "status --header", "token token", "token --json --header", "tokens"]
        {
            assert!(understand(&words(&format!("kakao-login {line}"))).is_none(), "{line}");
        }
    }
}
