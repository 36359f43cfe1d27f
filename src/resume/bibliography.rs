//! A bibliography file whose entries are added to the publications.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::PlainText;
use crate::source::Spanned;

/// A bibliography file, and which of its entries to use.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Bibliography {
    /// A BibTeX or BibLaTeX file (`.bib`) or a Hayagriva file (`.yml`); the path is relative to
    /// the résumé. Its entries follow those under `publications`, latest first.
    #[schemars(example = &"publications.bib")]
    pub file: Spanned<PlainText>,
    /// Keys of the entries to include. By default, all are included.
    #[schemars(example = vec!["castellane2019"])]
    #[serde(default)]
    pub only: Vec<Spanned<PlainText>>,
    /// Keys of entries to exclude.
    #[schemars(example = vec!["castellane2015"])]
    #[serde(default)]
    pub without: Vec<Spanned<PlainText>>,
}
