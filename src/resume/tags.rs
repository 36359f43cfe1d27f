//! Words by which entries are chosen for an application.

use serde::Serialize;
use serde::de::{Deserialize, Deserializer};

use super::Text;
use crate::yaml::scalar::{one_or_many, one_or_many_schema, schema_by_hand};

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
