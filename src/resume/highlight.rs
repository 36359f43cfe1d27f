//! What was achieved, a line each.

use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{RichText, Tags};
use crate::yaml::scalar::{from_text, text_or_struct};

/// A line, perhaps with tags and with lines below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Highlight {
    /// The line.
    pub text: RichText,
    /// Words by which it is chosen.
    pub tags: Tags,
    /// The lines below it.
    pub highlights: Vec<Highlight>,
}

/// The keys of the form that is a mapping.
const KEYS: &[&str] = &["text", "tags", "highlights"];

#[derive(Deserialize)]
struct Mapping {
    text: RichText,
    #[serde(default)]
    tags: Tags,
    #[serde(default)]
    highlights: Vec<Highlight>,
}

impl<'de> Deserialize<'de> for Highlight {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text_or_struct(deserializer, KEYS, HighlightVisitor)
    }
}

/// A line without tags and without lines below it is written as text.
impl Serialize for Highlight {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Highlight { text, tags, highlights } = self;
        if tags.words().is_empty() && highlights.is_empty() {
            return text.serialize(serializer);
        }
        let mut mapping = serializer.serialize_struct("Highlight", KEYS.len())?;
        mapping.serialize_field("text", text)?;
        mapping.serialize_field("tags", tags)?;
        mapping.serialize_field("highlights", highlights)?;
        mapping.end()
    }
}

struct HighlightVisitor;

impl<'de> Visitor<'de> for HighlightVisitor {
    type Value = Highlight;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("text, or a mapping with `text`, `tags` and `highlights`")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Highlight, E> {
        Ok(Highlight { text: from_text(text)?, tags: Tags::default(), highlights: Vec::new() })
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Highlight, A::Error> {
        let Mapping { text, tags, highlights } = Mapping::deserialize(MapAccessDeserializer::new(entries))?;
        Ok(Highlight { text, tags, highlights })
    }
}
