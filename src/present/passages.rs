//! The texts of a résumé with their paths.

use std::collections::BTreeMap;

use super::document::{ContactKind, Document};
use super::field::{Field, TextRole};
use crate::source::Origin;

/// A text of a résumé.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Passage {
    /// Its path, such as `work[Google].highlights[1]`.
    pub path: String,
    /// The key of its section; `basics` for the header.
    pub section: String,
    /// The text as printed.
    pub text: String,
    /// The location in the file.
    pub origin: Origin,
}

impl Document {
    /// The texts of the résumé, without URLs, phone numbers, dates, personal facts and generated text.
    pub fn passages(&self) -> Vec<Passage> {
        let Document { meta: _, header, sections, closing: _, letter: _ } = self;
        let mut found = Vec::new();
        let place = header.contacts.iter().filter(|contact| contact.kind == ContactKind::Location);
        let head = std::iter::once(&header.name).chain(header.tagline()).chain(place.map(|place| &place.text));
        head.for_each(|field| field.visit(&mut |inner| found.push(passage("basics", inner))));
        for section in sections {
            let mut own = Vec::new();
            let mut names = BTreeMap::new();
            section.visit(&mut |field| {
                field.visit(&mut |inner| {
                    if let (TextRole::Lead, Some((entry, _))) = (inner.role, inner.path.rsplit_once('.')) {
                        names.insert(entry.to_owned(), inner.plain());
                    }
                    if matches!(inner.role, TextRole::Lead | TextRole::Text) {
                        own.push(passage(&section.key, inner));
                    }
                });
            });
            own.iter_mut().for_each(|passage| passage.path = named(&passage.path, &names));
            found.extend(own);
        }
        found
    }
}

fn passage(section: &str, field: &Field) -> Passage {
    Passage { path: field.path.clone(), section: section.to_owned(), text: field.plain(), origin: field.origin }
}

/// A path that refers to entries by name instead of by index.
fn named(path: &str, names: &BTreeMap<String, String>) -> String {
    let mut made = String::new();
    let mut start = 0;
    for (at, _) in path.match_indices(']') {
        let end = at + 1;
        let number = path[..at].rfind('[').unwrap_or(at);
        made += &path[start..number];
        match names.get(&path[..end]) {
            Some(name) => made += &format!("[{name}]"),
            None => made += &path[number..end],
        }
        start = end;
    }
    made + &path[start..]
}
