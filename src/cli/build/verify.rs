//! Reads a finished PDF back, as an ATS would, and reports what it would stumble over.

use recto::diagnostic::{Code, Diagnostic, Diagnostics};
use recto::export::export;
use recto::fit::fit;
use recto::inspect::{Expectations, Outcome, PdfContent, Verdict, check};
use recto::present::ExpectedText;
use recto::resume::Resume;
use recto::theme::Theme;
use recto::typeset::{self, Fonts};

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
    // The résumé alone is compared with what it says.
    let alone = fit(resume, theme, pictures, fonts, diagnostics)?;
    verify(&export(&alone.document, format, diagnostics)?, resume, theme, diagnostics)
}

/// Runs all checks on a PDF.
pub fn compare(reading: &PdfContent, resume: &Resume, texts: &[ExpectedText], file: Option<&str>) -> Vec<Outcome> {
    let pages = resume.pages.as_ref().and_then(|pages| pages.value.max).map(|most| most.0);
    let english = resume.language.as_ref().is_none_or(|language| language.value.starts_with("en"));
    check(reading, &Expectations { texts, pages, file, english })
}

/// The check of colours and sizes.
const LEGIBLE: &str = "ATS-023";

/// Reads a PDF that was just made, and notes what fails, and what readers may stumble
/// on. What lies in the résumé is noted at its place there.
///
/// # Errors
/// If a check fails.
pub fn verify(pdf: &[u8], resume: &Resume, theme: &Theme, diagnostics: &mut Diagnostics) -> Result<(), Failure> {
    let start = diagnostics.checkpoint();
    match PdfContent::of(pdf) {
        Ok(reading) => {
            // A colour that is too pale is said where it is set.
            let pale = diagnostics.sorted().iter().any(|note| note.id == Code::LowContrast);
            let texts = typeset::document(resume, theme, diagnostics)?.expected_texts();
            // What comes with Recto was checked; another theme may set a sound résumé in such a way.
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

/// Notes what a check found, if a reader may stumble on it; `theme` is one that may be at
/// fault, which is said once.
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
            // What is made of several keys stands nowhere as it is printed.
            None if !path.is_empty() => note.help(format!("generated from `{path}`")).path(path),
            None => note,
        };
        if let Some((page, line)) = &finding.place {
            note = note.help(format!("on page {page}, in the line “{}”", shortened(line)));
        }
        note = note.help(format!("{}: {}", check.id, check.why));
        if let Some(theme) = theme.take() {
            let what = "the theme may be at fault rather than the résumé";
            note = note.help(format!("{what}: test it with `recto themes check {}`", theme.origin));
        }
        diagnostics.push(note);
    }
}

/// A line, cut if it is long.
pub fn shortened(line: &str) -> String {
    const LONGEST: usize = 50;
    if line.chars().count() <= LONGEST {
        line.into()
    } else {
        line.chars().take(LONGEST - 1).collect::<String>() + "…"
    }
}
