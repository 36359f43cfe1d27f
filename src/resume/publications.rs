//! What was published, and what was won.

use serde::Deserialize;

use super::{Date, RichText, Text, Url};
use crate::source::Spanned;

/// A paper, book or talk.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Publication {
    /// The title.
    pub name: RichText,
    /// The authors in their order, the person's own name emphasised.
    #[serde(default)]
    pub authors: Vec<RichText>,
    /// Journal, conference or publishing house.
    pub publisher: Option<RichText>,
    /// When it came out.
    pub release_date: Option<Spanned<Date>>,
    /// Where it can be read.
    pub url: Option<Url>,
    /// A remark, printed after the rest.
    pub summary: Option<RichText>,
    /// For the author's eyes; never printed.
    pub note: Option<Text>,
}

/// A prize or honour.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Award {
    /// What was won.
    pub title: Text,
    /// Who gave it, or where it was won.
    pub awarder: Option<Text>,
    /// When it was won.
    pub date: Option<Spanned<Date>>,
    /// The prize's page.
    pub url: Option<Url>,
    /// What it was won for.
    pub summary: Option<RichText>,
    /// For the author's eyes; never printed.
    pub note: Option<Text>,
}
