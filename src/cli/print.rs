//! `recto show`

use std::io::{self, Write};

use recto::diagnostic::Diagnostics;
use recto::resume::Resume;

use super::Stop;
use super::args::{ShowArgs, ShowFormat};
use super::input;

/// Prints a résumé as it was understood.
pub fn run(args: &ShowArgs, notes: &mut Diagnostics) -> Result<String, Stop> {
    let source = input::read_resume(&args.resume, notes)?;
    let resume = Resume::read(&source, notes)?;
    let text = match args.format {
        ShowFormat::Yaml => resume.to_yaml(),
        ShowFormat::Json => resume.to_json(),
    };
    // A pipe whose reader has gone is no error: it has what it wanted.
    io::stdout().lock().write_all(text.as_bytes()).ok();
    Ok(String::new())
}
