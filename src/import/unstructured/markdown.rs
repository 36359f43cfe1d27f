//! Markdown → lines.

mod front;
mod table;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use self::table::Row;
use super::inline_titles;
use super::lines::{Cell, Document, Line, Run};

/// Reads Markdown.
pub fn read(name: &str, source: &str) -> Document {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_DEFINITION_LIST;
    let mut reader = Reader { source, ..Reader::default() };
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        reader.event(event, range.start);
    }
    reader.end_line();
    let front = front::lines(&reader.metadata);
    // The text may begin with what the properties say.
    let is_said = |line: &&Line| reader.lines.iter().take(3).any(|own| own.text() == line.text());
    let front: Vec<Line> = front.iter().filter(|line| !is_said(line)).cloned().collect();
    Document::new(name, inline_titles::split(front.into_iter().chain(reader.lines).collect()), false, None)
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
    metadata: String,
    /// The blocks so far, which are apart from each other.
    blocks: usize,
    /// Whether the open line is a term whose definition follows.
    after_term: bool,
    /// Whether code was the last text.
    after_code: bool,
    /// The rows of the open table.
    table: Option<Vec<Row>>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event, at: usize) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => self.in_metadata = true,
            Event::End(TagEnd::MetadataBlock(_)) => self.in_metadata = false,
            Event::Text(text) if self.in_metadata => self.metadata.push_str(&text),
            _ if self.in_metadata => {}
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => {
                self.after_code &= text.trim().is_empty();
                self.text(&text, at);
            }
            Event::Code(text) => self.code(&text, at),
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
            Tag::Paragraph if self.after_term => {}
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::DefinitionListTitle => self.begin_block(at),
            Tag::DefinitionListDefinition if self.after_term => self.line.cells.push(Cell::default()),
            Tag::DefinitionListDefinition => self.begin_block(at),
            Tag::Table(_) => {
                self.end_line();
                self.blocks += 2;
                self.table = Some(Vec::new());
            }
            Tag::TableRow | Tag::TableHead => {
                let number = 1 + self.source[..at].matches('\n').count();
                self.table.get_or_insert_default().push(Row { number, ..Row::default() });
            }
            Tag::TableCell => {
                if let Some(row) = self.table.as_mut().and_then(|table| table.last_mut()) {
                    row.cells.push(vec![Cell::default()]);
                }
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
            TagEnd::DefinitionListTitle => {
                self.end_run();
                self.after_term = true;
            }
            TagEnd::TableCell => self.end_run(),
            TagEnd::Table => {
                let lines = table::lines(self.table.take().unwrap_or_default(), self.blocks as f64);
                self.blocks += lines.len() + 1;
                self.lines.extend(lines);
            }
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::CodeBlock
            | TagEnd::DefinitionListDefinition => {
                self.after_term = false;
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

    /// Code: several after each other are words of a list.
    fn code(&mut self, text: &str, at: usize) {
        if std::mem::replace(&mut self.after_code, true) && self.run.text.ends_with(' ') {
            self.run.text.truncate(self.run.text.trim_end().len());
            self.run.text.push_str(", ");
        }
        self.text(text, at);
    }

    fn text(&mut self, text: &str, at: usize) {
        self.after_term = false;
        if self.table.is_none() && self.line.number == 0 {
            self.begin(at);
        }
        for (index, part) in text.trim_end_matches('\n').split('\n').enumerate() {
            if index > 0 && self.table.is_none() {
                self.end_line();
                self.begin(at);
            }
            self.run.text.push_str(part);
        }
    }

    /// The cell that text is added to.
    fn cell(&mut self) -> Option<&mut Cell> {
        match &mut self.table {
            Some(table) => table.last_mut()?.cells.last_mut()?.last_mut(),
            None => {
                if self.line.cells.is_empty() {
                    self.line.cells.push(Cell::default());
                }
                self.line.cells.last_mut()
            }
        }
    }

    /// Begins a line in a cell of a table.
    fn break_cell(&mut self) {
        self.end_run();
        if let Some(cell) = self.table.as_mut().and_then(|table| table.last_mut()?.cells.last_mut()) {
            cell.push(Cell::default());
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
        if tag.starts_with("<br") && self.table.is_some() {
            self.break_cell();
        } else if tag.starts_with("<br") {
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
            if let Some(cell) = self.cell() {
                cell.runs.push(run);
            }
        }
    }

    fn end_line(&mut self) {
        self.end_run();
        self.after_code = false;
        let line = std::mem::take(&mut self.line);
        if !line.cells.is_empty() {
            self.lines.push(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    /// The lines, with bars between cells and a dot before items.
    fn lines(text: &str) -> Vec<String> {
        let document = read("a.md", text);
        let shown = document.lines.iter().filter(|line| !line.names_columns).map(|line| {
            let cells: Vec<String> = line.cells.iter().map(|cell| cell.text()).collect();
            format!("{}{}", if line.bullet.is_some() { "• " } else { "" }, cells.join(" | "))
        });
        shown.collect()
    }

    #[test]
    fn rows_of_tables_are_lines_and_tasks_are_items_below_them() {
        let text =
            "| Period | Employer | Tasks |\n|---|---|---|\n| 2019 – 2021 | Northbank | Led people.<br>Built `a`. |\n";
        assert_eq!(lines(text), ["2019 – 2021 | Northbank", "• Led people.", "• Built a."]);
        // The first row may be one as the others.
        assert_eq!(
            lines("| Phone | 030 123456 |\n|---|---|\n| Place | Berlin |\n"),
            ["Phone | 030 123456", "Place | Berlin"]
        );
        assert_eq!(lines("| Language | Level |\n|---|---|\n| Dutch | native |\n"), ["Dutch | native"]);
    }

    #[test]
    fn terms_stand_beside_their_definitions() {
        assert_eq!(
            lines("2019 – 2021\n:   **Engineer**, Northbank\n\n    - Led people\n\nTools\n: Git, `a` `b`\n"),
            ["2019 – 2021 | Engineer, Northbank", "• Led people", "Tools | Git, a, b"]
        );
    }

    #[test]
    fn properties_name_the_person_and_how_to_reach_them() {
        let text = "---\nname: Ada Lovelace\nlayout: cv\ncontact:\n  - email: ada@example.org\n---\n# Experience\n";
        assert_eq!(lines(text), ["Ada Lovelace", "email: ada@example.org", "Experience"]);
        assert_eq!(lines("---\nname: Ada Lovelace\n---\n# Ada Lovelace\nText\n"), ["Ada Lovelace", "Text"]);
    }
}
