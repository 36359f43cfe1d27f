//! Takes trees apart and assembles new ones, keeping spans.

use super::dropped::{DroppedList, Kept};
use crate::resume::{Date, Inline, RichText};
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

    /// Takes out the first value that is present under one of several keys.
    pub fn take_any(&mut self, keys: &[&str]) -> Option<Node> {
        keys.iter().find_map(|key| self.take(key))
    }

    /// Takes out a mapping.
    pub fn take_fields(&mut self, key: &str) -> Fields {
        let path = self.at(key);
        match self.take(key) {
            Some(node) if matches!(node.value, Value::Mapping(_)) => Fields::of(node, path),
            Some(node) => {
                self.give_back(key, node);
                Fields { entries: Vec::new(), path, span: self.span }
            }
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

    /// The keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.key.name.as_str())
    }

    /// The path of a key.
    pub fn at(&self, key: &str) -> String {
        if self.path.is_empty() { key.into() } else { format!("{}.{key}", self.path) }
    }

    /// Reports all remaining entries as not imported.
    pub fn lose_rest(self, why: &str, losses: &mut DroppedList) {
        self.drop_rest(why, Kept::Comment, losses);
    }

    /// Reports all remaining entries as settings of the design.
    pub fn lose_design(self, losses: &mut DroppedList) {
        self.drop_rest("Recto's themes have their own design", Kept::Design, losses);
    }

    fn drop_rest(self, why: &str, kept: Kept, losses: &mut DroppedList) {
        for Entry { key, value } in self.entries.iter().filter(|entry| !entry.value.is_absent()) {
            losses.push(self.at(&key.name), Span { end: value.span.end.max(key.span.end), ..key.span }, why, kept);
        }
    }

    /// Takes out all remaining entries.
    pub fn rest_of(&mut self) -> Vec<Entry> {
        std::mem::take(&mut self.entries).into_iter().filter(|entry| !entry.value.is_absent()).collect()
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

    /// A value that was added.
    pub fn find(&self, key: &str) -> Option<&Node> {
        self.0.iter().find(|entry| entry.key.name == key).map(|entry| &entry.value)
    }

    /// Adds a list, if it is not empty.
    pub fn put_list(&mut self, key: &str, items: Vec<Node>) {
        self.put(key, list(items));
    }

    /// Adds one value, or a list of several.
    pub fn put_one_or_many(&mut self, key: &str, mut values: Vec<Node>) {
        match values.len() {
            1 => self.put(key, values.pop()),
            _ => self.put_list(key, values),
        }
    }

    /// Moves a field to another key, unless that has a value already.
    pub fn copy(&mut self, fields: &mut Fields, from: &str, to: &str) {
        self.copy_any(fields, &[from], to);
    }

    /// Moves the first of several fields that is present to another key, unless that has a value
    /// already.
    pub fn copy_any(&mut self, fields: &mut Fields, from: &[&str], to: &str) {
        if !self.has(to) {
            self.put(to, fields.take_any(from));
        }
    }

    /// Moves the first of several fields that is present. If it is a link, its target becomes the
    /// entry's URL, if it has none.
    pub fn copy_linked(&mut self, fields: &mut Fields, from: &[&str], to: &str) {
        if self.has(to) {
            return;
        }
        let Some(value) = fields.take_any(from) else { return };
        let free = !self.has("url") && !fields.has("url");
        match link(&value).filter(|_| free) {
            Some((shown, url)) => {
                self.put(to, shown);
                self.put("url", url);
            }
            None => self.put(to, value),
        }
    }

    /// Adds a list to a list that may exist already.
    pub fn extend_list(&mut self, key: &str, mut items: Vec<Node>) {
        match self.0.iter_mut().find(|entry| entry.key.name == key) {
            Some(Entry { value: Node { value: Value::Sequence(existing), .. }, .. }) => existing.append(&mut items),
            Some(_) | None => self.put_list(key, items),
        }
    }

    /// Adds a value to a nested mapping, which is created if it does not exist.
    pub fn put_into(&mut self, key: &str, inner: &str, value: Node) {
        let entry = Entry { key: Key { span: value.span, name: inner.into() }, value };
        match self.0.iter_mut().find(|entry| entry.key.name == key) {
            Some(Entry { value: Node { value: Value::Mapping(entries), .. }, .. }) => {
                // What is there already stays; the other value is reported.
                if !entries.iter().any(|known| known.key.name == inner) {
                    entries.push(entry);
                }
            }
            Some(_) => {}
            None => {
                let span = entry.value.span;
                self.put(key, Node { span, value: Value::Mapping(vec![entry]) });
            }
        }
    }

    /// Adds all entries of another draft.
    pub fn append(&mut self, mut other: Draft) {
        self.0.append(&mut other.0);
    }

    /// Takes out a value that was added.
    pub fn take(&mut self, key: &str) -> Option<Node> {
        let at = self.0.iter().position(|entry| entry.key.name == key)?;
        Some(self.0.remove(at).value)
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
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
    let span = spans.reduce(Span::joined)?;
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

/// The text and the target of a text that is a link as a whole.
fn link(node: &Node) -> Option<(Node, Node)> {
    let rich: RichText = scalar(node)?.parse().ok()?;
    match rich.content() {
        [Inline::Link { body: _, url }] => {
            let written = scalar(node)?;
            let shown = written.strip_prefix('[').and_then(|rest| rest.rsplit_once("]("))?.0;
            Some((text(shown, node.span), text(url.as_str(), node.span)))
        }
        _ => None,
    }
}

/// A date in words, sorted by the last year in it.
pub fn words(node: &Node) -> Option<Node> {
    let written = scalar(node)?;
    let mut digits = written.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let year = digits.rfind(|year| year.parse::<Date>().is_ok());
    let mut date = Draft::default();
    date.put("text", text(written, node.span));
    date.put("sort", year.map(|year| text(year, node.span)));
    date.node(node.span)
}

/// Reads `visible: false` as `hidden: true`, at all levels.
pub fn read_visible(node: &mut Node) {
    match &mut node.value {
        Value::Scalar { .. } => {}
        Value::Sequence(items) => items.iter_mut().for_each(read_visible),
        Value::Mapping(entries) => {
            entries.iter_mut().for_each(|entry| read_visible(&mut entry.value));
            let is_hidden = entries.iter().any(|entry| entry.key.name == "hidden");
            for Entry { key, value } in entries.iter_mut().filter(|entry| entry.key.name == "visible") {
                let Some(visible) = scalar(value).and_then(|text| text.parse::<bool>().ok()) else { continue };
                if !is_hidden {
                    key.name = "hidden".into();
                    value.value = Value::Scalar { text: (!visible).to_string(), plain: true };
                }
            }
        }
    }
}

/// Appends `key: value` to the note of an entry.
fn add_note(entries: &mut Vec<Entry>, key: &str, value: &Node) {
    note_with(entries, key, value, |note, line| format!("{note}\n{line}"));
}

/// Puts `key: value` before the note of an entry.
pub fn prepend_note(entries: &mut Vec<Entry>, key: &str, value: &Node) {
    note_with(entries, key, value, |note, line| format!("{line}\n{note}"));
}

fn note_with(entries: &mut Vec<Entry>, key: &str, value: &Node, join: fn(&str, &str) -> String) {
    let line = format!("{key}: {}", in_words(value));
    match entries.iter_mut().find(|entry| entry.key.name == "note") {
        Some(note) => {
            let written = scalar(&note.value).map_or_else(|| in_words(&note.value), str::to_owned);
            note.value = text(join(&written, &line), note.value.span);
        }
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
