//! Entries of any shape → entries of a custom section.

use super::draft::{Draft, Fields, items, list, scalar, text, words};
use super::dropped::DroppedList;
use super::unstructured::dates;
use crate::resume::{DateOrPeriod, End, Moment};
use crate::source::Span;
use crate::yaml::{Entry, Node, Value};

/// Keys for what a custom entry has, most specific first.
const TITLE: &[&str] = &["title", "name", "heading", "label", "company", "organization", "institution"];
const SUBTITLE: &[&str] = &["subtitle", "position", "role", "event", "organization", "issuer", "awarder", "publisher"];
const LOCATION: &[&str] = &["location", "place", "venue"];
const URL: &[&str] = &["url", "link", "website"];
const DATE: &[&str] = &["date", "releaseDate", "year"];
const START: &[&str] = &["startDate", "start_date", "start", "from"];
const END: &[&str] = &["endDate", "end_date", "end", "to"];
const SUMMARY: &[&str] = &["summary", "description", "body", "text", "content"];
const HIGHLIGHTS: &[&str] = &["highlights", "bullets", "items", "points"];
const KEYWORDS: &[&str] = &["keywords", "technologies", "tools", "skills"];

/// Converts an entry; a list becomes several.
pub fn entries(node: Node, path: &str, losses: &mut DroppedList) -> Vec<Node> {
    match &node.value {
        Value::Scalar { .. } => vec![node],
        Value::Sequence(_) => items(node).into_iter().flat_map(|item| entries(item, path, losses)).collect::<Vec<_>>(),
        Value::Mapping(_) => entry(Fields::of(node, path), losses),
    }
}

fn entry(mut fields: Fields, losses: &mut DroppedList) -> Vec<Node> {
    let span = fields.span;
    let mut entry = Draft::default();
    entry.copy_linked(&mut fields, TITLE, "title");
    entry.copy_any(&mut fields, SUBTITLE, "subtitle");
    entry.copy_any(&mut fields, LOCATION, "location");
    entry.copy_any(&mut fields, URL, "url");
    entry.put("date", fields.take_any(DATE).map(|date| period(date, losses)));
    entry.put("startDate", take_date(&mut fields, START).map(|date| moment(date, losses)));
    entry.put("endDate", take_date(&mut fields, END).map(|date| end(date, losses)));
    let summary = fields.take_any(SUMMARY);
    let highlights = fields.take_any(HIGHLIGHTS).map(items).unwrap_or_default();
    entry.put("keywords", fields.take_any(KEYWORDS).and_then(|words| list(items(words))));
    for key in ["hidden", "visible", "tags", "note"] {
        entry.copy(&mut fields, key, key);
    }
    // Texts under other keys keep their order, lists become highlights.
    let mut paragraphs: Vec<Node> = summary.into_iter().collect();
    let mut bullets = highlights;
    let mut left = Vec::new();
    for Entry { key, value } in fields.rest_of() {
        match &value.value {
            Value::Scalar { .. } if !entry.has("title") => entry.put("title", value),
            Value::Scalar { .. } => paragraphs.push(value),
            Value::Sequence(items) if items.iter().all(|item| scalar(item).is_some()) => bullets.extend(items.clone()),
            Value::Sequence(_) | Value::Mapping(_) => left.push(Entry { key, value }),
        }
    }
    if !entry.has("title") {
        let only = match paragraphs.is_empty() {
            true => std::mem::take(&mut bullets),
            false => vec![paragraphs.remove(0)],
        };
        if bullets.is_empty() && paragraphs.is_empty() && left.is_empty() && entry.is_empty() {
            return only;
        }
        let mut only = only.into_iter();
        entry.put("title", only.next());
        bullets.extend(only);
    }
    entry.put("summary", joined(paragraphs, span));
    entry.put_list("highlights", bullets);
    for Entry { key, value } in left {
        entry.note(&fields.at(&key.name), key.span, &value, "Recto has no such key", losses);
    }
    entry.node(span).into_iter().collect()
}

/// Takes out a start or an end. Under a word that may also say who or where, as in `from: ACM`, only a date is one.
fn take_date(fields: &mut Fields, keys: &[&str]) -> Option<Node> {
    const WORDS: &[&str] = &["from", "to"];
    let is_date =
        |node: &Node| scalar(node).is_some_and(|text| dates::find(text).is_some() || text.parse::<End>().is_ok());
    keys.iter().find_map(|key| match fields.take(key) {
        Some(value) if WORDS.contains(key) && !is_date(&value) => {
            fields.give_back(key, value);
            None
        }
        value => value,
    })
}

/// Texts as paragraphs of one.
fn joined(mut texts: Vec<Node>, span: Span) -> Option<Node> {
    if texts.len() <= 1 {
        return texts.pop();
    }
    let paragraphs: Vec<&str> = texts.iter().filter_map(scalar).collect();
    Some(text(paragraphs.join("\n\n"), span))
}

/// A single date or a period, in words if it is neither.
pub fn period(node: Node, losses: &mut DroppedList) -> Node {
    dated(node, |text| text.parse::<DateOrPeriod>().is_ok(), losses)
}

/// A start date, in words if it is none.
pub fn moment(node: Node, losses: &mut DroppedList) -> Node {
    dated(node, |text| text.parse::<Moment>().is_ok(), losses)
}

/// An end date, in words if it is none.
pub fn end(node: Node, losses: &mut DroppedList) -> Node {
    dated(node, |text| text.parse::<End>().is_ok(), losses)
}

fn dated(node: Node, is_date: fn(&str) -> bool, losses: &mut DroppedList) -> Node {
    match scalar(&node) {
        Some(written) if !is_date(written) => {
            losses.guess(node.span, format!("`{written}` is not a date"), "it is printed as it is written");
            words(&node).unwrap_or(node)
        }
        Some(_) | None => node,
    }
}
