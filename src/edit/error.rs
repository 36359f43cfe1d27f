//! Why an edit is refused.

use std::error::Error;
use std::fmt;

/// Why an operation cannot be applied.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum EditError {
    /// The text is not valid YAML; with the reason and the byte offset, if it is known.
    Unreadable {
        /// The reason.
        message: String,
        /// The byte offset of the error.
        offset: Option<usize>,
    },
    /// The path leads nowhere.
    NoSuchPlace(String),
    /// The change would lose a comment, or is not possible in the way that the text is written.
    Unsupported(String),
}

impl fmt::Display for EditError {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            EditError::Unreadable { message, .. } => write!(out, "{message}"),
            EditError::NoSuchPlace(path) => write!(out, "`{path}` does not exist"),
            EditError::Unsupported(path) => write!(out, "`{path}` can only be changed in the text"),
        }
    }
}

impl Error for EditError {}
