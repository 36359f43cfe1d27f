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

/// Writes a résumé to begin with; never over a file that is there.
pub fn run(args: &NewArgs, notes: &mut Diagnostics) -> Result<String, Stop> {
    let text = if args.minimal { MINIMAL } else { STARTER };
    let path = &args.file;
    let result = if path == Path::new(STANDARD) {
        io::stdout().lock().write_all(text.as_bytes())
    } else {
        // Made only if it is not there, in one step.
        let file = OpenOptions::new().write(true).create_new(true).open(path);
        file.and_then(|mut file| file.write_all(text.as_bytes()))
    };
    match result {
        Ok(()) if path == Path::new(STANDARD) => Ok("edit it, then run `recto build`".into()),
        Ok(()) => Ok(format!("{}: edit it, then run `recto build {0}`", path.display())),
        Err(error) => Err(unusable(notes.error(unwritable(path, &error)))),
    }
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
