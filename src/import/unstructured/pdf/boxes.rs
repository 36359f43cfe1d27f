//! Words in small boxes, as tags of skills are drawn: each is separate, though the gaps between them are narrow.

use crate::pdf::PdfFile;
use crate::pdf::marks::Glyph;

/// Left, top, right, bottom, in points from the top left corner.
pub type Bounds = (f64, f64, f64, f64);

/// The boxes of a page that are as high as a line, and narrower than a column.
pub fn boxes(file: &PdfFile, page: usize, width: f64) -> Vec<Bounds> {
    let drawn = file.marks.areas.iter().chain(&file.marks.frames).filter(|area| area.page == page);
    let is_small = |(left, top, right, bottom): &Bounds| {
        let (across, down) = (right - left, bottom - top);
        (7.0..40.0).contains(&down) && (0.8 * down..0.5 * width).contains(&across)
    };
    drawn.map(|area| area.bounds).filter(is_small).collect()
}

/// The smallest of some boxes around a glyph.
pub fn around(glyph: &Glyph, boxes: &[Bounds]) -> Option<usize> {
    let middle = (glyph.x.0 + glyph.x.1) / 2.0;
    let holds = |(left, top, right, bottom): &Bounds| {
        (*left..*right).contains(&middle) && *top < glyph.y && glyph.y < *bottom && bottom - top < 3.2 * glyph.size
    };
    let width = |at: &usize| boxes[*at].2 - boxes[*at].0;
    let found = (0..boxes.len()).filter(|at| holds(&boxes[*at]));
    found.min_by(|one, other| width(one).total_cmp(&width(other)))
}

/// How many boxes have text of a line.
pub fn count(line: &[&Glyph], boxes: &[Bounds]) -> usize {
    let mut own: Vec<usize> = line.iter().filter_map(|glyph| around(glyph, boxes)).collect();
    own.sort_unstable();
    own.dedup();
    own.len()
}

/// Whether a cell of a line with several boxes is divided by them: no text stands between them, as in a sentence with
/// marked words, and none after a single one.
pub fn is_row(letters: &[Option<&Glyph>], boxes: &[Bounds]) -> bool {
    let is_text = |glyph: &&&Glyph| glyph.text.chars().any(char::is_alphanumeric);
    let own: Vec<Option<usize>> = letters.iter().flatten().filter(is_text).map(|glyph| around(glyph, boxes)).collect();
    let (Some(first), Some(last)) = (own.iter().position(Option::is_some), own.iter().rposition(Option::is_some))
    else {
        return false;
    };
    (own[first] != own[last] || last + 1 == own.len()) && own[first..=last].iter().all(Option::is_some)
}

/// Whether a cell is in one box.
pub fn is_boxed(letters: &[Option<&Glyph>], boxes: &[Bounds]) -> bool {
    let mut own = letters.iter().flatten().map(|glyph| around(glyph, boxes));
    own.next().flatten().is_some_and(|first| own.all(|other| other == Some(first)))
}
