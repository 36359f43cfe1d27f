//! The jobs applied to, and what of the résumé goes to each.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Ignored, Letter, SectionChoice, Text, ThemeChoice, WantedTags};
use crate::source::Spanned;

/// What differs from the résumé for one job.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
pub struct Application {
    /// The theme, instead of the résumé's.
    pub theme: Option<ThemeChoice>,
    /// The language, instead of the résumé's.
    #[schemars(example = &"en-GB")]
    pub language: Option<Spanned<Text>>,
    /// Of what has tags, only what has one of these is kept; what has none always is.
    #[schemars(example = ["research"])]
    #[serde(default)]
    pub only: WantedTags,
    /// What has one of these tags goes.
    #[schemars(example = ["teaching"])]
    #[serde(default)]
    pub without: WantedTags,
    /// Which sections are printed, in which order, instead of the résumé's choice.
    #[serde(default)]
    pub sections: Vec<SectionChoice>,
    /// The letter, instead of the résumé's.
    pub letter: Option<Letter>,
    /// For the author's eyes; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<Ignored>,
}
