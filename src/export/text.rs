//! Plain text for text boxes on web pages: lines of 72 columns, plain bullets, blank lines between
//! parts.

use unicode_width::UnicodeWidthStr;

use super::outline::{Block, Body, Entry, Item, Outline};
use crate::present::{Field, Inline};

/// The maximum line width, in columns; wide characters take two.
const WIDTH: usize = 72;

/// The separator of items on one line.
const BAR: &str = " | ";

/// Writes a plain text document.
pub fn write(outline: &Outline) -> String {
    let mut page = Page(String::new());
    let header = outline.header;
    page.line(&header.name.plain());
    let parts = |parts: Vec<String>| parts.join(BAR);
    page.bars(&parts(header.tagline().map(Field::plain).collect()));
    page.bars(&parts(header.contacts.iter().map(|contact| contact.text.plain()).collect()));
    page.bars(&parts(header.facts.iter().map(|fact| fact.line.plain()).collect()));
    match &outline.body {
        Body::Resume(sections, closing) => {
            for section in sections {
                page.gap(2);
                page.line(&section.title);
                page.gap(1);
                for (index, entry) in section.entries.iter().enumerate() {
                    if index > 0 {
                        page.gap(1);
                    }
                    page.entry(entry);
                }
            }
            for (index, block) in closing.iter().enumerate() {
                page.gap(if index == 0 { 2 } else { 1 });
                page.block(block);
            }
        }
        Body::Letter(blocks) => {
            for block in blocks {
                page.gap(1);
                page.block(block);
            }
        }
    }
    // Text boxes keep no-break spaces, and search does not find words beside them.
    page.0.replace(['\u{a0}', '\u{202f}'], " ")
}

/// The text of inlines. Superscripts and subscripts keep their meaning where Unicode has the
/// characters.
fn plain(line: &[Inline]) -> String {
    let mut text = String::new();
    for inline in line {
        match inline {
            Inline::Text(letters) | Inline::Code(letters) => text.push_str(letters),
            Inline::Emphasis(body) | Inline::Strong(body) | Inline::Struck(body) | Inline::Link { body, .. } => {
                text.push_str(&plain(body));
            }
            Inline::Superscript(body) => text.push_str(&scripted(plain(body), SUPERSCRIPTS)),
            Inline::Subscript(body) => text.push_str(&scripted(plain(body), SUBSCRIPTS)),
            Inline::Break => text.push('\n'),
            Inline::Field(field) => text.push_str(&plain(&field.inlines)),
        }
    }
    text
}

/// Superscripts of `0123456789+-=()n`, in that order.
const SUPERSCRIPTS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ";

/// Subscripts of `0123456789+-=()n`, in that order.
const SUBSCRIPTS: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ";

/// A text in superscripts or subscripts, if each of its characters has one.
fn scripted(text: String, scripts: &str) -> String {
    let script = |letter: char| scripts.chars().nth("0123456789+-=()n".find(letter)?);
    text.chars().map(script).collect::<Option<String>>().unwrap_or(text)
}

struct Page(String);

impl Page {
    /// Ensures at least `lines` blank lines before the next line.
    fn gap(&mut self, lines: usize) {
        while !self.0.is_empty() && !self.0.ends_with(&"\n".repeat(lines + 1)) {
            self.0.push('\n');
        }
    }

    fn line(&mut self, text: &str) {
        self.wrapped(text, "", "");
    }

    /// Writes a line of separated parts; a part that does not fit starts a new line.
    fn bars(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let mut line = String::new();
        for part in text.split(BAR) {
            if !line.is_empty() && line.width() + BAR.width() + part.width() > WIDTH {
                self.line(&line);
                line.clear();
            }
            if !line.is_empty() {
                line.push_str(BAR);
            }
            line.push_str(part);
        }
        self.line(&line);
    }

    fn entry(&mut self, entry: &Entry) {
        if let Some(heading) = &entry.heading {
            let line = plain(&heading.line);
            self.bars(
                &heading.dates.as_ref().map_or(line.clone(), |dates| format!("{line}{BAR}{}", dates.text.plain())),
            );
        }
        for (index, block) in entry.blocks.iter().enumerate() {
            let after = index.checked_sub(1).map(|before| &entry.blocks[before]);
            // Separate paragraphs of body text, but not the lines that belong to the heading.
            if matches!((after, block), (Some(Block::Paragraph(_)), Block::Paragraph(_))) && entry.heading.is_some() {
                self.gap(1);
            }
            self.block(block);
        }
        for role in &entry.roles {
            self.gap(1);
            self.entry(role);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Role(line) | Block::Paragraph(line) => self.line(&plain(line)),
            Block::List(items) => self.items(items, 0),
        }
    }

    fn items(&mut self, items: &[Item], indent: usize) {
        for item in items {
            let mark = item.number.map_or("- ".into(), |number| format!("{number}. "));
            let first = format!("{}{mark}", " ".repeat(indent));
            self.wrapped(&plain(&item.line), &first, &" ".repeat(first.len()));
            self.items(&item.below, first.len());
        }
    }

    /// Writes text wrapped at [`WIDTH`] columns; only a longer word exceeds it.
    fn wrapped(&mut self, text: &str, first: &str, rest: &str) {
        for (number, paragraph) in text.split('\n').enumerate() {
            let mut line = if number == 0 { first } else { rest }.to_owned();
            let mut empty = true;
            for word in paragraph.split(is_breakable).filter(|word| !word.is_empty()) {
                if !empty && line.width() + 1 + word.width() > WIDTH {
                    self.push(&line);
                    line = rest.to_owned();
                    empty = true;
                }
                if !empty {
                    line.push(' ');
                }
                line.push_str(word);
                empty = false;
            }
            self.push(&line);
        }
    }

    fn push(&mut self, line: &str) {
        self.0.push_str(line.trim_end());
        self.0.push('\n');
    }
}

/// Whether a line may break at a character: at a space that is not a no-break one.
fn is_breakable(letter: char) -> bool {
    letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{2007}' | '\u{202f}')
}
