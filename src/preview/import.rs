//! Converts a file that was dropped onto the page. Nothing is written: the result becomes the draft.

use std::io::{Read, Seek, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use recto::diagnostic::{Diagnostics, Severity};
use recto::import::{Guess, Imported, import_file};
use recto::resume::Resume;
use recto::source::Source;
use serde::Deserialize;
use serde_json::{Value, json};

use super::response::Response;
#[cfg(target_family = "wasm")]
use crate::cli::build::embedded::embedded_in;
use crate::cli::process::executable;
use crate::cli::process::isolated::INSIDE;
use crate::cli::project::folder_of;
use crate::cli::project::input::STDIN_NAME;
use crate::cli::report::JSON_ON_STDERR;

/// The largest file, in bytes.
pub const MAX_FILE: usize = 20 << 20;

/// How long the conversion of a PDF or a Word document may take.
const TIMEOUT: Duration = Duration::from_secs(60);

/// How often the process is asked whether it has ended.
const POLL: Duration = Duration::from_millis(5);

/// Returns the résumé as text, what kind of file it was, and what needs a look.
pub fn converted(name: &str, bytes: &[u8], resume: &Path) -> Response {
    // The name is only said; a path would be of another machine.
    let name = name.rsplit(['/', '\\']).next().filter(|name| !name.is_empty()).unwrap_or("file");
    if bytes.starts_with(b"%PDF") || bytes.starts_with(b"PK\x03\x04") {
        #[cfg(not(target_family = "wasm"))]
        return in_process(name, bytes).unwrap_or_else(|why| Response::refusal(422, why));
        // A module has no processes, and is one itself: the page that runs it ends it.
        #[cfg(target_family = "wasm")]
        if let Ok(Some(yaml)) = embedded_in(bytes, name, &mut Diagnostics::new()) {
            return answer(&yaml, None, 0, &[], &[]);
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let source = Source::new(name, text.strip_prefix('\u{feff}').unwrap_or(text));
        let is_resume = !source.is_json() && Resume::read(&source, &mut Diagnostics::new()).is_ok();
        if is_resume {
            return answer(source.text(), None, 0, &[], &[]);
        }
    }
    let mut diagnostics = Diagnostics::new();
    let folder = folder_of(resume);
    let result = import_file(name, bytes, &|picture| folder.join(picture).is_file(), &mut diagnostics);
    let notes: Vec<String> = diagnostics
        .sorted()
        .into_iter()
        .filter(|note| note.severity != Severity::Advice)
        .map(|note| note.message.clone())
        .collect();
    match result {
        Ok(Imported { format, text, lost, guesses, .. }) => {
            let guesses: Vec<Value> = guesses.iter().map(guess).collect();
            answer(&text, Some(&format.to_string()), lost, &notes, &guesses)
        }
        Err(_) => Response::refusal(422, notes.first().map_or("it is not a résumé", String::as_str)),
    }
}

fn answer(text: &str, format: Option<&str>, lost: usize, notes: &[String], guesses: &[Value]) -> Response {
    Response::json(&json!({ "text": text, "format": format, "lost": lost, "notes": notes, "guesses": guesses }))
}

fn guess(Guess { read_as, text, line, .. }: &Guess) -> Value {
    json!({ "line": line, "readAs": read_as, "text": text })
}

/// The report of `recto import --format json`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    format: String,
    not_converted: usize,
    guesses: Vec<Value>,
    resume: String,
}

/// Converts a PDF or a document in a separate process: it may be hostile, and what overflows the stack or takes too
/// much memory ends a process.
fn in_process(name: &str, bytes: &[u8]) -> Result<Response, String> {
    let failed = |error: std::io::Error| format!("it could not be read: {error}");
    // Files rather than pipes: what is written need not be read at the same time.
    let mut files = [tempfile::tempfile(), tempfile::tempfile(), tempfile::tempfile()].into_iter();
    let mut file = || files.next().expect("there are three").map_err(failed);
    let (mut stdin, mut stdout, mut stderr) = (file()?, file()?, file()?);
    stdin.write_all(bytes).and_then(|()| stdin.rewind()).map_err(failed)?;
    let mut command = Command::new(executable());
    command.args(["import", "-", "--format", "json"]).env(JSON_ON_STDERR, "1").env(INSIDE, "1");
    command
        .stdin(stdin)
        .stdout(stdout.try_clone().map_err(failed)?)
        .stderr(Stdio::from(stderr.try_clone().map_err(failed)?));
    let mut child = command.spawn().map_err(failed)?;
    let started = Instant::now();
    let status = loop {
        match child.try_wait().map_err(failed)? {
            Some(status) => break status,
            None if started.elapsed() > TIMEOUT => {
                child.kill().and_then(|()| child.wait()).map_err(failed)?;
                return Err(format!("it takes longer than {} seconds to read", TIMEOUT.as_secs()));
            }
            None => std::thread::sleep(POLL),
        }
    };
    let mut said = [String::new(), String::new()];
    for (file, said) in [&mut stdout, &mut stderr].into_iter().zip(&mut said) {
        file.rewind().and_then(|()| file.read_to_string(said)).map_err(failed)?;
    }
    let [stdout, stderr] = said;
    let notes: Vec<Value> = stderr.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let messages = |severity: &'static str| {
        let of = notes.iter().filter(move |note| note["severity"] == severity);
        // The process has the file without its name.
        of.filter_map(|note| Some(note["message"].as_str()?.replace(STDIN_NAME, name)))
    };
    if !status.success() {
        return Err(messages("error").next().unwrap_or_else(|| "it cannot be read".to_owned()));
    }
    let warnings: Vec<String> = messages("warning").collect();
    Ok(match serde_json::from_str::<Report>(&stdout) {
        Ok(Report { format, not_converted, guesses, resume }) => {
            answer(&resume, Some(&format), not_converted, &warnings, &guesses)
        }
        // A PDF that embeds its résumé.
        Err(_) => answer(&stdout, None, 0, &warnings, &[]),
    })
}
