//! State shared by all threads: the JSON state, and the pages that it refers to.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How many old pages are kept: a browser may still request one.
const KEPT: usize = 100;

/// A page as SVG.
pub type Drawing = Arc<[u8]>;

/// The state and the pages, with notification of changes.
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
    /// Publishes a state; `state` receives its version number.
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

    /// The current state.
    pub fn state(&self) -> Arc<str> {
        self.lock().state.clone()
    }

    /// Waits for a state newer than `version`; `None` after a timeout, or if the wait was given up, see
    /// [`SharedState::wake`].
    pub fn after(&self, version: u64, time: Duration, given_up: impl Fn() -> bool) -> Option<(u64, Arc<str>)> {
        let same = |inside: &mut Inside| inside.version <= version && !given_up();
        let waited = self.changed.wait_timeout_while(self.lock(), time, same);
        let (inside, _) = waited.unwrap_or_else(PoisonError::into_inner);
        (inside.version > version).then(|| (inside.version, inside.state.clone()))
    }

    /// Wakes all waiting threads, to check whether they should give up.
    pub fn wake(&self) {
        // Hold the lock: otherwise, a thread between its check and its wait would miss the notification.
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
