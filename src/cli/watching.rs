//! Rebuilding on changes: a file watcher, and a renderer that stays warm.

pub mod changes;
mod render_error;
pub mod warm;
