//! `recto applications`

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use recto::diagnostic::Diagnostics;
use recto::resume::{PageCount, Pages, Resume};

use crate::cli::args::{ApplicationsArgs, ContentArgs, DocumentArgs, OutputArgs};
use crate::cli::build::{Build, BuildRequest, ResumeSource};
use crate::cli::project::overrides::Overrides;
use crate::cli::project::read_log::ReadLog;
use crate::cli::project::{clock, input};
use crate::cli::report::Failure;
use crate::cli::report::stdout::print;

/// Lists the applications of a résumé: theme, page limit, file, and whether it is up to date.
pub fn run(args: &ApplicationsArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let files = input::read_files(&args.resume, &Overrides::from(&ContentArgs::default()), diagnostics)?;
    let resume = Resume::read_files(&files, diagnostics)?;
    let changed = files.all().filter_map(|file| modified(Path::new(file.name()))).max();
    let (document, output) = (DocumentArgs::default(), OutputArgs::default());
    let mut rows = vec![["application", "theme", "pages", "file", "built"].map(str::to_owned)];
    for name in resume.applications.keys() {
        // Errors that were reported when the résumé was read are not repeated.
        let mut own = Diagnostics::new();
        let request = BuildRequest::new(ResumeSource::File(&args.resume), &document, &output);
        let build = Build::prepare(request.for_application(Some(name)), &ReadLog::disabled(), &mut own);
        let Ok(build) = build else {
            own.sorted().into_iter().cloned().for_each(|note| diagnostics.push(note));
            continue;
        };
        let Some(path) = build.destination.path() else { continue };
        let pages = build.project.resume.pages.as_ref().map_or_else(|| "any".into(), |pages| promise(pages.value));
        rows.push([
            name.into(),
            build.project.theme.manifest.name.clone(),
            pages,
            path.display().to_string(),
            state(path, changed),
        ]);
    }
    if rows.len() == 1 {
        print("the résumé has no applications; see docs/format.md\n", diagnostics)?;
    } else {
        print(&table(&rows), diagnostics)?;
    }
    diagnostics.reported()?;
    Ok(String::new())
}

fn promise(pages: Pages) -> String {
    let number = |count: Option<PageCount>| count.map(|count| count.to_string());
    match (number(pages.min), number(pages.max)) {
        (None, Some(max)) => max,
        (Some(min), Some(max)) => format!("{min}-{max}"),
        (Some(min), None) => format!("{min} or more"),
        (None, None) => "any".into(),
    }
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}

/// When a file was built, and whether it is out of date.
fn state(path: &Path, changed: Option<SystemTime>) -> String {
    let Some(built) = modified(path) else { return "never".into() };
    let day = clock::day_of(built).map_or_else(String::new, |day| day.to_string());
    if changed.is_some_and(|changed| changed > built) { format!("{day}, out of date") } else { day }
}

/// Rows with aligned columns.
fn table(rows: &[[String; 5]]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..5).map(width).collect();
    let line = |row: &[String; 5]| {
        let cells: Vec<String> =
            row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}", width = *width)).collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}
