//! People who speak for the person.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::{Email, Paragraphs, Phone, Tags, Text};

/// Somebody to ask.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reference {
    /// The name.
    pub name: Text,
    /// What they are.
    pub position: Option<Text>,
    /// Where they work.
    pub organization: Option<Text>,
    /// The address that mail goes to.
    pub email: Option<Email>,
    /// The telephone number.
    pub phone: Option<Phone>,
    /// What they say.
    pub reference: Option<Paragraphs>,
    /// Words by which the entry is chosen for an application.
    #[serde(default)]
    pub tags: Tags,
    /// For the author's eyes; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<IgnoredAny>,
}
