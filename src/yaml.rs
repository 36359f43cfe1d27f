//! Text → spanned tree → any `Deserialize` type, reporting all errors of a file at once.
//! Independent of the résumé model.
//!
//! [`mod@parse`] builds the [`tree`] and reports YAML errors, [`mod@read`] deserializes a tree and
//! reports type errors, and [`scalar`] is the trait for types that are parsed from a string.

pub(crate) mod append;
mod comments;
mod de;
pub(crate) mod edit;
mod fault;
mod folded;
mod merge;
mod nodes;
pub mod parse;
mod patch;
mod quote;
pub mod read;
pub mod scalar;
mod spanned;
pub mod tree;

pub(crate) mod pitfalls;

pub use self::comments::{json_comments, without_json_comments};
pub use self::merge::overlay;
pub use self::parse::{Duplicates, parse, parse_with};
pub use self::read::{Outcome, read, read_on, read_with_blanks};
pub use self::scalar::{Problem, Scalar};
pub use self::tree::{Entry, Key, Node, SWITCHED_OFF, Value, is_switched_off};
