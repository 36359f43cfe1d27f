//! YAML's traps in plain words: what a writer meant, not what a parser wanted.

use granit_parser::{ErrorKind, ScanError};

use crate::diagnostic::{Diagnostic, Id};
use crate::source::{Source, Span, is_text};

/// What is wrong with a bracket that is not closed; whoever knows where it was
/// opened adds that place.
pub const UNCLOSED: &str = "a bracket is not closed where it should be";

/// Turns a parser's error into what is wrong and what to do.
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
            syntax("a tab cannot indent a line").at(tab).fix("use spaces", tab, "  ")
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
            quote(source, &line, "text with a colon and a space in it must stand in quotes")
        }
        ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar => {
            quote(source, &line, "text that begins with a quote must stand in quotes as a whole")
        }
        ErrorKind::UnknownQuotedScalarEscape => {
            syntax("between double quotes, a backslash may not stand before this letter")
                .at(here)
                .help("put the text in single quotes, where a backslash is a backslash")
        }
        ErrorKind::UnclosedQuotedScalar => {
            syntax("this quote is never closed").at(here).help("close it, or put the text in quotes of the other kind")
        }
        ErrorKind::UnexpectedCharacter { character } if !is_text(*character) => {
            no_text(source, source.span(line.start..line.end), *character)
        }
        ErrorKind::UnexpectedCharacter { character } => {
            quote(source, &line, format!("text cannot begin with {} unless it stands in quotes", named(*character)))
        }
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator => syntax(UNCLOSED)
            .at(here)
            .help("see that each `{` has its `}` and each `[` its `]`, with commas between the values"),
        ErrorKind::BlockSequenceEntryNotAllowed => syntax("a list cannot begin on this line")
            .at(here)
            .help("begin it on the next line, each item after a dash"),
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidSimpleKey
        | ErrorKind::SimpleKeyExpected
        | ErrorKind::MappingValueNotAllowed
        | ErrorKind::InvalidIndentation => other_line(source, &line, here),
        _ => syntax(format!("this is not YAML: {}", error.info())).at(here),
    }
}

/// A character as it can be shown between backticks.
fn named(character: char) -> String {
    if character == '`' { "a backtick".into() } else { format!("`{character}`") }
}

/// A character that is no text, in a value or a key that has it as such or as an escape.
pub fn no_text(source: &Source, span: Span, letter: char) -> Diagnostic {
    let at = source.text()[span.range()].find(letter).map(|at| span.start + at);
    let place = at.map_or(span, |at| source.span(at..at + letter.len_utf8()));
    let note = Diagnostic::error(Id::BadValue, format!("the character U+{:04X} is no text", u32::from(letter)));
    note.at(place).help("remove it: nothing can print it")
}

/// An alias without an anchor: almost always emphasis at the start of a text.
pub fn unknown_alias(source: &Source, name: &str, span: Span) -> Diagnostic {
    let line = Line::around(source, span.start);
    if line.value().starts_with('*') {
        return quote(source, &line, "text cannot begin with `*` unless it stands in quotes");
    }
    syntax(format!("`*{name}` refers to nothing")).at(span).help("put the text in quotes")
}

/// Text that YAML takes for a tag or an anchor, and would drop.
pub fn lost(source: &Source, place: Span) -> Diagnostic {
    let word = &source.text()[place.range()];
    let line = Line::around(source, place.start);
    let note = Diagnostic::error(Id::TextLost, format!("YAML reads `{word}` as an instruction and would lose it"));
    if line.value_start == place.start {
        return note.at(place).fix("put the text in quotes", line.value_span(source), quoted(line.value()));
    }
    note.at(place).help("put the text in quotes")
}

/// A comment that may have been meant as text.
pub fn comment(source: &Source, text: Span, comment: Span) -> Diagnostic {
    let whole = source.span(text.start..comment.end);
    let written = &source.text()[whole.range()];
    let note = Diagnostic::warning(Id::TextLost, "YAML reads what follows ` #` as a comment");
    note.at(comment).fix(
        "if it is text, put all of it in quotes; if not, put a space after the `#`",
        whole,
        quoted(written),
    )
}

/// A number with a comma in it, which in brackets parts two items.
pub fn split_number(source: &Source, place: Span) -> Diagnostic {
    let written = &source.text()[place.range()];
    let note = Diagnostic::warning(Id::TextLost, format!("YAML reads `{written}` as two items")).at(place);
    note.fix("if it is one, put it in quotes; if not, put a space after the comma", place, quoted(written))
}

/// A line that fits no list or mapping: say what most often makes one.
fn other_line(source: &Source, line: &Line, here: Span) -> Diagnostic {
    let value = line.value();
    if matches!(value.as_bytes().first(), Some(b'[' | b'{' | b'"' | b'\'')) && !value.ends_with([']', '}', '"', '\'']) {
        let first = value.chars().next().unwrap_or_default();
        return quote(source, line, format!("text cannot begin with `{first}` unless all of it stands in quotes"));
    }
    if line.value_start == line.key_start && !value.contains(':') {
        let note = syntax("this line is neither a key with a value nor part of the text above");
        return note
            .at(line.value_span(source))
            .help("write `key: value`, or indent the line to go on with the text above");
    }
    let note = syntax("this line lines up with nothing above it").at(here);
    note.help("begin it exactly below the line that it belongs with; spaces at the start of a line count")
}

fn quote(source: &Source, line: &Line, message: impl Into<String>) -> Diagnostic {
    let span = line.value_span(source);
    syntax(message).at(span).fix("put the text in quotes", span, quoted(line.value()))
}

/// Quotes a text so that YAML leaves it alone.
pub fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn syntax(message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(Id::YamlSyntax, message)
}

/// One line, taken apart as a writer sees it: `- key: value`.
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
        // A parser that stumbles over the end of a line means that line.
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

/// Whether the text before a colon looks like a key of ours, not like prose.
fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_alphanumeric() || "-_.".contains(letter))
}
