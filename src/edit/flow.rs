//! Lists and mappings in brackets or braces.

use std::ops::Range;

use super::place::{Change, Document};
use crate::yaml::{Node, Value};

/// The ranges of the items of a list, or of the entries of a mapping.
pub fn elements(document: &Document, container: &Node) -> Vec<Range<usize>> {
    match &container.value {
        Value::Sequence(items) => items.iter().map(|item| item.span.range()).collect(),
        Value::Mapping(_) => {
            document.entries(container).map(|entry| entry.key.span.start..document.end_of(entry)).collect()
        }
        Value::Scalar { .. } => Vec::new(),
    }
}

/// Inserts written elements; `index` is at most the number of those that exist.
pub fn insert(document: &Document, container: &Node, index: usize, written: &[String]) -> Change {
    let elements = elements(document, container);
    let between = separator(document, container, &elements);
    let joined = written.join(&between);
    if let Some(next) = elements.get(index) {
        return Change { range: next.start..next.start, text: format!("{joined}{between}") };
    }
    match elements.last() {
        Some(last) => Change { range: last.end..last.end, text: format!("{between}{joined}") },
        None => Change { range: container.span.start + 1..container.span.end - 1, text: joined },
    }
}

/// The ways to remove an element, the best first: with the comma and the space between it and the next, or, if there is
/// a comment between them, with the comma alone.
pub fn remove(document: &Document, container: &Node, index: usize) -> Vec<Change> {
    let elements = elements(document, container);
    let Some(element) = elements.get(index) else { return Vec::new() };
    let text = document.text();
    let (before, next) = (index.checked_sub(1).and_then(|before| elements.get(before)), elements.get(index + 1));
    let whole = match (before, next) {
        (_, Some(next)) => element.start..next.start,
        (Some(before), None) => before.end..element.end,
        (None, None) => element.clone(),
    };
    let after = &text[element.end..];
    let comma = after.starts_with(',');
    let mut alone = element.start..element.end + usize::from(comma);
    // A line with nothing else on it goes whole.
    let is_line = document.is_first(alone.start) && text[alone.end..document.line_end(alone.end)].trim().is_empty();
    if is_line {
        alone = document.line_start(alone.start)..document.next_line(alone.end);
    }
    let removed = |range: Range<usize>| Change { range, text: String::new() };
    [whole, alone].into_iter().filter(|range| !document.has_comment(range.clone())).map(removed).collect()
}

/// Inserts a copy of an element after it.
pub fn duplicate(document: &Document, container: &Node, index: usize) -> Option<Change> {
    let element = elements(document, container).get(index)?.clone();
    let copy = document.text()[element].to_owned();
    Some(insert(document, container, index + 1, &[copy]))
}

/// Moves an element; what is between the elements stays where it is.
pub fn shift(document: &Document, container: &Node, from: usize, to: usize) -> Option<Change> {
    let elements = elements(document, container);
    moved(document.text(), &elements, from, to)
}

/// Moves one of several ranges; the text between them stays where it is.
pub fn moved(text: &str, ranges: &[Range<usize>], from: usize, to: usize) -> Option<Change> {
    let (first, last) = (from.min(to), from.max(to));
    if last >= ranges.len() {
        return None;
    }
    let mut order: Vec<usize> = (first..=last).collect();
    let item = order.remove(from - first);
    order.insert(to - first, item);
    let mut moved = String::new();
    for (place, index) in (first..=last).zip(order) {
        moved.push_str(&text[ranges[index].clone()]);
        if place < last {
            moved.push_str(&text[ranges[place].end..ranges[place + 1].start]);
        }
    }
    Some(Change { range: ranges[first].start..ranges[last].end, text: moved })
}

/// What is written between two elements: as between the first two, or before the only one.
fn separator(document: &Document, container: &Node, elements: &[Range<usize>]) -> String {
    let text = document.text();
    match elements {
        [one, two, ..] if is_plain(&text[one.end..two.start]) => text[one.end..two.start].to_owned(),
        [one, ..] if text[container.span.start..one.start].contains('\n') => {
            format!(",{}{}", document.line_break(), " ".repeat(document.column(one.start)))
        }
        _ => ", ".into(),
    }
}

fn is_plain(between: &str) -> bool {
    between.matches(',').count() == 1 && between.chars().all(|letter| letter == ',' || letter.is_whitespace())
}
