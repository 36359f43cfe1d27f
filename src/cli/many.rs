//! `recto build` of several résumés: on all cores, and one that fails stops no other.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use glob::{MatchOptions, glob_with};
use indicatif::{ProgressBar, ProgressStyle};
use recto::diagnostic::{Diagnostic, Diagnostics, Id};
use recto::resume::Resume;
use recto::typeset;

use super::args::{BuildArgs, MessageFormat};
use super::build::Job;
use super::input::{self, STANDARD};
use super::{Stop, show, threads, unusable};

/// After so many documents, what Typst remembers of those before is forgotten: what all
/// share, such as a theme's code, is used again before that.
const REMEMBERED: usize = 6;

/// Builds every résumé, or every one of a folder; returns the lines that say what was
/// built.
pub fn run(args: &BuildArgs, paths: &[PathBuf], notes: &mut Diagnostics) -> Result<String, Stop> {
    let files = expanded(paths, notes)?;
    if let Some(output) = args.output.as_deref().filter(|_| files.len() > 1) {
        let text = output.to_string_lossy();
        if !text.contains("{file}") && !text.contains("{name}") {
            let note = Diagnostic::error(Id::File, format!("{} résumés cannot all be `{text}`", files.len()));
            return Err(unusable(notes.error(note.help("name each by its file, such as `-o 'out/{file}.pdf'`"))));
        }
    }
    let bar = ProgressBar::new(files.len() as u64)
        .with_style(ProgressStyle::with_template("{bar:24} {pos}/{len}  {eta}").expect("the template is right"));
    let taken = Mutex::new(BTreeMap::new());
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push((file, one(args, file, &taken)));
            bar.inc(1);
        }
        done
    };
    let mut done: Vec<_> = threads::on_all_cores(files.len(), work).into_iter().flatten().collect();
    bar.finish_and_clear();
    done.sort_by_key(|(file, _)| *file);
    let (mut lines, mut failed) = (Vec::new(), Vec::new());
    for (file, (own, built, complete)) in done {
        own.iter().for_each(|notes| show::notes(notes, MessageFormat::Human));
        lines.extend(built);
        if !complete {
            failed.push(file.display().to_string());
        }
    }
    if failed.is_empty() {
        return Ok(lines.join("\n"));
    }
    lines.iter().for_each(|line| show::line(line));
    let message = format!("{} of {} were not built: {}", failed.len(), files.len(), failed.join(", "));
    Err(Stop::from(notes.error(Diagnostic::error(Id::File, message).help("mend what is said above, and build again"))))
}

/// Builds one résumé, and with `--all` its applications: what is to be said, the lines of
/// what was built, and whether all of it was.
fn one(
    args: &BuildArgs,
    file: &Path,
    taken: &Mutex<BTreeMap<PathBuf, PathBuf>>,
) -> (Vec<Diagnostics>, Vec<String>, bool) {
    let mut names = vec![args.tailoring.application.clone()];
    if args.all {
        // What is wrong with the file is said when it is built.
        let mut unheard = Diagnostics::new();
        let resume = input::read_resume(file, &mut unheard).and_then(|text| Ok(Resume::read(&text, &mut unheard)?));
        names.extend(resume.iter().flat_map(|resume| resume.applications.keys()).map(|name| Some(name.to_owned())));
    }
    let (mut all_notes, mut lines, mut complete) = (Vec::new(), Vec::new(), true);
    for name in names {
        let started = Instant::now();
        let mut notes = Diagnostics::new();
        let built = Job::prepare(args, file, name.as_deref(), &mut notes).and_then(|job| {
            free(&job, file, taken, &mut notes)?;
            job.build(args, started, &mut notes)
        });
        match built {
            Ok((text, _)) => lines.push(text),
            Err(_) => complete = false,
        }
        all_notes.push(notes);
        forget();
    }
    (all_notes, lines, complete)
}

/// Takes the names of files that a job writes, if no other has.
fn free(
    job: &Job,
    file: &Path,
    taken: &Mutex<BTreeMap<PathBuf, PathBuf>>,
    notes: &mut Diagnostics,
) -> Result<(), Stop> {
    let mut taken = taken.lock().unwrap_or_else(PoisonError::into_inner);
    for path in job.paths() {
        if let Some(other) = taken.get(&path).filter(|other| *other != file) {
            let message = format!("`{}` is written for `{}` already", path.display(), other.display());
            let note = Diagnostic::error(Id::File, message);
            return Err(unusable(notes.error(note.help("name each by its file, such as `-o 'out/{file}.pdf'`"))));
        }
        taken.insert(path, file.to_path_buf());
    }
    Ok(())
}

/// Lets go, now and then, of what Typst remembers, so that memory does not grow with the
/// number of documents.
fn forget() {
    static BUILT: AtomicUsize = AtomicUsize::new(0);
    if BUILT.fetch_add(1, Ordering::Relaxed) % REMEMBERED == REMEMBERED - 1 {
        typeset::forget(2);
    }
}

/// Files, with those of folders in place of the folders, and those of a pattern in place
/// of it, each once.
fn expanded(paths: &[PathBuf], notes: &mut Diagnostics) -> Result<Vec<PathBuf>, Stop> {
    let mut named = Vec::new();
    for path in paths {
        match pattern(path) {
            Some(pattern) => named.extend(matching(pattern, notes)?),
            None => named.push(path.clone()),
        }
    }
    let mut files = Vec::new();
    for path in &named {
        if path == Path::new(STANDARD) {
            let note = Diagnostic::error(Id::File, "standard input is one résumé among several");
            return Err(unusable(notes.error(note.help("name files only, or only `-`"))));
        }
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let inside = std::fs::read_dir(path).map_err(|error| {
            let note = Diagnostic::error(Id::File, format!("`{}` cannot be read: {error}", path.display()));
            unusable(notes.error(note.help("see that the folder may be read")))
        })?;
        let mut inside: Vec<PathBuf> = inside.filter_map(|entry| Some(entry.ok()?.path())).collect();
        inside.retain(|file| is_resume(file));
        inside.sort();
        if inside.is_empty() {
            let note = Diagnostic::error(Id::File, format!("there is no résumé in `{}`", path.display()));
            return Err(unusable(notes.error(note.help("résumés end in `.yaml`, `.yml` or `.json`"))));
        }
        files.extend(inside);
    }
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|file| seen.insert(file.clone()));
    Ok(files)
}

/// Whether a path stands for several résumés: it is a folder, or a pattern.
pub fn is_several(path: &Path) -> bool {
    path.is_dir() || pattern(path).is_some()
}

/// A path as a pattern, which it is if it has a sign of one and no file has its name: no
/// shell has filled it in, because it stood in quotes, or because Windows' shells do not.
fn pattern(path: &Path) -> Option<&str> {
    path.to_str().filter(|text| text.contains(['*', '?', '[']) && !path.exists())
}

/// The files and folders that a pattern fits, in order. As in a shell, `*` is not `/`, and fits no
/// hidden file.
fn matching(pattern: &str, notes: &mut Diagnostics) -> Result<Vec<PathBuf>, Stop> {
    let as_in_a_shell =
        MatchOptions { require_literal_separator: true, require_literal_leading_dot: true, ..MatchOptions::new() };
    let found = glob_with(pattern, as_in_a_shell).map_err(|error| {
        let note = Diagnostic::error(Id::File, format!("`{pattern}` is no pattern: {}", error.msg));
        unusable(notes.error(note.help("write it as in `'team/*.yaml'`, or `'team/[a-m]*.yaml'`")))
    })?;
    let found: Vec<PathBuf> = found.flatten().collect();
    if found.is_empty() {
        let note = Diagnostic::error(Id::File, format!("no file fits the pattern `{pattern}`"));
        return Err(unusable(notes.error(note.help("`*` is any part of a name, and `**/` any folders"))));
    }
    Ok(found)
}

/// Whether a file of a folder is taken for a résumé: by its ending, and schemas are none.
fn is_resume(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let ending = [".yaml", ".yml", ".json"].iter().any(|ending| name.ends_with(ending));
    ending && !name.ends_with(".schema.json") && !name.starts_with('.') && file.is_file()
}
