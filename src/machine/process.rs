//! Owns running another program to its end: a credential helper, or what a person asked to be told.

use std::{
    env,
    ffi::OsString,
    io::{self, Read, Write},
    process::{Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use super::{PRIVATE_VARIABLES, SECRET_VARIABLES};
use crate::{secret::Secret, system::Finished};

/// Long enough for a person to type a passphrase into the program's own window.
const PATIENCE: Duration = Duration::from_secs(120);
/// How long the last words of a program that has ended may take.
const AFTERWARDS: Duration = Duration::from_millis(500);
const LONGEST: u64 = 1 << 20;

/// Runs `words` with `input` on stdin; its stderr is ours, so that it can talk to the person.
/// Starts this program again where `RUST_MIN_STACK` is set: the standard library would give each thread that much, be it
/// nothing or everything there is.
pub(super) fn leave_stack_size_behind() {
    #[cfg(unix)]
    if env::var_os("RUST_MIN_STACK").is_some() {
        use std::os::unix::process::CommandExt;
        let mut arguments = env::args_os();
        let (Ok(program), Some(name)) = (env::current_exe(), arguments.next()) else { return };
        let mut again = Command::new(program);
        again.arg0(name).args(arguments).env_remove("RUST_MIN_STACK");
        // Comes back only where it cannot be started.
        drop(again.exec());
    }
}

/// `PATH` without its empty and relative parts: the current folder may be anybody's repository, and a helper hears tokens.
pub(super) fn absolute_path() -> Option<OsString> {
    let parts = env::split_paths(&env::var_os("PATH")?).filter(|part| part.is_absolute()).collect::<Vec<_>>();
    env::join_paths(parts).ok()
}

pub(super) fn run(words: &[&str], input: &str) -> io::Result<Finished> {
    let (program, arguments) = words.split_first().ok_or(io::ErrorKind::InvalidInput)?;
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
    if let Some(path) = absolute_path() {
        command.env("PATH", path);
    }
    for variable in PRIVATE_VARIABLES {
        command.env_remove(variable);
    }
    let mut child = command.spawn()?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let input = input.to_owned();
    // Both at once: a program may answer before it has read everything, or read nothing at all.
    thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(input.as_bytes())));
    let (sender, received) = mpsc::channel();
    thread::spawn(move || {
        let (mut stdout, mut chunk) = (stdout?.take(LONGEST), [0; 4096]);
        while let Ok(count @ 1..) = stdout.read(&mut chunk) {
            sender.send(chunk.get(..count)?.to_vec()).ok()?;
        }
        Some(())
    });
    let end = Instant::now() + PATIENCE;
    let status = loop {
        match child.try_wait()? {
            Some(status) => break status,
            None if Instant::now() < end => thread::sleep(Duration::from_millis(2)),
            None => {
                child.kill()?;
                child.wait()?;
                return Err(io::ErrorKind::TimedOut.into());
            }
        }
    };
    // A child of the child may hold the pipe for ever; what the program said is in it by now.
    let mut bytes = Vec::new();
    while let Ok(chunk) = received.recv_timeout(AFTERWARDS) {
        bytes.extend(chunk);
    }
    Ok(Finished { succeeded: status.success(), stdout: String::from_utf8_lossy(&bytes).into_owned() })
}

/// Becomes another program: its signals, streams and exit code are the caller's from here on.
pub(super) fn replace(words: &[OsString], variable: &str, secret: &Secret) -> io::Result<u8> {
    let (program, arguments) = words.split_first().ok_or(io::ErrorKind::InvalidInput)?;
    let mut command = Command::new(program);
    command.args(arguments);
    for variable in SECRET_VARIABLES {
        command.env_remove(variable);
    }
    command.env(variable, secret.expose());
    #[cfg(unix)]
    return Err(std::os::unix::process::CommandExt::exec(&mut command));
    #[cfg(not(unix))]
    Ok(command.status()?.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1))
}
