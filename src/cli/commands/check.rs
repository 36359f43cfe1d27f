//! `recto check`

mod fix;

use recto::advice::Denied;
use recto::diagnostic::{Diagnostics, Severity};
use recto::typeset::Fonts;

use crate::cli::args::{CheckArgs, OutputArgs};
use crate::cli::build::{Build, BuildRequest, ResumeSource};
use crate::cli::process::threads;
use crate::cli::process::watchdog::Watchdog;
use crate::cli::project;
use crate::cli::project::assets::Root;
use crate::cli::project::dictionaries;
use crate::cli::project::fonts::FontFolders;
use crate::cli::project::read_log::ReadLog;
use crate::cli::report::Failure;

/// Does everything that a build does except writing, reads the result back, and gives advice; returns the summary
/// line.
///
/// # Errors
/// If a build would fail, advice is denied, or fixes cannot be written.
pub fn run(args: &CheckArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    threads::use_only_this();
    let root = Root::new(&project::folder_of(&args.resume), args.document.content.root.as_deref());
    let fixed = args.fix.map(|mode| fix::run(args, mode, &root, diagnostics)).transpose()?;
    let source = match &fixed {
        Some(files) => ResumeSource::Files(files, &root, &args.resume),
        None => ResumeSource::File(&args.resume),
    };
    let request = BuildRequest::new(source, &args.document, &OutputArgs::default());
    let build = Build::prepare(request, &ReadLog::disabled(), diagnostics)?;
    let folders = FontFolders::of_document(&args.document, &args.resume);
    let search = || folders.search();
    let watchdog = Watchdog::over(&build.project.theme, &build.project.pictures, args.document.timeout);
    let dictionary = dictionaries::of_resume(&build.project.resume, args.dictionary.as_deref(), diagnostics)?;
    build.check(&Fonts::search(&search), &args.deny, dictionary.as_deref(), diagnostics)?;
    drop(watchdog);
    diagnostics.extend(build.project.resume.missing_translations().1);
    if args.deny.contains(&Denied::Warnings) {
        diagnostics.deny_warnings();
    }
    diagnostics.reported()?;
    let name = args.resume.display();
    let advice = diagnostics.count(Severity::Advice);
    let warnings = match diagnostics.count(Severity::Warning) {
        0 if advice == 0 => "no problems found".to_owned(),
        0 => "no errors or warnings".to_owned(),
        1 => "1 warning".to_owned(),
        warnings => format!("{warnings} warnings"),
    };
    let advice = match advice {
        0 => String::new(),
        1 => "; 1 piece of advice".to_owned(),
        pieces => format!("; {pieces} pieces of advice"),
    };
    Ok(format!("{name}: {warnings}{advice}"))
}
