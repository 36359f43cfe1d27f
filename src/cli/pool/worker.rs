//! A process that builds one document after another.
//!
//! A failure in one, such as a theme that never finishes or a crash of the engine, affects only the
//! current document. And processes do not wait for each other, as threads that share Typst's cache
//! do (docs/performance.md).
//!
//! A request is a line: the number of the document, and the request itself. A response is a line: a
//! character for the outcome, and the response itself. Before a worker writes files, it claims them
//! (a line with their paths), and is answered with the document that already has one, or `null`.

use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use recto::diagnostic::{Code, Diagnostic, Diagnostics};
use serde_json::{Value, json};

use crate::cli::build::OutputPath;
use crate::cli::process::{executable, threads, watchdog};
use crate::cli::report;
use recto::render::sanitize;

/// The flag that makes a process a worker.
pub const FLAG: &str = "--worker";

const BUILT: u8 = b'+';
const FAILED: u8 = b'-';
const ENDED: u8 = b'!';
const CLAIMED: u8 = b'?';

/// The result of a request.
pub enum Outcome {
    /// It was built; the worker's response.
    Built(String),
    /// It was not; the worker's response.
    Failed(String),
    /// The worker exited, with the reason as diagnostics in JSON, if it could give one.
    Ended(Option<Value>),
    /// No worker could be started.
    NotStarted(io::Error),
}

impl Outcome {
    /// Why there is no response; `None` if there is one.
    pub fn crash(&self) -> Option<Diagnostic> {
        let error = |message: String, help: &str| Diagnostic::error(Code::Theme, message).help(help);
        match self {
            Outcome::Built(_) | Outcome::Failed(_) => None,
            Outcome::NotStarted(why) => Some(error(
                format!("cannot start a worker process: {why}"),
                "build fewer documents at once, or close other programs",
            )),
            Outcome::Ended(reason) => {
                let reason = reason.as_ref().and_then(|reason| reason.get(0));
                let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
                Some(match reason {
                    Some(reason) => error(text(&reason["message"]), &text(&reason["help"][0])),
                    None => error(
                        "the worker process crashed or was killed".into(),
                        "build this document alone; if that crashes too, please report it with the résumé and theme",
                    ),
                })
            }
        }
    }
}

/// A worker, seen from its parent process.
pub struct Worker {
    child: Child,
    requests: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Worker {
    /// Starts a worker, with the command line of this process.
    ///
    /// # Errors
    /// If it cannot be started.
    pub fn start() -> io::Result<Worker> {
        // The first argument is the command; a flag after `--` would be taken for a file.
        let mut child = Command::new(executable())
            .args(std::env::args_os().skip(1).take(1))
            .arg(FLAG)
            .args(std::env::args_os().skip(2))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (requests, answers) = (child.stdin.take(), child.stdout.take());
        let answers = answers.ok_or_else(|| io::Error::other("it has no output"))?;
        Ok(Worker { child, requests, answers: BufReader::new(answers) })
    }

    /// Requests a document. A worker that has exited cannot be used again.
    ///
    /// `claim` is called before files are written: it claims them for this document, or returns the
    /// document that already has one of them.
    pub fn ask(&mut self, number: usize, request: &[u8], claim: impl Fn(&[OutputPath]) -> Option<String>) -> Outcome {
        self.answer_to(number, request, claim).unwrap_or(Outcome::Ended(None))
    }

    fn answer_to(
        &mut self,
        number: usize,
        request: &[u8],
        claim: impl Fn(&[OutputPath]) -> Option<String>,
    ) -> io::Result<Outcome> {
        let requests = self.requests.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        requests.write_all(format!("{number} ").as_bytes())?;
        requests.write_all(request)?;
        requests.write_all(b"\n")?;
        requests.flush()?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer)?;
        while answer.as_bytes().first() == Some(&CLAIMED) {
            let paths: Vec<OutputPath> = serde_json::from_str(&answer[1..])?;
            requests.write_all(format!("{}\n", json!(claim(&paths))).as_bytes())?;
            requests.flush()?;
            answer.clear();
            self.answers.read_line(&mut answer)?;
        }
        // An incomplete line means that the worker was killed.
        let Some(line) = answer.strip_suffix('\n') else { return Ok(Outcome::Ended(None)) };
        let line = line.get(1..).unwrap_or_default().to_owned();
        Ok(match answer.as_bytes().first() {
            Some(&BUILT) => Outcome::Built(line),
            Some(&FAILED) => Outcome::Failed(line),
            _ => Outcome::Ended(serde_json::from_str(&line).ok()),
        })
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // A worker exits at the end of its input.
        self.requests = None;
        self.child.wait().ok();
    }
}

/// Claims files from the parent process: returns `None` if they are free, or the document that
/// already has one of them.
pub type Claim<'a> = &'a dyn Fn(&[OutputPath]) -> Option<String>;

/// Answers requests until there are no more. `build` returns whether a document was built.
pub fn serve(build: impl Fn(usize, &[u8], Claim) -> (bool, Value)) {
    threads::use_only_this();
    watchdog::before_exit(end);
    let mut request = Vec::new();
    while io::stdin().lock().read_until(b'\n', &mut request).is_ok_and(|bytes| bytes > 0) {
        let line = request.strip_suffix(b"\n").unwrap_or(&request);
        let Some(space) = line.iter().position(|byte| *byte == b' ') else { return };
        let number = str::from_utf8(&line[..space]).ok().and_then(|number| number.parse().ok());
        let Some(number) = number else { return };
        let (built, answer) = build(number, &line[space + 1..], &claim);
        if say(if built { BUILT } else { FAILED }, &answer).is_err() {
            return;
        }
        request.clear();
    }
}

/// A claim that cannot be sent is refused: the parent process has exited.
fn claim(paths: &[OutputPath]) -> Option<String> {
    let asked = || -> io::Result<Option<String>> {
        say(CLAIMED, &serde_json::to_value(paths)?)?;
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        Ok(serde_json::from_str(&line)?)
    };
    asked().unwrap_or_else(|error| Some(error.to_string()))
}

/// Tells the parent process why this one is about to exit.
fn end(diagnostics: &Diagnostics) {
    let list = diagnostics.sorted().into_iter().map(|it| report::json(it, diagnostics)).collect::<Vec<Value>>();
    say(ENDED, &list.into()).ok();
}

fn say(sign: u8, answer: &Value) -> io::Result<()> {
    let mut line = vec![sign];
    line.extend(sanitize::json(&answer.to_string()).as_bytes());
    line.push(b'\n');
    let mut stdout = io::stdout().lock();
    stdout.write_all(&line)?;
    stdout.flush()
}
