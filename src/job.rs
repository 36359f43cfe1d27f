//! Compares a job posting with a résumé.
//!
//! Nothing is written to the résumé: only the person knows whether a missing term does not
//! apply to them or was merely not mentioned.

mod advertisement;
mod compare;
mod lexicon;
mod terms;

pub use self::advertisement::Advertisement;
pub use self::compare::{Finding, LeftOut, Place, Said, compare};
pub use self::terms::Term;
