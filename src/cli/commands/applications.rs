//! `recto applications`

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use recto::diagnostic::Diagnostics;
use recto::render::sanitize;
use recto::resume::{Date, PageCount, Pages, Resume};
use recto::sent::{Sending, SentFile, SentLog, SourceFile};
use recto::tailor::differences;
use serde_json::{Value, json};

use super::since_sent::SinceSent;
use crate::cli::args::{ApplicationsArgs, ApplicationsFormat, ContentArgs, DocumentArgs, OutputArgs};
use crate::cli::build::{Build, BuildRequest, ResumeSource};
use crate::cli::project::assets::Root;
use crate::cli::project::overrides::Overrides;
use crate::cli::project::read_log::ReadLog;
use crate::cli::project::sent_log::{FOLDER, SentFolder};
use crate::cli::project::{self, clock, input};
use crate::cli::report::Failure;
use crate::cli::report::stdout::print;

/// What is listed of an application.
struct Row {
    name: String,
    theme: String,
    pages: String,
    file: PathBuf,
    /// The day on which the file was built.
    built: Option<Date>,
    /// Whether the résumé has changed since.
    out_of_date: bool,
    /// What was sent last.
    sent: Option<LastSent>,
}

struct LastSent {
    date: Date,
    /// Whether something else would be sent now; `None` if that is not known.
    changed: Option<bool>,
}

/// Lists the applications of a résumé: theme, page limit, file, whether it is up to date, and what was sent.
pub fn run(args: &ApplicationsArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let files = input::read_files(&args.resume, &Overrides::from(&ContentArgs::default()), diagnostics)?;
    let resume = Resume::read_files(&files, diagnostics)?;
    let folder = SentFolder::new(&Root::new(&project::folder_of(&args.resume), None));
    // Without it, the applications are listed all the same.
    let log = folder.log(diagnostics);
    let (sent, failure) = match &log {
        Ok(log) => (log.entries(), None),
        Err(failure) => (&[][..], Some(*failure)),
    };
    let names = resume.applications.keys();
    let rows: Vec<Row> = names.filter_map(|name| row(name, args, log.as_ref().ok(), &folder, diagnostics)).collect();
    for SentFile { file, sha256, part: _ } in sent.iter().flat_map(|entry| &entry.files) {
        folder.warn(file, folder.state(&file.value, sha256.as_deref()), diagnostics);
    }
    let text = match args.format {
        ApplicationsFormat::Json => sanitize::json(&format!("{:#}\n", as_json(&rows, sent, &folder))),
        ApplicationsFormat::Text => text(&rows, sent, &folder),
    };
    print(&text, diagnostics)?;
    diagnostics.reported().map_err(|reported| failure.unwrap_or(reported.into()))?;
    Ok(String::new())
}

/// One application; `None` if something is wrong with it.
fn row(
    name: &str,
    args: &ApplicationsArgs,
    log: Option<&SentLog>,
    folder: &SentFolder,
    diagnostics: &mut Diagnostics,
) -> Option<Row> {
    let (document, output) = (DocumentArgs::default(), OutputArgs::default());
    // Errors that were reported when the résumé was read are not repeated.
    let mut own = Diagnostics::new();
    let request = BuildRequest::new(ResumeSource::File(&args.resume), &document, &output);
    let build = Build::prepare(request.for_application(Some(name)), &ReadLog::disabled(), &mut own);
    let Ok(Build { project, destination, .. }) = build else {
        own.sorted().into_iter().cloned().for_each(|note| diagnostics.push(note));
        return None;
    };
    let file = destination.path()?.to_path_buf();
    let changed = project.resume.files().all().filter_map(|file| modified(Path::new(file.name()))).max();
    let built = modified(&file);
    let sent = log.and_then(|log| log.latest(name, None)).map(|entry| LastSent {
        date: entry.date.value,
        // What is wrong with the file is reported by `recto diff`.
        changed: SinceSent::read(entry, folder, &project, &mut Diagnostics::new())
            .ok()
            .map(|SinceSent { sent, now }| !differences(&sent, &now).is_empty()),
    });
    Some(Row {
        name: name.into(),
        theme: project.theme.manifest.name.clone(),
        pages: project.resume.pages.as_ref().map_or_else(|| "any".into(), |pages| promise(pages.value)),
        file,
        built: built.and_then(clock::day_of),
        out_of_date: built.zip(changed).is_some_and(|(built, changed)| changed > built),
        sent,
    })
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

/// The applications, and below them what was sent.
fn text(rows: &[Row], sent: &[Sending], folder: &SentFolder) -> String {
    let mut text = match rows {
        [] => "the résumé has no applications; see docs/format.md\n".to_owned(),
        rows => applications(rows, !sent.is_empty()),
    };
    if !sent.is_empty() {
        text += &format!("\n{}", sendings(sent, folder));
    }
    text
}

fn applications(rows: &[Row], with_sent: bool) -> String {
    let day = |date: Option<Date>| date.map_or("never".to_owned(), |date| date.to_string());
    let mut table = vec![["application", "theme", "pages", "file", "built"].map(str::to_owned).to_vec()];
    table[0].extend(with_sent.then(|| "sent".to_owned()));
    for Row { name, theme, pages, file, built, out_of_date, sent } in rows {
        let built = format!("{}{}", day(*built), if *out_of_date { ", out of date" } else { "" });
        let changed = sent.as_ref().is_some_and(|sent| sent.changed == Some(true));
        let sent =
            format!("{}{}", day(sent.as_ref().map(|sent| sent.date)), if changed { ", changed since" } else { "" });
        let mut cells = vec![name.clone(), theme.clone(), pages.clone(), file.display().to_string(), built];
        cells.extend(with_sent.then_some(sent));
        table.push(cells);
    }
    aligned(&table)
}

/// What was sent, by date, with a line for each file.
fn sendings(sent: &[Sending], folder: &SentFolder) -> String {
    let mut table = vec![["sent", "application", "theme", "file"].map(str::to_owned).to_vec()];
    for Sending { application, date, theme, files, source: _ } in in_order(sent) {
        let first = [date.value.to_string(), application.value.clone(), theme.clone().unwrap_or_default()];
        let mut lines = files.iter().map(|file| shown(&file.file.value, folder));
        table.push([&first[..], &[lines.next().unwrap_or_default()]].concat());
        table.extend(lines.map(|file| vec![String::new(), String::new(), String::new(), file]));
    }
    aligned(&table)
}

fn in_order(sent: &[Sending]) -> Vec<&Sending> {
    let mut sent: Vec<&Sending> = sent.iter().collect();
    sent.sort_by_key(|entry| entry.date.value.earliest());
    sent
}

fn shown(file: &str, folder: &SentFolder) -> String {
    folder.shown(&Path::new(FOLDER).join(file))
}

/// Rows with aligned columns.
fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells: Vec<String> =
            row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}", width = *width)).collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

fn as_json(rows: &[Row], sent: &[Sending], folder: &SentFolder) -> Value {
    let row = |Row { name, theme, pages, file, built, out_of_date, sent }: &Row| {
        json!({
            "name": name,
            "theme": theme,
            "pages": pages,
            "file": file.display().to_string(),
            "built": built,
            "outOfDate": out_of_date,
            "sent": sent.as_ref().map(|sent| sent.date),
            "changedSinceSent": sent.as_ref().and_then(|sent| sent.changed),
        })
    };
    let state = |file: &str, sha256: &Option<String>| folder.state(file, sha256.as_deref()).name();
    let file = |SentFile { file, part, sha256 }: &SentFile| {
        let state = state(&file.value, sha256);
        json!({ "file": shown(&file.value, folder), "part": part, "sha256": sha256, "state": state })
    };
    let source = |SourceFile { file, sha256 }: &SourceFile| json!({ "file": shown(&file.value, folder), "sha256": sha256, "state": state(&file.value, sha256) });
    let entry = |Sending { application, date, theme, files, source: from }: &Sending| {
        json!({
            "application": application.value,
            "date": date.value,
            "theme": theme,
            "files": files.iter().map(file).collect::<Vec<_>>(),
            "source": from.as_ref().map(source),
        })
    };
    json!({
        "applications": rows.iter().map(row).collect::<Vec<_>>(),
        "sent": in_order(sent).into_iter().map(entry).collect::<Vec<_>>(),
    })
}
