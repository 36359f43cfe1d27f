//! Document → bytes. Each format is a file.

mod docx;
mod form;
mod html;
mod letters;
mod markdown;
mod outline;
mod pdf;
mod picture;
mod screen;
mod standards;
mod style;
mod text;
mod xml;

pub use self::form::{Form, write, write_letter, write_page};
pub use self::html::WebPage;
pub use self::pdf::PdfSettings;
pub use self::picture::fingerprints;
pub use self::screen::svg_page;
pub use self::standards::{Standard, agree};
pub use self::style::Style;

use crate::diagnostic::{Diagnostics, Result};
use crate::typeset::Document;

/// An output format with pages.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Format {
    /// Portable Document Format.
    Pdf(PdfSettings),
    /// Portable Network Graphics, one image per page.
    Png {
        /// Pixels per inch.
        ppi: f64,
    },
    /// Scalable Vector Graphics, one image per page.
    Svg,
}

impl Format {
    /// PDF 1.7 and PDF/UA-1, without a date.
    pub fn pdf() -> Self {
        Format::Pdf(PdfSettings::default())
    }
}

/// Writes a document in a format: one file, or one per page.
///
/// # Errors
/// If the document violates a rule of the format.
pub fn export_files(document: &Document, format: &Format, diagnostics: &mut Diagnostics) -> Result<Vec<Vec<u8>>> {
    match format {
        Format::Pdf(settings) => pdf::export(document, settings, diagnostics).map(|file| vec![file]),
        Format::Png { ppi } => picture::png(document, *ppi, diagnostics),
        Format::Svg => Ok(picture::svg(document)),
    }
}

/// Writes a document as a single file; for formats with one file per page, only the first page.
///
/// # Errors
/// If the document violates a rule of the format.
pub fn export(document: &Document, format: &Format, diagnostics: &mut Diagnostics) -> Result<Vec<u8>> {
    export_files(document, format, diagnostics).map(|files| files.into_iter().next().unwrap_or_default())
}
