//! `recto build --publish`: a résumé as a web page, with its PDF and a picture for previews of links.

use std::fs;
use std::io;
use std::path::Path;

use recto::diagnostic::{Code, Diagnostic, Diagnostics};
use recto::resume::Private;

use crate::cli::args::{BuildArgs, LetterPlacement, OutputFormat};
use crate::cli::build::destination::FixedPlace;
use crate::cli::build::web_page::WebPageRequest;
use crate::cli::build::{BuildRequest, Summary};
use crate::cli::report::Failure;

/// A web page to write, whose directory exists.
pub struct Publication<'a> {
    directory: &'a Path,
    /// Whether the directory was created for it.
    is_new: bool,
    resume: &'a Path,
    /// The flags of its PDF.
    args: BuildArgs,
}

impl<'a> Publication<'a> {
    /// Creates the directory.
    ///
    /// # Errors
    /// If the flags do not say one web page, or the directory cannot be created.
    pub fn begin(
        args: &'a BuildArgs,
        directory: &'a Path,
        diagnostics: &mut Diagnostics,
    ) -> Result<Publication<'a>, Failure> {
        let [resume] = &args.resumes[..] else {
            let note = Diagnostic::error(Code::File, "`--publish` writes the page of one résumé");
            return Err(Failure::io(diagnostics.error(note.help("name one file"))));
        };
        if args.output.format.is_some_and(|format| format != OutputFormat::Html) {
            let note = Diagnostic::error(Code::File, "`--publish` writes a web page, but another format was asked for");
            return Err(Failure::io(diagnostics.error(note.help("use `--format html`, or leave out `--format`"))));
        }
        let is_new = !directory.exists();
        fs::create_dir_all(directory).map_err(|error| Failure::io(diagnostics.error(not_made(directory, &error))))?;
        let mut args = args.clone();
        args.output.format = Some(OutputFormat::Pdf);
        // A letter is for one reader.
        args.output.letter = LetterPlacement::None;
        if !args.publish.show_contact {
            args.document.content.tailoring.redact.push(Private::Contact);
        }
        Ok(Publication { directory, is_new, resume, args })
    }

    /// What is to be built.
    pub fn request(&self) -> BuildRequest<'_> {
        let Publication { directory, resume, args, .. } = self;
        let pdf = resume.file_stem().and_then(|stem| stem.to_str()).filter(|stem| *stem != "-").unwrap_or("resume");
        let (address, robots, ppi) = (args.publish.address.as_ref(), args.publish.robots, args.output.ppi);
        BuildRequest {
            place: Some(FixedPlace::Directory(directory, pdf)),
            page: Some(WebPageRequest { directory, pdf, address, robots, ppi }),
            ..BuildRequest::of_file(resume, args)
        }
    }

    /// Removes a directory that was created for nothing, or says what the page still lacks.
    ///
    /// # Errors
    /// If the result is one.
    pub fn finish(&self, result: Result<Summary, Failure>) -> Result<Summary, Failure> {
        let mut summary = result.inspect_err(|_| {
            if self.is_new {
                // Fails if something was written.
                let _ = fs::remove_dir(self.directory);
            }
        })?;
        if self.args.publish.address.is_none() {
            let note = "Links to the page show no preview picture: give its address with `--address URL`";
            summary.0.push(note.into());
        }
        Ok(summary)
    }
}

fn not_made(directory: &Path, error: &io::Error) -> Diagnostic {
    let note =
        Diagnostic::error(Code::File, format!("the directory `{}` cannot be created: {error}", directory.display()));
    note.help("name another directory with `--publish`")
}
