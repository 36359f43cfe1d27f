//! Printed text on one line.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{PlainText, RichText};
use crate::source::Origin;
use crate::yaml::scalar::{scalar, scalar_schema};
use crate::yaml::{Problem, Scalar};

/// Text on one line, with optional markup: a name, a title, a place. Never empty.
///
/// It dereferences to its text without markup, which serves metadata, sorting and comparison.
#[derive(Debug, Clone)]
pub struct Text {
    plain: String,
    rich: RichText,
}

impl Text {
    /// Where it was read.
    pub fn origin(&self) -> Origin {
        self.rich.origin()
    }

    /// The text with its markup.
    pub fn rich(&self) -> &RichText {
        &self.rich
    }

    /// Whether it has markup.
    pub fn has_markup(&self) -> bool {
        self.rich.has_markup()
    }
}

impl FromStr for Text {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        // One line: the trimming, limits and errors are those of plain text.
        let line: PlainText = text.parse()?;
        let rich: RichText = line.parse()?;
        Ok(Text { plain: rich.plain(), rich })
    }
}

impl Scalar for Text {
    const NAME: &'static str = "text";
    const FORM: &'static str = "Text on one line, with optional markup as in rich text.";
    const EXAMPLE: &'static str = "text";
    const TYPES: &'static [&'static str] = &["string", "number", "boolean"];

    fn remarks(&self, written: &str) -> Vec<Problem> {
        self.rich.remarks(written)
    }

    fn read_at(self, origin: Origin) -> Self {
        Text { rich: self.rich.read_at(origin), ..self }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.plain
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        self.rich.content() == other.rich.content()
    }
}

impl Eq for Text {}

/// The text without markup.
impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.plain)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        scalar(deserializer)
    }
}

/// The text as written, including markup.
impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.rich.serialize(serializer)
    }
}

impl JsonSchema for Text {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        Text::NAME.into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        scalar_schema::<Text>()
    }
}
