//! Titles on the line of their sections: "Languages: English (native), French".

use super::items::label;
use super::lines::{Cell, Line, Run};
use super::titles::{self, Topic};
use crate::resume::Section;

/// Lines that are apart have at least this distance.
const APART: f64 = 1.5;

/// Divides each line that begins with the title of a list, and is apart from others, if the document has no such
/// section otherwise.
pub fn split(lines: Vec<Line>) -> Vec<Line> {
    let known: Vec<Topic> = lines.iter().filter_map(|line| titles::known(&line.text())).collect();
    if known.len() < 2 {
        return lines;
    }
    let found: Vec<Option<usize>> = (0..lines.len()).map(|at| title(&lines, at, &known)).collect();
    let divided = lines.into_iter().zip(found).flat_map(|(line, end)| match end {
        None => vec![line],
        Some(end) => divide(line, end),
    });
    divided.collect()
}

/// The end of the title on a line.
fn title(lines: &[Line], at: usize, known: &[Topic]) -> Option<usize> {
    let line = &lines[at];
    let [cell] = &line.cells[..] else { return None };
    let text = cell.text();
    let end = label(&text).filter(|_| line.bullet.is_none() && line.heading.is_none())?;
    let topic = titles::known(&text[..end])?;
    let is_list = matches!(topic, Topic::Standard(Section::Languages | Section::Interests | Section::Skills));
    let has_text = text[end..].chars().any(char::is_alphanumeric);
    let is_apart = |one: usize, other: usize| lines.get(other).is_none_or(|below| below.y - lines[one].y > APART);
    // One of several groups of skills, each in a paragraph, is not a section.
    let is_labelled = |other: &Line| {
        let text = other.text();
        let topic = label(&text).map(|end| titles::known(&text[..end]));
        matches!(topic, Some(None | Some(Topic::Standard(Section::Skills))))
    };
    let above = at.checked_sub(1).map(|above| &lines[above]);
    let is_group = at > 1 && above.is_some_and(is_labelled) && is_apart(at - 2, at - 1) && !is_entry(&lines[at - 2]);
    let is_free = at > 0 && is_apart(at - 1, at) && is_apart(at, at + 1) && !is_group;
    (is_list && has_text && is_free && !known.contains(&topic)).then_some(end)
}

/// Whether a line is more than a title.
fn is_entry(line: &Line) -> bool {
    titles::known(&line.text()).is_none() && label(&line.text()).is_none()
}

/// A title, and what follows it.
fn divide(line: Line, end: usize) -> Vec<Line> {
    let mut line = line;
    let mut cell = line.cells.remove(0);
    let (mut head, mut rest, mut at) = (Vec::new(), Vec::new(), 0);
    for run in std::mem::take(&mut cell.runs) {
        let cut = end.saturating_sub(at).min(run.text.len());
        at += run.text.len();
        let (before, after) = run.text.split_at(cut);
        head.push(Run { text: before.to_owned(), ..run.clone() });
        rest.push(Run { text: after.to_owned(), ..run.clone() });
    }
    head.retain(|run| !run.text.is_empty());
    let edge = |letter: char| letter.is_whitespace() || [':', '：'].contains(&letter);
    while let Some(run) = rest.first_mut() {
        run.text = run.text.trim_start_matches(edge).to_owned();
        if !run.text.is_empty() {
            break;
        }
        rest.remove(0);
    }
    let of = |runs: Vec<Run>, y: f64| {
        let cell = Cell { runs, ..cell.clone() };
        Line { y, cells: vec![cell], ..line.clone() }
    };
    vec![of(head, line.y), of(rest, line.y + 0.5)]
}

#[cfg(test)]
mod tests {
    use super::super::lines::Document;
    use super::super::{markdown, plain};

    fn texts(document: Document) -> Vec<String> {
        document.lines.iter().map(|line| line.text()).collect()
    }

    #[test]
    fn a_title_and_its_list_on_one_line_are_a_section() {
        let text =
            "Ada\n\nExperience:\nEngineer, Northbank\n\nEducation:\nBSc\n\nLanguages: English (native), French\n";
        let read = texts(plain::read("a.txt", text));
        assert_eq!(read[read.len() - 2..], ["Languages", "English (native), French"]);
        let text = "# Ada\n\n## Experience\n\n## Education\n\n**Languages:** English, French\n";
        assert_eq!(texts(markdown::read("a.md", text)).last().unwrap(), "English, French");
    }

    #[test]
    fn groups_of_skills_are_no_sections() {
        let text = "Ada\n\nExperience\nEngineer\n\nSkills\nTools: Git\nLanguages: Go, Rust\n";
        assert!(texts(plain::read("a.txt", text)).contains(&"Languages: Go, Rust".to_owned()));
        let text = "Ada\n\nExperience\n\nSkills\n\nTools: Git\n\nLanguages: Go, Rust\n";
        assert!(texts(plain::read("a.txt", text)).contains(&"Languages: Go, Rust".to_owned()));
    }
}
