//! Page limits.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::yaml::scalar::{from_text_with_help, schema_by_hand, serde_scalars, text_or_struct, text_or_struct_schema};
use crate::yaml::{Problem, Scalar};

/// A number of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageCount(pub usize);

/// The highest allowed page limit.
const MOST: usize = 50;

impl FromStr for PageCount {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let count = text.parse().ok().filter(|count| (1..=MOST).contains(count));
        let wrong = || Problem::new(format!("`{text}` is not a valid number of pages"));
        count.map(PageCount).ok_or_else(|| wrong().help(format!("write a whole number from 1 to {MOST}")))
    }
}

impl fmt::Display for PageCount {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Scalar for PageCount {
    const NAME: &'static str = "number of pages";
    const FORM: &'static str = "A whole number from 1 to 50.";
    const EXAMPLE: &'static str = "2";
    const PATTERN: Option<&'static str> = Some("^[1-9][0-9]?$");
    const TYPES: &'static [&'static str] = &["integer", "string"];
}

serde_scalars!(PageCount);

/// The page limits of a résumé; a single number is the maximum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pages {
    /// Minimum number of pages, if any.
    pub min: Option<PageCount>,
    /// Maximum number of pages, if any.
    pub max: Option<PageCount>,
}

impl Pages {
    /// At most `count` pages.
    pub fn at_most(count: usize) -> Self {
        Pages { min: None, max: Some(PageCount(count)) }
    }

    /// Why there is no number of pages within the limits, if there is none.
    pub(super) fn fault(self) -> Option<Problem> {
        let (min, max) = self.min.zip(self.max).filter(|(min, max)| min > max)?;
        Some(Problem::new(format!("the minimum, {min}, is greater than the maximum, {max}")).help("swap the two"))
    }
}

/// The keys of the mapping form.
const KEYS: &[&str] = &["min", "max"];

/// Minimum and maximum number of pages.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Pages")]
struct Mapping {
    /// Minimum number of pages.
    min: Option<PageCount>,
    /// Maximum number of pages.
    max: Option<PageCount>,
}

schema_by_hand!(Pages, "number of pages", text_or_struct_schema::<PageCount, Mapping>);

impl<'de> Deserialize<'de> for Pages {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text_or_struct(deserializer, KEYS, PagesVisitor)
    }
}

/// Serialized as a number if there is only a maximum.
impl Serialize for Pages {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number = |count: &Option<PageCount>| count.map(|count| count.0);
        let Pages { min, max } = self;
        if let (None, Some(max)) = (min, max) {
            return max.0.serialize(serializer);
        }
        let mut mapping = serializer.serialize_struct("Pages", KEYS.len())?;
        mapping.serialize_field("min", &number(min))?;
        mapping.serialize_field("max", &number(max))?;
        mapping.end()
    }
}

struct PagesVisitor;

impl<'de> Visitor<'de> for PagesVisitor {
    type Value = Pages;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a number of pages, or a mapping with `min` and `max`")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Pages, E> {
        let help = format!("write a whole number from 1 to {MOST}, or `{{min: 1, max: 2}}`");
        Ok(Pages { min: None, max: Some(from_text_with_help(text, &help)?) })
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Pages, A::Error> {
        let Mapping { min, max } = Mapping::deserialize(MapAccessDeserializer::new(entries))?;
        Ok(Pages { min, max })
    }
}

/// Parses the command-line form: `2`, or `1-2`.
impl FromStr for Pages {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let help = || format!("write a number from 1 to {MOST}, or a range such as `1-2`");
        let count = |text: &str| text.trim().parse::<PageCount>().map_err(|problem| problem.help(help()));
        let pages = match text.split_once('-') {
            None => Pages { min: None, max: Some(count(text)?) },
            Some((min, max)) => Pages { min: Some(count(min)?), max: Some(count(max)?) },
        };
        match pages.fault() {
            Some(problem) => Err(problem),
            None => Ok(pages),
        }
    }
}
