//! Keys of other formats that can be read one way only: those of JSON Resume before version 1.0.0, and
//! `visible`, the opposite of `hidden`.

use super::Section;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Span;
use crate::yaml::{Entry, Node, Value};

/// The section of a legacy key (every section if empty), the key, and its current name.
const RENAMED: &[(&str, &str, &str)] = &[
    ("", "website", "url"),
    ("basics", "bio", "summary"),
    ("basics", "picture", "image"),
    ("basics", "title", "label"),
    ("education", "gpa", "score"),
    ("languages", "level", "fluency"),
    ("publications", "publishDate", "releaseDate"),
    ("work", "company", "name"),
];

/// Renames legacy keys and warns about each. If the current key is also present, the legacy key
/// is dropped, unless `keep` is set. Only standard sections can contain legacy keys: keys within `custom`,
/// `applications` and `meta` are left alone.
pub fn rename_all(root: &mut Node, keep: bool, diagnostics: &mut Diagnostics) {
    let Value::Mapping(sections) = &mut root.value else { return };
    let known = |key: &str| key == "basics" || Section::find(key).is_some();
    for Entry { key, value } in sections.iter_mut().filter(|entry| known(&entry.key.name)) {
        match &mut value.value {
            Value::Mapping(_) => rename(&key.name, value, keep, diagnostics),
            Value::Sequence(entries) => {
                entries.iter_mut().for_each(|entry| rename(&key.name, entry, keep, diagnostics));
            }
            Value::Scalar { .. } => {}
        }
    }
    for Entry { value, .. } in sections.iter_mut().filter(|entry| known(&entry.key.name) || entry.key.name == "custom")
    {
        read_visible(value, diagnostics);
    }
}

/// Reads `visible: false` as `hidden: true`, at all levels.
fn read_visible(node: &mut Node, diagnostics: &mut Diagnostics) {
    match &mut node.value {
        Value::Scalar { .. } => {}
        Value::Sequence(items) => items.iter_mut().for_each(|item| read_visible(item, diagnostics)),
        Value::Mapping(entries) => {
            entries.iter_mut().for_each(|entry| read_visible(&mut entry.value, diagnostics));
            let Some(at) = entries.iter().position(|entry| entry.key.name == "visible") else { return };
            let hidden = match &entries[at].value.value {
                Value::Scalar { text, .. } if text == "false" => "true",
                Value::Scalar { text, .. } if text == "true" => "false",
                _ => return,
            };
            let (key, value) = (&entries[at].key, &entries[at].value);
            let span = Span { end: value.span.end, ..key.span };
            let between = diagnostics
                .source(span.source)
                .and_then(|source| source.text().get(key.span.end..value.span.start))
                .unwrap_or(": ");
            let written = format!("{}{between}{hidden}", key.written("hidden"));
            let note =
                Diagnostic::warning(Code::LegacyKey, format!("`visible` is read as `hidden: {hidden}`")).at(span);
            diagnostics.push(note.fix("use `hidden`", span, written));
            entries[at].key.name = "hidden".into();
            entries[at].value.value = Value::Scalar { text: hidden.into(), plain: true };
        }
    }
}

fn rename(section: &str, node: &mut Node, keep: bool, diagnostics: &mut Diagnostics) {
    let Value::Mapping(entries) = &mut node.value else { return };
    for (place, old, new) in RENAMED {
        if !place.is_empty() && *place != section {
            continue;
        }
        let Some(at) = entries.iter().position(|entry| entry.key.name == *old) else { continue };
        let span = entries[at].key.span;
        let path = format!("{section}.{old}");
        if let Some(current) = entries.iter().position(|entry| entry.key.name == *new) {
            let says_nothing_new = |one: &Entry, other: &Entry| {
                one.value.is_absent() || one.value.as_text().is_some_and(|text| other.value.as_text() == Some(text))
            };
            if says_nothing_new(&entries[at], &entries[current]) {
                entries.remove(at);
                continue;
            }
            if entries[current].value.is_absent() {
                entries[at].key.name = (*new).into();
                entries.remove(current);
                continue;
            }
            if keep {
                continue;
            }
            let note =
                Diagnostic::warning(Code::LegacyKey, format!("`{old}` is ignored because `{new}` is also present"));
            diagnostics.push(
                note.at(span).path(path).help(format!("`{old}` is the old name of `{new}`; keep one of the two")),
            );
            entries.remove(at);
            continue;
        }
        let note = Diagnostic::warning(Code::LegacyKey, format!("`{old}` is the old name of `{new}`"));
        diagnostics.push(note.at(span).path(path).fix("use the current name", span, entries[at].key.written(new)));
        entries[at].key.name = (*new).into();
    }
}
