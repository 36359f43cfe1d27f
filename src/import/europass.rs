//! Europass, the CV format of the European Union until 2020 (Cedefop's XML and JSON, version 3): XML is read as the JSON
//! of the same structure.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use serde_json::{Map, Value as Json};

use super::draft::{Draft, Fields, scalar, text};
use super::dropped::DroppedList;
use super::texts::{markup, put_summary};
use super::unstructured::xml::{entity, unescaped};
use crate::source::Span;
use crate::yaml::{Node, Value};

/// The deepest nesting that is read.
const DEEPEST: usize = 60;

/// Whether an XML text is a Europass document.
pub fn is_xml(text: &str) -> bool {
    let head: String = text.trim_start_matches('\u{feff}').trim_start().chars().take(2000).collect();
    // The texts of its JSON have tags, too.
    head.starts_with('<') && head.contains("SkillsPassport")
}

/// Whether a tree has the shape of Europass.
pub fn is_shape(root: &Node) -> bool {
    root.find("SkillsPassport").unwrap_or(root).find("LearnerInfo").is_some()
}

/// Converts XML to JSON: elements by their names without prefixes, attributes like elements, repeated elements as lists.
pub fn json_of(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<(String, Map<String, Json>, String)> = Vec::new();
    let mut root = Map::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) if open.len() < DEEPEST => open.push(begun(&tag)),
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
            Event::End(_) => {
                let Some((name, mut fields, text)) = open.pop() else { continue };
                let value = match (fields.is_empty(), text.trim()) {
                    (true, text) => Json::from(text),
                    (false, "") => Json::Object(fields),
                    (false, text) => {
                        fields.insert("Text".into(), text.into());
                        Json::Object(fields)
                    }
                };
                add(open.last_mut().map_or(&mut root, |(_, fields, _)| fields), name, value);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    serde_json::to_string_pretty(&Json::Object(root)).expect("texts are JSON")
}

/// An element that begins: its name, its attributes, its text.
fn begun(tag: &BytesStart) -> (String, Map<String, Json>, String) {
    let attributes = tag.attributes().flatten().filter_map(|attribute| {
        let name = attribute.key.local_name().as_ref().to_owned();
        // Those of dates are data; the rest is about the XML.
        ["year", "month", "day"].contains(&name.as_str()).then(|| {
            let key = name[..1].to_uppercase() + &name[1..];
            (key, Json::from(unescaped(&attribute.value).trim_start_matches('-')))
        })
    });
    (tag.local_name().as_ref().to_owned(), attributes.collect(), String::new())
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
    let span = root.span;
    let mut fields = Fields::of(root, "");
    let mut passport = match fields.has("SkillsPassport") {
        true => fields.take_fields("SkillsPassport"),
        false => fields,
    };
    let mut info = passport.take_fields("LearnerInfo");
    let mut made = Draft::default();
    made.put("basics", basics(&mut info, losses));
    let jobs = info.take_list("WorkExperience").into_iter().filter_map(|node| job(node, losses));
    made.put_list("work", jobs.collect());
    let schools = info.take_list("Education").into_iter().filter_map(|node| school(node, losses));
    made.put_list("education", schools.collect());
    let mut known = info.take_fields("Skills");
    made.put_list("languages", languages(known.take_fields("Linguistic"), losses));
    made.put_list("skills", skills(known, losses));
    let achievements = info.take_list("Achievement").into_iter().filter_map(|node| achievement(node, losses));
    if let Some(entries) = super::draft::list(achievements.collect()) {
        let mut section = Draft::default();
        section.put("title", text("Achievements", entries.span));
        section.put("entries", entries);
        let mut custom = Draft::default();
        custom.put("achievements", section.node(span));
        made.put("custom", custom.node(span));
    }
    info.lose_rest("there is no place for it", losses);
    for about in ["DocumentInfo", "PrintingPreferences", "schemaLocation", "locale", "Locale", "version"] {
        drop(passport.take(about));
    }
    passport.lose_rest("there is no place for it", losses);
    made.node(span).unwrap_or_else(|| Node::nothing(span))
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

fn put_period(made: &mut Draft, fields: &mut Fields) {
    let mut period = fields.take_fields("Period");
    made.put("startDate", period.take("From").and_then(day));
    made.put("endDate", period.take("To").and_then(day));
    let current = period.take("Current").filter(|node| scalar(node) == Some("true"));
    if let Some(current) = current.filter(|_| !made.has("endDate")) {
        made.put("endDate", text("present", current.span));
    }
}

fn basics(info: &mut Fields, losses: &mut DroppedList) -> Option<Node> {
    let mut person = info.take_fields("Identification");
    let span = person.span;
    let mut made = Draft::default();
    let mut name = person.take_fields("PersonName");
    let parts: Vec<Node> = ["FirstName", "Surname"].iter().filter_map(|key| name.take(key)).collect();
    if let (Some(first), Some(last)) = (parts.first(), parts.last()) {
        let whole: Vec<&str> = parts.iter().filter_map(scalar).collect();
        let (start, end) = (first.span.start.min(last.span.start), first.span.end.max(last.span.end));
        made.put("name", text(whole.join(" "), Span { start, end, ..first.span }));
    }
    let mut headline = info.take_fields("Headline");
    drop(headline.take("Type"));
    made.put("label", headline.take("Description").and_then(label));
    let mut contact = person.take_fields("ContactInfo");
    let address = contact.take_fields("Address");
    put_address(&mut made, address, losses);
    made.put_one_or_many("email", contact.take_list("Email").into_iter().filter_map(label).collect());
    made.put_one_or_many("phone", contact.take_list("Telephone").into_iter().filter_map(label).collect());
    made.put_one_or_many("url", contact.take_list("Website").into_iter().filter_map(label).collect());
    let mut facts = Vec::new();
    for node in contact.take_list("InstantMessaging") {
        let mut fields = Fields::of(node, "InstantMessaging");
        let network = fields.take("Use").and_then(label);
        facts.extend(fact(network, "Messenger", fields.take("Contact").and_then(label)));
    }
    let mut about = person.take_fields("Demographics");
    for (key, name) in [("Birthdate", "Date of birth"), ("Gender", "Gender"), ("Nationality", "Nationality")] {
        for node in about.take_list(key) {
            let value = if key == "Birthdate" { day(node) } else { label(node) };
            facts.extend(fact(None, name, value));
        }
    }
    made.put_list("facts", facts);
    for rest in [headline, contact, about] {
        rest.lose_rest("there is no place for it", losses);
    }
    drop(person.take("Photo"));
    person.lose_rest("there is no place for it", losses);
    made.node(span)
}

fn fact(name: Option<Node>, default: &str, value: Option<Node>) -> Option<Node> {
    let value = value?;
    let span = value.span;
    let mut fact = Draft::default();
    fact.put("name", name.unwrap_or_else(|| text(default, span)));
    fact.put("value", value);
    fact.node(span)
}

fn put_address(made: &mut Draft, mut address: Fields, losses: &mut DroppedList) {
    let mut fields = address.take_fields("Contact");
    for (from, to) in [("AddressLine", "address"), ("PostalCode", "postalCode"), ("Municipality", "city")] {
        if let Some(value) = fields.take(from) {
            made.put_into("location", to, value);
        }
    }
    let mut country = fields.take_fields("Country");
    if let Some(code) = country.take_any(&["Code", "Label"]) {
        made.put_into("location", "countryCode", code);
    }
    drop(country.take("Label"));
    for rest in [country, fields, address] {
        rest.lose_rest("there is no place for it", losses);
    }
}

/// The town and country of an organisation as one text.
fn place(organisation: &mut Fields) -> Option<Node> {
    let mut contact = organisation.take_fields("ContactInfo");
    let mut address = contact.take_fields("Address");
    let mut fields = address.take_fields("Contact");
    let town = fields.take("Municipality");
    let country = fields.take("Country").and_then(|node| node.find("Label").cloned().or(Some(node))).and_then(label);
    for (key, node) in [("AddressLine", fields.take("AddressLine")), ("PostalCode", fields.take("PostalCode"))] {
        if let Some(node) = node {
            organisation.give_back(key, node);
        }
    }
    let website = contact.take("Website");
    if let Some(website) = website {
        organisation.give_back("Website", website);
    }
    let span = town.as_ref().or(country.as_ref())?.span;
    let parts: Vec<&str> = [&town, &country].into_iter().flatten().filter_map(scalar).collect();
    Some(text(parts.join(", "), span))
}

fn job(node: Node, losses: &mut DroppedList) -> Option<Node> {
    let mut fields = Fields::of(node, "WorkExperience");
    let span = fields.span;
    let mut made = Draft::default();
    let mut employer = fields.take_fields("Employer");
    made.put("name", employer.take("Name"));
    made.put("position", fields.take("Position").and_then(label));
    made.put("location", place(&mut employer));
    made.put("url", employer.take("Website").and_then(label));
    put_period(&mut made, &mut fields);
    put_summary(&mut made, fields.take("Activities"));
    if let Some(sector) = employer.take("Sector").and_then(label) {
        employer.give_back("Sector", sector);
    }
    drop(fields.take("ReferenceTo"));
    made.note_rest(employer, "Recto has no such key", losses);
    made.note_rest(fields, "Recto has no such key", losses);
    made.node(span)
}

fn school(node: Node, losses: &mut DroppedList) -> Option<Node> {
    let mut fields = Fields::of(node, "Education");
    let span = fields.span;
    let mut made = Draft::default();
    let mut organisation = fields.take_fields("Organisation");
    made.put("institution", organisation.take("Name"));
    made.put("studyType", fields.take("Title").and_then(label));
    made.put("area", fields.take("Field").and_then(label));
    made.put("location", place(&mut organisation));
    made.put("url", organisation.take("Website").and_then(label));
    put_period(&mut made, &mut fields);
    put_summary(&mut made, fields.take("Activities"));
    if let Some(level) = fields.take("Level").and_then(label) {
        fields.give_back("Level", level);
    }
    drop(fields.take("ReferenceTo"));
    made.note_rest(organisation, "Recto has no such key", losses);
    made.note_rest(fields, "Recto has no such key", losses);
    made.node(span)
}

/// Languages, with the levels of the European framework.
fn languages(mut fields: Fields, losses: &mut DroppedList) -> Vec<Node> {
    let mut made = Vec::new();
    for node in fields.take_list("MotherTongue") {
        let span = node.span;
        let mut language = Draft::default();
        language.put("language", label(node));
        language.put("fluency", text("Mother tongue", span));
        made.extend(language.node(span));
    }
    for node in fields.take_list("ForeignLanguage") {
        let mut foreign = Fields::of(node, "ForeignLanguage");
        let span = foreign.span;
        let mut language = Draft::default();
        language.put("language", foreign.take("Description").and_then(label));
        let levels = foreign.take("ProficiencyLevel");
        language.put("fluency", levels.and_then(fluency));
        drop(foreign.take("ReferenceTo"));
        language.note_rest(foreign, "Recto has no such key", losses);
        made.extend(language.node(span));
    }
    fields.lose_rest("there is no place for it", losses);
    made
}

/// One level, if all are the same, else each with what it is of.
fn fluency(levels: Node) -> Option<Node> {
    let named: Vec<(String, &str)> = levels
        .entries()
        .iter()
        .filter_map(|entry| {
            let words = entry.key.name.replace("Spoken", "spoken ").to_lowercase();
            Some((words, scalar(&entry.value)?))
        })
        .collect();
    let (_, first) = named.first()?;
    let all: Vec<String> = named.iter().map(|(what, level)| format!("{what} {level}")).collect();
    let is_one = named.iter().all(|(_, level)| level == first);
    Some(text(if is_one { (*first).to_owned() } else { all.join(", ") }, levels.span))
}

fn skills(mut fields: Fields, losses: &mut DroppedList) -> Vec<Node> {
    const KINDS: &[(&str, &str)] = &[
        ("Communication", "Communication skills"),
        ("Organisational", "Organisational skills"),
        ("JobRelated", "Job-related skills"),
        ("Computer", "Digital skills"),
        ("Other", "Other skills"),
    ];
    let mut made = Vec::new();
    for (key, title) in KINDS {
        let Some(node) = fields.take(key) else { continue };
        let span = node.span;
        let mut group = Draft::default();
        group.put("name", text(*title, span));
        let (paragraphs, bullets) = label(node).as_ref().map(markup).unwrap_or_default();
        let words: Vec<Node> = paragraphs.into_iter().chain(bullets).map(|word| text(word, span)).collect();
        if !words.is_empty() {
            group.put_list("keywords", words);
            made.extend(group.node(span));
        }
    }
    if let Some(node) = fields.take("Driving") {
        let span = node.span;
        let licences = node.find("Description").unwrap_or(&node);
        let licences = licences.find("Licence").cloned().or_else(|| Some(licences.clone()));
        let licences = licences.map(super::draft::items).unwrap_or_default();
        let mut group = Draft::default();
        group.put("name", text("Driving licence", span));
        group.put_list("keywords", licences.into_iter().filter_map(label).collect());
        made.extend(group.node(span));
    }
    fields.lose_rest("there is no place for it", losses);
    made
}

fn achievement(node: Node, losses: &mut DroppedList) -> Option<Node> {
    let mut fields = Fields::of(node, "Achievement");
    let span = fields.span;
    let mut made = Draft::default();
    made.put("title", fields.take("Title").and_then(label));
    put_summary(&mut made, fields.take("Description"));
    drop(fields.take("ReferenceTo"));
    made.note_rest(fields, "Recto has no such key", losses);
    made.node(span)
}
