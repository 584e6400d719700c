//! Owns asking for a secret on the terminal, without echo, and giving the terminal back as it was. The only home
//! of `rpassword`.

use std::io;

use crate::secret::Secret;

pub(super) fn ask_hidden(question: &str) -> io::Result<Secret> {
    #[cfg(unix)]
    let _guard = guard::Guard::new()?;
    rpassword::prompt_password(question).map(Secret::new)
}

/// A signal must not leave the terminal without echo.
#[cfg(unix)]
mod guard {
    use std::{fs::File, io, thread};

    use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM},
        iterator::{Handle, Signals},
        low_level,
    };

    pub(super) struct Guard(Handle);

    impl Guard {
        pub(super) fn new() -> io::Result<Self> {
            let terminal = File::open("/dev/tty")?;
            let before: Termios = tcgetattr(&terminal)?;
            let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
            let handle = signals.handle();
            thread::spawn(move || {
                if let Some(signal) = signals.forever().next() {
                    // Without a terminal there is nothing to give back.
                    tcsetattr(&terminal, OptionalActions::Now, &before).ok();
                    low_level::exit(128 + signal);
                }
            });
            Ok(Self(handle))
        }
    }

    impl Drop for Guard {
        fn drop(&mut self) {
            self.0.close();
            // From here on the handlers above do nothing, so the signals get their plain meaning back.
            super::super::mind_signals();
        }
    }
}
