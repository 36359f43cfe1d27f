//! Tags for selecting entries in an application.

use std::fmt;

use serde::Serialize;
use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};

use super::PlainText;
use crate::source::Spanned;
use crate::yaml::scalar::{from_text, one_or_many, one_or_many_schema, schema_by_hand};

/// A list of tags, or one tag.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tags(Vec<PlainText>);

impl Tags {
    /// The tags, in file order.
    pub fn words(&self) -> &[PlainText] {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Tags {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        one_or_many(deserializer, "a tag or a list of tags").map(Tags)
    }
}

schema_by_hand!(Tags, "tags", |_| one_or_many_schema::<PlainText>());

/// The tags in an application's filter, with their spans: a list, or one tag.
#[derive(Debug, Clone, Default, Serialize)]
pub struct WantedTags(Vec<Spanned<PlainText>>);

impl WantedTags {
    /// The tags, in file order.
    pub fn words(&self) -> &[Spanned<PlainText>] {
        &self.0
    }

    /// The tags with one added.
    pub fn with(&self, tag: &str) -> WantedTags {
        let place = self.0.first().map(|word| word.span);
        let more = place.zip(tag.parse().ok()).map(|(span, value)| Spanned { value, span });
        WantedTags(self.0.iter().cloned().chain(more).collect())
    }

    /// The tags with one removed.
    pub fn without(&self, tag: &str) -> WantedTags {
        WantedTags(self.0.iter().filter(|word| *word.value != *tag).cloned().collect())
    }
}

impl<'de> Deserialize<'de> for WantedTags {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Spanned { value, span } = Spanned::<OneOrMany>::deserialize(deserializer)?;
        Ok(WantedTags(match value {
            OneOrMany::One(word) => vec![Spanned { value: word, span }],
            OneOrMany::Many(words) => words,
        }))
    }
}

schema_by_hand!(WantedTags, "tags", |_| one_or_many_schema::<PlainText>());

/// Tags before a single one has its span.
enum OneOrMany {
    One(PlainText),
    Many(Vec<Spanned<PlainText>>),
}

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WantedVisitor)
    }
}

struct WantedVisitor;

impl<'de> Visitor<'de> for WantedVisitor {
    type Value = OneOrMany;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a tag or a list of tags")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<OneOrMany, E> {
        from_text(text).map(OneOrMany::One)
    }

    fn visit_unit<E: de::Error>(self) -> Result<OneOrMany, E> {
        Ok(OneOrMany::Many(Vec::new()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<OneOrMany, A::Error> {
        let mut words = Vec::new();
        while let Some(word) = items.next_element()? {
            words.push(word);
        }
        Ok(OneOrMany::Many(words))
    }
}
