//! RenderCV's nine kinds of entries.

use super::super::draft::{Draft, Fields, items, scalar, text, words};
use super::super::dropped::DroppedList;
use super::super::loose;
use super::{NOT_OURS, texts};
use crate::resume::{Block, DateOrPeriod, End, List, ListItem, Paragraphs};
use crate::source::Span;
use crate::yaml::{Entry, Node, Value};

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
    /// The kind of an entry; `None` if it has no key of RenderCV's, or is a list.
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

/// Keys that mean the same, RenderCV's own first.
const EMPLOYER: &[&str] = &["company", "employer", "organization", "organisation", "institution", "name"];
const POSITION: &[&str] = &["position", "role", "job_title", "title"];
const SCHOOL: &[&str] = &["institution", "school", "university", "college", "name"];
const AREA: &[&str] = &["area", "field", "major", "subject"];
const DEGREE: &[&str] = &["degree", "study_type", "qualification"];
const SCORE: &[&str] = &["grade", "gpa", "score"];
const NAME: &[&str] = &["name", "title"];
const PUBLISHER: &[&str] = &["journal", "publisher", "venue", "conference"];
const URL: &[&str] = &["url", "link", "website"];
const SUMMARY: &[&str] = &["summary", "description"];
const HIGHLIGHTS: &[&str] = &["highlights", "bullets"];
const KEYWORDS: &[&str] = &["keywords", "technologies", "tech_stack"];

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
    pub losses: &'a mut DroppedList,
}

impl Maker<'_> {
    /// A job or, with `organization` as the employer's key, volunteer work.
    pub fn experience(&mut self, mut fields: Fields, employer: &str) -> Option<Node> {
        let mut entry = Draft::default();
        entry.copy_linked(&mut fields, EMPLOYER, employer);
        entry.copy_any(&mut fields, POSITION, "position");
        entry.copy_any(&mut fields, KEYWORDS, "keywords");
        if employer == "name" {
            entry.copy(&mut fields, "team", "team");
        }
        self.rest(entry, fields, Dates::Period)
    }

    pub fn education(&mut self, mut fields: Fields) -> Option<Node> {
        let mut entry = Draft::default();
        entry.copy_linked(&mut fields, SCHOOL, "institution");
        entry.copy_any(&mut fields, AREA, "area");
        entry.copy_any(&mut fields, DEGREE, "studyType");
        entry.copy_any(&mut fields, SCORE, "score");
        entry.copy(&mut fields, "thesis", "thesis");
        entry.put("courses", fields.take("courses").and_then(texts));
        self.rest(entry, fields, Dates::Period)
    }

    pub fn project(&mut self, mut fields: Fields) -> Option<Node> {
        let mut entry = Draft::default();
        entry.copy_linked(&mut fields, NAME, "name");
        entry.copy_any(&mut fields, KEYWORDS, "keywords");
        self.rest(entry, fields, Dates::Period)
    }

    /// A certificate or an award, which have a name and one date.
    pub fn named(&mut self, node: Node, path: String, name: &str, giver: &str) -> Option<Node> {
        let mut entry = Draft::default();
        if scalar(&node).is_some() {
            let span = node.span;
            entry.put(name, node);
            return entry.node(span);
        }
        let mut fields = Fields::of(node, path);
        entry.copy_linked(&mut fields, NAME, name);
        entry.copy_any(&mut fields, &[giver, "issuer", "awarder", "organization", "authority"], giver);
        self.rest(entry, fields, Dates::One("date"))
    }

    pub fn publication(&mut self, mut fields: Fields) -> Option<Node> {
        let mut entry = Draft::default();
        entry.copy_any(&mut fields, &["title", "name"], "name");
        entry.put("authors", fields.take("authors").and_then(texts));
        entry.copy_any(&mut fields, PUBLISHER, "publisher");
        entry.copy(&mut fields, "doi", "doi");
        self.rest(entry, fields, Dates::One("releaseDate"))
    }

    /// Entries of a custom section; a list within the list becomes several.
    pub fn custom(&mut self, node: Node, path: String, number: usize) -> Vec<Node> {
        let Some(kind) = Kind::of(&node) else { return loose::entries(node, &path, self.losses) };
        self.custom_of(kind, node, path, number).into_iter().collect()
    }

    fn custom_of(&mut self, kind: Kind, node: Node, path: String, number: usize) -> Option<Node> {
        let span = node.span;
        if kind == Kind::Text {
            return Some(node);
        }
        let mut fields = Fields::of(node, path);
        let mut entry = Draft::default();
        match kind {
            Kind::OneLine => {
                let label = fields.take("label").map(|label| in_line(&label));
                let details = fields.take("details").map(|details| in_line(&details));
                let line = match (label, details) {
                    (Some(label), Some(details)) => format!("**{label}:** {details}"),
                    (one, other) => one.or(other).unwrap_or_default(),
                };
                return self.line(line, fields);
            }
            Kind::Bullet | Kind::Numbered | Kind::ReversedNumbered => {
                let line = fields.take_any(&["bullet", "number", "reversed_number"])?;
                let Some(written) = scalar(&line) else { return Some(line) };
                let line = match kind {
                    Kind::Bullet => written.to_owned(),
                    _ => format!("{number}. {written}"),
                };
                return self.line(line, fields);
            }
            Kind::Normal => entry.copy(&mut fields, "name", "title"),
            Kind::Experience => {
                entry.copy(&mut fields, "company", "title");
                let key = if entry.has("title") { "subtitle" } else { "title" };
                entry.copy(&mut fields, "position", key);
            }
            Kind::Education => {
                entry.copy(&mut fields, "institution", "title");
                let (degree, area) = (fields.take("degree"), fields.take("area"));
                let words = |node: &Option<Node>| node.as_ref().and_then(scalar).map(str::to_owned);
                let subject = match (words(&degree), words(&area)) {
                    (Some(degree), Some(area)) => Some(format!("{degree} in {area}")),
                    (one, other) => one.or(other),
                };
                let key = if entry.has("title") { "subtitle" } else { "title" };
                entry.put(key, subject.map(|subject| text(subject, span)));
            }
            Kind::Publication => {
                entry.copy(&mut fields, "title", "title");
                let authors = fields.take("authors").map(items).unwrap_or_default();
                let authors: Vec<_> = authors.iter().filter_map(scalar).collect();
                let key = if entry.has("title") { "subtitle" } else { "title" };
                entry.put(key, (!authors.is_empty()).then(|| text(authors.join(", "), span)));
                if !fields.has("summary") {
                    entry.copy(&mut fields, "journal", "summary");
                }
                if let Some(doi) = fields.take("doi") {
                    let link = scalar(&doi).map(|doi| text(format!("https://doi.org/{doi}"), span));
                    entry.put("url", link);
                }
            }
            Kind::Text => {}
        }
        entry.copy_any(&mut fields, &["subtitle", "position", "role", "issuer", "organization"], "subtitle");
        entry.copy_any(&mut fields, KEYWORDS, "keywords");
        self.rest(entry, fields, Dates::Both)
    }

    /// An entry of one line. A hidden one is written as a mapping, so that it can have the key `hidden`.
    fn line(&mut self, line: String, mut fields: Fields) -> Option<Node> {
        let span = fields.span;
        let mut entry = Draft::default();
        put_visibility(&mut entry, &mut fields);
        if entry.is_empty() {
            fields.lose_rest(NOT_OURS, self.losses);
            return Some(text(line, span));
        }
        entry.put("title", text(line, span));
        entry.note_rest(fields, NOT_OURS, self.losses);
        entry.node(span)
    }

    /// Converts the fields common to all entries: location, dates, summary and highlights. Other
    /// fields are kept in the entry's note.
    fn rest(&mut self, mut entry: Draft, mut fields: Fields, dates: Dates) -> Option<Node> {
        let span = fields.span;
        let short = matches!(dates, Dates::One(_));
        entry.copy_any(&mut fields, URL, "url");
        if !short {
            entry.copy_any(&mut fields, &["location", "place"], "location");
        }
        self.dates(&mut entry, &mut fields, dates);
        entry.copy_any(&mut fields, SUMMARY, "summary");
        if !short {
            let highlights = fields.take_any(HIGHLIGHTS).map(highlights).unwrap_or_default();
            entry.put_list("highlights", highlights);
        }
        put_visibility(&mut entry, &mut fields);
        entry.note_rest(fields, NOT_OURS, self.losses);
        entry.node(span)
    }

    fn dates(&mut self, entry: &mut Draft, fields: &mut Fields, dates: Dates) {
        let one = match dates {
            Dates::Period => "endDate",
            Dates::Both => "date",
            Dates::One(key) => key,
        };
        if let Some(date) = fields.take("date") {
            self.single(entry, one, date);
            // RenderCV prints `date` alone, whatever it is.
            for key in ["start_date", "end_date"] {
                if let Some(other) = fields.take(key) {
                    let path = fields.at(key);
                    entry.note(&path, other.span, &other, "RenderCV prints `date` instead", self.losses);
                }
            }
            return;
        }
        match (dates, fields.take("start_date"), fields.take("end_date")) {
            (Dates::One(key), Some(start), Some(end)) => {
                let span = Span {
                    start: start.span.start.min(end.span.start),
                    end: start.span.end.max(end.span.end),
                    ..start.span
                };
                let period = format!("{} – {}", in_line(&start), in_line(&end));
                entry.put(key, loose::period(text(period, span), self.losses));
            }
            (_, Some(start), None) if !matches!(dates, Dates::One(_)) => {
                // In RenderCV, a start date without an end date means ongoing.
                let present = text(End::Present.to_string(), start.span);
                entry.put("startDate", loose::moment(start, self.losses));
                entry.put("endDate", present);
            }
            (_, Some(date), None) | (_, None, Some(date)) => self.single(entry, one, date),
            (_, start, end) => {
                entry.put("startDate", start.map(|date| loose::moment(date, self.losses)));
                entry.put("endDate", end.map(|date| loose::end(date, self.losses)));
            }
        }
    }

    /// A single date, which may be a period.
    fn single(&mut self, entry: &mut Draft, key: &str, date: Node) {
        if key != "endDate" {
            // A single date that is now says so in words.
            let is_present = scalar(&date).is_some_and(|date| date.parse::<End>() == Ok(End::Present));
            let spoken = if is_present { words(&date) } else { None };
            entry.put(key, spoken.unwrap_or_else(|| loose::period(date, self.losses)));
            return;
        }
        match scalar(&date).map(str::parse::<DateOrPeriod>) {
            Some(Ok(DateOrPeriod::Period(start, end))) => {
                entry.put("startDate", text(start.to_string(), date.span));
                entry.put("endDate", text(end.to_string(), date.span));
            }
            _ => entry.put(key, loose::end(date, self.losses)),
        }
    }
}

/// Moves `hidden`, `visible` and `tags`.
pub fn put_visibility(entry: &mut Draft, fields: &mut Fields) {
    for key in ["hidden", "visible", "tags"] {
        entry.copy(fields, key, key);
    }
}

/// A value as one line; a list with commas.
fn in_line(node: &Node) -> String {
    match &node.value {
        Value::Scalar { text, .. } => text.trim().to_owned(),
        Value::Sequence(items) => items.iter().map(in_line).collect::<Vec<_>>().join(", "),
        Value::Mapping(entries) => {
            let pair = |entry: &Entry| format!("{}: {}", entry.key.name, in_line(&entry.value));
            entries.iter().map(pair).collect::<Vec<_>>().join(", ")
        }
    }
}

/// The highlights of an entry.
fn highlights(node: Node) -> Vec<Node> {
    let mut made: Vec<Node> = Vec::new();
    for item in items(node) {
        match (&item.value, made.last_mut()) {
            // A list in the list belongs to the highlight above.
            (Value::Sequence(_), Some(above)) if scalar(above).is_some() => {
                let nested = highlights(item);
                let lead = scalar(above).map(|above_text| text(above_text, above.span));
                if let Some(lead) = lead {
                    *above = with_nested(lead, nested);
                }
            }
            (Value::Sequence(_), _) => made.extend(highlights(item)),
            _ => made.push(highlight(item)),
        }
    }
    made
}

/// A highlight. A list below its line becomes nested highlights.
fn highlight(node: Node) -> Node {
    match &node.value {
        Value::Scalar { text: written, .. } if written.contains('\n') => nested(written, node.span).unwrap_or(node),
        // A colon makes a key of the line: `- Kept two ships lit:` with a list below it.
        Value::Mapping(entries) => match &entries[..] {
            [Entry { key, value }] if key.name != "text" => match &value.value {
                Value::Scalar { .. } => text(format!("{}: {}", key.name, in_line(value)), node.span),
                Value::Sequence(_) => with_nested(text(format!("{}:", key.name), key.span), highlights(value.clone())),
                Value::Mapping(_) => node,
            },
            _ => node,
        },
        Value::Scalar { .. } | Value::Sequence(_) => node,
    }
}

fn with_nested(lead: Node, below: Vec<Node>) -> Node {
    let span = lead.span;
    let mut parts = Draft::default();
    parts.put("text", lead);
    parts.put_list("highlights", below);
    parts.node(span).unwrap_or_else(|| text("", span))
}

/// A text with one line and lists below it, as a highlight with nested ones.
fn nested(written: &str, span: Span) -> Option<Node> {
    let paragraphs: Paragraphs = written.parse().ok()?;
    let [Block::Paragraph(lead), lists @ ..] = paragraphs.blocks() else { return None };
    let mut below = Vec::new();
    for block in lists {
        match block {
            Block::List(List { first: None, items, .. }) => below.extend(items.iter().map(|item| of_item(item, span))),
            _ => return None,
        }
    }
    (!below.is_empty()).then(|| with_nested(text(lead.to_string(), span), below))
}

fn of_item(item: &ListItem, span: Span) -> Node {
    let below: Vec<Node> = item.below.iter().flat_map(|list| &list.items).map(|item| of_item(item, span)).collect();
    let lead = text(item.text.to_string(), span);
    if below.is_empty() { lead } else { with_nested(lead, below) }
}
