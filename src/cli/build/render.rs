//! A project → the files of a result, in memory.

use std::collections::BTreeMap;
use std::time::Instant;

use recto::diagnostic::Diagnostics;
use recto::export::{Form, Format, PdfSettings, Style, export_files, write, write_letter};
use recto::fit::{Fitted, fit, fit_after_letter};
use recto::theme::OptionValue;
use recto::typeset::{self, Compiler, Document, FinishedPages, Fonts, folder, forget, typeset_letter};

use super::destination::Destination;
use super::summary::{Summary, describe, page_count};
use super::typst_folder;
use crate::cli::args::{FormatKind, LetterPlacement, OutputFormat};
use crate::cli::project::Project;
use crate::cli::report::Failure;

/// How a result is made.
#[derive(Debug, Clone)]
pub enum Encoding {
    /// From pages.
    Pages(Format),
    /// From pages, as a folder of Typst code.
    TypstFolder,
    /// From the text in reading order.
    Text(Form),
    /// From the data, as JSON Resume.
    Json,
    /// From the data, as YAML.
    Yaml,
}

impl Encoding {
    /// How a format is made.
    pub fn new(format: OutputFormat, ppi: f64, settings: PdfSettings) -> Encoding {
        match (format.info().kind, format) {
            (FormatKind::Text(form), _) => Encoding::Text(form),
            (FormatKind::Folder, _) => Encoding::TypstFolder,
            (FormatKind::Images, OutputFormat::Png) => Encoding::Pages(Format::Png { ppi }),
            (FormatKind::Images, _) => Encoding::Pages(Format::Svg),
            (FormatKind::Data, OutputFormat::Json) => Encoding::Json,
            (FormatKind::Data, _) => Encoding::Yaml,
            (FormatKind::Document, _) => Encoding::Pages(Format::Pdf(settings)),
        }
    }
}

/// A résumé, and its letter, laid out.
pub struct Pages {
    /// The résumé; after its letter, if that comes first.
    pub resume: Document,
    /// The letter, if it goes into a separate file.
    pub letter: Option<Document>,
    /// How many pages of `resume` are the letter's.
    pub letter_pages: usize,
    /// Options that were changed to make the résumé fit its page limit.
    pub changed: Vec<(String, OptionValue)>,
}

impl Pages {
    /// Lays out a project. The finished pages of its résumé are remembered for the next time, if there is a place for
    /// them.
    ///
    /// # Errors
    /// If the theme fails, or the page limit cannot be met.
    pub fn lay_out(
        project: &Project,
        letter: LetterPlacement,
        fonts: &Fonts,
        remembered: Option<&FinishedPages>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Pages, Failure> {
        let Project { resume, theme, pictures, .. } = project;
        let fit = if letter == LetterPlacement::First { fit_after_letter } else { fit };
        let compiler = Compiler::new(theme).pictures(pictures).fonts(fonts);
        let remembering = remembered.map_or(compiler, |remembered| compiler.remembering(remembered));
        let Fitted { document, changed, letter_pages, .. } = fit(resume, &remembering, diagnostics)?;
        let letter = match letter {
            LetterPlacement::Separate => typeset_letter(resume, &compiler, diagnostics)?,
            LetterPlacement::First | LetterPlacement::None => None,
        };
        Ok(Pages { resume: document, letter, letter_pages, changed })
    }

    /// Lets Typst forget what the last few layouts did not use. A process that lays out repeatedly calls this after each layout.
    pub fn forget_unused() {
        const REMEMBERED: usize = 8;
        forget(REMEMBERED);
    }

    /// Encodes the pages.
    ///
    /// # Errors
    /// If a format cannot hold them.
    pub fn encode(
        self,
        project: &Project,
        destination: &Destination,
        encoding: &Encoding,
        diagnostics: &mut Diagnostics,
    ) -> Result<Artifacts, Failure> {
        match encoding {
            Encoding::TypstFolder => self.encode_folder(project, destination, diagnostics),
            Encoding::Pages(format) => self.encode_files(project, destination, format, diagnostics),
            Encoding::Text(_) | Encoding::Json | Encoding::Yaml => {
                text(project, destination, encoding, LetterPlacement::None, diagnostics)
            }
        }
    }

    fn encode_files(
        self,
        project: &Project,
        destination: &Destination,
        format: &Format,
        diagnostics: &mut Diagnostics,
    ) -> Result<Artifacts, Failure> {
        let mut artifacts = vec![Artifact {
            part: Part::Resume,
            destination: destination.clone(),
            content: Content::Files(export_files(&self.resume, format, diagnostics)?),
            description: self.description(project, self.letter_pages),
        }];
        if let (Some(letter), Some(destination)) = (&self.letter, destination.for_letter()) {
            artifacts.push(Artifact {
                part: Part::Letter,
                destination,
                content: Content::Files(export_files(letter, format, diagnostics)?),
                description: describe(&page_count(letter.page_count()), letter, &[], &project.theme),
            });
        }
        Ok(Artifacts { artifacts, pages: Some(self) })
    }

    fn encode_folder(
        self,
        project: &Project,
        destination: &Destination,
        diagnostics: &mut Diagnostics,
    ) -> Result<Artifacts, Failure> {
        let files = folder(&self.resume, self.letter.as_ref(), diagnostics)?;
        let letter_pages = self.letter.as_ref().map_or(self.letter_pages, Document::page_count);
        let artifact = Artifact {
            part: Part::Resume,
            destination: destination.clone(),
            content: Content::Folder(files),
            description: self.description(project, letter_pages),
        };
        Ok(Artifacts { artifacts: vec![artifact], pages: Some(self) })
    }

    fn description(&self, project: &Project, letter_pages: usize) -> String {
        let resume_pages = page_count(self.resume.page_count() - self.letter_pages);
        let number = match letter_pages {
            0 => resume_pages,
            letter => format!("a letter of {}, {resume_pages}", page_count(letter)),
        };
        describe(&number, &self.resume, &self.changed, &project.theme)
    }
}

/// Encodes a format that needs no pages.
///
/// # Errors
/// If the theme's options or the language are invalid.
pub fn text(
    project: &Project,
    destination: &Destination,
    encoding: &Encoding,
    letter: LetterPlacement,
    diagnostics: &mut Diagnostics,
) -> Result<Artifacts, Failure> {
    let Project { resume, theme, pictures, .. } = project;
    let name = &theme.manifest.name;
    let (bytes, letter) = match encoding {
        Encoding::Text(form) => {
            let document = typeset::document(resume, theme, diagnostics)?;
            let style = Style::of(resume, theme, pictures, &document.header);
            let letter = match letter {
                LetterPlacement::None => None,
                LetterPlacement::Separate | LetterPlacement::First => write_letter(&document, &style, *form),
            };
            (write(&document, &style, *form), letter)
        }
        Encoding::Json => (resume.to_given_json(name).into_bytes(), None),
        Encoding::Yaml | Encoding::Pages(_) | Encoding::TypstFolder => (resume.to_given_yaml(name).into_bytes(), None),
    };
    diagnostics.reported()?;
    let letter = letter.zip(destination.for_letter());
    let letter = letter.map(|(bytes, destination)| Artifact::file(Part::Letter, destination, bytes));
    let artifacts = std::iter::once(Artifact::file(Part::Resume, destination.clone(), bytes)).chain(letter).collect();
    Ok(Artifacts { artifacts, pages: None })
}

/// Which document a file contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The résumé.
    Resume,
    /// The cover letter.
    Letter,
}

/// A file, a file for each page, or a folder; not written yet.
pub struct Artifact {
    /// Which document it contains.
    pub part: Part,
    /// Where it goes.
    pub destination: Destination,
    content: Content,
    description: String,
}

enum Content {
    Files(Vec<Vec<u8>>),
    Folder(BTreeMap<String, Vec<u8>>),
}

impl Artifact {
    /// A single file, described by its format.
    pub fn file(part: Part, destination: Destination, bytes: Vec<u8>) -> Artifact {
        let description = destination.format.to_string();
        Artifact { part, destination, content: Content::Files(vec![bytes]), description }
    }

    /// The contents of its files; none if it is a folder.
    pub fn files(&self) -> &[Vec<u8>] {
        match &self.content {
            Content::Files(files) => files,
            Content::Folder(_) => &[],
        }
    }

    fn size(&self) -> usize {
        match &self.content {
            Content::Files(files) => files.iter().map(Vec::len).sum(),
            Content::Folder(files) => files.values().map(Vec::len).sum(),
        }
    }
}

/// Everything that a build makes.
pub struct Artifacts {
    /// The résumé, and its letter.
    pub artifacts: Vec<Artifact>,
    /// The pages it was made of, if it was.
    pub pages: Option<Pages>,
}

impl Artifacts {
    /// The content of the résumé's first file.
    pub fn first_file(&self) -> Option<&[u8]> {
        self.artifacts.first()?.files().first().map(Vec::as_slice)
    }

    /// How many pages the résumé has; 1 if it has none.
    pub fn page_count(&self) -> usize {
        self.pages.as_ref().map_or(1, |pages| pages.resume.page_count())
    }

    /// Writes each artifact whole or not at all.
    ///
    /// # Errors
    /// If one cannot be written.
    pub fn write(&self, started: Instant, diagnostics: &mut Diagnostics) -> Result<Summary, Failure> {
        let mut lines = Vec::new();
        for artifact in &self.artifacts {
            let written = match &artifact.content {
                Content::Files(files) => artifact.destination.write_files(files, diagnostics)?,
                Content::Folder(files) => {
                    artifact.destination.require_inside(diagnostics)?;
                    let path = artifact.destination.path().expect("a folder does not go to standard output");
                    typst_folder::write(path, files, diagnostics)?
                }
            };
            let (description, kilobytes) = (&artifact.description, artifact.size().div_ceil(1000));
            lines.push(format!("{written}: {description}, {kilobytes} kB, {} ms", started.elapsed().as_millis()));
        }
        Ok(Summary(lines))
    }
}
