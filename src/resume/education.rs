//! Schools, degrees and certificates.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::keywords::keywords;
use super::{
    DateOrPeriod, End, Highlight, Ignored, Moment, PageBreak, Paragraphs, PlainText, RichText, Tags, Text, Url,
};
use crate::source::Spanned;

/// A degree or course of study.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Education {
    /// The school.
    #[schemars(example = &"Cascadia University")]
    pub institution: Text,
    /// The school's website.
    pub url: Option<Url>,
    /// A small picture beside the name: a file path relative to the résumé.
    #[schemars(example = &"logos/northbank.svg")]
    pub logo: Option<Spanned<PlainText>>,
    /// The location of the school.
    #[schemars(example = &"Eugene, OR")]
    pub location: Option<Text>,
    /// The subject, such as "Computer Science".
    #[schemars(example = &"Civil Engineering")]
    pub area: Option<Text>,
    /// The degree, such as "BEng".
    #[schemars(example = &"BSc")]
    pub study_type: Option<Text>,
    /// The start date.
    pub start_date: Option<Spanned<Moment>>,
    /// The end date, which may be in the future.
    pub end_date: Option<Spanned<End>>,
    /// The grade, such as "3.85/4.30".
    #[schemars(example = &"3.8/4.0")]
    pub score: Option<Text>,
    /// The class rank, such as "1/111".
    #[schemars(example = &"first of 64")]
    pub standing: Option<Text>,
    /// The thesis; emphasize its title.
    #[schemars(example = &"*Joints of glued timber under cyclic load*")]
    pub thesis: Option<RichText>,
    /// Several degrees at the same school, latest first. The dates of the entry then cover all of them.
    #[serde(default)]
    pub degrees: Vec<Degree>,
    /// Relevant courses.
    #[schemars(example = vec!["Structural Dynamics"])]
    #[serde(default, deserialize_with = "keywords")]
    pub courses: Vec<Text>,
    /// A short description.
    #[schemars(example = &"Exchange year in Graz.")]
    pub summary: Option<Paragraphs>,
    /// Achievements, one per line.
    #[schemars(example = vec!["Dean's list in all years."])]
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

/// One of several degrees at a school.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Degree {
    /// The subject, such as "Computer Science".
    #[schemars(example = &"Civil Engineering")]
    pub area: Option<Text>,
    /// The degree, such as "BEng".
    #[schemars(example = &"MSc")]
    pub study_type: Option<Text>,
    /// The start date.
    pub start_date: Option<Spanned<Moment>>,
    /// The end date, which may be in the future.
    pub end_date: Option<Spanned<End>>,
    /// The grade, such as "3.85/4.30".
    #[schemars(example = &"3.8/4.0")]
    pub score: Option<Text>,
    /// The class rank, such as "1/111".
    #[schemars(example = &"first of 64")]
    pub standing: Option<Text>,
    /// The thesis; emphasize its title.
    #[schemars(example = &"*Joints of glued timber under cyclic load*")]
    pub thesis: Option<RichText>,
    /// Relevant courses.
    #[schemars(example = vec!["Structural Dynamics"])]
    #[serde(default, deserialize_with = "keywords")]
    pub courses: Vec<Text>,
    /// A short description.
    #[schemars(example = &"Exchange year in Graz.")]
    pub summary: Option<Paragraphs>,
    /// Achievements, one per line.
    #[schemars(example = vec!["Dean's list in all years."])]
    #[serde(default)]
    pub highlights: Vec<Highlight>,
    /// Whether to leave it out of every output, as if it were not in the file.
    #[schemars(example = true)]
    #[serde(default, skip_serializing)]
    pub hidden: bool,
    /// `before` starts a new page with the degree.
    pub page_break: Option<PageBreak>,
    /// Whether to keep the degree on one page, if it fits on one.
    #[schemars(example = true)]
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keep_together: bool,
    /// Tags for selecting the degree in an application.
    #[schemars(example = vec!["research", "teaching"])]
    #[serde(default)]
    pub tags: Tags,
}

/// A certificate or licence.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Certificate {
    /// The name of the certificate.
    #[schemars(example = &"Professional Engineer")]
    pub name: Text,
    /// The date of issue.
    pub date: Option<Spanned<DateOrPeriod>>,
    /// The date on which it expires, or expired.
    pub expires: Option<Spanned<Moment>>,
    /// The credential number, so that others can verify it.
    #[schemars(example = &"PE-12345")]
    pub id: Option<PlainText>,
    /// A link to the certificate.
    pub url: Option<Url>,
    /// The issuing organization.
    #[schemars(example = &"State of Washington")]
    pub issuer: Option<Text>,
    /// A short description.
    #[schemars(example = &"Licence 12345.")]
    pub summary: Option<RichText>,
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
