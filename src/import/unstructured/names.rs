//! The name of the person, by labels, by its size, and by the address of an email.

use unicode_normalization::UnicodeNormalization;

use super::contacts::{self, Contact};
use super::labels::{Label, label};
use super::lines::{Cell, Document, Line, Piece};
use super::rows::unwrapped;
use super::segment::{Segments, body_size};
use super::titles;
use super::words::is_position;
use crate::locale::import_words;

/// The name after a label that says so, or the given and the family name after theirs.
fn labelled_name(document: &Document, segments: &Segments) -> Option<Vec<Piece>> {
    let rows: Vec<(Label, Piece)> = unwrapped(document, &segments.header)
        .iter()
        .flat_map(|line| line.cells.clone())
        .filter_map(|cell| {
            let text = cell.text();
            let sign = text.find([':', '：'])?;
            let value = sign + text[sign..].chars().next().map_or(1, char::len_utf8);
            Some((label(&text[..sign])?, cell.piece(value..text.len())))
        })
        .filter(|(_, value)| value.text.chars().any(char::is_alphabetic))
        .collect();
    let of = |wanted: Label| rows.iter().find(|(own, _)| *own == wanted).map(|(_, value)| value.clone());
    match (of(Label::Given), of(Label::Family)) {
        (Some(given), Some(family)) => Some(vec![given, family]),
        _ => of(Label::Name).map(|name| vec![name]),
    }
}

/// Where a name begins after the word for the document: "Curriculum vitae van Ada Quill".
fn after_document_word(text: &str) -> usize {
    let mut ends = text.char_indices().filter(|(_, letter)| " :".contains(*letter)).map(|(at, _)| at);
    let Some(end) = ends.rfind(|end| titles::is_document_word(&text[..*end])) else { return 0 };
    let is_sign = |letter: char| letter.is_whitespace() || ":–—-|".contains(letter);
    let skipped = |from: usize| from + text[from..].len() - text[from..].trim_start_matches(is_sign).len();
    let start = skipped(end);
    let word = text[start..].split(' ').next().unwrap_or_default();
    let start = if import_words().name_joints.contains(&word) { skipped(start + word.len()) } else { start };
    let is_name = text[start..].starts_with(char::is_uppercase) && text[start..].contains(' ');
    if is_name { start } else { 0 }
}

/// The name: the largest text of the first page, or the first line of a text without sizes.
pub fn name(document: &Document, segments: &Segments) -> Option<(Vec<Piece>, bool)> {
    if let Some(pieces) = labelled_name(document, segments) {
        return Some((pieces, false));
    }
    let body = body_size(document);
    let in_header: Vec<&Line> =
        segments.header.iter().map(|index| &document.lines[*index]).filter(|line| line.page == 1).collect();
    let may_be = |piece: &Piece| {
        let text = &piece.text;
        text.chars().filter(|letter| letter.is_alphabetic()).count() >= 2
            && text.chars().count() < 48
            && text.split_whitespace().count() <= 6
            && contacts::find_all(text).is_empty()
            && !text.contains(|letter: char| letter.is_ascii_digit() || letter == '@' || letter == ':')
            && !titles::is_document_word(text)
            && titles::known(text).is_none()
            && !text.trim_end().ends_with(['.', ',', '!', '?'])
    };
    let first_part = |cell: &Cell| {
        let text = cell.text();
        let end = [" | ", " • ", " · ", " – ", " — ", ", M.", ", Ph"].iter().filter_map(|sign| text.find(sign)).min();
        // "Selin Karaduman, Architect"
        let end = end.or_else(|| text.find(", ").filter(|at| is_position(&text[*at..]) && !is_position(&text[..*at])));
        let end = end.unwrap_or(text.len());
        cell.piece(after_document_word(&text[..end])..end)
    };
    let pieces = |lines: &[&Line]| -> Vec<(f64, f64, String, Piece)> {
        let cells = lines.iter().flat_map(|line| line.cells.iter().map(|cell| (line.y, cell)));
        let cells = cells.map(|(y, cell)| (cell.size, y, cell.font.clone(), first_part(cell)));
        cells.filter(|(.., piece)| may_be(piece)).collect()
    };
    let mut found = pieces(&in_header);
    if found.is_empty() && document.is_laid_out {
        let first: Vec<&Line> = document.lines.iter().filter(|line| line.page == 1).take(40).collect();
        found = pieces(&first);
    }
    if !document.is_laid_out {
        let heading = in_header.iter().filter(|line| line.heading.is_some()).flat_map(|line| line.cells.first());
        let heading = heading.map(first_part).find(|piece| may_be(piece));
        let is_guess = heading.is_none();
        // In a mail, a greeting may stand above the name.
        let in_address = found.iter().find(|(.., piece)| is_in_address(&piece.text, document));
        let first = in_address.or(found.first()).map(|(.., piece)| piece.clone());
        return heading.or(first).map(|piece| (vec![piece], is_guess));
    }
    if let Some(author) = &document.author
        && let Some((.., piece)) =
            found.iter().find(|(.., piece)| titles::normalized(&piece.text) == titles::normalized(author))
    {
        return Some((vec![piece.clone()], false));
    }
    if let Some((.., piece)) = found.iter().find(|(.., piece)| is_in_address(&piece.text, document)) {
        return Some((vec![piece.clone()], false));
    }
    if large_title(document, segments).is_some()
        && let Some((.., piece)) = found.first().filter(|(.., piece)| !is_position(&piece.text))
    {
        return Some((vec![piece.clone()], true));
    }
    let largest = found.iter().map(|(size, ..)| *size).fold(0.0, f64::max);
    let mut largest_first = found.into_iter().filter(|(size, ..)| *size >= largest - 0.6);
    let (size, y, font, piece) = largest_first.next()?;
    let is_guess = size < body + 0.6;
    let mut pieces = vec![piece];
    // A name on two lines.
    if let Some((_, below, other, next)) = largest_first.next()
        && pieces[0].text.split_whitespace().count() <= 2
        && (below - y).abs() < 2.2 * size
        && next.text.split_whitespace().count() + pieces[0].text.split_whitespace().count() <= 5
        && other == font
        && size > body + 2.0
    {
        pieces.push(next);
    }
    Some((pieces, is_guess))
}

/// A title of a profession that is larger than the name above it.
pub fn large_title(document: &Document, segments: &Segments) -> Option<Piece> {
    let lines = segments.header.iter().map(|index| &document.lines[*index]).filter(|line| line.page == 1);
    let cells: Vec<&Cell> = lines.flat_map(|line| &line.cells).collect();
    let largest = cells.iter().copied().max_by(|one, other| one.size.total_cmp(&other.size))?;
    let is_larger = cells.iter().all(|cell| std::ptr::eq(*cell, largest) || cell.size < largest.size - 0.6);
    let has_name = cells.iter().take_while(|cell| !std::ptr::eq(**cell, largest)).any(|cell| {
        let text = cell.text();
        (2..=5).contains(&text.split_whitespace().count()) && contacts::find_all(&text).is_empty()
    });
    let is_title = document.is_laid_out && is_larger && has_name && is_position(&largest.text());
    is_title.then(|| largest.whole())
}

/// Whether the words of a name are the user of an email address of the document: "Ada Lovelace" in `ada.lovelace@…`.
fn is_in_address(name: &str, document: &Document) -> bool {
    let bare = |text: &str| text.nfd().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
    let words: Vec<String> = name.split_whitespace().map(bare).collect();
    let emails =
        document.lines.iter().flat_map(|line| contacts::find_all(&line.text())).filter_map(|found| {
            match found.contact {
                Contact::Email(address) => address.split_once('@').map(|(user, _)| bare(user)),
                _ => None,
            }
        });
    words.len() >= 2
        && words.iter().all(|word| word.len() >= 3)
        && emails.into_iter().any(|user| words.iter().all(|word| user.contains(word.as_str())))
}
