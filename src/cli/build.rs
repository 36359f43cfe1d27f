//! `recto build`

use std::time::Instant;

use recto::diagnostic::Diagnostics;
use recto::export::export_files;
use recto::theme::Theme;
use recto::typeset::{Document, Fonts, typeset, typeset_letter};

use super::args::{BuildArgs, LetterPlace};
use super::output::{Asked, Target};
use super::project::{Project, Wanted};
use super::{Stop, fonts};

/// Builds a résumé; returns the line that says what was built.
pub fn run(args: &BuildArgs, notes: &mut Diagnostics) -> Result<String, Stop> {
    let started = Instant::now();
    let application = args.tailoring.application.as_deref();
    let asked = Asked { resume: &args.resume, output: args.output.as_deref(), format: args.format, application };
    let target = Target::decide(&asked, notes)?;
    let wanted = Wanted { theme: args.theme.as_deref(), settings: &args.set, tailoring: &args.tailoring };
    let Project { resume, theme, pictures } = Project::open(&args.resume, &wanted, notes)?;
    let search = || fonts::search(&args.font_path);
    let found = Fonts::search(&search);
    let document = typeset(&resume, &theme, &pictures, &found, notes)?;
    let format = target.format.library(args.ppi);
    let files = export_files(&document, format, notes)?;
    let wanted = args.letter == LetterPlace::Separate;
    let letter = if wanted { typeset_letter(&resume, &theme, &pictures, &found, notes)? } else { None };
    let letter = match (letter, target.for_letter()) {
        (Some(letter), Some(target)) => Some((export_files(&letter, format, notes)?, letter, target)),
        _ => None,
    };
    let written = target.write_files(&files, notes)?;
    let mut lines = summary(&written, &document, &theme, &files, started);
    if let Some((files, letter, target)) = letter {
        let written = target.write_files(&files, notes)?;
        lines = format!("{lines}\n{}", summary(&written, &letter, &theme, &files, started));
        std::mem::forget(letter);
    }
    // The process ends here; taking the pages apart one by one is time for nothing.
    std::mem::forget((resume, theme, document));
    Ok(lines)
}

fn summary(written: &str, document: &Document, theme: &Theme, files: &[Vec<u8>], started: Instant) -> String {
    let pages = document.page_count();
    let plural = if pages == 1 { "page" } else { "pages" };
    let paper = paper_name(document.page_size());
    let kilobytes = files.iter().map(Vec::len).sum::<usize>().div_ceil(1000);
    let milliseconds = started.elapsed().as_millis();
    format!("{written}: {pages} {plural}, {paper}, {}, {kilobytes} kB, {milliseconds} ms", theme.manifest.name)
}

/// The name of a sheet of some width and height in points.
fn paper_name((width, height): (f64, f64)) -> String {
    match (width.round() as i64, height.round() as i64) {
        (595, 842) => "A4".into(),
        (612, 792) => "US Letter".into(),
        _ => format!("{:.0} × {:.0} mm", width / 72.0 * 25.4, height / 72.0 * 25.4),
    }
}
