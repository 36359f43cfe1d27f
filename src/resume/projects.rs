//! Projects.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::keywords::keywords;
use super::{End, Highlight, Ignored, Moment, PageBreak, Paragraphs, PlainText, RichText, Tags, Text, Url};
use crate::source::Spanned;

/// A project.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Project {
    /// The name of the project.
    #[schemars(example = &"Beamwise")]
    pub name: Text,
    /// A one-sentence description.
    #[schemars(example = &"A calculator of timber joints.")]
    pub description: Option<RichText>,
    /// Its website or repository.
    pub url: Option<Url>,
    /// A small picture beside the name: a file path relative to the résumé.
    #[schemars(example = &"logos/northbank.svg")]
    pub logo: Option<Spanned<PlainText>>,
    /// The place.
    #[schemars(example = &"Seattle, WA")]
    pub location: Option<Text>,
    /// The start date.
    pub start_date: Option<Spanned<Moment>>,
    /// The end date. A project with a start date but no end date is ongoing.
    pub end_date: Option<Spanned<End>>,
    /// The person's roles in the project.
    #[schemars(example = vec!["Author"])]
    #[serde(default)]
    pub roles: Vec<Text>,
    /// The organization that the project was for.
    #[schemars(example = &"Northbank Structures")]
    pub entity: Option<Text>,
    /// The type of project, such as "Personal Project".
    #[schemars(example = &"application")]
    #[serde(rename = "type")]
    pub kind: Option<Text>,
    /// Tools and topics of the project.
    #[schemars(example = vec!["Rust", "WebAssembly"])]
    #[serde(default, deserialize_with = "keywords")]
    pub keywords: Vec<Text>,
    /// A short description.
    #[schemars(example = &"Used by eleven offices.")]
    pub summary: Option<Paragraphs>,
    /// Achievements, one per line.
    #[schemars(example = vec!["Answers in two milliseconds."])]
    #[serde(default)]
    pub highlights: Vec<Highlight>,
    /// Whether to leave it out of every output, as if it were not in the file.
    #[schemars(example = true)]
    #[serde(default, skip_serializing)]
    pub hidden: bool,
    /// `before` starts a new page with the entry.
    pub page_break: Option<PageBreak>,
    /// Whether to keep the entry on one page, if it fits on one.
    #[schemars(example = true)]
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keep_together: bool,
    /// Tags for selecting the entry in an application.
    #[schemars(example = vec!["research", "teaching"])]
    #[serde(default)]
    pub tags: Tags,
    /// Private note; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<Ignored>,
}
