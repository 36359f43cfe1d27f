//! Characters that were set as empty boxes after all: the last look before a PDF is
//! written. Usually a theme chose a font for some text that lacks them.

use std::collections::BTreeSet;

use typst_layout::PagedDocument;

use super::{runs, scripts};
use crate::diagnostic::Diagnostics;
use crate::resume::Resume;

/// Notes the characters that no glyph was found for, and where they were written.
pub fn check(pages: &PagedDocument, resume: &Resume, notes: &mut Diagnostics) {
    let mut missing = BTreeSet::new();
    runs::visit(pages, &mut |_, _, _, item| {
        for glyph in item.glyphs.iter().filter(|glyph| glyph.id == 0) {
            missing.extend(item.text[glyph.range()].chars());
        }
    });
    if !missing.is_empty() {
        notes.push(scripts::undrawable(&missing, resume));
    }
}
