//! Reads résumé files, and reports why one cannot be read.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use recto::diagnostic::{Code, Diagnostic, Diagnostics};
use recto::resume::{Resume, ResumeFiles, extended};
use recto::source::{Source, Spanned};

use super::assets::{Root, read_regular};
use super::overrides::Overrides;
use super::read_log::ReadLog;
use crate::cli::args::DEFAULT_RESUME;
use crate::cli::report::Failure;

/// The name for standard input and standard output on the command line.
pub const STANDARD: &str = "-";

/// The name of standard input in messages.
pub const STDIN_NAME: &str = "<stdin>";

/// The running command with a résumé, for messages.
static EXAMPLE: OnceLock<&str> = OnceLock::new();

/// Sets the running command with a résumé, which messages about a missing file show.
pub fn set_example(command: &'static str) {
    // The program sets it only once.
    EXAMPLE.set(command).ok();
}

/// Reads a résumé, or another text file such as a job posting.
pub fn read_resume(path: &Path, diagnostics: &mut Diagnostics) -> Result<Source, Failure> {
    let name = if path == Path::new(STANDARD) { STDIN_NAME.into() } else { path.display().to_string() };
    let bytes = read_limited(path).map_err(|error| match error.kind() {
        io::ErrorKind::FileTooLarge => diagnostics.error(Resume::too_large(&name)).into(),
        _ => Failure::io(diagnostics.error(unreadable(path, &name, &error))),
    })?;
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
            Ok(Source::new(name, text))
        }
        Err(error) => {
            Err(Failure::io(diagnostics.error(not_text(&name, error.as_bytes(), error.utf8_error().valid_up_to()))))
        }
    }
}

/// Reads a résumé with the files that it extends, and those laid over it.
///
/// # Errors
/// As [`read_resume`] and [`with_layers`].
pub fn read_files(path: &Path, overrides: &Overrides, diagnostics: &mut Diagnostics) -> Result<ResumeFiles, Failure> {
    let main = read_resume(path, diagnostics)?;
    let root = Root::new(&super::folder_of(path), overrides.root);
    with_layers(main, &root, overrides.with, &ReadLog::disabled(), diagnostics)
}

/// The most files that extend each other.
const MAX_LAYERS: usize = 8;

/// Adds to a résumé the files that it extends, and those laid over it on the command line.
///
/// # Errors
/// If one of them cannot be read, or is outside the résumé's directory.
pub fn with_layers(
    main: Source,
    root: &Root,
    above: &[PathBuf],
    log: &ReadLog,
    diagnostics: &mut Diagnostics,
) -> Result<ResumeFiles, Failure> {
    let above = above.iter().map(|path| {
        log.record([path.clone()]);
        read_resume(path, diagnostics)
    });
    let above = above.collect::<Result<Vec<Source>, Failure>>()?;
    let languages = language_files(root, log, diagnostics)?;
    let mut below: Vec<Source> = Vec::new();
    let mut root = root.clone();
    while let Some(Spanned { value: name, span }) = extended(below.first().unwrap_or(&main)) {
        diagnostics.open(below.first().unwrap_or(&main));
        let fault =
            |message: String, help: &str| Diagnostic::error(Code::File, message).at(span).path("extends").help(help);
        if below.len() == MAX_LAYERS {
            let message = format!("more than {MAX_LAYERS} files extend each other");
            return Err(diagnostics.error(fault(message, "check whether they extend each other in a circle")).into());
        }
        let Ok(path) = root.confine(&name) else {
            return Err(diagnostics.error(fault(super::outside(&name), super::OUTSIDE_HELP)).into());
        };
        let path = path.as_ref().strip_prefix(".").unwrap_or(path.as_ref());
        log.record([path.to_path_buf()]);
        if !path.is_file() {
            let message = format!("file not found: `{name}`");
            return Err(diagnostics.error(fault(message, "the path is relative to this file")).into());
        }
        below.insert(0, read_resume(path, diagnostics)?);
        root = root.relative_to(super::folder_of(path));
    }
    Ok(ResumeFiles { below, main, above, languages })
}

/// The directory of language files beside a résumé.
const LANGUAGES: &str = "locales";

/// Reads the language files beside a résumé.
///
/// # Errors
/// If one of them cannot be read.
fn language_files(root: &Root, log: &ReadLog, diagnostics: &mut Diagnostics) -> Result<Vec<Source>, Failure> {
    let Ok(folder) = root.confine(LANGUAGES) else { return Ok(Vec::new()) };
    let Ok(files) = fs::read_dir(folder.as_ref()) else { return Ok(Vec::new()) };
    let mut files: Vec<PathBuf> = files.filter_map(|file| Some(file.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "yaml" || end == "yml") && file.is_file());
    files.retain(|file| root.holds(file));
    files.sort();
    log.record(files.clone());
    files.iter().map(|file| read_resume(file.strip_prefix(".").unwrap_or(file), diagnostics)).collect()
}

/// Reads a file of at most the size of a résumé.
fn read_limited(path: &Path) -> io::Result<Vec<u8>> {
    let limit = Resume::MAX_BYTES as u64 + 1;
    let limited = |bytes: Vec<u8>| match bytes.len() > Resume::MAX_BYTES {
        true => Err(io::ErrorKind::FileTooLarge.into()),
        false => Ok(bytes),
    };
    let mut bytes = Vec::new();
    if path == Path::new(STANDARD) {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
        return limited(bytes);
    }
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    // A pipe is read only if it was named explicitly: otherwise, reading it would block.
    if path == Path::new(DEFAULT_RESUME) {
        return read_regular(path, Resume::MAX_BYTES as u64);
    }
    File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    limited(bytes)
}

fn unreadable(path: &Path, name: &str, error: &io::Error) -> Diagnostic {
    match error.kind() {
        io::ErrorKind::NotFound => {
            let note = Diagnostic::error(Code::File, format!("file not found: `{name}`"));
            // Without an argument, the file is not one that the user named.
            let is_default = path == Path::new(DEFAULT_RESUME);
            let note = match nearby(path, is_default) {
                Some(other) => note.help(format!("did you mean `{}`?", other.display())),
                None => {
                    let example = EXAMPLE.get().copied().unwrap_or("recto build cv.yaml");
                    let help = format!("pass the path of the résumé, e.g. `{example}`");
                    note.help(format!("{help}, or run the command in its directory"))
                }
            };
            if !is_default {
                return note;
            }
            let note = match importable() {
                Some(other) => note.help(format!("convert `{other}` with `recto import {other} -o {name}`")),
                None => note,
            };
            note.help("create a starter résumé with `recto new`")
        }
        io::ErrorKind::IsADirectory => {
            let note = Diagnostic::error(Code::File, format!("`{name}` is a directory"));
            note.help(format!("pass the résumé in it, e.g. `{}`", path.join(DEFAULT_RESUME).display()))
        }
        io::ErrorKind::PermissionDenied => {
            Diagnostic::error(Code::File, format!("`{name}` cannot be read: permission denied"))
                .help("change the file's permissions, or copy it")
        }
        _ => Diagnostic::error(Code::File, format!("`{name}` cannot be read: {error}"))
            .help("make sure that the file is intact and the disk is available"),
    }
}

/// How similar a file's name must be to one that does not exist, from 0 to 1.
const ALIKE: f64 = 0.6;

/// A file in the same folder that is probably meant: one with the same name and another
/// extension, or with a similar name; `or_only`, the only YAML file there.
fn nearby(path: &Path, or_only: bool) -> Option<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut files: Vec<PathBuf> = fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "yaml" || ending == "yml" || ending == "json"));
    files.sort();
    let stem = |file: &Path| file.file_stem().map(|stem| stem.to_string_lossy().to_lowercase());
    let wanted = stem(path).unwrap_or_default();
    let likeness = |file: &PathBuf| strsim::normalized_damerau_levenshtein(&stem(file).unwrap_or_default(), &wanted);
    let alike = files.iter().enumerate().map(|(at, file)| (at, likeness(file))).filter(|(_, like)| *like >= ALIKE);
    let found = match alike.max_by(|one, other| one.1.total_cmp(&other.1)) {
        Some((at, _)) => files.swap_remove(at),
        None if or_only && files.len() == 1 => files.remove(0),
        None => return None,
    };
    Some(found.strip_prefix(".").map(Path::to_path_buf).unwrap_or(found))
}

/// The endings of files that `recto import` converts.
const IMPORTABLE: &[&str] = &["pdf", "docx", "json", "md"];

/// Files that many directories have, and that are no résumés.
const NO_RESUMES: &[&str] = &["readme", "changelog", "contributing", "license", "package", "package-lock", "tsconfig"];

/// A file in the current directory that `recto import` may convert: the one most similar to a résumé's name.
fn importable() -> Option<String> {
    let names = fs::read_dir(".").ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let stem_of_importable = |name: &str| {
        let (stem, ending) = name.rsplit_once('.')?;
        let stem = stem.to_lowercase();
        let is_one = IMPORTABLE.contains(&ending.to_lowercase().as_str()) && !NO_RESUMES.contains(&stem.as_str());
        (is_one && !stem.is_empty()).then_some(stem)
    };
    let likeness = |stem: &str| {
        let parts = stem.split(|letter: char| !letter.is_alphanumeric());
        parts.map(|part| strsim::jaro_winkler(part, "resume").max(strsim::jaro_winkler(part, "cv"))).fold(0.0, f64::max)
    };
    let mut found: Vec<(String, f64)> =
        names.filter_map(|name| stem_of_importable(&name).map(|stem| (name, likeness(&stem)))).collect();
    found.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    found.into_iter().next().map(|(name, _)| name)
}

fn not_text(name: &str, bytes: &[u8], at: usize) -> Diagnostic {
    const KINDS: &[(&[u8], &str)] = &[
        (b"%PDF", "a PDF"),
        (b"PK\x03\x04", "a Word or zip file"),
        (b"\xff\xfe", "UTF-16 text"),
        (b"\xfe\xff", "UTF-16 text"),
    ];
    let kind = KINDS.iter().find(|(start, _)| bytes.starts_with(start));
    let line = 1 + bytes[..at].iter().filter(|byte| **byte == b'\n').count();
    let what = match kind {
        Some((_, kind)) => format!("`{name}` is {kind}, not a YAML résumé"),
        None => format!("invalid UTF-8 in `{name}` on line {line}"),
    };
    let help = match kind {
        Some((_, kind)) if !kind.starts_with("UTF") => {
            format!("pass the YAML file, or convert this one with `recto import {name} -o resume.yaml`")
        }
        _ => "save the file as UTF-8 in your editor".into(),
    };
    Diagnostic::error(Code::File, what).help(help)
}
