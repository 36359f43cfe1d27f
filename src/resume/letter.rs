//! A letter that goes with the résumé.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Paragraphs, RichText, Text};
use crate::source::Spanned;

/// A cover letter, set in the same theme.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Letter {
    /// To whom it goes.
    pub recipient: Option<Recipient>,
    /// The day it is written.
    pub date: Option<Spanned<Date>>,
    /// What it is about.
    #[schemars(example = &"Senior Engineer, Bridges")]
    pub subject: Option<RichText>,
    /// The words that it begins with.
    #[schemars(example = &"Dear Ms Moreno,")]
    pub opening: Option<RichText>,
    /// What it says. Here and in the lines around it, `{employer}`, `{recipient}`,
    /// `{position}` and `{name}` stand for the recipient's organization, name and
    /// position, and for your name; `\{` is a brace.
    #[schemars(example = &"Your footbridge at Hale made me take up timber.")]
    pub body: Paragraphs,
    /// The words that it ends with.
    #[schemars(example = &"Sincerely,")]
    pub closing: Option<RichText>,
    /// A picture of the signature: a file beside the résumé.
    #[schemars(example = &"signature.png")]
    pub signature: Option<Spanned<Text>>,
    /// What goes with it.
    #[schemars(example = vec!["Résumé", "Portfolio"])]
    #[serde(default)]
    pub enclosures: Vec<Text>,
}

/// To whom a letter goes.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Recipient {
    /// The person.
    #[schemars(example = &"Lucia Moreno")]
    pub name: Option<Text>,
    /// What they are.
    #[schemars(example = &"Partner")]
    pub position: Option<Text>,
    /// Where they work.
    #[schemars(example = &"Hale and Moreno")]
    pub organization: Option<Text>,
    /// The address, a line each.
    #[schemars(example = vec!["12 Mill Street", "Portland, OR 97201"])]
    #[serde(default)]
    pub address: Vec<Text>,
}
