//! The build engine: request → project → render → verify → write → summary.
//!
//! Everything that makes a document uses it: `build` for one file, several files, applications and batches, `watch`,
//! `check`, the preview and the language server.

pub mod destination;
pub mod embedded;
pub mod file_name;
mod pattern;
pub mod pdf_settings;
pub mod render;
pub mod sent;
mod summary;
mod typst_folder;
pub mod verify;
pub mod web_page;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Instant;

use recto::advice::{Denied, Surroundings, advise};
use recto::diagnostic::Diagnostics;
use recto::export::Format;
use recto::resume::ResumeFiles;
use recto::source::Source;
use recto::spelling::Dictionary;
use recto::typeset::Fonts;
#[cfg(not(target_family = "wasm"))]
use serde::{Deserialize, Serialize};

use self::destination::{Destination, DestinationRequest, FixedPlace};
use self::render::{Artifacts, Encoding, Pages};
use self::sent::SentRecord;
pub use self::summary::{Summary, describe, page_count};
use self::web_page::WebPageRequest;
use crate::cli::args::{BuildArgs, DocumentArgs, LetterPlacement, OutputArgs, OutputFormat, Seconds, SentDay};
use crate::cli::process::watchdog::Watchdog;
use crate::cli::project::assets::Root;
use crate::cli::project::fonts::FontFolders;
use crate::cli::project::overrides::Overrides;
use crate::cli::project::read_log::ReadLog;
use crate::cli::project::{Project, clock};
use crate::cli::report::Failure;

/// What is to be built.
pub struct BuildRequest<'a> {
    /// The résumé.
    pub source: ResumeSource<'a>,
    /// What the command line changes about it.
    pub overrides: Overrides<'a>,
    /// What is written.
    pub output: OutputArgs,
    /// Where it is written, if `output` does not decide.
    pub place: Option<FixedPlace<'a>>,
    /// The day on which it is sent, if it is to be noted.
    pub sent: Option<SentDay>,
    /// The web page that is written beside the PDF, if there is one.
    pub page: Option<WebPageRequest<'a>>,
    /// Directories with additional fonts.
    pub font_path: &'a [PathBuf],
    /// The time limit.
    pub timeout: Option<Seconds>,
}

/// Where a résumé comes from.
#[derive(Clone, Copy)]
pub enum ResumeSource<'a> {
    /// A file, or standard input.
    File(&'a Path),
    /// A text, with the directory that its paths are relative to, and the path it would be saved as.
    Text(&'a Source, &'a Root, &'a Path),
    /// The same for a résumé in several files.
    Files(&'a ResumeFiles, &'a Root, &'a Path),
}

impl<'a> BuildRequest<'a> {
    /// A request for a résumé with the flags of the command line.
    pub fn new(source: ResumeSource<'a>, document: &'a DocumentArgs, output: &OutputArgs) -> BuildRequest<'a> {
        let overrides = Overrides::from(document);
        let DocumentArgs { theme: _, font_path, timeout, content: _ } = document;
        let (output, place, sent, page) = (output.clone(), None, None, None);
        BuildRequest { source, overrides, output, place, sent, page, font_path, timeout: *timeout }
    }

    /// A request with all flags of `recto build`.
    pub fn of_file(resume: &'a Path, args: &'a BuildArgs) -> BuildRequest<'a> {
        let sent = args.sent.map(SentDay::from);
        BuildRequest { sent, ..BuildRequest::new(ResumeSource::File(resume), &args.document, &args.output) }
    }

    /// The same for an application, or for none.
    pub fn for_application(self, application: Option<&str>) -> BuildRequest<'a> {
        BuildRequest { overrides: self.overrides.for_application(application), ..self }
    }

    /// The same in a language, or in that of the résumé.
    pub fn in_language(self, language: Option<&str>) -> BuildRequest<'a> {
        BuildRequest { overrides: self.overrides.in_language(language), ..self }
    }
}

/// A build with all input read, before layout.
pub struct Build<'a> {
    /// Its input.
    pub project: Project,
    /// Where the result goes.
    pub destination: Destination,
    encoding: Encoding,
    letter: LetterPlacement,
    strict: bool,
    sent: Option<SentRecord>,
    page: Option<WebPageRequest<'a>>,
    font_path: &'a [PathBuf],
    timeout: Option<Seconds>,
}

impl<'a> Build<'a> {
    /// Reads all input, and decides where the result goes. Files read are recorded in the log.
    ///
    /// # Errors
    /// If anything is wrong with any of it.
    pub fn prepare(
        request: BuildRequest<'a>,
        log: &ReadLog,
        diagnostics: &mut Diagnostics,
    ) -> Result<Build<'a>, Failure> {
        let BuildRequest { source, overrides, output, place, sent, page, font_path, timeout } = request;
        let path = match source {
            ResumeSource::File(path) | ResumeSource::Text(_, _, path) | ResumeSource::Files(_, _, path) => path,
        };
        let wanted = DestinationRequest {
            resume: path,
            output: output.output.as_deref(),
            place,
            format: output.format,
            application: overrides.application(),
        };
        let embeds = output.pdf.embed;
        // Errors in the command line alone are reported before any work is done.
        let early = match wanted.without_project(diagnostics) {
            Some(destination) => {
                let destination = destination?;
                pdf_settings::decide(&output.pdf, destination.format, embeds, overrides.today, diagnostics)?;
                Some(destination)
            }
            None => None,
        };
        let mut project = match source {
            ResumeSource::File(path) => Project::open(path, &overrides, log, diagnostics)?,
            ResumeSource::Text(text, root, _) => Project::load(text, root, &overrides, log, diagnostics)?,
            ResumeSource::Files(files, root, _) => Project::load_files(files, root, &overrides, log, diagnostics)?,
        };
        let destination = match early {
            Some(destination) => destination,
            None => wanted.for_project(&project, overrides.today.or_else(clock::today), diagnostics)?,
        };
        let format = destination.format;
        let embed = embeds || project.resume.embed == Some(true);
        project.resume.embed = Some(embed);
        if format.is_folder() && output.letter == LetterPlacement::None {
            // Nor is it written into the Typst directory's data.
            project.resume.letter = None;
        }
        let embed_in_pdf = embed && format == OutputFormat::Pdf;
        let settings = pdf_settings::decide(&output.pdf, format, embed_in_pdf, overrides.today, diagnostics)?;
        let encoding = Encoding::new(format, output.ppi, settings);
        if !format.has_pages() {
            pdf_settings::refuse_page_flags(format, output.letter, &overrides.tailoring, diagnostics)?;
        }
        let sent = match (sent, overrides.application()) {
            (Some(day), Some(application)) => {
                SentRecord::check(&destination, &project, diagnostics)?;
                let date = SentRecord::date(day, overrides.today.or_else(clock::today), diagnostics)?;
                let default_name = wanted.default_name(format, &project.resume);
                Some(SentRecord { application: application.to_owned(), date, default_name })
            }
            _ => None,
        };
        let (letter, strict) = (output.letter, output.pdf.strict);
        Ok(Build { project, destination, encoding, letter, strict, sent, page, font_path, timeout })
    }

    /// Renders, verifies and writes, and notes what was sent. The artifacts are returned so that the caller can leak
    /// them at the end of the process: dropping pages takes time.
    ///
    /// # Errors
    /// If the theme fails, the result does not pass `--strict`, or it cannot be written.
    pub fn run(&self, started: Instant, diagnostics: &mut Diagnostics) -> Result<(Summary, Artifacts), Failure> {
        let artifacts = self.render_within_limits(diagnostics)?;
        let sent = self.sent.as_ref().map(|record| record.stage(&self.project, &artifacts, diagnostics)).transpose()?;
        let mut summary = artifacts.write(started, diagnostics)?;
        if let Some(staged) = sent {
            summary.0.push(staged.commit(diagnostics)?);
        }
        Ok((summary, artifacts))
    }

    /// Renders and verifies, without writing, within the limits on time and memory.
    ///
    /// # Errors
    /// As [`Build::run`].
    pub fn render_within_limits(&self, diagnostics: &mut Diagnostics) -> Result<Artifacts, Failure> {
        let folders = FontFolders::beside(&self.project.root, self.font_path);
        let search = || folders.search();
        let _watchdog = Watchdog::over(&self.project.theme, &self.project.pictures, self.timeout);
        self.render(&Fonts::search(&search), diagnostics)
    }

    /// Renders and verifies, without writing.
    ///
    /// # Errors
    /// As [`Build::run`].
    pub fn render(&self, fonts: &Fonts, diagnostics: &mut Diagnostics) -> Result<Artifacts, Failure> {
        let Build { project, destination, encoding, letter, .. } = self;
        if !destination.format.has_pages() {
            return render::text(project, destination, encoding, *letter, diagnostics);
        }
        let pages = Pages::lay_out(project, *letter, fonts, None, diagnostics)?;
        let mut artifacts = pages.encode(project, destination, encoding, diagnostics)?;
        if self.strict {
            verify::verify_pages(&artifacts, project, encoding, fonts, diagnostics)?;
        }
        if let Some(page) = &self.page {
            page.add(&mut artifacts, project, diagnostics)?;
        }
        Ok(artifacts)
    }

    /// Renders, reads the result back as an ATS would, and gives advice.
    ///
    /// # Errors
    /// If a build would fail.
    pub fn check(
        &self,
        fonts: &Fonts,
        deny: &[Denied],
        dictionary: Option<&Dictionary>,
        diagnostics: &mut Diagnostics,
    ) -> Result<(), Failure> {
        let artifacts = self.render(fonts, diagnostics)?;
        let Project { resume, theme, .. } = &self.project;
        if let Some(pdf) = artifacts.first_file() {
            verify::verify(pdf, resume, theme, diagnostics)?;
        }
        let pages = artifacts.page_count();
        let surroundings = Surroundings { pages, today: clock::today(), dictionary, typing: false, theme: Some(theme) };
        advise(resume, surroundings, deny, diagnostics);
        Ok(())
    }

    /// The paths that may be written to.
    pub fn output_paths(&self) -> Vec<OutputPath> {
        let writes_letter = self.project.resume.letter.is_some() && self.letter == LetterPlacement::Separate;
        let letter = self.destination.for_letter().filter(|_| writes_letter);
        let destinations = std::iter::once(&self.destination).chain(&letter);
        let path = |destination: &Destination| {
            let numbered = matches!(self.encoding, Encoding::Pages(Format::Png { .. } | Format::Svg));
            Some(OutputPath { path: destination.path()?.as_os_str().to_owned(), numbered })
        };
        destinations.filter_map(path).collect()
    }
}

/// A path that a build may write to.
#[derive(Debug, Clone, PartialEq, Eq)]
// Sent between processes, which a module does not have; nor can every path be sent there.
#[cfg_attr(not(target_family = "wasm"), derive(Serialize, Deserialize))]
pub struct OutputPath {
    /// The path, which may not be UTF-8.
    pub path: OsString,
    /// Whether several pages would be written to numbered files instead, such as `resume-1.png`.
    pub numbered: bool,
}
