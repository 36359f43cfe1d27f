//! What stands below the last section: a declaration, a consent to the processing of data, a signature.

use super::super::draft::{Draft, text};
use super::body::paragraphs;
use super::guesses::Findings;
use super::lines::{Document, Piece};
use super::names::name;
use super::segment::Segments;
use super::titles::normalized;
use super::words::is_statement;
use crate::yaml::Node;

/// The lines below the last section.
#[derive(Default)]
pub struct Closing {
    /// The declaration.
    statement: Vec<Piece>,
    /// The line with place and date above a name at the end.
    signed: Option<usize>,
}

/// Takes a declaration and a signature out of the sections.
pub fn take(document: &Document, segments: &mut Segments, findings: &mut Findings) -> Closing {
    let mut closing = Closing { signed: take_signature(document, segments, findings), ..Closing::default() };
    for segment in &mut segments.sections {
        let begins = |index: &usize| is_statement(&document.lines[*index].text());
        // A section that is a declaration has its own title.
        if let Some(at) = segment.lines.iter().position(begins).filter(|at| *at > 0) {
            let lines = segment.lines.split_off(at);
            closing.statement.extend(lines.iter().flat_map(|index| document.lines[*index].pieces()));
        }
    }
    closing
}

/// Takes the name at the end, and the place and date above it. They are left out where nothing is signed.
fn take_signature(document: &Document, segments: &mut Segments, findings: &mut Findings) -> Option<usize> {
    let (pieces, _) = name(document, segments)?;
    let name = pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ");
    let last = document.lines.len().checked_sub(1)?;
    if !document.is_laid_out {
        take_end_of_mail(document, segments, &name, findings);
    }
    let segment =
        segments.sections.iter_mut().find(|segment| segment.lines.len() > 2 && segment.lines.ends_with(&[last]))?;
    if normalized(&document.lines[last].text()) != normalized(&name) {
        return None;
    }
    segment.lines.pop();
    findings.convert(document.lines[last].span());
    let above = *segment.lines.last()?;
    let text = document.lines[above].text();
    let is_dated =
        document.date_in(&text).is_some_and(|date| date.end.is_none()) && text.split_whitespace().count() <= 6;
    is_dated.then(|| segment.lines.pop()).flatten()
}

/// Leaves out how a mail ends, which is no part of a résumé: a greeting, the name below it, and what a program adds.
fn take_end_of_mail(document: &Document, segments: &mut Segments, name: &str, findings: &mut Findings) {
    const LAST: usize = 5;
    let Some(segment) = segments.sections.last_mut() else { return };
    let text = |at: usize| document.lines[segment.lines[at]].text();
    let from = segment.lines.len().saturating_sub(LAST).max(2);
    let signed = (from..segment.lines.len()).find(|at| normalized(&text(*at)) == normalized(name));
    let Some(at) = signed.filter(|at| text(at - 1).trim_end().ends_with(',')) else { return };
    let end = segment.lines.split_off(at - 1);
    findings.convert(document.lines[end[1]].span());
}

impl Closing {
    /// The closing as the format has it.
    pub fn node(&self, document: &Document) -> Option<Node> {
        let nodes = paragraphs(&self.statement, document);
        let said: Vec<&str> = nodes.iter().filter_map(super::super::draft::scalar).collect();
        let span = nodes.first()?.span;
        let said = text(said.join("\n\n"), span);
        let Some(signed) = self.signed.map(|index| &document.lines[index]) else { return Some(said) };
        let written = signed.text();
        let mut closing = Draft::default();
        closing.put("text", said);
        if let Some(date) = document.date_in(&written) {
            let place = written[..date.range.start].split(',').next().unwrap_or_default().trim();
            closing.put("place", (!place.is_empty()).then(|| text(super::lines::escaped(place), signed.span())));
            closing.put("date", text(date.start, signed.span()));
        }
        closing.node(span)
    }
}
