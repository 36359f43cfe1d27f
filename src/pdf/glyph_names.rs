//! The characters that glyph names stand for, by the rules of the Adobe Glyph List Specification, section 2:
//! a name is cut at the first dot, and split at underscores.

use unicode_normalization::UnicodeNormalization;

/// Names of signs and digits.
const NAMES: &[(&str, &str)] = &[
    ("space", " "),
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("period", "."),
    ("comma", ","),
    ("colon", ":"),
    ("semicolon", ";"),
    ("hyphen", "-"),
    ("minus", "−"),
    ("endash", "–"),
    ("emdash", "—"),
    ("parenleft", "("),
    ("parenright", ")"),
    ("bracketleft", "["),
    ("bracketright", "]"),
    ("slash", "/"),
    ("plus", "+"),
    ("equal", "="),
    ("percent", "%"),
    ("ampersand", "&"),
    ("at", "@"),
    ("numbersign", "#"),
    ("dollar", "$"),
    ("Euro", "€"),
    ("sterling", "£"),
    ("exclam", "!"),
    ("question", "?"),
    ("asterisk", "*"),
    ("underscore", "_"),
    ("bar", "|"),
    ("bullet", "•"),
    ("periodcentered", "·"),
    ("quotesingle", "'"),
    ("quotedbl", "\""),
    ("quoteleft", "‘"),
    ("quoteright", "’"),
    ("quotedblleft", "“"),
    ("quotedblright", "”"),
    ("ff", "ff"),
    ("fi", "fi"),
    ("fl", "fl"),
    ("ffi", "ffi"),
    ("ffl", "ffl"),
    ("germandbls", "ß"),
    ("dotlessi", "ı"),
    ("ae", "æ"),
    ("AE", "Æ"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("oslash", "ø"),
    ("Oslash", "Ø"),
    ("lslash", "ł"),
    ("Lslash", "Ł"),
    ("eth", "ð"),
    ("thorn", "þ"),
];

/// Accents at the end of a letter's name, and the combining characters that they stand for.
const ACCENTS: &[(&str, char)] = &[
    ("acute", '\u{301}'),
    ("breve", '\u{306}'),
    ("caron", '\u{30c}'),
    ("cedilla", '\u{327}'),
    ("circumflex", '\u{302}'),
    ("commaaccent", '\u{326}'),
    ("dieresis", '\u{308}'),
    ("dotaccent", '\u{307}'),
    ("grave", '\u{300}'),
    ("hungarumlaut", '\u{30b}'),
    ("macron", '\u{304}'),
    ("ogonek", '\u{328}'),
    ("ring", '\u{30a}'),
    ("tilde", '\u{303}'),
];

/// The characters of a glyph; `None` if its name does not tell.
pub fn characters(name: &str) -> Option<String> {
    let base = name.split('.').next().filter(|base| !base.is_empty())?;
    base.split('_').map(component).collect()
}

fn component(name: &str) -> Option<String> {
    if let Some((_, text)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some((*text).to_owned());
    }
    let mut letters = name.chars();
    let first = letters.next()?;
    let rest = letters.as_str();
    if rest.is_empty() {
        return Some(first.to_string());
    }
    if let Some((_, accent)) = ACCENTS.iter().find(|(known, _)| *known == rest) {
        return Some([first, *accent].into_iter().nfc().collect());
    }
    let hex = name.strip_prefix("uni").or(name.strip_prefix('u')).filter(|hex| hex.len() >= 4 && hex.is_ascii())?;
    let units = if name.starts_with("uni") && hex.len() % 4 == 0 { 4 } else { hex.len() };
    let digits: Vec<char> = hex.chars().collect();
    let character = |digits: &[char]| char::from_u32(u32::from_str_radix(&digits.iter().collect::<String>(), 16).ok()?);
    digits.chunks(units).map(character).collect()
}

#[cfg(test)]
mod tests {
    use super::characters;

    #[test]
    fn names_with_suffixes_and_ligatures_are_characters() {
        let read = |name| characters(name).unwrap_or_default();
        let names = ["one.onum", "f_f_i", "eacute.sc", "uni00E9", "u1F600", "uni00660066", "A", "Scaron", "g23"];
        assert_eq!(names.map(read), ["1", "ffi", "é", "é", "😀", "ff", "A", "Š", ""]);
        assert_eq!(characters(".notdef"), None);
    }
}
