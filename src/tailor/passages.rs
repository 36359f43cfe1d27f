//! The texts of a résumé, each with its path.

use serde_yaml::Value;

use super::difference::name;
use crate::resume::{Paragraphs, Resume, Section};

/// A text of a résumé.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Passage {
    /// The keys that lead there, such as `work[Google].highlights[1]`.
    pub path: String,
    /// The section it stands in, by its key.
    pub section: String,
    /// The text as it is printed.
    pub text: String,
}

/// Keys of what is no text, or is not printed.
const NO_TEXT: &[&str] = &[
    "tags",
    "url",
    "image",
    "email",
    "phone",
    "countryCode",
    "postalCode",
    "address",
    "doi",
    "kind",
    "startDate",
    "endDate",
    "date",
    "releaseDate",
    "profiles",
    "facts",
    "citedAs",
];

/// Keys at the top of a résumé that are no sections.
const NO_SECTION: &[&str] =
    &["language", "sections", "theme", "pages", "letter", "applications", "meta", "embed", "advice", "bibliography"];

/// The texts of a résumé that are printed, in the order of the format.
pub fn passages(resume: &Resume) -> Vec<Passage> {
    let value: Value = serde_yaml::from_str(&resume.to_yaml()).expect("what is written is YAML");
    let mut found = Vec::new();
    let Value::Mapping(entries) = value else { return found };
    for (key, value) in &entries {
        let Some(key) = key.as_str().filter(|key| !NO_SECTION.contains(key)) else { continue };
        match value {
            Value::Mapping(sections) if key == "custom" => {
                for (own, value) in sections.iter().filter_map(|(own, value)| Some((own.as_str()?, value))) {
                    collect(&format!("custom.{own}"), own, value, &mut found);
                }
            }
            _ => collect(key, key, value, &mut found),
        }
    }
    for passage in &mut found {
        if passage.path == Section::Summary.key() {
            passage.section = Section::Summary.key().into();
        }
    }
    let printed: Vec<&str> = resume.sections.iter().map(|choice| choice.key.value.as_str()).collect();
    found.retain(|passage| {
        passage.section == "basics" || printed.is_empty() || printed.contains(&passage.section.as_str())
    });
    found
}

fn collect(path: &str, section: &str, value: &Value, found: &mut Vec<Passage>) {
    match value {
        Value::Mapping(entries) => {
            for (key, value) in entries.iter().filter_map(|(key, value)| Some((key.as_str()?, value))) {
                if !NO_TEXT.contains(&key) {
                    // A highlight with tags is one text, as one without is.
                    let path = if key == "text" { path.to_owned() } else { format!("{path}.{key}") };
                    collect(&path, section, value, found);
                }
            }
        }
        Value::Sequence(items) => {
            for (index, item) in items.iter().enumerate() {
                let own = name(item).filter(|_| item.get("text").is_none()).unwrap_or_else(|| index.to_string());
                collect(&format!("{path}[{own}]"), section, item, found);
            }
        }
        Value::String(text) => {
            let text = text.parse::<Paragraphs>().map_or_else(|_| text.clone(), |text| text.plain());
            found.push(Passage { path: path.into(), section: section.into(), text });
        }
        _ => {}
    }
}
