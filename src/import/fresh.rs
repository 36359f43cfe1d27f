//! FRESH, the format of HackMyResume (<https://github.com/fresh-standard/fresh-resume-schema>).

use super::draft::{Draft, Fields, items, list, scalar, text};
use super::dropped::{DroppedList, Kept};
use super::texts::{as_one, put_summary};
use super::unstructured::dates;
use crate::resume::Section;
use crate::yaml::{Node, Value};

/// Whether a tree has the shape of FRESH.
pub fn is_shape(root: &Node) -> bool {
    let format = root.find("meta").and_then(|meta| meta.find("format")).and_then(scalar).unwrap_or_default();
    let has_history = root.find("employment").is_some_and(|work| work.find("history").is_some());
    format.to_lowercase().starts_with("fresh")
        || has_history && (root.find("info").is_some() || root.find("contact").is_some())
}

/// A section of FRESH: where its entries are, ours, and its keys with ours.
struct Part {
    key: &'static str,
    section: Section,
    keys: &'static [(&'static str, &'static str)],
}

const PARTS: &[Part] = &[
    Part { key: "employment", section: Section::Work, keys: &[("employer", "name"), ("position", "position")] },
    Part {
        key: "projects",
        section: Section::Projects,
        keys: &[("title", "name"), ("category", "type"), ("description", "description")],
    },
    Part {
        key: "education",
        section: Section::Education,
        keys: &[
            ("institution", "institution"),
            ("studyType", "studyType"),
            ("title", "studyType"),
            ("area", "area"),
            ("grade", "score"),
        ],
    },
    Part {
        key: "service",
        section: Section::Volunteer,
        keys: &[("organization", "organization"), ("position", "position")],
    },
    Part { key: "recognition", section: Section::Awards, keys: &[("title", "title"), ("from", "awarder")] },
    Part { key: "writing", section: Section::Publications, keys: &[("title", "name")] },
    Part { key: "languages", section: Section::Languages, keys: &[("language", "language"), ("level", "fluency")] },
    Part { key: "interests", section: Section::Interests, keys: &[("name", "name")] },
    Part { key: "references", section: Section::References, keys: &[("name", "name"), ("role", "position")] },
];

/// Sections that become custom ones: the key and its title.
const CUSTOM: &[(&str, &str)] = &[
    ("speaking", "Speaking"),
    ("governance", "Governance"),
    ("affiliation", "Affiliations"),
    ("extracurricular", "Extracurricular activities"),
    ("samples", "Samples"),
    ("reading", "Reading"),
    ("testimonials", "Testimonials"),
];

/// Converts a file to the tree of a résumé. What it has no place for is reported.
pub fn convert(root: Node, losses: &mut DroppedList) -> Node {
    let span = root.span;
    let mut fields = Fields::of(root, "");
    let mut made = Draft::default();
    made.put("basics", basics(&mut fields, losses));
    for part in PARTS {
        let entries = entries_of(&mut fields, part.key, losses);
        let read = entries.into_iter().filter_map(|node| entry(part, node, losses));
        made.put_list(part.section.key(), read.collect());
    }
    made.put_list("skills", skills(fields.take_fields("skills"), losses));
    let mut custom = Draft::default();
    for (key, title) in CUSTOM {
        let entries = entries_of(&mut fields, key, losses);
        let read: Vec<Node> = entries.into_iter().filter_map(|node| custom_entry(key, node, losses)).collect();
        let mut section = Draft::default();
        if let Some(entries) = list(read) {
            section.put("title", text(*title, entries.span));
            section.put("entries", entries);
        }
        custom.put(key, section.node(span));
    }
    made.put("custom", custom.node(span));
    drop(fields.take("meta"));
    fields.lose_rest("there is no place for it", losses);
    made.node(span).unwrap_or_else(|| Node::nothing(span))
}

/// The entries of a section, which are a list or the `history` of a mapping.
fn entries_of(fields: &mut Fields, key: &str, losses: &mut DroppedList) -> Vec<Node> {
    let Some(node) = fields.take(key) else { return Vec::new() };
    match node.value {
        Value::Mapping(_) => {
            let mut section = Fields::of(node, key);
            let entries = section.take_list("history");
            section.lose_rest("there is no place for it", losses);
            entries
        }
        Value::Sequence(_) => items(node),
        Value::Scalar { .. } => {
            losses.push(key, node.span, "there is no place for it", Kept::Comment);
            Vec::new()
        }
    }
}

fn basics(fields: &mut Fields, losses: &mut DroppedList) -> Option<Node> {
    let mut made = Draft::default();
    made.copy(fields, "name", "name");
    let mut info = fields.take_fields("info");
    made.copy_any(&mut info, &["label", "class"], "label");
    made.copy(&mut info, "image", "image");
    made.put("summary", info.take_any(&["brief", "quote"]).as_ref().and_then(as_one));
    let mut contact = fields.take_fields("contact");
    for key in ["email", "phone"] {
        made.copy(&mut contact, key, key);
    }
    made.copy(&mut contact, "website", "url");
    let mut location = fields.take_fields("location");
    for (from, to) in [
        ("address", "address"),
        ("code", "postalCode"),
        ("city", "city"),
        ("region", "region"),
        ("country", "countryCode"),
    ] {
        if let Some(value) = location.take(from) {
            made.put_into("location", to, value);
        }
    }
    let profiles = fields.take_list("social").into_iter().filter_map(|node| {
        let mut profile = Fields::of(node, "social");
        let span = profile.span;
        let mut made = Draft::default();
        made.copy_any(&mut profile, &["network", "label"], "network");
        made.copy(&mut profile, "user", "username");
        made.copy(&mut profile, "url", "url");
        drop(profile.take("label"));
        profile.lose_rest("there is no place for it", losses);
        made.node(span)
    });
    made.put_list("profiles", profiles.collect());
    let span = info.span;
    for rest in [info, contact, location] {
        rest.lose_rest("there is no place for it", losses);
    }
    made.node(span)
}

fn entry(part: &Part, node: Node, losses: &mut DroppedList) -> Option<Node> {
    if scalar(&node).is_some() {
        return Some(node);
    }
    let mut fields = Fields::of(node, part.key);
    let span = fields.span;
    let mut made = Draft::default();
    for (from, to) in part.keys {
        made.copy(&mut fields, from, to);
    }
    made.copy(&mut fields, "location", "location");
    made.copy(&mut fields, "url", "url");
    match part.section {
        Section::Awards => made.put("date", fields.take("date").map(day)),
        Section::Publications => {
            made.put("releaseDate", fields.take("date").map(day));
            made.put("publisher", fields.take("publisher").map(named));
        }
        _ => {
            made.put("startDate", fields.take_any(&["start", "startDate"]).map(day));
            made.put("endDate", fields.take_any(&["end", "endDate"]).map(day));
        }
    }
    match part.section {
        Section::References => made.put("reference", fields.take("summary")),
        Section::Work | Section::Volunteer | Section::Projects | Section::Education => {
            put_summary(&mut made, fields.take("summary"));
            made.extend_list("highlights", fields.take_list("highlights"));
        }
        _ => made.copy(&mut fields, "summary", "summary"),
    }
    made.put_list("courses", fields.take_list("curriculum"));
    made.put_list("keywords", fields.take_list("keywords"));
    made.note_rest(fields, "Recto has no such key", losses);
    made.node(span)
}

/// The name of a publisher, which may be a mapping.
fn named(node: Node) -> Node {
    match node.value {
        Value::Mapping(_) => node.find("name").cloned().unwrap_or(node),
        Value::Scalar { .. } | Value::Sequence(_) => node,
    }
}

/// A date, in any words.
fn day(node: Node) -> Node {
    let found = scalar(&node).and_then(dates::find).map(|found| found.start);
    match found {
        Some(date) => text(date, node.span),
        None => node,
    }
}

/// Groups of skills, and skills with a level.
fn skills(mut fields: Fields, losses: &mut DroppedList) -> Vec<Node> {
    let mut made = Vec::new();
    for node in fields.take_list("sets") {
        let mut set = Fields::of(node, "skills.sets");
        let span = set.span;
        let mut group = Draft::default();
        group.copy(&mut set, "name", "name");
        group.copy(&mut set, "level", "level");
        group.put_list("keywords", set.take_list("skills"));
        group.note_rest(set, "Recto has no such key", losses);
        made.extend(group.node(span));
    }
    for node in fields.take_list("list") {
        if scalar(&node).is_some() {
            made.push(node);
            continue;
        }
        let mut skill = Fields::of(node, "skills.list");
        let span = skill.span;
        let mut group = Draft::default();
        group.copy(&mut skill, "name", "name");
        group.copy(&mut skill, "level", "level");
        group.note_rest(skill, "Recto has no such key", losses);
        made.extend(group.node(span));
    }
    fields.lose_rest("there is no place for it", losses);
    made
}

fn custom_entry(key: &str, node: Node, losses: &mut DroppedList) -> Option<Node> {
    if scalar(&node).is_some() {
        return Some(node);
    }
    let mut fields = Fields::of(node, key);
    let span = fields.span;
    let mut made = Draft::default();
    made.copy_any(&mut fields, &["title", "name", "organization", "activity", "quote"], "title");
    made.copy_any(&mut fields, &["event", "role", "position", "author", "activity"], "subtitle");
    made.copy(&mut fields, "location", "location");
    made.copy(&mut fields, "url", "url");
    made.put("date", fields.take("date").map(day));
    made.put("startDate", fields.take("start").map(day));
    made.put("endDate", fields.take("end").map(day));
    put_summary(&mut made, fields.take_any(&["summary", "quote"]));
    made.extend_list("highlights", fields.take_list("highlights"));
    made.put_list("keywords", fields.take_list("keywords"));
    made.note_rest(fields, "Recto has no such key", losses);
    made.node(span)
}
