//! The language of a résumé: titles, months, date patterns, paper.
//!
//! One data file a language, read with the same reader as a résumé. Dates are
//! put together from tables of our own rather than by ICU, which has no dotted
//! English months and no word for a period that goes on.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Diagnostics, Id, Result};
use crate::resume::{Date, End, Section, Text};
use crate::source::{Source, Spanned};
use crate::yaml;

/// The languages that Recto speaks: subtag and data file.
const LANGUAGES: &[(&str, &str)] = &[("en", include_str!("locale/en.yaml"))];

/// The language used where a résumé names none.
const DEFAULT: &str = "en";

/// Regions that print on US Letter (CLDR `paperSize`); all others use A4.
const LETTER_REGIONS: &[&str] = &["CA", "CL", "CO", "MX", "PH", "US"];

/// A language and region, with the words a résumé needs in it.
#[derive(Debug, Clone)]
pub struct Locale {
    language: &'static str,
    region: String,
    words: Words,
}

/// A sheet of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm (ISO 216).
    A4,
    /// 8.5 × 11 in (ANSI A).
    UsLetter,
}

/// The contents of a language's file.
#[derive(Debug, Clone, Deserialize)]
struct Words {
    /// The language's own name.
    name: String,
    /// Where it is spoken, first the region meant where none is named.
    regions: Vec<String>,
    /// What the document is called.
    document: String,
    /// What stands for the end of something that goes on.
    present: String,
    /// How a start and an end are joined.
    range: String,
    /// How a month and a year are joined.
    month: String,
    /// How a day, a month and a year are joined.
    day: String,
    /// The months as they stand before a year.
    months: Vec<String>,
    /// Section titles by key.
    sections: BTreeMap<String, String>,
    /// Words before values, by field.
    labels: BTreeMap<String, String>,
}

impl Locale {
    /// The locale of a BCP 47 tag, or the default one.
    ///
    /// # Errors
    /// If Recto does not speak the language.
    pub fn find(tag: Option<&Spanned<Text>>, notes: &mut Diagnostics) -> Result<Locale> {
        let written = tag.map_or(DEFAULT, |tag| &tag.value);
        let mut parts = written.split(['-', '_']);
        let wanted = parts.next().unwrap_or_default().to_lowercase();
        let region = parts.find(|part| part.len() == 2).map(str::to_uppercase);
        let Some((language, file)) = LANGUAGES.iter().find(|(language, _)| *language == wanted) else {
            let note = Diagnostic::error(Id::UnknownLanguage, format!("Recto does not speak `{written}`"));
            let note = tag.map_or(note.clone(), |tag| note.at(tag.span).path("language"));
            let known = LANGUAGES.iter().map(|(tag, file)| format!("`{tag}` ({})", Words::read(tag, file).name));
            let known = known.collect::<Vec<_>>().join(", ");
            return Err(
                notes.error(note.help(format!("it speaks {known}, with a region if you like, such as `en-GB`")))
            );
        };
        let words = Words::read(language, file);
        let region = region.or_else(|| words.regions.first().cloned()).unwrap_or_default();
        Ok(Locale { language, region, words })
    }

    /// ISO 639 code of the language.
    pub fn language(&self) -> &str {
        self.language
    }

    /// ISO 3166-1 code of the region.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// The paper that the region prints on.
    pub fn paper(&self) -> Paper {
        if LETTER_REGIONS.contains(&self.region.as_str()) { Paper::UsLetter } else { Paper::A4 }
    }

    /// What the document is called, such as "Résumé".
    pub fn document(&self) -> &str {
        &self.words.document
    }

    /// The title of a section where the résumé gives none.
    pub fn title(&self, section: Section) -> &str {
        self.words.sections.get(section.key()).map_or(section.key(), String::as_str)
    }

    /// The words before values, by field.
    pub fn labels(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words.labels.iter().map(|(field, label)| (field.as_str(), label.as_str()))
    }

    /// The text that describes a portrait to those who do not see it.
    pub fn portrait(&self, name: &str) -> String {
        self.words.labels.get("portrait").map_or(String::new(), |label| label.replace("{name}", name))
    }

    /// A date as exact as it is known, such as "Oct. 2019".
    pub fn date(&self, date: Date) -> String {
        let year = date.year().to_string();
        let Some(month) = date.month() else { return year };
        let month = self.words.months.get(usize::from(month) - 1).map_or("", String::as_str);
        let pattern = if date.day().is_some() { &self.words.day } else { &self.words.month };
        let day = date.day().map(|day| day.to_string()).unwrap_or_default();
        pattern.replace("{month}", month).replace("{day}", &day).replace("{year}", &year)
    }

    /// An end, such as "Present".
    pub fn end(&self, end: End) -> String {
        match end {
            End::On(date) => self.date(date),
            End::Present => self.words.present.clone(),
        }
    }

    /// From a start to an end; one of them where they read the same.
    pub fn range(&self, start: &str, end: &str) -> String {
        if start == end { start.into() } else { self.words.range.replace("{start}", start).replace("{end}", end) }
    }
}

impl Paper {
    /// The name that Typst and the theme options know it by.
    pub fn name(self) -> &'static str {
        match self {
            Paper::A4 => "a4",
            Paper::UsLetter => "us-letter",
        }
    }
}

impl Words {
    fn read(language: &str, file: &str) -> Words {
        let mut notes = Diagnostics::new();
        let source = Source::new(format!("{language}.yaml"), file);
        let root = yaml::parse(&source, &mut notes).expect("the language files are YAML");
        yaml::read(&root, &mut notes).expect("the language files have every word")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_word() {
        for (language, file) in LANGUAGES {
            let words = Words::read(language, file);
            assert!(!words.name.is_empty() && !words.regions.is_empty());
            assert_eq!(words.months.len(), 12);
            for section in Section::ALL {
                assert!(words.sections.contains_key(section.key()), "{language} has no title for {}", section.key());
            }
        }
    }

    #[test]
    fn dates_are_as_exact_as_they_are_known() {
        let english = Locale::find(None, &mut Diagnostics::new()).unwrap();
        let shown = |text: &str| english.date(text.parse().unwrap());
        assert_eq!([shown("2019"), shown("2019-05"), shown("2019-10-06")], ["2019", "May 2019", "Oct. 6, 2019"]);
        assert_eq!(english.range(&shown("2019-10"), &english.end(End::Present)), "Oct. 2019 – Present");
        assert_eq!(english.range("2017", "2017"), "2017");
    }

    #[test]
    fn the_region_chooses_the_paper() {
        let paper = |tag: &str| {
            let source = Source::new("resume.yaml", tag);
            let tag = Spanned { value: tag.parse().unwrap(), span: source.span(0..tag.len()) };
            Locale::find(Some(&tag), &mut Diagnostics::new()).map(|locale| locale.paper())
        };
        assert_eq!(paper("en"), Ok(Paper::UsLetter));
        assert_eq!(paper("en-GB"), Ok(Paper::A4));
        assert!(paper("tlh").is_err());
    }
}
