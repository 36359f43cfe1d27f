//! People who can provide a reference.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Email, Ignored, PageBreak, Paragraphs, Phone, Tags, Text};

/// A person who can provide a reference.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Reference {
    /// Their name.
    #[schemars(example = &"Lucia Moreno")]
    pub name: Text,
    /// Their position.
    #[schemars(example = &"Partner")]
    pub position: Option<Text>,
    /// Their organization.
    #[schemars(example = &"Hale and Moreno")]
    pub organization: Option<Text>,
    /// Their email address.
    pub email: Option<Email>,
    /// Their phone number.
    pub phone: Option<Phone>,
    /// The text of the reference.
    #[schemars(example = &"Robin sees what will fail before it does.")]
    pub reference: Option<Paragraphs>,
    /// Whether to leave it out of every output, as if it were not in the file.
    #[schemars(example = true)]
    #[serde(default, skip_serializing)]
    pub hidden: bool,
    /// `before` starts a new page with the entry.
    pub page_break: Option<PageBreak>,
    /// Whether to keep the entry on one page, if it fits on one.
    #[schemars(example = true)]
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keep_together: bool,
    /// Tags for selecting the entry in an application.
    #[schemars(example = vec!["research", "teaching"])]
    #[serde(default)]
    pub tags: Tags,
    /// Private note; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<Ignored>,
}
