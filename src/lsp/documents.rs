//! The documents that are open in the editor, shared by the thread that answers and the one that checks.

use std::collections::HashMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lsp_types::Uri;

use super::text::Text;

/// A document that is open in the editor.
pub struct Document {
    /// Its text.
    pub text: Text,
    /// The version that the editor gave it.
    pub version: i32,
    /// How often it was changed: editors may give a version twice.
    pub revision: u64,
    /// The fixes of its last check.
    pub fixes: Fixes,
}

/// The changes that reports propose: where the report stands, what the change is called, and
/// what replaces which bytes.
#[derive(Default)]
pub struct Fixes(pub Vec<(Range<usize>, String, Range<usize>, String)>);

/// All documents that are open, by URI.
#[derive(Clone, Default)]
pub struct Documents(Arc<Mutex<HashMap<String, Document>>>);

impl Documents {
    /// Locks them. Poisoning is ignored: a document is replaced as a whole.
    pub fn lock(&self) -> MutexGuard<'_, HashMap<String, Document>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The file that a URI names.
pub fn path_of(uri: &Uri) -> PathBuf {
    let parsed = url::Url::parse(uri.as_str()).ok();
    parsed.and_then(|url| url.to_file_path().ok()).unwrap_or_else(|| PathBuf::from("resume.yaml"))
}
