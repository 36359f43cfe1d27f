//! The themes and fonts embedded in the binary, uncompressed: start-up time matters more than a
//! few megabytes.

use std::borrow::Cow;

use super::Files;
use crate::bundled::BundledFile;

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
    THEME_FILES.iter().filter(|(folder, ..)| *folder == PRELUDE).map(|(_, name, bytes, _)| (*name, *bytes))
}

/// A file of the prelude.
pub fn prelude_file(name: &str) -> Option<&'static [u8]> {
    prelude().find(|(known, _)| *known == name).map(|(_, bytes)| bytes)
}

/// What the code of a built-in theme or of the prelude is condensed to: without comments and needless spaces, line by line.
pub fn condensed(code: &[u8]) -> Option<&'static str> {
    THEME_FILES.iter().find(|(.., original, _)| *original == code).map(|(.., condensed)| *condensed)
}

/// A face of a bundled font family.
#[derive(Debug)]
pub struct BundledFace {
    /// The folder of its family in `fonts`.
    pub folder: &'static str,
    /// The name of its file.
    pub name: &'static str,
    /// Its file.
    pub file: BundledFile,
    /// What Typst says of it (`FontInfo`, as JSON), so that only the faces that are used are opened; empty if it has not
    /// been written down.
    pub info: &'static str,
}

/// The faces of a bundled font family. Empty if the family is not bundled.
pub fn faces(family: &str) -> impl Iterator<Item = &'static BundledFace> {
    FONT_FILES.iter().filter(move |face| family_of(face.folder) == family)
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
    let mut folders: Vec<_> = FONT_FILES.iter().map(|face| face.folder).collect();
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
    rows.map(|(_, name, bytes, _)| ((*name).to_owned(), Cow::Borrowed(*bytes))).collect()
}
