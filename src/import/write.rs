//! Writes the tree of a résumé as YAML with comments.

use serde_yaml::{Mapping, Value as Yaml};

use super::{DroppedList, Format, Kept};
use crate::schema;
use crate::source::{Source, is_text};
use crate::yaml::{Entry, Node, Value};

/// Writes a résumé with comments: its source, a description of each part, and at the end what
/// could not be imported.
pub fn write(root: &Node, format: Format, source: &Source, losses: &DroppedList) -> String {
    let mut text = format!(
        "# A résumé for Recto, imported from {} ({format}).\n\
         # `recto build` typesets it; `recto schema --format markdown` describes every key.\n",
        in_a_comment(source.name())
    );
    let meanings = schema::meanings();
    for entry in root.entries().iter().filter(|entry| !is_empty(&entry.value)) {
        if let Some(meaning) = meanings.get(&entry.key.name) {
            text.push_str(&format!("\n# {meaning}\n"));
        }
        let part: Mapping =
            [(Yaml::from(entry.key.name.as_str()), value(&entry.key.name, &entry.value))].into_iter().collect();
        text.push_str(&serde_yaml::to_string(&part).expect("a tree of texts is plain data"));
    }
    let mut comments: Vec<_> = losses.0.iter().filter(|loss| loss.kept == Kept::Comment).collect();
    comments.sort_by_key(|loss| loss.span);
    if !comments.is_empty() {
        text.push_str("\n# Not imported:\n");
    }
    for loss in comments {
        let line = source.position(loss.span.start).line;
        let written = in_a_comment(&source.text()[loss.span.range()]);
        text.push_str(&format!("#   line {line}, {}: {written}\n", in_a_comment(&loss.path)));
    }
    text
}

/// Makes a text safe for a comment: on one line, without characters that YAML forbids.
pub fn in_a_comment(text: &str) -> String {
    let text = text.replace(|letter| !is_text(letter), "\u{fffd}");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Converts a value for serialization. Years in dates become numbers, which need no quotes.
fn value(key: &str, node: &Node) -> Yaml {
    match &node.value {
        Value::Scalar { text, .. } if key == "hidden" && text == "true" => true.into(),
        Value::Scalar { text, .. } => match text.trim().parse::<u16>() {
            Ok(year @ 1000..3000) if key.to_lowercase().ends_with("date") => year.into(),
            _ => text.trim().replace(['\u{85}', '\u{2028}', '\u{2029}'], " ").into(),
        },
        Value::Sequence(items) => {
            Yaml::Sequence(items.iter().filter(|item| !is_empty(item)).map(|item| value(key, item)).collect())
        }
        Value::Mapping(entries) => {
            let written = entries.iter().filter(|entry| !is_empty(&entry.value));
            let pair = |entry: &Entry| (entry.key.name.as_str().into(), value(&entry.key.name, &entry.value));
            Yaml::Mapping(written.map(pair).collect())
        }
    }
}

fn is_empty(node: &Node) -> bool {
    match &node.value {
        Value::Scalar { .. } => node.is_absent(),
        Value::Sequence(items) => items.iter().all(is_empty),
        Value::Mapping(entries) => entries.iter().all(|entry| is_empty(&entry.value)),
    }
}
