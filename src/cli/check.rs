//! `recto check`

use recto::diagnostic::Diagnostics;
use recto::export::{Format, export};
use recto::fit::{Fitted, fit};
use recto::typeset::{Fonts, typeset_letter};

use super::args::CheckArgs;
use super::project::{Project, Wanted};
use super::{Stop, fonts, inspect};

/// Looks for mistakes by doing all that a build does but for writing, and by reading the
/// result back; returns the line that says there are none.
pub fn run(args: &CheckArgs, notes: &mut Diagnostics) -> Result<String, Stop> {
    let wanted = Wanted { theme: args.theme.as_deref(), settings: &[], tailoring: &args.tailoring, today: None };
    let Project { resume, theme, pictures, .. } = Project::open(&args.resume, &wanted, notes)?;
    let search = || fonts::search(&args.font_path);
    let found = Fonts::search(&search);
    let Fitted { document, .. } = fit(&resume, &theme, &pictures, &found, notes)?;
    let pdf = export(&document, &Format::pdf(), notes)?;
    inspect::read_back(&pdf, &resume, &theme, notes)?;
    if let Some(letter) = typeset_letter(&resume, &theme, &pictures, &found, notes)? {
        export(&letter, &Format::pdf(), notes)?;
    }
    let name = resume.source().name();
    Ok(match notes.sorted().len() {
        0 => format!("{name}: no mistakes"),
        1 => format!("{name}: no errors, 1 warning"),
        warnings => format!("{name}: no errors, {warnings} warnings"),
    })
}
