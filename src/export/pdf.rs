//! PDF 1.7 that keeps PDF/UA-1 (ISO 14289-1): tagged, titled, with its language.

use typst::foundations::Smart;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, pdf};

use crate::diagnostic::{Diagnostics, Result};
use crate::typeset::Document;

/// Named in the file as the program that made it.
const CREATOR: &str = concat!("Recto ", env!("CARGO_PKG_VERSION"));

/// Writes a PDF.
///
/// No time is written into it, so that the same pages give the same bytes.
///
/// # Errors
/// If the pages break a rule of PDF/UA-1, such as a character without a glyph.
pub fn export(document: &Document, notes: &mut Diagnostics) -> Result<Vec<u8>> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).expect("PDF/UA-1 alone contradicts nothing");
    let options = PdfOptions { creator: Smart::Custom(Some(CREATOR.into())), standards, ..PdfOptions::default() };
    pdf(document.pages(), &options).map_err(|errors| document.fail(errors, notes))
}
