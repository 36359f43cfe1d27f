//! A document arranged for formats without pages: lines, paragraphs and lists under headings.

use crate::locale::LetterLayout;
use crate::present::{self, Document, Field, Header, Inline, Metadata};

/// A résumé or letter as a header and a body.
pub struct Outline<'a> {
    /// The document's metadata.
    pub meta: &'a Metadata,
    /// The person's name and contact details.
    pub header: &'a Header,
    /// The sections of a résumé as presented; `None` for a letter.
    pub sections: Option<&'a [present::Section]>,
    /// The content below the header.
    pub body: Body,
}

/// The content below the header.
pub enum Body {
    /// The sections of a résumé, and the text below them.
    Resume(Vec<Section>, Vec<Block>),
    /// The paragraphs of a letter.
    Letter(Vec<Block>),
}

/// A section.
pub struct Section {
    /// Its kind, such as `work`.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// Its entries. Content without a heading is in an entry without one.
    pub entries: Vec<Entry>,
    /// Whether it starts a new page.
    pub break_before: bool,
}

/// An entry of a section, or one of several roles in an entry.
#[derive(Default)]
pub struct Entry {
    /// Its heading.
    pub heading: Option<Heading>,
    /// Its content, before its roles.
    pub blocks: Vec<Block>,
    /// Its roles, if there are several.
    pub roles: Vec<Entry>,
    /// Whether it starts a new page.
    pub break_before: bool,
    /// Whether it stays on one page.
    pub keep_together: bool,
}

/// The heading of an entry.
pub struct Heading {
    /// The heading text.
    pub line: Line,
    /// The dates.
    pub dates: Option<present::Dates>,
}

/// A paragraph or a list.
pub enum Block {
    /// The role, below the heading.
    Role(Line),
    /// A paragraph of text.
    Paragraph(Line),
    /// A list of bullets.
    List(Vec<Item>),
}

/// A bullet with its nested bullets.
pub struct Item {
    /// Its number, in a numbered list.
    pub number: Option<u32>,
    /// Its text.
    pub line: Line,
    /// The nested bullets.
    pub below: Vec<Item>,
}

/// A line of formatted text.
pub type Line = Vec<Inline>;

impl<'a> Outline<'a> {
    /// The outline of a résumé.
    pub fn of_resume(document: &'a Document) -> Outline<'a> {
        let closing = document.closing.as_ref().map_or_else(Vec::new, |closing| {
            let present::Closing { blocks, place_date, signature: _ } = closing;
            let signed = place_date.iter().map(|line| Block::Paragraph(line.inlines.clone()));
            self::blocks(blocks).into_iter().chain(signed).collect()
        });
        let body = Body::Resume(document.sections.iter().map(section).collect(), closing);
        Outline { meta: &document.meta, header: &document.header, sections: Some(&document.sections), body }
    }

    /// The outline of the cover letter, if there is one.
    pub fn of_letter(document: &'a Document) -> Option<Outline<'a>> {
        let body = Body::Letter(letter(document.letter.as_ref()?, &document.header.name));
        Some(Outline { meta: &document.meta, header: &document.header, sections: None, body })
    }
}

fn section(section: &present::Section) -> Section {
    let breaks = &section.breaks;
    let entries = match &section.body {
        present::Body::Text(blocks) => vec![Entry { blocks: self::blocks(blocks), ..Entry::default() }],
        present::Body::Entries(entries) => {
            let entry = |(index, entry): (usize, &present::Entry)| Entry {
                break_before: breaks.contains(&index),
                ..self::entry(entry, Inline::Strong)
            };
            entries.iter().enumerate().map(entry).collect()
        }
        present::Body::Lines(lines) => parts(lines, breaks, |lines| {
            let item = |line: &present::Line| Item { number: None, line: line.text.inlines.clone(), below: Vec::new() };
            vec![Block::List(lines.iter().map(item).collect())]
        }),
        present::Body::Groups(groups) => parts(groups, breaks, |groups| {
            groups.iter().map(|group| Block::Paragraph(group.text.inlines.clone())).collect()
        }),
        present::Body::Texts(bullets) if !section.groups.is_empty() => grouped(bullets, &section.groups),
        present::Body::Texts(bullets) => parts(bullets, breaks, |bullets| vec![Block::List(items(bullets))]),
        present::Body::People(lines) => parts(lines, breaks, |lines| {
            let person = |line: &present::Line| {
                let named = Block::Paragraph(line.text.inlines.clone());
                std::iter::once(named).chain(blocks(&line.paragraphs)).collect::<Vec<_>>()
            };
            lines.iter().flat_map(person).collect()
        }),
    };
    Section { kind: section.kind.name(), title: section.title.plain(), entries, break_before: section.break_before }
}

/// Entries without a heading, one for each page that is started.
fn parts<T>(items: &[T], breaks: &[usize], blocks: impl Fn(&[T]) -> Vec<Block>) -> Vec<Entry> {
    let starts: Vec<usize> = std::iter::once(0).chain(breaks.iter().copied().filter(|at| *at > 0)).collect();
    let ends = starts.iter().skip(1).copied().chain([items.len()]);
    let part = |(start, end): (&usize, usize)| Entry {
        blocks: blocks(&items[*start..end]),
        break_before: breaks.contains(start),
        ..Entry::default()
    };
    starts.iter().zip(ends).map(part).collect()
}

/// Groups of bullets, each below its title.
fn grouped(bullets: &[present::Bullet], groups: &[present::SectionGroup]) -> Vec<Entry> {
    let mut rest = bullets;
    let mut entries = Vec::new();
    for present::SectionGroup { title, count } in groups {
        let (group, after) = rest.split_at(*count);
        let heading = title.as_ref().map(|title| Heading { line: title.inlines.clone(), dates: None });
        entries.push(Entry { heading, blocks: vec![Block::List(items(group))], ..Entry::default() });
        rest = after;
    }
    entries
}

/// An entry whose lead is emphasised with `stand_out`.
fn entry(entry: &present::Entry, stand_out: fn(Line) -> Inline) -> Entry {
    let present::Entry {
        lead,
        link,
        beside,
        dates,
        role,
        added,
        paragraphs,
        bullets,
        after,
        roles,
        starts_page,
        keep_together,
        ..
    } = entry;
    let heading = entry.has_heading().then(|| {
        let linked = match link {
            Some(url) => vec![Inline::Link { body: inlined(lead), url: url.clone() }],
            None => inlined(lead),
        };
        let mut line = vec![stand_out(linked)];
        for field in beside {
            line.push(Inline::Text(entry.comma.clone()));
            line.extend(inlined(field));
        }
        Heading { line, dates: dates.clone() }
    });
    let emphasised = |role: &Field| match entry.organization.is_some() {
        true => inlined(role),
        false => vec![Inline::Emphasis(inlined(role))],
    };
    let under: Vec<Line> = role.iter().map(emphasised).chain(added.iter().map(inlined)).collect();
    let mut blocks: Vec<Block> = Vec::new();
    if !under.is_empty() {
        blocks.push(Block::Role(under.join(&Inline::Text(entry.separator.clone()))));
    }
    blocks.extend(self::blocks(paragraphs));
    if !bullets.is_empty() {
        blocks.push(Block::List(items(bullets)));
    }
    blocks.extend(after.iter().map(|group| Block::Paragraph(group.text.inlines.clone())));
    Entry {
        heading,
        blocks,
        roles: roles.iter().map(|role| self::entry(role, Inline::Emphasis)).collect(),
        break_before: *starts_page,
        keep_together: *keep_together,
    }
}

/// A field within a line, which keeps its path.
fn inlined(field: &Field) -> Line {
    vec![Inline::Field(Box::new(field.clone()))]
}

fn blocks(blocks: &[present::Block]) -> Vec<Block> {
    let block = |block: &present::Block| match block {
        present::Block::Paragraph(field) => Block::Paragraph(field.inlines.clone()),
        present::Block::List(bullets) => Block::List(items(bullets)),
    };
    blocks.iter().map(block).collect()
}

fn items(bullets: &[present::Bullet]) -> Vec<Item> {
    let item = |present::Bullet { number, text, below }: &present::Bullet| Item {
        number: *number,
        line: text.inlines.clone(),
        below: items(below),
    };
    bullets.iter().map(item).collect()
}

fn letter(letter: &present::Letter, name: &Field) -> Vec<Block> {
    let present::Letter { layout, recipient, date, subject, subject_label, opening, body, closing, .. } = letter;
    let paragraph = |field: &Field| Block::Paragraph(field.inlines.clone());
    let recipient = (!recipient.is_empty()).then(|| {
        let lines: Vec<Line> = recipient.iter().map(|field| field.inlines.clone()).collect();
        Block::Paragraph(lines.join(&Inline::Break))
    });
    let date = date.as_ref().map(paragraph);
    let (first, date, last) = match layout {
        LetterLayout::UsBlock | LetterLayout::Japanese | LetterLayout::Thai => (date, None, None),
        LetterLayout::Russian | LetterLayout::Chinese => (None, None, date),
        LetterLayout::Din5008 | LetterLayout::French | LetterLayout::British => (None, date, None),
    };
    let mut blocks: Vec<Block> = first.into_iter().chain(recipient).chain(date).collect();
    blocks.extend(subject.as_ref().map(|subject| {
        let label = subject_label.iter().flat_map(|label| label.inlines.clone());
        Block::Paragraph(vec![Inline::Strong(label.chain(subject.inlines.clone()).collect())])
    }));
    blocks.extend(opening.as_ref().map(paragraph));
    let closing = closing.as_ref().map(paragraph);
    let enclosures = letter.enclosures_line.as_ref().map(paragraph);
    let (before, enclosures) = if *layout == LetterLayout::Thai { (enclosures, None) } else { (None, enclosures) };
    blocks.extend(before);
    blocks.extend(self::blocks(body));
    match last {
        // In the order of the page.
        Some(date) if *layout == LetterLayout::Chinese => {
            blocks.extend(closing.into_iter().chain([paragraph(name), date]).chain(enclosures));
        }
        Some(date) => blocks.extend(enclosures.into_iter().chain(closing).chain([date, paragraph(name)])),
        None => blocks.extend(closing.into_iter().chain([paragraph(name)]).chain(enclosures)),
    }
    blocks
}
