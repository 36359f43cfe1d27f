//! Text from right to left in the order in which it is read.
//!
//! Typst makes one text of the glyphs in each font, and draws those of a run from right to left as they stand on the
//! line, from left to right. Where words are in one font and spaces in another, as for Hebrew in a theme without
//! Hebrew letters, programs that follow the drawing order would read the words of each line backwards.

use typst::layout::{Dir, FrameItem, Point};
use typst::text::TextItem;
use unicode_script::UnicodeScript;

use super::clusters::TOLERANCE;
use super::scripts::runs_from_right;

/// How the letters of a text run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Run {
    FromRight,
    FromLeft,
    /// Signs and spaces, which run as the text around them.
    Neutral,
}

impl Run {
    fn of(text: &TextItem) -> Run {
        let letters = || text.text.chars().filter(|letter| letter.is_alphanumeric());
        match letters().any(|letter| !letter.is_ascii() && runs_from_right(letter.script())) {
            true => Run::FromRight,
            false if letters().next().is_some() => Run::FromLeft,
            false => Run::Neutral,
        }
    }
}

/// Puts the texts of each run from right to left in the order in which they are read. Their places stay.
pub fn in_reading_order(items: &mut [(Point, FrameItem)]) {
    let texts: Vec<usize> = (0..items.len()).filter(|index| matches!(items[*index].1, FrameItem::Text(_))).collect();
    let mut from = 0;
    while from < texts.len() {
        let joined = |pair: &[usize]| pair[1] - pair[0] == 1 || between_are_shapes(items, pair[0], pair[1]);
        let mut to = from + 1;
        while to < texts.len() && joined(&texts[to - 1..=to]) && goes_on(&items[texts[to - 1]], &items[texts[to]]) {
            to += 1;
        }
        for run in runs_from_right_in(items, &texts[from..to]) {
            reverse(items, run);
        }
        from = to;
    }
}

/// Whether there is nothing but lines between two items, such as those under words.
fn between_are_shapes(items: &[(Point, FrameItem)], one: usize, other: usize) -> bool {
    items[one + 1..other].iter().all(|(_, item)| matches!(item, FrameItem::Shape(..)))
}

/// Whether a text begins on the line where the one before it ends, to the right of it. Of a run from right to left,
/// only the parts that Typst made of it are in that order: what is read next is to the left.
fn goes_on((start, last): &(Point, FrameItem), (at, next): &(Point, FrameItem)) -> bool {
    let (FrameItem::Text(last), FrameItem::Text(next)) = (last, next) else { return false };
    let gap = start.x + last.width() - at.x;
    gap.to_pt().abs() < TOLERANCE && (start.y - at.y).abs() < next.size && last.lang == next.lang
}

/// The parts of some texts, side by side, that are in a run from right to left.
fn runs_from_right_in<'a>(items: &[(Point, FrameItem)], texts: &'a [usize]) -> Vec<&'a [usize]> {
    let text = |index: usize| match &items[texts[index]].1 {
        FrameItem::Text(text) => text,
        _ => unreachable!("the indices are those of texts"),
    };
    let runs: Vec<Run> = (0..texts.len()).map(|index| Run::of(text(index))).collect();
    // Signs at the ends of a run are part of it if the whole line runs like it.
    let is_line = |index: usize| text(index).lang.dir() == Dir::RTL;
    let (mut found, mut from) = (Vec::new(), 0);
    for part in runs.split_inclusive(|run| *run == Run::FromLeft) {
        let length = part.len() - usize::from(part.last() == Some(&Run::FromLeft));
        let (mut start, mut end) = (from, from + length);
        from += part.len();
        while start < end && runs[start] == Run::Neutral && !is_line(start) {
            start += 1;
        }
        while end > start && runs[end - 1] == Run::Neutral && !is_line(end - 1) {
            end -= 1;
        }
        if runs[start..end].contains(&Run::FromRight) {
            found.push(&texts[start..end]);
        }
    }
    found
}

/// Reverses the order of some items.
fn reverse(items: &mut [(Point, FrameItem)], indices: &[usize]) {
    for (one, other) in indices.iter().zip(indices.iter().rev()).take(indices.len() / 2) {
        items.swap(*one, *other);
    }
}
