//! `recto new`

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use recto::diagnostic::{Code, Diagnostic, Diagnostics};

use crate::cli::args::{DEFAULT_RESUME, NewArgs};
use crate::cli::project::input::STANDARD;
use crate::cli::report::Failure;
use crate::cli::report::stdout;

/// The starter résumé, with comments that explain the format.
const STARTER: &str = include_str!("starter.yaml");

/// A minimal résumé.
const MINIMAL: &str = include_str!("starter-minimal.yaml");

/// The file name of the schema, as in the modeline.
pub const SCHEMA: &str = "resume.schema.json";

/// Creates a starter résumé.
pub fn run(args: &NewArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let text = if args.minimal { MINIMAL } else { STARTER };
    write_resume(&args.file, text, diagnostics)?;
    let told = |file: &str| format!("edit it in `recto preview{file}` or in an editor, then run `recto build{file}`");
    Ok(match args.file.display().to_string().as_str() {
        STANDARD => told(""),
        DEFAULT_RESUME => format!("{DEFAULT_RESUME}: {}", told("")),
        name => format!("{name}: {}", told(&format!(" {name}"))),
    })
}

/// Creates a résumé, and beside it the schema for completion in editors, unless that already exists.
pub fn write_resume(path: &Path, text: &str, diagnostics: &mut Diagnostics) -> Result<(), Failure> {
    if path == Path::new(STANDARD) {
        return stdout::print_raw(text.as_bytes(), diagnostics);
    }
    let text = format!("# yaml-language-server: $schema={SCHEMA}\n{text}");
    let schema = path.with_file_name(SCHEMA);
    write_new(path, text.as_bytes()).map_err(|error| Failure::io(diagnostics.error(unwritable(path, &error))))?;
    match write_new(&schema, recto::schema::schema().as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            fs::remove_file(path).ok();
            Err(Failure::io(diagnostics.error(unwritable(&schema, &error))))
        }
        _ => Ok(()),
    }
}

/// Creates a file atomically, only if it does not exist; removes it if writing fails.
pub fn write_new(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(content).inspect_err(|_| {
        fs::remove_file(path).ok();
    })
}

fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    let name = path.display();
    if error.kind() == io::ErrorKind::AlreadyExists {
        let note = Diagnostic::error(Code::File, format!("`{name}` already exists"));
        return note.help("choose another name, or remove the file first");
    }
    Diagnostic::error(Code::File, format!("`{name}` cannot be written: {error}"))
        .help("choose a folder that you can write to")
}
