//! From a point on a page to the place in the résumé where what stands there is written: the
//! letters of the pages are compared with the fields of the document, which know their places.

mod aligned;

use crate::present::Field;
use crate::resume::Resume;
use crate::source::{Source, Span};
use crate::yaml::{Node, Value};

use self::aligned::{Match, align};
use super::runs::TextRun;

/// Where the texts of the pages are written.
pub struct Places {
    runs: Vec<(TextRun, Option<Match>)>,
    fields: Vec<Field>,
    /// The file, if it can be read.
    root: Option<Node>,
    source: Source,
}

/// A value of the résumé.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The keys that lead to it, such as `work[0].highlights[1]`.
    pub path: String,
    /// Where it is written.
    pub span: Span,
}

/// So far from a text, in points, a point still means it.
const NEAR: f64 = 48.0;

impl Places {
    /// Compares the pages' texts with the fields that they show.
    pub fn new(runs: Vec<TextRun>, resume: &Resume, fields: Vec<&Field>) -> Places {
        let fields: Vec<Field> = fields.into_iter().cloned().collect();
        let texts: Vec<String> = fields.iter().map(Field::plain).collect();
        let matches = align(&runs, &texts);
        let source = resume.source().clone();
        Places { runs: runs.into_iter().zip(matches).collect(), fields, root: resume.written(), source }
    }

    /// The place of what stands at a point, in points from the top left of a page; pages
    /// count from 1. Of nothing else than the résumé's text there is none.
    pub fn at(&self, page: usize, x: f64, y: f64) -> Option<Place> {
        let near = |(run, found): &(TextRun, Option<Match>)| {
            let found = (*found)?;
            let away = distance(run, x, y);
            (run.page == page && away <= NEAR).then_some((away, found, part(run, x)))
        };
        let found = self.runs.iter().filter_map(near).min_by(|one, other| one.0.total_cmp(&other.0));
        let (_, Match { text, start, end }, part) = found?;
        let letter = start + ((end - start) as f64 * part) as usize;
        self.place(&self.fields[text], letter.min(end.saturating_sub(1)))
    }

    /// The value that a letter of a field comes from.
    fn place(&self, field: &Field, letter: usize) -> Option<Place> {
        let inner = field.at(byte_of(&field.plain(), letter));
        let root = self.root.as_ref()?;
        let read = [inner, field].into_iter().find_map(|field| field.origin.span());
        let Some(span) = read else { return generated(root, &inner.path) };
        // What the command line set or a file of references holds is not in this file.
        let path = path_of(root, span, String::new())?;
        Some(Place { path, span })
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
fn generated(root: &Node, path: &str) -> Option<Place> {
    let mut node = root;
    let mut place = None;
    for key in path.split('.') {
        let (name, _) = key.split_once('[').unwrap_or((key, ""));
        let entry = node.entries().iter().find(|entry| entry.key.name == name)?;
        place = Some(Place { path: path.to_owned(), span: entry.key.span });
        node = &entry.value;
    }
    place
}

/// How far a point is from a run; what is above or below counts more than what is beside.
fn distance(run: &TextRun, x: f64, y: f64) -> f64 {
    let outside = |low: f64, at: f64, high: f64| (low - at).max(at - high).max(0.0);
    outside(run.x, x, run.x + run.width) + 6.0 * outside(run.y - run.size, y, run.y + run.size * 0.35)
}

/// How much of a run lies before a point, from 0 to 1.
fn part(run: &TextRun, x: f64) -> f64 {
    if run.width > 0.0 { ((x - run.x) / run.width).clamp(0.0, 1.0) } else { 0.0 }
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
