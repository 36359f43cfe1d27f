//! Trees taken apart and put together again, with their places.

use super::{Kept, Losses};
use crate::resume::RichText;
use crate::source::Span;
use crate::yaml::{Entry, Key, Node, Value};

/// The entries of a mapping, from which what is understood is taken; what is left
/// at the end was not.
pub struct Fields {
    entries: Vec<Entry>,
    /// The keys that lead here, for messages.
    path: String,
    /// The whole mapping.
    pub span: Span,
}

impl Fields {
    /// The fields of a mapping; of anything else, none.
    pub fn of(node: Node, path: impl Into<String>) -> Fields {
        let span = node.span;
        let entries = match node.value {
            Value::Mapping(entries) => entries,
            Value::Scalar { .. } | Value::Sequence(_) => Vec::new(),
        };
        Fields { entries, path: path.into(), span }
    }

    /// Takes a value out; `None` if it is absent.
    pub fn take(&mut self, key: &str) -> Option<Node> {
        let at = self.entries.iter().position(|entry| entry.key.name == key)?;
        Some(self.entries.remove(at).value).filter(|value| !value.is_absent())
    }

    /// Takes a mapping out, to be taken from in turn.
    pub fn take_fields(&mut self, key: &str) -> Fields {
        let path = self.at(key);
        match self.take(key) {
            Some(node) => Fields::of(node, path),
            None => Fields { entries: Vec::new(), path, span: self.span },
        }
    }

    /// Takes the items of a list out, or a value that stands alone.
    pub fn take_list(&mut self, key: &str) -> Vec<Node> {
        self.take(key).map(items).unwrap_or_default()
    }

    /// Puts a value back that turned out not to be understood.
    pub fn give_back(&mut self, key: &str, value: Node) {
        self.entries.push(Entry { key: Key { span: value.span, name: key.into() }, value });
    }

    /// Puts a mapping back, without what was taken from it.
    pub fn give_back_fields(&mut self, key: &str, fields: Fields) {
        if !fields.entries.is_empty() {
            let value = Node { span: fields.span, value: Value::Mapping(fields.entries) };
            self.give_back(key, value);
        }
    }

    /// Whether there is a value of some key.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key.name == key && !entry.value.is_absent())
    }

    /// The keys that lead to a key in here.
    pub fn at(&self, key: &str) -> String {
        if self.path.is_empty() { key.into() } else { format!("{}.{key}", self.path) }
    }

    /// Says of all that is left that it has no place.
    pub fn lose_rest(self, why: &str, losses: &mut Losses) {
        for Entry { key, value } in self.entries.iter().filter(|entry| !entry.value.is_absent()) {
            losses.push(
                self.at(&key.name),
                Span { end: value.span.end.max(key.span.end), ..key.span },
                why,
                Kept::Comment,
            );
        }
    }

    /// What is left.
    pub fn rest(self) -> impl Iterator<Item = Entry> {
        self.entries.into_iter().filter(|entry| !entry.value.is_absent())
    }
}

/// The items of a list; a value that stands alone is a list of one.
pub fn items(node: Node) -> Vec<Node> {
    match node.value {
        Value::Sequence(items) => items.into_iter().filter(|item| !item.is_absent()).collect(),
        Value::Scalar { .. } | Value::Mapping(_) => vec![node],
    }
}

/// A mapping put together.
#[derive(Default)]
pub struct Draft(Vec<Entry>);

impl Draft {
    /// Adds a value under a key; nothing if there is no value.
    pub fn put(&mut self, key: &str, value: impl Into<Option<Node>>) {
        let Some(value) = value.into() else { return };
        self.0.push(Entry { key: Key { span: value.span, name: key.into() }, value });
    }

    /// Adds a list under a key; nothing if it is empty.
    pub fn put_list(&mut self, key: &str, items: Vec<Node>) {
        self.put(key, list(items));
    }

    /// Adds a field of the same value under another key.
    pub fn carry(&mut self, fields: &mut Fields, from: &str, to: &str) {
        self.put(to, fields.take(from));
    }

    /// Adds a field whose target takes no marks: a link's address becomes the
    /// entry's own, if it has none.
    pub fn carry_plain(&mut self, fields: &mut Fields, from: &str, to: &str) {
        let Some(value) = fields.take(from) else { return };
        let (value, url) = plain(value);
        self.put(to, value);
        if !self.has("url") && !fields.has("url") {
            self.put("url", url);
        }
    }

    /// Adds a value to a mapping under a key, which is made if it is not there.
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

    /// Adds all that another mapping has.
    pub fn append(&mut self, mut other: Draft) {
        self.0.append(&mut other.0);
    }

    /// Whether a key is there.
    pub fn has(&self, key: &str) -> bool {
        self.0.iter().any(|entry| entry.key.name == key)
    }

    /// Keeps what has no place in the entry's note, and says so.
    pub fn note(&mut self, path: &str, span: Span, value: &Node, why: &str, losses: &mut Losses) {
        let key = path.rsplit('.').next().unwrap_or(path);
        add_note(&mut self.0, key, value);
        losses.push(path, Span { end: value.span.end.max(span.end), ..span }, why, Kept::Note);
    }

    /// Keeps all that is left of the fields in the entry's note, and says so.
    pub fn note_rest(&mut self, fields: Fields, why: &str, losses: &mut Losses) {
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
    // They may come from several places, in any order.
    let spans = items.iter().map(|item| item.span);
    let span = spans.reduce(|all, one| Span { start: all.start.min(one.start), end: all.end.max(one.end), ..all })?;
    Some(Node { span, value: Value::Sequence(items) })
}

/// A text at a place.
pub fn text(text: impl Into<String>, span: Span) -> Node {
    Node { span, value: Value::Scalar { text: text.into(), plain: false } }
}

/// A mapping of one key.
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

/// A text without its marks, and the address of its first link.
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

/// Any value as one line of text.
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
