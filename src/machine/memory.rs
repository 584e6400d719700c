//! Owns keeping the tokens in this process's memory to itself: no core dump, no look from other programs.

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
