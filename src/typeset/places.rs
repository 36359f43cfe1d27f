//! From a point on a page to the place in the résumé where what stands there is written.
//!
//! Typst does not know the résumé's file, so the two are compared: the letters of the
//! pages with the texts that the theme was told, and those with the values of the file.

mod aligned;
mod written;

use crate::resume::Resume;
use crate::source::{Source, Span};

use self::aligned::{Match, align};
use self::written::Written;
use super::runs::TextRun;
use super::told::Told;

/// Where the texts of the pages are written.
pub struct Places {
    runs: Vec<(TextRun, Option<Match>)>,
    told: Vec<Told>,
    written: Written,
    source: Source,
}

/// A value of the résumé.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The keys that lead to it, such as `work[0].highlights[1]`.
    pub path: String,
    /// Where it is written.
    pub span: Span,
}

/// So far from a text, in points, a point still means it.
const NEAR: f64 = 48.0;

impl Places {
    /// Compares the pages' texts with those that a résumé's theme was told.
    pub fn new(runs: Vec<TextRun>, resume: &Resume, told: Vec<Told>) -> Option<Places> {
        let matches = align(&runs, &told);
        let source = resume.source().clone();
        let written = Written::new(resume.written()?);
        Some(Places { runs: runs.into_iter().zip(matches).collect(), told, written, source })
    }

    /// The place of what stands at a point, in points from the top left of a page; pages
    /// count from 1. Of nothing else than the résumé's text there is none.
    pub fn at(&self, page: usize, x: f64, y: f64) -> Option<Place> {
        let near = |(run, found): &(TextRun, Option<Match>)| {
            let found = (*found)?;
            let away = distance(run, x, y);
            (run.page == page && away <= NEAR).then_some((away, found, part(run, x)))
        };
        let found = self.runs.iter().filter_map(near).min_by(|one, other| one.0.total_cmp(&other.0));
        let (_, Match { told, start, end }, part) = found?;
        let letter = start + ((end - start) as f64 * part) as usize;
        self.written.place(&self.told, told, letter.min(end.saturating_sub(1)))
    }

    /// The text that the places lie in.
    pub fn source(&self) -> &Source {
        &self.source
    }
}

/// How far a point is from a run; what is above or below counts more than what is beside.
fn distance(run: &TextRun, x: f64, y: f64) -> f64 {
    let outside = |low: f64, at: f64, high: f64| (low - at).max(at - high).max(0.0);
    outside(run.x, x, run.x + run.width) + 6.0 * outside(run.y - run.size, y, run.y + run.size * 0.35)
}

/// How much of a run lies before a point, from 0 to 1.
fn part(run: &TextRun, x: f64) -> f64 {
    if run.width > 0.0 { ((x - run.x) / run.width).clamp(0.0, 1.0) } else { 0.0 }
}

/// The letters and digits of a text, as far as they can be told apart in any spelling of
/// it: capitals and marks are a theme's business.
fn letters(text: &str) -> Vec<char> {
    let plain = text.chars().filter(|letter| letter.is_alphanumeric());
    plain.flat_map(|letter| if letter == 'ß' { vec!['s', 's'] } else { letter.to_lowercase().collect() }).collect()
}

/// Where a piece of text stands in another.
fn find(all: &[char], piece: &[char]) -> Option<usize> {
    if piece.is_empty() { None } else { all.windows(piece.len()).position(|window| window == piece) }
}
