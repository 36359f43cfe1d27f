//! `recto check`

use recto::advice::{Denied, Surroundings, advise};
use recto::diagnostic::{Diagnostics, Severity};
use recto::typeset::Fonts;

use super::args::{BuildArgs, CheckArgs};
use super::build::Job;
use super::watchdog::Watchdog;
use super::{Stop, clock, fonts, inspect, threads};

/// Looks for mistakes by doing all that a build does but for writing, and by reading the
/// result back; returns the line that says there are none.
pub fn run(args: &CheckArgs, notes: &mut Diagnostics) -> Result<String, Stop> {
    threads::only_this_one();
    let build = BuildArgs {
        theme: args.theme.clone(),
        font_path: args.font_path.clone(),
        root: args.root.clone(),
        tailoring: args.tailoring.clone(),
        ..BuildArgs::plain()
    };
    let job = Job::prepare(&build, &args.resume, args.tailoring.application.as_deref(), notes)?;
    look(&job, &build, &args.deny, notes)?;
    notes.reported()?;
    let name = job.resume().source().name();
    let count = |severity| notes.sorted().iter().filter(|note| note.severity == severity).count();
    let warnings = match count(Severity::Warning) {
        0 => "no mistakes".to_owned(),
        1 => "no errors, 1 warning".to_owned(),
        warnings => format!("no errors, {warnings} warnings"),
    };
    let advice = match count(Severity::Advice) {
        0 => String::new(),
        1 => "; 1 piece of advice".to_owned(),
        pieces => format!("; {pieces} pieces of advice"),
    };
    Ok(format!("{name}: {warnings}{advice}"))
}

/// Makes all that a build would write, reads it back, and gives advice.
///
/// # Errors
/// If a build would fail.
pub fn look(job: &Job, build: &BuildArgs, deny: &[Denied], notes: &mut Diagnostics) -> Result<(), Stop> {
    let search = || fonts::search(&build.font_path);
    let _watchdog = Watchdog::over(job.theme(), job.pictures(), None);
    let (made, documents) = job.make(build, &Fonts::search(&search), notes)?;
    if let Some(pdf) = made.first_file() {
        inspect::read_back(pdf, job.resume(), job.theme(), notes)?;
    }
    let pages = documents.first().map_or(1, |document| document.page_count());
    advise(job.resume(), Surroundings { pages, today: clock::today() }, deny, notes);
    Ok(())
}
