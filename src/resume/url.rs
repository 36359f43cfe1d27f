//! Web and email addresses.

use std::fmt;
use std::str::FromStr;

use crate::diagnostic::Code;
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

    /// The address as printed: without scheme, `www.` and trailing slash.
    pub fn shown(&self) -> &str {
        let rest =
            ["https://", "http://", "mailto:", "tel:"].iter().find_map(|scheme| strip_prefix(&self.text, scheme));
        let rest = rest.unwrap_or(&self.text);
        let is_host = |text: &&str| text.split(['/', '?', '#']).next().is_some_and(|host| host.contains('.'));
        strip_prefix(rest, "www.").filter(is_host).unwrap_or(rest).trim_end_matches('/')
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
        let whole = match ::url::Url::parse(text) {
            Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => Some(text.into()),
            Ok(url) if url.scheme() == "mailto" && url.path().contains('@') => Some(text.into()),
            Ok(url) if url.scheme() == "tel" && url.path().bytes().any(|byte| byte.is_ascii_digit()) => {
                Some(text.into())
            }
            _ => with_scheme(text),
        };
        match whole {
            Some(text) => Ok(Url { text, origin: Origin::default() }),
            None => Err(wrong().help("write the full address, such as `https://example.org/me`")),
        }
    }
}

/// Endings of file names that could be taken for domains.
const FILES: &[&str] = &[
    "asp", "aspx", "css", "doc", "docx", "gif", "htm", "html", "jpeg", "jpg", "js", "json", "jsp", "md", "odt", "pdf",
    "php", "png", "ps", "rtf", "svg", "tex", "txt", "webp", "xhtml", "xml", "yaml", "yml", "zip",
];

/// Adds the scheme to an address that lacks it. The name of a file, such as `index-fr.html`, is not an address.
fn with_scheme(text: &str) -> Option<String> {
    let is_host = |host: &str| {
        let labels = |label: &str| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|letter| letter.is_alphanumeric() || letter == '-' || letter == '_')
        };
        host.split('.').all(labels)
    };
    let bare = text.strip_prefix("//").unwrap_or(text);
    let host = bare.split(['/', '?', '#']).next()?;
    let (user, domain) = host.split_once('@').map_or((None, host), |(user, domain)| (Some(user), domain));
    let (domain, port) = domain.split_once(':').map_or((domain, None), |(domain, port)| (domain, Some(port)));
    let (_, top) = domain.rsplit_once('.')?;
    let is_top = top.chars().count() >= 2 && top.chars().all(char::is_alphabetic) || top.starts_with("xn--");
    let is_file = bare.len() == domain.len() && FILES.contains(&top.to_lowercase().as_str());
    let is_port = port.is_none_or(|port| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()));
    let is_user = user.is_none_or(|user| !user.is_empty() && !user.contains(':') && bare.len() == host.len());
    if text.contains("://") || !is_host(domain) || !is_top || is_file || !is_port || !is_user {
        return None;
    }
    let scheme = if host.contains('@') { "mailto:" } else { "https://" };
    let whole = format!("{scheme}{bare}");
    ::url::Url::parse(&whole).is_ok().then_some(whole)
}

impl Scalar for Url {
    const NAME: &'static str = "URL";
    const FORM: &'static str = "A full URL, such as `https://example.org/me` or `mailto:ada@example.org`.";
    const EXAMPLE: &'static str = "https://example.org";
    const PATTERN: Option<&'static str> = Some("^([Hh][Tt][Tt][Pp][Ss]?://|mailto:|tel:)[^ ]+$");

    fn remarks(&self, written: &str) -> Vec<Problem> {
        if self.text == written {
            return Vec::new();
        }
        let note = Problem::new(format!("`{written}` is read as `{self}`")).warning();
        vec![note.help("include the scheme").replacement(&self.text)]
    }

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
        let read = |text: &str| text.parse::<Url>().map(|url| url.to_string()).ok();
        assert_eq!(read("github.com/ada").as_deref(), Some("https://github.com/ada"));
        assert_eq!(read("//ada.example.org").as_deref(), Some("https://ada.example.org"));
        assert_eq!(read("ada.example.org:8080/index.html").as_deref(), Some("https://ada.example.org:8080/index.html"));
        assert_eq!(read("ada@example.org").as_deref(), Some("mailto:ada@example.org"));
        let url: Url = "github.com/ada".parse().unwrap();
        assert_eq!(url.remarks("github.com/ada")[0].replacement.as_deref(), Some("https://github.com/ada"));
        assert!("https://github.com".parse::<Url>().unwrap().remarks("https://github.com").is_empty());
    }

    #[test]
    fn a_file_or_a_word_is_no_address() {
        for text in [
            "my site",
            "javascript:alert(1)",
            "ftp://a.org",
            "index-fr.html",
            "cv.pdf",
            "/img/me.jpg",
            "./a.example.org",
            "../index.html",
            "N/A",
            "3.9",
            "e.g.",
            "@ada",
            "-",
        ] {
            assert!(text.parse::<Url>().is_err(), "{text} was taken for an address");
        }
    }
}
