//! Fields of jobs and schools that have labels: "Empresa: …", "Cargo: …", or the rows of a form that each entry repeats,
//! as in the European format for curricula vitae of 2002.

use std::sync::LazyLock;

use regex::Regex;

use super::field::Field;
use super::items::label;
use super::lines::{Cell, Document, Line, Run};
use super::titles::{self, normalized};
use super::words::{alternatives, pattern, score};
use crate::locale::import_words;
use crate::source::Span;

/// The words in labels by what the field says; the first that knows a word of a label decides.
static FIELDS: LazyLock<Vec<(Field, Regex)>> = LazyLock::new(|| {
    let words = &import_words().entry_labels;
    let fields = [
        (Field::Other, words.other),
        (Field::Tasks, words.tasks),
        (Field::Subject, words.subject),
        (Field::School, words.school),
        (Field::Degree, words.degree),
        (Field::Organisation, words.organisation),
        (Field::Position, words.position),
        (Field::Dates, words.dates),
        (Field::Place, words.place),
    ];
    fields.into_iter().map(|(field, words)| (field, pattern(&format!(r"\b(?:{})\b", alternatives(words))))).collect()
});

/// What a label announces.
fn field(label: &str) -> Option<Field> {
    const MOST_WORDS: usize = 12;
    let label = normalized(label);
    let is_label = label.split(' ').count() <= MOST_WORDS && !label.contains(|letter: char| letter.is_ascii_digit());
    FIELDS.iter().find(|(_, words)| is_label && words.is_match(&label)).map(|(field, _)| *field)
}

/// A field: its label, and the lines of its value.
struct Row {
    field: Field,
    /// The cell of a label without which the value would say little.
    name: Option<Cell>,
    label: Vec<Span>,
    values: Vec<Cell>,
    /// Whether the label and the value are separate cells.
    is_of_table: bool,
}

impl Row {
    fn of(line: &Line) -> Option<Row> {
        match &line.cells[..] {
            [label, value] => {
                let field = field(&label.text())?;
                Some(match field.is_fact() {
                    true => Row::fact(field, label, value),
                    false => Row {
                        field,
                        name: None,
                        label: vec![label.span],
                        values: vec![value.clone()],
                        is_of_table: true,
                    },
                })
            }
            [cell] => {
                let text = cell.text();
                let end = label(&text)?;
                let field = field(&text[..end])?;
                let start = end + text[end..].chars().next().map_or(1, char::len_utf8);
                let value = rest(cell, start);
                if field.is_fact() && value.is_some() {
                    return Some(Row::labelled_fact(field, cell));
                }
                let span = Span { end: cell.span.start + start, ..cell.span };
                let values = value.into_iter().collect();
                Some(Row { field, name: None, label: vec![span], values, is_of_table: false })
            }
            _ => None,
        }
    }

    /// A fact in a table, which is kept with its label.
    fn fact(field: Field, name: &Cell, value: &Cell) -> Row {
        let values = vec![value.clone()];
        Row { field, name: Some(name.clone()), label: Vec::new(), values, is_of_table: true }
    }

    /// A fact that is one text with its label.
    fn labelled_fact(field: Field, cell: &Cell) -> Row {
        Row { field, name: None, label: Vec::new(), values: vec![cell.clone()], is_of_table: false }
    }

    /// A row whose label is unknown: its value may say when it was, and is kept with its label otherwise.
    fn unknown(line: &Line, document: &Document) -> Option<Row> {
        const MOST_WORDS: usize = 5;
        let is_label = |text: &str| {
            text.split_whitespace().count() <= MOST_WORDS
                && text.chars().any(char::is_alphabetic)
                && !text.contains(|letter: char| letter.is_ascii_digit())
        };
        let is_date = |text: &str| document.date_in(text).is_some_and(|date| date.range.len() == text.trim().len());
        let (name, value, is_of_table) = match &line.cells[..] {
            [name, value] if is_label(&name.text()) => (name.clone(), value.clone(), true),
            [cell] => {
                let text = cell.text();
                let end = label(&text).filter(|end| is_label(&text[..*end]))?;
                let start = end + text[end..].chars().next().map_or(1, char::len_utf8);
                let span = Span { end: cell.span.start + start, ..cell.span };
                (Cell { span, ..cell.clone() }, rest(cell, start)?, false)
            }
            _ => return None,
        };
        if is_date(&value.text()) {
            let (label, values) = (vec![name.span], vec![value]);
            return Some(Row { field: Field::Dates, name: None, label, values, is_of_table });
        }
        Some(match is_of_table {
            true => Row::fact(Field::Other, &name, &value),
            false => Row::labelled_fact(Field::Other, &line.cells[0]),
        })
    }

    /// A label whose value is below it.
    fn without_value(line: &Line) -> Option<Row> {
        let [cell] = &line.cells[..] else { return None };
        let text = cell.text();
        let field = field(&text).filter(|field| *field == Field::Tasks)?;
        let is_label = text.split_whitespace().count() <= 6 && !text.trim_end().ends_with('.');
        let label = vec![cell.span];
        is_label.then(|| Row { field, name: None, label, values: Vec::new(), is_of_table: true })
    }

    /// Adds a line that goes on with the value, or with the label beside it; `false` if it does neither.
    fn add(&mut self, line: &Line, is_laid_out: bool) -> bool {
        let goes_on = |cell: &Cell| cell.text().starts_with(char::is_lowercase);
        match &line.cells[..] {
            [label, value] if self.is_of_table && is_laid_out && goes_on(label) => {
                self.label.push(label.span);
                self.values.push(value.clone());
            }
            [cell] => {
                let column = self.values.first().filter(|_| self.is_of_table && is_laid_out).map(|value| value.x);
                match column {
                    Some(x) if cell.x < x - 1.5 && goes_on(cell) && line.bullet.is_none() => self.label.push(cell.span),
                    Some(x) if cell.x < x - 1.5 => return false,
                    Some(_) => self.values.push(cell.clone()),
                    None if self.field == Field::Tasks => self.values.push(cell.clone()),
                    None => return false,
                }
            }
            _ => return false,
        }
        true
    }
}

/// A cell from a place in its text on; `None` if nothing is there.
fn rest(cell: &Cell, start: usize) -> Option<Cell> {
    let text = cell.text();
    let start = start + text[start..].len() - text[start..].trim_start().len();
    if text[start..].trim().is_empty() {
        return None;
    }
    let mut at = 0;
    let mut runs = Vec::new();
    for run in &cell.runs {
        let from = start.saturating_sub(at).min(run.text.len());
        at += run.text.len();
        if from < run.text.len() {
            runs.push(Run { text: run.text[from..].to_owned(), ..run.clone() });
        }
    }
    let span = Span { start: cell.span.start + start, ..cell.span };
    Some(Cell { runs, span, ..cell.clone() })
}

/// Whether an entry goes on with rows that are known after some that are not.
fn goes_on(following: &[Line], first: Field, document: &Document) -> bool {
    const MOST_UNKNOWN: usize = 6;
    let is_name = |field: Field| matches!(field, Field::Organisation | Field::School);
    let next = following.iter().take(MOST_UNKNOWN).find_map(|line| match Row::of(line) {
        Some(row) => Some(row.field != first && !(is_name(row.field) && is_name(first))),
        None => Row::unknown(line, document).is_none().then_some(false),
    });
    next.unwrap_or(false)
}

/// Entries as rows, and the lines that they were.
#[derive(Default)]
struct Record {
    rows: Vec<Row>,
    lines: Vec<Line>,
}

/// Marks what the fields of jobs and schools say, and takes their labels off. Returns where the labels were.
pub fn take_labels(document: &mut Document) -> Vec<Span> {
    let all = std::mem::take(&mut document.lines);
    let edge = all.iter().filter_map(|line| line.cells.last()).map(|cell| cell.right).fold(0.0, f64::max);
    let mut made = Parts { edge, ..Parts::default() };
    let mut current = Record::default();
    let mut all = all.into_iter();
    while let Some(line) = all.next() {
        // The rest of a label may be the title of a section elsewhere.
        let is_lower = line.text().starts_with(char::is_lowercase);
        let is_title = line.heading.is_some() || titles::known(&line.text()).is_some() && !is_lower;
        let is_in_table = current.rows.last().is_some_and(|row| row.is_of_table);
        let is_complete = current.rows.last().is_none_or(|row| row.field == Field::Tasks);
        let is_within =
            !is_complete && line.bullet.is_none() && goes_on(all.as_slice(), current.rows[0].field, document);
        let row = Row::of(&line)
            .or_else(|| Row::without_value(&line).filter(|_| is_in_table))
            .or_else(|| Row::unknown(&line, document).filter(|_| is_within))
            .filter(|_| !is_title);
        match row {
            Some(row) => {
                if current.rows.first().is_some_and(|first| first.field == row.field) {
                    made.add(std::mem::take(&mut current), document);
                }
                current.rows.push(row);
                current.lines.push(line);
            }
            None => {
                let is_laid_out = document.is_laid_out;
                let goes_on = !is_title && current.rows.last_mut().is_some_and(|row| row.add(&line, is_laid_out));
                // Bullet points below the fields say what was done.
                if let (false, Some(_), Some(cell), false) =
                    (goes_on || is_title, line.bullet, line.cells.first(), current.rows.is_empty())
                {
                    let values = vec![cell.clone()];
                    let (name, label) = (None, Vec::new());
                    current.rows.push(Row { field: Field::Tasks, name, label, values, is_of_table: false });
                    current.lines.push(line);
                    continue;
                }
                if goes_on {
                    current.lines.push(line);
                } else {
                    made.add(std::mem::take(&mut current), document);
                    made.lines.push(line);
                }
            }
        }
    }
    made.add(current, document);
    made.mark_facts();
    document.lines = made.lines;
    made.labels
}

/// The lines of a document, with those of entries in their usual order.
#[derive(Default)]
struct Parts {
    lines: Vec<Line>,
    labels: Vec<Span>,
    records: usize,
    /// The right edge of the text.
    edge: f64,
}

impl Parts {
    /// Adds an entry, if it says when, and where or as what; otherwise its lines as they were.
    fn add(&mut self, record: Record, document: &Document) {
        let is_dated = |row: &Row| {
            row.field == Field::Dates && row.values.iter().any(|value| document.date_in(&value.text()).is_some())
        };
        let is_name = |row: &Row| {
            let names = [Field::Organisation, Field::School, Field::Position, Field::Degree];
            names.contains(&row.field) && !row.values.is_empty()
        };
        if !(record.rows.iter().any(is_dated) && record.rows.iter().any(is_name)) {
            return self.lines.extend(record.lines);
        }
        let Some(first) = record.lines.into_iter().next() else { return };
        self.records += 1;
        if !record.rows.iter().any(|row| matches!(row.field, Field::Organisation | Field::School)) {
            self.take_name_above();
        }
        let line = Line { record: Some(self.records), bullet: None, continues: false, cells: Vec::new(), ..first };
        let (tasks, mut heads): (Vec<Row>, Vec<Row>) =
            record.rows.into_iter().partition(|row| row.field == Field::Tasks);
        heads.sort_by_key(|row| match row.field {
            Field::Organisation | Field::School => 0,
            Field::Position | Field::Degree => 1,
            Field::Place | Field::Dates => 2,
            Field::Subject | Field::Tasks | Field::Other => 3,
        });
        for row in heads {
            self.labels.extend(row.label);
            if let Some(cell) = row.values.into_iter().reduce(joined) {
                let mut cell = match row.name {
                    Some(name) => beside(name, cell),
                    None => cell,
                };
                cell.field = Some(row.field);
                self.lines.push(Line { cells: vec![cell], ..line.clone() });
            }
        }
        for row in tasks {
            self.labels.extend(row.label);
            let mut values: Vec<Cell> = Vec::new();
            for value in row.values {
                let edge = self.edge;
                let is_wrapped = |above: &Cell| {
                    document.is_laid_out
                        && (value.text().starts_with(char::is_lowercase) || !value.fits_after(above, edge))
                };
                let above = values.pop_if(|above| is_wrapped(above));
                match above {
                    Some(above) => values.push(joined(above, value)),
                    None => values.push(value),
                }
            }
            /// The most letters of a task; what is longer is a text.
            const LONGEST: usize = 240;
            let is_list = values.len() > 1 || values.iter().all(|value| value.text().chars().count() <= LONGEST);
            let bullet = is_list.then_some(0);
            self.lines.extend(values.into_iter().map(|cell| Line { bullet, cells: vec![cell], ..line.clone() }));
        }
    }
}

impl Parts {
    /// Marks rows that are alone: "Salary: …" and "Major: …" are said of the entry around them, and a label such as
    /// "Duties:" above what was done says nothing.
    fn mark_facts(&mut self) {
        const MOST_WORDS: usize = 6;
        let mut marked: Vec<Line> = Vec::new();
        for mut line in std::mem::take(&mut self.lines) {
            let is_free = line.record.is_none() && line.bullet.is_none() && titles::known(&line.text()).is_none();
            let [cell] = &mut line.cells[..] else {
                marked.push(line);
                continue;
            };
            let text = cell.text();
            let is_short = |end: &usize| text[..*end].split_whitespace().count() <= MOST_WORDS;
            let end = label(&text).filter(|end| is_free && line.heading.is_none() && is_short(end));
            let has_value = end.is_some_and(|end| text[end..].contains(char::is_alphanumeric));
            match end.and_then(|end| field(&text[..end])) {
                Some(Field::Tasks) if !has_value => {
                    self.labels.push(cell.span);
                    continue;
                }
                Some(field) if field.is_fact() && has_value => cell.field = Some(field),
                _ if end.is_some() && has_value && score(&text).is_some() => cell.field = Some(Field::Other),
                _ => {}
            }
            marked.push(line);
        }
        self.lines = marked;
    }

    /// Makes the line above a part of the entry, which does not name its organisation: "Northbank" above "Position: …".
    fn take_name_above(&mut self) {
        const LONGEST: usize = 80;
        let is_name = |line: &&mut Line| {
            let text = line.text();
            line.record.is_none()
                && line.bullet.is_none()
                && line.cells.len() == 1
                && text.chars().count() <= LONGEST
                && titles::known(&text).is_none()
                && label(&text).is_none()
        };
        if let Some(above) = self.lines.last_mut().filter(is_name) {
            (above.record, above.heading) = (Some(self.records), None);
            above.cells[0].field = Some(Field::Organisation);
        }
    }
}

/// A label and its value as one text, with one character between them, as in the transcript.
fn beside(mut label: Cell, value: Cell) -> Cell {
    let sign = if label.text().trim_end().ends_with([':', '：']) { " " } else { ":" };
    label.runs.push(Run { text: sign.into(), ..Run::default() });
    label.runs.extend(value.runs);
    label.right = value.right;
    label.span.end = value.span.end;
    label
}

/// Two lines of a value as one.
fn joined(mut above: Cell, below: Cell) -> Cell {
    if !above.text().ends_with(' ') {
        above.runs.push(Run { text: " ".into(), ..Run::default() });
    }
    above.runs.extend(below.runs);
    above.right = below.right;
    above.span.end = above.span.end.max(below.span.end);
    above
}

#[cfg(test)]
mod tests {
    use super::{Field, field};

    #[test]
    fn labels_of_many_languages_are_known() {
        for (label, known) in [
            ("Empresa", Some(Field::Organisation)),
            ("Nome e indirizzo del datore di lavoro", Some(Field::Organisation)),
            ("Name und Adresse des Arbeitgebers", Some(Field::Organisation)),
            ("Tipo di azienda o settore", Some(Field::Other)),
            ("Type ou secteur d’activité", Some(Field::Other)),
            ("Principales actividades y responsabilidades", Some(Field::Tasks)),
            ("Wichtigste Tätigkeiten und Zuständigkeiten", Some(Field::Tasks)),
            ("Nome e tipo di istituto di istruzione o formazione", Some(Field::School)),
            ("Qualifica conseguita", Some(Field::Degree)),
            ("Beruf oder Funktion", Some(Field::Position)),
            ("Date (da – a)", Some(Field::Dates)),
            ("Geburtsort", None),
            ("2019 – 2021", None),
        ] {
            assert_eq!(field(label), known, "{label}");
        }
    }
}
