//! A page of glyphs → lines in reading order.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::columns::{self, Segment};
use super::dates;
use super::header::is_icon;
use super::lines::{Cell, Document, Line, Run};
use super::plain::BULLETS;
use super::titles;
use crate::pdf::PdfFile;
use crate::pdf::marks::Glyph;
use crate::pdf::structure::Link;

/// A gap of more than this many ems separates cells.
const CELL_GAP: f64 = 1.6;

/// Reads a PDF.
pub fn read(name: &str, file: &PdfFile) -> Document {
    let mut segments: Vec<Segment> = Vec::new();
    for (at, (width, height)) in file.pages.iter().enumerate() {
        let page = at + 1;
        let glyphs: Vec<&Glyph> =
            file.marks.glyphs.iter().filter(|glyph| glyph.page == page && is_text(glyph, *width)).collect();
        let links: Vec<&Link> = file.structure.links.iter().filter(|link| link.page == page).collect();
        let dots: Vec<(f64, f64)> = dots(file, page);
        let baselines = baselines(&glyphs);
        let edges = edges(&baselines);
        for line in &baselines {
            let letters = cells(line, &edges);
            segments
                .extend(letters.iter().filter_map(|letters| segment(letters, page, &links, &dots, *width, *height)));
        }
    }
    let segments = merge_bullets(without_running_heads(segments, file.pages.len()));
    let lines = join_wrapped_dates(lines(columns::in_reading_order(segments)));
    let author = Some(file.structure.metadata.author.clone()).filter(|author| !author.is_empty());
    Document::new(name, lines, true, author)
}

fn is_text(glyph: &Glyph, width: f64) -> bool {
    let is_upright = glyph.angle.abs() < 5.0;
    glyph.visible && is_upright && glyph.size >= 2.0 && glyph.x.1 >= 0.0 && glyph.x.0 <= width
}

/// Small filled squares and circles, which some programs draw instead of bullet glyphs: their left edge and middle.
fn dots(file: &PdfFile, page: usize) -> Vec<(f64, f64)> {
    let areas = file.marks.areas.iter().filter(|area| area.page == page);
    let found = areas.filter_map(|area| {
        let (left, top, right, bottom) = area.bounds;
        let (width, height) = (right - left, bottom - top);
        let is_dot = (1.0..7.0).contains(&width) && (1.0..7.0).contains(&height) && (width - height).abs() < 1.2;
        is_dot.then_some((left, (top + bottom) / 2.0))
    });
    found.collect()
}

/// Groups glyphs by baseline, each from left to right.
fn baselines<'g>(glyphs: &[&'g Glyph]) -> Vec<Vec<&'g Glyph>> {
    let mut sorted = glyphs.to_vec();
    sorted.sort_by(|one, other| one.y.total_cmp(&other.y));
    let mut lines: Vec<(f64, f64, Vec<&Glyph>)> = Vec::new();
    for glyph in sorted {
        let near = lines
            .iter_mut()
            .rev()
            .take(6)
            .find(|(y, size, _)| (glyph.y - *y).abs() <= 1.2f64.max(0.22 * size.min(glyph.size)));
        match near {
            Some((_, size, line)) => {
                *size = size.max(glyph.size);
                line.push(glyph);
            }
            None => lines.push((glyph.y, glyph.size, vec![glyph])),
        }
    }
    let mut lines: Vec<Vec<&Glyph>> = lines.into_iter().map(|(.., line)| line).collect();
    for line in &mut lines {
        line.sort_by(|one, other| one.x.0.min(one.x.1).total_cmp(&other.x.0.min(other.x.1)));
    }
    lines
}

/// The characters of a cell; `None` is a space.
type Letters<'g> = Vec<Option<&'g Glyph>>;

/// The left edges of columns within lines, such as those of a table: where cells begin on several lines.
fn edges(lines: &[Vec<&Glyph>]) -> Vec<f64> {
    /// The least number of lines on which a cell begins at an edge.
    const LEAST: usize = 4;
    let mut starts: HashMap<i64, (usize, f64)> = HashMap::new();
    for line in lines {
        for letters in cells(line, &[]).iter().skip(1) {
            if let Some(first) = letters.iter().flatten().next() {
                let (count, _) = starts.entry(first.x.0.round() as i64).or_insert((0, first.x.0));
                *count += 1;
            }
        }
        // What begins at the edge of the line may begin at that of a column, too.
        if let Some(first) = line.first()
            && let Some((count, _)) = starts.get_mut(&(first.x.0.round() as i64))
        {
            *count += 1;
        }
    }
    starts.into_values().filter(|(count, _)| *count >= LEAST).map(|(_, x)| x).collect()
}

/// Divides a baseline at wide gaps, and at narrower ones before the edge of a column.
fn cells<'g>(line: &[&'g Glyph], edges: &[f64]) -> Vec<Letters<'g>> {
    let mut cells: Vec<Letters> = vec![Vec::new()];
    let mut last: Option<&Glyph> = None;
    for glyph in line {
        let open = cells.last_mut().expect("there is a cell");
        if glyph.text.trim().is_empty() {
            if open.last().is_some_and(Option::is_some) {
                open.push(None);
            }
            continue;
        }
        let gap = last.map_or(0.0, |last| glyph.x.0.min(glyph.x.1) - last.x.0.max(last.x.1));
        let em = last.map_or(glyph.size, |last| last.size.max(glyph.size)).max(1.0);
        last = Some(glyph);
        let at_edge = gap > 0.4 * em && edges.iter().any(|edge| (edge - glyph.x.0).abs() < 1.0);
        if gap > CELL_GAP * em || at_edge {
            cells.push(vec![Some(glyph)]);
        } else {
            if gap > glyph.word_gap * em && open.last().is_some_and(Option::is_some) {
                open.push(None);
            }
            open.push(Some(glyph));
        }
    }
    cells
}

fn segment(
    letters: &Letters,
    page: usize,
    links: &[&Link],
    dots: &[(f64, f64)],
    width: f64,
    height: f64,
) -> Option<Segment> {
    let glyphs: Vec<&Glyph> = letters.iter().flatten().copied().collect();
    let (first, last) = (glyphs.first()?, glyphs.last()?);
    let (x, right) = (first.x.0.min(first.x.1), last.x.0.max(last.x.1));
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
    let runs = if is_spaced_out(letters) { vec![spaced_out(letters)] } else { runs(letters, links) };
    let (top, bottom) = (y - 0.8 * size, y + 0.25 * size);
    let is_beside = |(left, middle): &&(f64, f64)| (0.0..22.0).contains(&(x - left)) && (top..bottom).contains(middle);
    let dot = dots.iter().find(is_beside);
    let cell =
        Cell { runs, x: dot.map_or(x, |(left, _)| *left), right, size, font: font.to_owned(), ..Cell::default() };
    if cell.text().trim().is_empty() {
        return None;
    }
    let text = cell.text();
    let (is_title, is_beside) = (titles::known(&text).is_some(), Segment::stands_beside(&text));
    Some(Segment { page, y, cell, bullet: dot.is_some(), column: 0, width, height, is_title, is_beside })
}

/// Whether a text is letter-spaced: all of its letters are apart.
fn is_spaced_out(letters: &Letters) -> bool {
    let count = letters.iter().flatten().count();
    let joined = letters.windows(2).filter(|pair| pair[0].is_some() && pair[1].is_some()).count();
    count >= 5 && joined * 8 < count && letters.iter().flatten().all(|glyph| glyph.text.chars().count() == 1)
}

/// The words of a letter-spaced text, by the gaps that are wider than the others.
fn spaced_out(letters: &Letters) -> Run {
    let glyphs: Vec<&Glyph> = letters.iter().flatten().copied().collect();
    let gaps: Vec<f64> = glyphs.windows(2).map(|pair| pair[1].x.0 - pair[0].x.1).collect();
    let mut sorted = gaps.clone();
    sorted.sort_by(f64::total_cmp);
    let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0.0).max(0.5);
    let mut text = String::new();
    for (at, glyph) in glyphs.iter().enumerate() {
        text.push_str(&glyph.text);
        if gaps.get(at).is_some_and(|gap| *gap > 1.8 * usual) {
            text.push(' ');
        }
    }
    Run { text: clean(&text), bold: is_bold(glyphs[0]), ..Run::default() }
}

/// The runs of a cell: text in one style, with the links over it.
fn runs(letters: &Letters, links: &[&Link]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let push = |runs: &mut Vec<Run>, text: &str, style: (bool, bool, Option<String>)| match runs.last_mut() {
        Some(run) if (run.bold, run.italic, &run.link) == (style.0, style.1, &style.2) => run.text.push_str(text),
        _ => runs.push(Run { text: text.to_owned(), bold: style.0, italic: style.1, link: style.2 }),
    };
    for letter in letters {
        match letter {
            Some(glyph) => {
                let middle = (glyph.x.0 + glyph.x.1) / 2.0;
                let over = |link: &&&Link| {
                    let (left, top, right, bottom) = link.bounds;
                    let y = glyph.y - 0.25 * glyph.size;
                    left <= middle && middle <= right && top <= y && y <= bottom
                };
                let link = links.iter().find(over).map(|link| link.address.clone());
                let is_sign = !glyph.text.chars().any(char::is_alphanumeric);
                let style = match runs.last() {
                    // Signs are in the style of what is before them.
                    Some(run) if is_sign => (run.bold, run.italic, run.link.clone()),
                    Some(_) | None => (is_bold(glyph), is_italic(glyph), link),
                };
                push(&mut runs, &glyph.text, style);
            }
            None => {
                if let Some(run) = runs.last_mut() {
                    run.text.push(' ');
                }
            }
        }
    }
    runs.iter_mut().for_each(|run| run.text = clean(&run.text));
    runs
}

fn is_bold(glyph: &Glyph) -> bool {
    let font = glyph.font.to_lowercase();
    ["bold", "black", "heavy", "semib", "demi", "cmbx", "sfbx", "-bd", "medium"].iter().any(|mark| font.contains(mark))
}

fn is_italic(glyph: &Glyph) -> bool {
    let font = glyph.font.to_lowercase();
    ["ital", "obli", "cmti", "cmsl", "sfti"].iter().any(|mark| font.contains(mark))
}

/// Characters as they are meant: ligatures spelled out, accents composed, icons left out.
fn clean(text: &str) -> String {
    const ACCENTS: &[(char, char)] = &[
        ('\u{a8}', '\u{308}'),
        ('\u{b4}', '\u{301}'),
        ('\u{60}', '\u{300}'),
        ('\u{2c6}', '\u{302}'),
        ('\u{2dc}', '\u{303}'),
        ('\u{2c7}', '\u{30c}'),
        ('\u{b8}', '\u{327}'),
        ('\u{2d8}', '\u{306}'),
        ('\u{2da}', '\u{30a}'),
    ];
    let mut letters: Vec<char> = Vec::new();
    let mut waiting: Option<char> = None;
    for letter in text.chars().filter(|letter| !letter.is_control()) {
        // TeX sets an accent before its letter.
        if let Some((_, mark)) = ACCENTS.iter().find(|(accent, _)| *accent == letter) {
            waiting = Some(*mark);
            continue;
        }
        letters.push(match letter {
            'ı' if waiting.is_some() => 'i',
            letter if is_icon(letter) && !BULLETS.contains(&letter) => ' ',
            letter => letter,
        });
        if letter.is_alphabetic() {
            letters.extend(waiting.take());
        }
    }
    let mut cleaned = String::new();
    for letter in letters.into_iter().nfc() {
        match letter {
            'ﬀ' => cleaned.push_str("ff"),
            'ﬁ' => cleaned.push_str("fi"),
            'ﬂ' => cleaned.push_str("fl"),
            'ﬃ' => cleaned.push_str("ffi"),
            'ﬄ' => cleaned.push_str("ffl"),
            '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' => cleaned.push(' '),
            '\u{200b}' | '\u{200c}' | '\u{feff}' => {}
            '\u{2010}' | '\u{2011}' => cleaned.push('-'),
            letter => cleaned.push(letter),
        }
    }
    cleaned
}

/// Leaves out page numbers, and what stands at the edge of several pages.
fn without_running_heads(segments: Vec<Segment>, pages: usize) -> Vec<Segment> {
    let bare = |segment: &Segment| {
        segment.cell.text().chars().map(|letter| if letter.is_ascii_digit() { '#' } else { letter }).collect::<String>()
    };
    let mut on_pages: HashMap<String, Vec<usize>> = HashMap::new();
    for segment in &segments {
        let pages = on_pages.entry(bare(segment)).or_default();
        if !pages.contains(&segment.page) {
            pages.push(segment.page);
        }
    }
    let is_number = |text: &str| {
        let text = text.trim().to_lowercase();
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let rest: String = text.chars().filter(|letter| letter.is_alphabetic()).collect();
        (1..=4).contains(&digits)
            && ["", "page", "of", "pageof", "seite", "von", "seitevon", "sur", "pagesur"].contains(&rest.as_str())
    };
    let keep = |segment: &Segment| {
        let at_edge = segment.y > segment.height * 0.93 || segment.y < segment.height * 0.05;
        let repeats = on_pages[&bare(segment)].len() >= 2;
        // On the first page, it is what it is; on the others, it is repeated.
        let is_running = pages > 1 && repeats && at_edge && segment.page > 1;
        !(is_running || at_edge && is_number(&segment.cell.text()) && segment.y > segment.height * 0.9)
    };
    segments.into_iter().filter(keep).collect()
}

/// Joins bullets that are cells of their own to the text after them, and takes them off.
fn merge_bullets(mut segments: Vec<Segment>) -> Vec<Segment> {
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
            if let Some(rest) = rest.filter(|rest| {
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

/// Joins the segments of a baseline to lines.
fn lines(segments: Vec<Segment>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut numbers: HashMap<usize, usize> = HashMap::new();
    for segment in segments {
        let Segment { page, y, cell, bullet, column, .. } = segment;
        let same = lines.last_mut().filter(|line| {
            let last = line.cells.last().map_or(f64::MAX, |last| last.x);
            line.page == page
                && line.column == column
                && (line.y - y).abs() < 2f64.max(0.3 * cell.size)
                && cell.x > last
        });
        match same {
            Some(line) => line.cells.push(cell),
            None => {
                let number = numbers.entry(page).or_default();
                *number += 1;
                let bullet = bullet.then_some(0);
                lines.push(Line { page, number: *number, y, column, bullet, cells: vec![cell], ..Line::default() });
            }
        }
    }
    lines
}

/// Joins dates in a separate column that were wrapped: "February 2018 – July" above "2018".
fn join_wrapped_dates(mut lines: Vec<Line>) -> Vec<Line> {
    for at in 1..lines.len() {
        let (above, below) = lines.split_at_mut(at);
        let (Some(above), below) = (above.last_mut(), &mut below[0]) else { continue };
        let is_beside = above.cells.len() > 1 || below.cells.len() > 1;
        let (Some(first), Some(next)) = (above.cells.first_mut(), below.cells.first()) else { continue };
        if above.page != below.page || !is_beside || (first.x - next.x).abs() > 2.0 {
            continue;
        }
        let (one, other) = (first.text(), next.text());
        let (one, other) = (one.trim(), other.trim());
        let joint = format!("{one} {other}");
        let whole = dates::find(&joint).filter(|found| found.end.is_some() && found.range.len() + 2 >= joint.len());
        let alone = dates::find(one).filter(|found| found.end.as_deref().is_some_and(|end| end != "present"));
        if whole.is_some() && (alone.is_none() || one.ends_with(['-', '–', '—'])) {
            first.runs.push(Run { text: format!(" {other}"), ..Run::default() });
            below.cells.remove(0);
        }
    }
    lines.retain(|line| !line.cells.is_empty());
    lines
}
