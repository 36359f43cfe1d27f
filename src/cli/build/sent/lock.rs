//! A folder that one process at a time writes to.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// A lock on a folder, held until it is dropped.
pub struct Lock {
    path: PathBuf,
    /// Closing it releases the lock.
    _file: File,
}

/// How often a lock is tried again because another process removed it.
const ATTEMPTS: usize = 1000;

impl Lock {
    /// The file that is locked.
    pub const NAME: &str = ".lock";

    /// Waits until no other process has the lock. The folder is created if it does not exist.
    ///
    /// # Errors
    /// If the folder cannot be created or written to.
    pub fn acquire(folder: &Path) -> io::Result<Lock> {
        let path = folder.join(Self::NAME);
        for _ in 0..ATTEMPTS {
            match fs::create_dir(folder) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                _ => {}
            }
            // Opening a pipe would block.
            if fs::symlink_metadata(&path).is_ok_and(|data| !data.is_file()) {
                return Err(io::Error::other(format!("`{}` is not a regular file", Self::NAME)));
            }
            let file = match File::options().write(true).create(true).truncate(false).open(&path) {
                // The process that had the lock removed the folder.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                file => file?,
            };
            match file.lock() {
                // Without locks, as on some network drives, only builds at the same moment are a danger.
                Err(error) if error.kind() != io::ErrorKind::Unsupported => return Err(error),
                _ => {}
            }
            if is_at(&file, &path) {
                return Ok(Lock { path, _file: file });
            }
        }
        Err(io::ErrorKind::TimedOut.into())
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A process that waits for the lock notices that the file was replaced. Other systems cannot remove an open file.
        if cfg!(unix) {
            fs::remove_file(&self.path).ok();
        }
        // Only if nothing was written to it.
        if let Some(folder) = self.path.parent() {
            fs::remove_dir(folder).ok();
        }
    }
}

/// Whether a file is the one at a path.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |data: fs::Metadata| (data.dev(), data.ino());
    file.metadata().map(id).ok() == fs::symlink_metadata(path).map(id).ok()
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time_has_the_lock() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("sent");
        let count = folder.join("count");
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        let _lock = Lock::acquire(&folder).unwrap();
                        let before = fs::read(&count).map_or(0, |bytes| bytes.len());
                        fs::write(&count, vec![b'x'; before + 1]).unwrap();
                    }
                });
            }
        });
        assert_eq!(fs::read(&count).unwrap().len(), 200);
        fs::remove_file(&count).unwrap();
        drop(Lock::acquire(&folder).unwrap());
        assert!(!folder.exists(), "an empty folder is left");
    }
}
