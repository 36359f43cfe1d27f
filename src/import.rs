//! Other formats into the model, each with a list of what it could not carry.

mod bibliography;

pub use self::bibliography::add_bibliography;
