//! The person: name, contact details and summary.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Country, Email, OneOrMany, Paragraphs, Phone, PlainText, Portrait, Text, Url};
use crate::source::Spanned;

/// Information about the person.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Basics {
    /// The full name, in print order.
    #[schemars(example = &"Ada Lovelace")]
    pub name: Text,
    /// A professional title, such as "Web developer".
    #[schemars(example = &"Web developer")]
    pub label: Option<Text>,
    /// A portrait: a file path relative to the résumé, or a mapping with `file` and `crop`.
    #[schemars(example = &"portrait.jpg")]
    pub image: Option<Portrait>,
    /// The email address, or several.
    #[serde(default)]
    pub email: OneOrMany<Email>,
    /// The phone number, or several, printed as written.
    #[serde(default)]
    pub phone: OneOrMany<Phone>,
    /// The person's website, or several.
    #[serde(default)]
    pub url: OneOrMany<Url>,
    /// A few sentences about the person.
    #[schemars(example = &"Engineer of timber bridges, with nine years from first sketch to last inspection.")]
    pub summary: Option<Paragraphs>,
    /// Where the person lives.
    pub location: Option<Location>,
    /// Profiles on other sites.
    #[serde(default)]
    pub profiles: Vec<Profile>,
    /// Pronouns, such as "she/her".
    #[schemars(example = &"she/her")]
    pub pronouns: Option<Text>,
    /// The forms of the person's name in author lists, replacing the usual forms.
    #[schemars(example = vec!["Lovelace A.", "A. Lovelace"])]
    #[serde(default)]
    pub cited_as: Vec<PlainText>,
    /// Personal details that are customary in some countries: nationality, date of birth,
    /// driving licence, work permit.
    #[serde(default)]
    pub facts: Vec<Fact>,
}

/// A personal detail.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Fact {
    /// Its label, such as "Nationality".
    #[schemars(example = &"Nationality")]
    pub name: Text,
    /// Its value, such as "Swiss".
    #[schemars(example = &"Swiss")]
    pub value: Text,
    /// Whether to leave it out of every output, as if it were not in the file.
    #[schemars(example = true)]
    #[serde(default, skip_serializing)]
    pub hidden: bool,
}

/// A postal address.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Location {
    /// Street and number.
    #[schemars(example = &"12 Garden Lane")]
    pub address: Option<Text>,
    /// Postal code.
    #[schemars(example = &"98101")]
    pub postal_code: Option<Text>,
    /// Town or city.
    #[schemars(example = &"Seattle")]
    pub city: Option<Text>,
    /// State, province or canton.
    #[schemars(example = &"WA")]
    pub region: Option<Text>,
    /// The country.
    pub country_code: Option<Country>,
}

/// A profile on a site.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Profile {
    /// The site, such as "GitHub".
    #[schemars(example = &"GitHub")]
    pub network: Option<Text>,
    /// The user name.
    #[schemars(example = &"ada")]
    pub username: Option<Spanned<PlainText>>,
    /// The URL of the profile.
    pub url: Option<Spanned<Url>>,
    /// The text to print instead of the URL.
    #[schemars(example = &"Code samples")]
    pub label: Option<Text>,
    /// Whether to leave it out of every output, as if it were not in the file.
    #[schemars(example = true)]
    #[serde(default, skip_serializing)]
    pub hidden: bool,
}
