//! Plain text on one line.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use crate::yaml::scalar::serde_scalars;
use crate::yaml::{Problem, Scalar};

/// Text that is printed as it stands: trimmed, never empty, on one line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text(String);

impl FromStr for Text {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
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
