//! Standard output: failing to write to it is an error, except if the reader has closed it.

use std::io::{self, Write};

use recto::diagnostic::{Code, Diagnostic, Diagnostics};

use recto::render::sanitize;

use super::Failure;

/// Writes all of it. A closed pipe is not an error: the reader has what it needs.
///
/// # Errors
/// If it cannot be written.
pub fn write(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Prints a text without terminal control sequences: it may come from an untrusted PDF or theme.
///
/// # Errors
/// If it cannot be written.
pub fn print(text: &str, diagnostics: &mut Diagnostics) -> Result<(), Failure> {
    print_raw(sanitize::text(text).as_bytes(), diagnostics)
}

/// Prints bytes as they are.
///
/// # Errors
/// If they cannot be written.
pub fn print_raw(bytes: &[u8], diagnostics: &mut Diagnostics) -> Result<(), Failure> {
    write(bytes).map_err(|error| Failure::io(diagnostics.error(failed(&error))))
}

/// The diagnostic of a failure to write.
pub fn failed(error: &io::Error) -> Diagnostic {
    Diagnostic::error(Code::File, format!("cannot write to standard output: {error}"))
}
