//! Where a result goes. Files are written whole or not at all.

use std::fs::{self, Permissions};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use recto::diagnostic::{Code, Diagnostic, Diagnostics};
use recto::resume::Date;

use super::pattern::{PatternVars, is_pattern};
use super::{file_name, typst_folder};
use crate::cli::args::{DEFAULT_RESUME, FORMATS, OutputFormat};
use crate::cli::project::assets::{ConfinedPath, Root, real_path};
use crate::cli::project::input::STANDARD;
use crate::cli::project::{self, Project};
use crate::cli::report::{Failure, stdout};

/// Where a result goes.
#[derive(Debug, Clone)]
pub struct Destination {
    place: Place,
    /// The directory that it must stay in, unless the path is from the command line: in an untrusted
    /// directory, a link may point outside.
    root: Option<Root>,
    /// What is written.
    pub format: OutputFormat,
}

#[derive(Debug, Clone)]
enum Place {
    /// Standard output.
    Standard,
    /// A file.
    File(PathBuf),
    /// Nowhere: the caller takes the bytes.
    Memory,
}

/// Where a result goes instead of to a path.
#[derive(Debug, Clone, Copy)]
pub enum FixedPlace<'a> {
    /// Into a directory, under a name (without extension).
    Directory(&'a Path, &'a str),
    /// Nowhere: the caller takes the bytes.
    Memory,
}

/// Everything that decides where a result goes.
pub struct DestinationRequest<'a> {
    /// The résumé's path.
    pub resume: &'a Path,
    /// `--output`.
    pub output: Option<&'a Path>,
    /// Where it goes instead of to a path.
    pub place: Option<FixedPlace<'a>>,
    /// `--format`.
    pub format: Option<OutputFormat>,
    /// The application, if there is one.
    pub application: Option<&'a str>,
}

impl DestinationRequest<'_> {
    /// The destination, if it is known before the résumé is read.
    pub fn without_project(&self, diagnostics: &mut Diagnostics) -> Option<Result<Destination, Failure>> {
        let format = self.format(None);
        match (self.place, self.output) {
            (Some(FixedPlace::Memory), _) => Some(Ok(Destination { place: Place::Memory, root: None, format })),
            (Some(FixedPlace::Directory(directory, name)), _) => {
                Some(Ok(Destination::in_directory(directory, name, format)))
            }
            (None, Some(path)) if !is_pattern(path) => Some(self.typed(path, diagnostics)),
            (None, _) => None,
        }
    }

    /// The destination of a project's result: `--output`, with placeholders filled in; or the application's `output`; or
    /// a file beside the résumé.
    ///
    /// # Errors
    /// If a placeholder is unknown, or the file cannot be written.
    pub fn for_project(
        &self,
        project: &Project,
        date: Option<Date>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Destination, Failure> {
        let variables = PatternVars {
            file: self.resume.file_stem().and_then(|stem| stem.to_str()).unwrap_or("resume"),
            name: &project.resume.basics.name,
            application: self.application,
            theme: &project.theme.manifest.name,
            language: project.resume.language.as_ref().map_or("en", |tag| &tag.value),
            date: date.map(|date| date.to_string()),
        };
        if let Some(pattern) = self.output.and_then(Path::to_str) {
            let path = PathBuf::from(variables.fill(pattern, None, diagnostics)?);
            return self.typed(&path, diagnostics);
        }
        let format = self.format(None);
        let path = match &project.output {
            Some(pattern) => {
                let name = variables.fill(&pattern.value, Some(pattern.span), diagnostics)?;
                let named = pattern.value.contains("{language}");
                let name = match project.resume.other_language().filter(|_| !named) {
                    Some(language) => with_language(&name, language),
                    None => name,
                };
                let path = project.root.confine(&name).map_err(|_| {
                    let error = Diagnostic::error(Code::File, project::outside(&name)).at(pattern.span);
                    diagnostics.error(error.help(project::OUTSIDE_HELP).help("or name any file with `-o`"))
                })?;
                with_extension(path.as_ref().strip_prefix(".").unwrap_or(path.as_ref()), format)
            }
            None => self.beside(format, project.resume.other_language()),
        };
        self.checked(Destination { place: Place::File(path), root: Some(project.root.clone()), format }, diagnostics)
    }

    /// The destination given by `--output`: it may be anywhere.
    fn typed(&self, path: &Path, diagnostics: &mut Diagnostics) -> Result<Destination, Failure> {
        let place = if path == Path::new(STANDARD) { Place::Standard } else { Place::File(path.to_path_buf()) };
        self.checked(Destination { place, root: None, format: self.format(Some(path)) }, diagnostics)
    }

    /// The name of the file beside the résumé.
    pub fn default_name(&self, format: OutputFormat, resume: &recto::resume::Resume) -> String {
        self.beside(format, resume.other_language()).file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    fn checked(&self, destination: Destination, diagnostics: &mut Diagnostics) -> Result<Destination, Failure> {
        match destination.fault(self.resume, self.format) {
            Some(fault) => Err(Failure::io(diagnostics.error(fault))),
            None => destination.require_inside(diagnostics).map(|()| destination),
        }
    }

    /// `--format`, or the format of an extension, or PDF.
    fn format(&self, path: Option<&Path>) -> OutputFormat {
        let extension = path.and_then(|path| path.extension()?.to_str());
        self.format.or(extension.and_then(OutputFormat::from_extension)).unwrap_or(OutputFormat::Pdf)
    }

    /// A file beside the résumé, named after it, the application, and a language other than the default.
    fn beside(&self, format: OutputFormat, language: Option<&str>) -> PathBuf {
        let resume = if self.resume == Path::new(STANDARD) { Path::new(DEFAULT_RESUME) } else { self.resume };
        let application = self.application.map(|name| format!("-{}", file_name::safe(name))).unwrap_or_default();
        let language = language.map(|tag| format!(".{}", file_name::safe(tag))).unwrap_or_default();
        match resume.file_stem().and_then(|stem| stem.to_str()) {
            Some(stem) if !application.is_empty() || !language.is_empty() => {
                resume.with_file_name(format!("{stem}{application}{language}{}", suffix(format)))
            }
            _ => with_extension(resume, format),
        }
    }
}

/// A file name with a language before its extension.
fn with_language(name: &str, language: &str) -> String {
    let language = file_name::safe(language);
    match name.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => format!("{stem}.{language}.{extension}"),
        _ => format!("{name}.{language}"),
    }
}

impl Destination {
    /// The file given by `--output`, or one with a fixed name in the current directory.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn named(
        output: Option<&Path>,
        name: &str,
        format: OutputFormat,
        resume: &Path,
        diagnostics: &mut Diagnostics,
    ) -> Result<Destination, Failure> {
        let request = DestinationRequest { resume, output, place: None, format: Some(format), application: None };
        if let Some(path) = output {
            return request.typed(path, diagnostics);
        }
        let root = Root::new(Path::new("."), None);
        let Ok(path) = root.confine(name) else {
            let error = Diagnostic::error(Code::File, format!("`{name}` points outside this directory"));
            return Err(Failure::io(diagnostics.error(error.help("remove the link, or name a file with `-o`"))));
        };
        let path = path.as_ref().strip_prefix(".").unwrap_or(path.as_ref()).to_path_buf();
        request.checked(Destination { place: Place::File(path), root: Some(root), format }, diagnostics)
    }

    /// A file in a directory, under a name without extension.
    pub fn in_directory(directory: &Path, name: &str, format: OutputFormat) -> Destination {
        let path = directory.join(format!("{name}.{}", format.extension()));
        Destination { place: Place::File(path), root: Some(Root::new(directory, None)), format }
    }

    /// A file in the résumé's directory.
    pub fn inside(root: &Root, path: ConfinedPath, format: OutputFormat) -> Destination {
        let path = path.as_ref().strip_prefix(".").unwrap_or(path.as_ref()).to_path_buf();
        Destination { place: Place::File(path), root: Some(root.clone()), format }
    }

    /// The path, if it is a file.
    pub fn path(&self) -> Option<&Path> {
        match &self.place {
            Place::Standard | Place::Memory => None,
            Place::File(path) => Some(path),
        }
    }

    /// Why it cannot be written, checked before any work is done. `chosen` is the format of `--format`.
    fn fault(&self, resume: &Path, chosen: Option<OutputFormat>) -> Option<Diagnostic> {
        let ending = self.format.extension();
        if self.format.is_folder() {
            return typst_folder::fault(self.path());
        }
        let Place::File(path) = &self.place else {
            let standard = matches!(self.place, Place::Standard);
            let terminal = standard && io::stdout().is_terminal() && !self.format.info().printable;
            let note = || Diagnostic::error(Code::File, format!("{} cannot be written to a terminal", self.format));
            return terminal.then(|| note().help("redirect it, e.g. `recto build -o - > resume.pdf`"));
        };
        let name = path.display();
        if path.is_dir() {
            let note = Diagnostic::error(Code::File, format!("`{name}` is a directory"));
            let file = path.join("resume").with_extension(ending);
            return Some(note.help(format!("name the file to write, such as `{}`", file.display())));
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
            let kind = if folder.exists() { io::ErrorKind::NotADirectory } else { io::ErrorKind::NotFound };
            return Some(unwritable(self, &kind.into()));
        }
        let other = path.extension().filter(|written| !written.eq_ignore_ascii_case(ending));
        if let Some(other) = other.filter(|_| !is_device(path)) {
            if chosen.is_none() {
                return Some(unknown_extension(&other.to_string_lossy()));
            }
            let note = Diagnostic::error(
                Code::File,
                format!("`{name}` does not end in `.{ending}`, but the format is {}", self.format),
            );
            return Some(note.help(format!("use `{}`", path.with_extension(ending).display())));
        }
        let same = matches!((real_path(path), real_path(resume)), (Ok(output), Ok(input)) if output == input);
        same.then(|| {
            Diagnostic::error(Code::File, format!("`{name}` would overwrite the résumé"))
                .help("name another file with `-o`")
        })
    }

    /// Where the letter goes: beside the résumé. Standard output cannot hold both.
    pub fn for_letter(&self) -> Option<Destination> {
        let path = match &self.place {
            Place::File(path) => path,
            Place::Memory => return Some(self.clone()),
            Place::Standard => return None,
        };
        // A folder holds both.
        if is_device(path) || self.format.is_folder() {
            return None;
        }
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("resume");
        let path = path.with_file_name(format!("{stem}-letter.{}", self.format.extension()));
        Some(self.beside(path))
    }

    /// A destination whose path is derived from this one, and so must stay in the directory.
    fn beside(&self, path: PathBuf) -> Destination {
        let root = self.root.clone().unwrap_or_else(|| Root::new(&project::folder_of(&path), None));
        Destination { place: Place::File(path), root: Some(root), format: self.format }
    }

    /// Writes all files of a result, or leaves existing ones as they are; returns what was written.
    /// Several files get numbered names: `resume-1.png`, `resume-2.png`.
    pub fn write_files(&self, files: &[Vec<u8>], diagnostics: &mut Diagnostics) -> Result<String, Failure> {
        let Place::File(path) = &self.place else {
            let [file] = files else {
                let note = Diagnostic::error(
                    Code::File,
                    format!("{} pages cannot be written to standard output as images", files.len()),
                );
                return Err(Failure::io(
                    diagnostics.error(note.help("name a file with `-o`; each page is written to a numbered file")),
                ));
            };
            self.write(file, diagnostics)?;
            return Ok(self.to_string());
        };
        if let [file] = files {
            self.write(file, diagnostics)?;
            return Ok(self.to_string());
        }
        let paths = self.paths(files.len());
        for (path, file) in paths.iter().zip(files) {
            self.beside(path.clone()).write(file, diagnostics)?;
        }
        Ok(match &paths[..] {
            [first, .., last] => format!("{} to {}", first.display(), last.display()),
            _ => path.display().to_string(),
        })
    }

    /// The paths of `count` files: for one, the name itself; for several, numbered names.
    pub fn paths(&self, count: usize) -> Vec<PathBuf> {
        let Place::File(path) = &self.place else { return Vec::new() };
        if count == 1 {
            return vec![path.clone()];
        }
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("resume");
        let numbered = |number: usize| path.with_file_name(format!("{stem}-{number}.{}", self.format.extension()));
        (1..=count).map(numbered).collect()
    }

    /// The names of `count` files, without their directory. What is written to a stream has no name; `default` is used.
    pub fn names(&self, count: usize, default: &str) -> Vec<String> {
        let place = match &self.place {
            Place::File(path) if !is_device(path) => self.place.clone(),
            Place::File(_) | Place::Standard | Place::Memory => Place::File(default.into()),
        };
        let name = |path: PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Destination { place, ..self.clone() }.paths(count).into_iter().map(name).collect()
    }

    /// Requires a file that exists to be writable.
    ///
    /// # Errors
    /// If it is read-only.
    pub fn require_writable(&self, diagnostics: &mut Diagnostics) -> Result<(), Failure> {
        let existing = self.path().and_then(|path| fs::metadata(path).ok());
        if !existing.is_some_and(|data| data.permissions().readonly()) {
            return Ok(());
        }
        let denied = io::ErrorKind::PermissionDenied.into();
        Err(Failure::io(diagnostics.error(unwritable(self, &denied))))
    }

    /// Requires a path that is not from the command line to stay in its folder, and not to be a pipe or device.
    ///
    /// # Errors
    /// If it points outside.
    pub fn require_inside(&self, diagnostics: &mut Diagnostics) -> Result<(), Failure> {
        let (Place::File(path), Some(root)) = (&self.place, &self.root) else { return Ok(()) };
        let note = |what: &str| Diagnostic::error(Code::File, format!("`{self}` {what}"));
        let remove = "remove it, or name a file with `-o`";
        let note = match (root.holds(path), is_device(path), root.named()) {
            (true, false, _) => return Ok(()),
            (true, true, _) => note("is not a regular file").help(remove),
            (false, _, None) => note("points outside the résumé's directory").help(remove),
            (false, _, Some(named)) => note(&format!("would be outside the `--root` directory `{}`", named.display()))
                .help("choose another file with `-o`, or a `--root` that contains it"),
        };
        Err(Failure::io(diagnostics.error(note)))
    }

    /// Writes the file, or leaves an existing one as it is.
    pub fn write(&self, bytes: &[u8], diagnostics: &mut Diagnostics) -> Result<(), Failure> {
        self.require_inside(diagnostics)?;
        let result = match &self.place {
            Place::Standard => stdout::write(bytes),
            Place::Memory => Ok(()),
            Place::File(path) if is_device(path) => {
                fs::OpenOptions::new().write(true).open(path).and_then(|mut file| file.write_all(bytes))
            }
            Place::File(path) => write_whole(path, bytes),
        };
        result.map_err(|error| Failure::io(diagnostics.error(unwritable(self, &error))))
    }
}

/// The extension, or the suffix of a folder.
fn suffix(format: OutputFormat) -> String {
    format!("{}{}", if format.is_folder() { '-' } else { '.' }, format.extension())
}

/// The path of a result beside a file.
fn with_extension(path: &Path, format: OutputFormat) -> PathBuf {
    match path.file_stem().and_then(|stem| stem.to_str()) {
        Some(stem) if format.is_folder() => path.with_file_name(format!("{stem}{}", suffix(format))),
        _ => path.with_extension(format.extension()),
    }
}

impl std::fmt::Display for Destination {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match &self.place {
            Place::Standard => f.write_str("standard output"),
            Place::Memory => f.write_str("memory"),
            Place::File(path) => write!(f, "{}", path.display()),
        }
    }
}

/// Whether a path names a pipe or device, which cannot be replaced.
fn is_device(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir())
}

/// Writes a temporary file beside the target, and renames it.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link stays a link: its target is replaced, or created.
    let real = end_of_links(path)?;
    let folder = real.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // WASI has no permissions.
    let existing = fs::metadata(&real).ok().filter(|_| cfg!(not(target_os = "wasi"))).map(|data| data.permissions());
    if existing.as_ref().is_some_and(Permissions::readonly) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".recto-").suffix(".tmp");
    // The replacement of a private file is private from the start.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(if existing.is_some() { 0o600 } else { 0o666 }));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Some(permissions) = existing {
        file.as_file().set_permissions(permissions)?;
    }
    // Flushed before the rename: after a power cut, either the old or the new file is there, complete.
    file.as_file().sync_all()?;
    file.persist(&real).map_err(|error| error.error)?;
    Ok(())
}

/// The path that links resolve to, whether the file exists or not.
fn end_of_links(path: &Path) -> io::Result<PathBuf> {
    const MOST: usize = 40;
    let mut path = path.to_path_buf();
    for _ in 0..MOST {
        match fs::read_link(&path) {
            Ok(target) => path = path.parent().unwrap_or(Path::new("")).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("too many levels of symbolic links"))
}

fn unknown_extension(extension: &str) -> Diagnostic {
    let files = FORMATS.iter().filter(|info| !info.format.is_folder());
    let known: Vec<String> = files.map(|info| format!("`.{}`", info.extension)).collect();
    let note = Diagnostic::error(Code::File, format!("unknown extension `.{extension}`"));
    note.help(format!("use one of {}", known.join(", ")))
}

fn unwritable(target: &Destination, error: &io::Error) -> Diagnostic {
    let note = |message: String| Diagnostic::error(Code::File, message);
    match error.kind() {
        io::ErrorKind::NotFound => note(format!("`{target}` cannot be written: its directory does not exist"))
            .help("create the directory, or name another file with `-o`"),
        io::ErrorKind::PermissionDenied => note(format!("`{target}` cannot be written: permission denied"))
            .help("change the permissions, or name another file with `-o`"),
        io::ErrorKind::StorageFull => note(format!("`{target}` cannot be written: the disk is full"))
            .help("free some space, or write elsewhere with `-o`"),
        io::ErrorKind::ReadOnlyFilesystem => {
            note(format!("`{target}` cannot be written: the file system is read-only"))
                .help("write elsewhere with `-o`")
        }
        io::ErrorKind::NotADirectory => {
            note(format!("`{target}` cannot be written: part of its path is not a directory"))
                .help("name another file with `-o`")
        }
        _ => note(format!("`{target}` cannot be written: {error}")).help("name another file with `-o`"),
    }
}
