//! The titles of sections in the result.

use super::super::draft::text;
use super::lines::{Document, escaped};
use super::segment::Segment;
use super::titles;
use crate::locale::{capitalizes_nouns, usual_title, vocabulary};
use crate::resume::Section;
use crate::source::Span;
use crate::yaml::{Entry, Key, Node, Value};

/// The title of a section as it is written, in capitals only if it is short.
pub fn shown_title(document: &Document, segment: &Segment) -> String {
    let text = document.lines[segment.title].cells[0].text();
    let text = titles::trimmed(&text);
    let text = titles::unspaced(text).unwrap_or_else(|| text.to_owned());
    let is_caps = text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase);
    if !is_caps || text.chars().count() <= 3 {
        return text;
    }
    if let Some(written) = titles::as_written(&text) {
        return written.to_owned();
    }
    // Few languages begin each word of a title with a capital, and some all nouns.
    let has_capitals = |language: &str| language == "en" || capitalizes_nouns(language);
    if !document.languages.is_empty() && !document.languages.iter().any(|language| has_capitals(language)) {
        let mut letters = text.chars();
        return letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect();
    }
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .map_or(String::new(), |first| first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect())
    };
    let small = |word: &str| vocabulary().small_words.contains(&word.to_lowercase().as_str());
    let words = text.split(' ').enumerate();
    let cased = words.map(|(at, word)| if at > 0 && small(word) { word.to_lowercase() } else { capital(word) });
    cased.collect::<Vec<_>>().join(" ")
}

/// The key of an item of the list of sections.
pub fn key_of(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar { text, .. } => Some(text),
        Value::Mapping(entries) => entries.first().map(|entry| entry.key.name.as_str()),
        Value::Sequence(_) => None,
    }
}

/// A section of the list of sections, with its title.
pub fn choice(key: &str, title: &str, span: Span) -> Node {
    Node {
        span,
        value: Value::Mapping(vec![Entry {
            key: Key { span, name: key.to_owned() },
            value: text(escaped(title), span),
        }]),
    }
}

/// Leaves out the titles that the language has anyway.
pub fn without_usual_titles(root: &mut Node, language: Option<&str>) {
    let Some(entries) = root.entries_mut() else { return };
    let usual = |key: &str, title: &str| {
        Section::find(key).is_some_and(|section| usual_title(language, section).is_some_and(|usual| usual == title))
    };
    for entry in entries.iter_mut().filter(|entry| entry.key.name == "sections") {
        let Value::Sequence(items) = &mut entry.value.value else { continue };
        for item in items.iter_mut() {
            let Value::Mapping(choices) = &item.value else { continue };
            let [Entry { key, value: Node { value: Value::Scalar { text: title, .. }, .. } }] = &choices[..] else {
                continue;
            };
            if usual(&key.name, title) {
                *item = text(key.name.clone(), item.span);
            }
        }
    }
}
