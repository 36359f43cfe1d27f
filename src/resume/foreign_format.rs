//! Detects files that are not résumés, to report one error instead of one per key.

use super::Section;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::source::Source;
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

/// The error for a file that is not a résumé: a mapping in which no key is, or resembles, a key
/// of a résumé.
pub fn detect(root: &Node, source: &Source) -> Option<Diagnostic> {
    let Value::Mapping(entries) = &root.value else { return None };
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
    let result = result_for(source);
    let note = |message: String| Diagnostic::error(Code::WrongType, message).at(first.key.span);
    Some(match foreign {
        Some((_, _, tool)) => note(format!("`{name}` is a {tool} file"))
            .help(format!("convert it with `recto import {name} -o {result}`")),
        None => note(format!("`{name}` is not a résumé: it has none of the keys `basics`, `work`, `education`, …"))
            .help("pass the path of a résumé, or create a starter résumé with `recto new`"),
    })
}

/// The name of the file that an import should write.
pub fn result_for(source: &Source) -> &'static str {
    if source.name().ends_with("resume.yaml") { "imported.yaml" } else { "resume.yaml" }
}
