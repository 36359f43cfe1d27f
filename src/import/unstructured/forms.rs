//! Forms: labels at the left of values, which each entry repeats, as in the Europass of 2005 to 2012.

use std::collections::HashMap;

use super::lines::{Cell, Document, Line};
use super::titles::{known, normalized};
use crate::source::Span;

/// A label with its value.
struct Field {
    /// The label, of one or more lines.
    labels: Vec<Cell>,
    /// The lines of the value.
    values: Vec<Cell>,
}

/// Takes the labels off the fields of entries, and puts short values, which are the heads of entries, before texts.
/// Returns where the labels were.
pub fn take_labels(document: &mut Document) -> Vec<Span> {
    let Some(form) = Form::of(document) else { return Vec::new() };
    let mut taken = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    let mut rest = std::mem::take(&mut document.lines).into_iter().peekable();
    while let Some(line) = rest.next() {
        if !form.begins_record(&line) {
            lines.push(line);
            continue;
        }
        let first = line.clone();
        let mut fields = vec![Field { labels: vec![line.cells[0].clone()], values: vec![line.cells[1].clone()] }];
        while let Some(line) = rest.next_if(|line| form.is_in_record(line) && !form.begins_record(line)) {
            form.add(&mut fields, line);
        }
        taken.extend(fields.iter().flat_map(|field| &field.labels).map(|label| label.span));
        lines.extend(record(&first, fields));
    }
    document.lines = lines;
    taken
}

/// The lines of an entry.
fn record(first: &Line, fields: Vec<Field>) -> Vec<Line> {
    const STEP: f64 = 12.0;
    let (heads, texts): (Vec<Field>, Vec<Field>) =
        fields.into_iter().partition(|field| field.values.len() == 1 && field.values[0].text().chars().count() < 75);
    let values = heads.into_iter().chain(texts).flat_map(|field| field.values);
    let line = |(at, cell): (usize, Cell)| Line {
        y: first.y + at as f64 * STEP,
        number: first.number + at,
        cells: vec![cell],
        ..first.clone()
    };
    values.enumerate().map(line).collect()
}

/// The column of the values, and the label that begins an entry.
struct Form {
    x: f64,
    right: f64,
    first: String,
}

impl Form {
    /// The form that a document is, if labels repeat.
    fn of(document: &Document) -> Option<Form> {
        /// The least number of labels that several entries have.
        const LEAST: usize = 3;
        if !document.is_laid_out {
            return None;
        }
        let rows = || document.lines.iter().filter(|line| line.cells.len() == 2 && line.bullet.is_none());
        let mut columns: HashMap<i64, usize> = HashMap::new();
        rows().for_each(|line| *columns.entry(line.cells[1].x.round() as i64).or_default() += 1);
        let (x, _) = columns.into_iter().max_by_key(|(x, count)| (*count, *x))?;
        let own: Vec<&Line> = rows().filter(|line| (line.cells[1].x - x as f64).abs() < 1.5).collect();
        let mut labels: HashMap<String, usize> = HashMap::new();
        let name = |line: &Line| normalized(&line.cells[0].text());
        let is_label = |text: &str| text.chars().all(|letter| letter.is_alphabetic() || " ,/()'-".contains(letter));
        for line in own.iter().filter(|line| is_label(&name(line)) && document.date_in(&name(line)).is_none()) {
            *labels.entry(name(line)).or_default() += 1;
        }
        labels.retain(|_, count| *count >= 2);
        let first = own.iter().map(|line| name(line)).find(|name| labels.contains_key(name))?;
        // An entry begins with its dates.
        let is_dated = |line: &&&Line| document.date_in(&line.cells[1].text()).is_some();
        let begins = own.iter().filter(|line| name(line) == first);
        let right = document.lines.iter().filter_map(|line| line.cells.last()).map(|cell| cell.right);
        (labels.len() >= LEAST && begins.clone().filter(is_dated).count() == begins.count()).then(|| Form {
            x: x as f64,
            right: right.fold(0.0, f64::max),
            first,
        })
    }

    fn begins_record(&self, line: &Line) -> bool {
        self.is_row(line) && normalized(&line.cells[0].text()) == self.first
    }

    fn is_row(&self, line: &Line) -> bool {
        line.cells.len() == 2 && (line.cells[1].x - self.x).abs() < 1.5
    }

    /// Whether a line is a row, or goes on with the value or the label of one.
    fn is_in_record(&self, line: &Line) -> bool {
        let is_value = line.cells.len() == 1 && line.x() > self.x - 1.5;
        let is_label = line.cells.len() == 1 && line.cells[0].right < self.x && known(&line.text()).is_none();
        self.is_row(line) || is_value || is_label && line.text().starts_with(char::is_lowercase)
    }

    fn add(&self, fields: &mut Vec<Field>, line: Line) {
        let Some(last) = fields.last_mut() else { return };
        let is_row = self.is_row(&line);
        let mut cells = line.cells.into_iter();
        let Some(first) = cells.next() else { return };
        let Some(value) = cells.next() else {
            let part = if first.x > self.x - 1.5 { &mut last.values } else { &mut last.labels };
            return part.push(first);
        };
        let goes_on = first.text().starts_with(char::is_lowercase)
            || last.values.last().is_some_and(|above| !value.fits_after(above, self.right));
        match is_row && goes_on {
            true => {
                last.labels.push(first);
                last.values.push(value);
            }
            false => fields.push(Field { labels: vec![first], values: vec![value] }),
        }
    }
}
