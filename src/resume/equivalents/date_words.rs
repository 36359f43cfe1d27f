//! Dates in the words of a language: `heute`, `März 2019`, `2019年3月`.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::resume::date_words::{OwnDateWords, meaning};
use crate::resume::{DateOrPeriod, End};
use crate::source::Source;
use crate::yaml::{Entry, Node, Value, edit};

/// The keys of dates.
const DATES: &[&str] = &["startDate", "endDate", "date", "releaseDate", "expires"];

/// The top-level keys without dates.
const APART: &[&str] = &["meta", "advice", "theme", "labels", "sections"];

/// The words in which dates may be written.
struct Words {
    /// The tags of the languages of the résumé.
    tags: Vec<String>,
    /// The words of the language files beside it.
    own: Vec<OwnDateWords>,
}

/// Replaces dates in words by their standard form, and warns about each. `files` are the language files beside the
/// résumé.
pub fn read(root: &mut Node, files: &[Source], diagnostics: &mut Diagnostics) {
    let words = Words { tags: languages(root), own: files.iter().map(OwnDateWords::of).collect() };
    for Entry { key, value } in root.entries_mut().into_iter().flatten() {
        if !APART.contains(&key.name.as_str()) {
            read_in(value, &key.name, &words, diagnostics);
        }
    }
}

/// The tags of the languages that a résumé or its `meta` names.
fn languages(root: &Node) -> Vec<String> {
    let named = root.find("language").or_else(|| root.find("meta").and_then(|meta| meta.find("language")));
    let Some(named) = named else { return Vec::new() };
    match &named.value {
        Value::Sequence(items) => items.iter().filter_map(Node::as_text).map(str::to_owned).collect(),
        _ => named.as_text().map(str::to_owned).into_iter().collect(),
    }
}

fn read_in(node: &mut Node, path: &str, words: &Words, diagnostics: &mut Diagnostics) {
    match &mut node.value {
        Value::Scalar { .. } => {}
        Value::Sequence(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                read_in(item, &format!("{path}[{index}]"), words, diagnostics);
            }
        }
        Value::Mapping(entries) => {
            for Entry { key, value } in entries {
                let path = format!("{path}.{}", key.name);
                match value.as_text().filter(|_| DATES.contains(&key.name.as_str())).map(str::to_owned) {
                    Some(text) => read_date(value, &text, &path, words, diagnostics),
                    None => read_in(value, &path, words, diagnostics),
                }
            }
        }
    }
}

fn read_date(node: &mut Node, text: &str, path: &str, words: &Words, diagnostics: &mut Diagnostics) {
    let is_end = path.ends_with(".endDate");
    let is_read = text.parse::<DateOrPeriod>().is_ok() || is_end && text.parse::<End>().is_ok();
    // Most dates.
    if is_read {
        return;
    }
    let standard = meaning(text, &words.tags, &words.own);
    let Some(standard) = standard.filter(|read| is_end || read != "present") else { return };
    let note = Diagnostic::warning(Code::DateFormat, format!("`{text}` is read as `{standard}`"));
    let note = note.at(node.span).path(path);
    let source = diagnostics.source(node.span.source);
    let fix = source.and_then(|source| edit::scalar(source, node.span, &standard));
    diagnostics.push(match fix {
        Some((span, text)) => note.fix("use the standard form", span, text),
        None => note.help("use the standard form"),
    });
    *node = Node::text(standard, node.span);
}
