//! Owns what the system allows this process: no core dump, no look from other programs, and how many files.

/// Programs of the same user can neither attach to this process nor read its memory and environment, and a crash
/// leaves no core file. It ends with an `exec`, so that no child inherits it. What a system refuses stays as it was.
pub(super) fn keep_private() {
    #[cfg(target_os = "linux")]
    rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable).ok();
    #[cfg(all(unix, not(target_os = "linux")))]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let maximum = getrlimit(Resource::Core).maximum;
        setrlimit(Resource::Core, Rlimit { current: Some(0), maximum }).ok();
    }
}

/// What the rest of the program may have open beside the connections of strangers: files, servers, a helper.
const RESERVED: u64 = 96;
/// Enough descriptors for every connection there may be.
const WANTED: u64 = 1024;
const MOST_CONNECTIONS: u64 = 200;

/// How many connections of strangers may be held at once. Raises the limit of open files towards what is wanted, within
/// what the administrator allows.
pub(super) fn connections() -> usize {
    #[cfg(unix)]
    let files = {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
        let wanted = maximum.unwrap_or(WANTED).min(WANTED).max(current.unwrap_or(WANTED));
        match setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum }) {
            Ok(()) => wanted,
            Err(_) => current.unwrap_or(WANTED),
        }
    };
    #[cfg(not(unix))]
    let files = WANTED;
    usize::try_from(files.saturating_sub(RESERVED).clamp(8, MOST_CONNECTIONS)).unwrap_or(8)
}
