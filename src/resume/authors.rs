//! The authors of a publication.

use serde::Serialize;
use serde::de::{Deserialize, Deserializer};

use super::RichText;
use crate::yaml::scalar::{one_or_many, one_or_many_schema, schema_by_hand};

/// The authors in order: a list, or one text that contains all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Authors(Vec<RichText>);

impl Authors {
    /// The authors, in order.
    pub fn list(&self) -> &[RichText] {
        &self.0
    }
}

impl FromIterator<RichText> for Authors {
    fn from_iter<I: IntoIterator<Item = RichText>>(authors: I) -> Self {
        Authors(authors.into_iter().collect())
    }
}

impl<'de> Deserialize<'de> for Authors {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        one_or_many(deserializer, "a list of authors, or one text with all of them").map(Authors)
    }
}

schema_by_hand!(Authors, "authors", |_| one_or_many_schema::<RichText>());
