//! Awards and certificates: a title, who gave it, a date.

use super::super::draft::{Draft, text};
use super::dates::Found;
use super::entries::joined;
use super::guesses::Findings;
use super::items::{Item, items};
use super::lines::{Document, Piece};
use super::words::{is_fluency, is_level, is_organisation};
use super::work::sub;
use crate::source::Span;
use crate::yaml::Node;

/// The keys of the title and of who gave it.
pub struct Keys {
    /// The key of the title.
    pub title: &'static str,
    /// The key of who gave it.
    pub giver: &'static str,
}

/// Reads a section of awards or certificates.
pub fn honours(document: &Document, indices: &[usize], keys: &Keys, findings: &mut Findings) -> Vec<Node> {
    let items = items(document, indices).into_iter().flat_map(|item| divided(document, item)).collect();
    let items = with_remarks(document, under_titles(document, items));
    let is_bracketed = |item: &Item| {
        item.pieces.iter().any(|piece| {
            let end = document.date_in(&piece.text).map(|date| date.range.start).filter(|start| *start > 0);
            let before =
                piece.text[..end.unwrap_or(piece.text.len())].trim_end_matches([' ', ',', ';', '–', '—', '-', '|']);
            giver_in_brackets(before).is_some()
        })
    };
    let are_bracketed = items.iter().all(is_bracketed) && (items.len() > 1 || items.iter().all(is_named_in_brackets));
    items.iter().filter_map(|item| honour(document, item, keys, are_bracketed, findings)).collect()
}

/// Joins items that are not bold to the bold ones above them, if the first one is bold and others are not.
fn under_titles(document: &Document, items: Vec<Item>) -> Vec<Item> {
    // In some layouts, the date is before the title.
    let date = |piece: &&Piece| document.date_in(&piece.text);
    let is_title = |piece: &&Piece| date(piece).is_none_or(|date| date.range.len() < piece.text.len());
    let is_bold = |item: &Item| item.pieces.iter().find(is_title).is_some_and(|piece| piece.bold);
    let titles = items.iter().filter(|item| is_bold(item)).count();
    if titles == 0 || titles == items.len() || !is_bold(&items[0]) {
        return items;
    }
    let mut joined: Vec<Item> = Vec::new();
    for item in items {
        match joined.last_mut().filter(|_| !is_bold(&item)) {
            Some(title) => title.pieces.extend(item.pieces),
            None => joined.push(item),
        }
    }
    joined
}

/// Joins sentences without a date to the items above them, where most items have one: a number, a remark.
fn with_remarks(document: &Document, items: Vec<Item>) -> Vec<Item> {
    let is_dated = |item: &Item| item.pieces.iter().any(|piece| document.date_in(&piece.text).is_some());
    let is_remark = |item: &Item| !is_dated(item) && item.cells == 1 && item.plain().ends_with('.');
    if items.iter().filter(|item| is_dated(item)).count() * 2 < items.len() {
        return items;
    }
    let mut joined: Vec<Item> = Vec::new();
    for item in items {
        match joined.last_mut().filter(|_| is_remark(&item)) {
            Some(above) => above.pieces.extend(item.pieces),
            None => joined.push(item),
        }
    }
    joined
}

fn honour(document: &Document, item: &Item, keys: &Keys, are_bracketed: bool, findings: &mut Findings) -> Option<Node> {
    let Parts { mut before, mut after, date } = Parts::of(document, item, findings);
    if before.is_empty() {
        // The date comes first.
        before = std::mem::take(&mut after);
    }
    let first = before.first().cloned()?;
    let mut rest = before.split_off(1);
    // Signs that divide whatever follows, and those that may be part of a title.
    let (strong, weak) = ([" | ", " · ", " • ", " ∙ "], [" – ", " — ", " - ", ", "]);
    let at = |signs: &[&str]| signs.iter().find_map(|sign| first.text.find(sign).map(|at| (at, at + sign.len())));
    let at_weak = || {
        let by_sign = || before_giver(&first.text).or_else(|| at(&weak));
        seam(document, &first).or_else(by_sign).filter(|_| rest.is_empty())
    };
    let names_giver = |(_, start): &(usize, usize)| is_organisation(&first.text[*start..first.text.len() - 1]);
    let bracket = giver_in_brackets(&first.text).filter(|at| (are_bracketed || names_giver(at)) && rest.is_empty());
    let title = match at(&strong).or_else(|| open_bracket(&first.text)) {
        Some((end, start)) => {
            rest.insert(0, sub(&first, start, first.text.len()));
            sub(&first, 0, end)
        }
        None => match (bracket, at_weak()) {
            (Some((end, start)), _) => {
                rest.insert(0, sub(&first, start, first.text.len() - 1));
                sub(&first, 0, end)
            }
            (None, Some((end, start))) => {
                rest.insert(0, sub(&first, start, first.text.len()));
                sub(&first, 0, end)
            }
            (None, None) => first,
        },
    };
    let mut entry = Draft::default();
    entry.put(keys.title, text(title.rich.clone(), title.span));
    // What stands after the date is a remark, unless nothing else says who gave it, as in "Title (2019), Giver".
    let is_giver = |piece: &Piece| piece.text.split_whitespace().count() <= 8 && !piece.text.ends_with('.');
    if rest.is_empty() && after.first().is_some_and(is_giver) {
        rest.push(after.remove(0));
    }
    if !rest.is_empty() {
        let giver = rest.remove(0);
        entry.put(keys.giver, text(giver.rich.clone(), giver.span));
    }
    if let Some((dated, at)) = date {
        let value = match dated.end {
            Some(end) => format!("{} – {end}", dated.start),
            None => dated.start,
        };
        entry.put("date", text(value, at));
    }
    rest.append(&mut after);
    if let Some(first) = rest.first() {
        entry.put("summary", text(joined(&rest, |piece| &piece.rich), first.span));
    }
    let link = item.pieces.iter().find_map(|piece| piece.link.clone()).filter(|link| link.starts_with("http"));
    entry.put("url", link.map(|link| text(link, item.span())));
    entry.node(item.span())
}

/// Whether the bracket of a title is a name in small letters, rather than an acronym or a level.
fn is_named_in_brackets(item: &Item) -> bool {
    let text = item.plain();
    let Some((_, inner)) = text.split_once(" (") else { return false };
    let inner = inner.split(')').next().unwrap_or_default();
    inner.starts_with(char::is_uppercase)
        && inner.contains(char::is_lowercase)
        && !is_level(inner)
        && !is_fluency(inner)
}

/// The bracket at the end of "Title (Giver)", which is a giver only where all titles have one.
fn giver_in_brackets(text: &str) -> Option<(usize, usize)> {
    let at = text.strip_suffix(')')?.rfind(" (")?;
    Some((at, at + 2))
}

/// The bracket of "Title (Giver", whose other half stood behind the date.
fn open_bracket(text: &str) -> Option<(usize, usize)> {
    let is_open = text.matches('(').count() > text.matches(')').count();
    text.rfind(" (").filter(|_| is_open).map(|at| (at, at + 2))
}

/// The last comma of several, if only what follows it may be a giver: an acronym, as in "Transportation and
/// Distribution, ASCM", or an organization.
fn before_giver(text: &str) -> Option<(usize, usize)> {
    let at = text.rfind(", ").filter(|at| text[..*at].contains(", "))?;
    let rest = &text[at + 2..];
    let is_acronym = rest.chars().count() >= 3 && rest.chars().all(char::is_uppercase);
    (is_acronym || is_organisation(rest) && !is_organisation(&text[..at])).then_some((at, at + 2))
}

/// Divides "Medal (2020); Medal (2016)" into the items that it is.
fn divided(document: &Document, item: Item) -> Vec<Item> {
    let [piece] = &item.pieces[..] else { return vec![item] };
    let cuts: Vec<usize> = piece.text.match_indices("; ").map(|(at, _)| at).collect();
    let starts = std::iter::once(0).chain(cuts.iter().map(|cut| cut + 2));
    let ends = cuts.iter().copied().chain([piece.text.len()]);
    let parts: Vec<Piece> = starts.zip(ends).map(|(start, end)| sub(piece, start, end)).collect();
    if parts.len() < 2 || !parts.iter().all(|part| document.date_in(&part.text).is_some()) {
        return vec![item];
    }
    parts.into_iter().map(|part| Item { pieces: vec![part], cells: 1, ..item.clone() }).collect()
}

/// An item, divided at its date.
#[derive(Default)]
struct Parts {
    before: Vec<Piece>,
    after: Vec<Piece>,
    date: Option<(Found, Span)>,
}

impl Parts {
    fn of(document: &Document, item: &Item, findings: &mut Findings) -> Parts {
        let mut parts = Parts::default();
        for piece in &item.pieces {
            let found = document.date_in(&piece.text);
            let Some(dated) = found.filter(|_| parts.date.is_none()) else {
                let own = trimmed(piece);
                match parts.date {
                    None => parts.before.extend(own),
                    Some(_) => parts.after.extend(own),
                }
                continue;
            };
            findings.convert(sub(piece, dated.range.start, dated.range.end).span);
            parts.before.extend(trimmed(&sub(piece, 0, dated.range.start)));
            parts.after.extend(trimmed(&sub(piece, dated.range.end, piece.text.len())));
            parts.date = Some((dated, piece.span));
        }
        parts
    }
}

/// A piece without the signs at its ends. A bracket that belongs to a word stays.
fn trimmed(piece: &Piece) -> Option<Piece> {
    const SIGNS: &[char] = &[' ', ',', ';', '|', '–', '—', '-', '•', '·', ':', '、', '，', '\u{a0}', '\t'];
    let is_whole = piece.text.matches('(').count() == piece.text.matches(')').count();
    let is_edge = |letter: char| SIGNS.contains(&letter) || !is_whole && "()".contains(letter);
    let start = piece.text.len() - piece.text.trim_start_matches(|letter| is_edge(letter) || letter == '.').len();
    let end = piece.text.trim_end_matches(is_edge).len();
    (start < end).then(|| sub(piece, start, end)).filter(|own| own.text.chars().any(char::is_alphanumeric))
}

/// Where the style of a piece changes at a sign: the end of the first part, and the start of the second.
fn seam(document: &Document, piece: &Piece) -> Option<(usize, usize)> {
    let cells = document.lines.iter().flat_map(|line| &line.cells);
    let cell = cells.into_iter().find(|cell| cell.span.start <= piece.span.start && piece.span.end <= cell.span.end)?;
    let mut at = cell.span.start;
    let mut last: Option<(bool, bool)> = None;
    for run in &cell.runs {
        let style = (run.bold, run.italic);
        if last.is_some_and(|last| last != style) && at > piece.span.start && at < piece.span.end {
            let end = at - piece.span.start;
            let rest = &piece.text[end..];
            let is_sign = |letter: char| letter.is_whitespace() || ",;:–—-|·".contains(letter);
            let start = end + rest.len() - rest.trim_start_matches(is_sign).len();
            let end = piece.text[..end].trim_end_matches(is_sign).len();
            return (start < piece.text.len()).then_some((end, start));
        }
        last = Some(style);
        at += run.text.len();
    }
    None
}
