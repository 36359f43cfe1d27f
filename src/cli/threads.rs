//! How many threads Typst works on.

use rayon::ThreadPoolBuilder;

/// Lets Typst work on this thread alone. A single résumé has nothing to share out, and
/// memory is had faster in a process of one thread (docs/performance.md).
pub fn only_this_one() {
    // If there is a pool already, that one stays.
    let _ = ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
}
