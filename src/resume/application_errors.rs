//! Errors in one application must not stop the others, nor the résumé itself.

use super::Resume;
use crate::diagnostic::{Checkpoint, Diagnostic, Diagnostics, Result, Severity};

/// An error in an application.
#[derive(Debug, Clone)]
pub(super) struct ApplicationError {
    /// The name of the application.
    application: String,
    error: Diagnostic,
}

impl Resume {
    /// Turns the errors in applications into warnings, and remembers them, among those reported since the mark.
    pub(super) fn set_apart(&mut self, start: Checkpoint, diagnostics: &mut Diagnostics) {
        for note in diagnostics.take_since(start) {
            let application = self.applications.keys().find(|name| is_within(&note.path, name)).map(str::to_owned);
            match application {
                Some(application) => self.push_apart(application, note, diagnostics),
                None => diagnostics.push(note),
            }
        }
    }

    /// The same for errors that are all of one application.
    pub(super) fn set_apart_for(&mut self, application: &str, start: Checkpoint, diagnostics: &mut Diagnostics) {
        for note in diagnostics.take_since(start) {
            self.push_apart(application.to_owned(), note, diagnostics);
        }
    }

    fn push_apart(&mut self, application: String, note: Diagnostic, diagnostics: &mut Diagnostics) {
        if note.severity != Severity::Error {
            return diagnostics.push(note);
        }
        diagnostics.push(Diagnostic { severity: Severity::Warning, ..note.clone() });
        self.application_errors.push(ApplicationError { application, error: note });
    }

    /// Reports the errors in an application, which were warnings until now.
    ///
    /// # Errors
    /// If there are any.
    pub(crate) fn require_valid(&self, application: &str, diagnostics: &mut Diagnostics) -> Result<()> {
        let own = self.application_errors.iter().filter(|it| it.application == application);
        let last = own.map(|it| diagnostics.promote(&it.error)).last();
        last.map_or(Ok(()), Err)
    }
}

/// Whether a path is that of an application, or of something in it.
fn is_within(path: &str, application: &str) -> bool {
    let rest = path.strip_prefix("applications.").and_then(|path| path.strip_prefix(application));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}
