//! What was published, and what was won.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::{Authors, Date, Doi, RichText, Tags, Text, Url};
use crate::source::Spanned;

/// A paper, book or talk.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Publication {
    /// The title.
    pub name: RichText,
    /// The authors in their order, the person's own name emphasised.
    #[serde(default)]
    pub authors: Authors,
    /// Journal, conference or publishing house.
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
    pub summary: Option<RichText>,
    /// Words by which the entry is chosen for an application.
    #[serde(default)]
    pub tags: Tags,
    /// For the author's eyes; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<IgnoredAny>,
}

/// The kinds of publications.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
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
#[derive(Debug, Clone, Deserialize, Serialize)]
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
    /// Words by which the entry is chosen for an application.
    #[serde(default)]
    pub tags: Tags,
    /// For the author's eyes; never printed.
    #[serde(rename = "note", skip_serializing)]
    pub _note: Option<IgnoredAny>,
}
