//! A file of references that adds to the publications.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Text;
use crate::source::Spanned;

/// Which file, and which of its entries.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Bibliography {
    /// A BibTeX or BibLaTeX file (`.bib`) or a Hayagriva file (`.yml`) beside the
    /// résumé. Its entries follow the publications written out, the latest first.
    #[schemars(example = &"publications.bib")]
    pub file: Spanned<Text>,
    /// The keys of the entries wanted. Without it: all.
    #[schemars(example = vec!["castellane2019"])]
    #[serde(default)]
    pub only: Vec<Spanned<Text>>,
    /// The keys of entries that are not wanted.
    #[schemars(example = vec!["castellane2015"])]
    #[serde(default)]
    pub without: Vec<Spanned<Text>>,
}
