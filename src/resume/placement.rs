//! Where entries and sections stand on pages.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A page break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PageBreak {
    /// Before the content.
    Before,
}
