//! Takes trees apart and assembles new ones, keeping spans.

use super::{DroppedList, Kept};
use crate::resume::RichText;
use crate::source::Span;
use crate::yaml::{Entry, Key, Node, Value};

/// The entries of a mapping. Supported entries are taken out; whatever remains is unsupported.
pub struct Fields {
    entries: Vec<Entry>,
    /// The path of the mapping, for messages.
    path: String,
    /// The span of the mapping.
    pub span: Span,
}

impl Fields {
    /// The fields of a mapping; empty for other values.
    pub fn of(node: Node, path: impl Into<String>) -> Fields {
        let span = node.span;
        let entries = match node.value {
            Value::Mapping(entries) => entries,
            Value::Scalar { .. } | Value::Sequence(_) => Vec::new(),
        };
        Fields { entries, path: path.into(), span }
    }

    /// Takes out a value; `None` if it is absent.
    pub fn take(&mut self, key: &str) -> Option<Node> {
        let at = self.entries.iter().position(|entry| entry.key.name == key)?;
        Some(self.entries.remove(at).value).filter(|value| !value.is_absent())
    }

    /// Takes out a mapping.
    pub fn take_fields(&mut self, key: &str) -> Fields {
        let path = self.at(key);
        match self.take(key) {
            Some(node) => Fields::of(node, path),
            None => Fields { entries: Vec::new(), path, span: self.span },
        }
    }

    /// Takes out the items of a list, or a single value.
    pub fn take_list(&mut self, key: &str) -> Vec<Node> {
        self.take(key).map(items).unwrap_or_default()
    }

    /// Puts back a value that turned out to be unsupported.
    pub fn give_back(&mut self, key: &str, value: Node) {
        self.entries.push(Entry { key: Key { span: value.span, name: key.into() }, value });
    }

    /// Puts back the rest of a mapping.
    pub fn give_back_fields(&mut self, key: &str, fields: Fields) {
        if !fields.entries.is_empty() {
            let value = Node { span: fields.span, value: Value::Mapping(fields.entries) };
            self.give_back(key, value);
        }
    }

    /// Whether a key has a value.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key.name == key && !entry.value.is_absent())
    }

    /// The path of a key.
    pub fn at(&self, key: &str) -> String {
        if self.path.is_empty() { key.into() } else { format!("{}.{key}", self.path) }
    }

    /// Reports all remaining entries as not imported.
    pub fn lose_rest(self, why: &str, losses: &mut DroppedList) {
        for Entry { key, value } in self.entries.iter().filter(|entry| !entry.value.is_absent()) {
            losses.push(
                self.at(&key.name),
                Span { end: value.span.end.max(key.span.end), ..key.span },
                why,
                Kept::Comment,
            );
        }
    }

    /// The remaining entries.
    pub fn rest(self) -> impl Iterator<Item = Entry> {
        self.entries.into_iter().filter(|entry| !entry.value.is_absent())
    }
}

/// The items of a list; a single value counts as a list of one.
pub fn items(node: Node) -> Vec<Node> {
    match node.value {
        Value::Sequence(items) => items.into_iter().filter(|item| !item.is_absent()).collect(),
        Value::Scalar { .. } | Value::Mapping(_) => vec![node],
    }
}

/// A mapping that is being assembled.
#[derive(Default)]
pub struct Draft(Vec<Entry>);

impl Draft {
    /// Adds a value, if there is one.
    pub fn put(&mut self, key: &str, value: impl Into<Option<Node>>) {
        let Some(value) = value.into() else { return };
        self.0.push(Entry { key: Key { span: value.span, name: key.into() }, value });
    }

    /// Adds a list, if it is not empty.
    pub fn put_list(&mut self, key: &str, items: Vec<Node>) {
        self.put(key, list(items));
    }

    /// Moves a field to another key.
    pub fn copy(&mut self, fields: &mut Fields, from: &str, to: &str) {
        self.put(to, fields.take(from));
    }

    /// Moves a field to a key that does not support markup. The target of a link becomes the
    /// entry's URL, if it has none.
    pub fn copy_plain(&mut self, fields: &mut Fields, from: &str, to: &str) {
        let Some(value) = fields.take(from) else { return };
        let (value, url) = plain(value);
        self.put(to, value);
        if !self.has("url") && !fields.has("url") {
            self.put("url", url);
        }
    }

    /// Adds a value to a nested mapping, which is created if it does not exist.
    pub fn put_into(&mut self, key: &str, inner: &str, value: Node) {
        let entry = Entry { key: Key { span: value.span, name: inner.into() }, value };
        match self.0.iter_mut().find(|entry| entry.key.name == key) {
            Some(Entry { value: Node { value: Value::Mapping(entries), .. }, .. }) => entries.push(entry),
            _ => {
                let span = entry.value.span;
                self.put(key, Node { span, value: Value::Mapping(vec![entry]) });
            }
        }
    }

    /// Adds all entries of another draft.
    pub fn append(&mut self, mut other: Draft) {
        self.0.append(&mut other.0);
    }

    /// Whether a key exists.
    pub fn has(&self, key: &str) -> bool {
        self.0.iter().any(|entry| entry.key.name == key)
    }

    /// Keeps an unsupported value in the entry's note, and reports it.
    pub fn note(&mut self, path: &str, span: Span, value: &Node, why: &str, losses: &mut DroppedList) {
        let key = path.rsplit('.').next().unwrap_or(path);
        add_note(&mut self.0, key, value);
        losses.push(path, Span { end: value.span.end.max(span.end), ..span }, why, Kept::Note);
    }

    /// Keeps all remaining fields in the entry's note, and reports them.
    pub fn note_rest(&mut self, fields: Fields, why: &str, losses: &mut DroppedList) {
        let path = fields.path.clone();
        for Entry { key, value } in fields.rest() {
            self.note(&format!("{path}.{}", key.name), key.span, &value, why, losses);
        }
    }

    /// The mapping; `None` if it is empty.
    pub fn node(self, span: Span) -> Option<Node> {
        (!self.0.is_empty()).then_some(Node { span, value: Value::Mapping(self.0) })
    }
}

/// A list; `None` if it is empty.
pub fn list(items: Vec<Node>) -> Option<Node> {
    // The items may come from several locations, in any order.
    let spans = items.iter().map(|item| item.span);
    let span = spans.reduce(|all, one| Span { start: all.start.min(one.start), end: all.end.max(one.end), ..all })?;
    Some(Node { span, value: Value::Sequence(items) })
}

/// A text with a span.
pub fn text(text: impl Into<String>, span: Span) -> Node {
    Node { span, value: Value::Scalar { text: text.into(), plain: false } }
}

/// A mapping with one key.
pub fn pair(key: &str, value: Node) -> Node {
    let span = value.span;
    Node { span, value: Value::Mapping(vec![Entry { key: Key { span, name: key.into() }, value }]) }
}

/// The text of a scalar.
pub fn scalar(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar { text, .. } => Some(text.trim()),
        Value::Sequence(_) | Value::Mapping(_) => None,
    }
}

/// A text without markup, and the target of its first link.
fn plain(node: Node) -> (Node, Option<Node>) {
    let Some(rich) = scalar(&node).and_then(|written| written.parse::<RichText>().ok()) else { return (node, None) };
    let url = rich.first_link().map(|url| text(url.as_str(), node.span));
    (text(rich.plain(), node.span), url)
}

/// Appends `key: value` to the note of an entry.
pub fn add_note(entries: &mut Vec<Entry>, key: &str, value: &Node) {
    let line = format!("{key}: {}", in_words(value));
    match entries.iter_mut().find(|entry| entry.key.name == "note") {
        Some(Entry { value: Node { value: Value::Scalar { text, .. }, .. }, .. }) => {
            text.push('\n');
            text.push_str(&line);
        }
        Some(_) => {}
        None => {
            let key = Key { span: value.span, name: "note".into() };
            entries.push(Entry { key, value: text(line, value.span) });
        }
    }
}

/// Formats any value as one line of text.
pub fn in_words(node: &Node) -> String {
    match &node.value {
        Value::Scalar { text, .. } => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Sequence(items) => items.iter().map(in_words).collect::<Vec<_>>().join("; "),
        Value::Mapping(entries) => {
            let pair = |entry: &Entry| format!("{}: {}", entry.key.name, in_words(&entry.value));
            entries.iter().map(pair).collect::<Vec<_>>().join(", ")
        }
    }
}
