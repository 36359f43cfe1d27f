//! The files of the languages.
//!
//! A file holds the words of a language, and the patterns in which it arranges them. A variant, such as
//! that of a region, extends the file of its language, and holds only what differs.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use serde::Deserialize;

use super::dates::Durations;
use super::import_words::ForImports;
use super::{DateStyle, Direction, LANGUAGES, LanguageFile, LetterLayout, NameOrder, PARTIAL, Quotes};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result, did_you_mean, one_of};
use crate::resume::{Era, PlainText, Section};
use crate::source::{Source, Spanned};
use crate::yaml::{self, Node, Value};

/// The contents of a language's file.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Words {
    /// The language's own name.
    pub name: String,
    /// The regions that it is for, the default region first.
    pub regions: Vec<String>,
    /// The region of a tag without one, if it is not the first.
    pub home: Option<String>,
    /// The text direction.
    pub direction: Direction,
    /// The order of a person's names.
    pub name_order: NameOrder,
    /// What else is to know of a person's names.
    #[serde(default)]
    pub names: NameRules,
    /// Letters whose capitals differ from those in other languages, with their capitals.
    #[serde(default)]
    pub capitals: BTreeMap<String, String>,
    /// Whether no text is set in capitals, although the letters have some.
    #[serde(default)]
    pub no_capitals: bool,
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
    /// What follows a year in patterns with `{yearEnding}`, by its last figures. The longest that fit count, and
    /// `other` if none do.
    #[serde(default)]
    pub year_ending: BTreeMap<String, String>,
    /// The same of a day, `{dayEnding}`.
    #[serde(default)]
    pub day_ending: BTreeMap<String, String>,
    /// The signs between words.
    #[serde(default)]
    pub punctuation: Punctuation,
    /// The pattern of an address in a region of the language, if the largest place comes first there: with
    /// `{address}`, `{code}`, `{city}`, `{region}` and `{country}`.
    pub address: Option<String>,
    /// Words after which no line ends, such as prepositions of one letter.
    #[serde(default)]
    pub ties: Vec<String>,
    /// Words that stay on one line with a number.
    #[serde(default)]
    pub numbers: NumberWords,
    /// Whether all nouns begin with a capital.
    #[serde(default)]
    pub noun_capitals: bool,
    /// The pattern of a degree and its subject, with `{type}` and `{area}`.
    #[serde(default = "degree_then_subject")]
    pub degree: String,
    /// The pattern of a position and its team, with `{position}` and `{team}`, unless they are separate parts.
    pub team: Option<String>,
    /// The names of degrees by level.
    #[serde(default)]
    pub degrees: DegreeNames,
    /// The highest grades of the scales whose averages have the label `gpa`, without decimals.
    #[serde(default = "american_scales")]
    pub gpa_scales: Vec<String>,
    /// The labels of theses by level, if they differ.
    pub thesis: Option<Theses>,
    /// The words of letters.
    #[serde(default)]
    pub letter: LetterWords,
    /// The pattern of an expected date.
    pub expected: String,
    /// The pattern of the expected date of a degree, if it differs.
    pub expected_degree: Option<String>,
    /// The same of the degree of a master or doctor, if it differs.
    pub expected_higher_degree: Option<String>,
    /// The pattern of a start without an end.
    pub since: String,
    /// The same of a year alone, if it differs.
    pub since_year: Option<String>,
    /// The same of a full date, if it differs.
    pub since_day: Option<String>,
    /// The same of a month and of a full date in words, if `since` cannot stand beside them: the words themselves say
    /// it, as in Georgian. The names of months are those of `months.since`, or of `months.dated` beside a day.
    pub since_dates: Option<Pattern>,
    /// The pattern of the end of a validity.
    pub until: String,
    /// The same of a full date, if it differs.
    pub until_day: Option<String>,
    /// The patterns of spring, summer, autumn and winter of a year.
    pub seasons: Vec<String>,
    /// The patterns of the quarters of a year.
    pub quarters: Vec<String>,
    /// The patterns of lengths of time.
    pub duration: Durations,
    /// The patterns of the titles of publications, if the language marks them, with `{title}`.
    pub titles: Option<Titles>,
    /// The titles of groups of publications, by kind.
    pub kinds: BTreeMap<String, String>,
    /// Quotation marks.
    pub quotes: Quotes,
    /// Words that begin with an apostrophe, without it.
    #[serde(default)]
    pub elided: Vec<String>,
    /// Quotation marks of regions that differ.
    #[serde(default)]
    pub regional_quotes: BTreeMap<String, Quotes>,
    /// The calendar in which years may be written besides the Gregorian one.
    pub calendar: Option<Era>,
    /// The names of its months, if it has its own.
    #[serde(default)]
    pub calendar_months: Vec<String>,
    /// The figures from zero to nine in dates, if they are not those of ASCII.
    pub figures: Option<String>,
    /// Words of dates and of jobs that are read, but not printed.
    #[serde(default)]
    pub reading: Reading,
    /// How it is spelled, if dictionaries for it are embedded.
    pub spelling: Option<SpellingRules>,
    /// The end of the names of fonts with its forms of Chinese signs.
    pub sign_forms: Option<String>,
    /// Signs that Latin fonts have, but that are as wide as a Chinese sign in its text.
    pub wide_signs: Option<String>,
    /// The names of the months.
    pub months: Months,
    /// The patterns of dates.
    pub dates: Patterns,
    /// Section titles by key.
    pub sections: BTreeMap<String, String>,
    /// Labels before values, by field.
    pub labels: BTreeMap<String, String>,
    /// Names of personal details and of sections in files that are imported, such as "Date of birth".
    #[serde(default)]
    pub details: BTreeMap<String, String>,
}

/// Words that stay on one line with a number. Those in lower case are also known with capitals.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct NumberWords {
    /// Words before a number, such as "p." and "No.".
    pub before: Vec<String>,
    /// Words after a number: what it counts most often, units, and words such as "million".
    pub after: Vec<String>,
}

/// The words of a language that stay on one line with others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnbrokenWords {
    /// Words after which no line ends.
    pub ties: Vec<String>,
    /// Words that stay with a number after them.
    pub before_numbers: Vec<String>,
    /// Words that stay with a number before them.
    pub after_numbers: Vec<String>,
    /// Words between the two numbers of a range.
    pub between_numbers: Vec<String>,
    /// Whether all nouns begin with a capital.
    pub noun_capitals: bool,
}

impl UnbrokenWords {
    const NONE: &'static UnbrokenWords = &UnbrokenWords {
        ties: Vec::new(),
        before_numbers: Vec::new(),
        after_numbers: Vec::new(),
        between_numbers: Vec::new(),
        noun_capitals: false,
    };
}

impl Default for &UnbrokenWords {
    fn default() -> Self {
        UnbrokenWords::NONE
    }
}

/// How a language builds the names of persons. All words are compared in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct NameRules {
    /// How many surnames most people have.
    pub surnames: usize,
    /// Words that begin a surname, also where they have a capital: "De" in "Jan De Smet". In small letters, any
    /// word does.
    pub particles: Vec<String>,
    /// Words between two surnames, such as "y".
    pub conjunctions: Vec<String>,
    /// The endings of patronymics.
    pub patronymics: Vec<String>,
    /// Initials of two letters, such as "Zs".
    pub initials: Vec<String>,
}

impl Default for NameRules {
    fn default() -> Self {
        let [particles, conjunctions, patronymics, initials] = Default::default();
        NameRules { surnames: 1, particles, conjunctions, patronymics, initials }
    }
}

/// The level of a degree (Bologna Process).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// First cycle.
    Bachelor,
    /// Second cycle.
    Master,
    /// Third cycle.
    Doctor,
}

/// The names of degrees by level, in lower case: abbreviations without dots and spaces, beginnings of words of five
/// letters or more, and after an asterisk, what may stand anywhere.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DegreeNames {
    /// First cycle.
    pub bachelor: Vec<String>,
    /// Second cycle.
    pub master: Vec<String>,
    /// Third cycle.
    pub doctor: Vec<String>,
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
    /// Between the words of a list, if it is another sign.
    pub list: Option<String>,
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
        Punctuation { comma, list: None, semicolon, colon, open, close, stop }
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
    /// The order of the parts of the recipient, if it is not from the person to the address.
    pub recipient: Option<Vec<RecipientPart>>,
    /// The layout, if it is not that of the region.
    pub layout: Option<LetterLayout>,
    /// The label of one enclosure, and of several, if they differ.
    pub enclosure: Option<OneOrSeveral>,
}

/// A part of a recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RecipientPart {
    /// The person.
    Name,
    /// The position of the person.
    Position,
    /// The organization.
    Organization,
    /// The postal address.
    Address,
}

/// How a language is spelled.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SpellingRules {
    /// The embedded dictionaries, with the regions that use each.
    dictionaries: BTreeMap<String, Vec<String>>,
    /// The dictionary of all other regions.
    elsewhere: String,
    /// Whether a word with accents is right: they are dropped, or the word is from another language.
    #[serde(default)]
    pub optional_accents: bool,
}

impl SpellingRules {
    /// Whether a dictionary is used in a region, or in any if it is not known.
    pub fn uses(&self, dictionary: &str, region: Option<&str>) -> bool {
        let Some(region) = region else { return self.dictionaries.contains_key(dictionary) };
        let is_listed = |regions: &Vec<String>| regions.iter().any(|listed| listed == region);
        let is_elsewhere = dictionary == self.elsewhere && !self.dictionaries.values().any(is_listed);
        is_elsewhere || self.dictionaries.get(dictionary).is_some_and(is_listed)
    }
}

/// Words of dates that are read, but not printed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Reading {
    /// Other names of months, with their numbers.
    pub month_names: BTreeMap<String, u8>,
    /// Other words for an ongoing end.
    pub present: Vec<String>,
    /// Words before the start of a period.
    pub from: Vec<String>,
    /// Words between the start and the end of a period, and the numbers of a range.
    pub to: Vec<String>,
    /// Other words for an expected date.
    pub expected: Vec<String>,
    /// Words between a position and the employer.
    pub at: Vec<String>,
    /// Words between the last two of several things, such as "and".
    pub conjunctions: Vec<String>,
    /// Words without a capital within a title.
    pub small_words: Vec<String>,
    /// The units of lengths of time.
    pub durations: Vec<String>,
}

/// The patterns of the titles of publications.
#[derive(Debug, Clone, Deserialize)]
pub struct Titles {
    /// Of a book or another work that stands alone.
    pub work: String,
    /// Of an article or another part of a work.
    pub article: String,
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
    /// The long form after the word of `since`, if that wants another case.
    #[serde(default)]
    pub since: Vec<String>,
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

fn american_scales() -> Vec<String> {
    ["4", "5"].map(str::to_owned).into()
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
            "since" => (self.since_year, self.since_day, self.since_dates) = (None, None, None),
            "until" => self.until_day = None,
            "thesis" => self.thesis = None,
            "enclosures" => self.letter.enclosure = None,
            _ => {}
        }
        Ok(())
    }

    /// The words of a language that has a file. Each file is read once, on first use.
    pub fn of(file: &'static LanguageFile) -> &'static Words {
        static READ: LazyLock<Vec<OnceLock<Words>>> = LazyLock::new(|| all_files().map(|_| OnceLock::new()).collect());
        let index = all_files().position(|known| known.tag == file.tag).expect("the language has a file");
        READ[index].get_or_init(|| Words::read(file))
    }

    /// Reads a file, laid over the one that it extends.
    pub fn read(file: &LanguageFile) -> Words {
        let mut diagnostics = Diagnostics::new();
        let root = tree(file, &mut diagnostics);
        yaml::read_with_blanks(&root, &mut diagnostics)
            .unwrap_or_else(|_| panic!("{}.yaml is incomplete: {diagnostics:?}", file.tag))
    }

    /// Reads a language file that is not one of ours, laid over the language that it extends, or else over that
    /// of a tag.
    ///
    /// # Errors
    /// If it is not a language file; every problem is reported.
    pub fn over(tag: &str, source: &Source, diagnostics: &mut Diagnostics) -> Result<Words> {
        let start = diagnostics.checkpoint();
        diagnostics.open(source);
        let mut root = yaml::parse(source, diagnostics)?;
        let for_imports = take(&mut root, &["import", "europass"]);
        if !for_imports.entries().is_empty() {
            // Imports read the words of Recto's own files, but these must be right to become one of them.
            drop(yaml::read::<ForImports>(&for_imports, diagnostics));
        }
        let base = match take_base(&mut root) {
            None => all_files().find(|file| file.tag == tag),
            Some(Spanned { value: base, span }) => match all_files().find(|file| file.tag == base) {
                None => {
                    let note = Diagnostic::error(Code::UnknownLanguage, format!("there is no language file `{base}`"));
                    let known = || LANGUAGES.iter().map(|file| file.tag);
                    let meant = did_you_mean(&base, known());
                    let help = meant.map_or("use a language such as `en`".into(), |it| format!("did you mean `{it}`?"));
                    return Err(diagnostics.error(note.at(span).path("extends").help(help)));
                }
                found => found,
            },
        };
        let base = base.expect("the words of a locale have a file");
        let root = yaml::overlay(tree(base, &mut Diagnostics::new()), root);
        let words: Words = yaml::read_with_blanks(&root, diagnostics)?;
        words.faults(&root).into_iter().for_each(|note| diagnostics.push(note));
        diagnostics.reported_since(start).map(|()| words)
    }

    /// What is wrong with the words of a language file although they are readable.
    fn faults(&self, root: &Node) -> Vec<Diagnostic> {
        let Words { months, seasons, quarters, sections, .. } = self;
        let lists = [
            ("months.dotted", months.dotted.len(), 12),
            ("months.short", months.short.len(), 12),
            ("months.long", months.long.len(), 12),
            ("months.dated", if months.dated.is_empty() { 12 } else { months.dated.len() }, 12),
            ("months.since", if months.since.is_empty() { 12 } else { months.since.len() }, 12),
            ("seasons", seasons.len(), 4),
            ("quarters", quarters.len(), 4),
        ];
        let wrong = lists.into_iter().filter(|(_, count, wanted)| count != wanted).map(|(path, count, wanted)| {
            let node = path.split('.').try_fold(root, |node, key| node.find(key)).unwrap_or(root);
            let message = format!("`{path}` has {count} items");
            Diagnostic::error(Code::InvalidValue, message).at(node.span).path(path).help(format!("list all {wanted}"))
        });
        let known = |key: &&String| Section::find(key).is_none();
        let unknown = sections.keys().filter(known).map(|key| {
            let all = || Section::ALL.iter().map(|section| section.key());
            let note = Diagnostic::error(Code::UnknownSection, format!("there is no section `{key}`"));
            let note = note.at(root.find("sections").unwrap_or(root).span).path(format!("sections.{key}"));
            match did_you_mean(key, all()) {
                Some(meant) => note.help(format!("did you mean `{meant}`?")),
                None => note.help(format!("use {}", one_of(all()))),
            }
        });
        wrong.chain(unknown).collect()
    }
}

/// The files of all languages, those that have only dates as well.
fn all_files() -> impl Iterator<Item = &'static LanguageFile> {
    LANGUAGES.iter().chain(PARTIAL)
}

/// Removes keys, and returns them with their values.
fn take(root: &mut Node, keys: &[&str]) -> Node {
    let span = root.span;
    let is_taken = |entry: &yaml::Entry| keys.contains(&entry.key.name.as_str());
    let taken = root.entries_mut().map(|entries| entries.extract_if(.., |entry| is_taken(entry)).collect());
    Node { span, value: Value::Mapping(taken.unwrap_or_default()) }
}

/// Removes the key that names the language that a file extends.
fn take_base(root: &mut Node) -> Option<Spanned<String>> {
    let entries = root.entries_mut()?;
    let at = entries.iter().position(|entry| entry.key.name == "extends")?;
    let base = entries.remove(at).value;
    base.as_text().map(|tag| Spanned { value: tag.to_owned(), span: base.span })
}

/// The tree of a file and of those that it extends.
fn tree(file: &LanguageFile, diagnostics: &mut Diagnostics) -> Node {
    let source = Source::new(format!("{}.yaml", file.tag), file.text);
    let mut root = yaml::parse(&source, diagnostics).expect("the language files are valid YAML");
    let Some(base) = take_base(&mut root) else { return root };
    let base = LANGUAGES.iter().find(|file| file.tag == base.value).expect("a file extends one that exists");
    yaml::overlay(tree(base, diagnostics), root)
}
