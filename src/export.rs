//! Document → bytes, one file a format.

mod pdf;
mod picture;

use crate::diagnostic::{Diagnostics, Result};
use crate::typeset::Document;

/// What a document can be written as.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Format {
    /// Portable Document Format: PDF 1.7, PDF/UA-1.
    Pdf,
    /// Portable Network Graphics, a picture a page.
    Png {
        /// Pixels to an inch.
        ppi: f64,
    },
    /// Scalable Vector Graphics, a picture a page.
    Svg,
}

/// Writes a document in a format: a file for all of it, or one for each page.
///
/// # Errors
/// If the document breaks a rule of the format.
pub fn export_files(document: &Document, format: Format, notes: &mut Diagnostics) -> Result<Vec<Vec<u8>>> {
    match format {
        Format::Pdf => pdf::export(document, notes).map(|file| vec![file]),
        Format::Png { ppi } => picture::png(document, ppi, notes),
        Format::Svg => Ok(picture::svg(document)),
    }
}

/// Writes a document in a format that has all pages in one file, or its first page.
///
/// # Errors
/// If the document breaks a rule of the format.
pub fn export(document: &Document, format: Format, notes: &mut Diagnostics) -> Result<Vec<u8>> {
    export_files(document, format, notes).map(|files| files.into_iter().next().unwrap_or_default())
}
