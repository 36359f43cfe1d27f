//! OpenDocument texts (ISO/IEC 26300) → lines.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::archive::Archive;
use super::flow::Flow;
use super::lines::{Document, Run};
use super::xml::{Visitor, attribute, for_each_tag, visit};

#[derive(Debug, Clone, Default)]
struct Style {
    bold: Option<bool>,
    italic: Option<bool>,
    size: f64,
    level: Option<u8>,
    parent: Option<String>,
}

/// Reads an OpenDocument text; `None` if it is none.
pub fn read(name: &str, bytes: &[u8]) -> Option<Document> {
    let mut archive = Archive::open(bytes)?;
    let content = archive.text("content.xml")?;
    let mut styles = archive.text("styles.xml").map(|xml| styles(&xml)).unwrap_or_default();
    styles.extend(self::styles(&content));
    let mut body = Body { styles, ..Body::default() };
    visit(&content, &mut body);
    Some(body.flow.finish(name, None))
}

#[derive(Default)]
struct Body {
    flow: Flow,
    styles: HashMap<String, Style>,
    in_body: bool,
    /// The styles of the open spans, that of the paragraph first.
    open: Vec<Style>,
    heading: Option<u8>,
    lists: usize,
    link: Option<String>,
    tables: usize,
    paragraphs: usize,
}

impl Body {
    fn add(&mut self, text: &str) {
        let text = text.replace(['\n', '\r', '\t'], " ");
        let bold = self.open.iter().rev().find_map(|style| style.bold).unwrap_or(false);
        let italic = self.open.iter().rev().find_map(|style| style.italic).unwrap_or(false);
        let size = self.open.iter().rev().map(|style| style.size).find(|size| *size > 0.0).unwrap_or(0.0);
        self.flow.text(&text, &Run { text: String::new(), bold, italic, link: self.link.clone() }, size);
    }

    fn resolved(&self, name: &str, depth: usize) -> Style {
        let Some(style) = self.styles.get(name).filter(|_| depth < 12) else { return Style::default() };
        let base = style.parent.as_deref().map(|parent| self.resolved(parent, depth + 1)).unwrap_or_default();
        Style {
            bold: style.bold.or(base.bold),
            italic: style.italic.or(base.italic),
            size: if style.size > 0.0 { style.size } else { base.size },
            level: style.level.or(base.level),
            parent: None,
        }
    }
}

impl Visitor for Body {
    fn start(&mut self, tag: &BytesStart, _is_empty: bool) {
        if tag.local_name().as_ref() == "text" && tag.name().as_ref() == "office:text" {
            self.in_body = true;
        }
        if !self.in_body {
            return;
        }
        match tag.local_name().as_ref() {
            "p" | "h" => {
                let style = attribute(tag, "style-name").map(|name| self.resolved(&name, 0)).unwrap_or_default();
                let level = attribute(tag, "outline-level").and_then(|level| level.parse().ok());
                self.heading = level.filter(|_| tag.local_name().as_ref() == "h").or(style.level);
                self.open.push(style);
                self.paragraphs += 1;
            }
            "span" => {
                let style = attribute(tag, "style-name").map(|name| self.resolved(&name, 0)).unwrap_or_default();
                self.open.push(style);
            }
            "a" => self.link = attribute(tag, "href"),
            "list" => self.lists += 1,
            "tab" => self.flow.tab(),
            "line-break" => self.flow.line_break(),
            "s" => {
                let count = attribute(tag, "c").and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
                self.add(&" ".repeat(count.min(80)));
            }
            "table" => self.tables += 1,
            "table-row" if self.tables == 1 => self.flow.begin_row(),
            "table-cell" if self.tables == 1 => self.flow.begin_cell(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if !self.in_body {
            return;
        }
        match name {
            "p" | "h" => {
                self.open.pop();
                self.paragraphs = self.paragraphs.saturating_sub(1);
                let bullet = self.lists.checked_sub(1).filter(|_| self.heading.is_none());
                self.flow.paragraph(self.heading.take(), bullet, false);
            }
            "span" => drop(self.open.pop()),
            "a" => self.link = None,
            "list" => self.lists = self.lists.saturating_sub(1),
            "table" => self.tables = self.tables.saturating_sub(1),
            "table-row" if self.tables == 1 => self.flow.end_row(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.paragraphs > 0 {
            self.add(text);
        }
    }
}

fn styles(xml: &str) -> HashMap<String, Style> {
    let mut found: Vec<(String, Style)> = Vec::new();
    for_each_tag(xml, |tag| match tag.name().as_ref() {
        "style:style" => {
            let style = Style {
                parent: attribute(tag, "parent-style-name"),
                level: attribute(tag, "default-outline-level").and_then(|level| level.parse().ok()),
                ..Style::default()
            };
            found.extend(attribute(tag, "name").map(|name| (name, style)));
        }
        "style:text-properties" => {
            let Some((_, style)) = found.last_mut() else { return };
            let is_bold = |weight: String| weight == "bold" || weight.parse::<u16>().is_ok_and(|weight| weight >= 600);
            style.bold = attribute(tag, "font-weight").map(is_bold).or(style.bold);
            let is_italic = |slant: String| slant == "italic" || slant == "oblique";
            style.italic = attribute(tag, "font-style").map(is_italic).or(style.italic);
            let size = attribute(tag, "font-size").and_then(|size| size.trim_end_matches("pt").parse().ok());
            style.size = size.unwrap_or(style.size);
        }
        _ => {}
    });
    found.into_iter().collect()
}
