//! How an item is added to a list in a file, which may not be there yet, so that everything else stays as it is.

use super::edit::{self, Edit};
use super::tree::{Node, Value};
use crate::source::{Source, SourceId, Span};

/// The files that a tree was read from.
pub struct Files<'a> {
    /// All of them.
    pub all: &'a [Source],
    /// The one that gets keys that none of them has.
    pub main: &'a Source,
}

/// Adds a text to the list `section: {key: […]}`. `None` if one of them is something else in the file.
pub fn append(root: &Node, files: &Files, section: &str, key: &str, text: &str) -> Option<Edit> {
    let Some(parent) = child(root, section) else {
        let written = |source: &Source| {
            let list = format!("[{}]", edit::text(source, text));
            match source.is_json() {
                true => format!("\"{section}\": {{\"{key}\": {list}}}"),
                false => format!("{section}: {{{key}: {list}}}"),
            }
        };
        return add_key(root, files.main, &written(files.main));
    };
    let source = files.of(parent.span.source)?;
    let list = format!("[{}]", edit::text(source, text));
    let entry = if source.is_json() { format!("\"{key}\": {list}") } else { format!("{key}: {list}") };
    match (child(parent, key), &parent.value) {
        (Some(node), _) => match &node.value {
            Value::Sequence(items) => match items.last() {
                Some(last) => add_item(last, files.of(last.span.source)?, text),
                None => edit::value(source, node.span, &list),
            },
            Value::Scalar { .. } if node.is_absent() && node.span.start == node.span.end => {
                Some((node.span, format!(" {list}")))
            }
            Value::Scalar { .. } if node.is_absent() => Some((node.span, list)),
            Value::Scalar { .. } | Value::Mapping(_) => None,
        },
        (None, Value::Mapping(_)) => add_key(parent, source, &entry),
        (None, _) => None,
    }
}

impl Files<'_> {
    fn of(&self, id: SourceId) -> Option<&Source> {
        self.all.iter().find(|source| source.id() == id)
    }
}

fn child<'a>(node: &'a Node, name: &str) -> Option<&'a Node> {
    node.entries().iter().find(|entry| entry.key.name == name).map(|entry| &entry.value)
}

/// Adds an item after the last one of a list.
fn add_item(last: &Node, source: &Source, text: &str) -> Option<Edit> {
    let Span { start, end, .. } = last.span;
    let written = edit::text(source, text);
    let line = source.text()[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let before = &source.text()[line..start];
    let new = match before.trim_end().strip_suffix('-') {
        Some(indent) if indent.trim().is_empty() => format!("\n{indent}- {written}"),
        Some(_) => return None,
        None => format!(", {written}"),
    };
    Some((source.span(end..end), new))
}

/// Adds an entry to a mapping: before the first one, or at the end of the file if it is the whole of it.
fn add_key(mapping: &Node, source: &Source, entry: &str) -> Option<Edit> {
    let text = source.text();
    let own = |node: &&super::tree::Entry| node.key.span.source == source.id();
    let Some(first) = mapping.entries().iter().find(own) else {
        let braces = text.get(mapping.span.range())?;
        return (braces.starts_with('{')).then(|| (mapping.span, format!("{{{entry}}}")));
    };
    let at = first.key.span.start;
    let before = text[..at].trim_end();
    if before.ends_with(['{', ',']) {
        return Some((source.span(at..at), format!("{entry}, ")));
    }
    let indent = &text[text[..at].rfind('\n').map_or(0, |newline| newline + 1)..at];
    if indent.is_empty() {
        let end = text.len();
        let newline = if text.ends_with('\n') { "" } else { "\n" };
        return Some((source.span(end..end), format!("{newline}{entry}\n")));
    }
    indent.trim().is_empty().then(|| (source.span(at..at), format!("{entry}\n{indent}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::yaml::parse;

    fn added(name: &str, text: &str) -> String {
        let source = Source::new(name, text);
        let root = parse(&source, &mut Diagnostics::new()).unwrap();
        let files = Files { all: std::slice::from_ref(&source), main: &source };
        let (span, new) = append(&root, &files, "advice", "words", "it's").unwrap();
        let mut text = text.to_owned();
        text.replace_range(span.range(), &new);
        parse(&Source::new(name, text.as_str()), &mut Diagnostics::new()).unwrap_or_else(|_| panic!("{text}"));
        text
    }

    #[test]
    fn an_item_is_added_as_the_others_are_written() {
        let yaml = |text: &str| added("a.yaml", text);
        assert_eq!(yaml("advice: {words: [a, b]} # c\n"), "advice: {words: [a, b, \"it's\"]} # c\n");
        assert_eq!(
            yaml("advice:\n  words:\n    - a # c\nb: 1\n"),
            "advice:\n  words:\n    - a\n    - \"it's\" # c\nb: 1\n"
        );
        assert_eq!(yaml("advice:\n  words: []\n"), "advice:\n  words: [\"it's\"]\n");
        assert_eq!(
            added("a.json", "{\"advice\": {\"words\": [\"a\"]}}"),
            "{\"advice\": {\"words\": [\"a\", \"it's\"]}}"
        );
    }

    #[test]
    fn a_list_that_is_not_there_is_made() {
        let yaml = |text: &str| added("a.yaml", text);
        assert_eq!(yaml("a: 1\n"), "a: 1\nadvice: {words: [\"it's\"]}\n");
        assert_eq!(yaml("a: 1"), "a: 1\nadvice: {words: [\"it's\"]}\n");
        assert_eq!(
            yaml("advice:\n  # c\n  allow: [x]\na: 1\n"),
            "advice:\n  # c\n  words: [\"it's\"]\n  allow: [x]\na: 1\n"
        );
        assert_eq!(yaml("advice: {allow: [x]}\n"), "advice: {words: [\"it's\"], allow: [x]}\n");
        assert_eq!(yaml("advice: {}\n"), "advice: {words: [\"it's\"]}\n");
        assert_eq!(yaml("advice: {words: null}\n"), "advice: {words: [\"it's\"]}\n");
        assert_eq!(added("a.json", "{\n  \"a\": 1\n}"), "{\n  \"advice\": {\"words\": [\"it's\"]}, \"a\": 1\n}");
    }
}
