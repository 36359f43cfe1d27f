//! System fonts, and fonts in additional directories.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use recto::typeset::{SystemFace, faces_in};
use typst_kit::fonts::{FontPath, system};

use super::assets::{Root, read_regular, real_path};
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

/// The folders that are searched for fonts, besides those of the system.
#[derive(Debug, Clone)]
pub struct FontFolders {
    /// Those on the command line, whose links may lead anywhere.
    given: Vec<PathBuf>,
    /// The résumé's directory, if there is a résumé: of `fonts` in it, only what is inside the directory is read.
    root: Option<Root>,
}

impl FontFolders {
    /// Only the folders on the command line.
    pub fn given(given: &[PathBuf]) -> FontFolders {
        FontFolders { given: given.to_vec(), root: None }
    }

    /// Those on the command line, and `fonts` beside the résumé.
    pub fn beside(root: &Root, given: &[PathBuf]) -> FontFolders {
        FontFolders { given: given.to_vec(), root: Some(root.clone()) }
    }

    /// Those for a résumé on the command line.
    pub fn of_document(document: &DocumentArgs, resume: &Path) -> FontFolders {
        let root = Root::new(&folder_of(resume), document.content.root.as_deref());
        FontFolders::beside(&root, &document.font_path)
    }

    /// Finds the fonts in these folders, and the system fonts.
    pub fn search(&self) -> Vec<SystemFace> {
        let face = |(FontPath { path, index }, info)| SystemFace { path, index, info, preferred: false };
        let mut found: Vec<_> = system().map(face).collect();
        let mut seen = BTreeSet::new();
        self.given.iter().for_each(|folder| scan(folder, DEEPEST, &|_| true, &mut seen, &mut found));
        if let Some(root) = &self.root {
            scan(&root.base().join(BESIDE), DEEPEST, &|path| root.holds(path), &mut seen, &mut found);
        }
        // Neither directory listings nor the system's list have a stable order.
        found.sort_by(|one, other| {
            (&one.info.family, &one.path, one.index).cmp(&(&other.info.family, &other.path, other.index))
        });
        found
    }
}

/// Adds the fonts in a folder and its subfolders, as far as they may be read. Only regular files are
/// read: a named pipe would block.
fn scan(
    folder: &Path,
    depth: usize,
    may_read: &dyn Fn(&Path) -> bool,
    seen: &mut BTreeSet<PathBuf>,
    found: &mut Vec<SystemFace>,
) {
    // Links may form a cycle.
    if !may_read(folder) || !real_path(folder).is_ok_and(|real| seen.insert(real)) {
        return;
    }
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            if depth > 0 {
                scan(&path, depth - 1, may_read, seen, found);
            }
            continue;
        }
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
        if !ENDINGS.contains(&&*ending) || !may_read(&path) {
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
