//! A text in place of another: what both share stays as it is written, with its quotes and line breaks.

use super::place::{Change, Document};
use super::write;
use crate::yaml::{self, Node};

/// The ways to replace the text of a scalar, the best first.
pub fn change(document: &Document, node: &Node, old: &str, new: &str) -> Vec<Change> {
    if old == new {
        return vec![Change { range: node.span.start..node.span.start, text: String::new() }];
    }
    let mut ways: Vec<Change> = words(document, node, old, new.trim_end()).into_iter().collect();
    let whole = yaml::edit::scalar(document.source, node.span, new.trim_end());
    let is_short = !new.contains('\n');
    if let Some((span, text)) = whole.filter(|_| is_short) {
        // Outside of brackets, fewer texts need quotes.
        let is_plain = text.starts_with('\'') && !document.text()[span.range()].starts_with(['"', '\'']);
        let line = write::line(new.trim_end());
        if is_plain && line == new.trim_end() {
            ways.push(Change { range: span.range(), text: line });
        }
        ways.push(Change { range: span.range(), text });
    }
    ways
}

/// Replaces the words that differ.
fn words(document: &Document, node: &Node, old: &str, new: &str) -> Option<Change> {
    let written = document.text().get(node.span.range())?;
    let old = old.trim_end();
    let offsets = offsets(written, old)?;
    let shared = |one: &mut dyn Iterator<Item = char>, two: &mut dyn Iterator<Item = char>| {
        one.zip(two).take_while(|(one, two)| one == two).map(|(letter, _)| letter.len_utf8()).sum::<usize>()
    };
    let mut from = shared(&mut old.chars(), &mut new.chars());
    let rest = old.len().min(new.len()) - from;
    let mut end = shared(&mut old.chars().rev(), &mut new.chars().rev()).min(rest);
    while !old.is_char_boundary(old.len() - end) || !new.is_char_boundary(new.len() - end) {
        end -= 1;
    }
    // Line breaks stand between words: a change begins and ends with a whole one.
    while from > 0 && !old[..from].ends_with(is_space) {
        from -= old[..from].chars().next_back().map_or(0, char::len_utf8);
    }
    while end > 0 && !old[old.len() - end..].starts_with(is_space) {
        end -= old[old.len() - end..].chars().next().map_or(0, char::len_utf8);
    }
    let (start, stop) = (offsets(from, Edge::Start)?, offsets(old.len() - end, Edge::End)?);
    let mut middle = new.get(from..new.len() - end)?.to_owned();
    if yaml::edit::needs_escapes(&middle.replace(['\n', '\t'], " ")) {
        return None;
    }
    if written.starts_with('\'') {
        middle = middle.replace('\'', "''");
    }
    if middle.contains('\n') {
        // Only a literal block has its lines as they are.
        let indent = document.column(node.span.start);
        middle = middle.replace('\n', &format!("{}{}", document.line_break(), " ".repeat(indent)));
    }
    let (start, stop) = (node.span.start + start, node.span.start + stop.max(start));
    Some(Change { range: start..stop, text: middle })
}

/// Which end of a change an offset is.
enum Edge {
    Start,
    End,
}

/// A function from offsets in a value, before or after a word, to offsets in how it is written. `None` if it is
/// written with escapes.
fn offsets<'t>(written: &'t str, value: &'t str) -> Option<impl Fn(usize, Edge) -> Option<usize> + 't> {
    let quote = written.chars().next().filter(|mark| matches!(mark, '"' | '\''));
    let (first, last) = match quote {
        Some(mark) if written.len() > 1 && written.ends_with(mark) => (1, written.len() - 1),
        Some(_) => return None,
        None => (0, written.len()),
    };
    let inner = &written[first..last];
    let letters = |text: &str| text.chars().filter(|letter| !is_space(*letter)).collect::<String>();
    if letters(inner) != letters(value) {
        return None;
    }
    Some(move |at: usize, edge: Edge| {
        let count = value.get(..at)?.chars().filter(|letter| !is_space(*letter)).count();
        let mut seen = inner.char_indices().filter(|(_, letter)| !is_space(*letter));
        // The space next to a word belongs to it, as in the value; more space is a line break.
        let offset = match edge {
            Edge::Start => seen.nth(count).map_or(inner.len(), |(at, _)| at),
            Edge::End => match count.checked_sub(1) {
                Some(last) => seen.nth(last).map_or(inner.len(), |(at, letter)| at + letter.len_utf8()),
                None => 0,
            },
        };
        Some(first + offset)
    })
}

fn is_space(letter: char) -> bool {
    letter.is_whitespace()
}
