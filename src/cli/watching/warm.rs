//! One builder that stays warm: fonts stay open, and what Typst remembers of the last
//! pages is used for the next.
//!
//! It works on a thread of its own, so that a theme which never ends stops nobody: Typst
//! cannot be told to stop, but nobody has to wait for it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use rayon::ThreadPoolBuilder;
use recto::diagnostic::{Code, Diagnostic, Diagnostics, ErrorReported};
use recto::typeset::Fonts;

use crate::cli::process::threads;
use crate::cli::project::fonts;
use crate::cli::project::read_log::ReadLog;

/// For so many builds Typst remembers what it did not use again.
const REMEMBERED: usize = 8;

/// How many threads may be left to themselves before it is better to begin anew.
const LEFT: usize = 3;

/// What is done with an order; the thread keeps a state from one to the next.
type Work<O, S, P> = dyn Fn(O, &mut S, &Fonts, &ReadLog) -> P + Send + Sync;

/// How a thread is reached: orders go there, products come back.
type Thread<O, P> = (Sender<(O, ReadLog)>, Receiver<P>);

/// A thread that makes a product of each order.
pub struct WarmRenderer<O, S, P> {
    work: Arc<Work<O, S, P>>,
    font_path: Vec<PathBuf>,
    limit: Duration,
    thread: Option<Thread<O, P>>,
    log: ReadLog,
    left: usize,
}

/// Why there is no product.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RenderError {
    /// It takes longer than may be, in seconds.
    TimedOut(f64),
    /// The thread fell over a mistake of its own.
    Panicked,
}

impl<O: Send + 'static, S: Default + 'static, P: Send + 'static> WarmRenderer<O, S, P> {
    /// A builder with the fonts of some folders, for builds that take so long at the most.
    pub fn new(
        font_path: Vec<PathBuf>,
        limit: Duration,
        work: impl Fn(O, &mut S, &Fonts, &ReadLog) -> P + Send + Sync + 'static,
    ) -> Self {
        WarmRenderer { work: Arc::new(work), font_path, limit, thread: None, log: ReadLog::new(), left: 0 }
    }

    /// Has a product made.
    ///
    /// # Errors
    /// If it takes too long, or the thread falls; the next order goes to another.
    pub fn make(&mut self, order: O) -> Result<P, RenderError> {
        let (orders, products) = self.thread.get_or_insert_with(|| start(self.work.clone(), self.font_path.clone()));
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

    /// The files that the last order read, or would have read: they are known even if it
    /// never ended.
    pub fn log(&self) -> &ReadLog {
        &self.log
    }

    /// Whether so many threads were left to themselves that the machine is busy with them.
    pub fn is_spent(&self) -> bool {
        self.left >= LEFT
    }
}

impl RenderError {
    /// Says why.
    pub fn note(self, diagnostics: &mut Diagnostics) -> ErrorReported {
        diagnostics.error(match self {
            RenderError::TimedOut(seconds) => {
                Diagnostic::error(Code::Theme, format!("layout took longer than {seconds} s"))
                    .help("the theme may contain an infinite loop; `--timeout` raises the limit")
            }
            RenderError::Panicked => {
                Diagnostic::error(Code::Theme, "layout failed: internal error")
                    .help("this is a bug in Recto: please report it, with the résumé and theme if possible")
            }
        })
    }
}

fn start<O: Send + 'static, S: Default + 'static, P: Send + 'static>(
    work: Arc<Work<O, S, P>>,
    font_path: Vec<PathBuf>,
) -> Thread<O, P> {
    let (orders, incoming) = channel::<(O, ReadLog)>();
    let (outgoing, products) = channel();
    let run = move || {
        let serve = move || {
            let search = || fonts::search(&font_path);
            let fonts = Fonts::search(&search);
            let mut state = S::default();
            for (order, log) in incoming {
                if outgoing.send(work(order, &mut state, &fonts, &log)).is_err() {
                    // Nobody waits for this thread any more.
                    return;
                }
                recto::typeset::forget(REMEMBERED);
            }
        };
        // Typst shares its work out: among the threads of a pool of its own, so that one
        // that never ends does not block the next.
        match ThreadPoolBuilder::new().num_threads(1).stack_size(threads::STACK).build() {
            Ok(pool) => pool.install(serve),
            Err(_) => serve(),
        }
    };
    // If the system starts no more threads, nobody takes orders, which is seen when one is sent.
    std::thread::Builder::new().spawn(run).ok();
    (orders, products)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn builder(seconds: f64) -> WarmRenderer<i32, i32, i32> {
        WarmRenderer::new(
            Vec::new(),
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
