//! Phone numbers.

use std::fmt;
use std::str::FromStr;

use crate::source::Origin;
use crate::yaml::scalar::serde_scalars;
use crate::yaml::{Problem, Scalar};

/// A phone number, printed as written. It may have words, such as `+1 206 555 0113 (mobile)`; without a number that can be
/// dialled, it has no link.
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

    /// The number as a `tel:` URI (RFC 3966): digits, with a leading plus sign if there is one, and the
    /// extension. `None` if it is not certain which digits to dial.
    pub fn link(&self) -> Option<String> {
        fault(&self.text).is_none().then(|| dialled(&self.text))
    }
}

fn dialled(text: &str) -> String {
    let (number, extension) = parted(text);
    let dialled = number.replace("(0)", "");
    let digits =
        dialled.chars().enumerate().filter(|(at, letter)| letter.is_ascii_digit() || *at == 0 && *letter == '+');
    let link = format!("tel:{}", digits.map(|(_, letter)| letter).collect::<String>());
    extension.map_or(link.clone(), |extension| format!("{link};ext={extension}"))
}

/// The words and signs before an extension, the longest first.
const EXTENSION: &[&str] = &["extension", ";ext=", "ext.", "ext", "x", "#"];

/// A number and its extension.
fn parted(text: &str) -> (&str, Option<&str>) {
    let extension = EXTENSION.iter().find_map(|sign| {
        let at = text.to_ascii_lowercase().rfind(sign)?;
        let digits = text[at + sign.len()..].trim();
        let all_digits = !digits.is_empty() && digits.len() <= 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
        all_digits.then(|| (text[..at].trim_end_matches([' ', ',']), digits))
    });
    extension.map_or((text, None), |(number, digits)| (number, Some(digits)))
}

/// Why a text cannot be dialled; `None` if it can.
fn fault(text: &str) -> Option<String> {
    let (number, _) = parted(text);
    if let Some(stray) = number.chars().find(|letter| !letter.is_ascii_digit() && !"+-–()./ \u{a0}".contains(*letter))
    {
        return Some(format!("a number may contain digits, spaces and `+-()./`, but not `{stray}`"));
    }
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let (least, most) = (DIGITS.start(), DIGITS.end());
    (!DIGITS.contains(&digits)).then(|| format!("a number has {least} to {most} digits, but this one has {digits}"))
}

impl FromStr for Phone {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let text = text.strip_prefix("tel:").unwrap_or(text).trim();
        Ok(Phone { text: text.into(), origin: Origin::default() })
    }
}

impl Scalar for Phone {
    const NAME: &'static str = "phone";
    const FORM: &'static str = "A phone number: digits, spaces and `+-()./`, with an optional extension, such as `+1 425-428-3693 ext. 22`; \
         printed as written.";
    const EXAMPLE: &'static str = "+1 425-428-3693";
    const PATTERN: Option<&'static str> =
        Some("^[-+0-9()./– \u{a0}]+(([, ]*([Ee]xtension|;ext=|[Ee]xt[.]?|x|#) ?)[0-9]{1,8})?$");
    const TYPES: &'static [&'static str] = &["string", "number"];

    fn remarks(&self, written: &str) -> Vec<Problem> {
        if written.starts_with("tel:") {
            let note = Problem::new(format!("`{written}` is read as `{self}`")).warning();
            return vec![note.help("write only the number").replacement(&self.text)];
        }
        let note =
            || Problem::new(format!("`{written}` is not a phone number, and is printed without a link")).warning();
        fault(written).map(|fault| note().help(fault)).into_iter().collect()
    }

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
        let link = |text: &str| text.parse::<Phone>().unwrap().link().unwrap();
        assert_eq!(link("+1 425-428-3693"), "tel:+14254283693");
        assert_eq!(link("+44 (0)20 7946 0018"), "tel:+442079460018");
        assert_eq!(link("0123 456"), "tel:0123456");
        assert_eq!(link("+1 425-428-3693 ext. 22"), "tel:+14254283693;ext=22");
        assert_eq!(link("555 0100 x7"), "tel:5550100;ext=7");
    }

    #[test]
    fn what_cannot_be_dialled_is_printed_without_a_link() {
        for text in ["call me", "123", "555 0100 ext. two", "+1 206 555 0113 (mobile)"] {
            let phone: Phone = text.parse().unwrap();
            assert_eq!((phone.as_str(), phone.link(), phone.remarks(text).len()), (text, None, 1));
        }
    }
}
