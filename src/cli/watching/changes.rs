//! Detects changes to the files that a build read.
//!
//! The system reports that something happened in a folder; the files themselves are then
//! compared. So it does not matter how an editor saves: overwriting the file, renaming another
//! over it, or deleting and recreating it. Where the system reports nothing, as on network
//! drives, the files are polled.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::cli::project::read_log::{FileState, ReadLog};

/// How long a file must be unchanged before it counts as saved.
const QUIET: Duration = Duration::from_millis(6);

/// How long to wait for a file that was truncated or removed.
const PATIENCE: Duration = Duration::from_millis(150);

/// How long to wait for a file that keeps changing.
const LONGEST: Duration = Duration::from_millis(500);

/// How often files are polled where the system reports changes, and where it does not.
const TURNS: [Duration; 2] = [Duration::from_secs(1), Duration::from_millis(200)];

/// Watches files for changes.
pub struct Changes {
    watcher: Option<RecommendedWatcher>,
    folders: BTreeSet<PathBuf>,
    /// The state of each file when last checked.
    seen: BTreeMap<PathBuf, FileState>,
    /// Whether something was missing. A recreated folder must be watched anew.
    lost: bool,
}

impl Changes {
    /// Watches nothing yet; `wake` is called whenever something may have changed.
    pub fn new(wake: impl Fn() + Send + 'static) -> Changes {
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let read = event.as_ref().is_ok_and(|event| event.kind.is_access());
            if !read {
                wake();
            }
        });
        Changes { watcher: watcher.ok(), folders: BTreeSet::new(), seen: BTreeMap::new(), lost: false }
    }

    /// Watches the files that a build read. If the build failed, also keeps watching the previous
    /// ones: a broken résumé may name them again once it is fixed.
    pub fn watch(&mut self, log: &ReadLog, failed: bool) {
        let before = std::mem::take(&mut self.seen);
        self.seen = log.files();
        for (path, look) in before {
            if failed || self.seen.contains_key(&path) {
                self.seen.insert(path, look);
            }
        }
        let folders: BTreeSet<PathBuf> = self.seen.keys().flat_map(|path| folders(path)).collect();
        let Some(watcher) = &mut self.watcher else { return };
        for gone in self.folders.difference(&folders) {
            watcher.unwatch(gone).ok();
        }
        let mut all = true;
        for folder in &folders {
            if self.lost || !self.folders.contains(folder) {
                all &= watcher.watch(folder, RecursiveMode::NonRecursive).is_ok();
            }
        }
        self.folders = folders;
        self.lost = self.seen.values().any(|look| look.is_missing());
        if !all {
            // The system's limit on watches is reached: poll instead.
            self.watcher = None;
        }
    }

    /// How long to wait for an event before polling.
    pub fn turn(&self) -> Duration {
        TURNS[usize::from(self.watcher.is_none())]
    }

    /// Whether the content of any file has changed since the last call. Waits for a file that is
    /// being written.
    pub fn happened(&mut self) -> bool {
        let started = Instant::now();
        let mut now = self.look();
        while now != self.seen && started.elapsed() < LONGEST {
            let lost = now.iter().any(|(path, look)| look.is_empty() && !self.seen[path].is_empty());
            sleep(QUIET);
            let again = self.look();
            let at_rest = again == now;
            now = again;
            if at_rest && (!lost || started.elapsed() > PATIENCE) {
                break;
            }
        }
        let changed = now.iter().any(|(path, look)| look.differs(&self.seen[path]));
        self.lost |= now.values().any(|look| look.is_missing());
        self.seen = now;
        changed
    }

    /// The current state of all files; one with the same size and time is not read again.
    fn look(&self) -> BTreeMap<PathBuf, FileState> {
        self.seen.iter().map(|(path, before)| (path.clone(), before.refreshed(path))).collect()
    }
}

/// The folders to watch for changes to a path: its parent, or the nearest one that exists; the
/// parent of a link's target; and the path itself, if it is a folder.
fn folders(path: &Path) -> Vec<PathBuf> {
    let parent = |path: &Path| {
        let parents = path.ancestors().skip(1);
        let mut named = parents.map(|it| if it.as_os_str().is_empty() { Path::new(".") } else { it });
        named.find(|folder| folder.is_dir()).map(Path::to_path_buf)
    };
    let real = fs::canonicalize(path).ok();
    let itself = path.is_dir().then(|| path.to_path_buf());
    [parent(path), real.as_deref().and_then(parent), itself].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks(path: &Path) -> ReadLog {
        let looks = ReadLog::new();
        looks.record([path.to_path_buf()]);
        looks
    }

    /// A folder with a file that is watched.
    fn watched(text: &str) -> (tempfile::TempDir, PathBuf, Changes) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("resume.yaml");
        fs::write(&path, text).unwrap();
        let mut changes = Changes::new(|| {});
        changes.watch(&looks(&path), false);
        (folder, path, changes)
    }

    #[test]
    fn another_content_is_a_change_and_another_date_is_none() {
        let (_folder, path, mut changes) = watched("one");
        assert!(!changes.happened());
        fs::write(&path, "two").unwrap();
        assert!(changes.happened() && !changes.happened());
        fs::write(&path, "two").unwrap();
        assert!(!changes.happened());
    }

    #[test]
    fn a_file_that_is_moved_over_or_comes_back_is_seen() {
        let (folder, path, mut changes) = watched("one");
        let other = folder.path().join("other");
        fs::write(&other, "two").unwrap();
        fs::rename(&other, &path).unwrap();
        assert!(changes.happened());
        fs::remove_file(&path).unwrap();
        assert!(changes.happened());
        fs::write(&path, "two").unwrap();
        assert!(changes.happened());
    }

    #[test]
    fn a_file_that_is_emptied_and_then_removed_changes_twice() {
        let (_folder, path, mut changes) = watched("one");
        fs::write(&path, "").unwrap();
        assert!(changes.happened());
        fs::remove_file(&path).unwrap();
        assert!(changes.happened() && !changes.happened());
    }

    #[test]
    fn a_file_that_is_emptied_and_then_written_changes_once() {
        let (_folder, path, mut changes) = watched("one");
        fs::write(&path, "").unwrap();
        let writer = std::thread::spawn(move || {
            sleep(Duration::from_millis(20));
            fs::write(&path, "two").unwrap();
        });
        assert!(changes.happened());
        writer.join().unwrap();
        assert!(!changes.happened());
    }

    #[test]
    fn what_changes_while_a_build_reads_it_is_seen() {
        let (folder, path, mut changes) = watched("one");
        let other = folder.path().join("mine.bib");
        let looks = looks(&other);
        fs::write(&other, "one").unwrap();
        changes.watch(&looks, true);
        assert!(changes.happened() && !changes.happened());
        // After a failed build, previous files are still watched.
        fs::write(&path, "two").unwrap();
        assert!(changes.happened());
        changes.watch(&looks, false);
        fs::write(&path, "three").unwrap();
        assert!(!changes.happened());
    }

    #[test]
    fn a_file_in_a_folder_that_is_watched_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let mut changes = Changes::new(|| {});
        changes.watch(&looks(&folder.path().join("themes/mine")), false);
        fs::create_dir_all(folder.path().join("themes/mine")).unwrap();
        fs::write(folder.path().join("themes/mine/theme.typ"), "one").unwrap();
        assert!(changes.happened());
        fs::write(folder.path().join("themes/mine/theme.typ"), "two").unwrap();
        assert!(changes.happened() && !changes.happened());
    }
}
