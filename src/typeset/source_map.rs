//! From a point on a page to the place in the résumé where what stands there is written: the
//! letters of the pages are compared with the fields of the document, which know their places.

mod align;
mod scalar;

use crate::present::Field;
use crate::resume::Resume;
use crate::source::{Source, Span};
use crate::yaml::{Node, Value};

use self::align::{Shown, align};
use super::runs::TextRun;

/// Where the texts of the pages are written.
pub struct SourceMap {
    runs: Vec<(TextRun, Vec<Option<Shown>>)>,
    fields: Vec<Field>,
    /// The file, if it can be read.
    root: Option<Node>,
    source: Source,
}

/// A value of the résumé, and a word in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLocation {
    /// The keys that lead to it, such as `work[0].highlights[1]`.
    pub path: String,
    /// Where it is written.
    pub span: Span,
    /// Where the word is written, if the value has it; else the same.
    pub word: Span,
}

/// So far from a text, in points, a point still means it.
const NEAR: f64 = 48.0;

impl SourceMap {
    /// Compares the pages' texts with the fields that they show.
    pub fn new(runs: Vec<TextRun>, resume: &Resume, fields: Vec<&Field>) -> SourceMap {
        let fields: Vec<Field> = fields.into_iter().cloned().collect();
        let texts: Vec<String> = fields.iter().map(Field::plain).collect();
        let matches = align(&runs, &texts);
        let source = resume.source().clone();
        SourceMap { runs: runs.into_iter().zip(matches).collect(), fields, root: resume.written(), source }
    }

    /// The place of what stands at a point, in points from the top left of a page; pages
    /// count from 1. Of nothing else than the résumé's text there is none.
    pub fn at(&self, page: usize, x: f64, y: f64) -> Option<SourceLocation> {
        let near = |(run, shown): &(TextRun, Vec<Option<Shown>>)| {
            let away = distance(run, x, y);
            if run.page != page || away > NEAR {
                return None;
            }
            let letter = letters(&run.text[..run.byte_at(x)]).len();
            let shows = shown.iter().enumerate().filter_map(|(index, shown)| Some((index, (*shown)?)));
            let (index, nearest) = shows.min_by_key(|(index, _)| index.abs_diff(letter))?;
            Some((away, nearest, index == letter))
        };
        let found = self.runs.iter().filter_map(near).min_by(|one, other| one.0.total_cmp(&other.0));
        let (_, Shown { text, letter }, itself) = found?;
        let location = self.place(&self.fields[text], letter)?;
        // What the language says beside a value, such as a label, means the whole of it.
        let word = if itself { location.word } else { location.span };
        Some(SourceLocation { word, ..location })
    }

    /// The value that a letter of a field comes from.
    fn place(&self, field: &Field, letter: usize) -> Option<SourceLocation> {
        let inner = field.at(byte_of(&field.plain(), letter));
        let root = self.root.as_ref()?;
        let read = [inner, field].into_iter().find_map(|field| field.origin.span());
        let Some(span) = read else { return generated(root, &inner.path) };
        // What the command line set or a file of references holds is not in this file.
        let path = path_of(root, span, String::new())?;
        Some(SourceLocation { path, span, word: self.word(inner, field, letter).unwrap_or(span) })
    }

    /// Where the word is written in which a letter of a field stands.
    fn word(&self, inner: &Field, field: &Field, letter: usize) -> Option<Span> {
        let span = inner.origin.span()?;
        let raw = self.source.text().get(span.range())?;
        let printed = inner.plain();
        // Letters of the fields before this one on the same line.
        let before = field.before(inner).map_or(0, |text| letters(&text).len());
        let letter = letter.checked_sub(before)?;
        let skip = self
            .value(span)
            .map_or(0, |value| scalar::count_printed(value.trim().get(..inner.origin.offset()).unwrap_or_default()));
        let range = scalar::word_at(raw, &printed, skip, folded_to_plain(&printed, letter))?;
        Some(Span { source: span.source, start: span.start + range.start, end: span.start + range.end })
    }

    /// The value at some place, as YAML reads it.
    fn value(&self, span: Span) -> Option<&str> {
        fn find(node: &Node, span: Span) -> Option<&str> {
            match &node.value {
                Value::Scalar { text, .. } => (node.span == span).then_some(text.as_str()),
                Value::Sequence(items) => items.iter().find_map(|item| find(item, span)),
                Value::Mapping(entries) => entries.iter().find_map(|entry| find(&entry.value, span)),
            }
        }
        find(self.root.as_ref()?, span)
    }

    /// The text that the places lie in.
    pub fn source(&self) -> &Source {
        &self.source
    }
}

/// The byte of a text at which one of its letters stands, of those that are compared.
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

/// Letters are compared in lower case, where `ß` is two: which letter of the text one of those is.
fn folded_to_plain(text: &str, letter: usize) -> usize {
    let mut folded = 0;
    let plain = text.chars().filter(|letter| letter.is_alphanumeric());
    for (index, character) in plain.enumerate() {
        folded += letters(character.encode_utf8(&mut [0; 4])).len();
        if folded > letter {
            return index;
        }
    }
    0
}

/// The keys that lead to the value at some place.
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

/// The place of what the language says for a key, such as the title of a section: the key itself.
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

/// How far a point is from a run; what is above or below counts more than what is beside.
fn distance(run: &TextRun, x: f64, y: f64) -> f64 {
    let outside = |low: f64, at: f64, high: f64| (low - at).max(at - high).max(0.0);
    outside(run.x, x, run.x + run.width) + 6.0 * outside(run.y - run.size, y, run.y + run.size * 0.35)
}

/// The letters and digits of a text, as far as they can be told apart in any spelling of
/// it: capitals and marks are a theme's business.
fn letters(text: &str) -> Vec<char> {
    let plain = text.chars().filter(|letter| letter.is_alphanumeric());
    plain.flat_map(|letter| if letter == 'ß' { vec!['s', 's'] } else { letter.to_lowercase().collect() }).collect()
}

/// Where a piece of text stands in another.
fn find(all: &[char], piece: &[char]) -> Option<usize> {
    if piece.is_empty() { None } else { all.windows(piece.len()).position(|window| window == piece) }
}
