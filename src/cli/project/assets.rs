//! Files that a résumé names. Paths in a résumé, in its applications or in a batch line are
//! confined to one folder; paths on the command line may point anywhere.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// The folder that paths in a résumé are relative to, and the one they may not leave.
#[derive(Debug, Clone)]
pub struct Root {
    base: PathBuf,
    /// Canonicalized; `None` if the folder does not exist.
    limit: Option<PathBuf>,
    /// The limit as given with `--root`.
    named: Option<PathBuf>,
}

/// A path inside a [`Root`], made only by [`Root::confine`].
#[derive(Debug, Clone)]
pub struct ConfinedPath(PathBuf);

/// Why a path is not inside a [`Root`].
#[derive(Debug)]
pub struct Escape;

/// The longest chain of symbolic links, if the last one is dangling.
const MAX_LINKS: usize = 40;

impl Root {
    /// Paths are relative to `base`, and confined to it, or to `limit` if given.
    pub fn new(base: &Path, limit: Option<&Path>) -> Root {
        let named = limit.map(Path::to_path_buf);
        Root { base: base.to_path_buf(), limit: real_path(limit.unwrap_or(base)).ok(), named }
    }

    /// The folder that `--root` names, if it was given.
    pub fn named(&self) -> Option<&Path> {
        self.named.as_deref()
    }

    /// The folder that paths are relative to.
    pub fn base(&self) -> &Path {
        &self.base
    }

    /// The same limit, for paths that are relative to another folder.
    pub fn relative_to(&self, base: PathBuf) -> Root {
        Root { base, ..self.clone() }
    }

    /// The path of a name, if it is inside the folder after following links, whether the file exists
    /// or not.
    ///
    /// # Errors
    /// If it is outside.
    pub fn confine(&self, name: impl AsRef<Path>) -> Result<ConfinedPath, Escape> {
        let path = self.base.join(name);
        if self.holds(&path) { Ok(ConfinedPath(path)) } else { Err(Escape) }
    }

    /// Whether a path, possibly derived from a confined one, is inside the folder.
    pub fn holds(&self, path: &Path) -> bool {
        let real = resolve(path, MAX_LINKS);
        self.limit.as_ref().zip(real).is_some_and(|(limit, real)| real.starts_with(limit))
    }
}

impl AsRef<Path> for ConfinedPath {
    fn as_ref(&self) -> &Path {
        &self.0
    }
}

/// The absolute path of a file or folder, without links.
///
/// # Errors
/// If it does not exist.
#[cfg(not(target_os = "wasi"))]
pub fn real_path(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(path)
}

/// The absolute path of a file or folder. WASI has no call for it, and the file system of the web page has no links.
///
/// # Errors
/// If it does not exist.
#[cfg(target_os = "wasi")]
pub fn real_path(path: &Path) -> io::Result<PathBuf> {
    fs::metadata(path)?;
    let mut real = PathBuf::from("/");
    for part in path.components() {
        match part {
            Component::Normal(name) => real.push(name),
            Component::ParentDir => drop(real.pop()),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    Ok(real)
}

/// Resolves a path: follows links as far as it exists; the rest may only descend.
fn resolve(path: &Path, links: usize) -> Option<PathBuf> {
    if let Ok(real) = real_path(path) {
        return Some(real);
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let Ok(target) = fs::read_link(path) {
        return resolve(&parent.join(target), links.checked_sub(1)?);
    }
    // A name that does not exist cannot be a link; `..` after it is not meaningful.
    let Some(Component::Normal(name)) = path.components().next_back() else { return None };
    Some(resolve(parent, links)?.join(name))
}

/// Reads a regular file of at most `limit` bytes; reading a device or a named pipe may never end.
///
/// # Errors
/// `InvalidInput` if it is not a regular file, `FileTooLarge` if it has more bytes, or why it
/// cannot be read.
pub fn read_regular(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    // Opening some devices has side effects, so check first.
    require_regular(&fs::metadata(path)?)?;
    let file = open_without_waiting(path)?;
    require_regular(&file.metadata()?)?;
    let mut bytes = Vec::new();
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// Reads a file that Recto wrote into a folder; symbolic links are refused.
///
/// # Errors
/// As [`read_regular`].
pub fn read_own(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    require_regular(&fs::symlink_metadata(path)?)?;
    read_regular(path, limit)
}

/// Opens a file without blocking: it may have been replaced by a pipe since it was checked.
fn open_without_waiting(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, rustix::fs::OFlags::NONBLOCK.bits() as i32);
    options.open(path)
}

fn require_regular(data: &fs::Metadata) -> io::Result<()> {
    match data.is_file() {
        true => Ok(()),
        false => Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> (tempfile::TempDir, Root) {
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path().join("cv");
        fs::create_dir_all(base.join("pictures")).unwrap();
        fs::write(folder.path().join("secret"), "").unwrap();
        fs::write(base.join("me.png"), "").unwrap();
        let root = Root::new(&base, None);
        (folder, root)
    }

    #[test]
    fn names_inside_are_taken_whether_they_exist_or_not() {
        let (folder, root) = root();
        let absolute = folder.path().join("cv/me.png");
        for name in ["me.png", "./me.png", "pictures/../me.png", "new.pdf", "new/new.pdf", absolute.to_str().unwrap()] {
            assert!(root.confine(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn names_that_leave_are_refused() {
        let (folder, root) = root();
        let absolute = folder.path().join("secret");
        for name in ["../secret", "..", "pictures/../../secret", "/etc/passwd", "new/../../x", "../cv2", "/"] {
            assert!(root.confine(name).is_err(), "{name}");
        }
        assert!(root.confine(absolute).is_err());
        assert!(Root::new(&folder.path().join("missing"), None).confine("a").is_err());
        assert!(Root::new(&folder.path().join("cv"), Some(folder.path())).confine("../secret").is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_first() {
        use std::os::unix::fs::symlink;
        let (folder, root) = root();
        let base = folder.path().join("cv");
        symlink("../secret", base.join("out")).unwrap();
        symlink("../nothing", base.join("dangling")).unwrap();
        symlink("dangling", base.join("twice")).unwrap();
        symlink("circle", base.join("circle")).unwrap();
        symlink("..", base.join("up")).unwrap();
        symlink("me.png", base.join("inside")).unwrap();
        symlink("new.png", base.join("soon")).unwrap();
        for name in ["out", "dangling", "twice", "circle", "up/secret", "up/nothing", "up/cv/../secret"] {
            assert!(root.confine(name).is_err(), "{name}");
        }
        for name in ["inside", "soon", "up/cv/me.png"] {
            assert!(root.confine(name).is_ok(), "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn only_regular_files_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, [7; 10]).unwrap();
        assert_eq!(read_regular(&path, 10).unwrap().len(), 10);
        assert_eq!(read_regular(&path, 9).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        for path in [Path::new("/dev/zero"), folder.path()] {
            assert_eq!(read_regular(path, 10).unwrap_err().kind(), io::ErrorKind::InvalidInput);
        }
    }
}
