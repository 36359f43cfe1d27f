//! Things made outside a job.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::{Date, End, Highlight, Paragraphs, RichText, Tags, Text, Url};
use crate::source::Spanned;

/// A project.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Project {
    /// What it is called.
    pub name: Text,
    /// What it is, in a sentence.
    pub description: Option<RichText>,
    /// Its site or repository.
    pub url: Option<Url>,
    /// Where it was made.
    pub location: Option<Text>,
    /// When it began.
    pub start_date: Option<Spanned<Date>>,
    /// When it ended; a project with a start and no end goes on.
    pub end_date: Option<Spanned<End>>,
    /// What the person was in it.
    #[serde(default)]
    pub roles: Vec<Text>,
    /// For whom it was made.
    pub entity: Option<Text>,
    /// What kind of project it is, such as "Personal Project".
    #[serde(rename = "type")]
    pub kind: Option<Text>,
    /// Tools and subjects of the project.
    #[serde(default)]
    pub keywords: Vec<Text>,
    /// What the project was about.
    pub summary: Option<Paragraphs>,
    /// What was achieved, a line each.
    #[serde(default)]
    pub highlights: Vec<Highlight>,
    /// Words by which the entry is chosen for an application.
    #[serde(default)]
    pub tags: Tags,
    /// For the author's eyes; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<IgnoredAny>,
}
