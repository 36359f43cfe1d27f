//! How many threads Typst works on.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::ThreadPoolBuilder;

/// Stack of a thread that builds pages, in bytes: what the main thread has on Linux and macOS. Drawings
/// are tried out with less (`pictures.rs`), so that one that passes has room to spare here.
pub const STACK: usize = 8 << 20;

/// How many documents are built at the same time.
static AT_ONCE: AtomicUsize = AtomicUsize::new(1);

/// Lets Typst work on this thread alone. A single résumé has nothing to share out, and
/// memory is had faster in a process of one thread (docs/performance.md).
pub fn only_this_one() {
    // If there is a pool already, that one stays.
    let _ = ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
}

/// Does the same work on each core, or on fewer if there is not so much of it. Where
/// documents are shared out, parts of one are not: threads would wait for each other.
pub fn on_all_cores<T: Send>(most: usize, work: impl Fn() -> T + Sync) -> Vec<T> {
    let cores = cores().min(most);
    AT_ONCE.store(cores, Ordering::Relaxed);
    let alone = || {
        let pool = ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
        let done = work();
        drop(pool);
        done
    };
    std::thread::scope(|scope| {
        // Where the system starts no more threads, those that there are do all of it.
        let start = |_| std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, alone).ok();
        let workers: Vec<_> = (0..cores).filter_map(start).collect();
        if workers.is_empty() {
            return vec![alone()];
        }
        workers.into_iter().map(|worker| worker.join().expect("a build does not panic")).collect()
    })
}

/// How many cores there are.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// How many documents are built at the same time, and share the memory of the process.
pub fn at_once() -> usize {
    AT_ONCE.load(Ordering::Relaxed)
}
