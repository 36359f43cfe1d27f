//! The jobs applied to, and what of the résumé goes to each.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Date, HighlightLimits, Ignored, Keyed, Letter, Pages, Redacted, SectionChoice, Text, ThemeChoice, WantedTags,
};
use crate::source::Spanned;

/// What differs from the résumé for one job.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Application {
    /// The theme, instead of the résumé's.
    pub theme: Option<ThemeChoice>,
    /// The language, instead of the résumé's.
    #[schemars(example = &"en-GB")]
    pub language: Option<Spanned<Text>>,
    /// Of what has tags, only what has one of these is kept; what has none always is.
    #[schemars(example = vec!["research"])]
    #[serde(default)]
    pub only: WantedTags,
    /// What has one of these tags goes.
    #[schemars(example = vec!["teaching"])]
    #[serde(default)]
    pub without: WantedTags,
    /// What ended before this date goes; education stays.
    #[schemars(example = 2015)]
    pub since: Option<Date>,
    /// Of what ended before this date, only the first lines stay: no summary, no
    /// highlights.
    #[schemars(example = 2012)]
    pub collapse_before: Option<Date>,
    /// The most highlights of an entry, from the first on: a number, or one for each
    /// section.
    #[schemars(example = 4)]
    #[serde(default)]
    pub highlights: HighlightLimits,
    /// What of the person is left out: `contact` (street, email, telephone, web pages),
    /// `photo`, `facts`.
    #[schemars(example = vec!["photo"])]
    #[serde(default)]
    pub redact: Redacted,
    /// Fields that are set anew, by their paths: `basics.label`, `work[Google].highlights`,
    /// with an entry by its name or by its number, from 0.
    #[schemars(with = "BTreeMap<String, serde_json::Value>", example = serde_json::json!({ "basics.label": "Research Scientist" }))]
    #[serde(default)]
    pub set: Keyed<serde_yaml::Value>,
    /// Which sections are printed, in which order, instead of the résumé's choice.
    #[serde(default)]
    pub sections: Vec<SectionChoice>,
    /// The most pages, instead of the résumé's.
    #[schemars(example = 1)]
    pub pages: Option<Spanned<Pages>>,
    /// The letter, instead of the résumé's.
    pub letter: Option<Letter>,
    /// The advertisement, a file beside the résumé, which `recto match` reads.
    #[schemars(example = &"jobs/deepmind.md")]
    pub job: Option<Spanned<Text>>,
    /// The name of the PDF, beside the résumé; `{name}`, `{application}`, `{theme}` and
    /// `{date}` stand for what they say.
    #[schemars(example = &"{name} - {application}.pdf")]
    pub output: Option<Spanned<Text>>,
    /// For the author's eyes; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<Ignored>,
}
