//! An advertisement, and which of its words a résumé says.
//!
//! Nothing here writes: it is for the person to know whether what is not said is not
//! so, or only not written.

mod advertisement;
mod compare;
mod lexicon;
mod terms;

pub use self::advertisement::Advertisement;
pub use self::compare::{Finding, LeftOut, Place, Said, compare};
pub use self::terms::Term;
