//! Lines → header and sections.

use std::collections::HashMap;

use super::contacts;
use super::lines::{Cell, Document, Line};
use super::linkedin_page;
use super::titles::{self, Topic};
use super::words::is_position;
use crate::resume::Section;
use crate::source::Span;

/// A section: its title, and its lines by index.
#[derive(Debug)]
pub struct Segment {
    /// The index of the line that is its title.
    pub title: usize,
    /// What it is about.
    pub topic: Topic,
    /// Whether its topic was decided by its lines.
    pub is_guess: bool,
    /// Its lines.
    pub lines: Vec<usize>,
}

/// The parts of a document.
#[derive(Debug, Default)]
pub struct Segments {
    /// The lines before the first section, and those of sections of contact details.
    pub header: Vec<usize>,
    /// The titles of sections of contact details.
    pub contact_titles: Vec<usize>,
    /// The rows that name the columns of a table.
    pub column_names: Vec<usize>,
    /// The sections, in reading order.
    pub sections: Vec<Segment>,
}

impl Segments {
    /// Whether a line of the header is below a title of contact details.
    pub fn is_below_contact_title(&self, line: Span, document: &Document) -> bool {
        let Some(at) = document.lines.iter().position(|own| own.span().start == line.start) else { return false };
        let title = self.contact_titles.iter().copied().filter(|title| *title < at).max();
        title.is_some_and(|title| (title + 1..=at).all(|index| self.header.contains(&index)))
    }
}

/// Divides a document.
pub fn segment(document: &Document) -> Segments {
    let mut found = titles(document);
    if linkedin_page::is_profile(document) {
        for (index, topic) in &mut found {
            *topic = linkedin_page::topic(&document.lines[*index].text()).unwrap_or(*topic);
        }
    }
    let mut segments = Segments::default();
    let mut current: Option<usize> = None;
    let mut in_contact = false;
    let mut column = 0;
    let mut beside: Option<usize> = None;
    for (index, line) in document.lines.iter().enumerate() {
        if line.names_columns {
            segments.column_names.push(index);
            continue;
        }
        if let Some(topic) = found.get(&index) {
            in_contact = *topic == Topic::Contact;
            if in_contact {
                segments.contact_titles.push(index);
            } else {
                segments.sections.push(Segment { title: index, topic: *topic, is_guess: false, lines: Vec::new() });
                current = Some(segments.sections.len() - 1);
            }
            column = line.column;
            continue;
        }
        // A column does not continue the last section of another, but the whole width below may.
        if line.column != column && line.column != 0 && line.page == 1 {
            beside = current.or(beside);
            (current, in_contact) = (None, false);
        } else if line.column != column && line.column == 0 && !in_contact {
            // Below columns of which the last has no section, that of the others goes on.
            current = current.or(beside);
        }
        column = line.column;
        match current.filter(|_| !in_contact) {
            Some(section) => segments.sections[section].lines.push(index),
            None => segments.header.push(index),
        }
    }
    segments.sections.retain(|section| !section.lines.is_empty() || section.topic != Topic::Custom);
    gather_mother_tongues(document, &mut segments);
    segments
}

/// Moves the row of a mother tongue, which forms have above the title of other languages, to them.
fn gather_mother_tongues(document: &Document, segments: &mut Segments) {
    let languages = Topic::Standard(Section::Languages);
    let Some(at) = segments.sections.iter().position(|section| section.topic == languages) else { return };
    let is_mother = |index: &usize| {
        let line = &document.lines[*index];
        line.cells.len() == 2 && titles::is_mother_tongue(&line.cells[0].text()) == Some(true)
    };
    let mut rows = Vec::new();
    for section in &mut segments.sections[..at] {
        rows.extend(section.lines.iter().copied().filter(is_mother));
        section.lines.retain(|index| !is_mother(index));
    }
    segments.sections[at].lines.splice(0..0, rows);
}

/// The style by which titles stand out.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Style {
    half_points: i64,
    bold: bool,
    caps: bool,
    font: String,
    color: Option<[u8; 3]>,
}

impl Style {
    fn of(cell: &Cell) -> Style {
        let half_points = (cell.size * 2.0).round() as i64;
        Style { half_points, bold: cell.is_bold(), caps: cell.is_caps(), font: cell.font.clone(), color: cell.color }
    }
}

/// The lines that are titles.
fn titles(document: &Document) -> HashMap<usize, Topic> {
    /// The least number of sections that headings must find, if the look of lines finds more.
    const LEAST: usize = 2;
    match by_headings(document) {
        Some(found) if found.len() >= LEAST => found,
        found => {
            let by_style = by_style(document);
            found.filter(|found| found.len() >= by_style.len()).unwrap_or(by_style)
        }
    }
}

/// Titles by the levels of headings, if the document has headings that are known titles.
fn by_headings(document: &Document) -> Option<HashMap<usize, Topic>> {
    let headings = || document.lines.iter().enumerate().filter_map(|(index, line)| Some((index, line.heading?, line)));
    let mut known: HashMap<u8, usize> = HashMap::new();
    for (_, level, _) in headings().filter(|(_, _, line)| titles::known(&line.text()).is_some()) {
        *known.entry(level).or_default() += 1;
    }
    let of_known = known.iter().max_by_key(|(level, count)| (**count, u8::MAX - **level)).map(|(level, _)| *level);
    // Without a known title, the highest level that occurs several times.
    let level =
        of_known.or_else(|| (1..=6).find(|level| headings().filter(|(_, own, _)| own == level).count() >= 3))?;
    let first = headings().map(|(index, ..)| index).next();
    // Titles in a separate column may have another level.
    let level_above = |index: usize, line: &Line| {
        headings().any(|(above, own, other)| {
            above < index && own == level && (other.page, other.column) == (line.page, line.column)
        })
    };
    let found = headings().filter(|(index, own, line)| {
        let is_known = titles::known(&line.text()).is_some();
        // The name stands at the top.
        let is_name = Some(*index) == first && *index <= 1 && !is_known;
        let is_side = *own > level && is_known && !level_above(*index, line);
        *own == level && !is_name || *own < level && is_known || is_side
    });
    Some(found.map(|(index, _, line)| (index, titles::guessed(&line.text()))).collect())
}

/// Titles by the dictionary, and by the style of those found.
fn by_style(document: &Document) -> HashMap<usize, Topic> {
    let body = body_size(document);
    let candidates = document
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.cells.len() == 1 && line.bullet.is_none() && !line.names_columns);
    let known: Vec<(usize, Style, Topic)> = candidates
        .filter_map(|(index, line)| Some((index, Style::of(&line.cells[0]), titles::known(&line.text())?)))
        .collect();
    let mut count: HashMap<&Style, usize> = HashMap::new();
    known.iter().for_each(|(_, style, _)| *count.entry(style).or_default() += 1);
    let mut all: HashMap<Style, usize> = HashMap::new();
    for line in document.lines.iter().filter(|line| !line.cells.is_empty()) {
        *all.entry(Style::of(&line.cells[0])).or_default() += 1;
    }
    let color = all
        .iter()
        .max_by_key(|(style, count)| (**count, style.half_points, style.color))
        .and_then(|(style, _)| style.color);
    // A colour that little but titles has.
    let is_colored = |style: &Style| {
        let known = count.get(style).copied().unwrap_or(0);
        style.color != color && known >= 2 && all.get(style).is_some_and(|all| *all <= 2 * known + 1)
    };
    let stands_out =
        |style: &Style| style.half_points as f64 > 2.0 * body + 0.8 || style.bold || style.caps || is_colored(style);
    let mut styles: Vec<&Style> = count.keys().copied().filter(|style| stands_out(style)).collect();
    if styles.is_empty() {
        styles = count.keys().copied().collect();
    }
    let most = styles.iter().map(|style| count[*style]).max().unwrap_or(0);
    let commonest = styles.iter().filter(|style| count[**style] == most).map(|style| style.half_points).max();
    let fits = |style: &Style| {
        let large = commonest.is_some_and(|size| style.half_points >= size);
        styles.contains(&style) && (count[style] >= 2 || large || most == 1)
    };
    let mut found: HashMap<usize, Topic> =
        known.iter().filter(|(_, style, _)| fits(style)).map(|(index, _, topic)| (*index, *topic)).collect();
    if !document.is_laid_out {
        // In plain text, a known title on a line of its own is enough.
        found.extend(known.iter().map(|(index, _, topic)| (*index, *topic)));
        let groups = groups_of_skills(document, &found);
        found.retain(|index, _| !groups.contains(index));
    }
    for (index, line) in document.lines.iter().enumerate().filter(|(_, line)| may_be_title(document, line)) {
        let style = Style::of(&line.cells[0]);
        let alike = styles.contains(&&style).then(|| count[&style]).filter(|count| *count >= 2);
        // In the style of known titles, and rarely of anything else.
        let rare = alike.is_some_and(|known| all[&style] <= known * 11 / 5 + 1);
        if rare && stands_out(&style) && !found.contains_key(&index) {
            found.insert(index, titles::guessed(&line.text()));
        }
    }
    // A name is not a title, whatever its style.
    let first = known.iter().filter(|(index, ..)| found.contains_key(index)).map(|(index, ..)| *index).min();
    let guessed = found.iter().filter(|(_, topic)| **topic != Topic::Custom).map(|(index, _)| *index).min();
    let first = first.into_iter().chain(guessed).min();
    // What is below the contact details is not one either, unless it is among them.
    let has_contacts = |line: &Line| !contacts::find_all(&line.text()).is_empty();
    let contact = document.lines.iter().position(has_contacts);
    let all: Vec<usize> = found.keys().copied().collect();
    let is_below_contacts = |index: usize| {
        let line = &document.lines[index];
        contact.is_some_and(|contact| contact < index && document.lines[contact].column == line.column)
            && ![index + 1, index + 2].iter().filter_map(|at| document.lines.get(*at)).any(has_contacts)
            && !all.contains(&(index + 1))
            && !is_position(&line.text())
    };
    found.retain(|index, topic| {
        *topic != Topic::Custom || first.is_some_and(|first| *index >= first) || is_below_contacts(*index)
    });
    found
}

/// The lines that name a group of skills, although they are known titles: "Languages", in smaller letters than the title
/// of the skills above.
fn groups_of_skills(document: &Document, found: &HashMap<usize, Topic>) -> Vec<usize> {
    let mut titles: Vec<usize> = found.keys().copied().collect();
    titles.sort_unstable();
    let skills = Topic::Standard(Section::Skills);
    let mut groups = Vec::new();
    let mut title: Option<usize> = None;
    for index in titles {
        let size = |index: usize| document.lines[index].size();
        let is_group = title.is_some_and(|title| found[&title] == skills && size(index) + 0.9 < size(title))
            && size(index) > 0.0
            && matches!(found[&index], Topic::Standard(Section::Languages | Section::Skills))
            && document.lines[index].heading.is_none();
        match is_group {
            true => groups.push(index),
            false => title = Some(index),
        }
    }
    groups
}

fn may_be_title(document: &Document, line: &Line) -> bool {
    let text = line.text();
    line.cells.len() == 1
        && line.bullet.is_none()
        && text.split_whitespace().count() <= 6
        && text.chars().any(char::is_alphabetic)
        && document.date_in(&text).is_none()
        && contacts::find_all(&text).is_empty()
}

/// The size of most letters, in points.
pub fn body_size(document: &Document) -> f64 {
    let mut letters: HashMap<i64, usize> = HashMap::new();
    for cell in document.lines.iter().flat_map(|line| &line.cells) {
        *letters.entry((cell.size * 2.0).round() as i64).or_default() += cell.text().chars().count();
    }
    letters.into_iter().max_by_key(|(size, count)| (*count, *size)).map_or(0.0, |(size, _)| size as f64 / 2.0)
}
