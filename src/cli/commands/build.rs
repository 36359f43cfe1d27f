//! `recto build`

mod batch;
mod files;
mod publish;
mod request;

use std::time::Instant;

use recto::diagnostic::Diagnostics;

use self::publish::Publication;
use crate::cli::args::BuildArgs;
use crate::cli::build::{Build, BuildRequest, Summary};
use crate::cli::process::threads;
use crate::cli::project::read_log::ReadLog;
use crate::cli::report::Failure;

/// Builds a résumé, several, or a batch; returns the summary lines.
///
/// # Errors
/// If one of them is not built.
pub fn run(args: &BuildArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    if args.batch {
        return batch::run(args, diagnostics);
    }
    if let Some(directory) = &args.publish.publish {
        let publication = Publication::begin(args, directory, diagnostics)?;
        let result = build(publication.request(), diagnostics);
        return publication.finish(result).map(|summary| summary.to_string());
    }
    let [resume] = &args.resumes[..] else { return files::run(args, diagnostics) };
    if args.worker || is_several(args) {
        return files::run(args, diagnostics);
    }
    build(BuildRequest::of_file(resume, args), diagnostics).map(|summary| summary.to_string())
}

/// Builds the one document of this process.
fn build(request: BuildRequest, diagnostics: &mut Diagnostics) -> Result<Summary, Failure> {
    let started = Instant::now();
    threads::use_only_this();
    let build = Build::prepare(request, &ReadLog::disabled(), diagnostics)?;
    let (summary, artifacts) = build.run(started, diagnostics)?;
    // The process is about to exit; dropping the pages would only take time.
    std::mem::forget((build, artifacts));
    Ok(summary)
}

/// Whether several documents are built, so that some may be written although others fail.
pub fn is_several(args: &BuildArgs) -> bool {
    let application = args.document.content.tailoring.application.as_deref();
    let several = args.all || args.batch || application.is_some_and(files::names_several);
    several || !matches!(&args.resumes[..], [one] if !files::is_several(one))
}
