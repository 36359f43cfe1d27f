//! What a section is about, by its entries: for titles that are in no dictionary.

use super::entries::{RawEntry, entries};
use super::heads;
use super::lines::Document;
use super::lists::{items, keywords, label};
use super::segment::{Segment, Segments};
use super::titles::{self, Topic};
use super::words::{degree_head, is_degree, is_fluency, is_position, is_school};
use crate::resume::Section;

/// Decides what the sections with unknown titles are, unless a section with a known title is the same.
pub fn classify(document: &Document, segments: &mut Segments) {
    let has = |segments: &Segments, section: Section| {
        segments.sections.iter().any(|segment| segment.topic == Topic::Standard(section))
    };
    for at in 0..segments.sections.len() {
        let segment = &segments.sections[at];
        let is_unknown =
            segment.topic == Topic::Custom && titles::known(&document.lines[segment.title].text()).is_none();
        if !is_unknown {
            continue;
        }
        let Some(section) = section(document, segment, has(segments, Section::Work)) else { continue };
        if section == Section::Work || section == Section::Education || !has(segments, section) {
            let segment = &mut segments.sections[at];
            (segment.topic, segment.is_guess) = (Topic::Standard(section), true);
        }
    }
}

/// The section that the lines of a segment look like.
fn section(document: &Document, segment: &Segment, has_work: bool) -> Option<Section> {
    let raw = entries(document, &segment.lines);
    of_entries(document, &raw, has_work).or_else(|| of_items(document, segment))
}

/// By the heads of dated entries: schools and degrees, or positions.
fn of_entries(document: &Document, raw: &[RawEntry], has_work: bool) -> Option<Section> {
    let heads = raw.iter().filter(|entry| entry.is_dated).map(|entry| heads::read(document, entry));
    let heads: Vec<heads::Head> = heads.filter(|head| !head.parts.is_empty()).collect();
    let count = |holds: &dyn Fn(&str) -> bool| {
        heads.iter().filter(|head| head.parts.iter().any(|part| holds(&part.piece.text))).count()
    };
    let periods = heads.iter().filter(|head| head.dates.as_ref().is_some_and(|(dates, _)| dates.end.is_some())).count();
    if heads.is_empty() || heads.len() * 2 < raw.len() {
        return None;
    }
    let schools = count(&|text| is_school(text) || is_degree(text) || degree_head(text).is_some());
    let degrees = count(&|text| is_degree(text) || degree_head(text).is_some());
    let positions = count(&is_position);
    if degrees > 0 && schools * 2 > heads.len() && schools > positions {
        return Some(Section::Education);
    }
    let are_jobs =
        periods * 2 > heads.len() && heads.iter().filter(|head| head.parts.len() > 1).count() * 2 > heads.len();
    (are_jobs && (positions * 2 >= heads.len() || !has_work && positions > 0)).then_some(Section::Work)
}

/// By short items: languages with how well they are spoken, or lists after labels.
fn of_items(document: &Document, segment: &Segment) -> Option<Section> {
    let items = items(document, &segment.lines);
    let texts: Vec<String> = items.iter().map(|item| item.plain()).collect();
    let most = |holds: &dyn Fn(&String) -> bool| {
        let count = texts.iter().filter(|text| holds(text)).count();
        count >= 2 && count * 3 >= texts.len() * 2
    };
    if most(&|text| text.chars().count() < 60 && is_fluency(text)) {
        return Some(Section::Languages);
    }
    let words = |text: &str, at: usize| keywords(text[at..].trim_start_matches([':', '：'])).len();
    let is_group = |text: &String| label(text).is_some_and(|at| at < 32 && words(text, at) >= 2);
    most(&is_group).then_some(Section::Skills)
}
