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

/// Reads the content of a PDF.
pub fn read_reading(path: &Path, diagnostics: &mut Diagnostics) -> Result<PdfContent, Failure> {
    let bytes = read_pdf(path, diagnostics)?;
    let _watchdog = Watchdog::over_file();
    PdfContent::of(&bytes).map_err(|why| {
        let note = Diagnostic::error(Code::File, format!("`{}` is {why}", path.display()));
        Failure::io(diagnostics.error(note.help("pass a PDF, e.g. `recto inspect resume.pdf`")))
    })
}

/// Reads the bytes of a PDF.
fn read_pdf(path: &Path, diagnostics: &mut Diagnostics) -> Result<Vec<u8>, Failure> {
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
        Ok(_) => Ok(bytes),
        Err(error) => {
            let note = Diagnostic::error(Code::File, format!("`{name}` cannot be read: {error}"));
            Err(Failure::io(diagnostics.error(note.help("pass a PDF, e.g. `recto inspect resume.pdf`"))))
        }
    }
}
