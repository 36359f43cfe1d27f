//! Reactive Resume, v3 to v5 (<https://rxresu.me>): sections of items, with HTML in their texts.

use super::draft::{Draft, Fields, items, list, scalar, text};
use super::dropped::DroppedList;
use super::texts::{as_one, markup};
use crate::resume::{Country, Section};
use crate::source::Span;
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
    ["metadata", "picture"].iter().chain(DATABASE).for_each(|key| drop(fields.take(key)));
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

/// A period as one text, such as "March 2020 - Present", or as a mapping.
fn put_period(made: &mut Draft, kind: Section, period: Node, losses: &mut DroppedList) {
    let span = period.span;
    let date = match kind {
        Section::Awards | Section::Certificates => "date",
        Section::Publications => "releaseDate",
        _ => "",
    };
    let mut spans: (Option<Span>, Option<Span>) = (None, None);
    let (start, end) = match &period.value {
        Value::Scalar { text, .. } => match super::unstructured::dates::find(text) {
            Some(found) => (Some(found.start), found.end),
            None => {
                if let Some(words) = super::draft::words(&period).filter(|_| !text.trim().is_empty()) {
                    let key = if date.is_empty() { "startDate" } else { date };
                    losses.guess(span, format!("`{text}` is not a date"), "it is printed as it is written");
                    made.put(key, words);
                }
                return;
            }
        },
        Value::Sequence(_) | Value::Mapping(_) => {
            let mut fields = Fields::of(period, "date");
            let mut day = |key: &str| {
                let value = fields.take(key)?;
                let text = scalar(&value).filter(|text| !text.is_empty())?.to_owned();
                Some((super::unstructured::dates::find(&text).map_or(text, |found| found.start), value.span))
            };
            let (start, end) = (day("start"), day("end"));
            spans = (start.as_ref().map(|(_, at)| *at), end.as_ref().map(|(_, at)| *at));
            let (start, end) = (start.map(|(date, _)| date), end.map(|(date, _)| date));
            // A job without an end goes on.
            let is_ongoing = end.is_none() && matches!(kind, Section::Work | Section::Volunteer);
            (start, if is_ongoing { Some("present".to_owned()) } else { end })
        }
    };
    let Some(start) = start else { return };
    let (at, end_at) = (spans.0.unwrap_or(span), spans.1.unwrap_or(span));
    match (date, end) {
        ("", end) => {
            let single = end.is_none() && kind != Section::Education;
            if kind == Section::Education && end.is_none() {
                made.put("endDate", text(start, at));
                return;
            }
            made.put("startDate", text(start.as_str(), at));
            made.put("endDate", end.or(single.then_some(start)).map(|end| text(end, end_at)));
        }
        (key, None) => made.put(key, text(start, at)),
        (key, Some(end)) => made.put(key, text(format!("{start} – {end}"), span)),
    }
}

/// HTML of a text as a summary and highlights, where the section has them.
fn put_texts(made: &mut Draft, kind: Section, node: Option<Node>) {
    let Some(node) = node else { return };
    let (paragraphs, bullets) = markup(&node);
    let has_highlights = matches!(kind, Section::Work | Section::Volunteer | Section::Education | Section::Projects);
    let key = match kind {
        Section::References => "reference",
        Section::Languages => "fluency",
        _ => "summary",
    };
    let nodes = |texts: &[String]| texts.iter().map(|it| text(it.as_str(), node.span)).collect::<Vec<_>>();
    if has_highlights {
        made.put(key, (!paragraphs.is_empty()).then(|| text(paragraphs.join("\n\n"), node.span)));
        made.put_list("highlights", nodes(&bullets));
    } else {
        let all: Vec<&str> = paragraphs.iter().chain(&bullets).map(String::as_str).collect();
        made.put(key, (!all.is_empty()).then(|| text(all.join(" "), node.span)));
    }
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
    let entries = section.take_list("items").into_iter().filter_map(|item| convert_custom_item(item, &path, losses));
    let entries: Vec<Node> = entries.collect();
    let _ = is_hidden(&mut section);
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

fn convert_custom_item(item: Node, path: &str, losses: &mut DroppedList) -> Option<Node> {
    let mut fields = Fields::of(item, path);
    let span = fields.span;
    let _ = is_hidden(&mut fields);
    let mut made = Draft::default();
    made.copy_any(&mut fields, &["name", "title", "company", "organization"], "title");
    let is_text = fields.take("description").map(|node| {
        let is_text = scalar(&node).is_some_and(|text| text.contains('<'));
        fields.give_back(if is_text { "summary" } else { "description" }, node);
        is_text
    });
    let keys: &[&str] =
        if is_text == Some(true) { &["subtitle", "position"] } else { &["description", "subtitle", "position"] };
    made.copy_any(&mut fields, keys, "subtitle");
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
    drop_layout(&mut fields);
    made.note_rest(fields, "Recto has no such key", losses);
    made.node(span)
}

/// An address, which may be a mapping with a label.
fn address(node: Node) -> Option<Node> {
    let address = match &node.value {
        Value::Scalar { .. } => node,
        Value::Sequence(_) | Value::Mapping(_) => Fields::of(node, "url").take_any(&["href", "url"])?,
    };
    scalar(&address).is_some_and(|text| !text.is_empty()).then_some(address)
}
