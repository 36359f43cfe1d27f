//! New résumés, with the schema for editors beside them.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use recto::diagnostic::{Code, Diagnostic, Diagnostics};

use super::input::STANDARD;
use crate::cli::report::Failure;
use crate::cli::report::stdout;

/// The starter résumé, with comments that explain the format.
pub const STARTER: &str = include_str!("../commands/starter.yaml");

/// A minimal résumé.
pub const MINIMAL: &str = include_str!("../commands/starter-minimal.yaml");

/// The file name of the schema, as in the modeline.
pub const SCHEMA: &str = "resume.schema.json";

/// What was written besides the text of a résumé.
#[derive(Debug, Clone, Copy, Default)]
pub struct Written {
    /// Whether a first line was added, which names the schema.
    pub adds_line: bool,
    /// Whether the schema was created.
    pub with_schema: bool,
}

/// Creates a résumé, and beside it the schema for completion in editors, unless that already exists.
pub fn write_resume(path: &Path, text: &str, diagnostics: &mut Diagnostics) -> Result<Written, Failure> {
    if path == Path::new(STANDARD) {
        return stdout::print_raw(text.as_bytes(), diagnostics).map(|()| Written::default());
    }
    let mut text = text.to_owned();
    let modeline = format!("# yaml-language-server: $schema={SCHEMA}\n");
    let adds_line = !text.starts_with(&modeline);
    if adds_line {
        text.insert_str(0, &modeline);
    }
    let schema = path.with_file_name(SCHEMA);
    write_new(path, text.as_bytes()).map_err(|error| Failure::io(diagnostics.error(unwritable(path, &error))))?;
    match write_new(&schema, recto::schema::schema().as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            fs::remove_file(path).ok();
            Err(Failure::io(diagnostics.error(unwritable(&schema, &error))))
        }
        written => Ok(Written { adds_line, with_schema: written.is_ok() }),
    }
}

/// Creates a file atomically, only if it does not exist; removes it if writing fails.
pub fn write_new(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(content).inspect_err(|_| {
        fs::remove_file(path).ok();
    })
}

/// Why a new file cannot be created.
pub fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    let name = path.display();
    match error.kind() {
        io::ErrorKind::AlreadyExists => Diagnostic::error(Code::File, format!("`{name}` already exists"))
            .help("choose another name, or remove the file first"),
        io::ErrorKind::NotFound => {
            Diagnostic::error(Code::File, format!("`{name}` cannot be written: its directory does not exist"))
                .help("create the directory first")
        }
        _ => Diagnostic::error(Code::File, format!("`{name}` cannot be written: {error}"))
            .help("choose a directory that you can write to"),
    }
}
