//! Web and email addresses.

use std::fmt;
use std::str::FromStr;

use crate::diagnostic::{Certainty, Code};
use crate::source::Origin;
use crate::yaml::scalar::serde_scalars;
use crate::yaml::{Problem, Scalar};

/// An absolute `http`, `https`, `mailto` or `tel` URL (RFC 3986), kept as written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url {
    text: String,
    origin: Origin,
}

/// Maximum length in bytes. Typst allows 8,000, and each `&` takes five in XML.
const LONGEST: usize = 1600;

impl Url {
    /// Where it was read.
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// The full address, for a link.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The address as printed: without scheme and trailing slash.
    pub fn shown(&self) -> &str {
        let rest =
            ["https://", "http://", "mailto:", "tel:"].iter().find_map(|scheme| strip_prefix(&self.text, scheme));
        rest.unwrap_or(&self.text).trim_end_matches('/')
    }
}

fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

impl FromStr for Url {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        if text.len() > LONGEST {
            let problem = Problem::of(Code::TooLarge, format!("this address is longer than {LONGEST} characters"));
            return Err(problem.help("use a shorter address"));
        }
        let wrong = || Problem::new(format!("`{text}` is not a web address"));
        if text.chars().any(|letter| letter.is_whitespace() || letter.is_control()) {
            return Err(wrong().help("an address cannot contain spaces; write `%20` instead"));
        }
        match ::url::Url::parse(text) {
            Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => {
                Ok(Url { text: text.into(), origin: Origin::default() })
            }
            Ok(url) if url.scheme() == "mailto" && url.path().contains('@') => {
                Ok(Url { text: text.into(), origin: Origin::default() })
            }
            Ok(url) if url.scheme() == "tel" && url.path().bytes().any(|byte| byte.is_ascii_digit()) => {
                Ok(Url { text: text.into(), origin: Origin::default() })
            }
            _ => Err(with_scheme(text).map_or_else(
                || wrong().help("write the full address, such as `https://example.org/me`"),
                |whole| wrong().help("include the scheme").certainty(certainty(&whole)).replacement(whole),
            )),
        }
    }
}

/// Adds the scheme that an address probably lacks.
fn with_scheme(text: &str) -> Option<String> {
    let host = text.trim_start_matches('/').split(['/', '?', '#']).next()?;
    let (name, domain) = host.rsplit_once('.')?;
    if text.contains("://") || name.is_empty() || domain.len() < 2 || host.contains(':') {
        return None;
    }
    let scheme = if host.contains('@') { "mailto:" } else { "https://" };
    let whole = format!("{scheme}{}", text.trim_start_matches('/'));
    ::url::Url::parse(&whole).is_ok().then_some(whole)
}

/// Whether an address without its scheme is one: `index.html` and `me.jpg` are more likely files.
fn certainty(whole: &str) -> Certainty {
    const FILES: &[&str] =
        &["htm", "html", "pdf", "php", "md", "txt", "doc", "docx", "jpg", "jpeg", "png", "svg", "json"];
    let host = whole.split(['/', '?', '#']).nth(2).unwrap_or_default();
    let is_file =
        FILES.iter().any(|ending| host.rsplit('.').next().is_some_and(|last| last.eq_ignore_ascii_case(ending)));
    if is_file { Certainty::Possible } else { Certainty::Certain }
}

impl Scalar for Url {
    const NAME: &'static str = "URL";
    const FORM: &'static str = "A full URL, such as `https://example.org/me` or `mailto:ada@example.org`.";
    const EXAMPLE: &'static str = "https://example.org";
    const PATTERN: Option<&'static str> = Some("^([Hh][Tt][Tt][Pp][Ss]?://|mailto:|tel:)[^ ]+$");

    fn read_at(self, origin: Origin) -> Self {
        Url { origin, ..self }
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.text)
    }
}

serde_scalars!(Url);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_shown_without_its_scheme() {
        let shown = |text: &str| text.parse::<Url>().unwrap().shown().to_owned();
        assert_eq!(shown("https://cmsflash.github.io/"), "cmsflash.github.io");
        assert_eq!(shown("HTTP://a.org/b?c#d"), "a.org/b?c#d");
        assert_eq!(shown("mailto:ada@example.org"), "ada@example.org");
    }

    #[test]
    fn a_missing_scheme_is_supplied() {
        let replacement = |text: &str| text.parse::<Url>().unwrap_err().replacement;
        assert_eq!(replacement("github.com/ada").as_deref(), Some("https://github.com/ada"));
        assert_eq!(replacement("ada@example.org").as_deref(), Some("mailto:ada@example.org"));
        assert_eq!(replacement("my site"), None);
        assert_eq!(replacement("javascript:alert(1)"), None);
        assert_eq!(replacement("ftp://a.org"), None);
    }
}
