//! Spelling dictionaries: Hunspell's format, with suggestions.
//!
//! Dictionaries of some languages are bundled, compressed, and unpacked only when they are asked for. What a
//! résumé is made of beyond a dictionary, such as names and skills, is known to the rule that uses it
//! (`advice/spelling.rs`).

mod compounds;
mod encoding;
mod suggest;

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::io::Read;
use std::sync::{Mutex, MutexGuard, PoisonError};

use flate2::read::GzDecoder;

use crate::bundled::BundledFile;
use crate::locale::{capitalizes_nouns, spelling_rules};

/// The words of a language, and what may be meant by others.
pub struct Dictionary {
    /// Its language, such as `en` or `pt-BR`.
    language: String,
    /// A word in any of them is right: British and American English, if either may be meant.
    parts: Vec<spellbook::Dictionary>,
    /// Words of the trade that the parts lack, in lower case.
    words: HashSet<String>,
    /// The suggestions made so far: a preview asks again with every keystroke.
    suggestions: Mutex<HashMap<String, Vec<String>>>,
}

/// Why a dictionary cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnusableDictionary(String);

/// A bundled dictionary.
struct Bundled {
    tag: &'static str,
    dic: BundledFile,
}

include!(concat!(env!("OUT_DIR"), "/dictionaries.rs"));

impl Dictionary {
    /// The tags of the bundled dictionaries.
    pub fn bundled_tags() -> impl Iterator<Item = &'static str> {
        BUNDLED.iter().map(|one| one.tag)
    }

    /// The bundled dictionary of a language as it is written in a region; without a region, either spelling
    /// is right. `None` if there is none, or it cannot be had. Unpacking takes some hundredths of a second.
    pub fn bundled(language: &str, region: Option<&str>) -> Option<Dictionary> {
        let rules = spelling_rules(language)?;
        let affixes = of_language(AFFIXES, language)?;
        let wanted = BUNDLED.iter().filter(|one| rules.uses(one.tag, region));
        let parts = wanted.map(|one| spellbook::Dictionary::new(affixes, &unpacked(one.dic.bytes())?).ok());
        let parts = parts.collect::<Option<_>>()?;
        let lines = of_language(WORDS, language).unwrap_or_default().lines().filter(|line| !line.starts_with('#'));
        let words = lines.flat_map(str::split_whitespace).map(str::to_owned).collect();
        Some(Dictionary { language: language.to_owned(), parts, words, suggestions: Mutex::default() })
    }

    /// Reads a dictionary from the two files of Hunspell: rules (`.aff`) and words (`.dic`).
    ///
    /// # Errors
    /// If their encoding is not supported, or they are not in that format.
    pub fn parse(language: &str, aff: &[u8], dic: &[u8]) -> Result<Dictionary, UnusableDictionary> {
        let encoding = encoding::declared(aff);
        let decode = |bytes: &[u8]| {
            let decoded = encoding::decode(bytes, &encoding);
            decoded.ok_or_else(|| UnusableDictionary(format!("its encoding, `{encoding}`, is not supported")))
        };
        let part = spellbook::Dictionary::new(&decode(aff)?, &decode(dic)?)
            .map_err(|error| UnusableDictionary(format!("it is invalid: {error}")))?;
        let (parts, words) = (vec![part], HashSet::new());
        Ok(Dictionary { language: language.to_owned(), parts, words, suggestions: Mutex::default() })
    }

    /// The language, such as `en` or `pt-BR`.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Whether a word is spelled right, also at the start of a sentence.
    pub fn accepts(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        if !word.is_ascii() && self.has_optional_accents() {
            return true;
        }
        self.has(word)
            || lower != word && self.has(&lower)
            || self.knows(&lower)
            || compounds::is_compound(self, &lower)
    }

    /// Whether the language drops accents, or takes a word with them from another language.
    pub fn has_optional_accents(&self) -> bool {
        let language = self.language.split(['-', '_']).next().unwrap_or_default();
        spelling_rules(language).is_some_and(|rules| rules.optional_accents)
    }

    /// Whether a word is in one of the parts, in this capitalization or a smaller one.
    fn has(&self, word: &str) -> bool {
        self.parts.iter().any(|part| part.check(word))
    }

    /// Whether a word in lower case is one of the trade, or a regular plural of one.
    fn knows(&self, lower: &str) -> bool {
        let singular = lower.strip_suffix('s').filter(|singular| !singular.ends_with('s'));
        self.words.contains(lower) || singular.is_some_and(|singular| self.words.contains(singular))
    }

    /// Whether all nouns of the language begin with a capital.
    pub fn capitalizes_nouns(&self) -> bool {
        capitalizes_nouns(self.language.split(['-', '_']).next().unwrap_or_default())
    }

    /// Words that may be meant by a misspelt one, the likeliest first, capitalized as it is.
    ///
    /// Takes some hundredths of a second for a new word; the result is kept for [`Dictionary::suggested`].
    pub fn suggest(&self, word: &str) -> Vec<String> {
        self.suggested(word).unwrap_or_else(|| {
            let found = suggest::suggestions(self, word);
            self.kept().insert(word.to_owned(), found.clone());
            found
        })
    }

    /// The suggestions that [`Dictionary::suggest`] has made for a word before; `None` if it has not been asked.
    pub fn suggested(&self, word: &str) -> Option<Vec<String>> {
        self.kept().get(word).cloned()
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<String, Vec<String>>> {
        // Poisoning is ignored: no panic can happen between a change and its end.
        self.suggestions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The text of a language in a table.
fn of_language(table: &[(&'static str, &'static str)], language: &str) -> Option<&'static str> {
    table.iter().find(|(tag, _)| *tag == language).map(|(_, text)| *text)
}

fn unpacked(bytes: &[u8]) -> Option<String> {
    let mut text = String::new();
    GzDecoder::new(bytes).read_to_string(&mut text).ok().map(|_| text)
}

impl fmt::Display for UnusableDictionary {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UnusableDictionary {}

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_tuple("Dictionary").field(&self.language).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spelling_is_that_of_the_region_or_either() {
        let accepts = |region: Option<&str>, word: &str| Dictionary::bundled("en", region).unwrap().accepts(word);
        assert!(accepts(Some("US"), "color") && !accepts(Some("US"), "colour"));
        assert!(accepts(Some("GB"), "colour") && !accepts(Some("GB"), "color"));
        assert!(accepts(Some("AU"), "Organised") && accepts(Some("GB"), "organized"), "Oxford writes it so");
        assert!(accepts(None, "color") && accepts(None, "colour"));
        assert!(Dictionary::bundled("de", None).is_none());
    }

    #[test]
    fn words_of_the_trade_are_right() {
        let dictionary = Dictionary::bundled("en", Some("US")).unwrap();
        for word in
            ["backend", "Microservices", "onboarding", "lifecycle", "cybersecurity", "timesheets", "retrofitted"]
        {
            assert!(dictionary.accepts(word), "{word}");
        }
        for word in ["recieved", "managment", "develpoment", "thebridge", "seperate", "acheived", "Developped"] {
            assert!(!dictionary.accepts(word), "{word}");
        }
    }

    #[test]
    fn what_is_meant_comes_first() {
        let dictionary = Dictionary::bundled("en", Some("US")).unwrap();
        for (written, meant) in [
            ("recieved", "received"),
            ("managment", "management"),
            ("Developped", "Developed"),
            ("seperate", "separate"),
            ("enviroment", "environment"),
            ("accomodation", "accommodation"),
            ("occured", "occurred"),
            ("teh", "the"),
        ] {
            assert_eq!(dictionary.suggest(written).first().map(String::as_str), Some(meant), "{written}");
        }
    }

    #[test]
    fn a_dictionary_of_another_encoding_is_read() {
        let aff = b"SET ISO8859-1\n";
        let dictionary = Dictionary::parse("de", aff, b"2\nPr\xfcfung\nStra\xdfe\n").unwrap();
        assert!(dictionary.accepts("Prüfung") && dictionary.accepts("Straße") && !dictionary.accepts("Prufung"));
        let error = Dictionary::parse("xx", b"SET KOI8-R\n", b"1\na\n").unwrap_err();
        assert_eq!(error.to_string(), "its encoding, `KOI8-R`, is not supported");
    }
}
