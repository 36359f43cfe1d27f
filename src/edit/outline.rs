//! The values of a text, with their locations, as forms show them.

use std::ops::Range;

use serde_json::Value as Json;

use super::error::EditError;
use super::operation::{Operation, Path, Step, is_nothing};
use super::place::Document;
use crate::source::Source;
use crate::yaml::{Node, Value};

/// A value with its location.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The byte range of the value; empty if it is absent.
    pub range: Range<usize>,
    /// The value.
    pub value: Item,
}

/// The kinds of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// No value: nothing, `null` or empty text.
    Nothing,
    /// Text, as written.
    Text(String),
    /// A list.
    List(Vec<Outline>),
    /// Keys with values, in the order of the text.
    Mapping(Vec<(String, Outline)>),
}

/// Reads the values of a text.
///
/// # Errors
/// If the text is not valid YAML.
pub fn outline(source: &Source) -> Result<Outline, EditError> {
    Ok(of(&Document::read(source)?.root))
}

fn of(node: &Node) -> Outline {
    let value = match &node.value {
        Value::Scalar { .. } if node.is_absent() => Item::Nothing,
        Value::Scalar { text, .. } => Item::Text(text.trim_end().to_owned()),
        Value::Sequence(items) => Item::List(items.iter().map(of).collect()),
        Value::Mapping(entries) => {
            Item::Mapping(entries.iter().map(|entry| (entry.key.name.clone(), of(&entry.value))).collect())
        }
    };
    Outline { range: node.span.range(), value }
}

/// Values without locations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// No value.
    Nothing,
    /// Text, without space at its end.
    Text(String),
    /// A list.
    List(Vec<Content>),
    /// Keys with values, in order.
    Mapping(Vec<(String, Content)>),
}

impl From<&Json> for Content {
    fn from(value: &Json) -> Content {
        match value {
            Json::Null => Content::Nothing,
            Json::String(text) if text.trim().is_empty() => Content::Nothing,
            Json::String(text) => Content::Text(text.trim_end().to_owned()),
            Json::Bool(_) | Json::Number(_) => Content::Text(value.to_string()),
            Json::Array(items) => Content::List(items.iter().map(Content::from).collect()),
            Json::Object(entries) => {
                Content::Mapping(entries.iter().map(|(key, value)| (key.clone(), value.into())).collect())
            }
        }
    }
}

impl Content {
    pub(super) fn of(node: &Node) -> Content {
        match &node.value {
            Value::Scalar { .. } if node.is_absent() => Content::Nothing,
            Value::Scalar { text, .. } => Content::Text(text.trim_end().to_owned()),
            Value::Sequence(items) => Content::List(items.iter().map(Content::of).collect()),
            Value::Mapping(entries) => Content::Mapping(
                entries.iter().map(|entry| (entry.key.name.clone(), Content::of(&entry.value))).collect(),
            ),
        }
    }

    /// Whether two values are the same but for the order of keys.
    pub(super) fn is_like(&self, other: &Content) -> bool {
        match (self, other) {
            (Content::List(one), Content::List(two)) => {
                one.len() == two.len() && one.iter().zip(two).all(|(one, two)| one.is_like(two))
            }
            (Content::Mapping(one), Content::Mapping(two)) => {
                // A key without a value counts as absent.
                let present = |entries: &[(String, Content)]| {
                    entries.iter().filter(|(_, value)| *value != Content::Nothing).cloned().collect::<Vec<_>>()
                };
                let (one, two) = (present(one), present(two));
                let value = |wanted: &str| two.iter().find(|(key, _)| key == wanted).map(|(_, value)| value);
                one.len() == two.len()
                    && one.iter().all(|(key, content)| value(key).is_some_and(|other| content.is_like(other)))
            }
            // An empty file has nothing, and no keys.
            (Content::Mapping(none), Content::Nothing) | (Content::Nothing, Content::Mapping(none)) => {
                none.iter().all(|(_, value)| *value == Content::Nothing)
            }
            (one, two) => one == two,
        }
    }

    /// Applies an operation; returns false if the path does not exist.
    pub(super) fn edit(&mut self, operation: &Operation) -> bool {
        match operation {
            Operation::Set { path, value, .. } if is_nothing(value) => self.remove(path) || !self.has(path),
            Operation::Set { path, value, .. } => match self.reach(path) {
                Some(place) => {
                    *place = Content::from(value);
                    true
                }
                None => false,
            },
            Operation::Insert { path, index, values } => {
                let Some(place) = self.reach(path) else { return false };
                if *place == Content::Nothing {
                    *place = Content::List(Vec::new());
                }
                let Content::List(items) = place else { return false };
                if *index > items.len() {
                    return false;
                }
                items.splice(index..index, values.iter().map(Content::from));
                true
            }
            Operation::Remove { path } => self.remove(path),
            Operation::Duplicate { path } => self.item(path).is_some_and(|(items, index)| {
                items.insert(index, items[index].clone());
                true
            }),
            Operation::Move { path, to } => self.item(path).is_some_and(|(items, index)| {
                if *to >= items.len() {
                    return false;
                }
                let item = items.remove(index);
                items.insert(*to, item);
                true
            }),
        }
    }

    fn has(&mut self, path: &Path) -> bool {
        let mut place = self;
        for step in path.steps() {
            let next = match (step, place) {
                (Step::Key(key), Content::Mapping(entries)) => {
                    entries.iter_mut().find(|(name, _)| name == key).map(|(_, value)| value)
                }
                (Step::Item(index), Content::List(items)) => items.get_mut(*index),
                _ => None,
            };
            let Some(next) = next else { return false };
            place = next;
        }
        true
    }

    /// The value at a path; what is missing is created.
    fn reach(&mut self, path: &Path) -> Option<&mut Content> {
        let mut place = self;
        for step in path.steps() {
            if *place == Content::Nothing {
                *place = match step {
                    Step::Key(_) => Content::Mapping(Vec::new()),
                    Step::Item(_) => Content::List(Vec::new()),
                };
            }
            place = match (step, place) {
                (Step::Key(key), Content::Mapping(entries)) => {
                    let at = entries.iter().position(|(name, _)| name == key).unwrap_or_else(|| {
                        entries.push((key.clone(), Content::Nothing));
                        entries.len() - 1
                    });
                    &mut entries[at].1
                }
                (Step::Item(index), Content::List(items)) => {
                    if *index == items.len() {
                        items.push(Content::Nothing);
                    }
                    items.get_mut(*index)?
                }
                _ => return None,
            };
        }
        Some(place)
    }

    fn item(&mut self, path: &Path) -> Option<(&mut Vec<Content>, usize)> {
        let (above, step) = path.parent()?;
        let Step::Item(index) = *step else { return None };
        if !self.has(path) {
            return None;
        }
        match self.reach(&above)? {
            Content::List(items) => Some((items, index)),
            _ => None,
        }
    }

    /// Removes a value, and what becomes empty by it.
    fn remove(&mut self, path: &Path) -> bool {
        if !self.has(path) {
            return false;
        }
        let Some((above, step)) = path.parent() else {
            *self = Content::Nothing;
            return true;
        };
        let in_list = matches!(above.parent(), Some((_, Step::Item(_))));
        let Some(place) = self.reach(&above) else { return false };
        match (step, &mut *place) {
            (Step::Key(key), Content::Mapping(entries)) if in_list && entries.len() == 1 => {
                // The item of the list stays, with a key that has no value.
                entries.iter_mut().filter(|(name, _)| name == key).for_each(|(_, value)| *value = Content::Nothing);
                return true;
            }
            (Step::Key(key), Content::Mapping(entries)) => entries.retain(|(name, _)| name != key),
            (Step::Item(index), Content::List(items)) => {
                items.remove(*index);
            }
            _ => return false,
        }
        let is_empty = match place {
            Content::Mapping(entries) => entries.is_empty(),
            Content::List(items) => items.is_empty(),
            Content::Nothing | Content::Text(_) => false,
        };
        if is_empty { self.remove(&above) } else { true }
    }
}
