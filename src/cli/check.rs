//! `recto check`

use recto::diagnostic::Diagnostics;
use recto::locale::Locale;
use recto::resume::Resume;

use super::Stop;
use super::args::CheckArgs;
use super::{input, project};

/// Looks for mistakes; returns the line that says there are none.
pub fn run(args: &CheckArgs, notes: &mut Diagnostics) -> Result<String, Stop> {
    let source = input::read_resume(&args.resume, notes)?;
    let folder = project::folder_of(&args.resume);
    let mut resume = Resume::read(&source, notes)?;
    let locale = Locale::find(resume.language.as_ref(), notes);
    let pictures = project::pictures(&resume, &folder, notes);
    let theme = project::theme(&mut resume, None, &folder, notes)?;
    let settings = resume.theme.as_ref().map_or(&[][..], |choice| &choice.settings);
    theme.options(settings, notes)?;
    locale?;
    pictures?;
    Ok(match notes.sorted().len() {
        0 => format!("{}: no mistakes", source.name()),
        1 => format!("{}: no errors, 1 warning", source.name()),
        warnings => format!("{}: no errors, {warnings} warnings", source.name()),
    })
}
