//! Where a page can begin instead of where it does: at a section or an entry.

use super::values;
use super::{Layout, TextRun, runs};
use crate::present::{self, Body, Field};

/// A section or entry that can begin a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PageStart {
    /// The index of the section.
    section: usize,
    /// The index of the entry; the first begins the page with the title of its section.
    entry: usize,
    /// The baseline of its first line, in points from the top edge of the page.
    pub y: f64,
}

impl PageStart {
    /// Whether it begins with the title of a section.
    pub fn is_section(self) -> bool {
        self.entry == 0
    }

    /// Makes the document begin a page here.
    pub fn apply(self, document: &mut present::Document) {
        let section = &mut document.sections[self.section];
        if self.is_section() { section.break_before = true } else { section.breaks = vec![self.entry] }
    }
}

/// What can begin the page after `page`, in reading order: sections and entries that are on that page with all the rest
/// of it below them. What is beside a sidebar is not.
pub fn page_starts(document: &present::Document, layout: &Layout, page: usize) -> Vec<PageStart> {
    /// The distance of lines that are side by side.
    const LEVEL: f64 = 6.0;
    let leaves = values::leaves(document);
    let mut text = runs::collect(&layout.pages);
    text.retain(|run| run.page == page && !run.artifact && !run.text.trim().is_empty());
    let mut starts: Vec<PageStart> = Vec::new();
    // The top of what follows on the page.
    let mut top = f64::INFINITY;
    for run in text.iter().rev() {
        top = top.min(run.y);
        let Some((section, entry)) = place(document, run, |leaf| leaves[leaf].field) else { continue };
        if run.y < top + LEVEL && !starts.last().is_some_and(|last| (last.section, last.entry) == (section, entry)) {
            starts.push(PageStart { section, entry, y: run.y });
        }
    }
    starts.reverse();
    starts
}

/// The section and entry whose heading a run is in; `field` is that of a leaf.
fn place<'a>(
    document: &'a present::Document,
    run: &TextRun,
    field: impl Fn(usize) -> &'a Field,
) -> Option<(usize, usize)> {
    let (level, field) = (run.heading?.get(), field(run.heading_leaf?));
    if level == 1 {
        // All titles in the list of sections have the same path.
        return Some((document.sections.iter().position(|section| std::ptr::eq(&section.title, field))?, 0));
    }
    document.sections.iter().enumerate().find_map(|(index, section)| {
        let Body::Entries(entries) = &section.body else { return None };
        let own_breaks = !section.breaks.is_empty() || !section.groups.is_empty() || section.columns > 1;
        let entry = entries.iter().position(|entry| entry.lead.path == field.path)?;
        (level == 2 && entry > 0 && !own_breaks).then_some((index, entry))
    })
}
