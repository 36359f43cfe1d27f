//! Sections → the keys of the format.

use super::super::draft::{Draft, list, pair, scalar, text};
use super::body::{flowing, paragraphs};
use super::custom::{custom_entries, references};
use super::guesses::Findings;
use super::header;
use super::honours::{Keys, honours};
use super::jobs::jobs;
use super::languages::languages;
use super::lines::{Document, escaped};
use super::lists;
use super::projects::projects;
use super::publications::publications;
use super::schools::schools;
use super::segment::{Segment, Segments};
use super::shown::{choice, key_of, shown_title};
use super::titles::Topic;
use crate::resume::Section;
use crate::yaml::{Entry, Key, Node, Value};

/// Converts a document to the tree of a résumé.
pub fn convert(document: &Document, segments: &Segments, closing: Option<Node>, findings: &mut Findings) -> Node {
    let mut header = header::read(document, segments, findings);
    let mut summary: Vec<Node> = paragraphs(&header.paragraphs, document);
    let mut contents: Vec<(String, Vec<Node>)> = Vec::new();
    let mut custom = Draft::default();
    let mut order: Vec<Node> = Vec::new();
    for index in &segments.column_names {
        findings.convert(document.lines[*index].span());
    }
    for segment in &segments.sections {
        let title = document.lines[segment.title].cells[0].whole();
        let shown = shown_title(document, segment);
        findings.convert(document.lines[segment.title].span());
        if let (true, Topic::Standard(section)) = (segment.is_guess, segment.topic) {
            findings.guess(title.span, kind(section));
        }
        match segment.topic {
            Topic::Standard(Section::Summary) => {
                summary.extend(flowing(document, &segment.lines));
                if !order.iter().any(|node| key_of(node) == Some(Section::Summary.key())) {
                    order.push(choice(Section::Summary.key(), &shown, title.span));
                }
            }
            Topic::Standard(section) => {
                let mut made = content(document, section, segment, findings);
                let is_one_of_several =
                    segments.sections.iter().filter(|other| other.topic == segment.topic).count() > 1;
                let is_unnamed = |node: &Node| node.entries().iter().all(|entry| entry.key.name != "name");
                if section == Section::Skills
                    && is_one_of_several
                    && let Some(at) = made.iter().position(is_unnamed)
                {
                    // Of several lists of skills, each has its title, and is above the groups that it is followed by.
                    let mut list = made.remove(at);
                    let name = Key { span: title.span, name: "name".into() };
                    let value = text(escaped(&shown), title.span);
                    list.entries_mut().into_iter().for_each(|entries| {
                        entries.insert(0, Entry { key: name.clone(), value: value.clone() });
                    });
                    made.insert(0, list);
                }
                match contents.iter_mut().find(|(key, _)| key == section.key()) {
                    Some((_, all)) => all.extend(made),
                    None if made.is_empty() => {}
                    None => {
                        contents.push((section.key().to_owned(), made));
                        order.push(choice(section.key(), &shown, title.span));
                    }
                }
            }
            Topic::Contact | Topic::Custom => {
                let made = custom_entries(document, segment, findings);
                if made.is_empty() {
                    continue;
                }
                let key = custom_key(&shown, &custom);
                let mut own = Draft::default();
                own.put("title", text(escaped(&shown), title.span));
                own.put("entries", list(made));
                custom.put(&key, own.node(title.span));
                order.push(text(key, title.span));
            }
        }
    }
    let whole = document.source.span(0..document.source.text().len());
    if !summary.is_empty() {
        let span = summary[0].span;
        let joined: Vec<&str> = summary.iter().filter_map(scalar).collect();
        header.basics.put("summary", text(joined.join("\n\n"), span));
    }
    let mut root = Draft::default();
    root.put("basics", header.basics.node(whole).or_else(|| Some(pair("name", text("", whole)))));
    root.put_list("sections", order);
    for (key, made) in contents {
        root.put_list(&key, made);
    }
    root.put("custom", custom.node(whole));
    root.put("closing", closing);
    let mut root = root.node(whole).unwrap_or_else(|| Node::nothing(whole));
    in_usual_order(&mut root);
    root
}

/// What a section is, for the comment at its title.
fn kind(section: Section) -> &'static str {
    match section {
        Section::Work => "work experience",
        Section::Education => "education",
        Section::Skills => "skills",
        Section::Languages => "languages",
        Section::Summary => "the summary",
        Section::Certificates => "certificates",
        _ => "a section of this kind",
    }
}

/// The order of keys in an entry.
const ORDER: &[&str] = &[
    "name",
    "institution",
    "organization",
    "title",
    "language",
    "position",
    "subtitle",
    "studyType",
    "area",
    "team",
    "type",
    "awarder",
    "issuer",
    "authors",
    "url",
    "location",
    "startDate",
    "endDate",
    "date",
    "releaseDate",
    "publisher",
    "fluency",
    "score",
    "standing",
    "description",
    "summary",
    "highlights",
    "keywords",
    "note",
];

/// The order of the details of a person, and of those of a place.
const PERSON: &[&str] = &["name", "label", "email", "phone", "url", "location", "profiles", "facts", "summary"];
const PLACE: &[&str] = &["address", "postalCode", "city", "region", "countryCode"];

/// Puts the keys of entries in the usual order.
fn in_usual_order(root: &mut Node) {
    let order = |node: &mut Node, keys: &[&str]| {
        if let Some(entries) = node.entries_mut() {
            entries.sort_by_key(|entry| keys.iter().position(|key| *key == entry.key.name).unwrap_or(keys.len()));
        }
    };
    for entry in root.entries_mut().into_iter().flatten().filter(|entry| entry.key.name == "basics") {
        order(&mut entry.value, PERSON);
        let places = entry.value.entries_mut().into_iter().flatten().filter(|entry| entry.key.name == "location");
        places.for_each(|place| order(&mut place.value, PLACE));
    }
    for section in root.entries_mut().into_iter().flatten() {
        let Value::Sequence(items) = &mut section.value.value else { continue };
        for entries in items.iter_mut().filter_map(|item| item.entries_mut()) {
            entries.sort_by_key(|entry| ORDER.iter().position(|key| *key == entry.key.name).unwrap_or(ORDER.len()));
        }
    }
}

fn custom_key(title: &str, custom: &Draft) -> String {
    let word = |letter: char| if letter.is_alphanumeric() { letter } else { ' ' };
    let words: String = title.to_lowercase().chars().map(word).collect();
    let key = words.split_whitespace().collect::<Vec<_>>().join("-");
    let key = if key.is_empty() || Section::find(&key).is_some() { format!("{key}-section") } else { key };
    let numbered = (2..).map(|number| format!("{key}-{number}"));
    std::iter::once(key.clone()).chain(numbered).find(|key| !custom.has(key)).unwrap_or(key)
}

fn content(document: &Document, section: Section, segment: &Segment, findings: &mut Findings) -> Vec<Node> {
    let lines = &segment.lines;
    match section {
        Section::Work | Section::Volunteer => jobs(document, section, lines, findings),
        Section::Projects => projects(document, lines, findings),
        Section::Education => schools(document, lines, findings),
        Section::Skills => lists::skills(document, lines, true, findings),
        Section::Interests => lists::interests(document, lines, findings),
        Section::Languages => languages(document, lines, findings),
        Section::Awards => honours(document, lines, &Keys { title: "title", giver: "awarder" }, findings),
        Section::Certificates => honours(document, lines, &Keys { title: "name", giver: "issuer" }, findings),
        Section::Publications => publications(document, lines, findings),
        Section::References => references(document, lines),
        Section::Summary => Vec::new(),
    }
}
