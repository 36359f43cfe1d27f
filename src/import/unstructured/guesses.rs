//! What was read in a way that a person should check.

use super::lines::Document;
use crate::source::Span;

/// A value that could be read in more than one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// The location of the value in the transcript.
    pub span: Span,
    /// What it was read as, such as "the employer".
    pub read_as: &'static str,
    /// The number of further values that were read in the same way, for which its comment stands.
    pub others: usize,
}

/// What is read by the same layout in entry after entry, so that one comment tells all.
const BY_LAYOUT: &str = "the place";

/// The guesses of an import, and the parts of the document that are said in another form.
#[derive(Debug, Default)]
pub struct Findings {
    /// The guesses, in the order in which they were made.
    pub guesses: Vec<Guess>,
    /// What was converted: dates, titles, labels, countries.
    pub converted: Vec<Span>,
}

impl Findings {
    /// Adds a guess.
    pub fn guess(&mut self, span: Span, read_as: &'static str) {
        self.guesses.push(Guess { span, read_as, others: 0 });
    }

    /// Leaves one guess of those that the layout of all entries tells.
    pub fn fold(&mut self) {
        let alike = |guess: &Guess| guess.read_as == BY_LAYOUT;
        let count = self.guesses.iter().filter(|guess| alike(guess)).count();
        let first = self.guesses.iter().filter(|guess| alike(guess)).map(|guess| guess.span.start).min();
        self.guesses.retain(|guess| !alike(guess) || Some(guess.span.start) == first);
        if let Some(guess) = self.guesses.iter_mut().find(|guess| alike(guess)) {
            guess.others = count - 1;
        }
    }

    /// Adds what was converted, if anything.
    pub fn extend_converted(&mut self, span: Option<Span>) {
        self.converted.extend(span);
    }

    /// Adds what was converted.
    pub fn convert(&mut self, span: Span) {
        self.converted.push(span);
    }
}

impl Guess {
    /// Its comment in the result.
    pub fn comment(&self, document: &Document) -> String {
        let others = match self.others {
            0 => String::new(),
            1 => ", as in 1 more entry".to_owned(),
            others => format!(", as in {others} more entries"),
        };
        format!("# check: read as {}{others} ({})", self.read_as, document.place(self.span))
    }
}
