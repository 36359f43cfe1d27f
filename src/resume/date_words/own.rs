//! The words of dates in the language files beside a résumé.

use std::path::Path;

use super::normal::normal;
use super::{DateWords, Meaning};
use crate::diagnostic::Diagnostics;
use crate::source::Source;
use crate::yaml::{self, Node, Value};

/// What stands for dates in a language file beside a résumé.
pub struct OwnDateWords {
    /// The tag for which it is named.
    tag: String,
    /// The language that it extends.
    base: String,
    /// Words and groups of words, normalized.
    phrases: Vec<(String, Meaning)>,
}

impl OwnDateWords {
    /// The words of a language file. What is wrong with the file is reported when its words are printed.
    pub fn of(source: &Source) -> OwnDateWords {
        let tag =
            Path::new(source.name()).file_stem().map(|stem| stem.to_string_lossy().to_lowercase().replace('_', "-"));
        let tag = tag.unwrap_or_default();
        let mut words = OwnDateWords { base: tag.clone(), tag, phrases: Vec::new() };
        if let Ok(root) = yaml::parse(source, &mut Diagnostics::new()) {
            words.base = root.find("extends").and_then(Node::as_text).map_or(words.base, str::to_owned);
            words.add(&root);
        }
        words
    }

    /// Whether the file is for a tag: for that one, or for its language.
    pub fn is_for(&self, tag: &str) -> bool {
        let tag = tag.to_lowercase().replace('_', "-");
        self.tag == tag || tag.split('-').next() == Some(&*self.tag)
    }

    /// The standard form of a date, a period, or an ongoing end.
    pub fn read(&self, text: &str, tag: &str) -> Option<String> {
        let phrases: Vec<(&str, Meaning)> =
            self.phrases.iter().map(|(phrase, meaning)| (&**phrase, *meaning)).collect();
        let calendar = super::of_language(&self.base).and_then(|base| base.calendar);
        let base = Some(&*self.base);
        DateWords { language: &self.tag, base, calendar, phrases: &phrases, orders: &[] }.read(text, Some(tag))
    }

    fn add(&mut self, root: &Node) {
        let at = |path: &[&str]| path.iter().try_fold(root, |node, key| node.find(key));
        for names in ["dotted", "short", "long", "dated", "since"] {
            self.add_numbered(at(&["months", names]), 1, Meaning::Month);
        }
        self.add_numbered(at(&["calendarMonths"]), 1, Meaning::OwnMonth);
        self.add_numbered(at(&["seasons"]), 0, Meaning::Season);
        self.add_numbered(at(&["quarters"]), 1, Meaning::Quarter);
        let words: [(&[&str], Meaning); 14] = [
            (&["present"], Meaning::Present),
            (&["reading", "present"], Meaning::Present),
            (&["reading", "from"], Meaning::Edge),
            (&["reading", "to"], Meaning::To),
            (&["reading", "expected"], Meaning::Expected),
            (&["firstDay"], Meaning::First),
            (&["expected"], Meaning::Expected),
            (&["expectedDegree"], Meaning::Expected),
            (&["expectedHigherDegree"], Meaning::Expected),
            (&["since"], Meaning::Since),
            (&["sinceYear"], Meaning::Since),
            (&["sinceDay"], Meaning::Since),
            (&["until"], Meaning::Until),
            (&["untilDay"], Meaning::Until),
        ];
        for (path, meaning) in words {
            texts(at(path)).into_iter().flat_map(pieces).for_each(|piece| self.set(piece, meaning));
        }
        for entry in at(&["reading", "monthNames"]).into_iter().flat_map(Node::entries) {
            if let Some(month) = entry.value.as_text().and_then(|number| number.parse().ok()) {
                self.set(&entry.key.name, Meaning::Month(month));
            }
        }
        for entry in ["yearEnding", "dayEnding"].iter().flat_map(|key| at(&[key])).flat_map(Node::entries) {
            texts(Some(&entry.value)).into_iter().for_each(|ending| self.set(ending, Meaning::Edge));
        }
        let patterns = ["dotted", "short", "long", "numeric"].map(|style| at(&["dates", style]));
        let patterns = patterns.into_iter().flatten().flat_map(Node::entries).map(|entry| Some(&entry.value));
        for pattern in patterns.chain([at(&["year"])]).flat_map(texts) {
            pieces(pattern).for_each(|piece| self.set(piece, Meaning::Nothing));
        }
    }

    /// Adds the items of a list by their number. The longest part of a pattern names it.
    fn add_numbered(&mut self, list: Option<&Node>, first: u8, meaning: impl Fn(u8) -> Meaning) {
        for (number, text) in (first..).zip(texts(list)) {
            if let Some(name) = pieces(text).max_by_key(|piece| piece.chars().count()) {
                self.set(name, meaning(number));
            }
        }
    }

    /// Adds a phrase, unless it has a meaning.
    fn set(&mut self, phrase: &str, meaning: Meaning) {
        let phrase: String = normal(phrase).into_iter().map(|(letter, _)| letter).collect();
        let phrase = phrase.trim();
        if phrase.contains(char::is_alphanumeric) && self.phrases.iter().all(|(known, _)| known != phrase) {
            self.phrases.push((phrase.to_owned(), meaning));
        }
    }
}

/// A text, or the texts of a list.
fn texts(node: Option<&Node>) -> Vec<&str> {
    match node.map(|node| &node.value) {
        Some(Value::Sequence(items)) => items.iter().map(|item| item.as_text().unwrap_or_default()).collect(),
        _ => node.and_then(Node::as_text).into_iter().collect(),
    }
}

/// The texts of a pattern between its places.
fn pieces(pattern: &str) -> impl Iterator<Item = &str> {
    pattern.split('}').filter_map(|piece| piece.split('{').next()).filter(|piece| piece.contains(char::is_alphanumeric))
}
