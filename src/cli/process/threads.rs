//! How many threads Typst works on.

use rayon::ThreadPoolBuilder;

/// Stack of a thread that builds pages, in bytes: what the main thread has on Linux and macOS. Drawings are tried
/// with less (`project/pictures.rs`), so that one that passes has room to spare here.
pub const STACK: usize = 8 << 20;

/// Keeps Typst on this thread. A single résumé leaves nothing to share out, and memory is allocated faster in a
/// process with one thread (docs/performance.md).
pub fn use_only_this() {
    // If there is a pool already, it stays.
    let _ = ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
}

/// The number of cores.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
