//! Sections of short items: skills, languages, interests.

use super::super::draft::{Draft, list, text};
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
    let all = items(document, indices);
    for (at, item) in all.iter().enumerate() {
        let first = &item.pieces[0];
        let is_name = |item: &Item| item.pieces.len() == 1 && first.bold && keywords(&item.plain()).len() == 1;
        if is_name(item) && all.get(at + 1).is_some_and(|next| !next.pieces[0].bold && label(&next.plain()).is_none()) {
            heading = Some(first.clone());
            continue;
        }
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
            let signs = [": ", " – ", " — ", " - ", "："];
            // "Magyar (Hungarian): native" has its level after the sign.
            let by_sign = || signs.iter().find_map(|sign| part.split_once(sign));
            let by_bracket = part.trim_end().ends_with([')', '）']).then(|| part.split_once(['(', '（'])).flatten();
            found.extend(match by_bracket {
                Some((language, fluency)) if !language.trim().is_empty() => {
                    entry(language, Some(fluency.trim_end().trim_end_matches([')', '）'])))
                }
                _ => match by_sign() {
                    Some((language, fluency)) => entry(language, Some(fluency)),
                    None => entry(&part, None),
                },
            });
        }
    }
    found
}
