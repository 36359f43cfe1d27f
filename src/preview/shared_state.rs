//! What all threads see: the state, and the pages that it names.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// So many pages are kept that were shown before: a browser may still ask for one.
const KEPT: usize = 100;

/// A page as it is served.
pub type Drawing = Arc<[u8]>;

/// The state and the pages, and word to those who wait for another.
#[derive(Default)]
pub struct SharedState {
    inside: Mutex<Inside>,
    changed: Condvar,
}

#[derive(Default)]
struct Inside {
    version: u64,
    state: Arc<str>,
    pages: VecDeque<(String, Drawing)>,
}

impl SharedState {
    /// Puts up a state under the next version; `state` is told which that is.
    pub fn put(&self, pages: Vec<(String, Drawing)>, state: impl FnOnce(u64) -> String) {
        let mut inside = self.lock();
        inside.version += 1;
        inside.state = state(inside.version).into();
        inside.pages.retain(|(digest, _)| !pages.iter().any(|(new, _)| new == digest));
        let room = KEPT.max(pages.len()) - pages.len();
        let gone = inside.pages.len().saturating_sub(room);
        inside.pages.drain(..gone);
        inside.pages.extend(pages);
        self.changed.notify_all();
    }

    /// The state as it is now.
    pub fn state(&self) -> Arc<str> {
        self.lock().state.clone()
    }

    /// Waits for a state after a version; `None` if there is none for so long, or if the wait was
    /// given up, see [`SharedState::wake`].
    pub fn after(&self, version: u64, time: Duration, given_up: impl Fn() -> bool) -> Option<(u64, Arc<str>)> {
        let same = |inside: &mut Inside| inside.version <= version && !given_up();
        let waited = self.changed.wait_timeout_while(self.lock(), time, same);
        let (inside, _) = waited.unwrap_or_else(PoisonError::into_inner);
        (inside.version > version).then(|| (inside.version, inside.state.clone()))
    }

    /// Lets all that wait look whether they have given up.
    pub fn wake(&self) {
        // Under the lock, or one that has looked and does not wait yet would miss it.
        let _inside = self.lock();
        self.changed.notify_all();
    }

    /// A page by its digest.
    pub fn page(&self, digest: &str) -> Option<Drawing> {
        self.lock().pages.iter().find(|(known, _)| known == digest).map(|(_, page)| page.clone())
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        // Poisoning is ignored: no panic can happen between two writes.
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
