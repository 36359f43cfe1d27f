//! Replaces straight quotes with the language's quotation marks, apostrophes and primes.

use unicode_script::{Script, UnicodeScript};

use crate::locale::{Locale, Quotes};

/// Replaces the quotes of one text, from start to end.
pub struct Quoter<'a> {
    locale: &'a Locale,
    quotes: &'a Quotes,
    /// For each open quotation, outermost first, whether it is a double one.
    open: Vec<bool>,
    before: Option<char>,
}

impl<'a> Quoter<'a> {
    /// Starts a text.
    pub fn new(locale: &'a Locale) -> Self {
        Quoter { locale, quotes: locale.quotes(), open: Vec::new(), before: None }
    }

    /// Passes over text before the next quote.
    pub fn pass(&mut self, letters: &str) {
        self.before = letters.chars().next_back().or(self.before);
    }

    /// The replacement for a straight quote here, before `after`.
    pub fn quote(&mut self, double: bool, after: &str) -> &'a str {
        let mark = self.mark(double, after);
        self.before = mark.chars().next_back();
        mark
    }

    fn mark(&mut self, double: bool, after: &str) -> &'a str {
        let [opens, closes] = if double { &self.quotes.double } else { &self.quotes.single };
        let is_open = self.open.last() == Some(&double);
        let before = self.before.unwrap_or(' ');
        if before.is_numeric() && !is_open {
            return if double { "″" } else { "′" };
        }
        // In scripts without spaces between words, a quotation begins right after a letter.
        if !double && !is_open && before.is_alphabetic() && !is_unspaced(before) {
            return "’";
        }
        if is_open && !before.is_whitespace() && !matches!(before, '(' | '[' | '{') {
            self.open.pop();
            return closes;
        }
        if !double && self.is_elided(after) {
            return "’";
        }
        self.open.push(double);
        opens
    }

    /// Whether an apostrophe before this text stands for letters or figures that are left out: `'n' roll`, `'90s`,
    /// `'s-Hertogenbosch`.
    fn is_elided(&self, after: &str) -> bool {
        let end = after.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(after.len());
        let (word, rest) = after.split_at(end);
        let figures = word.trim_end_matches('s');
        let is_year = figures.len() == 2 && figures.bytes().all(|byte| byte.is_ascii_digit());
        is_year && !rest.starts_with('\'') || self.locale.is_elided(&word.to_lowercase())
    }
}

/// Whether a letter is of a script without spaces between words.
fn is_unspaced(letter: char) -> bool {
    use Script::{Han, Hiragana, Katakana, Khmer, Lao, Myanmar, Thai};
    matches!(letter.script(), Han | Hiragana | Katakana | Khmer | Lao | Myanmar | Thai) || letter == 'ー'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turned(text: &str) -> String {
        let locale = Locale::named("en").unwrap();
        let mut quoter = Quoter::new(&locale);
        let mut turned = String::new();
        for (at, letter) in text.char_indices() {
            match letter {
                '"' | '\'' => turned += quoter.quote(letter == '"', &text[at + 1..]),
                letter => {
                    quoter.pass(letter.encode_utf8(&mut [0; 4]));
                    turned.push(letter);
                }
            }
        }
        turned
    }

    #[test]
    fn quotes_are_those_of_the_language_and_nest() {
        assert_eq!(turned("a \"b 'c' d\" (\"e\")"), "a “b ‘c’ d” (“e”)");
        assert_eq!(turned("\"It's\""), "“It’s”");
        // A quotation may begin right after a letter where words have no spaces between them.
        assert_eq!(turned("湿'混凝土'接缝"), "湿‘混凝土’接缝");
    }

    #[test]
    fn words_may_begin_with_an_apostrophe() {
        assert_eq!(turned("the '90s, class of '08, rock 'n' roll"), "the ’90s, class of ’08, rock ’n’ roll");
        assert_eq!(turned("'s-Hertogenbosch, Op 't Veld, 's avonds"), "’s-Hertogenbosch, Op ’t Veld, ’s avonds");
        assert_eq!(turned("'90' and 'nine' and 'no'"), "‘90’ and ‘nine’ and ‘no’");
    }

    #[test]
    fn apostrophes_and_primes_are_no_quotes() {
        assert_eq!(turned("5'11\", O'Neill's"), "5′11″, O’Neill’s");
    }
}
