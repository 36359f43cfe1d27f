//! The field reference, as Markdown.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Map, Value};

use super::{annotated, properties};
use crate::yaml::edit;
use crate::yaml::scalar::{FORM_KEY, NAME_KEY};

const INTRODUCTION: &str = "\
# Format reference

A résumé is one YAML file. Its vocabulary is that of [JSON Resume](https://jsonresume.org/schema) 1.0.0, with
additions. This page is generated from Recto's own types: `recto schema --format markdown` prints it, and
`recto schema` prints the same as a JSON Schema for editors. Keys in **bold** are required; all others are optional.
Keys that begin with `x-` are yours: Recto ignores them.
";

const VALUES: &str = "
## Values

Where text is expected, a number or a word such as `yes` is kept as written: `4.0` stays `4.0`.

| type | written as |
|---|---|
";

/// The heading above the top-level keys.
const DOCUMENT: &str = "The document";

/// The field reference: the kinds of values, and a table for each mapping.
pub fn reference() -> String {
    let root = annotated().to_value();
    let definitions = root["definitions"].as_object().expect("a schema has definitions");
    let mut page = String::from(INTRODUCTION);
    page.push_str(VALUES);
    let mut kinds = BTreeMap::new();
    collect_kinds(&root, &mut kinds);
    for (name, form) in kinds {
        writeln!(page, "| {name} | {form} |").expect("writing to a string cannot fail");
    }
    section(&mut page, DOCUMENT, &root, definitions);
    for name in in_order(&root).iter().filter(|name| words(&definitions[*name]).is_empty()) {
        section(&mut page, name, &definitions[name], definitions);
    }
    page
}

/// A heading with a table of keys.
fn section(page: &mut String, title: &str, schema: &Value, definitions: &Map<String, Value>) {
    let description = schema["description"].as_str().filter(|_| title != DOCUMENT).unwrap_or_default();
    let intro = if description.is_empty() { String::new() } else { format!("{description}\n\n") };
    write!(page, "\n## {title}\n\n{intro}| key | type | description | example |\n|---|---|---|---|\n")
        .expect("writing to a string cannot fail");
    let required = schema["required"].as_array();
    for (key, value) in properties(schema) {
        let key = match required.is_some_and(|required| required.iter().any(|name| name == key)) {
            true => format!("**`{key}`**"),
            false => format!("`{key}`"),
        };
        let meaning = value["description"].as_str().unwrap_or_default().replace('\n', " ");
        let example = value["examples"].get(0).map(shown).unwrap_or_default();
        writeln!(page, "| {key} | {} | {meaning} | {example} |", takes(value, definitions))
            .expect("writing to a string cannot fail");
    }
}

/// The definition that a schema refers to.
fn linked(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.rsplit('/').next()
}

/// The words that a value may be.
fn words(schema: &Value) -> String {
    let words = schema["oneOf"].as_array().into_iter().flatten().filter_map(|one| one["const"].as_str());
    words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// The type of a value, with links to mappings.
fn takes(schema: &Value, definitions: &Map<String, Value>) -> String {
    let alternatives = ["anyOf", "allOf", "oneOf"].iter().find_map(|word| schema[word].as_array());
    if let Some(name) = linked(schema) {
        let words = words(&definitions[name]);
        return if words.is_empty() { format!("[{name}](#{})", name.to_lowercase()) } else { words };
    }
    if let Some(name) = schema[NAME_KEY].as_str()
        && !alternatives.is_some_and(|alternatives| alternatives.iter().any(|one| one["$ref"].is_string()))
    {
        return name.into();
    }
    if let Some(alternatives) = alternatives {
        let words = alternatives
            .iter()
            .map(|one| takes(one, definitions))
            .filter(|words| words != "nothing")
            .collect::<Vec<_>>();
        return words.join(" or ");
    }
    let kind = |name: &str| schema["type"] == name || schema["type"].get(0).is_some_and(|first| first == name);
    match () {
        _ if kind("array") => format!("list of {}", takes(&schema["items"], definitions)),
        _ if kind("object") => {
            format!("custom keys, each with {}", takes(&schema["additionalProperties"], definitions))
        }
        _ if kind("boolean") => "true or false".into(),
        _ if kind("null") => "nothing".into(),
        _ => "anything".into(),
    }
}

/// An example as one line of YAML.
fn shown(example: &Value) -> String {
    format!("`{}`", in_line(example))
}

fn in_line(example: &Value) -> String {
    match example {
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let quoted = |text: String| if text.contains(['*', ',', '\'']) { edit::quoted(&text) } else { text };
            format!("[{}]", items.iter().map(|item| quoted(in_line(item))).collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// Collects every kind of value that has a form.
fn collect_kinds(schema: &Value, kinds: &mut BTreeMap<String, String>) {
    if let (Some(name), Some(form)) = (schema[NAME_KEY].as_str(), schema[FORM_KEY].as_str()) {
        kinds.insert(name.into(), form.into());
    }
    match schema {
        Value::Object(entries) => entries.values().for_each(|value| collect_kinds(value, kinds)),
        Value::Array(items) => items.iter().for_each(|item| collect_kinds(item, kinds)),
        _ => {}
    }
}

/// The definitions, in the order the document first refers to them.
fn in_order(root: &Value) -> Vec<String> {
    let mut found = Vec::new();
    follow(root, root, &mut found);
    found
}

fn follow(root: &Value, schema: &Value, found: &mut Vec<String>) {
    let mut links = Vec::new();
    properties(schema).for_each(|(_, value)| collect_links(value, &mut links));
    for name in links {
        if !found.contains(&name) {
            found.push(name.clone());
            follow(root, &root["definitions"][&name], found);
        }
    }
}

fn collect_links(schema: &Value, links: &mut Vec<String>) {
    match schema {
        Value::Object(entries) => {
            links.extend(linked(schema).map(str::to_owned));
            entries.values().for_each(|value| collect_links(value, links));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_links(item, links)),
        _ => {}
    }
}
