//! Skills, languages, interests.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::{Tags, Text};

/// A group of skills.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Skill {
    /// What the group is called, such as "Languages".
    pub name: Text,
    /// How well the person knows it, in a word.
    pub level: Option<Text>,
    /// The skills.
    #[serde(default)]
    pub keywords: Vec<Text>,
    /// Words by which the entry is chosen for an application.
    #[serde(default)]
    pub tags: Tags,
    /// For the author's eyes; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<IgnoredAny>,
}

/// A language the person speaks.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Language {
    /// The language.
    pub language: Text,
    /// How well, in words or as a level such as "B2".
    pub fluency: Option<Text>,
    /// Words by which the entry is chosen for an application.
    #[serde(default)]
    pub tags: Tags,
    /// For the author's eyes; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<IgnoredAny>,
}

/// Something the person likes to do.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Interest {
    /// What it is called.
    pub name: Text,
    /// What belongs to it.
    #[serde(default)]
    pub keywords: Vec<Text>,
    /// Words by which the entry is chosen for an application.
    #[serde(default)]
    pub tags: Tags,
    /// For the author's eyes; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<IgnoredAny>,
}
