//! Jobs, with pay and without.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, End, Highlight, Ignored, Paragraphs, RichText, Tags, Text, Url};
use crate::source::Spanned;

/// A job.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Work {
    /// The employer.
    #[schemars(example = &"Northbank Structures")]
    pub name: Text,
    /// The role.
    #[schemars(example = &"Senior Engineer")]
    pub position: Option<Text>,
    /// The team or department within the employer.
    #[schemars(example = &"Bridges")]
    pub team: Option<Text>,
    /// The employer's site.
    pub url: Option<Url>,
    /// Where the work was done.
    #[schemars(example = &"Seattle, WA")]
    pub location: Option<Text>,
    /// What the employer does.
    #[schemars(example = &"Builds bridges and halls of timber.")]
    pub description: Option<RichText>,
    /// When the job began.
    pub start_date: Option<Spanned<Date>>,
    /// When it ended; a job with a start and no end goes on.
    pub end_date: Option<Spanned<End>>,
    /// What the job was about.
    #[schemars(example = &"Led a group of four engineers.")]
    pub summary: Option<Paragraphs>,
    /// What was achieved, a line each.
    #[schemars(example = vec!["Designed a *64-metre footbridge*, opened two months early."])]
    #[serde(default)]
    pub highlights: Vec<Highlight>,
    /// Tools and subjects of the job.
    #[schemars(example = vec!["timber", "earthquakes"])]
    #[serde(default)]
    pub keywords: Vec<Text>,
    /// Several roles at the one employer, the latest first. The employer's dates
    /// are then their span.
    #[serde(default)]
    pub positions: Vec<Position>,
    /// Words by which the entry is chosen for an application.
    #[schemars(example = vec!["research", "teaching"])]
    #[serde(default)]
    pub tags: Tags,
    /// For the author's eyes; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<Ignored>,
}

/// One of several roles at an employer.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Position {
    /// The role.
    #[schemars(example = &"Engineer")]
    pub position: Text,
    /// The team or department within the employer.
    #[schemars(example = &"Bridges")]
    pub team: Option<Text>,
    /// Where the work was done, if not where the employer is.
    #[schemars(example = &"Portland, OR")]
    pub location: Option<Text>,
    /// When the role began.
    pub start_date: Option<Spanned<Date>>,
    /// When it ended; a role with a start and no end goes on.
    pub end_date: Option<Spanned<End>>,
    /// What the role was about.
    #[schemars(example = &"Calculated loads.")]
    pub summary: Option<Paragraphs>,
    /// What was achieved, a line each.
    #[schemars(example = vec!["Led the analysis of eleven gymnasiums."])]
    #[serde(default)]
    pub highlights: Vec<Highlight>,
    /// Words by which the role is chosen for an application.
    #[schemars(example = vec!["research", "teaching"])]
    #[serde(default)]
    pub tags: Tags,
}

/// Work without pay.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Volunteer {
    /// For whom the work was done.
    #[schemars(example = &"Harbour Rescue")]
    pub organization: Text,
    /// The role.
    #[schemars(example = &"Coxswain")]
    pub position: Option<Text>,
    /// The organization's site.
    pub url: Option<Url>,
    /// Where the work was done.
    #[schemars(example = &"Astoria, OR")]
    pub location: Option<Text>,
    /// When it began.
    pub start_date: Option<Spanned<Date>>,
    /// When it ended; work with a start and no end goes on.
    pub end_date: Option<Spanned<End>>,
    /// What it was about.
    #[schemars(example = &"One weekend in four.")]
    pub summary: Option<Paragraphs>,
    /// What was achieved, a line each.
    #[schemars(example = vec!["Trained twelve volunteers."])]
    #[serde(default)]
    pub highlights: Vec<Highlight>,
    /// Tools and subjects of the work.
    #[schemars(example = vec!["first aid", "radio"])]
    #[serde(default)]
    pub keywords: Vec<Text>,
    /// Words by which the entry is chosen for an application.
    #[schemars(example = vec!["research", "teaching"])]
    #[serde(default)]
    pub tags: Tags,
    /// For the author's eyes; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<Ignored>,
}
