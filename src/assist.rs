//! Editor assistance: completion, hover texts, go to definition, and document symbols.
//!
//! It is based on the schema and works on incomplete text: the position of the cursor is determined by
//! lines and indentation, not by a parser that needs a valid file.

mod context;
mod translations;
mod words;

use std::ops::Range;
use std::sync::LazyLock;

use serde_json::Value;

use self::context::{Context, Role, Step};
use crate::schema::schema;
use crate::source::Source;

/// A completion at a position.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Completion {
    /// The label shown.
    pub label: String,
    /// The text to insert.
    pub insert: String,
    /// Whether it is a key or a value.
    pub kind: CompletionKind,
    /// Its description.
    pub detail: String,
    /// The byte range of the text to replace.
    pub replace: Range<usize>,
}

/// The kind of a completion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompletionKind {
    /// A key of a mapping.
    Key,
    /// A value.
    Value,
}

/// The hover text of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hover {
    /// The text, in Markdown.
    pub text: String,
    /// The byte range of the word.
    pub range: Range<usize>,
}

/// The definition of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Definition {
    /// A byte range in the same text.
    Here(Range<usize>),
    /// A file next to the résumé.
    File(String),
}

/// A section or an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Symbol {
    /// Its name.
    pub name: String,
    /// Its byte range.
    pub range: Range<usize>,
    /// Its children.
    pub children: Vec<Symbol>,
}

/// The parsed schema.
static SCHEMA: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(&schema()).expect("the schema is JSON"));

/// The completions at a byte offset, the most likely first.
pub fn complete(text: &str, offset: usize) -> Vec<Completion> {
    let Some(mut context) = Context::at(text, offset) else { return Vec::new() };
    context.path = translations::untranslated(text, &context.path);
    let places = places(&context.path);
    let mut found = Vec::new();
    if context.role != Role::Value {
        keys(&places, &context, &mut found);
        if translations::is_translatable(&context.path, &places) {
            found.extend(translations::languages(text).iter().filter_map(|tag| language_key(tag, &context)));
        }
    }
    if context.role != Role::Key {
        values(text, &places, &context, &mut found);
    }
    let typed = context.prefix(text).to_lowercase();
    found.retain(|one| one.label.to_lowercase().contains(&typed));
    // Prefix matches come first.
    found.sort_by_key(|one| !one.label.to_lowercase().starts_with(&typed));
    found
}

/// The hover text of the word at a byte offset.
pub fn hover(text: &str, offset: usize) -> Option<Hover> {
    let mut context = Context::of_word(text, offset)?;
    context.path = translations::untranslated(text, &context.path);
    let word = context.prefix(text).to_owned();
    let said = match context.role {
        Role::Key if translations::is_language_key(text, &context.path, &word) => {
            format!("**{word}**: the text in this language ({})", words::language_name(&word)?)
        }
        Role::Key | Role::Either => {
            let mut path = context.path.clone();
            path.push(Step::Key(word.clone()));
            let place = self::places(&path).into_iter().find(|place| place.get("description").is_some())?;
            described(&word, place)
        }
        Role::Value => words::explained(&context.path, &word)?,
    };
    Some(Hover { text: said, range: context.replace })
}

/// The definition of the word at a byte offset: from a tag in an application to the entry that has it,
/// from a section key to the section, from a file name to the file.
pub fn definition(text: &str, offset: usize) -> Option<Definition> {
    let context = Context::of_word(text, offset)?;
    words::leads(text, &context.path, context.prefix(text))
}

/// The sections of a text with their entries; empty while the text is not valid YAML.
pub fn symbols(source: &Source) -> Vec<Symbol> {
    words::symbols(source)
}

fn described(key: &str, place: &Value) -> String {
    let mut text = format!("**{key}**");
    if let Some(description) = place.get("description").and_then(Value::as_str) {
        text += &format!("\n\n{description}");
    }
    if let Some(example) = place.get("examples").and_then(|examples| examples.get(0)) {
        let shown = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
        text += &format!("\n\nFor example: `{shown}`");
    }
    text
}

/// The subschemas at a path.
fn places(path: &[Step]) -> Vec<&'static Value> {
    let path = words::same_as(path);
    let mut places = alternatives(&SCHEMA);
    for step in &path {
        let inner = places.into_iter().filter_map(|place| match step {
            Step::Key(key) => place
                .get("properties")
                .and_then(|properties| properties.get(key))
                .or_else(|| place.get("additionalProperties").filter(|value| value.is_object())),
            Step::Item => place.get("items"),
        });
        places = inner.flat_map(alternatives).collect();
    }
    places
}

/// A subschema and its alternatives.
fn alternatives(place: &'static Value) -> Vec<&'static Value> {
    let mut found = vec![place];
    if let Some(pointer) = place.get("$ref").and_then(Value::as_str).and_then(|path| path.strip_prefix('#')) {
        found.extend(SCHEMA.pointer(pointer).into_iter().flat_map(alternatives));
    }
    for word in ["anyOf", "oneOf", "allOf"] {
        let inner = place.get(word).and_then(Value::as_array).into_iter().flatten();
        found.extend(inner.flat_map(alternatives));
    }
    found
}

fn keys(places: &[&Value], context: &Context, found: &mut Vec<Completion>) {
    for properties in places.iter().filter_map(|place| place.get("properties")?.as_object()) {
        for (key, place) in properties {
            if key.starts_with('$') || context.beside.contains(key) || found.iter().any(|one| one.label == *key) {
                continue;
            }
            let description = || Some(place.get("description")?.as_str()?.to_owned());
            let of_type = || {
                let pointer = place.get("$ref")?.as_str()?.strip_prefix('#')?;
                Some(SCHEMA.pointer(pointer)?.get("description")?.as_str()?.to_owned())
            };
            found.push(Completion {
                label: key.clone(),
                insert: context.key(key, is(place, "object"), is(place, "array")),
                kind: CompletionKind::Key,
                detail: description().or_else(of_type).unwrap_or_default(),
                replace: context.replace.clone(),
            });
        }
    }
}

/// Whether a subschema accepts a kind of value but no string.
fn is(place: &Value, kind: &str) -> bool {
    let own = |place: &Value| match place.get("type") {
        Some(Value::String(one)) => one == kind,
        Some(Value::Array(several)) => {
            several.iter().any(|one| one == kind) && !several.iter().any(|one| one == "string")
        }
        _ => false,
    };
    let referred = || SCHEMA.pointer(place.get("$ref")?.as_str()?.strip_prefix('#')?);
    own(place) || referred().is_some_and(own)
}

/// The completion of a language as the key of a text in that language, unless there is one already.
fn language_key(tag: &str, context: &Context) -> Option<Completion> {
    (!context.beside.iter().any(|key| key == tag)).then(|| Completion {
        label: tag.to_owned(),
        insert: context.key(tag, false, false),
        kind: CompletionKind::Key,
        detail: words::language_name(tag).unwrap_or_default(),
        replace: context.replace.clone(),
    })
}

fn values(text: &str, places: &[&Value], context: &Context, found: &mut Vec<Completion>) {
    let mut offer = |label: &str, detail: String| {
        if !found.iter().any(|one| one.label == label && one.kind == CompletionKind::Value) {
            found.push(Completion {
                label: label.to_owned(),
                insert: context.value(label),
                kind: CompletionKind::Value,
                detail,
                replace: context.replace.clone(),
            });
        }
    };
    for (word, detail) in words::known(text, &context.path) {
        offer(&word, detail);
    }
    for place in places {
        let listed = place.get("enum").and_then(Value::as_array).into_iter().flatten();
        for value in listed.chain(place.get("const")).filter_map(Value::as_str) {
            offer(value, words::explained(&context.path, value).unwrap_or_default());
        }
        if place.get("type").is_some_and(|kind| kind == "boolean") {
            offer("true", String::new());
            offer("false", String::new());
        }
    }
}
