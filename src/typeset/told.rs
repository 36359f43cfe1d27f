//! What a theme is told of a résumé, as plain texts: what must be read back out of
//! its pages.

use typst::foundations::{Content, Dict, SequenceElem, Value};
use typst::model::{ListElem, ParbreakElem};

/// A text that a theme was handed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Told {
    /// The keys that lead to it in the résumé, such as `work[0].position`.
    pub path: String,
    /// What it is to a reader.
    pub part: Part,
    /// The text, as it is printed.
    pub text: String,
}

/// What a text is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The person's name.
    Name,
    /// The mail address.
    Email,
    /// The telephone number.
    Phone,
    /// An address on the web that is printed.
    Address,
    /// Another line of the head.
    Head,
    /// The title of a section.
    Title,
    /// What leads an entry.
    Lead,
    /// When something was.
    Dates,
    /// Anything else that an entry says.
    Text,
}

impl Part {
    /// As programs are told.
    pub fn name(self) -> &'static str {
        match self {
            Part::Name => "name",
            Part::Email => "email",
            Part::Phone => "phone",
            Part::Address => "address",
            Part::Head => "head",
            Part::Title => "title",
            Part::Lead => "lead",
            Part::Dates => "dates",
            Part::Text => "text",
        }
    }
}

/// Keys of what is not printed as text in every theme.
const NOT_SAID: &[&str] = &["url", "kind", "stops", "doi", "image", "key"];

/// Keys by which an entry is led.
const LEADS: &[&str] = &["name", "organization", "institution", "title", "language"];

/// All texts of the dictionary that a theme is handed, in its order.
pub fn texts(data: &Dict, locations: bool) -> Vec<Told> {
    let mut found = Vec::new();
    if let Ok(Value::Dict(basics)) = data.get("basics") {
        head(basics, &mut found);
    }
    let sections =
        data.get("sections").ok().and_then(|sections| sections.clone().cast::<typst::foundations::Array>().ok());
    for section in sections.into_iter().flatten() {
        let Value::Dict(section) = section else { continue };
        let of = |key: &str| section.get(key).ok().map(plain).unwrap_or_default();
        let (key, kind) = (of("key"), of("kind"));
        found.push(Told { path: "sections".into(), part: Part::Title, text: of("title") });
        let path = if kind == "custom" { format!("custom.{key}.entries") } else { key.clone() };
        let Ok(Value::Array(entries)) = section.get("entries") else { continue };
        for (index, entry) in entries.iter().enumerate() {
            let path = if key == "basics.summary" { key.clone() } else { format!("{path}[{index}]") };
            match entry {
                Value::Dict(parts) => self::entry(&path, parts, locations, &mut found),
                other => push(&path, Part::Text, other, &mut found),
            }
        }
    }
    found.retain(|told| !told.text.trim().is_empty());
    found
}

/// All texts of the letter in the dictionary that a theme is handed; `None` if there is no letter.
pub fn texts_of_letter(data: &Dict) -> Option<Vec<Told>> {
    let Ok(Value::Dict(letter)) = data.get("letter") else { return None };
    let mut found = Vec::new();
    if let Ok(Value::Dict(basics)) = data.get("basics") {
        head(basics, &mut found);
    }
    for key in ["recipient", "date", "subject", "opening", "body", "closing", "enclosures"] {
        let path = format!("letter.{key}");
        match letter.get(key) {
            Ok(Value::Array(lines)) => lines.iter().for_each(|line| push(&path, Part::Text, line, &mut found)),
            Ok(text) => push(&path, Part::Text, text, &mut found),
            Err(_) => {}
        }
    }
    found.retain(|told| !told.text.trim().is_empty());
    Some(found)
}

fn head(basics: &Dict, found: &mut Vec<Told>) {
    for (key, value) in basics.iter() {
        let path = format!("basics.{key}");
        match (key.as_str(), value) {
            ("name", value) => push(&path, Part::Name, value, found),
            ("contacts", Value::Array(contacts)) => {
                for contact in contacts.iter() {
                    let Value::Dict(contact) = contact else { continue };
                    let of = |key: &str| contact.get(key).ok().map(plain).unwrap_or_default();
                    let kind = of("kind");
                    let (key, part) = match kind.as_str() {
                        "email" => ("email", Part::Email),
                        "phone" => ("phone", Part::Phone),
                        "url" => ("url", Part::Address),
                        "profile" if !of("url").is_empty() => ("profiles", Part::Address),
                        "profile" => ("profiles", Part::Head),
                        _ => ("location", Part::Head),
                    };
                    found.push(Told { path: format!("basics.{key}"), part, text: of("text") });
                }
            }
            ("facts", Value::Array(facts)) => {
                for fact in facts.iter() {
                    let Value::Dict(fact) = fact else { continue };
                    fact.iter().for_each(|(_, value)| push(&path, Part::Head, value, found));
                }
            }
            ("label" | "pronouns", value) => push(&path, Part::Head, value, found),
            _ => {}
        }
    }
}

fn entry(path: &str, parts: &Dict, locations: bool, found: &mut Vec<Told>) {
    let lead = LEADS.iter().find(|key| parts.contains(key));
    for (key, value) in parts.iter() {
        let key = key.as_str();
        if NOT_SAID.contains(&key) || key == "location" && !locations {
            continue;
        }
        let path = format!("{path}.{}", if key == "dates" { "startDate" } else { key });
        match value {
            Value::Dict(dates) if key == "dates" => {
                if let Ok(text) = dates.get("text") {
                    push(&path, Part::Dates, text, found);
                }
            }
            Value::Dict(inner) => self::entry(&path, inner, locations, found),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let path = format!("{path}[{index}]");
                    match item {
                        Value::Dict(inner) if key == "contacts" => {
                            if let Ok(text) = inner.get("text") {
                                push(&path, Part::Text, text, found);
                            }
                        }
                        Value::Dict(inner) => self::entry(&path, inner, locations, found),
                        other => push(&path, Part::Text, other, found),
                    }
                }
            }
            other => {
                let part = if lead.is_some_and(|lead| *lead == key) { Part::Lead } else { Part::Text };
                push(&path, part, other, found);
            }
        }
    }
}

fn push(path: &str, part: Part, value: &Value, found: &mut Vec<Told>) {
    found.push(Told { path: path.into(), part, text: plain(value) });
}

fn plain(value: &Value) -> String {
    match value {
        Value::Str(text) => text.to_string(),
        Value::Content(content) => {
            let mut text = String::new();
            letters(content, &mut text);
            text
        }
        _ => String::new(),
    }
}

/// The letters of content, in which paragraphs and items of lists are lines.
fn letters(content: &Content, text: &mut String) {
    if let Some(sequence) = content.to_packed::<SequenceElem>() {
        sequence.children.iter().for_each(|child| letters(child, text));
    } else if let Some(list) = content.to_packed::<ListElem>() {
        for item in &list.children {
            text.push('\n');
            letters(&item.body, text);
        }
    } else if content.is::<ParbreakElem>() {
        text.push('\n');
    } else {
        text.push_str(&content.plain_text());
    }
}
