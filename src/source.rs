//! A file's name and text, and places within it.
//!
//! The one module that counts lines and columns: every other room keeps byte
//! ranges, which survive slicing and never need the text at hand.

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

/// Tells one open source from another; never printed, so its value is free.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A byte range in one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file the range lies in.
    pub source: SourceId,
    /// Offset of the first byte.
    pub start: usize,
    /// Offset past the last byte.
    pub end: usize,
}

/// A line and a column, both counted from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// A value that remembers where it was written.
///
/// Two of them are equal if their values are: the place is for messages only.
#[derive(Debug, Clone)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

/// Where a value was read. It plays no part when values are compared: two texts are equal
/// wherever they stand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Origin {
    span: Option<Span>,
    at: usize,
}

impl Origin {
    /// A value that stands at some place.
    pub fn new(span: Span) -> Origin {
        Origin { span: Some(span), at: 0 }
    }

    /// A part of the same value, which begins at a byte of its text as it was read.
    pub fn part(self, at: usize) -> Origin {
        Origin { at, ..self }
    }

    /// The place of the whole value; `None` if it was made, and not read.
    pub fn span(self) -> Option<Span> {
        self.span
    }

    /// Where the part begins, in bytes of the value's text as it was read.
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
    /// Takes a text under the name that messages show for it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
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

    /// Makes a span of a byte range of this text.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span { source: self.id(), start: range.start, end: range.end }
    }

    /// Where a byte offset lies; offsets past the end mean the end.
    pub fn position(&self, offset: usize) -> Position {
        let before = &self.text()[..self.text().floor_char_boundary(offset)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position { line: 1 + before.matches('\n').count(), column: 1 + before[line_start..].chars().count() }
    }
}

/// Whether a character can be part of a text. Control characters other than space are
/// orders to a terminal, and what Unicode calls no character is none; both come in by
/// accident, or with a bad purpose, and no font draws them.
pub fn is_text(letter: char) -> bool {
    let control = letter.is_control() && !letter.is_whitespace();
    let none = u32::from(letter) & 0xfffe == 0xfffe || matches!(letter, '\u{fdd0}'..='\u{fdef}' | '\u{feff}');
    !control && !none
}

impl Span {
    /// The range of bytes, without the file.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
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
    fn columns_count_characters_and_lines_count_from_one() {
        let source = Source::new("a.yaml", "é: 1\n陈小明: x\n");
        assert_eq!(source.position(0), Position { line: 1, column: 1 });
        assert_eq!(source.position("é: 1\n陈小明: ".len()), Position { line: 2, column: 6 });
        assert_eq!(source.position(9999), Position { line: 3, column: 1 });
    }
}
