//! Which section a title stands for, in any language.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::lines::Document;
use crate::locale::{Listed, import_words, languages, usual_title, vocabulary};
use crate::resume::Section;

/// What a title announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// A standard section.
    Standard(Section),
    /// Contact details, wherever they stand.
    Contact,
    /// A section that the format has no key for.
    Custom,
}

static TITLES: LazyLock<HashMap<String, Topic>> = LazyLock::new(|| {
    let words = &import_words().titles;
    let standard = [
        (words.work, Section::Work),
        (words.education, Section::Education),
        (words.skills, Section::Skills),
        (words.projects, Section::Projects),
        (words.awards, Section::Awards),
        (words.certificates, Section::Certificates),
        (words.publications, Section::Publications),
        (words.languages, Section::Languages),
        (words.interests, Section::Interests),
        (words.references, Section::References),
        (words.volunteer, Section::Volunteer),
        (words.summary, Section::Summary),
    ];
    let custom = [words.courses, words.research, words.custom].map(|names| (names, Topic::Custom));
    let own = std::iter::once((words.contact, Topic::Contact)).chain(custom);
    let all = standard.map(|(names, section)| (names, Topic::Standard(section))).into_iter().chain(own);
    let mut titles: HashMap<String, Topic> =
        all.flat_map(|(names, topic)| names.iter().map(move |name| (normalized(name), topic))).collect();
    for (name, section) in &vocabulary().titles {
        titles.entry(normalized(name)).or_insert(Topic::Standard(*section));
    }
    titles
});

/// Parts of words that tell the section of a longer title, the most telling first.
fn stems() -> [(Listed, Section); 8] {
    let words = &import_words().title_stems;
    [
        (words.volunteer, Section::Volunteer),
        (words.publications, Section::Publications),
        (words.certificates, Section::Certificates),
        (words.awards, Section::Awards),
        (words.education, Section::Education),
        (words.projects, Section::Projects),
        (words.work, Section::Work),
        (words.skills, Section::Skills),
    ]
}

/// The topic of a title that is known as a whole.
pub fn known(title: &str) -> Option<Topic> {
    let normal = normalized(title);
    if let Some(topic) = TITLES.get(&normal) {
        return Some(*topic);
    }
    // Some programs write titles with a space between all letters, or after the first.
    let joined = unspaced(&normal)?;
    TITLES.get(&joined).copied()
}

/// Whether a title announces courses: certificates, if that is what is listed.
pub fn is_courses(title: &str) -> bool {
    static COURSES: LazyLock<HashSet<String>> =
        LazyLock::new(|| import_words().titles.courses.iter().map(|name| normalized(name)).collect());
    COURSES.contains(&normalized(title))
}

/// Whether a title announces fields of research, which may be the summary.
pub fn is_research(title: &str) -> bool {
    static RESEARCH: LazyLock<HashSet<String>> =
        LazyLock::new(|| import_words().titles.research.iter().map(|name| normalized(name)).collect());
    RESEARCH.contains(&normalized(title))
}

/// The topic of what looks like a title.
pub fn guessed(title: &str) -> Topic {
    let normal = normalized(title);
    known(title).unwrap_or_else(|| {
        let about = |stems: &[&str]| stems.iter().any(|stem| normal.contains(stem));
        // "Teaching & Service Experience" is more than one of ours.
        stems()
            .into_iter()
            .find(|(stems, _)| about(stems))
            .map_or(Topic::Custom, |(_, section)| Topic::Standard(section))
    })
}

/// Whether a label announces the mother tongue, or the other languages; `None` for other labels.
pub fn is_mother_tongue(label: &str) -> Option<bool> {
    let normal = normalized(label);
    let begins = |names: Listed| names.iter().any(|name| normal.starts_with(name));
    let mut mother = vocabulary().mother_tongue.iter().map(|known| normalized(known));
    (begins(import_words().mother_tongue) || mother.any(|known| normal.starts_with(&known)))
        .then_some(true)
        .or_else(|| begins(import_words().other_languages).then_some(false))
}

/// A title without case, signs at its ends and surplus spaces.
pub fn normalized(title: &str) -> String {
    let text: String = title.nfkc().collect::<String>().to_lowercase().replace('’', "'");
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    trimmed(&words).to_owned()
}

/// A title without signs and icons at its ends: "【教育背景】", "💼 Experience:".
pub fn trimmed(title: &str) -> &str {
    title.trim_matches(|letter: char| !letter.is_alphanumeric() && !"()'’".contains(letter) && !is_mark(letter))
}

/// A title that is known in a language as that language writes it.
pub fn as_written(title: &str) -> Option<&'static str> {
    let normal = normalized(title);
    vocabulary().titles.iter().map(|(known, _)| *known).find(|known| normalized(known) == normal)
}

/// Whether a character is a combining mark, which belongs to a letter of Indic and other scripts.
fn is_mark(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}

/// A title whose letters are spaced out, without the spaces.
pub fn unspaced(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let single = words.iter().filter(|word| word.chars().count() == 1).count();
    (words.len() > 2 && single * 4 >= words.len() * 3 || words.len() == 2 && single == 1 && text.len() < 14)
        .then(|| words.concat())
}

/// Whether a text is the word for the document, such as "Curriculum vitae".
pub fn is_document_word(text: &str) -> bool {
    const WORDS: &[&str] = &["curriculum vitae", "vitae", "cv", "c.v.", "europass", "europass curriculum vitae"];
    let normal = normalized(text);
    WORDS.contains(&normal.as_str())
        || vocabulary().documents.iter().chain(import_words().documents).any(|word| normalized(word) == normal)
}

/// The languages of most titles of a document, if there are several titles: more than one if they are the same in each.
pub fn languages_of(document: &Document) -> Vec<&'static str> {
    let lines: HashSet<String> = document.lines.iter().map(|line| normalized(&line.text())).collect();
    let count = |tag: &str| {
        let titles = Section::ALL.iter().filter_map(|section| usual_title(Some(tag), *section));
        titles.map(normalized).collect::<HashSet<_>>().intersection(&lines).count()
    };
    let base = |tag: &'static str| tag.split('-').next().unwrap_or_default();
    // A variant, whose tag is longer, has the dates of its language.
    let counts: Vec<(usize, &str)> = languages().map(|(tag, _)| (count(tag), base(tag))).collect();
    let most = counts.iter().map(|(count, _)| *count).max().unwrap_or(0).max(2);
    let mut found: Vec<&str> = counts.into_iter().filter(|(count, _)| *count == most).map(|(_, tag)| tag).collect();
    found.sort_unstable();
    found.dedup();
    found
}
