//! Things made outside a job.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, End, Highlight, Ignored, Paragraphs, RichText, Tags, Text, Url};
use crate::source::Spanned;

/// A project.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Project {
    /// What it is called.
    #[schemars(example = &"Beamwise")]
    pub name: Text,
    /// What it is, in a sentence.
    #[schemars(example = &"A calculator of timber joints.")]
    pub description: Option<RichText>,
    /// Its site or repository.
    pub url: Option<Url>,
    /// Where it was made.
    #[schemars(example = &"Seattle, WA")]
    pub location: Option<Text>,
    /// When it began.
    pub start_date: Option<Spanned<Date>>,
    /// When it ended; a project with a start and no end goes on.
    pub end_date: Option<Spanned<End>>,
    /// What the person was in it.
    #[schemars(example = vec!["Author"])]
    #[serde(default)]
    pub roles: Vec<Text>,
    /// For whom it was made.
    #[schemars(example = &"Northbank Structures")]
    pub entity: Option<Text>,
    /// What kind of project it is, such as "Personal Project".
    #[schemars(example = &"application")]
    #[serde(rename = "type")]
    pub kind: Option<Text>,
    /// Tools and subjects of the project.
    #[schemars(example = vec!["Rust", "WebAssembly"])]
    #[serde(default)]
    pub keywords: Vec<Text>,
    /// What the project was about.
    #[schemars(example = &"Used by eleven offices.")]
    pub summary: Option<Paragraphs>,
    /// What was achieved, a line each.
    #[schemars(example = vec!["Answers in two milliseconds."])]
    #[serde(default)]
    pub highlights: Vec<Highlight>,
    /// Words by which the entry is chosen for an application.
    #[schemars(example = vec!["research", "teaching"])]
    #[serde(default)]
    pub tags: Tags,
    /// For the author's eyes; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<Ignored>,
}
