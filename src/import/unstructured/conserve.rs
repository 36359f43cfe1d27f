//! No word is lost: each is in a value, in a note, or in the list of what was not placed.

use std::collections::HashMap;
use std::ops::Range;

use super::super::dropped::{self, DroppedList};
use super::lines::{Cell, Document};
use crate::source::Span;
use crate::yaml::{Node, Value};

/// A value of the result: where it comes from, and its words.
struct Kept {
    span: Span,
    words: HashMap<String, usize>,
}

impl Kept {
    /// Takes a word; returns whether it was there.
    fn take(&mut self, word: &str) -> bool {
        match self.words.get_mut(word).filter(|count| **count > 0) {
            Some(count) => {
                *count -= 1;
                true
            }
            None => false,
        }
    }
}

/// A word that is in no value from its own place.
struct Missing<'d> {
    cell: &'d Cell,
    span: Span,
    word: String,
    /// Whether it is a half of a word that was divided at the end of a line, which is whole in the result.
    is_divided: bool,
}

/// Reports each cell of which a word is in no value. Returns the share of words that are in one.
pub fn report_lost(document: &Document, made: &Node, converted: &[Span], losses: &mut DroppedList) -> f64 {
    let mut kept = Vec::new();
    collect(made, &mut kept);
    // What was converted is said in another form.
    let is_converted = |at: usize| converted.iter().any(|span| span.start <= at && at < span.end);
    let mut all = 0usize;
    let mut after_hyphen = false;
    let mut missing = Vec::new();
    for cell in document.lines.iter().flat_map(|line| &line.cells) {
        let text = cell.text();
        let mut own: Vec<&mut Kept> =
            kept.iter_mut().filter(|it| it.span.start < cell.span.end && cell.span.start < it.span.end).collect();
        for (range, word) in words(&text) {
            all += 1;
            let span = Span { start: cell.span.start + range.start, end: cell.span.start + range.end, ..cell.span };
            let is_divided = text[range.end..].starts_with('\u{ad}') || range.start == 0 && after_hyphen;
            if !own.iter_mut().any(|kept| kept.take(&word)) && !is_converted(span.start) {
                missing.push(Missing { cell, span, word, is_divided });
            }
        }
        after_hyphen = text.ends_with('\u{ad}');
    }
    // The place of a value that was put together is only that of its first part.
    missing.retain(|Missing { word, is_divided, .. }| {
        let is_part = |whole: &String| whole.starts_with(word) || whole.ends_with(word);
        let is_kept = kept.iter_mut().any(|kept| kept.take(word))
            || *is_divided && kept.iter().any(|kept| kept.words.keys().any(is_part));
        !is_kept
    });
    for of_cell in missing.chunk_by(|one, other| one.cell.span == other.cell.span) {
        let cell = of_cell[0].cell;
        losses.push(document.place(cell.span), cell.span, reason(of_cell, document), dropped::Kept::Comment);
    }
    if all == 0 { 0.0 } else { (all - missing.len()) as f64 / all as f64 }
}

fn reason(missing: &[Missing], document: &Document) -> String {
    match missing {
        [only] => format!("no key was found for `{}`", &document.source.text()[only.span.range()]),
        _ => "no key was found for it".to_owned(),
    }
}

fn collect(node: &Node, kept: &mut Vec<Kept>) {
    match &node.value {
        Value::Scalar { text, .. } => {
            let mut counted: HashMap<String, usize> = HashMap::new();
            for (_, word) in words(&text.replace('\\', "")) {
                *counted.entry(word).or_default() += 1;
            }
            kept.push(Kept { span: node.span, words: counted });
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
