//! Paragraphs of a word processor → lines.

use super::inline_titles;
use super::lines::{Cell, Document, Line, Run};
use super::plain::BULLETS;

/// Builds lines from paragraphs, tabs and tables.
#[derive(Debug, Default)]
pub struct Flow {
    lines: Vec<Line>,
    line: Line,
    cell: Cell,
    /// The paragraphs so far.
    count: usize,
    /// The lines of the cells of the open table row.
    row: Option<Vec<Vec<Line>>>,
}

impl Flow {
    /// Adds text in one style.
    pub fn text(&mut self, text: &str, style: &Run, size: f64) {
        if text.is_empty() {
            return;
        }
        self.cell.size = self.cell.size.max(size);
        match self.cell.runs.last_mut() {
            Some(run) if (run.bold, run.italic, &run.link) == (style.bold, style.italic, &style.link) => {
                run.text.push_str(text);
            }
            _ => self.cell.runs.push(Run { text: text.to_owned(), ..style.clone() }),
        }
    }

    /// Begins the next cell of the line.
    pub fn tab(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        if !cell.text().trim().is_empty() {
            self.line.cells.push(cell);
        }
    }

    /// Begins the next cell if the open one has text: for parts that a page sets apart.
    pub fn tab_after_text(&mut self) {
        if self.cell.runs.iter().any(|run| run.text.chars().any(char::is_alphanumeric)) {
            self.tab();
        }
    }

    /// Whether the open line has no text.
    pub fn is_at_start(&self) -> bool {
        self.line.cells.is_empty() && self.cell.runs.iter().all(|run| run.text.trim().is_empty())
    }

    /// Ends a line within a paragraph.
    pub fn line_break(&mut self) {
        let heading = self.line.heading;
        self.end(heading, None, false);
    }

    /// Ends a paragraph. `bullet` is the level of its list.
    pub fn paragraph(&mut self, heading: Option<u8>, bullet: Option<usize>, is_apart: bool) {
        self.end(heading, bullet, is_apart);
    }

    fn end(&mut self, heading: Option<u8>, mut bullet: Option<usize>, is_apart: bool) {
        self.tab();
        let mut line = std::mem::take(&mut self.line);
        self.count += 1;
        if line.cells.is_empty() {
            // An empty paragraph is a gap.
            self.count += 1;
            return;
        }
        if is_apart {
            self.count += 1;
        }
        // Bullets that were typed.
        if let Some(run) = line.cells[0].runs.first_mut()
            && let Some(rest) = run.text.trim_start().strip_prefix(BULLETS)
            && rest.starts_with([' ', '\u{a0}'])
        {
            run.text = rest.trim_start().to_owned();
            bullet = bullet.or(Some(0));
        }
        if line.cells.len() > 1 && line.cells[0].text().trim().chars().all(|letter| BULLETS.contains(&letter)) {
            line.cells.remove(0);
            bullet = bullet.or(Some(0));
        }
        let lines = match &mut self.row {
            Some(row) => row.last_mut().expect("a row has a cell"),
            None => &mut self.lines,
        };
        let number = self.count;
        lines.push(Line { page: 1, number, y: number as f64, heading, bullet, ..line });
    }

    /// Begins a row of a table.
    pub fn begin_row(&mut self) {
        if self.row.is_none() {
            self.row = Some(vec![Vec::new()]);
        }
    }

    /// Begins a cell of a row.
    pub fn begin_cell(&mut self) {
        self.end(None, None, false);
        if let Some(row) = &mut self.row {
            row.push(Vec::new());
        }
    }

    /// Ends a row: a short cell at the left, such as dates, stands beside the first line of the next one; cells of text
    /// are columns, one after the other.
    pub fn end_row(&mut self) {
        self.end(None, None, false);
        let Some(row) = self.row.take() else { return };
        let mut cells: Vec<Vec<Line>> = row.into_iter().filter(|lines| !lines.is_empty()).collect();
        let is_short = |lines: &[Line]| {
            lines.len() <= 2 && lines.iter().all(|line| line.text().chars().count() < 45 && line.bullet.is_none())
        };
        let mut number = self.count + 2;
        if cells.len() >= 2 && cells.iter().filter(|lines| !is_short(lines)).count() <= 1 {
            let label = if is_short(&cells[0]) { 0 } else { cells.len() - 1 };
            let side = cells.remove(label);
            let side = side.into_iter().flat_map(|line| line.cells);
            let mut main: Vec<Line> = cells.remove(0);
            let others = cells.into_iter().flatten().flat_map(|line| line.cells);
            if let Some(first) = main.first_mut() {
                first.cells.extend(others);
                match label {
                    0 => first.cells.splice(0..0, side).for_each(drop),
                    _ => first.cells.extend(side),
                }
            }
            for mut line in main {
                number += 1;
                (line.y, line.number) = (number as f64, number);
                self.lines.push(line);
            }
        } else {
            let count = cells.len();
            for (column, lines) in cells.into_iter().enumerate() {
                for mut line in lines {
                    number += 1;
                    (line.y, line.number) = (number as f64, number);
                    line.column = if count == 2 { column as u8 + 1 } else { 0 };
                    self.lines.push(line);
                }
            }
        }
        self.count = number + 1;
    }

    /// Puts another flow after this one.
    pub fn followed_by(mut self, other: Flow) -> Flow {
        let count = self.count + 2;
        self.lines.extend(other.lines.into_iter().map(|line| Line { y: line.y + count as f64, ..line }));
        Flow { lines: self.lines, count: count + other.count, ..Flow::default() }
    }

    /// The document.
    pub fn finish(mut self, name: &str, author: Option<String>) -> Document {
        self.end_row();
        self.end(None, None, false);
        // The lines as they are counted by a person: those with text.
        self.lines.iter_mut().zip(1..).for_each(|(line, number)| line.number = number);
        Document::new(name, inline_titles::split(self.lines), false, author)
    }
}
