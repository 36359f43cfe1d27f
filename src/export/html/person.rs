//! The person as linked data (JSON-LD, the schema.org type `Person`), which search engines read.

use serde_json::{Map, Value, json};

use crate::present::{Body, ContactKind, Entry, Group, Header, Line, Section};

/// The linked data of a résumé, as it stands within a `script` element.
pub fn linked_data(header: &Header, sections: &[Section]) -> String {
    let mut person = Map::new();
    let mut put = |key: &str, values: Vec<Value>| {
        let value = match <[Value; 1]>::try_from(values) {
            Ok([value]) => value,
            Err(values) if values.is_empty() => return,
            Err(values) => Value::Array(values),
        };
        person.insert(key.to_owned(), value);
    };
    put("@context", vec![json!("https://schema.org")]);
    put("@type", vec![json!("Person")]);
    put("name", vec![json!(header.name.plain())]);
    put("jobTitle", header.label.iter().map(|label| json!(label.plain())).collect());
    let of_kind = |kind: ContactKind| header.contacts.iter().filter(move |contact| contact.kind == kind);
    let texts = |kind: ContactKind| of_kind(kind).map(|contact| json!(contact.text.plain())).collect();
    let urls =
        |kind: ContactKind| of_kind(kind).filter_map(|contact| contact.url.as_ref()).map(|url| json!(url)).collect();
    put("email", texts(ContactKind::Email));
    put("telephone", texts(ContactKind::Phone));
    put("address", texts(ContactKind::Location));
    put("url", urls(ContactKind::Url));
    put("sameAs", urls(ContactKind::Profile));
    let section = |kind: &'static str| sections.iter().filter(move |section| section.kind.name() == kind);
    let entries = |kind: &'static str| section(kind).flat_map(|section| entries_of(&section.body));
    put(
        "worksFor",
        entries("work").filter(|entry| is_ongoing(entry)).map(|entry| organization("Organization", entry)).collect(),
    );
    put("alumniOf", entries("education").map(|entry| organization("EducationalOrganization", entry)).collect());
    let groups = |kind: &'static str| section(kind).flat_map(|section| groups_of(&section.body));
    put("knowsAbout", groups("skills").flat_map(|group| &group.words).map(|word| json!(word.plain())).collect());
    put("knowsLanguage", groups("languages").map(|group| json!(group.lead.plain())).collect());
    let awards = section("awards").flat_map(|section| lines_of(&section.body));
    put("award", awards.map(|line| json!(line.text.plain())).collect());
    // A script ends at the first `</`, in a string, too.
    Value::Object(person).to_string().replace('<', "\\u003c")
}

fn entries_of(body: &Body) -> &[Entry] {
    match body {
        Body::Entries(entries) => entries,
        _ => &[],
    }
}

fn groups_of(body: &Body) -> &[Group] {
    match body {
        Body::Groups(groups) => groups,
        _ => &[],
    }
}

fn lines_of(body: &Body) -> &[Line] {
    match body {
        Body::Lines(lines) => lines,
        _ => &[],
    }
}

fn is_ongoing(entry: &Entry) -> bool {
    let ongoing = |entry: &Entry| entry.dates.as_ref().is_some_and(|dates| dates.ongoing);
    ongoing(entry) || entry.roles.iter().any(ongoing)
}

/// The organization of a job or the school of a degree.
fn organization(kind: &str, entry: &Entry) -> Value {
    let (name, link) = match &entry.organization {
        Some(organization) => (&organization.name, &organization.link),
        None => (&entry.lead, &entry.link),
    };
    match link {
        Some(url) => json!({"@type": kind, "name": name.plain(), "url": url}),
        None => json!({"@type": kind, "name": name.plain()}),
    }
}
