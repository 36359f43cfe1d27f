//! Publications.

use super::super::draft::{Draft, text};
use super::guesses::Findings;
use super::items::{Item, items};
use super::lines::Document;
use super::work::sub;
use crate::locale::conjunctions;
use crate::source::Span;
use crate::yaml::Node;

/// Publications: authors, year and title where italics and a year in brackets tell them apart, the whole text elsewhere.
pub fn publications(document: &Document, indices: &[usize], findings: &mut Findings) -> Vec<Node> {
    let read = |item: &Item| {
        let span = item.span();
        cited(item, findings_of(&item.rich(), span)).unwrap_or_else(|| {
            let mut entry = Draft::default();
            entry.put("name", text(item.rich(), span));
            entry
        })
    };
    let items = numbered(items(document, indices), findings);
    let nodes: Vec<Node> = items.iter().filter_map(|item| read(item).node(item.span())).collect();
    items.iter().filter(|item| document.date_in(&item.plain()).is_some()).for_each(|item| {
        for piece in &item.pieces {
            if let Some(found) = document.date_in(&piece.text) {
                findings.convert(sub(piece, found.range.start, found.range.end).span);
            }
        }
    });
    nodes
}

/// The sign of a numbered item: "[12] " or "12. ".
fn number(text: &str) -> Option<usize> {
    let text = text.trim_start();
    let digits = text.trim_start_matches('[');
    let length = digits.chars().take_while(char::is_ascii_digit).count();
    let after = &digits[length..];
    let sign = if digits.len() < text.len() { after.strip_prefix(']')? } else { after.strip_prefix(['.', ')'])? };
    let is_number = (1..=3).contains(&length) && sign.starts_with(char::is_whitespace);
    is_number.then(|| text.len() - sign.trim_start().len())
}

/// Joins what was wrapped to the item above it, where items have numbers, and removes the numbers.
fn numbered(items: Vec<Item>, findings: &mut Findings) -> Vec<Item> {
    let count = items.iter().filter(|item| number(&item.plain()).is_some()).count();
    if count < 2 || items.first().is_none_or(|first| number(&first.plain()).is_none()) {
        return items;
    }
    let mut joined: Vec<Item> = Vec::new();
    for mut item in items {
        match (number(&item.plain()), joined.last_mut()) {
            (None, Some(above)) => above.pieces.append(&mut item.pieces),
            (Some(_), _) => {
                if let Some(first) = item.pieces.first_mut()
                    && let Some(start) = number(&first.text)
                {
                    findings.convert(sub(first, 0, start).span);
                    *first = sub(first, start, first.text.len());
                }
                joined.push(item);
            }
            (None, None) => joined.push(item),
        }
    }
    joined
}

/// A citation that can be divided.
struct Citation<'a> {
    authors: &'a str,
    year: &'a str,
    title: &'a str,
    rest: &'a str,
    span: Span,
}

/// Divides "Authors (2021). *Title*. Publisher. Remark".
fn findings_of(rich: &str, span: Span) -> Option<Citation<'_>> {
    let open = rich.find(" (")?;
    let year = rich.get(open + 2..open + 6).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?;
    let after = rich.get(open + 6..)?.strip_prefix(')')?.trim_start_matches(['.', ',', ':', ' ']);
    let quoted = after.strip_prefix('*').filter(|rest| !rest.starts_with('*'));
    let (title, rest) = match quoted {
        Some(rest) => rest.split_once('*')?,
        None => {
            let quoted = after.strip_prefix(['“', '"', '„', '«'])?;
            quoted.split_once(['”', '"', '“', '»'])?
        }
    };
    Some(Citation {
        authors: &rich[..open],
        year,
        title: title.trim_end_matches(['.', ',']),
        rest: rest.trim_start_matches(['.', ',', ' ']),
        span,
    })
}

fn cited(item: &Item, citation: Option<Citation>) -> Option<Draft> {
    let Citation { authors, year, title, rest, span } = citation?;
    let mut entry = Draft::default();
    entry.put("name", text(title, span));
    let and = conjunctions("en").iter().map(|word| format!(" {word} "));
    let signs = and.chain([" & ".to_owned(), r" \& ".to_owned()]);
    let authors = signs.fold(authors.to_owned(), |authors, sign| authors.replace(&sign, ", "));
    let authors = authors.split(", ").map(str::trim).filter(|author| !author.is_empty());
    // A family name before a comma and initials after it are one author.
    let mut names: Vec<String> = Vec::new();
    for author in authors {
        let initials = author.len() <= 6 && author.ends_with('.') && !author.contains(' ') && !author.contains('*');
        match names.last_mut().filter(|_| initials) {
            Some(name) => *name = format!("{name}, {author}"),
            None => names.push(author.to_owned()),
        }
    }
    entry.put_list("authors", names.iter().map(|name| text(name.as_str(), span)).collect());
    entry.put("releaseDate", text(year, span));
    let (publisher, remark) = match rest.split_once(". ") {
        Some((publisher, remark)) if !remark.trim().is_empty() => (publisher, Some(remark.trim())),
        _ => (rest.trim_end().trim_end_matches('.'), None),
    };
    entry.put("publisher", (!publisher.is_empty()).then(|| text(publisher, span)));
    entry.put("summary", remark.map(|remark| text(remark, span)));
    let link = item.pieces.iter().find_map(|piece| piece.link.clone()).filter(|link| link.starts_with("http"));
    entry.put("url", link.map(|link| text(link, span)));
    Some(entry)
}
