//! Building again and again: a file watcher, and a renderer that stays warm.

pub mod changes;
pub mod warm;
