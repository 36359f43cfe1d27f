//! Properties before the text of a Markdown file → lines of the header.

use super::super::labels::{self, Label};
use super::super::lines::{Cell, Line, Run};
use super::super::titles;

/// Properties that are shown below the name.
const SHOWN: &[&str] = &["subtitle", "headline", "tagline", "position", "role", "jobtitle"];

/// The lines for the properties that tell who the person is, and how to reach them. Others, such as tags and layouts,
/// are no part of a résumé.
pub fn lines(metadata: &str) -> Vec<Line> {
    let pairs = || metadata.lines().zip(2..).filter_map(|(line, number)| Some((number, pair(line)?)));
    let of = |keys: &[&str]| pairs().find(|(_, (key, _))| keys.contains(&key.as_str()));
    let is_name = |text: &str| {
        let words = text.split_whitespace().count();
        (2..=5).contains(&words)
            && !text.contains(|letter: char| letter.is_ascii_digit() || ":,|".contains(letter))
            && text.split_whitespace().all(|word| !titles::is_document_word(word))
    };
    let name = of(&["name", "author"]).or_else(|| of(&["title"])).filter(|(_, (_, value))| is_name(value));
    let mut found: Vec<Line> = name.iter().map(|(number, (_, name))| line(*number, name, Some(1))).collect();
    found.extend(of(SHOWN).filter(|_| name.is_some()).map(|(number, (_, value))| line(number, &value, None)));
    for (number, (key, value)) in pairs() {
        if matches!(labels::label(&key), Some(Label::Address | Label::Contact)) {
            found.push(line(number, &format!("{key}: {value}"), None));
        }
    }
    found
}

/// The key and the value of a property.
fn pair(line: &str) -> Option<(String, String)> {
    let (key, value) = line.trim_start_matches([' ', '\t', '-']).split_once(':')?;
    let value = value.trim().trim_matches(['"', '\'']).trim();
    let is_text = !value.is_empty() && !value.starts_with(['[', '{', '|', '>', '&', '*', '!', '#']);
    let key = key.trim().trim_matches(['"', '\'']).to_lowercase();
    (is_text && !key.is_empty()).then(|| (key, value.to_owned()))
}

fn line(number: usize, text: &str, heading: Option<u8>) -> Line {
    let run = Run { text: text.to_owned(), ..Run::default() };
    let cells = vec![Cell { runs: vec![run], ..Cell::default() }];
    Line { page: 1, number, y: number as f64, heading, cells, ..Line::default() }
}
