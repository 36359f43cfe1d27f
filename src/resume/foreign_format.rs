//! Detects files that are not résumés, to report one error instead of one per key.

use super::Section;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::source::{Source, Span};
use crate::yaml::{Entry, Node, Value};

/// Formats that can be imported: a top-level key, a key below it if needed to identify the
/// format, and the format's name.
const IMPORTED: &[(&str, Option<&str>, &str)] =
    &[("cv", None, "RenderCV"), ("content", Some("basics"), "YAMLResume"), ("rendercv_settings", None, "RenderCV")];

/// Top-level keys of a résumé, besides the sections.
pub const KEYS: &[&str] = &[
    "basics",
    "custom",
    "sections",
    "language",
    "theme",
    "bibliography",
    "applications",
    "letter",
    "embed",
    "emphasize",
    "labels",
    "closing",
    "extends",
    "advice",
    "meta",
];

/// Whether a tree has the shape of Reactive Resume: sections that are mappings with `items`.
pub fn is_reactive_resume(root: &Node) -> bool {
    let is_listed = |entry: &Entry| {
        let custom = |entry: &Entry| {
            entry.key.name == "custom" && entry.value.entries().iter().any(|own| is_list(own.value.find("items")))
        };
        is_list(entry.value.find("items")) || custom(entry) || entry.value.find("content").is_some()
    };
    // What its program keeps in its database has the document below `data`.
    let root = root.find("data").filter(|data| data.find("basics").is_some()).unwrap_or(root);
    root.find("basics").is_some()
        && root.find("sections").is_some_and(|sections| sections.entries().iter().any(is_listed))
}

/// Whether a tree has the shape of FRESH: it says so, or has histories and no `basics`.
pub fn is_fresh(root: &Node) -> bool {
    let format = root.find("meta").and_then(|meta| meta.find("format")).and_then(Node::as_text);
    let has_history = |key: &&str| is_list(root.find(key).and_then(|value| value.find("history")));
    let is_named = format.is_some_and(|format| format.to_ascii_uppercase().starts_with("FRESH"));
    root.find("basics").is_none() && (is_named || ["employment", "education", "service"].iter().any(has_history))
}

fn is_list(value: Option<&Node>) -> bool {
    value.is_some_and(|value| matches!(value.value, Value::Sequence(_)))
}

/// The error for a file that is not a résumé: one of another tool, or a mapping in which no key is, or resembles, a
/// key of a résumé.
pub fn detect(root: &Node, source: &Source) -> Option<Diagnostic> {
    let Value::Mapping(entries) = &root.value else { return None };
    let tool = match root {
        root if is_reactive_resume(root) => Some("Reactive Resume"),
        root if is_fresh(root) => Some("FRESH"),
        _ => None,
    };
    if let (Some(tool), Some(first)) = (tool, entries.first()) {
        return Some(convert(source, tool, first.key.span));
    }
    let own: Vec<&str> = Section::ALL.iter().map(|section| section.key()).chain(KEYS.iter().copied()).collect();
    let first = entries.first()?;
    let exact = entries.iter().any(|entry| own.contains(&entry.key.name.as_str()));
    // Limit the comparisons: they are slow, and a file may have a hundred thousand keys.
    let resembles = |entry: &Entry| did_you_mean(&entry.key.name, own.iter().copied()).is_some();
    if exact || entries.iter().take(200).any(resembles) {
        return None;
    }
    let has = |entries: &[Entry], key: &str| entries.iter().any(|entry| entry.key.name == key);
    let below = |key: &str| entries.iter().find(|entry| entry.key.name == key).map(|entry| entry.value.entries());
    let foreign = IMPORTED
        .iter()
        .find(|(key, inner, _)| below(key).is_some_and(|below| inner.is_none_or(|inner| has(below, inner))));
    let name = source.name();
    let note = |message: String| Diagnostic::error(Code::WrongType, message).at(first.key.span);
    Some(match foreign {
        Some((_, _, tool)) => convert(source, tool, first.key.span),
        None => note(format!("`{name}` is not a résumé: it has none of the keys `basics`, `work`, `education`, …"))
            .help("pass the path of a résumé, or create a starter résumé with `recto new`"),
    })
}

/// The error for a file of another tool.
fn convert(source: &Source, tool: &str, place: Span) -> Diagnostic {
    let (name, result) = (source.name(), result_for(source));
    let note = Diagnostic::error(Code::WrongType, format!("`{name}` is a {tool} file")).at(place);
    note.help(format!("convert it with `recto import {name} -o {result}`"))
}

/// The name of the file that an import should write.
pub fn result_for(source: &Source) -> &'static str {
    if source.name().ends_with("resume.yaml") { "imported.yaml" } else { "resume.yaml" }
}
