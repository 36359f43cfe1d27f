//! Schools, degrees and certificates.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::{Date, End, Highlight, Paragraphs, RichText, Tags, Text, Url};
use crate::source::Spanned;

/// A course of study.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Education {
    /// The school.
    pub institution: Text,
    /// The school's site.
    pub url: Option<Url>,
    /// Where the school is.
    pub location: Option<Text>,
    /// The subject, such as "Computer Science".
    pub area: Option<Text>,
    /// The degree, such as "BEng".
    pub study_type: Option<Text>,
    /// When it began.
    pub start_date: Option<Spanned<Date>>,
    /// When it ended or will end.
    pub end_date: Option<Spanned<End>>,
    /// The grade, such as "3.85/4.30".
    pub score: Option<Text>,
    /// The place among those who studied with the person, such as "1/111".
    pub standing: Option<Text>,
    /// The thesis, with its title emphasised.
    pub thesis: Option<RichText>,
    /// Courses worth a mention.
    #[serde(default)]
    pub courses: Vec<Text>,
    /// What the study was about.
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

/// A certificate or licence.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Certificate {
    /// What it is called.
    pub name: Text,
    /// When it was given.
    pub date: Option<Spanned<Date>>,
    /// Where it can be seen.
    pub url: Option<Url>,
    /// Who gave it.
    pub issuer: Option<Text>,
    /// What it is for.
    pub summary: Option<RichText>,
    /// Words by which the entry is chosen for an application.
    #[serde(default)]
    pub tags: Tags,
    /// For the author's eyes; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<IgnoredAny>,
}
