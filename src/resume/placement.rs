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

/// Where an entry or a section stands on pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Placement {
    /// Whether it starts a new page.
    pub break_before: bool,
    /// Whether it stays on one page, if it fits on one.
    pub keep_together: bool,
}
