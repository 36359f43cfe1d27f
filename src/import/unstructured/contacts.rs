//! Addresses, phone numbers and links in running text.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};

use crate::locale::import_words;

/// What a text holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contact {
    /// An email address.
    Email(String),
    /// A phone number, as written.
    Phone(String),
    /// A website.
    Website(String),
    /// A profile on a site that is known: the site, the user, the address.
    Profile {
        /// The site.
        network: &'static str,
        /// The user.
        username: String,
        /// The address.
        url: String,
    },
}

/// A contact and where it is in a text.
#[derive(Debug, Clone)]
pub struct Found {
    /// Where it is, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub contact: Contact,
}

/// Sites with profiles, by host, and what stands before the user in the path.
const NETWORKS: &[(&str, &str, &[&str])] = &[
    ("github.com", "GitHub", &[]),
    ("gitlab.com", "GitLab", &[]),
    ("linkedin.com", "LinkedIn", &["in", "pub"]),
    ("twitter.com", "Twitter", &[]),
    ("x.com", "X", &[]),
    ("orcid.org", "ORCID", &[]),
    ("scholar.google.com", "Google Scholar", &["citations"]),
    ("stackoverflow.com", "Stack Overflow", &["users"]),
    ("researchgate.net", "ResearchGate", &["profile"]),
    ("xing.com", "XING", &["profile"]),
    ("medium.com", "Medium", &[]),
    ("kaggle.com", "Kaggle", &[]),
    ("behance.net", "Behance", &[]),
    ("dribbble.com", "Dribbble", &[]),
    ("youtube.com", "YouTube", &[]),
    ("instagram.com", "Instagram", &[]),
    ("leetcode.com", "LeetCode", &["u"]),
    ("mastodon.social", "Mastodon", &[]),
    ("bsky.app", "Bluesky", &["profile"]),
    ("codepen.io", "CodePen", &[]),
    ("huggingface.co", "Hugging Face", &[]),
];

/// The site with profiles that a label names.
pub fn network(label: &str) -> Option<&'static str> {
    let is_named = |name: &str| name == label || name.split(' ').next_back() == Some(label);
    NETWORKS.iter().map(|(_, name, _)| *name).find(|name| is_named(&name.to_lowercase()))
}

fn pattern(text: &str) -> Regex {
    RegexBuilder::new(text).case_insensitive(true).build().expect("a fixed pattern")
}

static EMAIL: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"));
static URL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:https?://|www\.)[^\s<>|,;()\[\]]+|\b[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|dev|me|de|edu|app|ai|co|fr|uk|tech|xyz|page|info|eu|ch|at|be|lu|es|pt|it|gr|nl|dk|se|no|fi|is|ie|pl|cz|sk|hu|ro|bg|hr|si|lt|lv|ee|ua|ru|tr|il|in|cn|hk|tw|jp|kr|sg|vn|id|th|au|nz|ca|us|mx|br|ar|cl|pe|uy|za|ke|ng|cat|social|blog|design|studio|site|online|academy|work|works|art|name|pro|cv|space|website|example)\b(?:/[\w@./~%+#?=&-]*)?",
    )
});
/// An ORCID iD, as it is written without its address.
static ORCID: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b"));
static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:\(?\+\s?\d{1,3}\)?[\s.\u{a0}‑-]*)?(?:\(\d{1,5}\)[\s.\u{a0}‑/-]*)?\d{1,5}(?:[\s.\u{a0}/–‑-]{0,2}\d{1,6}){1,6}(?:\s?(?:x|ext\.?)\s?\d{1,6})?",
    )
});

/// Two years, of any century.
static YEARS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[12]\d{3}\s?[–-]\s?[12]\d{3}$"));

/// All contacts in a text, in order.
pub fn find_all(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let free = |found: &[Found], range: &Range<usize>| {
        found.iter().all(|other| other.range.end <= range.start || range.end <= other.range.start)
    };
    for email in EMAIL.find_iter(text) {
        let address = email.as_str().trim_end_matches('.');
        let range = email.start()..email.start() + address.len();
        found.push(Found { range, contact: Contact::Email(address.to_owned()) });
    }
    for url in URL.find_iter(text) {
        let written = url.as_str().trim_end_matches(['.', ',', ';', ':', ')']);
        let range = url.start()..url.start() + written.len();
        let after_at = text[..range.start].ends_with(['@', '.']) || text[range.end..].starts_with('@');
        if free(&found, &range)
            && !after_at
            && let Some(contact) = website(written)
        {
            found.push(Found { range, contact });
        }
    }
    for id in ORCID.find_iter(text).filter(|id| free(&found, &id.range())).collect::<Vec<_>>() {
        let username = id.as_str().to_owned();
        let url = format!("https://orcid.org/{username}");
        found.push(Found { range: id.range(), contact: Contact::Profile { network: "ORCID", username, url } });
    }
    for phone in PHONE.find_iter(text) {
        let range = phone.range();
        let digits = phone.as_str().chars().filter(char::is_ascii_digit).count();
        let before = text[..range.start].chars().next_back();
        let alone = before.is_none_or(|letter| !letter.is_alphanumeric() && letter != '/')
            && !text[range.end..].starts_with(|letter: char| letter.is_alphanumeric() || letter == '/');
        let marked =
            phone.as_str().contains('+') || phone.as_str().starts_with('(') || is_labelled(&text[..range.start]);
        let is_dates = (super::dates::find(phone.as_str()).is_some() || YEARS.is_match(phone.as_str())) && !marked;
        if free(&found, &range) && alone && !is_dates && (8..=15).contains(&digits) {
            found.push(Found { range, contact: Contact::Phone(phone.as_str().trim().to_owned()) });
        }
    }
    found.sort_by_key(|found| found.range.start);
    found
}

/// Whether the words before a number say that it is a phone number.
fn is_labelled(before: &str) -> bool {
    let word = before.trim_end_matches([':', ' ', '.', '\u{a0}']).to_lowercase();
    let label = word.split([' ', '\t', '|']).next_back().unwrap_or_default();
    ["t", "m", "p"].contains(&label) || import_words().phones.contains(&label)
}

/// What a link target is; `None` if it is neither a website nor an address.
pub fn target(url: &str) -> Option<Contact> {
    if let Some(address) = url.strip_prefix("mailto:") {
        let address = address.split('?').next().unwrap_or_default().trim();
        return EMAIL.is_match(address).then(|| Contact::Email(address.to_owned()));
    }
    if let Some(number) = url.strip_prefix("tel:") {
        return Some(Contact::Phone(number.trim().to_owned()));
    }
    // Some programs link an address as it is.
    if let Some(address) = EMAIL.find(url).filter(|found| found.len() == url.len()) {
        return Some(Contact::Email(address.as_str().to_owned()));
    }
    website(url)
}

fn website(written: &str) -> Option<Contact> {
    let url = match written.contains("://") {
        true => written.to_owned(),
        false => format!("https://{written}"),
    };
    let parsed = url::Url::parse(&url).ok()?;
    let host = parsed.host_str()?.trim_start_matches("www.");
    if !host.contains('.') {
        return None;
    }
    let is_of = |name: &str| host == name || host.ends_with(&format!(".{name}"));
    // "gitlab.university.edu": some sites have their own.
    let first = host.split('.').next().unwrap_or_default();
    let is_own = |name: &str| name.len() > 5 && host.matches('.').count() >= 2 && name.split('.').next() == Some(first);
    let known =
        NETWORKS.iter().find(|(name, ..)| is_of(name)).or_else(|| NETWORKS.iter().find(|(name, ..)| is_own(name)));
    let Some((_, network, before)) = known else { return Some(Contact::Website(url)) };
    let mut path: Vec<&str> = parsed.path_segments()?.filter(|part| !part.is_empty()).collect();
    if path.first().is_some_and(|first| before.contains(first)) {
        path.remove(0);
    }
    // More than a user is a page: a repository, an article.
    let [username] = path[..] else {
        let user = parsed.query_pairs().find(|(key, _)| key == "user").map(|(_, user)| user.into_owned());
        return Some(match user {
            Some(username) => Contact::Profile { network, username, url },
            None => Contact::Website(url),
        });
    };
    Some(Contact::Profile { network, username: username.to_owned(), url })
}

#[cfg(test)]
mod tests {
    use super::{Contact, find_all, target};

    #[test]
    fn contacts_are_found_in_a_line() {
        let line = "ada@example.org | +49 30 1234567 | ada.example.org | github.com/ada | Berlin";
        let found: Vec<Contact> = find_all(line).into_iter().map(|found| found.contact).collect();
        assert_eq!(
            found,
            [
                Contact::Email("ada@example.org".into()),
                Contact::Phone("+49 30 1234567".into()),
                Contact::Website("https://ada.example.org".into()),
                Contact::Profile { network: "GitHub", username: "ada".into(), url: "https://github.com/ada".into() },
            ]
        );
        assert!(find_all("10115 Berlin, 2015 – 2019, Node.js 20.1").is_empty());
        assert!(find_all("The accounts of Saint Alena, 1290–1340").is_empty());
        assert_eq!(find_all("(206) 555-0113").len(), 1);
    }

    #[test]
    fn targets_of_links_are_contacts() {
        assert_eq!(target("mailto:ada@example.org?subject=x"), Some(Contact::Email("ada@example.org".into())));
        assert_eq!(target("tel:+49301234567"), Some(Contact::Phone("+49301234567".into())));
        assert_eq!(target("ada@example.org"), Some(Contact::Email("ada@example.org".into())));
        assert_eq!(target("#top"), None);
    }
}
