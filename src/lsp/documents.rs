//! The documents that are open in the editor, shared by the server and the checker thread.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lsp_types::Uri;
use recto::diagnostic::Certainty;

use super::text::Text;

/// A document that is open in the editor.
pub struct Document {
    /// Its text.
    pub text: Text,
    /// The version that the editor gave it.
    pub version: i32,
    /// The number of its last change, counted over all documents: versions may repeat, and files may be reopened.
    pub revision: u64,
    /// The fixes of its last check.
    pub fixes: Fixes,
}

/// The fixes of diagnostics.
#[derive(Default)]
pub struct Fixes {
    /// One for each diagnostic that has one.
    pub each: Vec<QuickFix>,
    /// The text after all fixes that are certain, if there are any.
    pub all: Option<String>,
}

/// The fix of a diagnostic.
pub struct QuickFix {
    /// The location of the diagnostic.
    pub place: Range<usize>,
    /// What the editor shows.
    pub title: String,
    /// The bytes to replace.
    pub bytes: Range<usize>,
    /// The new text.
    pub replacement: String,
    /// Whether it is what the writer meant.
    pub certainty: Certainty,
}

/// All open documents, by URI.
#[derive(Clone, Default)]
pub struct Documents(Arc<Mutex<HashMap<String, Document>>>);

impl Documents {
    /// Locks them. Poisoning is ignored: a document is replaced as a whole.
    pub fn lock(&self) -> MutexGuard<'_, HashMap<String, Document>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The path of a URI.
pub fn path_of(uri: &Uri) -> PathBuf {
    let parsed = url::Url::parse(uri.as_str()).ok();
    parsed.and_then(|url| url.to_file_path().ok()).unwrap_or_else(|| PathBuf::from("resume.yaml"))
}

/// The URI of a file, if it exists.
pub fn uri_of(path: &Path) -> Option<Uri> {
    let url = url::Url::from_file_path(path).ok().filter(|_| path.is_file());
    url.and_then(|url| url.as_str().parse().ok())
}
