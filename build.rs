//! Lists the themes and fonts in the repository, so that adding one is adding
//! its folder and touches no Rust.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a build script reads files and prints")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    at_a_fixed_address();
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let themes = table(&root, "themes", &["toml", "typ", "svg"])?;
    let fonts = table(&root, "fonts", &["otf", "ttf"])?;
    fs::write(out.join("languages.rs"), languages(&root)?)?;
    let code = format!(
        "/// Files of the built-in themes: folder, name, content.\n\
         pub const THEME_FILES: &[(&str, &str, &[u8])] = &[{themes}];\n\
         /// Files of the built-in fonts: folder, name, content.\n\
         pub const FONT_FILES: &[(&str, &str, &[u8])] = &[{fonts}];\n"
    );
    fs::write(out.join("builtin.rs"), code)
}

/// Links the program to run at a fixed address on Linux: nothing has to be relocated
/// when it starts, which takes half of that time (docs/performance.md). Whoever
/// packages it for others and wants it position-independent sets `RECTO_PIE=1`.
fn at_a_fixed_address() {
    println!("cargo::rerun-if-env-changed=RECTO_PIE");
    let target = |name: &str| env::var(name).unwrap_or_default();
    let known = ["x86_64", "aarch64"].contains(&target("CARGO_CFG_TARGET_ARCH").as_str());
    let gnu = target("CARGO_CFG_TARGET_OS") == "linux" && target("CARGO_CFG_TARGET_ENV") == "gnu";
    if known && gnu && env::var_os("RECTO_PIE").is_none() {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

/// The languages' files: tag and content.
fn languages(root: &Path) -> io::Result<String> {
    println!("cargo::rerun-if-changed=src/locale");
    let mut rows = String::new();
    for file in
        sorted(&root.join("src/locale"))?.iter().filter(|file| file.extension().is_some_and(|end| end == "yaml"))
    {
        println!("cargo::rerun-if-changed={}", file.display());
        let tag = file.file_stem().expect("a listed file has a name");
        writeln!(rows, "({tag:?}, include_str!({file:?})),").expect("a string takes all");
    }
    Ok(format!(
        "/// The languages that Recto speaks: tag and data file.\nconst LANGUAGES: &[(&str, &str)] = &[{rows}];\n"
    ))
}

/// The files with one of the endings, in the folders below `name`, in order.
fn table(root: &Path, name: &str, endings: &[&str]) -> io::Result<String> {
    println!("cargo::rerun-if-changed={name}");
    let mut rows = String::new();
    for folder in sorted(&root.join(name))? {
        let title = folder.file_name().expect("a listed path has a name");
        for file in files_below(&folder)? {
            if file.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted)) {
                println!("cargo::rerun-if-changed={}", file.display());
                let parts = file.strip_prefix(&folder).expect("it lies in the folder").components();
                let name = parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
                writeln!(rows, "({title:?}, {name:?}, include_bytes!({file:?})),").expect("a string takes all");
            }
        }
    }
    Ok(rows)
}

/// All files in a folder and the folders in it.
fn files_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in sorted(folder)? {
        if path.is_dir() { files.extend(files_below(&path)?) } else { files.push(path) }
    }
    Ok(files)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
