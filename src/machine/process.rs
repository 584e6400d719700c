//! Owns running another program to its end: a credential helper, or what a person asked to be told.

use std::{
    io::{self, Read, Write},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::PRIVATE_VARIABLES;
use crate::system::Finished;

/// Long enough for a person to type a passphrase into the program's own window.
const PATIENCE: Duration = Duration::from_secs(120);
const LONGEST: u64 = 1 << 20;

/// Runs `words` with `input` on stdin; its stderr is ours, so that it can talk to the person.
pub(super) fn run(words: &[&str], input: &str) -> io::Result<Finished> {
    let (program, arguments) = words.split_first().ok_or(io::ErrorKind::InvalidInput)?;
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
    for variable in PRIVATE_VARIABLES {
        command.env_remove(variable);
    }
    let mut child = command.spawn()?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let input = input.to_owned();
    // Both at once: a program may answer before it has read everything, or read nothing at all.
    let writer = thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(input.as_bytes())));
    let reader = thread::spawn(move || {
        let mut bytes = Vec::new();
        stdout.map_or(Ok(0), |stdout| stdout.take(LONGEST).read_to_end(&mut bytes)).map(|_| bytes)
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
    drop(writer.join());
    let bytes = reader.join().map_err(|_| io::Error::from(io::ErrorKind::Other))??;
    Ok(Finished { succeeded: status.success(), stdout: String::from_utf8_lossy(&bytes).into_owned() })
}
