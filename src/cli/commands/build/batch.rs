//! `recto build --batch`: one line of JSON per résumé in, one line of JSON per result out.

use std::io::{self, BufRead, Write};
use std::path::Path;
use std::time::Instant;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use recto::diagnostic::{Code, Diagnostic, Diagnostics};
use recto::resume::Resume;
use recto::source::Source;
use recto::typeset::forget;
use serde_json::{Map, Value, json};

use super::request::Request;
use crate::cli::args::{BuildArgs, OutputArgs, OutputFormat};
use crate::cli::build::destination::FixedPlace;
use crate::cli::build::render::{Artifact, Part};
use crate::cli::build::{Build, BuildRequest, ResumeSource, file_name};
use crate::cli::pool::worker::{self, Claim};
use crate::cli::pool::{self, Order, Outcome, Task};
use crate::cli::project::assets::Root;
use crate::cli::project::read_log::ReadLog;
use crate::cli::project::theme_search::ThemeName;
use crate::cli::report::{self, Failure, stdout};

/// The longest line that is read, in bytes; more than a résumé's limit, since JSON escapes some characters.
const LONGEST: usize = 4 * Resume::MAX_BYTES;

/// The UTF-8 byte order mark, which some programs write first.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Builds all requests; returns the summary line.
///
/// # Errors
/// If one was not built, or standard input or output fails.
pub fn run(args: &BuildArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    if let Some(format) = args.output.format.filter(|format| format.is_folder()) {
        let error = Diagnostic::error(Code::InvalidValue, format!("`--batch` cannot write {format}"));
        return Err(Failure::io(diagnostics.error(error.help("build several files or a directory instead"))));
    }
    if args.worker {
        worker::serve(|number, line, claim| answer(args, number, line, claim));
        return Ok(String::new());
    }
    let (mut built, mut failed) = (0, 0);
    let mut unwritten = None;
    let mut stdout = io::stdout().lock();
    let done = |_: usize, line: &[u8], outcome: Outcome| {
        let crash = outcome.crash();
        let answer = match (outcome, crash) {
            (Outcome::Built(answer), _) => {
                built += 1;
                answer
            }
            (Outcome::Failed(answer), _) => {
                failed += 1;
                answer
            }
            (Outcome::Ended(_) | Outcome::NotStarted(_), crash) => {
                failed += 1;
                let id = Request::read(line).map_or(Value::Null, |request| request.id);
                let mut own = Diagnostics::new();
                own.extend(crash);
                json!({ "id": id, "ok": false, "diagnostics": as_json(&own) }).to_string()
            }
        };
        // If the reader has gone, nothing more needs to be built, but the input is read to its end, so that its
        // writer does not fail.
        if let Err(error) = writeln!(stdout, "{answer}").and_then(|()| stdout.flush())
            && error.kind() != io::ErrorKind::BrokenPipe
        {
            unwritten.get_or_insert(error);
        }
    };
    let order = if args.unordered { Order::Completion } else { Order::Input };
    let mut number = 0;
    let tasks = std::iter::from_fn(|| {
        number += 1;
        let line = read_line(&mut io::stdin().lock(), number == 1).transpose()?;
        Some(line.map(|line| match line {
            Ok(line) => Task::Request(line),
            Err(why) => Task::Refused(Outcome::Failed(refused(number - 1, why).to_string())),
        }))
    });
    let read = pool::run(tasks, order, |number| format!("line {}", number + 1), done);
    let line = format!("{built} built, {failed} failed");
    if let Some(error) = unwritten {
        return Err(Failure::io(diagnostics.error(stdout::failed(&error).help(line))));
    }
    if let Err(error) = read {
        let error = Diagnostic::error(Code::File, format!("cannot read standard input: {error}"));
        return Err(Failure::io(diagnostics.error(error.help(line))));
    }
    if failed == 0 {
        return Ok(line);
    }
    let error = Diagnostic::error(Code::File, format!("{failed} of {} documents failed", built + failed));
    Err(diagnostics.error(error.help("see `diagnostics` in the output lines with `ok: false`")).into())
}

/// A line of the input, or why it is refused.
type Line = Result<Vec<u8>, &'static str>;

/// The next line that is not empty. One that is too long is discarded, as is a byte order mark before the
/// first.
fn read_line(input: &mut impl BufRead, first: bool) -> io::Result<Option<Line>> {
    let (mut line, mut dropped) = (Vec::new(), false);
    loop {
        let buffer = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        if buffer.is_empty() && line.is_empty() && !dropped {
            return Ok(None);
        }
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let part = &buffer[..end.unwrap_or(buffer.len())];
        dropped |= line.len() + part.len() > LONGEST;
        if dropped {
            line.clear();
        } else {
            line.extend_from_slice(part);
        }
        let (taken, done) = (end.map_or(buffer.len(), |end| end + 1), end.is_some() || buffer.is_empty());
        input.consume(taken);
        if done && dropped {
            return Ok(Some(Err("the line is longer than 16 MiB")));
        }
        if done && first && line.starts_with(BYTE_ORDER_MARK) {
            line.drain(..BYTE_ORDER_MARK.len());
        }
        if done && !line.trim_ascii().is_empty() {
            return Ok(Some(Ok(line)));
        }
        if done {
            line.clear();
        }
    }
}

fn as_json(diagnostics: &Diagnostics) -> Value {
    diagnostics.sorted().into_iter().map(|it| report::json(it, diagnostics)).collect()
}

/// The response to a line that is not a request.
fn refused(number: usize, message: &str) -> Value {
    json!({ "id": null, "ok": false, "diagnostics": [{
        "id": "wrong-type", "severity": "error", "message": format!("line {}: {message}", number + 1),
    }] })
}

/// Builds one; errors are in the response.
fn answer(args: &BuildArgs, number: usize, line: &[u8], claim: Claim) -> (bool, Value) {
    let request = match Request::read(line) {
        Ok(request) => request,
        Err(why) => return (false, refused(number, &why)),
    };
    let mut diagnostics = Diagnostics::new();
    let result = build(args, &request, number, claim, &mut diagnostics);
    // Keep the theme's code in Typst's cache for the next document, but not the pages: searching them takes time.
    forget(1);
    let built = result.is_ok();
    let mut answer = json!({ "id": request.id, "ok": built, "diagnostics": as_json(&diagnostics) });
    if let (Ok(parts), Value::Object(answer)) = (result, &mut answer) {
        answer.extend(parts);
    }
    (built, answer)
}

/// The rest of the response: the number of pages, and the files or their paths.
fn build(
    args: &BuildArgs,
    request: &Request,
    number: usize,
    claim: Claim,
    diagnostics: &mut Diagnostics,
) -> Result<Map<String, Value>, Failure> {
    let id = request.name(number);
    let format = match request.format.as_deref().map(OutputFormat::from_extension) {
        None => args.output.format,
        Some(Some(format)) if !format.is_folder() => Some(format),
        Some(_) => {
            let error = Diagnostic::error(Code::InvalidValue, "unknown format");
            let known = "use `pdf`, `png`, `svg`, `docx`, `html`, `txt`, `md`, `json` or `yaml`";
            return Err(diagnostics.error(error.path("format").help(known)).into());
        }
    };
    let (text, name) = (Source::new(id.as_str(), request.resume()), file_name::safe(&id));
    let root = Root::new(Path::new("."), args.document.content.root.as_deref());
    let place = args.output.output.as_deref().map_or(FixedPlace::Memory, |folder| FixedPlace::Directory(folder, &name));
    let output = OutputArgs { output: None, format, ..args.output.clone() };
    let mut wanted = BuildRequest::new(ResumeSource::Text(&text, &root, Path::new("")), &args.document, &output);
    wanted = wanted.for_application(request.application.as_deref());
    wanted.place = Some(place);
    if let Some(theme) = &request.theme {
        wanted.overrides.theme = Some(ThemeName::Written(theme, None));
    }
    let started = Instant::now();
    let build = Build::prepare(wanted, &ReadLog::disabled(), diagnostics)?;
    if let Some(other) = claim(&build.output_paths()) {
        let error = Diagnostic::error(Code::File, format!("`{}` is already the output of {other}", build.destination));
        let help =
            "file names keep only letters, digits and some punctuation of an `id`, and are compared ignoring case";
        return Err(Failure::io(diagnostics.error(error.help(help))));
    }
    let artifacts = build.render_within_limits(diagnostics)?;
    let mut parts = Map::new();
    if artifacts.pages.is_some() {
        parts.insert("pages".into(), artifacts.page_count().into());
    }
    if let FixedPlace::Directory(..) = place {
        artifacts.write(started, diagnostics)?;
    }
    for artifact in &artifacts.artifacts {
        describe(artifact, place, &mut parts);
    }
    Ok(parts)
}

/// Adds a file's bytes, or its path.
fn describe(artifact: &Artifact, place: FixedPlace, parts: &mut Map<String, Value>) {
    let is_letter = artifact.part == Part::Letter;
    if let FixedPlace::Directory(..) = place {
        let paths = artifact.destination.paths(artifact.files().len());
        let shown: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        let shown = match &shown[..] {
            [first, .., last] => format!("{first} to {last}"),
            _ => shown.concat(),
        };
        parts.insert(if is_letter { "letterPath" } else { "path" }.into(), shown.into());
        return;
    }
    let mut encoded = artifact.files().iter().map(|file| Value::from(BASE64_STANDARD.encode(file)));
    match (artifact.destination.format, is_letter) {
        (OutputFormat::Pdf, false) => parts.insert("pdf".into(), encoded.next().unwrap_or_default()),
        (OutputFormat::Pdf, true) => parts.insert("letterPdf".into(), encoded.next().unwrap_or_default()),
        (_, false) => parts.insert("files".into(), encoded.collect()),
        (_, true) => parts.insert("letterFiles".into(), encoded.collect()),
    };
}
