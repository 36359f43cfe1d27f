//! What was typed → what was decided → one file a command.

mod applications;
mod args;
mod assets;
mod batch;
mod build;
mod changes;
mod check;
mod clock;
mod doctor;
mod extract;
mod file_name;
mod folder;
mod fonts;
mod forms;
mod guarded;
mod import;
mod input;
mod inspect;
mod lsp;
mod many;
mod matching;
mod new;
mod output;
mod pdf;
mod pictures;
mod preview;
mod print;
mod project;
mod rebuild;
mod shell;
mod show;
mod stdout;
mod theme_check;
mod theme_search;
mod themes;
mod threads;
mod visible;
mod watch;
mod watchdog;
mod worker;

use std::process::ExitCode;

use clap::Parser;
use recto::diagnostic::{Diagnostics, Reported};

use self::args::{Args, Command};

/// Why a command stopped; the reasons are in its diagnostics.
enum Stop {
    /// The résumé or the theme is at fault.
    Faulty,
    /// A file cannot be read or written.
    Unusable,
}

impl From<Reported> for Stop {
    fn from(_: Reported) -> Stop {
        Stop::Faulty
    }
}

/// Marks what a stage outside the library found as a file that cannot be used.
fn unusable(_: Reported) -> Stop {
    Stop::Unusable
}

/// Runs the command line.
pub fn run() -> ExitCode {
    let args = Args::parse();
    if let Command::TryPicture = args.command {
        return pictures::try_out();
    }
    if let Command::Inspect(_) | Command::Extract(_) = args.command
        && let Some(code) = guarded::by_another()
    {
        return code;
    }
    let mut notes = Diagnostics::new();
    let result = match &args.command {
        Command::Build(args) => build::run(args, &mut notes),
        Command::Watch(args) => watch::run(args, &mut notes),
        Command::Preview(args) => preview::run(args, &mut notes),
        Command::Applications(args) => applications::run(args, &mut notes),
        Command::Check(args) => check::run(args, &mut notes),
        Command::New(args) => new::run(args, &mut notes),
        Command::Fonts(args) => fonts::run(args, &mut notes),
        Command::Import(args) => import::run(args, &mut notes),
        Command::Inspect(args) => inspect::run(args, &mut notes),
        Command::Extract(args) => extract::run(args, &mut notes),
        Command::Lsp => lsp::run(&mut notes),
        Command::Completions { shell } => shell::completions(*shell, &mut notes),
        Command::Man { output } => shell::man(output.as_deref(), &mut notes),
        Command::Doctor(args) => doctor::run(args, &mut notes),
        Command::Match(args) => matching::run(args, &mut notes),
        Command::Show(args) => print::run(args, &mut notes),
        Command::Themes(args) => themes::run(args, &mut notes),
        Command::Schema(args) => print::schema(args, &mut notes),
        Command::TryPicture => unreachable!("it was tried before"),
    };
    let result = match show::notes(&notes, args.command.message_format()) {
        Err(error) => {
            // Where the notes themselves are not taken, only this is said.
            notes = Diagnostics::new();
            Err(unusable(notes.error(stdout::failed(&error)))).inspect_err(|_| show::for_people(&notes))
        }
        Ok(()) => result,
    };
    match result {
        Ok(message) => {
            if !message.is_empty() {
                show::line(&message);
            }
            ExitCode::SUCCESS
        }
        Err(stop) => {
            show::failure(&notes, &args.command);
            // 2 is also what clap ends with on wrong usage.
            ExitCode::from(match stop {
                Stop::Faulty => 1,
                Stop::Unusable => 2,
            })
        }
    }
}
