//! The head of an entry → dates, place, and parts.

use super::dates::Found;
use super::entries::RawEntry;
use super::field::Field;
use super::lines::{Cell, Document, Piece};
use super::words::{
    degree_head, is_degree, is_employment_kind, is_grade, is_organisation, is_place, is_position, is_school, joint,
    may_be_town,
};
use crate::locale::vocabulary;
use crate::source::Span;

/// The head of an entry.
#[derive(Debug, Default)]
pub struct Head {
    /// Its dates, and where they are.
    pub dates: Option<(Found, Span)>,
    /// Its place, and whether only the layout says so.
    pub place: Option<(Piece, bool)>,
    /// Lengths of time, which the dates say.
    pub durations: Vec<Span>,
    /// How somebody is employed, such as "full-time".
    pub employment: Vec<Piece>,
    /// What rows with labels say beside its names, such as "Salary: …" and "Major: …", and words before a date in its
    /// brackets.
    pub facts: Vec<Part>,
    /// All other parts, in order.
    pub parts: Vec<Part>,
}

/// A part of a head.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its text.
    pub piece: Piece,
    /// The line of the head on which it is.
    pub line: usize,
    /// What its label said.
    pub field: Option<Field>,
}

/// Reads the head of an entry.
pub fn read(document: &Document, entry: &RawEntry) -> Head {
    let mut head = Head::default();
    let mut number = 0;
    let mut dated_line = None;
    let mut is_wrapped = true;
    for index in &entry.head {
        let line = &document.lines[*index];
        // A line that was wrapped after a comma is one with the next.
        number += usize::from(!is_wrapped);
        is_wrapped = document.is_laid_out && line.text().trim_end().ends_with(',');
        for cell in &line.cells {
            let text = cell.text();
            let whole = 0..text.len();
            match cell.field {
                Some(Field::Place) => {
                    head.place = Some((cell.whole(), false));
                    continue;
                }
                Some(field @ (Field::Subject | Field::Other)) => {
                    head.facts.push(Part { piece: cell.whole(), line: number, field: Some(field) });
                    continue;
                }
                Some(field @ (Field::Position | Field::Degree)) => {
                    head.parts.push(Part { piece: cell.whole(), line: number, field: Some(field) });
                    continue;
                }
                _ => {}
            }
            let mut ranges = vec![whole];
            if let Some(found) = document.date_in(&text).filter(|_| head.dates.is_none()) {
                let span = cell.piece(found.range.clone()).span;
                let start = bracket_before(&text, &found.range).unwrap_or(found.range.start);
                if start < found.range.start {
                    let piece = cell.piece(start + 1..found.range.start);
                    head.facts.push(Part { piece, line: number, field: Some(Field::Other) });
                }
                ranges = vec![0..start, found.range.end..text.len()];
                head.dates = Some((found, span));
                dated_line = Some(number);
            }
            for range in ranges {
                let (durations, own): (Vec<Piece>, Vec<Piece>) =
                    parts(cell, range).into_iter().partition(|piece| is_duration(&piece.text));
                let (kinds, own): (Vec<Piece>, Vec<Piece>) =
                    own.into_iter().partition(|piece| is_employment_kind(&piece.text));
                head.durations.extend(durations.iter().map(|piece| piece.span));
                head.employment.extend(kinds);
                let fields = std::iter::once(cell.field).chain(std::iter::repeat(None));
                let own = own.into_iter().zip(fields);
                head.parts.extend(own.map(|(piece, field)| Part { piece, line: number, field }));
            }
        }
    }
    if head.place.is_some() || head.parts.iter().any(|part| part.field.is_some()) {
        return head;
    }
    if !take_place_below_dates(document, entry, &mut head)
        && !take_place_after_dates(&mut head)
        && !take_place_beside_dates(dated_line, &mut head)
        && !take_place_below(&mut head)
    {
        take_place(&mut head);
    }
    head
}

/// Takes a town that is alone with the dates on their line, below a line of two parts: an organisation and a position.
fn take_place_beside_dates(dated: Option<usize>, head: &mut Head) -> bool {
    let Some(dated) = dated.filter(|line| *line > 0) else { return false };
    let count = |line: usize| head.parts.iter().filter(|part| part.line == line).count();
    let is_degree = |text: &str| is_degree(text) || degree_head(text).is_some();
    let is_town = |text: &str| (is_place(text) || may_be_town(text)) && !is_degree(text) && !is_school(text);
    let has_place = head.parts.iter().any(|part| part.line == 0 && is_place(&part.piece.text));
    if count(0) < 2 || count(dated) != 1 || has_place {
        return false;
    }
    let Some(at) = head.parts.iter().position(|part| part.line == dated && is_town(&part.piece.text)) else {
        return false;
    };
    head.place = Some((head.parts.remove(at).piece, true));
    true
}

/// Takes a town that is alone on a line below one with the position and something else, which is the organisation.
fn take_place_below(head: &mut Head) -> bool {
    let count = |line: usize| head.parts.iter().filter(|part| part.line == line).count();
    let Some(top) = head.parts.first().map(|part| part.line) else { return false };
    let first = || head.parts.iter().filter(|part| part.line == top);
    let is_said = count(top) >= 2
        && first().any(|part| is_position(&part.piece.text))
        && !first().any(|part| is_place(&part.piece.text));
    let is_town = |part: &Part| is_place(&part.piece.text) || may_be_town(&part.piece.text);
    let at = head.parts.iter().position(|part| part.line > top && count(part.line) == 1 && is_town(part));
    let Some(at) = at.filter(|_| is_said) else { return false };
    head.place = Some((head.parts.remove(at).piece, true));
    true
}

/// Takes a town that is alone with the dates before it, above a position and an organisation.
fn take_place_after_dates(head: &mut Head) -> bool {
    let Some((_, dates)) = &head.dates else { return false };
    let [first, rest @ ..] = &head.parts[..] else { return false };
    let is_alone = first.line == 0 && first.piece.span.start >= dates.end && rest.iter().all(|part| part.line > 0);
    // "Agence Belle Rive" above the position and "Lyon" is the organisation.
    let words = |part: &Part| part.piece.text.split_whitespace().count();
    let is_said = rest.len() >= 2
        && rest.last().is_some_and(|last| words(first) <= words(last))
        && rest.iter().any(|part| is_position(&part.piece.text))
        && !rest.iter().any(|part| is_place(&part.piece.text));
    if !is_alone || !is_said || !may_be_town(&first.piece.text) {
        return false;
    }
    head.place = Some((head.parts.remove(0).piece, true));
    true
}

/// Takes a town in the column of the dates, which is beside the others: its edge is that of the dates.
fn take_place_below_dates(document: &Document, entry: &RawEntry, head: &mut Head) -> bool {
    let Some((_, dates)) = &head.dates else { return false };
    let cells =
        || entry.head.iter().flat_map(|index| document.lines[*index].cells.iter().map(move |cell| (index, cell)));
    let holds = |cell: &Cell, span: &Span| cell.span.start <= span.start && span.end <= cell.span.end;
    let Some((line, column)) = cells().find(|(_, cell)| holds(cell, dates)) else { return false };
    let is_beside = document.is_laid_out && document.lines[*line].cells.len() > 1 && column.x > 0.0;
    let is_below = |part: &Part| {
        let Some((other, cell)) = cells().find(|(_, cell)| holds(cell, &part.piece.span)) else { return false };
        let is_level = (cell.x - column.x).abs() < 1.0 || (cell.right - column.right).abs() < 1.0;
        let text = &part.piece.text;
        // What is above them is a place only beside something else: alone, it may be the organization.
        let is_after = cell.span.start > dates.end || document.lines[*other].cells.len() > 1;
        other != line && is_after && is_level && (is_place(text) || may_be_town(text))
    };
    let found = head.parts.iter().position(is_below).filter(|_| is_beside && head.parts.len() > 2);
    let Some(at) = found else { return false };
    head.place = Some((head.parts.remove(at).piece, false));
    true
}

/// Where a bracket opens that has a few words and then a date: "(completed in 2008)".
fn bracket_before(text: &str, date: &std::ops::Range<usize>) -> Option<usize> {
    const MOST_WORDS: usize = 3;
    let open = text[..date.start].rfind('(')?;
    let words = text[open + 1..date.start].split_whitespace().count();
    let is_whole = text[date.end..].starts_with(')') && !text[open..date.start].contains([',', ';', ')']);
    (is_whole && open > 0 && (1..=MOST_WORDS).contains(&words)).then_some(open)
}

/// The signs at the ends of parts.
const EDGES: &[char] = &['|', ',', ';', '–', '—', '-', '•', '·', '∙', ':', '\u{a0}', ' ', '\t', '/', '◦'];

/// Divides a part of a cell at signs and at changes of style.
fn parts(cell: &Cell, range: std::ops::Range<usize>) -> Vec<Piece> {
    let text = cell.text();
    let mut cuts = vec![range.start];
    let part = &text[range.clone()];
    for sign in [" | ", "|", " • ", " · ", " ∙ ", "; ", " – ", " — ", " - ", "\t"] {
        cuts.extend(part.match_indices(sign).map(|(at, _)| range.start + at));
    }
    let mut at = 0;
    let mut last: Option<(bool, bool)> = None;
    for run in &cell.runs {
        if run.text.chars().any(char::is_alphanumeric) {
            let style = (run.bold, run.italic);
            if last.is_some_and(|last| last != style) && range.contains(&at) && is_seam(&text, at) {
                // A bracket that opens is part of what follows, whatever its style.
                let before = text[..at].trim_end();
                cuts.push(before.strip_suffix(['(', '（']).map_or(at, |before| before.len().max(range.start)));
            }
            last = Some(style);
        }
        at += run.text.len();
    }
    cuts.push(range.end);
    cuts.sort_unstable();
    cuts.dedup();
    let mut found = Vec::new();
    for pair in cuts.windows(2) {
        let own = &text[pair[0]..pair[1]];
        let start = pair[0] + own.len() - own.trim_start_matches(EDGES).len();
        let end = pair[1] - (own.len() - own.trim_end_matches(EDGES).len());
        if start >= end {
            continue;
        }
        let (start, mut end) = without_brackets(&text, start, end);
        // The sign of a grade: "A-".
        if text[start..end].len() == 1 && text[end..].starts_with('-') {
            end += 1;
        }
        let piece = cell.piece(start..end);
        if piece.text.chars().any(char::is_alphanumeric) {
            found.push(piece);
        }
    }
    found
}

/// Whether a change of style is between two parts: there is a sign or a space.
fn is_seam(text: &str, at: usize) -> bool {
    let is_sign = |letter: char| letter.is_whitespace() || ",|;:–—-(/".contains(letter);
    text[..at].ends_with(is_sign) || text[at..].starts_with(is_sign)
}

/// Removes brackets around the whole, and one that its other half, a date, left behind.
fn without_brackets(text: &str, mut start: usize, mut end: usize) -> (usize, usize) {
    let part = &text[start..end];
    let (open, close) = (part.matches(['(', '（']).count(), part.matches([')', '）']).count());
    if open > close && part.ends_with(['(', '（']) || open == close && part.starts_with('(') && part.ends_with(')') {
        end -= part.chars().next_back().map_or(0, char::len_utf8);
    }
    if close > open && part.starts_with([')', '）']) || open == close && part.starts_with('(') && part.ends_with(')') {
        start += part.chars().next().map_or(0, char::len_utf8);
    }
    let part = &text[start..end.max(start)];
    let trimmed = part.trim_matches(EDGES);
    let start = start + part.len() - part.trim_start_matches(EDGES).len();
    (start, start + trimmed.len())
}

/// Whether a text is only a length of time, such as "2 years 3 months", which LinkedIn adds to periods.
pub fn is_duration(text: &str) -> bool {
    let units = &vocabulary().durations;
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    words.len().is_multiple_of(2)
        && !words.is_empty()
        && words.chunks(2).all(|pair| pair[0].parse::<u16>().is_ok() && units.contains(&pair[1]))
}

fn take_place(head: &mut Head) {
    if head.parts.len() < 2 {
        return;
    }
    // Beside a position alone, "Hale and Moreno, Portland" is an employer and its place.
    let is_position_alone = |text: &str| is_position(text) && joint(text).is_none();
    let is_needed = |at: usize| {
        head.parts.iter().enumerate().all(|(other, part)| other == at || is_position_alone(&part.piece.text))
            && head.parts[at].piece.text.contains(", ")
    };
    let named = (1..head.parts.len()).find(|at| is_place(&head.parts[*at].piece.text) && !is_needed(*at));
    let first = named.or_else(|| (head.parts.len() > 2 && is_place(&head.parts[0].piece.text)).then_some(0));
    if let Some(at) = first.filter(|at| !is_needed(*at)) {
        head.place = Some((head.parts.remove(at).piece, false));
        return;
    }
    // A few words after the name on its line, if there is another line that says what was done there.
    let lines = head.parts.iter().map(|part| part.line).max().unwrap_or(0);
    let is_plain = |part: &Part| {
        let text = &part.piece.text;
        text.split_whitespace().count() <= 4
            && text.chars().next().is_some_and(|first| first.is_uppercase() || !first.is_ascii())
            && !text.contains(|letter: char| letter.is_ascii_digit())
            && !is_position(text)
            && !is_organisation(text)
            && !is_degree(text)
            && !is_school(text)
            && degree_head(text).is_none()
            && !is_grade(text)
    };
    let beside = head.parts.iter().enumerate().skip(1).find(|(at, part)| {
        let follows = head.parts[at - 1].line == part.line;
        follows && lines > 0 && head.parts.len() > 2 && !part.piece.bold && is_plain(part)
    });
    if let Some(at) = beside.map(|(at, _)| at) {
        let part = head.parts.remove(at);
        head.place = Some((part.piece, true));
    }
}
