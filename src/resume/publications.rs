//! Publications and awards.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Authors, DateOrPeriod, Doi, Ignored, PageBreak, RichText, Tags, Text, Url};
use crate::source::Spanned;

/// A paper, book, talk or other publication.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Publication {
    /// The title.
    #[schemars(example = &"Joints of glued timber")]
    pub name: RichText,
    /// The authors in order. The person's own name is emphasized automatically.
    #[schemars(example = vec!["Castellane R.", "Moreno L."])]
    #[serde(default)]
    pub authors: Authors,
    /// The journal, conference or publisher.
    #[schemars(example = &"Journal of Structural Engineering")]
    pub publisher: Option<RichText>,
    /// The date of publication.
    pub release_date: Option<Spanned<DateOrPeriod>>,
    /// Its Digital Object Identifier, such as "10.1000/182".
    pub doi: Option<Doi>,
    /// The kind of publication.
    pub kind: Option<PublicationKind>,
    /// A link to the publication.
    pub url: Option<Url>,
    /// A remark, printed at the end of the entry.
    #[schemars(example = &"Best paper of the year.")]
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

/// The kinds of publications.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PublicationKind {
    /// A journal article.
    Article,
    /// A conference paper.
    Paper,
    /// A preprint.
    Preprint,
    /// A book.
    Book,
    /// A book chapter.
    Chapter,
    /// A thesis.
    Thesis,
    /// A talk.
    Talk,
    /// A patent.
    Patent,
    /// Software.
    Software,
}

impl PublicationKind {
    /// All kinds, in the order in which groups of them are printed.
    pub const ALL: [PublicationKind; 9] = [
        PublicationKind::Article,
        PublicationKind::Paper,
        PublicationKind::Book,
        PublicationKind::Chapter,
        PublicationKind::Preprint,
        PublicationKind::Thesis,
        PublicationKind::Talk,
        PublicationKind::Patent,
        PublicationKind::Software,
    ];

    /// Its name in the format.
    pub fn key(self) -> &'static str {
        match self {
            PublicationKind::Article => "article",
            PublicationKind::Paper => "paper",
            PublicationKind::Preprint => "preprint",
            PublicationKind::Book => "book",
            PublicationKind::Chapter => "chapter",
            PublicationKind::Thesis => "thesis",
            PublicationKind::Talk => "talk",
            PublicationKind::Patent => "patent",
            PublicationKind::Software => "software",
        }
    }
}

/// An award or honour.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Award {
    /// The name of the award.
    #[schemars(example = &"Young Engineer of the Year")]
    pub title: Text,
    /// The organization or event that gave it.
    #[schemars(example = &"Institution of Structural Engineers")]
    pub awarder: Option<Text>,
    /// The date of the award.
    pub date: Option<Spanned<DateOrPeriod>>,
    /// A web page about the award.
    pub url: Option<Url>,
    /// The reason for the award.
    #[schemars(example = &"For the footbridge at Northbank.")]
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
