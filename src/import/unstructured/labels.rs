//! Labels before the details of a person: "Phone:", "Anschrift", "Ad Soyad".

use super::titles::normalized;
use crate::locale::{Listed, import_words};

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// The name.
    Name,
    /// The given names, where the family name has a label of its own.
    Given,
    /// The family name.
    Family,
    /// The profession.
    Profession,
    /// A postal address, or a place.
    Address,
    /// An email address, a phone number, a website or a profile.
    Contact,
}

/// Whole labels, by what they announce.
fn labels() -> [(Label, Listed); 6] {
    let words = &import_words().labels;
    [
        (Label::Name, words.name),
        (Label::Given, words.given),
        (Label::Family, words.family),
        (Label::Profession, words.profession),
        (Label::Address, words.address),
        (Label::Contact, words.contact),
    ]
}

/// Sites with profiles, whose names are labels.
const SITES: &[&str] = &["linkedin", "github", "gitlab", "xing", "twitter", "orcid"];

/// What a label announces; `None` if it is not known.
pub fn label(text: &str) -> Option<Label> {
    let normal = normalized(text);
    let normal = normal.trim_matches(['(', ')']).trim();
    if let Some((label, _)) = labels().into_iter().find(|(_, names)| names.contains(&normal)) {
        return Some(label);
    }
    if SITES.contains(&normal) {
        return Some(Label::Contact);
    }
    let mut words = normal.split(' ');
    let is_short = normal.split(' ').count() <= 3;
    // An ending may follow, but not another word, as in "mailroom".
    let is_contact = |word: &str| {
        let rest = |begin: &&str| word.strip_prefix(*begin).is_some_and(|rest| rest.chars().count() <= 3);
        import_words().label_stems.iter().any(rest)
    };
    (is_short && words.any(is_contact)).then_some(Label::Contact)
}

/// Whether a word announces a phone number or an address by itself, such as "tel."
pub fn is_contact_word(word: &str) -> bool {
    // In many languages.
    const WORDS: &[&str] = &["fax", "gsm", "e-mail", "email", "mail", "web", "www"];
    let normal = normalized(word);
    WORDS.contains(&normal.as_str()) || import_words().phones.contains(&normal.as_str())
}

/// Whether a text is no more than a label, such as "Mobile".
pub fn is_bare(text: &str) -> bool {
    !text.trim().contains(' ') && label(text).is_some()
        || labels().iter().any(|(_, names)| names.contains(&normalized(text).as_str()))
}

#[cfg(test)]
mod tests {
    use super::{Label, label};

    #[test]
    fn labels_of_many_languages_are_known() {
        for (text, known) in [
            ("Phone number", Some(Label::Contact)),
            ("Numer telefonu", Some(Label::Contact)),
            ("(Mobile)", Some(Label::Contact)),
            ("E-posta", Some(Label::Contact)),
            ("Ad Soyad", Some(Label::Name)),
            ("Anschrift", Some(Label::Address)),
            ("Beruf", Some(Label::Profession)),
            ("Geburtsdatum", None),
            ("Web Developer at a large company", None),
        ] {
            assert_eq!(label(text), known, "{text}");
        }
    }
}
