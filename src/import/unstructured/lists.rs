//! Sections of short items: skills, languages, interests.

use super::super::draft::{Draft, list, text};
use super::entries::joined;
use super::guesses::Findings;
use super::lines::{Document, Line, Piece, escaped};
use super::titles;
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
    let is_labelled = |line: &Line| label(&line.text()).is_some() || bold_start(&line.cells[0].whole()).is_some();
    let labelled = lines.iter().filter(|line| is_labelled(line) || line.cells.len() == 2).count();
    let edge = right_edge(document, &lines);
    let least = lines.iter().map(|line| line.x()).fold(f64::MAX, f64::min);
    let steps = Steps::of(&lines);
    let mut items: Vec<Item> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let own_label = is_labelled(line) || line.cells.len() > 1;
        let is_wrapped = document.is_laid_out && at > 0 && is_wrapped(lines[at - 1], line, edge, &steps);
        if let Some(last) = items.last_mut().filter(|_| is_wrapped && !own_label) {
            let last = last.pieces.last_mut().expect("an item has a piece");
            let next = line.cells[0].whole();
            let both = [last.clone(), next.clone()];
            last.text = joined(&both, |piece| &piece.text);
            last.rich = joined(&both, |piece| &piece.rich);
            last.span.end = next.span.end;
            continue;
        }
        let ends_open = items.last().and_then(|item| item.pieces.last()).is_some_and(|last| {
            last.text.trim_end().ends_with([',', '、', '/', '&', '-', '–', '—'])
                || last.text.matches('(').count() > last.text.matches(')').count()
        });
        // Cells with bullets are items side by side.
        if line.cells.len() > 1 && line.cells.iter().all(|cell| cell.has_bullet) {
            items.extend(line.pieces().into_iter().map(|piece| Item { pieces: vec![piece], cells: 1 }));
            continue;
        }
        let is_name = line.is_bold() && at > 0 && !lines[at - 1].is_bold();
        let continues = line.continues
            || document.is_laid_out
                && line.bullet.is_none()
                && (bulleted && !is_name
                    || ends_open
                    || labelled > 0 && !own_label && (labelled * 2 >= lines.len() || line.x() > least + 2.0));
        match items.last_mut().filter(|_| continues && line.bullet.is_none() && line.heading.is_none()) {
            Some(item) => item.pieces.extend(line.pieces()),
            None => items.push(Item { pieces: line.pieces(), cells: line.cells.len() }),
        }
    }
    items
}

/// The right edge of the text in the column of some lines.
fn right_edge(document: &Document, lines: &[&Line]) -> f64 {
    let is_beside =
        |line: &&Line| lines.first().is_some_and(|first| (first.page, first.column) == (line.page, line.column));
    let rights = document.lines.iter().filter(is_beside).filter_map(|line| line.cells.last());
    rights.map(|cell| cell.right).fold(0.0, f64::max)
}

/// The distances of lines.
struct Steps {
    least: f64,
    /// Whether some are wider than others, as between paragraphs.
    are_uneven: bool,
}

impl Steps {
    fn of(lines: &[&Line]) -> Steps {
        let steps = lines.windows(2).filter(|pair| pair[0].page == pair[1].page).map(|pair| pair[1].y - pair[0].y);
        let steps: Vec<f64> = steps.filter(|step| *step > 0.5).collect();
        let (least, most) = (steps.iter().copied().fold(f64::MAX, f64::min), steps.iter().copied().fold(0.0, f64::max));
        Steps { least, are_uneven: most > least + 1.5 }
    }
}

/// Whether a line goes on with a text that did not fit on the line above.
fn is_wrapped(above: &Line, below: &Line, edge: f64, steps: &Steps) -> bool {
    let ([one], [other]) = (&above.cells[..], &below.cells[..]) else { return false };
    let step = below.y - above.y;
    let is_near = above.page == below.page
        && above.column == below.column
        && below.bullet.is_none()
        && below.heading.is_none()
        && (one.size - other.size).abs() < 0.3
        && one.runs.last().map(|run| run.bold) == other.runs.first().map(|run| run.bold)
        && (other.x - one.x).abs() < 1.0;
    // Where all lines have one distance, only a small letter tells that a line goes on.
    let is_close = steps.are_uneven && step < steps.least + 1.0;
    let goes_on = other.text().trim_start().starts_with(char::is_lowercase);
    is_near && (goes_on || is_close) && !other.fits_after(one, edge)
}

/// The end of a bold start of a text that is a label: "**Software** Revit, Rhino".
fn bold_start(piece: &Piece) -> Option<usize> {
    let (bold, rest) = piece.rich.strip_prefix("**")?.split_once("**")?;
    let bold = bold.replace('\\', "");
    let bold = bold.trim_end_matches([' ', ':', '–', '—', '|', '-']);
    // The first of several words in a list is no label.
    let is_list = rest.trim_start().starts_with([',', ';', '/', '(', '&', '+', '.', '|', '•', '·']);
    let is_short = bold.chars().count() < 45 && bold.split_whitespace().count() <= 6;
    let has_rest = rest.chars().any(char::is_alphanumeric);
    (!is_list && is_short && has_rest && !bold.contains(", ") && piece.text.starts_with(bold)).then_some(bold.len())
}

/// The end of a label "Languages:" or of one in bold, and the start of what it stands for.
fn labelled(item: &Item) -> Option<(usize, String)> {
    let (first, plain) = (&item.pieces[0], item.plain());
    let end = label(&plain).or_else(|| bold_start(first)).filter(|end| *end <= first.text.len())?;
    let end = first.text.is_char_boundary(end).then_some(end)?;
    let rest = plain[end..].trim_start().trim_start_matches([':', '：', '–', '—', '|', '-']).trim_start();
    Some((end, rest.to_owned()))
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
        let is_name = |item: &Item| item.pieces.len() == 1 && first.bold && keywords(&item.plain()).len() == 1;
        if is_name(item) && all.get(at + 1).is_some_and(|next| !next.pieces[0].bold && label(&next.plain()).is_none()) {
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
        let (name, rest) = match labelled(item) {
            Some((at, rest)) => (Some(sub(first, 0, at)), rest),
            _ if item.cells == 2 && item.pieces.len() >= 2 => {
                (Some(first.clone()), joined(&item.pieces[1..], |piece| &piece.text))
            }
            _ => (None, item.plain()),
        };
        let words: Vec<Node> = keywords(&rest).iter().map(|word| text(escaped(word), span)).collect();
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

/// The parts of a text of names in bold, each with what follows: "**Dutch** native **English** C1".
fn bold_pairs(piece: &Piece) -> Vec<(String, String)> {
    let parts: Vec<&str> = piece.rich.split("**").collect();
    let is_open = parts.first().is_some_and(|first| first.trim().is_empty());
    let has_text = |text: &&str| text.chars().any(char::is_alphanumeric);
    if !is_open || parts.len() < 3 || parts.len().is_multiple_of(2) || !parts[1..].iter().all(has_text) {
        return Vec::new();
    }
    let edge = |letter: char| letter.is_whitespace() || ":–—-|,;".contains(letter);
    let bare = |text: &str| text.replace('\\', "").trim_matches(edge).to_owned();
    let pairs: Vec<(String, String)> = parts[1..].chunks(2).map(|pair| (bare(pair[0]), bare(pair[1]))).collect();
    if pairs.iter().all(|(name, level)| !name.contains(',') && !level.contains(',')) { pairs } else { Vec::new() }
}

/// A word in capitals as a name is written.
fn uncapped(text: &str) -> String {
    let is_caps = text.chars().count() > 3 && text.contains(char::is_alphabetic) && !text.contains(char::is_lowercase);
    if !is_caps {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}

/// Languages and how well they are spoken.
pub fn languages(document: &Document, indices: &[usize], findings: &mut Findings) -> Vec<Node> {
    let mut found = Vec::new();
    for item in items(document, indices) {
        let span = item.span();
        let entry = |language: &str, fluency: Option<&str>| {
            let mut entry = Draft::default();
            entry.put("language", text(escaped(&uncapped(language.trim())), span));
            entry.put(
                "fluency",
                fluency.map(str::trim).filter(|text| !text.is_empty()).map(|fluency| text(escaped(fluency), span)),
            );
            entry.node(span)
        };
        // Europass names the mother tongue and the others under labels.
        let plain = item.plain();
        if let Some(at) = label(&plain)
            && let Some(is_mother) = titles::is_mother_tongue(&plain[..at])
        {
            let named = plain[at..].trim_start_matches([':', '：']);
            let fluency = plain[..at].replace("(s)", "");
            let fluency = is_mother.then_some(fluency.as_str());
            found.extend(keywords(named).iter().filter_map(|language| entry(language, fluency)));
            findings.convert(Span { end: span.start + at, ..span });
            continue;
        }
        let pairs: Vec<(String, String)> = item.pieces.iter().flat_map(bold_pairs).collect();
        if pairs.len() > 1 {
            found.extend(pairs.iter().filter_map(|(language, level)| entry(language, Some(level))));
            continue;
        }
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
        if item.pieces.len() == 1
            && let Some((end, level)) = labelled(&item)
            && keywords(&level).len() == 1
        {
            found.extend(entry(&item.pieces[0].text[..end], Some(&level)));
            continue;
        }
        let mut plain = String::new();
        for piece in &item.pieces {
            // A sign at the end of a line is before the level.
            let sign = if plain.trim_end().ends_with(['–', '—', '-', ':']) { " " } else { ", " };
            plain =
                if plain.is_empty() { piece.text.clone() } else { format!("{}{sign}{}", plain.trim_end(), piece.text) };
        }
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
