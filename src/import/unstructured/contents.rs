//! What a section is about, by its entries: for titles that are in no dictionary.

use super::entries::{RawEntry, entries};
use super::heads;
use super::items::{Cells, items, keywords, label};
use super::lines::{Document, Line};
use super::segment::{Segment, Segments};
use super::titles::{self, Topic};
use super::words::{degree_head, is_degree, is_fluency, is_position, is_school};
use crate::resume::Section;

/// Decides what the sections with unknown titles are, where no section with a known title is the same.
pub fn classify(document: &Document, segments: &mut Segments) {
    let is_unknown = |segment: &Segment| {
        segment.topic == Topic::Custom && titles::known(&document.lines[segment.title].text()).is_none()
    };
    let is_courses =
        |segment: &Segment| segment.topic == Topic::Custom && titles::is_courses(&document.lines[segment.title].text());
    let is_early = |at: usize| {
        let is_later = |topic: Topic| matches!(topic, Topic::Standard(Section::Work | Section::Education));
        segments.sections[..at].iter().all(|other| !is_later(other.topic))
    };
    let read = |(at, segment): (usize, &Segment)| {
        let ongoing = segment.lines.iter().filter_map(|index| document.date_in(&document.lines[*index].text()));
        let is_ongoing = ongoing.filter_map(|found| found.end).any(|end| end == "present");
        let section = section(document, segment)
            .or_else(|| is_prose(document, segment, is_early(at)).then_some(Section::Summary))?;
        Some((at, section, (is_ongoing, segment.lines.len())))
    };
    let is_research = |segment: &Segment| titles::is_research(&document.lines[segment.title].text());
    let research = segments.sections.iter().enumerate().filter(|(_, segment)| is_research(segment));
    let research = research.filter(|(at, segment)| is_prose(document, segment, is_early(*at)));
    let research: Vec<_> = research.map(|(at, segment)| (at, Section::Summary, (false, segment.lines.len()))).collect();
    let unknown = segments.sections.iter().enumerate().filter(|(_, segment)| is_unknown(segment));
    let mut found: Vec<(usize, Section, (bool, usize))> = unknown.filter_map(read).chain(research).collect();
    // First what goes on, then the longest: a résumé may have other sections that look like jobs, such as projects.
    found.sort_by_key(|(.., weight)| std::cmp::Reverse(*weight));
    for (at, section, _) in found {
        let topic = Topic::Standard(section);
        if segments.sections.iter().all(|segment| segment.topic != topic) {
            let segment = &mut segments.sections[at];
            (segment.topic, segment.is_guess) = (topic, true);
        }
    }
    // Where nothing else is work, periods with two texts each are, of which one goes on.
    let work = Topic::Standard(Section::Work);
    if segments.sections.iter().all(|segment| segment.topic != work)
        && let Some(longest) = segments
            .sections
            .iter_mut()
            .filter(|segment| is_unknown(segment) && are_periods(document, segment))
            .max_by_key(|segment| segment.lines.len())
    {
        (longest.topic, longest.is_guess) = (work, true);
    }
    // Words in boxes are skills, under whatever title.
    let is_unknown_list = |segment: &Segment| is_unknown(segment) && are_tags(document, segment);
    for segment in segments.sections.iter_mut().filter(|segment| is_unknown_list(segment)) {
        (segment.topic, segment.is_guess) = (Topic::Standard(Section::Skills), true);
    }
    // Sentences under the names of skills are what was done, as in a résumé that is ordered by skills.
    let skills = Topic::Standard(Section::Skills);
    for segment in segments.sections.iter_mut().filter(|segment| segment.topic == skills) {
        if are_deeds(document, segment) {
            segment.topic = Topic::Custom;
        }
    }
    let certificates = Topic::Standard(Section::Certificates);
    if segments.sections.iter().all(|segment| segment.topic != certificates)
        && let Some(courses) =
            segments.sections.iter_mut().find(|segment| is_courses(segment) && are_dated(document, segment))
    {
        (courses.topic, courses.is_guess) = (certificates, true);
    }
}

/// Whether the bullet points of a section are sentences under names.
fn are_deeds(document: &Document, segment: &Segment) -> bool {
    const LEAST_WORDS: usize = 5;
    let lines = || segment.lines.iter().map(|index| &document.lines[*index]);
    let is_sentence = |line: &&Line| {
        let text = line.text();
        text.trim_end().ends_with('.') && text.split_whitespace().count() >= LEAST_WORDS && label(&text).is_none()
    };
    let bullets = lines().filter(|line| line.bullet.is_some()).count();
    let sentences = lines().filter(|line| line.bullet.is_some()).filter(is_sentence).count();
    let is_named = lines().next().is_some_and(|line| line.bullet.is_none() && label(&line.text()).is_none());
    is_named && sentences >= 2 && sentences * 3 >= bullets * 2
}

/// Whether a section has several entries with a period and two texts each, and one of them goes on.
fn are_periods(document: &Document, segment: &Segment) -> bool {
    let raw = entries(document, &segment.lines);
    let heads: Vec<heads::Head> = raw.iter().map(|entry| heads::read(document, entry)).collect();
    let end = |head: &heads::Head| head.dates.as_ref().and_then(|(dates, _)| dates.end.clone());
    heads.len() >= 2
        && heads.iter().all(|head| end(head).is_some() && head.parts.len() >= 2)
        && heads.iter().any(|head| end(head).as_deref() == Some("present"))
}

/// Whether all that a section has is words in boxes.
fn are_tags(document: &Document, segment: &Segment) -> bool {
    let items = items(document, &segment.lines);
    !items.is_empty() && items.iter().all(|item| item.kind == Cells::Tags && item.begins_with_tag)
}

/// Whether a section lists what was passed when: short items, of which most have one date.
fn are_dated(document: &Document, segment: &Segment) -> bool {
    const LONGEST: usize = 120;
    let items = items(document, &segment.lines);
    let is_passed = |text: &String| {
        text.chars().count() <= LONGEST && document.date_in(text).is_some_and(|date| date.range.len() < text.len())
    };
    let texts: Vec<String> = items.iter().map(|item| item.plain()).collect();
    let passed = texts.iter().filter(|text| is_passed(text)).count();
    // A title may stand above the line with its date.
    let titles = texts.windows(2).filter(|pair| document.date_in(&pair[0]).is_none() && is_passed(&pair[1])).count();
    passed > 0 && passed * 2 > items.len() - titles
}

/// Whether a section before those of work and education is only sentences.
fn is_prose(document: &Document, segment: &Segment, is_early: bool) -> bool {
    const LEAST_WORDS: usize = 10;
    let lines = || segment.lines.iter().map(|index| &document.lines[*index]);
    let words: usize = lines().map(|line| line.text().split_whitespace().count()).sum();
    let is_open = lines().next().is_some_and(|line| line.bullet.is_none());
    is_early && is_open && words >= LEAST_WORDS && lines().all(|line| line.cells.len() == 1)
}

/// The section that the lines of a segment look like.
fn section(document: &Document, segment: &Segment) -> Option<Section> {
    let raw = entries(document, &segment.lines);
    of_entries(document, &raw).or_else(|| of_items(document, segment))
}

/// By the heads of dated entries: schools and degrees, or positions.
fn of_entries(document: &Document, raw: &[RawEntry]) -> Option<Section> {
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
    (periods * 2 > heads.len() && positions * 2 >= heads.len()).then_some(Section::Work)
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
