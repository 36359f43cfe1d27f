//! Document → bytes, one file a format.

mod pdf;

use crate::diagnostic::{Diagnostics, Result};
use crate::typeset::Document;

/// What a document can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Portable Document Format: PDF 1.7, PDF/UA-1.
    Pdf,
}

/// Writes a document in a format.
///
/// # Errors
/// If the document breaks a rule of the format.
pub fn export(document: &Document, format: Format, notes: &mut Diagnostics) -> Result<Vec<u8>> {
    match format {
        Format::Pdf => pdf::export(document, notes),
    }
}
