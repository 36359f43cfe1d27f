//! A finished PDF, read by a program that did not write it (hayro), as the many
//! programs read it that stand between an applicant and a person.
//!
//! Three views show what such programs make of the pages: the order of the content
//! stream, the places of the letters, and groups of near letters as pdfminer makes
//! them.

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

/// What a PDF says to those who read it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Reading {
    /// Width and height of each page, in points.
    pub pages: Vec<(f64, f64)>,
    /// What the file says of itself.
    pub metadata: Metadata,
    /// The text in the order of the content streams, a line for each baseline.
    pub stream: View,
    /// The text by its place: from top to bottom, from left to right.
    pub position: View,
    /// The text in boxes of lines that stand close to one another.
    pub grouped: View,
    /// The structure tree, parents before children.
    pub tags: Vec<Tag>,
    /// The fonts of the pages.
    pub fonts: Vec<FontUse>,
    /// Links, in the order of the pages.
    pub links: Vec<Link>,
    /// Titles of the outline.
    pub bookmarks: Vec<String>,
    /// Files inside the file.
    pub attachments: Vec<Attachment>,
    /// How many bytes the file has.
    pub size: usize,
    marks: Marks,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unreadable {
    /// It is no PDF, or one that is damaged.
    NotPdf,
    /// It takes a password.
    Encrypted,
}

impl Reading {
    /// Reads a PDF.
    ///
    /// # Errors
    /// If it is none, or is locked.
    pub fn of(bytes: &[u8]) -> Result<Reading, Unreadable> {
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
        Ok(Reading {
            pages: pages.collect(),
            metadata: structure.metadata,
            stream: views::stream(&marks.glyphs),
            position: views::position(&marks.glyphs),
            grouped: layout::grouped(&marks.glyphs),
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
            Unreadable::NotPdf => "no PDF, or a damaged one",
            Unreadable::Encrypted => "locked with a password",
        })
    }
}
