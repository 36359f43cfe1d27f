//! Checks that the fields of an entry are items of their own.
//!
//! Programs that fill forms cut each line into items: text runs whose distance is larger than the width of a
//! usual character. One item becomes one field.

use std::collections::BTreeMap;

use super::{Expectations, Finding, Found, PdfContent, brief, dense, is_shaped, is_unspaced};
use crate::inspect::views::level;
use crate::pdf::marks::Glyph;
use crate::present::{ExpectedText, TextRole};

/// A step between two glyphs of one run, in font sizes, beyond their widths: kerning and justified spaces.
const KERNING: f64 = 0.12;

/// Longer fields, in characters, take several lines.
const LONGEST: usize = 60;

/// What may be on either side of a field in its item.
const SIGNS: &[char] = &['|', '·', '•', ',', ';', ':', '(', ')', '–', '—', '、', '，', '；', '：'];

pub fn apart(reading: &PdfContent, expectations: &Expectations) -> Found {
    // The letters of other scripts are too wide for the gaps that parsers look for.
    if expectations.texts.iter().any(|expected| is_shaped(&expected.text) || is_unspaced(&expected.text)) {
        return Vec::new();
    }
    let lines = items(&reading.marks.glyphs);
    let items: Vec<&String> = lines.iter().flatten().collect();
    let mut found = Found::new();
    for expected in expectations.texts.iter().filter(|expected| is_field(expected)) {
        let text = dense(&expected.text);
        if text.is_empty() || expected.text.chars().count() > LONGEST {
            continue;
        }
        let bare = |text: &str| dense(text.trim_matches(|letter: char| letter == ' ' || SIGNS.contains(&letter)));
        if items.iter().any(|item| bare(item) == bare(&expected.text)) {
            continue;
        }
        // A field that takes several lines is put together again by most programs.
        let message = if let Some(item) = items.iter().find(|item| dense(item).contains(&text)) {
            format!("`{}` is read together with what is beside it: `{}`", brief(&expected.text), brief(item))
        } else if lines.iter().any(|line| dense(&line.concat()).contains(&text)) {
            format!("`{}` is read in several parts", brief(&expected.text))
        } else {
            continue;
        };
        found.push((None, Finding::new(message).of(expected)));
    }
    found
}

/// Whether a text is a field of a form: name, contact details, and organization, role, place and dates of an
/// entry.
fn is_field(expected: &ExpectedText) -> bool {
    let ExpectedText { path, role, .. } = expected;
    let of_entry = ["work[", "volunteer[", "education[", "projects["].iter().any(|section| path.starts_with(section));
    match role {
        TextRole::Name | TextRole::Email | TextRole::Phone => path.starts_with("basics."),
        TextRole::Lead | TextRole::Dates => of_entry,
        _ => of_entry && (path.ends_with(".position") || path.ends_with(".location")),
    }
}

/// The items of each line, in content order.
fn items(glyphs: &[Glyph]) -> Vec<Vec<String>> {
    let glyphs: Vec<&Glyph> = glyphs.iter().filter(|glyph| !glyph.artifact && glyph.visible).collect();
    let Some(usual) = usual_width(&glyphs) else { return Vec::new() };
    glyphs.chunk_by(|first, second| level(first, second)).map(|line| items_of_line(line, usual)).collect()
}

fn items_of_line(line: &[&Glyph], usual: f64) -> Vec<String> {
    let mut items: Vec<(String, (f64, f64))> = Vec::new();
    for run in line.chunk_by(|first, second| is_one_run(first, second)) {
        let inked: Vec<&&Glyph> = run.iter().filter(|glyph| !glyph.text.trim().is_empty()).collect();
        let start = inked.iter().map(|glyph| glyph.x.0.min(glyph.x.1)).fold(f64::MAX, f64::min);
        let stop = inked.iter().map(|glyph| glyph.x.0.max(glyph.x.1)).fold(f64::MIN, f64::max);
        if inked.is_empty() {
            continue;
        }
        let text: String = run.iter().map(|glyph| glyph.text.as_str()).collect();
        match items.last_mut() {
            // Text from right to left goes on to the left.
            Some((item, end)) if (start - end.1).max(end.0 - stop) <= usual => {
                *item += &text;
                *end = (end.0.min(start), end.1.max(stop));
            }
            _ => items.push((text.trim().to_owned(), (start, stop))),
        }
    }
    items.into_iter().map(|(text, _)| text).collect()
}

/// Whether a glyph follows another in one text run.
fn is_one_run(first: &Glyph, second: &Glyph) -> bool {
    first.font == second.font && (second.x.0 - first.x.1).abs() <= first.size * KERNING
}

/// The mean width of a character in the most frequent font and size.
fn usual_width(glyphs: &[&Glyph]) -> Option<f64> {
    let mut fonts: BTreeMap<(&str, i64), Vec<f64>> = BTreeMap::new();
    for glyph in glyphs {
        let size = (glyph.size * 10.0).round() as i64;
        fonts.entry((&glyph.font, size)).or_default().push((glyph.x.1 - glyph.x.0).abs());
    }
    let widths = fonts.into_values().max_by_key(Vec::len)?;
    Some(widths.iter().sum::<f64>() / widths.len() as f64)
}
