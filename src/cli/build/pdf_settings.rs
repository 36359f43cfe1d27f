//! PDF flags → PDF settings.

use recto::diagnostic::{Code, Diagnostic, Diagnostics};
use recto::export::{PdfSettings, Standard, agree};
use recto::resume::Date;

use crate::cli::args::{LetterPlacement, OutputFormat, PdfArgs, TailoringArgs};
use crate::cli::project::clock;
use crate::cli::report::Failure;

/// Decides the standards that a PDF conforms to, and its date. `embed` is whether the résumé is attached.
///
/// # Errors
/// If the standards are incompatible, or the format is not PDF.
pub fn decide(
    args: &PdfArgs,
    format: OutputFormat,
    embed: bool,
    date: Option<Date>,
    diagnostics: &mut Diagnostics,
) -> Result<PdfSettings, Failure> {
    if let Some(flag) = only_for_pdf(args, format).filter(|_| format != OutputFormat::Pdf) {
        let note =
            Diagnostic::error(Code::InvalidValue, format!("`{flag}` requires a PDF, but the format is {format}"));
        return Err(Failure::io(diagnostics.error(note.help(format!("leave out `{flag}`, or write a PDF")))));
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
        return Err(Failure::io(diagnostics.error(Diagnostic::error(Code::InvalidValue, message).help(help))));
    }
    let archival = standards.iter().any(|standard| standard.is_archival());
    let date = date.or_else(clock::fixed).or_else(|| if archival { clock::today() } else { None });
    Ok(PdfSettings { standards, date })
}

/// A flag that only applies to PDFs. Typst code can attach a file too.
fn only_for_pdf(args: &PdfArgs, format: OutputFormat) -> Option<&'static str> {
    let asked = [
        (args.strict, "--strict"),
        (args.archive, "--archive"),
        (args.embed && format != OutputFormat::Typ, "--embed"),
        (!args.standard.is_empty(), "--standard"),
    ];
    asked.iter().find(|(asked, _)| *asked).map(|(_, flag)| *flag)
}

/// Refuses flags that only apply to pages.
///
/// # Errors
/// If there is such a flag, and the format has no pages.
pub fn refuse_page_flags(
    format: OutputFormat,
    letter: LetterPlacement,
    tailoring: &TailoringArgs,
    diagnostics: &mut Diagnostics,
) -> Result<(), Failure> {
    let given = [(letter == LetterPlacement::First, "--letter first"), (tailoring.pages.is_some(), "--pages")];
    let Some((_, flag)) = given.iter().find(|(given, _)| *given) else { return Ok(()) };
    let error = Diagnostic::error(Code::InvalidValue, format!("`{flag}` requires pages, but the format is {format}"));
    Err(Failure::io(diagnostics.error(error.help(format!("leave out `{flag}`, or write a PDF")))))
}
