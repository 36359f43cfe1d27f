//! People who speak for the person.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Email, Ignored, Paragraphs, Phone, Tags, Text};

/// Somebody to ask.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Reference {
    /// The name.
    #[schemars(example = &"Lucia Moreno")]
    pub name: Text,
    /// What they are.
    #[schemars(example = &"Partner")]
    pub position: Option<Text>,
    /// Where they work.
    #[schemars(example = &"Hale and Moreno")]
    pub organization: Option<Text>,
    /// The address that mail goes to.
    pub email: Option<Email>,
    /// The telephone number.
    pub phone: Option<Phone>,
    /// What they say.
    #[schemars(example = &"Robin sees what will fail before it does.")]
    pub reference: Option<Paragraphs>,
    /// Words by which the entry is chosen for an application.
    #[schemars(example = vec!["research", "teaching"])]
    #[serde(default)]
    pub tags: Tags,
    /// For the author's eyes; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<Ignored>,
}
