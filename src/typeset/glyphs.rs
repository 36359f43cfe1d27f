//! The last look at the glyphs before a file is written: characters that were set as empty
//! boxes after all, and marks that a font sets on a dotted circle because they were parted from
//! their letter. Usually a theme did it, and the text layer is right all the same.

use std::collections::BTreeSet;

use typst::text::TextItem;
use typst_layout::PagedDocument;

use super::{runs, scripts};
use crate::diagnostic::Diagnostics;
use crate::resume::Resume;

/// What a font draws where a mark has no letter to stand on (Unicode, DOTTED CIRCLE).
const DOTTED_CIRCLE: char = '\u{25cc}';

/// Notes the characters that no glyph was found for, and those that stand on a dotted circle,
/// each with where it was written.
pub fn check(pages: &PagedDocument, resume: &Resume, notes: &mut Diagnostics) {
    let (mut missing, mut parted) = (BTreeSet::new(), BTreeSet::new());
    runs::visit(pages, &mut |_, _, _, item| {
        for glyph in item.glyphs.iter().filter(|glyph| glyph.id == 0) {
            missing.extend(item.text[glyph.range()].chars());
        }
        on_dotted_circles(item, &mut parted);
    });
    if !missing.is_empty() {
        notes.push(scripts::undrawable(&missing, resume));
    }
    if !parted.is_empty() {
        notes.push(scripts::parted(&parted, resume));
    }
}

/// Collects the characters that are drawn with a dotted circle which the text does not have.
fn on_dotted_circles(item: &TextItem, found: &mut BTreeSet<char>) {
    // Only scripts with marks have them, and looking a glyph up takes time.
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
