//! `recto build` of several résumés: on all cores, and one that fails stops no other.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use glob::{MatchOptions, glob_with};
use indicatif::{ProgressBar, ProgressStyle};
use recto::diagnostic::{Diagnostic, Diagnostics, Id};
use recto::resume::Resume;
use recto::typeset;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::args::BuildArgs;
use super::assets::Root;
use super::build::Job;
use super::input::{self, STANDARD};
use super::worker::{self, Outcome, Worker};
use super::{Stop, show, threads, unusable};

/// What a worker is asked. Names are as the system has them, which may be no text.
#[derive(Serialize, Deserialize)]
enum Request {
    /// To read a résumé, or an application of it, and to name the files that would be written.
    Prepare { file: OsString, application: Option<String> },
    /// To write them, or to say which of them is written for another résumé already.
    Build { taken: Option<(OsString, OsString)> },
}

/// What it answers.
#[derive(Default, Serialize, Deserialize)]
struct Answer {
    /// The files that would be written.
    paths: Vec<OsString>,
    /// The lines that say what was built.
    lines: Option<String>,
    /// What else there is to say.
    reports: String,
}

/// Builds every résumé, or every one of a folder; returns the lines that say what was
/// built.
pub fn run(args: &BuildArgs, paths: &[PathBuf], notes: &mut Diagnostics) -> Result<String, Stop> {
    if args.worker {
        serve(args);
        return Ok(String::new());
    }
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
        let (mut done, mut worker) = (Vec::new(), None);
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push((file, one(args, file, &mut worker, &taken)));
            bar.inc(1);
        }
        done
    };
    let mut done: Vec<_> = threads::on_all_cores(files.len(), work).into_iter().flatten().collect();
    bar.finish_and_clear();
    done.sort_by_key(|(file, _)| *file);
    let (mut lines, mut failed) = (Vec::new(), Vec::new());
    for (file, (reports, built, complete)) in done {
        show::written(&reports);
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

/// Has one résumé built, and with `--all` its applications: what is to be said, the lines of
/// what was built, and whether all of it was.
fn one(
    args: &BuildArgs,
    file: &Path,
    worker: &mut Option<Worker>,
    taken: &Mutex<BTreeMap<OsString, OsString>>,
) -> (String, Vec<String>, bool) {
    let mut names = vec![args.tailoring.application.clone()];
    if args.all {
        // What is wrong with the file is said when it is built.
        let mut unheard = Diagnostics::new();
        let resume = input::read_resume(file, &mut unheard).and_then(|text| Ok(Resume::read(&text, &mut unheard)?));
        names.extend(resume.iter().flat_map(|resume| resume.applications.keys()).map(|name| Some(name.to_owned())));
    }
    let (mut reports, mut lines, mut complete) = (String::new(), Vec::new(), true);
    for application in names {
        let file = file.as_os_str().to_owned();
        let prepared = asked(worker, &Request::Prepare { file: file.clone(), application });
        let built = prepared.and_then(|prepared| {
            let taken = claim(&prepared.paths, &file, taken);
            asked(worker, &Request::Build { taken })
        });
        complete &= built.is_ok();
        let (Ok(answer) | Err(answer)) = built;
        lines.extend(answer.lines);
        reports += &answer.reports;
    }
    (reports, lines, complete)
}

/// Asks a worker, which is started if there is none. One that ends costs what it was asked for.
fn asked(worker: &mut Option<Worker>, request: &Request) -> Result<Answer, Answer> {
    let ended = |message: String, help: &str| {
        let mut notes = Diagnostics::new();
        notes.push(Diagnostic::error(Id::Theme, message).help(help));
        Err(Answer { reports: show::text(&notes), ..Answer::default() })
    };
    let ready = match worker {
        Some(worker) => worker,
        None => match Worker::start() {
            Ok(started) => worker.insert(started),
            Err(error) => return ended(worker::unstarted(&error), worker::UNSTARTED),
        },
    };
    let request = serde_json::to_vec(request).unwrap_or_default();
    let read = |answer: String| serde_json::from_str(&answer).unwrap_or_default();
    match ready.ask(0, &request, |_| None) {
        Outcome::Built(answer) => Ok(read(answer)),
        Outcome::Failed(answer) => Err(read(answer)),
        Outcome::Ended(reports) => {
            *worker = None;
            match reports.as_ref().and_then(|reports| reports.get(0)) {
                Some(report) => ended(text(&report["message"]), &text(&report["help"][0])),
                None => ended(worker::FALLEN.into(), worker::FALLEN_HELP),
            }
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Marks files as those of a résumé; or tells which of them is written for another.
fn claim(
    paths: &[OsString],
    file: &OsString,
    taken: &Mutex<BTreeMap<OsString, OsString>>,
) -> Option<(OsString, OsString)> {
    let mut taken = taken.lock().unwrap_or_else(PoisonError::into_inner);
    for path in paths {
        if let Some(other) = taken.get(path).filter(|other| *other != file) {
            return Some((path.clone(), other.clone()));
        }
        taken.insert(path.clone(), file.clone());
    }
    None
}

/// Builds what the process asks for that started this one.
fn serve(args: &BuildArgs) {
    let prepared: RefCell<Option<(Job, Diagnostics, Instant)>> = RefCell::default();
    let answered = |answer: &Answer| serde_json::to_value(answer).unwrap_or_default();
    worker::serve(|_, request, _| match serde_json::from_slice(request) {
        Ok(Request::Prepare { file, application }) => {
            let (started, mut notes) = (Instant::now(), Diagnostics::new());
            match Job::prepare(args, Path::new(&file), application.as_deref(), &mut notes) {
                Ok(job) => {
                    let paths = job.paths().map(PathBuf::into_os_string).collect();
                    prepared.replace(Some((job, notes, started)));
                    (true, answered(&Answer { paths, ..Answer::default() }))
                }
                Err(_) => (false, answered(&Answer { reports: show::text(&notes), ..Answer::default() })),
            }
        }
        Ok(Request::Build { taken }) => {
            let Some((job, mut notes, started)) = prepared.take() else { return (false, Value::Null) };
            let built = match taken {
                Some((path, other)) => Err(double(&path, &other, &mut notes)),
                None => job.build(args, started, &mut notes).map(|(lines, _)| lines),
            };
            // The theme's code serves the next, too; the pages do not, and looking through them costs time.
            typeset::forget(1);
            let (well, reports) = (built.is_ok(), show::text(&notes));
            (well, answered(&Answer { lines: built.ok(), reports, ..Answer::default() }))
        }
        Err(_) => (false, Value::Null),
    });
}

/// Says that a file is written for another résumé.
fn double(path: &OsString, other: &OsString, notes: &mut Diagnostics) -> Stop {
    let message = format!("`{}` is written for `{}` already", path.display(), other.display());
    let note = Diagnostic::error(Id::File, message);
    unusable(notes.error(note.help("name each by its file, such as `-o 'out/{file}.pdf'`")))
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
        let root = Root::new(path, None);
        inside.retain(|file| is_resume(file) && root.holds(file));
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

fn is_pattern(part: &OsStr) -> bool {
    part.to_str().is_some_and(|text| text.contains(['*', '?', '[']))
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
    // The folder that is named, without the parts that are not.
    let named: PathBuf = Path::new(pattern).components().take_while(|part| !is_pattern(part.as_os_str())).collect();
    let root = Root::new(if named.as_os_str().is_empty() { Path::new(".") } else { &named }, None);
    // A pipe that happens to fit would be waited for, and a link may lead elsewhere.
    let found: Vec<PathBuf> = found.flatten().filter(|path| path.is_file() && root.holds(path)).collect();
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
