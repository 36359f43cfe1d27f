//! `recto build` with several résumés, or every application of one: in parallel, and independently of each other.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::time::Instant;

use glob::{MatchOptions, Pattern, glob_with};
use indicatif::{ProgressBar, ProgressStyle};
use recto::diagnostic::{Code, Diagnostic, Diagnostics};
use recto::resume::Resume;
use recto::typeset;
use serde::{Deserialize, Serialize};

use crate::cli::args::BuildArgs;
use crate::cli::build::destination::Destination;
use crate::cli::build::{Build, BuildRequest};
use crate::cli::pool::worker::{self, Claim};
use crate::cli::pool::{self, Order, Outcome, Task};
use crate::cli::project::assets::Root;
use crate::cli::project::input::{self, STANDARD};
use crate::cli::project::overrides::Overrides;
use crate::cli::project::read_log::ReadLog;
use crate::cli::report::{self, Failure};

/// A résumé, or an application of it, in a language. Paths may not be UTF-8.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Job {
    file: OsString,
    application: Option<String>,
    /// A language other than the default.
    language: Option<String>,
}

/// What messages call a résumé without an application.
const FULL_RESUME: &str = "the full résumé";

/// The response of a worker.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Answer {
    /// The summary lines.
    lines: Vec<String>,
    /// The diagnostics, as they are printed.
    report: String,
}

/// Builds every résumé; returns the summary lines.
///
/// # Errors
/// If one of them is not built.
pub fn run(args: &BuildArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    if args.worker {
        worker::serve(|_, request, claim| {
            let (built, answer) = serve(args, request, claim);
            (built, serde_json::to_value(answer).unwrap_or_default())
        });
        return Ok(String::new());
    }
    let files = match &args.resumes[..] {
        [one] if one == Path::new(STANDARD) => {
            let error = Diagnostic::error(Code::File, "standard input can be read only once");
            return Err(Failure::io(diagnostics.error(error.help("name a file to build all of its applications"))));
        }
        paths => expanded(paths, diagnostics)?,
    };
    if let Some(output) = args.output.output.as_deref().filter(|_| files.len() > 1) {
        let text = output.to_string_lossy();
        if !text.contains("{file}") && !text.contains("{name}") {
            let error =
                Diagnostic::error(Code::File, format!("{} résumés cannot all be written to `{text}`", files.len()));
            return Err(Failure::io(diagnostics.error(error.help("use a placeholder, e.g. `-o 'out/{file}.pdf'`"))));
        }
    }
    let jobs: Vec<Job> = files.iter().flat_map(|file| jobs(args, file)).collect();
    let describe = |job: &Job| {
        let name = match &job.application {
            Some(application) if files.len() == 1 => application.clone(),
            Some(application) => format!("{} ({application})", job.file.display()),
            None if files.len() == 1 => FULL_RESUME.to_owned(),
            None => job.file.display().to_string(),
        };
        job.language.as_ref().map_or(name.clone(), |language| format!("{name} in `{language}`"))
    };
    let bar = ProgressBar::new(jobs.len() as u64)
        .with_style(ProgressStyle::with_template("{bar:24} {pos}/{len}  {eta}").expect("the template is right"));
    let tasks = jobs.iter().map(|job| Ok(Task::Request(serde_json::to_vec(job)?)));
    let (mut lines, mut failed, mut reports) = (Vec::new(), Vec::new(), String::new());
    let done = |number: usize, _: &[u8], outcome: Outcome| {
        bar.inc(1);
        let (built, answer) = read(outcome);
        reports += &answer.report;
        lines.extend(answer.lines);
        if !built {
            failed.push(describe(&jobs[number]));
        }
    };
    let finished = pool::run(tasks, Order::Input, |number| describe(&jobs[number]), done);
    bar.finish_and_clear();
    report::written(&reports);
    if let Err(error) = finished {
        let error = Diagnostic::error(Code::File, format!("cannot start worker threads: {error}"));
        return Err(Failure::io(diagnostics.error(error)));
    }
    if failed.is_empty() {
        return Ok(lines.join("\n"));
    }
    lines.iter().for_each(|line| report::line(line));
    let message = format!("{} of {} documents failed: {}", failed.len(), jobs.len(), failed.join(", "));
    let error = Diagnostic::error(Code::File, message).help("fix the errors above and build again");
    Err(diagnostics.error(error).into())
}

/// A résumé, or the applications that match a pattern, or with `--all`, both in every language.
fn jobs(args: &BuildArgs, file: &Path) -> Vec<Job> {
    let tailoring = &args.document.content.tailoring;
    let job = |application: Option<String>, language: Option<String>| Job {
        file: file.as_os_str().to_owned(),
        application,
        language,
    };
    let named = tailoring.application.clone();
    let pattern = named.as_deref().filter(|name| names_several(name)).and_then(|name| Pattern::new(name).ok());
    if !args.all && pattern.is_none() {
        return vec![job(named, None)];
    }
    // Errors in the file are reported when it is built.
    let ignored = &mut Diagnostics::new();
    let files = input::read_files(file, &Overrides::from(&args.document), ignored).ok();
    let resume = files.and_then(|files| Resume::read_past_mistakes(&files, ignored).0);
    let names: Vec<String> = resume.iter().flat_map(|resume| resume.applications.keys()).map(str::to_owned).collect();
    match pattern {
        // An application may have the name that looks like a pattern.
        Some(pattern) if !named.as_ref().is_some_and(|name| names.contains(name)) => {
            let matching: Vec<Job> =
                names.into_iter().filter(|name| pattern.matches(name)).map(|name| job(Some(name), None)).collect();
            // The error says which applications there are.
            if matching.is_empty() { vec![job(named, None)] } else { matching }
        }
        Some(_) => vec![job(named, None)],
        None => {
            let languages: Vec<String> = match &resume {
                Some(resume) if tailoring.language.is_none() => resume.languages().iter().skip(1).cloned().collect(),
                _ => Vec::new(),
            };
            let own = |name: &Option<String>| {
                let application = resume.as_ref().zip(name.as_ref());
                application.and_then(|(resume, name)| resume.applications.find(name)?.language.as_ref()).is_some()
            };
            let mut jobs = Vec::new();
            for name in std::iter::once(None).chain(names.into_iter().map(Some)) {
                // An application for which a language is chosen is built in that one.
                let others = if own(&name) { &[][..] } else { &languages[..] };
                jobs.push(job(name.clone(), None));
                jobs.extend(others.iter().map(|language| job(name.clone(), Some(language.clone()))));
            }
            jobs
        }
    }
}

/// Whether a name may stand for several applications, as `acme-*` does.
pub fn names_several(name: &str) -> bool {
    name.contains(['*', '?', '['])
}

/// The response in an outcome, or a report of why there is none.
fn read(outcome: Outcome) -> (bool, Answer) {
    if let Some(crash) = outcome.crash() {
        let mut own = Diagnostics::new();
        own.push(crash);
        return (false, Answer { report: report::text(&own), lines: Vec::new() });
    }
    let parsed = |answer: String| serde_json::from_str(&answer).unwrap_or_default();
    match outcome {
        Outcome::Built(answer) => (true, parsed(answer)),
        Outcome::Failed(answer) => (false, parsed(answer)),
        Outcome::Ended(_) | Outcome::NotStarted(_) => (false, Answer::default()),
    }
}

/// Builds what the parent process requests.
fn serve(args: &BuildArgs, request: &[u8], claim: Claim) -> (bool, Answer) {
    let Ok(Job { file, application, language }) = serde_json::from_slice(request) else {
        return (false, Answer::default());
    };
    let (started, mut diagnostics) = (Instant::now(), Diagnostics::new());
    let request = BuildRequest::of_file(Path::new(&file), args);
    let request = request.for_application(application.as_deref()).in_language(language.as_deref());
    let built = Build::prepare(request, &ReadLog::disabled(), &mut diagnostics).and_then(|build| {
        if let Some(other) = claim(&build.output_paths()) {
            return Err(collision(&build.destination, &other, &mut diagnostics));
        }
        Ok(build.run(started, &mut diagnostics)?.0)
    });
    // Keep the theme's code in Typst's cache for the next document, but not the pages: searching them takes time.
    typeset::forget(1);
    let lines = built.as_ref().map_or(Vec::new(), |summary| summary.0.clone());
    (built.is_ok(), Answer { lines, report: report::text(&diagnostics) })
}

/// Reports that another document has the same output file.
fn collision(path: &Destination, other: &str, diagnostics: &mut Diagnostics) -> Failure {
    let other = if other == FULL_RESUME { other.to_owned() } else { format!("`{other}`") };
    let error = Diagnostic::error(Code::File, format!("`{path}` is already the output of {other}"));
    Failure::io(diagnostics.error(error.help("use a placeholder, e.g. `-o '{file}-{application}.pdf'`")))
}

/// Expands folders and patterns to the files in them, without duplicates.
fn expanded(paths: &[PathBuf], diagnostics: &mut Diagnostics) -> Result<Vec<PathBuf>, Failure> {
    let mut named = Vec::new();
    for path in paths {
        match pattern(path) {
            Some(pattern) => named.extend(matching(pattern, diagnostics)?),
            None => named.push(path.clone()),
        }
    }
    let mut files = Vec::new();
    for path in &named {
        if path == Path::new(STANDARD) {
            let note = Diagnostic::error(Code::File, "standard input cannot be combined with other résumés");
            return Err(Failure::io(diagnostics.error(note.help("pass either files or `-`"))));
        }
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let inside = std::fs::read_dir(path).map_err(|error| {
            let note = Diagnostic::error(Code::File, format!("`{}` cannot be read: {error}", path.display()));
            Failure::io(diagnostics.error(note.help("make sure that the directory is readable")))
        })?;
        let mut inside: Vec<PathBuf> = inside.filter_map(|entry| Some(entry.ok()?.path())).collect();
        let root = Root::new(path, None);
        inside.retain(|file| is_resume(file) && root.holds(file));
        inside.sort();
        if inside.is_empty() {
            let note = Diagnostic::error(Code::File, format!("no résumé found in `{}`", path.display()));
            return Err(Failure::io(
                diagnostics.error(note.help("résumés have the extension `.yaml`, `.yml` or `.json`")),
            ));
        }
        files.extend(inside);
    }
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|file| seen.insert(file.clone()));
    Ok(files)
}

/// Whether a path means several résumés: a folder or a pattern.
pub fn is_several(path: &Path) -> bool {
    path.is_dir() || pattern(path).is_some()
}

/// A path as a pattern, if it contains wildcards and is not the name of a file: no shell has expanded it,
/// because it was quoted, or on Windows.
fn pattern(path: &Path) -> Option<&str> {
    path.to_str().filter(|text| text.contains(['*', '?', '[']) && !path.exists())
}

fn is_pattern(part: &OsStr) -> bool {
    part.to_str().is_some_and(|text| text.contains(['*', '?', '[']))
}

/// The files and folders that match a pattern, sorted. As in a shell, `*` matches neither `/` nor hidden
/// files.
fn matching(pattern: &str, diagnostics: &mut Diagnostics) -> Result<Vec<PathBuf>, Failure> {
    let as_in_a_shell =
        MatchOptions { require_literal_separator: true, require_literal_leading_dot: true, ..MatchOptions::new() };
    let found = glob_with(pattern, as_in_a_shell).map_err(|error| {
        let note = Diagnostic::error(Code::File, format!("invalid pattern `{pattern}`: {}", error.msg));
        Failure::io(diagnostics.error(note.help("use a pattern such as `'team/*.yaml'` or `'team/[a-m]*.yaml'`")))
    })?;
    // The folder before the first wildcard.
    let named: PathBuf = Path::new(pattern).components().take_while(|part| !is_pattern(part.as_os_str())).collect();
    let root = Root::new(if named.as_os_str().is_empty() { Path::new(".") } else { &named }, None);
    // A pipe that happens to match would block, and a link may point elsewhere.
    let found: Vec<PathBuf> = found.flatten().filter(|path| path.is_file() && root.holds(path)).collect();
    if found.is_empty() {
        let note = Diagnostic::error(Code::File, format!("no file matches `{pattern}`"));
        return Err(Failure::io(
            diagnostics.error(note.help("`*` matches any part of a name, and `**/` any directories")),
        ));
    }
    Ok(found)
}

/// Whether a file in a folder is taken for a résumé: by its extension, except schemas.
fn is_resume(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let ending = [".yaml", ".yml", ".json"].iter().any(|ending| name.ends_with(ending));
    ending && !name.ends_with(".schema.json") && !name.starts_with('.') && file.is_file()
}
