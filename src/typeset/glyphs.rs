//! Final check of the glyphs before a file is written: characters rendered as empty boxes, and marks
//! rendered on a dotted circle because they were separated from their base letter. Usually a theme is
//! the cause, and the text layer is still correct.

use std::collections::BTreeSet;

use typst::text::TextItem;
use typst_layout::PagedDocument;

use super::{runs, scripts};
use crate::diagnostic::Diagnostics;
use crate::resume::Resume;

/// The glyph that fonts draw below a mark without a base letter (Unicode, DOTTED CIRCLE).
const DOTTED_CIRCLE: char = '\u{25cc}';

/// Reports characters without a glyph and marks on a dotted circle, with their locations.
pub fn check(pages: &PagedDocument, resume: &Resume, diagnostics: &mut Diagnostics) {
    let (mut missing, mut parted) = (BTreeSet::new(), BTreeSet::new());
    runs::visit(pages, &mut |_, _, _, item| {
        for glyph in item.glyphs.iter().filter(|glyph| glyph.id == 0) {
            missing.extend(item.text[glyph.range()].chars());
        }
        on_dotted_circles(item, &mut parted);
    });
    if !missing.is_empty() {
        diagnostics.push(scripts::undrawable(&missing, resume));
    }
    if !parted.is_empty() {
        diagnostics.push(scripts::parted(&parted, resume));
    }
}

/// Collects the characters drawn with a dotted circle that is not in the text.
fn on_dotted_circles(item: &TextItem, found: &mut BTreeSet<char>) {
    // Only scripts with marks are affected, and looking up a glyph takes time.
    if item.text.is_ascii() {
        return;
    }
    let Some(circle) = item.font.ttf().glyph_index(DOTTED_CIRCLE).filter(|glyph| glyph.0 != 0) else { return };
    for glyph in item.glyphs.iter().filter(|glyph| glyph.id == circle.0) {
        let text = &item.text[glyph.range()];
        if !text.contains(DOTTED_CIRCLE) {
            found.extend(text.chars());
        }
    }
}
