//! Items of lists, one per dash.

use std::ops::Range;

use serde_json::Value as Json;

use super::flow;
use super::operation::{Path, Step};
use super::place::{Change, Document};
use super::write;
use crate::yaml::{Node, Value};

/// Inserts items into a list that is not empty.
pub fn insert(document: &Document, list: &Path, index: usize, values: &[Json]) -> Option<Change> {
    let node = document.find(list)?;
    let Value::Sequence(items) = &node.value else { return None };
    if index > items.len() {
        return None;
    }
    if document.is_in_flow(list) || document.is_flow(node) {
        let written: Vec<String> = values.iter().map(|value| write::flow(document.source, value)).collect();
        return Some(flow::insert(document, node, index, &written));
    }
    let dashes = document.dashes(node)?;
    let column = document.column(dashes.first()?.start);
    let (line, spaces) = (document.line_break(), " ".repeat(column));
    let gap = if is_set_off(document, &dashes) { line } else { "" };
    let written: Vec<String> = values
        .iter()
        .map(|value| format!("-{}", write::item(document.source, value, column + 2)).replace('\n', line))
        .collect();
    let written = written.join(&format!("{line}{gap}{spaces}"));
    match index.checked_sub(1) {
        None => {
            let at = dashes[0].start;
            Some(Change { range: at..at, text: format!("{written}{line}{gap}{spaces}") })
        }
        Some(before) => {
            let at = document.line_end(dashes[before].end);
            Some(Change { range: at..at, text: format!("{line}{gap}{spaces}{written}") })
        }
    }
}

/// Removes an item of a list that has others.
pub fn remove(document: &Document, list: &Node, index: usize) -> Option<Change> {
    let dashes = document.dashes(list)?;
    let dash = dashes.get(index)?;
    if document.is_first(dash.start) {
        return Some(document.without_lines(dash.start, dash.end));
    }
    // In the line of another dash, the next item takes its place.
    let next = dashes.get(index + 1)?.start;
    document.text()[dash.end..next].trim().is_empty().then(|| Change { range: dash.start..next, text: String::new() })
}

/// Inserts a copy of an item after it.
pub fn duplicate(document: &Document, item: &Path) -> Option<Change> {
    let (list, index) = list_of(document, item)?;
    if document.is_in_flow(item) {
        return flow::duplicate(document, list, index);
    }
    let dashes = document.dashes(list)?;
    let dash = dashes.get(index)?;
    let (line, spaces) = (document.line_break(), " ".repeat(document.column(dash.start)));
    let gap = if is_set_off(document, &dashes) { line } else { "" };
    let copy = &document.text()[dash.start..document.line_end(dash.end)];
    let at = document.line_end(dash.end);
    Some(Change { range: at..at, text: format!("{line}{gap}{spaces}{copy}") })
}

/// Moves an item, with the comments directly above it.
pub fn shift(document: &Document, item: &Path, to: usize) -> Option<Change> {
    let (list, index) = list_of(document, item)?;
    if document.is_in_flow(item) {
        return flow::shift(document, list, index, to);
    }
    let dashes = document.dashes(list)?;
    let with_comments = |dash: &Range<usize>| comments_above(document, dash.start);
    let mut starts: Vec<usize> = dashes.iter().map(with_comments).collect();
    // A comment above the first item may be about the whole list.
    let others_have = starts.iter().zip(&dashes).skip(1).any(|(start, dash)| *start < dash.start);
    if !others_have {
        starts[0] = dashes[0].start;
    }
    let ranges: Vec<Range<usize>> =
        starts.into_iter().zip(&dashes).map(|(start, dash)| start..document.line_end(dash.end)).collect();
    flow::moved(document.text(), &ranges, index, to)
}

fn list_of<'n>(document: &'n Document, item: &Path) -> Option<(&'n Node, usize)> {
    let (above, step) = item.parent()?;
    match (step, document.find(&above)?) {
        (Step::Item(index), list @ Node { value: Value::Sequence(_), .. }) => Some((list, *index)),
        _ => None,
    }
}

/// The start of the comments directly above a dash; the dash itself if there are none.
fn comments_above(document: &Document, dash: usize) -> usize {
    let (text, column) = (document.text(), document.column(dash));
    let mut found = dash;
    let mut line = document.line_start(dash);
    while let Some(last) = line.checked_sub(1) {
        line = document.line_start(last);
        let above = &text[line..last];
        let words = above.trim_start_matches(' ');
        if !words.starts_with('#') || above.len() - words.len() != column {
            break;
        }
        found = line + column;
    }
    found
}

/// Whether items are separated by blank lines.
fn is_set_off(document: &Document, dashes: &[Range<usize>]) -> bool {
    let is_blank = |pair: &[Range<usize>]| {
        document.text()[pair[0].end..pair[1].start].split('\n').skip(1).any(|line| matches!(line, "" | "\r"))
    };
    dashes.windows(2).any(is_blank)
}
