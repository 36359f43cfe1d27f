//! What was published, and what was won.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Authors, Date, Doi, Ignored, RichText, Tags, Text, Url};
use crate::source::Spanned;

/// A paper, book or talk.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Publication {
    /// The title.
    #[schemars(example = &"Joints of glued timber")]
    pub name: RichText,
    /// The authors in their order, the person's own name emphasised.
    #[schemars(example = vec!["Castellane R.", "Moreno L."])]
    #[serde(default)]
    pub authors: Authors,
    /// Journal, conference or publishing house.
    #[schemars(example = &"Journal of Structural Engineering")]
    pub publisher: Option<RichText>,
    /// When it came out.
    pub release_date: Option<Spanned<Date>>,
    /// Its Digital Object Identifier, such as "10.1000/182".
    pub doi: Option<Doi>,
    /// What it is.
    pub kind: Option<PublicationKind>,
    /// Where it can be read.
    pub url: Option<Url>,
    /// A remark, printed after the rest.
    #[schemars(example = &"Best paper of the year.")]
    pub summary: Option<RichText>,
    /// Words by which the entry is chosen for an application.
    #[schemars(example = vec!["research", "teaching"])]
    #[serde(default)]
    pub tags: Tags,
    /// For the author's eyes; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<Ignored>,
}

/// The kinds of publications.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PublicationKind {
    /// In a journal.
    Article,
    /// At a conference.
    Paper,
    /// Not yet reviewed.
    Preprint,
    /// A whole book.
    Book,
    /// A part of a book.
    Chapter,
    /// For a degree.
    Thesis,
    /// A talk.
    Talk,
    /// A patent.
    Patent,
    /// A program.
    Software,
}

/// A prize or honour.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Award {
    /// What was won.
    #[schemars(example = &"Young Engineer of the Year")]
    pub title: Text,
    /// Who gave it, or where it was won.
    #[schemars(example = &"Institution of Structural Engineers")]
    pub awarder: Option<Text>,
    /// When it was won.
    pub date: Option<Spanned<Date>>,
    /// The prize's page.
    pub url: Option<Url>,
    /// What it was won for.
    #[schemars(example = &"For the footbridge at Northbank.")]
    pub summary: Option<RichText>,
    /// Words by which the entry is chosen for an application.
    #[schemars(example = vec!["research", "teaching"])]
    #[serde(default)]
    pub tags: Tags,
    /// For the author's eyes; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<Ignored>,
}
