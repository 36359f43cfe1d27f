//! `recto new`

use std::path::Path;

use recto::diagnostic::Diagnostics;

use crate::cli::args::{DEFAULT_RESUME, NewArgs};
use crate::cli::project::input::STANDARD;
use crate::cli::project::starter::{MINIMAL, STARTER};
pub use crate::cli::project::starter::{SCHEMA, unwritable, write_new, write_resume};
use crate::cli::report::Failure;

/// Creates a starter résumé.
pub fn run(args: &NewArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let text = if args.minimal { MINIMAL } else { STARTER };
    let path = args.file.as_path();
    let written = write_resume(path, text, diagnostics)?;
    if path == Path::new(STANDARD) {
        return Ok(String::new());
    }
    let name = path.display();
    let schema = match written.with_schema {
        true => format!(", and {} for completion in editors", path.with_file_name(SCHEMA).display()),
        false => String::new(),
    };
    let file = if path == Path::new(DEFAULT_RESUME) { String::new() } else { format!(" {name}") };
    let next = format!("edit the résumé with `recto preview{file}` or in an editor, then run `recto build{file}`");
    Ok(format!("created {name}{schema}; {next}"))
}
