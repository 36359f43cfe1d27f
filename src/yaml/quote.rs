//! Where a text begins and ends that YAML cannot read without quotes.

use granit_parser::{ErrorKind, Parser};

use super::{edit, folded};
use crate::diagnostic::Certainty;
use crate::source::{Source, Span};

/// A text to put in quotes.
pub struct Quote {
    /// Its location.
    pub span: Span,
    /// The text in quotes.
    pub text: String,
    /// Whether all of it is text.
    pub certainty: Certainty,
}

/// Finds the text that begins at an offset, and puts it in quotes. Its further lines are indented more than
/// `parent`, a column; `None` allows no further lines. A comment after it stays one.
///
/// Returns `None` if what is text is unclear, or if the file would still be wrong there.
pub fn quote_from(source: &Source, start: usize, parent: Option<usize>) -> Option<Quote> {
    let text = source.text();
    let (end, certainty) =
        if in_brackets(&text[..start]) { in_brackets_end(text, start)? } else { block_end(text, start, parent)? };
    let written = &text[start..end];
    if written.is_empty() || folded::lines_with_list(written).is_some() {
        return None;
    }
    let quoted = edit::quoted(written);
    let changed = [&text[..start], &quoted, &text[end..]].concat();
    let is_sound = first_error(&changed).is_none_or(|error| error > start + quoted.len());
    is_sound.then(|| Quote { span: source.span(start..end), text: quoted, certainty })
}

/// The offset of the first syntax error.
fn first_error(text: &str) -> Option<usize> {
    let error = Parser::new_from_str(text).find_map(Result::err)?;
    // An unknown alias is text that starts with an asterisk.
    Some(error.marker().byte_offset().unwrap_or(text.len()))
}

/// Whether a text without errors ends inside brackets or braces.
fn in_brackets(text: &str) -> bool {
    let error = Parser::new_from_str(text).find_map(Result::err);
    error.is_some_and(|error| {
        matches!(
            error.kind(),
            ErrorKind::UnclosedFlowCollection { .. }
                | ErrorKind::UnexpectedEofFlowMapping
                | ErrorKind::UnexpectedEofFlowSequence
                | ErrorKind::ExpectedFlowMappingSeparator
                | ErrorKind::ExpectedFlowSequenceSeparator
        )
    })
}

/// The end of a text inside brackets: at the next comma or bracket.
fn in_brackets_end(text: &str, start: usize) -> Option<(usize, Certainty)> {
    let rest = &text[start..];
    let length = rest.find([',', ']', '}', '[', '{', '\n', '"', '\''])?;
    let (written, next) = rest.split_at(length);
    let is_closed = next.starts_with([',', ']', '}']);
    (is_closed && !written.contains(" #") && !written.contains(": "))
        .then(|| (start + written.trim_end().len(), Certainty::Certain))
}

/// The end of a text outside of brackets: at a comment, or where the lines are indented less.
fn block_end(text: &str, start: usize, parent: Option<usize>) -> Option<(usize, Certainty)> {
    let line_end = |at: usize| text[at..].find('\n').map_or(text.len(), |length| at + length);
    let first = line_end(start);
    let (mut end, mut certainty) = text_end(text, start, first);
    let mut has_comment = end < start + text[start..first].trim_end().len();
    let mut next = first + 1;
    while next < text.len() {
        let last = line_end(next);
        let line = &text[next..last];
        let indent = line.len() - line.trim_start_matches(' ').len();
        if !line.trim().is_empty() {
            if parent.is_none_or(|parent| indent <= parent) {
                break;
            }
            let words = line.trim();
            let is_structure = words.starts_with("- ") || words.contains(": ") || words.ends_with(':');
            if has_comment || is_structure || words.starts_with('#') {
                return None;
            }
            let this = text_end(text, next + indent, last);
            (end, certainty) = (this.0, certainty.max(this.1));
            has_comment = end < next + line.trim_end().len();
        }
        next = last + 1;
    }
    Some((end, certainty))
}

/// The end of the text on a line: before a comment. Without a space after the `#`, it may be text.
fn text_end(text: &str, start: usize, line_end: usize) -> (usize, Certainty) {
    let line = text[start..line_end].trim_end();
    // A `#` inside quotes at the start is not a comment.
    let quoted = line.chars().next().filter(|mark| matches!(mark, '"' | '\''));
    let skipped = quoted.and_then(|mark| Some(line[1..].find(mark)? + 2)).unwrap_or(0);
    let comments = line[skipped..].match_indices('#').map(|(at, _)| skipped + at);
    let is_comment = |at: &usize| line[..*at].ends_with([' ', '\t']);
    let Some(at) = comments.into_iter().find(is_comment) else { return (start + line.len(), Certainty::Certain) };
    match line[at + 1..].starts_with(char::is_alphanumeric) {
        true => (start + line.len(), Certainty::Possible),
        false => (start + line[..at].trim_end().len(), Certainty::Certain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file with the text at `^` in quotes.
    fn quoted(marked: &str, parent: Option<usize>) -> Option<(String, Certainty)> {
        let start = marked.find('^').unwrap();
        let source = Source::new("a.yaml", marked.replace('^', ""));
        let Quote { span, text, certainty } = quote_from(&source, start, parent)?;
        let mut all = source.text().to_owned();
        all.replace_range(span.range(), &text);
        Some((all, certainty))
    }

    fn certain(marked: &str, parent: Option<usize>) -> String {
        let (text, certainty) = quoted(marked, parent).unwrap_or_else(|| panic!("{marked}"));
        assert_eq!(certainty, Certainty::Certain, "{marked}");
        text
    }

    #[test]
    fn a_comment_stays_outside_the_quotes() {
        assert_eq!(certain("a: ^b: c # d\n", Some(0)), "a: 'b: c' # d\n");
        assert_eq!(certain("a: ^\"b # c\" d   # e\n", Some(0)), "a: '\"b # c\" d'   # e\n");
        assert_eq!(quoted("a: ^b: C #1\n", Some(0)), Some(("a: 'b: C #1'\n".into(), Certainty::Possible)));
    }

    #[test]
    fn in_brackets_a_text_ends_at_a_comma() {
        assert_eq!(certain("a: [{b: ^@c d, e: f}]\n", Some(0)), "a: [{b: '@c d', e: f}]\n");
        assert_eq!(certain("a: [\n  ^@c ]\n", Some(1)), "a: [\n  '@c' ]\n");
        assert_eq!(quoted("a: {b: ^@c: d}\n", Some(0)), None);
    }

    #[test]
    fn further_lines_belong_to_the_text() {
        assert_eq!(certain("a: ^@b\n  it's\n\n  c\nd: e\n", Some(0)), "a: \"@b\n  it's\n\n  c\"\nd: e\n");
        assert_eq!(certain("- ^@b\r\n- c\r\n", Some(0)), "- '@b'\r\n- c\r\n");
        assert_eq!(certain("a: ^@b\n  c # d\ne: f\n", Some(0)), "a: '@b\n  c' # d\ne: f\n");
        assert_eq!(quoted("a: ^@b # c\n  d\n", Some(0)), None);
        assert_eq!(quoted("a: ^@b\n  c: d\n", Some(0)), None);
    }
}
