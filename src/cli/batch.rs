//! `recto build --batch`: a line of JSON for each résumé in, a line for each PDF out.
//!
//! One thread reads, a process on each core builds, one thread writes. No more résumés are in the
//! house at a time than a small window, however many come.

mod request;

use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use recto::diagnostic::{Diagnostic, Diagnostics, Id};
use recto::export::export_files;
use recto::fit::{Fitted, fit};
use recto::resume::Resume;
use recto::source::Source;
use recto::typeset::{Fonts, forget};
use serde_json::{Value, json};

use self::request::Request;
use super::args::{BuildArgs, LetterPlace, Making, OutputFormat, TailoringArgs};
use super::assets::Root;
use super::project::{Project, Wanted};
use super::theme_search::ThemeName;
use super::watchdog::Watchdog;
use super::worker::{self, Claim, Outcome, Worker};
use super::{Stop, file_name, fonts, forms, inspect, output, pdf, show, stdout, threads, unusable};

/// How many résumés, for each core, may be read before the first of them is written.
const WINDOW: usize = 8;

/// The longest line that is read, in bytes; more than a résumé may have, since JSON has
/// signs of its own.
const LONGEST: usize = 4 * Resume::MAX_BYTES;

/// What some programs write before the first line of UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A number that one thread waits for and another raises.
struct Gate(Mutex<usize>, Condvar);

impl Gate {
    fn wait(&self, until: impl Fn(usize) -> bool) {
        let number = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.1.wait_while(number, |number| !until(*number)));
    }

    fn raise(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.1.notify_all();
    }
}

/// Builds what comes in; returns the line that says how many there were.
pub fn run(args: &BuildArgs, notes: &mut Diagnostics) -> Result<String, Stop> {
    if let Some(format) = args.format.filter(|format| format.is_folder()) {
        let note = Diagnostic::error(Id::BadValue, format!("{format} is no line of an answer to `--batch`"));
        return Err(unusable(notes.error(note.help("build several files or a folder of them instead"))));
    }
    if args.worker {
        worker::serve(|number, line, claim| answer(args, number, line, claim));
        return Ok(String::new());
    }
    let cores = threads::cores();
    let (requests, queue) = mpsc::sync_channel::<(usize, Line)>(cores);
    let (answers, results) = mpsc::channel::<(usize, (bool, String))>();
    let (queue, written) = (Mutex::new(queue), Gate(Mutex::new(0), Condvar::new()));
    let (mut built, mut failed) = (0, 0);
    let taken = Taken::default();
    let (unread, unwritten) = (Mutex::new(None), Mutex::new(None));
    std::thread::scope(|scope| {
        let mut started = 0;
        for _ in 0..cores {
            let answers = answers.clone();
            let (queue, taken) = (&queue, &taken);
            let work = move || {
                let mut worker = None;
                loop {
                    let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((number, line)) = next else { return };
                    let answer = match line {
                        Ok(line) => asked(&mut worker, number, &line, taken),
                        Err(why) => (false, refused(number, why).to_string()),
                    };
                    if answers.send((number, answer)).is_err() {
                        return;
                    }
                }
            };
            match thread::Builder::new().spawn_scoped(scope, work) {
                Ok(_) => started += 1,
                Err(error) if started == 0 => return keep(&unread, error),
                // Those that were started do all of it.
                Err(_) => break,
            }
        }
        let read = || {
            let requests = requests;
            let mut stdin = io::stdin().lock();
            let mut number = 0;
            loop {
                let line = match read_line(&mut stdin, number == 0) {
                    Ok(Some(line)) => line,
                    Ok(None) => return,
                    Err(error) => return keep(&unread, error),
                };
                written.wait(|written| number < written + WINDOW * cores);
                if requests.send((number, line)).is_err() {
                    return;
                }
                number += 1;
            }
        };
        if let Err(error) = thread::Builder::new().spawn_scoped(scope, read) {
            return keep(&unread, error);
        }
        drop(answers);
        let mut stdout = io::stdout().lock();
        let mut early: BTreeMap<usize, (bool, String)> = BTreeMap::new();
        let mut next = 0;
        for (number, answer) in results {
            early.insert(if args.unordered { next } else { number }, answer);
            while let Some((well, answer)) = early.remove(&next) {
                if well {
                    built += 1
                } else {
                    failed += 1
                }
                // Whoever reads has gone: there is nobody left to build for, but all that
                // comes in is taken, so that who writes is not stopped.
                if let Err(error) = writeln!(stdout, "{answer}").and_then(|()| stdout.flush())
                    && error.kind() != io::ErrorKind::BrokenPipe
                {
                    keep(&unwritten, error);
                }
                written.raise();
                next += 1;
            }
        }
    });
    let first = |errors: Mutex<Option<io::Error>>| errors.into_inner().unwrap_or_else(PoisonError::into_inner);
    let line = format!("{built} built, {failed} failed");
    if let Some(error) = first(unwritten) {
        return Err(unusable(notes.error(stdout::failed(&error).help(line))));
    }
    if let Some(error) = first(unread) {
        let note = Diagnostic::error(Id::File, format!("cannot read standard input to its end: {error}"));
        return Err(unusable(notes.error(note.help(line))));
    }
    if failed == 0 {
        return Ok(line);
    }
    let note = Diagnostic::error(Id::File, format!("{failed} of {} were not built", built + failed));
    Err(Stop::from(notes.error(note.help("their lines have `ok: false`, and `diagnostics` that say why"))))
}

/// Keeps the first error.
fn keep(first: &Mutex<Option<io::Error>>, error: io::Error) {
    first.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
}

/// The files that were written, as systems compare them that do not tell capitals apart, and the
/// line of the input that each was written for.
#[derive(Default)]
struct Taken(Mutex<HashMap<String, usize>>);

impl Taken {
    /// Takes files for a line, unless one of them is another's: then tells whose.
    fn claim(&self, number: usize, paths: &[PathBuf]) -> Option<String> {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let keys: Vec<String> = paths.iter().map(|path| path.to_string_lossy().to_lowercase()).collect();
        if let Some(other) = keys.iter().find_map(|key| taken.get(key)) {
            return Some(format!("line {}", other + 1));
        }
        taken.extend(keys.into_iter().map(|key| (key, number)));
        None
    }
}

/// A line of the input, if it is not too long.
type Line = Result<Vec<u8>, &'static str>;

/// The next line that is not empty. Of one that is too long nothing is kept, and nothing of the
/// byte order mark that may stand before the first.
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

/// Has one built by a worker, and starts it if there is none; one that ends stops no other.
fn asked(worker: &mut Option<Worker>, number: usize, line: &[u8], taken: &Taken) -> (bool, String) {
    let ended = |reports: Value| {
        let id = Request::read(line).map_or(Value::Null, |request| request.id);
        (false, json!({ "id": id, "ok": false, "diagnostics": reports }).to_string())
    };
    let fallen = |message: String, help: &str| {
        ended(json!([{ "id": Id::Theme.name(), "severity": "error", "message": message, "help": [help] }]))
    };
    let ready = match worker {
        Some(worker) => worker,
        None => match Worker::start() {
            Ok(started) => worker.insert(started),
            Err(error) => {
                return fallen(worker::unstarted(&error), worker::UNSTARTED);
            }
        },
    };
    match ready.ask(number, line, |paths| taken.claim(number, paths)) {
        Outcome::Built(answer) => (true, answer),
        Outcome::Failed(answer) => (false, answer),
        Outcome::Ended(reports) => {
            *worker = None;
            match reports {
                Some(reports) => ended(reports),
                None => fallen(worker::FALLEN.into(), worker::FALLEN_HELP),
            }
        }
    }
}

/// The answer to a line that is no request.
fn refused(number: usize, message: &str) -> Value {
    json!({ "id": null, "ok": false, "diagnostics": [{
        "id": "wrong-type", "severity": "error", "message": format!("line {}: {message}", number + 1),
    }] })
}

/// Builds one; whatever is wrong is in the answer.
fn answer(args: &BuildArgs, number: usize, line: &[u8], claim: Claim) -> (bool, Value) {
    let request = match Request::read(line) {
        Ok(request) => request,
        Err(why) => return (false, refused(number, &why)),
    };
    let mut notes = Diagnostics::new();
    let built = build(args, &request, number, claim, &mut notes);
    // The theme's code serves the next, too; the pages do not, and looking through them costs time.
    forget(1);
    let diagnostics: Vec<Value> = notes.sorted().into_iter().map(|note| show::json(note, &notes)).collect();
    let mut answer = json!({ "id": request.id, "ok": built.is_ok(), "diagnostics": diagnostics });
    let well = built.is_ok();
    if let (Ok(parts), Value::Object(answer)) = (built, &mut answer) {
        answer.extend(parts);
    }
    (well, answer)
}

/// What an answer has beside its diagnostics: the number of pages, and the PDF or where it
/// was written.
fn build(
    args: &BuildArgs,
    request: &Request,
    number: usize,
    claim: Claim,
    notes: &mut Diagnostics,
) -> Result<serde_json::Map<String, Value>, Stop> {
    let name = request.name(number);
    let format = match request.format.as_deref().map(OutputFormat::of_ending) {
        None => args.format.unwrap_or(OutputFormat::Pdf),
        Some(Some(format)) if !format.is_folder() => format,
        Some(_) => {
            let note = Diagnostic::error(Id::BadValue, "there is no such format");
            let known = "write `pdf`, `png`, `svg`, `docx`, `html`, `txt`, `md`, `json` or `yaml`";
            return Err(notes.error(note.path("format").help(known)).into());
        }
    };
    let tailoring = TailoringArgs { application: request.application.clone(), ..args.tailoring.clone() };
    let typed = args.theme.as_deref().map(ThemeName::Typed);
    let theme = request.theme.as_deref().map(|name| ThemeName::Written(name, None)).or(typed);
    let root = args.root.as_deref();
    let wanted = Wanted { theme, root, settings: &args.set, tailoring: &tailoring, today: args.pdf.date };
    let Project { mut resume, theme, pictures, .. } =
        Project::of(&Source::new(name.as_str(), request.resume()), &Root::new(Path::new("."), root), &wanted, notes)?;
    let embed = format == OutputFormat::Pdf && (args.pdf.embed || resume.embed == Some(true));
    resume.embed = Some(embed);
    let settings = pdf::settings(&args.pdf, format, embed, notes)?;
    let mut parts = serde_json::Map::new();
    let making = format.making(args.ppi, settings);
    let files = if let Making::Pages(pages) = &making {
        let search = || fonts::search(&args.font_path);
        let watchdog = Watchdog::over(&theme, &pictures, args.timeout);
        let Fitted { document, .. } = fit(&resume, &theme, &pictures, &Fonts::search(&search), notes)?;
        let files = export_files(&document, pages, notes)?;
        if args.pdf.strict {
            inspect::read_back(&files[0], &resume, &theme, notes)?;
        }
        drop(watchdog);
        parts.insert("pages".into(), document.page_count().into());
        files
    } else {
        forms::check(format, LetterPlace::None, &tailoring, notes)?;
        let made = forms::made(&making, &resume, &theme, LetterPlace::None, notes)?;
        made.map(|made| made.resume).into_iter().collect()
    };
    match &args.output {
        Some(folder) => {
            let name = format!("{}.{}", file_name::safe(&name), format.ending());
            let target = output::Target::inside(folder, &name, format);
            if let Some(other) = claim(&target.paths(files.len())) {
                let note = Diagnostic::error(Id::File, format!("`{target}` is written for {other} already"));
                let help = "file names keep letters, digits and a few signs of an `id`, and do not tell capitals apart";
                return Err(unusable(notes.error(note.help(help))));
            }
            parts.insert("path".into(), target.write_files(&files, notes)?.into());
        }
        None => {
            let mut encoded = files.iter().map(|file| Value::from(BASE64_STANDARD.encode(file)));
            match format {
                OutputFormat::Pdf => parts.insert("pdf".into(), encoded.next().unwrap_or_default()),
                _ => parts.insert("files".into(), encoded.collect()),
            };
        }
    }
    Ok(parts)
}
