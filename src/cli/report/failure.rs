//! Why a command failed.

use recto::diagnostic::ErrorReported;

/// Why a command failed; the reasons are in its diagnostics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// Something in the résumé, the theme or the letter is wrong: exit code 1.
    Invalid,
    /// Wrong usage, or a file cannot be read or written: exit code 2.
    Io,
}

impl From<ErrorReported> for Failure {
    fn from(_: ErrorReported) -> Failure {
        Failure::Invalid
    }
}

impl Failure {
    /// A failure of usage or of a file, which was reported.
    pub fn io(_: ErrorReported) -> Failure {
        Failure::Io
    }
}
