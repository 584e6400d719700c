//! Owns asking on the terminal, for secrets without echo, and giving the terminal back as it was. The only home of
//! `dialoguer` and `rpassword`.

use std::{io, thread, time::Duration};

use crate::secret::Secret;

/// A line with editing; `default` stands for an empty one.
pub(super) fn ask(question: &str, default: &str) -> io::Result<String> {
    #[cfg(unix)]
    let guard = guard::Guard::new()?;
    #[cfg(unix)]
    guard.read_keys()?;
    let mut input = dialoguer::Input::<String>::new().with_prompt(question).allow_empty(true);
    if !default.is_empty() {
        input = input.default(default.to_owned());
    }
    let answer = input.interact_text().map_err(|dialoguer::Error::IO(error)| error);
    if answer.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::Interrupted) {
        // The signal that interrupted the reading ends the program.
        thread::sleep(Duration::from_secs(1));
    }
    answer
}

pub(super) fn ask_hidden(question: &str) -> io::Result<Secret> {
    #[cfg(unix)]
    let guard = guard::Guard::new()?;
    #[cfg(unix)]
    guard.hide()?;
    let answer = rpassword::prompt_password(question).map(Secret::new);
    if answer.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::Interrupted) {
        // The signal that interrupted the reading ends the program, from the guard's thread.
        thread::sleep(Duration::from_secs(1));
    }
    answer
}

/// Whether this process may read its terminal: a job of the shell in the background may not.
pub(super) fn is_in_foreground() -> bool {
    #[cfg(unix)]
    return rustix::termios::tcgetpgrp(io::stdin()).is_ok_and(|group| group == rustix::process::getpgrp());
    #[cfg(not(unix))]
    true
}

/// A signal must not leave the terminal without echo, or deaf to Ctrl-C.
#[cfg(unix)]
mod guard {
    use std::{
        fs::File,
        io::{self, Write},
        thread,
        time::Duration,
    };

    use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM},
        iterator::{Handle, Signals},
        low_level,
    };

    const SETTLE_TIME: Duration = Duration::from_millis(20);

    pub(super) struct Guard {
        terminal: File,
        before: Termios,
        signals: Handle,
    }

    impl Guard {
        pub(super) fn new() -> io::Result<Self> {
            let terminal = File::open("/dev/tty")?;
            let before = tcgetattr(&terminal)?;
            let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
            let guard = Self { terminal: terminal.try_clone()?, before: before.clone(), signals: signals.handle() };
            thread::spawn(move || {
                if let Some(signal) = signals.forever().next() {
                    give_back(&terminal, &before);
                    // The reading thread may have been about to change the terminal, which it does but once.
                    thread::sleep(SETTLE_TIME);
                    give_back(&terminal, &before);
                    // The shell's prompt begins a line of its own.
                    drop(io::stderr().write_all(b"\n"));
                    low_level::exit(128 + signal);
                }
            });
            super::super::ending::pause();
            Ok(guard)
        }

        /// Keys one by one for the whole question: `dialoguer` would go back and forth at each key, and lose some.
        pub(super) fn read_keys(&self) -> io::Result<()> {
            let mut raw = self.before.clone();
            raw.make_raw();
            raw.output_modes = self.before.output_modes;
            Ok(tcsetattr(&self.terminal, OptionalActions::Now, &raw)?)
        }

        /// Before the question is seen: what is typed ahead must not be echoed either.
        pub(super) fn hide(&self) -> io::Result<()> {
            let mut hidden = self.before.clone();
            hidden.local_modes.remove(LocalModes::ECHO);
            Ok(tcsetattr(&self.terminal, OptionalActions::Now, &hidden)?)
        }
    }

    /// A terminal that is gone needs nothing back.
    fn give_back(terminal: &File, before: &Termios) {
        tcsetattr(terminal, OptionalActions::Now, before).ok();
    }

    impl Drop for Guard {
        fn drop(&mut self) {
            give_back(&self.terminal, &self.before);
            self.signals.close();
            super::super::ending::resume();
            // From here on the handlers above do nothing, so the signals get their plain meaning back.
            super::super::mind_signals();
        }
    }
}
