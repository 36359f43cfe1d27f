//! The facts of a résumé that another one does not have.
//!
//! Anyone who rewrites a résumé for a job, a person or a program, may shorten, reorder and rephrase. What
//! may not change are employers, titles, dates, degrees, numbers, names and skills.

use std::collections::BTreeSet;

use serde_yaml::Value;

use crate::diagnostic::Diagnostics;
use crate::locale::Locale;
use crate::resume::{Date, End, Resume};
use crate::source::Span;
use crate::yaml::{self, Node};

/// A fact that only the newer of two résumés has.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fact {
    /// Its kind.
    pub kind: FactKind,
    /// The fact as written.
    pub text: String,
    /// Its path in the newer résumé, such as `work[Google].position`.
    pub path: String,
    /// Its location in the newer résumé, if it is in its file.
    pub span: Option<Span>,
}

/// The kinds of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum FactKind {
    /// An entry: an employer, a school, a project, an award.
    Entry,
    /// A job title.
    Title,
    /// A start, an end or another date.
    Date,
    /// A degree or its subject.
    Degree,
    /// A grade.
    Grade,
    /// A skill, a tool or a language.
    Skill,
    /// A contact detail.
    Contact,
    /// A place.
    Place,
    /// A number in a text.
    Number,
    /// A name in a text.
    Name,
}

impl FactKind {
    /// Its name in messages and in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            FactKind::Entry => "entry",
            FactKind::Title => "title",
            FactKind::Date => "date",
            FactKind::Degree => "degree",
            FactKind::Grade => "grade",
            FactKind::Skill => "skill",
            FactKind::Contact => "contact",
            FactKind::Place => "place",
            FactKind::Number => "number",
            FactKind::Name => "name",
        }
    }
}

/// The keys whose values are facts of their entry.
const OF_ENTRIES: &[(&str, FactKind)] = &[
    ("position", FactKind::Title),
    ("roles", FactKind::Title),
    ("startDate", FactKind::Date),
    ("endDate", FactKind::Date),
    ("date", FactKind::Date),
    ("releaseDate", FactKind::Date),
    ("expires", FactKind::Date),
    ("studyType", FactKind::Degree),
    ("area", FactKind::Degree),
    ("score", FactKind::Grade),
    ("standing", FactKind::Grade),
    ("fluency", FactKind::Skill),
    ("level", FactKind::Skill),
    ("location", FactKind::Place),
    ("awarder", FactKind::Name),
    ("issuer", FactKind::Name),
    ("id", FactKind::Name),
    ("doi", FactKind::Name),
];

/// The keys whose values are running text.
const TEXTS: &[&str] = &["summary", "highlights", "description", "thesis", "text", "reference", "title", "subtitle"];

/// The keys that name an entry, in order of preference.
const NAMES: &[&str] = &["name", "organization", "institution", "title", "language"];

/// The sections whose entries have facts.
const SECTIONS: &[&str] = &[
    "work",
    "volunteer",
    "education",
    "projects",
    "awards",
    "certificates",
    "publications",
    "languages",
    "references",
];

/// The facts that only `new` has: those of `master` are known. In the order of `new`.
pub fn invented(master: &Resume, new: &Resume) -> Vec<Fact> {
    let (master, mut written) = (master.to_value(), new.to_value());
    if let Value::Mapping(entries) = &mut written {
        for key in ["applications", "letter", "advice", "theme", "meta", "sections", "emphasize", "labels"] {
            entries.shift_remove(key);
        }
    }
    let mut search = Search {
        known: Known::of(&master),
        root: new.written(),
        capital_nouns: has_capital_nouns(new),
        found: Vec::new(),
    };
    search.basics(&master, &written);
    for section in SECTIONS {
        let (old, new) = (items(&master, section), items(&written, section));
        new.iter().for_each(|entry| search.entry(section, entry, old));
    }
    for group in items(&written, "skills") {
        search.skills(group);
    }
    search.custom(&master, &written);
    search.found
}

/// Whether a capital is no sign of a name, because the language capitalizes all nouns.
fn has_capital_nouns(resume: &Resume) -> bool {
    Locale::of(resume, &mut Diagnostics::new()).is_ok_and(|locale| locale.capitalizes_nouns())
}

fn items<'a>(root: &'a Value, section: &str) -> &'a [Value] {
    root.get(section).and_then(Value::as_sequence).map_or(&[], Vec::as_slice)
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Sequence(_) | Value::Mapping(_) | Value::Tagged(_) => None,
    }
}

/// All texts in a value.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Sequence(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Mapping(entries) => entries.values().for_each(|value| texts(value, found)),
        other => found.extend(text_of(other)),
    }
}

/// The values of a key at any depth of an entry.
fn values_of(value: &Value, key: &str, found: &mut Vec<String>) {
    match value {
        Value::Sequence(items) => items.iter().for_each(|item| values_of(item, key, found)),
        Value::Mapping(entries) => {
            for (name, value) in entries {
                if name.as_str() == Some(key) {
                    texts(value, found);
                } else {
                    values_of(value, key, found);
                }
            }
        }
        _ => {}
    }
}

/// What a master résumé says.
struct Known {
    words: BTreeSet<String>,
    numbers: BTreeSet<String>,
    /// All texts, in lower case, with single spaces around words.
    all: String,
}

impl Known {
    fn of(master: &Value) -> Known {
        let mut found = Vec::new();
        texts(master, &mut found);
        let all = found.join(" \n ");
        Known {
            words: words(&all).map(str::to_lowercase).collect(),
            numbers: numbers(&all).map(|number| normal(&number)).collect(),
            all: format!(" {} ", spaced(&all)),
        }
    }

    /// Whether a phrase occurs in it, in any case.
    fn says(&self, phrase: &str) -> bool {
        self.all.contains(&format!(" {} ", spaced(phrase)))
    }
}

/// A text in lower case, whose words and signs such as `++` are separated by single spaces.
fn spaced(text: &str) -> String {
    let letters = |letter: char| if letter.is_alphanumeric() || "+#".contains(letter) { letter } else { ' ' };
    let text: String = text.to_lowercase().chars().map(letters).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The numbers in a text, with decimal points and separators.
fn numbers(text: &str) -> impl Iterator<Item = String> {
    let is_part = |letter: char| letter.is_ascii_digit() || ".,'’".contains(letter);
    let tokens: Vec<String> = text.split(|letter: char| !is_part(letter)).map(str::to_owned).collect();
    let trimmed = tokens.into_iter().map(|token| token.trim_matches(['.', ',', '\'', '’']).to_owned());
    trimmed.filter(|token| token.contains(|letter: char| letter.is_ascii_digit()))
}

/// A number without separators of thousands: `1,200` and `1200` are the same.
fn normal(number: &str) -> String {
    let grouped = |sign: char| {
        let mut parts = number.split(sign);
        let first = parts.next().unwrap_or_default();
        let rest: Vec<&str> = parts.collect();
        (1..=3).contains(&first.len()) && !rest.is_empty() && rest.iter().all(|part| part.len() == 3)
    };
    let digits = [',', '.', '\'', '’'].into_iter().find(|sign| grouped(*sign));
    digits.map_or_else(|| number.replace(',', "."), |sign| number.replace(sign, ""))
}

/// The search for facts.
struct Search {
    known: Known,
    /// The file of the newer résumé.
    root: Option<Node>,
    capital_nouns: bool,
    found: Vec<Fact>,
}

impl Search {
    fn push(&mut self, kind: FactKind, text: &str, path: String) {
        let span = self.root.as_ref().and_then(|root| span_of(root, text));
        let fact = Fact { kind, text: text.to_owned(), path, span };
        if !self.found.contains(&fact) {
            self.found.push(fact);
        }
    }

    fn basics(&mut self, master: &Value, new: &Value) {
        let Some(Value::Mapping(basics)) = new.get("basics") else { return };
        for (key, value) in basics {
            let Some(key) = key.as_str() else { continue };
            let path = format!("basics.{key}");
            let mut own = Vec::new();
            texts(value, &mut own);
            match key {
                "name" | "label" | "email" | "phone" | "url" | "location" | "profiles" | "facts" => {
                    let mut old = Vec::new();
                    texts(master.get("basics").and_then(|basics| basics.get(key)).unwrap_or(&Value::Null), &mut old);
                    let kind = match key {
                        "name" => FactKind::Name,
                        "label" => FactKind::Title,
                        "location" => FactKind::Place,
                        _ => FactKind::Contact,
                    };
                    for text in own.iter().filter(|text| !old.contains(text)) {
                        // A title may be one that the person had.
                        if kind != FactKind::Title || !self.known.says(text) {
                            self.push(kind, text, path.clone());
                        }
                    }
                }
                _ => own.iter().for_each(|text| self.text(text, &path)),
            }
        }
    }

    fn entry(&mut self, section: &str, entry: &Value, old: &[Value]) {
        let name = NAMES.iter().find_map(|key| text_of(entry.get(*key)?));
        let path = format!("{section}[{}]", name.clone().unwrap_or_default());
        let same = |other: &&Value| {
            let other = NAMES.iter().find_map(|key| text_of(other.get(*key)?));
            other.zip(name.as_ref()).is_some_and(|(other, name)| spaced(&other) == spaced(name))
        };
        let same: Vec<&Value> = old.iter().filter(same).collect();
        if let (true, Some(name)) = (same.is_empty(), &name) {
            self.push(FactKind::Entry, name, path.clone());
        }
        self.values(entry, &same, &path);
    }

    /// The facts in an entry, of which `same` are the entries of that name in the master résumé.
    fn values(&mut self, entry: &Value, same: &[&Value], path: &str) {
        let Value::Mapping(entries) = entry else { return };
        for (key, value) in entries {
            let Some(key) = key.as_str() else { continue };
            let path = format!("{path}.{key}");
            let mut own = Vec::new();
            if let Some((_, kind)) = OF_ENTRIES.iter().find(|(known, _)| *known == key) {
                texts(value, &mut own);
                let mut old = Vec::new();
                same.iter().for_each(|other| values_of(other, key, &mut old));
                for text in &own {
                    let is_known = match kind {
                        FactKind::Date => old.iter().any(|old| covers(text, old)),
                        _ => old.iter().any(|old| spaced(old) == spaced(text)),
                    };
                    // An entry that is new is reported as a whole.
                    if !is_known && !same.is_empty() {
                        self.push(*kind, text, path.clone());
                    }
                }
            } else if TEXTS.contains(&key) {
                texts(value, &mut own);
                own.iter().for_each(|text| self.text(text, &path));
            } else if matches!(key, "keywords" | "courses") {
                texts(value, &mut own);
                own.iter().for_each(|text| self.skill(text, &path));
            } else if let ("positions" | "degrees", Value::Sequence(items)) = (key, value) {
                items.iter().for_each(|item| self.values(item, same, &path));
            }
        }
    }

    fn skills(&mut self, group: &Value) {
        let name = group.get("name").and_then(text_of).unwrap_or_default();
        let path = format!("skills[{name}].keywords");
        let mut own = Vec::new();
        texts(group.get("keywords").unwrap_or(&Value::Null), &mut own);
        own.iter().for_each(|text| self.skill(text, &path));
    }

    fn skill(&mut self, text: &str, path: &str) {
        if !self.known.says(text) {
            self.push(FactKind::Skill, text, path.to_owned());
        }
    }

    fn custom(&mut self, master: &Value, new: &Value) {
        let Some(Value::Mapping(sections)) = new.get("custom") else { return };
        for (key, section) in sections {
            let Some(key) = key.as_str() else { continue };
            let old = master.get("custom").and_then(|custom| custom.get(key));
            let old = old.map_or(&[][..], |section| items(section, "entries"));
            for entry in items(section, "entries") {
                match entry {
                    Value::Mapping(_) => self.entry(&format!("custom.{key}"), entry, old),
                    other => text_of(other).iter().for_each(|text| self.text(text, &format!("custom.{key}"))),
                }
            }
        }
    }

    /// The numbers and names in a running text.
    fn text(&mut self, text: &str, path: &str) {
        for number in numbers(text) {
            if !self.known.numbers.contains(&normal(&number)) {
                self.push(FactKind::Number, &number, path.to_owned());
            }
        }
        let mut starts_sentence = true;
        for token in text.split_whitespace() {
            let word = token.trim_matches(|letter: char| !letter.is_alphanumeric() && !"+#".contains(letter));
            if is_name(word, starts_sentence || self.capital_nouns) && !self.known.says(word) {
                let parts = words(word).all(|part| self.known.words.contains(&part.to_lowercase()));
                if !parts {
                    self.push(FactKind::Name, word, path.to_owned());
                }
            }
            starts_sentence = token.ends_with(['.', ':', '!', '?', ';']) || matches!(token, "-" | "•" | "–");
        }
    }
}

/// Whether a word is a name: capitalized within a sentence, or with a capital after its first letter.
fn is_name(word: &str, may_be_capitalized: bool) -> bool {
    let mut letters = word.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    let inner = letters.any(char::is_uppercase);
    let is_word = word.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
    is_word && (inner || first && !may_be_capitalized)
}

/// Whether a date says no more than another one: `2019` covers `2019-10`.
fn covers(date: &str, known: &str) -> bool {
    if date == known {
        return true;
    }
    let span = |text: &str| match text.parse::<End>() {
        Ok(End::On(moment)) => moment.earliest().zip(moment.latest()),
        Ok(End::Present) => Some(((u16::MAX, 1, 1), (u16::MAX, 12, 31))),
        Err(_) => text.parse::<Date>().ok().map(|date| (date.earliest(), date.latest())),
    };
    span(date).zip(span(known)).is_some_and(|(date, known)| date.0 <= known.0 && known.1 <= date.1)
}

/// The location of a text in a file: of the value that is it, or else contains it.
fn span_of(root: &Node, text: &str) -> Option<Span> {
    fn find(node: &Node, is_it: &dyn Fn(&str) -> bool) -> Option<Span> {
        match &node.value {
            yaml::Value::Scalar { text, .. } => is_it(text).then_some(node.span),
            yaml::Value::Sequence(items) => items.iter().find_map(|item| find(item, is_it)),
            yaml::Value::Mapping(entries) => entries.iter().find_map(|entry| find(&entry.value, is_it)),
        }
    }
    find(root, &|value| value.trim() == text).or_else(|| find(root, &|value| value.contains(text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::source::Source;

    const MASTER: &str = "\
basics: {name: Ada Lovelace, label: Analyst, email: ada@example.org}
work:
  - name: Analytical Engines
    startDate: 1842-02
    endDate: 1843-09
    position: Programmer
    highlights: [Wrote 7 notes for Charles Babbage in Rust, Cut costs by 1 200 pounds and 12.5%]
education: [{institution: Home, studyType: BSc, area: Mathematics, startDate: 1828}]
skills: [{name: Tools, keywords: [Rust, C++]}]
";

    fn facts(new: &str) -> Vec<String> {
        let read = |text: &str| Resume::read(&Source::new("resume.yaml", text), &mut Diagnostics::new()).unwrap();
        let found = invented(&read(MASTER), &read(new));
        found.iter().map(|fact| format!("{} {}", fact.kind.name(), fact.text)).collect()
    }

    #[test]
    fn what_is_shortened_reordered_and_rephrased_is_known() {
        let new = "\
basics: {name: Ada Lovelace, label: Programmer, email: ada@example.org}
skills: [{name: Languages, keywords: [C++]}]
work:
  - {name: Analytical engines, position: Programmer, startDate: 1842, highlights: [Notes for Babbage. Saved 12.5%.]}
";
        assert_eq!(facts(new), Vec::<String>::new());
    }

    #[test]
    fn what_is_invented_is_named() {
        let new = "\
basics: {name: Ada Lovelace, label: Director, email: ada@work.example}
work:
  - name: Analytical Engines
    position: Senior Programmer
    startDate: 1841-02
    highlights: [Wrote 8 notes for Charles Darwin with Kubernetes]
  - {name: Difference Ltd, position: Lead}
education: [{institution: Home, studyType: MSc, area: Mathematics, startDate: 1828}]
skills: [{name: Tools, keywords: [Rust, C#]}]
";
        assert_eq!(
            facts(new),
            [
                "title Director",
                "contact ada@work.example",
                "title Senior Programmer",
                "date 1841-02",
                "number 8",
                "name Darwin",
                "name Kubernetes",
                "entry Difference Ltd",
                "degree MSc",
                "skill C#",
            ]
        );
    }

    #[test]
    fn numbers_are_the_same_with_and_without_separators() {
        assert_eq!(normal("1,200"), normal("1200"));
        assert_eq!(normal("1.200.000"), normal("1200000"));
        assert_eq!(normal("12,5"), normal("12.5"));
        assert_ne!(normal("12.5"), normal("125"));
    }
}
