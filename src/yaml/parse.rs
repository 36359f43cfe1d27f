//! Source text → spanned tree. No types and no schema, only YAML with locations.

use std::collections::{HashMap, HashSet};

use granit_parser::{Event, Options, Parser, ScalarStyle, StrInput, Tag};

use super::tree::{Entry, Key, Node, Value};
use super::{folded, pitfalls};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result};
use crate::source::{Source, Span, is_text};

/// Maximum nesting depth of lists and mappings; a résumé needs fewer than ten levels.
const MAX_DEPTH: usize = 64;

/// Maximum size that aliases may expand to, as a multiple of the file size.
const MAX_EXPANSION: usize = 10;

/// Maximum number of diagnostics about the YAML of one file.
const MAX_NOTES: usize = 60;

/// What happens to a key that occurs twice in one mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duplicates {
    /// It is an error.
    Error,
    /// Both entries are in the tree.
    Keep,
}

/// Parses a document and reports problems with its YAML.
///
/// Parsing stops at the first syntax error, because the parser cannot recover within a
/// document. Problems that leave the tree intact are reported and the tree is returned.
///
/// # Errors
/// If the text is not YAML, has merge conflicts, or exceeds the nesting or expansion limits.
pub fn parse(source: &Source, diagnostics: &mut Diagnostics) -> Result<Node> {
    parse_with(source, Duplicates::Error, diagnostics)
}

/// As [`parse`], with a choice for keys that occur twice.
///
/// # Errors
/// As [`parse`].
pub fn parse_with(source: &Source, duplicates: Duplicates, diagnostics: &mut Diagnostics) -> Result<Node> {
    diagnostics.open(source);
    if let Some(note) = pitfalls::merge_conflict(source) {
        return Err(diagnostics.error(note));
    }
    let mut options = Options::default();
    options.emit_anchor_events = true;
    options.emit_unresolved_aliases = true;
    options.block_nesting_limit = MAX_DEPTH + 1;
    options.flow_nesting_limit = MAX_DEPTH + 1;
    let mut builder = Builder {
        events: Parser::new_from_str_with_options(source.text(), options),
        source,
        duplicates,
        anchors: HashMap::new(),
        used: HashSet::new(),
        depth: 0,
        expanded: 0,
        noted: 0,
        diagnostics,
    };
    match builder.document() {
        Ok(root) => {
            builder.report_unused_anchors();
            Ok(root)
        }
        Err(fault) => Err(diagnostics.error(*fault)),
    }
}

struct Builder<'a> {
    events: Parser<'a, StrInput<'a>>,
    source: &'a Source,
    duplicates: Duplicates,
    /// Anchored values by the parser's anchor number, with the location of `&name`.
    anchors: HashMap<usize, (Node, Span)>,
    used: HashSet<usize>,
    depth: usize,
    expanded: usize,
    noted: usize,
    diagnostics: &'a mut Diagnostics,
}

type Fault = Box<Diagnostic>;

impl<'a> Builder<'a> {
    fn document(&mut self) -> Result<Node, Fault> {
        let root = loop {
            match self.next()? {
                (Event::StreamStart | Event::DocumentStart(..), _) => {}
                (Event::StreamEnd, span) => {
                    let value = Value::Scalar { text: String::new(), plain: true };
                    return Ok(Node { span, value });
                }
                (event, span) => break self.node(event, span)?,
            }
        };
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => return Ok(root),
                (Event::DocumentStart(..), span) => {
                    let fault = Diagnostic::error(Code::YamlSyntax, "a second YAML document starts here").at(span);
                    return Err(fault.help("keep one résumé per file, and remove the line `---`").into());
                }
                _ => {}
            }
        }
    }

    fn next(&mut self) -> Result<(Event<'a>, Span), Fault> {
        let end = self.source.text().len();
        match self.events.next() {
            Some(Ok((event, span))) => Ok((event, self.source.span(span.byte_range().unwrap_or(end..end)))),
            Some(Err(error)) => Err(pitfalls::explain(self.source, &error).into()),
            None => {
                let fault = Diagnostic::error(Code::YamlSyntax, "unexpected end of file");
                Err(fault.at(self.source.span(end..end)).into())
            }
        }
    }

    /// Skips the anchor event after the start of an anchored value.
    fn anchor_place(&mut self, anchor: usize) -> Result<Option<Span>, Fault> {
        if anchor == 0 {
            return Ok(None);
        }
        Ok(Some(self.next()?.1))
    }

    fn node(&mut self, event: Event<'a>, span: Span) -> Result<Node, Fault> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let place = self.anchor_place(anchor)?;
                self.check_tag(tag.as_deref(), span, Some(span));
                match style {
                    ScalarStyle::Plain if self.is_missing(&text, span) => self.check_value_in_comment(span),
                    ScalarStyle::Plain => self.check_comment(span),
                    _ => {}
                }
                self.check_letters(&text, span);
                let mut text = text.into_owned();
                if style == ScalarStyle::Folded {
                    // A line break that remains after folding was a blank line.
                    text = text.trim_end().replace('\n', "\n\n");
                }
                if let Some(lines) = self.lines_with_list(style, span) {
                    text = lines;
                }
                let value = Value::Scalar { text, plain: style == ScalarStyle::Plain };
                Ok(self.keep(anchor, place, Node { span: self.trim(span), value }))
            }
            Event::SequenceStart(_, anchor, tag) => {
                let place = self.anchor_place(anchor)?;
                self.check_tag(tag.as_deref(), span, None);
                let node = self.nested(span, Self::sequence)?;
                Ok(self.keep(anchor, place, self.begun_by_dash(node)))
            }
            Event::MappingStart(_, anchor, tag) => {
                let place = self.anchor_place(anchor)?;
                self.check_tag(tag.as_deref(), span, None);
                let node = self.nested(span, Self::mapping)?;
                Ok(self.keep(anchor, place, node))
            }
            Event::Alias(anchor) => self.alias(anchor, span),
            Event::UnresolvedAlias(name) => Err(pitfalls::unknown_alias(self.source, &name, span).into()),
            _ => Err(Diagnostic::error(Code::YamlSyntax, "expected a value").at(span).into()),
        }
    }

    fn nested(&mut self, span: Span, read: fn(&mut Self) -> Result<(Value, usize), Fault>) -> Result<Node, Fault> {
        if self.depth == MAX_DEPTH {
            let fault =
                Diagnostic::error(Code::TooLarge, format!("values are nested more than {MAX_DEPTH} levels deep"));
            return Err(fault.at(span).help("a résumé needs fewer than ten levels").into());
        }
        self.depth += 1;
        let (value, end) = read(self).map_err(|fault| self.opened(span, fault))?;
        self.depth -= 1;
        Ok(Node { span: self.trim(Span { end: end.max(span.end), ..span }), value })
    }

    /// Adds where the innermost unclosed bracket was opened.
    fn opened(&self, span: Span, fault: Fault) -> Fault {
        let bracket = self.source.text()[span.start..].starts_with(['{', '[']);
        if !bracket || fault.message != pitfalls::UNCLOSED || fault.labels.len() != 1 {
            return fault;
        }
        Box::new(fault.label(Span { end: span.start + 1, ..span }, "opened here"))
    }

    fn sequence(&mut self) -> Result<(Value, usize), Fault> {
        let mut items: Vec<Node> = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, at) => {
                    let end = self.end(items.last().map(|last| last.span), at);
                    return Ok((Value::Sequence(items), end));
                }
                (event, span) => {
                    let item = self.node(event, span)?;
                    if let Some(before) = items.last() {
                        self.check_comma(before.span, item.span);
                    }
                    items.push(item);
                }
            }
        }
    }

    fn mapping(&mut self) -> Result<(Value, usize), Fault> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        let mut merged: Vec<Node> = Vec::new();
        loop {
            let (event, span) = self.next()?;
            let name = match event {
                Event::MappingEnd => {
                    let last =
                        entries.last().map(|last| Span { end: last.value.span.end.max(last.key.span.end), ..span });
                    let end = self.end(last, span);
                    for Entry { key, value } in merged.into_iter().flat_map(|node| self.merged(node)) {
                        if !known.contains_key(&key.name) {
                            known.insert(key.name.clone(), entries.len());
                            entries.push(Entry { key, value });
                        }
                    }
                    return Ok((Value::Mapping(entries), end));
                }
                Event::Scalar(text, _, anchor, tag) => {
                    self.anchor_place(anchor)?;
                    self.check_tag(tag.as_deref(), span, None);
                    self.check_letters(&text, span);
                    text.into_owned()
                }
                _ => {
                    let fault = Diagnostic::error(Code::YamlSyntax, "keys must be text").at(span);
                    return Err(fault.help("put text that starts with `[` or `{` in quotes").into());
                }
            };
            let key = Key { span: self.trim(span), name };
            let (event, span) = self.next()?;
            let value = self.node(event, span)?;
            if key.name == "<<" {
                merged.push(value);
                continue;
            }
            match known.get(&key.name) {
                Some(_) if self.duplicates == Duplicates::Keep => entries.push(Entry { key, value }),
                Some(first) => self.report_duplicate(&entries[*first].key, &key),
                None => {
                    known.insert(key.name.clone(), entries.len());
                    entries.push(Entry { key, value });
                }
            }
        }
    }

    /// The end of a list or mapping. In a block, that is the end of the last value: the parser sees it only
    /// after comments that follow.
    fn end(&self, last: Option<Span>, at: Span) -> usize {
        let is_closed = self.source.text()[at.range()].starts_with(['}', ']']);
        last.filter(|_| !is_closed).map_or(at.end, |last| last.end)
    }

    /// The entries that a merge key (`<<`) adds to its mapping: those of a mapping, or of a list of
    /// mappings, of which the first wins.
    fn merged(&mut self, node: Node) -> Vec<Entry> {
        match node.value {
            Value::Mapping(entries) => entries,
            Value::Sequence(items) if items.iter().all(|item| matches!(item.value, Value::Mapping(_))) => {
                items.into_iter().flat_map(|item| self.merged(item)).collect()
            }
            Value::Scalar { .. } | Value::Sequence(_) => {
                let note = Diagnostic::error(Code::WrongType, "`<<` needs a mapping to merge").at(node.span);
                self.note(note.help("write `<<: *name`, where `&name` marks a mapping"));
                Vec::new()
            }
        }
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<Node, Fault> {
        let Some((node, _)) = self.anchors.get(&anchor) else {
            return Err(Diagnostic::error(Code::YamlSyntax, "a value cannot contain itself").at(span).into());
        };
        let node = Node { span, value: node.value.clone() };
        self.used.insert(anchor);
        self.expanded += node.weight();
        if self.expanded > MAX_EXPANSION * self.source.text().len() {
            let message = format!("the aliases of this file expand to more than {MAX_EXPANSION} times its size");
            let fault = Diagnostic::error(Code::TooLarge, message).at(span);
            return Err(fault.help("write the values out instead of using `*…`").into());
        }
        Ok(node)
    }

    /// A list with the location of its first dash: the parser reports what follows it, if the list is not indented.
    fn begun_by_dash(&self, list: Node) -> Node {
        let (text, start) = (self.source.text(), list.span.start);
        let Value::Sequence(items) = &list.value else { return list };
        let is_its_own = items.first().is_none_or(|first| first.span.start != start);
        if is_its_own && text[start..].starts_with(['-', '[']) {
            return list;
        }
        let before = text[..start].trim_end();
        if before.ends_with('-') { Node { span: Span { start: before.len() - 1, ..list.span }, ..list } } else { list }
    }

    fn keep(&mut self, anchor: usize, place: Option<Span>, node: Node) -> Node {
        if let Some(place) = place {
            self.anchors.insert(anchor, (node.clone(), place));
        }
        node
    }

    /// Removes trailing whitespace from a span: block scalars and nested blocks end where the
    /// next key starts.
    fn trim(&self, span: Span) -> Span {
        let text = &self.source.text()[span.range()];
        Span { end: span.start + text.trim_end().len(), ..span }
    }

    fn report_duplicate(&mut self, first: &Key, second: &Key) {
        let message = format!("duplicate key `{}`", second.name);
        let note =
            Diagnostic::error(Code::DuplicateKey, message).label(second.span, "again").label(first.span, "first");
        self.note(note.help("keep one of the two"));
    }

    /// Reports a problem, up to the limit.
    fn note(&mut self, note: Diagnostic) {
        self.noted += 1;
        if self.noted < MAX_NOTES {
            self.diagnostics.push(note);
        } else if self.noted == MAX_NOTES {
            let end = self.source.text().len();
            let message = format!("too many problems with the YAML of this file; only the first {MAX_NOTES} are shown");
            let note = Diagnostic::error(Code::TooManyErrors, message).at(self.source.span(end..end));
            self.diagnostics.push(note.help("fix these and try again"));
        }
    }

    /// Reports control characters and the like, written literally or as escape sequences.
    fn check_letters(&mut self, text: &str, span: Span) {
        // Nearly all texts are printable ASCII, which is quickly seen.
        let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        if !is_plain && let Some(letter) = text.chars().find(|letter| !is_text(*letter)) {
            self.note(pitfalls::no_text(self.source, self.trim(span), letter));
        }
    }

    /// The lines of a folded text that contains a list.
    fn lines_with_list(&mut self, style: ScalarStyle, span: Span) -> Option<String> {
        if !matches!(style, ScalarStyle::Folded | ScalarStyle::Plain) {
            return None;
        }
        let span = self.trim(span);
        let lines = folded::lines_with_list(&self.source.text()[span.range()])?;
        self.note(pitfalls::folded_list(self.source, span, style == ScalarStyle::Folded));
        Some(lines)
    }

    /// Reports tags: `- !important thing` would silently lose a word. `text` is the location of the text.
    fn check_tag(&mut self, tag: Option<&Tag>, span: Span, text: Option<Span>) {
        if tag.is_some_and(|tag| !tag.is_yaml_core_schema()) {
            let before = self.source.text()[..span.start].trim_end();
            let start = before.rfind('!').unwrap_or(before.len());
            let text = text.map(|text| self.trim(text));
            self.note(pitfalls::lost(self.source, self.source.span(start..before.len()), text));
        }
    }

    /// Reports `C #1`, where `#1` is a comment; intended comments have a space after the `#`.
    fn check_comment(&mut self, span: Span) {
        let rest = &self.source.text()[span.end..];
        let after = rest.trim_start_matches(' ');
        // Do not search for the end of the line before a comment is found: a file can be one long line.
        let words = after.strip_prefix('#').is_some_and(|text| text.starts_with(char::is_alphanumeric));
        if words && rest.starts_with(' ') {
            let comment = after.lines().next().unwrap_or_default();
            let start = span.end + (rest.len() - after.len());
            let place = self.source.span(start..start + comment.trim_end().len());
            self.note(pitfalls::comment(self.source, span, place));
        }
    }

    /// Whether nothing is written for a value. The parser then reports `~` at the colon before it, or at the end of the
    /// line with its dash.
    fn is_missing(&self, text: &str, span: Span) -> bool {
        text == "~" && !self.source.text()[span.start..].starts_with('~')
    }

    /// Reports `- #1 seller` and `position: #1 in sales`, whose whole value is a comment. The location is that of a
    /// missing value.
    fn check_value_in_comment(&mut self, missing: Span) {
        let text = self.source.text();
        let after_mark = match text[missing.start..].strip_prefix(':') {
            Some(rest) => rest,
            None => {
                let line = text[..missing.start].rfind('\n').map_or(0, |newline| newline + 1);
                text[line..].trim_start_matches([' ', '\t', '-'])
            }
        };
        let comment = after_mark.trim_start_matches([' ', '\t']);
        if comment.strip_prefix('#').is_some_and(|words| words.starts_with(char::is_alphanumeric)) {
            let start = text.len() - comment.len();
            let length = comment.lines().next().unwrap_or_default().trim_end().len();
            let place = self.source.span(start..start + length);
            self.note(pitfalls::comment(self.source, place, place));
        }
    }

    /// Reports `[1,104 glyphs]`, which is two items but was meant as one.
    fn check_comma(&mut self, before: Span, after: Span) {
        let text = self.source.text();
        let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
        let between = text.get(before.end..after.start) == Some(",");
        if between && digit(text[..before.end].chars().next_back()) && digit(text[after.start..].chars().next()) {
            self.note(pitfalls::split_number(self.source, self.source.span(before.start..after.end)));
        }
    }

    /// Reports unused anchors: `- &Co founder` would silently lose a word.
    fn report_unused_anchors(&mut self) {
        let unused = self.anchors.iter().filter(|(anchor, _)| !self.used.contains(anchor));
        let text = |node: &Node| matches!(node.value, Value::Scalar { .. }).then_some(node.span);
        let mut places: Vec<_> = unused.map(|(_, (node, place))| (*place, text(node))).collect();
        places.sort();
        for (place, text) in places {
            self.note(pitfalls::lost(self.source, place, text));
        }
    }
}
