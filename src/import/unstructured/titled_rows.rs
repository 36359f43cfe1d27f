//! Rows of a form whose label is the title of a section: "COMPETENZE TECNICHE" beside what they are.

use super::lines::{Cell, Document, Line};
use super::titles::{self, Topic};
use super::words::{is_place, is_position};
use crate::resume::Section;

/// The look of a title in a form.
#[derive(PartialEq)]
struct Look {
    half_points: i64,
    is_bold: bool,
}

impl Look {
    fn of(cell: &Cell) -> Look {
        Look { half_points: (cell.size * 2.0).round() as i64, is_bold: cell.is_bold() }
    }
}

/// Divides each row whose label is in capitals and looks like the titles that stand alone on a line, if one of these
/// labels is a known kind of title; and all rows of a table that has the titles of the whole document at its left.
pub fn divide(document: &mut Document) {
    if let Some(look) = look_of_table(document) {
        let is_titled = |line: &Line| line.cells.len() > 1 && is_title(document, &look, &line.cells[0]);
        let found = document.lines.iter().map(is_titled).collect();
        return apart(document, found);
    }
    /// The least number of titles that stand alone on a line.
    const LEAST: usize = 2;
    let titles = document.lines.iter().filter_map(|line| match &line.cells[..] {
        [cell] if cell.is_caps() && titles::known(&cell.text()).is_some() => Some(Look::of(cell)),
        _ => None,
    });
    let looks: Vec<Look> = titles.collect();
    let is_titled = |line: &Line| {
        let [label, value] = &line.cells[..] else { return false };
        let (label_text, value_text) = (label.text(), value.text());
        let look = Look::of(label);
        label.is_caps()
            && line.bullet.is_none()
            && looks.iter().filter(|known| **known == look).count() >= LEAST
            && look != Look::of(value)
            && label_text.split_whitespace().count() <= 6
            && titles::is_mother_tongue(&label_text).is_none()
            && !is_position(&label_text)
            && document.date_in(&label_text).is_none()
            && document.date_in(&value_text).is_none()
            && !is_place(value_text.trim())
    };
    let is_kind = |line: &&Line| is_titled(line) && titles::guessed(&line.cells[0].text()) != Topic::Custom;
    if document.lines.iter().filter(is_kind).count() == 0 {
        return;
    }
    let found: Vec<bool> = document.lines.iter().map(is_titled).collect();
    apart(document, found);
}

/// The look of the titles at the left of a table, which no title of work or education stands outside of.
fn look_of_table(document: &Document) -> Option<Look> {
    /// The least number of known titles that tell that it is such a table.
    const LEAST: usize = 3;
    let is_main = |topic: &Topic| matches!(topic, Topic::Standard(Section::Work | Section::Education));
    let topics = |line: &Line| titles::known(&line.cells[0].text());
    let (alone, rows): (Vec<&Line>, Vec<&Line>) = document.lines.iter().partition(|line| line.cells.len() == 1);
    let rows = || rows.iter().filter(|line| topics(line).is_some());
    let first = rows().next().filter(|_| !document.is_laid_out)?;
    let look = Look::of(&first.cells[0]);
    let alike = rows().filter(|line| Look::of(&line.cells[0]) == look);
    let found: Vec<Topic> = alike.filter_map(|line| topics(line)).collect();
    let is_whole = found.len() >= LEAST && found.iter().any(is_main);
    (is_whole && !alone.into_iter().filter_map(topics).any(|topic| is_main(&topic))).then_some(look)
}

/// Whether the first cell of a row is a title: a known one, or one that looks like it and stands out.
fn is_title(document: &Document, look: &Look, cell: &Cell) -> bool {
    let text = cell.text();
    let stands_out = look.is_bold || cell.is_caps();
    let is_short = text.split_whitespace().count() <= 6 && document.date_in(&text).is_none();
    Look::of(cell) == *look && (titles::known(&text).is_some() || stands_out && is_short)
}

/// Makes two lines of each row that was found: its title, and the rest.
fn apart(document: &mut Document, found: Vec<bool>) {
    let lines = std::mem::take(&mut document.lines);
    let divided = lines.into_iter().zip(found).flat_map(|(line, is_titled)| match is_titled {
        false => vec![line],
        true => {
            let value = Line { y: line.y + 0.5, cells: line.cells[1..].to_vec(), ..line.clone() };
            vec![Line { cells: line.cells[..1].to_vec(), ..line }, value]
        }
    });
    document.lines = divided.collect();
}
