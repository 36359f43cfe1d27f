//! Laying a tree over another.

use super::tree::{Entry, Node, Value};

/// Merges mappings; anything else above replaces what is below.
pub fn overlay(below: Node, above: Node) -> Node {
    let Node { span, value } = above;
    match (below.value, value) {
        (Value::Mapping(mut entries), Value::Mapping(over)) => {
            for Entry { key, value } in over {
                match entries.iter().position(|entry| entry.key.name == key.name) {
                    Some(at) => {
                        let old = entries.remove(at);
                        entries.insert(at, Entry { key, value: overlay(old.value, value) });
                    }
                    None => entries.push(Entry { key, value }),
                }
            }
            Node { span, value: Value::Mapping(entries) }
        }
        (_, value) => Node { span, value },
    }
}
