//! A person at a terminal: what the program shows there, and the keys they press.

use std::{
    io::{Read, Write},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use crate::support::{Sandbox, program};

/// A person at a terminal of their own.
pub(crate) struct Terminal {
    child: Child,
    keys: ChildStdin,
    screen: ChildStdout,
    shown: String,
}

impl Terminal {
    pub(crate) fn start(sandbox: &Sandbox, arguments: &str) -> Self {
        let mut script = Command::new("timeout");
        // The trap keeps the shell alive when Ctrl-C reaches everybody at this terminal.
        script.args(["--foreground", "60", "script", "-qec"]);
        script.args([&format!("trap : INT; {} {arguments}; echo exit $?; stty -a", program()), "/dev/null"]);
        script
            .env_clear()
            .envs(sandbox.environment())
            .env("TERM", "xterm")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = script.spawn().expect("script runs");
        let (keys, screen) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
        Self { child, keys, screen, shown: String::new() }
    }

    /// Reads on until `wanted` is shown, and gives what was shown up to there.
    #[track_caller]
    pub(crate) fn see(&mut self, wanted: &str) -> String {
        let mut chunk = [0; 4096];
        loop {
            if let Some(at) = self.shown.find(wanted) {
                let rest = self.shown.split_off(at + wanted.len());
                return std::mem::replace(&mut self.shown, rest);
            }
            let count = self.screen.read(&mut chunk).expect("it talks");
            assert!(count > 0, "no {wanted:?} in {}", self.shown);
            self.shown.push_str(&String::from_utf8_lossy(&chunk[..count]));
        }
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("it listens");
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        drop((self.child.kill(), self.child.wait()));
    }
}
