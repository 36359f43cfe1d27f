//! A page of glyphs → lines in reading order.

mod boxes;
mod bullets;
mod cells;
mod direction;
mod headings;
mod radicals;
mod runs;
mod wrapped;

use std::collections::HashMap;

use self::boxes::boxes;
use self::bullets::{dots, merge_bullets};
use self::cells::{Letters, baselines, cells, edges};
use self::direction::Mirror;
use self::runs::runs;
use self::wrapped::{join_addresses, join_dates, join_heads, split_bullets};
use super::columns::{self, Panel, Segment};
use super::lines::{Cell, Document, Line};
use super::titles;
use crate::locale::{Direction, import_words};
use crate::pdf::PdfFile;
use crate::pdf::marks::Glyph;
use crate::pdf::structure::{Heading, Link};

/// Reads a PDF.
pub fn read(name: &str, file: &PdfFile) -> Document {
    let mut segments: Vec<Segment> = Vec::new();
    for (at, (width, height)) in file.pages.iter().enumerate() {
        let page = at + 1;
        let is_own = |glyph: &&Glyph| glyph.page == page && is_text(glyph, *width, *height);
        let glyphs: Vec<&Glyph> = file.marks.glyphs.iter().filter(is_own).collect();
        let links: Vec<&Link> = file.structure.links.iter().filter(|link| link.page == page).collect();
        let dots: Vec<(f64, f64)> = dots(file, page);
        let direction = direction::direction(&glyphs);
        let mirror = (direction == Direction::Rtl).then(|| Mirror::of(&glyphs, &links, &dots, *width));
        let (glyphs, links, dots) = match &mirror {
            None => (glyphs, links, dots),
            Some(Mirror { glyphs, links, dots }) => (glyphs.iter().collect(), links.iter().collect(), dots.clone()),
        };
        let baselines = baselines(&glyphs);
        let edges = edges(&baselines);
        // Pages from right to left are mirrored, and their boxes are not.
        let boxes = if direction == Direction::Rtl { Vec::new() } else { boxes(file, page, *width) };
        for line in &baselines {
            let own = cells(line, &edges, &boxes);
            let made = own.iter().filter_map(|letters| {
                let letters = &direction::in_reading_order(letters, direction);
                let mut made = segment(letters, page, &links, &dots, (*width, *height))?;
                made.cell.is_boxed = boxes::is_boxed(letters, &boxes);
                if direction == Direction::Rtl {
                    direction::turn_brackets(&mut made.cell.runs);
                }
                Some(Segment { heading: heading(letters, file), order: order(letters, file), ..made })
            });
            segments.extend(made);
        }
    }
    let segments = headings::set_apart(merge_bullets(without_running_heads(segments, file.pages.len())));
    let lines = join_dates(lines(columns::in_reading_order(segments, &panels(file))));
    let lines = join_heads(join_addresses(split_bullets(lines)));
    let author = Some(file.structure.metadata.author.clone()).filter(|author| !author.is_empty());
    Document::new(name, lines, true, author)
}

fn is_text(glyph: &Glyph, width: f64, height: f64) -> bool {
    let is_upright = glyph.angle.abs() < 5.0;
    // What the file itself calls decoration: a page number, a repeated name.
    let is_running = glyph.artifact && !(0.05 * height..0.92 * height).contains(&glyph.y);
    glyph.visible && !is_running && is_upright && glyph.size >= 2.0 && glyph.x.1 >= 0.0 && glyph.x.0 <= width
}

fn segment(
    letters: &Letters,
    page: usize,
    links: &[&Link],
    dots: &[(f64, f64)],
    (width, height): (f64, f64),
) -> Option<Segment> {
    let glyphs: Vec<&Glyph> = letters.iter().flatten().copied().collect();
    let first = glyphs.first()?;
    let x = glyphs.iter().map(|glyph| glyph.x.0.min(glyph.x.1)).fold(f64::MAX, f64::min);
    let right = glyphs.iter().map(|glyph| glyph.x.0.max(glyph.x.1)).fold(f64::MIN, f64::max);
    let y = first.y;
    let sized = glyphs.iter().filter(|glyph| glyph.text.chars().any(char::is_alphanumeric));
    let mut sizes: HashMap<i64, usize> = HashMap::new();
    let mut fonts: HashMap<&str, usize> = HashMap::new();
    for glyph in sized {
        *sizes.entry((glyph.size * 10.0).round() as i64).or_default() += 1;
        *fonts.entry(glyph.font.as_str()).or_default() += 1;
    }
    let size = sizes
        .into_iter()
        .max_by_key(|(size, count)| (*count, *size))
        .map_or(first.size, |(size, _)| size as f64 / 10.0);
    let font =
        fonts.into_iter().max_by_key(|(font, count)| (*count, *font)).map_or(first.font.as_str(), |(font, _)| font);
    let runs = runs(letters, links);
    let (top, bottom) = (y - 0.8 * size, y + 0.25 * size);
    let is_beside = |(left, middle): &&(f64, f64)| (0.0..22.0).contains(&(x - left)) && (top..bottom).contains(middle);
    let dot = dots.iter().find(is_beside);
    let cell = Cell {
        runs,
        x: dot.map_or(x, |(left, _)| *left),
        right,
        size,
        font: font.to_owned(),
        color: first.color,
        ..Cell::default()
    };
    if cell.text().trim().is_empty() {
        return None;
    }
    let text = cell.text();
    let (is_title, is_beside) = (titles::known(&text).is_some(), Segment::stands_beside(&text));
    Some(Segment {
        page,
        y,
        cell,
        bullet: dot.is_some(),
        column: 0,
        width,
        height,
        is_title,
        is_beside,
        heading: None,
        order: None,
        is_alone: false,
    })
}

/// The heading of which most of a cell is a part, by the tags of the file.
fn heading(letters: &Letters, file: &PdfFile) -> Option<Heading> {
    let own = |glyph: &&Glyph| file.structure.headings.get(&glyph.content?).copied();
    let all = letters.iter().flatten().count();
    let found: Vec<Heading> = letters.iter().flatten().filter_map(own).collect();
    found.first().copied().filter(|_| found.len() * 2 > all)
}

/// Where a cell is in the order of the tags.
fn order(letters: &Letters, file: &PdfFile) -> Option<usize> {
    letters.iter().flatten().find_map(|glyph| file.structure.order.get(&glyph.content?).copied())
}

/// The coloured grounds that are as high as most of their page, and narrower: those of columns.
fn panels(file: &PdfFile) -> Vec<Panel> {
    let areas = file.marks.areas.iter().filter(|area| area.color.is_some_and(|color| color != [255; 3]));
    let found = areas.filter_map(|area| {
        let (width, height) = *file.pages.get(area.page.checked_sub(1)?)?;
        let (left, top, right, bottom) = area.bounds;
        let (left, right) = (left.max(0.0), right.min(width));
        let is_panel = bottom - top >= 0.6 * height && (0.15..0.6).contains(&((right - left) / width));
        is_panel.then_some(Panel { page: area.page, x: (left, right) })
    });
    found.collect()
}

/// Leaves out page numbers, and what stands at the edge of several pages.
fn without_running_heads(segments: Vec<Segment>, pages: usize) -> Vec<Segment> {
    let bare = |segment: &Segment| {
        segment.cell.text().chars().map(|letter| if letter.is_ascii_digit() { '#' } else { letter }).collect::<String>()
    };
    let mut on_pages: HashMap<String, Vec<usize>> = HashMap::new();
    let mut on_pages_count: HashMap<String, usize> = HashMap::new();
    for segment in &segments {
        *on_pages_count.entry(bare(segment)).or_default() += 1;
        let pages = on_pages.entry(bare(segment)).or_default();
        if !pages.contains(&segment.page) {
            pages.push(segment.page);
        }
    }
    let (pages_in_words, joints) = (import_words().pages, import_words().page_joints);
    // "Page 1 of 3", without the numbers and the spaces.
    let is_of =
        |page: &str, text: &str| text.strip_prefix(page).is_some_and(|rest| rest.is_empty() || joints.contains(&rest));
    let is_number = |text: &str| {
        let text = text.trim().to_lowercase();
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let rest: String = text.chars().filter(|letter| letter.is_alphabetic()).collect();
        (1..=4).contains(&digits)
            && (rest.is_empty() || joints.contains(&&*rest) || pages_in_words.iter().any(|page| is_of(page, &rest)))
    };
    // "Page 1 - Curriculum vitae of", above the name.
    let is_page_of = |text: &str| {
        let mut words = text.trim().split([' ', '\u{a0}']);
        let is_page = words.next().is_some_and(|word| pages_in_words.contains(&word.to_lowercase().as_str()));
        is_page && words.next().is_some_and(|word| word.trim_end_matches(['/', ',', '-']).parse::<u16>().is_ok())
    };
    let has_page_of: Vec<(usize, f64)> = segments
        .iter()
        .filter(|segment| segment.y > segment.height * 0.9 && is_page_of(&segment.cell.text()))
        .map(|segment| (segment.page, segment.y))
        .collect();
    let is_said = |segment: &Segment| {
        let is_below = has_page_of.iter().any(|(page, y)| *page == segment.page && *y < segment.y);
        is_below && on_pages_count[&bare(segment)] >= 2
    };
    // What is largest on the first page: the name, which later pages may repeat.
    let first = segments.iter().filter(|segment| segment.page == 1);
    let largest = first.max_by(|one, other| one.cell.size.total_cmp(&other.cell.size));
    let title = largest.map(|segment| segment.cell.text()).filter(|title| title.trim().contains(' '));
    let keep = |segment: &Segment| {
        let at_edge = segment.y > segment.height * 0.93 || segment.y < segment.height * 0.05;
        let repeats = on_pages[&bare(segment)].len() >= 2;
        // On the first page, it is what it is; on the others, it is repeated.
        let is_titled = || title.as_ref().is_some_and(|title| segment.cell.text().contains(title.trim()));
        let is_running = pages > 1 && at_edge && segment.page > 1 && (repeats || is_titled());
        let is_foot = at_edge && segment.y > segment.height * 0.9;
        !(is_running
            || is_foot && (is_number(&segment.cell.text()) || is_page_of(&segment.cell.text()) || is_said(segment)))
    };
    segments.into_iter().filter(keep).collect()
}

/// Joins the segments of a baseline to lines.
fn lines(segments: Vec<Segment>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut numbers: HashMap<usize, usize> = HashMap::new();
    let mut after_alone = false;
    let mut last_heading = None;
    for segment in segments {
        let Segment { page, y, mut cell, bullet, column, heading, is_alone, .. } = segment;
        cell.has_bullet = bullet;
        // A heading that goes on on another line begins only once.
        let is_first = heading.is_some_and(|heading| last_heading != Some(heading.number));
        last_heading = heading.map(|heading| heading.number).or(last_heading);
        let heading = heading.filter(|_| is_first);
        let was_alone = std::mem::replace(&mut after_alone, is_alone);
        let same = lines.last_mut().filter(|_| !was_alone && !is_alone).filter(|line| {
            let last = line.cells.last().map_or(f64::MAX, |last| last.x);
            line.page == page
                && line.column == column
                && (line.y - y).abs() < 2f64.max(0.3 * cell.size)
                && cell.x > last
        });
        match same {
            Some(line) => {
                line.heading = line.heading.or(heading.map(|heading| heading.level));
                line.cells.push(cell);
            }
            None => {
                let number = numbers.entry(page).or_default();
                *number += 1;
                let bullet = bullet.then_some(0);
                let heading = heading.map(|heading| heading.level);
                let cells = vec![cell];
                lines.push(Line { page, number: *number, y, column, bullet, heading, cells, ..Line::default() });
            }
        }
    }
    lines
}
