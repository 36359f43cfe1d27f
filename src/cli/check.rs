//! `recto check`

use std::path::PathBuf;

use recto::advice::{Denied, Surroundings, advise};
use recto::diagnostic::{Diagnostics, Severity};
use recto::export::{Format, export};
use recto::fit::{Fitted, fit};
use recto::typeset::{Fonts, typeset_letter};

use super::args::CheckArgs;
use super::project::{Project, Wanted};
use super::watchdog::Watchdog;
use super::{Stop, clock, fonts, inspect, threads};

/// Looks for mistakes by doing all that a build does but for writing, and by reading the
/// result back; returns the line that says there are none.
pub fn run(args: &CheckArgs, notes: &mut Diagnostics) -> Result<String, Stop> {
    threads::only_this_one();
    let wanted = Wanted { theme: args.theme.as_deref(), settings: &[], tailoring: &args.tailoring, today: None };
    let project = Project::open(&args.resume, &wanted, notes)?;
    look(&project, &args.font_path, &args.deny, notes)?;
    notes.reported()?;
    let resume = &project.resume;
    let name = resume.source().name();
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

/// Lays the pages out, reads them back, and gives advice.
///
/// # Errors
/// If the pages cannot be made.
pub fn look(project: &Project, font_path: &[PathBuf], deny: &[Denied], notes: &mut Diagnostics) -> Result<(), Stop> {
    let Project { resume, theme, pictures, .. } = project;
    let search = || fonts::search(font_path);
    let _watchdog = Watchdog::over(theme, None);
    let found = Fonts::search(&search);
    let Fitted { document, .. } = fit(resume, theme, pictures, &found, notes)?;
    let pdf = export(&document, &Format::pdf(), notes)?;
    inspect::read_back(&pdf, resume, theme, notes)?;
    if let Some(letter) = typeset_letter(resume, theme, pictures, &found, notes)? {
        export(&letter, &Format::pdf(), notes)?;
    }
    advise(resume, Surroundings { pages: document.page_count(), today: clock::today() }, deny, notes);
    Ok(())
}
