//! Lists of entries that are written in another form: as texts, or as mappings of names to entries; and
//! entries in which there is nothing.

use super::fields::{Fields, Shape, sections};
use super::{Dialect, synonyms};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Source;
use crate::yaml::{Entry, Node, Value, edit};

/// Sections that may be a mapping of names to what belongs to each.
const BY_NAME: &[&str] = &["skills", "languages", "interests"];

/// Removes the keys without a value at the top of the file and from all entries.
pub fn drop_empty_keys(root: &mut Node) {
    if let Some(sections) = root.entries_mut() {
        sections.retain(|entry| !entry.value.is_absent());
    }
    for Entry { key, value } in root.entries_mut().into_iter().flatten() {
        if Fields::of(&key.name).is_some() {
            drop_empty_below(value);
        }
    }
}

fn drop_empty_below(node: &mut Node) {
    match &mut node.value {
        Value::Scalar { .. } => {}
        Value::Sequence(items) => items.iter_mut().for_each(drop_empty_below),
        Value::Mapping(entries) => {
            entries.iter_mut().for_each(|entry| drop_empty_below(&mut entry.value));
            entries.retain(|entry| !entry.value.is_absent());
        }
    }
}

/// Reads the sections as lists of entries.
pub fn read(root: &mut Node, dialect: Dialect, diagnostics: &mut Diagnostics) {
    let Some(sections) = root.entries_mut() else { return };
    for Entry { key, value } in sections {
        if let Some(fields) = Fields::of(&key.name).filter(|fields| fields.is_list() && fields.section != "custom") {
            as_entries(value, fields, dialect, diagnostics);
        }
    }
}

/// Replaces the value of a section by a list of mappings, if it is clear how.
pub fn as_entries(value: &mut Node, fields: &Fields, dialect: Dialect, diagnostics: &mut Diagnostics) {
    if value.is_absent() {
        return;
    }
    let span = value.span;
    let section = fields.section;
    let note = |message: String, node: &Node| Diagnostic::warning(Code::WrongType, message).at(node.span);
    match &mut value.value {
        Value::Scalar { text, .. } => {
            let words = if BY_NAME.contains(&section) { split_words(text) } else { vec![text.trim().to_owned()] };
            let words: Vec<Node> = words.into_iter().map(|word| Node::text(word, span)).collect();
            let message = format!("`{section}` is a text, and is read as a list of entries");
            diagnostics.push(note(message, value).path(section).help("write a list of entries, each with its keys"));
            *value =
                Node::list(words.into_iter().map(|word| Node::pair(text_key(fields, &word), word)).collect(), span);
        }
        Value::Mapping(entries) => {
            let is_entry = entries.iter().any(|entry| fields.shape(&entry.key.name).is_some());
            let by_name = BY_NAME.contains(&section) || dialect.is_foreign();
            if !is_entry && !by_name {
                return;
            }
            let entries = std::mem::take(entries);
            let (what, items) = match is_entry {
                true => ("one entry", vec![Node { span, value: Value::Mapping(entries) }]),
                false => ("a mapping", entries.into_iter().flat_map(|entry| named(entry, fields)).collect()),
            };
            let message = format!("`{section}` is {what}, and is read as a list of entries");
            diagnostics.push(note(message, value).path(section).help("write a list of entries, each with its keys"));
            *value = Node::list(items, span);
        }
        Value::Sequence(items) => {
            if dialect.is_foreign() {
                flatten(items);
            }
            let texts = items.iter().filter(|item| item.as_text().is_some()).count();
            let all = texts == items.iter().filter(|item| !item.is_absent()).count();
            if section == "skills" && all && texts > 0 {
                let keywords = std::mem::take(items);
                let message = "the skills are texts, and are read as the `keywords` of one group".to_owned();
                diagnostics.push(in_braces(note(message, value).path(section), value, diagnostics));
                let keywords = Node::list(keywords, span);
                *value = Node::list(vec![Node::pair("keywords", keywords)], span);
                return;
            }
            if BY_NAME.contains(&section) {
                items
                    .iter_mut()
                    .enumerate()
                    .for_each(|(index, item)| by_name(item, index, fields, dialect, diagnostics));
            }
            for (index, item) in items.iter_mut().enumerate() {
                let Some(text) = item.as_text().map(str::to_owned) else { continue };
                let key = text_key(fields, item);
                let message = format!("this entry is a text, and is read as its `{key}`");
                let note = note(message, item).path(format!("{section}[{index}]"));
                let entry = diagnostics.source(item.span.source).map(|source| edit::mapping(source, key, &text));
                diagnostics.push(match entry {
                    Some(entry) => note.fix("write it as a mapping", item.span, entry),
                    None => note.help("write it as a mapping"),
                });
                let text = std::mem::replace(item, Node::nothing(item.span));
                *item = Node::pair(key, text);
            }
        }
    }
}

/// Reads `- French: fluent` as an entry that is called by its key.
fn by_name(item: &mut Node, index: usize, fields: &Fields, dialect: Dialect, diagnostics: &mut Diagnostics) {
    let [Entry { key, value }] = item.entries() else { return };
    let is_key = fields.shape(&key.name).is_some() || synonyms::resembles_key(&key.name, fields, dialect);
    if is_key || value.is_absent() || !value.entries().is_empty() {
        return;
    }
    let message = format!("`{}` is read as the `{}` of an entry", key.name, fields.heading());
    let note = Diagnostic::warning(Code::WrongType, message).at(key.span);
    let note = note.path(format!("{}[{index}]", fields.section));
    diagnostics.push(note.help(format!("write `{}: {}`, and the rest under its own key", fields.heading(), key.name)));
    let span = item.span;
    let Some(entry) = item.entries_mut().and_then(Vec::pop) else { return };
    *item = named(entry, fields).pop().unwrap_or_else(|| Node::nothing(span));
}

/// Whether a value is from a file whose fixes must be JSON.
fn written_in_json(node: &Node, diagnostics: &Diagnostics) -> bool {
    diagnostics.source(node.span.source).is_some_and(Source::is_json)
}

/// Shows how to put a list of skills into a group.
fn in_braces(note: Diagnostic, list: &Node, diagnostics: &Diagnostics) -> Diagnostic {
    let source = diagnostics.source(list.span.source);
    let written = source.and_then(|source| source.text().get(list.span.range()));
    match written.filter(|written| written.starts_with('[') && !written.contains('\n')) {
        Some(written) if written_in_json(list, diagnostics) => {
            note.fix("write a group", list.span, format!("[{{\"keywords\": {written}}}]"))
        }
        Some(written) => note.fix("write a group", list.span, format!("[{{keywords: {written}}}]")),
        None => note.help("put the list below the key `keywords` of a group"),
    }
}

/// The key of an entry for which a text may stand.
fn text_key(fields: &Fields, text: &Node) -> &'static str {
    // A reference is a name, or what somebody has said.
    let is_said = fields.section == "references" && text.as_text().is_some_and(|text| text.chars().count() > 60);
    if is_said { "reference" } else { fields.heading() }
}

/// The entries of a mapping of names: `Tools: [Bison, QEMU]`, `French: fluent`.
fn named(Entry { key, value }: Entry, fields: &Fields) -> Vec<Node> {
    let name = Node::text(key.name.clone(), key.span);
    let span = value.span;
    let second = fields.keys.iter().find(|(key, shape)| match fields.section {
        "skills" | "interests" => *shape == Shape::Words,
        "languages" => *key == "fluency",
        _ => *shape == Shape::Prose,
    });
    let mut entries = vec![Entry::new(fields.heading(), name)];
    match value.value {
        Value::Mapping(mut own) => {
            if own.iter().any(|entry| entry.key.name == fields.heading()) {
                entries.clear();
            }
            entries.append(&mut own);
        }
        Value::Sequence(items) if items.iter().any(|item| !item.entries().is_empty()) => return items,
        Value::Sequence(items) => entries.extend(second.map(|(key, _)| Entry::new(key, Node::list(items, span)))),
        Value::Scalar { text, plain } => {
            let value = match second {
                Some((_, Shape::Words)) if !Node::nothing_in(&text, plain) => {
                    Node::list(split_words(&text).into_iter().map(|word| Node::text(word, span)).collect(), span)
                }
                _ => Node { span, value: Value::Scalar { text, plain } },
            };
            entries.extend(second.map(|(key, _)| Entry::new(key, value)));
        }
    }
    vec![Node { span, value: Value::Mapping(entries) }]
}

/// Replaces lists in a list by their items.
fn flatten(items: &mut Vec<Node>) {
    if items.iter().all(|item| !matches!(item.value, Value::Sequence(_))) {
        return;
    }
    let flat = std::mem::take(items).into_iter().flat_map(|item| match item.value {
        Value::Sequence(inner) => inner,
        value @ (Value::Scalar { .. } | Value::Mapping(_)) => vec![Node { span: item.span, value }],
    });
    *items = flat.collect();
}

/// Splits a text at commas, if every piece is short. A comma between digits separates nothing.
pub fn split_words(text: &str) -> Vec<String> {
    const LONGEST: usize = 40;
    let pieces: Vec<&str> = text.split(", ").map(str::trim).filter(|piece| !piece.is_empty()).collect();
    let short = pieces.iter().all(|piece| piece.chars().count() <= LONGEST && !piece.ends_with('.'));
    let balanced = pieces.iter().all(|piece| piece.matches('(').count() == piece.matches(')').count());
    if short && balanced { pieces.into_iter().map(str::to_owned).collect() } else { vec![text.trim().to_owned()] }
}

/// Drops the entries in which there is nothing, and says so once for each section.
pub fn drop_empty(root: &mut Node, dialect: Dialect, diagnostics: &mut Diagnostics) {
    let Some(all) = root.entries_mut() else { return };
    for fields in sections() {
        let Some(Entry { value, .. }) = all.iter_mut().find(|entry| entry.key.name == fields.section) else { continue };
        drop_empty_of(value, fields, fields.section, dialect, diagnostics);
    }
    let basics = all.iter_mut().find(|entry| entry.key.name == "basics");
    let profiles = basics.and_then(|basics| basics.value.entries_mut()).into_iter().flatten();
    if let Some(Entry { value, .. }) = profiles.into_iter().find(|entry| entry.key.name == "profiles")
        && let Some(fields) = Fields::of("basics.profiles")
    {
        drop_empty_of(value, fields, "basics.profiles", dialect, diagnostics);
    }
}

fn drop_empty_of(value: &mut Node, fields: &Fields, path: &str, dialect: Dialect, diagnostics: &mut Diagnostics) {
    let Value::Sequence(items) = &mut value.value else { return };
    let mut dropped = Vec::new();
    for (index, item) in items.iter_mut().enumerate() {
        let says_something = |entry: &Entry| {
            let is_text = !matches!(fields.shape(&entry.key.name), Some(Shape::Date)) || !dialect.is_foreign();
            let is_setting = matches!(entry.key.name.as_str(), "hidden" | "tags" | "keepTogether" | "pageBreak");
            is_text && !is_setting && !entry.value.is_empty()
        };
        if matches!(item.value, Value::Mapping(_)) && !item.entries().iter().any(says_something) {
            dropped.push((index, item.span));
            // The entries after it keep their places.
            *item = Node::nothing(item.span);
        }
    }
    let Some((index, first)) = dropped.first() else { return };
    let message = match dropped.len() {
        1 => format!("an entry of `{path}` is empty, and is not printed"),
        count => format!("{count} entries of `{path}` are empty, and are not printed"),
    };
    let note = Diagnostic::warning(Code::MissingKey, message).at(*first).path(format!("{path}[{index}]"));
    diagnostics.push(note.help("remove what is not needed"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_split_only_where_a_comma_separates_them() {
        assert_eq!(split_words("Revit, Rhino, Python"), ["Revit", "Rhino", "Python"]);
        for text in ["1,500 users", "C (89, 99)", "Chess", "I led a group of many people in two towns, and more."] {
            assert_eq!(split_words(text), [text]);
        }
    }
}
