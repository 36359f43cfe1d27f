//! Word documents (Office Open XML, ISO/IEC 29500) → lines.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::archive::Archive;
use super::flow::Flow;
use super::lines::{Document, Run};
use super::xml::{Visitor, attribute, for_each_tag, visit};

/// What a paragraph style says.
#[derive(Debug, Clone, Default)]
struct Style {
    heading: Option<u8>,
    bold: bool,
    italic: bool,
    size: f64,
    has_list: bool,
    based_on: Option<String>,
}

/// Reads a Word document; `None` if it is none.
pub fn read(name: &str, bytes: &[u8]) -> Option<Document> {
    let mut archive = Archive::open(bytes)?;
    let document = archive.text("word/document.xml")?;
    let styles = archive.text("word/styles.xml").map(|xml| styles(&xml)).unwrap_or_default();
    let links = archive.text("word/_rels/document.xml.rels").map(|xml| links(&xml)).unwrap_or_default();
    let mut body = Body { styles, links, ..Body::default() };
    visit(&document, &mut body);
    let mut flow = body.flow;
    // Contacts are sometimes in the page's header.
    let mut heads: Vec<String> =
        archive.names().into_iter().filter(|name| name.starts_with("word/header") && name.ends_with(".xml")).collect();
    heads.sort();
    if let Some(xml) = heads.iter().find_map(|name| archive.text(name).filter(|xml| xml.contains("<w:t"))) {
        let mut head = Body { flow: Flow::default(), ..Body::default() };
        visit(&xml, &mut head);
        head.flow.paragraph(None, None, true);
        flow = head.flow.followed_by(flow);
    }
    Some(flow.finish(name, None))
}

#[derive(Default)]
struct Body {
    flow: Flow,
    styles: HashMap<String, Style>,
    links: HashMap<String, String>,
    paragraph: Style,
    level: Option<usize>,
    run: Run,
    size: f64,
    in_text: bool,
    is_deleted: usize,
    is_fallback: usize,
    link: Option<String>,
    tables: usize,
    in_field: bool,
}

impl Body {
    fn is_shown(&self) -> bool {
        self.in_text && self.is_deleted == 0 && self.is_fallback == 0
    }

    /// Whether a tab is one in the text, rather than a tab stop of a paragraph's settings.
    fn is_in_run(&self) -> bool {
        !self.in_field && self.is_fallback == 0
    }

    /// A style with what it takes from those that it is based on.
    fn resolved(&self, id: &str, depth: usize) -> Style {
        let Some(style) = self.styles.get(id).filter(|_| depth < 12) else { return Style::default() };
        let base = style.based_on.as_deref().map(|base| self.resolved(base, depth + 1)).unwrap_or_default();
        Style {
            heading: style.heading.or(base.heading),
            bold: style.bold || base.bold,
            italic: style.italic || base.italic,
            size: if style.size > 0.0 { style.size } else { base.size },
            has_list: style.has_list || base.has_list,
            based_on: None,
        }
    }
}

impl Visitor for Body {
    fn start(&mut self, tag: &BytesStart, is_empty: bool) {
        match tag.local_name().as_ref() {
            "p" => {
                self.paragraph = Style::default();
                self.level = None;
            }
            "pStyle" => {
                let id = attribute(tag, "val").unwrap_or_default();
                self.paragraph = self.resolved(&id, 0);
                if self.paragraph.has_list {
                    self.level = self.level.or(Some(0));
                }
            }
            "outlineLvl" => self.paragraph.heading = outline_level(tag),
            "numPr" if self.paragraph.heading.is_none() => self.level = self.level.or(Some(0)),
            "ilvl" if self.level.is_some() => {
                self.level = attribute(tag, "val").and_then(|level| level.parse().ok()).or(self.level);
            }
            "numId" if attribute(tag, "val").as_deref() == Some("0") => self.level = None,
            "r" => (self.run, self.size) = (Run::default(), 0.0),
            "b" => self.run.bold = is_on(tag),
            "i" => self.run.italic = is_on(tag),
            "sz" => self.size = points(tag),
            "t" => self.in_text = !is_empty,
            "tab" if self.is_in_run() => self.flow.tab(),
            "br" | "cr" => self.flow.line_break(),
            "noBreakHyphen" => self.flow.text("-", &self.run.clone(), self.size),
            "del" | "moveFrom" if !is_empty => self.is_deleted += 1,
            "Fallback" if !is_empty => self.is_fallback += 1,
            "hyperlink" => self.link = attribute(tag, "id").and_then(|id| self.links.get(&id).cloned()),
            "tbl" => self.tables += 1,
            "tr" if self.tables == 1 => self.flow.begin_row(),
            "tc" if self.tables == 1 => self.flow.begin_cell(),
            // A text box is a paragraph of its own.
            "txbxContent" if self.is_fallback == 0 => self.flow.line_break(),
            "pPr" => self.in_field = true,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "pPr" => {
                self.in_field = false;
                // The settings of the paragraph's mark are not those of its text.
                (self.run, self.size) = (Run::default(), 0.0);
            }
            "t" => self.in_text = false,
            "p" if self.is_fallback == 0 => {
                self.flow.paragraph(self.paragraph.heading, self.level, false);
                (self.run, self.size) = (Run::default(), 0.0);
                self.paragraph = Style::default();
                self.level = None;
            }
            "del" | "moveFrom" => self.is_deleted = self.is_deleted.saturating_sub(1),
            "Fallback" => self.is_fallback = self.is_fallback.saturating_sub(1),
            "hyperlink" => self.link = None,
            "tbl" => self.tables = self.tables.saturating_sub(1),
            "tr" if self.tables == 1 => self.flow.end_row(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if !self.is_shown() {
            return;
        }
        let mut style = self.run.clone();
        style.link = self.link.clone();
        style.bold |= self.paragraph.bold;
        style.italic |= self.paragraph.italic;
        let size = if self.size > 0.0 { self.size } else { self.paragraph.size };
        self.flow.text(text, &style, size);
    }
}

/// Whether a property such as bold is on.
fn is_on(tag: &BytesStart) -> bool {
    !matches!(attribute(tag, "val").as_deref(), Some("0" | "false" | "none"))
}

/// A size, which is written in half points.
fn points(tag: &BytesStart) -> f64 {
    attribute(tag, "val").and_then(|size| size.parse::<f64>().ok()).map_or(0.0, |size| size / 2.0)
}

/// The level of a heading, from 1; 9 is written for text.
fn outline_level(tag: &BytesStart) -> Option<u8> {
    attribute(tag, "val").and_then(|level| level.parse::<u8>().ok()).filter(|level| *level < 9).map(|level| level + 1)
}

fn styles(xml: &str) -> HashMap<String, Style> {
    let mut found: Vec<(String, Style)> = Vec::new();
    for_each_tag(xml, |tag| {
        let name = tag.local_name();
        if name.as_ref() == "style" {
            found.extend(attribute(tag, "styleId").map(|id| (id, Style::default())));
            return;
        }
        let Some((_, style)) = found.last_mut() else { return };
        match name.as_ref() {
            "basedOn" => style.based_on = attribute(tag, "val"),
            "name" => {
                let name = attribute(tag, "val").unwrap_or_default().to_lowercase();
                style.heading = name.strip_prefix("heading ").and_then(|level| level.parse().ok());
                style.has_list |= name.starts_with("list bullet") || name.starts_with("list paragraph bullet");
            }
            "outlineLvl" => style.heading = style.heading.or(outline_level(tag)),
            "numId" if style.heading.is_none() => style.has_list = true,
            "b" => style.bold = is_on(tag),
            "i" => style.italic = is_on(tag),
            "sz" => style.size = points(tag),
            _ => {}
        }
    });
    found.into_iter().collect()
}

fn links(xml: &str) -> HashMap<String, String> {
    let mut found = HashMap::new();
    for_each_tag(xml, |tag| {
        if let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target")) {
            found.insert(id, target);
        }
    });
    found
}
