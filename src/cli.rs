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

use self::args::{Args, Command, Input, PreviewArgs, Target};
use self::commands::{
    applications, build as build_command, check, diff, doctor, extract, fields, fonts, import, inspect, match_job, mcp,
    new, shell, show, themes, watch,
};
use self::process::isolated;
use self::project::{input, pictures};
use self::report::{Failure, stdout};
use crate::{lsp, preview};

/// Runs the command line.
pub fn run() -> ExitCode {
    let args = Args::parse();
    if let Command::TryPicture = args.command {
        return pictures::try_out();
    }
    let info = args.command.info();
    input::set_example(info.example);
    let mut diagnostics = Diagnostics::new();
    if info.input == Input::Foreign
        && let Some(code) = isolated::run()
    {
        return match &args.command {
            Command::Import(args) if args.preview && code == 0 => {
                let resume = PreviewArgs::of(args.target().to_owned());
                finish(preview::run(&resume, &mut diagnostics), diagnostics, &Command::Preview(resume))
            }
            _ => ExitCode::from(code),
        };
    }
    let result = match &args.command {
        Command::Build(args) => build_command::run(args, &mut diagnostics),
        Command::Watch(args) => watch::run(args, &mut diagnostics),
        Command::Preview(args) => preview::run(args, &mut diagnostics),
        Command::Applications(args) => applications::run(args, &mut diagnostics),
        Command::Check(args) => check::run(args, &mut diagnostics),
        Command::New(args) => match &args.from {
            Some(file) => import::create(file, &args.file, &mut diagnostics),
            None => new::run(args, &mut diagnostics),
        },
        Command::Fonts(args) => fonts::run(args, &mut diagnostics),
        Command::Import(args) => import::run(args, &mut diagnostics),
        Command::Inspect(args) => inspect::run(args, &mut diagnostics),
        Command::Extract(args) => extract::run(args, &mut diagnostics),
        Command::Lsp(args) => lsp::run(args, &mut diagnostics),
        Command::Mcp(args) => mcp::run(args, &mut diagnostics),
        Command::Completions { shell } => shell::completions(*shell, &mut diagnostics),
        Command::Man { output } => shell::man(output.as_deref(), &mut diagnostics),
        Command::Doctor(args) => doctor::run(args, &mut diagnostics),
        Command::Match(args) => match_job::run(args, &mut diagnostics),
        Command::Show(args) => show::run(args, &mut diagnostics),
        Command::Fields(args) => fields::run(args, &mut diagnostics),
        Command::Diff(args) => diff::run(args, &mut diagnostics),
        Command::Themes(args) => themes::run(args, &mut diagnostics),
        Command::Schema(args) => show::schema(args, &mut diagnostics),
        Command::TryPicture => unreachable!("handled above"),
    };
    finish(result, diagnostics, &args.command)
}

/// Prints the diagnostics and the last line of a command, and returns the exit code.
fn finish(result: Result<String, Failure>, mut diagnostics: Diagnostics, command: &Command) -> ExitCode {
    let result = match report::print_all(&diagnostics, command.info().messages) {
        Err(error) => {
            // If the diagnostics cannot be printed, only this is reported.
            diagnostics = Diagnostics::new();
            Err(Failure::io(diagnostics.error(stdout::failed(&error))))
                .inspect_err(|_| report::for_people(&diagnostics))
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
            report::line(&conclusion(&diagnostics, command));
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
    // Of several documents, those without errors were written.
    let is_partial = matches!(command, Command::Build(args) if build_command::is_several(args));
    match command.info().target {
        Target::Files if !is_partial => report::nothing_written(diagnostics),
        Target::Files | Target::Terminal => report::counted(diagnostics),
    }
}
