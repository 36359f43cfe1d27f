//! Accents: a command and the letter that it applies to.

use unicode_normalization::char::compose;

use super::mark;

/// Commands with their combining character, and how they print without a letter.
const ACCENTS: &[(&str, char, &str)] = &[
    ("'", '\u{301}', "´"),
    ("\"", '\u{308}', "¨"),
    (".", '\u{307}', "˙"),
    ("=", '\u{304}', "¯"),
    ("H", '\u{30b}', "˝"),
    ("^", '\u{302}', "^"),
    ("`", '\u{300}', "`"),
    ("b", '\u{331}', ""),
    ("c", '\u{327}', "¸"),
    ("d", '\u{323}', ""),
    ("k", '\u{328}', "˛"),
    ("r", '\u{30a}', "˚"),
    ("t", '\u{361}', ""),
    ("u", '\u{306}', "˘"),
    ("v", '\u{30c}', "ˇ"),
    ("~", '\u{303}', "~"),
];

/// An accent.
#[derive(Clone, Copy)]
pub struct Accent {
    /// The combining character.
    combining: char,
    /// What is printed if there is no letter.
    alone: &'static str,
}

/// The accent of a command.
pub fn accent(name: &str) -> Option<Accent> {
    let (_, combining, alone) = ACCENTS.iter().find(|(known, ..)| *known == name)?;
    Some(Accent { combining: *combining, alone })
}

impl Accent {
    /// An accent that is always on a letter, as in mathematics.
    pub fn combining(combining: char) -> Accent {
        Accent { combining, alone: "" }
    }
}

/// Adds a text with an accent on its first letter.
pub fn push(text: &mut String, base: &str, accent: Accent) {
    let base = base.replace(['{', '}'], "");
    let mut letters = base.chars();
    let Some(first) = letters.next().filter(|letter| !letter.is_whitespace()) else {
        accent.alone.chars().for_each(|letter| mark::push_literal(text, letter));
        text.push_str(&base);
        return;
    };
    // TeX takes the dot off a letter itself.
    let first = match first {
        'ı' => 'i',
        'ȷ' => 'j',
        first => first,
    };
    match compose(first, accent.combining) {
        Some(composed) => text.push(composed),
        None => text.extend([first, accent.combining]),
    }
    text.push_str(letters.as_str());
}
