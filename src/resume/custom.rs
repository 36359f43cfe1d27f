//! Sections of the writer's own.

use std::fmt;

use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::{Date, End, Highlight, Ignored, Paragraphs, RichText, Tags, Text, Url};
use crate::source::Spanned;
use crate::yaml::scalar::{from_text, schema_by_hand, text_or_struct, text_or_struct_schema};

/// A section with a title of its own.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct CustomSection {
    /// Its title.
    #[schemars(example = &"Talks")]
    pub title: Text,
    /// What it holds.
    #[schemars(example = vec!["*Timber in earthquakes*, Portland"])]
    #[serde(default)]
    pub entries: Vec<CustomEntry>,
}

/// A line of text, or an entry with parts.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum CustomEntry {
    /// Rich text.
    Line(RichText),
    /// A heading with what belongs to it.
    Entry(Box<CustomParts>),
}

/// The parts of an entry of a section of one's own.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CustomParts {
    /// What leads the entry.
    #[schemars(example = &"Timber in earthquakes")]
    pub title: RichText,
    /// The line below the title.
    #[schemars(example = &"Keynote")]
    pub subtitle: Option<RichText>,
    /// Where it was.
    #[schemars(example = &"Portland, OR")]
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
    #[schemars(example = &"With a model on a shaking table.")]
    pub summary: Option<Paragraphs>,
    /// What was achieved, a line each.
    #[schemars(example = vec!["Heard by 300 engineers."])]
    #[serde(default)]
    pub highlights: Vec<Highlight>,
    /// Tools and subjects.
    #[schemars(example = vec!["timber"])]
    #[serde(default)]
    pub keywords: Vec<Text>,
    /// Words by which the entry is chosen for an application.
    #[schemars(example = vec!["research", "teaching"])]
    #[serde(default)]
    pub tags: Tags,
    /// For the author's eyes; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<Ignored>,
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

impl<'de> Deserialize<'de> for CustomEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text_or_struct(deserializer, KEYS, EntryVisitor)
    }
}

schema_by_hand!(CustomEntry, "entry", text_or_struct_schema::<RichText, CustomParts>);

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
