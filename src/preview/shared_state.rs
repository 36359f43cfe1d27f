//! State shared by all threads: the JSON state, and the pages that it refers to.

use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How many old pages are kept: a browser may still request one.
const KEPT: usize = 100;

/// A page as SVG.
pub type Drawing = Arc<[u8]>;

/// What is new since a version.
pub struct News {
    pub version: u64,
    pub state: Arc<str>,
    /// The first of the current pages that are new, with their digests: a window shows them at once, and asks for the others.
    pub pages: Vec<(String, Drawing)>,
}

/// How many new pages are sent without being asked for.
const SENT: usize = 2;

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
    /// Pages no longer shown, oldest first, then the current ones in order.
    pages: VecDeque<Drawn>,
    /// How many of them are current.
    current: usize,
}

/// A page, and the version that first contained it.
struct Drawn {
    digest: String,
    drawing: Drawing,
    since: u64,
}

impl SharedState {
    /// Publishes a state; `state` receives its version number.
    pub fn put(&self, pages: Vec<(String, Drawing)>, state: impl FnOnce(u64) -> String) {
        let mut inside = self.lock();
        inside.version += 1;
        inside.state = state(inside.version).into();
        let current = pages.into_iter().map(|(digest, drawing)| {
            let known = inside.pages.iter().find(|page| page.digest == digest);
            Drawn { since: known.map_or(inside.version, |page| page.since), digest, drawing }
        });
        // A page may be there twice.
        let mut seen = HashSet::new();
        let current = current.filter(|page| seen.insert(page.digest.clone()));
        let current: Vec<Drawn> = current.collect();
        inside.pages.retain(|page| current.iter().all(|now| now.digest != page.digest));
        let old = KEPT.max(current.len()) - current.len();
        let gone = inside.pages.len().saturating_sub(old);
        inside.pages.drain(..gone);
        inside.current = current.len();
        inside.pages.extend(current);
        self.changed.notify_all();
    }

    /// The current state.
    pub fn state(&self) -> Arc<str> {
        self.lock().state.clone()
    }

    /// Waits for news since `version`; `None` after a timeout, or if the wait was given up, see
    /// [`SharedState::wake`].
    pub fn after(&self, version: u64, time: Duration, given_up: impl Fn() -> bool) -> Option<News> {
        let same = |inside: &mut Inside| inside.version <= version && !given_up();
        let waited = self.changed.wait_timeout_while(self.lock(), time, same);
        let (inside, _) = waited.unwrap_or_else(PoisonError::into_inner);
        (inside.version > version).then(|| {
            let current = inside.pages.iter().skip(inside.pages.len() - inside.current);
            let new = current.filter(|page| page.since > version).take(SENT);
            News {
                version: inside.version,
                state: inside.state.clone(),
                pages: new.map(|page| (page.digest.clone(), page.drawing.clone())).collect(),
            }
        })
    }

    /// Wakes all waiting threads, to check whether they should give up.
    pub fn wake(&self) {
        // Hold the lock: otherwise, a thread between its check and its wait would miss the notification.
        let _inside = self.lock();
        self.changed.notify_all();
    }

    /// A page by its digest.
    pub fn page(&self, digest: &str) -> Option<Drawing> {
        self.lock().pages.iter().find(|page| page.digest == digest).map(|page| page.drawing.clone())
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        // Poisoning is ignored: no panic can happen between two writes.
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_have_the_pages_that_are_shown() {
        let state = SharedState::default();
        let put = |pages: &[&str]| {
            let pages = pages.iter().map(|page| ((*page).to_owned(), Drawing::from(page.as_bytes())));
            state.put(pages.collect(), |version| version.to_string());
        };
        let news = |version| {
            let news = state.after(version, Duration::ZERO, || false).unwrap();
            news.pages.into_iter().map(|(digest, _)| digest).collect::<Vec<_>>()
        };
        put(&["a", "b"]);
        put(&["c", "b", "b"]);
        put(&["d", "b", "e"]);
        assert_eq!(news(0), ["d", "b"], "to a window that opens");
        assert_eq!(news(1), ["d", "e"], "to one that missed a version");
        assert_eq!(news(2), ["d", "e"]);
        assert!(state.page("c").is_some(), "a browser may still request it");
    }
}
