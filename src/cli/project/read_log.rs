//! Which files a build read, and what they contained.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::assets::read_regular;

/// Files larger than this, in bytes, are compared by size and time alone.
const MAX_HASHED: u64 = 1 << 20;

/// Files of a directory that are compared; a theme has at most 200.
const MAX_LISTED: usize = 1000;

/// The state of files and directories before a build read them, whether they existed or not. So a change during the
/// build is detected.
#[derive(Clone)]
pub struct ReadLog(Option<Arc<Mutex<BTreeMap<PathBuf, FileState>>>>);

impl ReadLog {
    /// A log that records nothing.
    pub fn disabled() -> ReadLog {
        ReadLog(None)
    }

    /// An empty log.
    pub fn new() -> ReadLog {
        ReadLog(Some(Arc::default()))
    }

    /// Records files that are about to be read.
    pub fn record(&self, files: impl IntoIterator<Item = PathBuf>) {
        let Some(log) = &self.0 else { return };
        let mut log = log.lock().unwrap_or_else(PoisonError::into_inner);
        for path in files {
            log.entry(path).or_insert_with_key(|path| FileState::of(path));
        }
    }

    /// What was recorded.
    pub fn files(&self) -> BTreeMap<PathBuf, FileState> {
        let log = self.0.as_ref().map(|log| log.lock().unwrap_or_else(PoisonError::into_inner).clone());
        log.unwrap_or_default()
    }
}

/// The state of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileState {
    /// Size and modification time; `None` if there is no such file.
    metadata: Option<(u64, Option<SystemTime>)>,
    /// A digest of the content.
    content: u64,
}

impl FileState {
    /// The state of a file now.
    pub fn of(path: &Path) -> FileState {
        let metadata = metadata(path);
        FileState { metadata, content: content(path, metadata) }
    }

    /// The state of the same file now; it is read only if it may have changed.
    pub fn refreshed(&self, path: &Path) -> FileState {
        let metadata = metadata(path);
        // Two writes may have the same time, if the first was just now.
        let is_old = |(_, time): (u64, Option<SystemTime>)| {
            time.and_then(|time| time.elapsed().ok()).is_some_and(|age| age > Duration::from_secs(2))
        };
        if metadata == self.metadata && metadata.is_none_or(is_old) && !path.is_dir() {
            return self.clone();
        }
        FileState { metadata, content: content(path, metadata) }
    }

    /// Whether the contents differ.
    pub fn differs(&self, other: &FileState) -> bool {
        self.content != other.content
    }

    /// Whether there is no such file.
    pub fn is_missing(&self) -> bool {
        self.metadata.is_none()
    }

    /// Whether there is no such file, or nothing in it.
    pub fn is_empty(&self) -> bool {
        self.metadata.is_none_or(|(size, _)| size == 0)
    }
}

fn metadata(path: &Path) -> Option<(u64, Option<SystemTime>)> {
    fs::metadata(path).ok().map(|data| (data.len(), data.modified().ok()))
}

/// A digest of a file, or of the files in a directory.
fn content(path: &Path, metadata: Option<(u64, Option<SystemTime>)>) -> u64 {
    let mut digest = DefaultHasher::new();
    if path.is_dir() {
        let entries = fs::read_dir(path).into_iter().flatten().flatten().take(MAX_LISTED);
        let mut inside: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        inside.sort();
        for file in inside.iter().filter(|file| file.is_file()) {
            (file, content(file, self::metadata(file))).hash(&mut digest);
        }
        return digest.finish();
    }
    // The words keep the states apart: an empty file is another than none.
    match metadata {
        Some((size, _)) if size <= MAX_HASHED => match read_regular(path, MAX_HASHED) {
            Ok(bytes) => ("content", bytes).hash(&mut digest),
            Err(error) => ("unreadable", error.kind()).hash(&mut digest),
        },
        Some(large) => ("large", large).hash(&mut digest),
        None => "missing".hash(&mut digest),
    }
    digest.finish()
}
