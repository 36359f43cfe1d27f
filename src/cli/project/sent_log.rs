//! What is in `sent`, beside a résumé: the log of what was sent, and the files that it names.

use std::io;
use std::path::{Path, PathBuf};

use recto::diagnostic::{Code, Diagnostic, Diagnostics};
use recto::sent::SentLog;
use recto::source::{Source, Span, Spanned};
use sha2::{Digest, Sha256};

use super::assets::{ConfinedPath, Root, read_regular};
use super::theme_search::shown;
use crate::cli::report::Failure;

/// The folder, relative to the résumé's.
pub const FOLDER: &str = "sent";

/// The log, in the folder.
const LOG: &str = "log.yaml";

/// Largest file, in bytes: a PDF with many images.
const MAX_FILE: u64 = 256 << 20;

/// The folder with what was sent.
#[derive(Debug, Clone)]
pub struct SentFolder {
    root: Root,
}

/// What became of a file since it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileState {
    /// It is as it was.
    Unchanged,
    /// It has other content.
    Modified,
    /// It is gone.
    Missing,
    /// The log has no checksum of it.
    Unknown,
}

impl FileState {
    /// Its name in messages and JSON.
    pub fn name(self) -> &'static str {
        match self {
            FileState::Unchanged => "unchanged",
            FileState::Modified => "modified",
            FileState::Missing => "missing",
            FileState::Unknown => "unknown",
        }
    }
}

impl SentFolder {
    /// The folder beside a résumé, which need not exist.
    pub fn new(root: &Root) -> SentFolder {
        SentFolder { root: root.clone() }
    }

    /// The path of a name in the folder.
    ///
    /// # Errors
    /// If it is outside the résumé's directory.
    pub fn confine(&self, name: impl AsRef<Path>, diagnostics: &mut Diagnostics) -> Result<ConfinedPath, Failure> {
        let name = Path::new(FOLDER).join(name);
        self.root.confine(&name).map_err(|_| {
            let message = format!("`{}` leads outside the résumé's directory", self.shown(&name));
            Failure::io(diagnostics.error(Diagnostic::error(Code::File, message).help("remove the link")))
        })
    }

    /// The log's path.
    ///
    /// # Errors
    /// As [`SentFolder::confine`].
    pub fn log_path(&self, diagnostics: &mut Diagnostics) -> Result<ConfinedPath, Failure> {
        self.confine(LOG, diagnostics)
    }

    /// The log's path, for messages.
    pub fn log_name(&self) -> String {
        self.shown(&Path::new(FOLDER).join(LOG))
    }

    /// A path relative to the résumé's folder, for messages.
    pub fn shown(&self, path: &Path) -> String {
        shown(&self.root.base().join(path))
    }

    /// Reads the log; one that does not exist has no entries.
    ///
    /// # Errors
    /// If it cannot be read, or is not a log.
    pub fn log(&self, diagnostics: &mut Diagnostics) -> Result<SentLog, Failure> {
        let (path, name) = (self.log_path(diagnostics)?, self.log_name());
        let fault = |message: String, help: &str| Diagnostic::error(Code::File, message).help(help);
        let bytes = match read_regular(path.as_ref(), MAX_FILE) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => {
                let note = fault(format!("`{name}` cannot be read: {error}"), "make sure that it is a readable file");
                return Err(Failure::io(diagnostics.error(note)));
            }
        };
        let text = String::from_utf8(bytes).map_err(|error| {
            let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            let note =
                fault(format!("invalid UTF-8 in `{name}` on line {line}"), "save the file as UTF-8 in your editor");
            Failure::io(diagnostics.error(note))
        })?;
        // Some editors write a byte order mark first.
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        Ok(SentLog::read(&Source::new(name, text), diagnostics)?)
    }

    /// Reads a file that the log names. It may have been edited, so it may name any file.
    ///
    /// # Errors
    /// If it is outside the résumé's directory, or cannot be read.
    pub fn read(&self, file: &str) -> io::Result<Vec<u8>> {
        let outside = || io::Error::new(io::ErrorKind::InvalidInput, "it is outside the résumé's directory");
        let path = self.root.confine(Path::new(FOLDER).join(file)).map_err(|_| outside())?;
        read_regular(path.as_ref(), MAX_FILE)
    }

    /// What became of a file that the log names.
    pub fn state(&self, file: &str, sha256: Option<&str>) -> FileState {
        match (self.read(file), sha256) {
            (Err(_), _) => FileState::Missing,
            (Ok(_), None) => FileState::Unknown,
            (Ok(bytes), Some(sum)) if self::sha256(&bytes).eq_ignore_ascii_case(sum) => FileState::Unchanged,
            (Ok(_), Some(_)) => FileState::Modified,
        }
    }

    /// Warns of a file that is not as it was when it was sent.
    pub fn warn(&self, file: &Spanned<String>, state: FileState, diagnostics: &mut Diagnostics) {
        let warning = |what: &str, span: Span| {
            let name = self.shown(&PathBuf::from(FOLDER).join(&file.value));
            Diagnostic::warning(Code::File, format!("`{name}` {what}")).at(span)
        };
        match state {
            FileState::Unchanged | FileState::Unknown => {}
            FileState::Modified => diagnostics.push(
                warning("was modified after it was sent", file.span)
                    .help("restore it, or correct its `sha256` if this is what was sent"),
            ),
            FileState::Missing => diagnostics
                .push(warning("is missing", file.span).help("restore the file, or correct the path in the log")),
        }
    }
}

/// The SHA-256 checksum of a file, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_those_of_the_standard() {
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc"), known);
    }
}
