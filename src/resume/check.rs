//! Sense rather than shape: what takes two fields to go wrong.

use std::collections::HashSet;

use super::{Date, End, Resume, Section};
use crate::diagnostic::{Diagnostic, Diagnostics, Id, did_you_mean, one_of};
use crate::source::{Span, Spanned};

/// Notes what contradicts itself in a résumé. Nothing is said of places whose
/// value was guessed because it could not be read.
pub fn check(resume: &Resume, guessed: &[Span], notes: &mut Diagnostics) {
    let mut found = Vec::new();
    check_periods(resume, &mut found);
    check_sections(resume, &mut found);
    let certain = |note: &Diagnostic| !note.labels.iter().any(|label| guessed.contains(&label.span));
    found.into_iter().filter(certain).for_each(|note| notes.push(note));
}

fn check_periods(resume: &Resume, found: &mut Vec<Diagnostic>) {
    let work = resume.work.iter().map(|entry| (&entry.start_date, &entry.end_date));
    let education = resume.education.iter().map(|entry| (&entry.start_date, &entry.end_date));
    let projects = resume.projects.iter().map(|entry| (&entry.start_date, &entry.end_date));
    for (start, end) in work.chain(education).chain(projects) {
        if let (Some(start), Some(end)) = (start, end) {
            check_period(start, end, found);
        }
    }
}

fn check_period(start: &Spanned<Date>, end: &Spanned<End>, found: &mut Vec<Diagnostic>) {
    let End::On(last) = end.value else { return };
    if last.latest() < start.value.earliest() {
        let note = Diagnostic::error(Id::EndBeforeStart, "`endDate` comes before `startDate`");
        let note = note.label(end.span, "the end").label(start.span, "the start");
        found.push(note.help("swap the two, or write `present` as `endDate` for what goes on"));
    }
}

fn check_sections(resume: &Resume, found: &mut Vec<Diagnostic>) {
    let mut listed = HashSet::new();
    for choice in &resume.sections {
        let Spanned { value: key, span } = &choice.key;
        let Some(section) = Section::find(key) else {
            let note =
                Diagnostic::error(Id::UnknownSection, format!("`{key}` is no section")).at(*span).path("sections");
            let keys = Section::ALL.map(Section::key);
            found.push(match did_you_mean(key, keys).or((key == "summary").then_some(Section::Summary.key())) {
                Some(meant) => note.fix(format!("did you mean `{meant}`?"), *span, meant),
                None => note.help(format!("the sections are {}", one_of(keys))),
            });
            continue;
        };
        if !listed.insert(section) {
            let note =
                Diagnostic::error(Id::DuplicateKey, format!("`{key}` is listed twice")).at(*span).path("sections");
            found.push(note.help("keep one of the two"));
        }
    }
    // A misspelt key may have meant any of the sections that seem to be missing.
    let Some(first) = resume.sections.first().filter(|_| listed.len() == resume.sections.len()) else { return };
    for section in Section::ALL {
        if resume.has(section) && !listed.contains(&section) {
            let key = section.key();
            let note = Diagnostic::warning(
                Id::SectionNotPrinted,
                format!("`{key}` is not printed: `sections` does not list it"),
            );
            found.push(note.at(first.key.span).path("sections").help(format!("add `- {key}` to `sections`")));
        }
    }
}
