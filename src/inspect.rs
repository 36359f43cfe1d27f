//! Reads a finished PDF with a library that did not write it (hayro), the way applicant tracking
//! systems and other parsers do.
//!
//! Three views show what such programs extract from the pages: content order (the content stream),
//! visual order (glyph positions), and layout boxes (glyphs grouped as pdfminer does).

mod checks;
mod layout;
mod views;

pub use self::checks::{CHECKS, Check, Expectations, Finding, Outcome, Verdict, check};
pub use self::views::{Line, View};
pub use crate::pdf::structure::{Attachment, FontUse, Link, Metadata, Tag};
pub use crate::pdf::{NoText, Unreadable};

use crate::pdf::marks::Marks;
use crate::pdf::{PdfFile, no_text};

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
    /// Why its text cannot be used, if it cannot.
    pub no_text: Option<NoText>,
    marks: Marks,
}

impl PdfContent {
    /// Reads a PDF.
    ///
    /// # Errors
    /// If it is not a PDF, or is password-protected.
    pub fn of(bytes: &[u8]) -> Result<PdfContent, Unreadable> {
        let PdfFile { pages, marks, structure } = PdfFile::of(bytes)?;
        let no_text = no_text(&marks);
        Ok(PdfContent {
            pages,
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
            no_text,
            marks,
        })
    }
}
