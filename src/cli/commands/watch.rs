//! `recto watch`

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::mpsc;
use std::time::Instant;

use recto::diagnostic::{Code, Diagnostic, Diagnostics};
use recto::typeset::Fonts;

use crate::cli::args::{OutputFormat, TIMEOUT, WatchArgs};
use crate::cli::build::render::{Artifacts, Pages};
use crate::cli::build::{Build, BuildRequest, ResumeSource};
use crate::cli::process::watchdog::Watchdog;
use crate::cli::project::fonts::FontFolders;
use crate::cli::project::input::{self, STANDARD};
use crate::cli::project::read_log::ReadLog;
use crate::cli::report::{self, Failure};
use crate::cli::watching::changes::Changes;
use crate::cli::watching::warm::WarmRenderer;

/// The result of a build.
struct Outcome {
    artifacts: Option<Artifacts>,
    diagnostics: Diagnostics,
}

/// Builds a résumé, and rebuilds it whenever a file it uses changes. Returns only if it cannot start, or
/// too many builds never finished.
pub fn run(args: &WatchArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    refuse_streams(args, diagnostics)?;
    let own = args.clone();
    if !args.resume.exists() {
        input::read_resume(&args.resume, diagnostics)?;
    }
    let (wake, woken) = mpsc::channel();
    let mut changes = Changes::new(move || {
        wake.send(()).ok();
    });
    let log = ReadLog::new();
    log.record([args.resume.clone()]);
    changes.watch(&log, false);
    if !io::stderr().is_terminal() {
        report::line(&heading(args));
    }
    let work = move |(), (): &mut (), fonts: &Fonts, log: &ReadLog| build(&own, fonts, log);
    let timeout = args.document.timeout.unwrap_or(TIMEOUT);
    let mut builder =
        WarmRenderer::new(FontFolders::of_document(&args.document, &args.resume), timeout.duration(), work);
    loop {
        let started = Instant::now();
        let outcome = builder.make(()).unwrap_or_else(|lost| {
            let mut diagnostics = Diagnostics::new();
            lost.note(&mut diagnostics);
            Outcome { artifacts: None, diagnostics }
        });
        if builder.is_spent() {
            outcome.diagnostics.sorted().into_iter().cloned().for_each(|note| diagnostics.push(note));
            return Err(Failure::Invalid);
        }
        let failed = outcome.artifacts.is_none();
        report(args, outcome, started);
        changes.watch(builder.log(), failed);
        while !changes.happened() {
            // Wait for an event or the polling interval; without a watcher, polling is enough.
            if woken.recv_timeout(changes.turn()).is_err_and(|error| error == mpsc::RecvTimeoutError::Disconnected) {
                std::thread::sleep(changes.turn());
            }
            while woken.try_recv().is_ok() {}
        }
    }
}

/// Refuses standard input and output, which can be used only once.
fn refuse_streams(args: &WatchArgs, diagnostics: &mut Diagnostics) -> Result<(), Failure> {
    let standard = |path: &Path| path == Path::new(STANDARD);
    let fault = if standard(&args.resume) {
        Diagnostic::error(Code::File, "standard input cannot be watched").help("name the résumé's file")
    } else if args.output.output.as_deref().is_some_and(standard) {
        Diagnostic::error(Code::File, "standard output cannot be written more than once").help("name a file with `-o`")
    } else if args.output.format.is_some_and(OutputFormat::is_folder) {
        Diagnostic::error(Code::File, "`recto watch` cannot write a Typst directory")
            .help("watch a PDF, and create the directory with `recto build`")
    } else {
        return Ok(());
    };
    Err(Failure::io(diagnostics.error(fault)))
}

fn build(args: &WatchArgs, fonts: &Fonts, log: &ReadLog) -> Outcome {
    let mut diagnostics = Diagnostics::new();
    let request = BuildRequest::new(ResumeSource::File(&args.resume), &args.document, &args.output);
    let artifacts = Build::prepare(request, log, &mut diagnostics).and_then(|build| {
        let _watchdog = Watchdog::over_memory(&build.project.theme, &build.project.pictures);
        let rendered = build.render(fonts, &mut diagnostics);
        Pages::forget_unused();
        rendered
    });
    Outcome { artifacts: artifacts.ok(), diagnostics }
}

/// Writes the result, and reports it in one line; on a terminal, clears the screen first.
fn report(args: &WatchArgs, outcome: Outcome, started: Instant) {
    let Outcome { artifacts, mut diagnostics } = outcome;
    let written = artifacts.map(|artifacts| artifacts.write(started, &mut diagnostics));
    if io::stderr().is_terminal() {
        // Clear the screen.
        write!(io::stderr(), "\x1b[2J\x1b[H").ok();
        report::line(&heading(args));
    }
    report::for_people(&diagnostics);
    match written {
        Some(Ok(summary)) => summary.0.iter().for_each(|line| report::line(line)),
        Some(Err(_)) | None => report::line(&report::nothing_written(&diagnostics)),
    }
}

fn heading(args: &WatchArgs) -> String {
    format!("watching {} (Ctrl-C to stop)", args.resume.display())
}
