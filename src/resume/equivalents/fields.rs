//! The keys of the standard sections, and what their values look like.

/// What the value of a key looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Text on one line.
    Line,
    /// Text of any length.
    Prose,
    /// A date or period.
    Date,
    /// A web address.
    Url,
    /// A list of words.
    Words,
    /// A list of sentences.
    Sentences,
    /// Anything else.
    Other,
}

use Shape::{Date, Line, Other, Prose, Sentences, Url, Words};

/// A section, or another mapping of the format.
pub struct Fields {
    /// Its key.
    pub section: &'static str,
    /// The keys of an entry. The first is what the entry is called.
    pub keys: &'static [(&'static str, Shape)],
}

/// Keys that the entries of most sections have, and that print nothing.
const SETTINGS: &[&str] = &["hidden", "pageBreak", "keepTogether", "tags", "note"];

/// The mappings whose keys other formats name differently.
#[rustfmt::skip]
pub const FIELDS: &[Fields] = &[
    Fields { section: "basics", keys: &[
        ("name", Line), ("label", Line), ("image", Other), ("email", Other), ("phone", Other), ("url", Url),
        ("summary", Prose), ("location", Other), ("profiles", Other), ("pronouns", Line), ("citedAs", Words),
        ("facts", Other),
    ] },
    Fields { section: "basics.location", keys: &[
        ("city", Line), ("address", Line), ("postalCode", Line), ("region", Line), ("countryCode", Line),
    ] },
    Fields { section: "basics.profiles", keys: &[
        ("network", Line), ("username", Line), ("url", Url), ("label", Line), ("hidden", Other),
    ] },
    Fields { section: "work", keys: &[
        ("name", Line), ("position", Line), ("team", Line), ("url", Url), ("logo", Other), ("location", Line),
        ("description", Line), ("startDate", Date), ("endDate", Date), ("summary", Prose), ("highlights", Sentences),
        ("keywords", Words), ("positions", Other),
    ] },
    Fields { section: "volunteer", keys: &[
        ("organization", Line), ("position", Line), ("url", Url), ("location", Line), ("startDate", Date),
        ("endDate", Date), ("summary", Prose), ("highlights", Sentences), ("keywords", Words),
    ] },
    Fields { section: "education", keys: &[
        ("institution", Line), ("url", Url), ("logo", Other), ("location", Line), ("area", Line), ("studyType", Line),
        ("startDate", Date), ("endDate", Date), ("score", Line), ("standing", Line), ("thesis", Line),
        ("degrees", Other), ("courses", Words), ("summary", Prose), ("highlights", Sentences),
    ] },
    Fields { section: "projects", keys: &[
        ("name", Line), ("description", Line), ("url", Url), ("logo", Other), ("location", Line), ("startDate", Date),
        ("endDate", Date), ("roles", Words), ("entity", Line), ("type", Line), ("keywords", Words), ("summary", Prose),
        ("highlights", Sentences),
    ] },
    Fields { section: "awards", keys: &[
        ("title", Line), ("awarder", Line), ("date", Date), ("url", Url), ("summary", Line),
    ] },
    Fields { section: "certificates", keys: &[
        ("name", Line), ("date", Date), ("expires", Date), ("id", Line), ("url", Url), ("issuer", Line),
        ("summary", Line),
    ] },
    Fields { section: "publications", keys: &[
        ("name", Line), ("authors", Words), ("publisher", Line), ("releaseDate", Date), ("doi", Other), ("kind", Other),
        ("url", Url), ("summary", Line),
    ] },
    Fields { section: "skills", keys: &[("name", Line), ("level", Line), ("keywords", Words)] },
    Fields { section: "languages", keys: &[("language", Line), ("fluency", Line)] },
    Fields { section: "interests", keys: &[("name", Line), ("keywords", Words)] },
    Fields { section: "references", keys: &[
        ("name", Line), ("position", Line), ("organization", Line), ("email", Other), ("phone", Other),
        ("reference", Prose),
    ] },
    Fields { section: "custom", keys: &[
        ("title", Line), ("subtitle", Line), ("location", Line), ("url", Url), ("date", Date), ("startDate", Date),
        ("endDate", Date), ("summary", Prose), ("highlights", Sentences), ("keywords", Words),
    ] },
];

impl Fields {
    /// The keys of a section.
    pub fn of(section: &str) -> Option<&'static Fields> {
        FIELDS.iter().find(|fields| fields.section == section)
    }

    /// What an entry is called.
    pub fn heading(&self) -> &'static str {
        self.keys[0].0
    }

    /// What the value of a key looks like; `None` if an entry has no such key.
    pub fn shape(&self, key: &str) -> Option<Shape> {
        let own = self.keys.iter().find(|(own, _)| *own == key).map(|(_, shape)| *shape);
        own.or_else(|| (self.is_list() && SETTINGS.contains(&key)).then_some(Other))
    }

    /// Whether it is a section that is a list of entries.
    pub fn is_list(&self) -> bool {
        !self.section.starts_with("basics")
    }

    /// The key with the same letters, in another case or with other signs between words.
    pub fn same_letters(&self, key: &str) -> Option<&'static str> {
        let key = letters(key);
        self.keys.iter().map(|(own, _)| *own).find(|own| letters(own) == key)
    }
}

/// The sections that are lists of entries.
pub fn sections() -> impl Iterator<Item = &'static Fields> {
    FIELDS.iter().filter(|fields| fields.is_list() && fields.section != "custom")
}

/// A key without the signs between its words, in small letters.
pub fn letters(key: &str) -> String {
    key.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use schemars::schema_for;

    /// The keys of a type, as its schema lists them.
    fn keys(schema: schemars::Schema) -> Vec<String> {
        schema.get("properties").unwrap().as_object().unwrap().keys().cloned().collect()
    }

    #[test]
    fn every_key_of_every_section_is_listed() {
        use crate::resume::*;
        let all = [
            ("basics", keys(schema_for!(Basics))),
            ("basics.location", keys(schema_for!(Location))),
            ("basics.profiles", keys(schema_for!(Profile))),
            ("work", keys(schema_for!(Work))),
            ("volunteer", keys(schema_for!(Volunteer))),
            ("education", keys(schema_for!(Education))),
            ("projects", keys(schema_for!(Project))),
            ("awards", keys(schema_for!(Award))),
            ("certificates", keys(schema_for!(Certificate))),
            ("publications", keys(schema_for!(Publication))),
            ("skills", keys(schema_for!(Skill))),
            ("languages", keys(schema_for!(Language))),
            ("interests", keys(schema_for!(Interest))),
            ("references", keys(schema_for!(Reference))),
            ("custom", keys(schema_for!(CustomParts))),
        ];
        assert_eq!(all.len(), FIELDS.len());
        for (section, keys) in all {
            let fields = Fields::of(section).unwrap();
            assert!(keys.iter().all(|key| fields.shape(key).is_some()), "{section} lacks one of {keys:?}");
            let listed = fields.keys.iter().all(|(key, _)| keys.iter().any(|own| own == key));
            assert!(listed, "{section} has a key that is not one of {keys:?}");
        }
    }
}
