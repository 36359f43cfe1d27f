//! Forms without pages: the texts of a résumé and of its letter, or its data.

use recto::diagnostic::{Diagnostic, Diagnostics, Id};
use recto::export::{Form, write, write_letter};
use recto::resume::Resume;
use recto::theme::Theme;
use recto::typeset;

use super::args::{LetterPlace, Making, OutputFormat, TailoringArgs};
use super::{Stop, unusable};

/// What is written: the résumé, and its letter.
pub struct Made {
    /// The résumé.
    pub resume: Vec<u8>,
    /// The letter, if there is one and it goes into a file of its own.
    pub letter: Option<Vec<u8>>,
}

/// Refuses what asks for pages where there are none.
///
/// # Errors
/// If something is asked for that only pages have.
pub fn check(
    format: OutputFormat,
    letter: LetterPlace,
    tailoring: &TailoringArgs,
    notes: &mut Diagnostics,
) -> Result<(), Stop> {
    let asked = [(letter == LetterPlace::First, "--letter first"), (tailoring.pages.is_some(), "--pages")];
    let Some((_, flag)) = asked.iter().find(|(asked, _)| *asked) else { return Ok(()) };
    let note = Diagnostic::error(Id::BadValue, format!("`{flag}` is for pages, and {format} is asked for"));
    Err(unusable(notes.error(note.help(format!("leave out `{flag}`, or write a PDF")))))
}

/// Writes a form that needs no pages; `None` if it does.
///
/// # Errors
/// If the theme's settings or the language are at fault.
pub fn made(
    making: &Making,
    resume: &Resume,
    theme: &Theme,
    letter: LetterPlace,
    notes: &mut Diagnostics,
) -> Result<Option<Made>, Stop> {
    let name = &theme.manifest.name;
    let data = |text: String| Made { resume: text.into_bytes(), letter: None };
    Ok(Some(match making {
        Making::Pages(_) => return Ok(None),
        Making::Text(form) => text(*form, resume, theme, letter, notes)?,
        Making::Json => data(resume.to_given_json(name)),
        Making::Yaml => data(resume.to_given_yaml(name)),
    }))
}

fn text(
    form: Form,
    resume: &Resume,
    theme: &Theme,
    letter: LetterPlace,
    notes: &mut Diagnostics,
) -> Result<Made, Stop> {
    let document = typeset::document(resume, theme, notes)?;
    let letter = match letter {
        LetterPlace::None => None,
        LetterPlace::Separate | LetterPlace::First => write_letter(&document, form),
    };
    Ok(Made { resume: write(&document, form), letter })
}
