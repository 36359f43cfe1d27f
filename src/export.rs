//! Document → bytes, one file a format.

mod docx;
mod form;
mod html;
mod markdown;
mod outline;
mod pdf;
mod picture;
mod standards;
mod text;
mod xml;

pub use self::form::{Form, write, write_letter};
pub use self::pdf::PdfSettings;
pub use self::standards::{Standard, agree};

use crate::diagnostic::{Diagnostics, Result};
use crate::typeset::Document;

/// What a document can be written as.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Format {
    /// Portable Document Format.
    Pdf(PdfSettings),
    /// Portable Network Graphics, a picture a page.
    Png {
        /// Pixels to an inch.
        ppi: f64,
    },
    /// Scalable Vector Graphics, a picture a page.
    Svg,
}

impl Format {
    /// A PDF 1.7 that is a PDF/UA-1, with no date in it.
    pub fn pdf() -> Self {
        Format::Pdf(PdfSettings::default())
    }
}

/// Writes a document in a format: a file for all of it, or one for each page.
///
/// # Errors
/// If the document breaks a rule of the format.
pub fn export_files(document: &Document, format: &Format, notes: &mut Diagnostics) -> Result<Vec<Vec<u8>>> {
    match format {
        Format::Pdf(settings) => pdf::export(document, settings, notes).map(|file| vec![file]),
        Format::Png { ppi } => picture::png(document, *ppi, notes),
        Format::Svg => Ok(picture::svg(document)),
    }
}

/// Writes a document in a format that has all pages in one file, or its first page.
///
/// # Errors
/// If the document breaks a rule of the format.
pub fn export(document: &Document, format: &Format, notes: &mut Diagnostics) -> Result<Vec<u8>> {
    export_files(document, format, notes).map(|files| files.into_iter().next().unwrap_or_default())
}
