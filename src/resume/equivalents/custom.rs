//! Sections that JSON Resume does not have, which become custom sections.

use super::fields::{Fields, Shape, letters};
use super::{Dialect, synonyms};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::resume::{Resume, Section};
use crate::yaml::{Entry, Node, Value, is_switched_off};

/// The keys of the list in a section that also has a title.
const LISTS: &[&str] = &["entries", "items", "list", "content", "values"];

/// Keys whose texts are for programs.
const NOT_PRINTED: &[&str] =
    &["icon", "id", "uid", "uuid", "slug", "class", "classname", "color", "colour", "image", "img", "logo", "type"];

/// Moves unknown lists at the top of the file to `custom`.
pub fn read(root: &mut Node, dialect: Dialect, diagnostics: &mut Diagnostics) {
    let Some(sections) = root.entries_mut() else { return };
    let is_own = |key: &str| Resume::is_key(key) || key == "$schema" || key.starts_with("x-") || is_switched_off(key);
    let mut moved = Vec::new();
    let mut rest = Vec::new();
    for entry in std::mem::take(sections) {
        if is_own(&entry.key.name) {
            rest.push(entry);
            continue;
        }
        match section(entry.value, &entry.key.name, dialect) {
            Ok(made) => {
                let title = made.find("title").and_then(Node::as_text).unwrap_or_default();
                let message = format!("`{}` is read as a custom section with the title “{title}”", entry.key.name);
                let note = Diagnostic::warning(Code::UnknownKey, message).at(entry.key.span).path(&entry.key.name);
                diagnostics.push(note.help("to choose its title, put it below `custom`"));
                moved.push(Entry { key: entry.key, value: made });
            }
            Err(value) => rest.push(Entry { key: entry.key, value }),
        }
    }
    if let Some(first) = moved.first() {
        let span = first.value.span;
        let custom = rest.iter_mut().find(|entry| entry.key.name == "custom" && !entry.value.entries().is_empty());
        match custom.and_then(|custom| custom.value.entries_mut()) {
            Some(own) => own.append(&mut moved),
            None => {
                rest.retain(|entry| entry.key.name != "custom" || !entry.value.is_empty());
                rest.push(Entry::new("custom", Node { span, value: Value::Mapping(moved) }));
            }
        }
    }
    *sections = rest;
}

/// A custom section; the value unchanged if it is not one.
fn section(value: Node, key: &str, dialect: Dialect) -> Result<Node, Node> {
    let span = value.span;
    let title =
        ["title", "name", "heading", "label"].iter().find_map(|key| value.find(key)?.as_text().map(str::to_owned));
    let list = LISTS.iter().find(|list| value.find(list).is_some_and(|list| matches!(list.value, Value::Sequence(_))));
    let is_plain = value.entries().iter().all(|entry| {
        entry.value.is_empty()
            || list.is_some_and(|list| entry.key.name == *list)
            || title.as_deref() == entry.value.as_text()
    });
    let (title, items) = match (value.value, list) {
        (Value::Mapping(entries), Some(list)) if is_plain => {
            let found = entries.into_iter().find(|entry| entry.key.name == *list).map(|entry| entry.value.value);
            let Some(Value::Sequence(items)) = found else { return Err(Node::nothing(span)) };
            (title.unwrap_or_else(|| words(key)), items)
        }
        (Value::Sequence(items), _) if is_content(&items) => (words(key), items),
        (value, _) => return Err(Node { span, value }),
    };
    let entries: Vec<Node> =
        items.into_iter().filter(|item| !item.is_empty()).map(|item| entry(item, dialect)).collect();
    let made = vec![Entry::new("title", Node::text(title, span)), Entry::new("entries", Node::list(entries, span))];
    Ok(Node { span, value: Value::Mapping(made) })
}

/// Whether a list has something to print, rather than settings: numbers, or names of sections.
fn is_content(items: &[Node]) -> bool {
    let is_word = |item: &Node| match item.as_text() {
        Some(text) => text.chars().any(char::is_alphabetic) && !matches!(text, "true" | "false"),
        None => false,
    };
    let is_key = |item: &Node| item.as_text().is_some_and(|text| Section::find(text).is_some() || text == "summary");
    let full: Vec<&Node> = items.iter().filter(|item| !item.is_empty()).collect();
    let is_text = |item: &&Node| is_word(item) || item.leaves().into_iter().any(is_word);
    !full.is_empty() && full.iter().all(is_text) && !full.iter().all(|item| is_key(item))
}

/// An entry of a custom section.
fn entry(mut item: Node, dialect: Dialect) -> Node {
    let Some(fields) = Fields::of("custom") else { return item };
    let span = item.span;
    let text = |item: &Node| {
        let leaves: Vec<&str> = item.leaves().into_iter().filter_map(Node::as_text).collect();
        Node::text(leaves.join(", "), item.span)
    };
    let Some(entries) = item.entries_mut() else { return if item.as_text().is_some() { item } else { text(&item) } };
    entries.retain(|entry| !entry.value.is_empty());
    synonyms::rename(entries, fields, "custom", dialect, &mut Diagnostics::new());
    // What is left of texts is a line below the title, or its title.
    for wanted in ["title", "subtitle"] {
        if entries.iter().any(|entry| entry.key.name == wanted) {
            continue;
        }
        let is_free = |entry: &&mut Entry| {
            let is_text = entry.value.as_text().is_some_and(|text| text.chars().any(char::is_alphabetic));
            let is_for_programs = NOT_PRINTED.contains(&letters(&entry.key.name).as_str());
            is_text && fields.shape(&entry.key.name).is_none() && !is_switched_off(&entry.key.name) && !is_for_programs
        };
        if let Some(entry) = entries.iter_mut().find(is_free) {
            entry.key.name = wanted.into();
        }
    }
    if !entries.iter().any(|entry| entry.key.name == "title") {
        let is_line = |entry: &&mut Entry| {
            let shape = fields.shape(&entry.key.name);
            matches!(shape, Some(Shape::Line | Shape::Prose)) && entry.value.as_text().is_some()
        };
        match entries.iter_mut().find(is_line) {
            Some(entry) => entry.key.name = "title".into(),
            None => return text(&Node { span, value: Value::Mapping(std::mem::take(entries)) }),
        }
    }
    item
}

/// A key as a title: `openSource` is "Open Source".
pub(super) fn words(key: &str) -> String {
    let mut title = String::new();
    for letter in key.chars() {
        let begins = title.is_empty() || title.ends_with(' ');
        match letter {
            '_' | '-' | ' ' if begins => {}
            '_' | '-' | ' ' => title.push(' '),
            letter if letter.is_uppercase() && title.ends_with(char::is_lowercase) => {
                title.push(' ');
                title.push(letter);
            }
            letter if begins => title.extend(letter.to_uppercase()),
            letter => title.push(letter),
        }
    }
    title.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_becomes_a_title() {
        assert_eq!(words("openSource"), "Open Source");
        assert_eq!(words("community_work"), "Community Work");
        assert_eq!(words("talks"), "Talks");
    }
}
