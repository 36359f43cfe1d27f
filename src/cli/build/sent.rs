//! Keeps what was sent: the files of a build, the résumé that they were built from, and an entry in the log.
//!
//! Everything is written to a temporary folder first. Once the build has written its own files, the folder is renamed and
//! the log replaced, so a build that fails leaves no trace.

mod lock;
mod source;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use recto::diagnostic::{Code, Diagnostic, Diagnostics};
use recto::resume::Date;
use recto::sent::{Sending, SentFile, SentLog, SentPart, SourceFile};
use recto::source::{Source, Spanned};
use tempfile::TempDir;

use self::lock::Lock;
pub use self::source::SentSource;
use self::source::{SOURCE, distinct};
use super::destination::Destination;
use super::file_name;
use super::render::{Artifacts, Part};
use crate::cli::args::{OutputFormat, SentDay};
use crate::cli::project::sent_log::{FOLDER, FileState, SentFolder, sha256};
use crate::cli::project::{self, Project};
use crate::cli::report::Failure;

/// The files in the temporary folder, which only its owner could read.
const NEW: &str = "new";

/// What is to be noted as sent.
pub struct SentRecord {
    /// The application.
    pub application: String,
    /// The day.
    pub date: Date,
    /// The name of a file that is written to a stream.
    pub default_name: String,
}

impl SentRecord {
    /// The day to note.
    ///
    /// # Errors
    /// If it is today, and today is not known.
    pub fn date(day: SentDay, today: Option<Date>, diagnostics: &mut Diagnostics) -> Result<Date, Failure> {
        let date = match (day, today) {
            (SentDay::On(date), _) | (SentDay::Today, Some(date)) => date,
            (SentDay::Today, None) => {
                let note = Diagnostic::error(Code::InvalidValue, "today's date is not known");
                return Err(Failure::io(diagnostics.error(note.help("name the day: `--sent 2026-03-01`"))));
            }
        };
        if today.is_some_and(|today| today.latest() < date.earliest()) {
            let note = Diagnostic::warning(Code::FutureDate, format!("`--sent {date}` is in the future"));
            diagnostics.push(note.help("check the date"));
        }
        Ok(date)
    }

    /// Checks that a result can be kept.
    ///
    /// # Errors
    /// If the log cannot be read, or the result is a folder.
    pub fn check(destination: &Destination, project: &Project, diagnostics: &mut Diagnostics) -> Result<(), Failure> {
        if destination.format.is_folder() {
            let note = Diagnostic::error(Code::InvalidValue, format!("`--sent` cannot keep {}", destination.format));
            return Err(Failure::io(diagnostics.error(note.help("build the file that is sent, such as a PDF"))));
        }
        // Read again before it is written: until then, other builds may add to it.
        SentFolder::new(&project.root).log(diagnostics).map(drop)
    }

    /// Writes everything to a temporary folder.
    ///
    /// # Errors
    /// If something cannot be written.
    pub fn stage(
        &self,
        project: &Project,
        artifacts: &Artifacts,
        diagnostics: &mut Diagnostics,
    ) -> Result<StagedRecord, Failure> {
        let sent = SentFolder::new(&project.root);
        let folder = sent.confine("", diagnostics)?;
        sent.confine(Lock::NAME, diagnostics)?;
        let lock = Lock::acquire(folder.as_ref()).map_err(|error| unwritable(&sent, &error, diagnostics))?;
        let log = again(&sent, diagnostics)?;
        let log_file = Destination::inside(&project.root, sent.log_path(diagnostics)?, OutputFormat::Yaml);
        log_file.require_writable(diagnostics)?;
        let kept = Kept::of(self, project, artifacts);

        let same_day: Vec<&Sending> = log
            .entries()
            .iter()
            .filter(|entry| entry.application.value == self.application && entry.date.value == self.date)
            .collect();
        let noted = same_day.iter().find_map(|entry| {
            let source = Path::new(&entry.source.as_ref()?.file.value);
            let name = source.parent()?.to_str()?;
            (kept.entry(self, name) == **entry && is_unchanged(entry, &sent)).then_some(name)
        });
        if let Some(name) = noted {
            let content = StagedContent::Noted(sent.shown(&Path::new(FOLDER).join(name)));
            return Ok(StagedRecord { content, _lock: lock });
        }
        let name = free_name(folder.as_ref(), &format!("{}-{}", self.date, file_name::safe(&self.application)));
        let text = log.with(&kept.entry(self, &name), diagnostics)?;
        let content = StagedContent::New(Box::new(NewFiles {
            temporary: kept.write(&sent, folder.as_ref(), project, diagnostics)?,
            folder: folder.as_ref().join(&name),
            again: !same_day.is_empty(),
            log: log_file,
            text,
            sent,
        }));
        Ok(StagedRecord { content, _lock: lock })
    }
}

/// Everything that is kept of a build.
struct Kept<'a> {
    files: Vec<KeptFile<'a>>,
    source: SentSource,
    theme: &'a str,
}

struct KeptFile<'a> {
    name: String,
    part: SentPart,
    bytes: &'a [u8],
}

impl<'a> Kept<'a> {
    fn of(record: &SentRecord, project: &'a Project, artifacts: &'a Artifacts) -> Kept<'a> {
        let letter_first = artifacts.pages.as_ref().is_some_and(|pages| pages.letter_pages > 0);
        let has_letter = letter_first || artifacts.artifacts.iter().any(|artifact| artifact.part == Part::Letter);
        let source = SentSource::of(project, has_letter);
        let mut taken = source.names();
        let mut files = Vec::new();
        for artifact in &artifacts.artifacts {
            let part = match artifact.part {
                Part::Letter => SentPart::Letter,
                Part::Resume if letter_first => SentPart::LetterAndResume,
                Part::Resume => SentPart::Resume,
            };
            let contents = artifact.files();
            let names = artifact.destination.names(contents.len(), &record.default_name);
            for (name, bytes) in names.iter().zip(contents) {
                files.push(KeptFile { name: distinct(name, &mut taken), part, bytes });
            }
        }
        Kept { files, source, theme: &project.theme.manifest.name }
    }

    /// The entry in the log, if the files are in a folder of this name.
    fn entry(&self, record: &SentRecord, folder: &str) -> Sending {
        let file = |name: &str| unplaced(format!("{folder}/{name}"));
        let files = self.files.iter().map(|KeptFile { name, part, bytes }| SentFile {
            file: file(name),
            part: *part,
            sha256: Some(sha256(bytes)),
        });
        Sending {
            application: unplaced(record.application.clone()),
            date: unplaced(record.date),
            theme: Some(self.theme.to_owned()),
            files: files.collect(),
            source: Some(SourceFile { file: file(SOURCE), sha256: Some(sha256(self.source.yaml.as_bytes())) }),
        }
    }

    /// Writes the files to a temporary folder in the folder.
    fn write(
        &self,
        sent: &SentFolder,
        folder: &Path,
        project: &Project,
        diagnostics: &mut Diagnostics,
    ) -> Result<TempDir, Failure> {
        let Kept { files, source, theme: _ } = self;
        let temporary = tempfile::Builder::new().prefix(".recto-").suffix(".tmp").tempdir_in(folder);
        let temporary = temporary.map_err(|error| unwritable(sent, &error, diagnostics))?;
        let new = PathBuf::from(temporary.path().file_name().unwrap_or_default()).join(NEW);
        let files = files.iter().map(|file| (file.name.as_str(), file.bytes));
        let pictures = source.pictures.iter().map(|(name, bytes)| (name.as_str(), &bytes[..]));
        for (name, bytes) in files.chain([(SOURCE, source.yaml.as_bytes())]).chain(pictures) {
            let path = sent.confine(new.join(name), diagnostics)?;
            fs::create_dir_all(project::folder_of(path.as_ref()))
                .map_err(|error| unwritable(sent, &error, diagnostics))?;
            Destination::inside(&project.root, path, OutputFormat::Yaml).write(bytes, diagnostics)?;
        }
        Ok(temporary)
    }
}

/// What is written, but not noted as sent yet. No other build can note anything until it is dropped.
pub struct StagedRecord {
    content: StagedContent,
    _lock: Lock,
}

enum StagedContent {
    /// The same files have been noted before; their folder.
    Noted(String),
    /// They are new.
    New(Box<NewFiles>),
}

/// Files in a temporary folder.
struct NewFiles {
    temporary: TempDir,
    /// Where they go.
    folder: PathBuf,
    /// Whether something else was sent for the application on the same day.
    again: bool,
    log: Destination,
    /// The text of the log with the new entry.
    text: String,
    sent: SentFolder,
}

impl StagedRecord {
    /// Moves the files to their folder and writes the log; returns the summary line.
    ///
    /// # Errors
    /// If the log cannot be written. Then the files are removed.
    pub fn commit(self, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
        match self.content {
            StagedContent::Noted(folder) => Ok(format!("{folder}/: already noted as sent")),
            StagedContent::New(files) => files.commit(diagnostics),
        }
    }
}

impl NewFiles {
    fn commit(self, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
        let NewFiles { temporary, folder, again, log, text, sent } = self;
        fs::rename(temporary.path().join(NEW), &folder).map_err(|error| unwritable(&sent, &error, diagnostics))?;
        log.write(text.as_bytes(), diagnostics).inspect_err(|_| {
            fs::remove_dir_all(&folder).ok();
        })?;
        let name = folder.file_name().unwrap_or_default();
        let name = sent.shown(&Path::new(FOLDER).join(name));
        let again = if again { "; something else was noted on the same day, and is kept too" } else { "" };
        Ok(format!("{name}/: noted as sent in {}{again}", sent.log_name()))
    }
}

/// Reads the log again, without the warnings that were reported when it was checked.
fn again(sent: &SentFolder, diagnostics: &mut Diagnostics) -> Result<SentLog, Failure> {
    let mut own = Diagnostics::new();
    sent.log(&mut own).inspect_err(|_| {
        diagnostics.open_all(&own);
        own.sorted().into_iter().cloned().for_each(|note| diagnostics.push(note));
    })
}

/// Whether all files of an entry are as they were.
fn is_unchanged(entry: &Sending, sent: &SentFolder) -> bool {
    let is_same = |file: &str, sum: &Option<String>| sent.state(file, sum.as_deref()) == FileState::Unchanged;
    entry.files.iter().all(|SentFile { file, part: _, sha256 }| is_same(&file.value, sha256))
        && entry.source.iter().all(|SourceFile { file, sha256 }| is_same(&file.value, sha256))
}

/// A name that no file or folder has yet: the given one, or with a number.
fn free_name(folder: &Path, name: &str) -> String {
    let is_free = |name: &String| fs::symlink_metadata(folder.join(name)).is_err();
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    std::iter::once(name.to_owned()).chain(numbered).find(is_free).unwrap_or_else(|| name.to_owned())
}

/// A value that was not read from a file.
fn unplaced<T>(value: T) -> Spanned<T> {
    Spanned { value, span: Source::new("", "").span(0..0) }
}

fn unwritable(sent: &SentFolder, error: &io::Error, diagnostics: &mut Diagnostics) -> Failure {
    let message = format!("`{}` cannot be written: {error}", sent.shown(Path::new(FOLDER)));
    let help = "make sure that it is a directory that you can write to";
    Failure::io(diagnostics.error(Diagnostic::error(Code::File, message).help(help)))
}
