//! Reads a finished PDF back, as an ATS would, and reports problems.

use recto::diagnostic::{Code, Diagnostic, Diagnostics};
use recto::export::export;
use recto::fit::fit;
use recto::inspect::{Expectations, Outcome, PdfContent, Verdict, check};
use recto::locale::Locale;
use recto::present::ExpectedText;
use recto::resume::Resume;
use recto::theme::Theme;
use recto::typeset::{self, Compiler, Fonts};

use super::render::{Artifacts, Encoding};
use crate::cli::process::watchdog;
use crate::cli::project::Project;
use crate::cli::report::Failure;

/// Verifies the PDF of a build.
///
/// # Errors
/// If a check fails.
pub fn verify_pages(
    artifacts: &Artifacts,
    project: &Project,
    encoding: &Encoding,
    fonts: &Fonts,
    diagnostics: &mut Diagnostics,
) -> Result<(), Failure> {
    let Project { resume, theme, pictures, .. } = project;
    let (Encoding::Pages(format), Some(pdf)) = (encoding, artifacts.first_file()) else { return Ok(()) };
    let has_letter = artifacts.pages.as_ref().is_some_and(|pages| pages.letter_pages > 0);
    if !has_letter {
        return verify(pdf, resume, theme, diagnostics);
    }
    // Only the résumé is compared with its expected texts.
    let compiler = Compiler::new(theme).pictures(pictures).fonts(fonts);
    let alone = fit(resume, &compiler, diagnostics)?;
    verify(&export(&alone.document, format, diagnostics)?, resume, theme, diagnostics)
}

/// Runs all checks on a PDF.
pub fn compare(reading: &PdfContent, resume: &Resume, texts: &[ExpectedText], file: Option<&str>) -> Vec<Outcome> {
    let pages = resume.pages.as_ref().and_then(|pages| pages.value.max).map(|most| most.0);
    let english = Locale::of(resume, &mut Diagnostics::new()).is_ok_and(|locale| locale.is_default());
    check(reading, &Expectations { texts, pages, file, english })
}

/// The check of contrast and font size.
const LEGIBLE: &str = "ATS-023";

/// Reads a generated PDF back, and reports failures and warnings, at their location in the résumé if
/// they have one.
///
/// # Errors
/// If a check fails.
pub fn verify(pdf: &[u8], resume: &Resume, theme: &Theme, diagnostics: &mut Diagnostics) -> Result<(), Failure> {
    let start = diagnostics.checkpoint();
    match PdfContent::of(pdf) {
        Ok(reading) => {
            // Low contrast is already reported where the colour is set.
            let pale = diagnostics.sorted().iter().any(|note| note.code == Code::LowContrast);
            let texts = typeset::document(resume, theme, diagnostics)?.expected_texts();
            // Built-in themes are tested; a custom theme may be the cause.
            let mut own = (!watchdog::is_shipped(theme)).then_some(theme);
            for outcome in compare(&reading, resume, &texts, None) {
                if !(pale && outcome.check.id == LEGIBLE && outcome.verdict == Verdict::Warn) {
                    report(&outcome, &mut own, diagnostics);
                }
            }
        }
        Err(why) => diagnostics.push(Diagnostic::error(Code::PdfCheck, format!("the generated PDF is {why}"))),
    }
    Ok(diagnostics.reported_since(start)?)
}

/// Reports the outcome of a check, unless it passed. `theme` is a theme that may be the cause, which is
/// mentioned once.
fn report(Outcome { check, verdict, findings }: &Outcome, theme: &mut Option<&Theme>, diagnostics: &mut Diagnostics) {
    const MOST: usize = 5;
    let begin = match verdict {
        Verdict::Fail => Diagnostic::error,
        Verdict::Warn => Diagnostic::warning,
        Verdict::Info | Verdict::Pass => return,
    };
    for finding in findings.iter().take(MOST) {
        let mut note = begin(Code::PdfCheck, finding.message.clone());
        let path = finding.path.clone().unwrap_or_default();
        note = match finding.origin.span() {
            Some(span) => note.at(span).path(path),
            // A text generated from several keys has no single location.
            None if !path.is_empty() => note.help(format!("generated from `{path}`")).path(path),
            None => note,
        };
        if let Some(help) = finding.help {
            note = note.help(format!("{help} ({})", check.id));
        } else {
            if let Some((page, line)) = &finding.place {
                note = note.help(format!("on page {page}, in the line “{}”", shortened(line)));
            }
            note = note.help(format!("{}: {}", check.id, check.why));
        }
        if let Some(theme) = theme.take() {
            let what = "the theme may be at fault rather than the résumé";
            note = note.help(format!("{what}: test it with `recto themes check {}`", theme.origin));
        }
        diagnostics.push(note);
    }
}

/// A line, truncated if it is long.
pub fn shortened(line: &str) -> String {
    const LONGEST: usize = 50;
    if line.chars().count() <= LONGEST {
        line.into()
    } else {
        line.chars().take(LONGEST - 1).collect::<String>() + "…"
    }
}
