//! Job applications and how the résumé is tailored for each.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Data, Date, HighlightLimits, Ignored, Keyed, Letter, Pages, PlainText, Redacted, SectionChoice, ThemeChoice,
    WantedTags,
};
use crate::source::Spanned;

/// Changes to the résumé for one job application.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Application {
    /// The theme, overriding that of the résumé.
    pub theme: Option<ThemeChoice>,
    /// The language, overriding that of the résumé.
    #[schemars(example = &"en-GB")]
    pub language: Option<Spanned<PlainText>>,
    /// Keeps only tagged content that has one of these tags. Untagged content is always kept.
    #[schemars(example = vec!["research"])]
    #[serde(default)]
    pub only: WantedTags,
    /// Removes content that has one of these tags.
    #[schemars(example = vec!["teaching"])]
    #[serde(default)]
    pub without: WantedTags,
    /// Removes entries and positions that ended before this date, except education.
    #[schemars(example = 2015)]
    pub since: Option<Date>,
    /// Collapses entries and positions that ended before this date to their heading lines,
    /// without summary and highlights.
    #[schemars(example = 2012)]
    pub collapse_before: Option<Date>,
    /// Maximum number of highlights per entry, counted from the first: one number, or a number
    /// for each section.
    #[schemars(example = 4)]
    #[serde(default)]
    pub highlights: HighlightLimits,
    /// Personal data to omit: `contact` (street address, email, phone, web pages), `photo`,
    /// `facts`.
    #[schemars(example = vec!["photo"])]
    #[serde(default)]
    pub redact: Redacted,
    /// Fields to override, by path: `basics.label`, `work[Google].highlights`. Entries are
    /// selected by name or by 0-based index.
    #[schemars(with = "BTreeMap<String, serde_json::Value>", example = serde_json::json!({ "basics.label": "Research Scientist" }))]
    #[serde(default)]
    pub set: Keyed<Data>,
    /// Terms to print in bold where they first occur in each entry, overriding those of the résumé.
    #[schemars(example = vec!["timber", "Rust"])]
    #[serde(default)]
    pub emphasize: Vec<PlainText>,
    /// The sections to print, in order, overriding those of the résumé.
    #[serde(default)]
    pub sections: Vec<SectionChoice>,
    /// The page limit, overriding that of the résumé.
    #[schemars(example = 1)]
    pub pages: Option<Spanned<Pages>>,
    /// The cover letter, overriding that of the résumé.
    pub letter: Option<Letter>,
    /// The job posting for `recto match`: a file path relative to the résumé.
    #[schemars(example = &"jobs/deepmind.md")]
    pub job: Option<Spanned<PlainText>>,
    /// The path of the PDF, relative to the résumé. Placeholders: `{name}`, `{application}`,
    /// `{language}`, `{theme}` and `{date}`.
    #[schemars(example = &"{name} - {application}.pdf")]
    pub output: Option<Spanned<PlainText>>,
    /// Private note; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<Ignored>,
}
