//! Final check of the glyphs before a file is written: characters rendered as empty boxes, marks
//! rendered on a dotted circle because they were separated from their base letter, and small letters among
//! small capitals. Usually a theme is the cause, and the text layer is still correct.

use std::collections::BTreeSet;

use typst::layout::{Frame, FrameItem};
use typst::text::{Glyph, TextItem};

use super::{letterforms, scripts};
use crate::diagnostic::Diagnostics;
use crate::resume::Resume;

/// The glyph that fonts draw below a mark without a base letter (Unicode, DOTTED CIRCLE).
const DOTTED_CIRCLE: char = '\u{25cc}';

/// The characters that are not drawn well.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    /// Those without a glyph.
    missing: BTreeSet<char>,
    /// Marks on a dotted circle.
    parted: BTreeSet<char>,
    /// Small letters among small capitals.
    small: BTreeSet<char>,
}

impl Faults {
    /// Those in a frame.
    pub fn of(frame: &Frame) -> Faults {
        let mut faults = Faults::default();
        faults.find(frame);
        faults
    }

    fn find(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.find(&group.frame),
                FrameItem::Text(text) => {
                    for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
                        self.missing.extend(text.text[glyph.range()].chars());
                    }
                    on_dotted_circles(text, &mut self.parted);
                    among_small_capitals(text, &mut self.small);
                }
                FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
        }
    }

    /// Adds those of another frame.
    pub fn add(&mut self, other: &Faults) {
        self.missing.extend(&other.missing);
        self.parted.extend(&other.parted);
        self.small.extend(&other.small);
    }

    /// Reports them, with their locations.
    pub fn report(&self, resume: &Resume, diagnostics: &mut Diagnostics) {
        if !self.missing.is_empty() {
            diagnostics.push(scripts::undrawable(&self.missing, resume));
        }
        if !self.parted.is_empty() {
            diagnostics.push(scripts::parted(&self.parted, resume));
        }
        if !self.small.is_empty() {
            diagnostics.push(scripts::among_small_capitals(&self.small, resume));
        }
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

/// Collects the small letters in a text that is otherwise in small capitals.
fn among_small_capitals(item: &TextItem, found: &mut BTreeSet<char>) {
    let letter = |glyph: &Glyph| {
        let text = &item.text[glyph.range()];
        let mut letters = text.chars();
        letters.next().filter(|letter| letters.next().is_none() && letterforms::may_be_small_capital(*letter))
    };
    let small: Vec<(char, &Glyph)> = item.glyphs.iter().filter_map(|glyph| Some((letter(glyph)?, glyph))).collect();
    // Nearly all letters of usual text have their usual glyphs, and shaping takes time.
    let usual =
        |(letter, glyph): &(char, &Glyph)| item.font.ttf().glyph_index(*letter).is_some_and(|id| id.0 == glyph.id);
    if small.is_empty() || small.iter().filter(|it| usual(it)).nth(small.len() / 2).is_some() {
        return;
    }
    let capitals = |local| letterforms::small_capitals_of(item.font.rusty(), item.lang.as_str(), local, &item.text);
    let (local, plain) = (capitals(true), capitals(false));
    let is_capital = |glyph: &Glyph| {
        let ids = [&local, &plain].map(|capitals| capitals.get(&glyph.range().start));
        ids.into_iter().flatten().any(|ids| ids.contains(&u32::from(glyph.id)))
    };
    if small.iter().any(|(_, glyph)| is_capital(glyph)) {
        found.extend(small.iter().filter(|(_, glyph)| !is_capital(glyph)).map(|(letter, _)| *letter));
    }
}
