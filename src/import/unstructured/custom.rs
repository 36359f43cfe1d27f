//! Sections that the format has no key for, and references.

use super::super::draft::{self, Draft, text};
use super::body::{flowing, put_body, span_of};
use super::entries::{entries, joined};
use super::guesses::Findings;
use super::heads;
use super::items::items;
use super::lines::{Document, Piece};
use super::put::{put_dates, put_link, put_note, put_piece, put_place};
use super::segment::Segment;
use crate::yaml::Node;

/// Reads a section that the format has no key for: entries with dates, or else one text for each item.
pub fn custom_entries(document: &Document, segment: &Segment, findings: &mut Findings) -> Vec<Node> {
    let raw = entries(document, &segment.lines);
    let is_structured = raw
        .iter()
        .any(|entry| entry.is_dated && !entry.head.is_empty() && (!entry.body.is_empty() || entry.head.len() > 1));
    if !is_structured {
        let items = items(document, &segment.lines);
        return items.iter().map(|item| text(item.rich(), item.span())).collect();
    }
    let mut made = Vec::new();
    for entry in &raw {
        let head = heads::read(document, entry);
        let mut draft = Draft::default();
        let mut parts = head.parts.iter().map(|part| part.piece.clone());
        put_piece(&mut draft, "title", parts.next().as_ref());
        put_piece(&mut draft, "subtitle", parts.next().as_ref());
        put_link(&mut draft, &head.parts);
        put_place(&mut draft, &head, None, findings);
        put_dates(&mut draft, &head, false, findings);
        let mut body = entry.body.clone();
        let rest: Vec<Piece> = parts.chain(head.facts.iter().map(|fact| fact.piece.clone())).collect();
        if !draft.has("title") {
            let first = (!body.is_empty()).then(|| body.remove(0));
            draft.put(
                "title",
                first.map(|block| text(joined(&block.pieces, |piece| &piece.rich), block.pieces[0].span)),
            );
        }
        put_body(&mut draft, &body, findings);
        put_note(&mut draft, &rest);
        made.extend(draft.node(span_of(document, entry)));
    }
    made
}

/// Reads a section of references.
pub fn references(document: &Document, indices: &[usize]) -> Vec<Node> {
    let made = flowing(document, indices).into_iter().filter_map(|node| {
        let span = node.span;
        let written = draft::scalar(&node)?.trim_start_matches("- ").to_owned();
        let mut draft = Draft::default();
        let short = written.chars().count() <= 60;
        match written.split_once(", ").filter(|_| !short) {
            Some((name, rest)) if name.chars().count() <= 40 => {
                draft.put("name", text(name, span));
                draft.put("reference", text(rest, span));
            }
            _ if short => draft.put("name", text(written, span)),
            _ => {
                let (name, rest) = written.split_at(written.find(' ').unwrap_or(0));
                draft.put("name", text(name, span));
                draft.put("reference", text(rest.trim(), span));
            }
        }
        draft.node(span)
    });
    made.collect()
}
