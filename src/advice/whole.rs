//! Advice on the résumé as a whole.

use super::{Facts, Finding};
use crate::resume::{Date, Text};

pub fn length(facts: &Facts) -> Vec<Finding> {
    const SCHOLAR: usize = 6;
    const SENIOR: i32 = 10;
    let pages = facts.surroundings.pages;
    if facts.resume.publications.len() >= SCHOLAR || facts.resume.pages.is_some() {
        return Vec::new();
    }
    let starts = facts.entries.iter().filter(|entry| entry.section == "work").filter_map(|entry| entry.start.as_ref());
    let first = starts.filter_map(|date| date.value.date()).map(Date::year).min();
    let years = first.zip(facts.surroundings.today).map(|(first, today)| i32::from(today.year()) - i32::from(first));
    let most = if years.is_some_and(|years| years < SENIOR) { 1 } else { 2 };
    if pages <= most {
        return Vec::new();
    }
    let for_whom = if most == 1 { "for less than ten years of work" } else { "where two are usual" };
    vec![Finding::new(format!("{pages} pages {for_whom}"))]
}

pub fn sections(facts: &Facts) -> Vec<Finding> {
    let resume = facts.resume;
    let missing =
        resume.education.is_empty() && resume.skills.is_empty() && facts.is_begun() && !resume.basics.email.is_empty();
    // Custom sections may contain either.
    let own = resume.custom.iter().next().is_some();
    (missing && !own).then(|| Finding::new("the résumé has neither `education` nor `skills`")).into_iter().collect()
}

pub fn skills(facts: &Facts) -> Vec<Finding> {
    const MOST: usize = 40;
    let keywords: Vec<&Text> = facts.resume.skills.iter().flat_map(|skill| &skill.keywords).collect();
    let mut found = Vec::new();
    for (index, word) in keywords.iter().enumerate() {
        if keywords[..index].iter().any(|earlier| earlier.to_lowercase() == word.to_lowercase()) {
            found.push(Finding::in_text(format!("`{}` is listed twice", &**word), word.origin()));
        }
    }
    if keywords.len() > MOST {
        found.push(Finding::new(format!("the résumé lists {} skills", keywords.len())));
    }
    found
}

pub fn levels(facts: &Facts) -> Vec<Finding> {
    let levels = facts.resume.skills.iter().filter_map(|skill| skill.level.as_ref());
    let measured = |level: &str| {
        level.chars().any(|letter| letter.is_ascii_digit() || "★●".contains(letter))
            && !level.chars().any(char::is_alphabetic)
    };
    levels
        .filter(|level| measured(level))
        .map(|level| Finding::in_text(format!("`{}` is not a meaningful skill level", &**level), level.origin()))
        .collect()
}

pub fn placeholders(facts: &Facts) -> Vec<Finding> {
    const LEFT: &[&str] = &["lorem ipsum", "todo:", "tbd", "fixme", "your name", "company name", "job title", "xxx"];
    let starts = |text: &str| {
        let text = text.to_lowercase();
        LEFT.iter()
            .find(|left| text.starts_with(**left) || text.contains(&format!(" {left}")) && left.len() > 5)
            .copied()
    };
    facts
        .passages
        .iter()
        .filter_map(|passage| Some((starts(&passage.text)?, passage)))
        .map(|(left, passage)| Finding::in_text(format!("`{left}` is placeholder text"), passage.origin))
        .collect()
}
