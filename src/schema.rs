//! The format as a JSON Schema, which editors use for completion and hover texts, and as a field
//! reference.
//!
//! Both are generated from the model's types, their doc comments, and the manifests of the built-in
//! themes.

mod options;
mod reference;

use std::collections::BTreeMap;

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::transform_subschemas;
use serde_json::{Map, Value, json};

pub use self::reference::reference;
use crate::resume::{Resume, Text};
use crate::yaml::Scalar;
use crate::yaml::scalar::{FORM_KEY, NAME_KEY};

/// The title of the schema, which also identifies older versions of it.
pub(crate) const TITLE: &str = "Recto résumé";

/// The JSON Schema of a résumé (draft 7, the version editors support best).
///
/// It is stricter than the reader: values accepted with a warning do not validate, nor does empty
/// text.
pub fn schema() -> String {
    let mut root = annotated();
    translate(&mut root);
    add_translated(&mut root);
    describe(&mut root);
    let mut text = serde_json::to_string_pretty(root.as_value()).expect("a schema is plain data");
    text.push('\n');
    text
}

/// The description of each top-level key.
pub fn meanings() -> BTreeMap<String, String> {
    let root = schemars::schema_for!(Resume).to_value();
    let meaning = |value: &Value| Some(value.get("description")?.as_str()?.replace('\n', " "));
    properties(&root).filter_map(|(key, value)| Some((key.clone(), meaning(value)?))).collect()
}

/// The schema with the names and forms of values still separate from the descriptions of their
/// fields.
fn annotated() -> Schema {
    let generator = SchemaSettings::draft07().for_deserialize().into_generator();
    let mut root = generator.into_root_schema_for::<Resume>();
    root.insert("title".into(), TITLE.into());
    options::add(&mut root);
    tidy(&mut root);
    close(&mut root);
    root
}

/// Removes noise: empty defaults, titles of types, and the marker of fields that are read but not
/// written.
fn tidy(schema: &mut Schema) {
    transform_subschemas(&mut tidy, schema);
    if schema.get("title").and_then(Value::as_str) != Some(TITLE) {
        schema.remove("title");
    }
    for word in ["default", "writeOnly"] {
        schema.remove(word);
    }
}

/// Rejects unknown keys, except those that begin with `x-`.
fn close(schema: &mut Schema) {
    transform_subschemas(&mut close, schema);
    if schema.get("properties").is_some() && schema.get("additionalProperties").is_none() {
        schema.insert("patternProperties".into(), json!({ "^x-": true }));
        schema.insert("additionalProperties".into(), false.into());
    }
    let required = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
    let Some(Value::Object(properties)) = schema.get_mut("properties") else { return };
    for (_, value) in properties.iter_mut().filter(|(key, _)| !required.contains(&Value::from(key.as_str()))) {
        allow_nothing(value);
    }
}

/// Allows null: a key without a value counts as absent.
fn allow_nothing(schema: &mut Value) {
    match schema.get_mut("type") {
        Some(Value::Array(types)) if !types.contains(&"null".into()) => types.push("null".into()),
        Some(only @ Value::String(_)) => *only = json!([only, "null"]),
        _ => {}
    }
    if let Some(words) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        words.push(Value::Null);
    }
    if let Some(alternatives) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
        let nothing = json!({ "type": "null" });
        if !alternatives.contains(&nothing) {
            alternatives.push(nothing);
        }
    }
}

/// The definition of a text in several languages.
const TRANSLATED: &str = "Translated";

/// The names of the values that may be in several languages.
const TRANSLATABLE: &[&str] = &["text", "rich text", "paragraphs", "date", "end", "date or period"];

/// Allows a mapping from languages where a text, a list of texts or a date is expected.
fn translate(schema: &mut Schema) {
    transform_subschemas(&mut translate, schema);
    let is_text = |value: &Value| {
        let name = value.get(NAME_KEY).and_then(Value::as_str);
        let highlight = value.get("$ref").and_then(Value::as_str).is_some_and(|path| path.ends_with("/Highlight"));
        highlight || name.is_some_and(|name| TRANSLATABLE.contains(&name))
    };
    let is_list = schema.get("items").is_some_and(is_text);
    if !(is_list || schema.get("type").is_some() && is_text(schema.as_value())) {
        return;
    }
    match schema.get_mut("type") {
        Some(Value::Array(types)) => types.push("object".into()),
        Some(only @ Value::String(_)) => *only = json!([only, "object"]),
        _ => return,
    }
    schema.insert("allOf".into(), json!([{ "$ref": format!("#/definitions/{TRANSLATED}") }]));
}

/// Adds the definition of a text in several languages.
fn add_translated(root: &mut Schema) {
    let Some(definitions) = root.get_mut("definitions").and_then(Value::as_object_mut) else { return };
    let definition = json!({
        "description": "A value for each language that `language` names, by language tag.",
        "patternProperties": { "^[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*$": { "type": ["string", "number", "boolean", "array", "null"] } },
        "additionalProperties": false,
    });
    definitions.insert(TRANSLATED.into(), definition);
}

/// Appends the form of a value to the description of its field.
fn describe(schema: &mut Schema) {
    transform_subschemas(&mut describe, schema);
    schema.remove(NAME_KEY);
    let Some(Value::String(form)) = schema.remove(FORM_KEY) else { return };
    let description = match schema.get("description").and_then(Value::as_str) {
        Some(meaning) if form == Text::FORM => meaning.into(),
        Some(meaning) => format!("{meaning} {form}"),
        None => form,
    };
    schema.insert("description".into(), description.into());
}

/// The properties of a schema; empty if it has none.
fn properties(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    schema.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::iter)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Calls a function with every property of a schema and of its definitions.
    fn each_property(check: impl Fn(&str, &Value)) {
        let root = annotated().to_value();
        let definitions = root["definitions"].as_object().unwrap().clone();
        for (place, schema) in definitions.iter().chain([(&"Resume".to_owned(), &root)]) {
            properties(schema).for_each(|(key, value)| check(&format!("{place}.{key}"), value));
        }
    }

    #[test]
    fn every_key_is_explained() {
        each_property(|place, value| {
            let explained = value["description"].as_str().is_some_and(|text| text.ends_with('.'));
            assert!(explained, "{place} has no sentence: {value}");
        });
    }

    #[test]
    fn every_value_that_is_text_has_an_example_of_its_own() {
        each_property(|place, value| {
            let text = ["text", "rich text", "paragraphs"].contains(&value[NAME_KEY].as_str().unwrap_or_default());
            let example = &value["examples"][0];
            assert!(!text || example.is_string() && !example.as_str().unwrap().contains("text"), "{place}: {value}");
        });
    }
}
