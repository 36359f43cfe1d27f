//! The bodies of entries and sections: paragraphs and bullet points.

use super::super::draft::{Draft, text};
use super::entries::{Block, RawEntry, joined};
use super::guesses::Findings;
use super::items::{keywords, label};
use super::lines::{Document, Piece, escaped};
use super::titles;
use crate::locale::{import_words, vocabulary};
use crate::source::Span;
use crate::yaml::{Node, Value};

/// The lines of a section as paragraphs.
pub fn flowing(document: &Document, indices: &[usize]) -> Vec<Node> {
    let mut blocks: Vec<(Vec<Piece>, bool)> = Vec::new();
    let mut last: Option<usize> = None;
    for index in indices {
        let line = &document.lines[*index];
        let apart = last.map(|last| &document.lines[last]).is_none_or(|last| {
            let step = line.y - last.y;
            let height = if document.is_laid_out { 1.9 * line.size().max(8.0) } else { 1.5 };
            !line.continues && line.page == last.page && (step > height || step < 0.0)
        });
        last = Some(*index);
        let is_bullet = line.bullet.is_some();
        match blocks.last_mut().filter(|_| !apart && !is_bullet) {
            Some((block, _)) => block.extend(line.pieces()),
            None => blocks.push((line.pieces(), is_bullet)),
        }
    }
    let mut nodes: Vec<Node> = Vec::new();
    let mut in_list = false;
    for (block, is_bullet) in blocks {
        let span = Span { end: block[block.len() - 1].span.end, ..block[0].span };
        let own = joined(&block, |piece| &piece.rich);
        let own = if is_bullet { format!("- {own}") } else { own };
        match nodes.last_mut().filter(|_| is_bullet && in_list) {
            Some(Node { value: Value::Scalar { text, .. }, .. }) => *text = format!("{text}\n{own}"),
            _ => nodes.push(text(own, span)),
        }
        in_list = is_bullet;
    }
    nodes
}

/// Texts of the header as paragraphs: whole lines flow together.
pub fn paragraphs(pieces: &[Piece], document: &Document) -> Vec<Node> {
    let indices: Vec<usize> = pieces
        .iter()
        .filter_map(|piece| {
            document
                .lines
                .iter()
                .position(|line| line.span().start <= piece.span.start && piece.span.end <= line.span().end)
        })
        .collect();
    let mut unique = indices.clone();
    unique.dedup();
    match unique.len() == pieces.len()
        && pieces.iter().zip(&unique).all(|(piece, index)| {
            document.lines[*index].cells.len() == 1 && piece.span == document.lines[*index].span()
        }) {
        true => flowing(document, &unique),
        false => pieces.iter().map(|piece| text(piece.rich.clone(), piece.span)).collect(),
    }
}

/// The body of an entry: a summary of paragraphs, highlights, and keywords after a label for them.
pub fn put_body(draft: &mut Draft, body: &[Block], findings: &mut Findings) {
    let mut texts: Vec<(String, Span)> = Vec::new();
    let mut bullets: Vec<(usize, Node)> = Vec::new();
    for block in body {
        let Some(last) = block.pieces.last() else { continue };
        let span = Span { end: last.span.end, ..block.pieces[0].span };
        let rich = joined(&block.pieces, |piece| &piece.rich);
        match block.bullet {
            Some(level) => bullets.push((level, text(rich, span))),
            None => match keywords_of(block) {
                Some((label, words)) if !draft.has("keywords") => {
                    findings.convert(label);
                    draft.put_list("keywords", words.iter().map(|word| text(escaped(word), span)).collect());
                }
                _ => texts.push((rich, span)),
            },
        }
    }
    if let Some((_, span)) = texts.first().cloned() {
        let all: Vec<String> = texts.into_iter().map(|(text, _)| text).collect();
        draft.put("summary", text(all.join("\n\n"), span));
    }
    draft.put_list("highlights", nested(bullets));
}

/// A paragraph on what an organisation does.
pub fn put_description(draft: &mut Draft, block: &Block) {
    if let (Some(first), Some(last)) = (block.pieces.first(), block.pieces.last()) {
        let span = Span { end: last.span.end, ..first.span };
        draft.put("description", text(joined(&block.pieces, |piece| &piece.rich), span));
    }
}

/// The words after a label that announces keywords in any language, such as "Skills:", and where the label is.
fn keywords_of(block: &Block) -> Option<(Span, Vec<String>)> {
    let plain = joined(&block.pieces, |piece| &piece.text);
    let end = label(&plain)?;
    let name = titles::normalized(&plain[..end]);
    let is_label = |known: &str| titles::normalized(known) == name;
    let is_known = import_words().keyword_labels.contains(&name.as_str())
        || vocabulary().labels.iter().any(|(key, known)| *key == "keywords" && is_label(known));
    let span = Span { end: block.pieces[0].span.start + end, ..block.pieces[0].span };
    is_known.then(|| (span, keywords(plain[end..].trim_start_matches([':', '：']))))
}

/// Bullet points with those of deeper levels below them.
fn nested(bullets: Vec<(usize, Node)>) -> Vec<Node> {
    let least = bullets.iter().map(|(level, _)| *level).min().unwrap_or(0);
    let mut found: Vec<(Node, Vec<(usize, Node)>)> = Vec::new();
    for (level, node) in bullets {
        match found.last_mut().filter(|_| level > least) {
            Some((_, below)) => below.push((level, node)),
            None => found.push((node, Vec::new())),
        }
    }
    let with_below = |(node, below): (Node, Vec<(usize, Node)>)| {
        if below.is_empty() {
            return Some(node);
        }
        let span = node.span;
        let mut highlight = Draft::default();
        highlight.put("text", node);
        highlight.put_list("highlights", nested(below));
        highlight.node(span)
    };
    found.into_iter().filter_map(with_below).collect()
}

/// Where an entry is.
pub fn span_of(document: &Document, entry: &RawEntry) -> Span {
    let head = entry.head.iter().map(|index| document.lines[*index].span());
    let body = entry.body.iter().flat_map(|block| block.pieces.iter().map(|piece| piece.span));
    head.chain(body).reduce(Span::joined).unwrap_or_default()
}
