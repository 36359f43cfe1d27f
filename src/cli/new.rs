//! `recto new`

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

use recto::diagnostic::{Diagnostic, Diagnostics, Id};

use super::args::NewArgs;
use super::input::STANDARD;
use super::{Stop, unusable};

/// A résumé that teaches the format.
const STARTER: &str = include_str!("starter.yaml");

/// The shortest résumé that looks like one.
const MINIMAL: &str = include_str!("starter-minimal.yaml");

/// What the schema is called that the modeline names.
const SCHEMA: &str = "resume.schema.json";

/// Writes a résumé to begin with; never over a file that is there. Beside it goes
/// the schema with which an editor completes and explains its keys.
pub fn run(args: &NewArgs, notes: &mut Diagnostics) -> Result<String, Stop> {
    let text = if args.minimal { MINIMAL } else { STARTER };
    let path = &args.file;
    if path == Path::new(STANDARD) {
        // A pipe whose reader has gone is no error: it has what it wanted.
        io::stdout().lock().write_all(text.as_bytes()).ok();
        return Ok("edit it, then run `recto build`".into());
    }
    let name = path.display();
    let text = format!("# yaml-language-server: $schema={SCHEMA}\n{text}");
    write_new(path, &text).map_err(|error| unusable(notes.error(unwritable(path, &error))))?;
    let schema = path.with_file_name(SCHEMA);
    match write_new(&schema, &recto::schema::schema()) {
        Ok(()) => Ok(format!("{name}: edit it, then run `recto build {name}`; `{SCHEMA}` helps your editor")),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Ok(format!("{name}: edit it, then run `recto build {name}`"))
        }
        Err(error) => Err(unusable(notes.error(unwritable(&schema, &error)))),
    }
}

/// Makes a file only if it is not there, in one step.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}

fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    let name = path.display();
    if error.kind() == io::ErrorKind::AlreadyExists {
        let note = Diagnostic::error(Id::File, format!("`{name}` is there already, and is not written over"));
        return note.help("name another file, as in `recto new cv.yaml`");
    }
    Diagnostic::error(Id::File, format!("`{name}` cannot be written: {error}"))
        .help("name a file in a folder that is yours")
}
