//! Waits for a process, but not for ever.

use std::io;
use std::process::{Child, ExitStatus};
use std::time::{Duration, Instant};

/// How often a process is asked whether it has ended.
const TURN: Duration = Duration::from_millis(5);

/// Waits until a process ends; `None` if it took longer than the limit, and was ended.
///
/// # Errors
/// If the system cannot tell.
pub fn wait(child: &mut Child, limit: Duration) -> io::Result<Option<ExitStatus>> {
    let started = Instant::now();
    wait_while(child, || started.elapsed() <= limit)
}

/// Waits for a process as long as there is a reason to; `None` if there was none any more, and it was ended.
///
/// # Errors
/// If the system cannot tell.
pub fn wait_while(child: &mut Child, is_wanted: impl Fn() -> bool) -> io::Result<Option<ExitStatus>> {
    loop {
        match child.try_wait()? {
            Some(status) => return Ok(Some(status)),
            None if !is_wanted() => {
                child.kill().ok();
                child.wait().ok();
                return Ok(None);
            }
            None => std::thread::sleep(TURN),
        }
    }
}
