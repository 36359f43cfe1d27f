//! Everything a build reads: the résumé, its theme, its pictures, its bibliography.

pub mod assets;
pub mod clock;
pub mod dictionaries;
pub mod fixes;
pub mod fonts;
pub mod input;
pub mod overrides;
pub mod pictures;
pub mod read_log;
pub mod sent_log;
pub mod starter;
pub mod theme_search;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use recto::diagnostic::{Code, Diagnostic, Diagnostics, Result, Severity};
use recto::import::BibliographyFile;
use recto::locale::Locale;
use recto::resume::{Bibliography, NamedPicture, PlainText, Resume, ResumeFiles, ThemeChoice};
use recto::source::{Source, Spanned};
use recto::theme::{Theme, Themes};
use recto::typeset::Pictures;

use self::assets::{Root, read_regular};
use self::overrides::Overrides;
use self::read_log::ReadLog;
use self::theme_search::{ThemeName, shown};
use crate::cli::report::Failure;

/// Everything a build needs; no file is read after it is loaded.
pub struct Project {
    /// The résumé.
    pub resume: Resume,
    /// Its theme.
    pub theme: Theme,
    /// The images it names.
    pub pictures: Pictures,
    /// The names of the applications that it was written for; the résumé as such has none.
    pub applications: Vec<String>,
    /// The output file that the application names.
    pub output: Option<Spanned<PlainText>>,
    /// The folder that its files are in.
    pub root: Root,
}

impl Project {
    /// Reads a résumé and every file it names. What is read is recorded in the log.
    ///
    /// # Errors
    /// If anything is wrong with any of them; every problem is reported.
    pub fn open(
        path: &Path,
        overrides: &Overrides,
        log: &ReadLog,
        diagnostics: &mut Diagnostics,
    ) -> Result<Project, Failure> {
        log.record([path.to_path_buf()]);
        let source = input::read_resume(path, diagnostics)?;
        Project::load(&source, &Root::new(&folder_of(path), overrides.root), overrides, log, diagnostics)
    }

    /// Reads every file that a résumé names; relative paths start at `root`.
    ///
    /// # Errors
    /// As [`Project::open`].
    pub fn load(
        source: &Source,
        root: &Root,
        overrides: &Overrides,
        log: &ReadLog,
        diagnostics: &mut Diagnostics,
    ) -> Result<Project, Failure> {
        overrides.require_root(diagnostics)?;
        let files = input::with_layers(source.clone(), root, overrides.with, log, diagnostics)?;
        Project::load_files(&files, root, overrides, log, diagnostics)
    }

    /// Reads every other file that a résumé names, whose own files are given.
    ///
    /// # Errors
    /// As [`Project::open`].
    pub fn load_files(
        files: &ResumeFiles,
        root: &Root,
        overrides: &Overrides,
        log: &ReadLog,
        diagnostics: &mut Diagnostics,
    ) -> Result<Project, Failure> {
        let (resume, result) = Resume::read_past_mistakes(files, diagnostics);
        let Some(resume) = resume else { return Err(result.expect_err("nothing was read for a reason").into()) };
        let application = overrides.tailoring.application.as_deref().and_then(|name| resume.applications.find(name));
        let output = application.and_then(|application| application.output.clone());
        let applications = resume.applications.keys().map(str::to_owned).collect();
        let job = application.and_then(|application| application.job.as_ref());
        log.record(job.and_then(|job| confined(root, &job.value)));
        log.record(files_of(&resume, overrides, root));
        let mut resume = overrides.apply(resume, diagnostics)?;
        log.record(files_of(&resume, overrides, root));
        let theme = find_theme(&mut resume, overrides.theme, root, diagnostics);
        overrides.set_theme_options(&mut resume, diagnostics);
        let settings = resume.theme.as_ref().map_or(&[][..], |choice| &choice.settings);
        match &theme {
            // Reported here, together with other errors in the résumé; typesetting checks again.
            Ok(theme) => drop(theme.options(settings, diagnostics)),
            Err(_) => {
                let name = resume.theme.as_ref().and_then(|choice| choice.name.as_ref());
                let name = name.map_or("", |name| &name.value);
                Themes::builtin().check_options(name, settings, diagnostics);
            }
        }
        if let Ok(locale) = Locale::of(&resume, diagnostics) {
            diagnostics.extend(locale.missing_words(&resume));
            diagnostics.extend(locale.foreign_years(&resume));
            diagnostics.extend(resume.missing_translations().0);
        }
        let pictures = read_pictures(&resume, root, diagnostics);
        let cited = cite(&mut resume, root, diagnostics);
        if let Some(today) = overrides.today.or_else(clock::today) {
            resume.warn_of_future(today, diagnostics);
            resume = resume.as_of(today);
        }
        diagnostics.reported()?;
        cited?;
        Ok(Project { resume, theme: theme?, pictures: pictures?, applications, output, root: root.clone() })
    }
}

/// The files that a résumé names and may read: its images, its bibliography, the folders that may
/// contain its theme.
fn files_of(resume: &Resume, overrides: &Overrides, root: &Root) -> Vec<PathBuf> {
    let pictures = resume.pictures().into_iter().map(|picture| picture.file);
    let pictures = pictures.filter(|name| !is_remote(&name.value) && !is_data(&name.value));
    let bibliography = resume.bibliography.as_ref().map(|bibliography| &bibliography.file);
    let named = pictures.chain(bibliography).filter_map(|name| confined(root, &name.value));
    let written = resume.theme.as_ref().and_then(|choice| choice.name.as_ref());
    let theme = overrides.theme.or(written.map(|name| ThemeName::Written(&name.value, None)));
    named.chain(theme.into_iter().flat_map(|name| theme_search::candidates(name, root))).collect()
}

fn confined(root: &Root, name: &str) -> Option<PathBuf> {
    root.confine(name).ok().map(|path| path.as_ref().to_path_buf())
}

/// Whether the name of an image is a URL of another computer.
fn is_remote(name: &str) -> bool {
    name.contains("://") && !is_data(name)
}

/// Whether an image is written in the résumé itself, as a `data:` URL (RFC 2397).
fn is_data(name: &str) -> bool {
    name.starts_with("data:")
}

/// The folder that paths in a résumé are relative to.
pub fn folder_of(resume: &Path) -> PathBuf {
    let parent = resume.parent().filter(|folder| !folder.as_os_str().is_empty());
    parent.unwrap_or(Path::new(".")).to_path_buf()
}

/// Finds the theme: the requested one, else the résumé's, else the default. The résumé keeps the
/// options that the theme has.
fn find_theme(
    resume: &mut Resume,
    asked: Option<ThemeName>,
    root: &Root,
    diagnostics: &mut Diagnostics,
) -> Result<Theme> {
    let written = resume.theme.as_ref().and_then(|choice| choice.name.clone());
    let name = asked.or(written.as_ref().map(|name| ThemeName::Written(&name.value, Some(name.span))));
    let Some(name) = name else { return Themes::builtin().default_theme(diagnostics) };
    let theme = theme_search::find(name, root, diagnostics)?;
    let same = written.as_ref().is_some_and(|written| written.value == name.text());
    if asked.is_some()
        && !same
        && let Some(choice) = &mut resume.theme
    {
        keep_known_settings(choice, &theme, diagnostics);
    }
    Ok(theme)
}

/// The options belong to the theme that the résumé names. For another theme, keeps those that it
/// has, and reports the rest.
fn keep_known_settings(choice: &mut ThemeChoice, theme: &Theme, diagnostics: &mut Diagnostics) {
    choice.settings.retain(|setting| {
        let name = &setting.name.value;
        let known = theme.manifest.options.get(name);
        let fits = known.is_some_and(|option| option.takes(&setting.value.value));
        if !fits {
            let why = if known.is_some() { "accepts other values for it" } else { "has no such option" };
            let message = format!("`{name}` is ignored: the theme `{}` {why}", theme.manifest.name);
            diagnostics.push(Diagnostic::warning(Code::UnknownOption, message).at(setting.name.span));
        }
        fits
    });
}

/// Adds the entries of the résumé's bibliography to its publications.
///
/// # Errors
/// If the file cannot be read, is outside the résumé's folder, or is not a bibliography.
pub fn cite(resume: &mut Resume, root: &Root, diagnostics: &mut Diagnostics) -> Result<()> {
    let Some(Bibliography { file: Spanned { value: name, span }, .. }) = &resume.bibliography else { return Ok(()) };
    let fault = |message: String, help: &str| {
        Diagnostic::error(Code::File, message).at(*span).path("bibliography.file").help(help)
    };
    let Ok(path) = root.confine(&**name) else {
        return Err(diagnostics.error(fault(outside(name), OUTSIDE_HELP)));
    };
    let path = path.as_ref();
    let text = read_regular(path, Resume::MAX_BYTES as u64).and_then(|bytes| {
        String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.utf8_error()))
    });
    match text {
        Ok(text) => bibliography(shown(path), text, diagnostics)?.add_to(resume, diagnostics),
        Err(error) => Err(diagnostics.error(match error.kind() {
            io::ErrorKind::FileTooLarge => fault(
                format!("`{name}` is larger than {} MiB", Resume::MAX_BYTES >> 20),
                "export only the entries that are needed",
            ),
            io::ErrorKind::NotFound => {
                let help = format!("put the file at `{}`, or remove `bibliography`", shown(path));
                fault(format!("file not found: `{name}`"), &help)
            }
            io::ErrorKind::InvalidData => fault(format!("`{name}` cannot be read: {error}"), "save the file as UTF-8"),
            _ => fault(format!("`{name}` cannot be read: {error}"), "name a bibliography file"),
        })),
    }
}

/// The last bibliography file read. Watching, previewing and editing read the same one with every
/// change of the résumé, and reading it may take longer than everything else.
static LAST_BIBLIOGRAPHY: Mutex<Option<Arc<BibliographyFile>>> = Mutex::new(None);

/// Reads a bibliography file, unless it was just read.
fn bibliography(name: String, text: String, diagnostics: &mut Diagnostics) -> Result<Arc<BibliographyFile>> {
    let lock = || LAST_BIBLIOGRAPHY.lock().unwrap_or_else(PoisonError::into_inner);
    let last = lock().clone();
    if let Some(last) = last.filter(|last| last.source().name() == name && last.source().text() == text) {
        return Ok(last);
    }
    let file = Arc::new(BibliographyFile::read(&Source::new(name, text), diagnostics)?);
    *lock() = Some(file.clone());
    Ok(file)
}

/// The message about a file that a résumé may not name.
pub fn outside(name: &str) -> String {
    format!("`{name}` is outside the résumé's directory")
}

/// The help for [`outside`].
pub const OUTSIDE_HELP: &str = "move the file into the directory, or allow another directory with `--root DIR`";

/// Reads the images that the résumé names.
///
/// # Errors
/// If one does not exist or is not an image.
fn read_pictures(resume: &Resume, root: &Root, diagnostics: &mut Diagnostics) -> Result<Pictures> {
    let mut pictures = Pictures::new();
    let start = diagnostics.checkpoint();
    for NamedPicture { file, path, .. } in resume.pictures() {
        // Reported; the other images are checked regardless.
        let _ = read_picture(file, &path, root, &mut pictures, diagnostics);
    }
    diagnostics.reported_since(start).map(|()| pictures)
}

fn read_picture(
    Spanned { value: name, span }: &Spanned<PlainText>,
    key: &str,
    root: &Root,
    pictures: &mut Pictures,
    diagnostics: &mut Diagnostics,
) -> Result<()> {
    let fault = |id, severity, message: String, help: &str| {
        let mut note = Diagnostic::error(id, message).at(*span).path(key).help(help);
        note.severity = severity;
        note
    };
    if is_data(name) {
        return match pictures::decoded(name) {
            Ok(bytes) => {
                pictures.insert(name.to_string(), bytes);
                Ok(())
            }
            Err(why) => {
                let message = format!("the image in this `data:` URL {}", why.message);
                Err(diagnostics.error(fault(Code::File, Severity::Error, message, why.help)))
            }
        };
    }
    if is_remote(name) {
        let message = format!("`{name}` is not printed: an image must be a local file");
        diagnostics.push(fault(
            Code::File,
            Severity::Warning,
            message,
            "save it beside the résumé, and use its file name",
        ));
        return Ok(());
    }
    // On a website, `/img/me.jpg` is below its root.
    let below = name.trim_start_matches('/');
    let path = match (root.confine(&**name), root.confine(below)) {
        (Ok(path), _) => path,
        (Err(_), Ok(path)) if name.starts_with('/') && path.as_ref().is_file() => {
            let message = format!("`{name}` is read as `{below}`, relative to the résumé");
            diagnostics.push(fault(Code::File, Severity::Warning, message, "write the path without the first `/`"));
            path
        }
        (Err(_), _) => {
            let message = format!("{}, and is not printed", outside(name));
            let note = fault(Code::File, Severity::Warning, message, OUTSIDE_HELP);
            let here = || format!("or put it at `{below}`, and write the path without the first `/`");
            diagnostics.push(if name.starts_with('/') { note.help(here()) } else { note });
            return Ok(());
        }
    };
    if !path.as_ref().exists() {
        let key = key.rsplit('.').next().unwrap_or(key);
        let help = format!("put the file at `{}`, or remove `{key}`", shown(path.as_ref()));
        let message = format!("image not found: `{name}`; it is not printed");
        diagnostics.push(fault(Code::File, Severity::Warning, message, &help));
        return Ok(());
    }
    match pictures::read(&path) {
        Ok(bytes) => {
            pictures.insert(name.to_string(), bytes);
            Ok(())
        }
        Err(why) => {
            let id = if why.too_large { Code::TooLarge } else { Code::File };
            let message = format!("the image `{name}` {}", why.message);
            Err(diagnostics.error(fault(id, Severity::Error, message, why.help)))
        }
    }
}
