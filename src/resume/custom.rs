//! Custom sections.

use std::fmt;

use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::keywords::keywords;
use super::{DateOrPeriod, End, Highlight, Ignored, Moment, PageBreak, Paragraphs, RichText, Tags, Text, Url};
use crate::source::Spanned;
use crate::yaml::scalar::{from_text, schema_by_hand, text_or_struct, text_or_struct_schema};

/// A custom section.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct CustomSection {
    /// The section title.
    #[schemars(example = &"Talks")]
    pub title: Text,
    /// The entries of the section.
    #[schemars(example = vec!["*Timber in earthquakes*, Portland"])]
    #[serde(default)]
    pub entries: Vec<CustomEntry>,
}

/// A line of text, or a structured entry.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum CustomEntry {
    /// Rich text.
    Line(RichText),
    /// A structured entry.
    Entry(Box<CustomParts>),
}

/// A structured entry of a custom section.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CustomParts {
    /// The title of the entry.
    #[schemars(example = &"Timber in earthquakes")]
    pub title: RichText,
    /// The line below the title.
    #[schemars(example = &"Keynote")]
    pub subtitle: Option<RichText>,
    /// The place.
    #[schemars(example = &"Portland, OR")]
    pub location: Option<Text>,
    /// A web page about it.
    pub url: Option<Url>,
    /// The date, for a single point in time.
    pub date: Option<Spanned<DateOrPeriod>>,
    /// The start date.
    pub start_date: Option<Spanned<Moment>>,
    /// The end date.
    pub end_date: Option<Spanned<End>>,
    /// A short description.
    #[schemars(example = &"With a model on a shaking table.")]
    pub summary: Option<Paragraphs>,
    /// Achievements, one per line.
    #[schemars(example = vec!["Heard by 300 engineers."])]
    #[serde(default)]
    pub highlights: Vec<Highlight>,
    /// Tools and topics.
    #[schemars(example = vec!["timber"])]
    #[serde(default, deserialize_with = "keywords")]
    pub keywords: Vec<Text>,
    /// Whether to leave it out of every output, as if it were not in the file.
    #[schemars(example = true)]
    #[serde(default, skip_serializing)]
    pub hidden: bool,
    /// `before` starts a new page with the entry.
    pub page_break: Option<PageBreak>,
    /// Whether to keep the entry on one page, if it fits on one.
    #[schemars(example = true)]
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keep_together: bool,
    /// Tags for selecting the entry in an application.
    #[schemars(example = vec!["research", "teaching"])]
    #[serde(default)]
    pub tags: Tags,
    /// Private note; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<Ignored>,
}

/// The keys of a structured entry.
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
    "hidden",
    "pageBreak",
    "keepTogether",
    "tags",
    "note",
];

impl CustomEntry {
    /// The parts of a structured entry.
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
