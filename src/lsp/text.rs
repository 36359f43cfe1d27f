//! A text that changes piece by piece, with places as an editor counts them.

use std::ops::Range;

use lsp_types::{Position, PositionEncodingKind, Range as EditorRange};

/// How an editor counts within a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// In bytes.
    Utf8,
    /// In halves of a character's UTF-16 form, as the protocol has it of old.
    Utf16,
}

impl Encoding {
    /// As the protocol calls it.
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
    /// A text as it was opened.
    pub fn new(text: String, encoding: Encoding) -> Text {
        Text { text, encoding }
    }

    /// All of it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Changes a piece, or all of it.
    pub fn change(&mut self, range: Option<EditorRange>, text: &str) {
        match range {
            None => self.text = text.to_owned(),
            Some(range) => {
                let (start, end) = (self.offset(range.start), self.offset(range.end));
                self.text.replace_range(start..end.max(start), text);
            }
        }
    }

    /// The byte at a place; the end of the line or text if there is none.
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

    /// The place of some bytes.
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
