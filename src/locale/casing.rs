//! Capitals and italics: which a language has, and how it makes them.

use std::cmp::Reverse;

use super::Locale;

impl Locale {
    /// The letters whose capitals differ in the language from those in others, with their capitals, pairs of letters
    /// first; `None` if text of the language is never set in capitals.
    pub fn capitals(&self) -> Option<impl Iterator<Item = (&str, &str)>> {
        let pairs = || {
            let mut pairs: Vec<_> = self.words.capitals.iter().collect();
            pairs.sort_by_key(|(letters, _)| Reverse(letters.chars().count()));
            pairs.into_iter().map(|(letters, capitals)| (letters.as_str(), capitals.as_str()))
        };
        (!self.words.no_capitals).then(pairs)
    }

    /// Whether the script of the language has italics. In others, only figures and foreign words would be slanted.
    pub fn has_italics(&self) -> bool {
        script_of(&self.words.name).is_some_and(|script| script != Script::Other)
    }

    /// Whether a text is in the script of the language.
    pub fn has_script_of(&self, text: &str) -> bool {
        script_of(text).is_none_or(|script| Some(script) == script_of(&self.words.name))
    }
}

/// A script, as far as its fonts differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Other,
}

/// The script of the first letter of a text (Unicode blocks).
fn script_of(text: &str) -> Option<Script> {
    let letter = text.chars().find(|letter| letter.is_alphabetic())?;
    Some(match letter {
        'A'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Greek,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        _ => Script::Other,
    })
}

#[cfg(test)]
mod tests {
    use crate::locale::tests::locale;

    #[test]
    fn scripts_without_italics_have_none() {
        let has_italics = |tag: &str| locale(tag).unwrap().has_italics();
        for tag in ["en", "vi", "el", "ru", "kk", "sr", "az"] {
            assert!(has_italics(tag), "{tag}");
        }
        for tag in ["am", "ar", "bn", "fa", "he", "hi", "hy", "ja", "ka", "km", "ko", "mr", "ta", "th", "ur", "zh"] {
            assert!(!has_italics(tag), "{tag}");
        }
    }

    #[test]
    fn capitals_are_those_of_the_language() {
        let capital = |tag: &str, letter: &str| {
            let locale = locale(tag).unwrap();
            locale.capitals().map(|mut all| all.find(|(small, _)| *small == letter).map(|(_, it)| it.to_owned()))
        };
        assert_eq!(capital("tr", "i").unwrap().as_deref(), Some("İ"));
        assert_eq!(capital("az", "i").unwrap().as_deref(), Some("İ"));
        assert_eq!(capital("el", "ΐ").unwrap().as_deref(), Some("Ϊ"));
        assert_eq!(capital("hy", "և").unwrap().as_deref(), Some("ԵՎ"));
        assert_eq!(capital("en", "i").unwrap(), None);
        assert!(capital("ka", "i").is_none());
    }
}
