//! Text from right to left in the order in which it is read.
//!
//! Typst makes one text of the glyphs in each font, and draws those of a run from right to left as they stand on the
//! line, from left to right. Where words are in one font and spaces in another, as for Hebrew in a theme without
//! Hebrew letters, programs that follow the drawing order would read the words of each line backwards. Others, such as
//! pdf.js, see a space only between two words of one text.
//!
//! So the words of a run become one text, with their spaces and signs. It is drawn from left to right, as programs
//! expect that know the directions of letters. What cannot be part of it is a text of its own, in the order of reading:
//! words in other fonts, numbers, and the signs at the ends, which some programs take for the start of what is beside
//! them.

use std::ops::Range;

use typst::layout::{Dir, Em, FrameItem, Point};
use typst::text::{Glyph, TextItem};
use unicode_script::{Script, UnicodeScript};

use super::clusters::TOLERANCE;
use crate::locale::Direction;

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
        match letters().any(|letter| !letter.is_ascii() && Direction::of_script(letter.script()) == Direction::Rtl) {
            true => Run::FromRight,
            false if letters().next().is_some() => Run::FromLeft,
            false => Run::Neutral,
        }
    }
}

/// A space that was added to the end of a text (see [`joined`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedSpace {
    /// The index of the glyph that it belongs to.
    pub glyph: usize,
    /// The bytes of the space that the glyph is.
    pub bytes: Range<usize>,
}

/// The space that was added to a text, if it was.
pub fn added_space(item: &TextItem) -> Option<AddedSpace> {
    let end = Some(item.text.len()).filter(|_| item.text.ends_with(' '))?;
    let glyph = item.glyphs.iter().position(|glyph| glyph.range().end == end).filter(|index| *index > 0)?;
    let start = item.glyphs.get(glyph + 1)?.range().end;
    Some(AddedSpace { glyph, bytes: start..start + 1 })
}

/// Puts the texts of each run from right to left in the order in which they are read. Their glyphs stay in place.
pub fn in_reading_order(items: &mut Vec<(Point, FrameItem)>) {
    let texts: Vec<usize> = (0..items.len()).filter(|index| matches!(items[*index].1, FrameItem::Text(_))).collect();
    let (mut from, mut runs) = (0, Vec::new());
    while from < texts.len() {
        let joined = |pair: &[usize]| pair[1] - pair[0] == 1 || between_are_shapes(items, pair[0], pair[1]);
        let mut to = from + 1;
        while to < texts.len() && joined(&texts[to - 1..=to]) && goes_on(&items[texts[to - 1]], &items[texts[to]]) {
            to += 1;
        }
        runs.extend(runs_from_right_in(items, &texts[from..to]));
        from = to;
    }
    // From the end, because a run may have another number of texts afterwards.
    for run in runs.into_iter().rev() {
        let texts: Vec<(Point, &TextItem)> = run.iter().filter_map(|index| text_of(&items[*index])).collect();
        let ordered: Vec<_> = ordered(&texts).into_iter().map(|(at, text)| (at, FrameItem::Text(text))).collect();
        for index in run[1..].iter().rev() {
            items.remove(*index);
        }
        items.splice(run[0]..=run[0], ordered);
    }
}

fn text_of((at, item): &(Point, FrameItem)) -> Option<(Point, &TextItem)> {
    match item {
        FrameItem::Text(text) => Some((*at, text)),
        _ => None,
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
fn runs_from_right_in(items: &[(Point, FrameItem)], texts: &[usize]) -> Vec<Vec<usize>> {
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
            found.push(texts[start..end].to_vec());
        }
    }
    found
}

/// The texts of a run in the order in which they are read, with its words in as few texts as possible. Signs in another font take that of the
/// words.
fn ordered(run: &[(Point, &TextItem)]) -> Vec<(Point, TextItem)> {
    let pieces: Vec<Piece> = run.iter().flat_map(|(at, text)| pieces_of(*at, text)).collect();
    let is_word = |piece: &Piece| piece.kind == Kind::Word;
    // Signs at the ends stay by themselves.
    let inner = pieces.iter().position(is_word).zip(pieces.iter().rposition(is_word));
    let inner = inner.map_or(0..0, |(first, last)| first..last + 1);
    let word = pieces.get(inner.start).filter(|_| !inner.is_empty());
    let (mut texts, mut index) = (Vec::new(), 0);
    while index < pieces.len() {
        let piece = &pieces[index];
        let count = match inner.contains(&index) {
            true => count_joined(&pieces[index..inner.end]),
            false => 1,
        };
        let model = word.filter(|word| piece.kind == Kind::Sign && sign_in(piece, word).is_some());
        texts.push(joined(&pieces[index..index + count], model.unwrap_or(piece)));
        index += count;
    }
    texts.reverse();
    texts
}

/// Glyphs of a text that stand side by side.
struct Piece<'a> {
    at: Point,
    text: &'a TextItem,
    glyphs: Range<usize>,
    kind: Kind,
}

/// What a piece can be part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Letters from right to left, each with a glyph of its own.
    Word,
    /// A sign or a space.
    Sign,
    /// Anything else, which is a text by itself: in a PDF, letters of several glyphs are marked content, at which
    /// programs divide a text.
    Other,
}

impl Piece<'_> {
    fn glyphs(&self) -> &[Glyph] {
        &self.text.glyphs[self.glyphs.clone()]
    }

    /// The bytes of its text.
    fn bytes(&self) -> Range<usize> {
        let ranges = || self.glyphs().iter().map(Glyph::range);
        let start = ranges().map(|range| range.start).min().unwrap_or_default();
        start..ranges().map(|range| range.end).max().unwrap_or(start)
    }

    fn letters(&self) -> &str {
        &self.text.text[self.bytes()]
    }
}

/// The pieces of a text, from left to right: words, and each sign and space.
fn pieces_of(at: Point, text: &TextItem) -> Vec<Piece<'_>> {
    let from_right = text.glyphs.windows(2).all(|pair| pair[0].range.start >= pair[1].range.start);
    if !from_right {
        return vec![Piece { at, text, glyphs: 0..text.glyphs.len(), kind: Kind::Other }];
    }
    let is_sign = |glyph: &Glyph| {
        let is_common = |letter: char| letter.script() == Script::Common && !letter.is_alphanumeric();
        text.text[glyph.range()].chars().all(is_common)
    };
    let (mut pieces, mut x, mut start) = (Vec::new(), at.x, 0);
    for part in text.glyphs.chunk_by(|one, next| !is_sign(one) && !is_sign(next)) {
        let is_divided = part.windows(2).any(|pair| pair[0].range.start < pair[1].range.end);
        let kind = match is_sign(&part[0]) {
            true => Kind::Sign,
            false if is_divided => Kind::Other,
            false => Kind::Word,
        };
        pieces.push(Piece { at: Point::new(x, at.y), text, glyphs: start..start + part.len(), kind });
        x += part.iter().map(|glyph| glyph.x_advance).sum::<Em>().at(text.size);
        start += part.len();
    }
    pieces
}

/// How many pieces, from the first one on, can be one text, which begins and ends with a word.
fn count_joined(pieces: &[Piece]) -> usize {
    let first = &pieces[0];
    if first.kind != Kind::Word {
        return 1;
    }
    let (mut count, mut bytes) = (1, 0);
    for (index, piece) in pieces.iter().enumerate() {
        let (one, other) = (first.text, piece.text);
        bytes += piece.letters().len();
        let fits = one.size == other.size
            && one.fill == other.fill
            && one.stroke == other.stroke
            && one.lang == other.lang
            && (first.at.y - piece.at.y).to_pt().abs() < TOLERANCE
            && bytes < usize::from(u16::MAX);
        match piece.kind {
            Kind::Word if fits && one.font == other.font => count = index + 1,
            Kind::Sign if fits && sign_in(piece, first).is_some() => {}
            _ => break,
        }
    }
    count
}

/// Signs that look alike in all fonts, and from both directions.
const PLAIN_SIGNS: &str = " .,:;!?-–—|•·…/'’\"";

/// The glyph of a sign in the font of another piece, in the same place; `None` if it has none.
fn sign_in(sign: &Piece, word: &Piece) -> Option<Glyph> {
    let [glyph] = sign.glyphs() else { return None };
    if sign.text.font == word.text.font {
        return Some(glyph.clone());
    }
    let mut letters = sign.letters().chars();
    let letter = letters.next().filter(|letter| letters.next().is_none() && PLAIN_SIGNS.contains(*letter))?;
    let id = word.text.font.ttf().glyph_index(letter)?.0;
    let margin = glyph.x_advance - word.text.font.x_advance(id)?;
    Some(Glyph { id, x_offset: glyph.x_offset + margin / 2.0, ..glyph.clone() })
}

/// Pieces as one text, in the font of a word.
///
/// The space that is read last is taken from the end of the text, where it is written once more: glyphs in the
/// reverse order of their letters would be one marked content for each word in a PDF (`ReversedChars`).
fn joined(pieces: &[Piece], word: &Piece) -> (Point, TextItem) {
    let first = &pieces[0];
    let mut text = String::new();
    let mut starts = vec![0; pieces.len()];
    for (piece, start) in pieces.iter().zip(&mut starts).rev() {
        *start = text.len();
        text.push_str(piece.letters());
    }
    let mut last_space = pieces.iter().position(|piece| pieces.len() > 1 && piece.letters() == " ");
    let mut glyphs = Vec::new();
    for (index, (piece, start)) in pieces.iter().zip(starts).enumerate() {
        let bytes = piece.bytes();
        for glyph in piece.glyphs() {
            let moved = |byte: u16| (usize::from(byte) - bytes.start + start) as u16;
            let mut range = moved(glyph.range.start)..moved(glyph.range.end);
            if last_space.take_if(|space| *space == index).is_some() {
                range = text.len() as u16..text.len() as u16 + 1;
                text.push(' ');
            }
            let glyph = sign_in(piece, word).filter(|_| piece.kind == Kind::Sign).unwrap_or(glyph.clone());
            glyphs.push(Glyph { range, ..glyph });
        }
    }
    (first.at, TextItem { font: word.text.font.clone(), text: text.into(), glyphs, ..first.text.clone() })
}
