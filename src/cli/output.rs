//! A file written whole or not at all.

use std::fs::{self, Permissions};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use recto::diagnostic::{Diagnostic, Diagnostics, Id};

use super::input::STANDARD;
use super::{Stop, unusable};

/// Where a PDF goes.
pub enum Target {
    /// Standard output.
    Standard,
    /// A file.
    File(PathBuf),
}

/// The ending of what is written.
const ENDING: &str = "pdf";

impl Target {
    /// Decides where the PDF of a résumé goes: for an application, beside the plain
    /// one, under both names.
    pub fn decide(
        resume: &Path,
        output: Option<&Path>,
        application: Option<&str>,
        notes: &mut Diagnostics,
    ) -> Result<Target, Stop> {
        let named = |path: &Path| match (application, path.file_stem().and_then(|stem| stem.to_str())) {
            (Some(name), Some(stem)) => path.with_file_name(format!("{stem}-{}.{ENDING}", safe(name))),
            _ => path.with_extension(ENDING),
        };
        let target = match output {
            Some(path) if path == Path::new(STANDARD) => Target::Standard,
            Some(path) => Target::File(path.to_path_buf()),
            None if resume == Path::new(STANDARD) => Target::File(named(Path::new(super::args::DEFAULT_RESUME))),
            None => Target::File(named(resume)),
        };
        match target.fault(resume) {
            Some(fault) => Err(unusable(notes.error(fault))),
            None => Ok(target),
        }
    }

    /// What speaks against writing there, before any work is done.
    fn fault(&self, resume: &Path) -> Option<Diagnostic> {
        let Target::File(path) = self else {
            let terminal = io::stdout().is_terminal();
            let note = || Diagnostic::error(Id::File, "a PDF cannot be shown on a terminal");
            return terminal.then(|| note().help("send it on, as in `recto build -o - > resume.pdf`"));
        };
        let name = path.display();
        if path.is_dir() {
            let note = Diagnostic::error(Id::File, format!("`{name}` is a folder"));
            return Some(note.help(format!("name the file to write, such as `{}`", path.join("resume.pdf").display())));
        }
        if path.extension().is_some_and(|ending| !ending.eq_ignore_ascii_case(ENDING)) && !is_device(path) {
            let note = Diagnostic::error(
                Id::File,
                format!("`{name}` does not end in `.pdf`, and a PDF is what would be in it"),
            );
            return Some(note.help(format!("write `{}`", path.with_extension(ENDING).display())));
        }
        let same =
            matches!((fs::canonicalize(path), fs::canonicalize(resume)), (Ok(output), Ok(input)) if output == input);
        same.then(|| {
            Diagnostic::error(Id::File, format!("`{name}` is the résumé itself")).help("name another file with `-o`")
        })
    }

    /// Writes all of it, or leaves what was there.
    pub fn write(&self, bytes: &[u8], notes: &mut Diagnostics) -> Result<(), Stop> {
        let result = match self {
            Target::Standard => write_standard(bytes),
            Target::File(path) if is_device(path) => {
                fs::OpenOptions::new().write(true).open(path).and_then(|mut file| file.write_all(bytes))
            }
            Target::File(path) => write_whole(path, bytes),
        };
        result.map_err(|error| unusable(notes.error(unwritable(self, &error))))
    }
}

/// A name without what a file's name cannot have.
fn safe(name: &str) -> String {
    name.chars().map(|letter| if letter.is_alphanumeric() || "-_. ".contains(letter) { letter } else { '-' }).collect()
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Target::Standard => f.write_str("standard output"),
            Target::File(path) => write!(f, "{}", path.display()),
        }
    }
}

/// A pipe whose reader has gone is no error: it has what it wanted.
fn write_standard(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Whether a path names a pipe or device, which can only be written into.
fn is_device(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir())
}

/// Writes a temporary file beside the target and moves it over.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link stays a link: what it leads to is replaced.
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let folder = real.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let existing = fs::metadata(&real).ok().map(|data| data.permissions());
    if existing.as_ref().is_some_and(Permissions::readonly) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".recto-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Some(permissions) = existing {
        file.as_file().set_permissions(permissions)?;
    }
    file.persist(&real).map_err(|error| error.error)?;
    Ok(())
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
        io::ErrorKind::NotADirectory => note(format!("`{target}` cannot be written: a part of its path is no folder"))
            .help("name another file with `-o`"),
        _ => note(format!("`{target}` cannot be written: {error}")).help("name another file with `-o`"),
    }
}
