//! Jobs.

use serde::Deserialize;

use super::{Date, End, Paragraphs, RichText, Text, Url};
use crate::source::Spanned;

/// A job.
#[derive(Debug, Clone, Deserialize)]
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
    pub highlights: Vec<RichText>,
    /// Tools and subjects of the job.
    #[serde(default)]
    pub keywords: Vec<Text>,
    /// For the author's eyes; never printed.
    pub note: Option<Text>,
}
