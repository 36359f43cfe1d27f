//! The command line: arguments → command → diagnostics and exit code.

pub mod args;
pub mod build;
mod commands;
pub mod pool;
pub mod process;
pub mod project;
pub mod report;
pub mod watching;

use std::process::ExitCode;

use clap::Parser;
use recto::diagnostic::Diagnostics;

use self::args::{Args, Command};
use self::commands::{
    applications, build as build_command, check, doctor, extract, fonts, import, inspect, match_job, new, shell, show,
    themes, watch,
};
use self::process::isolated;
use self::project::pictures;
use self::report::{Failure, stdout};
use crate::{lsp, preview};

/// Runs the command line.
pub fn run() -> ExitCode {
    let args = Args::parse();
    if let Command::TryPicture = args.command {
        return pictures::try_out();
    }
    if let Command::Inspect(_) | Command::Extract(_) = args.command
        && let Some(code) = isolated::run()
    {
        return code;
    }
    let mut notes = Diagnostics::new();
    let result = match &args.command {
        Command::Build(args) => build_command::run(args, &mut notes),
        Command::Watch(args) => watch::run(args, &mut notes),
        Command::Preview(args) => preview::run(args, &mut notes),
        Command::Applications(args) => applications::run(args, &mut notes),
        Command::Check(args) => check::run(args, &mut notes),
        Command::New(args) => new::run(args, &mut notes),
        Command::Fonts(args) => fonts::run(args, &mut notes),
        Command::Import(args) => import::run(args, &mut notes),
        Command::Inspect(args) => inspect::run(args, &mut notes),
        Command::Extract(args) => extract::run(args, &mut notes),
        Command::Lsp(args) => lsp::run(args, &mut notes),
        Command::Completions { shell } => shell::completions(*shell, &mut notes),
        Command::Man { output } => shell::man(output.as_deref(), &mut notes),
        Command::Doctor(args) => doctor::run(args, &mut notes),
        Command::Match(args) => match_job::run(args, &mut notes),
        Command::Show(args) => show::run(args, &mut notes),
        Command::Themes(args) => themes::run(args, &mut notes),
        Command::Schema(args) => show::schema(args, &mut notes),
        Command::TryPicture => unreachable!("it was tried before"),
    };
    let result = match report::notes(&notes, args.command.message_format()) {
        Err(error) => {
            // Where the notes themselves are not taken, only this is said.
            notes = Diagnostics::new();
            Err(Failure::io(notes.error(stdout::failed(&error)))).inspect_err(|_| report::for_people(&notes))
        }
        Ok(()) => result,
    };
    match result {
        Ok(message) => {
            if !message.is_empty() {
                report::line(&message);
            }
            ExitCode::SUCCESS
        }
        Err(failure) => {
            report::line(&conclusion(&notes, &args.command));
            // 2 is also what clap ends with on wrong usage.
            ExitCode::from(match failure {
                Failure::Invalid => 1,
                Failure::Io => 2,
            })
        }
    }
}

/// The last line of a command that failed: how many errors there were, and whether anything was written.
fn conclusion(diagnostics: &Diagnostics, command: &Command) -> String {
    match command {
        // Of several documents, those without errors were written.
        Command::Build(args) if build_command::is_several(args) => report::counted(diagnostics),
        Command::Build(_) | Command::New(_) | Command::Import(_) | Command::Extract(_) | Command::Themes(_) => {
            report::nothing_written(diagnostics)
        }
        Command::Applications(_)
        | Command::Watch(_)
        | Command::Preview(_)
        | Command::Check(_)
        | Command::Fonts(_)
        | Command::Inspect(_)
        | Command::Lsp(_)
        | Command::Completions { .. }
        | Command::Man { .. }
        | Command::Doctor(_)
        | Command::Match(_)
        | Command::Show(_)
        | Command::TryPicture
        | Command::Schema(_) => report::counted(diagnostics),
    }
}
