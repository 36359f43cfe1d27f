//! Jobs and volunteer work.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::keywords::keywords;
use super::{End, Highlight, Ignored, Moment, PageBreak, Paragraphs, PlainText, RichText, Tags, Text, Url};
use crate::source::Spanned;

/// A job.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Work {
    /// The employer.
    #[schemars(example = &"Northbank Structures")]
    pub name: Text,
    /// The job title.
    #[schemars(example = &"Senior Engineer")]
    pub position: Option<Text>,
    /// The team or department within the employer.
    #[schemars(example = &"Bridges")]
    pub team: Option<Text>,
    /// The employer's website.
    pub url: Option<Url>,
    /// A small picture beside the name: a file path relative to the résumé.
    #[schemars(example = &"logos/northbank.svg")]
    pub logo: Option<Spanned<PlainText>>,
    /// The place of work.
    #[schemars(example = &"Seattle, WA")]
    pub location: Option<Text>,
    /// A short description of the employer.
    #[schemars(example = &"Builds bridges and halls of timber.")]
    pub description: Option<RichText>,
    /// The start date.
    pub start_date: Option<Spanned<Moment>>,
    /// The end date. A job with a start date but no end date is ongoing.
    pub end_date: Option<Spanned<End>>,
    /// A short description of the job.
    #[schemars(example = &"Led a group of four engineers.")]
    pub summary: Option<Paragraphs>,
    /// Achievements, one per line.
    #[schemars(example = vec!["Designed a *64-metre footbridge*, opened two months early."])]
    #[serde(default)]
    pub highlights: Vec<Highlight>,
    /// Tools and topics of the job.
    #[schemars(example = vec!["timber", "earthquakes"])]
    #[serde(default, deserialize_with = "keywords")]
    pub keywords: Vec<Text>,
    /// Several positions at the same employer, latest first. The dates of the entry then cover
    /// all of them.
    #[serde(default)]
    pub positions: Vec<Position>,
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

/// One of several positions at an employer.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Position {
    /// The job title.
    #[schemars(example = &"Engineer")]
    pub position: Text,
    /// The team or department within the employer.
    #[schemars(example = &"Bridges")]
    pub team: Option<Text>,
    /// The place of work, if it differs from that of the entry.
    #[schemars(example = &"Portland, OR")]
    pub location: Option<Text>,
    /// The start date.
    pub start_date: Option<Spanned<Moment>>,
    /// The end date. A position with a start date but no end date is ongoing.
    pub end_date: Option<Spanned<End>>,
    /// A short description of the position.
    #[schemars(example = &"Calculated loads.")]
    pub summary: Option<Paragraphs>,
    /// Achievements, one per line.
    #[schemars(example = vec!["Led the analysis of eleven gymnasiums."])]
    #[serde(default)]
    pub highlights: Vec<Highlight>,
    /// Whether to leave it out of every output, as if it were not in the file.
    #[schemars(example = true)]
    #[serde(default, skip_serializing)]
    pub hidden: bool,
    /// `before` starts a new page with the position.
    pub page_break: Option<PageBreak>,
    /// Whether to keep the position on one page, if it fits on one.
    #[schemars(example = true)]
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keep_together: bool,
    /// Tags for selecting the position in an application.
    #[schemars(example = vec!["research", "teaching"])]
    #[serde(default)]
    pub tags: Tags,
}

/// Volunteer work.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Volunteer {
    /// The organization.
    #[schemars(example = &"Harbour Rescue")]
    pub organization: Text,
    /// The role.
    #[schemars(example = &"Coxswain")]
    pub position: Option<Text>,
    /// The organization's website.
    pub url: Option<Url>,
    /// The place of work.
    #[schemars(example = &"Astoria, OR")]
    pub location: Option<Text>,
    /// The start date.
    pub start_date: Option<Spanned<Moment>>,
    /// The end date. Work with a start date but no end date is ongoing.
    pub end_date: Option<Spanned<End>>,
    /// A short description of the work.
    #[schemars(example = &"One weekend in four.")]
    pub summary: Option<Paragraphs>,
    /// Achievements, one per line.
    #[schemars(example = vec!["Trained twelve volunteers."])]
    #[serde(default)]
    pub highlights: Vec<Highlight>,
    /// Tools and topics of the work.
    #[schemars(example = vec!["first aid", "radio"])]
    #[serde(default, deserialize_with = "keywords")]
    pub keywords: Vec<Text>,
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
