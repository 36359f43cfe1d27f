//! Reads a PDF, for the commands that inspect one.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use recto::diagnostic::{Code, Diagnostic, Diagnostics};
use recto::inspect::PdfContent;

use crate::cli::process::watchdog::Watchdog;
use crate::cli::project::input::{STANDARD, STDIN_NAME};
use crate::cli::report::Failure;

/// Largest PDF that is read, in bytes.
const MAX_PDF: u64 = 64 << 20;

/// Reads the content of a PDF. `command` is the running one, for the help.
pub fn read_reading(path: &Path, command: &str, diagnostics: &mut Diagnostics) -> Result<PdfContent, Failure> {
    let help = format!("pass a PDF, e.g. `recto {command} resume.pdf`");
    let (_, bytes) = read_bytes(path, &help, diagnostics)?;
    let _watchdog = Watchdog::over_file();
    PdfContent::of(&bytes).map_err(|why| {
        let note = Diagnostic::error(Code::File, format!("`{}` is {why}", path.display()));
        Failure::io(diagnostics.error(note.help(help)))
    })
}

/// Whether a file starts as a PDF does.
pub fn is_pdf(path: &Path) -> bool {
    const START: &[u8] = b"%PDF-";
    let mut start = [0; START.len()];
    let is_file = path != Path::new(STANDARD) && path.is_file();
    is_file && File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == *START
}

/// Reads the name and the bytes of a file. `help` is what to pass instead.
pub fn read_bytes(path: &Path, help: &str, diagnostics: &mut Diagnostics) -> Result<(String, Vec<u8>), Failure> {
    let name = if path == Path::new(STANDARD) { STDIN_NAME.into() } else { path.display().to_string() };
    let mut bytes = Vec::new();
    let read = if path == Path::new(STANDARD) {
        io::stdin().lock().take(MAX_PDF).read_to_end(&mut bytes)
    } else if path.is_dir() {
        Err(io::ErrorKind::IsADirectory.into())
    } else {
        File::open(path).and_then(|file| file.take(MAX_PDF).read_to_end(&mut bytes))
    };
    match read {
        Ok(_) => Ok((name, bytes)),
        Err(error) => {
            let message = match error.kind() {
                io::ErrorKind::NotFound => format!("file not found: `{name}`"),
                _ => format!("`{name}` cannot be read: {error}"),
            };
            Err(Failure::io(diagnostics.error(Diagnostic::error(Code::File, message).help(help))))
        }
    }
}
