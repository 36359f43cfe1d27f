//! Word documents with named styles, headings, real lists and links, so that they are easy to edit.

use std::io::Cursor;

use docx_rs::{
    AbstractNumbering, BreakType, Docx, Hyperlink, HyperlinkData, HyperlinkType, IndentLevel, Level, LevelJc,
    LevelText, NumberFormat, Numbering, NumberingId, PageMargin, Paragraph, Run, RunFonts, SpecialIndentType, Start,
};

use super::outline::{Block, Body, Entry, Item, Line, Outline};
use crate::locale::Direction;
use crate::present::{Contact, Inline, Metadata};

/// The separator of items on one line.
const BAR: &str = " | ";

/// The page margins, in twentieths of a point: 20 mm.
const MARGIN: u32 = 1134;

/// The numbering id of the bullet list.
const BULLETS: usize = 2;

/// Writes a Word document.
pub fn write(outline: &Outline) -> Vec<u8> {
    let mut file = File::new(outline.meta);
    let header = outline.header;
    file.paragraph("Title", &header.name.inlines);
    file.bars("Subtitle", header.tagline().map(|field| field.inlines.clone()).collect());
    let contact = |contact: &Contact| match &contact.url {
        Some(url) => vec![Inline::Link { body: contact.text.inlines.clone(), url: url.clone() }],
        None => contact.text.inlines.clone(),
    };
    file.bars("Contact", header.contacts.iter().map(contact).collect());
    file.bars("Contact", header.facts.iter().map(|fact| fact.line.inlines.clone()).collect());
    match &outline.body {
        Body::Resume(sections) => {
            for section in sections {
                file.paragraph("Heading1", &[Inline::Text(section.title.clone())]);
                section.entries.iter().for_each(|entry| file.entry(entry, "Heading2"));
            }
        }
        Body::Letter(blocks) => blocks.iter().for_each(|block| file.block(block, "LetterText")),
    }
    file.packed(outline)
}

struct File {
    document: Docx,
    paragraphs: usize,
    links: usize,
}

impl File {
    fn new(meta: &Metadata) -> File {
        let (width, height) = meta.paper.size();
        let (width, height) = (width * 20, height * 20);
        let margin = MARGIN as i32;
        let margins = PageMargin {
            top: margin,
            bottom: margin,
            left: margin,
            right: margin,
            header: 708,
            footer: 708,
            gutter: 0,
        };
        let bullets = (0..4).fold(AbstractNumbering::new(BULLETS), |list, depth| {
            let level = Level::new(
                depth,
                Start::new(1),
                NumberFormat::new("bullet"),
                LevelText::new("•"),
                LevelJc::new("left"),
            );
            list.add_level(level.indent(
                Some(284 * (depth as i32 + 1)),
                Some(SpecialIndentType::Hanging(284)),
                None,
                None,
            ))
        });
        let document = Docx::new()
            .page_size(width, height)
            .page_margin(margins)
            .add_abstract_numbering(bullets)
            .add_numbering(Numbering::new(BULLETS, BULLETS));
        File { document, paragraphs: 0, links: 0 }
    }

    fn bars(&mut self, style: &str, parts: Vec<Line>) {
        let mut line = Line::new();
        for (index, part) in parts.into_iter().enumerate() {
            if index > 0 {
                line.push(Inline::Text(BAR.into()));
            }
            line.extend(part);
        }
        if !line.is_empty() {
            self.paragraph(style, &line);
        }
    }

    fn entry(&mut self, entry: &Entry, style: &str) {
        if let Some(heading) = &entry.heading {
            let mut paragraph = self.begun(style);
            paragraph = self.runs(paragraph, &heading.line, Marks::default());
            if let Some(dates) = &heading.dates {
                paragraph = paragraph.add_run(Run::new().add_tab().add_text(dates));
            }
            self.add(paragraph);
        }
        entry.blocks.iter().for_each(|block| self.block(block, "Normal"));
        entry.roles.iter().for_each(|role| self.entry(role, "Heading3"));
    }

    fn block(&mut self, block: &Block, style: &str) {
        match block {
            Block::Role(line) => self.paragraph("Role", line),
            Block::Paragraph(line) => self.paragraph(style, line),
            Block::List(items) => self.items(items, 0),
        }
    }

    fn items(&mut self, items: &[Item], depth: usize) {
        for item in items {
            let mut paragraph = self.begun("ListBullet");
            paragraph = paragraph.numbering(NumberingId::new(BULLETS), IndentLevel::new(depth.min(3)));
            paragraph = self.runs(paragraph, &item.line, Marks::default());
            self.add(paragraph);
            self.items(&item.below, depth + 1);
        }
    }

    fn paragraph(&mut self, style: &str, line: &[Inline]) {
        let paragraph = self.begun(style);
        let paragraph = self.runs(paragraph, line, Marks::default());
        self.add(paragraph);
    }

    /// A paragraph with an explicit id: the crate's counter would continue across documents.
    fn begun(&mut self, style: &str) -> Paragraph {
        self.paragraphs += 1;
        Paragraph::new().id(format!("{:08X}", self.paragraphs)).style(style)
    }

    fn add(&mut self, paragraph: Paragraph) {
        self.document = std::mem::take(&mut self.document).add_paragraph(paragraph);
    }

    fn runs(&mut self, mut paragraph: Paragraph, line: &[Inline], marks: Marks) -> Paragraph {
        for mark in line {
            paragraph = match mark {
                Inline::Text(text) => paragraph.add_run(marks.run(text)),
                Inline::Code(code) => paragraph.add_run(Marks { code: true, ..marks }.run(code)),
                Inline::Emphasis(body) => self.runs(paragraph, body, Marks { emphasis: !marks.emphasis, ..marks }),
                Inline::Strong(body) => self.runs(paragraph, body, Marks { strong: true, ..marks }),
                Inline::Struck(body) => self.runs(paragraph, body, Marks { struck: true, ..marks }),
                Inline::Break => paragraph.add_run(Run::new().add_break(BreakType::TextWrapping)),
                Inline::Field(field) => self.runs(paragraph, &field.inlines, marks),
                Inline::Link { body, url } => {
                    self.links += 1;
                    let mut link = Hyperlink::new(url, HyperlinkType::External);
                    link.link = HyperlinkData::External { rid: format!("rIdLink{}", self.links), path: escaped(url) };
                    paragraph.add_hyperlink(linked(link, body, Marks { link: true, ..marks }))
                }
            };
        }
        paragraph
    }

    /// The packed file, with our own styles and properties: the crate's lack language, direction and title.
    fn packed(self, outline: &Outline) -> Vec<u8> {
        let mut parts = self.document.build();
        parts.document_rels = sorted(&parts.document_rels);
        parts.styles = styles(outline.meta).into_bytes();
        parts.doc_props.core = properties(outline).into_bytes();
        let mut bytes = Cursor::new(Vec::new());
        parts.pack(&mut bytes).expect("writing to memory cannot fail");
        bytes.into_inner()
    }
}

/// Sorts relationships by id: the crate's order is not deterministic.
fn sorted(relationships: &[u8]) -> Vec<u8> {
    const ELEMENT: &str = "<Relationship ";
    const END: &str = "</Relationships>";
    let text = String::from_utf8_lossy(relationships);
    let mut pieces = text.trim_end().trim_end_matches(END).split(ELEMENT);
    let head = pieces.next().unwrap_or_default();
    let mut elements: Vec<&str> = pieces.collect();
    elements.sort_unstable();
    let elements = elements.into_iter().map(|element| format!("{ELEMENT}{}", element.trim_end()));
    format!("{head}{}{END}", elements.collect::<String>()).into_bytes()
}

fn linked(link: Hyperlink, line: &[Inline], marks: Marks) -> Hyperlink {
    line.iter().fold(link, |link, mark| match mark {
        Inline::Text(text) => link.add_run(marks.run(text)),
        Inline::Code(code) => link.add_run(Marks { code: true, ..marks }.run(code)),
        Inline::Emphasis(body) => linked(link, body, Marks { emphasis: !marks.emphasis, ..marks }),
        Inline::Strong(body) => linked(link, body, Marks { strong: true, ..marks }),
        Inline::Struck(body) => linked(link, body, Marks { struck: true, ..marks }),
        Inline::Link { body, .. } => linked(link, body, marks),
        Inline::Break => link.add_run(Run::new().add_break(BreakType::TextWrapping)),
        Inline::Field(field) => linked(link, &field.inlines, marks),
    })
}

/// The formatting of a piece of text.
#[derive(Clone, Copy, Default)]
struct Marks {
    emphasis: bool,
    strong: bool,
    struck: bool,
    code: bool,
    link: bool,
}

impl Marks {
    fn run(self, text: &str) -> Run {
        let mut run = Run::new().add_text(text);
        if self.emphasis {
            run = run.italic();
        }
        if self.strong {
            run = run.bold();
        }
        if self.struck {
            run = run.strike();
        }
        if self.code {
            run = run.fonts(RunFonts::new().ascii("Consolas").hi_ansi("Consolas"));
        }
        if self.link { run.style("Hyperlink") } else { run }
    }
}

/// Paragraph styles: id, name, base style, paragraph properties, run properties.
const STYLES: &[(&str, &str, &str, &str, &str)] = &[
    (
        "Title",
        "Title",
        "Normal",
        "<w:spacing w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/>",
        "<w:b/><w:bCs/><w:sz w:val=\"48\"/><w:szCs w:val=\"48\"/>",
    ),
    ("Subtitle", "Subtitle", "Normal", "<w:spacing w:after=\"40\"/>", "<w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>"),
    ("Contact", "Contact", "Normal", "<w:spacing w:after=\"20\"/>", ""),
    (
        "Heading1",
        "heading 1",
        "Normal",
        "<w:keepNext/><w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"auto\"/></w:pBdr><w:spacing w:before=\"280\" w:after=\"80\"/><w:outlineLvl w:val=\"0\"/>",
        "<w:b/><w:bCs/><w:sz w:val=\"25\"/><w:szCs w:val=\"25\"/>",
    ),
    (
        "Heading2",
        "heading 2",
        "Normal",
        "<w:keepNext/>{tabs}<w:spacing w:before=\"160\" w:after=\"0\"/><w:outlineLvl w:val=\"1\"/>",
        "",
    ),
    (
        "Heading3",
        "heading 3",
        "Normal",
        "<w:keepNext/>{tabs}<w:spacing w:before=\"100\" w:after=\"0\"/><w:outlineLvl w:val=\"2\"/>",
        "",
    ),
    ("Role", "Role", "Normal", "<w:keepNext/><w:spacing w:after=\"20\"/>", ""),
    ("ListBullet", "List Bullet", "Normal", "<w:spacing w:before=\"20\" w:after=\"20\"/>", ""),
    ("LetterText", "Letter Text", "Normal", "<w:spacing w:after=\"200\"/>", ""),
];

/// The style sheet, with Word's usual style names.
fn styles(meta: &Metadata) -> String {
    let right_to_left = if meta.direction == Direction::Rtl { "<w:bidi/>" } else { "" };
    let language = escaped(&meta.language_tag());
    // Dates are aligned to a tab stop at the right margin.
    let edge = meta.paper.size().0 * 20 - 2 * MARGIN;
    let tabs = format!("<w:tabs><w:tab w:val=\"right\" w:pos=\"{edge}\"/></w:tabs>");
    let paragraph = |(id, name, base, paragraph, run): &(&str, &str, &str, &str, &str)| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"{base}\"/>\
             <w:qFormat/><w:pPr>{}</w:pPr><w:rPr>{run}</w:rPr></w:style>",
            paragraph.replace("{tabs}", &tabs)
        )
    };
    let rest: String = STYLES.iter().map(paragraph).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:cs=\"Arial\"/>\
         <w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>\
         <w:lang w:val=\"{language}\" w:eastAsia=\"{language}\" w:bidi=\"{language}\"/>\
         </w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/>\
         <w:pPr><w:widowControl/>{right_to_left}<w:spacing w:before=\"0\" w:after=\"40\" w:line=\"259\" w:lineRule=\"auto\"/></w:pPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr>\
         <w:color w:val=\"1F4E79\"/><w:u w:val=\"single\"/></w:rPr></w:style>{rest}</w:styles>"
    )
}

/// The file's metadata (ECMA-376, part 2, Core Properties), without a date.
fn properties(outline: &Outline) -> String {
    let Metadata { title, author, subject, keywords, .. } = outline.meta;
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:subject>{}</dc:subject>\
         <dc:creator>{}</dc:creator><cp:keywords>{}</cp:keywords><dc:language>{}</dc:language></cp:coreProperties>",
        escaped(title),
        escaped(subject.as_deref().unwrap_or_default()),
        escaped(author),
        escaped(&keywords.join(", ")),
        escaped(&outline.meta.language_tag()),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
