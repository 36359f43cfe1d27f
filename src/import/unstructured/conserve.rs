//! No word is lost: each is in a value, in a note, or in the list of what was not placed.

use std::collections::HashMap;
use std::ops::Range;

use super::super::dropped::{DroppedList, Kept};
use super::lines::{Cell, Document};
use crate::source::Span;
use crate::yaml::{Node, Value};

/// Reports each cell of which a word is in no value. Returns the share of words that are in one.
pub fn report_lost(document: &Document, made: &Node, converted: &[Span], losses: &mut DroppedList) -> f64 {
    let mut kept: HashMap<String, usize> = HashMap::new();
    collect(made, &mut kept);
    // What was converted is said in another form.
    let is_converted = |at: usize| converted.iter().any(|span| span.start <= at && at < span.end);
    let (mut all, mut found) = (0usize, 0usize);
    let mut after_hyphen = false;
    let mut lost: Vec<(&Cell, Vec<Span>)> = Vec::new();
    for cell in document.lines.iter().flat_map(|line| &line.cells) {
        let text = cell.text();
        let mut missing = Vec::new();
        for (range, word) in words(&text) {
            all += 1;
            let span = Span { start: cell.span.start + range.start, end: cell.span.start + range.end, ..cell.span };
            // A word that was divided at the end of a line is whole in the result.
            let is_divided = text[range.end..].starts_with('\u{ad}') || range.start == 0 && after_hyphen;
            let part_of = |whole: &String| whole.starts_with(&word) || whole.ends_with(&word);
            if let Some(count) = kept.get_mut(&word).filter(|count| **count > 0) {
                *count -= 1;
                found += 1;
            } else if is_converted(span.start) || is_divided && kept.keys().any(part_of) {
                found += 1;
            } else {
                missing.push(span);
            }
        }
        after_hyphen = text.ends_with('\u{ad}');
        if !missing.is_empty() {
            lost.push((cell, missing));
        }
    }
    for (cell, missing) in &lost {
        losses.push(document.place(cell.span), cell.span, reason(missing, document), Kept::Comment);
    }
    if all == 0 { 0.0 } else { found as f64 / all as f64 }
}

fn reason(missing: &[Span], document: &Document) -> String {
    match missing {
        [only] => format!("no key was found for `{}`", &document.source.text()[only.range()]),
        _ => "no key was found for it".to_owned(),
    }
}

fn collect(node: &Node, kept: &mut HashMap<String, usize>) {
    match &node.value {
        Value::Scalar { text, .. } => {
            for (_, word) in words(&text.replace('\\', "")) {
                *kept.entry(word).or_default() += 1;
            }
        }
        Value::Sequence(items) => items.iter().for_each(|item| collect(item, kept)),
        Value::Mapping(entries) => entries.iter().for_each(|entry| collect(&entry.value, kept)),
    }
}

/// The words of a text in lower case, and where they are.
fn words(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    for (at, letter) in text.char_indices().filter(|(_, letter)| letter.is_alphanumeric()) {
        let end = at + letter.len_utf8();
        match found.last_mut().filter(|(range, _)| range.end == at) {
            Some((range, word)) => {
                range.end = end;
                word.extend(letter.to_lowercase());
            }
            None => found.push((at..end, letter.to_lowercase().collect())),
        }
    }
    found
}
