//! Owns the wiring of the real effects.

mod browser;
mod dirs;
mod ending;
mod http;
mod limits;
mod peers;
mod ports;
mod process;
mod prompt;
mod proxy;

use std::{
    env,
    io::{self, IsTerminal},
    rc::Rc,
    sync::Arc,
    thread,
    time::SystemTime,
};

use ring::rand::{SecureRandom, SystemRandom};

use crate::system::{Input, Output, Streams, System};

/// What lives longer than a program that was asked to run with an access token.
const SECRET_VARIABLES: [&str; 2] = ["KAKAO_CLIENT_SECRET", "KAKAO_REFRESH_TOKEN"];
/// What a browser or a helper is not handed down.
const PRIVATE_VARIABLES: [&str; 4] =
    ["KAKAO_CLIENT_SECRET", "KAKAO_ACCESS_TOKEN", "KAKAO_REFRESH_TOKEN", "KAKAO_REST_API_KEY"];

/// The machine this process runs on.
pub(crate) fn real() -> (System, Streams) {
    process::leave_stack_size_behind();
    limits::keep_private();
    ending::catch_panics();
    let clients = http::Clients::default();
    let checked = clients.clone();
    let system = System {
        now: Box::new(SystemTime::now),
        random: Box::new(|bytes| SystemRandom::new().fill(bytes).map_err(|_| io::Error::last_os_error())),
        var: Box::new(variable),
        locale: Box::new(locale),
        config_directory: Box::new(dirs::config),
        port_holder: Box::new(ports::holder),
        browse: Box::new(browser::open),
        send: Arc::new(move |request| clients.send(request)),
        can_send: Box::new(move |url| checked.check(url)),
        run_program: Rc::new(process::run),
        become_program: Box::new(process::replace),
        ask: Box::new(prompt::ask),
        ask_hidden: Box::new(prompt::ask_hidden),
        mind_signals: Box::new(mind_signals),
        admits: Arc::new(peers::admits),
        connections: Box::new(limits::connections),
        set_last_words: Box::new(ending::set_last_words),
        sleep: Box::new(thread::sleep),
    };
    let streams = Streams {
        stdin: Input {
            reader: Box::new(io::stdin()),
            is_terminal: io::stdin().is_terminal(),
            is_in_foreground: prompt::is_in_foreground(),
        },
        stdout: Output { writer: Box::new(io::stdout()), is_terminal: io::stdout().is_terminal() },
        stderr: Output { writer: Box::new(io::stderr()), is_terminal: io::stderr().is_terminal() },
    };
    (system, streams)
}

/// Once: a second registration would only cost.
fn mind_signals() {
    #[cfg(unix)]
    {
        static MINDED: std::sync::Once = std::sync::Once::new();
        MINDED.call_once(ending::install);
    }
}

/// Set but empty means unset. What is no Unicode keeps its place with replacement characters, so that it is
/// refused where it cannot work and not silently passed over.
fn variable(name: &str) -> Option<String> {
    env::var_os(name).map(|value| value.to_string_lossy().into_owned()).filter(|value| !value.is_empty())
}

/// Elsewhere than on Linux and the BSDs no variable need say it.
fn locale() -> Option<String> {
    #[cfg(any(windows, target_os = "macos"))]
    return sys_locale::get_locale();
    #[cfg(not(any(windows, target_os = "macos")))]
    None
}
