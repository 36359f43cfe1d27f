//! The text at the end of a résumé.

use std::fmt;

use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeStruct, Serializer};
use serde::{Deserialize, Serialize};

use super::{Date, Paragraphs, PlainText, Text};
use crate::source::Spanned;
use crate::yaml::scalar::{from_text, schema_by_hand, text_or_struct, text_or_struct_schema};

/// The text below the last section: a consent clause, a declaration.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Closing {
    /// The text.
    pub text: Paragraphs,
    /// The place of the signature.
    pub place: Option<Text>,
    /// The date of the signature.
    pub date: Option<Spanned<Date>>,
    /// A picture of the signature: a file path relative to the résumé.
    pub signature: Option<Spanned<PlainText>>,
}

/// A closing with a signature.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Closing")]
struct Mapping {
    /// The text.
    #[schemars(example = &"I agree to the processing of my personal data for this application.")]
    text: Paragraphs,
    /// The place of the signature.
    #[schemars(example = &"Kraków")]
    place: Option<Text>,
    /// The date of the signature.
    date: Option<Spanned<Date>>,
    /// A picture of the signature: a file path relative to the résumé.
    #[schemars(example = &"signature.png")]
    signature: Option<Spanned<PlainText>>,
}

/// The keys of the mapping form.
const KEYS: &[&str] = &["text", "place", "date", "signature"];

schema_by_hand!(Closing, "closing", text_or_struct_schema::<Paragraphs, Mapping>);

impl<'de> Deserialize<'de> for Closing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text_or_struct(deserializer, KEYS, ClosingVisitor)
    }
}

/// Serialized as text if there is nothing else.
impl Serialize for Closing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Closing { text, place, date, signature } = self;
        if place.is_none() && date.is_none() && signature.is_none() {
            return text.serialize(serializer);
        }
        let mut mapping = serializer.serialize_struct("Closing", KEYS.len())?;
        mapping.serialize_field("text", text)?;
        mapping.serialize_field("place", place)?;
        mapping.serialize_field("date", date)?;
        mapping.serialize_field("signature", signature)?;
        mapping.end()
    }
}

struct ClosingVisitor;

impl<'de> Visitor<'de> for ClosingVisitor {
    type Value = Closing;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("text, or a mapping with `text`, `place`, `date` and `signature`")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Closing, E> {
        Ok(Closing { text: from_text(text)?, place: None, date: None, signature: None })
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Closing, A::Error> {
        let Mapping { text, place, date, signature } = Mapping::deserialize(MapAccessDeserializer::new(entries))?;
        Ok(Closing { text, place, date, signature })
    }
}
