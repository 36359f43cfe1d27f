//! The serde error type, with or without a location.

use std::fmt;

use serde::de;

use super::patch::Patch;
use super::scalar::Problem;
use crate::diagnostic::{Certainty, Diagnostic, did_you_mean, one_of};
use crate::source::Span;

/// A serde error: bare when raised by a visitor, then given a location by the enclosing
/// deserializer.
pub enum Fault {
    Bare(Problem),
    /// A different type was expected; the deserializer knows what was found.
    Shape(String),
    Missing(&'static str),
    Placed {
        diagnostic: Option<Box<Diagnostic>>,
        patch: Patch,
        span: Span,
    },
}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Fault::Bare(Problem::new(message.to_string()))
    }

    fn invalid_type(_: de::Unexpected, expected: &dyn de::Expected) -> Self {
        Fault::Shape(expected.to_string())
    }

    fn missing_field(field: &'static str) -> Self {
        Fault::Missing(field)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        let problem = Problem::new(format!("expected {}, found `{variant}`", one_of(expected.iter().copied())));
        Fault::Bare(match did_you_mean(variant, expected.iter().copied()) {
            Some(word) => problem
                .help(format!("did you mean `{word}`?"))
                .replacement(word)
                .certainty(Certainty::of_slip(variant, word)),
            None => problem,
        })
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Fault::Bare(problem) => f.write_str(&problem.message),
            Fault::Shape(expected) => write!(f, "expected {expected}"),
            Fault::Missing(field) => write!(f, "`{field}` is missing"),
            Fault::Placed { diagnostic, .. } => f.write_str(diagnostic.as_ref().map_or("", |note| &note.message)),
        }
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Fault {}
