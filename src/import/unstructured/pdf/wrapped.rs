//! Dates and addresses that were wrapped in a narrow column.

use std::collections::HashMap;

use super::super::contacts;
use super::super::dates;
use super::super::lines::{Cell, Line, Run};
use super::super::titles;
use super::super::words::{degree_head, is_position};

/// What ends a line within a word: a hyphen, and one that a program put there.
const HYPHENS: [char; 2] = ['-', '\u{ad}'];

/// Joins dates in a separate column: "February 2018 – July" above "2018", at the left of their entries or at the right.
pub fn join_dates(mut lines: Vec<Line>) -> Vec<Line> {
    for at in 0..lines.len() {
        for edge in [Edge::Left, Edge::Right] {
            join_dates_below(&mut lines, at, edge);
        }
    }
    lines.retain(|line| !line.cells.is_empty());
    lines
}

/// Which cell of a line is in the column of dates.
#[derive(Clone, Copy, PartialEq)]
enum Edge {
    Left,
    Right,
}

impl Edge {
    fn index(self, line: &Line) -> Option<usize> {
        match self {
            Edge::Left => (!line.cells.is_empty()).then_some(0),
            Edge::Right => line.cells.len().checked_sub(1),
        }
    }

    /// Whether two cells are in one column. Labels on the left may end at one edge, too.
    fn is_same(one: &Cell, other: &Cell) -> bool {
        let is_near = |one: f64, other: f64| (one - other).abs() <= 2.0;
        is_near(one.x, other.x) || is_near(one.right, other.right)
    }
}

/// Joins the cells below a date that it needs to be a period.
fn join_dates_below(lines: &mut [Line], at: usize, edge: Edge) {
    /// The most lines that a period is wrapped to.
    const MOST: usize = 5;
    let Some(first) = edge.index(&lines[at]) else { return };
    let own = lines[at].cells[first].clone();
    let text = own.text();
    let text = text.trim();
    let is_part = |text: &str| text.chars().count() <= 24 && text.split_whitespace().count() <= 4;
    let is_open = text.ends_with(['-', '–', '—']);
    let whole = dates::find(text).filter(|found| found.end.as_deref().is_some_and(|end| end != "present"));
    if !is_part(text) || whole.is_some() && !is_open {
        return;
    }
    let mut joint = text.to_owned();
    let is_cut = |text: &str| text.strip_suffix(HYPHENS).is_some_and(|word| word.ends_with(char::is_alphabetic));
    let mut is_beside = lines[at].cells.len() > 1;
    let mut best = None;
    for below in at + 1..lines.len().min(at + MOST) {
        let line = &lines[below];
        let Some(next) = edge.index(line).filter(|next| Edge::is_same(&own, &line.cells[*next])) else { break };
        let other = line.cells[next].text();
        if line.page != lines[at].page || !is_part(other.trim()) {
            break;
        }
        is_beside |= line.cells.len() > 1;
        joint = match other.trim() {
            // A word that was hyphenated: "au-" above "jourd'hui".
            rest if is_cut(&joint) && rest.starts_with(char::is_lowercase) => {
                format!("{}{rest}", joint.trim_end_matches(HYPHENS))
            }
            rest => format!("{joint} {rest}"),
        };
        let found = dates::find(&joint).filter(|found| found.end.is_some() && found.range.len() + 2 >= joint.len());
        if found.is_some() && is_beside {
            best = Some((below, joint.clone()));
        }
    }
    let Some((last, joint)) = best else { return };
    let style = lines[at].cells[first].runs.first().cloned().unwrap_or_default();
    lines[at].cells[first].runs = vec![Run { text: joint, link: None, ..style }];
    for line in &mut lines[at + 1..=last] {
        if let Some(next) = edge.index(line) {
            line.cells.remove(next);
        }
        // What stood beside it may begin with a bullet.
        if line.bullet.is_none() && line.cells.first().is_some_and(|cell| cell.has_bullet) {
            line.bullet = Some(0);
        }
    }
}

/// Puts what stands in the column of the dates beside a bullet on a line of its own: a town below a period.
pub fn split_bullets(lines: Vec<Line>) -> Vec<Line> {
    /// The most lines between a period and what is below it.
    const MOST: usize = 4;
    let mut split: Vec<Line> = Vec::new();
    for mut line in lines {
        let is_beside = line.bullet.is_none()
            && matches!(&line.cells[..], [first, second, ..] if !first.has_bullet && second.has_bullet)
            && split.iter().rev().take(MOST).any(|above| {
                let date = above.cells.first().filter(|cell| Edge::is_same(cell, &line.cells[0]));
                above.page == line.page && date.is_some_and(|cell| dates::find(&cell.text()).is_some())
            });
        if is_beside {
            let cells = line.cells.split_off(1);
            split.push(Line { cells: std::mem::replace(&mut line.cells, cells), bullet: None, ..line.clone() });
            line.bullet = Some(0);
        }
        split.push(line);
    }
    split
}

/// Joins email addresses and links that go on on the next line: "mara.ellison@exam" above "ple.org".
pub fn join_addresses(lines: Vec<Line>) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::new();
    for line in lines {
        match joined.last_mut().filter(|above| is_wrapped(above, &line) || ends_in_a_host(above, &line)) {
            Some(above) => {
                if let Some(last) = above.cells.last_mut() {
                    last.runs.extend(line.cells.into_iter().flat_map(|cell| cell.runs));
                }
            }
            None => joined.push(line),
        }
    }
    joined
}

/// Whether a line ends with the address of a site, and the next one is the rest: "linkedin.com/in/" above "ada".
fn ends_in_a_host(above: &Line, below: &Line) -> bool {
    let text = above.text();
    let end = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let [rest] = &below.cells[..] else { return false };
    let rest = rest.text();
    let is_near = above.page == below.page && (0.0..30.0).contains(&(below.y - above.y));
    let first = rest.trim().split(char::is_whitespace).next().unwrap_or_default();
    // "linkedin.com/in/mara-" above "ellison | Seattle".
    let is_hyphenated = end.ends_with('-')
        && end.contains('.')
        && end.contains('/')
        && first.starts_with(|letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit());
    // "ada@example.org • quill-" above "works.example.org".
    let is_cut = end.ends_with('-')
        && end.len() > 2
        && end.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    let is_site = is_cut
        && !contacts::find_all(&text).is_empty()
        && contacts::find_all(first).first().is_some_and(|found| found.range.start == 0);
    is_near && (is_hyphenated || is_site || end.contains('.') && end.ends_with('/') && first == rest.trim())
}

fn is_wrapped(above: &Line, below: &Line) -> bool {
    let ([one], [other]) = (&above.cells[..], &below.cells[..]) else { return false };
    let (first, next) = (one.text(), other.text());
    let (first, next) = (first.trim(), next.trim());
    let is_beside = above.page == below.page
        && (one.x - other.x).abs() < 1.0
        && (one.size - other.size).abs() < 0.3
        && (0.0..1.8 * one.size.max(6.0)).contains(&(below.y - above.y));
    let rest = next.split(' ').next().unwrap_or_default();
    let is_rest = !rest.is_empty()
        && (next == rest || next[rest.len()..].trim_start().starts_with('('))
        && rest.chars().all(|letter| letter.is_ascii_alphanumeric() || "._-/".contains(letter))
        && rest.chars().any(|letter| letter.is_ascii_lowercase());
    let is_open = !first.contains(' ') && first.is_ascii() && !first.ends_with([',', ';']);
    is_beside && is_rest && is_open && (is_open_email(first, rest) || is_open_link(first, next))
}

/// Whether an email address has no end, and the rest gives it one.
fn is_open_email(first: &str, rest: &str) -> bool {
    let Some((_, host)) = first.split_once('@') else { return false };
    let ends = |host: &str| {
        host.rsplit_once('.').is_some_and(|(name, end)| {
            !name.is_empty() && (2..=6).contains(&end.len()) && end.chars().all(|letter| letter.is_ascii_lowercase())
        })
    };
    !ends(host) && ends(&format!("{host}{rest}")) && !rest.contains('/')
}

/// Whether a link to a profile goes on.
fn is_open_link(first: &str, next: &str) -> bool {
    first.contains("linkedin.com/") && (first.ends_with(['-', '/']) || next.ends_with("(LinkedIn)"))
}

/// Joins the lines of heads that were wrapped: in one style that is not that of the text, where the next word did not
/// fit.
pub fn join_heads(lines: Vec<Line>) -> Vec<Line> {
    let edges = right_edges(&lines);
    let body = body_size(&lines);
    let mut joined: Vec<Line> = Vec::new();
    for line in lines {
        let edge = edges.get(&(line.page, line.column)).copied().unwrap_or(0.0);
        match joined.last_mut().filter(|above| is_wrapped_head(above, &line, edge, body)) {
            Some(above) => {
                let right = line.cells[0].right;
                let at = head_of(above).map_or(0, |(at, _)| at);
                let last = &mut above.cells[at];
                if is_hyphenated(last, &line.cells[0]) {
                    let end = last.runs.last_mut().expect("a head has text");
                    end.text.truncate(end.text.trim_end().trim_end_matches(HYPHENS).len());
                } else if !last.text().trim_end().ends_with(HYPHENS) {
                    last.runs.push(Run { text: " ".into(), ..last.runs[last.runs.len() - 1].clone() });
                }
                last.runs.extend(line.cells.into_iter().flat_map(|cell| cell.runs));
                // What follows is compared with the line that it is below.
                (last.right, above.y) = (right, line.y);
            }
            None => joined.push(line),
        }
    }
    joined
}

/// Which cell of a line with or without a date beside it is the head, and whether there is a date.
fn head_of(line: &Line) -> Option<(usize, bool)> {
    let is_date = |cell: &Cell| dates::find(&cell.text()).is_some();
    match &line.cells[..] {
        [_] => Some((0, false)),
        [one, other] if is_date(one) && !is_date(other) => Some((1, true)),
        [_, other] => Some((0, is_date(other))),
        _ => None,
    }
}

/// Whether a word was hyphenated at the end of a cell: "Bris-" above "tol".
fn is_hyphenated(one: &Cell, other: &Cell) -> bool {
    let (above, below) = (one.text(), other.text());
    let word = above.trim_end().strip_suffix(HYPHENS);
    word.is_some_and(|word| word.ends_with(char::is_lowercase)) && below.starts_with(char::is_lowercase)
}

/// The right edge of the text of each column.
fn right_edges(lines: &[Line]) -> HashMap<(usize, u8), f64> {
    let mut edges: HashMap<(usize, u8), f64> = HashMap::new();
    for line in lines {
        let right = line.cells.last().map_or(0.0, |cell| cell.right);
        let edge = edges.entry((line.page, line.column)).or_default();
        *edge = edge.max(right);
    }
    edges
}

fn body_size(lines: &[Line]) -> f64 {
    let mut letters: HashMap<i64, usize> = HashMap::new();
    for cell in lines.iter().flat_map(|line| &line.cells) {
        *letters.entry((cell.size * 2.0).round() as i64).or_default() += cell.text().chars().count();
    }
    letters.into_iter().max_by_key(|(size, count)| (*count, *size)).map_or(0.0, |(size, _)| size as f64 / 2.0)
}

/// Whether a line begins with something that many layouts put on a separate line: a degree, or a position alone.
fn begins_anew(text: &str) -> bool {
    degree_head(text.trim()).is_some() || is_position(text) && !text.contains(',')
}

fn is_wrapped_head(above: &Line, below: &Line, edge: f64, body: f64) -> bool {
    let [other] = &below.cells[..] else { return false };
    let Some((at, is_beside_date)) = head_of(above) else { return false };
    let one = &above.cells[at];
    // Below a date on the left, it may be the text of the entry, unless its first word did not fit above.
    let is_full = !other.fits_after(one, edge) && !begins_anew(&other.text());
    if at > 0 && !is_hyphenated(one, other) && !is_full {
        return false;
    }
    let (Some(last), Some(first)) = (one.runs.last(), other.runs.first()) else { return false };
    // The space before a date is unknown, but a line that begins in lower case goes on with the one above.
    let goes_on = other.text().trim_start().starts_with(char::is_lowercase);
    if above.cells.len() == 2 && !(is_beside_date && (goes_on || at > 0)) {
        return false;
    }
    let is_near = above.page == below.page
        && above.column == below.column
        && (one.x - other.x).abs() < 1.0
        && (one.size - other.size).abs() < 0.3
        && (0.0..1.45 * one.size.max(6.0)).contains(&(below.y - above.y));
    let is_one_style = (last.bold, last.italic) == (first.bold, first.italic)
        && other.runs.iter().all(|run| (run.bold, run.italic) == (first.bold, first.italic));
    let is_marked = first.bold || first.italic || other.size > body + 0.4;
    let is_plain = above.bullet.is_none() && below.bullet.is_none() && below.heading.is_none();
    let is_title = |cell: &Cell| titles::known(&cell.text()).is_some();
    // A line that has a whole period is complete.
    let is_open = dates::find(&one.text()).is_none_or(|found| found.end.is_none());
    is_near
        && is_one_style
        && (is_marked || is_beside_date)
        && is_plain
        && is_open
        && !is_title(one)
        && !is_title(other)
        && (is_beside_date || !other.fits_after(one, edge))
}

#[cfg(test)]
mod tests {
    use super::{Cell, Line, Run, join_addresses, join_heads};

    fn line(y: f64, text: &str) -> Line {
        let runs = vec![Run { text: text.into(), ..Run::default() }];
        Line { page: 1, y, cells: vec![Cell { runs, size: 10.0, ..Cell::default() }], ..Line::default() }
    }

    #[test]
    fn a_hyphenated_head_beside_a_date_is_whole_again() {
        let cell = |x: f64, text: &str| {
            let runs = vec![Run { text: text.into(), ..Run::default() }];
            Cell { runs, size: 10.0, x, right: x + 3.0 * text.len() as f64, ..Cell::default() }
        };
        let row = |y: f64, cells: Vec<Cell>| Line { page: 1, y, cells, ..Line::default() };
        let lines = vec![
            row(12.0, vec![cell(0.0, "2019 – 2021"), cell(90.0, "Nurse, Avonside Hospital, Bris-")]),
            row(24.0, vec![cell(90.0, "tol")]),
            row(36.0, vec![cell(90.0, "leads a team")]),
        ];
        let read: Vec<String> = join_heads(lines).iter().map(|line| line.cells.last().unwrap().text()).collect();
        assert_eq!(read, ["Nurse, Avonside Hospital, Bristol", "leads a team"]);
    }

    #[test]
    fn addresses_are_whole_again() {
        for (lines, joined) in [
            (["mara.ellison@exam", "ple.org"], vec!["mara.ellison@example.org"]),
            (
                ["www.linkedin.com/in/mara-", "ellison-1 (LinkedIn)"],
                vec!["www.linkedin.com/in/mara-ellison-1 (LinkedIn)"],
            ),
            (["mara@example.org", "example.org/mara"], vec!["mara@example.org", "example.org/mara"]),
            (["mara@example.org", "Seattle"], vec!["mara@example.org", "Seattle"]),
        ] {
            let lines = lines.iter().zip(1..).map(|(text, y)| line(f64::from(y) * 12.0, text)).collect();
            let read: Vec<String> = join_addresses(lines).iter().map(Line::text).collect();
            assert_eq!(read, joined);
        }
    }
}
