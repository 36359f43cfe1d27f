//! Files that are something else altogether, which is said in one sentence rather
//! than key by key.

use super::Section;
use crate::diagnostic::{Diagnostic, Id, did_you_mean};
use crate::source::Source;
use crate::yaml::{Entry, Node, Value};

/// Other tools' files that can be imported: a key at the top, one below it if that
/// is needed to tell, and the format's name.
const IMPORTED: &[(&str, Option<&str>, &str)] =
    &[("cv", None, "RenderCV"), ("content", Some("basics"), "YAMLResume"), ("rendercv_settings", None, "RenderCV")];

/// Keys at the top of a résumé, beside the sections.
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
    "advice",
    "meta",
];

/// Says what a file is if it is no résumé: a mapping in which not one key is, or
/// resembles, one of a résumé's.
pub fn recognise(root: &Node, source: &Source) -> Option<Diagnostic> {
    let Value::Mapping(entries) = &root.value else { return None };
    let own: Vec<&str> = Section::ALL.iter().map(|section| section.key()).chain(KEYS.iter().copied()).collect();
    let first = entries.first()?;
    let exact = entries.iter().any(|entry| own.contains(&entry.key.name.as_str()));
    // A file may have a hundred thousand keys, and comparing spellings is slow.
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
    let note = |message: String| Diagnostic::error(Id::WrongType, message).at(first.key.span);
    let result = if name.ends_with("resume.yaml") { "imported.yaml" } else { "resume.yaml" };
    Some(match foreign {
        Some((_, _, tool)) => note(format!("`{name}` is a file of {tool}"))
            .help(format!("`recto import {name} -o {result}` makes a résumé of it")),
        None => note(format!("`{name}` is no résumé: it has none of the keys `basics`, `work`, `education` and so on"))
            .help("name the file that the résumé is in; `recto new` writes one to begin with"),
    })
}
