//! Which advice a résumé does without.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Text;
use crate::source::Spanned;

/// What `recto check` says of the writing.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct AdviceChoice {
    /// Advice that is not given, by the names of `docs/advice.md`.
    #[schemars(example = vec!["bullet-long"])]
    #[serde(default)]
    pub allow: Vec<Spanned<Text>>,
}
