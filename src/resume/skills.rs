//! Skills, languages and interests.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::keywords::keywords;
use super::{Ignored, PageBreak, Tags, Text};

/// A group of skills.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Skill {
    /// The name of the group, such as "Languages". A group without a name is a list of keywords.
    #[schemars(example = &"Software")]
    pub name: Option<Text>,
    /// The level of proficiency, in a word.
    #[schemars(example = &"advanced")]
    pub level: Option<Text>,
    /// The skills.
    #[schemars(example = vec!["Revit", "Rhino", "Python"])]
    #[serde(default, deserialize_with = "keywords")]
    pub keywords: Vec<Text>,
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

/// A hobby or interest.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Interest {
    /// The name of the interest. Without it, the keywords are a list of interests.
    #[schemars(example = &"Sailing")]
    pub name: Option<Text>,
    /// Details of the interest.
    #[schemars(example = vec!["dinghies", "navigation"])]
    #[serde(default, deserialize_with = "keywords")]
    pub keywords: Vec<Text>,
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
