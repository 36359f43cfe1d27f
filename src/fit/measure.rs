//! What can be counted on laid-out pages.

use std::collections::BTreeSet;

use crate::typeset::{Layout, TextRun};

/// How many entries a message names.
const NAMED: usize = 3;

/// The runs that are no space and stand in no footer.
fn body(layout: &Layout) -> Vec<TextRun> {
    let mut runs = layout.text_runs();
    runs.retain(|run| !run.artifact && !run.text.trim().is_empty());
    runs
}

/// A line by its page and its baseline, in tenths of a point.
type Line = (usize, i64);

fn line(run: &TextRun) -> Line {
    (run.page, (run.y * 10.0).round() as i64)
}

/// How many lines of text there are on a page.
pub fn lines_on(layout: &Layout, page: usize) -> usize {
    let mut lines: Vec<_> = body(layout).iter().filter(|run| run.page == page).map(line).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.len()
}

/// How many pages are full, with the filled part of the last.
pub fn fill(layout: &Layout) -> f64 {
    let runs = body(layout);
    let reach = |page: usize| {
        let heights = runs.iter().filter(|run| run.page == page).map(|run| run.y);
        heights.fold((f64::MAX, 0.0_f64), |(top, bottom), y| (top.min(y), bottom.max(y)))
    };
    let last = layout.page_count();
    let (top, bottom) = reach(last);
    let (_, foot) = reach(1);
    let full = (foot.max(bottom) - top).max(1.0);
    (last - 1) as f64 + ((bottom - top) / full).clamp(0.02, 1.0) * if last == 1 { 0.97 } else { 1.0 }
}

/// The entries with the most lines, longest first, by how their first line begins.
pub fn longest_entries(layout: &Layout) -> Vec<(String, usize)> {
    let mut entries: Vec<(String, BTreeSet<Line>)> = Vec::new();
    let mut level = None;
    for run in body(layout) {
        let heading = run.heading.map(std::num::NonZeroUsize::get);
        if heading == Some(1) {
            level = None;
        } else if heading == Some(2) && !entries.last().is_some_and(|(_, lines)| lines.contains(&line(&run))) {
            entries.push((run.text.trim().to_owned(), BTreeSet::new()));
            level = Some(2);
        }
        if let (Some(_), Some((_, lines))) = (level, entries.last_mut()) {
            lines.insert(line(&run));
        }
    }
    let mut counted: Vec<_> = entries.into_iter().map(|(name, lines)| (name, lines.len())).collect();
    counted.sort_by_key(|(_, lines)| std::cmp::Reverse(*lines));
    counted.truncate(NAMED);
    counted
}
