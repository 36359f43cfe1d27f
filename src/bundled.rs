//! Large files that come with Recto: embedded in the program, or, with the feature `external-files`, beside it and loaded
//! when they are needed.

#[cfg(feature = "external-files")]
use std::collections::BTreeMap;
#[cfg(feature = "external-files")]
use std::sync::{Mutex, OnceLock, PoisonError};

/// A file that comes with Recto.
#[derive(Debug)]
pub struct BundledFile {
    /// Its path, such as `fonts/inter/Inter_700Bold.ttf`.
    pub path: &'static str,
    /// Its content, unless it is not embedded.
    pub(crate) embedded: &'static [u8],
}

impl BundledFile {
    /// Its content.
    #[cfg(not(feature = "external-files"))]
    pub fn bytes(&self) -> &'static [u8] {
        self.embedded
    }

    /// Its content, loaded on first use and kept; empty if it cannot be had, and then asked for again the next time.
    #[cfg(feature = "external-files")]
    pub fn bytes(&self) -> &'static [u8] {
        static LOADED: Mutex<BTreeMap<&str, &[u8]>> = Mutex::new(BTreeMap::new());
        debug_assert!(self.embedded.is_empty(), "what is embedded need not be loaded");
        let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = loaded.get(self.path) {
            return bytes;
        }
        let Some(bytes) = LOADER.get().and_then(|load| load(self.path)) else { return &[] };
        let bytes: &'static [u8] = bytes.leak();
        loaded.insert(self.path, bytes);
        bytes
    }
}

/// Finds a file that comes with Recto, by its path.
#[cfg(feature = "external-files")]
pub type FileLoader = fn(path: &str) -> Option<Vec<u8>>;

#[cfg(feature = "external-files")]
static LOADER: OnceLock<FileLoader> = OnceLock::new();

/// Sets where the files come from; only the first call counts.
#[cfg(feature = "external-files")]
pub fn load_files_with(loader: FileLoader) {
    LOADER.set(loader).ok();
}
