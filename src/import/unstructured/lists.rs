//! Sections of groups of words: skills and interests.

use super::super::draft::{Draft, list, text};
use super::guesses::Findings;
use super::items::{Cells, Item, items, keywords, label, labelled};
use super::lines::{Document, Piece, escaped};
use super::words::is_level;
use super::work::sub;
use crate::source::Span;
use crate::yaml::Node;

/// A group of words under a name.
struct Group {
    name: Piece,
    words: Vec<Node>,
    span: Span,
}

impl Group {
    /// The entry, with its name under a key.
    fn node(self, key: &str, findings: &mut Findings) -> Option<Node> {
        findings.convert(self.name.span);
        let mut group = Draft::default();
        group.put(key, text(escaped(&self.name.text), self.name.span));
        group.put_list("keywords", self.words);
        group.node(self.span)
    }
}

/// Skills: groups with a label, and what has none together.
pub fn skills(document: &Document, indices: &[usize], named: bool, findings: &mut Findings) -> Vec<Node> {
    let mut groups = Vec::new();
    let mut alone: Vec<Node> = Vec::new();
    let mut heading: Option<Piece> = None;
    // The group of the heading, which more items may follow.
    let mut open: Option<Group> = None;
    let key = if named { "name" } else { "language" };
    let all = items(document, indices);
    for (at, item) in all.iter().enumerate() {
        let first = &item.pieces[0];
        let next = all.get(at + 1);
        let is_word = item.pieces.len() == 1 && keywords(&item.plain()).len() == 1 && item.kind == Cells::Text;
        let is_above_words =
            next.is_some_and(|next| first.bold && !next.pieces[0].bold && label(&next.plain()).is_none());
        let is_above_tags = next.is_some_and(|next| next.kind == Cells::Tags && next.begins_with_tag);
        if is_word && (is_above_words || is_above_tags) {
            groups.extend(open.take().and_then(|group| group.node(key, findings)));
            heading = Some(first.clone());
            continue;
        }
        let line = document.lines.iter().find(|line| line.span().start == first.span.start);
        if line.is_some_and(|line| line.heading.is_some()) {
            groups.extend(open.take().and_then(|group| group.node(key, findings)));
            heading = Some(first.clone());
            continue;
        }
        let span = item.span();
        if let Some(node) = with_level(item, &all) {
            groups.extend(open.take().and_then(|group| group.node(key, findings)));
            groups.push(node);
            continue;
        }
        let is_tag = item.begins_with_tag;
        let may_be_named = match item.kind {
            Cells::Text => item.cells == 2,
            Cells::Words => first.bold && !item.pieces[1].bold,
            Cells::Tags => !is_tag,
        };
        let is_named = may_be_named && item.pieces.len() >= 2;
        let (name, words) = match labelled(item).filter(|_| !is_tag) {
            Some((at, _)) if item.kind != Cells::Text => {
                let rest = first.text[at..].trim_start_matches([':', '：']);
                (Some(sub(first, 0, at)), keywords(rest).into_iter().chain(item.words_from(1)).collect())
            }
            Some((at, rest)) => (Some(sub(first, 0, at)), keywords(&rest)),
            None if is_named => (Some(first.clone()), item.words_from(1)),
            None => (None, item.words_from(0)),
        };
        let words: Vec<Node> = words.iter().map(|word| text(escaped(word), span)).collect();
        if let (None, Some(heading)) = (&name, &heading) {
            let group = open.get_or_insert_with(|| Group { name: heading.clone(), words: Vec::new(), span });
            group.words.extend(words);
            group.span.end = span.end;
            continue;
        }
        groups.extend(open.take().and_then(|group| group.node(key, findings)));
        match name {
            Some(name) => groups.extend(Group { name, words, span }.node(key, findings)),
            None => alone.extend(words),
        }
    }
    groups.extend(open.take().and_then(|group| group.node(key, findings)));
    if let Some(list) = list(alone) {
        let span = list.span;
        let mut group = Draft::default();
        group.put("keywords", list);
        groups.extend(group.node(span));
    }
    groups
}

/// A skill with its level in a table of them: "Go", "expert", "6 years".
fn with_level(item: &Item, all: &[Item]) -> Option<Node> {
    let has_level = |item: &&Item| {
        let is_word = |piece: &Piece| keywords(&piece.text).len() == 1;
        item.kind != Cells::Tags
            && (2..=3).contains(&item.cells)
            && item.pieces.len() == item.cells
            && item.pieces.iter().all(is_word)
            && is_level(&item.pieces[1].text)
    };
    let count = all.iter().filter(has_level).count();
    if !has_level(&item) || count < 2 || count * 2 < all.len() {
        return None;
    }
    let mut skill = Draft::default();
    for (key, piece) in ["name", "level", "note"].into_iter().zip(&item.pieces) {
        skill.put(key, text(escaped(&piece.text), piece.span));
    }
    skill.node(item.span())
}
