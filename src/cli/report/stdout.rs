//! Standard output: what cannot be written to it is an error, except that nobody reads any more.

use std::io::{self, Write};

use recto::diagnostic::{Code, Diagnostic, Diagnostics};

use recto::render::sanitize;

use super::Failure;

/// Writes all of it. A pipe whose reader has gone is no error: it has what it wanted.
///
/// # Errors
/// If the system refuses to take it.
pub fn write(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Prints a text, without orders to a terminal that it may have: it may come out of a PDF,
/// or a theme, of a stranger.
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

/// What is said of a failure to write.
pub fn failed(error: &io::Error) -> Diagnostic {
    Diagnostic::error(Code::File, format!("cannot write to standard output: {error}"))
}
