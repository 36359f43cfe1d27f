//! Digital Object Identifiers.

use std::fmt;
use std::str::FromStr;

use crate::yaml::scalar::serde_scalars;
use crate::yaml::{Problem, Scalar};

/// A DOI (ISO 26324) without the resolver URL, such as "10.1000/182".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Doi(String);

impl Doi {
    /// The identifier.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The resolver URL.
    pub fn link(&self) -> String {
        format!("https://doi.org/{}", self.0)
    }
}

impl FromStr for Doi {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let bare = text.find("10.").map_or(text, |at| &text[at..]);
        let whole = bare.split_once('/').is_some_and(|(prefix, rest)| {
            let registrant = prefix.strip_prefix("10.").unwrap_or_default();
            registrant.len() >= 4 && registrant.starts_with(|digit: char| digit.is_ascii_digit()) && !rest.is_empty()
        });
        let wrong = Problem::new(format!("`{text}` is not a DOI"));
        match (whole && !bare.contains(char::is_whitespace), bare.len() == text.len()) {
            (true, true) => Ok(Doi(text.into())),
            (true, false) => Err(wrong.help("write only the identifier").replacement(bare)),
            (false, _) => Err(wrong.help("a DOI starts with `10.` and contains a `/`, as in `10.1000/182`")),
        }
    }
}

impl Scalar for Doi {
    const NAME: &'static str = "DOI";
    const FORM: &'static str = "A Digital Object Identifier without the resolver URL, such as `10.1000/182`.";
    const EXAMPLE: &'static str = "10.1000/182";
    const PATTERN: Option<&'static str> = Some("^10[.][0-9]{2}[^/ ]*/[^ ]+$");
}

impl fmt::Display for Doi {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

serde_scalars!(Doi);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_stands_alone() {
        assert_eq!("10.1000/182".parse::<Doi>().unwrap().link(), "https://doi.org/10.1000/182");
        assert_eq!(
            "https://doi.org/10.1000/182".parse::<Doi>().unwrap_err().replacement.as_deref(),
            Some("10.1000/182")
        );
        assert!("10.1/x".parse::<Doi>().is_err());
    }
}
