//! The system's fonts, and those of directories that were named.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use recto::typeset::{MachineFace, faces_in};
use typst_kit::fonts::{FontPath, system};

use super::assets::read_regular;

/// How files with fonts end.
const ENDINGS: [&str; 4] = ["ttf", "otf", "ttc", "otc"];

/// Largest file of a font that is read, in bytes: more than the largest for Chinese.
const MAX_FONT: u64 = 64 << 20;

/// Folders within folders that are looked through for fonts.
const DEEPEST: usize = 8;

/// ReadLog for fonts in folders that were named, and then where the system keeps its
/// own.
pub fn search(folders: &[PathBuf]) -> Vec<MachineFace> {
    let face = |(FontPath { path, index }, info)| MachineFace { path, index, info, preferred: false };
    let mut found: Vec<_> = system().map(face).collect();
    let mut seen = BTreeSet::new();
    folders.iter().for_each(|folder| scan(folder, DEEPEST, &mut seen, &mut found));
    // Neither folders nor the system's list are in an order that can be relied on.
    found.sort_by(|one, other| {
        (&one.info.family, &one.path, one.index).cmp(&(&other.info.family, &other.path, other.index))
    });
    found
}

/// Adds the fonts of a folder and of those in it. Only regular files are read: a named pipe
/// would be waited for.
fn scan(folder: &Path, depth: usize, seen: &mut BTreeSet<PathBuf>, found: &mut Vec<MachineFace>) {
    // Links may lead back to a folder.
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
        found.extend(faces_in(&bytes).map(|(index, info)| MachineFace {
            path: path.clone(),
            index,
            info,
            preferred: true,
        }));
    }
}
