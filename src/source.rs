//! A file's name and text, and locations within it.
//!
//! The only module that counts lines and columns. Every other module keeps byte ranges,
//! which survive slicing and do not need the text.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// A text file held in memory, cheap to clone.
#[derive(Clone)]
pub struct Source(Arc<File>);

struct File {
    id: SourceId,
    name: String,
    text: String,
}

/// Identifies an open source; the default is that of none. Never printed, so the value is arbitrary.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A byte range in one source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file that contains the range.
    pub source: SourceId,
    /// Offset of the first byte.
    pub start: usize,
    /// Offset past the last byte.
    pub end: usize,
}

/// A 1-based line and column. Columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// A value with its location in the source.
///
/// Comparison ignores the location, which is used only in messages.
#[derive(Debug, Clone)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its location.
    pub span: Span,
}

/// Where a value was read. All origins compare equal, so that equal texts are equal wherever
/// they were read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Origin {
    span: Option<Span>,
    at: usize,
}

impl Origin {
    /// The origin of a value with the given location.
    pub fn new(span: Span) -> Origin {
        Origin { span: Some(span), at: 0 }
    }

    /// A part of the same value, starting at a byte offset in its text as read.
    pub fn part(self, at: usize) -> Origin {
        Origin { at, ..self }
    }

    /// The location of the whole value; `None` if it was constructed rather than read.
    pub fn span(self) -> Option<Span> {
        self.span
    }

    /// Byte offset of the part in the value's text as read.
    pub fn offset(self) -> usize {
        self.at
    }
}

impl PartialEq for Origin {
    fn eq(&self, _: &Origin) -> bool {
        true
    }
}

impl Eq for Origin {}

impl PartialOrd for Origin {
    fn partial_cmp(&self, other: &Origin) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Origin {
    fn cmp(&self, _: &Origin) -> std::cmp::Ordering {
        std::cmp::Ordering::Equal
    }
}

impl std::hash::Hash for Origin {
    fn hash<H: std::hash::Hasher>(&self, _: &mut H) {}
}

impl Source {
    /// Creates a source; messages refer to it by `name`.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let id = SourceId(NEXT.fetch_add(1, Ordering::Relaxed));
        Source(Arc::new(File { id, name: name.into(), text: text.into() }))
    }

    /// Identifies this source in a [`Span`].
    pub fn id(&self) -> SourceId {
        self.0.id
    }

    /// The name shown in messages, usually the path as the user typed it.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Whether it is JSON: by the ending of its name or, if that says nothing, by its first characters.
    pub fn is_json(&self) -> bool {
        let ending = self.name().rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
        match ending.as_deref() {
            Some("json" | "jsonc" | "json5") => true,
            Some("yaml" | "yml") => false,
            _ => {
                let text = self.text().trim_start_matches('\u{feff}').trim_start();
                text.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '/']))
            }
        }
    }

    /// Converts a byte range of this text to a span.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span { source: self.id(), start: range.start, end: range.end }
    }

    /// Converts a byte offset to a position; offsets past the end are clamped.
    pub fn position(&self, offset: usize) -> Position {
        let before = &self.text()[..self.text().floor_char_boundary(offset)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position { line: 1 + before.matches('\n').count(), column: 1 + before[line_start..].chars().count() }
    }
}

/// Whether a character may occur in text: not a control character (other than whitespace),
/// a Unicode noncharacter or a byte order mark. Fonts cannot draw these, and terminals may
/// interpret control characters.
pub fn is_text(letter: char) -> bool {
    let control = letter.is_control() && !letter.is_whitespace();
    let none = u32::from(letter) & 0xfffe == 0xfffe || matches!(letter, '\u{fdd0}'..='\u{fdef}' | '\u{feff}');
    !control && !none
}

impl Span {
    /// The byte range, without the file.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The smallest span that contains this one and another of the same file.
    pub fn joined(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end), ..self }
    }
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Spanned<T> {}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_tuple("Source").field(&self.name()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_known_by_its_name_or_its_first_characters() {
        let is_json = |name: &str, text: &str| Source::new(name, text).is_json();
        assert!(is_json("cv.JSON", "a: 1") && is_json("<stdin>", " {\n\"a\": 1}"));
        assert!(!is_json("cv.yaml", "{\"a\": 1}") && !is_json("<stdin>", "{a: 1}"));
    }

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let source = Source::new("a.yaml", "é: 1\n陈小明: x\n");
        assert_eq!(source.position(0), Position { line: 1, column: 1 });
        assert_eq!(source.position("é: 1\n陈小明: ".len()), Position { line: 2, column: 6 });
        assert_eq!(source.position(9999), Position { line: 3, column: 1 });
    }
}
