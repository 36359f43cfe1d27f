//! Writes a document as PDF, as PNG and as SVG.
//!
//!     cargo run --release --example library export

use recto::diagnostic::{Diagnostics, Result};
use recto::export::{Format, PdfSettings, Standard, export, export_files};
use recto::resume::Resume;
use recto::source::Source;
use recto::theme::Themes;
use recto::typeset::{Compiler, typeset};

const RESUME: &str = include_str!("../resume.yaml");

#[allow(clippy::disallowed_macros, reason = "an example prints")]
pub(crate) fn main() {
    let mut diagnostics = Diagnostics::new();
    match files(RESUME, &mut diagnostics) {
        Ok(files) => files.iter().for_each(|(name, bytes)| println!("{name}: {} bytes", bytes.len())),
        Err(_) => println!("{:#?}", diagnostics.sorted()),
    }
}

/// The files of a résumé, by name. To write them is up to you.
///
/// # Errors
/// If the résumé is at fault, or breaks a rule of one of the formats.
pub fn files(yaml: &str, diagnostics: &mut Diagnostics) -> Result<Vec<(String, Vec<u8>)>> {
    let resume = Resume::read(&Source::new("resume.yaml", yaml), diagnostics)?;
    let theme = Themes::builtin().chosen_by(&resume, diagnostics)?;
    let document = typeset(&resume, &Compiler::new(&theme), diagnostics)?;

    // Accessible (PDF/UA-1), and nothing in it tells when it was made: the same résumé
    // gives the same bytes.
    let mut files = vec![("resume.pdf".into(), export(&document, &Format::pdf(), diagnostics)?)];

    // To be kept: PDF/A as well, which wants a date.
    let date = "2020-11-23".parse().ok();
    let archive = PdfSettings { standards: vec![Standard::ACCESSIBLE, Standard::ARCHIVE], date };
    files.push(("archive.pdf".into(), export(&document, &Format::Pdf(archive), diagnostics)?));

    // Pictures: a file for each page.
    for (ending, format) in [("png", Format::Png { ppi: 144.0 }), ("svg", Format::Svg)] {
        let pages = export_files(&document, &format, diagnostics)?;
        files.extend(pages.into_iter().enumerate().map(|(page, bytes)| (format!("{}.{ending}", page + 1), bytes)));
    }
    Ok(files)
}
