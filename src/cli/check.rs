//! `recto check`

use recto::advice::{Surroundings, advise};
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
    let Project { resume, theme, pictures, .. } = Project::open(&args.resume, &wanted, notes)?;
    let search = || fonts::search(&args.font_path);
    let _watchdog = Watchdog::over(&theme, None);
    let found = Fonts::search(&search);
    let Fitted { document, .. } = fit(&resume, &theme, &pictures, &found, notes)?;
    let pdf = export(&document, &Format::pdf(), notes)?;
    inspect::read_back(&pdf, &resume, &theme, notes)?;
    if let Some(letter) = typeset_letter(&resume, &theme, &pictures, &found, notes)? {
        export(&letter, &Format::pdf(), notes)?;
    }
    let surroundings = Surroundings { pages: document.page_count(), today: clock::today() };
    advise(&resume, surroundings, &args.deny, notes);
    notes.reported()?;
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
