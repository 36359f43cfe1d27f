//! Outline → bytes: the forms that have no pages.

use super::{docx, html, markdown, text};
use crate::outline::Outline;

/// A form without pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Form {
    /// Plain text in lines of 72 columns, for boxes to paste into.
    Text,
    /// CommonMark (<https://spec.commonmark.org>).
    Markdown,
    /// One file of HTML with microformats (<https://microformats.org/wiki/h-resume>).
    Html,
    /// Office Open XML, as Word reads it (ECMA-376).
    Docx,
}

/// Writes an outline in a form. The same outline gives the same bytes.
pub fn write(outline: &Outline, form: Form) -> Vec<u8> {
    match form {
        Form::Text => text::write(outline).into_bytes(),
        Form::Markdown => markdown::write(outline).into_bytes(),
        Form::Html => html::write(outline).into_bytes(),
        Form::Docx => docx::write(outline),
    }
}
