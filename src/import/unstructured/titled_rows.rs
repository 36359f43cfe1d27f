//! Rows of a form whose label is the title of a section: "COMPETENZE TECNICHE" beside what they are.

use super::lines::{Cell, Document, Line};
use super::titles::{self, Topic};
use super::words::{is_place, is_position};

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
/// labels is a known kind of title.
pub fn divide(document: &mut Document) {
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
