//! The sections, and which of them a résumé prints.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use schemars::json_schema;

use super::Text;
use crate::source::Spanned;
use crate::yaml::scalar::{NAME_KEY, schema_by_hand};

/// A standard section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Section {
    /// A few sentences about the person.
    Summary,
    /// Work experience.
    Work,
    /// Volunteer work.
    Volunteer,
    /// Schools and degrees.
    Education,
    /// Projects.
    Projects,
    /// Awards and honours.
    Awards,
    /// Certificates and licences.
    Certificates,
    /// Papers, books, talks and other publications.
    Publications,
    /// Groups of skills.
    Skills,
    /// Languages spoken.
    Languages,
    /// Hobbies and interests.
    Interests,
    /// People who can provide a reference.
    References,
}

impl Section {
    /// Every section, in the order of the format.
    pub const ALL: [Section; 12] = [
        Section::Summary,
        Section::Work,
        Section::Volunteer,
        Section::Education,
        Section::Projects,
        Section::Awards,
        Section::Certificates,
        Section::Publications,
        Section::Skills,
        Section::Languages,
        Section::Interests,
        Section::References,
    ];

    /// The key of the section.
    pub const fn key(self) -> &'static str {
        match self {
            Section::Summary => "basics.summary",
            Section::Work => "work",
            Section::Volunteer => "volunteer",
            Section::Education => "education",
            Section::Projects => "projects",
            Section::Awards => "awards",
            Section::Certificates => "certificates",
            Section::Publications => "publications",
            Section::Skills => "skills",
            Section::Languages => "languages",
            Section::Interests => "interests",
            Section::References => "references",
        }
    }

    /// Finds a section by key.
    pub fn find(key: &str) -> Option<Section> {
        Section::ALL.into_iter().find(|section| section.key() == key)
    }
}

/// An item of `sections`: a key, with a title if it differs from the standard title of the
/// language.
///
/// The key is checked after reading, when the custom sections are known.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SectionChoice {
    /// The section to print.
    pub key: Spanned<String>,
    /// The title, if not the standard one.
    pub title: Option<Text>,
}

impl<'de> Deserialize<'de> for SectionChoice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Spanned { value, span } = Spanned::<KeyAndTitle>::deserialize(deserializer)?;
        let KeyAndTitle { key, title } = value;
        Ok(SectionChoice { key: key.unwrap_or_else(|bare| Spanned { value: bare, span }), title })
    }
}

impl Serialize for SectionChoice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.title {
            None => self.key.serialize(serializer),
            Some(title) => serializer.collect_map([(&self.key, title)]),
        }
    }
}

schema_by_hand!(SectionChoice, "section choice", |generator| {
    let keys = Section::ALL.map(Section::key);
    let title = generator.subschema_for::<Text>();
    let titled = json_schema!({
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "properties": keys.iter().map(|key| (key.to_string(), title.clone().to_value())).collect::<serde_json::Map<_, _>>(),
        "additionalProperties": title,
    });
    json_schema!({
        "anyOf": [{ "enum": keys }, { "type": "string" }, titled],
        NAME_KEY: "a section's key, or a key with a title",
        "examples": ["work", { "work": "Experience" }],
    })
});

/// A choice before its key has a span: only keys of mappings have their own.
struct KeyAndTitle {
    key: Result<Spanned<String>, String>,
    title: Option<Text>,
}

impl<'de> Deserialize<'de> for KeyAndTitle {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ChoiceVisitor)
    }
}

struct ChoiceVisitor;

impl<'de> Visitor<'de> for ChoiceVisitor {
    type Value = KeyAndTitle;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("the key of a section, such as `work`, or a key with a title, such as `work: Experience`")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<KeyAndTitle, E> {
        Ok(KeyAndTitle { key: Err(key.into()), title: None })
    }

    fn visit_unit<E: de::Error>(self) -> Result<KeyAndTitle, E> {
        self.visit_str(Section::Work.key())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<KeyAndTitle, A::Error> {
        let Some((key, title)) = entries.next_entry()? else {
            return Err(de::Error::invalid_type(de::Unexpected::Map, &self));
        };
        if entries.next_key::<String>()?.is_some() {
            return Err(de::Error::custom("write each section on its own line, after a dash"));
        }
        Ok(KeyAndTitle { key: Ok(key), title })
    }
}
