//! The lines of a header as its readers need them: wrapped lines joined, the rows of a table as labels with values.

use super::address;
use super::contacts;
use super::labels::label;
use super::lines::{Cell, Document, Line, Run};

/// A name in capitals as a name is written: "ANNE-MARIE O'NEILL" is Anne-Marie O'Neill. One word may be an acronym.
pub fn in_name_case(name: &str) -> String {
    let is_caps = name.trim().contains(' ') && !name.contains(char::is_lowercase) && name.contains(char::is_uppercase);
    if !is_caps {
        return name.to_owned();
    }
    let mut after_letter = false;
    let mut cased = String::new();
    for letter in name.chars() {
        match after_letter {
            true => cased.extend(letter.to_lowercase()),
            false => cased.push(letter),
        }
        after_letter = letter.is_alphabetic();
    }
    cased
}

/// Whether a line is a row of a table: a label and its value.
fn is_row(line: &Line, rows: &[&Line]) -> bool {
    let [name, value] = &line.cells[..] else { return false };
    let is_short = |cell: &Cell| cell.text().chars().count() < 32 && contacts::find_all(&cell.text()).is_empty();
    let is_known = |line: &&Line| label(&line.cells[0].text()).is_some();
    // Labels begin or end at one edge.
    let is_at_edge =
        |other: &Cell| (other.x - name.x).abs() < 1.0 || name.right > 0.0 && (other.right - name.right).abs() < 1.0;
    let is_beside = |other: &&&Line| other.cells.len() == 2 && is_at_edge(&other.cells[0]);
    let alike: Vec<&&Line> = rows.iter().filter(is_beside).collect();
    let is_table = alike.len() >= 3 && alike.iter().filter(|line| is_known(line)).count() >= 2;
    is_short(name) && !value.text().trim().is_empty() && (is_table || label(&name.text()).is_some())
}

/// The rows of a form with several labels and values beside each other, each as a line.
fn pairs(line: &Line) -> Vec<Line> {
    let is_form = line.cells.len() >= 4
        && line.cells.len().is_multiple_of(2)
        && line.cells.chunks(2).all(|pair| label(&pair[0].text()).is_some());
    match is_form {
        true => line.cells.chunks(2).map(|pair| Line { cells: pair.to_vec(), ..line.clone() }).collect(),
        false => vec![line.clone()],
    }
}

/// The lines of the header, with those that were wrapped after a comma made one, and the rows of a table as "Label:value".
pub fn unwrapped(document: &Document, header: &[usize]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let pairs: Vec<Line> = header.iter().flat_map(|index| pairs(&document.lines[*index])).collect();
    let all: Vec<&Line> = pairs.iter().collect();
    for line in &all {
        let mut line = (*line).clone();
        if is_row(&line, &all) {
            let value = line.cells.remove(1);
            let name = &mut line.cells[0];
            // One character, as the tab of the transcript.
            let sign = if name.text().trim_end().ends_with([':', '：']) { " " } else { ":" };
            name.runs.push(Run { text: sign.into(), ..Run::default() });
            name.runs.extend(value.runs);
            (name.span.end, name.right) = (value.span.end, value.right);
        }
        let line = &line;
        let is_continued = |above: &&mut Line| {
            let [cell] = &above.cells[..] else { return false };
            let follows = line.cells.len() == 1 && line.bullet.is_none() && line.span().start == cell.span.end + 1;
            let text = cell.text();
            // A street above the code and the town.
            let is_street = text.chars().any(|letter| letter.is_ascii_digit())
                && text.contains(char::is_alphabetic)
                && contacts::find_all(&text).is_empty()
                && !text.contains(':')
                && !address::has_code(&text)
                && address::has_code(&line.text());
            let goes_on = text.trim_end().ends_with(',') || is_street && text.chars().count() < 60;
            // An icon may stand before the first line.
            let is_below = (-1.0..20.0).contains(&(line.x() - cell.x));
            follows && document.is_laid_out && is_below && goes_on
        };
        match lines.last_mut().filter(|above| is_continued(above)) {
            Some(above) => {
                // The line break of the transcript.
                let is_open = above.cells[0].text().trim_end().ends_with(',');
                let sign = if is_open { " " } else { "\n" };
                above.cells[0].runs.push(Run { text: sign.into(), ..Run::default() });
                above.cells[0].runs.extend(line.cells[0].runs.iter().cloned());
                above.cells[0].span.end = line.span().end;
            }
            None => lines.push(line.clone()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::in_name_case;

    #[test]
    fn names_in_capitals_are_written_as_names() {
        for (name, cased) in [
            ("ANNE-MARIE O'NEILL", "Anne-Marie O'Neill"),
            ("ADA LOVELACE", "Ada Lovelace"),
            ("Ada McADAM", "Ada McADAM"),
            ("IBM", "IBM"),
            ("АРИНА СНЕГИРЁВА", "Арина Снегирёва"),
        ] {
            assert_eq!(in_name_case(name), cased);
        }
    }
}
