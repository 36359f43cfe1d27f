//! RenderCV's nine kinds of entries.

use super::super::DroppedList;
use super::super::draft::{Draft, Fields, items, list, scalar, text};
use super::{NOT_OURS, texts};
use crate::resume::{Date, End};
use crate::source::{Source, Span};
use crate::yaml::{Entry, Key, Node, Value};

/// The kind of an entry, determined by its distinctive keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    OneLine,
    Normal,
    Experience,
    Education,
    Publication,
    Bullet,
    Numbered,
    ReversedNumbered,
    Text,
}

/// The distinctive keys, in the order in which RenderCV tests them.
const TELLING: &[(Kind, &[&str])] = &[
    (Kind::OneLine, &["label", "details"]),
    (Kind::Normal, &["name"]),
    (Kind::Experience, &["company", "position"]),
    (Kind::Education, &["institution", "area", "degree"]),
    (Kind::Publication, &["title", "authors", "doi", "journal"]),
    (Kind::Bullet, &["bullet"]),
    (Kind::Numbered, &["number"]),
    (Kind::ReversedNumbered, &["reversed_number"]),
];

impl Kind {
    /// The kind of an entry; `None` if it is not an entry.
    pub fn of(entry: &Node) -> Option<Kind> {
        match &entry.value {
            Value::Scalar { .. } => Some(Kind::Text),
            Value::Sequence(_) => None,
            Value::Mapping(entries) => {
                let has = |key: &&str| entries.iter().any(|entry| entry.key.name == *key);
                TELLING.iter().find(|(_, keys)| keys.iter().any(has)).map(|(kind, _)| *kind)
            }
        }
    }
}

/// Whether a text is a date that Recto supports.
fn is_date(node: &Node) -> bool {
    scalar(node).is_some_and(|text| text.parse::<Date>().is_ok())
}

/// The target keys for the dates of an entry.
#[derive(Clone, Copy)]
pub enum Dates {
    /// `startDate` and `endDate`; a single date is the end.
    Period,
    /// `startDate` and `endDate`, or `date`.
    Both,
    /// A single date under this key.
    One(&'static str),
}

/// Converts entries.
pub struct Maker<'a> {
    pub source: &'a Source,
    pub losses: &'a mut DroppedList,
}

impl Maker<'_> {
    /// A job or, with `organization` as the employer's key, volunteer work.
    pub fn experience(&mut self, mut fields: Fields, employer: &str) -> Option<Node> {
        let mut entry = Draft::default();
        entry.copy_plain(&mut fields, "company", employer);
        entry.copy_plain(&mut fields, "position", "position");
        entry.copy(&mut fields, "url", "url");
        self.rest(entry, fields, Dates::Period)
    }

    pub fn education(&mut self, mut fields: Fields) -> Option<Node> {
        let mut entry = Draft::default();
        entry.copy_plain(&mut fields, "institution", "institution");
        entry.copy_plain(&mut fields, "area", "area");
        entry.copy_plain(&mut fields, "degree", "studyType");
        entry.copy_plain(&mut fields, "grade", "score");
        entry.copy(&mut fields, "url", "url");
        self.rest(entry, fields, Dates::Period)
    }

    pub fn project(&mut self, mut fields: Fields) -> Option<Node> {
        let mut entry = Draft::default();
        entry.copy_plain(&mut fields, "name", "name");
        entry.copy(&mut fields, "url", "url");
        self.rest(entry, fields, Dates::Period)
    }

    /// A certificate or an award, which have a name and one date.
    pub fn named(&mut self, mut fields: Fields, name: &str) -> Option<Node> {
        let mut entry = Draft::default();
        entry.copy_plain(&mut fields, "name", name);
        entry.copy(&mut fields, "url", "url");
        self.rest(entry, fields, Dates::One("date"))
    }

    pub fn publication(&mut self, mut fields: Fields) -> Option<Node> {
        let mut entry = Draft::default();
        entry.copy(&mut fields, "title", "name");
        entry.put("authors", fields.take("authors").and_then(texts));
        entry.copy(&mut fields, "journal", "publisher");
        entry.copy(&mut fields, "doi", "doi");
        entry.copy(&mut fields, "url", "url");
        self.rest(entry, fields, Dates::One("releaseDate"))
    }

    /// An entry of a custom section.
    pub fn custom(&mut self, node: Node, path: String, number: usize) -> Option<Node> {
        let span = node.span;
        let kind = Kind::of(&node);
        if kind == Some(Kind::Text) {
            return Some(node);
        }
        let mut fields = Fields::of(node, path);
        let mut entry = Draft::default();
        match kind? {
            Kind::OneLine => {
                let label = fields.take("label").map(|label| scalar(&label).unwrap_or_default().to_owned());
                let details = fields.take("details").map(|details| scalar(&details).unwrap_or_default().to_owned());
                let line = match (label, details) {
                    (Some(label), Some(details)) => format!("**{label}:** {details}"),
                    (one, other) => one.or(other).unwrap_or_default(),
                };
                fields.lose_rest(NOT_OURS, self.losses);
                return Some(text(line, span));
            }
            kind @ (Kind::Bullet | Kind::Numbered | Kind::ReversedNumbered) => {
                let line = ["bullet", "number", "reversed_number"].iter().find_map(|key| fields.take(key))?;
                fields.lose_rest(NOT_OURS, self.losses);
                let numbered = scalar(&line).map(|line| format!("{number}. {line}"));
                return match numbered {
                    Some(numbered) if kind != Kind::Bullet => Some(text(numbered, line.span)),
                    _ => Some(line),
                };
            }
            Kind::Normal => entry.copy(&mut fields, "name", "title"),
            Kind::Experience => {
                entry.copy(&mut fields, "company", "title");
                entry.copy(&mut fields, "position", if entry.has("title") { "subtitle" } else { "title" });
            }
            Kind::Education => {
                entry.copy(&mut fields, "institution", "title");
                let (degree, area) = (fields.take("degree"), fields.take("area"));
                let words = |node: &Option<Node>| node.as_ref().and_then(scalar).map(str::to_owned);
                let subject = match (words(&degree), words(&area)) {
                    (Some(degree), Some(area)) => Some(format!("{degree} in {area}")),
                    (one, other) => one.or(other),
                };
                entry.put("subtitle", subject.map(|subject| text(subject, span)));
            }
            Kind::Publication => {
                entry.copy(&mut fields, "title", "title");
                let authors = fields.take("authors").map(items).unwrap_or_default();
                let authors: Vec<_> = authors.iter().filter_map(scalar).collect();
                entry.put("subtitle", (!authors.is_empty()).then(|| text(authors.join(", "), span)));
                if !fields.has("summary") {
                    entry.copy(&mut fields, "journal", "summary");
                }
                let doi = fields.take("doi");
                let link = doi.as_ref().and_then(scalar).map(|doi| text(format!("https://doi.org/{doi}"), span));
                entry.put("url", link.or_else(|| fields.take("url")));
            }
            Kind::Text => {}
        }
        entry.copy(&mut fields, "url", "url");
        self.rest(entry, fields, Dates::Both)
    }

    /// Converts the fields common to all entries: location, dates, summary and highlights. Other
    /// fields are kept in the entry's note.
    fn rest(&mut self, mut entry: Draft, mut fields: Fields, dates: Dates) -> Option<Node> {
        let span = fields.span;
        let short = matches!(dates, Dates::One(_));
        if !short {
            entry.copy_plain(&mut fields, "location", "location");
        }
        self.dates(&mut entry, &mut fields, dates);
        entry.copy(&mut fields, "summary", "summary");
        if !short {
            let highlights = fields.take_list("highlights").into_iter().map(|item| highlight(item, self.source));
            entry.put("highlights", list(highlights.collect()));
        }
        entry.note_rest(fields, "Recto has no such key", self.losses);
        entry.node(span)
    }

    fn dates(&mut self, entry: &mut Draft, fields: &mut Fields, dates: Dates) {
        let one = match dates {
            Dates::Period => "endDate",
            Dates::Both => "date",
            Dates::One(key) => key,
        };
        // `date` takes precedence over a start and an end, if it can be parsed.
        if fields.has("date") {
            let path = fields.at("date");
            let date = fields.take("date").expect("there is a date");
            if is_date(&date) {
                entry.put(one, date);
                return;
            }
            entry.note(&path, date.span, &date, "it is not a supported date format", self.losses);
        }
        let (start, end) = (fields.take("start_date"), fields.take("end_date"));
        match (dates, start, end) {
            (Dates::One(key), start, end) => entry.put(key, end.or(start).filter(is_date)),
            (_, Some(start), None) => {
                // In RenderCV, a start date without an end date means ongoing.
                let present = text(End::Present.to_string(), start.span);
                entry.put("startDate", start);
                entry.put("endDate", present);
            }
            (_, None, Some(end)) => entry.put(one, end),
            (_, start, end) => {
                entry.put("startDate", start);
                entry.put("endDate", end);
            }
        }
    }
}

/// A highlight. A list written below a line becomes nested highlights.
fn highlight(node: Node, source: &Source) -> Node {
    let Value::Scalar { text: written, .. } = &node.value else { return node };
    let raw = &source.text()[node.span.range()];
    let nested = raw.lines().skip(1).filter(|line| line.trim_start().starts_with("- ")).count();
    if nested == 0 {
        return node;
    }
    let mut lines = written.split(" - ");
    let first = text(lines.next().unwrap_or_default(), node.span);
    let below: Vec<Node> = lines.map(|line| text(line, node.span)).collect();
    if below.len() != nested {
        return node;
    }
    let key = |name: &str, span: Span| Key { span, name: name.into() };
    let mut parts = vec![Entry { key: key("text", node.span), value: first }];
    parts.extend(list(below).map(|below| Entry { key: key("highlights", node.span), value: below }));
    Node { span: node.span, value: Value::Mapping(parts) }
}
