//! Document → bytes: the formats without pages.

use super::outline::Outline;
use super::style::Style;
use super::{WebPage, docx, html, markdown, text};
use crate::present::Document;

/// An output format without pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Form {
    /// Plain text wrapped at 72 columns, for pasting into forms.
    Text,
    /// CommonMark (<https://spec.commonmark.org>).
    Markdown,
    /// A single HTML file with microformats (<https://microformats.org/wiki/h-resume>).
    Html,
    /// Office Open XML for Word (ECMA-376).
    Docx,
}

/// Writes a résumé in a format; `style` is how it looks in those that have a look. The same document gives the same
/// bytes.
pub fn write(document: &Document, style: &Style, form: Form) -> Vec<u8> {
    written(&Outline::of_resume(document), style, form)
}

/// Writes the cover letter of a résumé in a format; `None` if there is none.
pub fn write_letter(document: &Document, style: &Style, form: Form) -> Option<Vec<u8>> {
    let style = Style { portrait: None, ..style.clone() };
    Some(written(&Outline::of_letter(document)?, &style, form))
}

/// Writes a résumé as a web page with other files beside it.
pub fn write_page(document: &Document, style: &Style, page: &WebPage) -> Vec<u8> {
    html::write(&Outline::of_resume(document), style, Some(page)).into_bytes()
}

fn written(outline: &Outline, style: &Style, form: Form) -> Vec<u8> {
    match form {
        Form::Text => text::write(outline).into_bytes(),
        Form::Markdown => markdown::write(outline).into_bytes(),
        Form::Html => html::write(outline, style, None).into_bytes(),
        Form::Docx => docx::write(outline, style),
    }
}
