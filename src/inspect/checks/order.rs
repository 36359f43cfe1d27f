//! Checks of reading order.

use super::{Expectations, Finding, Found, PdfContent, Verdict, brief, dense, is_shaped, tag_text};
use crate::inspect::View;
use crate::present::{ExpectedText, TextRole};

pub fn name_first(reading: &PdfContent, expectations: &Expectations) -> Found {
    let Some(expected) = expectations.texts.iter().find(|expected| expected.role == TextRole::Name) else {
        return Vec::new();
    };
    if is_shaped(&expected.text) {
        return Vec::new();
    }
    let lines: Vec<_> = reading.content_order.body().collect();
    let Some(first) = lines.first() else { return vec![(None, Finding::new("the PDF contains no text"))] };
    let name = dense(&expected.text);
    // A long name may span several lines of the same size.
    let same = lines.iter().take_while(|line| (line.size - first.size).abs() < 0.5).map(|line| dense(&line.text));
    let mut whole = String::new();
    let alone = same.take(4).any(|line| {
        whole += &line;
        whole == name
    });
    let mut found = Found::new();
    if !alone {
        let begins = dense(&first.text).starts_with(&name);
        let message = if begins { "the name is not alone on its line" } else { "the name is not the first text" };
        let severity = begins.then_some(Verdict::Info);
        found.push((severity, Finding::new(message).of(expected).at(first)));
    }
    if let Some(larger) = lines.iter().find(|line| line.size > first.size + 0.1) {
        found.push((None, Finding::new("other text is larger than the name").of(expected).at(larger)));
    }
    found
}

/// Words by which parsers recognise English section titles.
#[rustfmt::skip]
const TITLE_WORDS: &[&str] = &[
    "about", "achievement", "activit", "affiliation", "appointment", "award", "career", "certif", "competenc", "course",
    "education", "employment", "exhibition", "experience", "fellowship", "grant", "history", "hono", "interest",
    "internship", "invited", "job", "language", "leadership", "licen", "membership", "objective", "paper", "patent",
    "portfolio", "position", "presentation", "profile", "project", "publication", "reference", "research", "service",
    "skill", "study", "summary", "talk", "teaching", "technolog", "thesis", "training", "volunt", "work",
];

pub fn titles_alone(reading: &PdfContent, expectations: &Expectations) -> Found {
    let titles =
        expectations.texts.iter().filter(|expected| expected.role == TextRole::Title && !is_shaped(&expected.text));
    let mut found = Found::new();
    let headings: Vec<String> =
        reading.tags.iter().filter(|tag| tag.role == "H1").map(|tag| dense(&tag.text)).collect();
    let mut beside = Vec::new();
    for expected in titles {
        let title = dense(&expected.text);
        let alone = |view: &View| view.body().any(|line| dense(&line.text) == title);
        if headings.contains(&title) && !alone(&reading.content_order) {
            beside.push(expected.text.as_str());
        } else if !alone(&reading.content_order) {
            let message = format!("`{}` is not on its own line", expected.text);
            let line = reading.content_order.body().find(|line| dense(&line.text).contains(&title));
            let finding = Finding::new(message).of(expected);
            let finding = match line {
                Some(line) => finding.at(line),
                None => finding,
            };
            // A title may take two lines.
            let wrapped = line.is_none();
            found.push((wrapped.then_some(Verdict::Info), finding));
        } else if !alone(&reading.visual_order) || !alone(&reading.layout_boxes) {
            beside.push(expected.text.as_str());
        }
        let usual = TITLE_WORDS.iter().any(|word| expected.text.to_lowercase().contains(word));
        if expectations.english && !usual {
            let message = format!("parsers may not recognise the section title `{}`", expected.text);
            found.push((Some(Verdict::Info), Finding::new(message).of(expected)));
        }
    }
    if let Some(first) = beside.first() {
        let more = match beside.len() - 1 {
            0 => String::new(),
            1 => " and another title".into(),
            more => format!(" and {more} more titles"),
        };
        let message = format!(
            "readers that sort by position put `{first}`{more} on one line with the text beside it; a single-column \
             theme with titles above their sections avoids this"
        );
        found.push((Some(Verdict::Info), Finding::new(message)));
    }
    found
}

/// The sections: each title, with the leads and dates of its entries.
fn sections(expected: &[ExpectedText]) -> Vec<(&ExpectedText, Vec<&ExpectedText>)> {
    let mut sections: Vec<(&ExpectedText, Vec<&ExpectedText>)> = Vec::new();
    for expected in expected {
        match (expected.role, sections.last_mut()) {
            (TextRole::Title, _) => sections.push((expected, Vec::new())),
            (TextRole::Lead | TextRole::Dates, Some((_, entries))) => entries.push(expected),
            _ => {}
        }
    }
    sections
}

/// The texts that are out of order within their section. Sections may come in any order: a theme may
/// move some to a sidebar.
fn misplaced<'a>(text: &str, expected: &'a [ExpectedText], dates: bool) -> Vec<&'a ExpectedText> {
    let text = dense(text);
    let sections = sections(expected);
    let mut found = Vec::new();
    for (title, entries) in &sections {
        let mut from = text.find(&dense(&title.text)).unwrap_or(0);
        // Within an entry, a date may come before or after the lead.
        for entry in entries.chunk_by(|first, second| first.path.split('.').next() == second.path.split('.').next()) {
            let mut end = from;
            for part in entry.iter().filter(|part| dates || part.role != TextRole::Dates) {
                let part_text = dense(&part.text);
                match text[from..].find(&part_text) {
                    Some(at) => end = end.max(from + at + part_text.len()),
                    None if text.contains(&part_text) => found.push(*part),
                    // Missing texts are reported by another check.
                    None => {}
                }
            }
            from = end;
        }
    }
    found
}

pub fn in_stream(reading: &PdfContent, expectations: &Expectations) -> Found {
    if expectations.texts.iter().any(|expected| is_shaped(&expected.text)) {
        return Vec::new();
    }
    let stream = super::stream_text(reading);
    let wrong = misplaced(&stream, expectations.texts, true);
    let Some(first) = wrong.first() else { return Vec::new() };
    let message = format!("`{}` is out of order", brief(&first.text));
    if misplaced(&tag_text(reading), expectations.texts, true).is_empty() {
        let message = format!(
            "{message}, because a column continues on the next page; the structure tree is in the right order, and a \
             single-column theme avoids this"
        );
        return vec![(Some(Verdict::Info), Finding::new(message).of(first))];
    }
    vec![(None, Finding::new(message).of(first))]
}

pub fn in_other_views(reading: &PdfContent, expectations: &Expectations) -> Found {
    if expectations.texts.iter().any(|expected| is_shaped(&expected.text)) {
        return Vec::new();
    }
    let mut found = Found::new();
    for (view, who) in [
        (&reading.visual_order, "readers that sort text by position"),
        (&reading.layout_boxes, "readers that group text into boxes, such as pdfminer,"),
    ] {
        let text: String = view.body().map(|line| format!("{}\n", line.text)).collect();
        let wrong = misplaced(&text, expectations.texts, true);
        let Some(first) = wrong.first() else { continue };
        let only_dates = misplaced(&text, expectations.texts, false).is_empty();
        let cure = if only_dates {
            "`dates: inline` or `dates: below` avoids this"
        } else {
            "a single-column theme avoids this"
        };
        let message = format!("{who} separate `{}` from its entry; {cure}", brief(&first.text));
        found.push((None, Finding::new(message).of(first)));
    }
    found
}
