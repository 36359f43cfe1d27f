//! YAML values with their locations.

use crate::source::Span;

/// A YAML value with its location.
#[derive(Debug, Clone)]
pub struct Node {
    /// The location of the value, without the key or dash before it.
    pub span: Span,
    /// The value.
    pub value: Value,
}

/// The three kinds of values.
#[derive(Debug, Clone)]
pub enum Value {
    /// Text as written. The target type decides what it means, so `country: NO` stays `NO`
    /// and `version: 1.10` keeps its zero.
    Scalar {
        /// The text without its quotes.
        text: String,
        /// Whether it was written without quotes.
        plain: bool,
    },
    /// A list.
    Sequence(Vec<Node>),
    /// Keys with values, in file order, without duplicate keys unless they were asked for.
    Mapping(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key.
    pub key: Key,
    /// The value.
    pub value: Node,
}

/// A key and its location.
#[derive(Debug, Clone)]
pub struct Key {
    /// The location of the key.
    pub span: Span,
    /// The key without its quotes.
    pub name: String,
}

/// The signs before a key that switch it off.
pub const SWITCHED_OFF: [char; 6] = ['-', '_', '/', '#', '~', '!'];

/// Whether a key is switched off: `-publications`, `_work`, `//`.
pub fn is_switched_off(key: &str) -> bool {
    key.starts_with(SWITCHED_OFF)
}

impl Node {
    /// Describes this value for a message: "a list", "`abc`".
    pub fn describe(&self) -> String {
        match &self.value {
            _ if self.is_absent() => "nothing".into(),
            Value::Scalar { text, .. } => format!("`{}`", shorten(text)),
            Value::Sequence(_) => "a list".into(),
            Value::Mapping(_) => "a mapping".into(),
        }
    }

    /// Whether there is no value: nothing, `null`, or empty text.
    pub fn is_absent(&self) -> bool {
        match &self.value {
            Value::Scalar { text, plain } => Node::nothing_in(text, *plain),
            Value::Sequence(_) | Value::Mapping(_) => false,
        }
    }

    /// The entries of a mapping; empty for other kinds.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Mapping(entries) => entries,
            Value::Scalar { .. } | Value::Sequence(_) => &[],
        }
    }

    /// The path from here to a descendant, such as `work[0].endDate`.
    pub fn path_to(&self, target: &Node) -> Option<String> {
        if std::ptr::eq(self, target) {
            return Some(String::new());
        }
        match &self.value {
            Value::Scalar { .. } => None,
            Value::Sequence(items) => items
                .iter()
                .enumerate()
                .find_map(|(index, item)| Some(format!("[{index}]{}", dotted(&item.path_to(target)?)))),
            Value::Mapping(entries) => entries
                .iter()
                .find_map(|entry| Some(format!("{}{}", entry.key.name, dotted(&entry.value.path_to(target)?)))),
        }
    }

    /// The approximate size of the value, in bytes of text.
    pub fn weight(&self) -> usize {
        1 + match &self.value {
            Value::Scalar { text, .. } => text.len(),
            Value::Sequence(items) => items.iter().map(Node::weight).sum(),
            Value::Mapping(entries) => entries.iter().map(|entry| entry.key.name.len() + entry.value.weight()).sum(),
        }
    }
}

impl Key {
    /// Formats a name as a replacement of this key, in quotes if this key is quoted.
    pub fn written(&self, name: &str) -> String {
        let quoted = self.span.range().len() > self.name.len();
        if quoted { format!("\"{name}\"") } else { name.into() }
    }
}

/// Prefixes a path with a dot if it needs one.
fn dotted(rest: &str) -> String {
    if rest.is_empty() || rest.starts_with('[') { rest.into() } else { format!(".{rest}") }
}

/// Shortens a value for a message.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 40;
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= LONGEST && line.len() == text.len() {
        return line.into();
    }
    let start: String = line.chars().take(LONGEST).collect();
    format!("{}…", start.trim_end())
}
