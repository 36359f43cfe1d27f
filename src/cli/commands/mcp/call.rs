//! Calls a tool: its arguments → a command line → the answer of the command.

use std::ffi::OsString;
use std::fs;
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::tools::{self, Answer, Kind, Tool, format_names};
use crate::cli::args::{DEFAULT_RESUME, FormatKind, OutputFormat, Seconds};
use crate::cli::process::{executable, isolated, patience};
use crate::cli::project::assets::Root;
use crate::cli::report::JSON_ON_STDERR;

/// Longest text of an answer, in bytes.
const MAX_TEXT: usize = 200_000;

/// Largest document of an answer, or all its pages, in bytes.
const MAX_DOCUMENT: u64 = 16 << 20;

/// Most pages of an answer.
const MAX_PAGES: usize = 10;

/// Most diagnostics of an answer.
const MAX_DIAGNOSTICS: usize = 100;

/// How much longer than the time limit a command is waited for: it enforces the limit itself, and says why.
const GRACE: Duration = Duration::from_secs(5);

/// Why nothing is written.
const READ_ONLY: &str = "this server may not write; start it with `recto mcp --write DIR`";

/// Which files calls may name.
pub struct Server {
    /// Paths to read are inside the folder where the server was started.
    readable: Root,
    /// Paths to write are inside the folder that `--write` names.
    writable: Option<Root>,
    /// The longest that a call may take.
    limit: Seconds,
}

/// A command that is run for a call.
struct Run<'a> {
    tool: &'a Tool,
    line: CommandLine,
    limit: Seconds,
    is_cancelled: &'a AtomicBool,
}

/// A command line.
#[derive(Default)]
struct CommandLine {
    flags: Vec<OsString>,
    words: Vec<OsString>,
    input: Option<String>,
    format: Option<String>,
    fix: Option<String>,
    output: Option<PathBuf>,
}

/// What a command came to.
struct Outcome {
    ok: bool,
    stdout: Vec<u8>,
    stderr: String,
}

impl Server {
    /// A server that writes nothing, or only into a folder.
    pub fn new(write: Option<&Path>, limit: Seconds) -> Server {
        let writable = write.map(|folder| Root::new(folder, None));
        Server { readable: Root::new(Path::new("."), None), writable, limit }
    }

    /// The result of a call, in the form of the protocol. Whatever goes wrong is a result as well, so that the assistant
    /// sees it.
    pub fn call(&self, tool: &Tool, arguments: &Value, is_cancelled: &AtomicBool) -> Value {
        let made = self.command_line(tool, arguments).and_then(|line| {
            let run = Run { tool, line, limit: self.limit, is_cancelled };
            match tool.answer {
                Answer::Document => run.document(),
                Answer::Text | Answer::Json => run.text(),
            }
        });
        made.unwrap_or_else(|refusal| json!({ "content": [text_content(&refusal)], "isError": true }))
    }

    /// The command line of a call.
    ///
    /// # Errors
    /// With the reason, if an argument is missing, unknown, of the wrong type, or names a file that it may not.
    fn command_line(&self, tool: &Tool, arguments: &Value) -> Result<CommandLine, String> {
        let empty = serde_json::Map::new();
        let arguments = match arguments {
            Value::Null => &empty,
            other => other.as_object().ok_or("the arguments are not an object")?,
        };
        if let Some(name) = arguments.keys().find(|name| tool.parameters.iter().all(|it| it.name != **name)) {
            return Err(format!("`{}` has no argument `{name}`", tool.name));
        }
        let mut line = CommandLine::default();
        for parameter in tool.parameters {
            let name = parameter.name;
            let Some(value) = arguments.get(name).filter(|value| !value.is_null()) else {
                if parameter.required {
                    return Err(format!("`{}` needs the argument `{name}`", tool.name));
                }
                continue;
            };
            let value = value.as_str().ok_or_else(|| format!("the argument `{name}` is not a string"))?;
            line.add(parameter.kind, name, value, self)?;
        }
        if line.input.is_some() {
            if !line.words.is_empty() {
                return Err("give the path of a file or its `text`, not both".into());
            }
            line.words.push("-".into());
        }
        if let Some(fix) = &line.fix {
            let flags = self.fix_flags(fix, &line)?;
            line.flags.extend(flags.iter().map(OsString::from));
        }
        Ok(line)
    }

    /// The flags that fix a résumé: as differences, or in the file if it may be written. A text is answered as fixed.
    fn fix_flags(&self, fix: &str, line: &CommandLine) -> Result<&'static [&'static str], String> {
        if line.input.is_some() {
            return Ok(&["--fix"]);
        }
        if fix == tools::SHOW_FIXES {
            return Ok(&["--fix", "--diff"]);
        }
        let Some(writable) = &self.writable else { return Err(READ_ONLY.into()) };
        let file = line.words.first().map_or(Path::new(DEFAULT_RESUME), Path::new);
        match writable.holds(file) {
            true => Ok(&["--fix"]),
            false => Err(format!("`{}` is outside the folder given with `--write`", file.display())),
        }
    }

    fn path(&self, value: &str) -> Result<OsString, String> {
        let confined = self.readable.confine(value).map_err(|_| {
            format!("`{value}` is outside the folder where the server was started, which is all that it may read")
        })?;
        Ok(confined.as_ref().as_os_str().to_owned())
    }

    fn output(&self, value: &str) -> Result<PathBuf, String> {
        let Some(writable) = &self.writable else {
            return Err(format!("{READ_ONLY}, or leave out `output`"));
        };
        let confined = writable.confine(value);
        let confined = confined.map_err(|_| format!("`{value}` is outside the folder given with `--write`"))?;
        Ok(confined.as_ref().to_path_buf())
    }
}

impl CommandLine {
    fn add(&mut self, kind: Kind, name: &str, value: &str, server: &Server) -> Result<(), String> {
        let flag = |flag: &str, value: OsString| {
            let mut joined = OsString::from(format!("{flag}="));
            joined.push(value);
            joined
        };
        let one_of = |values: &[&str]| match values.contains(&value) {
            true => Ok(()),
            false => Err(format!("the argument `{name}` is `{value}`, not one of {}", values.join(", "))),
        };
        match kind {
            Kind::File => self.words.push(server.path(value)?),
            Kind::FileFlag(name) => self.flags.push(flag(name, server.path(value)?)),
            Kind::Text => self.input = Some(value.to_owned()),
            // A theme may be named by its path.
            Kind::Flag("--theme") if value.contains(['/', '\\']) || value.starts_with('.') => {
                self.flags.push(flag("--theme", server.path(value)?));
            }
            Kind::Flag(name) => self.flags.push(flag(name, value.into())),
            Kind::Word(_) if value.contains(['/', '\\', '.']) || value.starts_with('-') => {
                return Err(format!("the argument `{name}` is `{value}`, which is no name"));
            }
            Kind::Word(before) => self.words.extend([before.into(), value.into()]),
            Kind::Choice(name, values) => {
                one_of(values)?;
                self.flags.push(flag(name, value.into()));
            }
            Kind::Format => {
                one_of(&format_names())?;
                self.format = Some(value.to_owned());
            }
            Kind::Fix => {
                one_of(&tools::FIXES)?;
                self.fix = Some(value.to_owned());
            }
            Kind::Output => self.output = Some(server.output(value)?),
        }
        Ok(())
    }
}

impl Run<'_> {
    /// The answer of a command that prints text or JSON.
    fn text(&self) -> Result<Value, String> {
        let Run { tool, line, .. } = self;
        // The reference is what an assistant reads best.
        let default = (tool.name == "schema" && line.flags.is_empty()).then(|| OsString::from("--format=markdown"));
        let outcome = self.run(default.as_slice())?;
        let printed = String::from_utf8_lossy(&outcome.stdout);
        let mut report = outcome.report();
        match serde_json::from_str(&printed) {
            Ok(value) if tool.answer == Answer::Json && printed.len() <= MAX_TEXT => {
                report["report"] = value;
                Ok(outcome.result(Vec::new(), &report))
            }
            _ if printed.is_empty() => Ok(outcome.result(Vec::new(), &report)),
            _ => Ok(outcome.result(vec![text_content(&bounded(&printed))], &report)),
        }
    }

    /// The answer of `build`: the document itself, or where it was written.
    fn document(&self) -> Result<Value, String> {
        let line = &self.line;
        let format = line.format.as_deref().unwrap_or("pdf");
        if let Some(output) = &line.output {
            let flags = [format!("--format={format}").into(), "-o".into(), output.clone().into_os_string()];
            let outcome = self.run(&flags)?;
            return Ok(outcome.result(Vec::new(), &outcome.report()));
        }
        let folder = tempfile::tempdir().map_err(|error| format!("cannot create a temporary directory: {error}"))?;
        let target = folder.path().join(format!("resume.{format}"));
        let flags = [format!("--format={format}").into(), "-o".into(), target.into_os_string()];
        let outcome = self.run(&flags)?;
        let mut report = outcome.report();
        if outcome.ok {
            // It names a folder that is gone.
            report["summary"] = "".into();
        }
        let mut files: Vec<PathBuf> = fs::read_dir(folder.path())
            .map_err(|error| error.to_string())?
            .flatten()
            .map(|entry| entry.path())
            .collect();
        // `resume-2.png` before `resume-10.png`.
        files.sort_by_key(|file| (file.as_os_str().len(), file.clone()));
        let left = files.len().saturating_sub(MAX_PAGES);
        if left > 0 {
            report["moreFiles"] = left.into();
        }
        files.truncate(MAX_PAGES);
        let sizes = files.iter().map(|file| fs::metadata(file).map(|data| data.len()));
        let size: u64 = sizes.sum::<Result<u64, _>>().map_err(|error| error.to_string())?;
        if size > MAX_DOCUMENT {
            let most = MAX_DOCUMENT >> 20;
            return Err(format!("the document has {} MiB; an answer may have {most}, so use `output`", size >> 20));
        }
        let content = files.iter().map(|file| content(file, format)).collect::<Result<Vec<_>, _>>()?;
        Ok(outcome.result(content, &report))
    }

    /// Runs the command with more flags.
    ///
    /// # Errors
    /// With the reason, if it could not be run or took too long.
    fn run(&self, more: &[OsString]) -> Result<Outcome, String> {
        let failed = |error: std::io::Error| format!("the command could not be run: {error}");
        let Run { tool, line, limit, is_cancelled } = self;
        // Files rather than pipes: what is written need not be read at the same time.
        let (mut stdout, mut stderr) = (tempfile::tempfile().map_err(failed)?, tempfile::tempfile().map_err(failed)?);
        let mut stdin = tempfile::tempfile().map_err(failed)?;
        stdin.write_all(line.input.as_deref().unwrap_or_default().as_bytes()).map_err(failed)?;
        stdin.rewind().map_err(failed)?;
        let mut command = Command::new(executable());
        command.args(tool.command).args(&line.flags).args(more);
        if tool.lays_out() {
            command.arg(format!("--timeout={limit}"));
        }
        // It already is a separate process.
        command.args(&line.words).env(JSON_ON_STDERR, "1").env(isolated::INSIDE, "1");
        command.stdin(stdin).stdout(Stdio::from(stdout.try_clone().map_err(failed)?));
        let mut child = command.stderr(Stdio::from(stderr.try_clone().map_err(failed)?)).spawn().map_err(failed)?;
        let (started, most) = (Instant::now(), limit.duration() + GRACE);
        let is_wanted = || started.elapsed() <= most && !is_cancelled.load(Ordering::Relaxed);
        let Some(status) = patience::wait_while(&mut child, is_wanted).map_err(failed)? else {
            return Err(format!("the command took longer than {limit} s"));
        };
        if status.code().is_none() {
            return Err(
                "the command crashed or was killed; the file may be nested too deeply, or take too much memory".into(),
            );
        }
        let content = |file: &mut fs::File| -> std::io::Result<Vec<u8>> {
            file.rewind()?;
            let mut bytes = Vec::new();
            file.take(MAX_DOCUMENT + 1).read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        let (stdout, stderr) = (content(&mut stdout).map_err(failed)?, content(&mut stderr).map_err(failed)?);
        Ok(Outcome { ok: status.success(), stdout, stderr: String::from_utf8_lossy(&stderr).into_owned() })
    }
}

impl Outcome {
    /// The diagnostics, as data, and the lines that the command says besides.
    fn report(&self) -> Value {
        let (notes, lines): (Vec<&str>, Vec<&str>) = self.stderr.lines().partition(|line| line.starts_with('{'));
        let diagnostics: Vec<Value> = notes.iter().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let left = diagnostics.len().saturating_sub(MAX_DIAGNOSTICS);
        let mut report = json!({
            "ok": self.ok,
            "diagnostics": diagnostics.into_iter().take(MAX_DIAGNOSTICS).collect::<Vec<_>>(),
            "summary": bounded(&lines.join("\n")),
        });
        if left > 0 {
            report["moreDiagnostics"] = left.into();
        }
        report
    }

    fn result(&self, mut content: Vec<Value>, report: &Value) -> Value {
        content.push(text_content(&report.to_string()));
        json!({ "content": content, "structuredContent": report, "isError": !self.ok })
    }
}

fn content(file: &Path, format: &str) -> Result<Value, String> {
    let bytes = fs::read(file).map_err(|error| error.to_string())?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let info = OutputFormat::from_extension(format).unwrap_or(OutputFormat::Pdf).info();
    let media_type = info.media_type;
    if info.kind == FormatKind::Images {
        return Ok(json!({ "type": "image", "mimeType": media_type, "data": BASE64_STANDARD.encode(bytes) }));
    }
    if info.printable {
        return Ok(text_content(&bounded(&String::from_utf8_lossy(&bytes))));
    }
    let blob = BASE64_STANDARD.encode(bytes);
    let resource = json!({ "uri": format!("recto:///{name}"), "mimeType": media_type, "blob": blob });
    Ok(json!({ "type": "resource", "resource": resource }))
}

fn text_content(text: &str) -> Value {
    json!({ "type": "text", "text": text })
}

/// A text that is no longer than an answer may be, and says so if it was.
fn bounded(text: &str) -> String {
    if text.len() <= MAX_TEXT {
        return text.to_owned();
    }
    let end = text.floor_char_boundary(MAX_TEXT);
    format!("{}\n[{} more bytes are left out]", &text[..end], text.len() - end)
}
