//! Serializes a résumé as YAML and as JSON Resume v1.0.0.
//!
//! Absent values are omitted, and `note` is never written.

use serde_yaml::{Mapping, Value};

use super::{Date, DateOrPeriod, Resume, RichText};

impl Resume {
    /// The résumé as YAML.
    pub fn to_yaml(&self) -> String {
        let mut value = self.to_value();
        bare_years(&mut value);
        plain_breaks(&mut value);
        serde_yaml::to_string(&value).expect("a résumé is plain data")
    }

    /// The résumé as JSON Resume v1.0.0. Extensions are written under additional keys, which its
    /// schema allows, except where the schema forbids them: `endDate: present` is omitted, and
    /// nested highlights are flattened.
    pub fn to_json(&self) -> String {
        let mut value = self.to_value();
        conform(&mut value);
        let mut json = serde_json::to_string_pretty(&value).expect("a résumé is plain data");
        json.push('\n');
        json
    }

    /// What the résumé prints, for sharing, as JSON Resume v1.0.0: without tags, letter, applications and
    /// other private data. If the format would lose data, the complete résumé is added under
    /// `x-recto`. `theme` is the name of the theme used.
    pub fn to_given_json(&self, theme: &str) -> String {
        let mut value = self.to_given_value(theme);
        without_folders(&mut value);
        let mut conformed = value.clone();
        conform(&mut conformed);
        if conformed != value
            && let Value::Mapping(entries) = &mut conformed
        {
            entries.insert("x-recto".into(), value);
        }
        let mut json = serde_json::to_string_pretty(&conformed).expect("a résumé is plain data");
        json.push('\n');
        json
    }

    /// What the résumé prints, for sharing, as YAML from which Recto produces the same pages; without letter and private data.
    pub fn to_given_yaml(&self, theme: &str) -> String {
        let mut value = self.to_given_value(theme);
        bare_years(&mut value);
        serde_yaml::to_string(&value).expect("a résumé is plain data")
    }

    /// What the résumé prints, with its letter, as YAML from which Recto produces the same pages. It has no tags, notes and
    /// other applications, no sections that are not printed, and the name of the theme used.
    pub fn to_printed_yaml(&self, theme: &str) -> String {
        let mut value = self.printed().to_untagged_value();
        name_theme(&mut value, theme);
        bare_years(&mut value);
        plain_breaks(&mut value);
        serde_yaml::to_string(&value).expect("a résumé is plain data")
    }

    fn to_given_value(&self, theme: &str) -> Value {
        let given = Resume { letter: None, ..self.printed() };
        let mut value = given.to_value();
        // Only the portrait is attached.
        without_entry_keys(&mut value, &["tags", "logo", "signature"]);
        name_theme(&mut value, theme);
        value
    }

    /// The résumé as untyped data, without absent values.
    pub(crate) fn to_value(&self) -> Value {
        let mut value = serde_yaml::to_value(self).expect("a résumé is plain data");
        prune(&mut value);
        value
    }

    /// The résumé as untyped data without the tags of entries, which are not printed.
    pub(crate) fn to_untagged_value(&self) -> Value {
        let mut value = self.to_value();
        without_entry_keys(&mut value, &["tags"]);
        value
    }
}

/// Sets the name of the theme.
fn name_theme(value: &mut Value, theme: &str) {
    match value.get_mut("theme") {
        Some(Value::Mapping(choice)) => {
            choice.insert("name".into(), theme.into());
        }
        Some(choice) => *choice = theme.into(),
        None => value["theme"] = theme.into(),
    }
}

/// Removes keys of all entries. Custom sections and theme options may have the same names.
fn without_entry_keys(value: &mut Value, keys: &[&str]) {
    let Value::Mapping(entries) = value else { return };
    for (key, value) in entries.iter_mut() {
        match (key.as_str(), value) {
            (Some("custom"), Value::Mapping(sections)) => {
                sections.values_mut().for_each(|section| without_keys(section, keys));
            }
            (Some("theme" | "sections" | "basics"), _) => {}
            (_, value) => without_keys(value, keys),
        }
    }
}

/// Removes the folders of pictures: they are private.
fn without_folders(value: &mut Value) {
    match value {
        Value::Mapping(entries) => {
            for (key, value) in entries.iter_mut() {
                let is_picture = matches!(key.as_str(), Some("image" | "file"));
                match value.as_str().filter(|path| is_picture && !path.starts_with("data:")) {
                    Some(path) => *value = path.rsplit('/').next().unwrap_or(path).to_owned().into(),
                    None => without_folders(value),
                }
            }
        }
        Value::Sequence(items) => items.iter_mut().for_each(without_folders),
        _ => {}
    }
}

/// Removes keys at all levels.
fn without_keys(value: &mut Value, keys: &[&str]) {
    match value {
        Value::Mapping(entries) => {
            entries.retain(|key, _| !key.as_str().is_some_and(|key| keys.contains(&key)));
            entries.iter_mut().for_each(|(_, value)| without_keys(value, keys));
        }
        Value::Sequence(items) => items.iter_mut().for_each(|item| without_keys(item, keys)),
        _ => {}
    }
}

/// Removes nulls, empty lists and empty mappings.
fn prune(value: &mut Value) {
    match value {
        Value::Mapping(entries) => {
            entries.iter_mut().for_each(|(_, value)| prune(value));
            entries.retain(|_, value| !is_absent(value));
        }
        Value::Sequence(items) => items.iter_mut().for_each(prune),
        _ => {}
    }
}

fn is_absent(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Sequence(items) => items.is_empty(),
        Value::Mapping(entries) => entries.is_empty(),
        _ => false,
    }
}

/// Replaces other line breaks (U+0085, U+2028, U+2029) with spaces in multi-line texts: YAML 1.2
/// reads them as ordinary characters, but the serializer, like YAML 1.1, treats them as line
/// breaks.
fn plain_breaks(value: &mut Value) {
    match value {
        Value::String(text) if text.contains('\n') => *text = text.replace(['\u{85}', '\u{2028}', '\u{2029}'], " "),
        Value::Sequence(items) => items.iter_mut().for_each(plain_breaks),
        Value::Mapping(entries) => entries.values_mut().for_each(plain_breaks),
        _ => {}
    }
}

/// Converts years in date fields to numbers, which need no quotes.
fn bare_years(value: &mut Value) {
    match value {
        Value::Mapping(entries) => {
            for (key, value) in entries.iter_mut() {
                let dated = key.as_str().is_some_and(|key| key.to_lowercase().ends_with("date"));
                match value.as_str().and_then(|text| text.parse::<u16>().ok()) {
                    Some(year @ 1000..3000) if dated => *value = year.into(),
                    _ => bare_years(value),
                }
            }
        }
        Value::Sequence(items) => items.iter_mut().for_each(bare_years),
        _ => {}
    }
}

/// Changes values that the JSON Resume schema does not allow.
fn conform(value: &mut Value) {
    match value {
        Value::Mapping(entries) => {
            first_of_many(entries);
            plain_image(entries);
            plain_titles(entries);
            plain_dates(entries);
            entries.retain(|key, value| key.as_str() != Some("endDate") || value.as_str() != Some("present"));
            if let Some(Value::Sequence(items)) = entries.get_mut("highlights") {
                *items = items.iter().flat_map(flat).collect();
            }
            entries.iter_mut().for_each(|(_, value)| conform(value));
        }
        Value::Sequence(items) => items.iter_mut().for_each(conform),
        _ => {}
    }
}

/// Writes the titles of publications without markup, which readers of JSON Resume do not expect there,
/// and as they are under a key of our own.
fn plain_titles(entries: &mut Mapping) {
    let Some(Value::Sequence(publications)) = entries.get_mut("publications") else { return };
    for publication in publications.iter_mut().filter_map(Value::as_mapping_mut) {
        let title = publication.get("name").and_then(Value::as_str).and_then(|title| title.parse::<RichText>().ok());
        if let Some(title) = title.filter(|title| title.has_markup()) {
            let written = publication.insert("name".into(), title.plain().into());
            publication.insert("x-name".into(), written.unwrap_or_default());
        }
    }
}

/// Writes a portrait that is cropped as its file alone.
fn plain_image(entries: &mut Mapping) {
    if let Some(file) = entries.get("image").and_then(|image| image.get("file")).cloned() {
        let image = entries.insert("image".into(), file);
        entries.insert("x-image".into(), image.unwrap_or_default());
    }
}

/// Keeps the first of several email addresses, phone numbers and web pages, and all of them under a key
/// of our own.
fn first_of_many(entries: &mut Mapping) {
    for key in ["email", "phone", "url"] {
        if let Some(many @ Value::Sequence(items)) = entries.get(key).cloned().as_ref()
            && let Some(first) = items.first().cloned()
        {
            entries.insert(key.into(), first);
            entries.insert(format!("x-{key}").into(), many.clone());
        }
    }
}

/// Writes dates that ISO 8601 has no form for as the year or date that is sure, and as they are under a
/// key of our own.
fn plain_dates(entries: &mut Mapping) {
    for key in ["startDate", "endDate", "date", "releaseDate"] {
        let Some(written) = entries.get(key).cloned() else { continue };
        let text = match &written {
            Value::String(text) if text == "present" || text.parse::<Date>().is_ok() => continue,
            Value::String(text) => text.clone(),
            Value::Mapping(words) => match words.get("sort") {
                Some(Value::String(sort)) => sort.clone(),
                _ => String::new(),
            },
            _ => continue,
        };
        let sure = text.parse::<DateOrPeriod>().ok().and_then(|date| date.start().date());
        match sure {
            Some(date) => entries.insert(key.into(), date.to_string().into()),
            None => entries.remove(key),
        };
        entries.insert(format!("x-{key}").into(), written);
    }
}

/// Flattens a highlight and its nested highlights.
fn flat(highlight: &Value) -> Vec<Value> {
    let Value::Mapping(parts) = highlight else { return vec![highlight.clone()] };
    let below = |parts: &Mapping| parts.get("highlights").and_then(Value::as_sequence).cloned().unwrap_or_default();
    let text = parts.get("text").cloned();
    text.into_iter().chain(below(parts).iter().flat_map(flat)).collect()
}
