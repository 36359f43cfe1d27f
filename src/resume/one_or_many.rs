//! One value, or a list of them.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::yaml::Scalar;
use crate::yaml::scalar::{one_or_many, one_or_many_schema};

/// Values of which there is usually one: written as that value, or as a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneOrMany<T>(Vec<T>);

impl<T> OneOrMany<T> {
    /// The values, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// The first value.
    pub fn first(&self) -> Option<&T> {
        self.0.first()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Removes all values.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// The values with their paths: that of the key for a single one.
    pub(crate) fn with_paths(&self, key: &str) -> impl Iterator<Item = (&T, String)> {
        let path = move |index| if self.0.len() == 1 { key.to_owned() } else { format!("{key}[{index}]") };
        self.0.iter().enumerate().map(move |(index, value)| (value, path(index)))
    }
}

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        OneOrMany(Vec::new())
    }
}

impl<'de, T: Scalar + Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        one_or_many(deserializer, "a text, or a list of texts").map(OneOrMany)
    }
}

impl<T: Serialize> Serialize for OneOrMany<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0[..] {
            [one] => one.serialize(serializer),
            all => all.serialize(serializer),
        }
    }
}

impl<T: Scalar> JsonSchema for OneOrMany<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("one or a list of {}", T::NAME).into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        one_or_many_schema::<T>()
    }
}
