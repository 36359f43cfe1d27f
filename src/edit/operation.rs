//! The operations, and the paths that they are about.

use std::fmt;

use serde::Deserialize;
use serde_json::Value as Json;

/// An operation on the values of a text.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(tag = "do", rename_all = "lowercase", deny_unknown_fields)]
pub enum Operation {
    /// Sets a value. What is missing on the way to it is created; nothing, an empty text, list or mapping
    /// removes it.
    Set {
        /// The path of the value. An index just past the end of a list appends to it.
        path: Path,
        /// The new value.
        value: Json,
        /// The keys of the mapping in their usual order, for the position of a new key; a key that is not among
        /// them goes last.
        #[serde(default)]
        order: Vec<String>,
    },
    /// Inserts items into a list, which is created if it does not exist.
    Insert {
        /// The path of the list.
        path: Path,
        /// The index of the first new item.
        index: usize,
        /// The items.
        values: Vec<Json>,
    },
    /// Removes a key with its value, or an item of a list. A list or mapping that becomes empty is removed as
    /// well, unless it is an item of a list.
    Remove {
        /// The path of the value.
        path: Path,
    },
    /// Inserts a copy of an item of a list after it.
    Duplicate {
        /// The path of the item.
        path: Path,
    },
    /// Moves an item of a list.
    Move {
        /// The path of the item.
        path: Path,
        /// Its new index.
        to: usize,
    },
}

impl Operation {
    /// The operation without what YAML does not keep: space at the ends of texts, and keys without a value. Items of a
    /// list without a value stay, since others are counted after them.
    pub(super) fn normalized(&self) -> Operation {
        fn normal(value: &Json) -> Json {
            match value {
                Json::String(text) => text.trim_end().into(),
                Json::Array(items) => items.iter().map(normal).collect(),
                Json::Object(entries) => {
                    let entries = entries.iter().map(|(key, value)| (key.clone(), normal(value)));
                    Json::Object(entries.filter(|(_, value)| !is_nothing(value)).collect())
                }
                Json::Null | Json::Bool(_) | Json::Number(_) => value.clone(),
            }
        }
        let mut operation = self.clone();
        match &mut operation {
            Operation::Set { value, .. } => *value = normal(value),
            Operation::Insert { values, .. } => values.iter_mut().for_each(|value| *value = normal(value)),
            Operation::Remove { .. } | Operation::Duplicate { .. } | Operation::Move { .. } => {}
        }
        operation
    }

    /// The path of the value that the operation is about.
    pub fn path(&self) -> &Path {
        match self {
            Operation::Set { path, .. }
            | Operation::Insert { path, .. }
            | Operation::Remove { path }
            | Operation::Duplicate { path }
            | Operation::Move { path, .. } => path,
        }
    }
}

/// Whether a value means that there is none.
pub(super) fn is_nothing(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::String(text) => text.trim().is_empty(),
        Json::Array(items) => items.is_empty(),
        Json::Object(entries) => entries.is_empty(),
        Json::Bool(_) | Json::Number(_) => false,
    }
}

/// The path of a value, from the top.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(transparent)]
pub struct Path(Vec<Step>);

/// A step of a path.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Step {
    /// To the item of a list, counted from 0.
    Item(usize),
    /// To the value of a key.
    Key(String),
}

impl Path {
    /// The steps, from the top.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The path of a key below.
    pub(super) fn key(&self, key: &str) -> Path {
        Path([&self.0[..], &[Step::Key(key.to_owned())]].concat())
    }

    /// The path of an item below.
    pub(super) fn item(&self, index: usize) -> Path {
        Path([&self.0[..], &[Step::Item(index)]].concat())
    }

    /// The path of the container, and the last step; `None` for the whole text.
    pub(super) fn parent(&self) -> Option<(Path, &Step)> {
        let (last, above) = self.0.split_last()?;
        Some((Path(above.to_vec()), last))
    }

    /// The first steps as a path, and the others.
    pub(super) fn split(&self, depth: usize) -> (Path, &[Step]) {
        (Path(self.0[..depth].to_vec()), &self.0[depth..])
    }
}

impl FromIterator<Step> for Path {
    fn from_iter<I: IntoIterator<Item = Step>>(steps: I) -> Path {
        Path(steps.into_iter().collect())
    }
}

impl fmt::Display for Path {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Item(index) => write!(out, "[{index}]")?,
                Step::Key(key) if at == 0 => write!(out, "{key}")?,
                Step::Key(key) => write!(out, ".{key}")?,
            }
        }
        Ok(())
    }
}
