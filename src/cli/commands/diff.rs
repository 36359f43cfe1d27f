//! `recto diff`: what one résumé says that another does not.

use std::path::Path;

use recto::diagnostic::{Code, Diagnostic, Diagnostics};
use recto::facts::{Fact, invented};
use recto::render::sanitize;
use recto::resume::{Date, Resume};
use recto::sent::Sending;
use recto::source::Source;
use recto::tailor::{Difference, differences};
use serde_json::json;

use super::extract::embedded;
use super::show;
use super::since_sent::{self, SinceSent};
use crate::cli::args::{ContentArgs, DiffArgs, DiffFormat, TailoringArgs};
use crate::cli::project::overrides::Overrides;
use crate::cli::project::read_log::ReadLog;
use crate::cli::project::sent_log::SentFolder;
use crate::cli::project::{Project, input};
use crate::cli::report::Failure;
use crate::cli::report::stdout::print;

/// Compares two résumés, or reports facts that a master résumé does not have; returns the summary line.
///
/// # Errors
/// If a résumé cannot be read, or with `--facts-from`, if a fact is new.
pub fn run(args: &DiffArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    if let Some(master) = &args.facts_from {
        if args.new.is_some() {
            let note = Diagnostic::error(Code::File, "`--facts-from` compares with one résumé");
            return Err(Failure::io(diagnostics.error(note.help("write `recto diff --facts-from MASTER RESUME`"))));
        }
        let master = read(master, None, diagnostics)?;
        let new = read(&args.old, args.application.first(), diagnostics)?;
        return facts_from(&master, &new, args, diagnostics);
    }
    if let Some(day) = args.sent {
        return since_sent(args, day, diagnostics);
    }
    let (old, new) = pair(args, diagnostics)?;
    // What an application of the same file left out is not new.
    let master = if args.new.is_none() { read(&args.old, None, diagnostics)? } else { old.clone() };
    let (found, facts) = (differences(&old, &new), invented(&master, &new));
    print_all(args.format, &found, &facts, None, diagnostics)?;
    Ok(String::new())
}

/// Compares what was sent for an application with what would be sent now; returns the summary line.
fn since_sent(args: &DiffArgs, day: Option<Date>, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let [application] = &args.application[..] else {
        let note = Diagnostic::error(Code::InvalidValue, "`--sent` compares one application");
        return Err(Failure::io(diagnostics.error(note.help("pass `--for` once"))));
    };
    let content = content(Some(application));
    let project = Project::open(&args.old, &Overrides::from(&content), &ReadLog::disabled(), diagnostics)?;
    // Warnings about the résumé itself are for `check`.
    *diagnostics = Diagnostics::new();
    let folder = SentFolder::new(&project.root);
    let log = folder.log(diagnostics)?;
    let entry = since_sent::find(&log, application, day, diagnostics)?;
    let SinceSent { sent, now } = SinceSent::read(entry, &folder, &project, diagnostics)?;
    print_all(args.format, &differences(&sent, &now), &invented(&sent, &now), Some(entry), diagnostics)?;
    Ok(format!("compared with what was sent for `{application}` on {}, {}", entry.date.value, sent.source().name()))
}

/// Prints the differences. `sent` is the entry of the log that was compared with, if one was.
fn print_all(
    format: DiffFormat,
    found: &[Difference],
    facts: &[Fact],
    sent: Option<&Sending>,
    diagnostics: &mut Diagnostics,
) -> Result<(), Failure> {
    let text = match format {
        DiffFormat::Text => text(found, facts),
        DiffFormat::Json => {
            let mut report = as_json(found, facts);
            if let Some(Sending { application, date, .. }) = sent {
                report["sent"] = json!({ "application": application.value, "date": date.value });
            }
            sanitize::json(&format!("{report:#}\n"))
        }
    };
    print(&text, diagnostics)
}

/// The flags of an application alone.
fn content(application: Option<&String>) -> ContentArgs {
    let tailoring = TailoringArgs { application: application.cloned(), ..TailoringArgs::default() };
    ContentArgs { tailoring, ..ContentArgs::default() }
}

/// The two résumés to compare.
fn pair(args: &DiffArgs, diagnostics: &mut Diagnostics) -> Result<(Resume, Resume), Failure> {
    let DiffArgs { old, new, application, .. } = args;
    let (first, second) = match (&application[..], new) {
        ([], None) => {
            let note = Diagnostic::error(Code::File, "there is nothing to compare with");
            let help = "pass a second résumé, or an application with `--for`";
            return Err(Failure::io(diagnostics.error(note.help(help))));
        }
        ([], Some(_)) => (None, None),
        ([one], _) => (None, Some(one)),
        ([one, other, ..], _) => (Some(one), Some(other)),
    };
    let before = read(old, first, diagnostics)?;
    Ok((before, read(new.as_ref().unwrap_or(old), second, diagnostics)?))
}

/// Reads a résumé, or the one in a PDF, tailored to an application.
fn read(path: &Path, application: Option<&String>, diagnostics: &mut Diagnostics) -> Result<Resume, Failure> {
    let content = content(application);
    let overrides = Overrides::from(&content);
    let resume = match path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) {
        true => {
            let yaml = embedded(path, "diff", diagnostics)?;
            Resume::read(&Source::new(path.display().to_string(), yaml), diagnostics)?
        }
        false => Resume::read_files(&input::read_files(path, &overrides, diagnostics)?, diagnostics)?,
    };
    let tailored = if application.is_some() { overrides.apply_all(resume, diagnostics)? } else { resume };
    // Warnings about the résumés themselves are for `check`.
    *diagnostics = Diagnostics::new();
    diagnostics.open(tailored.source());
    Ok(tailored)
}

/// Reports the facts that are not in the master résumé.
fn facts_from(
    master: &Resume,
    new: &Resume,
    args: &DiffArgs,
    diagnostics: &mut Diagnostics,
) -> Result<String, Failure> {
    diagnostics.open(master.source());
    diagnostics.open(new.source());
    let name = args.facts_from.as_deref().unwrap_or(Path::new("")).display();
    for Fact { kind, text, path, span, .. } in invented(master, new) {
        let message = format!("{} `{text}` is not in `{name}`", kind.name());
        let note = Diagnostic::error(Code::NewFact, message).path(path);
        let note = span.map_or(note.clone(), |span| note.at(span));
        diagnostics.push(note.help("remove it, or add it to the master résumé if it is true"));
    }
    diagnostics.reported()?;
    Ok(format!("{}: every fact is in `{name}`", args.old.display()))
}

fn text(found: &[Difference], facts: &[Fact]) -> String {
    let mut text = show::listed(found);
    if !facts.is_empty() {
        text += "\nFacts that only the new one has:\n";
        let widest = facts.iter().map(|fact| fact.kind.name().len()).max().unwrap_or_default();
        for Fact { kind, text: fact, path, .. } in facts {
            text += &format!("  {:widest$}  {fact}  ({path})\n", kind.name());
        }
    }
    text
}

fn as_json(found: &[Difference], facts: &[Fact]) -> serde_json::Value {
    let difference = |difference: &Difference| match difference {
        Difference::LeftOut { path, what } => json!({ "change": "left-out", "path": path, "what": what }),
        Difference::Added { path, what } => json!({ "change": "added", "path": path, "what": what }),
        Difference::Changed { path, from, to } => json!({ "change": "changed", "path": path, "from": from, "to": to }),
        Difference::Moved { path, order } => json!({ "change": "moved", "path": path, "order": order }),
    };
    let fact = |fact: &Fact| json!({ "kind": fact.kind.name(), "text": fact.text, "path": fact.path });
    json!({
        "differences": found.iter().map(difference).collect::<Vec<_>>(),
        "newFacts": facts.iter().map(fact).collect::<Vec<_>>(),
    })
}
