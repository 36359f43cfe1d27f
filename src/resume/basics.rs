//! The person: name, how to reach them, a few lines about them.

use serde::{Deserialize, Serialize};

use super::{Country, Email, Paragraphs, Phone, Text, Url};
use crate::source::Spanned;

/// Who the résumé is about.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Basics {
    /// The full name, in the order in which it is printed.
    pub name: Text,
    /// What the person is, such as "Web developer".
    pub label: Option<Text>,
    /// A portrait: a file beside the résumé.
    pub image: Option<Spanned<Text>>,
    /// The address that mail goes to.
    pub email: Option<Email>,
    /// The telephone number, printed as written.
    pub phone: Option<Phone>,
    /// The person's own site.
    pub url: Option<Url>,
    /// A few sentences about the person.
    pub summary: Option<Paragraphs>,
    /// Where the person lives.
    pub location: Option<Location>,
    /// Accounts on other sites.
    #[serde(default)]
    pub profiles: Vec<Profile>,
    /// How the person is spoken of, such as "she/her".
    pub pronouns: Option<Text>,
    /// The forms in which author lists write the person's name.
    #[serde(default)]
    pub cited_as: Vec<Text>,
    /// What some countries expect beside the name: nationality, date of birth,
    /// driving licence, work permit.
    #[serde(default)]
    pub facts: Vec<Fact>,
}

/// Something about the person, with its name.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Fact {
    /// What it is, such as "Nationality".
    pub name: Text,
    /// What it is in this case, such as "Swiss".
    pub value: Text,
}

/// A place to live.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Location {
    /// Street and number.
    pub address: Option<Text>,
    /// Postal code.
    pub postal_code: Option<Text>,
    /// Town or city.
    pub city: Option<Text>,
    /// State, province or canton.
    pub region: Option<Text>,
    /// Country, as two letters (ISO 3166-1 alpha-2).
    pub country_code: Option<Country>,
}

/// An account on a site.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// The site, such as "GitHub".
    pub network: Option<Text>,
    /// The name there.
    pub username: Option<Spanned<Text>>,
    /// Address of the account's page.
    pub url: Option<Spanned<Url>>,
}
