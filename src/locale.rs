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
mod region;
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
pub use self::region::{LetterLayout, Paper};
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
            locale.paper = Paper::of(&country.to_string());
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
        let paper = Paper::of(&region);
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
            self.paper = Paper::of(region);
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
        self.words.letter.layout.unwrap_or_else(|| LetterLayout::of(&self.region))
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

#[cfg(test)]
pub(crate) mod tests;
