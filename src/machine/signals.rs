//! Owns how a signal ends the program: at once, with 128 plus its number, nothing half done left behind.

use std::{
    fs,
    sync::{
        Arc, LazyLock,
        atomic::{AtomicBool, Ordering},
    },
};

use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ},
    flag::{register, register_conditional_shutdown},
};

/// Whether a signal ends the program by itself: not while a prompt must give the terminal back first.
static IS_ARMED: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| Arc::new(AtomicBool::new(true)));

/// Leaves signals to somebody else until [`resume`].
pub(super) fn pause() {
    IS_ARMED.store(false, Ordering::SeqCst);
}

pub(super) fn resume() {
    IS_ARMED.store(true, Ordering::SeqCst);
}

/// Exits from inside the handler. A signal that was ignored when we started stays ignored, so that `nohup`
/// and background jobs of a shell keep their meaning.
pub(super) fn install() {
    let ignored = ignored_at_start();
    for signal in [SIGHUP, SIGINT, SIGTERM] {
        if ignored & (1 << (signal - 1)) == 0 {
            // A system that refuses leaves the default, which ends us as well.
            drop(register_conditional_shutdown(signal, 128 + signal, Arc::clone(&IS_ARMED)));
        }
    }
    // A file that meets its size limit is an error of the write, told like any other.
    drop(register(SIGXFSZ, Arc::default()));
}

/// The mask of ignored signals as Linux tells it; elsewhere none is known to be ignored.
fn ignored_at_start() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}
