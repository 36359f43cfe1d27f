//! The parts of a head → the keys that entries of all sections share.

use super::super::draft::{Draft, text};
use super::guesses::Findings;
use super::heads::{self, Head};
use super::lines::Piece;
use super::words::is_place;

/// Adds the dates of a head. `is_school` says that a single date is an end.
pub fn put_dates(draft: &mut Draft, head: &Head, is_school: bool, findings: &mut Findings) {
    head.durations.iter().for_each(|span| findings.convert(*span));
    let Some((found, span)) = &head.dates else { return };
    findings.convert(*span);
    match &found.end {
        Some(end) => {
            draft.put("startDate", text(found.start.as_str(), *span));
            draft.put("endDate", text(end.as_str(), *span));
        }
        // A single date of a school is that of the degree.
        None if is_school => draft.put("endDate", text(found.start.as_str(), *span)),
        None => {
            draft.put("startDate", text(found.start.as_str(), *span));
            draft.put("endDate", text(found.start.as_str(), *span));
        }
    }
}

/// Adds a text, if there is one.
pub fn put_piece(draft: &mut Draft, key: &str, piece: Option<&Piece>) {
    draft.put(key, piece.map(|piece| text(piece.rich.clone(), piece.span)));
}

/// Keeps what has no place in the note of its entry.
pub fn put_note(draft: &mut Draft, rest: &[Piece]) {
    if let Some(first) = rest.first() {
        let all: Vec<&str> = rest.iter().map(|piece| piece.text.as_str()).collect();
        draft.put("note", text(all.join("; "), first.span));
    }
}

/// Adds the first link of a head.
pub fn put_link(draft: &mut Draft, parts: &[heads::Part]) {
    let link = parts.iter().find_map(|part| part.piece.link.clone().map(|link| (link, part.piece.span)));
    if let Some((link, span)) = link.filter(|(link, _)| link.starts_with("http")) {
        draft.put("url", text(link, span));
    }
}

/// Adds the place of a head, or else another one that was found in its parts.
pub fn put_place(draft: &mut Draft, head: &Head, other: Option<&Piece>, findings: &mut Findings) {
    if let Some((place, is_guess)) = &head.place {
        put_piece(draft, "location", Some(place));
        if *is_guess {
            findings.guess(place.span, "the place");
        }
    } else {
        if let Some(place) = other.filter(|place| !is_place(&place.text)) {
            findings.guess(place.span, "the place");
        }
        put_piece(draft, "location", other);
    }
}
