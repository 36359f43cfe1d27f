//! Reads a finished PDF, by whatever program it was made, as the programs of employers do.
//!
//!     cargo run --release --example library inspect

use recto::diagnostic::{Diagnostics, Result};
use recto::export::{Format, export};
use recto::inspect::{Expectations, PdfContent, Verdict, check};
use recto::resume::Resume;
use recto::source::Source;
use recto::theme::Themes;
use recto::typeset::{self, Compiler, typeset};

const RESUME: &str = include_str!("../resume.yaml");

#[allow(clippy::disallowed_macros, reason = "an example prints")]
pub(crate) fn main() {
    let mut diagnostics = Diagnostics::new();
    match read_back(RESUME, &mut diagnostics) {
        Ok(lines) => lines.iter().for_each(|line| println!("{line}")),
        Err(_) => println!("{:#?}", diagnostics.sorted()),
    }
}

/// Builds a résumé, reads its PDF back, and says what a machine would stumble on.
///
/// # Errors
/// If the résumé is at fault.
pub fn read_back(yaml: &str, diagnostics: &mut Diagnostics) -> Result<Vec<String>> {
    let resume = Resume::read(&Source::new("resume.yaml", yaml), diagnostics)?;
    let theme = Themes::builtin().chosen_by(&resume, diagnostics)?;
    let document = typeset(&resume, &Compiler::new(&theme), diagnostics)?;
    let pdf = export(&document, &Format::pdf(), diagnostics)?;
    // From here on, all comes from the bytes alone.
    let reading = match PdfContent::of(&pdf) {
        Ok(reading) => reading,
        Err(why) => return Ok(vec![why.to_string()]),
    };
    let first = reading.content_order.text().lines().next().unwrap_or_default().to_owned();
    let claims = reading.metadata.claims.join(", ");
    let mut lines = vec![format!("{claims}, in {}, begins with `{first}`", reading.metadata.language)];
    // Everything that the résumé says must be there, in reading order.
    let texts = typeset::document(&resume, &theme, diagnostics)?.expected_texts();
    let expectations = Expectations { texts: &texts, pages: Some(1), file: Some("resume.pdf"), english: true };
    for outcome in check(&reading, &expectations).iter().filter(|outcome| outcome.verdict >= Verdict::Warn) {
        lines.extend(outcome.findings.iter().map(|finding| format!("{}: {}", outcome.check.id, finding.message)));
    }
    Ok(lines)
}
