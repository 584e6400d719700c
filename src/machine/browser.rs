//! Owns opening the browser. The only home of `open`, `close_fds` and `shell_words`.
//!
//! The child gets the URL as one argument, no shell, no input, no output, none of our secrets, no open file (neither
//! ours nor one that our caller left open) and a process group of its own, so that Ctrl-C here does not end the browser.

use std::{
    env, io,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use super::{PRIVATE_VARIABLES, process};
use crate::{system::NoBrowser, wire::Url};

/// Most launchers report failure within this time; a browser that runs in the foreground takes longer, and works.
const LAUNCH_TIME: Duration = Duration::from_millis(300);
/// What stands for the URL in a command line.
const PLACE: &str = "%s";

/// Opens `url` with `chosen`, else with `BROWSER` (a list as in `PATH`, the first that starts), else with the system's.
/// A launcher that fails later is told in the channel.
pub(super) fn open(url: &Url, chosen: Option<&str>) -> Result<Receiver<NoBrowser>, NoBrowser> {
    let list = env::var_os("BROWSER").filter(|list| !list.is_empty());
    let entries: Option<Vec<String>> = match (chosen, list) {
        (Some(command), _) => Some(vec![command.to_owned()]),
        (None, Some(list)) => Some(env::split_paths(&list).map(|path| path.to_string_lossy().into_owned()).collect()),
        (None, None) => None,
    };
    let Some(entries) = entries else {
        if !has_display() {
            return Err(if is_in_container() { NoBrowser::InContainer } else { NoBrowser::NoDisplay });
        }
        let mut failed = NoBrowser::Failed;
        for command in open::commands(url.as_str()) {
            match start(command).map_err(|_| NoBrowser::Failed).and_then(watch) {
                Ok(launcher) => return Ok(launcher),
                Err(why) => failed = why,
            }
        }
        return Err(failed);
    };
    let mut failed = NoBrowser::Failed;
    for entry in entries.iter().filter(|entry| !entry.is_empty()) {
        match launch(entry, url).and_then(watch) {
            Ok(launcher) => return Ok(launcher),
            Err(why) => failed = why,
        }
    }
    Err(failed)
}

/// Starts a program, or the words of a command line with the URL for `%s` or at its end.
fn launch(entry: &str, url: &Url) -> Result<Child, NoBrowser> {
    let mut command = Command::new(entry);
    command.arg(url.as_str());
    match start(command) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        started => return started.map_err(|_| NoBrowser::Failed),
    }
    let missing = |program: &str| NoBrowser::Missing { program: program.to_owned() };
    let words = shell_words::split(entry).unwrap_or_default();
    let Some((program, arguments)) = words.split_first().filter(|(_, arguments)| !arguments.is_empty()) else {
        return Err(missing(entry));
    };
    let mut command = Command::new(program);
    command.args(arguments.iter().map(|word| word.replace(PLACE, url.as_str())));
    if !arguments.iter().any(|word| word.contains(PLACE)) {
        command.arg(url.as_str());
    }
    start(command).map_err(
        |error| {
            if error.kind() == io::ErrorKind::NotFound { missing(program) } else { NoBrowser::Failed }
        },
    )
}

fn start(mut command: Command) -> io::Result<Child> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    for variable in PRIVATE_VARIABLES {
        command.env_remove(variable);
    }
    if let Some(path) = process::absolute_path() {
        command.env("PATH", path);
    }
    #[cfg(unix)]
    {
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        close_fds::set_fds_cloexec_threadsafe(3, &[]);
    }
    command.spawn()
}

/// Waits until the launcher is done or has run for long enough to be a browser, and goes on watching it: over a dead
/// display it fails after a second or two.
fn watch(mut child: Child) -> Result<Receiver<NoBrowser>, NoBrowser> {
    let (sender, receiver) = channel();
    let end = Instant::now() + LAUNCH_TIME;
    while Instant::now() < end {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(receiver),
            Ok(None) => thread::sleep(Duration::from_millis(5)),
            Ok(Some(_)) | Err(_) => return Err(NoBrowser::Failed),
        }
    }
    // Collected when it ends; if this process ends first, the system does it.
    thread::spawn(move || {
        if child.wait().is_ok_and(|status| !status.success()) {
            // The login may be over by then.
            drop(sender.send(NoBrowser::Failed));
        }
    });
    Ok(receiver)
}

/// Files that Docker and Podman leave at the root of every container.
fn is_in_container() -> bool {
    ["/.dockerenv", "/run/.containerenv"].into_iter().any(|path| std::path::Path::new(path).exists())
}

/// Elsewhere than on Linux and the BSDs there is always something to open a page with.
fn has_display() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(all(unix, not(target_os = "macos")))
        || ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"].into_iter().any(is_set)
}
