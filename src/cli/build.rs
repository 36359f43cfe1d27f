//! `recto build`

use std::time::Instant;

use recto::diagnostic::Diagnostics;
use recto::export::export_files;
use recto::theme::Theme;
use recto::typeset::{Document, Fonts, typeset};

use super::args::BuildArgs;
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
    let document = typeset(&resume, &theme, &pictures, &Fonts::search(&|| fonts::search(&args.font_path)), notes)?;
    let files = export_files(&document, target.format.library(args.ppi), notes)?;
    let written = target.write_files(&files, notes)?;
    let bytes = files.iter().map(Vec::len).sum();
    let summary = summary(&written, &document, &theme, bytes, started);
    // The process ends here; taking the pages apart one by one is time for nothing.
    std::mem::forget((resume, theme, document));
    Ok(summary)
}

fn summary(written: &str, document: &Document, theme: &Theme, bytes: usize, started: Instant) -> String {
    let pages = document.page_count();
    let plural = if pages == 1 { "page" } else { "pages" };
    let paper = paper_name(document.page_size());
    let kilobytes = bytes.div_ceil(1000);
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
