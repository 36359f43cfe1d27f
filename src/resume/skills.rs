//! Skills.

use serde::Deserialize;

use super::Text;

/// A group of skills.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Skill {
    /// What the group is called, such as "Languages".
    pub name: Text,
    /// How well the person knows it, in a word.
    pub level: Option<Text>,
    /// The skills.
    #[serde(default)]
    pub keywords: Vec<Text>,
    /// For the author's eyes; never printed.
    pub note: Option<Text>,
}
