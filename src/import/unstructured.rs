//! Documents without fields: PDF, Word, OpenDocument, HTML, Markdown, plain text.
//!
//! Each reader ends in lines of cells ([`lines`]), and all else is shared: sections, entries, fields. What a line says
//! is in the result, in a note, or in the list of what was not placed; what was read by a weak sign carries a comment.

mod address;
pub mod archive;
mod body;
mod closing;
mod columns;
mod conserve;
mod contacts;
mod contents;
mod countries;
mod custom;
pub mod dates;
pub mod docx;
mod entries;
mod entry_fields;
mod field;
mod flow;
mod forms;
mod guesses;
mod header;
mod heads;
mod honours;
pub mod html;
mod inline_titles;
mod items;
mod jobs;
mod labels;
mod languages;
pub mod lines;
mod linkedin_page;
mod lists;
pub mod markdown;
mod names;
pub mod odt;
pub mod pdf;
pub mod plain;
mod projects;
mod publications;
mod put;
mod rows;
mod schools;
mod sections;
mod segment;
mod shown;
mod titled_rows;
pub mod titles;
pub mod words;
mod work;
pub mod xml;

pub use self::guesses::{Findings, Guess};
use self::lines::Document;
pub use self::shown::without_usual_titles;
use super::dropped::DroppedList;
use crate::yaml::Node;

/// A document as the tree of a résumé.
pub struct Read {
    /// The tree, with spans of the transcript.
    pub root: Node,
    /// What a person should check.
    pub guesses: Vec<Guess>,
    /// The number of sections that were found.
    pub sections: usize,
    /// The language of its titles, if they are those of one.
    pub of_titles: Option<&'static str>,
    converted: Vec<crate::source::Span>,
}

/// Reads a document as a résumé.
pub fn read(document: &mut Document) -> Read {
    let mut languages = titles::languages_of(document);
    let of_titles = match languages[..] {
        [only] => Some(only),
        _ => None,
    };
    if languages.is_empty() {
        languages.push(super::language::of_text(document.source.text()).unwrap_or("en"));
    }
    document.date_order = dates::Order::of(document.source.text(), &languages);
    document.languages = languages;
    let mut labels = entry_fields::take_labels(document);
    if labels.is_empty() {
        labels = forms::take_labels(document);
    }
    titled_rows::divide(document);
    let mut findings = Findings { converted: labels, ..Findings::default() };
    let document = &*document;
    let mut segments = segment::segment(document);
    contents::classify(document, &mut segments);
    let closing = closing::take(document, &mut segments, &mut findings);
    let root = sections::convert(document, &segments, closing.node(document), &mut findings);
    findings.fold();
    let Findings { guesses, converted } = findings;
    Read { root, guesses, sections: segments.sections.len(), of_titles, converted }
}

impl Read {
    /// Reports each line with words that are in no value of a tree. Returns the share of words that are in one.
    pub fn report_lost(&self, document: &Document, made: &Node, losses: &mut DroppedList) -> f64 {
        conserve::report_lost(document, made, &self.converted, losses)
    }
}
