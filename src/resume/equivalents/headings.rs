//! Entries and sections without what they are called by.

use super::custom;
use super::fields::{Fields, sections};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::yaml::{Entry, Node, Value};

/// The keys that may stand at the head of an entry that has no name, in order of preference.
const STAND_INS: &[(&str, &[&str])] = &[
    ("work", &["position", "team", "description", "url"]),
    ("volunteer", &["position", "summary", "url"]),
    ("education", &["area", "studyType"]),
    ("projects", &["description", "entity", "url"]),
    ("awards", &["awarder", "summary"]),
    ("certificates", &["issuer", "url"]),
    ("publications", &["summary", "publisher", "url"]),
    ("languages", &["fluency"]),
    ("references", &["organization", "position", "reference"]),
];

/// Heads entries that have no name with another value, and custom sections that have no title with their key,
/// and says so.
pub fn fill_in(root: &mut Node, diagnostics: &mut Diagnostics) {
    let Some(all) = root.entries_mut() else { return };
    for fields in sections() {
        let Some(Entry { value, .. }) = all.iter_mut().find(|entry| entry.key.name == fields.section) else { continue };
        let Value::Sequence(items) = &mut value.value else { continue };
        for (index, item) in items.iter_mut().enumerate() {
            fill_in_entry(item, index, fields, diagnostics);
        }
    }
    let custom = all.iter_mut().find(|entry| entry.key.name == "custom");
    for Entry { key, value } in custom.and_then(|custom| custom.value.entries_mut()).into_iter().flatten() {
        if matches!(value.value, Value::Sequence(_)) {
            let message = format!("`{}` is a list, and is read as the `entries` of a section", key.name);
            let note = Diagnostic::warning(Code::WrongType, message).at(key.span).path(format!("custom.{}", key.name));
            diagnostics.push(note.help("put the list below `entries`, beside a `title`"));
            let entries = std::mem::replace(value, Node::nothing(value.span));
            *value = Node::pair("entries", entries);
        }
        let has_entries = value.find("entries").is_some_and(|entries| matches!(entries.value, Value::Sequence(_)));
        // Another key may be a misspelt title.
        let is_plain = value.entries().iter().all(|entry| ["title", "entries"].contains(&entry.key.name.as_str()));
        if !(has_entries && is_plain) || value.find("title").is_some() {
            continue;
        }
        let written = value.entries().iter().find(|entry| entry.key.name == "title").map_or(key.span, |it| it.key.span);
        let title = custom::words(&key.name);
        let message = format!("`title` is missing, and the key `{}` stands in its place", key.name);
        let note = Diagnostic::warning(Code::MissingKey, message).at(written).path(format!("custom.{}", key.name));
        let note = note.help(format!("add `title: {title}`"));
        diagnostics.push(note.help("for a text without a title below the last section, use `closing`"));
        let title = Node::text(title, key.span);
        if let Some(entries) = value.entries_mut() {
            entries.retain(|entry| entry.key.name != "title");
            entries.insert(0, Entry::new("title", title));
        }
    }
}

fn fill_in_entry(item: &mut Node, index: usize, fields: &Fields, diagnostics: &mut Diagnostics) {
    let (section, heading) = (fields.section, fields.heading());
    let Some((_, stand_ins)) = STAND_INS.iter().find(|(own, _)| *own == section) else { return };
    let roles = ["positions", "degrees"];
    if item.find(heading).is_some() || item.entries().is_empty() || roles.iter().any(|key| item.find(key).is_some()) {
        return;
    }
    let Some(found) = stand_ins.iter().find(|key| item.find(key).is_some_and(|value| value.as_text().is_some())) else {
        return;
    };
    let span = item.entries().first().map_or(item.span, |entry| entry.key.span);
    let Some(entries) = item.entries_mut() else { return };
    entries.retain(|entry| entry.key.name != heading);
    for entry in entries.iter_mut().filter(|entry| entry.key.name == **found) {
        entry.key.name = heading.into();
    }
    let message = format!("`{heading}` is missing, and `{found}` stands in its place");
    let note = Diagnostic::warning(Code::MissingKey, message).at(span).path(format!("{section}[{index}]"));
    diagnostics.push(note.help(format!("add `{heading}`")));
}
