//! System fonts, and fonts in additional directories.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use recto::typeset::{SystemFace, faces_in};
use typst_kit::fonts::{FontPath, system};

use super::assets::{Root, read_regular};
use super::folder_of;
use crate::cli::args::DocumentArgs;

/// Extensions of font files.
const ENDINGS: [&str; 4] = ["ttf", "otf", "ttc", "otc"];

/// Largest font file that is read, in bytes: larger than any Chinese font.
const MAX_FONT: u64 = 64 << 20;

/// How deep folders are searched for fonts.
const DEEPEST: usize = 8;

/// The folder beside a résumé that is searched for fonts.
const BESIDE: &str = "fonts";

/// The folders to search: those given, and `fonts` beside the résumé, if it is there.
pub fn folders(given: &[PathBuf], root: &Root) -> Vec<PathBuf> {
    let beside = root.confine(BESIDE).ok().map(|path| path.as_ref().to_path_buf());
    given.iter().cloned().chain(beside.filter(|path| path.is_dir())).collect()
}

/// The folders to search for a résumé on the command line.
pub fn folders_of(document: &DocumentArgs, resume: &Path) -> Vec<PathBuf> {
    folders(&document.font_path, &Root::new(&folder_of(resume), document.content.root.as_deref()))
}

/// Finds the fonts in additional folders, and the system fonts.
pub fn search(folders: &[PathBuf]) -> Vec<SystemFace> {
    let face = |(FontPath { path, index }, info)| SystemFace { path, index, info, preferred: false };
    let mut found: Vec<_> = system().map(face).collect();
    let mut seen = BTreeSet::new();
    folders.iter().for_each(|folder| scan(folder, DEEPEST, &mut seen, &mut found));
    // Neither directory listings nor the system's list have a stable order.
    found.sort_by(|one, other| {
        (&one.info.family, &one.path, one.index).cmp(&(&other.info.family, &other.path, other.index))
    });
    found
}

/// Adds the fonts in a folder and its subfolders. Only regular files are read: a named pipe would
/// block.
fn scan(folder: &Path, depth: usize, seen: &mut BTreeSet<PathBuf>, found: &mut Vec<SystemFace>) {
    // Links may form a cycle.
    if !std::fs::canonicalize(folder).is_ok_and(|real| seen.insert(real)) {
        return;
    }
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            if depth > 0 {
                scan(&path, depth - 1, seen, found);
            }
            continue;
        }
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
        if !ENDINGS.contains(&&*ending) {
            continue;
        }
        let Ok(bytes) = read_regular(&path, MAX_FONT) else { continue };
        found.extend(faces_in(&bytes).map(|(index, info)| SystemFace {
            path: path.clone(),
            index,
            info,
            preferred: true,
        }));
    }
}
