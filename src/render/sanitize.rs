//! Texts as a terminal may have them: what it would take for an order is shown as a sign.

use std::borrow::Cow;

use crate::diagnostic::Diagnostic;

/// Of a longer message the middle is left out, because a key may have megabytes.
const LONGEST: usize = 600;

/// How much of such a message is kept at its end.
const END: usize = 100;

/// A longer change of the text, in bytes, is not shown: half of one would be wrong.
const LONGEST_FIX: usize = 10_000;

/// A text in which no character is an order to a terminal.
pub fn text(text: &str) -> Cow<'_, str> {
    replaced(text, sign)
}

/// A line of JSON, in which the orders that JSON lets stand are escapes.
pub fn json(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut line, letter| {
        match u32::from(letter) {
            code @ 0x7f..=0x9f => line += &format!("\\u{code:04x}"),
            _ => line.push(letter),
        }
        line
    })
}

/// A diagnostic in which no character is an order to a terminal, turns the direction of a
/// line, or belongs to more than anybody would read.
pub fn diagnostic(note: &Diagnostic) -> Diagnostic {
    let mut note = note.clone();
    let fix = note.fix.iter_mut().chain(&mut note.alternatives).map(|fix| &mut fix.title);
    let labels = note.labels.iter_mut().map(|label| &mut label.text);
    for text in [&mut note.message, &mut note.path].into_iter().chain(&mut note.help).chain(labels).chain(fix) {
        *text = words(text);
    }
    note.fix = note.fix.filter(|fix| fix.replacement.len() <= LONGEST_FIX);
    note.alternatives.retain(|fix| fix.replacement.len() <= LONGEST_FIX);
    for fix in note.fix.iter_mut().chain(&mut note.alternatives) {
        fix.replacement = line(&fix.replacement).into_owned();
    }
    note
}

/// A line of a message.
pub fn line(text: &str) -> Cow<'_, str> {
    replaced(text, |letter| sign(letter).or_else(|| turn(letter)))
}

/// A message, or a part of one.
pub fn words(text: &str) -> String {
    shortened(&line(text))
}

/// A file as it is shown beside a message. Places in it stay where they are.
pub fn source(text: &str) -> Cow<'_, str> {
    // The printer of messages knows all orders but these, which have two bytes.
    replaced(text, |letter| matches!(letter, '\u{80}'..='\u{9f}').then_some('¿'))
}

fn replaced(text: &str, sign: impl Fn(char) -> Option<char>) -> Cow<'_, str> {
    if text.chars().all(|letter| sign(letter).is_none()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|letter| sign(letter).unwrap_or(letter)).collect())
}

/// The sign for an order to a terminal (Unicode's control pictures).
fn sign(letter: char) -> Option<char> {
    match letter {
        '\n' | '\t' => None,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(letter)),
        '\u{7f}' => Some('␡'),
        '\u{80}'..='\u{9f}' => Some('�'),
        _ => None,
    }
}

/// The sign for a character that turns the direction of what follows it.
fn turn(letter: char) -> Option<char> {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}').then_some('�')
}

fn shortened(text: &str) -> String {
    if text.char_indices().nth(LONGEST).is_none() {
        return text.to_owned();
    }
    let start = text.char_indices().nth(LONGEST - END).map_or(0, |(at, _)| at);
    let end = text.char_indices().rev().nth(END).map_or(0, |(at, _)| at);
    format!("{}…{}", &text[..start], &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_to_a_terminal_are_signs() {
        assert_eq!(text("a\u{1b}[31m\u{9b}31m\u{7f}\0\r\n\tb"), "a␛[31m�31m␡␀␍\n\tb");
        assert_eq!(words("a\u{202e}b\u{2066}c"), "a�b�c");
        assert_eq!(text("é\u{202e}陈"), "é\u{202e}陈");
        assert_eq!(json("a\u{9b}\u{7f}é"), "a\\u009b\\u007fé");
        assert_eq!(source("a\u{9b}b").len(), "a\u{9b}b".len());
        let long = words(&format!("a{}b", "é".repeat(1000)));
        assert!(long.starts_with("aé") && long.ends_with("éb") && long.chars().count() < 605);
    }
}
