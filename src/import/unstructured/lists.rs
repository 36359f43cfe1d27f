//! Sections of short items: skills, languages, interests, awards, certificates, publications.

use super::super::draft::{Draft, list, text};
use super::dates;
use super::entries::joined;
use super::guesses::Findings;
use super::lines::{Document, Line, Piece, escaped};
use super::work::sub;
use crate::source::Span;
use crate::yaml::Node;

/// An item: a line with those that continue it.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its lines, as pieces.
    pub pieces: Vec<Piece>,
    /// The number of cells of its first line.
    pub cells: usize,
}

/// The items of a section: bullet points, or lines.
pub fn items(document: &Document, indices: &[usize]) -> Vec<Item> {
    let lines: Vec<&Line> = indices.iter().map(|index| &document.lines[*index]).collect();
    let bulleted = lines.iter().any(|line| line.bullet.is_some());
    let labelled = lines.iter().filter(|line| label(&line.text()).is_some() || line.cells.len() == 2).count();
    let least = lines.iter().map(|line| line.x()).fold(f64::MAX, f64::min);
    let mut items: Vec<Item> = Vec::new();
    for line in &lines {
        let own_label = label(&line.text()).is_some() || line.cells.len() > 1;
        let ends_open = items.last().and_then(|item| item.pieces.last()).is_some_and(|last| {
            last.text.ends_with([',', '、', '/', '&'])
                || last.text.ends_with('-')
                || last.text.matches('(').count() > last.text.matches(')').count()
        });
        let continues = line.continues
            || document.is_laid_out
                && line.bullet.is_none()
                && (bulleted
                    || ends_open
                    || labelled > 0 && !own_label && (labelled * 2 >= lines.len() || line.x() > least + 2.0));
        match items.last_mut().filter(|_| continues && line.bullet.is_none() && line.heading.is_none()) {
            Some(item) => item.pieces.extend(line.pieces()),
            None => items.push(Item { pieces: line.pieces(), cells: line.cells.len() }),
        }
    }
    items
}

/// The end of a label such as "Languages:" at the start of a text.
pub fn label(text: &str) -> Option<usize> {
    let at = text.find([':', '：'])?;
    let before = &text[..at];
    let after = &text[at..];
    let is_address = after.starts_with("://");
    (!is_address && !before.trim().is_empty() && before.chars().count() < 45 && before.split_whitespace().count() <= 6)
        .then_some(at)
}

impl Item {
    /// Where it is.
    pub fn span(&self) -> Span {
        let (first, last) = (self.pieces[0].span, self.pieces[self.pieces.len() - 1].span);
        Span { end: last.end, ..first }
    }

    /// Its text, without markup.
    pub fn plain(&self) -> String {
        joined(&self.pieces, |piece| &piece.text)
    }

    /// Its text, as rich text.
    pub fn rich(&self) -> String {
        joined(&self.pieces, |piece| &piece.rich)
    }
}

/// Divides a list at commas, semicolons and bullets that are not in brackets.
pub fn keywords(text: &str) -> Vec<String> {
    let has_bullets = text.contains(['•', '·', '|', '∙']);
    let has_semicolon = text.contains(';') && !text.contains(", ");
    let mut found = vec![String::new()];
    let mut depth = 0usize;
    let letters: Vec<char> = text.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        match letter {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let next = letters.get(at + 1);
        let is_end = depth == 0
            && match letter {
                '•' | '·' | '|' | '∙' => true,
                ',' => !has_bullets && next.is_none_or(|next| next.is_whitespace() || next.is_alphabetic()),
                '、' | '，' => true,
                ';' | '；' => has_semicolon || !has_bullets,
                _ => false,
            };
        if is_end {
            found.push(String::new());
        } else if let Some(last) = found.last_mut() {
            last.push(*letter);
        }
    }
    let trimmed = found.iter().map(|word| word.trim().trim_end_matches('.').trim().to_owned());
    trimmed.filter(|word| !word.is_empty()).collect()
}

/// Skills: groups with a label, and what has none together.
pub fn skills(document: &Document, indices: &[usize], named: bool, findings: &mut Findings) -> Vec<Node> {
    let mut groups = Vec::new();
    let mut alone: Vec<Node> = Vec::new();
    let mut heading: Option<Piece> = None;
    for item in items(document, indices) {
        let first = &item.pieces[0];
        let line = document.lines.iter().find(|line| line.span().start == first.span.start);
        if line.is_some_and(|line| line.heading.is_some()) {
            heading = Some(first.clone());
            continue;
        }
        let span = item.span();
        let (name, rest) = match label(&item.plain()) {
            Some(at) if at <= first.text.len() && first.text.is_char_boundary(at) => {
                let rest = item.plain()[at..].trim_start_matches([':', '：']).to_owned();
                (Some(sub(first, 0, at)), rest)
            }
            _ if item.cells == 2 && item.pieces.len() >= 2 => {
                (Some(first.clone()), joined(&item.pieces[1..], |piece| &piece.text))
            }
            _ => (heading.clone(), item.plain()),
        };
        let words: Vec<Node> = keywords(&rest).iter().map(|word| text(escaped(word), span)).collect();
        let key = if named { "name" } else { "language" };
        match name {
            Some(name) if words.is_empty() => {
                let mut group = Draft::default();
                group.put(key, text(escaped(&name.text), name.span));
                groups.extend(group.node(span));
            }
            Some(name) => {
                findings.convert(name.span);
                let mut group = Draft::default();
                group.put(key, text(escaped(&name.text), name.span));
                group.put_list("keywords", words);
                groups.extend(group.node(span));
            }
            None => alone.extend(words),
        }
    }
    if let Some(list) = list(alone) {
        let span = list.span;
        let mut group = Draft::default();
        group.put("keywords", list);
        groups.extend(group.node(span));
    }
    groups
}

/// Languages and how well they are spoken.
pub fn languages(document: &Document, indices: &[usize]) -> Vec<Node> {
    let mut found = Vec::new();
    for item in items(document, indices) {
        let span = item.span();
        let entry = |language: &str, fluency: Option<&str>| {
            let mut entry = Draft::default();
            entry.put("language", text(escaped(language.trim()), span));
            entry.put(
                "fluency",
                fluency.map(str::trim).filter(|text| !text.is_empty()).map(|fluency| text(escaped(fluency), span)),
            );
            entry.node(span)
        };
        if item.cells >= 2
            && item.cells == item.pieces.len()
            && item.cells % 2 == 0
            && label(&item.plain()).is_none()
            && !item.plain().contains('(')
        {
            for pair in item.pieces.chunks(2) {
                found.extend(entry(&pair[0].text, Some(&pair[1].text)));
            }
            continue;
        }
        let plain = item.pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(", ");
        for part in keywords(&plain) {
            found.extend(match part.split_once(['(', '（']) {
                Some((language, fluency)) if !language.trim().is_empty() => {
                    entry(language, Some(fluency.trim_end_matches([')', '）'])))
                }
                _ => match [": ", " – ", " — ", " - ", "："].iter().find_map(|sign| part.split_once(sign)) {
                    Some((language, fluency)) => entry(language, Some(fluency)),
                    None => entry(&part, None),
                },
            });
        }
    }
    found
}

/// Awards and certificates: a title, who gave it, a date.
pub fn honours(document: &Document, indices: &[usize], keys: (&str, &str), findings: &mut Findings) -> Vec<Node> {
    let mut found = Vec::new();
    for item in items(document, indices) {
        let span = item.span();
        let mut entry = Draft::default();
        let mut parts: Vec<Piece> = Vec::new();
        let mut date = None;
        for piece in &item.pieces {
            let mut ranges = vec![(0, piece.text.len())];
            if let Some(dated) = dates::find(&piece.text).filter(|_| date.is_none()) {
                ranges = vec![(0, dated.range.start), (dated.range.end, piece.text.len())];
                findings.convert(sub(piece, dated.range.start, dated.range.end).span);
                date = Some((dated, piece.span));
            }
            for (start, end) in ranges {
                let own = sub(piece, start, end);
                let trimmed =
                    own.text.trim_matches(|letter: char| letter.is_whitespace() || ",;|–—-()•·:".contains(letter));
                // A bracket that belongs to a word stays.
                let trimmed =
                    if own.text.matches('(').count() == own.text.matches(')').count() && own.text.ends_with(')') {
                        own.text.trim_start_matches([',', ' ', '–', '|'])
                    } else {
                        trimmed
                    };
                if trimmed.chars().any(char::is_alphanumeric) {
                    let at = own.text.find(trimmed).unwrap_or(0);
                    parts.push(sub(&own, at, at + trimmed.len()));
                }
            }
        }
        let Some(first) = parts.first().cloned() else { continue };
        let mut rest: Vec<Piece> = parts.split_off(1);
        let cut = seam(document, &first).or_else(|| {
            [" – ", " — ", " | ", " - ", ", "]
                .iter()
                .find_map(|sign| first.text.find(sign).map(|at| (at, at + sign.len())))
        });
        let title = match cut.filter(|_| rest.is_empty()) {
            Some((end, start)) => {
                rest.insert(0, sub(&first, start, first.text.len()));
                sub(&first, 0, end)
            }
            None => first,
        };
        entry.put(keys.0, text(title.rich.clone(), title.span));
        if !rest.is_empty() {
            let giver = rest.remove(0);
            entry.put(keys.1, text(giver.rich.clone(), giver.span));
        }
        if let Some((dated, at)) = date {
            let value = match dated.end {
                Some(end) => format!("{} – {end}", dated.start),
                None => dated.start,
            };
            entry.put("date", text(value, at));
        }
        if !rest.is_empty() {
            entry.put("summary", text(joined(&rest, |piece| &piece.rich), rest[0].span));
        }
        let link = item.pieces.iter().find_map(|piece| piece.link.clone()).filter(|link| link.starts_with("http"));
        entry.put("url", link.map(|link| text(link, span)));
        found.extend(entry.node(span));
    }
    found
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
    let items = items(document, indices);
    let nodes: Vec<Node> = items.iter().filter_map(|item| read(item).node(item.span())).collect();
    items.iter().filter(|item| dates::find(&item.plain()).is_some()).for_each(|item| {
        for piece in &item.pieces {
            if let Some(found) = dates::find(&piece.text) {
                findings.convert(sub(piece, found.range.start, found.range.end).span);
            }
        }
    });
    nodes
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
    let authors = authors.replace(" and ", ", ").replace(" & ", ", ").replace(r" \& ", ", ");
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
