//! The lines of a section → entries: heads with dates, bullet points, paragraphs.

use std::collections::HashMap;

use super::lines::{Document, Line, Piece};
use super::words::{degree_head, is_degree, is_organisation, is_place, is_position, is_school, may_be_town};

/// An entry before its head is understood.
#[derive(Debug, Default)]
pub struct RawEntry {
    /// The lines of its head, by index.
    pub head: Vec<usize>,
    /// What follows.
    pub body: Vec<Block>,
    /// Whether its head has a date.
    pub is_dated: bool,
}

/// A part of the body of an entry.
#[derive(Debug, Clone)]
pub struct Block {
    /// The level, if it is a bullet point.
    pub bullet: Option<usize>,
    /// Its lines.
    pub pieces: Vec<Piece>,
}

/// What a line is to its entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Head,
    Bullet,
    /// It continues a bullet point.
    Continued,
    Paragraph,
}

/// Groups the lines of a section.
pub fn entries(document: &Document, indices: &[usize]) -> Vec<RawEntry> {
    let of = |indices: &[usize]| indices.iter().map(|index| &document.lines[*index]).collect::<Vec<&Line>>();
    let lines = of(indices);
    if lines.iter().any(|line| line.record.is_some()) {
        return recorded(indices, &lines);
    }
    let (facts, indices): (Vec<usize>, Vec<usize>) =
        indices.iter().partition(|index| is_fact(&document.lines[**index]));
    let lines = of(&indices);
    if lines.is_empty() {
        return Vec::new();
    }
    let mut roles = roles(document, &lines);
    promote_bullets(document, &lines, &mut roles);
    let mut entries = fold_undated(document, group(document, &indices, &lines, &roles));
    for fact in facts {
        let own = entries.iter().rposition(|entry| entry.head.first().is_some_and(|first| *first < fact));
        entries[own.unwrap_or(0)].head.push(fact);
    }
    entries
}

/// The entries of labelled fields. Other lines are texts of the entry above.
fn recorded(indices: &[usize], lines: &[&Line]) -> Vec<RawEntry> {
    let mut entries: Vec<RawEntry> = Vec::new();
    let mut last = None;
    for (index, line) in indices.iter().zip(lines) {
        if entries.is_empty() || line.record.is_some() && line.record != last {
            entries.push(RawEntry { is_dated: line.record.is_some(), ..RawEntry::default() });
            last = line.record;
        }
        let entry = entries.last_mut().expect("an entry was begun");
        match line.cells.iter().any(|cell| cell.field.is_some()) {
            true => entry.head.push(*index),
            false => entry.body.push(Block { bullet: line.bullet, pieces: line.pieces() }),
        }
    }
    entries
}

/// Whether a line begins an entry by its look: a heading, or a bold start.
fn leads(line: &Line) -> bool {
    let first =
        line.cells.first().and_then(|cell| cell.runs.iter().find(|run| run.text.chars().any(char::is_alphanumeric)));
    line.heading.is_some() || line.is_bold() || first.is_some_and(|run| run.bold)
}

fn is_dated(document: &Document, line: &Line) -> bool {
    document.date_in(&line.text()).is_some()
}

fn roles(document: &Document, lines: &[&Line]) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::new();
    let mut bullet_x = None;
    let room = Room::of(lines);
    // Bullets that hang left of the lines of entries have their texts at the edge of those.
    let head_x = lines.first().filter(|line| line.bullet.is_none()).map(|line| line.x());
    for (at, line) in lines.iter().enumerate() {
        let text = line.text();
        let length = text.chars().count();
        let dated_at_side = line.cells.len() > 1 && is_dated(document, line);
        let previous = roles.last().copied();
        let in_bullet = matches!(previous, Some(Role::Bullet | Role::Continued));
        let is_prose = !roles.is_empty()
            && text.split_whitespace().count() >= 5
            && (text.trim_end().ends_with(['.', '。']) || has_sentence(&text));
        let is_sentence = if document.is_laid_out {
            let is_row = is_enumerated(document, &text)
                || [" | ", " · ", " • "].iter().any(|sign| text.contains(sign))
                || leads(line) && is_dated(document, line);
            let is_continued_prose =
                is_prose && length > 25 && !is_dated(document, line) && degree_head(&text).is_none();
            length > 75 && !is_row || is_continued_prose
        } else {
            length > 110 || length > 50 && text.trim_end().ends_with(['.', '。']) && degree_head(&text).is_none()
        };
        // A dot of a time line stands before the dates of an entry.
        let is_dates = document.date_in(&text).is_some_and(|found| found.range.len() == text.trim().len());
        let role = if line.bullet.is_some() && !(line.is_bold() && is_dated(document, line) || is_dates) {
            bullet_x = Some(line.x());
            Role::Bullet
        } else if line.continues && in_bullet
            || document.is_laid_out
                && in_bullet
                && bullet_x.is_some_and(|x| {
                    let hangs = head_x.is_some_and(|head| head > x + 2.0 && (line.x() - head).abs() < 2.0);
                    line.x() > x + 2.0 && !hangs || line.x() > x - 2.0 && room.goes_on(document, lines[at - 1], line)
                })
                && !line.is_bold()
                && !dated_at_side
        {
            Role::Continued
        } else if line.heading.is_none()
            && !line.is_bold()
            && (is_sentence && !dated_at_side && (document.is_laid_out || !leads(line))
                || previous == Some(Role::Paragraph)
                    && document.is_laid_out
                    && !is_dated(document, line)
                    && line.cells.len() == 1
                || line.continues && previous == Some(Role::Paragraph))
        {
            Role::Paragraph
        } else {
            Role::Head
        };
        roles.push(role);
    }
    roles
}

/// Whether a long text is an entry on one line: parts between commas, and a date at the end.
fn is_enumerated(document: &Document, text: &str) -> bool {
    const LEAST_COMMAS: usize = 3;
    let text = text.trim_end();
    text.matches(", ").count() >= LEAST_COMMAS
        && document.date_in(text).is_some_and(|date| date.range.end == text.len() && date.range.start > 0)
}

/// Whether a sentence ends within a text: a long word, a point, and a capital.
fn has_sentence(text: &str) -> bool {
    text.match_indices(". ").any(|(at, _)| {
        let word = text[..at].rsplit(' ').next().unwrap_or_default();
        let is_word = word.chars().count() >= 4 && word.chars().skip(1).all(char::is_lowercase);
        is_word && text[..at].split_whitespace().count() >= 4 && text[at + 2..].starts_with(char::is_uppercase)
    })
}

/// The space that the lines of a section have.
struct Room {
    /// The right edge of the text.
    edge: f64,
    /// The smallest distance between two lines.
    step: f64,
}

impl Room {
    fn of(lines: &[&Line]) -> Room {
        let rights = lines.iter().filter_map(|line| line.cells.last()).map(|cell| cell.right);
        let steps = lines.windows(2).filter(|pair| pair[0].page == pair[1].page).map(|pair| pair[1].y - pair[0].y);
        Room { edge: rights.fold(0.0, f64::max), step: steps.filter(|step| *step > 0.5).fold(f64::MAX, f64::min) }
    }

    /// Whether a line at the edge of a bullet goes on with its text, which did not fit: bullets that were typed have no
    /// indentation.
    fn goes_on(&self, document: &Document, above: &Line, line: &Line) -> bool {
        let (Some(last), [cell]) = (above.cells.last(), &line.cells[..]) else { return false };
        let is_near = above.page == line.page && line.y - above.y <= self.step + 0.5;
        is_near
            && line.heading.is_none()
            && !leads(line)
            && !is_dated(document, line)
            && !cell.fits_after(last, self.edge)
    }
}

/// In some layouts, the heads of entries are the bullets of a list, and the points are below them.
fn promote_bullets(document: &Document, lines: &[&Line], roles: &mut [Role]) {
    let bullets: Vec<usize> = (0..lines.len()).filter(|at| roles[*at] == Role::Bullet).collect();
    if bullets.is_empty() {
        return;
    }
    let heads = roles.iter().filter(|role| **role == Role::Head).count();
    let sided = |line: &Line| {
        let last = line.cells.last().map(|cell| cell.text()).unwrap_or_default();
        line.cells.len() > 1 && (document.date_in(&last).is_some() || is_place(&last))
    };
    if heads * 20 > lines.len() * 9 && !bullets.iter().all(|at| sided(lines[*at])) {
        return;
    }
    let depth = |at: usize| (lines[at].bullet.unwrap_or(0), (lines[at].x() / 3.0).round() as i64);
    let least = bullets.iter().map(|at| depth(*at)).min().unwrap_or_default();
    let leading: Vec<usize> = bullets.iter().copied().filter(|at| depth(*at) == least).collect();
    let several = bullets.iter().any(|at| depth(*at) != least);
    let look = |at: &usize| lines[*at].is_bold() || lines[*at].cells.len() > 1 || several && leads(lines[*at]);
    // Dated bullets with others below them are heads, and so are dated ones where nothing else is a head.
    let all_dated = leading.iter().all(|at| is_dated(document, lines[*at]));
    let is_list_of_heads = all_dated && (several || heads == 0);
    if !is_list_of_heads && (!leading.iter().all(look) || !several && !all_dated) {
        return;
    }
    for at in 0..lines.len() {
        if leading.contains(&at) || roles[at] == Role::Continued && at > 0 && roles[at - 1] == Role::Head {
            roles[at] = Role::Head;
        }
    }
}

/// The usual distance of two lines.
fn line_height(lines: &[&Line]) -> f64 {
    let steps = lines.windows(2).filter(|pair| pair[0].page == pair[1].page).map(|pair| pair[1].y - pair[0].y);
    let mut steps: Vec<f64> = steps.filter(|step| (0.1..60.0).contains(step)).collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 2).copied().unwrap_or(12.0)
}

fn group(document: &Document, indices: &[usize], lines: &[&Line], roles: &[Role]) -> Vec<RawEntry> {
    let height = line_height(lines);
    let mut entries: Vec<RawEntry> = Vec::new();
    let mut state: Option<Role> = None;
    let mut last_dated = false;
    for (at, (line, role)) in lines.iter().zip(roles).enumerate() {
        let gap = if at > 0 && lines[at - 1].page == line.page { line.y - lines[at - 1].y } else { 0.0 };
        let in_head = state == Some(Role::Head);
        let dated = is_dated(document, line);
        let mut role = *role;
        if role == Role::Head
            && in_head
            && entries.last().is_some_and(|entry| entry.is_dated && entry.head.len() >= 2)
            && !leads(line)
            && line.cells.len() == 1
            && !dated
            && (line.text().chars().count() > 28 || !document.is_laid_out && gap > 1.5)
            && !lacks_a_name(document, entries.last())
            && !is_position(&line.text())
            && !is_organisation(&line.text())
            && !is_school(&line.text())
            && degree_head(&line.text()).is_none()
        {
            role = Role::Paragraph;
        }
        if role == Role::Head {
            let current = entries.last();
            let last_line = current.and_then(|entry| entry.head.last()).map(|index| &document.lines[*index]);
            let mut new = match current {
                None => true,
                // A period of its own below that of an employer is a position.
                Some(entry) if line.heading.is_some() && in_head && dated && entry.is_dated => true,
                // A period above everything else: what it is of follows.
                Some(entry) if in_head && entry.is_dated && !dated && !has_name(document, entry) => false,
                Some(_) if line.heading.is_some() => {
                    !(in_head
                        && last_line.is_some_and(|last| last.heading.is_some_and(|level| Some(level) < line.heading)))
                }
                Some(_) if !in_head => {
                    // The dates of an entry may be on the line below its name.
                    let is_above_dates = lines.get(at + 1).is_some_and(|next| {
                        let text = next.text();
                        let period = document.date_in(&text).filter(|date| date.end.is_some());
                        roles[at + 1] == Role::Head
                            && line.cells.len() == 1
                            && (next.x() - line.x()).abs() < 1.0
                            && period.is_some_and(|date| date.range.len() == text.trim().len())
                    });
                    leads(line) || dated || line.cells.len() > 1 || gap > 1.25 * height || is_above_dates
                }
                // "Engineer" below "Salary: …": what was above the facts was the employer.
                Some(entry)
                    if !dated && follows_fact(document, indices, at) && may_be_position(document, entry, line) =>
                {
                    false
                }
                Some(entry) => {
                    let is_larger = last_line.is_some_and(|last| line.size() > last.size() + 0.6);
                    let is_school_below = is_school(&line.text())
                        && entry.head.iter().any(|index| is_school(&document.lines[*index].text()));
                    // A school or a company below a gap, where the entry above is complete.
                    let is_named_below = !document.is_laid_out
                        && gap > 1.5 * height
                        && entry.head.len() >= 2
                        && (is_school(&line.text()) || is_organisation(&line.text()))
                        && !lacks_a_name(document, current);
                    dated && last_dated && entry.is_dated
                        || entry.is_dated && is_named_below
                        || entry.is_dated && (document.is_laid_out && is_larger || is_school_below && !dated)
                        || entry.is_dated && gap > 1.6 * height && (leads(line) || dated)
                        || entry.is_dated && leads(line) && !last_line.is_some_and(leads) && has_name(document, entry)
                }
            };
            // A date directly below a head belongs to it.
            if new
                && in_head
                && line.heading.is_none()
                && current.is_some_and(|entry| entry.head.len() == 1 && !entry.is_dated)
            {
                new = false;
            }
            if new {
                entries.push(RawEntry::default());
            }
            let entry = entries.last_mut().expect("an entry was begun");
            if !in_head && state.is_some() && !new {
                entry.body.push(Block { bullet: None, pieces: line.pieces() });
                continue;
            }
            entry.head.push(indices[at]);
            entry.is_dated |= dated;
            last_dated = dated || last_dated && !new;
        } else {
            if entries.is_empty() {
                entries.push(RawEntry::default());
            }
            let entry = entries.last_mut().expect("an entry was begun");
            add_to_body(entry, line, role, state, gap > 1.4 * height);
            last_dated = false;
        }
        state = Some(role);
    }
    entries
}

/// Whether a line is a row that says something beside the names and dates of an entry: "Salary: …".
fn is_fact(line: &Line) -> bool {
    line.cells.iter().any(|cell| cell.field.is_some())
}

/// Whether a row of facts is between a line and the one before it.
fn follows_fact(document: &Document, indices: &[usize], at: usize) -> bool {
    at > 0 && (indices[at - 1] + 1..indices[at]).any(|between| is_fact(&document.lines[between]))
}

/// Whether a line is the position of an entry that names neither a position nor a degree.
fn may_be_position(document: &Document, entry: &RawEntry, line: &Line) -> bool {
    let has = |is: fn(&str) -> bool| entry.head.iter().any(|index| is(&document.lines[*index].text()));
    !has(is_position) && (is_position(&line.text()) || !has(is_degree))
}

/// Whether a head says more than when and where.
fn has_name(document: &Document, entry: &RawEntry) -> bool {
    let texts = entry.head.iter().map(|index| document.lines[*index].text());
    let is_name = |text: String| {
        let Some(found) = document.date_in(&text) else { return true };
        let rest = format!("{} {}", &text[..found.range.start], &text[found.range.end..]);
        let rest = rest.trim_matches(|letter: char| !letter.is_alphanumeric());
        let is_first = found.range.start == 0;
        !rest.is_empty() && !(is_first && (is_place(rest) || may_be_town(rest)))
    };
    texts.into_iter().any(is_name)
}

/// Whether a head has only one text besides its dates, and so may lack the position or the organisation.
fn lacks_a_name(document: &Document, entry: Option<&RawEntry>) -> bool {
    let texts = entry.into_iter().flat_map(|entry| &entry.head).map(|index| document.lines[*index].text());
    let rest = |text: &String| {
        let dated = document.date_in(text).map_or(0, |found| found.range.len());
        text.len() - dated > 4
    };
    texts.filter(rest).count() < 2
}

fn add_to_body(entry: &mut RawEntry, line: &Line, role: Role, state: Option<Role>, is_apart: bool) {
    let joins = match role {
        Role::Continued => true,
        Role::Paragraph => {
            state == Some(Role::Paragraph) && (line.continues || line.heading.is_none() && !is_apart && line.y > 0.0)
        }
        Role::Head | Role::Bullet => false,
    };
    let bullet = (role == Role::Bullet).then(|| line.bullet.unwrap_or(0));
    match entry.body.last_mut().filter(|_| joins) {
        Some(block) => block.pieces.extend(line.pieces()),
        None => entry.body.push(Block { bullet, pieces: line.pieces() }),
    }
}

/// Folds entries without a date into those before them, if most have one.
fn fold_undated(document: &Document, entries: Vec<RawEntry>) -> Vec<RawEntry> {
    let dated = entries.iter().filter(|entry| entry.is_dated).count();
    if dated == 0 || dated * 2 < entries.len() {
        return entries;
    }
    let style = |entry: &RawEntry| {
        let line = &document.lines[*entry.head.first()?];
        let font = line.cells.first().map(|cell| cell.font.clone());
        Some((line.heading, font, (line.size() * 3.0) as i64, (line.x() / 2.0) as i64, line.cells[0].is_bold()))
    };
    let mut styles: HashMap<_, usize> = HashMap::new();
    entries.iter().filter(|entry| entry.is_dated).for_each(|entry| *styles.entry(style(entry)).or_default() += 1);
    let mut folded: Vec<RawEntry> = Vec::new();
    for entry in entries {
        let own = style(&entry);
        let leads = entry.head.first().is_some_and(|index| leads(&document.lines[*index]));
        let is_alike = leads && own.is_some() && styles.contains_key(&own);
        match folded.last_mut() {
            Some(before) if !entry.is_dated && !is_alike => {
                for index in &entry.head {
                    before.body.push(Block { bullet: None, pieces: document.lines[*index].pieces() });
                }
                before.body.extend(entry.body);
            }
            Some(first) if entry.is_dated && !first.is_dated && first.body.is_empty() && !is_alike => {
                first.head.extend(entry.head);
                first.body.extend(entry.body);
                first.is_dated = true;
            }
            Some(_) | None => folded.push(entry),
        }
    }
    folded
}

/// Joins the lines of a block: with a space, unless the script has none; a soft hyphen at the end of a line joins a
/// word.
pub fn joined(pieces: &[Piece], of: fn(&Piece) -> &str) -> String {
    let mut text = String::new();
    for piece in pieces {
        let own = of(piece).trim();
        if text.ends_with('\u{ad}') {
            text.pop();
        } else if text.ends_with('-') && own.starts_with(char::is_lowercase) {
            // Whether the hyphen belongs to the word is not known, so it stays.
        } else {
            let unspaced = is_unspaced(text.chars().next_back()) && is_unspaced(own.chars().next());
            if !text.is_empty() && !unspaced {
                text.push(' ');
            }
        }
        text.push_str(own);
    }
    text.replace('\u{ad}', "")
}

/// Whether a character is of a script without spaces between words.
fn is_unspaced(letter: Option<char>) -> bool {
    letter.is_some_and(
        |letter| matches!(letter, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}'),
    )
}

#[cfg(test)]
mod tests {
    use super::super::lines::{Cell, Document, Line, Run};
    use super::entries;

    /// A line of a page; a bullet hangs left of the edge of the text.
    fn line(y: f64, text: &str, is_bullet: bool) -> Line {
        const EDGE: f64 = 60.0;
        let x = if is_bullet { EDGE - 12.0 } else { EDGE };
        let runs = vec![Run { text: text.into(), ..Run::default() }];
        let right = EDGE + 5.0 * text.len() as f64;
        let cell = Cell { runs, x, right, size: 10.0, has_bullet: is_bullet, ..Cell::default() };
        Line { page: 1, y, bullet: is_bullet.then_some(0), cells: vec![cell], ..Line::default() }
    }

    #[test]
    fn an_entry_below_bullets_that_hang_left_of_it_is_not_a_part_of_them() {
        let lines = vec![
            line(100.0, "Bridge Engineer, Northbank Structures, Seattle", false),
            line(112.0, "Oct 2019 – Present", false),
            line(124.0, "Led a team of nine who designed a footbridge of timber and", true),
            line(136.0, "glass over the river.", false),
            line(148.0, "Cut the cost of two bridges.", true),
            line(160.0, "Engineer, Hale, Portland", false),
            line(172.0, "2015 – 2019", false),
            line(184.0, "Drew plans.", true),
        ];
        let document = Document::new("cv.pdf", lines, true, None);
        let indices: Vec<usize> = (0..document.lines.len()).collect();
        let found = entries(&document, &indices);
        let heads: Vec<&[usize]> = found.iter().map(|entry| &entry.head[..]).collect();
        assert_eq!(heads, [&[0, 1][..], &[5, 6][..]]);
        let bullets: Vec<usize> = found.iter().map(|entry| entry.body.len()).collect();
        assert_eq!(bullets, [2, 1]);
        assert_eq!(found[0].body[0].pieces.len(), 2);
    }
}
