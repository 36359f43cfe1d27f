//! Values that are made rather than parsed, with the span of what they were made from.

use super::tree::{Entry, Key, Node, Value};
use crate::source::Span;

impl Node {
    /// A text.
    pub fn text(text: impl Into<String>, span: Span) -> Node {
        Node { span, value: Value::Scalar { text: text.into(), plain: false } }
    }

    /// No value, which counts as absent wherever it stands.
    pub fn nothing(span: Span) -> Node {
        Node { span, value: Value::Scalar { text: String::new(), plain: true } }
    }

    /// Whether a scalar counts as absent.
    pub fn nothing_in(text: &str, plain: bool) -> bool {
        text.trim().is_empty() || plain && matches!(text, "~" | "null" | "Null" | "NULL")
    }

    /// A list.
    pub fn list(items: Vec<Node>, span: Span) -> Node {
        Node { span, value: Value::Sequence(items) }
    }

    /// A mapping with one key.
    pub fn pair(key: &str, value: Node) -> Node {
        let span = value.span;
        Node { span, value: Value::Mapping(vec![Entry::new(key, value)]) }
    }

    /// The text of a scalar, unless it is absent.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } if !self.is_absent() => Some(text.trim()),
            Value::Scalar { .. } | Value::Sequence(_) | Value::Mapping(_) => None,
        }
    }

    /// The entries of a mapping, mutably.
    pub fn entries_mut(&mut self) -> Option<&mut Vec<Entry>> {
        match &mut self.value {
            Value::Mapping(entries) => Some(entries),
            Value::Scalar { .. } | Value::Sequence(_) => None,
        }
    }

    /// The value of a key, unless it is absent.
    pub fn find(&self, key: &str) -> Option<&Node> {
        let entry = self.entries().iter().find(|entry| entry.key.name == key)?;
        Some(&entry.value).filter(|value| !value.is_absent())
    }

    /// Whether it contains no text at any depth.
    pub fn is_empty(&self) -> bool {
        match &self.value {
            Value::Scalar { .. } => self.is_absent(),
            Value::Sequence(items) => items.iter().all(Node::is_empty),
            Value::Mapping(entries) => entries.iter().all(|entry| entry.value.is_empty()),
        }
    }

    /// The scalars in it that are not absent, in order.
    pub fn leaves(&self) -> Vec<&Node> {
        match &self.value {
            Value::Scalar { .. } if self.is_absent() => Vec::new(),
            Value::Scalar { .. } => vec![self],
            Value::Sequence(items) => items.iter().flat_map(Node::leaves).collect(),
            Value::Mapping(entries) => entries.iter().flat_map(|entry| entry.value.leaves()).collect(),
        }
    }
}

impl Entry {
    /// An entry whose key has the span of its value.
    pub fn new(key: &str, value: Node) -> Entry {
        Entry { key: Key { span: value.span, name: key.into() }, value }
    }
}
