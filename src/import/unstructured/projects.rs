//! Projects.

use super::super::draft::{Draft, text};
use super::body::{put_body, span_of};
use super::entries::{Block, entries, joined};
use super::guesses::Findings;
use super::heads;
use super::items::keywords;
use super::lines::{Document, Piece, escaped};
use super::put::{put_dates, put_link, put_note, put_piece, put_place};
use crate::locale::import_words;
use crate::source::Span;
use crate::yaml::Node;

/// Reads the projects of a section.
pub fn projects(document: &Document, indices: &[usize], findings: &mut Findings) -> Vec<Node> {
    let raw = entries(document, indices);
    let undated = raw.iter().all(|entry| !entry.is_dated && entry.head.is_empty());
    if undated {
        // A list of projects without heads: each bullet is one.
        let blocks = raw.iter().flat_map(|entry| &entry.body);
        return blocks.filter_map(bullet_project).collect();
    }
    let mut made = Vec::new();
    for entry in &raw {
        let head = heads::read(document, entry);
        let mut draft = Draft::default();
        let mut parts = head.parts.iter().map(|part| part.piece.clone());
        put_piece(&mut draft, "name", parts.next().as_ref());
        let rest: Vec<Piece> = parts.collect();
        let (long, short): (Vec<Piece>, Vec<Piece>) =
            rest.into_iter().partition(|piece| piece.text.split_whitespace().count() > 5);
        put_piece(&mut draft, "description", long.first());
        let mut short = short.into_iter();
        let kind = short.next();
        if let Some(kind) = &kind {
            let is_list = kind.text.contains(", ");
            match is_list {
                true => draft.put_list(
                    "keywords",
                    keywords(&kind.text).iter().map(|word| text(escaped(word), kind.span)).collect(),
                ),
                false => put_piece(&mut draft, "type", Some(kind)),
            }
            let lower = kind.text.to_lowercase();
            let is_told = import_words().title_stems.projects.iter().any(|stem| lower.contains(stem));
            if !is_told {
                findings.guess(kind.span, if is_list { "the tools of the project" } else { "the type of the project" });
            }
        }
        put_link(&mut draft, &head.parts);
        put_place(&mut draft, &head, None, findings);
        put_dates(&mut draft, &head, false, findings);
        put_body(&mut draft, &entry.body, findings);
        let facts = head.facts.into_iter().map(|fact| fact.piece);
        let rest: Vec<Piece> = long.into_iter().skip(1).chain(short).chain(facts).collect();
        put_note(&mut draft, &rest);
        if !draft.has("name") {
            draft.put("name", text("?", span_of(document, entry)));
        }
        made.extend(draft.node(span_of(document, entry)));
    }
    made
}

/// A project in one bullet point: "Name: what it is".
fn bullet_project(block: &Block) -> Option<Node> {
    let first = block.pieces.first()?;
    let span = Span { end: block.pieces.last()?.span.end, ..first.span };
    let plain = joined(&block.pieces, |piece| &piece.text);
    let mut draft = Draft::default();
    let cut =
        [": ", " – ", " — ", " - "].iter().filter_map(|sign| plain.find(sign).map(|at| (at, at + sign.len()))).min();
    match cut.filter(|(at, _)| *at < 60) {
        Some((end, start)) => {
            draft.put("name", text(escaped(&plain[..end]), span));
            draft.put("description", text(escaped(&plain[start..]), span));
        }
        None => draft.put("name", text(joined(&block.pieces, |piece| &piece.rich), span)),
    }
    let link = block.pieces.iter().find_map(|piece| piece.link.clone()).filter(|link| link.starts_with("http"));
    draft.put("url", link.map(|link| text(link, span)));
    draft.node(span)
}
