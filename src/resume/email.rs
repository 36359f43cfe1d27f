//! Email addresses.

use std::fmt;
use std::str::FromStr;

use crate::source::Origin;
use crate::yaml::scalar::serde_scalars;
use crate::yaml::{Problem, Scalar};

/// An email address. Checked for common typos rather than against the full RFC 5322 syntax. An address in words, such as
/// `ada (at) example.org`, is printed as written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email {
    text: String,
    origin: Origin,
}

impl Email {
    /// Where it was read.
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// The address as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The address as a `mailto:` URL; `None` if it is in words.
    pub fn link(&self) -> Option<String> {
        (!is_in_words(&self.text)).then(|| format!("mailto:{}", self.text))
    }
}

/// Whether an address is written in words, so that programs do not find it.
fn is_in_words(text: &str) -> bool {
    let text = text.to_lowercase();
    [" at ", "(at)", "[at]", "{at}", "<at>", "_at_", "(@)", "[@]", "{@}", " @ "].iter().any(|at| text.contains(at))
}

impl FromStr for Email {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let wrong = || Problem::new(format!("`{text}` is not an email address"));
        let text = text.strip_prefix("mailto:").unwrap_or(text).trim();
        if is_in_words(text) {
            return Ok(Email { text: text.into(), origin: Origin::default() });
        }
        let Some((local, domain)) = text.split_once('@') else {
            return Err(wrong().help("an address contains an `@`, as in `ada@example.org`"));
        };
        let stray = |letter: char| letter.is_whitespace() || letter.is_control() || "@<>()[],;:\"\\".contains(letter);
        if local.is_empty() || local.contains(stray) || domain.contains(stray) {
            return Err(wrong().help("an address contains one `@` and no spaces, as in `ada@example.org`"));
        }
        if !domain.contains('.') || domain.split('.').any(str::is_empty) {
            return Err(wrong().help("the part after the `@` must be a domain, as in `ada@example.org`"));
        }
        Ok(Email { text: text.into(), origin: Origin::default() })
    }
}

impl Scalar for Email {
    const NAME: &'static str = "email";
    const FORM: &'static str = "An email address, such as `ada@example.org`.";
    const EXAMPLE: &'static str = "ada@example.org";
    const PATTERN: Option<&'static str> = Some("^[^@ ]+@[^@ ]+[.][^@ ]+$");

    fn remarks(&self, written: &str) -> Vec<Problem> {
        if self.link().is_none() {
            let note = Problem::new(format!("`{written}` is printed without a link")).warning();
            return vec![note.help("write the address with an `@`, as in `ada@example.org`")];
        }
        if self.text == written {
            return Vec::new();
        }
        let note = Problem::new(format!("`{written}` is read as `{self}`")).warning();
        vec![note.help("write only the address").replacement(&self.text)]
    }

    fn read_at(self, origin: Origin) -> Self {
        Email { origin, ..self }
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.text)
    }
}

serde_scalars!(Email);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_slips_are_caught() {
        for text in [
            "ada",
            "ada@",
            "@example.org",
            "ada@example",
            "a da@example.org",
            "ada@@example.org",
            "ada@example..org",
            "ada@example.org, b@c.org",
        ] {
            assert!(text.parse::<Email>().is_err(), "{text} was taken for an address");
        }
        for text in ["ada (at) example.org", "ada [at] example [dot] org", "ada @ example.org"] {
            let email: Email = text.parse().unwrap();
            assert_eq!((email.as_str(), email.link(), email.remarks(text).len()), (text, None, 1));
        }
        for text in ["ada@example.org", "a.b+c@sub.example.co.uk", "jürgen@müller.de"] {
            assert_eq!(text.parse::<Email>().unwrap().as_str(), text);
        }
    }
}
