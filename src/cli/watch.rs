//! `recto watch`

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::mpsc;
use std::time::Instant;

use recto::diagnostic::{Diagnostic, Diagnostics, Id};
use recto::typeset::Fonts;

use super::args::{BuildArgs, OutputFormat, WatchArgs};
use super::build::{Job, Made};
use super::changes::{Changes, Looks};
use super::input::STANDARD;
use super::rebuild::Builder;
use super::watchdog::Watchdog;
use super::{Stop, input, show, unusable};

/// What came of a build.
struct Outcome {
    made: Option<Made>,
    notes: Diagnostics,
}

/// Builds a résumé, and again whenever a file changes that it is made of. Ends only if it
/// cannot begin, or the machine is busy with themes that never end.
pub fn run(args: &WatchArgs, notes: &mut Diagnostics) -> Result<String, Stop> {
    refuse_streams(args, notes)?;
    let job = build_args(args);
    if !args.resume.exists() {
        input::read_resume(&args.resume, notes)?;
    }
    let (wake, woken) = mpsc::channel();
    let mut changes = Changes::new(move || {
        wake.send(()).ok();
    });
    let looks = Looks::some();
    looks.at([args.resume.clone()]);
    changes.watch(&looks, false);
    if !io::stderr().is_terminal() {
        show::line(&heading(args));
    }
    let work = move |(), (): &mut (), fonts: &Fonts, looks: &Looks| build(&job, fonts, looks);
    let mut builder = Builder::new(args.font_path.clone(), args.timeout.duration(), work);
    loop {
        let started = Instant::now();
        let outcome = builder.make(()).unwrap_or_else(|lost| {
            let mut notes = Diagnostics::new();
            lost.note(&mut notes);
            Outcome { made: None, notes }
        });
        if builder.is_spent() {
            outcome.notes.sorted().into_iter().cloned().for_each(|note| notes.push(note));
            return Err(Stop::Faulty);
        }
        let failed = outcome.made.is_none();
        report(args, outcome, started);
        changes.watch(builder.looks(), failed);
        while !changes.happened() {
            // Woken, or now and then; if the watch is gone, now and then is enough.
            if woken.recv_timeout(changes.turn()).is_err_and(|error| error == mpsc::RecvTimeoutError::Disconnected) {
                std::thread::sleep(changes.turn());
            }
            while woken.try_recv().is_ok() {}
        }
    }
}

/// Standard input is read once, and standard output written once.
fn refuse_streams(args: &WatchArgs, notes: &mut Diagnostics) -> Result<(), Stop> {
    let standard = |path: &Path| path == Path::new(STANDARD);
    let fault = if standard(&args.resume) {
        Diagnostic::error(Id::File, "standard input cannot be watched").help("name the résumé's file")
    } else if args.output.as_deref().is_some_and(standard) {
        Diagnostic::error(Id::File, "standard output cannot be written more than once").help("name a file with `-o`")
    } else if args.format.is_some_and(OutputFormat::is_folder) {
        Diagnostic::error(Id::File, "a folder for Typst is not written at every change")
            .help("watch a PDF, and build the folder when it is wanted")
    } else {
        return Ok(());
    };
    Err(unusable(notes.error(fault)))
}

fn build_args(args: &WatchArgs) -> BuildArgs {
    let WatchArgs { resume, output, theme, set, format, letter, timeout: _, ppi, font_path, root, pdf, tailoring } =
        args;
    BuildArgs {
        resumes: vec![resume.clone()],
        output: output.clone(),
        theme: theme.clone(),
        set: set.clone(),
        format: *format,
        letter: *letter,
        ppi: *ppi,
        font_path: font_path.clone(),
        root: root.clone(),
        pdf: pdf.clone(),
        tailoring: tailoring.clone(),
        ..BuildArgs::plain()
    }
}

fn build(args: &BuildArgs, fonts: &Fonts, looks: &Looks) -> Outcome {
    let mut notes = Diagnostics::new();
    let application = args.tailoring.application.as_deref();
    let job = Job::prepare_looking(args, &args.resumes[0], application, looks, &mut notes);
    let made = job.and_then(|job| {
        let _watchdog = Watchdog::over_memory(job.theme(), job.pictures());
        job.make(args, fonts, &mut notes).map(|(made, _)| made)
    });
    Outcome { made: made.ok(), notes }
}

/// Writes what was made, and says so in one line; on a terminal in place of what was said
/// before.
fn report(args: &WatchArgs, outcome: Outcome, started: Instant) {
    let Outcome { made, mut notes } = outcome;
    let written = made.map(|made| made.write(started, &mut notes));
    if io::stderr().is_terminal() {
        // Clears the screen.
        write!(io::stderr(), "\x1b[2J\x1b[H").ok();
        show::line(&heading(args));
    }
    show::for_people(&notes);
    match written {
        Some(Ok(lines)) => show::line(&lines),
        Some(Err(_)) | None => show::line(&show::nothing_written(&notes)),
    }
}

fn heading(args: &WatchArgs) -> String {
    format!("watching {}; Ctrl-C ends it", args.resume.display())
}
