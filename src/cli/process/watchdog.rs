//! Limits on time and memory, for themes and PDFs that never finish.
//!
//! Typst cannot be stopped while it lays out a page, nor hayro while it reads one, so the
//! process exits: nothing is written, and existing files stay as they were.

use std::borrow::Cow;
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use recto::diagnostic::{Code, Diagnostic, Diagnostics};
use recto::theme::Theme;
use recto::typeset::{Pictures, is_drawing};

use crate::cli::args::{Seconds, TIMEOUT};
use crate::cli::report;

/// Memory limit per document, in bytes: a hundred times what a long one takes.
const MEMORY: u64 = 2 << 30;

/// How often memory is checked.
const TURN: Duration = Duration::from_millis(20);

/// Enforces limits until it is dropped.
pub struct Watchdog {
    done: Arc<(Mutex<bool>, Condvar)>,
    started: Instant,
    limits: Limits,
}

/// The limits, and the texts that report them.
#[derive(Clone, Copy)]
struct Limits {
    what: &'static str,
    /// `None` if the caller enforces the time limit.
    time: Option<Duration>,
    memory: u64,
    code: Code,
    slow: &'static str,
    large: &'static str,
    end: &'static str,
}

impl Watchdog {
    /// Watches a document. Built-in themes are known to finish: without SVGs, a document in one is
    /// watched only if `limit` is given.
    pub fn over(theme: &Theme, pictures: &Pictures, limit: Option<Seconds>) -> Option<Watchdog> {
        if is_trusted(theme, pictures) && limit.is_none() {
            return None;
        }
        let time = Some(limit.unwrap_or(TIMEOUT).duration());
        Some(Watchdog::start(Limits::of_pages(theme, time)))
    }

    /// Watches the memory of a single document in a custom theme; the caller enforces the
    /// time limit.
    pub fn over_memory(theme: &Theme, pictures: &Pictures) -> Option<Watchdog> {
        (!is_trusted(theme, pictures)).then(|| Watchdog::start(Limits::of_pages(theme, None)))
    }

    /// Watches the reading of a file, which may be untrusted.
    pub fn over_file() -> Watchdog {
        Watchdog::start(Limits {
            what: "reading the file",
            time: Some(TIMEOUT.duration()),
            memory: MEMORY,
            code: Code::File,
            slow: "the file may be damaged or malicious",
            large: "the file may be damaged or malicious",
            end: "1 error",
        })
    }

    fn start(limits: Limits) -> Watchdog {
        let done = Arc::new((Mutex::new(false), Condvar::new()));
        let watched = done.clone();
        let started = Instant::now();
        // A module has no threads: the page that runs it enforces the limits.
        if cfg!(target_family = "wasm") {
            return Watchdog { done, started, limits };
        }
        let thread = std::thread::Builder::new().spawn(move || watch(&watched, started, &limits));
        if let Err(error) = thread {
            let mut diagnostics = Diagnostics::new();
            diagnostics.push(Diagnostic::error(Code::File, format!("cannot start a thread: {error}")));
            end(&diagnostics, "1 error");
        }
        Watchdog { done, started, limits }
    }
}

/// Whether nothing in a document can take long: a built-in theme, and no SVG.
fn is_trusted(theme: &Theme, pictures: &Pictures) -> bool {
    is_shipped(theme) && !pictures.values().any(|picture| is_drawing(picture))
}

/// Whether a theme is built in.
pub fn is_shipped(theme: &Theme) -> bool {
    theme.files.values().all(|file| matches!(file, Cow::Borrowed(_)))
}

impl Limits {
    fn of_pages(theme: &Theme, time: Option<Duration>) -> Limits {
        let (slow, large) = match is_shipped(theme) {
            true => (
                "an SVG may be too complex: use a PNG or JPEG, or raise the limit with `--timeout`",
                "an SVG may be too complex: use a PNG or JPEG; or the résumé has thousands of pages",
            ),
            false => (
                "the theme may contain an infinite loop; `--timeout` raises the limit",
                "the theme may contain an infinite loop, or the résumé has thousands of pages",
            ),
        };
        Limits {
            what: "layout",
            time,
            memory: MEMORY,
            code: Code::Theme,
            slow,
            large,
            end: "1 error; nothing was written",
        }
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        if cfg!(target_family = "wasm") {
            return;
        }
        // Work that finished before the first check may still have been too late.
        stop_if_late(self.started, &self.limits);
        *self.done.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.done.1.notify_all();
    }
}

fn watch((done, changed): &(Mutex<bool>, Condvar), started: Instant, limits: &Limits) {
    let Limits { what, memory: most, large, .. } = limits;
    let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
    while !*done {
        stop_if_late(started, limits);
        if memory().is_some_and(|bytes| bytes > *most) {
            stop(format!("{what} used more than {} GiB of memory", most >> 30), large, limits);
        }
        done = changed.wait_timeout(done, TURN).unwrap_or_else(PoisonError::into_inner).0;
    }
}

fn stop_if_late(started: Instant, limits: &Limits) {
    let Limits { what, time, slow, .. } = limits;
    if let Some(time) = time.filter(|time| started.elapsed() > *time) {
        stop(format!("{what} took longer than {} s", time.as_secs_f64()), slow, limits);
    }
}

fn stop(message: String, help: &str, limits: &Limits) {
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(Diagnostic::error(limits.code, message).help(help));
    end(&diagnostics, limits.end);
}

/// Called before the process exits, instead of printing why.
static BEFORE_EXIT: OnceLock<fn(&Diagnostics)> = OnceLock::new();

/// Sets a function that is called before the process exits, instead of printing why: a worker informs its parent.
pub fn before_exit(function: fn(&Diagnostics)) {
    // Workers set it only once.
    BEFORE_EXIT.set(function).ok();
}

/// Reports why, and exits the process.
fn end(diagnostics: &Diagnostics, line: &str) -> ! {
    match BEFORE_EXIT.get() {
        Some(function) => function(diagnostics),
        None => {
            report::for_people(diagnostics);
            report::line(line);
        }
    }
    std::process::exit(1);
}

/// Memory used by this process, in bytes, if the system reports it.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()? * 1024)
}
