//! Europass, the CV format of the European Union: the *SkillsPassport* of Cedefop until 2020, as XML or JSON, and the
//! *Candidate* since then. XML is read as JSON of the same structure.

pub mod candidate;
mod codes;
mod passport;
mod words;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use serde_json::{Map, Value as Json};

use super::draft::{Draft, Fields, scalar, text};
use super::dropped::DroppedList;
use super::texts::capitalized;
use super::unstructured::xml::{entity, unescaped};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::locale::Locale;
use crate::source::{Source, Span};
use crate::yaml::{Node, Value};

/// Why a value is only in a comment.
const NO_PLACE: &str = "there is no place for it";

/// Why a value is only in a note.
const NO_KEY: &str = "Recto has no such key";

/// The deepest nesting that is read.
const DEEPEST: usize = 60;

/// Whether an XML text is a Europass document.
pub fn is_xml(text: &str) -> bool {
    let head: String = text.trim_start_matches('\u{feff}').trim_start().chars().take(2000).collect();
    // The texts of its JSON have tags, too.
    let is_candidate = || head.contains("Candidate") && (head.contains("hr-xml.org") || head.contains("europass.eu"));
    head.starts_with('<') && (head.contains("SkillsPassport") || is_candidate())
}

/// Whether a tree has the shape of Europass.
pub fn is_shape(root: &Node) -> bool {
    root.find("SkillsPassport").unwrap_or(root).find("LearnerInfo").is_some()
        || root.find("Candidate").is_some_and(|candidate| candidate.find("CandidateProfile").is_some())
}

/// Reads XML as JSON: elements by their names without prefixes, attributes like elements, repeated elements as lists. Of a
/// damaged file, what comes before the damage.
pub fn read(name: &str, xml: &str, diagnostics: &mut Diagnostics) -> Source {
    let (json, damage) = json_of(xml);
    if let Some(line) = damage {
        let message = format!("the XML of `{name}` is damaged in line {line}; what follows was not read");
        let help = "export it again if you can; or complete the résumé by hand";
        diagnostics.push(Diagnostic::warning(Code::NotImported, message).help(help));
    }
    Source::new(name, json)
}

/// The JSON of XML, and the line in which it is damaged.
fn json_of(xml: &str) -> (String, Option<usize>) {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<Element> = Vec::new();
    let mut root = Map::new();
    // Elements that are nested too deeply, whose texts belong to the one around them.
    let mut deeper = 0usize;
    let is_whole = loop {
        let Ok(event) = reader.read_event() else { break false };
        match event {
            Event::Start(tag) if open.len() < DEEPEST => open.push(begun(&tag)),
            Event::Start(_) => deeper += 1,
            Event::Empty(tag) => {
                let (name, fields, _) = begun(&tag);
                add(open.last_mut().map_or(&mut root, |(_, fields, _)| fields), name, Json::Object(fields));
            }
            Event::Text(content) => {
                if let Some((.., text)) = open.last_mut() {
                    text.push_str(&content.xml10_content());
                }
            }
            Event::CData(content) => {
                if let Some((.., text)) = open.last_mut() {
                    text.push_str(&content.xml10_content());
                }
            }
            Event::GeneralRef(reference) => {
                if let Some((.., text)) = open.last_mut() {
                    text.push_str(&entity(&reference));
                }
            }
            Event::End(_) if deeper > 0 => deeper -= 1,
            Event::End(_) => {
                end(&mut open, &mut root);
            }
            Event::Eof => break open.is_empty(),
            _ => {}
        }
    };
    let read = usize::try_from(reader.buffer_position()).unwrap_or(xml.len());
    let damage = (!is_whole).then(|| 1 + xml.bytes().take(read).filter(|byte| *byte == b'\n').count());
    while !open.is_empty() {
        end(&mut open, &mut root);
    }
    let mut tree = Json::Object(root);
    codes::resolve(&mut tree);
    (serde_json::to_string_pretty(&tree).expect("texts are JSON"), damage)
}

/// An element that has begun: its name, its fields, its text.
type Element = (String, Map<String, Json>, String);

/// Ends the innermost element, and adds it to the one around it.
fn end(open: &mut Vec<Element>, root: &mut Map<String, Json>) {
    let Some((name, mut fields, text)) = open.pop() else { return };
    let value = match (fields.is_empty(), text.trim()) {
        (true, text) => Json::from(text),
        (false, "") => Json::Object(fields),
        (false, text) => {
            fields.insert("Text".into(), text.into());
            Json::Object(fields)
        }
    };
    add(open.last_mut().map_or(root, |(_, fields, _)| fields), name, value);
}

/// An element that begins: its name, its attributes, its text.
fn begun(tag: &BytesStart) -> Element {
    let element = tag.local_name().as_ref().to_owned();
    let attributes = tag.attributes().flatten().filter_map(|attribute| {
        let name = attribute.key.local_name().as_ref().to_owned();
        // Those of dates and the language of the file are data; the rest is about the XML.
        let is_data = match element.as_str() {
            "SkillsPassport" => name == "locale",
            "CandidateProfile" => name == "languageCode",
            _ => ["year", "month", "day"].contains(&name.as_str()),
        };
        is_data.then(|| (capitalized(&name), Json::from(unescaped(&attribute.value).trim_start_matches('-'))))
    });
    let attributes = attributes.collect();
    (element, attributes, String::new())
}

/// Adds a value; a second one of the same name makes a list. `WorkExperienceList` is the list itself.
fn add(fields: &mut Map<String, Json>, name: String, value: Json) {
    if let (Some(item), Json::Object(inner)) = (name.strip_suffix("List"), &value)
        && let (1, Some(items)) = (inner.len(), inner.get(item))
    {
        fields.insert(item.to_owned(), items.clone());
        return;
    }
    match fields.get_mut(&name) {
        Some(Json::Array(items)) => items.push(value),
        Some(first) => *first = Json::Array(vec![first.take(), value]),
        None => {
            fields.insert(name, value);
        }
    }
}

/// Converts a file to the tree of a résumé. What it has no place for is reported.
pub fn convert(root: Node, losses: &mut DroppedList) -> Node {
    let mut fields = Fields::of(root, "");
    if fields.has("Candidate") {
        return candidate::convert(fields.take_fields("Candidate"), losses);
    }
    match fields.has("SkillsPassport") {
        true => passport::convert(fields.take_fields("SkillsPassport"), losses),
        false => passport::convert(fields, losses),
    }
}

/// The words of the language of a file.
fn locale(tag: Option<&Node>) -> Locale {
    let named = tag.and_then(scalar).and_then(Locale::named);
    named.or_else(|| Locale::named("en")).expect("English is supported")
}

/// Whether the language of a file has to be written down: English is the default.
fn is_other_language(tag: &Node) -> bool {
    scalar(tag).is_some_and(|tag| tag != "en")
}

/// A label: a text, or a mapping with one.
fn label(node: Node) -> Option<Node> {
    match node.value {
        Value::Scalar { .. } => Some(node).filter(|node| scalar(node).is_some_and(|text| !text.is_empty())),
        Value::Mapping(_) => {
            let found = node.find("Label").or_else(|| node.find("Description")).or_else(|| node.find("Contact"));
            let found = found.or_else(|| node.find("Code"))?.clone();
            label(found)
        }
        Value::Sequence(items) => items.into_iter().find_map(label),
    }
}

/// A date, or a period's start or end.
fn day(node: Node) -> Option<Node> {
    if scalar(&node).is_some() {
        return Some(node);
    }
    let part = |key: &str| node.find(key).and_then(scalar).map(|text| text.trim_start_matches('-').to_owned());
    let mut date = part("Year")?;
    for key in ["Month", "Day"] {
        let Some(number) = part(key).and_then(|number| number.parse::<u8>().ok()).filter(|number| *number > 0) else {
            break;
        };
        date.push_str(&format!("-{number:02}"));
    }
    Some(text(date, node.span))
}

fn fact(name: Option<Node>, default: &str, value: Option<Node>) -> Option<Node> {
    let value = value?;
    let span = value.span;
    let mut fact = Draft::default();
    fact.put("name", name.unwrap_or_else(|| text(default, span)));
    fact.put("value", value);
    fact.node(span)
}

/// Several texts as one, which is where they are in the file.
fn joined(parts: impl IntoIterator<Item = Option<Node>>, separator: &str) -> Option<Node> {
    let parts: Vec<Node> = parts.into_iter().flatten().collect();
    let texts: Vec<&str> = parts.iter().filter_map(scalar).collect();
    let whole = texts.join(separator);
    let spans = parts.iter().map(|part| part.span);
    let span = spans.reduce(Span::joined)?;
    Some(text(whole, span))
}
