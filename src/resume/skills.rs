//! Skills, languages, interests.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Ignored, Tags, Text};

/// A group of skills.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Skill {
    /// What the group is called, such as "Languages".
    #[schemars(example = &"Software")]
    pub name: Text,
    /// How well the person knows it, in a word.
    #[schemars(example = &"advanced")]
    pub level: Option<Text>,
    /// The skills.
    #[schemars(example = vec!["Revit", "Rhino", "Python"])]
    #[serde(default)]
    pub keywords: Vec<Text>,
    /// Words by which the entry is chosen for an application.
    #[schemars(example = vec!["research", "teaching"])]
    #[serde(default)]
    pub tags: Tags,
    /// For the author's eyes; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<Ignored>,
}

/// A language the person speaks.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Language {
    /// The language.
    #[schemars(example = &"Spanish")]
    pub language: Text,
    /// How well, in words or as a level such as "B2".
    #[schemars(example = &"fluent")]
    pub fluency: Option<Text>,
    /// Words by which the entry is chosen for an application.
    #[schemars(example = vec!["research", "teaching"])]
    #[serde(default)]
    pub tags: Tags,
    /// For the author's eyes; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<Ignored>,
}

/// Something the person likes to do.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Interest {
    /// What it is called.
    #[schemars(example = &"Sailing")]
    pub name: Text,
    /// What belongs to it.
    #[schemars(example = vec!["dinghies", "navigation"])]
    #[serde(default)]
    pub keywords: Vec<Text>,
    /// Words by which the entry is chosen for an application.
    #[schemars(example = vec!["research", "teaching"])]
    #[serde(default)]
    pub tags: Tags,
    /// For the author's eyes; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<Ignored>,
}
