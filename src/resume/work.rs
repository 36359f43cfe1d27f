//! Jobs, with pay and without.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::{Date, End, Highlight, Paragraphs, RichText, Tags, Text, Url};
use crate::source::Spanned;

/// A job.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Work {
    /// The employer.
    pub name: Text,
    /// The role.
    pub position: Option<Text>,
    /// The team or department within the employer.
    pub team: Option<Text>,
    /// The employer's site.
    pub url: Option<Url>,
    /// Where the work was done.
    pub location: Option<Text>,
    /// What the employer does.
    pub description: Option<RichText>,
    /// When the job began.
    pub start_date: Option<Spanned<Date>>,
    /// When it ended; a job with a start and no end goes on.
    pub end_date: Option<Spanned<End>>,
    /// What the job was about.
    pub summary: Option<Paragraphs>,
    /// What was achieved, a line each.
    #[serde(default)]
    pub highlights: Vec<Highlight>,
    /// Tools and subjects of the job.
    #[serde(default)]
    pub keywords: Vec<Text>,
    /// Several roles at the one employer, the latest first. The employer's dates
    /// are then their span.
    #[serde(default)]
    pub positions: Vec<Position>,
    /// Words by which the entry is chosen for an application.
    #[serde(default)]
    pub tags: Tags,
    /// For the author's eyes; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<IgnoredAny>,
}

/// One of several roles at an employer.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Position {
    /// The role.
    pub position: Text,
    /// The team or department within the employer.
    pub team: Option<Text>,
    /// Where the work was done, if not where the employer is.
    pub location: Option<Text>,
    /// When the role began.
    pub start_date: Option<Spanned<Date>>,
    /// When it ended; a role with a start and no end goes on.
    pub end_date: Option<Spanned<End>>,
    /// What the role was about.
    pub summary: Option<Paragraphs>,
    /// What was achieved, a line each.
    #[serde(default)]
    pub highlights: Vec<Highlight>,
    /// Words by which the role is chosen for an application.
    #[serde(default)]
    pub tags: Tags,
}

/// Work without pay.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Volunteer {
    /// For whom the work was done.
    pub organization: Text,
    /// The role.
    pub position: Option<Text>,
    /// The organization's site.
    pub url: Option<Url>,
    /// Where the work was done.
    pub location: Option<Text>,
    /// When it began.
    pub start_date: Option<Spanned<Date>>,
    /// When it ended; work with a start and no end goes on.
    pub end_date: Option<Spanned<End>>,
    /// What it was about.
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
