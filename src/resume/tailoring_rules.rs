//! What an application leaves out by rules rather than by tags.

use std::fmt;
use std::str::FromStr;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::Section;
use crate::diagnostic::{Certainty, did_you_mean, one_of};
use crate::yaml::scalar::{
    NAME_KEY, from_text, one_or_many, one_or_many_schema, scalar_schema, schema_by_hand, serde_scalars,
};
use crate::yaml::{Problem, Scalar};

/// A number of highlights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count(pub usize);

impl FromStr for Count {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let count = text.parse().ok().filter(|count| *count <= 99);
        count.map(Count).ok_or_else(|| {
            Problem::new(format!("`{text}` is not a valid number of highlights"))
                .help("write a whole number from 0 to 99")
        })
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Scalar for Count {
    const NAME: &'static str = "number";
    const FORM: &'static str = "A whole number from 0 to 99.";
    const EXAMPLE: &'static str = "4";
    const PATTERN: Option<&'static str> = Some("^[0-9]{1,2}$");
    const TYPES: &'static [&'static str] = &["integer", "string"];
}

/// The sections whose entries have highlights. `custom` stands for all custom sections;
/// `custom.talks` for one of them.
const WITH_HIGHLIGHTS: &[&str] = &["work", "volunteer", "education", "projects", "custom"];

/// The prefix of custom sections' keys.
pub const OWN: &str = "custom.";

/// Maximum number of highlights per entry: one number, or a number for each section.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HighlightLimits {
    /// The limit for sections without their own limit.
    everywhere: Option<Count>,
    /// Sections with their limits, in file order.
    sections: Vec<(String, Count)>,
}

impl HighlightLimits {
    /// The limit for entries of a section; `None` if there is none.
    pub fn of(&self, section: &str) -> Option<usize> {
        let set = |name: &str| self.sections.iter().find(|(key, _)| key == name).map(|(_, count)| *count);
        let all_own = || if section.starts_with(OWN) { set("custom") } else { None };
        set(section).or_else(all_own).or(self.everywhere).map(|count| count.0)
    }

    /// The keys of the custom sections that have a limit.
    pub fn own(&self) -> impl Iterator<Item = &str> {
        self.sections.iter().filter_map(|(key, _)| key.strip_prefix(OWN))
    }

    fn check(section: &str) -> Result<(), Problem> {
        let known = || WITH_HIGHLIGHTS.iter().copied();
        if known().any(|key| key == section) || section.strip_prefix(OWN).is_some_and(|key| !key.is_empty()) {
            return Ok(());
        }
        let wrong = Problem::new(match Section::find(section) {
            Some(_) => format!("entries of `{section}` have no highlights"),
            None => format!("unknown section `{section}`"),
        });
        Err(match did_you_mean(section, known()) {
            Some(meant) => wrong.help(format!("did you mean `{meant}`?")),
            None => wrong.help(format!("use {}", one_of(known()))),
        })
    }
}

/// Parses the command-line form: `4`, or `work=4,projects=2`.
impl FromStr for HighlightLimits {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let mut limits = HighlightLimits::default();
        for part in text.split(',').map(str::trim) {
            match part.split_once('=') {
                None => limits.everywhere = Some(part.parse()?),
                Some((section, count)) => {
                    Self::check(section)?;
                    limits.sections.push((section.to_owned(), count.parse()?));
                }
            }
        }
        Ok(limits)
    }
}

schema_by_hand!(HighlightLimits, "number or numbers by section", |_| {
    let count = scalar_schema::<Count>();
    let properties: serde_json::Map<_, _> =
        WITH_HIGHLIGHTS.iter().map(|key| ((*key).to_owned(), count.clone().to_value())).collect();
    schemars::json_schema!({
        "anyOf": [count, {
            "type": "object", "properties": properties, "patternProperties": { "^custom\\..+": count },
            "additionalProperties": false,
        }],
        NAME_KEY: "a number, or a number for each section",
        "examples": [4, { "work": 4, "projects": 2 }],
    })
});

impl<'de> Deserialize<'de> for HighlightLimits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LimitsVisitor)
    }
}

impl Serialize for HighlightLimits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (&self.everywhere, &self.sections[..]) {
            (Some(count), []) => count.serialize(serializer),
            (_, sections) => serializer.collect_map(sections.iter().map(|(key, count)| (key, count))),
        }
    }
}

struct LimitsVisitor;

impl<'de> Visitor<'de> for LimitsVisitor {
    type Value = HighlightLimits;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a number, or a mapping of sections to numbers")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<HighlightLimits, E> {
        Ok(HighlightLimits { everywhere: Some(from_text(text)?), sections: Vec::new() })
    }

    fn visit_unit<E: de::Error>(self) -> Result<HighlightLimits, E> {
        Ok(HighlightLimits::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<HighlightLimits, A::Error> {
        let mut sections = Vec::new();
        while let Some((key, count)) = entries.next_entry::<String, Count>()? {
            HighlightLimits::check(&key).map_err(|problem| {
                de::Error::custom(format!("{problem}; {}", problem.help.clone().unwrap_or_default()))
            })?;
            sections.push((key, count));
        }
        Ok(HighlightLimits { everywhere: None, sections })
    }
}

/// Personal data that can be redacted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Private {
    /// Contact details: street address, email, phone, web pages, and those of references. The city is kept.
    Contact,
    /// The portrait.
    Photo,
    /// Personal details such as the date of birth.
    Facts,
}

impl Private {
    const ALL: [Private; 3] = [Private::Contact, Private::Photo, Private::Facts];

    fn name(self) -> &'static str {
        match self {
            Private::Contact => "contact",
            Private::Photo => "photo",
            Private::Facts => "facts",
        }
    }
}

impl FromStr for Private {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let names = || Self::ALL.into_iter().map(Self::name);
        Self::ALL.into_iter().find(|private| private.name() == text).ok_or_else(|| {
            let wrong = Problem::new(format!("`{text}` cannot be redacted"));
            match did_you_mean(text, names()) {
                Some(meant) => wrong
                    .help(format!("did you mean `{meant}`?"))
                    .replacement(meant)
                    .certainty(Certainty::of_slip(text, meant)),
                None => wrong.help(format!("use {}", one_of(names()))),
            }
        })
    }
}

impl fmt::Display for Private {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Scalar for Private {
    const NAME: &'static str = "`contact`, `photo` or `facts`";
    const FORM: &'static str = "One of `contact`, `photo` or `facts`.";
    const EXAMPLE: &'static str = "photo";
    const PATTERN: Option<&'static str> = Some("^(contact|photo|facts)$");
}

serde_scalars!(Count, Private);

/// What to redact: a list, or one word.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Redacted(pub Vec<Private>);

impl<'de> Deserialize<'de> for Redacted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        one_or_many(deserializer, "a word or a list of words").map(Redacted)
    }
}

schema_by_hand!(Redacted, "personal data to omit", |_| one_or_many_schema::<Private>());
