//! JSON Resume, 0.x and 1.x, which is nearly the format of Recto.

use super::draft::{items, list, pair, scalar, text};
use crate::resume::{DateOrPeriod, new_key};
use crate::source::Span;
use crate::yaml::{Entry, Key, Node, Value};

/// Renames legacy keys, and converts common variants to lists of entries.
pub fn convert(mut root: Node) -> Node {
    let Value::Mapping(sections) = &mut root.value else { return root };
    for Entry { key, value } in sections.iter_mut() {
        match &mut value.value {
            Value::Mapping(entries) if key.name == "skills" => *value = groups(entries, value.span),
            Value::Mapping(_) => rename(&key.name, value),
            Value::Sequence(entries) => entries.iter_mut().for_each(|entry| rename(&key.name, entry)),
            Value::Scalar { .. } => {}
        }
    }
    root
}

/// Renames legacy keys, unless the current key is also present.
fn rename(section: &str, node: &mut Node) {
    let Value::Mapping(entries) = &mut node.value else { return };
    entries.retain(|entry| !entry.value.is_absent());
    for at in 0..entries.len() {
        let Some(new) = new_key(section, &entries[at].key.name) else { continue };
        if !entries.iter().any(|entry| entry.key.name == new) {
            entries[at].key.name = new.into();
        }
    }
    split_period(entries);
}

/// Splits a period that was written as the start date.
fn split_period(entries: &mut Vec<Entry>) {
    if entries.iter().any(|entry| entry.key.name == "endDate") {
        return;
    }
    let Some(at) = entries.iter().position(|entry| entry.key.name == "startDate") else { return };
    let Some(DateOrPeriod::Period(start, end)) = scalar(&entries[at].value).and_then(|text| text.parse().ok()) else {
        return;
    };
    let span = entries[at].value.span;
    entries[at].value = text(start.to_string(), span);
    let key = Key { span, name: "endDate".into() };
    entries.insert(at + 1, Entry { key, value: text(end.to_string(), span) });
}

/// Converts a mapping of group names to skills.
fn groups(entries: &mut Vec<Entry>, span: Span) -> Node {
    let group = |Entry { key: Key { name, span }, value }: Entry| {
        let named = pair("name", text(name, span));
        let Value::Mapping(mut parts) = named.value else { return named };
        let keywords = items(value);
        if let Some(keywords) = list(keywords) {
            parts.push(Entry { key: Key { span: keywords.span, name: "keywords".into() }, value: keywords });
        }
        Node { span, value: Value::Mapping(parts) }
    };
    Node { span, value: Value::Sequence(std::mem::take(entries).into_iter().map(group).collect()) }
}
