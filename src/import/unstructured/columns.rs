//! The reading order of pages with one or two columns.

use super::dates;
use super::lines::Cell;
use super::words::is_place;
use crate::pdf::structure::Heading;

/// A cell on its page.
#[derive(Debug, Clone)]
pub struct Segment {
    /// The page, from 1.
    pub page: usize,
    /// Its baseline, from the top.
    pub y: f64,
    /// The text.
    pub cell: Cell,
    /// Whether it begins with a bullet.
    pub bullet: bool,
    /// The column: 0 for the whole width, then 1 and 2, or others for those of a part of the page.
    pub column: u8,
    /// The width of its page.
    pub width: f64,
    /// The height of its page.
    pub height: f64,
    /// Whether it is a known title of a section.
    pub is_title: bool,
    /// Whether it is what stands beside text: a date, a place, a few characters.
    pub is_beside: bool,
    /// The heading that the tags of the file call it.
    pub heading: Option<Heading>,
    /// Its position in the order of the tags.
    pub order: Option<usize>,
    /// Whether it is a line of its own, though others are beside it: the title of a section in a column of titles.
    pub is_alone: bool,
}

impl Segment {
    /// Whether a text is what stands beside others.
    pub fn stands_beside(text: &str) -> bool {
        text.chars().count() < 4 || is_place(text.trim()) || dates::find(text).is_some()
    }
}

/// A coloured ground behind a column of a page.
#[derive(Debug, Clone, Copy)]
pub struct Panel {
    /// The page, from 1.
    pub page: usize,
    /// Its left and right edge.
    pub x: (f64, f64),
}

/// A strip without text that divides a part of a page into two columns.
struct Gutter {
    x: f64,
    top: f64,
    bottom: f64,
}

/// Orders segments as a person reads them: in columns, of which each goes on on the next page.
pub fn in_reading_order(segments: Vec<Segment>, panels: &[Panel]) -> Vec<Segment> {
    let last = segments.iter().map(|segment| segment.page).max().unwrap_or(0);
    let mut above = Vec::new();
    let mut columns: [Vec<Segment>; 2] = [Vec::new(), Vec::new()];
    let mut has_columns = false;
    let mut number = 3;
    for page in 1..=last {
        let mut own: Vec<Segment> = segments.iter().filter(|segment| segment.page == page).cloned().collect();
        own.sort_by(|one, other| row(one).cmp(&row(other)).then(one.cell.x.total_cmp(&other.cell.x)));
        // Titles beside their sections are no column.
        let others: Vec<Segment> = own.iter().filter(|segment| !segment.is_alone).cloned().collect();
        let panels: Vec<&Panel> = panels.iter().filter(|panel| panel.page == page).collect();
        let Some(gutter) = gutter(&others, &panels) else {
            // A page of one column continues the one above it.
            match has_columns {
                true => columns[continued(&columns, &own)].extend(own),
                false => above.extend(own),
            }
            continue;
        };
        let before = has_columns;
        has_columns = true;
        let (mut over, mut under) = (Vec::new(), Vec::new());
        for mut segment in own {
            let within = gutter.top < segment.y && segment.y < gutter.bottom;
            if within && segment.cell.right <= gutter.x + 1.0 {
                segment.column = 1;
                columns[0].push(segment);
            } else if within && segment.cell.x >= gutter.x - 1.0 {
                segment.column = 2;
                columns[1].push(segment);
            } else if segment.y <= gutter.top && !before {
                over.push(segment);
            } else if segment.y >= gutter.bottom && !before {
                under.push(segment);
            } else {
                columns[1].push(segment);
            }
        }
        above.extend(in_bands(over, &mut number));
        columns[1].extend(in_bands(under, &mut number));
    }
    let [first, second] = columns;
    above.into_iter().chain(first).chain(second).collect()
}

/// Orders a part of a page above or below its columns, which may have columns of its own: boxes side by side, each with
/// a title. They have the numbers from one on, which is raised.
fn in_bands(part: Vec<Segment>, number: &mut u8) -> Vec<Segment> {
    let others: Vec<Segment> = part.iter().filter(|segment| !segment.is_alone).cloned().collect();
    let Some(gutter) = gutter(&others, &[]) else { return part };
    let within = |segment: &Segment| gutter.top < segment.y && segment.y < gutter.bottom;
    let is_left = |segment: &Segment| segment.cell.right <= gutter.x + 1.0;
    let has_title =
        |left: bool| part.iter().any(|segment| within(segment) && is_left(segment) == left && segment.is_title);
    if !has_title(true) || !has_title(false) {
        return part;
    }
    let own = *number;
    *number = number.saturating_add(2);
    let (mut above, mut columns, mut below) = (Vec::new(), [Vec::new(), Vec::new()], Vec::new());
    for mut segment in part {
        match (within(&segment), segment.y <= gutter.top) {
            (true, _) => {
                let side = usize::from(!is_left(&segment));
                segment.column = own.saturating_add(u8::from(side == 1));
                columns[side].push(segment);
            }
            (false, true) => above.push(segment),
            (false, false) => below.push(segment),
        }
    }
    let [left, right] = columns;
    let above = in_bands(above, number);
    let below = in_bands(below, number);
    above.into_iter().chain(left).chain(right).chain(below).collect()
}

/// The column that a page of one column continues: the one that it fits, or the wider one.
fn continued(columns: &[Vec<Segment>; 2], page: &[Segment]) -> usize {
    let extent = |segments: &[Segment]| {
        let left = segments.iter().map(|segment| segment.cell.x).fold(f64::MAX, f64::min);
        (left, segments.iter().map(|segment| segment.cell.right).fold(0.0, f64::max))
    };
    let (left, right) = extent(page);
    let own = [extent(&columns[0]), extent(&columns[1])];
    let fits = |column: usize| own[column].0 - 3.0 <= left && right <= own[column].1 + 12.0;
    match (fits(0), fits(1)) {
        (true, false) => 0,
        (false, true) => 1,
        _ => usize::from(own[1].1 - own[1].0 > own[0].1 - own[0].0),
    }
}

fn row(segment: &Segment) -> i64 {
    (segment.y / 2.5).round() as i64
}

/// Why a strip may be a gutter.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Sign {
    /// It is empty.
    Empty,
    /// A coloured ground begins or ends there.
    Panel,
}

/// Where gutters may be.
fn candidates(width: f64, panels: &[&Panel]) -> Vec<(f64, Sign)> {
    const STEP: f64 = 3.0;
    let count = ((0.75 - 0.2) * width / STEP).ceil() as usize;
    let strips = (0..count).map(|at| (width * 0.2 + at as f64 * STEP, Sign::Empty));
    let edge = |panel: &&Panel| if panel.x.0 > 0.3 * width { panel.x.0 } else { panel.x.1 };
    strips.chain(panels.iter().map(|panel| (edge(panel), Sign::Panel))).collect()
}

/// What the tags of a file say: whether one side is read after the other; `None` if they do not tell.
fn are_read_apart(left: &[&Segment], right: &[&Segment]) -> Option<bool> {
    let tagged =
        |side: &[&Segment]| side.iter().filter(|segment| segment.order.is_some()).count() * 5 >= side.len() * 4;
    if !tagged(left) || !tagged(right) {
        return None;
    }
    let side = |segments: &[&Segment], is_left: bool| -> Vec<(usize, bool)> {
        segments.iter().filter_map(|segment| Some((segment.order?, is_left))).collect()
    };
    let mut all = side(left, true);
    all.extend(side(right, false));
    all.sort_unstable();
    match all.windows(2).filter(|pair| pair[0].1 != pair[1].1).count() {
        0..=2 => Some(true),
        changes if changes * 2 >= left.len().min(right.len()) => Some(false),
        _ => None,
    }
}

/// The gutter of a page: an empty strip with section titles beside it, that is no gap before a column of dates.
fn gutter(page: &[Segment], panels: &[&Panel]) -> Option<Gutter> {
    let width = page.first()?.width;
    let ys = |segments: &[&Segment]| {
        let top = segments.iter().map(|segment| segment.y).fold(f64::MAX, f64::min);
        (top, segments.iter().map(|segment| segment.y).fold(0.0, f64::max))
    };
    let mut best: Option<(f64, Gutter)> = None;
    for (at, sign) in candidates(width, panels) {
        let least = if sign == Sign::Panel { 2 } else { 4 };
        let is_left = |segment: &&Segment| segment.cell.right <= at + 1.0;
        let is_right = |segment: &&Segment| segment.cell.x >= at - 1.0;
        let left: Vec<&Segment> = page.iter().filter(is_left).collect();
        let right: Vec<&Segment> = page.iter().filter(|segment| is_right(segment) && !is_left(segment)).collect();
        let are_many = left.len() > least && right.len() > least;
        if left.is_empty() || right.is_empty() {
            continue;
        }
        let both: Vec<&Segment> = left.iter().chain(&right).copied().collect();
        let (top, bottom) = ys(&both);
        let mut crossing: Vec<f64> =
            page.iter().filter(|segment| !is_left(segment) && !is_right(segment)).map(|segment| segment.y).collect();
        crossing.push(top - 1.0);
        crossing.push(bottom + 1.0);
        crossing.sort_by(f64::total_cmp);
        // Of the parts between lines that cross the strip, the longest may be columns, and so may those that begin with
        // two titles side by side.
        let longest = crossing.windows(2).map(|band| band[1] - band[0]).fold(0.0, f64::max);
        for band in crossing.windows(2) {
            let (from, to) = (band[0], band[1]);
            let within = |segment: &&&Segment| from < segment.y && segment.y < to;
            let left: Vec<&Segment> = left.iter().filter(within).copied().collect();
            let right: Vec<&Segment> = right.iter().filter(within).copied().collect();
            let are_opposite = has_opposite_titles(&left, &right);
            let least = if are_opposite { 2 } else { least };
            let is_long = to - from >= longest && to - from >= 0.25 * (bottom - top);
            if left.len() < least
                || right.len() < least
                || !(is_long && are_many || are_opposite)
                || !are_columns(&left, &right, sign)
            {
                continue;
            }
            // What crosses the strip below is part of the section that begins above it.
            let is_first = page.first().is_some_and(|segment| segment.page == 1);
            let below = (is_first && to <= bottom).then(|| section_below(&left, &right)).flatten();
            let above = (is_first && from >= top).then(|| section_above(&left, &right)).flatten();
            let (from, to) = (above.map_or(from, |title| title - 1.0), below.map_or(to, |title| title - 1.0));
            let titled = |side: &[&Segment]| side.iter().any(|segment| segment.is_title);
            let weight = if sign == Sign::Panel || titled(&left) && titled(&right) { 2.0 } else { 1.0 };
            let score = (to - from) * left.len().min(right.len()).min(25) as f64 * weight;
            if best.as_ref().is_none_or(|(known, _)| score > *known) {
                best = Some((score, Gutter { x: at, top: from, bottom: to }));
            }
        }
    }
    best.map(|(_, gutter)| gutter)
}

/// Where the last section begins of a side, if that is below the other side.
fn section_below(left: &[&Segment], right: &[&Segment]) -> Option<f64> {
    let end = |side: &[&Segment]| side.iter().map(|segment| segment.y).fold(0.0, f64::max);
    let (long, other) = if end(left) > end(right) { (left, end(right)) } else { (right, end(left)) };
    let titles = long.iter().filter(|segment| segment.is_title && segment.y > other + 2.5).map(|segment| segment.y);
    let last = titles.fold(0.0, f64::max);
    (last > 0.0).then_some(last)
}

/// Where the first section begins, if only one side has lines above it: those go on with what crosses the strip above.
fn section_above(left: &[&Segment], right: &[&Segment]) -> Option<f64> {
    let titles = left.iter().chain(right).filter(|segment| segment.is_title).map(|segment| segment.y);
    let first = titles.fold(f64::MAX, f64::min);
    let is_above = |side: &[&Segment]| side.iter().any(|segment| segment.y < first - 2.5);
    (first < f64::MAX && is_above(left) != is_above(right)).then_some(first)
}

/// Whether the first lines of both sides are titles on one line.
fn has_opposite_titles(left: &[&Segment], right: &[&Segment]) -> bool {
    let first = |side: &[&Segment]| side.iter().map(|segment| segment.y).fold(f64::MAX, f64::min);
    let has_title =
        |side: &[&Segment], y: f64| side.iter().any(|segment| segment.is_title && (segment.y - y).abs() < 2.5);
    let (top, other) = (first(left), first(right));
    (top - other).abs() < 2.5 && has_title(left, top) && has_title(right, other)
}

fn are_columns(left: &[&Segment], right: &[&Segment], sign: Sign) -> bool {
    let is_dates = |side: &[&Segment]| side.iter().filter(|segment| segment.is_beside).count() * 2 > side.len();
    let is_titles = |side: &[&Segment]| {
        side.iter().filter(|segment| segment.is_title || segment.heading.is_some()).count() * 4 >= side.len() * 3
    };
    if is_dates(left) || is_dates(right) {
        return false;
    }
    if sign == Sign::Panel {
        return true;
    }
    if is_titles(left) || is_titles(right) {
        return false;
    }
    let count = |side: &[&Segment]| side.iter().filter(|segment| segment.is_title).count();
    let (titles_left, titles_right) = (count(left), count(right));
    match are_read_apart(left, right) {
        Some(true) if titles_left + titles_right > 0 => return true,
        Some(false) => return false,
        _ => {}
    }
    let level = |one: &&Segment| left.iter().any(|other| (one.y - other.y).abs() < 2.5);
    let shared = right.iter().filter(|segment| level(segment)).count() as f64 / left.len().min(right.len()) as f64;
    let is_many = left.len() + right.len() > 60;
    let fits = match (titles_left, titles_right) {
        (0, 0) => false,
        // Labels beside their text share its lines; a column of its own does not.
        (0, several) | (several, 0) => shared <= if several >= 2 { 0.35 } else { 0.6 },
        // Titles on both sides are no labels, even if the lines of both are level.
        _ => has_opposite_titles(left, right) || shared <= 0.7 || is_many || titles_left.min(titles_right) >= 2,
    };
    let middle = |side: &[&Segment]| {
        let mut widths: Vec<f64> = side.iter().map(|segment| segment.cell.right - segment.cell.x).collect();
        widths.sort_by(f64::total_cmp);
        widths[widths.len() / 2]
    };
    fits && middle(left).min(middle(right)) >= 25.0
}
