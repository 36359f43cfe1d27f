//! A profile that LinkedIn saved as PDF: its layout is fixed, so sizes tell employers from positions.

use super::super::draft::{Draft, list, text};
use super::body::put_body;
use super::dates::Found;
use super::entries::Block;
use super::guesses::Findings;
use super::heads::is_duration;
use super::lines::{Document, Line, Piece};
use super::put::put_piece;
use super::titles::{self, Topic};
use super::words::{is_place, may_be_town};
use super::work::sub;
use crate::resume::Section;
use crate::source::Span;
use crate::yaml::Node;

/// Whether a document is such a profile: it names its own address on LinkedIn.
pub fn is_profile(document: &Document) -> bool {
    document.is_laid_out && document.lines.iter().any(|line| line.text().trim_end().ends_with("(LinkedIn)"))
}

/// The topic of a title that means something else in other documents.
pub fn topic(title: &str) -> Option<Topic> {
    // In French, elsewhere a word for the document.
    (titles::normalized(title) == "résumé").then_some(Topic::Standard(Section::Summary))
}

/// An employer with its positions, the latest first.
struct Employer {
    name: Piece,
    positions: Vec<Position>,
}

/// A position, as far as it was read.
struct Position {
    title: Piece,
    dates: Option<(Found, Span)>,
    place: Option<Piece>,
    body: Vec<Block>,
    /// The right edge of the last line of the body.
    right: f64,
}

/// Reads the section of jobs; `None` if its sizes do not tell employers from positions.
pub fn jobs(document: &Document, indices: &[usize], findings: &mut Findings) -> Option<Vec<Node>> {
    let lines: Vec<&Line> = indices.iter().map(|index| &document.lines[*index]).collect();
    let mut sizes: Vec<i64> = lines.iter().map(|line| (line.size() * 10.0).round() as i64).collect();
    sizes.sort_unstable_by(|one, other| other.cmp(one));
    sizes.dedup();
    let [employer, title, ..] = sizes[..] else { return None };
    let width = lines.iter().filter_map(|line| line.cells.last()).map(|cell| cell.right).fold(0.0, f64::max);
    let mut employers: Vec<Employer> = Vec::new();
    for line in lines {
        let size = (line.size() * 10.0).round() as i64;
        let whole = line.cells[0].whole();
        if size == employer {
            employers.push(Employer { name: whole, positions: Vec::new() });
            continue;
        }
        let current = employers.last_mut()?;
        if size == title {
            current.positions.push(Position { title: whole, dates: None, place: None, body: Vec::new(), right: 0.0 });
        } else if is_duration(&whole.text) {
            findings.convert(whole.span);
        } else {
            current.positions.last_mut()?.add(document, line, whole, width, findings);
        }
    }
    Some(employers.into_iter().filter_map(|employer| employer.node(findings)).collect())
}

impl Position {
    /// Adds a line below the title: the period, then the place, then the text.
    fn add(&mut self, document: &Document, line: &Line, whole: Piece, width: f64, findings: &mut Findings) {
        if self.dates.is_none()
            && let Some(found) = document.date_in(&whole.text).filter(|found| found.range.start == 0)
        {
            // The length of the period follows in brackets.
            findings.convert(whole.span);
            let span = sub(&whole, found.range.start, found.range.end).span;
            self.dates = Some((found, span));
            return;
        }
        let is_short = whole.text.split_whitespace().count() <= 7 && line.bullet.is_none();
        let names_place = is_place(&whole.text) || whole.text.split(", ").all(may_be_town);
        if self.place.is_none() && self.body.is_empty() && is_short && names_place && !whole.text.ends_with('.') {
            self.place = Some(whole);
            return;
        }
        // A line that ends early ends a paragraph.
        let is_full = self.right > 0.8 * width;
        let right = line.cells.last().map_or(0.0, |cell| cell.right);
        self.right = right;
        match self.body.last_mut().filter(|_| is_full && line.bullet.is_none()) {
            Some(block) => block.pieces.extend(line.pieces()),
            None => self.body.push(Block { bullet: line.bullet, pieces: line.pieces() }),
        }
    }

    fn put(&self, draft: &mut Draft, findings: &mut Findings) {
        put_piece(draft, "position", Some(&self.title));
        put_piece(draft, "location", self.place.as_ref());
        if let Some((found, span)) = &self.dates {
            draft.put("startDate", text(found.start.as_str(), *span));
            draft.put("endDate", text(found.end.as_deref().unwrap_or(&found.start), *span));
        }
        put_body(draft, &self.body, findings);
    }
}

impl Employer {
    fn node(self, findings: &mut Findings) -> Option<Node> {
        let mut draft = Draft::default();
        put_piece(&mut draft, "name", Some(&self.name));
        match &self.positions[..] {
            [only] => only.put(&mut draft, findings),
            several => {
                let read = several.iter().filter_map(|position| {
                    let mut draft = Draft::default();
                    position.put(&mut draft, findings);
                    draft.node(position.title.span)
                });
                draft.put("positions", list(read.collect()));
            }
        }
        draft.node(self.name.span)
    }
}
