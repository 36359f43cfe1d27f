//! The items of sections of short texts, and the words in them.

use super::entries::joined;
use super::lines::{Cell, Document, Line, Piece};
use super::words::level_at_end;
use crate::source::Span;

/// An item: a line with those that continue it.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its lines, as pieces.
    pub pieces: Vec<Piece>,
    /// The number of cells of its first line.
    pub cells: usize,
    /// What its cells are.
    pub kind: Cells,
    /// Whether its first cell is in a box.
    pub begins_with_tag: bool,
}

/// What the cells of an item are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cells {
    /// Parts of one text, perhaps after a name.
    Text,
    /// Words, each in a cell.
    Words,
    /// Words in boxes.
    Tags,
}

/// The items of a section: bullet points, or lines.
pub fn items(document: &Document, indices: &[usize]) -> Vec<Item> {
    let lines: Vec<&Line> = indices.iter().map(|index| &document.lines[*index]).collect();
    let bulleted = lines.iter().any(|line| line.bullet.is_some());
    let is_labelled = |line: &Line| label(&line.text()).is_some() || bold_start(&line.cells[0].whole()).is_some();
    let is_tag = |line: &Line| line.cells[0].is_boxed;
    let labelled = lines.iter().filter(|line| !is_tag(line) && (is_labelled(line) || line.cells.len() == 2)).count();
    let edge = right_edge(document, &lines);
    let least = lines.iter().map(|line| line.x()).fold(f64::MAX, f64::min);
    let steps = Steps::of(&lines);
    let mut items: Vec<Item> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let own_label = is_labelled(line) || line.cells.len() > 1 && !is_tag(line);
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
            let alone = |piece| Item { pieces: vec![piece], cells: 1, kind: Cells::Text, begins_with_tag: false };
            items.extend(line.pieces().into_iter().map(alone));
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
            Some(item) => {
                item.pieces.extend(line.pieces());
                item.kind = item.kind.max(Cells::of(line));
            }
            None => items.push(Item {
                pieces: line.pieces(),
                cells: line.cells.len(),
                kind: Cells::of(line),
                begins_with_tag: is_tag(line),
            }),
        }
    }
    items
}

impl Cells {
    fn of(line: &Line) -> Cells {
        let is_word = |text: String| keywords(&text).len() == 1 && label(&text).is_none();
        if line.cells.iter().any(|cell| cell.is_boxed) {
            Cells::Tags
        } else if line.cells.len() > 2 && line.cells.iter().skip(1).all(|cell| is_word(cell.text())) {
            Cells::Words
        } else {
            Cells::Text
        }
    }
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
    let are_tags = one.is_boxed || other.is_boxed;
    // "polski – B2" below "niemiecki – C1": a sign that each line has divides it.
    let has = |cell: &Cell, sign: &str| cell.text().matches(sign).count() == 1 && !cell.text().contains(',');
    let are_alike = [" – ", " — ", " - ", ": "].iter().any(|sign| has(one, sign) && has(other, sign))
        || level_at_end(&one.text()).is_some() && level_at_end(&other.text()).is_some();
    is_near && !are_tags && !are_alike && (goes_on || is_close) && !other.fits_after(one, edge)
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
pub fn labelled(item: &Item) -> Option<(usize, String)> {
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

    /// The words of its pieces from one on.
    pub fn words_from(&self, first: usize) -> Vec<String> {
        match self.kind {
            Cells::Text => keywords(&joined(&self.pieces[first..], |piece| &piece.text)),
            Cells::Words | Cells::Tags => self.pieces[first..].iter().flat_map(|piece| keywords(&piece.text)).collect(),
        }
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
