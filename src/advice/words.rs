//! Advice on wording. The lists are deliberately short: every item on them is weak in any
//! context.

use std::collections::BTreeMap;

use super::{Facts, Finding, Statement, brief};
use crate::resume::Section;

include!(concat!(env!("OUT_DIR"), "/word_lists.rs"));

/// The word lists of a language, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lists(&'static str);

impl Lists {
    /// The lists of a language; `None` if there are none.
    pub fn of(language: &str) -> Option<Lists> {
        WORD_LISTS.iter().find(|(tag, _)| *tag == language).map(|(_, text)| Lists(text))
    }

    /// The words of a kind; none if the language has no list of it.
    fn words(self, kind: &str) -> Vec<&'static str> {
        let lines = self.0.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(key, _)| *key == kind).flat_map(|(_, words)| words.split("; ")).collect()
    }
}

/// The words of a kind in the language of the résumé.
pub(super) fn listed(facts: &Facts, kind: &str) -> Vec<&'static str> {
    facts.lists.map_or_else(Vec::new, |lists| lists.words(kind))
}

/// Common misspellings of brand names, with the official spelling.
const BRANDS: &[(&str, &str)] = &[
    ("Javascript", "JavaScript"),
    ("JAVASCRIPT", "JavaScript"),
    ("Typescript", "TypeScript"),
    ("Github", "GitHub"),
    ("Gitlab", "GitLab"),
    ("Linkedin", "LinkedIn"),
    ("Postgresql", "PostgreSQL"),
    ("PostGres", "PostgreSQL"),
    ("Mysql", "MySQL"),
    ("MySql", "MySQL"),
    ("Mongodb", "MongoDB"),
    ("Pytorch", "PyTorch"),
    ("Tensorflow", "TensorFlow"),
    ("Numpy", "NumPy"),
    ("Scipy", "SciPy"),
    ("Powerpoint", "PowerPoint"),
    ("Wordpress", "WordPress"),
    ("Youtube", "YouTube"),
    ("Graphql", "GraphQL"),
    ("NodeJS", "Node.js"),
    ("Nodejs", "Node.js"),
    ("Macos", "macOS"),
    ("MacOS", "macOS"),
    ("Openstack", "OpenStack"),
    ("Kubernates", "Kubernetes"),
    ("Autocad", "AutoCAD"),
    ("Matlab", "MATLAB"),
    ("Latex", "LaTeX"),
    ("Indesign", "InDesign"),
    ("Fastapi", "FastAPI"),
    ("Redhat", "Red Hat"),
];

/// The words of a text, without surrounding punctuation.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
        .filter(|it| !it.is_empty())
}

/// Finds lines that start with a phrase from a list.
fn openings(facts: &Facts, kind: &str) -> Vec<Finding> {
    let list = listed(facts, kind);
    let begins = |line: &str, start: &str| {
        let line = line.to_lowercase();
        line.strip_prefix(start).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let found = facts.lines().filter_map(|(_, line)| Some((line, list.iter().find(|start| begins(line, start))?)));
    found
        .map(|(line, start)| {
            Finding::in_text(format!("`{start}` describes a duty rather than an achievement"), line.origin)
        })
        .collect()
}

/// Finds texts that contain a phrase from a list as whole words.
fn phrases(facts: &Facts, kind: &str, message: &str) -> Vec<Finding> {
    let list = listed(facts, kind);
    let mut found = Vec::new();
    for passage in &facts.passages {
        let text = format!(" {} ", words(&passage.text).collect::<Vec<_>>().join(" ").to_lowercase());
        if let Some(phrase) = list.iter().find(|phrase| text.contains(&format!(" {phrase} "))) {
            found.push(Finding::in_text(format!("`{phrase}` {message}"), passage.origin));
        }
    }
    found
}

pub fn weak_openings(facts: &Facts) -> Vec<Finding> {
    openings(facts, "weak")
}

pub fn first_person(facts: &Facts) -> Vec<Finding> {
    let (list, numbered_by) = (listed(facts, "person"), listed(facts, "numbered"));
    // `I` may be a Roman numeral: ignore it after one of these words, or if no verb can follow.
    let is_person = |words: &[&str], index: usize| {
        let word = words[index];
        if word == "I" {
            let numbered = index > 0 && numbered_by.contains(&words[index - 1].to_lowercase().as_str());
            return !numbered && words.get(index + 1).is_some_and(|next| next.starts_with(char::is_lowercase));
        }
        word != "i" && word.to_uppercase() != word
    };
    let person = |line: &str| {
        let words: Vec<&str> = words(line).collect();
        let known = |index: &usize| list.contains(&words[*index].to_lowercase().as_str()) && is_person(&words, *index);
        (0..words.len()).find(known).map(|index| words[index].to_owned())
    };
    let found = facts.lines().filter_map(|(_, line)| Some((person(line)?, line)));
    found.map(|(word, line)| Finding::in_text(format!("first person (`{word}`) in a highlight"), line.origin)).collect()
}

pub fn tense(facts: &Facts) -> Vec<Finding> {
    let present = listed(facts, "present-tense");
    let over = facts.lines().filter(|(entry, _)| entry.is_over() && entry.section != "education");
    let first = |line: &str| words(line).next().map(str::to_lowercase).filter(|word| present.contains(&word.as_str()));
    over.filter_map(|(entry, line)| Some((first(line)?, entry, line)))
        .map(|(verb, entry, line)| {
            Finding::in_text(
                format!("`{verb}` is in the present tense, but `{}` has ended", brief(&entry.name)),
                line.origin,
            )
        })
        .collect()
}

pub fn repeated_verbs(facts: &Facts) -> Vec<Finding> {
    const MOST: usize = 3;
    let (irregular, endings) = (listed(facts, "past-tense"), listed(facts, "past-endings"));
    let mut lines: BTreeMap<String, Vec<&Statement>> = BTreeMap::new();
    for (_, line) in facts.lines() {
        // Only regular and common irregular verbs: other words may legitimately start many lines.
        let verb = words(line).next().map(str::to_lowercase);
        if let Some(verb) =
            verb.filter(|verb| endings.iter().any(|end| verb.ends_with(end)) || irregular.contains(&verb.as_str()))
        {
            lines.entry(verb).or_default().push(line);
        }
    }
    let many = lines.into_iter().filter(|(_, lines)| lines.len() > MOST);
    many.map(|(verb, lines)| {
        Finding::in_text(format!("{} highlights start with `{verb}`", lines.len()), lines[0].origin)
    })
    .collect()
}

pub fn vague(facts: &Facts) -> Vec<Finding> {
    let list = listed(facts, "vague");
    let word = |line: &str| words(line).map(str::to_lowercase).find(|word| list.contains(&word.as_str()));
    let found = facts.lines().filter_map(|(_, line)| Some((word(line)?, line)));
    found.map(|(word, line)| Finding::in_text(format!("`{word}` is vague"), line.origin)).collect()
}

pub fn cliches(facts: &Facts) -> Vec<Finding> {
    phrases(facts, "cliches", "is a cliché")
}

pub fn references(facts: &Facts) -> Vec<Finding> {
    phrases(facts, "references", "is unnecessary")
}

pub fn objective(facts: &Facts) -> Vec<Finding> {
    let Some(summary) = facts.passages.iter().find(|passage| passage.section == Section::Summary.key()) else {
        return Vec::new();
    };
    let start = listed(facts, "objective").into_iter().find(|start| summary.text.to_lowercase().starts_with(*start));
    start
        .map(|start| Finding::in_text(format!("the summary starts with `{start}`"), summary.origin))
        .into_iter()
        .collect()
}

pub fn brands(facts: &Facts) -> Vec<Finding> {
    let mut found = Vec::new();
    for passage in &facts.passages {
        let wrong = words(&passage.text).find_map(|word| BRANDS.iter().find(|(written, _)| *written == word));
        if let Some((written, right)) = wrong {
            found.push(Finding::in_text(format!("`{written}` should be written `{right}`"), passage.origin));
        }
    }
    found
}

pub fn dashes(facts: &Facts) -> Vec<Finding> {
    let ranged = |text: &str| {
        let signs: Vec<char> = text.chars().collect();
        let year = |from: usize| {
            signs
                .get(from..from + 4)
                .is_some_and(|year| year.iter().all(char::is_ascii_digit) && "12".contains(year[0]))
        };
        (4..signs.len()).any(|at| {
            let alone = (at < 5 || !signs[at - 5].is_alphanumeric() && signs[at - 5] != '-')
                && signs.get(at + 5).is_none_or(|next| !next.is_alphanumeric() && *next != '-');
            signs[at] == '-' && year(at - 4) && year(at + 1) && alone
        })
    };
    facts
        .passages
        .iter()
        .filter(|passage| {
            // Ignore URLs, which may contain hyphens.
            passage.text.contains(" - ") || passage.text.split(' ').any(|word| !word.contains('/') && ranged(word))
        })
        .map(|passage| Finding::in_text("hyphen used as a dash", passage.origin))
        .collect()
}

pub fn spacing(facts: &Facts) -> Vec<Finding> {
    let none_after = |text: &str| {
        text.match_indices(',').any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + 1..].chars().next();
            before
                .zip(after)
                .is_some_and(|(before, after)| before.is_alphabetic() && after.is_alphabetic() && after < '\u{2e80}')
        })
    };
    facts
        .passages
        .iter()
        .filter(|passage| passage.text.contains(" ,") || none_after(&passage.text))
        .map(|passage| Finding::in_text("incorrect spacing around a comma", passage.origin))
        .collect()
}
