//! Owns [`System`]: one field per effect the program can have on the world, and the three streams.
//!
//! The real ones are wired in `machine`; a test passes its own. Nothing else in the program reads the
//! wall clock, a variable or random bytes, opens a browser, sends a request, or asks a person in secret.

use std::{
    ffi::OsString,
    io::{self, Read, Write},
    path::PathBuf,
    rc::Rc,
    sync::{Arc, mpsc::Receiver},
    time::{Duration, SystemTime},
};

use crate::{
    http::Admits,
    loopback::Guard,
    secret::Secret,
    wire::{Request, Response, SendError, Url},
};

type SendRequest = dyn Fn(&Request) -> Result<Response, SendError> + Send + Sync;

/// See [`System::run_program`].
pub type RunProgram = dyn Fn(&[&str], &str) -> io::Result<Finished>;

/// See [`System::browse`].
pub type Browse = dyn Fn(&Url, Option<&str>) -> Result<Receiver<NoBrowser>, NoBrowser>;

/// What became of a program.
#[derive(Debug)]
pub struct Finished {
    pub succeeded: bool,
    pub stdout: String,
}

pub struct System {
    pub now: Box<dyn Fn() -> SystemTime>,
    /// Fills the buffer with bytes fit for keys.
    pub random: Box<dyn Fn(&mut [u8]) -> io::Result<()>>,
    /// An environment variable; set but empty counts as unset.
    pub var: Box<dyn Fn(&str) -> Option<String>>,
    /// The language of the user's system, where no variable says it.
    pub locale: Box<dyn Fn() -> Option<String>>,
    /// The user's configuration directory of this system with our name added.
    pub config_directory: Box<dyn Fn() -> Option<PathBuf>>,
    /// Who listens on a port of this machine, where the system tells.
    pub port_holder: Box<dyn Fn(u16) -> Option<String>>,
    /// Shows a URL in the browser, without waiting for it. `Some` names the program or command line to use. A launcher
    /// that fails later is told in the channel.
    pub browse: Box<Browse>,
    /// Sends one request and follows no redirect.
    pub send: Arc<SendRequest>,
    /// Whether this machine has what requests to this URL need: certificates, and a proxy that can be read. Sends
    /// nothing.
    pub can_send: Box<dyn Fn(&Url) -> Result<(), SendError>>,
    /// Runs a program to its end: its words, and what it reads on stdin.
    pub run_program: Rc<RunProgram>,
    /// Runs a program in our place, with a secret in one variable; returns its exit code where the system cannot
    /// simply replace us.
    pub become_program: Box<dyn Fn(&[OsString], &str, &Secret) -> io::Result<u8>>,
    /// Asks on the terminal; an empty answer is the default.
    pub ask: Box<dyn Fn(&str, &str) -> io::Result<String>>,
    /// Asks on the terminal without echo. The text is the question.
    pub ask_hidden: Box<dyn Fn(&str) -> io::Result<Secret>>,
    /// From here on a signal ends the program by its documented exit code, and a file that meets its size
    /// limit is an error. Called before anything is waited for or written; a cached token needs neither.
    pub mind_signals: Box<dyn Fn()>,
    /// Which connections to a socket of this process, each a peer and the local address it came to, are let in: not
    /// those of another user of this machine, where the system tells.
    pub admits: Arc<Admits>,
    /// How many connections of strangers may be held at once.
    pub connections: Box<dyn Fn() -> usize>,
    /// What is said on stderr when a signal or a panic ends the program.
    pub set_last_words: Box<dyn Fn(LastWords)>,
    /// Lets time pass.
    pub sleep: Box<dyn Fn(Duration)>,
}

/// What ends the program in the middle of its work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    Signal { number: i32 },
    Panic { detail: String },
}

/// The text for an ending, where there is something to say.
pub type LastWords = Box<dyn Fn(&Ending) -> Option<String> + Send>;

/// Why no browser was opened. Never an error of the login: the URL is printed anyway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoBrowser {
    /// No display, or a remote shell: there is nothing to open.
    NoDisplay,
    /// Nothing to open either, and the ports here are not those of the machine around it.
    InContainer,
    /// There is no such program.
    Missing { program: String },
    /// What was tried did not start or failed.
    Failed,
}

pub struct Streams {
    pub stdin: Input,
    pub stdout: Output,
    pub stderr: Output,
}

pub struct Input {
    pub reader: Box<dyn Read + Send>,
    pub is_terminal: bool,
    /// A background job that read its terminal would be stopped.
    pub is_in_foreground: bool,
}

pub struct Output {
    pub writer: Box<dyn Write>,
    pub is_terminal: bool,
}

impl System {
    /// Who may speak to the listener of a login, and how many at once.
    pub(crate) fn guard(&self) -> Guard {
        Guard { admits: Arc::clone(&self.admits), connections: (self.connections)() }
    }

    /// A word nobody can guess, for the name of a temporary file.
    pub fn tag(&self) -> io::Result<String> {
        let mut bytes = [0; 8];
        (self.random)(&mut bytes)?;
        Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    pub fn seconds_now(&self) -> u64 {
        let since = (self.now)().duration_since(SystemTime::UNIX_EPOCH);
        since.map_or(0, |elapsed| elapsed.as_secs())
    }
}
