//! Markdown → lines.

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::lines::{Cell, Document, Line, Run};

/// Reads Markdown.
pub fn read(name: &str, source: &str) -> Document {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_WIKILINKS;
    let mut reader = Reader { source, ..Reader::default() };
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        reader.event(event, range.start);
    }
    reader.end_line();
    Document::new(name, reader.lines, false, None)
}

#[derive(Default)]
struct Reader<'s> {
    source: &'s str,
    lines: Vec<Line>,
    line: Line,
    run: Run,
    /// The nesting of lists.
    lists: usize,
    /// For each open list, the year that it begins with if it is none: "2019. nov." is a date in Hungarian.
    years: Vec<Option<u64>>,
    /// Whether the open item has begun no line yet.
    item: bool,
    in_metadata: bool,
    /// The blocks so far, which are apart from each other.
    blocks: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event, at: usize) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => self.in_metadata = true,
            Event::End(TagEnd::MetadataBlock(_)) => self.in_metadata = false,
            _ if self.in_metadata => {}
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text, at),
            Event::SoftBreak => self.soft_break(at),
            Event::HardBreak => {
                self.end_line();
                self.begin(at);
            }
            Event::Rule => self.end_line(),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html, at),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => self.text(&text, at),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag, at: usize) {
        match tag {
            Tag::Heading { level, .. } => {
                self.begin_block(at);
                self.line.heading = Some(match level {
                    HeadingLevel::H1 => 1,
                    HeadingLevel::H2 => 2,
                    HeadingLevel::H3 => 3,
                    HeadingLevel::H4 => 4,
                    HeadingLevel::H5 => 5,
                    HeadingLevel::H6 => 6,
                });
            }
            Tag::List(start) => {
                self.end_line();
                let year = start.filter(|start| (1900..2100).contains(start));
                self.lists += usize::from(year.is_none());
                self.years.push(year);
            }
            Tag::Item => {
                self.end_line();
                match self.years.last_mut() {
                    Some(Some(year)) => {
                        let text = format!("{year}. ");
                        *year += 1;
                        self.begin(at);
                        self.text(&text, at);
                    }
                    _ => self.item = true,
                }
            }
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::TableRow | Tag::TableHead => {
                self.begin_block(at)
            }
            Tag::TableCell => {
                self.end_run();
                self.line.cells.push(Cell::default());
            }
            Tag::Strong => self.style(|run| run.bold = true),
            Tag::Emphasis => self.style(|run| run.italic = true),
            // A link to another note of the writer.
            Tag::Link { link_type: LinkType::WikiLink { .. }, .. } => self.end_run(),
            Tag::Link { dest_url, .. } => self.style(|run| run.link = Some(dest_url.into_string())),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.end_line();
                let year = self.years.pop().flatten();
                self.lists = self.lists.saturating_sub(usize::from(year.is_none()));
            }
            TagEnd::Strong => self.style(|run| run.bold = false),
            TagEnd::Emphasis => self.style(|run| run.italic = false),
            TagEnd::Link => self.style(|run| run.link = None),
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::CodeBlock
            | TagEnd::TableRow
            | TagEnd::TableHead => {
                self.end_line();
            }
            _ => {}
        }
    }

    /// Begins a block, which is apart from the one before.
    fn begin_block(&mut self, at: usize) {
        self.end_line();
        self.blocks += 2;
        self.begin(at);
    }

    fn begin(&mut self, at: usize) {
        self.line.page = 1;
        self.line.number = 1 + self.source[..at].matches('\n').count();
        self.blocks += 1;
        self.line.y = self.blocks as f64;
        self.line.bullet = self.item.then(|| self.lists.saturating_sub(1));
        // A second paragraph of an item continues it.
        self.line.continues = self.lists > 0 && !self.item;
        self.item = false;
    }

    fn text(&mut self, text: &str, at: usize) {
        if self.line.number == 0 {
            self.begin(at);
        }
        for (index, part) in text.trim_end_matches('\n').split('\n').enumerate() {
            if index > 0 {
                self.end_line();
                self.begin(at);
            }
            self.run.text.push_str(part);
        }
    }

    /// A line break in a paragraph: two lines, if the next one begins something of its own, such as an entry.
    fn soft_break(&mut self, at: usize) {
        let next = self.source[at..].trim_start_matches(['\r', '\n']).lines().next().unwrap_or_default().trim_start();
        let own = self.lists == 0
            && (next.starts_with("**")
                || next.starts_with("__")
                || self.line_text().chars().count() < 60
                || super::dates::find(next).is_some_and(|found| found.range.start == 0));
        // A line in bold at the margin below a list is not meant as a part of its last item, though Markdown reads it so.
        let is_lazy = self.lists > 0 && self.source[at..].trim_start_matches(['\r', '\n']).starts_with("**");
        if own || is_lazy {
            self.end_line();
            self.begin(at + 1);
            self.line.continues = false;
        } else {
            self.run.text.push(' ');
        }
    }

    fn html(&mut self, html: &str, at: usize) {
        let tag = html.trim().to_lowercase();
        if tag.starts_with("<br") {
            self.end_line();
            self.begin(at);
        } else if !tag.starts_with("<!--") {
            // The text between tags is text; the tags are not.
            let mut depth = 0;
            let text: String = html
                .chars()
                .filter(|letter| {
                    depth += usize::from(*letter == '<');
                    let is_text = depth == 0;
                    depth = depth.saturating_sub(usize::from(*letter == '>'));
                    is_text
                })
                .collect();
            if !text.trim().is_empty() {
                self.text(text.trim(), at);
            }
        }
    }

    fn line_text(&self) -> String {
        format!("{}{}", self.line.text(), self.run.text)
    }

    fn style(&mut self, change: impl FnOnce(&mut Run)) {
        self.end_run();
        change(&mut self.run);
    }

    fn end_run(&mut self) {
        if !self.run.text.is_empty() {
            let run = Run { text: std::mem::take(&mut self.run.text), ..self.run.clone() };
            if self.line.cells.is_empty() {
                self.line.cells.push(Cell::default());
            }
            if let Some(cell) = self.line.cells.last_mut() {
                cell.runs.push(run);
            }
        }
    }

    fn end_line(&mut self) {
        self.end_run();
        let line = std::mem::take(&mut self.line);
        if !line.cells.is_empty() {
            self.lines.push(line);
        }
    }
}
