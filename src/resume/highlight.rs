//! Highlights: achievements, one per line.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{Block, List, ListItem, Paragraphs, RichText, Tags};
use crate::yaml::Scalar;
use crate::yaml::scalar::{from_text, schema_by_hand, text_or_struct, text_or_struct_schema};

/// A line with optional tags and nested highlights.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Highlight {
    /// The text.
    pub text: RichText,
    /// Whether to leave it out.
    pub hidden: bool,
    /// Tags for selecting it in an application.
    pub tags: Tags,
    /// Nested highlights.
    pub highlights: Vec<Highlight>,
    /// Its number, in a numbered list.
    pub number: Option<u32>,
    /// The whole text, if it includes the nested highlights.
    written: Option<String>,
}

impl Highlight {
    /// A highlight without tags.
    fn new(text: RichText, highlights: Vec<Highlight>) -> Highlight {
        Highlight { text, hidden: false, tags: Tags::default(), highlights, number: None, written: None }
    }

    /// Removes what is hidden; returns how many highlights that is.
    pub(super) fn drop_hidden(highlights: &mut Vec<Highlight>) -> usize {
        let before = highlights.len();
        highlights.retain(|highlight| !highlight.hidden);
        let dropped = before - highlights.len();
        dropped + highlights.iter_mut().map(|it| Highlight::drop_hidden(&mut it.highlights)).sum::<usize>()
    }

    /// A text whose further lines are a list, or that starts with a bullet; `None` if it is neither.
    fn with_list(text: &Paragraphs) -> Option<Highlight> {
        let (lead, lists) = match text.blocks() {
            [Block::Paragraph(lead), lists @ ..] => (lead, lists),
            [Block::List(List { first: None, items }), lists @ ..] => match &items[..] {
                [ListItem { text, below }] if lists.is_empty() => {
                    return Some(Highlight::new(text.clone(), below.iter().flat_map(Self::of_list).collect()));
                }
                _ => return None,
            },
            [Block::List(_), ..] | [] => return None,
        };
        let lists: Option<Vec<&List>> = lists
            .iter()
            .map(|block| match block {
                Block::List(list) => Some(list),
                Block::Paragraph(_) => None,
            })
            .collect();
        Some(Highlight::new(lead.clone(), lists?.into_iter().flat_map(Self::of_list).collect()))
    }

    /// The items of a list.
    fn of_list(list: &List) -> Vec<Highlight> {
        let item = |(index, ListItem { text, below }): (usize, &ListItem)| {
            let number = list.first.map(|first| first + index as u32);
            Highlight { number, ..Highlight::new(text.clone(), below.iter().flat_map(Self::of_list).collect()) }
        };
        list.items.iter().enumerate().map(item).collect()
    }
}

/// The keys of the mapping form.
const KEYS: &[&str] = &["text", "hidden", "tags", "highlights"];

/// A highlight with tags or nested highlights.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Highlight")]
struct Mapping {
    /// The text.
    #[schemars(example = &"Designed a *64-metre footbridge*.")]
    text: RichText,
    /// Whether to leave it out of every output, as if it were not in the file.
    #[schemars(example = true)]
    #[serde(default)]
    hidden: bool,
    /// Tags for selecting the highlight in an application.
    #[schemars(example = vec!["research", "teaching"])]
    #[serde(default)]
    tags: Tags,
    /// Nested highlights.
    #[schemars(example = vec!["Opened two months early."])]
    #[serde(default)]
    highlights: Vec<Highlight>,
}

schema_by_hand!(Highlight, "highlight", text_or_struct_schema::<RichText, Mapping>);

impl<'de> Deserialize<'de> for Highlight {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text_or_struct(deserializer, KEYS, HighlightVisitor)
    }
}

/// Serialized as text if there are no tags and no nested highlights.
impl Serialize for Highlight {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Highlight { text, hidden: _, tags, highlights, number: _, written } = self;
        if let Some(written) = written {
            return written.serialize(serializer);
        }
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
        let bullets = ['-', '*', '–', '•', '‣', '▪', '◦', '●', '■', '·'];
        if !text.contains('\n') && !text.trim_start().starts_with(bullets) {
            return Ok(Highlight::new(from_text(text)?, Vec::new()));
        }
        let paragraphs: Paragraphs = from_text(text)?;
        match Highlight::with_list(&paragraphs) {
            Some(highlight) => Ok(Highlight { written: Some(paragraphs.to_string()), ..highlight }),
            // Several items, or paragraphs after them: lines of one highlight.
            None => {
                let origin = paragraphs.texts().next().map(RichText::origin).unwrap_or_default();
                let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
                let text: RichText = lines.join("\\\n").parse().map_err(E::custom)?;
                Ok(Highlight::new(text.read_at(origin), Vec::new()))
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Highlight, A::Error> {
        let Mapping { text, hidden, tags, highlights } = Mapping::deserialize(MapAccessDeserializer::new(entries))?;
        Ok(Highlight { hidden, tags, ..Highlight::new(text, highlights) })
    }
}
