//! Plain text → lines.

use super::dates;
use super::inline_titles;
use super::items::label;
use super::lines::{Cell, Document, Line, Run};
use super::titles;

/// The signs that bullet points begin with.
pub const BULLETS: &[char] = &[
    '•', '◦', '●', '○', '▪', '■', '‣', '▸', '►', '➢', '✓', '·', '∙', '❖', '⁃', '◆', '➤', '❯', '»', '→', '›', '✔', '*',
    '-', '–',
];

/// Reads plain text.
pub fn read(name: &str, source: &str) -> Document {
    let mut lines: Vec<Line> = Vec::new();
    let mut y = 0.0;
    let mut after_blank = true;
    // Text that is wrapped at a width has lines that are nearly as long.
    let width = source.lines().map(|line| line.trim_end().chars().count()).max().unwrap_or(0);
    let mut last_length = 0;
    let mut last_number = 0;
    for (number, raw) in source.lines().enumerate() {
        let expanded = raw.replace('\t', "    ");
        let text = expanded.trim();
        y += 1.0;
        if text.is_empty() || text.chars().all(|letter| "-=_*~─━═—".contains(letter)) {
            y += 1.0;
            after_blank = true;
            continue;
        }
        let indent = expanded.chars().take_while(|letter| letter.is_whitespace()).count();
        let numbered = numbered(text).filter(|(own, _)| *own == 1 || *own == last_number + 1);
        last_number = numbered.map_or(last_number, |(own, _)| own);
        let (bullet, text) = match (numbered, text.strip_prefix(BULLETS)) {
            // A title is not an item.
            (Some((_, rest)), _) => (titles::known(rest).is_none().then_some(indent / 2), rest),
            (None, Some(rest)) if rest.starts_with(' ') => (Some(indent / 2), rest.trim_start()),
            (None, _) => (None, text),
        };
        let wrapped = last_length * 10 >= width * 7 && width >= 50;
        let below_bullet = lines
            .last()
            .is_some_and(|line: &Line| (line.bullet.is_some() || line.continues) && indent as f64 > line.cells[0].x);
        let in_text = lines.last().is_some_and(|line| {
            line.cells.len() == 1 && line.bullet.is_none() && indent as f64 == line.cells[0].x && wrapped
        });
        let continues = !after_blank
            && bullet.is_none()
            && (below_bullet || in_text && text.starts_with(char::is_alphabetic) && !is_group(text, lines.last()));
        let x = match (continues, lines.last()) {
            (true, Some(above)) => above.cells[0].x,
            _ => indent as f64,
        };
        lines.push(Line {
            page: 1,
            number: number + 1,
            y,
            bullet,
            continues,
            cells: cells(text, x),
            ..Line::default()
        });
        last_length = raw.trim_end().chars().count();
        after_blank = false;
    }
    Document::new(name, inline_titles::split(lines), false, None)
}

/// Whether a line and the one above it are lists with labels: groups of skills.
fn is_group(text: &str, above: Option<&Line>) -> bool {
    label(text).is_some() && above.is_some_and(|above| label(&above.text()).is_some())
}

/// The number of an item, and its text: "1. Led a team".
fn numbered(text: &str) -> Option<(usize, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..digits].parse().ok().filter(|_| digits <= 2)?;
    let rest = text[digits..].strip_prefix(['.', ')', '）', '、'])?.trim_start();
    let is_date = dates::find(text).is_some_and(|found| found.range.start < digits + 2);
    (rest.starts_with(char::is_alphabetic) && !is_date).then_some((number, rest))
}

/// Divides a line at gaps of three spaces or more.
fn cells(text: &str, x: f64) -> Vec<Cell> {
    let parts = text.split("   ").map(str::trim).filter(|part| !part.is_empty());
    let cell = |part: &str| Cell { runs: vec![Run { text: part.to_owned(), ..Run::default() }], x, ..Cell::default() };
    parts.map(cell).collect()
}
