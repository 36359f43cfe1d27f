//! A PDF file → glyphs, areas, tags, links, attachments. Reads files of any program, with a library
//! that did not write them (hayro); `import` and `inspect` share it.

mod codes;
mod device;
mod glyph_names;
pub mod marks;
mod normalize;
pub mod structure;
mod tex_bitmaps;

use std::fmt;

use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};

use self::marks::Marks;
use self::structure::Structure;

/// The content of a PDF.
pub struct PdfFile {
    /// Width and height of each page as shown, in points.
    pub pages: Vec<(f64, f64)>,
    /// What is drawn.
    pub marks: Marks,
    /// Metadata, tags, links, fonts, attachments.
    pub structure: Structure,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unreadable {
    /// It is not a PDF, or it is damaged.
    NotPdf,
    /// It is password-protected.
    Encrypted,
}

/// Why the text of a PDF that was opened cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoText {
    /// Its pages are pictures, as a scanner makes them.
    Picture,
    /// Its pages are empty.
    Empty,
    /// Its fonts do not say which characters their glyphs stand for.
    Undecodable,
}

impl PdfFile {
    /// Reads a PDF.
    ///
    /// # Errors
    /// If it is not a PDF, or is password-protected.
    pub fn of(bytes: &[u8]) -> Result<PdfFile, Unreadable> {
        let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
            LoadPdfError::Decryption(_) => Unreadable::Encrypted,
            LoadPdfError::Invalid => Unreadable::NotPdf,
        })?;
        if structure::is_endless(&pdf) {
            return Err(Unreadable::NotPdf);
        }
        let marks = device::read(&pdf);
        let structure = structure::read(&pdf, &marks).ok_or(Unreadable::NotPdf)?;
        let pages = pdf.pages().iter().map(|page| {
            let (width, height) = page.render_dimensions();
            (f64::from(width), f64::from(height))
        });
        Ok(PdfFile { pages: pages.collect(), marks, structure })
    }
}

/// Why glyphs make no text, if they do not.
pub fn no_text(marks: &Marks) -> Option<NoText> {
    /// The largest share of unknown characters in a text that can be read.
    const MOST_UNKNOWN: f64 = 0.2;
    let letters = marks.glyphs.iter().filter(|glyph| glyph.visible).flat_map(|glyph| glyph.text.chars());
    let letters: Vec<char> = letters.filter(|letter| !letter.is_whitespace()).collect();
    let unknown = letters.iter().filter(|letter| **letter == '\u{fffd}' || letter.is_control()).count();
    match letters.len() {
        0 if marks.pictures.is_empty() => Some(NoText::Empty),
        0 => Some(NoText::Picture),
        count => (unknown as f64 > MOST_UNKNOWN * count as f64).then_some(NoText::Undecodable),
    }
}

impl std::error::Error for Unreadable {}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Unreadable::NotPdf => "not a PDF, or damaged",
            Unreadable::Encrypted => "password-protected",
        })
    }
}

impl fmt::Display for NoText {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            NoText::Picture => "no text: its pages are pictures",
            NoText::Empty => "no text: its pages are empty",
            NoText::Undecodable => "no readable text: its fonts do not say which characters their glyphs stand for",
        })
    }
}
