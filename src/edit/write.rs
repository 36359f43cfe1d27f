//! Values as YAML or JSON.

use serde_json::Value as Json;

use crate::diagnostic::Diagnostics;
use crate::source::Source;
use crate::yaml::{self, Value};

/// A text on one line, as it is usually written in a place outside of brackets.
pub fn line(text: &str) -> String {
    let plain = Source::new("", format!("a: {text}"));
    let mut diagnostics = Diagnostics::new();
    let read = yaml::parse(&plain, &mut diagnostics).ok();
    let value = read.as_ref().and_then(|root| root.entries().first()).map(|entry| &entry.value);
    let is_same = |value: &yaml::Node| {
        let Value::Scalar { text: read, plain: true } = &value.value else { return false };
        read == text && !value.is_absent()
    };
    let is_visible = !yaml::edit::needs_escapes(text);
    if is_visible && diagnostics.sorted().is_empty() && value.is_some_and(is_same) && !text.starts_with('-') {
        return text.to_owned();
    }
    if yaml::edit::needs_escapes(text) { yaml::edit::double_quoted(text) } else { yaml::edit::quoted(text) }
}

/// A value inside brackets or braces.
pub fn flow(source: &Source, value: &Json) -> String {
    match value {
        Json::Null | Json::Bool(_) | Json::Number(_) => value.to_string(),
        Json::String(text) => yaml::edit::text(source, text),
        Json::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| flow(source, item)).collect();
            format!("[{}]", items.join(", "))
        }
        Json::Object(entries) => {
            let pairs =
                entries.iter().map(|(key, value)| format!("{}: {}", self::key(source, key), flow(source, value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}

/// A key.
pub fn key(source: &Source, key: &str) -> String {
    if source.is_json() { yaml::edit::double_quoted(key) } else { line(key) }
}

/// A value after the colon of a key or a dash, with the space before it. `indent` is the column of its further
/// lines, `list` that of the dashes if it is a list.
pub fn block(source: &Source, value: &Json, indent: usize, list: usize) -> String {
    let spaces = " ".repeat(indent);
    match value {
        Json::String(text) if text.contains('\n') => paragraphs(text, &spaces),
        Json::String(text) => format!(" {}", line(text)),
        Json::Null => String::new(),
        Json::Bool(_) | Json::Number(_) => format!(" {value}"),
        Json::Array(items) if is_short(items) => format!(" {}", flow(source, value)),
        Json::Array(items) => {
            let dash = format!("\n{}-", " ".repeat(list));
            items.iter().map(|item| format!("{dash}{}", self::item(source, item, list + 2))).collect()
        }
        Json::Object(_) => format!("\n{spaces}{}", mapping(source, value, indent)),
    }
}

/// A value after a dash, with the space before it. `indent` is the column of its further lines.
pub fn item(source: &Source, value: &Json, indent: usize) -> String {
    match value {
        Json::Object(entries) if !entries.is_empty() => format!(" {}", mapping(source, value, indent)),
        Json::Array(_) | Json::Object(_) => format!(" {}", flow(source, value)),
        _ => block(source, value, indent, indent),
    }
}

/// The lines of a mapping; the first has no indentation.
fn mapping(source: &Source, value: &Json, indent: usize) -> String {
    let lines = value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, value)| format!("{}:{}", self::key(source, key), block(source, value, indent + 2, indent + 2)));
    lines.collect::<Vec<_>>().join(&format!("\n{}", " ".repeat(indent)))
}

/// A text of several lines as a literal block.
fn paragraphs(text: &str, spaces: &str) -> String {
    let is_visible = !yaml::edit::needs_escapes(&text.replace(['\n', '\t'], " "));
    if text.starts_with([' ', '\n', '\t']) || !is_visible {
        return format!(" {}", yaml::edit::double_quoted(text));
    }
    let lines = text.trim_end().lines().map(|line| match line {
        "" => "\n".to_owned(),
        line => format!("\n{spaces}{line}"),
    });
    format!(" |{}", lines.collect::<String>())
}

/// A text on one line, with escapes: for what cannot be written otherwise.
pub fn escaped(value: &Json) -> Option<String> {
    value.as_str().map(|text| format!(" {}", yaml::edit::double_quoted(text)))
}

/// Whether a list is better written on one line.
fn is_short(items: &[Json]) -> bool {
    const LONGEST: usize = 90;
    const WORDS: usize = 4;
    let short =
        |item: &Json| item.as_str().is_some_and(|text| text.split(' ').count() <= WORDS && !text.contains('\n'));
    items.iter().all(short) && items.iter().filter_map(Json::as_str).map(str::len).sum::<usize>() <= LONGEST
}
