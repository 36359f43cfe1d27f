//! The words of a text that can be looked up in a dictionary: no addresses, code, numbers or acronyms.

use crate::present::Inline;

/// A word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// As printed, with a straight apostrophe.
    pub text: String,
    /// Its offset in the plain text, in bytes.
    pub start: usize,
    /// How it is capitalized.
    pub case: Case,
}

/// How a word is capitalized.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// In small letters.
    Lower,
    /// Capitalized at the start of a sentence.
    First,
    /// Capitalized inside a sentence.
    Inside,
}

/// The shortest word that is looked up.
const SHORTEST: usize = 3;

/// The words of a text.
pub fn tokens(inlines: &[Inline]) -> Vec<Token> {
    let text = masked(inlines);
    let mut found = Vec::new();
    let mut starts_sentence = true;
    for (start, chunk) in chunks(&text) {
        if !is_code(chunk) {
            for (at, word) in words(chunk) {
                let begins = starts_sentence && at == word_start(chunk);
                found.extend(token(word, start + at, begins));
            }
        }
        if chunk.contains(char::is_alphanumeric) || chunk.contains(SENTENCE) {
            starts_sentence =
                chunk.ends_with(SENTENCE) || chunk.ends_with(['"', '”', '“', ')']) && chunk.contains(['.', '!', '?']);
        }
    }
    found
}

/// What a sentence may start after.
const SENTENCE: [char; 11] = ['.', '!', '?', ':', ';', '•', '–', '—', '|', '·', '…'];

/// The plain text, with code replaced by signs that are part of no word. Offsets stay.
fn masked(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(letters) => text.push_str(letters),
            Inline::Code(code) => text.push_str(&"_".repeat(code.len())),
            Inline::Emphasis(body)
            | Inline::Strong(body)
            | Inline::Struck(body)
            | Inline::Superscript(body)
            | Inline::Subscript(body)
            | Inline::Link { body, .. } => text.push_str(&masked(body)),
            Inline::Break => text.push('\n'),
            Inline::Field(field) => text.push_str(&masked(&field.inlines)),
        }
    }
    text
}

/// The parts between white space, with their offsets.
fn chunks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(char::is_whitespace).filter(|chunk| !chunk.is_empty()).map(|chunk| {
        let start = chunk.as_ptr() as usize - text.as_ptr() as usize;
        (start, chunk)
    })
}

/// The offset of the first letter.
fn word_start(chunk: &str) -> usize {
    chunk.find(char::is_alphabetic).unwrap_or(0)
}

/// Whether a chunk is an address, a path, a number, code or the like: it has signs of one inside.
fn is_code(chunk: &str) -> bool {
    let inner = chunk.trim_matches(|letter: char| !letter.is_alphanumeric() && !"_@#\\".contains(letter));
    let has_dot = inner.match_indices('.').any(|(at, _)| inner[at + 1..].starts_with(char::is_alphanumeric));
    let has_sign = inner.contains(['_', '@', '#', '\\', '=', '<', '>', '{', '}', '$', '+', '*', '^', '~']);
    has_sign || has_dot || inner.contains("://") || inner.contains(char::is_numeric)
}

/// The words of a chunk with their offsets in it; an apostrophe belongs to a word.
fn words(chunk: &str) -> Vec<(usize, &str)> {
    let is_inside = |letter: char| letter.is_alphabetic() || matches!(letter, '\'' | '’' | '\u{ad}');
    let mut found = Vec::new();
    let mut rest = 0;
    for part in chunk.split(|letter: char| !is_inside(letter)) {
        let start = chunk[rest..].find(part).map_or(rest, |at| rest + at);
        rest = start + part.len();
        let word = part.trim_start_matches(['\'', '’']);
        let start = start + part.len() - word.len();
        found.push((start, word.trim_end_matches(['\'', '’'])));
    }
    found.retain(|(_, word)| !word.is_empty());
    found
}

/// A word to look up; `None` if it is too short, an acronym, a name such as `iPhone`, or of another script.
fn token(word: &str, start: usize, begins: bool) -> Option<Token> {
    let text = word.replace('’', "'").replace('\u{ad}', "");
    let text = text.strip_suffix("'s").map_or(text.clone(), str::to_owned);
    let mut letters = text.chars();
    let first = letters.next()?;
    let is_acronym = letters.clone().any(char::is_uppercase);
    let is_latin = text.chars().all(|letter| letter < '\u{250}');
    if text.chars().count() < SHORTEST || is_acronym || !is_latin {
        return None;
    }
    let case = match (first.is_uppercase(), begins) {
        (false, _) => Case::Lower,
        (true, true) => Case::First,
        (true, false) => Case::Inside,
    };
    Some(Token { text, start, case })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, Case)> {
        tokens(&[Inline::Text(text.into())]).into_iter().map(|token| (token.text, token.case)).collect()
    }

    #[test]
    fn addresses_code_numbers_and_acronyms_are_no_words() {
        assert!(found("https://ada.example.org/x a@b.org v1.2 C++ snake_case 3rd NASA iPhone PhDs Node.js").is_empty());
    }

    #[test]
    fn words_are_told_apart_by_their_capitals() {
        use Case::{First, Inside, Lower};
        let words =
            |list: &[(&str, Case)]| list.iter().map(|(word, case)| ((*word).to_owned(), *case)).collect::<Vec<_>>();
        assert_eq!(
            found("Built Acme’s well-known tools. Didn't stop (Unlike others)"),
            words(&[
                ("Built", First),
                ("Acme", Inside),
                ("well", Lower),
                ("known", Lower),
                ("tools", Lower),
                ("Didn't", First),
                ("stop", Lower),
                ("Unlike", Inside),
                ("others", Lower),
            ])
        );
    }

    #[test]
    fn offsets_are_those_of_the_plain_text() {
        let inlines = [
            Inline::Code("fn é".into()),
            Inline::Text(" and ".into()),
            Inline::Strong(vec![Inline::Text("or’s not".into())]),
        ];
        let starts: Vec<usize> = tokens(&inlines).iter().map(|token| token.start).collect();
        assert_eq!(starts, [6, 17]);
    }
}
