//! A uniform view of the entries that rules look at.

use super::Statement;
use crate::resume::{End, Highlight, Moment, Paragraphs, Resume};
use crate::source::Spanned;

/// An entry, or one of several positions in it.
pub struct Entry {
    /// Its section.
    pub section: &'static str,
    /// Its name.
    pub name: Statement,
    /// The start date.
    pub start: Option<Spanned<Moment>>,
    /// The end date.
    pub end: Option<Spanned<End>>,
    /// The highlights, including nested ones.
    pub lines: Vec<Statement>,
    /// The top-level highlights without nested ones.
    pub alone: Vec<Statement>,
    /// The paragraphs of the summary.
    pub paragraphs: Vec<Statement>,
    /// Whether it is a position within the entry before it.
    pub inner: bool,
}

impl Entry {
    /// Whether it has ended. An entry without an end date is ongoing.
    pub fn is_over(&self) -> bool {
        self.end.as_ref().is_some_and(|end| matches!(end.value, End::On(_)))
    }
}

/// Creates an [`Entry`] from an entry of any section.
macro_rules! entry {
    ($section:literal, $name:ident, $entry:expr, $inner:literal) => {
        Entry {
            section: $section,
            name: Statement::new(&$entry.$name, $entry.$name.origin()),
            start: $entry.start_date.clone(),
            end: $entry.end_date.clone(),
            lines: lines(&$entry.highlights),
            alone: alone(&$entry.highlights),
            paragraphs: paragraphs($entry.summary.as_ref()),
            inner: $inner,
        }
    };
}

/// The entries of work, volunteer, education and projects, in file order.
pub fn entries(resume: &Resume) -> Vec<Entry> {
    let mut found = Vec::new();
    for work in &resume.work {
        found.push(entry!("work", name, work, false));
        found.extend(work.positions.iter().map(|role| entry!("work", position, role, true)));
    }
    found.extend(resume.volunteer.iter().map(|entry| entry!("volunteer", organization, entry, false)));
    found.extend(resume.education.iter().map(|entry| entry!("education", institution, entry, false)));
    found.extend(resume.projects.iter().map(|entry| entry!("projects", name, entry, false)));
    found
}

fn lines(highlights: &[Highlight]) -> Vec<Statement> {
    highlights
        .iter()
        .flat_map(|highlight| std::iter::once(said(highlight)).chain(lines(&highlight.highlights)))
        .collect()
}

fn alone(highlights: &[Highlight]) -> Vec<Statement> {
    highlights.iter().filter(|highlight| highlight.highlights.is_empty()).map(said).collect()
}

fn said(highlight: &Highlight) -> Statement {
    Statement::new(&highlight.text.plain(), highlight.text.origin())
}

fn paragraphs(summary: Option<&Paragraphs>) -> Vec<Statement> {
    summary.into_iter().flat_map(Paragraphs::texts).map(|text| Statement::new(&text.plain(), text.origin())).collect()
}
