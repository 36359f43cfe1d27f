//! Where values stand in a text: their lines, dashes and indentation.

use std::ops::Range;

use super::error::EditError;
use super::operation::{Path, Step};
use crate::diagnostic::Diagnostics;
use crate::source::Source;
use crate::yaml::{self, Duplicates, Entry, Node, Value};

/// A replacement of a byte range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub range: Range<usize>,
    pub text: String,
}

/// A text and its values.
pub struct Document<'a> {
    pub source: &'a Source,
    pub root: Node,
}

impl<'a> Document<'a> {
    pub fn read(source: &'a Source) -> Result<Document<'a>, EditError> {
        let mut diagnostics = Diagnostics::new();
        yaml::parse_with(source, Duplicates::Error, &mut diagnostics).map(|root| Document { source, root }).map_err(
            |_| {
                let first = diagnostics.sorted().first().map(|note| (note.message.clone(), note.span()));
                let (message, span) = first.unwrap_or_else(|| ("not valid YAML".into(), None));
                EditError::Unreadable { message, offset: span.map(|span| span.start) }
            },
        )
    }

    pub fn text(&self) -> &str {
        self.source.text()
    }

    /// The value at a path, unless it was merged into its mapping from elsewhere.
    pub fn find(&self, path: &Path) -> Option<&Node> {
        path.steps().iter().try_fold(&self.root, |node, step| match (step, &node.value) {
            (Step::Key(key), Value::Mapping(_)) => self.entry(node, key).map(|entry| &entry.value),
            (Step::Item(index), Value::Sequence(items)) => items.get(*index),
            _ => None,
        })
    }

    /// The entries that are written in a mapping itself.
    pub fn entries<'n>(&self, mapping: &'n Node) -> impl Iterator<Item = &'n Entry> {
        let span = mapping.span;
        mapping
            .entries()
            .iter()
            .filter(move |entry| span.start <= entry.key.span.start && entry.key.span.end <= span.end)
    }

    /// The entry of a key.
    pub fn entry<'n>(&self, mapping: &'n Node, key: &str) -> Option<&'n Entry> {
        self.entries(mapping).find(|entry| entry.key.name == key)
    }

    /// Whether a list or mapping is written in brackets or braces.
    pub fn is_flow(&self, node: &Node) -> bool {
        self.text()[node.span.start..].starts_with(['[', '{'])
    }

    /// Whether the value at a path is inside brackets or braces.
    pub fn is_in_flow(&self, path: &Path) -> bool {
        self.source.is_json()
            || (0..path.steps().len())
                .any(|depth| self.find(&path.split(depth).0).is_some_and(|node| self.is_flow(node)))
    }

    /// The start of the line of an offset.
    pub fn line_start(&self, at: usize) -> usize {
        self.text()[..at].rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// The end of the line of an offset, before its line break.
    pub fn line_end(&self, at: usize) -> usize {
        let end = self.text()[at..].find('\n').map_or(self.text().len(), |length| at + length);
        if self.text()[at..end].ends_with('\r') { end - 1 } else { end }
    }

    /// The start of the next line; the end of the text if there is none.
    pub fn next_line(&self, at: usize) -> usize {
        self.text()[at..].find('\n').map_or(self.text().len(), |length| at + length + 1)
    }

    /// The column of an offset, in bytes.
    pub fn column(&self, at: usize) -> usize {
        at - self.line_start(at)
    }

    /// Whether only spaces are before an offset on its line.
    pub fn is_first(&self, at: usize) -> bool {
        self.text()[self.line_start(at)..at].chars().all(|letter| letter == ' ')
    }

    /// The line break of the text.
    pub fn line_break(&self) -> &'static str {
        if self.text().contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// Removes the lines from one offset to another, and the blank line that would be left over.
    pub fn without_lines(&self, start: usize, end: usize) -> Change {
        let text = self.text();
        let (mut start, mut end) = (self.line_start(start), self.next_line(end));
        let is_blank = |range: Range<usize>| text[range].trim().is_empty();
        let is_last = end == text.len();
        let blank_after = is_last || is_blank(end..self.next_line(end));
        match start.checked_sub(1).map(|last| self.line_start(last)..start) {
            Some(before) if is_blank(before.clone()) && blank_after => start = before.start,
            None if !is_last && blank_after => end = self.next_line(end),
            _ => {}
        }
        // Without a line break at the end of the text, the one before goes.
        if is_last && !text.ends_with('\n') && start > 0 {
            start -= if text[..start].ends_with("\r\n") { 2 } else { 1 };
        }
        Change { range: start..end, text: String::new() }
    }

    /// The end of an entry: of its value or, without one, of the colon.
    pub fn end_of(&self, entry: &Entry) -> usize {
        let colon = self.after_colon(entry);
        let span = entry.value.span;
        if span.start >= colon && !span.range().is_empty() && !is_written_nothing(&entry.value, self.text()) {
            span.end.max(colon)
        } else {
            colon
        }
    }

    /// The offset after the colon of a key.
    pub fn after_colon(&self, entry: &Entry) -> usize {
        let end = entry.key.span.end;
        self.text()[end..].find(':').map_or(end, |length| end + length + 1)
    }

    /// Whether there is a comment in a range; a `#` inside a key or a text is none.
    pub fn has_comment(&self, range: Range<usize>) -> bool {
        fn texts(node: &Node, found: &mut Vec<Range<usize>>) {
            match &node.value {
                Value::Scalar { .. } => found.push(node.span.range()),
                Value::Sequence(items) => items.iter().for_each(|item| texts(item, found)),
                Value::Mapping(entries) => entries.iter().for_each(|entry| {
                    found.push(entry.key.span.range());
                    texts(&entry.value, found);
                }),
            }
        }
        let mut all = Vec::new();
        texts(&self.root, &mut all);
        all.retain(|text| range.start <= text.start && text.end <= range.end && !text.is_empty());
        all.sort_by_key(|text| text.start);
        let (mut outside, mut at) = (String::new(), range.start);
        for text in all.iter().filter(|text| self.text().get((*text).clone()).is_some()) {
            if text.start >= at {
                outside += &self.text()[at..text.start];
                outside.push('x');
                at = text.end;
            }
        }
        outside += &self.text()[at.min(range.end)..range.end];
        outside.starts_with('#') || [" #", "\t#", "\n#"].iter().any(|comment| outside.contains(comment))
    }

    /// The offset of the dash of each item of a block list, and its end; `None` if it is written in an
    /// uncommon way.
    pub fn dashes(&self, list: &Node) -> Option<Vec<Range<usize>>> {
        let Value::Sequence(items) = &list.value else { return None };
        let text = self.text();
        let column = self.column(list.span.start);
        let mut found: Vec<Range<usize>> = Vec::new();
        for item in items {
            let dash = match found.last() {
                None => list.span.start,
                Some(before) => self.next_dash(before.end, column)?,
            };
            if !text[dash..].starts_with('-') {
                return None;
            }
            let span = item.span;
            let is_here = span.start > dash && !is_written_nothing(item, text);
            found.push(dash..if is_here { span.end } else { dash + 1 });
        }
        Some(found)
    }

    /// The next dash in a column on a line after an offset.
    fn next_dash(&self, after: usize, column: usize) -> Option<usize> {
        let mut line = self.next_line(after);
        while line < self.text().len() {
            let at = line + column;
            let blank = self.text().get(line..at).is_some_and(|before| before.bytes().all(|byte| byte == b' '));
            let rest = self.text().get(at..).unwrap_or_default();
            if blank
                && rest.strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n', '\r']))
            {
                return Some(at);
            }
            line = self.next_line(line);
        }
        None
    }
}

/// Whether a value is absent without anything being written, so that its location means nothing.
fn is_written_nothing(node: &Node, text: &str) -> bool {
    node.is_absent() && text.get(node.span.range()).is_none_or(|written| written.trim().is_empty())
}
