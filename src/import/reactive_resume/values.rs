//! What the items of all sections share: periods, texts, addresses.

use crate::import::draft::{Draft, Fields, scalar, text, words};
use crate::import::dropped::DroppedList;
use crate::import::texts::markup;
use crate::import::unstructured::dates;
use crate::resume::Section;
use crate::source::Span;
use crate::yaml::{Node, Value};

/// A period as one text, such as "March 2020 - Present", or as a mapping.
pub fn put_period(made: &mut Draft, kind: Section, period: Node, losses: &mut DroppedList) {
    let span = period.span;
    let date = match kind {
        Section::Awards | Section::Certificates => "date",
        Section::Publications => "releaseDate",
        _ => "",
    };
    let mut spans: (Option<Span>, Option<Span>) = (None, None);
    let (start, end) = match &period.value {
        Value::Scalar { text, .. } => match dates::find(text) {
            Some(found) => (Some(found.start), found.end),
            None => {
                if let Some(written) = words(&period).filter(|_| !text.trim().is_empty()) {
                    let key = if date.is_empty() { "startDate" } else { date };
                    losses.guess(span, format!("`{text}` is not a date"), "it is printed as it is written");
                    made.put(key, written);
                }
                return;
            }
        },
        Value::Sequence(_) | Value::Mapping(_) => {
            let mut fields = Fields::of(period, "date");
            let mut day = |key: &str| {
                let value = fields.take(key)?;
                let text = scalar(&value).filter(|text| !text.is_empty())?.to_owned();
                Some((dates::find(&text).map_or(text, |found| found.start), value.span))
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
pub fn put_texts(made: &mut Draft, kind: Section, node: Option<Node>) {
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

/// An address, which may be a mapping with a label.
pub fn address(node: Node) -> Option<Node> {
    let address = match &node.value {
        Value::Scalar { .. } => node,
        Value::Sequence(_) | Value::Mapping(_) => Fields::of(node, "url").take_any(&["href", "url"])?,
    };
    scalar(&address).is_some_and(|text| !text.is_empty()).then_some(address)
}
