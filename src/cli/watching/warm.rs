//! A renderer that stays warm: fonts stay open, and Typst's cache of the last pages speeds up
//! the next.
//!
//! It runs on a separate thread, so that a theme that never finishes blocks nothing else: Typst
//! cannot be stopped, but the thread can be abandoned.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use rayon::ThreadPoolBuilder;
use recto::typeset::Fonts;

pub use super::render_error::RenderError;
use crate::cli::process::threads;
use crate::cli::project::fonts::FontFolders;
use crate::cli::project::read_log::ReadLog;

/// How many threads may be abandoned before the process should be restarted.
const LEFT: usize = 3;

/// Handles a request; the thread keeps a state between requests.
type Work<O, S, P> = dyn Fn(O, &mut S, &Fonts, &ReadLog) -> P + Send + Sync;

/// The channels of a thread: requests in, responses out.
type Thread<O, P> = (Sender<(O, ReadLog)>, Receiver<P>);

/// A thread that makes a response to each request.
pub struct WarmRenderer<O, S, P> {
    work: Arc<Work<O, S, P>>,
    folders: FontFolders,
    limit: Duration,
    thread: Option<Thread<O, P>>,
    log: ReadLog,
    left: usize,
}

impl<O: Send + 'static, S: Default + 'static, P: Send + 'static> WarmRenderer<O, S, P> {
    /// A renderer with additional fonts and a time limit per request.
    pub fn new(
        folders: FontFolders,
        limit: Duration,
        work: impl Fn(O, &mut S, &Fonts, &ReadLog) -> P + Send + Sync + 'static,
    ) -> Self {
        WarmRenderer { work: Arc::new(work), folders, limit, thread: None, log: ReadLog::new(), left: 0 }
    }

    /// Makes a response to a request.
    ///
    /// # Errors
    /// If it takes too long, or the thread panics; the next request goes to a new thread.
    pub fn make(&mut self, order: O) -> Result<P, RenderError> {
        let (orders, products) = self.thread.get_or_insert_with(|| start(self.work.clone(), self.folders.clone()));
        self.log = ReadLog::new();
        if orders.send((order, self.log.clone())).is_err() {
            self.thread = None;
            return Err(RenderError::Panicked);
        }
        products.recv_timeout(self.limit).map_err(|error| {
            self.thread = None;
            match error {
                RecvTimeoutError::Timeout => {
                    self.left += 1;
                    RenderError::TimedOut(self.limit.as_secs_f64())
                }
                RecvTimeoutError::Disconnected => RenderError::Panicked,
            }
        })
    }

    /// The files that the last request read: they are known even if it never finished.
    pub fn log(&self) -> &ReadLog {
        &self.log
    }

    /// Whether so many threads were abandoned that they keep the machine busy.
    pub fn is_spent(&self) -> bool {
        self.left >= LEFT
    }
}

fn start<O: Send + 'static, S: Default + 'static, P: Send + 'static>(
    work: Arc<Work<O, S, P>>,
    folders: FontFolders,
) -> Thread<O, P> {
    let (orders, incoming) = channel::<(O, ReadLog)>();
    let (outgoing, products) = channel();
    let run = move || {
        let serve = move || {
            let search = || folders.search();
            let fonts = Fonts::search(&search);
            let mut state = S::default();
            for (order, log) in incoming {
                if outgoing.send(work(order, &mut state, &fonts, &log)).is_err() {
                    // This thread was abandoned.
                    return;
                }
            }
        };
        // Typst distributes its work over a thread pool: a separate one, so that a build that never
        // finishes does not block the next.
        match ThreadPoolBuilder::new().num_threads(1).stack_size(threads::STACK).build() {
            Ok(pool) => pool.install(serve),
            Err(_) => serve(),
        }
    };
    // If no thread can be started, sending a request fails.
    std::thread::Builder::new().spawn(run).ok();
    (orders, products)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn builder(seconds: f64) -> WarmRenderer<i32, i32, i32> {
        WarmRenderer::new(
            FontFolders::given(&[]),
            Duration::from_secs_f64(seconds),
            |order: i32, state: &mut i32, _: &Fonts, _: &ReadLog| {
                if order == 0 {
                    loop {
                        std::thread::park();
                    }
                }
                assert!(order > 0);
                *state += order;
                *state
            },
        )
    }

    #[test]
    fn the_thread_keeps_its_state() {
        let mut builder = builder(60.0);
        assert_eq!([builder.make(1), builder.make(2)], [Ok(1), Ok(3)]);
    }

    #[test]
    fn one_that_falls_stops_no_other() {
        let mut builder = builder(60.0);
        assert_eq!([builder.make(-1), builder.make(5)], [Err(RenderError::Panicked), Ok(5)]);
    }

    #[test]
    fn those_that_never_end_are_left_until_they_are_too_many() {
        let mut builder = builder(0.05);
        let late = Err(RenderError::TimedOut(0.05));
        assert_eq!([builder.make(0), builder.make(0)], [late, late]);
        assert!(!builder.is_spent());
        assert_eq!(builder.make(0), late);
        assert!(builder.is_spent());
    }
}
