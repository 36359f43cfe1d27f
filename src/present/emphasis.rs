//! Makes chosen terms strong where they first occur in each entry.

use super::document::{Block, Body, Bullet, Document, Entry, Section};
use super::field::{Field, Inline};

/// Makes each term strong where it first occurs in each entry: in its paragraphs and bullets.
pub fn emphasize(document: &mut Document, terms: &[String]) {
    if terms.is_empty() {
        return;
    }
    for Section { body, .. } in &mut document.sections {
        match body {
            Body::Text(blocks) => in_blocks(blocks, &mut terms.to_vec()),
            Body::Entries(entries) => entries.iter_mut().for_each(|entry| in_entry(entry, terms)),
            Body::Texts(bullets) => bullets.iter_mut().for_each(|bullet| in_bullet(bullet, &mut terms.to_vec())),
            Body::Lines(_) | Body::Groups(_) | Body::People(_) => {}
        }
    }
}

fn in_entry(entry: &mut Entry, terms: &[String]) {
    let mut terms_left = terms.to_vec();
    in_blocks(&mut entry.paragraphs, &mut terms_left);
    entry.bullets.iter_mut().for_each(|bullet| in_bullet(bullet, &mut terms_left));
    // Each role is an entry of its own.
    entry.roles.iter_mut().for_each(|role| in_entry(role, terms));
}

fn in_blocks(blocks: &mut [Block], terms: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(field) => in_field(field, terms),
            Block::List(bullets) => bullets.iter_mut().for_each(|bullet| in_bullet(bullet, terms)),
        }
    }
}

fn in_bullet(bullet: &mut Bullet, terms: &mut Vec<String>) {
    in_field(&mut bullet.text, terms);
    bullet.below.iter_mut().for_each(|bullet| in_bullet(bullet, terms));
}

fn in_field(field: &mut Field, terms: &mut Vec<String>) {
    field.inlines = in_inlines(std::mem::take(&mut field.inlines), terms);
}

fn in_inlines(inlines: Vec<Inline>, terms: &mut Vec<String>) -> Vec<Inline> {
    let mut out = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) => in_text(&text, terms, &mut out),
            Inline::Emphasis(body) => out.push(Inline::Emphasis(in_inlines(body, terms))),
            Inline::Link { body, url } => out.push(Inline::Link { body: in_inlines(body, terms), url }),
            Inline::Field(mut field) => {
                in_field(&mut field, terms);
                out.push(Inline::Field(field));
            }
            // It stands out already.
            Inline::Strong(body) => {
                let text = super::field::plain(&body);
                terms.retain(|term| find(&text, term).is_none());
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
fn in_text(text: &str, terms: &mut Vec<String>, out: &mut Vec<Inline>) {
    // The first of several; where one contains another, the longer.
    let found = terms.iter().enumerate().filter_map(|(index, term)| Some((find(text, term)?, term.len(), index)));
    let Some((at, length, index)) = found.min_by_key(|(at, length, _)| (*at, usize::MAX - length)) else {
        if !text.is_empty() {
            out.push(Inline::Text(text.to_owned()));
        }
        return;
    };
    terms.remove(index);
    if at > 0 {
        out.push(Inline::Text(text[..at].to_owned()));
    }
    out.push(Inline::Strong(vec![Inline::Text(text[at..at + length].to_owned())]));
    in_text(&text[at + length..], terms, out);
}

/// Where a term stands in a text as whole words, in any case of ASCII letters.
fn find(text: &str, term: &str) -> Option<usize> {
    // `C` does not stand in `C++`, nor `R` in `R&D`.
    let is_part = |letter: char| letter.is_alphanumeric() || "+#&".contains(letter);
    let whole = |at: usize| {
        let (before, after) = (text[..at].chars().next_back(), text[at + term.len()..].chars().next());
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    };
    let same = |at: &usize| text.get(*at..*at + term.len()).is_some_and(|part| part.eq_ignore_ascii_case(term));
    text.char_indices().map(|(at, _)| at).filter(same).find(|at| whole(*at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, terms: &[&str]) -> String {
        let mut terms: Vec<String> = terms.iter().map(|term| term.to_string()).collect();
        let shown = |inline: &Inline| match inline {
            Inline::Text(text) => text.clone(),
            Inline::Strong(body) => format!("**{}**", super::super::field::plain(body)),
            other => panic!("{other:?}"),
        };
        in_inlines(vec![Inline::Text(text.to_owned())], &mut terms).iter().map(shown).collect()
    }

    #[test]
    fn whole_words_are_found_once_in_any_case() {
        assert_eq!(marked("Go and Rust, rust and Gopher", &["rust", "Go"]), "**Go** and **Rust**, rust and Gopher");
        assert_eq!(marked("C++ and C", &["C"]), "C++ and **C**");
        assert_eq!(marked("C++ and C", &["C", "C++"]), "**C++** and **C**");
        assert_eq!(marked("Trusting rusty tools", &["rust"]), "Trusting rusty tools");
        assert_eq!(marked("Straße und STRASSE", &["straße"]), "**Straße** und STRASSE");
    }
}
