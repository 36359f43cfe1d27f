//! Settings for writing advice.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::PlainText;
use crate::source::Spanned;

/// Settings for the writing advice of `recto check`.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct AdviceChoice {
    /// Rules to turn off, by their names in `docs/advice.md`.
    #[schemars(example = vec!["bullet-long"])]
    #[serde(default)]
    pub allow: Vec<Spanned<PlainText>>,
    /// Correct words that no dictionary contains, in any capitalization.
    #[schemars(example = vec!["proning", "shotcreting"])]
    #[serde(default)]
    pub words: Vec<Spanned<PlainText>>,
}
