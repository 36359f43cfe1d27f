//! The entries of a résumé as advice sees them: what they are, when, and their lines.

use crate::resume::{Date, End, Highlight, Paragraphs, Resume};
use crate::source::Spanned;

/// An entry, or one of several roles in it.
pub struct Entry {
    /// The section it stands in.
    pub section: &'static str,
    /// What it is called.
    pub name: String,
    /// When it began.
    pub start: Option<Spanned<Date>>,
    /// When it ended.
    pub end: Option<Spanned<End>>,
    /// What was achieved.
    pub lines: Vec<String>,
    /// Those of the lines that neither have lines below them nor are below another.
    pub alone: Vec<String>,
    /// What it was about, a paragraph each.
    pub paragraphs: Vec<String>,
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
            name: $entry.$name.to_string(),
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

fn lines(highlights: &[Highlight]) -> Vec<String> {
    highlights
        .iter()
        .flat_map(|highlight| std::iter::once(highlight.text.plain()).chain(lines(&highlight.highlights)))
        .collect()
}

fn alone(highlights: &[Highlight]) -> Vec<String> {
    let alone = highlights.iter().filter(|highlight| highlight.highlights.is_empty());
    alone.map(|highlight| highlight.text.plain()).collect()
}

fn paragraphs(summary: Option<&Paragraphs>) -> Vec<String> {
    summary.map(|text| text.plain().split('\n').map(str::to_owned).collect()).unwrap_or_default()
}
