//! A page is told of every change to its files: nothing is watched.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use crate::cli::project::read_log::{FileState, ReadLog};

/// The files that the last build read.
#[derive(Default)]
pub struct Changes {
    seen: BTreeMap<PathBuf, FileState>,
}

impl Changes {
    /// Nothing yet; nobody is woken.
    pub fn new(_: impl Fn() + Send + 'static) -> Changes {
        Changes::default()
    }

    /// Notes the files that a build read. If it failed, those of the last one count as well.
    pub fn watch(&mut self, log: &ReadLog, failed: bool) {
        let before = std::mem::replace(&mut self.seen, log.files());
        if failed {
            before.into_iter().for_each(|(path, state)| {
                self.seen.entry(path).or_insert(state);
            });
        }
    }

    /// For ever: see [`Changes::happened`].
    pub fn turn(&self) -> Duration {
        Duration::MAX
    }

    /// Whether the content of any file has changed since the last call.
    pub fn happened(&mut self) -> bool {
        let now: BTreeMap<_, _> = self.seen.keys().map(|path| (path.clone(), FileState::of(path))).collect();
        let changed = now.iter().any(|(path, state)| state.differs(&self.seen[path]));
        self.seen = now;
        changed
    }
}
