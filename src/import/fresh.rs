//! FRESH (<https://github.com/fresh-standard>): histories below sections, which become the sections of JSON Resume.

use super::draft::{Draft, Fields, items, list, pair, scalar, text};
use super::dropped::DroppedList;
use super::texts::{capitalized, put_summary};
use crate::yaml::{Node, Value};

/// A section, the section of JSON Resume that it becomes, and keys of its entries with those that they become.
struct Section {
    from: &'static str,
    to: &'static str,
    keys: &'static [(&'static str, &'static str)],
}

/// Sections with a history.
const HISTORIES: &[Section] = &[
    Section { from: "employment", to: "work", keys: &[("employer", "name")] },
    Section {
        from: "education",
        to: "education",
        keys: &[("title", "studyType"), ("grade", "score"), ("curriculum", "courses")],
    },
    Section { from: "service", to: "volunteer", keys: &[] },
];

/// Sections that are lists of entries.
const LISTS: &[Section] = &[
    Section { from: "projects", to: "projects", keys: &[("title", "name"), ("category", "type"), ("role", "roles")] },
    Section { from: "writing", to: "publications", keys: &[("title", "name"), ("date", "releaseDate")] },
    Section { from: "recognition", to: "awards", keys: &[("from", "awarder")] },
    Section { from: "languages", to: "languages", keys: &[("level", "fluency")] },
    Section { from: "interests", to: "interests", keys: &[] },
    Section { from: "references", to: "references", keys: &[("role", "position")] },
    Section { from: "testimonials", to: "references", keys: &[("quote", "reference")] },
];

/// Sections that become custom sections, and the key of an entry's second line.
const CUSTOM: &[(&str, &str)] = &[
    ("speaking", "event"),
    ("reading", "author"),
    ("samples", "role"),
    ("extracurricular", "activity"),
    ("affiliation", "role"),
    ("governance", "role"),
];

/// Brings a tree into the form of JSON Resume.
pub fn convert(root: Node, losses: &mut DroppedList) -> Node {
    let span = root.span;
    let mut file = Fields::of(root, "");
    let mut made = Draft::default();
    made.put("meta", file.take("meta"));
    made.put("basics", convert_basics(&mut file, losses));
    for Section { from, to, keys } in HISTORIES {
        let Some(section) = file.take(from) else { continue };
        let (entries, path) = history(section, from, losses);
        made.put_list(to, entries.into_iter().map(|entry| rename(entry, &path, keys, losses)).collect());
    }
    let mut skills = file.take_fields("skills");
    let sets =
        skills.take_list("sets").into_iter().map(|set| rename(set, "skills.sets", &[("skills", "keywords")], losses));
    let mut groups: Vec<Node> = sets.collect();
    groups.extend(convert_skills(skills.take_list("list")));
    made.put_list("skills", groups);
    skills.lose_rest("there is no place for it", losses);
    for Section { from, to, keys } in LISTS {
        let entries = file.take_list(from).into_iter().map(|entry| rename(entry, from, keys, losses));
        made.extend_list(to, entries.collect());
    }
    let mut custom = Draft::default();
    for (key, second) in CUSTOM {
        let Some(section) = file.take(key) else { continue };
        let at = section.span;
        let (entries, path) = history(section, key, losses);
        let keys = [(*second, "subtitle"), ("organization", "title")];
        let entries = entries.into_iter().map(|entry| rename(entry, &path, &keys, losses)).collect();
        let mut section = Draft::default();
        section.put("title", text(capitalized(key), at));
        section.put_list("entries", entries);
        custom.put(key, section.node(at));
    }
    made.put("custom", custom.node(span));
    file.lose_rest("there is no place for it", losses);
    made.node(span).unwrap_or_else(|| Node::nothing(span))
}

/// The entries of a section, which are its history or the section itself, and their path. The summary of a whole section
/// has no place.
fn history(section: Node, key: &str, losses: &mut DroppedList) -> (Vec<Node>, String) {
    if !matches!(section.value, Value::Mapping(_)) {
        return (items(section), key.to_owned());
    }
    let mut section = Fields::of(section, key);
    let (entries, path) = (section.take_list("history"), section.at("history"));
    section.lose_rest("there is no place for it", losses);
    (entries, path)
}

fn convert_basics(file: &mut Fields, losses: &mut DroppedList) -> Option<Node> {
    let span = file.span;
    let mut made = Draft::default();
    made.copy(file, "name", "name");
    let mut info = file.take_fields("info");
    made.copy(&mut info, "label", "label");
    made.copy(&mut info, "brief", "summary");
    made.copy(&mut info, "image", "image");
    info.lose_rest("there is no place for it", losses);
    let mut contact = file.take_fields("contact");
    made.copy(&mut contact, "website", "url");
    // One, or a list of mappings with labels.
    let mut of = |key: &str| -> Vec<Node> {
        let value = |node: Node| match node.value {
            Value::Mapping(_) => Fields::of(node, key).take_any(&["number", "value", key]),
            _ => Some(node),
        };
        contact.take_list(key).into_iter().filter_map(value).collect()
    };
    let (mut emails, mut phones) = (of("email"), of("phone"));
    let mut facts = Vec::new();
    for other in contact.take_list("other") {
        let mut fields = Fields::of(other, "contact.other");
        let Some(value) = fields.take("value") else { continue };
        let kind = fields.take("category").and_then(|kind| scalar(&kind).map(str::to_lowercase)).unwrap_or_default();
        match kind.as_str() {
            "email" => emails.push(value),
            "phone" => phones.push(value),
            _ => {
                let mut fact = Draft::default();
                fact.put("name", fields.take("label").unwrap_or_else(|| text("Other", value.span)));
                fact.put("value", value);
                facts.extend(fact.node(fields.span));
            }
        }
        fields.lose_rest("there is no place for it", losses);
    }
    contact.lose_rest("there is no place for it", losses);
    made.put_one_or_many("email", emails);
    made.put_one_or_many("phone", phones);
    made.put_list("facts", facts);
    made.put(
        "location",
        file.take("location")
            .map(|place| rename(place, "location", &[("code", "postalCode"), ("country", "countryCode")], losses)),
    );
    let profiles = file.take_list("social").into_iter().map(|profile| {
        let mut fields = Fields::of(profile, "social");
        let span = fields.span;
        let mut made = Draft::default();
        made.copy_any(&mut fields, &["network", "label"], "network");
        made.copy(&mut fields, "user", "username");
        made.copy(&mut fields, "url", "url");
        // The label says the network again.
        drop(fields.take("label"));
        fields.lose_rest("there is no place for it", losses);
        made.node(span)
    });
    let profiles: Vec<Node> = profiles.flatten().collect();
    made.put_list("profiles", profiles);
    made.node(span)
}

/// Skills with a level are entries; those without are one group.
fn convert_skills(skills: Vec<Node>) -> Vec<Node> {
    let (rated, plain): (Vec<Node>, Vec<Node>) =
        skills.into_iter().partition(|skill| skill.find("level").is_some() || skill.find("name").is_none());
    let names: Vec<Node> = plain.iter().filter_map(|skill| skill.find("name").cloned()).collect();
    let mut groups = rated;
    groups.extend(list(names).map(|names| pair("keywords", names)));
    groups
}

/// An entry with other keys, and with its settings in the form that they have here.
fn rename(entry: Node, path: &str, keys: &[(&str, &str)], losses: &mut DroppedList) -> Node {
    if !matches!(entry.value, Value::Mapping(_)) {
        return entry;
    }
    let span = entry.span;
    let mut fields = Fields::of(entry, path);
    let mut made = Draft::default();
    for (from, to) in keys {
        made.copy(&mut fields, from, to);
    }
    if let Some(publisher) = fields.take("publisher") {
        match publisher.value {
            Value::Mapping(_) => {
                let mut named = Fields::of(publisher, fields.at("publisher"));
                made.copy(&mut named, "name", "publisher");
                made.note_rest(named, "Recto has no such key", losses);
            }
            _ => made.put("publisher", publisher),
        }
    }
    for contact in fields.take_list("contact") {
        let mut contact = Fields::of(contact, fields.at("contact"));
        let kind = contact.take("category").and_then(|kind| scalar(&kind).map(str::to_lowercase));
        let key = if kind.as_deref() == Some("phone") { "phone" } else { "email" };
        made.copy(&mut contact, "value", key);
        made.note_rest(contact, "Recto has no such key", losses);
    }
    // A list in a text is a list of highlights.
    let is_told = ["employment", "education", "service", "projects"].iter().any(|section| path.starts_with(section));
    let has_list = |summary: &Node| scalar(summary).is_some_and(|text| text.contains("<li"));
    if is_told && let Some(summary) = fields.take("summary") {
        match has_list(&summary) {
            true => put_summary(&mut made, Some(summary)),
            false => made.put("summary", summary),
        }
        made.extend_list("highlights", fields.take_list("highlights"));
    }
    made.copy(&mut fields, "private", "hidden");
    for (from, to) in [("start", "startDate"), ("end", "endDate")] {
        made.copy(&mut fields, from, to);
    }
    for entry in fields.rest_of() {
        made.put(&entry.key.name, entry.value);
    }
    made.node(span).unwrap_or_else(|| Node::nothing(span))
}
