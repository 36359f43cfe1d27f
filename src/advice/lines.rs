//! Advice on the length, number and form of highlights.

use super::entries::Entry;
use super::words::listed;
use super::{Facts, Finding, Statement};
use crate::source::Origin;

/// The number of words. In scripts without spaces, two characters count as a word; Korean has spaces.
fn length(text: &str) -> usize {
    let is_korean = |letter: char| matches!(letter, '\u{ac00}'..='\u{d7ff}');
    let signs = text.chars().filter(|letter| *letter > '\u{2e80}' && !is_korean(*letter)).count();
    text.split_whitespace().count() + signs / 2
}

pub fn long(facts: &Facts) -> Vec<Finding> {
    const MOST: usize = 35;
    let lines = facts.lines().map(|(_, line)| (length(line), line)).filter(|(words, _)| *words > MOST);
    lines.map(|(words, line)| Finding::in_text(format!("this highlight has {words} words"), line.origin)).collect()
}

pub fn short(facts: &Facts) -> Vec<Finding> {
    // Nested highlights are parts of the one above them.
    let jobs = facts.entries.iter().filter(|entry| entry.section == "work").flat_map(|entry| &entry.alone);
    let signs = |line: &str| line.chars().any(|letter| letter > '\u{2e80}' || letter.is_ascii_digit());
    jobs.filter(|line| length(line) < 3 && !signs(line) && facts.lists.is_some())
        .map(|line| Finding::in_text("this highlight is very short", line.origin))
        .collect()
}

pub fn count(facts: &Facts) -> Vec<Finding> {
    const MOST: usize = 8;
    let many = facts.entries.iter().filter(|entry| entry.lines.len() > MOST);
    many.map(|entry| {
        Finding::in_text(format!("`{}` has {} highlights", &*entry.name, entry.lines.len()), entry.name.origin)
    })
    .collect()
}

pub fn wall(facts: &Facts) -> Vec<Finding> {
    const MOST: usize = 60;
    let all = facts.entries.iter().flat_map(|entry| entry.paragraphs.iter().map(move |text| (entry, text)));
    all.filter(|(_, text)| length(text) > MOST)
        .map(|(entry, text)| {
            Finding::in_text(format!("paragraph of {} words in `{}`", length(text), &*entry.name), text.origin)
        })
        .collect()
}

pub fn full_stops(facts: &Facts) -> Vec<Finding> {
    // Compare within each section: styles may differ between sections.
    facts.entries.chunk_by(|first, second| first.section == second.section).flat_map(unlike_most).collect()
}

fn unlike_most(entries: &[Entry]) -> Vec<Finding> {
    let lines = entries.iter().flat_map(|entry| &entry.alone).filter(|line| line.split(' ').count() > 3);
    let (with, without): (Vec<&Statement>, Vec<&Statement>) = lines.partition(|line| line.ends_with(['.', '。']));
    // Lines that end in other punctuation count as neither.
    let without: Vec<_> = without.into_iter().filter(|line| line.ends_with(char::is_alphanumeric)).collect();
    let (few, message) = if with.len() <= without.len() {
        (with, "this highlight ends with a full stop, unlike most")
    } else {
        (without, "this highlight ends without a full stop, unlike most")
    };
    few.into_iter().map(|line| Finding::in_text(message, line.origin)).collect()
}

pub fn quantify(facts: &Facts) -> Vec<Finding> {
    let spelt_out = listed(facts, "numbers");
    let is_number = |word: &str| spelt_out.contains(&&*word.to_lowercase());
    let figures = |line: &str| {
        line.chars().any(|letter| letter.is_numeric() || letter == '%')
            || line.split(|letter: char| !letter.is_alphabetic()).any(is_number)
    };
    let lines: Vec<&Statement> =
        facts.lines().filter(|(entry, _)| entry.section == "work").map(|(_, line)| line).collect();
    let with = lines.iter().filter(|line| figures(line)).count();
    if lines.len() < 6 || with * 5 >= lines.len() || facts.lists.is_none() {
        return Vec::new();
    }
    let message = match (with, lines.len()) {
        (0, all) => format!("none of the {all} highlights of your jobs contains a number"),
        (1, all) => format!("only 1 of {all} highlights of your jobs contains a number"),
        (with, all) => format!("only {with} of {all} highlights of your jobs contain a number"),
    };
    vec![Finding::in_text(
        message,
        lines.iter().find(|line| !figures(line)).map_or(Origin::default(), |line| line.origin),
    )]
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn words_are_counted_in_scripts_with_and_without_spaces() {
        assert_eq!(length("Ran the build servers"), 4);
        assert_eq!(length("한국의 스마트 다리 연구에 참여"), 5);
        assert_eq!(length("橋梁の設計"), 3);
    }
}
