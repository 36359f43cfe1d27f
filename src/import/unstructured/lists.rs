//! Sections of groups of words: skills and interests.

use super::super::draft::{Draft, list, text};
use super::guesses::Findings;
use super::items::{Cells, Item, items, keywords, label, labelled};
use super::lines::{Document, Piece, escaped};
use super::words::is_level;
use super::work::sub;
use crate::locale::conjunctions;
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

/// Interests. Where all that a section says is "skating and sewing", these are two.
pub fn interests(document: &Document, indices: &[usize], findings: &mut Findings) -> Vec<Node> {
    let all = items(document, indices);
    if let [item] = &all[..]
        && let [only] = &item.words_from(0)[..]
        && labelled(item).is_none()
        && let Some((first, second)) = pair(only, document)
    {
        findings.guess(item.span(), "two interests");
        let mut group = Draft::default();
        group.put_list("keywords", [first, second].map(|word| text(escaped(word), item.span())).into());
        return group.node(item.span()).into_iter().collect();
    }
    skills(document, indices, true, findings)
}

/// The halves of a text of two short parts around the word of the language for "and".
fn pair<'t>(written: &'t str, document: &Document) -> Option<(&'t str, &'t str)> {
    const MOST_WORDS: usize = 3;
    let words = document.languages.iter().flat_map(|language| conjunctions(language));
    let words = words.map(|word| format!(" {word} "));
    let mut cuts = words.flat_map(|word| {
        let found: Vec<(usize, usize)> = written.match_indices(&word).map(|(at, own)| (at, at + own.len())).collect();
        found
    });
    let (end, start) = cuts.next()?;
    let is_short = |part: &str| part.split_whitespace().count() <= MOST_WORDS;
    let (first, second) = (&written[..end], &written[start..]);
    (cuts.next().is_none() && is_short(first) && is_short(second)).then_some((first, second))
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
    let are_dashed = !all.is_empty() && all.iter().all(|item| dashed(item).is_some());
    let are_in_pairs = !document.is_laid_out && all.len().is_multiple_of(2) && all.chunks(2).all(is_pair);
    for (at, item) in all.iter().enumerate() {
        let first = &item.pieces[0];
        let next = all.get(at + 1);
        let is_word = item.pieces.len() == 1 && keywords(&item.plain()).len() == 1 && item.kind == Cells::Text;
        let is_above_words =
            next.is_some_and(|next| first.bold && !next.pieces[0].bold && label(&next.plain()).is_none());
        let is_above_tags = next.is_some_and(|next| next.kind == Cells::Tags && next.begins_with_tag);
        if is_word && (is_above_words || is_above_tags || are_in_pairs && at.is_multiple_of(2)) {
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
            None if are_dashed => {
                let (end, rest) = dashed(item).unwrap_or_default();
                (Some(sub(first, 0, end)), keywords(&rest))
            }
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

/// The end of a name before a dash, and the list behind it: "Software – SolidWorks, Ansys".
fn dashed(item: &Item) -> Option<(usize, String)> {
    const MOST_WORDS: usize = 5;
    let plain = item.plain();
    let mut cuts = [" – ", " — ", " - "].iter().flat_map(|sign| plain.match_indices(sign));
    let (end, sign) = cuts.next()?;
    let (name, rest) = (&plain[..end], &plain[end + sign.len()..]);
    let is_name = keywords(name).len() == 1 && name.split_whitespace().count() <= MOST_WORDS;
    let is_whole = cuts.next().is_none() && item.kind == Cells::Text && item.pieces[0].text.is_char_boundary(end);
    (is_whole && is_name && keywords(rest).len() > 1).then(|| (end, rest.to_owned()))
}

/// Whether a list stands below a line that is only its name.
fn is_pair(pair: &[Item]) -> bool {
    let [name, list] = pair else { return false };
    let is_plain = |item: &Item| item.kind == Cells::Text && item.cells == 1 && labelled(item).is_none();
    is_plain(name) && is_plain(list) && keywords(&name.plain()).len() == 1 && keywords(&list.plain()).len() > 1
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
