//! How many threads Typst uses.

use rayon::ThreadPoolBuilder;

/// Stack size of a thread that lays out pages, in bytes: that of the main thread on Linux and macOS. SVGs are tested
/// with less (`project/pictures.rs`), so that one that passes has headroom here.
pub const STACK: usize = 8 << 20;

/// Keeps Typst on this thread. A single résumé has no work to parallelize, and a process with one thread allocates
/// memory faster (docs/performance.md).
pub fn use_only_this() {
    // Fails if there already is a pool, which is then kept.
    let _ = ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
}

/// The number of cores.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
