//! PDF: tagged, with title and language; PDF/UA-1 (ISO 14289-1) by default.

use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandards, Timestamp, pdf};

use super::standards::Standard;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result};
use crate::resume::Date;
use crate::typeset::Document;

/// The program named as the creator of the file.
const CREATOR: &str = concat!("Recto ", env!("CARGO_PKG_VERSION"));

/// The settings of a PDF.
#[derive(Debug, Clone, PartialEq)]
pub struct PdfSettings {
    /// The standards it must conform to; enforced when writing.
    pub standards: Vec<Standard>,
    /// The creation date. Without one, the same pages give the same bytes; PDF/A requires one.
    pub date: Option<Date>,
}

impl Default for PdfSettings {
    fn default() -> Self {
        PdfSettings { standards: vec![Standard::ACCESSIBLE], date: None }
    }
}

/// Writes a PDF.
///
/// # Errors
/// If the standards are incompatible, or the pages violate one of them, for example with a character
/// without a glyph.
pub fn export(document: &Document, settings: &PdfSettings, diagnostics: &mut Diagnostics) -> Result<Vec<u8>> {
    let list: Vec<_> = settings.standards.iter().map(|standard| standard.typst()).collect();
    let standards = PdfStandards::new(&list).map_err(|error| {
        let note = Diagnostic::error(Code::InvalidValue, error.message().to_string());
        diagnostics.error(error.hints().iter().fold(note, |note, hint| note.help(hint.to_string())))
    })?;
    let timestamp = settings.date.and_then(timestamp);
    let options =
        PdfOptions { creator: Smart::Custom(Some(CREATOR.into())), standards, timestamp, ..PdfOptions::default() };
    pdf(document.pages(), &options).map_err(|errors| document.fail(errors, diagnostics))
}

/// Midnight UTC of a day: a time zone would reveal where the author lives.
fn timestamp(date: Date) -> Option<Timestamp> {
    let (year, month, day) = date.earliest();
    Some(Timestamp::new_utc(Datetime::from_ymd_hms(i32::from(year), month, day, 0, 0, 0)?))
}
