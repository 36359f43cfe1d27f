//! Document → bytes: the forms that have no pages.

use super::outline::Outline;
use super::{docx, html, markdown, text};
use crate::present::Document;

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

/// Writes a résumé in a form. The same document gives the same bytes.
pub fn write(document: &Document, form: Form) -> Vec<u8> {
    written(&Outline::of_resume(document), form)
}

/// Writes the letter that goes with a résumé in a form; `None` if there is none.
pub fn write_letter(document: &Document, form: Form) -> Option<Vec<u8>> {
    Some(written(&Outline::of_letter(document)?, form))
}

fn written(outline: &Outline, form: Form) -> Vec<u8> {
    match form {
        Form::Text => text::write(outline).into_bytes(),
        Form::Markdown => markdown::write(outline).into_bytes(),
        Form::Html => html::write(outline).into_bytes(),
        Form::Docx => docx::write(outline),
    }
}
