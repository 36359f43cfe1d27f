//! JSON Resume, 0.x and 1.x, which is nearly the format of Recto.

use super::dropped::{DroppedList, Kept};
use super::unstructured::html;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::resume::{Dialect, read_equivalents};
use crate::source::{Source, Span};
use crate::yaml::{self, Entry, Node, Value};

/// Replaces what other versions and tools write differently by the form that a résumé has.
pub fn convert(mut root: Node, losses: &mut DroppedList, diagnostics: &mut Diagnostics) -> Node {
    merge_duplicates(&mut root, "", losses, diagnostics);
    name_language(&mut root);
    let mut found = Diagnostics::new();
    read_equivalents(&mut root, Dialect::Imported, &[], &mut found);
    for note in found.sorted() {
        // Nothing is lost, and the result shows it.
        if !matches!(note.code, Code::LegacyKey | Code::WrongType | Code::UnknownKey | Code::HtmlInText) {
            diagnostics.push(Diagnostic { fix: None, ..with_fix_as_help(note) });
        }
    }
    resolve_entities(&mut root);
    without_absent(&mut root);
    below_root(&mut root);
    root
}

/// Writes entities of HTML as characters. What they keep from being a tag or markup is escaped.
fn resolve_entities(node: &mut Node) {
    match &mut node.value {
        Value::Scalar { text, .. } if text.contains('&') => {
            let resolved = html::decoded(&text.replace("&lt;", "\\<"));
            *text = resolved.replace('\u{a0}', " ");
        }
        Value::Scalar { .. } => {}
        Value::Sequence(items) => items.iter_mut().for_each(resolve_entities),
        Value::Mapping(entries) => entries.iter_mut().for_each(|entry| resolve_entities(&mut entry.value)),
    }
}

/// Makes the path of a picture on a website relative.
fn below_root(root: &mut Node) {
    let entries =
        |node: &mut Node, key: &str| -> Option<usize> { node.entries().iter().position(|entry| entry.key.name == key) };
    let Some(at) = entries(root, "basics") else { return };
    let Some(basics) = root.entries_mut().map(|sections| &mut sections[at].value) else { return };
    let Some(at) = entries(basics, "image") else { return };
    if let Some(Value::Scalar { text, .. }) = basics.entries_mut().map(|entries| &mut entries[at].value.value) {
        *text = text.trim_start_matches('/').to_owned();
    }
}

/// The title of a fix as help: in the result, it is done.
fn with_fix_as_help(note: &Diagnostic) -> Diagnostic {
    match &note.fix {
        Some(fix) => note.clone().help(fix.title.clone()),
        None => note.clone(),
    }
}

/// Merges the values of a key that occurs twice. Of two texts, the last one counts, as for other programs that
/// read JSON.
fn merge_duplicates(node: &mut Node, path: &str, losses: &mut DroppedList, diagnostics: &mut Diagnostics) {
    match &mut node.value {
        Value::Scalar { .. } => {}
        Value::Sequence(items) => items
            .iter_mut()
            .enumerate()
            .for_each(|(index, item)| merge_duplicates(item, &format!("{path}[{index}]"), losses, diagnostics)),
        Value::Mapping(entries) => {
            let mut merged: Vec<Entry> = Vec::new();
            for entry in std::mem::take(entries) {
                let Some(at) = merged.iter().position(|known| known.key.name == entry.key.name) else {
                    merged.push(entry);
                    continue;
                };
                let path = if path.is_empty() { entry.key.name.clone() } else { format!("{path}.{}", entry.key.name) };
                let message = format!("`{}` occurs twice", entry.key.name);
                let note = Diagnostic::warning(Code::DuplicateKey, message).label(entry.key.span, "again");
                let note = note.label(merged[at].key.span, "first").path(path.as_str());
                let before = &mut merged[at];
                let help = match (&mut before.value.value, entry.value.value) {
                    (_, Value::Scalar { text, plain }) if Node::nothing_in(&text, plain) => "the first one was used",
                    (Value::Sequence(items), Value::Sequence(mut more)) => {
                        items.append(&mut more);
                        "both lists were joined"
                    }
                    (Value::Mapping(entries), Value::Mapping(mut more)) => {
                        entries.append(&mut more);
                        "both were joined"
                    }
                    (_, value) => {
                        let span = Span { end: before.value.span.end, ..before.key.span };
                        if !before.value.is_empty() {
                            losses.push(path, span, "a later key has the same name", Kept::Comment);
                        }
                        before.value = Node { span: entry.value.span, value };
                        before.key = entry.key;
                        "the last one was used"
                    }
                };
                diagnostics.push(note.help(help));
            }
            *entries = merged;
            for Entry { key, value } in entries {
                let path = if path.is_empty() { key.name.clone() } else { format!("{path}.{}", key.name) };
                merge_duplicates(value, &path, losses, diagnostics);
            }
        }
    }
}

/// Takes the language from `meta`, if nothing else names it.
fn name_language(root: &mut Node) {
    let has = |key: &str| root.find(key).is_some();
    if has("language") && root.find("language").is_some_and(|value| value.as_text().is_some())
        || has("lang")
        || has("locale")
    {
        return;
    }
    let meta = root.find("meta").and_then(|meta| ["language", "lang", "locale"].iter().find_map(|key| meta.find(key)));
    let Some(language) = meta.filter(|tag| tag.as_text().is_some_and(crate::locale::Locale::is_supported)).cloned()
    else {
        return;
    };
    if let Some(entries) = root.entries_mut() {
        entries.push(Entry::new("lang", language));
    }
}

/// Removes what is empty, so that the paths of what is left are those in the result.
fn without_absent(node: &mut Node) {
    match &mut node.value {
        Value::Scalar { .. } => {}
        Value::Sequence(items) => {
            items.iter_mut().for_each(without_absent);
            items.retain(|item| !item.is_absent());
        }
        Value::Mapping(entries) => {
            entries.iter_mut().for_each(|entry| without_absent(&mut entry.value));
            entries.retain(|entry| !entry.value.is_absent());
        }
    }
}

/// The comments of the file, as comments of the result.
pub fn comments(source: &Source) -> String {
    let text = source.text();
    let mut lines = String::new();
    for comment in yaml::json_comments(text) {
        let line = source.position(comment.start).line;
        let words = text[comment].trim_start_matches(['/', '*']).trim_end_matches(['/', '*']);
        let words = super::write::in_a_comment(words);
        lines.push_str(&format!("#   line {line}: {words}\n"));
    }
    if lines.is_empty() { lines } else { format!("\n# Comments in the original file:\n{lines}") }
}
