//! What was typed of a PDF → what it is to be.

use recto::diagnostic::{Diagnostic, Diagnostics, Id};
use recto::export::{PdfSettings, Standard, agree};

use super::args::{OutputFormat, PdfArgs};
use super::{Stop, clock, unusable};

/// Decides which standards a PDF keeps, and how it is dated. `embed` is whether the
/// résumé is put into it.
///
/// # Errors
/// If the standards do not go together, or something else than a PDF is asked for.
pub fn settings(
    args: &PdfArgs,
    format: OutputFormat,
    embed: bool,
    notes: &mut Diagnostics,
) -> Result<PdfSettings, Stop> {
    if let Some(flag) = only_for_pdf(args, format).filter(|_| format != OutputFormat::Pdf) {
        let note = Diagnostic::error(Id::BadValue, format!("`{flag}` is for a PDF, and {format} is asked for"));
        return Err(unusable(notes.error(note.help(format!("leave out `{flag}`, or write a PDF")))));
    }
    let mut standards = args.standard.clone();
    if standards.is_empty() {
        standards.push(Standard::ACCESSIBLE);
        match (embed, args.archive) {
            (true, _) => standards.push(Standard::ARCHIVE_WITH_FILES),
            (false, true) => standards.push(Standard::ARCHIVE),
            (false, false) => {}
        }
    }
    if let Err((message, help)) = agree(&standards, embed) {
        return Err(unusable(notes.error(Diagnostic::error(Id::BadValue, message).help(help))));
    }
    let archival = standards.iter().any(|standard| standard.is_archival());
    let date = args.date.or_else(clock::fixed).or_else(|| if archival { clock::today() } else { None });
    Ok(PdfSettings { standards, date })
}

/// What was asked for that only a PDF can be. The code that a PDF is made of can put a
/// file into it.
fn only_for_pdf(args: &PdfArgs, format: OutputFormat) -> Option<&'static str> {
    let asked = [
        (args.strict, "--strict"),
        (args.archive, "--archive"),
        (args.embed && format != OutputFormat::Typ, "--embed"),
        (!args.standard.is_empty(), "--standard"),
    ];
    asked.iter().find(|(asked, _)| *asked).map(|(_, flag)| *flag)
}
