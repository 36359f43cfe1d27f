//! What stays on one page, and what stays with what follows it. Estimated from the number of characters, because the theme
//! needs to know it before anything is laid out.

use crate::present::{Block, Bullet, Entry, Section};

/// A longer bullet, in characters, may be broken by a page.
const UNBROKEN: usize = 1000;

/// A list of a few items with as many characters stays on one page: it takes about six lines. Of a longer one, two items
/// may go on to the next page, which looks better than the hole that it would leave.
const WHOLE_LIST: usize = 400;

/// The number of characters of a line.
const LINE: usize = 80;

/// Whether one of the bullets is so long that a page may break within it.
pub fn has_tall(bullets: &[Bullet]) -> bool {
    bullets.iter().any(|bullet| length(bullet) > UNBROKEN)
}

/// Whether a page may break within a list, though it has only a few items.
pub fn is_long_list(bullets: &[Bullet]) -> bool {
    bullets.iter().map(length).sum::<usize>() > WHOLE_LIST
}

/// Whether an entry takes so few lines that a page must not break within it. Only for entries that are not kept on
/// one page anyway, as rows with a short paragraph or up to three bullets are.
pub fn is_short(entry: &Entry) -> bool {
    const SHORT: usize = 6;
    let kept = entry.roles.is_empty()
        && entry.after.is_empty()
        && match &entry.paragraphs[..] {
            [] => entry.bullets.len() < 4,
            [only] => entry.bullets.is_empty() && block_lines(only) <= 3,
            _ => false,
        };
    !kept && !entry.roles.iter().any(|role| role.starts_page) && lines(entry) <= SHORT
}

/// For each entry of a section, whether it stays on the page of the next one: entries of a line or two are not left
/// alone on a page. What is in another group is another list.
pub fn with_next(section: &Section, entries: &[Entry]) -> Vec<bool> {
    let mut ends: Vec<usize> = section.breaks.clone();
    ends.extend(section.groups.iter().scan(0, |end, group| {
        *end += group.count;
        Some(*end)
    }));
    ends.push(entries.len());
    ends.sort_unstable();
    let mut stays = Vec::with_capacity(entries.len());
    for end in ends {
        let list = entries.get(stays.len()..end).unwrap_or_default();
        stays.extend((0..list.len()).map(|index| stays_with_next(list, index)));
    }
    stays
}

fn stays_with_next(list: &[Entry], index: usize) -> bool {
    let [entry, next, ..] = &list[index..] else { return false };
    let (is_first, is_last_but_one) = (index == 0, index + 2 == list.len());
    is_brief(entry) && (list.len() <= 4 || is_first || is_last_but_one)
        || !next.has_heading() && is_brief(next)
        || is_low(entry) && is_low(next) && (is_first || is_last_but_one)
}

/// Whether an entry is a row, or a paragraph of a line or two.
fn is_brief(entry: &Entry) -> bool {
    const TWO_LINES: usize = 200;
    let has_one_row = entry.role.is_none() && entry.added.is_empty();
    match &entry.paragraphs[..] {
        [] => has_one_row && is_rows(entry),
        [Block::Paragraph(only)] => !entry.has_heading() && only.plain().chars().count() < TWO_LINES,
        _ => false,
    }
}

/// Whether an entry has only a row or two.
fn is_rows(entry: &Entry) -> bool {
    is_low(entry) && entry.paragraphs.is_empty() && entry.after.is_empty()
}

/// Whether an entry takes up to three lines, none of which is a bullet, such as a degree with its courses.
fn is_low(entry: &Entry) -> bool {
    entry.bullets.is_empty() && entry.roles.is_empty() && lines(entry) <= 3
}

fn lines(entry: &Entry) -> usize {
    let rows = 1 + usize::from(entry.role.is_some() || !entry.added.is_empty());
    let bullets: usize = entry.bullets.iter().map(bullet_lines).sum();
    let paragraphs: usize = entry.paragraphs.iter().map(block_lines).sum();
    let after: usize = entry.after.iter().map(|group| length_lines(group.text.plain().chars().count())).sum();
    rows + bullets + paragraphs + after + entry.roles.iter().map(lines).sum::<usize>()
}

fn block_lines(block: &Block) -> usize {
    match block {
        Block::Paragraph(field) => length_lines(field.plain().chars().count()),
        Block::List(bullets) => bullets.iter().map(bullet_lines).sum(),
    }
}

fn bullet_lines(bullet: &Bullet) -> usize {
    length_lines(length(bullet))
}

fn length_lines(length: usize) -> usize {
    length.div_ceil(LINE).max(1)
}

/// About how many characters a bullet takes: short ones below it take a line each.
fn length(bullet: &Bullet) -> usize {
    bullet.text.plain().chars().count() + bullet.below.iter().map(|below| length(below).max(LINE)).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::locale::Locale;
    use crate::present::{Body, ContentOptions, present};
    use crate::resume::Resume;
    use crate::source::Source;

    /// For each degree in the text of `education`, whether it stays with the next one.
    fn degrees(education: &str) -> Vec<bool> {
        let text = format!("basics: {{name: Ada}}\neducation:\n{education}");
        let mut diagnostics = Diagnostics::new();
        let resume = Resume::read(&Source::new("resume.yaml", text), &mut diagnostics).unwrap();
        let locale = Locale::of(&resume, &mut diagnostics).unwrap();
        let document = present(&resume, &locale, &ContentOptions::plain());
        let section = document.sections.iter().find(|section| section.key == "education").unwrap();
        let Body::Entries(entries) = &section.body else { panic!("{:?}", section.body) };
        with_next(section, entries)
    }

    #[test]
    fn neither_the_first_nor_the_last_of_short_entries_is_left_alone() {
        let rows = "  - {institution: Calder, studyType: BSc, area: Nursing}\n";
        let tall = "  - {institution: Calder, highlights: [One, Two, Three]}\n";
        assert_eq!(degrees(rows), [false]);
        assert_eq!(degrees(&rows.repeat(2)), [true, false]);
        assert_eq!(degrees(&rows.repeat(5)), [true, false, false, true, false]);
        let courses = "  - {institution: Calder, studyType: BSc, area: Nursing, courses: [Pharmacology, Ethics]}\n";
        assert_eq!(degrees(&format!("{rows}{courses}")), [true, false]);
        assert_eq!(degrees(&tall.repeat(2)), [false, false]);
        assert_eq!(degrees(&format!("{rows}{tall}")), [false, false]);
    }

    #[test]
    fn a_new_page_begins_another_list() {
        let rows = "  - {institution: Calder, studyType: BSc, area: Nursing}\n";
        let first = "  - {institution: Calder, studyType: BSc, area: Nursing, pageBreak: before}\n";
        assert_eq!(degrees(&format!("{}{first}{rows}", rows.repeat(2))), [true, false, true, false]);
    }
}
