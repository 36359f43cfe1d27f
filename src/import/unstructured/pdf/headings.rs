//! Titles that stand beside their sections, in a column of their own.

use std::collections::HashMap;

use super::super::columns::Segment;
use super::super::lines::Run;
use super::super::titles;
use crate::pdf::structure::Heading;

/// Makes each title of a section one segment, which is a line of its own whatever is beside it.
pub fn set_apart(segments: Vec<Segment>) -> Vec<Segment> {
    let mut segments = join_wrapped(segments);
    let level = section_level(&segments);
    let mut labels: Vec<usize> = Vec::new();
    for at in 0..segments.len() {
        if !begins_row(&segments, at) {
            continue;
        }
        let own = &segments[at];
        // Two titles on one row are those of boxes side by side.
        let is_title =
            |other: &Segment| other.is_title || other.heading.is_some_and(|heading| Some(heading.level) == level);
        let is_opposite = segments.iter().any(|other| {
            let is_beside = other.cell.x > own.cell.right && (other.y - own.y).abs() < 2.5;
            other.page == own.page && is_beside && is_title(other)
        });
        match own.heading {
            _ if is_opposite => {}
            Some(heading) if Some(heading.level) == level => segments[at].is_alone = true,
            _ if own.is_title && !own.bullet => labels.push(at),
            _ => {}
        }
    }
    // Without tags, one title beside text may be a label within a section; two at one edge are a column of titles.
    for &at in &labels {
        let alike = |other: &&usize| at_one_edge(&segments[**other], &segments[at]);
        // A column with more than titles is one of text.
        let count = labels.iter().filter(alike).count();
        let all = segments.iter().filter(|other| (other.cell.x - segments[at].cell.x).abs() < 1.0).count();
        if count >= 2 && count * 3 >= all && stands_out(&segments, at) {
            segments[at].is_alone = true;
        }
    }
    segments
}

/// The level of the headings that are titles of sections: that of known titles, else the highest one that occurs twice.
fn section_level(segments: &[Segment]) -> Option<u8> {
    let headings = || segments.iter().filter_map(|segment| Some((segment.heading?, segment.is_title)));
    let mut known: HashMap<u8, usize> = HashMap::new();
    for (heading, _) in headings().filter(|(_, is_title)| *is_title) {
        *known.entry(heading.level).or_default() += 1;
    }
    let of_known = known.into_iter().max_by_key(|(level, count)| (*count, u8::MAX - *level)).map(|(level, _)| level);
    of_known.or_else(|| {
        let numbers = |level: u8| {
            let mut numbers: Vec<usize> =
                headings().filter(|(heading, _)| heading.level == level).map(|(heading, _)| heading.number).collect();
            numbers.dedup();
            numbers.len()
        };
        (1..=6).find(|level| numbers(*level) >= 2)
    })
}

/// Joins the lines of a title that was wrapped in its column.
fn join_wrapped(segments: Vec<Segment>) -> Vec<Segment> {
    let mut joined: Vec<Segment> = Vec::new();
    for segment in segments {
        let is_above = |above: &&mut Segment| {
            let step = segment.y - above.y;
            above.page == segment.page
                && at_one_edge(above, &segment)
                && above.cell.font == segment.cell.font
                && (0.5..1.7 * segment.cell.size).contains(&step)
        };
        let above = joined.iter_mut().rev().take(12).find(is_above);
        match above {
            Some(above) if is_continued(above, &segment) => {
                above.cell.runs.push(Run { text: " ".into(), ..above.cell.runs[0].clone() });
                above.cell.runs.extend(segment.cell.runs);
                above.cell.right = above.cell.right.max(segment.cell.right);
                above.is_title = titles::known(&above.cell.text()).is_some();
            }
            _ => joined.push(segment),
        }
    }
    joined
}

/// Whether two segments begin or end at one edge.
fn at_one_edge(one: &Segment, other: &Segment) -> bool {
    (one.cell.x - other.cell.x).abs() < 1.0 || (one.cell.right - other.cell.right).abs() < 1.0
}

/// Whether a title is in a column, rather than on a line of its own.
fn is_narrow(segment: &Segment) -> bool {
    segment.cell.right - segment.cell.x < 0.4 * segment.width
}

/// Whether two lines are one title: the tags say so, or only together are they known.
fn is_continued(above: &Segment, below: &Segment) -> bool {
    match (above.heading, below.heading) {
        (Some(Heading { number, .. }), Some(other)) => number == other.number && is_narrow(above),
        (None, None) => {
            let whole = format!("{} {}", above.cell.text().trim(), below.cell.text().trim());
            !(above.is_title && below.is_title) && is_narrow(above) && titles::known(&whole).is_some()
        }
        _ => false,
    }
}

/// Whether a segment is the first of its row, and others are beside it.
fn begins_row(segments: &[Segment], at: usize) -> bool {
    let own = &segments[at];
    let mut others = segments.iter().enumerate().filter(|(other, segment)| {
        *other != at && segment.page == own.page && (segment.y - own.y).abs() < 2.5f64.max(0.3 * own.cell.size)
    });
    let mut beside = others.by_ref().peekable();
    beside.peek().is_some()
        && beside.all(|(_, segment)| {
            segment.cell.x > own.cell.x && (segment.heading != own.heading || segment.heading.is_none())
        })
}

/// Whether a title looks other than what is beside it.
fn stands_out(segments: &[Segment], at: usize) -> bool {
    let own = &segments[at];
    let beside = segments.iter().enumerate().find(|(other, segment)| {
        *other != at && segment.page == own.page && (segment.y - own.y).abs() < 2.5f64.max(0.3 * own.cell.size)
    });
    beside.is_none_or(|(_, beside)| {
        beside.cell.font != own.cell.font || (beside.cell.size - own.cell.size).abs() > 0.4 || own.cell.is_caps()
    })
}
