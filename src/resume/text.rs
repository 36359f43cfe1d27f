//! Plain text on one line.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use crate::diagnostic::Id;
use crate::yaml::scalar::serde_scalars;
use crate::yaml::{Problem, Scalar};

/// Text that is printed as it stands: trimmed, never empty, on one line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text(String);

/// The most bytes of a line or a paragraph. Lines are broken with care, which takes time
/// that grows faster than the text.
const LONGEST: usize = 8000;

/// Refuses what is longer than any paragraph that is read.
pub(super) fn check_length(text: &str) -> Result<(), Problem> {
    if text.len() <= LONGEST {
        return Ok(());
    }
    let problem = Problem::of(Id::TooLarge, format!("this text is longer than {LONGEST} characters"));
    Err(problem.help("shorten it, or part it into paragraphs by blank lines where it may have some"))
}

impl FromStr for Text {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        // A picture written into the résumé is said to be none, which is more to the point.
        if !text.starts_with("data:") {
            check_length(text)?;
        }
        if text.trim().is_empty() {
            return Err(Problem::new("this is empty").help("write a value, or remove the key"));
        }
        Ok(Text(text.split_whitespace().collect::<Vec<_>>().join(" ")))
    }
}

impl Scalar for Text {
    const NAME: &'static str = "text";
    const FORM: &'static str = "Plain text on one line.";
    const EXAMPLE: &'static str = "text";
    const TYPES: &'static [&'static str] = &["string", "number", "boolean"];
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

serde_scalars!(Text);
