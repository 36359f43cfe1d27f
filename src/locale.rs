//! The language of a résumé: titles, months, date patterns, paper.
//!
//! Each language is a data file, read with the same reader as a résumé. Dates are formatted with our
//! own tables rather than ICU, which has neither dotted English months nor a word for "present".

mod dates;

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use serde::Deserialize;

use self::dates::Durations;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result};
use crate::resume::{PlainText, PublicationKind, Resume, Section};
use crate::source::{Source, Spanned};
use crate::yaml;

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// Aliases for the tags of language files.
const ALIASES: &[(&str, &str)] = &[("iw", "he"), ("no", "nb")];

/// The language used when a résumé does not name one.
const DEFAULT: &str = "en";

/// Regions that print on US Letter (CLDR `paperSize`); all others use A4.
const LETTER_REGIONS: &[&str] = &["CA", "CL", "CO", "MX", "PH", "US"];

/// The paper size of a region.
fn paper_of(region: &str) -> Paper {
    if LETTER_REGIONS.contains(&region) { Paper::UsLetter } else { Paper::A4 }
}

/// A language and region, with the words that a résumé needs.
#[derive(Debug, Clone)]
pub struct Locale {
    tag: &'static str,
    region: String,
    /// Whether the region was named, rather than that of most speakers.
    has_region: bool,
    paper: Paper,
    style: DateStyle,
    words: &'static Words,
}

/// How a letter is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LetterLayout {
    /// All lines start at the margin, the date before the recipient (United States).
    UsBlock,
    /// The recipient in the envelope window, the date at the opposite margin (DIN 5008).
    Din5008,
    /// The recipient at the far margin, place and date below it (France).
    French,
    /// The recipient first, then the date (Britain).
    British,
}

/// Regions that lay out letters according to DIN 5008, or nearly so.
const DIN_REGIONS: &[&str] =
    &["AT", "CH", "CZ", "DE", "DK", "EE", "FI", "HU", "LI", "LT", "LU", "LV", "NL", "NO", "PL", "SE", "SI", "SK", "TR"];

/// Regions that lay out letters as in France.
const FRENCH_REGIONS: &[&str] = &["BE", "ES", "FR", "IT", "MC", "PT", "RO"];

/// The format of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DateStyle {
    /// Abbreviated months with a dot, if the language uses one.
    Dotted,
    /// Abbreviated months without a dot.
    Short,
    /// Full month names.
    Long,
    /// Numbers, in the language's order.
    Numeric,
    /// Numbers in ISO 8601 format.
    Iso,
}

/// A paper size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Paper {
    /// 210 × 297 mm (ISO 216).
    A4,
    /// 8.5 × 11 in (ANSI A).
    UsLetter,
}

/// The contents of a language's file.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Words {
    /// The language's own name.
    name: String,
    /// The regions that speak it, the default region first.
    regions: Vec<String>,
    /// The text direction.
    direction: Direction,
    /// The order of a person's names.
    name_order: NameOrder,
    /// The word for the document.
    document: String,
    /// The word for an ongoing end, such as "Present".
    present: String,
    /// The pattern that joins a start and an end.
    range: String,
    /// The pattern of a year alone; its digits by default.
    year: Option<String>,
    /// The pattern of an expected date.
    expected: String,
    /// The pattern of the expected date of a degree, if it differs.
    expected_degree: Option<String>,
    /// The pattern of a start without an end.
    since: String,
    /// The same of a year alone, if it differs.
    since_year: Option<String>,
    /// The pattern of the end of a validity.
    until: String,
    /// The patterns of spring, summer, autumn and winter of a year.
    seasons: Vec<String>,
    /// The patterns of the quarters of a year.
    quarters: Vec<String>,
    /// The patterns of lengths of time.
    duration: Durations,
    /// The titles of groups of publications, by kind.
    kinds: BTreeMap<String, String>,
    /// Quotation marks.
    quotes: Quotes,
    /// Quotation marks of regions that differ.
    #[serde(default)]
    regional_quotes: BTreeMap<String, Quotes>,
    /// The names of the months.
    months: Months,
    /// The patterns of dates.
    dates: Patterns,
    /// Section titles by key.
    sections: BTreeMap<String, String>,
    /// Labels before values, by field.
    labels: BTreeMap<String, String>,
}

/// The direction of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// Its name in Typst.
    pub fn name(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// The quotation marks of a language, as pairs of opening and closing marks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Quotes {
    /// Replaces `"`.
    pub double: [String; 2],
    /// Replaces `'` where it is a quotation mark.
    pub single: [String; 2],
}

/// The order of a person's names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameOrder {
    /// The given name first.
    GivenFirst,
    /// The family name first.
    FamilyFirst,
}

#[derive(Debug, Clone, Deserialize)]
struct Months {
    dotted: Vec<String>,
    short: Vec<String>,
    long: Vec<String>,
    /// The long form next to a day, if it differs.
    #[serde(default)]
    dated: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct Patterns {
    /// The default style.
    usual: DateStyle,
    dotted: Pattern,
    short: Pattern,
    long: Pattern,
    numeric: Pattern,
}

/// The patterns of a month with a year, and of a full date.
#[derive(Debug, Clone, Deserialize)]
struct Pattern {
    month: String,
    day: String,
}

impl Locale {
    /// The locale of a BCP 47 tag, or the default one.
    ///
    /// # Errors
    /// If the language is not supported.
    pub fn find(tag: Option<&Spanned<PlainText>>, diagnostics: &mut Diagnostics) -> Result<Locale> {
        let written = tag.map_or(DEFAULT, |tag| &tag.value);
        Self::named(written).ok_or_else(|| diagnostics.error(unknown(written, tag)))
    }

    /// The locale of a BCP 47 tag; `None` if the language is not supported.
    fn named(written: &str) -> Option<Locale> {
        let mut parts = written.split(['-', '_']);
        let language = parts.next().unwrap_or_default().to_lowercase();
        let language = ALIASES.iter().find(|(old, _)| *old == language).map_or(language.as_str(), |(_, new)| new);
        let rest: Vec<&str> = parts.collect();
        let region = rest.iter().find(|part| part.len() == 2).map(|region| region.to_uppercase());
        let script = rest.iter().find(|part| part.len() == 4).map(|script| script.to_lowercase());
        let spoken = LANGUAGES.iter().filter(|(known, _)| known.split('-').next() == Some(language));
        let best = spoken.map(|(known, _)| (*known, Words::of(known))).max_by_key(|(known, words)| {
            let scripted = script.as_ref().is_some_and(|script| known.to_lowercase().ends_with(script));
            let at_home = script.is_none() && region.as_ref().is_some_and(|region| words.regions.contains(region));
            (scripted, at_home, !known.contains('-'))
        });
        let (tag, words) = best?;
        let has_region = region.is_some();
        let region = region.or_else(|| words.regions.first().cloned()).unwrap_or_default();
        Some(Locale { tag, paper: paper_of(&region), region, has_region, style: words.dates.usual, words })
    }

    /// The locale of a résumé: of the language that it or its `meta` names, with the paper of the country where the person
    /// lives, unless the language has a region.
    ///
    /// # Errors
    /// If the language is not supported.
    pub fn of(resume: &Resume, diagnostics: &mut Diagnostics) -> Result<Locale> {
        let stated = resume.meta_language().filter(|tag| Locale::is_supported(tag));
        let locale = match (&resume.language, stated) {
            (None, Some(tag)) => Self::named(&tag).map_or_else(|| Self::find(None, diagnostics), Ok)?,
            (tag, _) => Self::find(tag.as_ref(), diagnostics)?,
        };
        let country = resume.basics.location.as_ref().and_then(|location| location.country_code);
        match country.filter(|_| !locale.has_region) {
            Some(country) => Ok(Locale { paper: paper_of(&country.to_string()), ..locale }),
            None => Ok(locale),
        }
    }

    /// Whether a text is the tag of a supported language.
    pub fn is_supported(tag: &str) -> bool {
        Self::named(tag).is_some()
    }

    /// The supported languages: tag and native name.
    pub fn languages() -> impl Iterator<Item = (&'static str, &'static str)> {
        LANGUAGES.iter().map(|(tag, _)| (*tag, Words::of(tag).name.as_str()))
    }

    /// The same locale with dates in the given style.
    pub fn with_dates(self, style: DateStyle) -> Locale {
        Locale { style, ..self }
    }

    /// The text direction.
    pub fn direction(&self) -> Direction {
        self.words.direction
    }

    /// The order of a person's names.
    pub fn name_order(&self) -> NameOrder {
        self.words.name_order
    }

    /// The ISO 639 code of the language.
    pub fn language(&self) -> &str {
        self.tag.split('-').next().unwrap_or_default()
    }

    /// The ISO 3166-1 code of the region.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// The usual paper size of the region, or of the country where the person lives.
    pub fn paper(&self) -> Paper {
        self.paper
    }

    /// The usual letter layout of the region.
    pub fn letter_layout(&self) -> LetterLayout {
        let region = self.region.as_str();
        match () {
            () if LETTER_REGIONS.contains(&region) => LetterLayout::UsBlock,
            () if DIN_REGIONS.contains(&region) => LetterLayout::Din5008,
            () if FRENCH_REGIONS.contains(&region) => LetterLayout::French,
            () => LetterLayout::British,
        }
    }

    /// The quotation marks of the language in the region.
    pub fn quotes(&self) -> &Quotes {
        self.words.regional_quotes.get(&self.region).unwrap_or(&self.words.quotes)
    }

    /// The label of a field; empty if there is none.
    pub fn label(&self, field: &str) -> &str {
        self.words.labels.get(field).map_or("", String::as_str)
    }

    /// Whether a field has a label.
    pub fn has_label(&self, field: &str) -> bool {
        self.words.labels.contains_key(field)
    }

    /// The word for the document, such as "Résumé".
    pub fn document(&self) -> &str {
        &self.words.document
    }

    /// The default title of a section.
    pub fn title(&self, section: Section) -> &str {
        self.words.sections.get(section.key()).map_or(section.key(), String::as_str)
    }

    /// The title of a group of publications.
    pub fn kind(&self, kind: PublicationKind) -> &str {
        self.words.kinds.get(kind.key()).map_or(kind.key(), String::as_str)
    }

    /// All labels, by field.
    pub fn labels(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words.labels.iter().map(|(field, label)| (field.as_str(), label.as_str()))
    }

    /// The alternative text of a portrait.
    pub fn portrait(&self, name: &str) -> String {
        self.words.labels.get("portrait").map_or(String::new(), |label| label.replace("{name}", name))
    }

    /// The separator of list items.
    pub fn comma(&self) -> &str {
        ", "
    }

    /// The separator of list items that contain commas.
    pub fn semicolon(&self) -> &str {
        "; "
    }

    /// The separator of a label and its value.
    pub fn colon(&self) -> &str {
        ": "
    }
}

/// The supported languages: tag and native name.
pub fn languages() -> impl Iterator<Item = (&'static str, &'static str)> {
    LANGUAGES.iter().map(|(tag, _)| (*tag, Words::of(tag).name.as_str()))
}

fn unknown(written: &str, tag: Option<&Spanned<PlainText>>) -> Diagnostic {
    let note = Diagnostic::error(Code::UnknownLanguage, format!("unsupported language `{written}`"));
    let note = tag.map_or(note.clone(), |tag| note.at(tag.span).path("language"));
    let known = LANGUAGES.iter().map(|(tag, _)| format!("`{tag}` ({})", Words::of(tag).name));
    let known = known.collect::<Vec<_>>().join(", ");
    note.help(format!("use one of {known}, each with an optional region, such as `de-CH`"))
}

impl LetterLayout {
    /// Its name in themes.
    pub fn name(self) -> &'static str {
        match self {
            LetterLayout::UsBlock => "us-block",
            LetterLayout::Din5008 => "din-5008",
            LetterLayout::French => "fr",
            LetterLayout::British => "uk",
        }
    }
}

impl DateStyle {
    /// The style with this name; `None` if unknown, or for the language's default.
    pub fn named(name: &str) -> Option<DateStyle> {
        match name {
            "dotted" => Some(DateStyle::Dotted),
            "short" => Some(DateStyle::Short),
            "long" => Some(DateStyle::Long),
            "numeric" => Some(DateStyle::Numeric),
            "iso" => Some(DateStyle::Iso),
            _ => None,
        }
    }
}

impl Paper {
    /// The paper size with this name; `None` if unknown.
    pub fn named(name: &str) -> Option<Paper> {
        [Paper::A4, Paper::UsLetter].into_iter().find(|paper| paper.name() == name)
    }

    /// Width and height in points, rounded.
    pub fn size(self) -> (u32, u32) {
        match self {
            Paper::A4 => (595, 842),
            Paper::UsLetter => (612, 792),
        }
    }

    /// Its name in Typst and in theme options.
    pub fn name(self) -> &'static str {
        match self {
            Paper::A4 => "a4",
            Paper::UsLetter => "us-letter",
        }
    }
}

impl Words {
    /// The words of a language that has a file. Each file is read once, on first use.
    fn of(language: &str) -> &'static Words {
        static READ: LazyLock<Vec<OnceLock<Words>>> =
            LazyLock::new(|| LANGUAGES.iter().map(|_| OnceLock::new()).collect());
        let index = LANGUAGES.iter().position(|(tag, _)| *tag == language).expect("the language has a file");
        READ[index].get_or_init(|| Words::read(language, LANGUAGES[index].1))
    }

    fn read(language: &str, file: &str) -> Words {
        let mut diagnostics = Diagnostics::new();
        let source = Source::new(format!("{language}.yaml"), file);
        let root = yaml::parse(&source, &mut diagnostics).expect("the language files are valid YAML");
        yaml::read(&root, &mut diagnostics).expect("the language files are complete")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(tag: &str) -> Result<Locale> {
        let source = Source::new("resume.yaml", tag);
        let tag = Spanned { value: tag.parse().unwrap(), span: source.span(0..tag.len()) };
        Locale::find(Some(&tag), &mut Diagnostics::new())
    }

    #[test]
    fn every_language_has_every_word() {
        let (_, english) = LANGUAGES.iter().find(|(tag, _)| *tag == DEFAULT).unwrap();
        let english = Words::read(DEFAULT, english);
        assert!(LANGUAGES.len() > 22);
        for (language, file) in LANGUAGES {
            let words = Words::read(language, file);
            assert!(!words.name.is_empty() && !words.regions.is_empty(), "{language}");
            let Months { dotted, short, long, dated } = &words.months;
            for months in [dotted, short, long] {
                assert_eq!(months.len(), 12, "{language}");
            }
            assert!(dated.is_empty() || dated.len() == 12, "{language}");
            assert!(words.seasons.len() == 4 && words.quarters.len() == 4, "{language}");
            assert_eq!(words.kinds.len(), PublicationKind::ALL.len(), "{language}");
            assert!(PublicationKind::ALL.iter().all(|kind| words.kinds.contains_key(kind.key())), "{language}");
            assert!(words.range.contains("{start}") && words.range.contains("{end}"), "{language}");
            let own: Vec<_> = words.sections.keys().collect();
            assert_eq!(own, english.sections.keys().collect::<Vec<_>>(), "{language}");
            for label in english.labels.keys().filter(|label| *label != "gpa") {
                assert!(words.labels.contains_key(label), "{language} has no word for {label}");
            }
        }
    }

    #[test]
    fn dates_keep_all_that_is_known_in_every_language_and_style() {
        use DateStyle::{Dotted, Iso, Long, Numeric, Short};
        for (tag, _) in LANGUAGES {
            for style in [Dotted, Short, Long, Numeric, Iso] {
                let locale = locale(tag).unwrap().with_dates(style);
                let shown = |text: &str| locale.date(text.parse().unwrap());
                let all = [shown("2019"), shown("2019-05"), shown("2019-10"), shown("2019-10-06")];
                assert!(all.iter().all(|date| date.contains("2019") && !date.contains('{')), "{tag}: {all:?}");
                assert!(all[1] != all[2] && all[3].contains('6'), "{tag}: {all:?}");
                let hidden =
                    |date: &String| date.chars().any(|letter| "\u{a0}\u{200f}\u{200e}\u{202f}".contains(letter));
                assert!(!all.iter().any(hidden), "{tag}: {all:?}");
            }
        }
    }

    #[test]
    fn dates_are_as_exact_as_they_are_known() {
        let english = Locale::find(None, &mut Diagnostics::new()).unwrap();
        let shown = |text: &str| english.date(text.parse().unwrap());
        assert_eq!([shown("2019"), shown("2019-05"), shown("2019-10-06")], ["2019", "May 2019", "Oct. 6, 2019"]);
        assert_eq!(english.range(&shown("2019-10"), &english.end(&crate::resume::End::Present)), "Oct. 2019 – Present");
        assert_eq!(english.range("2017", "2017"), "2017");
    }

    #[test]
    fn a_region_or_a_script_chooses_among_the_files_of_a_language() {
        let tag = |written: &str| locale(written).unwrap().tag;
        assert_eq!(
            [tag("en"), tag("en-US"), tag("en-AU"), tag("en-JM"), tag("EN_gb")],
            ["en", "en", "en-GB", "en", "en-GB"]
        );
        assert_eq!([tag("zh"), tag("zh-TW"), tag("zh-Hant"), tag("zh-Hans-HK")], ["zh", "zh-Hant", "zh-Hant", "zh"]);
        assert_eq!([tag("no"), tag("pt-PT")], ["nb", "pt"]);
    }

    #[test]
    fn the_region_chooses_the_paper() {
        let paper = |tag: &str| locale(tag).map(|locale| locale.paper());
        assert_eq!(paper("en"), Ok(Paper::UsLetter));
        assert_eq!(paper("en-GB"), Ok(Paper::A4));
        assert_eq!(paper("es-MX"), Ok(Paper::UsLetter));
        assert!(paper("tlh").is_err());
    }
}
