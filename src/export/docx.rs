//! A Word document (ECMA-376): named styles, headings, real lists and links, so that whoever edits it finds what they
//! expect.

mod marks;
mod package;
mod portrait;
mod styles;

use self::marks::Marks;
use self::package::{Content, Part, Relation, link_id};
use super::outline::{Block, Body, Entry, Item, Line, Outline};
use super::style::{DatePosition, Style};
use super::xml::{Element, element};
use crate::locale::Direction;
use crate::present::{Contact, ContactKind, Field, Inline, Metadata, TextRole, plain};

/// What separates things on one line.
const BAR: &str = " | ";

/// The namespaces that documents use.
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Writes a document.
pub fn write(outline: &Outline, style: &Style) -> Vec<u8> {
    let direction = outline.meta.direction;
    let has_italics = outline.meta.has_italics;
    let mut story = Story { dates: Some(style.dates), direction, has_italics, ..Story::default() };
    let document = story.document(outline, style);
    let part = |path, content_type, relation, root| Part { path, content_type, content: Content::Xml(root), relation };
    let mut parts = vec![
        part(
            "word/document.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            Relation::Package("http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"),
            document,
        ),
        part(
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
            Relation::Package("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"),
            properties(outline.meta),
        ),
        part(
            "word/styles.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml",
            Relation::Document("http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"),
            styles::styles(outline.meta, style),
        ),
        part(
            "word/numbering.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
            Relation::Document("http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"),
            styles::numbering(&story.numbered),
        ),
        part(
            "word/settings.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml",
            Relation::Document("http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings"),
            styles::settings(),
        ),
        part(
            "word/fontTable.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml",
            Relation::Document("http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable"),
            styles::fonts(style),
        ),
    ];
    parts.extend(style.portrait.as_ref().map(portrait::part));
    package::write(parts, &story.links)
}

/// The root element of a part.
fn word(name: &'static str) -> Element {
    element(name).attribute("xmlns:w", WORD)
}

/// A property: an element with a value.
fn on(name: &'static str, value: impl ToString) -> Element {
    element(name).attribute("w:val", value)
}

/// What the file says about itself (ECMA-376, part 2, Core Properties). It has no date.
fn properties(meta: &Metadata) -> Element {
    let Metadata { title, author, subject, keywords, .. } = meta;
    element("cp:coreProperties")
        .attribute("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .attribute("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .child(element("dc:title").text(title))
        .child(element("dc:subject").text(subject.as_deref().unwrap_or_default()))
        .child(element("dc:creator").text(author))
        .child(element("cp:keywords").text(keywords.join(", ")))
        .child(element("dc:language").text(meta.language_tag()))
}

/// About how many letters a line of the header has, beside the portrait if there is one.
fn letters_of_line(meta: &Metadata, style: &Style) -> usize {
    const PORTRAIT: f64 = 110.0;
    let beside = if style.portrait.is_some() { PORTRAIT } else { 0.0 };
    let width = f64::from(meta.paper.size().0) - 2.0 * style.margin - beside;
    (width / (style.size * 0.5)) as usize
}

/// How many things are on each line, if as many as fit in so many letters are.
fn packed(lengths: &[usize], letters: usize) -> Vec<usize> {
    let (mut rows, mut used) = (Vec::new(), 0);
    for length in lengths {
        let with = used + BAR.len() + length;
        match rows.last_mut() {
            Some(count) if with <= letters => (*count, used) = (*count + 1, with),
            _ => {
                rows.push(1);
                used = *length;
            }
        }
    }
    rows
}

/// Collects what the text refers to in other parts.
#[derive(Default)]
struct Story {
    /// Where dates are.
    dates: Option<DatePosition>,
    /// The direction of lines.
    direction: Direction,
    /// Whether the script of the language has italics.
    has_italics: bool,
    /// The addresses that it links to.
    links: Vec<String>,
    /// The numbered lists, in order.
    numbered: Vec<styles::Numbered>,
    /// Whether the next paragraph starts a new page.
    new_page: bool,
}

impl Story {
    fn document(&mut self, outline: &Outline, style: &Style) -> Element {
        let header = outline.header;
        let contact = |Contact { kind, text, url, .. }: &Contact| {
            let role = if *kind == ContactKind::Location { text.role } else { TextRole::Contact };
            let text = Inline::Field(Box::new(Field { role, ..text.clone() }));
            vec![match url {
                Some(url) => Inline::Link { body: vec![text], url: url.clone() },
                None => text,
            }]
        };
        let name = self.paragraph("Title", &header.name.inlines);
        let mut body = vec![name.children(style.portrait.as_ref().map(portrait::anchored))];
        body.extend(self.bars("Subtitle", header.tagline().map(|field| field.inlines.clone()).collect()));
        let letters = letters_of_line(outline.meta, style);
        body.extend(self.rows("Contact", header.contacts.iter().map(contact).collect(), letters));
        body.extend(self.rows("Contact", header.facts.iter().map(|fact| fact.line.inlines.clone()).collect(), letters));
        match &outline.body {
            Body::Resume(sections, closing) => {
                for section in sections {
                    let first = section.entries.first().is_some_and(|entry| entry.break_before);
                    self.new_page |= section.break_before || first;
                    body.push(self.paragraph("Heading1", &[Inline::Text(section.title.clone())]));
                    for (index, entry) in section.entries.iter().enumerate() {
                        self.new_page |= index > 0 && entry.break_before;
                        self.entry(entry, "Heading2", &mut body);
                    }
                }
                closing.iter().for_each(|block| self.block(block, "Closing", &mut body));
            }
            Body::Letter(blocks) => blocks.iter().for_each(|block| self.block(block, "LetterText", &mut body)),
        }
        let (width, height) = outline.meta.paper.size();
        let size = element("w:pgSz").attribute("w:w", width * 20).attribute("w:h", height * 20);
        let (vertical, horizontal) = (styles::vertical_margin(style), styles::margin(style));
        let margins = element("w:pgMar")
            .attribute("w:top", vertical)
            .attribute("w:right", horizontal)
            .attribute("w:bottom", vertical)
            .attribute("w:left", horizontal);
        let margins = margins.attribute("w:header", 708).attribute("w:footer", 708).attribute("w:gutter", 0);
        let section = element("w:sectPr").child(size).child(margins);
        word("w:document").attribute("xmlns:r", OFFICE).child(element("w:body").children(body).child(section))
    }

    /// Things on one line; `None` if there are none.
    fn bars(&mut self, style: &'static str, parts: Vec<Line>) -> Option<Element> {
        let line = parts.join(&Inline::Text(BAR.into()));
        (!line.is_empty()).then(|| self.paragraph(style, &line))
    }

    /// Things on as few lines of a paragraph as they take if a line has so many letters; no line ends with a sign.
    fn rows(&mut self, style: &'static str, parts: Vec<Line>, letters: usize) -> Option<Element> {
        let lengths: Vec<usize> = parts.iter().map(|part| plain(part).chars().count()).collect();
        let least = packed(&lengths, letters).len();
        // Lines of about the same length.
        let even = (letters / least.max(1)..=letters).map(|limit| packed(&lengths, limit)).find(|it| it.len() == least);
        let mut parts = parts.into_iter();
        let rows: Vec<Line> = even
            .unwrap_or_default()
            .into_iter()
            .map(|count| parts.by_ref().take(count).collect::<Vec<_>>().join(&Inline::Text(BAR.into())))
            .collect();
        let lines = rows.join(&Inline::Break);
        (!lines.is_empty()).then(|| self.paragraph(style, &lines))
    }

    fn entry(&mut self, entry: &Entry, style: &'static str, body: &mut Vec<Element>) {
        if let Some(heading) = &entry.heading {
            let mut runs = self.runs(&heading.line, self.marks());
            if let Some(dates) = &heading.dates {
                match self.dates {
                    Some(DatePosition::Inline) => runs.extend(self.marks().runs(BAR)),
                    Some(DatePosition::Below) => runs.push(element("w:r").child(element("w:br"))),
                    Some(DatePosition::End) | None => runs.push(element("w:r").child(element("w:tab"))),
                }
                runs.extend(self.marks().runs(&dates.text.plain()));
            }
            let properties = self.properties(style);
            body.push(element("w:p").child(properties).children(runs));
        }
        entry.blocks.iter().for_each(|block| self.block(block, "Normal", body));
        for role in &entry.roles {
            self.new_page |= role.break_before;
            self.entry(role, "Heading3", body);
        }
    }

    fn block(&mut self, block: &Block, style: &'static str, body: &mut Vec<Element>) {
        match block {
            Block::Role(line) => body.push(self.paragraph("Role", line)),
            Block::Paragraph(line) => body.push(self.paragraph(style, line)),
            Block::List(items) => self.items(items, 0, body),
        }
    }

    fn items(&mut self, items: &[Item], depth: usize, body: &mut Vec<Element>) {
        let mut before = None;
        // Lists below an item are numbered in between.
        let mut numbered = styles::BULLETS;
        for item in items {
            let level = depth.min(styles::LEVELS - 1);
            let (style, list) = match item.number {
                None => ("ListBullet", styles::BULLETS),
                Some(number) => {
                    let follows = before.is_some_and(|before| before + 1 == number);
                    if !follows {
                        self.numbered.push(styles::Numbered { level, first: number });
                        numbered = styles::BULLETS + self.numbered.len();
                    }
                    ("ListNumber", numbered)
                }
            };
            before = item.number;
            let number = element("w:numPr").child(on("w:ilvl", level)).child(on("w:numId", list));
            let properties = self.properties(style).child(number);
            let runs = self.runs(&item.line, self.marks());
            body.push(element("w:p").child(properties).children(runs));
            self.items(&item.below, depth + 1, body);
        }
    }

    /// The properties of a paragraph of a style.
    fn properties(&mut self, style: &'static str) -> Element {
        let new_page = std::mem::take(&mut self.new_page).then(|| element("w:pageBreakBefore"));
        element("w:pPr").child(on("w:pStyle", style)).children(new_page)
    }

    fn paragraph(&mut self, style: &'static str, line: &[Inline]) -> Element {
        let properties = self.properties(style);
        element("w:p").child(properties).children(self.runs(line, self.marks()))
    }

    /// Plain text.
    fn marks(&self) -> Marks {
        Marks { direction: self.direction, ..Marks::default() }
    }

    fn runs(&mut self, line: &[Inline], marks: Marks) -> Vec<Element> {
        let mut runs = Vec::new();
        for inline in line {
            match inline {
                Inline::Text(text) => runs.extend(marks.runs(text)),
                Inline::Code(code) => runs.extend(Marks { code: true, ..marks }.runs(code)),
                Inline::Emphasis(body) => {
                    runs.extend(self.runs(body, Marks { emphasis: self.has_italics && !marks.emphasis, ..marks }));
                }
                Inline::Strong(body) => runs.extend(self.runs(body, Marks { strong: true, ..marks })),
                Inline::Struck(body) => runs.extend(self.runs(body, Marks { struck: true, ..marks })),
                Inline::Superscript(body) => {
                    runs.extend(self.runs(body, Marks { script: Some("superscript"), ..marks }));
                }
                Inline::Subscript(body) => {
                    runs.extend(self.runs(body, Marks { script: Some("subscript"), ..marks }));
                }
                Inline::Break => runs.push(element("w:r").child(element("w:br"))),
                Inline::Field(field) => {
                    let direction = field.direction_in(marks.direction).unwrap_or(marks.direction);
                    runs.extend(self.runs(&field.inlines, Marks { direction, ..marks }));
                }
                Inline::Link { body, .. } if marks.link => runs.extend(self.runs(body, marks)),
                Inline::Link { body, url } => {
                    let link = element("w:hyperlink").attribute("r:id", link_id(self.links.len()));
                    self.links.push(url.clone());
                    let body = self.runs(body, Marks { link: true, ..marks });
                    runs.push(link.children(body));
                }
            }
        }
        runs
    }
}
