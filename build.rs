//! Lists the themes and fonts in the repository, so that adding one only means adding its folder.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a build script reads files and prints")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    pack_relocations();
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let themes = table(&root, "themes", Content::Embedded, |file| ends_in(file, &["toml", "typ", "svg"]))?;
    let beside = env::var_os("CARGO_FEATURE_EXTERNAL_FONTS").is_some();
    let content = if beside { Content::Elsewhere } else { Content::Embedded };
    let fonts = table(&root, "fonts", content, |file| ends_in(file, &["otf", "ttf"]))?;
    let licences = |name: &str| table(&root, name, Content::Embedded, is_licence);
    let licences = [licences("themes")?, licences("fonts")?].concat();
    fs::write(out.join("languages.rs"), languages(&root)?)?;
    fs::write(out.join("date_words.rs"), date_words(&root)?)?;
    let code = format!(
        "/// Files of the built-in themes: folder, name, content.\n\
         pub static THEME_FILES: &[(&str, &str, &[u8])] = &[{themes}];\n\
         /// Files of the built-in fonts: folder, name, content.\n\
         pub static FONT_FILES: &[(&str, &str, &[u8])] = &[{fonts}];\n\
         /// Their licences: folder, name, content.\n\
         pub static LICENCE_FILES: &[(&str, &str, &[u8])] = &[{licences}];\n"
    );
    fs::write(out.join("builtin.rs"), code)
}

/// Makes the linker pack relative relocations (`DT_RELR`), which halves the startup cost of a position-independent
/// executable (docs/performance.md). Such binaries require glibc 2.36, so it is off for binaries to be distributed:
/// with `RECTO_PORTABLE=1`, when cross-compiling, or if the local glibc is older.
fn pack_relocations() {
    println!("cargo::rerun-if-env-changed=RECTO_PORTABLE");
    let variable = |name: &str| env::var(name).unwrap_or_default();
    let gnu = variable("CARGO_CFG_TARGET_OS") == "linux" && variable("CARGO_CFG_TARGET_ENV") == "gnu";
    let here = variable("HOST") == variable("TARGET");
    if gnu && here && env::var_os("RECTO_PORTABLE").is_none() && glibc() >= Some((2, 36)) {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// The version of glibc on this machine.
fn glibc() -> Option<(u32, u32)> {
    let output = Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let (major, minor) = text.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

/// The language files: tag, regions and content. Those of CLDR are partial.
fn languages(root: &Path) -> io::Result<String> {
    println!("cargo::rerun-if-changed=src/locale");
    let full = language_rows(&root.join("src/locale"))?;
    let partial = language_rows(&root.join("src/locale/cldr"))?;
    Ok(format!(
        "/// The files of the supported languages.\nstatic LANGUAGES: &[LanguageFile] = &[{full}];\n\
         /// The files of languages of which only dates are known.\nstatic PARTIAL: &[LanguageFile] = &[{partial}];\n"
    ))
}

/// The rows of the language files in a folder.
fn language_rows(folder: &Path) -> io::Result<String> {
    let mut rows = String::new();
    for file in sorted(folder)?.iter().filter(|file| ends_in(file, &["yaml"])) {
        println!("cargo::rerun-if-changed={}", file.display());
        let tag = file.file_stem().expect("a listed file has a name");
        let text = fs::read_to_string(file)?;
        // Read here, so that the program reads only the file of the language that it needs.
        let regions = text.lines().find_map(|line| line.strip_prefix("regions: [")?.strip_suffix(']'));
        let regions: Vec<&str> = regions.unwrap_or_default().split(',').map(str::trim).collect();
        writeln!(rows, "LanguageFile {{ tag: {tag:?}, regions: &{regions:?}, text: include_str!({file:?}) }},")
            .expect("a string takes all");
    }
    Ok(rows)
}

/// The words of dates in the language files, in small letters. Their lists stand on one line each.
fn date_words(root: &Path) -> io::Result<String> {
    let mut rows = String::new();
    for folder in ["src/locale", "src/locale/cldr"] {
        for file in sorted(&root.join(folder))?.iter().filter(|file| ends_in(file, &["yaml"])) {
            let tag = file.file_stem().expect("a listed file has a name");
            let text = fs::read_to_string(file)?.to_lowercase();
            let values = |keys: &[&str]| -> Vec<&str> {
                let value =
                    |line: &'_ str| -> bool { keys.contains(&line.trim().split(':').next().unwrap_or_default()) };
                text.lines()
                    .filter(|line| value(line))
                    .filter_map(|line| line.split_once(": "))
                    .map(|(_, it)| it)
                    .collect()
            };
            let (mut months, mut between) = (Vec::new(), Vec::new());
            for list in values(&["dotted", "short", "long", "dated"]).iter().filter(|value| value.starts_with('[')) {
                for (index, name) in items(list).iter().enumerate() {
                    match name.contains(|letter: char| letter.is_ascii_digit()) {
                        // "Tháng 1": a number, and a word that means nothing.
                        true => between.extend(words(name)),
                        false => {
                            let (article, name) = name.split_once('’').unwrap_or(("", name));
                            between.extend(Some(article.to_owned()).filter(|article| !article.is_empty()));
                            months.push((name.trim_end_matches('.').to_owned(), index + 1));
                        }
                    }
                }
            }
            let patterns = values(&["dotted", "short", "long", "numeric", "year", "date", "datealone", "firstday"]);
            patterns.iter().filter(|value| !value.starts_with('[')).for_each(|value| between.extend(words(value)));
            let seasons: Vec<String> = values(&["seasons"]).iter().flat_map(|list| items(list)).collect();
            let seasons: Vec<String> = seasons.iter().map(|pattern| words(pattern).join(" ")).collect();
            let expected: Vec<String> = values(&["expected"]).iter().flat_map(|value| words(value)).collect();
            let present: Vec<&str> = values(&["present"]).iter().map(|word| word.trim_matches('"')).collect();
            between.retain(|word| !["month", "day", "year"].contains(&word.as_str()));
            between.sort();
            between.dedup();
            months.sort();
            months.dedup();
            writeln!(
                rows,
                "DateWords {{ tag: {tag:?}, months: &{months:?}, present: &{present:?}, seasons: &{seasons:?}, \
                 expected: &{expected:?}, between: &{between:?} }},"
            )
            .expect("a string takes all");
        }
    }
    Ok(format!("static DATE_WORDS: &[DateWords] = &[{rows}];\n"))
}

/// The items of a list on one line.
fn items(list: &str) -> Vec<String> {
    let inside = list.trim().trim_start_matches('[').trim_end_matches(']');
    inside.split(", ").map(|item| item.trim_matches('"').to_owned()).filter(|item| !item.is_empty()).collect()
}

/// The words of a pattern, without its places.
fn words(pattern: &str) -> Vec<String> {
    let mut words = Vec::new();
    for piece in pattern.split('}') {
        let plain = piece.split('{').next().unwrap_or_default();
        let is_sign = |letter: char| letter.is_whitespace() || letter.is_ascii() && !letter.is_ascii_alphabetic();
        words.extend(plain.split(is_sign).map(|word| word.trim_matches(['’', '（', '）', '：'])).map(str::to_owned));
    }
    words.retain(|word| !word.is_empty());
    words
}

fn ends_in(file: &Path, endings: &[&str]) -> bool {
    file.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted))
}

fn is_licence(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    ["LICENSE", "OFL", "DISCLAIMER"].iter().any(|start| name.starts_with(start))
}

/// Where the content of a file is.
#[derive(Clone, Copy)]
enum Content {
    Embedded,
    /// The program provides it.
    Elsewhere,
}

/// The matching files in the subfolders of `name`, sorted.
fn table(root: &Path, name: &str, content: Content, wanted: impl Fn(&Path) -> bool) -> io::Result<String> {
    println!("cargo::rerun-if-changed={name}");
    let mut rows = String::new();
    for folder in sorted(&root.join(name))? {
        let title = folder.file_name().expect("a listed path has a name");
        for file in files_below(&folder)? {
            if wanted(&file) {
                println!("cargo::rerun-if-changed={}", file.display());
                let parts = file.strip_prefix(&folder).expect("it lies in the folder").components();
                let name = parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
                match content {
                    Content::Embedded => writeln!(rows, "({title:?}, {name:?}, include_bytes!({file:?})),"),
                    Content::Elsewhere => writeln!(rows, "({title:?}, {name:?}, &[]),"),
                }
                .expect("a string takes all");
            }
        }
    }
    Ok(rows)
}

/// All files in a folder and its subfolders.
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
