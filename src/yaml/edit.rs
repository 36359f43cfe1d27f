//! How a value is replaced in a file, so that it reads as the value that was meant: in the quotes of the
//! old one, in the lines of a block scalar, as JSON in a JSON file.

use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// A text to replace, and the new text.
pub type Edit = (Span, String);

/// Replaces a scalar with another text, written as the old one is. `None` if it cannot be written that way.
pub fn scalar(source: &Source, span: Span, text: &str) -> Option<Edit> {
    let Some(old) = source.text().get(span.range()) else { return Some((span, self::text(source, text))) };
    if BlockHeader::find(source.text(), span.start).is_some() {
        let fits = !text.contains(['\n', '\r']) && !text.is_empty() && !text.starts_with([' ', '\t']);
        return fits.then(|| (span, text.to_owned()));
    }
    Some(match old.chars().next() {
        Some('"') => (span, double_quoted(text)),
        Some('\'') if !needs_escapes(text) => (span, quoted(text)),
        _ => (span, self::text(source, text)),
    })
}

/// Replaces a value of any kind with `written`, which is YAML on one line. `None` if a comment would be lost.
pub fn value(source: &Source, span: Span, written: &str) -> Option<Edit> {
    let text = source.text();
    // A value that was moved here from elsewhere is not in the text.
    let Some(old) = text.get(span.range()) else { return Some((span, written.to_owned())) };
    if let Some(BlockHeader { start, has_comment }) = BlockHeader::find(text, span.start) {
        return (!has_comment).then(|| (Span { start, ..span }, written.to_owned()));
    }
    let is_quoted = old.starts_with(['"', '\'']);
    if !is_quoted && [" #", "\t#", "\n#"].iter().any(|comment| old.contains(comment)) {
        return None;
    }
    if !old.starts_with('-') {
        return Some((span, written.to_owned()));
    }
    // A list may be indented less than any other value.
    let head = text[..span.start].trim_end();
    let own_line = text[head.len()..span.start].contains('\n');
    match (own_line, head.ends_with(':')) {
        (false, _) => Some((span, written.to_owned())),
        (true, true) => Some((Span { start: head.len(), ..span }, format!(" {written}"))),
        (true, false) => None,
    }
}

/// Says which word was probably meant for another, with a fix if it is in a file.
pub fn misspelt(note: Diagnostic, source: Option<&Source>, span: Span, written: &str, meant: &str) -> Diagnostic {
    match source.and_then(|source| scalar(source, span, meant)) {
        Some((span, text)) => note.misspelt(written, meant, span, text),
        None => note.help(format!("did you mean `{meant}`?")),
    }
}

/// A text as a value: plain if that reads as the same text, else in quotes.
pub fn text(source: &Source, text: &str) -> String {
    if source.is_json() { double_quoted(text) } else { quoted_if_needed(text) }
}

/// A list of texts on one line.
pub fn list(source: &Source, items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| self::text(source, item)).collect();
    format!("[{}]", items.join(", "))
}

/// A mapping of one key to a text, on one line.
pub fn mapping(source: &Source, key: &str, text: &str) -> String {
    let key = if source.is_json() { format!("\"{key}\"") } else { key.to_owned() };
    format!("{{{key}: {}}}", self::text(source, text))
}

/// Quotes a text of one line, or the text of several lines as it stands in a file. Apostrophes need not be doubled in
/// double quotes.
pub fn quoted(text: &str) -> String {
    if text.contains('\'') && !text.contains(['"', '\\']) {
        return format!("\"{text}\"");
    }
    format!("'{}'", text.replace('\'', "''"))
}

/// Quotes a text if it needs quotes, also inside braces or brackets.
pub fn quoted_if_needed(text: &str) -> String {
    let harmless = |letter: char| letter.is_alphanumeric() || " .-_/+()@:".contains(letter);
    let plain = text.starts_with(|first: char| first.is_alphanumeric())
        && text.chars().all(harmless)
        && !text.contains(": ")
        && !text.ends_with([':', ' '])
        && !matches!(text, "null" | "Null" | "NULL");
    match plain {
        true => text.into(),
        false if needs_escapes(text) => double_quoted(text),
        false => quoted(text),
    }
}

/// Whether a text has characters that cannot be seen, or that end a line, so that it must be written with escapes.
pub fn needs_escapes(text: &str) -> bool {
    text.contains(is_escaped)
}

fn is_escaped(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// A text in double quotes, as in JSON, whose escapes are also YAML's.
pub fn double_quoted(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    // JSON leaves some of them as they are.
    if !needs_escapes(&json) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len());
    for letter in json.chars() {
        if is_escaped(letter) {
            escaped += &format!("\\u{:04x}", u32::from(letter));
        } else {
            escaped.push(letter);
        }
    }
    escaped
}

/// The line with `|` or `>` above a block scalar.
struct BlockHeader {
    /// The offset of the indicator.
    start: usize,
    /// Whether a comment follows.
    has_comment: bool,
}

impl BlockHeader {
    /// The header of the block scalar whose text starts at an offset; `None` if the value there is not one.
    fn find(text: &str, at: usize) -> Option<BlockHeader> {
        let line = text[..at].rfind('\n')?;
        if !text[line..at].trim().is_empty() {
            return None;
        }
        let head = text[..line].trim_end();
        let begin = head.rfind('\n').map_or(0, |newline| newline + 1);
        let (header, has_comment) = match head[begin..].find(" #") {
            Some(comment) => (head[begin..begin + comment].trim_end(), true),
            None => (&head[begin..], false),
        };
        let indicator = header.rsplit([' ', '\t']).next()?;
        let is_indicator = indicator
            .strip_prefix(['|', '>'])
            .is_some_and(|rest| rest.len() <= 2 && rest.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'1'..=b'9')));
        let before = header[..header.len() - indicator.len()].trim_end();
        let property = before.rsplit(' ').next().is_some_and(|word| word.starts_with(['&', '!']));
        let is_value = before.ends_with([':', '-', '?']) || property;
        (is_indicator && is_value).then(|| BlockHeader { start: begin + header.len() - indicator.len(), has_comment })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Replaces `old` in a text.
    fn edited(name: &str, text: &str, old: &str, edit: impl Fn(&Source, Span) -> Option<Edit>) -> Option<String> {
        let source = Source::new(name, text);
        let at = text.find(old).unwrap();
        let (span, new) = edit(&source, source.span(at..at + old.len()))?;
        let mut text = text.to_owned();
        text.replace_range(span.range(), &new);
        Some(text)
    }

    fn set(text: &str, old: &str, new: &str) -> String {
        edited("a.yaml", text, old, |source, span| scalar(source, span, new)).unwrap()
    }

    #[test]
    fn a_text_is_written_as_the_one_it_replaces() {
        assert_eq!(set("a: x y # z\n", "x y", "it is"), "a: it is # z\n");
        assert_eq!(set("a: x\n", "x", "b: c"), "a: 'b: c'\n");
        assert_eq!(set("a: x\n", "x", "null"), "a: 'null'\n");
        assert_eq!(set("a: 'x'\n", "'x'", "it's"), "a: \"it's\"\n");
        assert_eq!(set("a: \"x\"\n", "\"x\"", "a \"b\" \\"), "a: \"a \\\"b\\\" \\\\\"\n");
        assert_eq!(set("a: |\n  x: y\n  z\nb: c\n", "x: y\n  z", "it's: # so"), "a: |\n  it's: # so\nb: c\n");
        assert_eq!(set("- >- # why\n\n  x\n", "x", "\"y\""), "- >- # why\n\n  \"y\"\n");
        assert_eq!(set("a: &b |2\n  x\n", "x", "y"), "a: &b |2\n  y\n");
        assert_eq!(set("a: b |\nc:\n  x\n", "x", "[y"), "a: b |\nc:\n  '[y'\n");
    }

    #[test]
    fn a_value_of_another_kind_replaces_the_header_of_a_block_as_well() {
        let list = |source: &Source, span| value(source, span, &list(source, &["a".into(), "b, c".into()]));
        assert_eq!(edited("a.yaml", "k: |\n  x\n", "x", list).unwrap(), "k: [a, 'b, c']\n");
        assert_eq!(edited("a.yaml", "k: | # why\n  x\n", "x", list), None);
        assert_eq!(edited("a.json", "{\"k\": \"x\"}", "\"x\"", list).unwrap(), "{\"k\": [\"a\", \"b, c\"]}");
        let text = |source: &Source, span| value(source, span, "x");
        assert_eq!(edited("a.yaml", "k:\n- x\nl: y\n", "- x", text).unwrap(), "k: x\nl: y\n");
        assert_eq!(edited("a.yaml", "k: [x, # why\n  y]\n", "[x, # why\n  y]", text), None);
        assert_eq!(edited("a.yaml", "k:\n  # why\n  - x\n", "- x", text), None);
    }
}
