//! `recto build --publish`: a résumé as a web page, with its PDF and a picture for previews of links.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Instant;

use recto::diagnostic::{Code, Diagnostic, Diagnostics};
use recto::export::{Format, Style, WebPage, export, write_page};
use recto::resume::Private;
use recto::typeset;

use crate::cli::args::{BuildArgs, LetterPlacement, OutputFormat, Robots};
use crate::cli::build::destination::{Destination, DestinationRequest, FixedPlace};
use crate::cli::build::{Build, BuildRequest, Summary};
use crate::cli::project::read_log::ReadLog;
use crate::cli::report::Failure;

/// The name of the page, which servers show for its directory.
const PAGE: &str = "index";

/// The name of the picture.
const PICTURE: &str = "preview";

/// Writes the page of a résumé to a directory.
///
/// # Errors
/// If the résumé is not built, or a file cannot be written.
pub fn run(
    args: &BuildArgs,
    folder: &Path,
    started: Instant,
    diagnostics: &mut Diagnostics,
) -> Result<Summary, Failure> {
    let [resume] = &args.resumes[..] else {
        let note = Diagnostic::error(Code::File, "`--publish` writes the page of one résumé");
        return Err(Failure::io(diagnostics.error(note.help("name one file"))));
    };
    if args.output.format.is_some_and(|format| format != OutputFormat::Html) {
        let note = Diagnostic::error(Code::File, "`--publish` writes a web page, but another format was asked for");
        return Err(Failure::io(diagnostics.error(note.help("use `--format html`, or leave out `--format`"))));
    }
    let is_new = !folder.exists();
    fs::create_dir_all(folder).map_err(|error| Failure::io(diagnostics.error(not_made(folder, &error))))?;
    let published = write(resume, args, folder, started, diagnostics);
    if published.is_err() && is_new {
        // Only if nothing was written.
        let _ = fs::remove_dir(folder);
    }
    published
}

fn write(
    resume: &Path,
    args: &BuildArgs,
    folder: &Path,
    started: Instant,
    diagnostics: &mut Diagnostics,
) -> Result<Summary, Failure> {
    let mut shown = args.clone();
    shown.output.format = Some(OutputFormat::Pdf);
    // A letter is for one reader.
    shown.output.letter = LetterPlacement::None;
    if !args.publish.show_contact {
        shown.document.content.tailoring.redact.push(Private::Contact);
    }
    let stem = resume.file_stem().and_then(|stem| stem.to_str()).filter(|stem| *stem != "-").unwrap_or("resume");
    let place = Some(FixedPlace::Directory(folder, stem));
    let request = BuildRequest { place, ..BuildRequest::of_file(resume, &shown) };
    let build = Build::prepare(request, &ReadLog::disabled(), diagnostics)?;
    let artifacts = build.render_within_limits(diagnostics)?;
    let project = &build.project;
    let document = typeset::document(&project.resume, &project.theme, diagnostics)?;
    let style = Style::of(&project.resume, &project.theme, &project.pictures, &document.header);
    let picture = match &artifacts.pages {
        Some(pages) => export(&pages.resume, &Format::Png { ppi: args.output.ppi }, diagnostics)?,
        None => Vec::new(),
    };
    diagnostics.reported()?;
    let page = write_page(
        &document,
        &style,
        &WebPage {
            pdf: &format!("{stem}.pdf"),
            picture: &format!("{PICTURE}.png"),
            picture_size: size_of_png(&picture),
            address: args.publish.address.as_ref(),
            is_listed: args.publish.robots == Robots::Index,
        },
    );
    let mut summary = artifacts.write(started, diagnostics)?;
    for (name, format, bytes) in [(PICTURE, OutputFormat::Png, &picture), (PAGE, OutputFormat::Html, &page)] {
        let destination = inside(folder, name, format, diagnostics)?;
        let written = destination.write_files(std::slice::from_ref(bytes), diagnostics)?;
        let (kilobytes, milliseconds) = (bytes.len().div_ceil(1000), started.elapsed().as_millis());
        summary.0.push(format!("{written}: {format}, {kilobytes} kB, {milliseconds} ms"));
    }
    if args.publish.address.is_none() {
        summary.0.push("Links to the page show no preview picture: give its address with `--address URL`".into());
    }
    std::mem::forget((build, artifacts));
    Ok(summary)
}

fn inside(
    folder: &Path,
    name: &str,
    format: OutputFormat,
    diagnostics: &mut Diagnostics,
) -> Result<Destination, Failure> {
    let place = Some(FixedPlace::Directory(folder, name));
    let request = DestinationRequest { resume: folder, output: None, place, format: Some(format), application: None };
    request.without_project(diagnostics).expect("a name in a directory needs no résumé")
}

/// The width and height in the header of a PNG file, in pixels.
fn size_of_png(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| png.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_be_bytes);
    (number(16), number(20))
}

fn not_made(folder: &Path, error: &io::Error) -> Diagnostic {
    let note =
        Diagnostic::error(Code::File, format!("the directory `{}` cannot be created: {error}", folder.display()));
    note.help("name another directory with `--publish`")
}
