//! Maps a point on a page to its location in the résumé: from the glyph to its piece of text, to the
//! field, to the location of the field.

use super::content::Leaf;
use super::runs::{Glyph, TextRun};
use super::values;
use crate::present::{Document, Field, word_span};
use crate::resume::Resume;
use crate::source::{Source, Span};
use crate::yaml::{Node, Value};

/// The source map of laid-out pages.
pub struct SourceMap {
    runs: Vec<TextRun>,
    /// The pieces of text on the pages, by number.
    pieces: Vec<Piece>,
    /// The parsed file, if it is valid.
    root: Option<Node>,
    source: Source,
}

/// A piece of a field's text.
struct Piece {
    field: Field,
    /// Its start in the field's text, in bytes.
    at: usize,
    text: String,
}

/// The location of a value in the résumé, and of a word in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLocation {
    /// The path of the value, such as `work[0].highlights[1]`.
    pub path: String,
    /// The span of the value.
    pub span: Span,
    /// The span of the word if the value contains it, otherwise that of the value.
    pub word: Span,
}

/// A rectangle on a page, in points from the top left; pages count from 1.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PageBox {
    /// The page.
    pub page: usize,
    /// Distance from the left edge.
    pub x: f64,
    /// Distance from the top edge.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// The maximum distance between a point and the text it refers to, in points.
const NEAR: f64 = 48.0;

impl SourceMap {
    /// The source map of a document's pages.
    pub fn new(runs: Vec<TextRun>, resume: &Resume, document: &Document) -> SourceMap {
        let piece = |Leaf { field, at, length }: Leaf| {
            let text = field.plain().get(at..at + length).unwrap_or_default().to_owned();
            Piece { field: field.clone(), at, text }
        };
        let pieces = values::leaves(document).into_iter().map(piece).collect();
        SourceMap { runs, pieces, root: resume.written(), source: resume.source().clone() }
    }

    /// The location of the text at a point, in points from the top left of a page; pages count from 1.
    /// `None` if the text there does not come from the résumé.
    pub fn at(&self, page: usize, x: f64, y: f64) -> Option<SourceLocation> {
        let near = |run: &TextRun| {
            let away = distance(run, x, y);
            if run.page != page || run.artifact || away > NEAR {
                return None;
            }
            Some((away, self.of_glyph(run, run.glyph_at(x))?))
        };
        let found = self.runs.iter().filter_map(near).min_by(|one, other| one.0.total_cmp(&other.0));
        let (_, (piece, letter, itself)) = found?;
        let byte = piece.at + byte_of(&piece.text, letter);
        let location = self.place(&piece.field, byte)?;
        // Text that a theme adds to a value, such as a separator, maps to the whole value.
        let word = if itself { location.word } else { location.span };
        Some(SourceLocation { word, ..location })
    }

    /// Where the values that overlap a byte range of the source are printed: a box for each run of text.
    pub fn boxes(&self, range: std::ops::Range<usize>) -> Vec<PageBox> {
        let is_within = |number: usize| {
            let span = self.pieces.get(number).and_then(|piece| piece.field.origin.span());
            span.is_some_and(|span| span.source == self.source.id() && span.start < range.end && range.start < span.end)
        };
        let of_run = |run: &TextRun| {
            let own = |glyph: &Glyph| glyph.leaf.is_some_and(|(number, _)| is_within(number));
            let heading = || run.heading_leaf.is_some_and(is_within) && run.glyphs.iter().all(|it| it.leaf.is_none());
            let (start, end) = match run.glyphs.iter().position(own) {
                Some(first) => {
                    let last = run.glyphs.iter().rposition(own).unwrap_or(first);
                    (run.glyphs[first].x, run.glyphs.get(last + 1).map_or(run.width, |next| next.x))
                }
                None if heading() => (0.0, run.width),
                None => return None,
            };
            let (x, y) = (run.x + start, run.y - run.size * 0.9);
            Some(PageBox { page: run.page, x, y, width: end - start, height: run.size * 1.2 })
        };
        self.runs.iter().filter(|run| !run.artifact).filter_map(of_run).collect()
    }

    /// The piece of text that a glyph belongs to, the index of its letter, and whether the match is the
    /// glyph itself rather than the nearest one that belongs to a piece.
    fn of_glyph(&self, run: &TextRun, index: usize) -> Option<(&Piece, usize, bool)> {
        let known = run.glyphs.iter().enumerate().filter_map(|(at, glyph)| Some((at, glyph, glyph.leaf?.0)));
        let Some((at, glyph, number)) = known.min_by_key(|(at, ..)| at.abs_diff(index)) else {
            return self.of_heading(run, index);
        };
        let piece = self.pieces.get(number)?;
        // All glyphs of the run from the same piece: a theme may have split it.
        let same = |glyph: &&Glyph| glyph.leaf.is_some_and(|(leaf, _)| leaf == number);
        let first = run.glyphs.iter().filter(same).min_by_key(|glyph| glyph.bytes.start)?;
        let end = run.glyphs.iter().filter(same).map(|glyph| glyph.bytes.end).max()?;
        let shown = letters(&run.text[first.bytes.start..end]);
        let before = letters(&run.text[first.bytes.start..glyph.bytes.start]).len();
        let all = letters(&piece.text);
        // If the piece was not split, the glyphs have their offsets in it.
        let (_, offset) = first.leaf?;
        let said = letters(piece.text.get(..offset).unwrap_or_default()).len();
        let start = match all.get(said..).is_some_and(|rest| rest.starts_with(&shown)) {
            true => said,
            false => find(&all, &shown).unwrap_or(0),
        };
        Some((piece, start + before, at == index))
    }

    /// Like [`Self::of_glyph`], for a heading that a theme converted to plain text: all of it comes from one
    /// piece.
    fn of_heading(&self, run: &TextRun, index: usize) -> Option<(&Piece, usize, bool)> {
        let piece = self.pieces.get(run.heading_leaf?)?;
        let start = find(&letters(&piece.text), &letters(&run.text))?;
        let before = run.glyphs.get(index).map_or(0, |glyph| letters(&run.text[..glyph.bytes.start]).len());
        Some((piece, start + before, true))
    }

    /// The location of the value that a byte of a field comes from.
    fn place(&self, field: &Field, byte: usize) -> Option<SourceLocation> {
        let root = self.root.as_ref()?;
        let Some(span) = field.origin.span() else { return generated(root, &field.path) };
        // Values set on the command line, or read from a bibliography or a file below, are not in this file.
        if span.source != self.source.id() {
            return None;
        }
        let path = path_of(root, span, String::new())?;
        Some(SourceLocation { path, span, word: word_span(field, byte, &self.source, root).unwrap_or(span) })
    }

    /// The source that the locations refer to.
    pub fn source(&self) -> &Source {
        &self.source
    }
}

/// The byte offset of the nth compared letter in a text.
fn byte_of(text: &str, letter: usize) -> usize {
    let mut count = 0;
    for (at, character) in text.char_indices() {
        count += letters(character.encode_utf8(&mut [0; 4])).len();
        if count > letter {
            return at;
        }
    }
    text.len().saturating_sub(1)
}

/// The path of the value at a span.
fn path_of(node: &Node, span: Span, path: String) -> Option<String> {
    if node.span == span && !path.is_empty() {
        return Some(path);
    }
    match &node.value {
        Value::Scalar { .. } => None,
        Value::Sequence(items) => {
            items.iter().enumerate().find_map(|(index, item)| path_of(item, span, format!("{path}[{index}]")))
        }
        Value::Mapping(entries) => entries.iter().find_map(|entry| {
            let name = &entry.key.name;
            let below = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            if entry.key.span == span { Some(below) } else { path_of(&entry.value, span, below) }
        }),
    }
}

/// The location of text that the language generates for a key, such as a section title: the key itself.
fn generated(root: &Node, path: &str) -> Option<SourceLocation> {
    let mut node = root;
    let mut place = None;
    for key in path.split('.') {
        let (name, _) = key.split_once('[').unwrap_or((key, ""));
        let entry = node.entries().iter().find(|entry| entry.key.name == name)?;
        let span = entry.key.span;
        place = Some(SourceLocation { path: path.to_owned(), span, word: span });
        node = &entry.value;
    }
    place
}

/// The distance of a point from a run; vertical distance counts more than horizontal.
fn distance(run: &TextRun, x: f64, y: f64) -> f64 {
    let outside = |low: f64, at: f64, high: f64| (low - at).max(at - high).max(0.0);
    outside(run.x, x, run.x + run.width) + 6.0 * outside(run.y - run.size, y, run.y + run.size * 0.35)
}

/// The letters and digits of a text, normalised for comparison: a theme may change case and punctuation.
fn letters(text: &str) -> Vec<char> {
    let plain = text.chars().filter(|letter| letter.is_alphanumeric());
    plain.flat_map(|letter| if letter == 'ß' { vec!['s', 's'] } else { letter.to_lowercase().collect() }).collect()
}

/// The position of a piece of text within another.
fn find(all: &[char], piece: &[char]) -> Option<usize> {
    if piece.is_empty() { None } else { all.windows(piece.len()).position(|window| window == piece) }
}
