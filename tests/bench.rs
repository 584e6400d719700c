//! How fast `token` and `status` are with a valid cache, beside `/bin/true`: `cargo bench`.
//!
//! Wall times are medians of alternating runs; memory is the peak resident set as GNU time tells it
//! (Debian's package `time`); instructions, the firmest figure, come from valgrind where it is installed.

#![allow(clippy::print_stdout)] // its answer is a table

#[path = "it/support.rs"]
#[allow(dead_code)]
mod support;

use std::{
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use support::{PROGRAM, Sandbox};

const RUNS: usize = 400;

fn main() {
    let sandbox = Sandbox::logged_in();
    println!("{:<16} {:>9} {:>8} {:>10} {:>13}", "command", "median", "x true", "peak KiB", "instructions");
    let base = line(&sandbox, &["/bin/true"], None);
    for arguments in [&["token"][..], &["token", "--json"], &["status"], &["--version"], &["--help"]] {
        line(&sandbox, &[&[PROGRAM], arguments].concat(), Some(base));
    }
    let size = std::fs::metadata(PROGRAM).expect("the program").len();
    println!("\nbinary: {size} bytes");
}

fn line(sandbox: &Sandbox, words: &[&str], base: Option<Duration>) -> Duration {
    let mut times: Vec<_> = (0..RUNS).map(|_| time(sandbox, words)).collect();
    times.sort();
    let median = times[RUNS / 2];
    let factor = base.map_or(1.0, |base| median.as_secs_f64() / base.as_secs_f64());
    let name = if words.len() == 1 { words[0].to_owned() } else { words[1..].join(" ") };
    let (memory, instructions) = (memory(sandbox, words), instructions(sandbox, words));
    println!("{name:<16} {:>6.2} ms {factor:>8.2} {memory:>10} {instructions:>13}", median.as_secs_f64() * 1000.0);
    median
}

/// The command in the sandbox's environment, with something in front.
fn prepared(sandbox: &Sandbox, words: &[&str]) -> Command {
    let environment = sandbox.environment();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).env_clear().envs(environment).stdin(Stdio::null()).stdout(Stdio::null());
    command
}

fn time(sandbox: &Sandbox, words: &[&str]) -> Duration {
    let mut command = prepared(sandbox, words);
    let started = Instant::now();
    let status = command.status().expect("it starts");
    let elapsed = started.elapsed();
    assert!(status.success(), "{words:?}");
    elapsed
}

fn memory(sandbox: &Sandbox, words: &[&str]) -> String {
    let output = prepared(sandbox, &[&["time", "-f", "%M"], words].concat()).output();
    output.map_or("-".into(), |output| String::from_utf8_lossy(&output.stderr).trim().to_owned())
}

fn instructions(sandbox: &Sandbox, words: &[&str]) -> String {
    let valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"];
    let Ok(output) = prepared(sandbox, &[&valgrind, words].concat()).output() else { return "-".into() };
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    told.lines().find_map(|line| line.split("Collected : ").nth(1)).unwrap_or("-").to_owned()
}
