//! Glyphs → baselines → cells of letters.

use std::collections::HashMap;

use super::boxes::{self, Bounds};
use crate::pdf::marks::Glyph;

/// A gap of more than this many ems separates cells.
const CELL_GAP: f64 = 1.6;

/// Groups glyphs by baseline, each from left to right.
pub fn baselines<'g>(glyphs: &[&'g Glyph]) -> Vec<Vec<&'g Glyph>> {
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
pub type Letters<'g> = Vec<Option<&'g Glyph>>;

/// The left edges of columns within lines, such as those of a table: where cells begin on several lines, after gaps
/// that may be narrower than others if they are beside each other, as after labels that end at a column.
pub fn edges(lines: &[Vec<&Glyph>]) -> Vec<f64> {
    /// The least number of lines on which a cell begins at an edge.
    const LEAST: usize = 4;
    /// The least number of those on which it begins after a gap.
    const LEAST_GAPS: usize = 3;
    /// Wider than a space in justified text, in ems.
    const NARROW_GAP: f64 = 0.7;
    let key = |glyph: &Glyph| glyph.x.0.round() as i64;
    // How often a cell begins at an edge after a wide gap, and after any.
    let mut starts: HashMap<i64, (usize, usize, f64)> = HashMap::new();
    let mut firsts: HashMap<i64, usize> = HashMap::new();
    for line in lines {
        for (gap, is_wide) in [(CELL_GAP, true), (NARROW_GAP, false)] {
            for letters in divided(line, &[], gap).iter().skip(1) {
                if let Some(first) = letters.iter().flatten().next() {
                    let (wide, all, _) = starts.entry(key(first)).or_insert((0, 0, first.x.0));
                    if is_wide { *wide += 1 } else { *all += 1 }
                }
            }
        }
        if let Some(first) = line.first() {
            *firsts.entry(key(first)).or_default() += 1;
        }
    }
    // What begins at the edge of the line may begin at that of a column, too.
    let is_edge = |(place, (wide, all, x)): (i64, (usize, usize, f64))| {
        let beside = firsts.get(&place).copied().unwrap_or(0);
        let counts = wide > 0 && wide + beside >= LEAST || all >= LEAST_GAPS && all + beside >= LEAST;
        counts.then_some(x)
    };
    starts.into_iter().filter_map(is_edge).collect()
}

/// Divides a baseline at wide gaps, and at narrower ones before the edge of a column and between boxes.
pub fn cells<'g>(line: &[&'g Glyph], edges: &[f64], boxes: &[Bounds]) -> Vec<Letters<'g>> {
    let cells = divided(line, edges, CELL_GAP).into_iter().flat_map(by_size);
    if boxes::count(line, boxes) < 2 {
        return cells.collect();
    }
    let boxed = |letters: Letters<'g>| match boxes::is_row(&letters, boxes) {
        true => by_box(&letters, boxes),
        false => vec![letters],
    };
    cells.flat_map(boxed).collect()
}

/// Divides a cell where a box begins or ends.
fn by_box<'g>(letters: &[Option<&'g Glyph>], boxes: &[Bounds]) -> Vec<Letters<'g>> {
    let mut parts: Vec<Letters> = Vec::new();
    let mut open = None;
    for letter in letters {
        let own = letter.map(|glyph| boxes::around(glyph, boxes));
        match parts.last_mut() {
            Some(part) if own.is_none_or(|own| Some(own) == open) => part.push(*letter),
            _ => parts.push(vec![*letter]),
        }
        open = own.or(open);
    }
    parts
}

/// Divides a cell where large words end: a name, and a title of a profession beside it.
fn by_size(letters: Letters) -> Vec<Letters> {
    /// The least size of large words, in points.
    const LARGE: f64 = 14.0;
    /// The least ratio of the sizes.
    const RATIO: f64 = 1.25;
    let words: Vec<&[Option<&Glyph>]> = letters.split(Option::is_none).collect();
    let size = |word: &[Option<&Glyph>]| word.iter().flatten().map(|glyph| glyph.size).fold(0.0, f64::max);
    let is_seam = |at: usize| {
        let (before, after) = (size(words[at - 1]), size(words[at]));
        let (high, low) = (before.max(after), before.min(after));
        low > 0.0 && high >= LARGE && high >= RATIO * low
    };
    let mut parts: Vec<Letters> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        match parts.last_mut().filter(|_| at == 0 || !is_seam(at)) {
            Some(part) => {
                part.push(None);
                part.extend(word.iter());
            }
            None => parts.push(word.to_vec()),
        }
    }
    let letters =
        |part: &Letters| part.iter().flatten().filter(|glyph| glyph.text.chars().all(char::is_alphabetic)).count();
    // One letter in another size is decoration.
    if parts.len() > 1 && parts.iter().any(|part| letters(part) < 2) {
        return vec![words.join(&None)];
    }
    parts
}

fn divided<'g>(line: &[&'g Glyph], edges: &[f64], widest: f64) -> Vec<Letters<'g>> {
    let mut cells: Vec<Letters> = vec![Vec::new()];
    let mut last: Option<&Glyph> = None;
    let mut last_text: Option<&str> = None;
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
        // A long label may touch the column that it stands before: a capital follows within what looks like a word.
        let is_capital = glyph.text.starts_with(char::is_uppercase);
        let after_small = last_text.is_some_and(|text: &str| text.ends_with(char::is_lowercase));
        let touches = is_capital && after_small && edges.iter().any(|edge| (edge - glyph.x.0).abs() < 0.5);
        last_text = Some(&glyph.text);
        if gap > widest * em || at_edge || touches {
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
