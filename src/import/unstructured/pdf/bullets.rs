//! Bullets, drawn or written, and what they begin.

use std::collections::HashMap;

use super::super::columns::Segment;
use super::super::dates;
use super::super::plain::BULLETS;
use crate::pdf::PdfFile;

/// Small filled squares and circles, which some programs draw instead of bullet glyphs: their left edge and middle.
pub fn dots(file: &PdfFile, page: usize) -> Vec<(f64, f64)> {
    let areas = file.marks.areas.iter().filter(|area| area.page == page);
    let found = areas.filter_map(|area| {
        let (left, top, right, bottom) = area.bounds;
        let (width, height) = (right - left, bottom - top);
        let is_dot = (1.0..7.0).contains(&width) && (1.0..7.0).contains(&height) && (width - height).abs() < 1.2;
        is_dot.then_some((left, (top + bottom) / 2.0))
    });
    found.collect()
}

/// Joins bullets that are cells of their own to the text after them, and takes them off.
pub fn merge_bullets(mut segments: Vec<Segment>) -> Vec<Segment> {
    segments.sort_by(|one, other| {
        one.page.cmp(&other.page).then(one.y.total_cmp(&other.y)).then(one.cell.x.total_cmp(&other.cell.x))
    });
    // A letter that stands alone at one edge three times is a bullet of a symbol font.
    let mut alone: HashMap<(String, i64), usize> = HashMap::new();
    for segment in segments.iter().filter(|segment| segment.cell.text().trim().chars().count() == 1) {
        *alone.entry((segment.cell.text().trim().to_owned(), segment.cell.x.round() as i64)).or_default() += 1;
    }
    let is_bullet = |segment: &Segment| {
        let text = segment.cell.text();
        let text = text.trim();
        let repeats = alone.get(&(text.to_owned(), segment.cell.x.round() as i64)).is_some_and(|count| *count >= 3);
        text.chars().count() == 1
            && text.chars().all(|letter| {
                BULLETS.contains(&letter) || repeats && letter.is_alphabetic() && letter != 'A' && letter != 'I'
            })
    };
    let mut merged: Vec<Segment> = Vec::new();
    let mut pending: Vec<Segment> = Vec::new();
    for mut segment in segments {
        if is_bullet(&segment) {
            pending.push(segment);
            continue;
        }
        let own = pending.iter().position(|bullet| {
            bullet.page == segment.page
                && (bullet.y - segment.y).abs() < 0.6 * segment.cell.size
                && (0.0..30.0).contains(&(segment.cell.x - bullet.cell.right))
        });
        if let Some(own) = own {
            segment.cell.x = pending.remove(own).cell.x;
            segment.bullet = true;
        } else if let Some(run) = segment.cell.runs.first_mut() {
            let text = run.text.trim_start();
            let rest = text.strip_prefix(BULLETS);
            if let Some(rest) = rest.filter(|_| !ends_period(text)).filter(|rest| {
                rest.starts_with(' ')
                    || !text.starts_with(['-', '–', '*', '·', '»']) && rest.starts_with(char::is_alphanumeric)
            }) {
                run.text = rest.trim_start().to_owned();
                segment.bullet = true;
            }
        }
        merged.push(segment);
    }
    merged
}

/// Whether a text is the end of a period that was wrapped before its dash: "– July 2022", "– July".
fn ends_period(text: &str) -> bool {
    let is_whole =
        |text: String| dates::find(&text).is_some_and(|found| found.range.len() == text.len() && found.end.is_some());
    text.starts_with(['-', '–', '—'])
        && (is_whole(format!("1900 {}", text.trim())) || is_whole(format!("1900 {} 2099", text.trim())))
}
