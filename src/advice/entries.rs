//! The entries of a résumé as advice sees them: what they are, when, and their lines.

use super::Said;
use crate::resume::{Block, Date, End, Highlight, Paragraphs, Resume};
use crate::source::Spanned;

/// An entry, or one of several roles in it.
pub struct Entry {
    /// The section it stands in.
    pub section: &'static str,
    /// What it is called.
    pub name: Said,
    /// When it began.
    pub start: Option<Spanned<Date>>,
    /// When it ended.
    pub end: Option<Spanned<End>>,
    /// What was achieved.
    pub lines: Vec<Said>,
    /// Those of the lines that neither have lines below them nor are below another.
    pub alone: Vec<Said>,
    /// What it was about, a paragraph each.
    pub paragraphs: Vec<Said>,
    /// Whether it stands in another, which is above it.
    pub inner: bool,
}

impl Entry {
    /// Whether it is over: what has no end goes on.
    pub fn is_over(&self) -> bool {
        self.end.as_ref().is_some_and(|end| matches!(end.value, End::On(_)))
    }
}

/// What entries of all sections have under keys of one name.
macro_rules! entry {
    ($section:literal, $name:ident, $entry:expr, $inner:literal) => {
        Entry {
            section: $section,
            name: Said::new(&$entry.$name, $entry.$name.origin()),
            start: $entry.start_date.clone(),
            end: $entry.end_date.clone(),
            lines: lines(&$entry.highlights),
            alone: alone(&$entry.highlights),
            paragraphs: paragraphs($entry.summary.as_ref()),
            inner: $inner,
        }
    };
}

/// The entries of work, volunteer, education and projects, in the order in which they are
/// written.
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

fn lines(highlights: &[Highlight]) -> Vec<Said> {
    highlights
        .iter()
        .flat_map(|highlight| std::iter::once(said(highlight)).chain(lines(&highlight.highlights)))
        .collect()
}

fn alone(highlights: &[Highlight]) -> Vec<Said> {
    highlights.iter().filter(|highlight| highlight.highlights.is_empty()).map(said).collect()
}

fn said(highlight: &Highlight) -> Said {
    Said::new(&highlight.text.plain(), highlight.text.origin())
}

fn paragraphs(summary: Option<&Paragraphs>) -> Vec<Said> {
    let texts = summary.into_iter().flat_map(Paragraphs::blocks).flat_map(|block| match block {
        Block::Paragraph(text) => std::slice::from_ref(text),
        Block::List(items) => items.as_slice(),
    });
    texts.map(|text| Said::new(&text.plain(), text.origin())).collect()
}
