//! Owns opening the browser. The only home of `open` and `close_fds`.
//!
//! The child gets the URL as its one argument, no shell, no input, no output, none of our secrets, no open file
//! (neither ours nor one that our caller left open) and a process group of its own, so that Ctrl-C here does not
//! end the browser.

use std::{
    env,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::PRIVATE_VARIABLES;
use crate::{system::NoBrowser, wire::Url};

/// Launchers report failure within this time; a browser that runs in the foreground takes longer, and works.
const LAUNCH_TIME: Duration = Duration::from_millis(300);

/// Opens `url` with `program`, else with `BROWSER` (a `:` list, the first that starts), else with the system's.
pub(super) fn open(url: &Url, program: Option<&str>) -> Result<(), NoBrowser> {
    let chosen = program.map(str::to_owned).or_else(|| env::var("BROWSER").ok().filter(|list| !list.is_empty()));
    let commands = match chosen {
        Some(list) => list
            .split(':')
            .filter(|program| !program.is_empty())
            .map(|program| {
                let mut command = Command::new(program);
                command.arg(url.as_str());
                command
            })
            .collect(),
        None if !has_display() => {
            return Err(if is_in_container() { NoBrowser::InContainer } else { NoBrowser::NoDisplay });
        }
        None => open::commands(url.as_str()),
    };
    let opened = commands.into_iter().any(|command| start(command).is_some_and(is_running_or_done));
    if opened { Ok(()) } else { Err(NoBrowser::Failed) }
}

fn start(mut command: Command) -> Option<Child> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    for variable in PRIVATE_VARIABLES {
        command.env_remove(variable);
    }
    #[cfg(unix)]
    {
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        close_fds::set_fds_cloexec_threadsafe(3, &[]);
    }
    command.spawn().ok()
}

/// Waits until the launcher is done or has run for long enough to be a browser.
fn is_running_or_done(mut child: Child) -> bool {
    let end = Instant::now() + LAUNCH_TIME;
    while Instant::now() < end {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => thread::sleep(Duration::from_millis(5)),
            Err(_) => return false,
        }
    }
    // Collected when it ends; if we end first, the system does it.
    thread::spawn(move || child.wait());
    true
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
