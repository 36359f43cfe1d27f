//! Which section a title stands for, in any language.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::lines::Document;
use crate::locale::{languages, usual_title, vocabulary};
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
    let mut titles = HashMap::new();
    for line in include_str!("titles.txt").lines().filter(|line| !line.starts_with('#')) {
        let Some((key, names)) = line.split_once(": ") else { continue };
        let topic = match key {
            "contact" => Topic::Contact,
            "custom" | "courses" => Topic::Custom,
            key => Topic::Standard(Section::find(key).expect("the list names sections")),
        };
        titles.extend(names.split(';').map(|name| (normalized(name), topic)));
    }
    for (name, section) in &vocabulary().titles {
        titles.entry(normalized(name)).or_insert(Topic::Standard(*section));
    }
    titles
});

/// Roots of words that tell the section of a longer title, the most telling first.
const ROOTS: &[(&[&str], Section)] = &[
    (&["volunt", "ehrenamt", "bénévol"], Section::Volunteer),
    (&["publica", "publik", "veröffentl"], Section::Publications),
    (&["certific", "zertifi", "licence", "license", "lizenz"], Section::Certificates),
    (&["award", "honor", "honour", "auszeichnung"], Section::Awards),
    (&["education", "éducation", "ausbildung", "formación", "образован"], Section::Education),
    (&["project", "projekt", "projet", "proyecto"], Section::Projects),
    (&["experience", "employment", "berufs", "expérience", "experiencia", "esperienz", "опыт"], Section::Work),
    (&["skill", "technolog", "compéten", "kenntnis", "competen", "навык"], Section::Skills),
];

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
    static COURSES: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let lines = include_str!("titles.txt").lines();
        lines
            .filter_map(|line| line.strip_prefix("courses: "))
            .flat_map(|names| names.split(';'))
            .map(normalized)
            .collect()
    });
    COURSES.contains(&normalized(title))
}

/// The topic of what looks like a title.
pub fn guessed(title: &str) -> Topic {
    let normal = normalized(title);
    known(title).unwrap_or_else(|| {
        let about = |roots: &&[&str]| roots.iter().any(|root| normal.contains(root));
        // "Teaching & Service Experience" is more than one of ours.
        ROOTS.iter().find(|(roots, _)| about(roots)).map_or(Topic::Custom, |(_, section)| Topic::Standard(*section))
    })
}

/// Whether a label announces the mother tongue, or the other languages; `None` for other labels.
pub fn is_mother_tongue(label: &str) -> Option<bool> {
    // Other forms than those of the language files.
    const MOTHER: &[&str] = &["native language", "madrelingua", "języki ojczyste"];
    const OTHERS: &[&str] = &[
        "other language",
        "foreign language",
        "weitere sprache",
        "andere sprache",
        "autre langue",
        "autres langues",
        "otros idiomas",
        "otras lenguas",
        "altre lingue",
        "outras línguas",
        "andere talen",
        "andra språk",
        "andre sprog",
        "inne języki",
        "další jazyky",
        "ďalšie jazyky",
        "más nyelvek",
        "egyéb nyelvek",
        "alte limbi",
        "muut kielet",
        "другие языки",
        "drugi jezici",
        "άλλες γλώσσες",
    ];
    let normal = normalized(label);
    let begins = |names: &[&str]| names.iter().any(|name| normal.starts_with(name));
    let mut mother = vocabulary().mother_tongue.iter().map(|known| normalized(known));
    (begins(MOTHER) || mother.any(|known| normal.starts_with(&known)))
        .then_some(true)
        .or_else(|| begins(OTHERS).then_some(false))
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
    const WORDS: &[&str] = &[
        "curriculum vitae",
        "vitae",
        "cv",
        "resume",
        "résumé",
        "lebenslauf",
        "c.v.",
        "personal cv",
        "履歴書",
        "个人简历",
        "個人簡歷",
        "europass",
        "europass curriculum vitae",
        "formato europeo",
        "formato europeo per il curriculum",
        "formato europeo per il curriculum vitae",
        "modelo europeo de curriculum vitae",
        "modelo de curriculum vitae europeo",
        "format européen de curriculum vitae",
        "europäisches muster für curriculum vitae",
        "european curriculum vitae format",
    ];
    let normal = normalized(text);
    WORDS.contains(&normal.as_str()) || vocabulary().documents.iter().any(|word| normalized(word) == normal)
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
