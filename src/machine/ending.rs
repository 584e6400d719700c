//! Owns how a signal or a panic ends the program: with last words, nothing half done left behind, and 128 plus the
//! signal's number.

use std::{
    fs,
    io::{self, Write},
    panic,
    sync::{
        Arc, LazyLock, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

#[cfg(unix)]
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ},
    flag::{register, register_conditional_shutdown},
    iterator::Signals,
    low_level,
};

use crate::{
    folder,
    system::{Ending, LastWords},
};

/// The exit code of any other failure.
const FAILED: i32 = 1;

/// Whether a signal ends the program by itself: not while a prompt must give the terminal back first.
static IS_ARMED: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| Arc::new(AtomicBool::new(true)));
static LAST_WORDS: Mutex<Option<LastWords>> = Mutex::new(None);

/// Leaves signals to a prompt until [`resume`].
pub(super) fn pause() {
    IS_ARMED.store(false, Ordering::SeqCst);
}

pub(super) fn resume() {
    IS_ARMED.store(true, Ordering::SeqCst);
}

/// What is said on stderr at the end.
pub(super) fn set_last_words(words: LastWords) {
    if let Ok(mut place) = LAST_WORDS.lock() {
        *place = Some(words);
    }
}

/// Says the last words and removes temporary files. Nothing here waits for a lock: whoever holds one may be who ends.
pub(super) fn clean_up(ending: &Ending) {
    folder::remove_temporaries();
    if let Ok(words) = LAST_WORDS.try_lock()
        && let Some(text) = words.as_ref().and_then(|words| words(ending))
    {
        // The process ends whether or not it is heard.
        drop(io::stderr().write_all(format!("{text}\n").as_bytes()));
    }
}

/// A panic is a fault of this program, or a system that refuses what every program needs, such as a thread. It ends
/// the program like any failure, and not in an abort without a word.
pub(super) fn catch_panics() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|place| format!(" ({}:{})", place.file(), place.line())).unwrap_or_default();
        let payload = info.payload();
        let text = payload.downcast_ref::<&str>().copied().or(payload.downcast_ref::<String>().map(String::as_str));
        let what = text.unwrap_or("panic");
        clean_up(&Ending::Panic { detail: format!("{what}{place}") });
        #[cfg(unix)]
        low_level::exit(FAILED);
        #[cfg(not(unix))]
        #[allow(clippy::exit)] // instead of the abort that would follow
        std::process::exit(FAILED);
    }));
}

/// Ends the program from a thread of its own. A signal that was ignored when the program started stays ignored, so that
/// `nohup` and background jobs of a shell keep their meaning.
#[cfg(unix)]
pub(super) fn install() {
    let ignored = ignored_at_start();
    let wanted = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|signal| ignored & (1 << (signal - 1)) == 0);
    let wanted: Vec<_> = wanted.collect();
    let is_watched = Signals::new(&wanted).is_ok_and(|mut signals| {
        let watch = move || {
            for signal in signals.forever() {
                if IS_ARMED.load(Ordering::SeqCst) {
                    clean_up(&Ending::Signal { number: signal });
                    low_level::exit(128 + signal);
                }
            }
        };
        thread::Builder::new().spawn(watch).is_ok()
    });
    if !is_watched {
        // Without a thread the handler itself ends the program, and leaves a temporary file to the next write.
        for signal in wanted {
            // A system that refuses leaves the default, which ends the program as well.
            drop(register_conditional_shutdown(signal, 128 + signal, Arc::clone(&IS_ARMED)));
        }
    }
    // A file that meets its size limit is an error of the write, told like any other.
    drop(register(SIGXFSZ, Arc::default()));
}

/// The mask of ignored signals as Linux tells it; elsewhere none is known to be ignored.
#[cfg(unix)]
fn ignored_at_start() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}
