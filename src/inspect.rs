//! Reads a finished PDF with a library that did not write it (hayro), the way applicant tracking
//! systems and other parsers do.
//!
//! Three views show what such programs extract from the pages: content order (the content stream),
//! visual order (glyph positions), and layout boxes (glyphs grouped as pdfminer does).

mod checks;
mod device;
mod layout;
mod structure;
mod views;

pub use self::checks::{CHECKS, Check, Expectations, Finding, Outcome, Verdict, check};
pub use self::structure::{Attachment, FontUse, Link, Metadata, Tag};
pub use self::views::{Line, View};

use std::fmt;

use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};

use self::device::Marks;

/// What a program extracts from a PDF.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PdfContent {
    /// Width and height of each page, in points.
    pub pages: Vec<(f64, f64)>,
    /// The file's metadata.
    pub metadata: Metadata,
    /// The text in content order, one line per baseline.
    pub content_order: View,
    /// The text in visual order: top to bottom, left to right.
    pub visual_order: View,
    /// The text in layout boxes of lines that are close together.
    pub layout_boxes: View,
    /// The structure tree, parents before children.
    pub tags: Vec<Tag>,
    /// The fonts used on the pages.
    pub fonts: Vec<FontUse>,
    /// The links, in page order.
    pub links: Vec<Link>,
    /// The titles of the outline.
    pub bookmarks: Vec<String>,
    /// The embedded files.
    pub attachments: Vec<Attachment>,
    /// The file size in bytes.
    pub size: usize,
    marks: Marks,
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

impl PdfContent {
    /// Reads a PDF.
    ///
    /// # Errors
    /// If it is not a PDF, or is password-protected.
    pub fn of(bytes: &[u8]) -> Result<PdfContent, Unreadable> {
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
            let (width, height) = page.base_dimensions();
            (f64::from(width), f64::from(height))
        });
        Ok(PdfContent {
            pages: pages.collect(),
            metadata: structure.metadata,
            content_order: views::content_order(&marks.glyphs),
            visual_order: views::visual_order(&marks.glyphs),
            layout_boxes: layout::layout_boxes(&marks.glyphs),
            tags: structure.tags,
            fonts: structure.fonts,
            links: structure.links,
            bookmarks: structure.bookmarks,
            attachments: structure.attachments,
            size: bytes.len(),
            marks,
        })
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
