//! `recto build --format typ`: a folder written whole or not at all.
//!
//! Users edit files in such a folder. So Recto records what it wrote, and does not replace a folder that
//! contains anything else.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use recto::diagnostic::{Code, Diagnostic, Diagnostics};

use crate::cli::project::assets::read_own;
use crate::cli::report::Failure;

/// Lists the files that Recto wrote: one per line, with a checksum.
const WRITTEN: &str = ".recto";

/// The PDFs that Typst compiles from the folder, which are kept when it is replaced.
const COMPILED: [&str; 2] = ["main.pdf", "letter.pdf"];

/// Files that file managers leave in folders.
const TRACES: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// Largest file in such a folder, in bytes: a Chinese font, or pages with images.
const MAX_FILE: u64 = 64 << 20;

/// Files, by their path in the folder.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Writes a folder whole or not at all; returns its path.
///
/// # Errors
/// If it contains files that Recto did not write, or it cannot be written.
pub fn write(path: &Path, files: &Files, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    // The folder may have changed since it was first checked.
    if let Some(fault) = fault(Some(path)) {
        return Err(Failure::io(diagnostics.error(fault)));
    }
    replace(path, files).map_err(|error| {
        let error = Diagnostic::error(Code::File, format!("`{}` cannot be written: {error}", path.display()));
        Failure::io(diagnostics.error(error.help("make sure that its parent directory exists and is writable")))
    })?;
    Ok(path.join("").display().to_string())
}

/// Why the folder cannot be written, checked before any work is done.
pub fn fault(path: Option<&Path>) -> Option<Diagnostic> {
    let Some(path) = path else {
        let note = Diagnostic::error(Code::File, "a Typst directory cannot be written to standard output");
        return Some(note.help("name the directory with `-o`"));
    };
    let name = path.display();
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("typ")) {
        let note = Diagnostic::error(Code::File, format!("`{name}` looks like a file, but the output is a directory"));
        return Some(note.help(format!("name the directory, e.g. `{}-typ`", path.with_extension("").display())));
    }
    match fs::symlink_metadata(path) {
        Err(_) => None,
        Ok(data) if data.is_dir() => changed(path).map(|what| {
            Diagnostic::error(Code::File, format!("`{name}` is not replaced: {what}"))
                .help("name another directory with `-o`, or move this one")
        }),
        Ok(_) => Some(
            Diagnostic::error(Code::File, format!("`{name}` is a file, but the output is a directory"))
                .help("name another directory with `-o`"),
        ),
    }
}

/// What a folder contains that Recto did not write; `None` if it is empty.
fn changed(folder: &Path) -> Option<String> {
    let Ok(found) = files_below(folder, folder) else { return Some("it cannot be read".into()) };
    if found.is_empty() {
        return None;
    }
    let list = read_own(&folder.join(WRITTEN), MAX_FILE).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let Some(list) = list else {
        return Some("Recto did not write it".into());
    };
    let written: BTreeMap<&str, &str> =
        list.lines().filter_map(|line| line.split_once(' ')).map(|(sum, path)| (path, sum)).collect();
    let own = |path: &str| path == WRITTEN || COMPILED.contains(&path);
    let trace = |path: &str| TRACES.iter().any(|name| path.rsplit('/').next() == Some(name));
    found.iter().filter(|path| !own(path) && !trace(path)).find_map(|path| match written.get(path.as_str()) {
        None => Some(format!("it contains `{path}`, which Recto did not write")),
        Some(sum) => {
            let same = read_own(&folder.join(path), MAX_FILE).is_ok_and(|bytes| self::sum(&bytes) == **sum);
            (!same).then(|| format!("`{path}` was modified since Recto wrote it"))
        }
    })
}

/// The files in a folder and its subfolders, by their path with `/`; also entries that are neither file
/// nor folder, and empty folders.
fn files_below(folder: &Path, root: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let inside = if entry.file_type()?.is_dir() { files_below(&path, root)? } else { Vec::new() };
        if !inside.is_empty() {
            found.extend(inside);
            continue;
        }
        let parts = path.strip_prefix(root).unwrap_or(&path).components();
        found.push(parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"));
    }
    found.sort();
    Ok(found)
}

/// Writes a temporary folder beside the target, and renames it.
fn replace(path: &Path, files: &Files) -> io::Result<()> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let temporary = tempfile::Builder::new().prefix(".recto-").suffix(".tmp").tempdir_in(parent)?;
    let (new, old) = (temporary.path().join("new"), temporary.path().join("old"));
    fs::create_dir(&new)?;
    for (name, bytes) in files {
        put(&new.join(name), bytes)?;
    }
    let list = files.iter().map(|(name, bytes)| format!("{} {name}\n", sum(bytes))).collect::<String>();
    put(&new.join(WRITTEN), list.as_bytes())?;
    if !path.is_dir() {
        return fs::rename(&new, path);
    }
    for name in COMPILED {
        // Typst writes regular files of reasonable size; anything else is not its output.
        if let Ok(bytes) = read_own(&path.join(name), MAX_FILE) {
            put(&new.join(name), &bytes)?;
        }
    }
    fs::rename(path, &old)?;
    fs::rename(&new, path).inspect_err(|_| {
        // Restore the old folder; if that fails too, the first error is reported.
        let _ = fs::rename(&old, path);
    })
}

fn put(path: &PathBuf, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(path.parent().expect("a file has a folder"))?;
    fs::write(path, bytes)
}

/// A checksum to detect edits (FNV-1a, 64 bits); not for security.
fn sum(bytes: &[u8]) -> String {
    let step = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    format!("{:016x}", bytes.iter().fold(0xcbf2_9ce4_8422_2325, step))
}
