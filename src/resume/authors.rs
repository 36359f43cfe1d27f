//! The authors of a publication, and which of them is the résumé's owner.

use serde::Serialize;
use serde::de::{Deserialize, Deserializer};

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
pub struct Names(Vec<String>);

impl Names {
    /// Uses the given forms or, if there are none, the usual forms of the full name.
    pub fn new<'a>(cited_as: impl IntoIterator<Item = &'a str>, full: &str) -> Names {
        let given: Vec<String> = cited_as.into_iter().map(normal).collect();
        if !given.is_empty() {
            return Names(given);
        }
        let Some((first, last)) = full.rsplit_once(' ') else { return Names(vec![normal(full)]) };
        let initials: Vec<String> =
            first.split([' ', '-']).filter_map(|name| Some(format!("{}.", name.chars().next()?))).collect();
        let (spaced, tight) = (initials.join(" "), initials.concat());
        let bare: String = initials.iter().map(|initial| initial.trim_end_matches('.')).collect();
        let mut forms = vec![full.to_owned(), format!("{last}, {first}"), format!("{last} {first}")];
        for initials in [&spaced, &tight, &bare] {
            forms.extend([format!("{last} {initials}"), format!("{last}, {initials}"), format!("{initials} {last}")]);
        }
        Names(forms.iter().map(|form| normal(form)).collect())
    }

    /// Whether an author is the person. False for an author with markup, so that existing
    /// emphasis is kept.
    pub fn mean(&self, author: &RichText) -> bool {
        let unmarked = author.content().iter().all(|inline| matches!(inline, Inline::Text(_) | Inline::Quote { .. }));
        unmarked && self.0.contains(&normal(&author.plain()))
    }
}

/// Normalizes a name: lower case, without trailing footnote marks.
fn normal(name: &str) -> String {
    name.trim().trim_end_matches(['*', '†', '‡', '§', '¶', '#']).trim_end().to_lowercase()
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
    fn given_forms_replace_the_usual_ones() {
        let names = Names::new(["Shen Z."], "Shen Zhuoran");
        assert!(names.mean(&"Shen Z.†".parse().unwrap()) && !names.mean(&"S. Zhuoran".parse().unwrap()));
    }
}
