//! Reactive Resume, v3 to v5 (<https://rxresu.me>): sections of items, with HTML in their texts.

mod values;

use self::values::{address, put_period, put_texts};
use super::draft::{Draft, Fields, items, list, scalar, text};
use super::dropped::DroppedList;
use super::texts::as_one;
use crate::resume::{Country, Section};
use crate::yaml::{Entry, Node, Value};

/// The sections by the names that the versions use.
const SECTIONS: &[(&str, Section)] = &[
    ("experience", Section::Work),
    ("work", Section::Work),
    ("volunteer", Section::Volunteer),
    ("education", Section::Education),
    ("projects", Section::Projects),
    ("awards", Section::Awards),
    ("certifications", Section::Certificates),
    ("certificates", Section::Certificates),
    ("publications", Section::Publications),
    ("skills", Section::Skills),
    ("languages", Section::Languages),
    ("interests", Section::Interests),
    ("references", Section::References),
];

/// The keys of the versions, and ours: those of any section first.
const KEYS: &[(Section, &[(&str, &str)])] = &[
    (Section::Work, &[("company", "name"), ("name", "name"), ("position", "position")]),
    (Section::Volunteer, &[("organization", "organization"), ("position", "position")]),
    (
        Section::Education,
        &[
            ("school", "institution"),
            ("institution", "institution"),
            ("studyType", "studyType"),
            ("degree", "studyType"),
            ("area", "area"),
            ("grade", "score"),
            ("score", "score"),
        ],
    ),
    (Section::Projects, &[("name", "name"), ("description", "description")]),
    (Section::Awards, &[("title", "title"), ("awarder", "awarder")]),
    (Section::Certificates, &[("name", "name"), ("title", "name"), ("issuer", "issuer")]),
    (Section::Publications, &[("name", "name"), ("title", "name"), ("publisher", "publisher")]),
    (Section::Skills, &[("name", "name"), ("proficiency", "level")]),
    (
        Section::Languages,
        &[("name", "language"), ("language", "language"), ("description", "fluency"), ("fluency", "fluency")],
    ),
    (Section::Interests, &[("name", "name")]),
    (Section::References, &[("name", "name"), ("position", "position"), ("relationship", "position")]),
];

/// What its program keeps about a document.
const DATABASE: &[&str] = &[
    "public",
    "visibility",
    "id",
    "userId",
    "user",
    "slug",
    "name",
    "title",
    "createdAt",
    "updatedAt",
    "image",
    "locked",
    "tags",
    "isPublic",
    "isLocked",
    "version",
];

/// Converts a file to the tree of a résumé. What it has no place for is reported.
pub fn convert(root: Node, losses: &mut DroppedList) -> Node {
    let span = root.span;
    let mut fields = Fields::of(root, "");
    if !fields.has("basics") && fields.has("data") {
        let data = fields.take_fields("data");
        DATABASE.iter().for_each(|key| drop(fields.take(key)));
        fields.lose_rest("there is no place for it", losses);
        fields = data;
    }
    let mut made = Draft::default();
    let mut sections = fields.take_fields("sections");
    let basics = fields.take_fields("basics");
    let own_summary = fields.take("summary");
    let summary = own_summary.or_else(|| sections.take("summary"));
    let title = summary.as_ref().and_then(|summary| summary.find("name").or(summary.find("title"))).cloned();
    let is_shown = summary.as_ref().is_none_or(|summary| {
        let is = |key: &str, value: &str| summary.find(key).and_then(scalar) == Some(value);
        !is("visible", "false") && !is("hidden", "true")
    });
    made.put("basics", convert_basics(basics, summary, &mut sections, losses));
    let mut order = Vec::new();
    if is_shown && made.find("basics").is_some_and(|basics| basics.find("summary").is_some()) {
        let key = Section::Summary.key();
        order.push(match title.filter(|title| scalar(title).is_some_and(|title| !title.is_empty())) {
            Some(title) => super::draft::pair(key, title),
            None => text(key, span),
        });
    }
    let mut custom = Draft::default();
    let mut contents: Vec<(Section, Vec<Node>)> = Vec::new();
    for Entry { key, value } in sections.rest_of() {
        let mut section = Fields::of(value, format!("sections.{}", key.name));
        if key.name == "custom" && !section.has("items") {
            for Entry { key, value } in section.rest() {
                convert_custom(
                    &key.name,
                    Fields::of(value, format!("sections.custom.{}", key.name)),
                    &mut custom,
                    &mut order,
                    losses,
                );
            }
            continue;
        }
        let Some((_, kind)) = SECTIONS.iter().find(|(name, _)| *name == key.name) else {
            convert_custom(&key.name, section, &mut custom, &mut order, losses);
            continue;
        };
        let title = section.take_any(&["name", "title"]);
        let hidden = is_hidden(&mut section);
        let entries = section.take_list("items").into_iter();
        let path = section.at("items");
        let made: Vec<Node> = entries.filter_map(|item| convert_item(*kind, item, &path, hidden, losses)).collect();
        drop_layout(&mut section);
        section.lose_rest("there is no place for it", losses);
        if made.is_empty() {
            continue;
        }
        match contents.iter_mut().find(|(known, _)| known == kind) {
            Some((_, all)) => all.extend(made),
            None => contents.push((*kind, made)),
        }
        order.push(match title.filter(|title| scalar(title).is_some_and(|title| !title.is_empty())) {
            Some(title) => super::draft::pair(kind.key(), title),
            None => text(kind.key(), key.span),
        });
    }
    for (kind, entries) in contents {
        made.put_list(kind.key(), entries);
    }
    for entry in fields.take_list("customSections") {
        let section = Fields::of(entry, "customSections");
        convert_custom("custom", section, &mut custom, &mut order, losses);
    }
    made.put("custom", custom.node(span));
    made.put_list("sections", order);
    let mut metadata = fields.take_fields("metadata");
    // What somebody noted there is no part of the design.
    if let Some(notes) = metadata.take("notes").as_ref().and_then(as_one) {
        fields.give_back("metadata.notes", notes);
    }
    ["picture"].iter().chain(DATABASE).for_each(|key| drop(fields.take(key)));
    fields.lose_rest("there is no place for it", losses);
    made.node(span).unwrap_or_else(|| Node::nothing(span))
}

fn convert_basics(
    mut basics: Fields,
    summary: Option<Node>,
    sections: &mut Fields,
    losses: &mut DroppedList,
) -> Option<Node> {
    let span = basics.span;
    let mut made = Draft::default();
    made.copy(&mut basics, "name", "name");
    made.copy_any(&mut basics, &["headline", "label"], "label");
    made.copy(&mut basics, "email", "email");
    made.copy(&mut basics, "phone", "phone");
    made.put("url", basics.take_any(&["url", "website"]).and_then(address));
    let location = basics.take("location");
    if let Some(location) = location {
        if scalar(&location).is_some() {
            made.put_into("location", "city", location);
        } else {
            let mut fields = Fields::of(location, "basics.location");
            for (from, to) in
                [("address", "address"), ("postalCode", "postalCode"), ("city", "city"), ("region", "region")]
            {
                if let Some(value) =
                    fields.take(from).filter(|value| scalar(value).is_some_and(|text| !text.is_empty()))
                {
                    made.put_into("location", to, value);
                }
            }
            if let Some(country) =
                fields.take("country").filter(|country| scalar(country).is_some_and(|text| !text.is_empty()))
            {
                match scalar(&country).and_then(Country::named) {
                    Some(code) => made.put_into("location", "countryCode", text(code.to_string(), country.span)),
                    None => made.put_into("location", "region", country),
                }
            }
            fields.lose_rest("there is no place for it", losses);
        }
    }
    let mut profiles: Vec<Node> = basics.take_list("profiles");
    let mut listed = sections.take_fields("profiles");
    profiles.extend(listed.take_list("items"));
    let profiles = profiles.into_iter().filter_map(|profile| {
        let mut fields = Fields::of(profile, "profiles");
        let span = fields.span;
        let mut made = Draft::default();
        made.copy(&mut fields, "network", "network");
        made.copy(&mut fields, "username", "username");
        made.put("url", fields.take_any(&["url", "website"]).and_then(address));
        made.node(span)
    });
    made.put("profiles", list(profiles.collect()));
    let own = basics.take("summary");
    let summary = summary.and_then(|summary| match summary.value {
        Value::Scalar { .. } => Some(summary),
        Value::Sequence(_) | Value::Mapping(_) => Fields::of(summary, "summary").take_any(&["content", "body"]),
    });
    if let Some(summary) = summary.or(own) {
        made.put("summary", as_one(&summary));
    }
    let mut facts = Vec::new();
    for entry in basics.take_list("customFields") {
        let mut fields = Fields::of(entry, "basics.customFields");
        let mut fact = Draft::default();
        let value = fields.take_any(&["value", "text"]);
        let name = fields.take("name").filter(|name| scalar(name).is_some_and(|name| !name.is_empty()));
        if let Some(value) = value.filter(|value| scalar(value).is_some_and(|value| !value.is_empty())) {
            fact.put("name", name.unwrap_or_else(|| text("Other", value.span)));
            fact.put("value", value);
            facts.extend(fact.node(fields.span));
        }
    }
    made.put_list("facts", facts);
    if let Some(birthdate) = basics.take("birthdate").filter(|date| scalar(date).is_some_and(|date| !date.is_empty())) {
        let mut fact = Draft::default();
        fact.put("name", text("Date of birth", birthdate.span));
        fact.put("value", birthdate);
        if let Some(fact) = fact.node(span) {
            made.extend_list("facts", vec![fact]);
        }
    }
    for design in ["picture", "photo"] {
        drop(basics.take(design));
    }
    basics.lose_rest("there is no place for it", losses);
    made.node(span)
}

fn is_hidden(fields: &mut Fields) -> bool {
    let hidden = fields.take("hidden").is_some_and(|value| scalar(&value) == Some("true"));
    let visible = fields.take("visible").is_none_or(|value| scalar(&value) != Some("false"));
    hidden || !visible
}

fn drop_layout(fields: &mut Fields) {
    for key in
        ["id", "columns", "separateLinks", "icon", "iconColor", "type", "level", "levelNum", "options", "picture"]
    {
        drop(fields.take(key));
    }
}

fn convert_item(kind: Section, item: Node, path: &str, hidden: bool, losses: &mut DroppedList) -> Option<Node> {
    let mut fields = Fields::of(item, path);
    let span = fields.span;
    let hidden = is_hidden(&mut fields) || hidden;
    let mut made = Draft::default();
    let keys = KEYS.iter().find(|(section, _)| *section == kind).map(|(_, keys)| *keys).unwrap_or_default();
    for (from, to) in keys {
        made.copy(&mut fields, from, to);
    }
    if kind == Section::Projects && made.find("description").and_then(scalar).is_some_and(|text| text.contains('<')) {
        // In v5, it is the text of the project, in HTML.
        let description = made.take("description");
        put_texts(&mut made, kind, description);
    }
    if matches!(kind, Section::Skills | Section::Languages) {
        let key = if kind == Section::Skills { "level" } else { "fluency" };
        let has_words = |node: &Node| scalar(node).is_some_and(|text| text.contains(char::is_alphabetic));
        if kind == Section::Skills {
            made.copy_any(&mut fields, &["description"], key);
        }
        match fields.take("level") {
            Some(level) if has_words(&level) && !made.has(key) => made.put(key, level),
            // A number of dots is only said if there are no words.
            Some(level) if !made.has(key) && scalar(&level) != Some("0") => fields.give_back("level of 5", level),
            _ => {}
        }
    }
    if kind == Section::Work {
        let roles = fields.take_list("roles").into_iter().filter_map(|role| convert_role(role, path, losses));
        let roles: Vec<Node> = roles.collect();
        if !roles.is_empty() {
            // The positions say what was done, and when.
            drop(made.take("position"));
            made.put_list("positions", roles);
        }
    }
    match kind {
        Section::Work | Section::Education | Section::Volunteer | Section::Projects => {
            made.copy(&mut fields, "location", "location");
        }
        _ => {}
    }
    if let Some(period) = fields.take_any(&["date", "period"]) {
        put_period(&mut made, kind, period, losses);
    }
    made.put("url", fields.take_any(&["url", "website"]).and_then(address));
    put_texts(&mut made, kind, fields.take_any(&["summary", "description"]));
    if kind == Section::Education {
        made.put_list("courses", fields.take_list("courses"));
    }
    made.put("keywords", fields.take("keywords").and_then(|words| list(items(words))));
    if hidden {
        made.put("hidden", Node { span, value: Value::Scalar { text: "true".into(), plain: true } });
    }
    drop_layout(&mut fields);
    made.note_rest(fields, "Recto has no such key", losses);
    made.node(span)
}

/// A position of several at one employer.
fn convert_role(role: Node, path: &str, losses: &mut DroppedList) -> Option<Node> {
    let mut fields = Fields::of(role, path);
    let span = fields.span;
    let mut made = Draft::default();
    made.copy(&mut fields, "position", "position");
    if let Some(period) = fields.take_any(&["period", "date"]) {
        put_period(&mut made, Section::Work, period, losses);
    }
    put_texts(&mut made, Section::Work, fields.take_any(&["description", "summary"]));
    drop_layout(&mut fields);
    made.note_rest(fields, "Recto has no such key", losses);
    made.node(span)
}

fn convert_custom(
    name: &str,
    mut section: Fields,
    custom: &mut Draft,
    order: &mut Vec<Node>,
    losses: &mut DroppedList,
) {
    let span = section.span;
    let title =
        section.take_any(&["title", "name"]).filter(|title| scalar(title).is_some_and(|title| !title.is_empty()));
    let title = title.unwrap_or_else(|| text(name, span));
    let path = section.at("items");
    let hidden = is_hidden(&mut section);
    let items = section.take_list("items").into_iter();
    let entries: Vec<Node> = items.filter_map(|item| convert_custom_item(item, &path, hidden, losses)).collect();
    drop_layout(&mut section);
    section.lose_rest("there is no place for it", losses);
    if entries.is_empty() {
        return;
    }
    let own: String = scalar(&title).unwrap_or(name).to_lowercase();
    let own: Vec<&str> = own.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut key = own.join("-");
    while custom.has(&key) || key.is_empty() || Section::find(&key).is_some() {
        key.push_str("-2");
    }
    let mut made = Draft::default();
    made.put("title", title);
    made.put_list("entries", entries);
    custom.put(&key, made.node(span));
    order.push(text(key, span));
}

fn convert_custom_item(item: Node, path: &str, hidden: bool, losses: &mut DroppedList) -> Option<Node> {
    // A custom section of a type, as in v5, has the items of that type.
    const SUBTITLE: &[&str] = &[
        "subtitle",
        "position",
        "degree",
        "studyType",
        "fluency",
        "proficiency",
        "issuer",
        "awarder",
        "publisher",
        "username",
    ];
    const TITLE: &[&str] =
        &["name", "title", "company", "organization", "school", "institution", "language", "network", "recipient"];
    let mut fields = Fields::of(item, path);
    let span = fields.span;
    let hidden = is_hidden(&mut fields) || hidden;
    let mut made = Draft::default();
    made.copy_any(&mut fields, TITLE, "title");
    let is_text = fields.take("description").map(|node| {
        let is_text = scalar(&node).is_some_and(|text| text.contains('<'));
        fields.give_back(if is_text { "summary" } else { "description" }, node);
        is_text
    });
    if is_text == Some(false) {
        made.copy(&mut fields, "description", "subtitle");
    }
    made.copy_any(&mut fields, SUBTITLE, "subtitle");
    made.copy(&mut fields, "location", "location");
    if let Some(period) = fields.take_any(&["date", "period"]) {
        put_period(&mut made, Section::Projects, period, losses);
    }
    made.put("url", fields.take_any(&["url", "website"]).and_then(address));
    put_texts(&mut made, Section::Work, fields.take_any(&["summary", "content"]));
    made.put("keywords", fields.take("keywords").and_then(|words| list(items(words))));
    if !made.has("title") {
        let first = made.take("summary").or_else(|| made.take("subtitle"));
        made.put("title", first);
    }
    if hidden {
        made.put("hidden", Node { span, value: Value::Scalar { text: "true".into(), plain: true } });
    }
    if let Some(level) = fields.take("level").filter(|level| scalar(level) != Some("0")) {
        fields.give_back("level of 5", level);
    }
    drop_layout(&mut fields);
    made.note_rest(fields, "Recto has no such key", losses);
    made.node(span)
}
