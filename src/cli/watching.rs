//! Rebuilding on changes: a file watcher, and a renderer that stays warm.

pub mod changes;
pub mod warm;
