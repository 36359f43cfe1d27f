//! Keys with values, one per line.

use std::ops::Range;

use serde_json::Value as Json;

use super::flow;
use super::operation::{Path, Step};
use super::place::{Change, Document};
use super::sequence;
use super::write;
use crate::yaml::{Entry, Node, Value};

/// Inserts a key with a value into a mapping.
pub fn insert(document: &Document, mapping: &Path, key: &str, value: &Json, order: &[String]) -> Vec<Change> {
    let Some(node) = document.find(mapping) else { return Vec::new() };
    let entries: Vec<&Entry> = document.entries(node).collect();
    let rank = |name: &str| order.iter().position(|known| known == name);
    let own = rank(key);
    // After the last key that usually stands before it.
    let is_before = |entry: &&Entry| own.is_none() || rank(&entry.key.name).is_some_and(|rank| Some(rank) < own);
    let index = entries.iter().rposition(is_before).map_or(0, |at| at + 1);
    let key = write::key(document.source, key);
    if document.is_flow(node) || document.is_in_flow(mapping) {
        return vec![flow::insert(document, node, index, &[format!("{key}: {}", write::flow(document.source, value))])];
    }
    let Some(first) = entries.first() else { return Vec::new() };
    let column = document.column(first.key.span.start);
    let written = write::block(document.source, value, column + 2, column + list_step(document));
    let forms = [Some(written), write::escaped(value)].into_iter().flatten();
    forms.filter_map(|written| insertion(document, &entries, index, &format!("{key}:{written}"))).collect()
}

/// Inserts a written entry before the one at an index.
fn insertion(document: &Document, entries: &[&Entry], index: usize, written: &str) -> Option<Change> {
    let first = entries.first()?;
    let column = document.column(first.key.span.start);
    let (line, spaces) = (document.line_break(), " ".repeat(column));
    let written = written.replace('\n', line);
    let Some(before) = index.checked_sub(1).and_then(|before| entries.get(before)) else {
        let at = first.key.span.start;
        return Some(Change { range: at..at, text: format!("{written}{line}{spaces}") });
    };
    let at = document.line_end(document.end_of(before));
    // A section is set off by a blank line, as the others are.
    let set_off = column == 0 && written.contains('\n');
    let gap = if set_off { line.repeat(2) } else { line.to_owned() };
    let after = &document.text()[at..];
    let close = if set_off
        && !after.is_empty()
        && !after.trim_start_matches('\r').starts_with("\n\n")
        && !after.trim().is_empty()
    {
        line
    } else {
        ""
    };
    Some(Change { range: at..at, text: format!("{gap}{spaces}{written}{close}") })
}

/// Replaces a value with another.
pub fn replace(document: &Document, path: &Path, value: &Json) -> Vec<Change> {
    let Some(node) = document.find(path) else { return Vec::new() };
    let text = document.text();
    let Some((above, step)) = path.parent() else {
        let Json::Object(_) = value else { return Vec::new() };
        return whole(document, value);
    };
    let Some(container) = document.find(&above) else { return Vec::new() };
    let line = document.line_break();
    if document.is_in_flow(&above) || document.is_flow(container) {
        let range = node.span.range();
        let written = write::flow(document.source, value);
        return match (step, text.get(range.clone())) {
            (Step::Key(key), Some(_)) if node.is_absent() && range.is_empty() => {
                let at = document.entry(container, key).map(|entry| document.after_colon(entry));
                at.map(|at| Change { range: at..at, text: format!(" {written}") }).into_iter().collect()
            }
            (_, Some(_)) if !document.has_comment(range.clone()) => vec![Change { range, text: written }],
            _ => Vec::new(),
        };
    }
    let (range, written) = match step {
        Step::Key(key) => {
            let Some(entry) = document.entry(container, key) else { return Vec::new() };
            let column = document.column(entry.key.span.start);
            let written = write::block(document.source, value, column + 2, column + list_step(document));
            (document.after_colon(entry)..document.end_of(entry), written)
        }
        Step::Item(index) => {
            let Some(dash) = document.dashes(container).and_then(|dashes| dashes.get(*index).cloned()) else {
                return Vec::new();
            };
            let column = document.column(dash.start);
            (dash.start + 1..dash.end, write::item(document.source, value, column + 2))
        }
    };
    let mut ways = Vec::new();
    // What stands between the colon and the value, such as a comment, stays.
    let old = &text[range.clone()];
    if document.has_comment(range.clone()) {
        let inner = node.span.range();
        let is_clean = !inner.is_empty() && !document.has_comment(inner.clone());
        if is_clean && !written.contains('\n') {
            ways.push(Change { range: inner.clone(), text: written.trim_start().to_owned() });
        }
        if old.starts_with(['"', '\''])
            || matches!(&node.value, Value::Scalar { .. }) && !old.trim_start().starts_with(['#', '|', '>'])
        {
            ways.push(Change { range: range.clone(), text: written.replace('\n', line) });
        }
        let comment = comment_above(document, node, &range);
        let with = |written: &str| {
            let (first, more) = written.split_at(written.find('\n').unwrap_or(written.len()));
            let text = format!("{first} {}{more}", comment?).replace('\n', line);
            Some(Change { range: range.clone(), text })
        };
        ways.extend(with(&written));
        if let Some(text) = write::escaped(value) {
            ways.extend(with(&text));
            if is_clean {
                ways.push(Change { range: inner, text: text.trim_start().to_owned() });
            }
        }
        return ways;
    }
    ways.push(Change { range: range.clone(), text: written.replace('\n', line) });
    ways.extend(write::escaped(value).map(|text| Change { range, text }));
    ways
}

/// The comment between a colon and its value on a line below, if there is no other in the range.
fn comment_above<'d>(document: &'d Document, node: &Node, range: &Range<usize>) -> Option<&'d str> {
    let end = document.line_end(range.start);
    if end > node.span.start || document.has_comment(end..range.end) {
        return None;
    }
    let head = &document.text()[range.start..end];
    let at = if head.starts_with('#') { 0 } else { head.find(" #").or_else(|| head.find("\t#"))? + 1 };
    Some(head[at..].trim_end())
}

/// Writes a mapping into a text that has no values yet.
fn whole(document: &Document, value: &Json) -> Vec<Change> {
    let text = document.text();
    let (end, line) = (text.len(), document.line_break());
    let start = if text.is_empty() || text.ends_with('\n') { "" } else { line };
    let written = write::block(document.source, value, 0, 2);
    let written = written.trim_start().replace('\n', line);
    vec![Change { range: end..end, text: format!("{start}{written}{line}") }]
}

/// The ways to remove a value, the best first. What becomes empty by it is removed as well.
pub fn remove(document: &Document, path: &Path) -> Vec<Change> {
    let Some((above, step)) = path.parent() else { return Vec::new() };
    let Some(container) = document.find(&above) else { return Vec::new() };
    let in_list = matches!(above.parent(), Some((_, Step::Item(_))));
    let count = match &container.value {
        Value::Sequence(items) => items.len(),
        Value::Mapping(_) => document.entries(container).count(),
        Value::Scalar { .. } => return Vec::new(),
    };
    let in_flow = document.is_in_flow(&above) || document.is_flow(container);
    match step {
        Step::Key(key) if count == 1 && in_list => emptied(document, container, key),
        _ if count == 1 && !above.steps().is_empty() => remove(document, &above),
        Step::Key(key) => {
            let Some(index) = document.entries(container).position(|entry| entry.key.name == *key) else {
                return Vec::new();
            };
            if in_flow {
                return flow::remove(document, container, index);
            }
            let mut ways: Vec<Change> = line_of(document, container, index).into_iter().collect();
            ways.extend(emptied(document, container, key));
            ways
        }
        Step::Item(index) if in_flow => flow::remove(document, container, *index),
        Step::Item(index) => sequence::remove(document, container, *index).into_iter().collect(),
    }
}

/// The ways to remove a value, but not its key.
fn emptied(document: &Document, mapping: &Node, key: &str) -> Vec<Change> {
    let Some(entry) = document.entry(mapping, key) else { return Vec::new() };
    let range = document.after_colon(entry)..document.end_of(entry);
    if document.has_comment(range.clone()) {
        return Vec::new();
    }
    // JSON has a word for it.
    ["", " null"].map(|text| Change { range: range.clone(), text: text.into() }).into()
}

/// Removes the lines of an entry.
fn line_of(document: &Document, mapping: &Node, index: usize) -> Option<Change> {
    let entries: Vec<&Entry> = document.entries(mapping).collect();
    let entry = entries.get(index)?;
    let (start, end) = (entry.key.span.start, document.end_of(entry));
    if document.is_first(start) {
        return Some(document.without_lines(start, end));
    }
    // After a dash, the next key takes its place.
    let next = entries.get(index + 1)?.key.span.start;
    document.text()[end..next].trim().is_empty().then(|| Change { range: start..next, text: String::new() })
}

/// How much lists are indented in this text, relative to their key.
fn list_step(document: &Document) -> usize {
    fn find(document: &Document, node: &Node) -> Option<usize> {
        let below = |entry: &Entry| {
            let list = &entry.value;
            match &list.value {
                Value::Sequence(items) if !items.is_empty() && !document.is_flow(list) => {
                    document.column(list.span.start).checked_sub(document.column(entry.key.span.start))
                }
                _ => find(document, list),
            }
        };
        match &node.value {
            Value::Mapping(_) => document.entries(node).find_map(below),
            Value::Sequence(items) => items.iter().find_map(|item| find(document, item)),
            Value::Scalar { .. } => None,
        }
    }
    find(document, &document.root).filter(|step| *step <= 4).unwrap_or(2)
}
