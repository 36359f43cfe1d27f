//! The comments of the original file, which are carried over to their place in the result.

use crate::source::{Source, Span};
use crate::yaml::{Node, Value};

/// A comment, and the value of the original file that it stands beside.
pub struct Comment {
    /// Its lines, without indentation.
    pub lines: Vec<String>,
    /// Where it belongs.
    pub place: Place,
}

/// The place of a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Before a value.
    Before(Span),
    /// After a value.
    After(Span),
    /// At the end of the file.
    End,
}

/// The comments of a YAML file.
pub fn find(source: &Source, root: &Node) -> Vec<Comment> {
    // JSON has none.
    if source.text().trim_start().starts_with('{') {
        return Vec::new();
    }
    let mut texts = Vec::new();
    let mut points = Vec::new();
    collect(root, source, &mut texts, &mut points);
    texts.sort();
    points.sort_by_key(|point| point.start);
    let raw = lines(source, &texts);
    raw.into_iter().map(|raw| Comment { place: raw.place(source, &points), lines: raw.lines }).collect()
}

/// A key or an item of a list.
struct Point {
    /// Where it starts: at its key or its dash.
    start: usize,
    column: usize,
    value: Span,
}

/// Collects the locations of all texts, in which a `#` does not start a comment, and of all keys and items.
fn collect(node: &Node, source: &Source, texts: &mut Vec<Span>, points: &mut Vec<Point>) {
    let column = |at: usize| at - line_start(source, at);
    match &node.value {
        Value::Scalar { .. } => texts.push(node.span),
        Value::Sequence(items) => {
            for item in items {
                let line = line_start(source, item.span.start);
                let dash = source.text()[line..item.span.start].rfind('-').map_or(item.span.start, |dash| line + dash);
                points.push(Point { start: dash, column: column(dash), value: item.span });
                collect(item, source, texts, points);
            }
        }
        Value::Mapping(entries) => {
            for entry in entries {
                texts.push(entry.key.span);
                let start = entry.key.span.start;
                points.push(Point { start, column: column(start), value: entry.value.span });
                collect(&entry.value, source, texts, points);
            }
        }
    }
}

fn line_start(source: &Source, at: usize) -> usize {
    source.text()[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// A comment with its location: lines that follow one another, or the end of a line.
struct Raw {
    start: usize,
    column: usize,
    is_alone: bool,
    lines: Vec<String>,
}

/// Finds the comments.
fn lines(source: &Source, texts: &[Span]) -> Vec<Raw> {
    let mut found: Vec<Raw> = Vec::new();
    let mut last_line = None;
    let mut offset = 0;
    for (number, line) in source.text().split_inclusive('\n').enumerate() {
        let start = offset;
        offset += line.len();
        let Some(at) = comment_in(line, start, texts) else { continue };
        let text = line[at..].trim_end();
        // The schema of another tool would be wrong for the result.
        if text.contains("yaml-language-server") || text.trim_matches(['#', ' ', '-', '=']).is_empty() {
            continue;
        }
        let is_alone = line[..at].trim().is_empty();
        match found.last_mut() {
            Some(above) if is_alone && above.is_alone && last_line.is_some_and(|last| last + 1 == number) => {
                // Relative indentation is part of what was switched off.
                let deeper = at.saturating_sub(above.column);
                above.lines.push(format!("{}{text}", " ".repeat(deeper)));
            }
            _ => found.push(Raw { start: start + at, column: at, is_alone, lines: vec![text.to_owned()] }),
        }
        last_line = is_alone.then_some(number);
    }
    found
}

/// Where the comment of a line starts.
fn comment_in(line: &str, start: usize, texts: &[Span]) -> Option<usize> {
    line.match_indices('#').map(|(at, _)| at).find(|at| {
        let after_space = line[..*at].chars().next_back().is_none_or(char::is_whitespace);
        let offset = start + at;
        let text = texts.partition_point(|text| text.start <= offset).checked_sub(1).map(|before| texts[before]);
        after_space && text.is_none_or(|text| offset >= text.end)
    })
}

impl Raw {
    fn place(&self, source: &Source, points: &[Point]) -> Place {
        let after = points.partition_point(|point| point.start < self.start);
        let before = &points[..after];
        if !self.is_alone {
            let line = line_start(source, self.start);
            // The outermost value on the line.
            let beside = before.iter().find(|point| point.start >= line).or(before.last());
            return beside.map_or(Place::End, |point| Place::Before(point.value));
        }
        let columns = self.columns();
        let fits = |point: &&Point| columns.contains(&point.column);
        let next = points.get(after).filter(fits);
        let above = before.iter().rev().find(fits);
        // An entry that was switched off at the end of a list comes after the entry before it.
        let is_item = self.lines[0].trim_start_matches(['#', ' ']).len() < self.lines[0].len()
            && self.lines[0].trim_start_matches(['#', ' ']).starts_with("- ");
        let item = |point: &&Point| source.text()[point.start..].starts_with('-');
        match (next, above) {
            (Some(next), Some(above)) if is_item && !item(&next) && item(&above) => Place::After(above.value),
            (Some(next), _) => Place::Before(next.value),
            (None, Some(above)) => Place::After(above.value),
            (None, None) => match (before.last(), points.get(after)) {
                (_, Some(next)) if next.column <= self.column => Place::Before(next.value),
                (Some(last), _) => Place::After(last.value),
                (None, Some(next)) => Place::Before(next.value),
                (None, None) => Place::End,
            },
        }
    }

    /// The columns of what it may belong to: its own and, if the sign was put before the indentation, that of
    /// its text.
    fn columns(&self) -> Vec<usize> {
        let text = self.lines[0].trim_start_matches('#');
        let inner = self.column + 1 + text.len() - text.trim_start().len();
        match text.len() - text.trim_start().len() {
            0 | 1 => vec![self.column],
            _ => vec![inner.saturating_sub(2), inner.saturating_sub(1)],
        }
    }
}
