//! A text with incremental changes, and the positions that an editor uses.

use std::ops::Range;

use lsp_types::{Position, PositionEncodingKind, Range as EditorRange};

/// The unit in which an editor counts columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, the protocol's default.
    Utf16,
}

impl Encoding {
    /// Its name in the protocol.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    fn length(self, letter: char) -> usize {
        match self {
            Encoding::Utf8 => letter.len_utf8(),
            Encoding::Utf16 => letter.len_utf16(),
        }
    }
}

/// A text.
pub struct Text {
    text: String,
    encoding: Encoding,
}

impl Text {
    /// A newly opened text.
    pub fn new(text: String, encoding: Encoding) -> Text {
        Text { text, encoding }
    }

    /// Another text, whose columns are counted alike.
    pub fn like(&self, text: &str) -> Text {
        Text::new(text.to_owned(), self.encoding)
    }

    /// All of it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Replaces a range, or the whole text.
    pub fn change(&mut self, range: Option<EditorRange>, text: &str) {
        match range {
            None => self.text = text.to_owned(),
            Some(range) => {
                let (start, end) = (self.offset(range.start), self.offset(range.end));
                self.text.replace_range(start..end.max(start), text);
            }
        }
    }

    /// The byte offset of a position; the end of the line or text if it is beyond that.
    pub fn offset(&self, place: Position) -> usize {
        let mut start = 0;
        for _ in 0..place.line {
            match self.text[start..].find('\n') {
                Some(end) => start += end + 1,
                None => return self.text.len(),
            }
        }
        let mut left = place.character as usize;
        for (at, letter) in self.text[start..].char_indices() {
            if left == 0 || letter == '\n' {
                return start + at;
            }
            left = left.saturating_sub(self.encoding.length(letter));
        }
        self.text.len()
    }

    /// The editor's range of a byte range.
    pub fn range(&self, bytes: Range<usize>) -> EditorRange {
        EditorRange { start: self.position(bytes.start), end: self.position(bytes.end) }
    }

    fn position(&self, offset: usize) -> Position {
        let before = &self.text[..offset.min(self.text.len())];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.matches('\n').count() as u32;
        Position { line, character: before[start..].chars().map(|letter| self.encoding.length(letter) as u32).sum() }
    }
}
