//! Skills, languages and interests.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Ignored, Tags, Text};

/// A group of skills.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Skill {
    /// The name of the group, such as "Languages".
    #[schemars(example = &"Software")]
    pub name: Text,
    /// The level of proficiency, in a word.
    #[schemars(example = &"advanced")]
    pub level: Option<Text>,
    /// The skills.
    #[schemars(example = vec!["Revit", "Rhino", "Python"])]
    #[serde(default)]
    pub keywords: Vec<Text>,
    /// Tags for selecting the entry in an application.
    #[schemars(example = vec!["research", "teaching"])]
    #[serde(default)]
    pub tags: Tags,
    /// Private note; never printed.
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
    /// The level of proficiency, in words or as a CEFR level such as "B2".
    #[schemars(example = &"fluent")]
    pub fluency: Option<Text>,
    /// Tags for selecting the entry in an application.
    #[schemars(example = vec!["research", "teaching"])]
    #[serde(default)]
    pub tags: Tags,
    /// Private note; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<Ignored>,
}

/// A hobby or interest.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Interest {
    /// The name of the interest.
    #[schemars(example = &"Sailing")]
    pub name: Text,
    /// Details of the interest.
    #[schemars(example = vec!["dinghies", "navigation"])]
    #[serde(default)]
    pub keywords: Vec<Text>,
    /// Tags for selecting the entry in an application.
    #[schemars(example = vec!["research", "teaching"])]
    #[serde(default)]
    pub tags: Tags,
    /// Private note; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<Ignored>,
}
