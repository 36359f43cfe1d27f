//! Words by which entries are chosen for an application.

use std::fmt;

use serde::Serialize;
use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};

use super::Text;
use crate::source::Spanned;
use crate::yaml::scalar::{from_text, one_or_many, one_or_many_schema, schema_by_hand};

/// A list of words, or one word.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tags(Vec<Text>);

impl Tags {
    /// The words, in the order written.
    pub fn words(&self) -> &[Text] {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Tags {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        one_or_many(deserializer, "a word or a list of words").map(Tags)
    }
}

schema_by_hand!(Tags, "tags", |_| one_or_many_schema::<Text>());

/// Tags that an application asks for, each with its place: a list, or one word.
#[derive(Debug, Clone, Default, Serialize)]
pub struct WantedTags(Vec<Spanned<Text>>);

impl WantedTags {
    /// The words, in the order written.
    pub fn words(&self) -> &[Spanned<Text>] {
        &self.0
    }

    /// The same and one more, which has no place of its own.
    pub fn with(&self, tag: &str) -> WantedTags {
        let place = self.0.first().map(|word| word.span);
        let more = place.zip(tag.parse().ok()).map(|(span, value)| Spanned { value, span });
        WantedTags(self.0.iter().cloned().chain(more).collect())
    }

    /// The same but for one.
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

schema_by_hand!(WantedTags, "tags", |_| one_or_many_schema::<Text>());

/// Tags before one that stands alone has its place.
enum OneOrMany {
    One(Text),
    Many(Vec<Spanned<Text>>),
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
