//! The person: name, how to reach them, a few lines about them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Country, Email, Paragraphs, Phone, Text, Url};
use crate::source::Spanned;

/// Who the résumé is about.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Basics {
    /// The full name, in the order in which it is printed.
    #[schemars(example = &"Ada Lovelace")]
    pub name: Text,
    /// What the person is, such as "Web developer".
    #[schemars(example = &"Web developer")]
    pub label: Option<Text>,
    /// A portrait: a file beside the résumé.
    #[schemars(example = &"portrait.jpg")]
    pub image: Option<Spanned<Text>>,
    /// The address that mail goes to.
    pub email: Option<Email>,
    /// The telephone number, printed as written.
    pub phone: Option<Phone>,
    /// The person's own site.
    pub url: Option<Url>,
    /// A few sentences about the person.
    #[schemars(example = &"Engineer of timber bridges, with nine years from first sketch to last inspection.")]
    pub summary: Option<Paragraphs>,
    /// Where the person lives.
    pub location: Option<Location>,
    /// Accounts on other sites.
    #[serde(default)]
    pub profiles: Vec<Profile>,
    /// How the person is spoken of, such as "she/her".
    #[schemars(example = &"she/her")]
    pub pronouns: Option<Text>,
    /// The forms in which author lists write the person's name, instead of the usual
    /// ones.
    #[schemars(example = vec!["Lovelace A.", "A. Lovelace"])]
    #[serde(default)]
    pub cited_as: Vec<Text>,
    /// What some countries expect beside the name: nationality, date of birth,
    /// driving licence, work permit.
    #[serde(default)]
    pub facts: Vec<Fact>,
}

/// Something about the person, with its name.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Fact {
    /// What it is, such as "Nationality".
    #[schemars(example = &"Nationality")]
    pub name: Text,
    /// What it is in this case, such as "Swiss".
    #[schemars(example = &"Swiss")]
    pub value: Text,
}

/// A place to live.
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

/// An account on a site.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Profile {
    /// The site, such as "GitHub".
    #[schemars(example = &"GitHub")]
    pub network: Option<Text>,
    /// The name there.
    #[schemars(example = &"ada")]
    pub username: Option<Spanned<Text>>,
    /// Address of the account's page.
    pub url: Option<Spanned<Url>>,
}
