//! The authors of a publication, and which of them is the résumé's owner.

use serde::Serialize;
use serde::de::{Deserialize, Deserializer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Inline, RichText};
use crate::yaml::scalar::{one_or_many, one_or_many_schema, schema_by_hand};

/// The authors in order: a list, or one text that contains all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Authors(Vec<RichText>);

impl Authors {
    /// The authors, in order.
    pub fn list(&self) -> &[RichText] {
        &self.0
    }
}

impl FromIterator<RichText> for Authors {
    fn from_iter<I: IntoIterator<Item = RichText>>(authors: I) -> Self {
        Authors(authors.into_iter().collect())
    }
}

impl<'de> Deserialize<'de> for Authors {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        one_or_many(deserializer, "a list of authors, or one text with all of them").map(Authors)
    }
}

schema_by_hand!(Authors, "authors", |_| one_or_many_schema::<RichText>());

/// The forms of a person's name in author lists.
pub struct Names(Forms);

enum Forms {
    /// These forms.
    Given(Vec<String>),
    /// Every form that the full name may take: `Quill, A. M.`, `A Quill`, `Ada Quill`.
    Of(Vec<Name>),
}

/// One way to divide a name into given names and family name.
struct Name {
    /// The given names or their initials, in lower case.
    given: Vec<String>,
    family: String,
}

impl Names {
    /// Uses the given forms or, if there are none, the usual forms of the full name.
    pub fn new<'a>(cited_as: impl IntoIterator<Item = &'a str>, full: &str) -> Names {
        let given: Vec<String> = cited_as.into_iter().map(normal).collect();
        if !given.is_empty() {
            return Names(Forms::Given(given));
        }
        // A family name may have several words: `Vincent van Gogh`.
        let mut forms = Name::given_first(full);
        if forms.is_empty() {
            forms.push(Name { given: Vec::new(), family: folded(full) });
        }
        Names(Forms::Of(forms))
    }

    /// Whether an author is the person. False for an author with markup, so that existing
    /// emphasis is kept.
    pub fn mean(&self, author: &RichText) -> bool {
        let unmarked = author.content().iter().all(|inline| matches!(inline, Inline::Text(_) | Inline::Quote { .. }));
        if !unmarked {
            return false;
        }
        match &self.0 {
            Forms::Given(forms) => forms.contains(&normal(&author.plain())),
            Forms::Of(forms) => {
                let written = Name::all(unmarked_name(&author.plain()));
                forms.iter().any(|own| written.iter().any(|author| own.may_be(author)))
            }
        }
    }
}

impl Name {
    /// The ways to divide a name in which the given names come first.
    fn given_first(name: &str) -> Vec<Name> {
        let words: Vec<&str> = name.split_whitespace().collect();
        (1..words.len())
            .map(|at| Name { given: given_names(&words[..at]), family: folded(&words[at..].join(" ")) })
            .collect()
    }

    /// All ways to divide a name as it stands in a list of authors.
    fn all(name: &str) -> Vec<Name> {
        if let Some((family, given)) = name.split_once(',') {
            let given: Vec<&str> = given.split_whitespace().collect();
            return vec![Name { given: given_names(&given), family: folded(family) }];
        }
        let words: Vec<&str> = name.split_whitespace().collect();
        let family_first = (1..words.len())
            .map(|at| Name { given: given_names(&words[at..]), family: folded(&words[..at].join(" ")) });
        let alone = Name { given: Vec::new(), family: folded(name) };
        Name::given_first(name).into_iter().chain(family_first).chain([alone]).collect()
    }

    /// Whether an author's name is a form of this one: the same family name, the first given name or
    /// its initial, and of the others any, in order.
    fn may_be(&self, author: &Name) -> bool {
        if self.family != author.family {
            return false;
        }
        let (Some((own, own_rest)), Some((first, rest))) = (self.given.split_first(), author.given.split_first())
        else {
            return self.given.is_empty() && author.given.is_empty();
        };
        // More names than the person's are theirs only if nothing contradicts them.
        let is_longer = own_rest.is_empty() && own == first && own.chars().count() > 1;
        let mut remaining = own_rest.iter();
        let in_order = rest.iter().all(|name| remaining.any(|own| same(own, name)));
        same(own, first) && (in_order || is_longer)
    }
}

/// Whether two given names are the same, or one is the initial of the other.
fn same(one: &str, other: &str) -> bool {
    let is_initial = |name: &str| name.chars().count() == 1;
    one == other || (is_initial(one) || is_initial(other)) && one.chars().next() == other.chars().next()
}

/// Given names and initials one by one: `A. M.`, `A.M.`, `AM`, `Jean-Luc`.
fn given_names(words: &[&str]) -> Vec<String> {
    let parts = words.iter().flat_map(|word| word.split(['.', '-', '‐', '‑']).filter(|part| !part.is_empty()));
    let names = parts.flat_map(|part| {
        let are_initials = part.chars().count() <= 3 && part.chars().all(char::is_uppercase);
        match are_initials {
            true => part.chars().map(|letter| folded(&letter.to_string())).collect(),
            false => vec![folded(part)],
        }
    });
    names.collect()
}

/// A name in lower case and without accents, which lists of authors often lack.
fn folded(name: &str) -> String {
    let letters = name.trim().replace('’', "'");
    let letters = letters.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase);
    letters.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name without trailing footnote marks.
fn unmarked_name(name: &str) -> &str {
    name.trim().trim_end_matches(['*', '†', '‡', '§', '¶', '#']).trim_end()
}

/// Normalizes a name: lower case, without trailing footnote marks.
fn normal(name: &str) -> String {
    unmarked_name(name).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_forms_of_a_name_are_known() {
        let names = Names::new([], "Grace Brewster Hopper");
        for author in ["Hopper, Grace Brewster", "Hopper G. B.", "G.B. Hopper", "Hopper GB*", "grace brewster hopper"] {
            assert!(names.mean(&author.parse().unwrap()), "{author}");
        }
        for author in ["Hopper M.", "**Hopper G. B.**", "Hopper"] {
            assert!(!names.mean(&author.parse().unwrap()), "{author}");
        }
    }

    #[test]
    fn a_middle_name_may_be_missing_or_short() {
        let names = Names::new([], "Ada M. Quill");
        for author in ["Quill, A. M.", "Quill, A.", "Quill A", "Ada Quill", "A Quill", "Quill, Ada Mary", "QUILL AM"] {
            assert!(names.mean(&author.parse().unwrap()), "{author}");
        }
        for author in ["Quill, M.", "Quill, B.", "Ada B. Quill", "Ada Quillman", "Roe, A. M.", "A. Quill Roe"] {
            assert!(!names.mean(&author.parse().unwrap()), "{author}");
        }
        let short = Names::new([], "Ada Quill");
        assert!(short.mean(&"Quill, Ada M.".parse().unwrap()) && !short.mean(&"Quill, A. M.".parse().unwrap()));
    }

    #[test]
    fn family_names_of_several_words_and_accents_are_known() {
        let of = |name: &str, author: &str| Names::new([], name).mean(&author.parse().unwrap());
        assert!(of("Vincent van Gogh", "van Gogh, V.") && of("Vincent van Gogh", "V. van Gogh"));
        assert!(of("María García López", "García López, M.") && of("Jürgen Müller", "Muller J"));
        assert!(of("Jean-Luc Éluard", "Éluard J.-L.") && of("Plato", "Plato") && !of("Plato", "Plato A."));
    }

    #[test]
    fn given_forms_replace_the_usual_ones() {
        let names = Names::new(["Shen Z."], "Shen Zhuoran");
        assert!(names.mean(&"Shen Z.†".parse().unwrap()) && !names.mean(&"S. Zhuoran".parse().unwrap()));
    }
}
