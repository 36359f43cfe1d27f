//! What was sent, and what would be sent now.

use std::io;
use std::path::Path;

use recto::diagnostic::{Code, Diagnostic, Diagnostics};
use recto::resume::{Date, Resume};
use recto::sent::{Sending, SentLog, SentPart, SourceFile};
use recto::source::Source;

use crate::cli::build::sent::SentSource;
use crate::cli::project::Project;
use crate::cli::project::sent_log::{FOLDER, SentFolder};
use crate::cli::report::Failure;

/// A résumé as it was sent, and as it would be sent now.
pub struct SinceSent {
    /// As it was sent.
    pub sent: Resume,
    /// As it would be sent now.
    pub now: Resume,
}

impl SinceSent {
    /// Reads what was sent. If no letter was sent, the letter of the project does not count either.
    ///
    /// # Errors
    /// If the résumé that was sent was not kept, or cannot be read.
    pub fn read(
        entry: &Sending,
        folder: &SentFolder,
        project: &Project,
        diagnostics: &mut Diagnostics,
    ) -> Result<SinceSent, Failure> {
        let Some(SourceFile { file, sha256 }) = &entry.source else {
            let message = format!("the log has no `source` for what was sent on {}", entry.date.value);
            let note = Diagnostic::error(Code::MissingKey, message).at(entry.date.span).path("source");
            return Err(diagnostics.error(note.help("only what `recto build --sent` noted can be compared")).into());
        };
        let name = folder.shown(&Path::new(FOLDER).join(&file.value));
        let text = folder.read(&file.value).and_then(|bytes| {
            String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
        });
        let text = text.map_err(|error| {
            let note = Diagnostic::error(Code::File, format!("`{name}` cannot be read: {error}")).at(file.span);
            Failure::io(diagnostics.error(note.help("restore the file, or correct the path in the log")))
        })?;
        folder.warn(file, folder.state(&file.value, sha256.as_deref()), diagnostics);
        let sent = silently(&Source::new(name, text), diagnostics)?;
        let with_letter = entry.files.iter().any(|file| file.part != SentPart::Resume);
        let now = silently(&Source::new("<now>", SentSource::of(project, with_letter).yaml), diagnostics)?;
        Ok(SinceSent { sent, now })
    }
}

/// Reads a résumé without its warnings, which are for `check`.
fn silently(source: &Source, diagnostics: &mut Diagnostics) -> Result<Resume, Failure> {
    let mut own = Diagnostics::new();
    Resume::read(source, &mut own).map_err(|reported| {
        diagnostics.open_all(&own);
        own.sorted().into_iter().cloned().for_each(|note| diagnostics.push(note));
        reported.into()
    })
}

/// The latest entry of an application, or the last one of a day.
///
/// # Errors
/// If there is none.
pub fn find<'a>(
    log: &'a SentLog,
    application: &str,
    day: Option<Date>,
    diagnostics: &mut Diagnostics,
) -> Result<&'a Sending, Failure> {
    if let Some(entry) = log.latest(application, day) {
        return Ok(entry);
    }
    let of = log.entries().iter().filter(|entry| entry.application.value == application);
    let days: Vec<String> = of.map(|entry| entry.date.value.to_string()).collect();
    let (message, help) = match day {
        Some(day) if !days.is_empty() => (
            format!("nothing was noted as sent for `{application}` on {day}"),
            format!("it was sent on {}", days.join(", ")),
        ),
        _ => (
            format!("nothing was noted as sent for `{application}`"),
            format!("note it with `recto build --for {application} --sent`"),
        ),
    };
    Err(diagnostics.error(Diagnostic::error(Code::File, message).help(help)).into())
}
