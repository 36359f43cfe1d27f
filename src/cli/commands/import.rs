//! `recto import`

use std::path::Path;

use recto::diagnostic::Diagnostics;
use recto::import::{Imported, import};
use recto::resume::Resume;
use recto::source::Source;

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
    if is_resume(&source) {
        drop(watchdog);
        new::write_resume(output, source.text(), diagnostics)?;
        return Ok(format!("`{}` is already a Recto résumé; nothing to convert", source.name()));
    }
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

/// Whether a file is a résumé already: YAML in which there is nothing to report.
fn is_resume(source: &Source) -> bool {
    let mut found = Diagnostics::new();
    let is_json = source.text().trim_start().starts_with('{');
    !is_json && Resume::read(source, &mut found).is_ok() && found.sorted().is_empty()
}
