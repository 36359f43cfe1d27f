//! The themes and fonts embedded in the binary, uncompressed: start-up time matters more than a
//! few megabytes.

use std::borrow::Cow;
#[cfg(feature = "external-fonts")]
use std::collections::BTreeMap;
#[cfg(feature = "external-fonts")]
use std::sync::{Mutex, OnceLock, PoisonError};

use super::Files;

include!(concat!(env!("OUT_DIR"), "/builtin.rs"));

/// The folder with the code that all themes share; not a theme itself.
const PRELUDE: &str = "prelude";

/// The built-in themes: folder and files.
pub fn themes() -> impl Iterator<Item = (&'static str, Files)> {
    let mut folders: Vec<_> =
        THEME_FILES.iter().map(|(folder, ..)| *folder).filter(|folder| *folder != PRELUDE).collect();
    folders.dedup();
    folders.into_iter().map(|folder| (folder, files(folder)))
}

/// The code that all themes share and the files it reads: name and content.
pub fn prelude() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    THEME_FILES.iter().filter(|(folder, ..)| *folder == PRELUDE).map(|(_, name, bytes)| (*name, *bytes))
}

/// A file of the prelude.
pub fn prelude_file(name: &str) -> Option<&'static [u8]> {
    prelude().find(|(known, _)| *known == name).map(|(_, bytes)| bytes)
}

/// The faces of a bundled font family: file name and content. Empty if the family is not bundled.
pub fn faces(family: &str) -> impl Iterator<Item = (&'static str, &'static [u8])> {
    let files = FONT_FILES.iter().filter(move |(folder, ..)| family_of(folder) == family);
    files.map(|(folder, name, bytes)| (*name, font(folder, name, bytes)))
}

/// The content of a font file.
#[cfg(not(feature = "external-fonts"))]
fn font(_folder: &'static str, _name: &'static str, embedded: &'static [u8]) -> &'static [u8] {
    embedded
}

/// Finds a bundled font that is not embedded, by its folder and name in Recto's `fonts`.
#[cfg(feature = "external-fonts")]
pub type FontLoader = fn(folder: &str, name: &str) -> Option<Vec<u8>>;

#[cfg(feature = "external-fonts")]
static LOADER: OnceLock<FontLoader> = OnceLock::new();

/// Sets where the bundled fonts come from; only the first call counts. A file is asked for when a theme needs its
/// family; one that cannot be had is as if it were not bundled, and is asked for again.
#[cfg(feature = "external-fonts")]
pub fn load_fonts_with(loader: FontLoader) {
    LOADER.set(loader).ok();
}

/// The content of a font file, loaded on first use and kept; empty if it cannot be had.
#[cfg(feature = "external-fonts")]
fn font(folder: &'static str, name: &'static str, _: &'static [u8]) -> &'static [u8] {
    static LOADED: Mutex<BTreeMap<(&str, &str), &[u8]>> = Mutex::new(BTreeMap::new());
    let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(bytes) = loaded.get(&(folder, name)) {
        return bytes;
    }
    let Some(bytes) = LOADER.get().and_then(|load| load(folder, name)) else { return &[] };
    let bytes: &'static [u8] = bytes.leak();
    loaded.insert((folder, name), bytes);
    bytes
}

/// The licence files of a bundled font family: file name and content.
pub fn font_licences(family: &str) -> impl Iterator<Item = (&'static str, &'static [u8])> {
    LICENCE_FILES.iter().filter(move |(folder, ..)| family_of(folder) == family).map(|(_, name, bytes)| (*name, *bytes))
}

/// The licence files of the prelude's icons: file name and content.
pub fn prelude_licences() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    LICENCE_FILES.iter().filter(|(folder, ..)| *folder == PRELUDE).map(|(_, name, bytes)| (*name, *bytes))
}

/// The names of the bundled font families, sorted.
pub fn families() -> Vec<String> {
    let mut folders: Vec<_> = FONT_FILES.iter().map(|(folder, ..)| *folder).collect();
    folders.dedup();
    folders.into_iter().map(family_of).collect()
}

/// The font family of a folder: `source-sans-3` is "Source Sans 3", `EB-Garamond` is "EB Garamond".
fn family_of(folder: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    folder.split('-').map(capital).collect::<Vec<_>>().join(" ")
}

fn files(folder: &str) -> Files {
    let rows = THEME_FILES.iter().filter(|(name, ..)| *name == folder);
    rows.map(|(_, name, bytes)| ((*name).to_owned(), Cow::Borrowed(*bytes))).collect()
}
