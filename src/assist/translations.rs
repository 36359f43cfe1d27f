//! Texts in several languages: mappings whose keys are the languages that the file names.

use serde_json::Value;

use super::alternatives;
use super::context::Step;

/// The top-level keys whose values are in no language.
const APART: &[&str] = &["advice", "meta", "extends", "language"];

/// The top-level keys that are a mapping or the name of one, rather than a text.
const NAMED: &[&str] = &["bibliography", "pages", "theme"];

/// The languages that a text names, the default first; none if it names only one.
pub fn languages(text: &str) -> Vec<String> {
    let mut lines = text.lines().skip_while(|line| !line.starts_with("language:"));
    let Some((_, rest)) = lines.next().and_then(|line| line.split_once(':')) else { return Vec::new() };
    let uncommented = |line: &str| line.split(" #").next().unwrap_or_default().trim().to_owned();
    let tag = |item: &str| item.trim().trim_matches(['"', '\'']).to_owned();
    let rest = uncommented(rest);
    let mut tags: Vec<String> = match rest.strip_prefix('[') {
        Some(inside) => inside.trim_end_matches(']').split(',').map(tag).collect(),
        None => {
            let items = lines.map(uncommented).take_while(|line| line.is_empty() || line.starts_with('-'));
            items.map(|line| tag(line.trim_start_matches('-'))).collect()
        }
    };
    tags.retain(|tag| !tag.is_empty());
    if tags.len() > 1 { tags } else { Vec::new() }
}

/// A path without the languages in it: what may stand in `work[].position.fr` is what may stand in
/// `work[].position`.
pub fn untranslated(text: &str, path: &[Step]) -> Vec<Step> {
    let languages = languages(text);
    let mut plain: Vec<Step> = Vec::new();
    for step in path {
        let is_language = match step {
            Step::Key(key) if languages.contains(key) => !has_key(&plain, key),
            Step::Key(_) | Step::Item => false,
        };
        if !is_language {
            plain.push(step.clone());
        }
    }
    plain
}

/// Whether a word is the language of a text at a path.
pub fn is_language_key(text: &str, path: &[Step], word: &str) -> bool {
    languages(text).iter().any(|tag| tag == word) && !has_key(path, word)
}

/// Whether a mapping at a path may have a key of its own.
fn has_key(path: &[Step], key: &str) -> bool {
    let path: Vec<Step> = path.iter().cloned().chain([Step::Key(key.to_owned())]).collect();
    !super::places(&path).is_empty()
}

/// Whether a value may be given in several languages: a text, or a list of texts.
pub fn is_translatable(path: &[Step], places: &[&'static Value]) -> bool {
    let is_apart = match path {
        [Step::Key(key)] => APART.contains(&key.as_str()) || NAMED.contains(&key.as_str()),
        [Step::Key(key), ..] => APART.contains(&key.as_str()),
        _ => true,
    };
    let has_type = |place: &Value, wanted: &str| match place.get("type") {
        Some(Value::String(kind)) => kind == wanted,
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == wanted),
        _ => false,
    };
    let is_text = |place: &Value| has_type(place, "string") && place.get("enum").is_none();
    let is_list =
        |place: &'static Value| place.get("items").is_some_and(|items| alternatives(items).into_iter().any(is_text));
    !is_apart && places.iter().any(|place| is_text(place) || is_list(place))
}
