//! Commands that read other programs' files run in a separate process: a PDF or an archive may be hostile, and deep
//! nesting in it overflows the stack, which ends a process without a report.

use std::process::Command;

use recto::diagnostic::{Code, Diagnostic, Diagnostics};

use crate::cli::process::executable;
use crate::cli::report;

/// Set in the process that does the work.
pub const INSIDE: &str = "RECTO_GUARDED";

/// The exit codes of a command (`docs/errors.md`).
const ENDS: std::ops::RangeInclusive<i32> = 0..=2;

/// Runs this command again in a child process, and reports if that crashes; `None` in the child, or if
/// none can be started.
pub fn run() -> Option<u8> {
    if std::env::var_os(INSIDE).is_some() {
        return None;
    }
    let arguments = std::env::args_os().skip(1);
    let status = Command::new(executable()).args(arguments).env(INSIDE, "1").status().ok()?;
    if let Some(code) = status.code().filter(|code| ENDS.contains(code)) {
        return Some(code as u8);
    }
    let mut diagnostics = Diagnostics::new();
    let note =
        Diagnostic::error(Code::File, "the file cannot be read: it is nested too deeply, or takes too much memory");
    diagnostics.push(note.help("the file may be damaged or malicious"));
    report::for_people(&diagnostics);
    report::line("1 error");
    Some(1)
}
