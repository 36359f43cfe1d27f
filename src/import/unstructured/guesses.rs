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
}

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
        self.guesses.push(Guess { span, read_as });
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
        format!("# check: read as {} ({})", self.read_as, document.place(self.span))
    }
}
