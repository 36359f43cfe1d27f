//! Edits of a résumé's text, value by value: the smallest change of the text that has the effect. Comments,
//! order, quotes and line breaks stay as they are.
//!
//! [`outline()`] reads a text as a tree of values with locations, [`apply`] applies operations to it. After each
//! operation the text is read again, and must have exactly the values that were meant; otherwise the operation
//! is refused.

mod block;
mod error;
mod flow;
mod operation;
mod outline;
mod place;
mod sequence;
mod text;
mod write;

use serde_json::Value as Json;

pub use self::error::EditError;
pub use self::operation::{Operation, Path, Step};
pub use self::outline::{Content, Item, Outline, outline};
use self::place::{Change, Document};
use crate::source::Source;
use crate::yaml::{Node, Value};

/// Applies operations, one after the other, and returns the new text.
///
/// # Errors
/// If one of them cannot be applied; then none is.
pub fn apply(source: &Source, operations: &[Operation]) -> Result<String, EditError> {
    let mut source = source.clone();
    for operation in operations {
        let mut steps = vec![operation.normalized()];
        // An operation on a list or mapping becomes several on its items.
        while let Some(step) = steps.pop() {
            let document = Document::read(&source)?;
            if let Some(parts) = parts(&document, &step) {
                steps.extend(parts.into_iter().rev());
                continue;
            }
            let text = checked(&document, &step)?;
            source = Source::new(source.name(), text);
        }
    }
    Ok(source.text().to_owned())
}

/// The operations on its items that an operation on an existing list or mapping amounts to; `None` if it is to
/// be applied as it is.
fn parts(document: &Document, operation: &Operation) -> Option<Vec<Operation>> {
    let Operation::Set { path, value, order } = operation else { return None };
    if operation::is_nothing(value) {
        return None;
    }
    let node = document.find(path)?;
    match (&node.value, value) {
        (Value::Mapping(entries), Json::Object(wanted)) => {
            let gone = entries.iter().filter(|entry| !wanted.contains_key(&entry.key.name));
            let removed = gone.map(|entry| Operation::Remove { path: path.key(&entry.key.name) });
            let set = wanted.iter().map(|(key, value)| Operation::Set {
                path: path.key(key),
                value: value.clone(),
                order: order.clone(),
            });
            // The mapping is never empty in between.
            Some(set.chain(removed).collect())
        }
        (Value::Sequence(items), Json::Array(wanted)) if !items.is_empty() => {
            let same = |item: &Node, value: &Json| Content::of(item) == Content::from(value);
            let from = items.iter().zip(wanted).take_while(|(item, value)| same(item, value)).count();
            let rest = items.len().min(wanted.len()) - from;
            let pairs = items.iter().rev().zip(wanted.iter().rev());
            let end = pairs.take(rest).take_while(|(item, value)| same(item, value)).count();
            let (old, new) = (items.len() - from - end, &wanted[from..wanted.len() - end]);
            let both = old.min(new.len());
            let changed = (0..both).filter(|at| !same(&items[from + at], &new[*at]));
            let mut all: Vec<Operation> = changed.flat_map(|at| replacement(path, from + at, &new[at])).collect();
            if new.len() > both {
                let values = new[both..].to_vec();
                all.push(Operation::Insert { path: path.clone(), index: from + both, values });
            }
            all.extend((both..old).rev().map(|at| Operation::Remove { path: path.item(from + at) }));
            Some(all)
        }
        _ => None,
    }
}

/// The operations that put a value in the place of an item. An item without a value is one nevertheless.
fn replacement(list: &Path, index: usize, value: &Json) -> Vec<Operation> {
    if operation::is_nothing(value) {
        let blank = Operation::Insert { path: list.clone(), index, values: vec![value.clone()] };
        return vec![blank, Operation::Remove { path: list.item(index + 1) }];
    }
    vec![Operation::Set { path: list.item(index), value: value.clone(), order: Vec::new() }]
}

/// The text after one operation, if it has the values that were meant and no comment is lost.
fn checked(document: &Document, operation: &Operation) -> Result<String, EditError> {
    let path = operation.path();
    let unsupported = || EditError::Unsupported(path.to_string());
    let mut wanted = Content::of(&document.root);
    if !wanted.edit(operation) {
        return Err(EditError::NoSuchPlace(path.to_string()));
    }
    let before = document.text();
    for change in changes(document, operation) {
        let mut text = before.to_owned();
        text.replace_range(change.range.clone(), &change.text);
        let source = Source::new(document.source.name(), text);
        if let Ok(after) = Document::read(&source)
            && Content::of(&after.root).is_like(&wanted)
        {
            return Ok(source.text().to_owned());
        }
    }
    // Nothing to do: what is to be removed is not there.
    if Content::of(&document.root).is_like(&wanted) {
        return Ok(before.to_owned());
    }
    Err(unsupported())
}

/// The ways to apply an operation, the best first.
fn changes(document: &Document, operation: &Operation) -> Vec<Change> {
    match operation {
        Operation::Set { path, value, .. } if operation::is_nothing(value) => {
            if document.find(path).is_none() {
                Vec::new()
            } else {
                block::remove(document, path)
            }
        }
        Operation::Set { path, value, order } => set(document, path, value, order),
        Operation::Insert { path, index, values } => match document.find(path) {
            Some(Node { value: Value::Sequence(items), .. }) if !items.is_empty() => {
                sequence::insert(document, path, *index, values).into_iter().collect()
            }
            _ => set(document, path, &Json::Array(values.clone()), &[]),
        },
        Operation::Remove { path } => block::remove(document, path),
        Operation::Duplicate { path } => sequence::duplicate(document, path).into_iter().collect(),
        Operation::Move { path, to } => sequence::shift(document, path, *to).into_iter().collect(),
    }
}

fn set(document: &Document, path: &Path, value: &Json, order: &[String]) -> Vec<Change> {
    if let Some(node) = document.find(path) {
        let mut ways = Vec::new();
        if let (Value::Scalar { text, .. }, Json::String(new)) = (&node.value, value)
            && !node.is_absent()
        {
            ways.extend(text::change(document, node, text, new));
        }
        ways.extend(block::replace(document, path, value));
        return ways;
    }
    // The deepest container that exists takes the rest of the path.
    for depth in (0..path.steps().len()).rev() {
        let (above, below) = path.split(depth);
        let Some(node) = document.find(&above) else { continue };
        let Some((step, rest)) = below.split_first() else { return Vec::new() };
        let value = rest.iter().rev().fold(value.clone(), |value, step| match step {
            Step::Key(key) => Json::Object([(key.clone(), value)].into_iter().collect()),
            Step::Item(_) => Json::Array(vec![value]),
        });
        return match (&node.value, step) {
            (Value::Mapping(_), Step::Key(key)) => block::insert(document, &above, key, &value, order),
            (Value::Sequence(_), Step::Item(index)) => {
                sequence::insert(document, &above, *index, &[value]).into_iter().collect()
            }
            (Value::Scalar { .. }, _) if node.is_absent() => {
                let whole = match step {
                    Step::Key(key) => Json::Object([(key.clone(), value)].into_iter().collect()),
                    Step::Item(_) => Json::Array(vec![value]),
                };
                block::replace(document, &above, &whole)
            }
            _ => Vec::new(),
        };
    }
    Vec::new()
}

#[cfg(test)]
mod tests;
