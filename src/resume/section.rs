//! The sections, and which of them a résumé prints.

use std::cmp::Reverse;
use std::fmt;
use std::num::NonZeroUsize;

use schemars::{JsonSchema, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::{Entry, OWN, PageBreak, Text};
use crate::source::Spanned;
use crate::yaml::scalar::{NAME_KEY, from_text, schema_by_hand, text_or_struct, text_or_struct_schema};

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
/// language, or with settings.
///
/// The key is checked after reading, when the custom sections are known.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SectionChoice {
    /// The section to print.
    pub key: Spanned<String>,
    /// How to print it.
    pub settings: SectionSettings,
}

/// How a section is printed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "SectionSettings")]
#[non_exhaustive]
pub struct SectionSettings {
    /// The title, if not the standard one.
    #[schemars(example = &"Experience")]
    pub title: Option<Text>,
    /// The order of the entries: `newest` or `oldest` first, or `as-written`, the default.
    pub sort: Option<Sort>,
    /// The maximum number of entries to print.
    #[schemars(example = 5)]
    pub limit: Option<NonZeroUsize>,
    /// `before` starts a new page with the section.
    pub page_break: Option<PageBreak>,
    /// The number of columns, from 1 to 4, for short entries such as skills.
    #[schemars(example = 2, range(min = 1, max = 4))]
    pub columns: Option<Spanned<NonZeroUsize>>,
    /// Groups publications: by `kind`, with the titles of the language, or by `year`, latest first.
    pub group: Option<Spanned<Grouping>>,
    /// Whether to leave the section out.
    #[schemars(example = true)]
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
}

/// The order of the entries of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Sort {
    /// The latest first.
    Newest,
    /// The earliest first.
    Oldest,
    /// As in the file.
    AsWritten,
}

/// What the entries of a section are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Grouping {
    /// The kind of publication.
    Kind,
    /// The year of publication, latest first.
    Year,
}

impl SectionChoice {
    /// A section as it is by default.
    pub(crate) fn of(key: Spanned<String>) -> SectionChoice {
        SectionChoice { key, settings: SectionSettings::default() }
    }
}

impl<'de> Deserialize<'de> for SectionChoice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Spanned { value, span } = Spanned::<KeyAndSettings>::deserialize(deserializer)?;
        let KeyAndSettings { key, settings } = value;
        let Spanned { value: key, span } = key.unwrap_or_else(|bare| Spanned { value: bare, span });
        // Custom sections may be named as in the rest of the file.
        let key = key.strip_prefix(OWN).map(str::to_owned).unwrap_or(key);
        Ok(SectionChoice { key: Spanned { value: key, span }, settings: settings.0 })
    }
}

impl Serialize for SectionChoice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let SectionChoice { key, settings } = self;
        match &settings.title {
            _ if *settings == SectionSettings::default() => key.serialize(serializer),
            Some(title) if *settings == SectionSettings::titled(title.clone()) => {
                serializer.collect_map([(key, title)])
            }
            _ => serializer.collect_map([(key, settings)]),
        }
    }
}

impl SectionSettings {
    /// The entries to print, in order, as indices: sorted, and only as many as the limit allows.
    pub(crate) fn printed(&self, entries: &[&dyn Entry]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..entries.len()).collect();
        match self.sort {
            Some(Sort::Newest) => order.sort_by_key(|&index| Reverse(entries[index].sorting_dates())),
            // Entries without a date stay last.
            Some(Sort::Oldest) => order.sort_by_key(|&index| {
                let dates = entries[index].sorting_dates();
                (dates.is_none(), dates)
            }),
            Some(Sort::AsWritten) | None => {}
        }
        order.truncate(self.limit.map_or(usize::MAX, NonZeroUsize::get));
        order
    }

    fn titled(title: Text) -> SectionSettings {
        SectionSettings { title: Some(title), ..SectionSettings::default() }
    }
}

schema_by_hand!(SectionChoice, "section choice", |generator| {
    let keys = Section::ALL.map(Section::key);
    let settings = text_or_struct_schema::<Text, SectionSettings>(generator);
    let chosen = json_schema!({
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "properties": keys.iter().map(|key| (key.to_string(), settings.clone().to_value())).collect::<serde_json::Map<_, _>>(),
        "additionalProperties": settings,
    });
    json_schema!({
        "anyOf": [{ "enum": keys }, { "type": "string" }, chosen],
        NAME_KEY: "a section's key, or a key with a title or settings",
        "examples": ["work", { "work": "Experience" }],
    })
});

/// A choice before its key has a span: only keys of mappings have their own.
struct KeyAndSettings {
    key: Result<Spanned<String>, String>,
    settings: TitleOrSettings,
}

impl<'de> Deserialize<'de> for KeyAndSettings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ChoiceVisitor)
    }
}

struct ChoiceVisitor;

impl<'de> Visitor<'de> for ChoiceVisitor {
    type Value = KeyAndSettings;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("the key of a section, such as `work`, or a key with a title, such as `work: Experience`")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<KeyAndSettings, E> {
        Ok(KeyAndSettings { key: Err(key.into()), settings: TitleOrSettings::default() })
    }

    fn visit_unit<E: de::Error>(self) -> Result<KeyAndSettings, E> {
        self.visit_str(Section::Work.key())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<KeyAndSettings, A::Error> {
        let Some((key, settings)) = entries.next_entry()? else {
            return Err(de::Error::invalid_type(de::Unexpected::Map, &self));
        };
        if entries.next_key::<String>()?.is_some() {
            return Err(de::Error::custom("write each section on its own line, after a dash"));
        }
        Ok(KeyAndSettings { key: Ok(key), settings })
    }
}

/// Settings, or a title alone.
#[derive(Default)]
struct TitleOrSettings(SectionSettings);

/// The keys of the settings.
const KEYS: &[&str] = &["title", "sort", "limit", "pageBreak", "columns", "group", "hidden"];

impl<'de> Deserialize<'de> for TitleOrSettings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text_or_struct(deserializer, KEYS, SettingsVisitor)
    }
}

struct SettingsVisitor;

impl<'de> Visitor<'de> for SettingsVisitor {
    type Value = TitleOrSettings;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a title, or settings such as `{title: Experience, limit: 5}`")
    }

    fn visit_unit<E: de::Error>(self) -> Result<TitleOrSettings, E> {
        Ok(TitleOrSettings::default())
    }

    fn visit_str<E: de::Error>(self, title: &str) -> Result<TitleOrSettings, E> {
        from_text(title).map(SectionSettings::titled).map(TitleOrSettings)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<TitleOrSettings, A::Error> {
        SectionSettings::deserialize(MapAccessDeserializer::new(entries)).map(TitleOrSettings)
    }
}
