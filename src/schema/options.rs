//! The built-in themes and their options, as the schema of `theme`.

use std::collections::BTreeMap;

use schemars::Schema;
use serde_json::{Value, json};

use crate::diagnostic::Diagnostics;
use crate::theme::{AUTO, Kind, OptionSpec, Theme, Themes, families};
use crate::yaml::scalar::NAME_KEY;

/// Adds the names of the built-in themes and their options to `theme`. Custom themes may have other
/// options.
pub fn add(root: &mut Schema) {
    let themes = builtin();
    let names: Vec<_> = themes.iter().map(|theme| &theme.manifest.name).collect();
    let mut options: BTreeMap<&str, Vec<&OptionSpec>> = BTreeMap::new();
    for (name, spec) in themes.iter().flat_map(|theme| &theme.manifest.options) {
        options.entry(name).or_default().push(spec);
    }
    let name = json!({ "description": "The name of a theme, or the path of its directory.", "anyOf": [{ "enum": names }, { "type": "string" }] });
    let own = options.into_iter().map(|(name, specs)| (name.to_owned(), option(&specs)));
    let properties: serde_json::Map<String, Value> = [("name".to_owned(), name)].into_iter().chain(own).collect();
    let any = json!({ "type": ["string", "number", "boolean", "array"] });
    let theme = root.pointer_mut("/properties/theme").expect("a résumé has a theme");
    *theme = json!({
        "description": theme["description"],
        NAME_KEY: "a theme's name, or `name` with options",
        "anyOf": [
            { "anyOf": [{ "enum": names }, { "type": "string" }] },
            { "type": "object", "properties": properties, "additionalProperties": any },
        ],
    });
}

/// The built-in themes.
pub fn builtin() -> Vec<Theme> {
    let themes = Themes::builtin();
    let mut diagnostics = Diagnostics::new();
    themes
        .names()
        .map(|name| themes.find(name, None, &mut diagnostics).expect("the built-in themes are valid"))
        .collect()
}

/// The schema of one option; where themes differ, it accepts what any of them does.
fn option(specs: &[&OptionSpec]) -> Value {
    let mut kinds: Vec<Value> = specs.iter().map(|spec| value(spec)).collect();
    kinds.dedup();
    let mut schema = if kinds.len() == 1 { kinds.remove(0) } else { json!({ "anyOf": kinds }) };
    let help = &specs[0].help;
    schema["description"] = format!("{}{}.", help[..1].to_uppercase(), &help[1..]).into();
    schema
}

fn value(spec: &OptionSpec) -> Value {
    match &spec.kind {
        Kind::Choice(_) => kind(&spec.kind),
        other if spec.may_be_auto() => json!({ "anyOf": [{ "const": AUTO }, kind(other)] }),
        other => kind(other),
    }
}

fn kind(kind: &Kind) -> Value {
    match kind {
        Kind::Choice(words) => json!({ "enum": words }),
        Kind::Boolean => json!({ "type": "boolean" }),
        Kind::RunningText => json!({ "type": ["boolean", "string"] }),
        Kind::Number { min, max, words } => {
            let number = json!({ "type": "number", "minimum": min, "maximum": max });
            let words: Vec<_> = words.keys().collect();
            if words.is_empty() { number } else { json!({ "anyOf": [number, { "enum": words }] }) }
        }
        Kind::Length { .. } => json!({ "type": "string", "pattern": "^[0-9.]+ ?(pt|mm|cm|in)$", "examples": ["15mm"] }),
        Kind::Color => json!({ "type": "string", "pattern": "^#[0-9a-fA-F]{6}$", "examples": ["#1f3a5f"] }),
        Kind::Font => json!({ "type": "string", "examples": families() }),
    }
}
