//! The language of a résumé: titles, months, date patterns, paper.
//!
//! Each language is a data file, read with the same reader as a résumé. Dates are formatted with our
//! own tables rather than ICU, which has neither dotted English months nor a word for "present".

mod address;
mod calendars;
mod casing;
mod dates;
mod degree;
mod direction;
mod import_words;
mod letters;
mod tag;
mod vocabulary;
mod words;

use std::borrow::Cow;

use serde::Deserialize;

pub(crate) use self::address::country_named;
pub use self::direction::Direction;
pub(crate) use self::direction::{names_with_signs, parts_from_right};
pub(crate) use self::import_words::{ImportWords, Listed, import_words};
pub use self::letters::PlaceAndDate;
pub use self::tag::Coverage;
use self::tag::Match;
pub(crate) use self::vocabulary::{capitalizes_nouns, conjunctions, spelling_rules, usual_title, vocabulary};
pub use self::words::{Level, NameRules, RecipientPart, UnbrokenWords};
use self::words::{Punctuation, Words};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result};
use crate::resume::{PlainText, PublicationKind, Resume, Section};
use crate::source::{Source, Spanned};

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// The file of a language, or of a variant of one.
struct LanguageFile {
    /// The tag that chooses it, such as `pt-PT`.
    tag: &'static str,
    /// The regions that it is for, the default region first.
    regions: &'static [&'static str],
    text: &'static str,
}

/// The language used when a résumé does not name one.
const DEFAULT: &str = "en";

/// Regions that print on US Letter (CLDR `paperSize`, and the Dominican Republic); all others use A4.
const LETTER_REGIONS: &[&str] =
    &["BZ", "CA", "CL", "CO", "CR", "DO", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"];

/// The paper size of a region.
fn paper_of(region: &str) -> Paper {
    if LETTER_REGIONS.contains(&region) { Paper::UsLetter } else { Paper::A4 }
}

/// A language and region, with the words that a résumé needs.
#[derive(Debug, Clone)]
pub struct Locale {
    /// The tag of the file.
    tag: &'static str,
    language: String,
    /// Empty if it is not known.
    region: String,
    coverage: Coverage,
    /// Whether the region was named, rather than that of most speakers.
    has_region: bool,
    /// The country of the document, if the language tag or the person's address names it.
    home: Option<String>,
    paper: Paper,
    style: DateStyle,
    words: Cow<'static, Words>,
}

/// How a letter is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
    /// The date at the opposite margin, then the recipient; closing and name at the opposite margin (Japan).
    Japanese,
    /// The recipient in the right half, the salutation in the middle, and the date beside the name (Russia).
    Russian,
    /// Paragraphs indented by two letters; name and date at the opposite margin, below the closing (China).
    Chinese,
    /// The date in the middle, what is enclosed before the text, and closing and name in the right half (Thailand).
    Thai,
}

/// Regions that lay out letters according to DIN 5008, or nearly so.
const DIN_REGIONS: &[&str] = &[
    "AL", "AT", "BA", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "FI", "GR", "HR", "HU", "IS", "LI", "LT", "LU", "LV",
    "ME", "MK", "NL", "NO", "PL", "RS", "SE", "SI", "SK", "TR", "XK",
];

/// Regions that lay out letters as in France.
const FRENCH_REGIONS: &[&str] = &["BE", "ES", "FR", "IT", "MC", "PT", "RO"];

/// Regions that lay out letters as in Russia.
const RUSSIAN_REGIONS: &[&str] = &["BY", "KG", "KZ", "RU", "UA"];

/// Regions that lay out letters as in Japan.
const JAPANESE_REGIONS: &[&str] = &["JP", "KR"];

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
    /// The family name first, and the name by which a person is called last.
    FamilyMiddleGiven,
}

impl Locale {
    /// The locale of a résumé: of the language that it or its `meta` names, with the words that it replaces, and
    /// the paper of the country where the person lives, unless the language has a region.
    ///
    /// # Errors
    /// If it names no language, if the language has no such words, or if its language file is invalid.
    pub fn of(resume: &Resume, diagnostics: &mut Diagnostics) -> Result<Locale> {
        let mut locale = match &resume.language {
            None => {
                tag_of(resume).and_then(|tag| Self::named(&tag)).map_or_else(|| Self::find(None, diagnostics), Ok)?
            }
            tag => Self::find(tag.as_ref(), diagnostics)?,
        };
        if let Some(source) = resume.files().language_file(tag_of(resume).as_deref().unwrap_or(DEFAULT)) {
            locale.lay_over(source, diagnostics)?;
        }
        let country = resume.basics.location.as_ref().and_then(|location| location.country_code);
        if let Some(country) = country.filter(|_| !locale.has_region) {
            locale.paper = paper_of(&country.to_string());
            locale.home = Some(country.to_string());
        }
        let start = diagnostics.checkpoint();
        for (key, word) in resume.labels.iter() {
            if let Err(note) = locale.words.to_mut().replace(key, word) {
                diagnostics.push(*note);
            }
        }
        diagnostics.reported_since(start).map(|()| locale)
    }

    /// The locale of a BCP 47 tag, or the default one.
    ///
    /// # Errors
    /// If it is not a tag, or no language has its code.
    pub fn find(tag: Option<&Spanned<PlainText>>, diagnostics: &mut Diagnostics) -> Result<Locale> {
        let written = tag.map_or(DEFAULT, |tag| &tag.value);
        Self::named(written).ok_or_else(|| diagnostics.error(unknown(written, tag)))
    }

    /// The locale of a BCP 47 tag; `None` if it is none.
    pub(crate) fn named(written: &str) -> Option<Locale> {
        let Match { file, language, region, from_right, coverage } = tag::find(written)?;
        let words = Words::of(file);
        // For a group of regions, such as Latin America (419), the first region of the file counts.
        let region = region.filter(|region| region.parse::<u16>().is_err());
        let (has_region, home) = (region.is_some(), region.clone());
        let usual = words.home.as_ref().or(words.regions.first()).filter(|_| coverage != Coverage::Nothing);
        let region = region.or_else(|| usual.cloned()).unwrap_or_default();
        let paper = paper_of(&region);
        let (style, mut words) = (words.dates.usual, Cow::Borrowed(words));
        if from_right && words.direction == Direction::Ltr {
            words.to_mut().direction = Direction::Rtl;
        }
        Some(Locale { tag: file.tag, language, region, coverage, has_region, home, paper, style, words })
    }

    /// Lays a language file of the résumé over the words.
    ///
    /// # Errors
    /// If it is not one.
    fn lay_over(&mut self, source: &Source, diagnostics: &mut Diagnostics) -> Result<()> {
        let words = Words::over(self.tag, source, diagnostics)?;
        if let Some(region) = words.regions.first().filter(|_| !self.has_region) {
            self.region = region.clone();
            self.paper = paper_of(region);
        }
        (self.style, self.coverage, self.words) = (words.dates.usual, Coverage::Full, Cow::Owned(words));
        Ok(())
    }

    /// Whether a text is the tag of a language whose words are known.
    pub fn is_supported(tag: &str) -> bool {
        tag::find(tag).is_some_and(|found| found.coverage == Coverage::Full)
    }

    /// The warning that the language lacks words, if it does.
    pub fn missing_words(&self, resume: &Resume) -> Option<Diagnostic> {
        let Locale { language, words, .. } = self;
        let message = match self.coverage {
            Coverage::Full => return None,
            Coverage::Dates => {
                format!("there are no titles and labels in `{language}` ({}); they are printed in English", words.name)
            }
            Coverage::Nothing => {
                format!("there are no words in `{language}`; titles, labels and dates are printed in English")
            }
        };
        let note = Diagnostic::warning(Code::UnknownLanguage, message).path("language");
        let note = resume.language.as_ref().map_or(note.clone(), |tag| note.at(tag.span));
        let help = format!("add a language file, `locales/{language}.yaml` beside the résumé, ");
        Some(note.help(help + "or write titles under `sections` and other words under `labels`"))
    }

    /// The supported languages: tag and native name.
    pub fn languages() -> impl Iterator<Item = (&'static str, &'static str)> {
        LANGUAGES.iter().map(|file| (file.tag, Words::of(file).name.as_str()))
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

    /// How the language builds the names of persons.
    pub fn name_rules(&self) -> &NameRules {
        &self.words.names
    }

    /// Whether it is the language of a résumé that names none.
    pub fn is_default(&self) -> bool {
        self.language == DEFAULT
    }

    /// The ISO 639 code of the language.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The ISO 3166-1 code of the region; empty if it is not known.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// Whether a region is one of those that the file of the language is for.
    fn is_spoken_in(&self, region: &str) -> bool {
        self.words.regions.iter().any(|own| own == region)
    }

    /// The usual paper size of the region, or of the country where the person lives.
    pub fn paper(&self) -> Paper {
        self.paper
    }

    /// The usual letter layout of the language, or else of the region.
    pub fn letter_layout(&self) -> LetterLayout {
        let region = self.region.as_str();
        if let Some(layout) = self.words.letter.layout {
            return layout;
        }
        match () {
            () if LETTER_REGIONS.contains(&region) => LetterLayout::UsBlock,
            () if DIN_REGIONS.contains(&region) => LetterLayout::Din5008,
            () if FRENCH_REGIONS.contains(&region) => LetterLayout::French,
            () if JAPANESE_REGIONS.contains(&region) => LetterLayout::Japanese,
            () if RUSSIAN_REGIONS.contains(&region) => LetterLayout::Russian,
            () => LetterLayout::British,
        }
    }

    /// The quotation marks of the language in the region.
    pub fn quotes(&self) -> &Quotes {
        self.words.regional_quotes.get(&self.region).unwrap_or(&self.words.quotes)
    }

    /// Whether a word, in lower case, lacks letters at its start, for which there is an apostrophe: in any language,
    /// because names keep theirs.
    pub(crate) fn is_elided(&self, word: &str) -> bool {
        ELIDED.contains(&word) || self.words.elided.iter().any(|own| own == word)
    }

    /// The label of a field; empty if there is none.
    pub fn label(&self, field: &str) -> &str {
        self.words.labels.get(field).map_or("", String::as_str)
    }

    /// Whether an average out of a highest grade is a GPA, and the language has a label for it.
    pub fn is_gpa_scale(&self, highest: &str) -> bool {
        let whole = highest.split(['.', ',']).next().unwrap_or_default();
        self.words.labels.contains_key("gpa") && self.words.gpa_scales.iter().any(|scale| scale == whole)
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

    /// What stands before and after the title of a publication, if the language marks it.
    pub fn title_marks(&self, kind: Option<PublicationKind>) -> Option<(&str, &str)> {
        use PublicationKind::{Article, Book, Chapter, Paper, Patent, Preprint, Software, Talk, Thesis};
        let titles = self.words.titles.as_ref()?;
        let pattern = match kind {
            Some(Book | Thesis | Patent | Software) => &titles.work,
            Some(Article | Paper | Preprint | Chapter | Talk) | None => &titles.article,
        };
        pattern.split_once("{title}")
    }

    /// The name of a personal detail or a section of a file that is imported; in English, if the language has none.
    pub fn detail(&self, key: &str) -> &str {
        let english = LANGUAGES.iter().find(|file| file.tag == DEFAULT).map(|file| &Words::of(file).details);
        self.words.details.get(key).or_else(|| english?.get(key)).map_or("", String::as_str)
    }

    /// All labels, by field.
    pub fn labels(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words.labels.iter().map(|(field, label)| (field.as_str(), label.as_str()))
    }

    /// The alternative text of a portrait.
    pub fn portrait(&self, name: &str) -> String {
        self.words.labels.get("portrait").map_or(String::new(), |label| label.replace("{name}", name))
    }

    /// The signs between words.
    pub(crate) fn punctuation(&self) -> &Punctuation {
        &self.words.punctuation
    }

    /// The separator of list items.
    pub fn comma(&self) -> &str {
        &self.words.punctuation.comma
    }

    /// The separator of the words of a list, such as keywords.
    pub fn list(&self) -> &str {
        self.words.punctuation.list.as_deref().unwrap_or(self.comma())
    }

    /// The separator of list items that contain commas.
    pub fn semicolon(&self) -> &str {
        &self.words.punctuation.semicolon
    }

    /// The separator of a label and its value.
    pub fn colon(&self) -> &str {
        &self.words.punctuation.colon
    }

    /// A label without spaces around it, and what stands between it and its value: only a space after one that ends in
    /// a space or a sign, as abbreviations such as "Nr." and "№" do.
    pub fn label_and_sign<'l>(&'l self, label: &'l str) -> (&'l str, &'l str) {
        let bare = label.trim();
        let is_abbreviation = bare.len() < label.len() || bare.ends_with(['.', '№', 'º', '°', '#', '׳', '״']);
        (bare, if is_abbreviation { "\u{a0}" } else { self.colon() })
    }

    /// The end of the names of fonts with the language's forms of Chinese signs.
    pub fn sign_forms(&self) -> Option<&str> {
        self.words.sign_forms.as_deref()
    }

    /// Signs that Latin fonts have, but that are as wide as a Chinese sign in text of the language.
    pub fn wide_signs(&self) -> Option<&str> {
        self.words.wide_signs.as_deref()
    }

    /// Whether all nouns begin with a capital.
    pub fn capitalizes_nouns(&self) -> bool {
        self.words.noun_capitals
    }

    /// Words that stay on one line with others.
    pub fn unbroken_words(&self) -> UnbrokenWords {
        let Words { ties, numbers, reading, noun_capitals, .. } = &*self.words;
        UnbrokenWords {
            ties: ties.clone(),
            before_numbers: numbers.before.clone(),
            after_numbers: numbers.after.clone(),
            between_numbers: reading.to.clone(),
            noun_capitals: *noun_capitals,
        }
    }

    /// The pattern of a degree and its subject, with `{type}` and `{area}`.
    pub fn degree_pattern(&self) -> &str {
        &self.words.degree
    }

    /// The pattern of a position and its team, if the language joins them.
    pub fn team_pattern(&self) -> Option<&str> {
        self.words.team.as_deref()
    }

    /// The label of a thesis at a level.
    pub fn thesis(&self, level: Option<Level>) -> &str {
        let by_level = self.words.thesis.as_ref().zip(level).map(|(theses, level)| theses.of(level));
        by_level.unwrap_or_else(|| self.label("thesis"))
    }
}

/// The language tag of a résumé, which it or its `meta` names.
fn tag_of(resume: &Resume) -> Option<String> {
    let stated = || resume.meta_language().filter(|tag| Locale::is_supported(tag));
    resume.language.as_ref().map(|tag| tag.value.to_string()).or_else(stated)
}

/// The supported languages: tag and native name.
pub fn languages() -> impl Iterator<Item = (&'static str, &'static str)> {
    LANGUAGES.iter().map(|file| (file.tag, Words::of(file).name.as_str()))
}

fn unknown(written: &str, tag: Option<&Spanned<PlainText>>) -> Diagnostic {
    let note = Diagnostic::error(Code::UnknownLanguage, format!("`{written}` is not a language tag"));
    let note = tag.map_or(note.clone(), |tag| note.at(tag.span).path("language"));
    let of_a_region = |file: &&LanguageFile| {
        let last = file.tag.rsplit('-').next().unwrap_or_default();
        last.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit())
    };
    let languages = LANGUAGES.iter().filter(|file| !of_a_region(file));
    let known = languages.map(|file| format!("`{}`", file.tag)).collect::<Vec<_>>().join(", ");
    note.help(format!("use a language tag (BCP 47) such as {known}, with an optional region: `de-CH`"))
}

impl LetterLayout {
    /// Its name in themes.
    pub fn name(self) -> &'static str {
        match self {
            LetterLayout::UsBlock => "us-block",
            LetterLayout::Din5008 => "din-5008",
            LetterLayout::French => "fr",
            LetterLayout::British => "uk",
            LetterLayout::Japanese => "jp",
            LetterLayout::Russian => "ru",
            LetterLayout::Chinese => "cn",
            LetterLayout::Thai => "th",
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

#[cfg(test)]
pub(crate) mod tests {
    use super::words::Months;
    use super::*;

    fn words_of(tag: &str) -> &'static Words {
        Words::of(LANGUAGES.iter().find(|file| file.tag == tag).unwrap())
    }

    /// A text with ASCII figures.
    pub(crate) fn ascii(text: &str) -> String {
        let figure = |letter: char| {
            ['۰', '০', '०', '၀'].iter().find_map(|zero| {
                char::from_digit(u32::from(letter).checked_sub(u32::from(*zero)).filter(|value| *value < 10)?, 10)
            })
        };
        text.chars().map(|letter| figure(letter).unwrap_or(letter)).collect()
    }

    /// The locale of a tag.
    pub(crate) fn locale(tag: &str) -> Result<Locale> {
        let source = Source::new("resume.yaml", tag);
        let tag = Spanned { value: tag.parse().unwrap(), span: source.span(0..tag.len()) };
        Locale::find(Some(&tag), &mut Diagnostics::new())
    }

    #[test]
    fn every_language_has_every_word() {
        let english = words_of(DEFAULT);
        assert!(LANGUAGES.len() > 70);
        for file in LANGUAGES {
            let (language, words) = (file.tag, Words::read(file));
            assert!(!words.name.is_empty() && !file.regions.is_empty(), "{language}");
            let Months { dotted, short, long, dated, since } = &words.months;
            for months in [dotted, short, long] {
                assert_eq!(months.len(), 12, "{language}");
            }
            for months in [dated, since] {
                assert!(months.is_empty() || months.len() == 12, "{language}");
            }
            assert!(words.seasons.len() == 4 && words.quarters.len() == 4, "{language}");
            assert_eq!(words.kinds.len(), PublicationKind::ALL.len(), "{language}");
            assert!(PublicationKind::ALL.iter().all(|kind| words.kinds.contains_key(kind.key())), "{language}");
            for (pattern, places) in [
                (&words.range, ["{start}", "{end}"]),
                (&words.degree, ["{type}", "{area}"]),
                (words.range_tight.as_ref().unwrap_or(&words.range), ["{start}", "{end}"]),
                (words.team.as_ref().unwrap_or(&"{position}{team}".to_owned()), ["{position}", "{team}"]),
            ] {
                assert!(places.iter().all(|place| pattern.contains(place)), "{language}: {pattern}");
            }
            let own: Vec<_> = words.sections.keys().collect();
            assert_eq!(own, english.sections.keys().collect::<Vec<_>>(), "{language}");
            for label in english.labels.keys().filter(|label| *label != "gpa") {
                assert!(words.labels.contains_key(label), "{language} has no word for {label}");
            }
        }
    }

    #[test]
    fn letters_have_place_and_date_of_their_language() {
        let date: crate::resume::Date = "2026-01-09".parse().unwrap();
        for (tag, _) in Locale::languages() {
            for with_place in [true, false] {
                let line = locale(tag).unwrap().place_and_date(date, with_place);
                let text = ascii(&format!("{}{}", line.between, line.date));
                assert!(text.contains("2026") && text.contains('9') && !text.contains(['{', '}']), "{tag}: {text}");
                assert_eq!(line.between.is_empty(), !with_place, "{tag}: {text}");
            }
        }
    }

    #[test]
    fn dates_keep_all_that_is_known_in_every_language_and_style() {
        use DateStyle::{Dotted, Iso, Long, Numeric, Short};
        for (tag, _) in Locale::languages() {
            for style in [Dotted, Short, Long, Numeric, Iso] {
                let locale = locale(tag).unwrap().with_dates(style);
                let shown = |text: &str| ascii(&locale.date(text.parse().unwrap()));
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
        assert_eq!([tag("no"), tag("nn"), tag("tl"), tag("yue")], ["nb", "nn", "fil", "zh-Hant"]);
    }

    #[test]
    fn a_region_with_words_of_its_own_chooses_the_variant() {
        for (written, file) in [
            ("ar", "ar"),
            ("ar-SA", "ar"),
            ("ar-SY", "ar-LB"),
            ("ar-TN", "ar-DZ"),
            ("ar-MA", "ar-MA"),
            ("de-DE", "de"),
            ("de-AT", "de-AT"),
            ("de-LI", "de-CH"),
            ("en-CA", "en-CA"),
            ("es", "es"),
            ("es-ES", "es"),
            ("es-AR", "es-419"),
            ("es-419", "es-419"),
            ("es-MX", "es-MX"),
            ("fr-BE", "fr"),
            ("fr-CA", "fr-CA"),
            ("fr-CH", "fr-CH"),
            ("it-CH", "it-CH"),
            ("nl-BE", "nl-BE"),
            ("nn-NO", "nn"),
            ("pt", "pt"),
            ("pt-PT", "pt-PT"),
            ("pt-AO", "pt-PT"),
            ("sr", "sr"),
            ("sr-RS", "sr"),
            ("sr-ME", "sr-Latn"),
            ("sr-Latn-RS", "sr-Latn"),
            ("sr-Cyrl-ME", "sr"),
            ("sh", "sr-Latn"),
            ("sv-AX", "sv-FI"),
            ("zh-HK", "zh-Hant-HK"),
            ("zh-MO", "zh-Hant-HK"),
            ("zh-Hant-HK", "zh-Hant-HK"),
            ("zh-Hans-HK", "zh"),
        ] {
            assert_eq!(locale(written).unwrap().tag, file, "{written}");
        }
        let default = |written: &str| locale(written).unwrap().region;
        assert_eq!([default("nb"), default("nn"), default("pt"), default("es-419")], ["NO", "NO", "BR", "MX"]);
        assert_eq!([default("sr-Latn"), default("sh"), default("sr-ME")], ["RS", "RS", "ME"]);
    }

    #[test]
    fn regions_are_codes_and_no_file_or_name_stands_twice() {
        for file in LANGUAGES {
            let is_code = |region: &&str| region.len() == 2 && region.chars().all(|letter| letter.is_ascii_uppercase());
            assert!(file.regions.iter().all(is_code), "{}: {:?}", file.tag, file.regions);
        }
        let names: std::collections::BTreeSet<_> = Locale::languages().map(|(_, name)| name).collect();
        assert_eq!(names.len(), LANGUAGES.len(), "a variant has a name of its own");
    }

    #[test]
    fn variants_word_what_differs() {
        let of = |tag: &str| locale(tag).unwrap();
        assert_eq!([of("pt").title(Section::Awards), of("pt-PT").title(Section::Awards)], ["Prêmios", "Prémios"]);
        assert_eq!([of("es").label("score"), of("es-AR").label("score")], ["Nota media", "Promedio"]);
        assert_eq!([of("de").enclosures(2), of("de-CH").enclosures(2)], ["Anlagen", "Beilagen"]);
        assert_eq!([of("nb").title(Section::Awards), of("nn").title(Section::Awards)], ["Utmerkelser", "Utmerkingar"]);
        assert_eq!(
            [of("zh-TW").title(Section::Volunteer), of("zh-HK").title(Section::Volunteer)],
            ["志工服務", "義工服務"]
        );
        assert_eq!([of("fr").semicolon(), of("fr-CA").semicolon()], ["\u{202f}; ", "; "]);
    }

    /// Lays a mapping over another; returns what is the same in both.
    fn laid_over(below: &mut serde_yaml::Value, above: serde_yaml::Value, path: &str) -> Vec<String> {
        use serde_yaml::Value::Mapping;
        match (below, above) {
            (Mapping(below), Mapping(above)) => above
                .into_iter()
                .flat_map(|(key, value)| {
                    let path = format!("{path} {}", key.as_str().unwrap_or_default());
                    laid_over(below.entry(key).or_insert(serde_yaml::Value::Null), value, &path)
                })
                .collect(),
            (below, above) => {
                let is_same = *below == above;
                *below = above;
                is_same.then(|| path.to_owned()).into_iter().collect()
            }
        }
    }

    /// All words of a file, and those that it repeats of the one that it extends.
    fn words_and_repetitions(file: &LanguageFile) -> (serde_yaml::Value, Vec<String>) {
        let words: serde_yaml::Value = serde_yaml::from_str(file.text).unwrap();
        let Some(base) = words.get("extends").and_then(|base| base.as_str()) else { return (words, Vec::new()) };
        let base = LANGUAGES.iter().find(|file| file.tag == base).unwrap();
        let (mut all, _) = words_and_repetitions(base);
        let repeated = laid_over(&mut all, words, file.tag);
        (all, repeated)
    }

    #[test]
    fn a_variant_repeats_no_word_of_the_file_that_it_extends() {
        let repeated: Vec<_> = LANGUAGES.iter().flat_map(|file| words_and_repetitions(file).1).collect();
        assert!(repeated.is_empty(), "{repeated:#?}");
    }

    #[test]
    fn every_label_is_known() {
        let english: Vec<_> = words_of(DEFAULT).labels.keys().collect();
        for file in LANGUAGES {
            let unknown: Vec<_> = Words::of(file).labels.keys().filter(|label| !english.contains(label)).collect();
            assert!(unknown.is_empty(), "{}: {unknown:?}", file.tag);
        }
    }

    #[test]
    fn every_detail_is_known_and_english_has_all() {
        let english: Vec<_> = words_of(DEFAULT).details.keys().collect();
        for file in LANGUAGES {
            let unknown: Vec<_> = Words::of(file).details.keys().filter(|key| !english.contains(key)).collect();
            assert!(unknown.is_empty(), "{}: {unknown:?}", file.tag);
        }
        let of = |tag: &str, key: &str| Locale::named(tag).unwrap().detail(key).to_owned();
        assert_eq!([of("de-AT", "birthDate"), of("fr", "motherTongue")], ["Geburtsdatum", "Langue maternelle"]);
        assert_eq!([of("ro", "talks"), of("ja", "gender")], ["Talks", "Gender"]);
    }

    #[test]
    fn punctuation_and_quotes_are_those_of_the_language() {
        let signs = |tag: &str| {
            let locale = locale(tag).unwrap();
            [locale.comma(), locale.semicolon(), locale.colon()].map(str::to_owned)
        };
        assert_eq!(signs("en"), [", ", "; ", ": "]);
        assert_eq!(signs("fr"), [", ", "\u{202f}; ", "\u{a0}: "]);
        assert_eq!(signs("es"), [", ", "; ", ": "]);
        assert_eq!(signs("ja"), ["、", "；", "："]);
        assert_eq!(signs("zh"), ["，", "；", "："]);
        assert_eq!(signs("ar"), ["، ", "؛ ", ": "]);
        assert_eq!(signs("ur"), ["، ", "؛ ", ": "]);
        assert_eq!(signs("el"), [", ", "· ", ": "]);
        assert_eq!(signs("hy")[2], "՝ ");
        let quotes = |tag: &str| {
            let locale = locale(tag).unwrap();
            let Quotes { double, single } = locale.quotes();
            [double.join(""), single.join("")]
        };
        for (tag, double, single) in [
            ("hu", "„”", "»«"),
            ("pl", "„”", "«»"),
            ("ro", "„”", "«»"),
            ("nb", "«»", "‘’"),
            ("nn", "«»", "‘’"),
            ("ca", "«»", "“”"),
            ("pt", "“”", "‘’"),
            ("pt-PT", "«»", "“”"),
            ("de", "„“", "‚‘"),
            ("de-CH", "«»", "‹›"),
            ("es", "«»", "“”"),
            ("es-CO", "“”", "‘’"),
            ("fa", "«»", "‹›"),
            ("ja", "「」", "『』"),
            ("zh", "“”", "‘’"),
            ("zh-HK", "「」", "『』"),
        ] {
            assert_eq!(quotes(tag), [double, single], "{tag}");
        }
    }

    #[test]
    fn the_region_chooses_the_paper() {
        let paper = |tag: &str| locale(tag).map(|locale| locale.paper());
        assert_eq!(paper("en"), Ok(Paper::UsLetter));
        assert_eq!(paper("en-GB"), Ok(Paper::A4));
        assert_eq!([paper("es-MX"), paper("fr-CA"), paper("fil")], [Ok(Paper::UsLetter); 3]);
        assert_eq!([paper("es-AR"), paper("fr"), paper("hr")], [Ok(Paper::A4); 3]);
        assert!(paper("xx").is_err());
    }
}
