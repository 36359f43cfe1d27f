//! Processes and threads: how many, with which limits, and what is isolated.

pub mod isolated;
pub mod patience;
pub mod threads;
pub mod watchdog;

use std::path::PathBuf;

/// The path of this executable; if unknown, the name it was started with.
pub fn executable() -> PathBuf {
    std::env::current_exe().unwrap_or_else(|_| std::env::args_os().next().unwrap_or_default().into())
}
