//! Makes chosen terms strong where they first occur in each entry.

use std::collections::BTreeSet;

use super::document::{Block, Body, Bullet, Document, Entry, Section};
use super::field::{Field, Inline};

/// Makes each term strong where it first occurs in each entry: in its paragraphs and bullets. Returns the indices of the
/// terms that were made strong anywhere.
pub fn emphasize(document: &mut Document, terms: &[String]) -> BTreeSet<usize> {
    let mut emphasis = Emphasis { terms, made: BTreeSet::new() };
    if terms.is_empty() {
        return emphasis.made;
    }
    for Section { body, .. } in &mut document.sections {
        match body {
            Body::Text(blocks) => emphasis.in_blocks(blocks, &mut emphasis.all()),
            Body::Entries(entries) => entries.iter_mut().for_each(|entry| emphasis.in_entry(entry)),
            Body::Texts(bullets) => {
                bullets.iter_mut().for_each(|bullet| emphasis.in_bullet(bullet, &mut emphasis.all()));
            }
            Body::Lines(_) | Body::Groups(_) | Body::People(_) => {}
        }
    }
    emphasis.made
}

/// The terms, and which of them were made strong.
struct Emphasis<'a> {
    terms: &'a [String],
    made: BTreeSet<usize>,
}

/// For each term, whether it has not occurred yet in an entry.
type Awaited = Vec<bool>;

impl Emphasis<'_> {
    fn all(&self) -> Awaited {
        vec![true; self.terms.len()]
    }

    fn in_entry(&mut self, entry: &mut Entry) {
        let mut awaited = self.all();
        self.in_blocks(&mut entry.paragraphs, &mut awaited);
        entry.bullets.iter_mut().for_each(|bullet| self.in_bullet(bullet, &mut awaited));
        // Each role counts as an entry.
        entry.roles.iter_mut().for_each(|role| self.in_entry(role));
    }

    fn in_blocks(&mut self, blocks: &mut [Block], awaited: &mut Awaited) {
        for block in blocks {
            match block {
                Block::Paragraph(field) => self.in_field(field, awaited),
                Block::List(bullets) => bullets.iter_mut().for_each(|bullet| self.in_bullet(bullet, awaited)),
            }
        }
    }

    fn in_bullet(&mut self, bullet: &mut Bullet, awaited: &mut Awaited) {
        self.in_field(&mut bullet.text, awaited);
        bullet.below.iter_mut().for_each(|bullet| self.in_bullet(bullet, awaited));
    }

    fn in_field(&mut self, field: &mut Field, awaited: &mut Awaited) {
        field.inlines = self.in_inlines(std::mem::take(&mut field.inlines), awaited);
    }

    fn in_inlines(&mut self, inlines: Vec<Inline>, awaited: &mut Awaited) -> Vec<Inline> {
        let mut out = Vec::new();
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.in_text(&text, awaited, &mut out),
                Inline::Emphasis(body) => out.push(Inline::Emphasis(self.in_inlines(body, awaited))),
                Inline::Link { body, url } => out.push(Inline::Link { body: self.in_inlines(body, awaited), url }),
                Inline::Field(mut field) => {
                    self.in_field(&mut field, awaited);
                    out.push(Inline::Field(field));
                }
                // It stands out already.
                Inline::Strong(body) => {
                    let text = super::field::plain(&body);
                    let absent = |term: &String| find(&text, term, 0).is_none();
                    awaited.iter_mut().zip(self.terms).for_each(|(awaited, term)| *awaited &= absent(term));
                    out.push(Inline::Strong(body));
                }
                other @ (Inline::Struck(_)
                | Inline::Superscript(_)
                | Inline::Subscript(_)
                | Inline::Code(_)
                | Inline::Break) => out.push(other),
            }
        }
        out
    }

    /// Splits a text at the terms in it.
    fn in_text(&mut self, text: &str, awaited: &mut Awaited, out: &mut Vec<Inline>) {
        let (mut plain, mut at) = (0, 0);
        while let Some((start, length, index)) = self.next(text, at) {
            at = start + length;
            // A later occurrence is passed over whole, so that no shorter term is found inside it.
            if !std::mem::take(&mut awaited[index]) {
                continue;
            }
            if plain < start {
                out.push(Inline::Text(text[plain..start].to_owned()));
            }
            out.push(Inline::Strong(vec![Inline::Text(text[start..at].to_owned())]));
            self.made.insert(index);
            plain = at;
        }
        if plain < text.len() {
            out.push(Inline::Text(text[plain..].to_owned()));
        }
    }

    /// The next term in a text, with its length and index; where one contains another, the longer.
    fn next(&self, text: &str, from: usize) -> Option<(usize, usize, usize)> {
        let found = self.terms.iter().enumerate();
        let found = found.filter_map(|(index, term)| Some((find(text, term, from)?, term.len(), index)));
        found.min_by_key(|(at, length, _)| (*at, usize::MAX - length))
    }
}

/// Where a term stands in a text as whole words, in any case of ASCII letters.
fn find(text: &str, term: &str, from: usize) -> Option<usize> {
    // `C` does not stand in `C++`, nor `R` in `R&D`.
    let is_part = |letter: char| letter.is_alphanumeric() || "+#&".contains(letter);
    let whole = |at: usize| {
        let (before, after) = (text[..at].chars().next_back(), text[at + term.len()..].chars().next());
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    };
    let same = |at: &usize| text.get(*at..*at + term.len()).is_some_and(|part| part.eq_ignore_ascii_case(term));
    text[from..].char_indices().map(|(at, _)| from + at).filter(same).find(|at| whole(*at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, terms: &[&str]) -> String {
        let terms: Vec<String> = terms.iter().map(|term| term.to_string()).collect();
        let mut emphasis = Emphasis { terms: &terms, made: BTreeSet::new() };
        let shown = |inline: &Inline| match inline {
            Inline::Text(text) => text.clone(),
            Inline::Strong(body) => format!("**{}**", super::super::field::plain(body)),
            other => panic!("{other:?}"),
        };
        let mut awaited = emphasis.all();
        emphasis.in_inlines(vec![Inline::Text(text.to_owned())], &mut awaited).iter().map(shown).collect()
    }

    #[test]
    fn whole_words_are_found_once_in_any_case() {
        assert_eq!(marked("Go and Rust, rust and Gopher", &["rust", "Go"]), "**Go** and **Rust**, rust and Gopher");
        assert_eq!(marked("C++ and C", &["C"]), "C++ and **C**");
        assert_eq!(marked("C++ and C", &["C", "C++"]), "**C++** and **C**");
        assert_eq!(marked("Trusting rusty tools", &["rust"]), "Trusting rusty tools");
        assert_eq!(
            marked("deep learning, deep learning", &["learning", "deep learning"]),
            "**deep learning**, deep learning"
        );
        assert_eq!(marked("Straße und STRASSE", &["straße"]), "**Straße** und STRASSE");
    }
}
