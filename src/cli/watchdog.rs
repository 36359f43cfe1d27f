//! A limit on time and memory, for a theme that never ends.
//!
//! Typst cannot be stopped while it lays out a page, so the process ends: whatever was to
//! be written is not, and what was there before stays as it was.

use std::borrow::Cow;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use recto::diagnostic::{Diagnostic, Diagnostics, Id};
use recto::theme::Theme;

use super::args::{MessageFormat, TIMEOUT};
use super::show;

/// Memory that one document may take, in bytes: a hundred times what a long one does.
const MEMORY: u64 = 2 << 30;

/// How often memory is looked at.
const TURN: Duration = Duration::from_millis(20);

/// Watches over the work that is done while it lives.
pub struct Watchdog(Arc<(Mutex<bool>, Condvar)>);

impl Watchdog {
    /// Watches over a document in a theme, which may take so many seconds. A theme that
    /// comes with Recto is known to end, and is watched only if a limit was asked for.
    pub fn over(theme: &Theme, seconds: Option<f64>) -> Option<Watchdog> {
        let shipped = theme.files.values().all(|file| matches!(file, Cow::Borrowed(_)));
        if shipped && seconds.is_none() {
            return None;
        }
        let limit = Duration::try_from_secs_f64(seconds.unwrap_or(TIMEOUT)).unwrap_or(Duration::MAX);
        Some(Watchdog::new(limit, None))
    }

    /// Watches over the memory of a single document in a theme that is not of Recto's;
    /// its time is somebody else's business.
    pub fn over_memory(theme: &Theme) -> Option<Watchdog> {
        let shipped = theme.files.values().all(|file| matches!(file, Cow::Borrowed(_)));
        (!shipped).then(|| Watchdog::new(Duration::MAX, Some(1)))
    }

    fn new(limit: Duration, at_once: Option<u64>) -> Watchdog {
        let done = Arc::new((Mutex::new(false), Condvar::new()));
        let watched = done.clone();
        std::thread::spawn(move || watch(&watched, limit, at_once));
        Watchdog(done)
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.0.1.notify_all();
    }
}

fn watch((done, changed): &(Mutex<bool>, Condvar), limit: Duration, at_once: Option<u64>) {
    let started = Instant::now();
    // As many documents may be in work at once; one alone keeps to one thread.
    let at_once = at_once.unwrap_or_else(|| rayon::current_num_threads() as u64);
    let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
    while !*done {
        if started.elapsed() > limit {
            let message = format!("the pages take longer than {} s", limit.as_secs_f64());
            stop(message, "a theme that never ends is at fault, or else `--timeout` allows more");
        }
        if memory().is_some_and(|bytes| bytes > MEMORY * at_once) {
            let message = format!("the pages take more than {} GiB of memory", (MEMORY * at_once) >> 30);
            stop(message, "a theme that never ends is at fault, or a résumé of thousands of pages");
        }
        let wait = TURN.min(limit.saturating_sub(started.elapsed()) + Duration::from_millis(1));
        done = changed.wait_timeout(done, wait).unwrap_or_else(PoisonError::into_inner).0;
    }
}

fn stop(message: String, help: &str) {
    let mut notes = Diagnostics::new();
    notes.push(Diagnostic::error(Id::Theme, message).help(help));
    show::notes(&notes, MessageFormat::Human);
    show::line("1 error; nothing was written");
    std::process::exit(1);
}

/// Memory that the process has, in bytes, where the system tells.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()? * 1024)
}
