//! Text → spanned tree → any `Deserialize` type, with every error of a file at
//! once. Knows nothing of résumés.
//!
//! [`tree`] builds the tree and notes what YAML itself trips over, [`mod@read`] turns
//! a tree into a type and notes what does not fit, and [`scalar`] is the contract
//! for types that are parsed from one piece of text.

mod de;
mod fault;
mod patch;
pub mod read;
pub mod scalar;
mod spanned;
pub mod tree;

pub(crate) mod pitfalls;

pub use self::read::{Reading, read, read_on};
pub use self::scalar::{Problem, Scalar};
pub use self::tree::{Entry, Key, Node, Value, parse};
