//! What was decided: the résumé, its theme and its pictures, all read.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use recto::diagnostic::{Diagnostic, Diagnostics, Id, Result, Severity};
use recto::import::add_bibliography;
use recto::locale::Locale;
use recto::resume::{Bibliography, Date, Edit, Pages, Redacted, Resume, Setting, SettingValue, Text, ThemeChoice};
use recto::source::{Source, Spanned};
use recto::tailor::{self, Cut};
use recto::theme::{Files, Theme, Themes};
use recto::typeset::Pictures;

use super::args::TailoringArgs;
use super::changes::Looks;
use super::{Stop, clock, input};

/// Largest picture that is read, in bytes.
const MAX_PICTURE: u64 = 20 << 20;

/// Largest file of a theme that is read, in bytes.
const MAX_THEME_FILE: u64 = 4 << 20;

/// How settings of the theme begin on the command line.
const THEME: &str = "theme.";

/// All that a build needs, and no file is read after it.
pub struct Project {
    /// The résumé.
    pub resume: Resume,
    /// The theme it is set in.
    pub theme: Theme,
    /// The pictures it names.
    pub pictures: Pictures,
    /// The name that the application gives its file.
    pub output: Option<Spanned<Text>>,
}

/// What the command line asks for beside the résumé.
pub struct Wanted<'a> {
    /// The theme, instead of the résumé's.
    pub theme: Option<&'a str>,
    /// Settings of the theme, as `theme.option=value`.
    pub settings: &'a [String],
    /// What of the résumé is wanted.
    pub tailoring: &'a TailoringArgs,
    /// The day that counts as today, if not today.
    pub today: Option<Date>,
}

impl Project {
    /// Reads a résumé and every file it names.
    ///
    /// # Errors
    /// If anything is wrong with any of them; all that is, is noted.
    pub fn open(path: &Path, wanted: &Wanted, notes: &mut Diagnostics) -> Result<Project, Stop> {
        Self::open_looking(path, wanted, &Looks::none(), notes)
    }

    /// The same, and looks at each file before it is read, for whoever watches them.
    ///
    /// # Errors
    /// As of [`Project::open`].
    pub fn open_looking(path: &Path, wanted: &Wanted, looks: &Looks, notes: &mut Diagnostics) -> Result<Project, Stop> {
        looks.at([path.to_path_buf()]);
        let source = input::read_resume(path, notes)?;
        Self::of_looking(&source, &folder_of(path), wanted, looks, notes)
    }

    /// Reads every file that a résumé names, from a folder on.
    ///
    /// # Errors
    /// As of [`Project::open`].
    pub fn of(source: &Source, folder: &Path, wanted: &Wanted, notes: &mut Diagnostics) -> Result<Project, Stop> {
        Self::of_looking(source, folder, wanted, &Looks::none(), notes)
    }

    /// The same, and looks at each file before it is read, for whoever watches them.
    ///
    /// # Errors
    /// As of [`Project::open`].
    pub fn of_looking(
        source: &Source,
        folder: &Path,
        wanted: &Wanted,
        looks: &Looks,
        notes: &mut Diagnostics,
    ) -> Result<Project, Stop> {
        let (resume, result) = Resume::read_past_mistakes(source, notes);
        let Some(resume) = resume else { return Err(result.expect_err("nothing was read for a reason").into()) };
        let application = wanted.tailoring.application.as_deref().and_then(|name| resume.applications.find(name));
        let output = application.and_then(|application| application.output.clone());
        let job = application.and_then(|application| application.job.as_ref());
        looks.at(job.map(|job| folder.join(&*job.value)));
        looks.at(files_of(&resume, wanted, folder));
        let mut resume = edited_and_tailored(resume, wanted, notes)?;
        looks.at(files_of(&resume, wanted, folder));
        let theme = find_theme(&mut resume, wanted.theme, folder, notes);
        set(&mut resume, wanted.settings, notes);
        if let Ok(theme) = &theme {
            let settings = resume.theme.as_ref().map_or(&[][..], |choice| &choice.settings);
            // Noted here, beside the résumé's own mistakes; typesetting asks again.
            let _ = theme.options(settings, notes);
        }
        let _ = Locale::find(resume.language.as_ref(), notes);
        let pictures = pictures(&resume, folder, notes);
        let cited = cite(&mut resume, folder, notes);
        if let Some(today) = wanted.today.or_else(clock::today) {
            resume.warn_of_future(today, notes);
        }
        notes.reported()?;
        cited?;
        Ok(Project { resume, theme: theme?, pictures: pictures?, output })
    }
}

/// The files that a résumé names: its pictures, its references, the folders its theme may
/// be in.
fn files_of(resume: &Resume, wanted: &Wanted, folder: &Path) -> Vec<PathBuf> {
    let signature = resume.letter.as_ref().and_then(|letter| letter.signature.as_ref());
    let pictures = [resume.basics.image.as_ref(), signature].into_iter().flatten();
    let pictures = pictures.filter(|name| !name.value.contains("://") && !name.value.starts_with("data:"));
    let bibliography = resume.bibliography.as_ref().map(|bibliography| &bibliography.file);
    let mut files: Vec<PathBuf> = pictures.chain(bibliography).map(|name| folder.join(&*name.value)).collect();
    let written = resume.theme.as_ref().and_then(|choice| choice.name.as_ref()).map(|name| name.value.as_str());
    let name = wanted.theme.map(|name| (name, Path::new(""))).or(written.map(|name| (name, folder)));
    if let Some((name, base)) = name {
        files.push(base.join(name));
        if Path::new(name).components().count() == 1 {
            files.extend([Some(folder.join("themes")), config_folder()].into_iter().flatten().map(|it| it.join(name)));
        }
    }
    files
}

/// What the command line sets in the résumé itself, rather than in the theme.
fn edits(settings: &[String], notes: &mut Diagnostics) -> Vec<Edit> {
    let fields = settings.iter().filter(|setting| !setting.starts_with(THEME));
    fields.filter_map(|setting| Edit::parse(setting, notes).ok()).collect()
}

/// Adds the theme's settings of the command line, which win over the résumé's own.
fn set(resume: &mut Resume, settings: &[String], notes: &mut Diagnostics) {
    for setting in settings.iter().filter(|setting| setting.starts_with(THEME)) {
        let source = Source::new("--set", setting.as_str());
        notes.open(&source);
        let Some((path, value)) = setting.split_once('=') else {
            let note = Diagnostic::error(Id::BadValue, format!("`{setting}` sets nothing"));
            notes.push(
                note.at(source.span(0..setting.len())).help("write `theme.option=value`, such as `theme.dates=inline`"),
            );
            continue;
        };
        let name = Spanned { value: path[THEME.len()..].to_owned(), span: source.span(THEME.len()..path.len()) };
        let span = source.span(path.len() + 1..setting.len());
        let value = Spanned { value: SettingValue::Text(value.trim().to_owned()), span };
        let choice = resume.theme.get_or_insert_default();
        choice.settings.retain(|known| known.name.value != name.value);
        choice.settings.push(Setting { name, value });
    }
}

/// The résumé that is asked for, with the settings of its theme.
///
/// # Errors
/// As of [`Project::open`], for what concerns the résumé alone.
pub fn resume_asked(resume: Resume, wanted: &Wanted, notes: &mut Diagnostics) -> Result<Resume> {
    let mut resume = edited_and_tailored(resume, wanted, notes)?;
    set(&mut resume, wanted.settings, notes);
    Ok(resume)
}

/// The résumé with what its application and the command line set in it, and cut.
fn edited_and_tailored(resume: Resume, wanted: &Wanted, notes: &mut Diagnostics) -> Result<Resume> {
    let resume = edited(resume, wanted, notes)?;
    tailor_as_asked(resume, wanted.tailoring, notes)
}

/// The résumé with what its application and the command line set in it.
///
/// # Errors
/// If a path leads to nothing, or what is set there does not fit.
pub fn edited(resume: Resume, wanted: &Wanted, notes: &mut Diagnostics) -> Result<Resume> {
    let edits = edits(wanted.settings, notes);
    let application = wanted.tailoring.application.as_deref();
    if edits.is_empty() && application.is_none() {
        return Ok(resume);
    }
    Ok(resume.edited(application, &edits, notes)?.unwrap_or(resume))
}

/// The résumé that the command line asks for.
///
/// # Errors
/// If there is no such application, or nothing has one of the tags.
fn tailor_as_asked(resume: Resume, asked: &TailoringArgs, notes: &mut Diagnostics) -> Result<Resume> {
    let application = match &asked.application {
        Some(name) => Some(tailor::find(&resume, name, notes)?.clone()),
        None => None,
    };
    let pages = asked.pages.as_ref().map(|text| pages_asked(text, notes)).transpose();
    let mut resume = tailor::tailor(resume, application.as_ref(), &cut_asked(asked), notes)?;
    resume.pages = pages?.or(resume.pages);
    Ok(resume)
}

/// What the command line leaves out.
pub fn cut_asked(asked: &TailoringArgs) -> Cut {
    let TailoringArgs { application: _, only, without, since, collapse_before, highlights, redact, pages: _ } = asked;
    Cut {
        only: only.clone(),
        without: without.clone(),
        since: *since,
        collapse_before: *collapse_before,
        highlights: highlights.clone().unwrap_or_default(),
        redact: Redacted(redact.clone()),
    }
}

/// The number of pages that the command line asks for, with its place there.
fn pages_asked(text: &str, notes: &mut Diagnostics) -> Result<Spanned<Pages>> {
    let source = Source::new("--pages", text);
    notes.open(&source);
    let span = source.span(0..text.len());
    match text.parse() {
        Ok(value) => Ok(Spanned { value, span }),
        Err(problem) => {
            let note = Diagnostic::error(problem.id, problem.message).at(span);
            Err(notes.error(note.help(problem.help.unwrap_or_default())))
        }
    }
}

/// The folder a résumé's own files are looked for in.
pub fn folder_of(resume: &Path) -> PathBuf {
    let parent = resume.parent().filter(|folder| !folder.as_os_str().is_empty());
    parent.unwrap_or(Path::new(".")).to_path_buf()
}

/// Finds the theme: the one asked for, else the résumé's, else the default. The
/// résumé keeps the settings that the theme knows.
fn find_theme(resume: &mut Resume, asked: Option<&str>, folder: &Path, notes: &mut Diagnostics) -> Result<Theme> {
    let written = resume.theme.as_ref().and_then(|choice| choice.name.clone());
    let (name, place) = match (asked, &written) {
        (Some(name), _) => (Some(name), None),
        (None, Some(Spanned { value, span })) => (Some(value.as_str()), Some(*span)),
        (None, None) => (None, None),
    };
    let mut themes = Themes::builtin();
    let Some(name) = name else { return themes.default_theme(notes) };
    // A path on the command line is one from here, a path in a file one from there.
    let base = if asked.is_some() { Path::new("") } else { folder };
    let name = add_folder(&mut themes, name, base, folder);
    let theme = themes.find(&name, place, notes)?;
    let same = written.is_some_and(|written| Some(written.value.as_str()) == asked);
    if asked.is_some()
        && !same
        && let Some(choice) = &mut resume.theme
    {
        keep_known_settings(choice, &theme, notes);
    }
    Ok(theme)
}

/// The theme of a name, or of a folder, outside of any résumé.
///
/// # Errors
/// If there is none, or it is at fault.
pub fn theme_named(name: &str, notes: &mut Diagnostics) -> Result<Theme> {
    let mut themes = Themes::builtin();
    let name = add_folder(&mut themes, name, Path::new(""), Path::new("."));
    themes.find(&name, None, notes)
}

/// Looks for a theme's folder where users put them: at an explicit path, in
/// `themes` beside the résumé, in the user's configuration. Returns the name the
/// theme is then known under.
fn add_folder(themes: &mut Themes, name: &str, base: &Path, folder: &Path) -> String {
    let path = &base.join(name);
    if Path::new(name).components().count() > 1 || path.is_dir() && path.join("theme.toml").exists() {
        let known = path.file_name().map_or(name.into(), |last| last.to_string_lossy());
        if let Some(files) = read_folder(path) {
            themes.add(&known, shown(path), files);
            return known.into_owned();
        }
        return name.into();
    }
    for themes_folder in [Some(folder.join("themes")), config_folder()].into_iter().flatten() {
        let path = themes_folder.join(name);
        if path.join("theme.toml").is_file()
            && let Some(files) = read_folder(&path)
        {
            themes.add(name, shown(&path), files);
            break;
        }
    }
    name.into()
}

/// A path as messages show it.
pub fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string().trim_end_matches('/').to_owned()
}

/// The folder of a user's own themes (XDG Base Directory Specification).
pub fn config_folder() -> Option<PathBuf> {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let config = variable("XDG_CONFIG_HOME").or_else(|| Some(variable("HOME")?.join(".config")))?;
    Some(config.join("recto/themes"))
}

/// Reads a folder's own files; links that lead out of it are left aside.
pub fn read_folder(folder: &Path) -> Option<Files> {
    let root = fs::canonicalize(folder).ok()?;
    let mut files = Files::new();
    for entry in fs::read_dir(&root).ok()? {
        let path = fs::canonicalize(entry.ok()?.path()).ok()?;
        let small = fs::metadata(&path).is_ok_and(|data| data.is_file() && data.len() <= MAX_THEME_FILE);
        if !small || !path.starts_with(&root) {
            continue;
        }
        let name = path.file_name()?.to_str()?.to_owned();
        files.insert(name, Cow::Owned(fs::read(&path).ok()?));
    }
    Some(files)
}

/// Settings were made for the theme that the résumé names. Another keeps those that
/// mean something in it, and the rest is said.
fn keep_known_settings(choice: &mut ThemeChoice, theme: &Theme, notes: &mut Diagnostics) {
    choice.settings.retain(|setting| {
        let name = &setting.name.value;
        let known = theme.manifest.options.get(name);
        let fits = known.is_some_and(|option| option.takes(&setting.value.value));
        if !fits {
            let why = if known.is_some() { "takes other values for it" } else { "has no such option" };
            let message = format!("`{name}` is left out: the theme `{}` {why}", theme.manifest.name);
            notes.push(Diagnostic::warning(Id::UnknownOption, message).at(setting.name.span));
        }
        fits
    });
}

/// Adds the entries of the résumé's bibliography to its publications.
///
/// # Errors
/// If the file cannot be read, or is none.
pub fn cite(resume: &mut Resume, folder: &Path, notes: &mut Diagnostics) -> Result<()> {
    let Some(Bibliography { file: Spanned { value: name, span }, .. }) = &resume.bibliography else { return Ok(()) };
    let path = folder.join(&**name);
    let fault = |message: String, help: &str| {
        Diagnostic::error(Id::File, message).at(*span).path("bibliography.file").help(help)
    };
    match fs::metadata(&path) {
        Ok(data) if data.len() > Resume::MAX_BYTES as u64 => {
            let limit = Resume::MAX_BYTES >> 20;
            return Err(notes.error(fault(
                format!("`{name}` is larger than {limit} MiB"),
                "export only the entries that are needed",
            )));
        }
        Ok(data) if data.is_file() => {}
        _ => {
            let help = format!("put the file at `{}`, or remove `bibliography`", shown(&path));
            return Err(notes.error(fault(format!("there is no file `{name}`"), &help)));
        }
    }
    match fs::read_to_string(&path) {
        Ok(text) => add_bibliography(resume, &Source::new(shown(&path), text), notes),
        Err(error) => Err(notes.error(fault(format!("`{name}` cannot be read: {error}"), "save the file as UTF-8"))),
    }
}

/// Reads the pictures that the résumé names.
///
/// # Errors
/// If one is not there or is no picture.
fn pictures(resume: &Resume, folder: &Path, notes: &mut Diagnostics) -> Result<Pictures> {
    let mut pictures = Pictures::new();
    let signature = resume.letter.as_ref().and_then(|letter| letter.signature.as_ref());
    let named = [(resume.basics.image.as_ref(), "basics.image"), (signature, "letter.signature")];
    let start = notes.mark();
    for (picture, path) in named.into_iter().filter_map(|(picture, path)| Some((picture?, path))) {
        // What is wrong is noted; the other picture is looked at all the same.
        let _ = read_picture(picture, path, folder, &mut pictures, notes);
    }
    notes.reported_since(start).map(|()| pictures)
}

fn read_picture(
    Spanned { value: name, span }: &Spanned<Text>,
    key: &str,
    folder: &Path,
    pictures: &mut Pictures,
    notes: &mut Diagnostics,
) -> Result<()> {
    let fault = |id, severity, message: String, help: &str| {
        let mut note = Diagnostic::error(id, message).at(*span).path(key).help(help);
        note.severity = severity;
        note
    };
    if name.contains("://") || name.starts_with("data:") {
        let message = format!("`{name}` is not printed: a picture must be a file");
        notes.push(fault(Id::File, Severity::Warning, message, "save it beside the résumé, and write its file name"));
        return Ok(());
    }
    let path = folder.join(&**name);
    let size = fs::metadata(&path).map(|data| data.len());
    if size.as_ref().is_ok_and(|size| *size > MAX_PICTURE) {
        let message = format!("the picture `{name}` is larger than {} MiB", MAX_PICTURE >> 20);
        return Err(notes.error(fault(
            Id::TooLarge,
            Severity::Error,
            message,
            "a portrait needs no more than 1000 × 1300 pixels",
        )));
    }
    match fs::read(&path) {
        Ok(bytes) => {
            pictures.insert(name.to_string(), bytes);
            Ok(())
        }
        Err(error) => {
            let what = if size.is_ok() {
                format!("the picture `{name}` cannot be read: {error}")
            } else {
                format!("there is no picture `{name}`")
            };
            let help = format!(
                "put the file at `{}`, or remove `{}`",
                path.strip_prefix(".").unwrap_or(&path).display(),
                key.rsplit('.').next().unwrap_or(key)
            );
            Err(notes.error(fault(Id::File, Severity::Error, what, &help)))
        }
    }
}
