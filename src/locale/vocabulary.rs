//! The words of all languages by which a document in an unknown language is understood.

use std::sync::LazyLock;

use super::LANGUAGES;
use super::words::{SpellingRules, Words};
use crate::resume::Section;

/// Words of all languages, as they are written in their files.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// The titles of sections.
    pub titles: Vec<(&'static str, Section)>,
    /// The names of months, from 1, in all forms.
    pub months: Vec<(&'static str, u8)>,
    /// The words for an ongoing end.
    pub present: Vec<&'static str>,
    /// The words before a start without an end, such as "since".
    pub since: Vec<&'static str>,
    /// The words before the start of a period.
    pub from: Vec<&'static str>,
    /// The words between the start and the end of a period.
    pub to: Vec<&'static str>,
    /// The words that mark an expected date.
    pub expected: Vec<&'static str>,
    /// The words between a position and the employer, such as "at".
    pub at: Vec<&'static str>,
    /// The words between the last two of several things, such as "and".
    pub conjunctions: Vec<&'static str>,
    /// Words without a capital within a title.
    pub small_words: Vec<&'static str>,
    /// The units of lengths of time, such as "years".
    pub durations: Vec<&'static str>,
    /// The labels of a mother tongue.
    pub mother_tongue: Vec<&'static str>,
    /// The words for the document, such as "Résumé".
    pub documents: Vec<&'static str>,
    /// The labels before values, by field.
    pub labels: Vec<(&'static str, &'static str)>,
}

/// The words of all languages, read on first use.
pub fn vocabulary() -> &'static Vocabulary {
    static READ: LazyLock<Vocabulary> = LazyLock::new(|| {
        let mut all = Vocabulary::default();
        for file in LANGUAGES {
            let Words {
                months,
                sections,
                present,
                document,
                labels,
                reading,
                since,
                since_year,
                since_day,
                expected,
                details,
                ..
            } = Words::of(file);
            all.mother_tongue.extend(details.get("motherTongue").map(String::as_str));
            let titles = sections.iter().filter_map(|(key, title)| Some((title.as_str(), Section::find(key)?)));
            all.titles.extend(titles);
            for names in [&months.long, &months.dotted, &months.short, &months.dated, &months.since] {
                all.months.extend(names.iter().zip(1..).map(|(name, number)| (name.as_str(), number)));
            }
            all.months.extend(reading.month_names.iter().map(|(name, number)| (name.as_str(), *number)));
            all.present.push(present);
            all.present.extend(reading.present.iter().map(String::as_str));
            let before =
                |pattern: &'static str| pattern.split('{').next().unwrap_or_default().trim_end_matches([':', ' ']);
            all.since.extend(std::iter::once(since).chain(since_year).chain(since_day).map(|pattern| before(pattern)));
            all.expected.push(before(expected));
            all.expected.extend(reading.expected.iter().map(String::as_str));
            all.from.extend(reading.from.iter().map(String::as_str));
            all.to.extend(reading.to.iter().map(String::as_str));
            all.at.extend(reading.at.iter().map(String::as_str));
            all.conjunctions.extend(reading.conjunctions.iter().map(String::as_str));
            all.small_words.extend(reading.small_words.iter().map(String::as_str));
            all.durations.extend(reading.durations.iter().map(String::as_str));
            all.documents.push(document);
            all.labels.extend(labels.iter().map(|(key, label)| (key.as_str(), label.as_str())));
        }
        let Vocabulary { since, expected, from, to, present, at, conjunctions, small_words, durations, .. } = &mut all;
        for words in [since, expected, from, to, present, at, conjunctions, small_words, durations] {
            words.retain(|word| !word.is_empty());
            words.sort_unstable();
            words.dedup();
        }
        all
    });
    &READ
}

/// The words of a language between the last two of several things, such as "and".
pub fn conjunctions(language: &str) -> &'static [String] {
    let file = LANGUAGES.iter().find(|file| file.tag == language);
    file.map_or(&[], |file| &Words::of(file).reading.conjunctions)
}

/// How a language is spelled; `None` if it has no embedded dictionaries.
pub fn spelling_rules(language: &str) -> Option<&'static SpellingRules> {
    let file = LANGUAGES.iter().find(|file| file.tag == language)?;
    Words::of(file).spelling.as_ref()
}

/// Whether all nouns of a language begin with a capital, as they do in German, and in Luxembourgish, which has no file.
pub fn capitalizes_nouns(language: &str) -> bool {
    let file = LANGUAGES.iter().find(|file| file.tag == language);
    file.map_or(language == "lb", |file| Words::of(file).noun_capitals)
}

/// The title that a language gives to a section; English without a language.
pub fn usual_title(language: Option<&str>, section: Section) -> Option<&'static str> {
    let tag = language.unwrap_or(super::DEFAULT);
    let file = LANGUAGES.iter().find(|file| file.tag == tag)?;
    Words::of(file).sections.get(section.key()).map(String::as_str)
}
