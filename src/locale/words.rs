//! The files of the languages.
//!
//! A file holds the words of a language, and the patterns in which it arranges them. A variant, such as
//! that of a region, extends the file of its language, and holds only what differs.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::dates::Durations;
use super::{DateStyle, Direction, LANGUAGES, LanguageFile, NameOrder, Quotes};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean, one_of};
use crate::resume::PlainText;
use crate::source::{Source, Spanned};
use crate::yaml::{self, Node};

/// The contents of a language's file.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Words {
    /// The language's own name.
    pub name: String,
    /// Read when the program is built.
    #[serde(rename = "regions")]
    _regions: IgnoredAny,
    /// The text direction.
    pub direction: Direction,
    /// The order of a person's names.
    pub name_order: NameOrder,
    /// The word for the document.
    pub document: String,
    /// The word for an ongoing end, such as "Present".
    pub present: String,
    /// The pattern that joins a start and an end.
    pub range: String,
    /// The same if neither contains a space, if it differs.
    pub range_tight: Option<String>,
    /// The pattern of a year alone; its digits by default.
    pub year: Option<String>,
    /// The first day of a month where its number is not enough, such as "1er".
    pub first_day: Option<String>,
    /// The signs between words.
    #[serde(default)]
    pub punctuation: Punctuation,
    /// Words after which no line ends, such as prepositions of one letter.
    #[serde(default)]
    pub ties: Vec<String>,
    /// The pattern of a degree and its subject, with `{type}` and `{area}`.
    #[serde(default = "degree_then_subject")]
    pub degree: String,
    /// The pattern of a position and its team, with `{position}` and `{team}`, unless they are separate parts.
    pub team: Option<String>,
    /// The labels of theses by level, if they differ.
    pub thesis: Option<Theses>,
    /// The words of letters.
    #[serde(default)]
    pub letter: LetterWords,
    /// The pattern of an expected date.
    pub expected: String,
    /// The pattern of the expected date of a degree, if it differs.
    pub expected_degree: Option<String>,
    /// The pattern of a start without an end.
    pub since: String,
    /// The same of a year alone, if it differs.
    pub since_year: Option<String>,
    /// The pattern of the end of a validity.
    pub until: String,
    /// The patterns of spring, summer, autumn and winter of a year.
    pub seasons: Vec<String>,
    /// The patterns of the quarters of a year.
    pub quarters: Vec<String>,
    /// The patterns of lengths of time.
    pub duration: Durations,
    /// The titles of groups of publications, by kind.
    pub kinds: BTreeMap<String, String>,
    /// Quotation marks.
    pub quotes: Quotes,
    /// Quotation marks of regions that differ.
    #[serde(default)]
    pub regional_quotes: BTreeMap<String, Quotes>,
    /// The names of the months.
    pub months: Months,
    /// The patterns of dates.
    pub dates: Patterns,
    /// Section titles by key.
    pub sections: BTreeMap<String, String>,
    /// Labels before values, by field.
    pub labels: BTreeMap<String, String>,
}

/// The level of a degree (Bologna Process).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// First cycle.
    Bachelor,
    /// Second cycle.
    Master,
    /// Third cycle.
    Doctor,
}

/// The labels of theses by level.
#[derive(Debug, Clone, Deserialize)]
pub struct Theses {
    bachelor: String,
    master: String,
    doctor: String,
}

impl Theses {
    /// The label of a level.
    pub fn of(&self, level: Level) -> &str {
        match level {
            Level::Bachelor => &self.bachelor,
            Level::Master => &self.master,
            Level::Doctor => &self.doctor,
        }
    }
}

/// The signs between words, with the spaces around them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Punctuation {
    /// Between the items of a list.
    pub comma: String,
    /// Between items that contain commas.
    pub semicolon: String,
    /// After a label.
    pub colon: String,
    /// Before a remark.
    pub open: String,
    /// After a remark.
    pub close: String,
    /// Between sentences.
    pub stop: String,
}

impl Default for Punctuation {
    fn default() -> Self {
        let [comma, semicolon, colon, open, close, stop] = [", ", "; ", ": ", " (", ")", ". "].map(str::to_owned);
        Punctuation { comma, semicolon, colon, open, close, stop }
    }
}

/// The words of letters.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LetterWords {
    /// The pattern of place and date, with `{city}`, and with `{date}` or the parts of a date.
    pub date: Option<String>,
    /// The pattern of a date without a place, if it is not that of the other after the place.
    pub date_alone: Option<String>,
    /// The pattern of the subject, with `{subject}`.
    pub subject: Option<String>,
    /// The label of one enclosure, and of several, if they differ.
    pub enclosure: Option<OneOrSeveral>,
}

/// A word for one thing, and for several.
#[derive(Debug, Clone, Deserialize)]
pub struct OneOrSeveral {
    /// For one.
    pub one: String,
    /// For any other number.
    pub other: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Months {
    pub dotted: Vec<String>,
    pub short: Vec<String>,
    pub long: Vec<String>,
    /// The long form next to a day, if it differs.
    #[serde(default)]
    pub dated: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Patterns {
    /// The default style.
    pub usual: DateStyle,
    pub dotted: Pattern,
    pub short: Pattern,
    pub long: Pattern,
    pub numeric: Pattern,
}

/// The patterns of a month with a year, and of a full date.
#[derive(Debug, Clone, Deserialize)]
pub struct Pattern {
    pub month: String,
    pub day: String,
    /// The pattern of a year alone, if it differs from that of other styles.
    pub year: Option<String>,
}

fn degree_then_subject() -> String {
    "{type} {area}".into()
}

impl Words {
    /// Replaces a word, or a pattern with the same places.
    ///
    /// # Errors
    /// If there is no such word, or a place is missing.
    pub fn replace(
        &mut self,
        key: &Spanned<String>,
        word: &Spanned<PlainText>,
    ) -> std::result::Result<(), Box<Diagnostic>> {
        let path = format!("labels.{}", key.value);
        let Words { present, document, range, degree, expected, since, until, labels, .. } = self;
        let patterns: [(&str, &mut String); 7] = [
            ("present", present),
            ("document", document),
            ("range", range),
            ("degree", degree),
            ("expected", expected),
            ("since", since),
            ("until", until),
        ];
        let names: Vec<String> =
            patterns.iter().map(|(name, _)| (*name).to_owned()).chain(labels.keys().cloned()).collect();
        let pattern = patterns.into_iter().find(|(name, _)| *name == key.value).map(|(_, word)| word);
        let Some(old) = pattern.or_else(|| labels.get_mut(&key.value)) else {
            let note = Diagnostic::error(Code::UnknownKey, format!("there is no word `{}` to replace", key.value));
            let known = || names.iter().map(String::as_str);
            return Err(Box::new(match did_you_mean(&key.value, known()) {
                Some(meant) => note.at(key.span).path(path).fix(format!("did you mean `{meant}`?"), key.span, meant),
                None => note.at(key.span).path(path).help(format!("use {}", one_of(known()))),
            }));
        };
        let places = old.split('{').skip(1).filter_map(|rest| Some(format!("{{{}}}", rest.split_once('}')?.0)));
        if let Some(missing) = places.into_iter().find(|place| !word.value.contains(place.as_str())) {
            let message = format!("`{}` does not say where `{missing}` stands", &*word.value);
            let note = Diagnostic::error(Code::InvalidValue, message).at(word.span).path(path);
            return Err(Box::new(note.help(format!("in this language it is `{old}`"))));
        }
        *old = word.value.to_string();
        // Forms for special cases would hide the new word.
        match key.value.as_str() {
            "range" => self.range_tight = None,
            "thesis" => self.thesis = None,
            "enclosures" => self.letter.enclosure = None,
            _ => {}
        }
        Ok(())
    }

    /// The words of a language that has a file. Each file is read once, on first use.
    pub fn of(tag: &str) -> &'static Words {
        static READ: LazyLock<Vec<OnceLock<Words>>> =
            LazyLock::new(|| LANGUAGES.iter().map(|_| OnceLock::new()).collect());
        let index = LANGUAGES.iter().position(|file| file.tag == tag).expect("the language has a file");
        READ[index].get_or_init(|| Words::read(&LANGUAGES[index]))
    }

    /// Reads a file, laid over the one that it extends.
    pub fn read(file: &LanguageFile) -> Words {
        let mut diagnostics = Diagnostics::new();
        yaml::read(&tree(file, &mut diagnostics), &mut diagnostics)
            .unwrap_or_else(|_| panic!("{}.yaml is incomplete: {diagnostics:?}", file.tag))
    }
}

/// The tree of a file and of those that it extends.
fn tree(file: &LanguageFile, diagnostics: &mut Diagnostics) -> Node {
    let source = Source::new(format!("{}.yaml", file.tag), file.text);
    let mut root = yaml::parse(&source, diagnostics).expect("the language files are valid YAML");
    let yaml::Value::Mapping(entries) = &mut root.value else { return root };
    let Some(at) = entries.iter().position(|entry| entry.key.name == "extends") else { return root };
    let base = entries.remove(at).value;
    let yaml::Value::Scalar { text: tag, .. } = base.value else { return root };
    let base = LANGUAGES.iter().find(|file| file.tag == tag).expect("a file extends one that exists");
    yaml::overlay(tree(base, diagnostics), root)
}
