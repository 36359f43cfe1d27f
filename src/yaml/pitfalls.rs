//! Explains YAML errors in terms of what the user wrote rather than what the parser expected.

use granit_parser::{ErrorKind, ScanError};

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span, is_text};

/// Message for an unclosed bracket. The tree builder adds where it was opened.
pub const UNCLOSED: &str = "unclosed bracket";

/// Converts a parser error to a diagnostic.
pub fn explain(source: &Source, error: &ScanError) -> Diagnostic {
    let text = source.text();
    let at = text.floor_char_boundary(error.marker().byte_offset().unwrap_or(text.len()).min(text.len()));
    let line = Line::around(source, at);
    let here = source.span(at..at + text[at..].chars().next().map_or(0, char::len_utf8));
    match error.kind() {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => {
            let tab =
                text[line.start..].find('\t').map_or(here, |tab| source.span(line.start + tab..line.start + tab + 1));
            syntax("tabs cannot be used for indentation").at(tab).fix("use spaces", tab, "  ")
        }
        ErrorKind::UnknownAnchor => {
            unknown_alias(source, line.value().trim_start_matches('*'), line.value_span(source))
        }
        ErrorKind::MappingValueNotAllowed
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::InvalidSimpleKey
        | ErrorKind::SimpleKeyExpected
            if line.value_start > line.key_start && line.value().contains(':') =>
        {
            quote(source, &line, "text that contains a colon followed by a space must be quoted")
        }
        ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar => {
            quote(source, &line, "text that starts with a quote must be quoted as a whole")
        }
        ErrorKind::UnknownQuotedScalarEscape => syntax("unknown escape sequence in a double-quoted text")
            .at(here)
            .help("put the text in single quotes, where a backslash has no special meaning"),
        ErrorKind::UnclosedQuotedScalar => {
            syntax("unclosed quote").at(here).help("close it, or put the text in the other kind of quotes")
        }
        ErrorKind::UnexpectedCharacter { character } if !is_text(*character) => {
            no_text(source, source.span(line.start..line.end), *character)
        }
        ErrorKind::UnexpectedCharacter { character } => {
            quote(source, &line, format!("text cannot start with {} unless it is quoted", named(*character)))
        }
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator => syntax(UNCLOSED)
            .at(here)
            .help("check that every `{` has a `}` and every `[` has a `]`, with commas between the values"),
        ErrorKind::BlockSequenceEntryNotAllowed => syntax("a list cannot start on this line")
            .at(here)
            .help("start it on the next line, with a dash before each item"),
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidSimpleKey
        | ErrorKind::SimpleKeyExpected
        | ErrorKind::MappingValueNotAllowed
        | ErrorKind::InvalidIndentation => other_line(source, &line, here),
        _ => syntax(format!("invalid YAML: {}", error.info())).at(here),
    }
}

/// Formats a character for a message.
fn named(character: char) -> String {
    if character == '`' { "a backtick".into() } else { format!("`{character}`") }
}

/// A character that is not allowed in text, written literally or as an escape sequence.
pub fn no_text(source: &Source, span: Span, letter: char) -> Diagnostic {
    let at = source.text()[span.range()].find(letter).map(|at| span.start + at);
    let place = at.map_or(span, |at| source.span(at..at + letter.len_utf8()));
    let message = format!("the character U+{:04X} is not allowed in text", u32::from(letter));
    let note = Diagnostic::error(Code::InvalidValue, message);
    note.at(place).help("remove it: it cannot be printed")
}

/// An alias without an anchor: almost always emphasis at the start of text.
pub fn unknown_alias(source: &Source, name: &str, span: Span) -> Diagnostic {
    let line = Line::around(source, span.start);
    if line.value().starts_with('*') {
        return quote(source, &line, "text cannot start with `*` unless it is quoted");
    }
    syntax(format!("unknown alias `*{name}`")).at(span).help("put the text in quotes")
}

/// Text that YAML interprets as a tag or an anchor and would drop.
pub fn lost(source: &Source, place: Span) -> Diagnostic {
    let word = &source.text()[place.range()];
    let line = Line::around(source, place.start);
    if word.starts_with("!include") {
        let note = Diagnostic::error(Code::YamlTextLost, "`!include` is not supported").at(place);
        return note.help("lay this file over another one with `extends: base.yaml`");
    }
    let note = Diagnostic::error(Code::YamlTextLost, format!("YAML interprets `{word}` as syntax and would drop it"));
    if line.value_start == place.start {
        return note.at(place).fix("put the text in quotes", line.value_span(source), quoted(line.value()));
    }
    note.at(place).help("put the text in quotes")
}

/// A comment that may have been meant as text.
pub fn comment(source: &Source, text: Span, comment: Span) -> Diagnostic {
    let whole = source.span(text.start..comment.end);
    let written = &source.text()[whole.range()];
    let note = Diagnostic::warning(Code::YamlTextLost, "YAML reads what follows ` #` as a comment");
    note.at(comment).fix(
        "if it is text, quote all of it; if it is a comment, put a space after the `#`",
        whole,
        quoted(written),
    )
}

/// A list in a text whose lines YAML folds into one.
pub fn folded_list(source: &Source, place: Span, folded: bool) -> Diagnostic {
    let note = Diagnostic::warning(Code::YamlTextLost, "YAML would join the lines of this list into one").at(place);
    let head = source.text()[..place.start].trim_end();
    let line = head.rfind('\n').map_or(0, |end| end + 1);
    let sign = [": >", "- >"].iter().filter_map(|sign| head[line..].find(sign)).min().map(|at| line + at + 2);
    if folded && let Some(sign) = sign {
        return note.fix("keep its lines with `|` instead of `>`", source.span(sign..sign + 1), "|");
    }
    let key = source.text()[..place.start].trim_end().rsplit('\n').next().unwrap_or_default().trim();
    note.help(format!("write `{key} |`, and the text on the lines below it"))
}

/// A number containing a comma, which separates two items in brackets.
pub fn split_number(source: &Source, place: Span) -> Diagnostic {
    let written = &source.text()[place.range()];
    let note = Diagnostic::warning(Code::YamlTextLost, format!("YAML reads `{written}` as two items")).at(place);
    note.fix("if it is one item, put it in quotes; if not, put a space after the comma", place, quoted(written))
}

/// A line that fits no list or mapping; reports the most likely cause.
fn other_line(source: &Source, line: &Line, here: Span) -> Diagnostic {
    let value = line.value();
    if matches!(value.as_bytes().first(), Some(b'[' | b'{' | b'"' | b'\'')) && !value.ends_with([']', '}', '"', '\'']) {
        let first = value.chars().next().unwrap_or_default();
        return quote(source, line, format!("text cannot start with `{first}` unless all of it is quoted"));
    }
    if line.value_start == line.key_start && !value.contains(':') {
        let note = syntax("this line is neither a `key: value` nor part of the text above");
        return note
            .at(line.value_span(source))
            .help("write `key: value`, or indent the line to continue the text above");
    }
    let note = syntax("the indentation of this line does not match any line above").at(here);
    note.help("align it with the start of the line that it belongs with")
}

fn quote(source: &Source, line: &Line, message: impl Into<String>) -> Diagnostic {
    let span = line.value_span(source);
    syntax(message).at(span).fix("put the text in quotes", span, quoted(line.value()))
}

/// Quotes a text for YAML.
pub fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Quotes a text if it needs quotes inside braces or brackets.
pub fn quoted_if_needed(text: &str) -> String {
    let harmless = |letter: char| letter.is_alphanumeric() || " .-_/+()@".contains(letter) || letter == ':';
    let plain = text.starts_with(|first: char| first.is_alphanumeric())
        && text.chars().all(harmless)
        && !text.contains(": ")
        && !text.ends_with(':');
    if plain { text.into() } else { quoted(text) }
}

fn syntax(message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(Code::YamlSyntax, message)
}

/// One line, split into dash, key and value: `- key: value`.
struct Line<'a> {
    start: usize,
    key_start: usize,
    value_start: usize,
    end: usize,
    text: &'a str,
}

impl<'a> Line<'a> {
    fn around(source: &'a Source, at: usize) -> Self {
        let text = source.text();
        let at = at.min(text.len());
        // A parser error at the end of the text concerns the last line.
        let at = if text[..at].ends_with('\n') && at == text.len() { at - 1 } else { at };
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
        let end = start + text[start..end].trim_end().len();
        let mut key_start = start;
        loop {
            let rest = &text[key_start..end];
            let rest = rest.trim_start_matches(' ');
            key_start = end - rest.len();
            match rest.strip_prefix("- ") {
                Some(_) => key_start += 2,
                None => break,
            }
        }
        let value_start = match text[key_start..end].split_once(": ") {
            Some((key, value)) if is_key(key) => end - value.trim_start().len(),
            _ => key_start,
        };
        Line { start, key_start, value_start, end, text }
    }

    fn value(&self) -> &'a str {
        &self.text[self.value_start..self.end]
    }

    fn value_span(&self, source: &Source) -> Span {
        source.span(self.value_start..self.end)
    }
}

/// Whether the text before a colon looks like a key rather than prose.
fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_alphanumeric() || "-_.".contains(letter))
}
