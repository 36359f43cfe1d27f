//! Explains YAML errors in terms of what the user wrote rather than what the parser expected.

use granit_parser::{ErrorKind, ScanError};

use super::edit;
use super::quote::{Quote, quote_from};
use crate::diagnostic::{Certainty, Code, Diagnostic};
use crate::source::{Source, Span, is_text};

/// Message for an unclosed bracket. The tree builder adds where it was opened.
pub const UNCLOSED: &str = "unclosed bracket";

/// Converts a parser error to a diagnostic.
pub fn explain(source: &Source, error: &ScanError) -> Diagnostic {
    let text = source.text();
    let at = text.floor_char_boundary(error.marker().byte_offset().unwrap_or(text.len()).min(text.len()));
    let line = Line::around(source, at);
    let here = source.span(at..at + text[at..].chars().next().map_or(0, char::len_utf8));
    if let Some(note) = left_open(source, &line) {
        return note;
    }
    match error.kind() {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => {
            let tab =
                text[line.start..].find('\t').map_or(here, |tab| source.span(line.start + tab..line.start + tab + 1));
            let note = syntax("tabs cannot be used for indentation").at(tab);
            let indentation = line.indentation();
            match indentation.contains('\t') {
                true => {
                    let span = source.span(line.start..line.start + indentation.len());
                    // How wide a tab is beside spaces, only the writer knows.
                    let mixed = indentation.contains(' ');
                    let certainty = if mixed { Certainty::Possible } else { Certainty::Certain };
                    note.fix_with(certainty, "use spaces", span, indentation.replace('\t', "  "))
                }
                false => note.fix_with(Certainty::Possible, "use spaces", tab, "  "),
            }
        }
        ErrorKind::UnknownAnchor => {
            let name = text[at..].trim_start_matches('*').split([' ', ',', ']', '}', '\n']).next().unwrap_or_default();
            unknown_alias(source, name, source.span(at..at + name.len()))
        }
        ErrorKind::MappingValueNotAllowed
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::InvalidSimpleKey
        | ErrorKind::SimpleKeyExpected
            if line.value_start > line.key_start && line.value().contains(':') =>
        {
            quote(source, &line, line.value_start, "text that contains a colon followed by a space must be quoted")
        }
        ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar => {
            quote(source, &line, line.value_start, "text that starts with a quote must be quoted as a whole")
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
            quote(source, &line, at, format!("text cannot start with {} unless it is quoted", named(*character)))
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

/// The error for a text such as `'90s`, whose quote the parser takes for the start of a quoted text that ends somewhere
/// on the lines below, up to that of the error.
fn left_open(source: &Source, error: &Line) -> Option<Diagnostic> {
    const MOST_LINES: usize = 200;
    let text = source.text();
    let mut end = error.start;
    for _ in 0..MOST_LINES {
        let line = Line::around(source, end.checked_sub(1)?);
        let next = Line::around(source, end);
        end = line.start;
        let value = &text[line.value_start..line.end.max(line.value_start)];
        let Some(quote_mark @ ('"' | '\'')) = value.chars().next() else { continue };
        if value[1..].contains(quote_mark) {
            continue;
        }
        // What follows is not the rest of a quoted text.
        let next_text = &text[next.start..next.end.max(next.start)];
        let begins = next.value_start > next.start + next.indentation().len() || next_text.ends_with(':');
        let note = quote(source, &line, line.value_start, "text that starts with a quote must be quoted as a whole");
        return Some(note).filter(|note| begins && note.fix.is_some());
    }
    None
}

/// The lines that version control puts around two versions that it could not merge. No text of a résumé
/// begins in the first column with one.
pub fn merge_conflict(source: &Source) -> Option<Diagnostic> {
    let text = source.text();
    let marker = |sign: &str, from: usize| {
        let is_marker = |at: &usize| {
            let rest = &text[at + sign.len()..];
            (*at == 0 || text[..*at].ends_with('\n')) && (rest.is_empty() || rest.starts_with([' ', '\r', '\n']))
        };
        text[from..].match_indices(sign).map(|(at, _)| from + at).find(is_marker)
    };
    let start = marker("<<<<<<<", 0)?;
    let line = |at: usize| source.span(at..at + text[at..].lines().next().unwrap_or_default().len());
    let note = syntax("unresolved merge conflict").label(line(start), "one version");
    let note = match marker(">>>>>>>", start) {
        Some(end) => note.label(line(end), "the end of the other"),
        None => note,
    };
    Some(note.help("keep one of the two versions, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`"))
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
    let note = quote(source, &line, span.start, "text cannot start with `*` unless it is quoted");
    if note.fix.is_some() || line.value().starts_with('*') {
        return note;
    }
    syntax(format!("unknown alias `*{name}`")).at(span).help("put the text in quotes")
}

/// Text that YAML interprets as a tag or an anchor and would drop; `text` is the rest of it, if it is text.
pub fn lost(source: &Source, place: Span, text: Option<Span>) -> Diagnostic {
    let word = &source.text()[place.range()];
    if word.starts_with("!include") {
        let note = Diagnostic::error(Code::YamlTextLost, "`!include` is not supported").at(place);
        return note.help("lay this file over another one with `extends: base.yaml`");
    }
    let note = Diagnostic::error(Code::YamlTextLost, format!("YAML interprets `{word}` as syntax and would drop it"));
    let whole = text.map(|text| source.span(place.start..text.end));
    let written = whole.map_or("", |whole| &source.text()[whole.range()]);
    // Text in quotes or in a block cannot be joined with what is before it.
    let is_plain = written.strip_prefix(word).is_some_and(|rest| !rest.trim_start().starts_with(['"', '\'', '|', '>']));
    match whole.filter(|_| is_plain && !written.contains('\n')) {
        Some(whole) => {
            // An anchor may be a leftover.
            let certainty = if word.starts_with('!') { Certainty::Certain } else { Certainty::Possible };
            note.at(place).fix_with(certainty, "put the text in quotes", whole, edit::quoted(written))
        }
        None => note.at(place).help("put the text in quotes"),
    }
}

/// A comment that may have been meant as text.
pub fn comment(source: &Source, text: Span, comment: Span) -> Diagnostic {
    let whole = source.span(text.start..comment.end);
    let written = &source.text()[whole.range()];
    let what = if text == comment { "this value" } else { "what follows ` #`" };
    let note = Diagnostic::warning(Code::YamlTextLost, format!("YAML reads {what} as a comment"));
    let title = "if it is text, quote all of it; if it is a comment, put a space after the `#`";
    note.at(comment).fix_with(Certainty::Possible, title, whole, edit::quoted(written))
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
    let title = "if it is one item, put it in quotes; if not, put a space after the comma";
    note.fix_with(Certainty::Possible, title, place, edit::quoted(written))
}

/// A line that fits no list or mapping; reports the most likely cause.
fn other_line(source: &Source, line: &Line, here: Span) -> Diagnostic {
    let value = line.value();
    if matches!(value.as_bytes().first(), Some(b'[' | b'{' | b'"' | b'\'')) && !value.ends_with([']', '}', '"', '\'']) {
        let first = value.chars().next().unwrap_or_default();
        let message = format!("text cannot start with `{first}` unless all of it is quoted");
        return quote(source, line, line.value_start, message);
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

/// The error for a text that must be quoted, from an offset on.
fn quote(source: &Source, line: &Line, start: usize, message: impl Into<String>) -> Diagnostic {
    let note = syntax(message);
    match quote_from(source, start, line.parent_column(start)) {
        Some(Quote { span, text, certainty }) => {
            note.at(span).fix_with(certainty, "put the text in quotes", span, text)
        }
        None => note.at(source.span(start..line.end.max(start))).help("put the text in quotes"),
    }
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

    /// The value, without a comment after it.
    fn value(&self) -> &'a str {
        let value = &self.text[self.value_start..self.end];
        value.find(" #").map_or(value, |comment| value[..comment].trim_end())
    }

    /// The spaces and tabs at its start.
    fn indentation(&self) -> &'a str {
        let line = &self.text[self.start..self.end.max(self.start)];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }

    /// The column of the key or dash whose value starts at an offset. The lines of the value are indented
    /// further; `None` if neither is on this line.
    fn parent_column(&self, value: usize) -> Option<usize> {
        if self.value_start > self.key_start || value > self.key_start {
            return Some(self.key_start - self.start);
        }
        let dash = self.text[self.start..self.key_start].rfind('-');
        dash.or_else(|| (self.start..value).len().checked_sub(1))
    }

    fn value_span(&self, source: &Source) -> Span {
        source.span(self.value_start..self.value_start + self.value().len())
    }
}

/// Whether the text before a colon looks like a key rather than prose.
fn is_key(text: &str) -> bool {
    let text = ['"', '\''].iter().find_map(|mark| text.strip_prefix(*mark)?.strip_suffix(*mark)).unwrap_or(text);
    !text.is_empty() && text.chars().all(|letter| letter.is_alphanumeric() || "-_.".contains(letter))
}
