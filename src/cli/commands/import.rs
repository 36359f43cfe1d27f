//! `recto import`

use std::path::Path;

use recto::diagnostic::Diagnostics;
use recto::import::{Imported, import};

use super::new;
use crate::cli::args::ImportArgs;
use crate::cli::process::watchdog::Watchdog;
use crate::cli::project;
use crate::cli::project::input;
use crate::cli::project::input::STANDARD;
use crate::cli::report::Failure;

/// Converts another tool's file to a résumé; returns the summary line.
pub fn run(args: &ImportArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let source = input::read_resume(&args.file, diagnostics)?;
    // Images are expected beside the result.
    let output = args.output.as_deref().unwrap_or(Path::new(STANDARD));
    let folder = project::folder_of(output);
    let watchdog = Watchdog::over_file();
    let Imported { format, text, lost } = import(&source, &|picture| folder.join(picture).is_file(), diagnostics)?;
    drop(watchdog);
    new::write_resume(output, &text, diagnostics)?;
    let lost = match lost {
        0 => "everything was converted".to_owned(),
        1 => "1 item could not be converted".to_owned(),
        _ => format!("{lost} items could not be converted"),
    };
    let next = if output == Path::new(STANDARD) {
        String::new()
    } else {
        format!("; review `{0}`, then run `recto build {0}`", output.display())
    };
    Ok(format!("{}: {format}; {lost}{next}", source.name()))
}
