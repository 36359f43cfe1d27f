//! Where a page can begin instead of where it does: at a section.

use super::values;
use super::{Layout, runs};
use crate::present;

/// A section that can begin a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PageStart {
    /// The index of the section.
    section: usize,
    /// The baseline of its title, in points from the top edge of the page.
    pub y: f64,
}

impl PageStart {
    /// Makes the document begin a page here.
    pub fn apply(self, document: &mut present::Document) {
        document.sections[self.section].break_before = true;
    }
}

/// What can begin the page after `page`, in reading order: sections that begin on that page, with all the rest of it below
/// their titles. What is beside a sidebar is not. An entry is no start: what came over without a title, though it had space,
/// would look like a mistake.
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
        if run.heading.is_none_or(|level| level.get() > 1) || run.y >= top + LEVEL {
            continue;
        }
        // All titles in the list of sections have the same path.
        let title = run.heading_leaf.map(|leaf| leaves[leaf].field);
        let is_of = |section: &present::Section| title.is_some_and(|title| std::ptr::eq(&section.title, title));
        let Some(section) = document.sections.iter().position(is_of) else { continue };
        if !starts.last().is_some_and(|last| last.section == section) {
            starts.push(PageStart { section, y: run.y });
        }
    }
    starts.reverse();
    starts
}
