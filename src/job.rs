//! Compares a job posting with a résumé.
//!
//! Nothing is written to the résumé: only the person knows whether a missing term does not
//! apply to them or was merely not mentioned.

mod compare;
mod emphasis;
mod html;
mod lexicon;
mod phrases;
mod posting;
mod sections;
mod terms;

pub use self::compare::{Coverage, Finding, LeftOut, Place, compare};
pub use self::emphasis::{emphasize_line, to_emphasize};
pub use self::posting::JobPosting;
pub use self::terms::{Reason, Term};
