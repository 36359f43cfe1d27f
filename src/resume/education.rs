//! Schools, degrees and certificates.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, End, Highlight, Ignored, Paragraphs, RichText, Tags, Text, Url};
use crate::source::Spanned;

/// A course of study.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Education {
    /// The school.
    #[schemars(example = &"Cascadia University")]
    pub institution: Text,
    /// The school's site.
    pub url: Option<Url>,
    /// Where the school is.
    #[schemars(example = &"Eugene, OR")]
    pub location: Option<Text>,
    /// The subject, such as "Computer Science".
    #[schemars(example = &"Civil Engineering")]
    pub area: Option<Text>,
    /// The degree, such as "BEng".
    #[schemars(example = &"BSc")]
    pub study_type: Option<Text>,
    /// When it began.
    pub start_date: Option<Spanned<Date>>,
    /// When it ended or will end.
    pub end_date: Option<Spanned<End>>,
    /// The grade, such as "3.85/4.30".
    #[schemars(example = &"3.8/4.0")]
    pub score: Option<Text>,
    /// The place among those who studied with the person, such as "1/111".
    #[schemars(example = &"first of 64")]
    pub standing: Option<Text>,
    /// The thesis, with its title emphasised.
    #[schemars(example = &"*Joints of glued timber under cyclic load*")]
    pub thesis: Option<RichText>,
    /// Courses worth a mention.
    #[schemars(example = vec!["Structural Dynamics"])]
    #[serde(default)]
    pub courses: Vec<Text>,
    /// What the study was about.
    #[schemars(example = &"Exchange year in Graz.")]
    pub summary: Option<Paragraphs>,
    /// What was achieved, a line each.
    #[schemars(example = vec!["Dean's list in all years."])]
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

/// A certificate or licence.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Certificate {
    /// What it is called.
    #[schemars(example = &"Professional Engineer")]
    pub name: Text,
    /// When it was given.
    pub date: Option<Spanned<Date>>,
    /// Where it can be seen.
    pub url: Option<Url>,
    /// Who gave it.
    #[schemars(example = &"State of Washington")]
    pub issuer: Option<Text>,
    /// What it is for.
    #[schemars(example = &"Licence 12345.")]
    pub summary: Option<RichText>,
    /// Words by which the entry is chosen for an application.
    #[schemars(example = vec!["research", "teaching"])]
    #[serde(default)]
    pub tags: Tags,
    /// For the author's eyes; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<Ignored>,
}
