//! Tables → lines: one for each row, with the text of a column for tasks as bullet points below.

use super::super::contacts;
use super::super::dates;
use super::super::items::keywords;
use super::super::lines::{Cell, Line};
use super::super::titles;
use super::super::words::is_fluency;

/// A cell: its lines.
pub type Lines = Vec<Cell>;

/// A row, and where it begins in the file.
#[derive(Debug, Default)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Lines>,
    /// Its line in the file.
    pub number: usize,
}

/// The lines of a table whose first row is its head, numbered from a position on.
pub fn lines(mut rows: Vec<Row>, first: f64) -> Vec<Line> {
    let names_columns = rows.len() > 1 && names_columns(&rows);
    let tasks = tasks(&rows);
    let mut found: Vec<Line> = Vec::new();
    for (at, row) in rows.iter_mut().enumerate() {
        let mut body = tasks
            .filter(|_| !(at == 0 && names_columns))
            .and_then(|column| row.cells.get_mut(column).map(std::mem::take));
        // Lines in a cell of two go on below its first one.
        let is_beside = body.is_none() && row.cells.len() == 2;
        if is_beside && row.cells[1].len() > 1 {
            body = Some(row.cells[1].split_off(1));
        }
        let cells: Vec<Cell> = row.cells.drain(..).flatten().filter(|cell| !cell.text().trim().is_empty()).collect();
        let line = |cells: Vec<Cell>, bullet: Option<usize>| Line {
            page: 1,
            number: row.number,
            bullet,
            cells,
            ..Line::default()
        };
        if !cells.is_empty() {
            found.push(Line { names_columns: at == 0 && names_columns, ..line(cells, None) });
        }
        let bullet = (!is_beside).then_some(0);
        let texts = body.into_iter().flatten().filter(|cell| !cell.text().trim().is_empty());
        found.extend(texts.map(|cell| line(vec![cell], bullet)));
    }
    found.iter_mut().zip(1..).for_each(|(line, at)| line.y = first + f64::from(at));
    found
}

/// Whether the first row names the columns: what all cells below have, it lacks. Otherwise it is a row as any other, as
/// a table of Markdown must have one.
fn names_columns(rows: &[Row]) -> bool {
    let text = |row: &Row, column: usize| {
        row.cells
            .get(column)
            .map_or_else(String::new, |lines| lines.iter().map(Cell::text).collect::<Vec<_>>().join(", "))
    };
    let traits: [&dyn Fn(&str) -> bool; 4] = [
        &|text| dates::find(text).is_some(),
        &|text| !contacts::find_all(text).is_empty(),
        &|text| keywords(text).len() > 1,
        &is_fluency,
    ];
    let columns = rows[0].cells.len();
    let is_told = |column: usize| {
        let head = text(&rows[0], column);
        traits.iter().any(|has| !has(&head) && rows[1..].iter().all(|row| has(&text(row, column))))
    };
    let is_title = |column: usize| titles::known(&text(&rows[0], column)).is_some();
    let is_known = (0..columns).any(|column| is_told(column) || is_title(column));
    is_known && !(0..columns).any(|column| traits[0](&text(&rows[0], column)) || traits[1](&text(&rows[0], column)))
}

/// The column of sentences: it has cells of several lines, or what ends as sentences do.
fn tasks(rows: &[Row]) -> Option<usize> {
    let columns = rows.iter().map(|row| row.cells.len()).max().filter(|columns| *columns > 2)?;
    let own = |column: usize| rows.iter().skip(1).filter_map(move |row| row.cells.get(column));
    let is_sentence = |lines: &Lines| {
        lines.last().is_some_and(|cell| {
            let text = cell.text();
            text.split_whitespace().count() >= 3 && text.trim_end().ends_with(['.', '。', '!'])
        })
    };
    (0..columns).find(|column| {
        let count = own(*column).count();
        own(*column).any(|lines| lines.len() > 1) || count > 0 && own(*column).all(is_sentence)
    })
}
