//! Writes the tree of a résumé as YAML with comments.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_yaml::{Mapping, Value as Yaml};

use super::Format;
use super::comments::{Comment, Place};
use super::dropped::{DroppedList, Kept};
use crate::schema;
use crate::source::{Source, Span, is_text};
use crate::yaml::{Entry, Node, Value};

/// Writes a résumé with comments: its source, a description of each part, the comments of the
/// original file at their places, and at the end what could not be imported.
pub fn write(root: &Node, format: Format, source: &Source, losses: &DroppedList, comments: Vec<Comment>) -> String {
    let mut writer = Writer::new(root, comments);
    writer.line(0, &format!("# A résumé for Recto, imported from {} ({format}).", in_a_comment(source.name())));
    writer.line(0, "# `recto build` typesets it; `recto schema --format markdown` describes every key.");
    let meanings = schema::meanings();
    for entry in root.entries().iter().filter(|entry| !is_empty(&entry.value)) {
        if let Some(meaning) = meanings.get(&entry.key.name) {
            writer.line(0, "");
            writer.line(0, &format!("# {meaning}"));
        }
        writer.entry(entry, 0);
    }
    let left = std::mem::take(&mut writer.end);
    if !left.is_empty() {
        writer.line(0, "");
        writer.line(0, "# Comments of the original file:");
        writer.comments(&left, 0);
    }
    let mut dropped: Vec<_> = losses.list.iter().filter(|loss| loss.kept != Kept::Note).collect();
    dropped.sort_by_key(|loss| loss.span);
    if !dropped.is_empty() {
        writer.line(0, "");
        writer.line(0, "# Not imported:");
    }
    for loss in dropped {
        let written = without_files(&source.text()[loss.span.range()]);
        let written = in_a_comment(&written);
        let path = in_a_comment(&loss.path);
        let place = match format.is_document() {
            true => path,
            false => format!("line {}, {path}", source.position(loss.span.start).line),
        };
        writer.line(0, &format!("#   {place}: {written}"));
    }
    writer.text
}

/// A text in which pictures and other files, which are one long word in base64, are named by their size.
fn without_files(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 1000;
    let is_file = |word: &&str| word.len() > LONGEST && word.is_ascii();
    let mut whole = Cow::Borrowed(text);
    for word in text.split(|letter: char| letter.is_whitespace() || "\"'<>".contains(letter)).filter(is_file) {
        whole = whole.replace(word, &format!("(a file of {} KB)", word.len() * 3 / 4 / 1024)).into();
    }
    whole
}

/// Writes YAML in block style.
struct Writer {
    text: String,
    /// The comments before and after each point, by the number of the point.
    before: HashMap<usize, Vec<String>>,
    after: HashMap<usize, Vec<String>>,
    /// The comments that have no place.
    end: Vec<String>,
    /// The number of the next point: a key or an item, in the order of the file.
    next: usize,
}

impl Writer {
    fn new(root: &Node, comments: Vec<Comment>) -> Writer {
        let mut points = Vec::new();
        collect(root, &mut points);
        let mut writer =
            Writer { text: String::new(), before: HashMap::new(), after: HashMap::new(), end: Vec::new(), next: 0 };
        for Comment { lines, place } in comments {
            let (span, map) = match place {
                Place::Before(span) => (span, &mut writer.before),
                Place::After(span) => (span, &mut writer.after),
                Place::End => {
                    writer.end.extend(lines);
                    continue;
                }
            };
            match point_at(&points, span) {
                Some(point) => map.entry(point).or_default().extend(lines),
                None => writer.end.extend(lines),
            }
        }
        writer
    }

    fn line(&mut self, indent: usize, line: &str) {
        if !line.is_empty() {
            self.text.push_str(&" ".repeat(indent));
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn comments(&mut self, lines: &[String], indent: usize) {
        lines.iter().for_each(|line| {
            let line: String = line.chars().map(|letter| if is_text(letter) { letter } else { '\u{fffd}' }).collect();
            self.line(indent, &line);
        });
    }

    /// Writes a value that serde can write: several lines, if it is a text with line breaks.
    fn plain(&mut self, value: &Yaml, indent: usize) {
        let text = serde_yaml::to_string(value).expect("a tree of texts is plain data");
        text.lines().for_each(|line| self.line(indent, line));
    }

    fn entry(&mut self, entry: &Entry, indent: usize) {
        let point = self.next;
        self.next += 1;
        let lines = self.before.remove(&point).unwrap_or_default();
        self.comments(&lines, indent);
        let Entry { key, value } = entry;
        match &value.value {
            Value::Scalar { .. } => {
                let pair: Mapping = [(Yaml::from(key.name.as_str()), scalar(&key.name, value))].into_iter().collect();
                self.plain(&pair.into(), indent);
            }
            Value::Sequence(_) | Value::Mapping(_) => {
                let name = serde_yaml::to_string(&key.name).expect("a key is text");
                self.line(indent, &format!("{}:", name.trim_end()));
                let deeper = if matches!(value.value, Value::Mapping(_)) { 2 } else { 0 };
                self.children(&key.name, value, indent + deeper);
            }
        }
        let lines = self.after.remove(&point).unwrap_or_default();
        self.comments(&lines, indent);
    }

    fn children(&mut self, key: &str, node: &Node, indent: usize) {
        match &node.value {
            Value::Mapping(entries) => {
                entries.iter().filter(|entry| !is_empty(&entry.value)).for_each(|entry| self.entry(entry, indent));
            }
            Value::Sequence(items) => {
                items.iter().filter(|item| !is_empty(item)).for_each(|item| self.item(key, item, indent));
            }
            Value::Scalar { .. } => {}
        }
    }

    fn item(&mut self, key: &str, item: &Node, indent: usize) {
        let point = self.next;
        self.next += 1;
        // Comments before the first key of an entry go before its dash.
        let mut lines = self.before.remove(&point).unwrap_or_default();
        if matches!(item.value, Value::Mapping(_)) {
            lines.extend(self.before.remove(&self.next).unwrap_or_default());
        }
        self.comments(&lines, indent);
        match &item.value {
            Value::Scalar { .. } => self.plain(&Yaml::Sequence(vec![scalar(key, item)]), indent),
            Value::Sequence(_) | Value::Mapping(_) => {
                let start = self.text.len();
                self.children(key, item, indent + 2);
                self.text.replace_range(start + indent..start + indent + 2, "- ");
            }
        }
        let lines = self.after.remove(&point).unwrap_or_default();
        self.comments(&lines, indent);
    }
}

/// The locations of all keys and items, in the order in which they are written.
fn collect(node: &Node, points: &mut Vec<Span>) {
    match &node.value {
        Value::Scalar { .. } => {}
        Value::Sequence(items) => {
            for item in items.iter().filter(|item| !is_empty(item)) {
                points.push(item.span);
                collect(item, points);
            }
        }
        Value::Mapping(entries) => {
            for entry in entries.iter().filter(|entry| !is_empty(&entry.value)) {
                points.push(entry.value.span);
                collect(&entry.value, points);
            }
        }
    }
}

/// The point that a value of the original file became: the one at its location, else the first one made
/// from a part of it, else the smallest one that it is a part of.
fn point_at(points: &[Span], span: Span) -> Option<usize> {
    let exact = points.iter().position(|point| *point == span);
    let within = || points.iter().position(|point| span.start <= point.start && point.end <= span.end);
    let around = || {
        let around = points.iter().enumerate().filter(|(_, point)| point.start <= span.start && span.end <= point.end);
        around.min_by_key(|(_, point)| point.end - point.start).map(|(at, _)| at)
    };
    exact.or_else(within).or_else(around)
}

/// Makes a text safe for a comment: on one line, without characters that YAML forbids.
pub fn in_a_comment(text: &str) -> String {
    let text = text.replace(|letter| !is_text(letter), "\u{fffd}");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Converts a scalar for serialization. Years in dates become numbers, which need no quotes.
fn scalar(key: &str, node: &Node) -> Yaml {
    let Value::Scalar { text, .. } = &node.value else { return Yaml::Null };
    let is_date = key.to_lowercase().ends_with("date") || ["expires", "sort"].contains(&key);
    match (text.trim().parse::<u16>(), text.trim()) {
        (Ok(year @ 1000..3000), _) if is_date => year.into(),
        (_, "true") if key == "hidden" => true.into(),
        (_, text) => text.replace(['\u{85}', '\u{2028}', '\u{2029}'], " ").into(),
    }
}

fn is_empty(node: &Node) -> bool {
    match &node.value {
        Value::Scalar { .. } => node.is_absent(),
        Value::Sequence(items) => items.iter().all(is_empty),
        Value::Mapping(entries) => entries.iter().all(|entry| is_empty(&entry.value)),
    }
}
