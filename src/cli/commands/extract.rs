//! `recto extract`

use std::path::Path;
use std::{fs, io};

use recto::diagnostic::{Code, Diagnostic, Diagnostics};
use recto::inspect::Attachment;
use recto::typeset::{is_drawing, picture_fault};

use super::new;
use super::pdf_input::read_reading;
use crate::cli::args::ExtractArgs;
use crate::cli::build::embedded::{self as contents, Contents};
use crate::cli::process::watchdog::Watchdog;
use crate::cli::project::assets::read_regular;
use crate::cli::project::input::STANDARD;
use crate::cli::project::{self, pictures, theme_search};
use crate::cli::report::Failure;

/// Extracts the résumé from a PDF; returns the summary line.
pub fn run(args: &ExtractArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let reading = read_reading(&args.file, "extract", diagnostics)?;
    let name = args.file.display();
    let Some(data) = contents::data(&reading.attachments) else { return Err(none_found(&args.file, diagnostics)) };
    let _watchdog = Watchdog::over_file();
    let Contents { yaml, portrait } = contents::read(data, &reading.attachments, &name.to_string(), diagnostics)?;
    let portrait = portrait.filter(|picture| contents::leave_unless(can_be_drawn(picture), picture, diagnostics));
    let output = args.output.as_deref().unwrap_or(Path::new(STANDARD));
    let to_file = output != Path::new(STANDARD);
    let picture = portrait.map(|picture| project::folder_of(output).join(&picture.name));
    let mut made = None;
    if let (true, Some(file), Some(picture)) = (to_file, portrait, &picture) {
        made = write_picture(picture, &file.bytes, diagnostics)?.then_some(picture);
    }
    new::write_resume(output, &yaml, diagnostics).inspect_err(|_| {
        if let Some(picture) = made {
            fs::remove_file(picture).ok();
        }
    })?;
    Ok(match (to_file, picture) {
        (false, None) => String::new(),
        (false, Some(picture)) => {
            format!("use `-o FILE` to write the photo `{}` too", theme_search::shown(&picture))
        }
        (true, None) => format!("{}: extracted from {name}", output.display()),
        (true, Some(picture)) => {
            format!("{}, {}: extracted from {name}", output.display(), theme_search::shown(&picture))
        }
    })
}

/// The résumé in a PDF, as YAML. `command` is the running one, for the help.
///
/// # Errors
/// If the file is not a PDF, or has no résumé in it.
pub fn embedded(path: &Path, command: &str, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let reading = read_reading(path, command, diagnostics)?;
    let name = path.display();
    let Some(data) = contents::data(&reading.attachments) else { return Err(none_found(path, diagnostics)) };
    Ok(contents::read(data, &reading.attachments, &name.to_string(), diagnostics)?.yaml)
}

fn none_found(path: &Path, diagnostics: &mut Diagnostics) -> Failure {
    let note = Diagnostic::error(Code::File, format!("no résumé found in `{}`", path.display()));
    let help = "only PDFs built with `--embed`, or from a résumé with `embed: true`, contain one";
    Failure::io(diagnostics.error(note.help(help)))
}

/// Whether an image is valid, and can be rendered in reasonable time.
fn can_be_drawn(picture: &Attachment) -> bool {
    let sound = |bytes: &[u8]| picture_fault(bytes).is_none();
    match is_drawing(&picture.bytes) {
        true => pictures::drawing(picture.bytes.clone()).is_ok_and(|drawing| sound(&drawing)),
        false => sound(&picture.bytes),
    }
}

/// Writes an image beside the résumé, never over another file; returns whether it was created.
fn write_picture(path: &Path, bytes: &[u8], diagnostics: &mut Diagnostics) -> Result<bool, Failure> {
    let name = path.display();
    let fault = match new::write_new(path, bytes) {
        Ok(()) => return Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            if read_regular(path, bytes.len() as u64).is_ok_and(|there| there == bytes) {
                return Ok(false);
            }
            Diagnostic::error(Code::File, format!("`{name}` already exists, and is a different image"))
        }
        Err(error) => return Err(Failure::io(diagnostics.error(new::unwritable(path, &error)))),
    };
    Err(Failure::io(diagnostics.error(fault.help("choose another directory with `-o`"))))
}
