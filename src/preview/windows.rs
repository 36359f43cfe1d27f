//! The windows of the page that follow the preview.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many event streams each window has open: one, or two for a moment after a lost connection.
#[derive(Default)]
pub struct Windows {
    streams: Mutex<HashMap<String, usize>>,
}

/// An open stream of a window.
pub struct OpenStream {
    windows: Arc<Windows>,
    window: String,
}

impl Windows {
    /// Counts a stream that `window` has opened.
    pub fn open(self: &Arc<Self>, window: &str) -> OpenStream {
        *self.lock().entry(window.to_owned()).or_default() += 1;
        OpenStream { windows: self.clone(), window: window.to_owned() }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, usize>> {
        // Poisoning is ignored: no panic can happen between two writes.
        self.streams.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl OpenStream {
    /// Ends the stream. Returns the window if it has no other: it was closed, or has lost its connection.
    pub fn close(self) -> Option<String> {
        let mut streams = self.windows.lock();
        let left = streams.get_mut(&self.window).map_or(0, |count| {
            *count = count.saturating_sub(1);
            *count
        });
        if left > 0 {
            return None;
        }
        streams.remove(&self.window);
        drop(streams);
        Some(self.window)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_gone_with_its_last_stream() {
        let windows = Arc::<Windows>::default();
        let first = windows.open("a");
        let again = windows.open("a");
        let other = windows.open("b");
        assert_eq!(first.close(), None, "it has connected again");
        assert_eq!(other.close().as_deref(), Some("b"));
        assert_eq!(again.close().as_deref(), Some("a"));
        assert!(windows.lock().is_empty());
    }
}
