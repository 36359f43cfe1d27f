//! Characters that Typst draws in several pieces: it makes one text of the glyphs at each height. A mark that its
//! font places higher or lower would part from its letter, and programs would read both twice, because each piece
//! has the text of the whole character.

use typst::layout::{Em, Point};
use typst::text::{Glyph, TextItem};

/// Positions that differ by less, in points, are the same.
pub const TOLERANCE: f64 = 0.01;

/// Heights that differ by less, in sizes of the font, look the same, and become the same: PDFium reads a character
/// twice if a piece at another height overlaps the next character.
const LEVEL: f64 = 0.02;

/// Two texts as one, if the first ends and the second begins with pieces of one character. `start` and `at` are
/// their positions.
pub fn joined(start: Point, last: &TextItem, at: Point, text: &TextItem) -> Option<TextItem> {
    let (end, begin) = (last.glyphs.last()?, text.glyphs.first()?);
    let (left, right) = (&last.text, &text.text);
    let shared = &left[end.range()];
    if end.span != begin.span || *shared != right[begin.range()] || !continues(start, last, at, text) {
        return None;
    }
    let forwards = end.range().end == left.len() && begin.range.start == 0;
    let backwards = end.range.start == 0 && begin.range().end == right.len();
    // The glyphs are in the order of the page. From right to left, the second text is read first.
    let (read, moved, added) = if forwards {
        (format!("{left}{}", &right[shared.len()..]), 0, left.len() - shared.len())
    } else if backwards {
        (format!("{right}{}", &left[shared.len()..]), right.len() - shared.len(), 0)
    } else {
        return None;
    };
    u16::try_from(read.len()).ok()?;
    let shifted = |glyph: &Glyph, by: usize| {
        let by = by as u16;
        Glyph { range: glyph.range.start + by..glyph.range.end + by, ..glyph.clone() }
    };
    let raised = Em::from_abs(start.y - at.y, text.size);
    let raised = if raised.get().abs() < LEVEL { Em::zero() } else { raised };
    let raise = |glyph: Glyph| Glyph { y_offset: glyph.y_offset + raised, ..glyph };
    let first = last.glyphs.iter().map(|glyph| shifted(glyph, moved));
    let second = text.glyphs.iter().map(|glyph| raise(shifted(glyph, added)));
    Some(TextItem { glyphs: first.chain(second).collect(), text: read.into(), ..last.clone() })
}

/// Whether a text begins where another ends, at any height, in the same style.
pub fn continues(start: Point, last: &TextItem, at: Point, text: &TextItem) -> bool {
    (start.x + last.width() - at.x).to_pt().abs() < TOLERANCE
        && (start.y - at.y).abs() < text.size
        && last.font == text.font
        && last.size == text.size
        && last.fill == text.fill
        && last.stroke == text.stroke
        && last.lang == text.lang
        && last.region == text.region
        && last.text.len() + text.text.len() <= usize::from(u16::MAX)
}
