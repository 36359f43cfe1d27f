//! Sections of the writer's own.

use std::fmt;

use serde::Serializer;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::{Date, End, Highlight, Paragraphs, RichText, Tags, Text, Url};
use crate::source::Spanned;
use crate::yaml::scalar::{from_text, text_or_struct};

/// The sections, by the keys that `sections` knows them under, in file order.
#[derive(Debug, Clone, Default)]
pub struct Custom(Vec<(Spanned<String>, CustomSection)>);

/// A section with a title of its own.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct CustomSection {
    /// Its title.
    pub title: Text,
    /// What it holds.
    #[serde(default)]
    pub entries: Vec<CustomEntry>,
}

/// A line of text, or an entry with parts.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum CustomEntry {
    /// Rich text.
    Line(RichText),
    /// A heading with what belongs to it.
    Entry(Box<CustomParts>),
}

/// The parts of an entry.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomParts {
    /// What leads the entry.
    pub title: RichText,
    /// The line below the title.
    pub subtitle: Option<RichText>,
    /// Where it was.
    pub location: Option<Text>,
    /// Its page.
    pub url: Option<Url>,
    /// When it was, if it did not last.
    pub date: Option<Spanned<Date>>,
    /// When it began.
    pub start_date: Option<Spanned<Date>>,
    /// When it ended.
    pub end_date: Option<Spanned<End>>,
    /// What it was about.
    pub summary: Option<Paragraphs>,
    /// What was achieved, a line each.
    #[serde(default)]
    pub highlights: Vec<Highlight>,
    /// Tools and subjects.
    #[serde(default)]
    pub keywords: Vec<Text>,
    /// Words by which the entry is chosen for an application.
    #[serde(default)]
    pub tags: Tags,
    /// For the author's eyes; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<IgnoredAny>,
}

/// The keys of an entry with parts.
const KEYS: &[&str] = &[
    "title",
    "subtitle",
    "location",
    "url",
    "date",
    "startDate",
    "endDate",
    "summary",
    "highlights",
    "keywords",
    "tags",
    "note",
];

impl CustomEntry {
    /// The parts of an entry that is more than a line.
    pub fn parts(&self) -> Option<&CustomParts> {
        match self {
            CustomEntry::Line(_) => None,
            CustomEntry::Entry(parts) => Some(parts),
        }
    }
}

impl Custom {
    /// The sections with their keys, in file order.
    pub fn sections(&self) -> impl Iterator<Item = (&Spanned<String>, &CustomSection)> {
        self.0.iter().map(|(key, section)| (key, section))
    }

    /// The section of a key.
    pub fn find(&self, key: &str) -> Option<&CustomSection> {
        self.sections().find(|(name, _)| name.value == key).map(|(_, section)| section)
    }
}

impl<'de> Deserialize<'de> for Custom {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(CustomVisitor)
    }
}

impl Serialize for Custom {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.sections())
    }
}

struct CustomVisitor;

impl<'de> Visitor<'de> for CustomVisitor {
    type Value = Custom;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a mapping of keys to sections")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Custom, A::Error> {
        let mut sections = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            sections.push(entry);
        }
        Ok(Custom(sections))
    }
}

impl<'de> Deserialize<'de> for CustomEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text_or_struct(deserializer, KEYS, EntryVisitor)
    }
}

struct EntryVisitor;

impl<'de> Visitor<'de> for EntryVisitor {
    type Value = CustomEntry;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("text, or a mapping with `title`")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<CustomEntry, E> {
        Ok(CustomEntry::Line(from_text(text)?))
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<CustomEntry, A::Error> {
        CustomParts::deserialize(MapAccessDeserializer::new(entries)).map(|parts| CustomEntry::Entry(Box::new(parts)))
    }
}
