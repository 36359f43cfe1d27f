//! Phone numbers.

use std::fmt;
use std::str::FromStr;

use crate::source::Origin;
use crate::yaml::scalar::serde_scalars;
use crate::yaml::{Problem, Scalar};

/// A phone number, printed as written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone {
    text: String,
    origin: Origin,
}

/// Number of digits: at least those of a short local number, at most those that ITU-T E.164
/// allows, plus an extension.
const DIGITS: std::ops::RangeInclusive<usize> = 4..=20;

impl Phone {
    /// Where it was read.
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// The number as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The number as a `tel:` URI (RFC 3966): digits, with a leading plus sign if there is one.
    pub fn link(&self) -> String {
        let dialled = self.text.replace("(0)", "");
        let digits =
            dialled.chars().enumerate().filter(|(at, letter)| letter.is_ascii_digit() || *at == 0 && *letter == '+');
        format!("tel:{}", digits.map(|(_, letter)| letter).collect::<String>())
    }
}

impl FromStr for Phone {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let wrong = Problem::new(format!("`{text}` is not a phone number"));
        if let Some(stray) = text.chars().find(|letter| !letter.is_ascii_digit() && !"+-–()./ \u{a0}".contains(*letter))
        {
            return Err(wrong.help(format!("a number may contain digits, spaces and `+-()./`, but not `{stray}`")));
        }
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        if !DIGITS.contains(&digits) {
            return Err(wrong.help(format!(
                "a number has {} to {} digits, but this one has {digits}",
                DIGITS.start(),
                DIGITS.end()
            )));
        }
        Ok(Phone { text: text.into(), origin: Origin::default() })
    }
}

impl Scalar for Phone {
    const NAME: &'static str = "phone";
    const FORM: &'static str =
        "A phone number: digits, spaces and `+-()./`, such as `+1 425-428-3693`; printed as written.";
    const EXAMPLE: &'static str = "+1 425-428-3693";
    const PATTERN: Option<&'static str> = Some("^[-+0-9()./– \u{a0}]+$");
    const TYPES: &'static [&'static str] = &["string", "number"];

    fn read_at(self, origin: Origin) -> Self {
        Phone { origin, ..self }
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.text)
    }
}

serde_scalars!(Phone);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_called_as_dialled_abroad() {
        let link = |text: &str| text.parse::<Phone>().unwrap().link();
        assert_eq!(link("+1 425-428-3693"), "tel:+14254283693");
        assert_eq!(link("+44 (0)20 7946 0018"), "tel:+442079460018");
        assert_eq!(link("0123 456"), "tel:0123456");
    }

    #[test]
    fn letters_are_no_digits() {
        assert!("call me".parse::<Phone>().is_err());
        assert!("123".parse::<Phone>().is_err());
    }
}
