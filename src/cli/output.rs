//! A file written whole or not at all.

use std::fs::{self, Permissions};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use recto::diagnostic::{Diagnostic, Diagnostics, Id};

use super::args::OutputFormat;
use super::assets::{ConfinedPath, Root};
use super::input::STANDARD;
use super::{Stop, file_name, folder, project, stdout, unusable};

/// Where the result goes.
#[derive(Clone)]
pub struct Target {
    place: Place,
    /// What it may not leave, unless it was typed: a link may lead out of a folder that came from
    /// somebody else.
    root: Option<Root>,
    /// What is written.
    pub format: OutputFormat,
}

#[derive(Clone)]
enum Place {
    /// Standard output.
    Standard,
    /// A file.
    File(PathBuf),
}

/// What was asked for, on the command line and in the résumé.
pub struct Asked<'a> {
    /// The résumé's path.
    pub resume: &'a Path,
    /// Where to write, if said.
    pub output: Option<&'a Path>,
    /// The format, if said.
    pub format: Option<OutputFormat>,
    /// The application, if there is one.
    pub application: Option<&'a str>,
    /// The file that the application names.
    pub name: Option<&'a ConfinedPath>,
    /// The folder that it is confined to.
    pub root: Option<&'a Root>,
}

impl Target {
    /// Decides what is written, and where: for an application, beside the plain one,
    /// under both names, or under the name it asks for.
    pub fn decide(asked: &Asked, notes: &mut Diagnostics) -> Result<Target, Stop> {
        let ending = asked.output.and_then(|path| path.extension()?.to_str());
        let format = asked.format.or(ending.and_then(OutputFormat::of_ending)).unwrap_or(OutputFormat::Pdf);
        let named = |path: &Path| match (asked.application, path.file_stem().and_then(|stem| stem.to_str())) {
            (Some(name), Some(stem)) => path.with_file_name(format!("{stem}-{}{}", file_name::safe(name), end(format))),
            _ => ended(path, format),
        };
        let place = match (asked.output, asked.name) {
            (Some(path), _) if path == Path::new(STANDARD) => Place::Standard,
            (Some(path), _) => Place::File(path.to_path_buf()),
            (None, Some(name)) => Place::File(ended(name.as_ref().strip_prefix(".").unwrap_or(name.as_ref()), format)),
            (None, None) if asked.resume == Path::new(STANDARD) => {
                Place::File(named(Path::new(super::args::DEFAULT_RESUME)))
            }
            (None, None) => Place::File(named(asked.resume)),
        };
        let typed = asked.output.is_some();
        let target = Target { place, root: asked.root.filter(|_| !typed).cloned(), format };
        match target.fault(asked.resume) {
            Some(fault) => Err(unusable(notes.error(fault))),
            None => target.require_inside(notes).map(|()| target),
        }
    }

    /// A file in a folder, of which only the folder was named.
    pub fn inside(folder: &Path, name: &str, format: OutputFormat) -> Target {
        let root = Root::new(folder, None);
        Target { place: Place::File(folder.join(name)), root: Some(root), format }
    }

    /// The file, if it is one.
    pub fn path(&self) -> Option<&Path> {
        match &self.place {
            Place::Standard => None,
            Place::File(path) => Some(path),
        }
    }

    /// What speaks against writing there, before any work is done.
    fn fault(&self, resume: &Path) -> Option<Diagnostic> {
        let ending = self.format.ending();
        if self.format.is_folder() {
            return folder::fault(self.path());
        }
        let Place::File(path) = &self.place else {
            let terminal = io::stdout().is_terminal() && !self.format.is_readable();
            let note = || Diagnostic::error(Id::File, format!("{} cannot be shown on a terminal", self.format));
            return terminal.then(|| note().help("send it on, as in `recto build -o - > resume.pdf`"));
        };
        let name = path.display();
        if path.is_dir() {
            let note = Diagnostic::error(Id::File, format!("`{name}` is a folder"));
            let file = path.join("resume").with_extension(ending);
            return Some(note.help(format!("name the file to write, such as `{}`", file.display())));
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
            let kind = if folder.exists() { io::ErrorKind::NotADirectory } else { io::ErrorKind::NotFound };
            return Some(unwritable(self, &kind.into()));
        }
        if path.extension().is_some_and(|written| !written.eq_ignore_ascii_case(ending)) && !is_device(path) {
            let note = Diagnostic::error(
                Id::File,
                format!("`{name}` does not end in `.{ending}`, and {} is what would be in it", self.format),
            );
            return Some(note.help(format!("write `{}`", path.with_extension(ending).display())));
        }
        let same =
            matches!((fs::canonicalize(path), fs::canonicalize(resume)), (Ok(output), Ok(input)) if output == input);
        same.then(|| {
            Diagnostic::error(Id::File, format!("`{name}` is the résumé itself")).help("name another file with `-o`")
        })
    }

    /// Where the letter goes: beside the résumé. Standard output has no room for both.
    pub fn for_letter(&self) -> Option<Target> {
        let Place::File(path) = &self.place else { return None };
        // A folder has room for both.
        if is_device(path) || self.format.is_folder() {
            return None;
        }
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("resume");
        let path = path.with_file_name(format!("{stem}-letter.{}", self.format.ending()));
        Some(self.beside(path))
    }

    /// A target whose path is made of this one's, and so was not typed.
    fn beside(&self, path: PathBuf) -> Target {
        let root = self.root.clone().unwrap_or_else(|| Root::new(&project::folder_of(&path), None));
        Target { place: Place::File(path), root: Some(root), format: self.format }
    }

    /// Writes all files of a result, or leaves what was there; returns what was
    /// written. Several go under numbered names: `resume-1.png`, `resume-2.png`.
    pub fn write_files(&self, files: &[Vec<u8>], notes: &mut Diagnostics) -> Result<String, Stop> {
        let Place::File(path) = &self.place else {
            let [file] = files else {
                let note = Diagnostic::error(
                    Id::File,
                    format!("{} pages cannot go to standard output as pictures", files.len()),
                );
                return Err(unusable(notes.error(note.help("name a file with `-o`: each page gets one"))));
            };
            self.write(file, notes)?;
            return Ok(self.to_string());
        };
        if let [file] = files {
            self.write(file, notes)?;
            return Ok(self.to_string());
        }
        let paths = self.paths(files.len());
        for (path, file) in paths.iter().zip(files) {
            self.beside(path.clone()).write(file, notes)?;
        }
        Ok(match &paths[..] {
            [first, .., last] => format!("{} to {}", first.display(), last.display()),
            _ => path.display().to_string(),
        })
    }

    /// The files that so many parts of a result are written to: one under the name itself,
    /// several under numbered names.
    pub fn paths(&self, count: usize) -> Vec<PathBuf> {
        let Place::File(path) = &self.place else { return Vec::new() };
        if count == 1 {
            return vec![path.clone()];
        }
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("resume");
        let numbered = |number: usize| path.with_file_name(format!("{stem}-{number}.{}", self.format.ending()));
        (1..=count).map(numbered).collect()
    }

    /// Requires a path that was not typed to stay in its folder, and to be no pipe or device.
    ///
    /// # Errors
    /// If it leads elsewhere.
    pub fn require_inside(&self, notes: &mut Diagnostics) -> Result<(), Stop> {
        let (Place::File(path), Some(root)) = (&self.place, &self.root) else { return Ok(()) };
        let what = match (root.holds(path), is_device(path)) {
            (true, false) => return Ok(()),
            (true, true) => "is not a regular file",
            (false, _) => "leads out of the résumé's folder",
        };
        let note = Diagnostic::error(Id::File, format!("`{self}` {what}"));
        Err(unusable(notes.error(note.help("remove it, or name a file with `-o`"))))
    }

    /// Writes all of it, or leaves what was there.
    pub fn write(&self, bytes: &[u8], notes: &mut Diagnostics) -> Result<(), Stop> {
        self.require_inside(notes)?;
        let result = match &self.place {
            Place::Standard => stdout::write(bytes),
            Place::File(path) if is_device(path) => {
                fs::OpenOptions::new().write(true).open(path).and_then(|mut file| file.write_all(bytes))
            }
            Place::File(path) => write_whole(path, bytes),
        };
        result.map_err(|error| unusable(notes.error(unwritable(self, &error))))
    }
}

/// How the name of a result ends.
fn end(format: OutputFormat) -> String {
    format!("{}{}", if format.is_folder() { '-' } else { '.' }, format.ending())
}

/// The path of a result beside a file.
fn ended(path: &Path, format: OutputFormat) -> PathBuf {
    match path.file_stem().and_then(|stem| stem.to_str()) {
        Some(stem) if format.is_folder() => path.with_file_name(format!("{stem}{}", end(format))),
        _ => path.with_extension(format.ending()),
    }
}

/// What stands for itself in the name of a file.
pub struct Facts<'a> {
    /// The résumé's file, without its ending.
    pub file: &'a str,
    /// The person.
    pub name: &'a str,
    /// The application, if there is one.
    pub application: Option<&'a str>,
    /// The theme.
    pub theme: &'a str,
    /// Today, if it is known.
    pub date: Option<String>,
}

/// Fills in the braces of a pattern; each part is made safe for file systems.
///
/// # Errors
/// With the name in braces that stands for nothing.
pub fn fill(pattern: &str, facts: &Facts) -> Result<String, String> {
    let mut filled = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { return Err(after.to_owned()) };
        let value = match name.trim() {
            "file" => facts.file.to_owned(),
            "name" => facts.name.to_owned(),
            "application" => facts.application.unwrap_or("resume").to_owned(),
            "theme" => facts.theme.to_owned(),
            "date" => facts.date.clone().unwrap_or_default(),
            other => return Err(other.to_owned()),
        };
        filled += before;
        filled += &file_name::safe(&value);
        rest = after;
    }
    filled += rest;
    Ok(filled)
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match &self.place {
            Place::Standard => f.write_str("standard output"),
            Place::File(path) => write!(f, "{}", path.display()),
        }
    }
}

/// Whether a path names a pipe or device, which can only be written into.
fn is_device(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir())
}

/// Writes a temporary file beside the target and moves it over.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link stays a link: what it leads to is replaced, or made.
    let real = end_of_links(path)?;
    let folder = real.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let existing = fs::metadata(&real).ok().map(|data| data.permissions());
    if existing.as_ref().is_some_and(Permissions::readonly) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".recto-").suffix(".tmp");
    // What replaces a private file is private from the start.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(if existing.is_some() { 0o600 } else { 0o666 }));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Some(permissions) = existing {
        file.as_file().set_permissions(permissions)?;
    }
    file.persist(&real).map_err(|error| error.error)?;
    Ok(())
}

/// The path that links lead to, whether there is a file or not.
fn end_of_links(path: &Path) -> io::Result<PathBuf> {
    const MOST: usize = 40;
    let mut path = path.to_path_buf();
    for _ in 0..MOST {
        match fs::read_link(&path) {
            Ok(target) => path = path.parent().unwrap_or(Path::new("")).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("its links lead in a circle"))
}

fn unwritable(target: &Target, error: &io::Error) -> Diagnostic {
    let note = |message: String| Diagnostic::error(Id::File, message);
    match error.kind() {
        io::ErrorKind::NotFound => note(format!("`{target}` cannot be written: its folder is not there"))
            .help("make the folder, or name another file with `-o`"),
        io::ErrorKind::PermissionDenied => note(format!("`{target}` may not be written"))
            .help("change the permissions, or name another file with `-o`"),
        io::ErrorKind::StorageFull => note(format!("`{target}` cannot be written: the disk is full"))
            .help("make room, or name a file elsewhere with `-o`"),
        io::ErrorKind::ReadOnlyFilesystem => note(format!("`{target}` may not be written: the disk is read-only"))
            .help("name a file elsewhere with `-o`"),
        io::ErrorKind::NotADirectory => note(format!("`{target}` cannot be written: a part of its path is no folder"))
            .help("name another file with `-o`"),
        _ => note(format!("`{target}` cannot be written: {error}")).help("name another file with `-o`"),
    }
}
