//! The cover letter.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use super::{Date, Paragraphs, PlainText, RichText, Text};
use crate::source::Spanned;

/// A cover letter, typeset in the same theme.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Letter {
    /// The recipient.
    pub recipient: Option<Recipient>,
    /// The date of the letter.
    pub date: Option<Spanned<Date>>,
    /// The subject line.
    #[schemars(example = &"Senior Engineer, Bridges")]
    pub subject: Option<RichText>,
    /// The salutation.
    #[schemars(example = &"Dear Ms Moreno,")]
    pub opening: Option<RichText>,
    /// The body of the letter. Placeholders are allowed here and in `subject`, `opening` and
    /// `closing`: `{employer}`, `{recipient}` and `{position}` are replaced with the recipient's
    /// organization, name and position, and `{name}` with your name. Write `\{` for a literal
    /// brace.
    #[schemars(example = &"Your footbridge at Hale made me take up timber.")]
    pub body: Paragraphs,
    /// The complimentary close. Line breaks are kept.
    #[schemars(example = &"Sincerely,")]
    #[serde(default, deserialize_with = "lines")]
    pub closing: Option<RichText>,
    /// A picture of the signature: a file path relative to the résumé.
    #[schemars(example = &"signature.png")]
    pub signature: Option<Spanned<PlainText>>,
    /// The enclosures.
    #[schemars(example = vec!["Résumé", "Portfolio"])]
    #[serde(default)]
    pub enclosures: Vec<Text>,
}

/// Reads a text whose lines are kept.
fn lines<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<RichText>, D::Error> {
    Ok(Option::<RichText>::deserialize(deserializer)?.map(RichText::with_lines))
}

/// The recipient of a letter.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Recipient {
    /// The name of the person.
    #[schemars(example = &"Lucia Moreno")]
    pub name: Option<Text>,
    /// Their position.
    #[schemars(example = &"Partner")]
    pub position: Option<Text>,
    /// Their organization.
    #[schemars(example = &"Hale and Moreno")]
    pub organization: Option<Text>,
    /// The postal address, one item per line.
    #[schemars(example = vec!["12 Mill Street", "Portland, OR 97201"])]
    #[serde(default)]
    pub address: Vec<Text>,
}
