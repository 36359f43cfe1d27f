//! Measurements of laid-out pages.

use std::collections::{BTreeMap, BTreeSet};

use crate::typeset::{Baseline, Layout};

/// Approximate depth of descenders below the baseline, in points.
const DESCENT: f64 = 3.0;

/// Approximate distance between lines, in points.
const LINE: f64 = 14.0;

/// The number of entries that a message names.
const NAMED: usize = 3;

/// A line, identified by its page and its baseline in tenths of a point.
type Line = (usize, i64);

fn line(Baseline { page, y }: Baseline) -> Line {
    (page, (y * 10.0).round() as i64)
}

/// The number of text lines on a page.
pub fn lines_on(layout: &Layout, page: usize) -> usize {
    let of_page = layout.baselines().into_iter().filter(|baseline| baseline.page == page);
    of_page.map(line).collect::<BTreeSet<Line>>().len()
}

/// The first and the last baseline on a page.
fn reach(baselines: &[Baseline], page: usize) -> (f64, f64) {
    let heights = baselines.iter().filter(|baseline| baseline.page == page).map(|baseline| baseline.y);
    let (top, bottom) = heights.fold((f64::MAX, 0.0_f64), |(top, bottom), y| (top.min(y), bottom.max(y)));
    (top.min(bottom), bottom)
}

/// The margin below the text of a full first page, in points.
pub fn margin_below(layout: &Layout) -> f64 {
    layout.page_height() - reach(&layout.baselines(), 1).1 - DESCENT
}

/// By how many pages a layout is too long; negative if there is space left. `margin` is the bottom
/// margin, in points.
pub fn excess(layout: &Layout, max: usize, margin: f64) -> f64 {
    let baselines = layout.baselines();
    let reach = |page: usize| reach(&baselines, page);
    let pages = layout.page_count();
    let (top, foot) = reach(1);
    // Leave space for descenders below the last baseline.
    let limit = (layout.page_height() - margin - DESCENT).max(foot);
    // Each page break hides the distance to the next line.
    let length: f64 = (1..=pages).map(reach).map(|(top, bottom)| bottom - top).sum::<f64>();
    let page = (limit - top).max(1.0);
    (length + LINE * (pages - 1) as f64) / page - max as f64
}

/// How much of the last of several pages is filled, as a fraction of the height of text. `margin` is the bottom margin, in
/// points.
pub fn filled(layout: &Layout, margin: f64) -> f64 {
    let (baselines, count) = (layout.baselines(), layout.page_count());
    let (top, last) = reach(&baselines, count);
    let foot = reach(&baselines, count - 1).1;
    (last - top) / ((layout.page_height() - margin - DESCENT).max(foot) - top).max(1.0)
}

/// The entries with the most lines, longest first, named by their leads.
pub fn longest_entries(layout: &Layout, leads: &BTreeMap<usize, String>) -> Vec<(String, usize)> {
    let mut entries: Vec<(String, BTreeSet<Line>)> = Vec::new();
    let mut level = None;
    let mut runs = layout.text_runs();
    runs.retain(|run| !run.artifact && !run.text.trim().is_empty());
    for run in runs {
        let line = line(Baseline { page: run.page, y: run.y });
        let heading = run.heading.map(std::num::NonZeroUsize::get);
        if heading == Some(1) {
            level = None;
        } else if heading == Some(2) && !entries.last().is_some_and(|(_, lines)| lines.contains(&line)) {
            entries.push((run.text.trim().to_owned(), BTreeSet::new()));
            level = Some(2);
        }
        if let (Some(_), Some((name, lines))) = (level, entries.last_mut()) {
            lines.insert(line);
            // The first line may begin with a date or end with a place.
            let lead = run.glyphs.iter().find_map(|glyph| leads.get(&glyph.leaf?.0));
            if let Some(lead) = lead.filter(|_| heading == Some(2)) {
                name.clone_from(lead);
            }
        }
    }
    let mut counted: Vec<_> = entries.into_iter().map(|(name, lines)| (name, lines.len())).collect();
    counted.sort_by_key(|(_, lines)| std::cmp::Reverse(*lines));
    counted.truncate(NAMED);
    counted
}
