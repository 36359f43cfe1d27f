//! Processes and threads: how many, with which limits, and in which process of its own.

pub mod isolated;
pub mod threads;
pub mod watchdog;

use std::path::PathBuf;

/// This executable, to be started again; under the name it was started with where the system does not tell its path.
pub fn executable() -> PathBuf {
    std::env::current_exe().unwrap_or_else(|_| std::env::args_os().next().unwrap_or_default().into())
}
