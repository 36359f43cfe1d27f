//! Word knowledge: stop words, common words and names of skills.

use std::collections::{HashMap, HashSet};

use snowball_stemmers_rs::{Algorithm, Stemmer};

/// Names of skills with alternative spellings.
const SKILLS: &str = include_str!("skills.txt");

/// The supported languages: stemming algorithm, common words (the most frequent in Wikipedia,
/// most frequent first), and words that occur in every job posting.
#[rustfmt::skip]
const LANGUAGES: &[(&str, Algorithm, &str, &str)] = &[
    ("en", Algorithm::English, include_str!("words/en.txt"), include_str!("words/advert-en.txt")),
    ("de", Algorithm::German, include_str!("words/de.txt"), include_str!("words/advert-de.txt")),
    ("ca", Algorithm::Catalan, "", ""),
    ("da", Algorithm::Danish, "", ""),
    ("el", Algorithm::Greek, "", ""),
    ("es", Algorithm::Spanish, "", ""),
    ("fi", Algorithm::Finnish, "", ""),
    ("fr", Algorithm::French, "", ""),
    ("hu", Algorithm::Hungarian, "", ""),
    ("id", Algorithm::Indonesian, "", ""),
    ("it", Algorithm::Italian, "", ""),
    ("nl", Algorithm::Dutch, "", ""),
    ("no", Algorithm::Norwegian, "", ""),
    ("pt", Algorithm::Portuguese, "", ""),
    ("ro", Algorithm::Romanian, "", ""),
    ("ru", Algorithm::Russian, "", ""),
    ("sv", Algorithm::Swedish, "", ""),
    ("tr", Algorithm::Turkish, "", ""),
];

/// Words ranked higher than this are stop words in any context.
const COMMONPLACE: usize = 250;

/// The words of a language.
pub struct Lexicon {
    /// Its two-letter code.
    pub language: &'static str,
    stemmer: Stemmer,
    /// Stems of stop words.
    idle: HashSet<String>,
    /// Stems of common words, with their frequency ranks.
    ranks: HashMap<String, usize>,
    /// Spellings of skills, by the stem of their first word.
    skills: HashMap<String, Vec<Spelling>>,
    most_common: usize,
}

/// One spelling of a skill.
struct Spelling {
    /// The usual name.
    skill: &'static str,
    words: Vec<Word<'static>>,
    /// Whether case must match exactly.
    exact: bool,
}

/// A word of a text, or several that name one skill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word as written.
    pub text: &'a str,
    /// The key shared by its inflected forms and spellings.
    pub key: String,
    /// The stem shared by its inflected forms.
    stem: String,
    /// The stems of the following words, in the name of a skill.
    rest: Vec<String>,
    /// Whether it names a skill.
    pub skill: bool,
    /// Whether it follows punctuation that separates phrases.
    pub parted: bool,
    /// Its byte offset in the text.
    pub start: usize,
}

impl Lexicon {
    /// The lexicon for the language of a text: the language with the most matching stop words, or
    /// English.
    pub fn of(texts: &[String]) -> Lexicon {
        let count = |(code, ..): &&(&str, Algorithm, &str, &str)| {
            let little: HashSet<&str> = stop_words::lookup(code).unwrap_or_default().iter().copied().collect();
            let words = texts.iter().flat_map(|text| pieces(text)).map(|(text, ..)| text.to_lowercase());
            words.filter(|word| little.contains(word.as_str())).count()
        };
        // `max_by_key` returns the last maximum, so English wins ties.
        let best = LANGUAGES.iter().rev().max_by_key(count).expect("the table is not empty");
        let (language, algorithm, common, advert) = *best;
        let mut lexicon = Lexicon {
            language,
            stemmer: Stemmer::create(algorithm),
            idle: HashSet::new(),
            ranks: HashMap::new(),
            skills: HashMap::new(),
            most_common: common.lines().count(),
        };
        let advert = advert.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
        let idle = stop_words::lookup(language).unwrap_or_default().iter().copied().chain(advert);
        lexicon.idle = idle.map(|word| lexicon.stem(word)).collect();
        for (rank, word) in common.lines().enumerate() {
            let stem = lexicon.stem(word);
            lexicon.ranks.entry(stem).or_insert(rank);
        }
        for line in SKILLS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let skill = line.split(" | ").next().unwrap_or(line).trim_start_matches('=');
            for spelling in line.split(" | ") {
                let words = lexicon.plain(spelling.trim_start_matches('='));
                let exact = spelling.starts_with('=');
                if let Some(first) = words.first() {
                    lexicon.skills.entry(first.stem.clone()).or_default().push(Spelling { skill, words, exact });
                }
            }
        }
        // Match `SQL Server` before `SQL`.
        lexicon
            .skills
            .values_mut()
            .for_each(|list| list.sort_by_key(|spelling| std::cmp::Reverse(spelling.words.len())));
        lexicon
    }

    fn stem(&self, word: &str) -> String {
        let word = word.to_lowercase();
        let word = word.trim_end_matches("'s").trim_end_matches("’s");
        self.stemmer.stem(word).into_owned()
    }

    fn plain<'a>(&self, text: &'a str) -> Vec<Word<'a>> {
        let word = |(text, start, parted)| {
            let stem = self.stem(text);
            Word { text, key: stem.clone(), stem, rest: Vec::new(), skill: false, parted, start }
        };
        pieces(text).into_iter().map(word).collect()
    }

    /// Splits a text into words, treating names of skills as one word.
    pub fn words<'a>(&self, text: &'a str) -> Vec<Word<'a>> {
        let words = self.plain(text);
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let spellings = self.skills.get(&word.stem).map_or(&[][..], Vec::as_slice);
            match spellings.iter().find(|spelling| self.is(spelling, &words[at..])) {
                Some(Spelling { skill, words: spelling, .. }) => {
                    let last = &words[at + spelling.len() - 1];
                    let text = &text[word.start..last.start + last.text.len()];
                    let rest = words[at + 1..at + spelling.len()].iter().map(|word| word.stem.clone()).collect();
                    found.push(Word { text, key: format!("={skill}"), rest, skill: true, ..word.clone() });
                    at += spelling.len();
                }
                None => {
                    found.push(word.clone());
                    at += 1;
                }
            }
        }
        found
    }

    /// Whether words start with a spelling.
    fn is(&self, Spelling { words: spelling, exact, .. }: &Spelling, words: &[Word]) -> bool {
        let Some(words) = words.get(..spelling.len() + 1).or(words.get(..spelling.len())) else { return false };
        let same = spelling
            .iter()
            .zip(words)
            .all(|(spelled, word)| if *exact { spelled.text == word.text } else { spelled.stem == word.stem });
        let whole = words[1..spelling.len()].iter().all(|word| !word.parted);
        // `Go beyond`, `Excel at`: an ordinary word, capitalized at the start of a sentence.
        let sentence = *exact
            && words[0].parted
            && words.get(spelling.len()).is_some_and(|next| !next.parted && self.is_stop_word(next) && !joins(next));
        same && whole && !sentence
    }

    /// Whether a word says nothing about a job.
    pub fn is_stop_word(&self, word: &Word) -> bool {
        let figures = !word.text.chars().any(char::is_alphabetic);
        let commonplace = self.rank(word).is_some_and(|rank| rank < COMMONPLACE);
        let short = word.text.chars().count() < 2;
        !word.skill && (figures || short || commonplace || self.idle.contains(&word.stem))
    }

    /// The rarity of a word in ordinary language, from 0 (most common) to 1.
    pub fn rarity(&self, word: &Word) -> f64 {
        let most = (self.most_common.max(2) as f64).ln();
        self.rank(word).map_or(1.0, |rank| ((rank + 1) as f64).ln() / most)
    }

    fn rank(&self, word: &Word) -> Option<usize> {
        self.ranks.get(&word.stem).copied()
    }
}

/// Whether a word is a coordinating conjunction, as in `Go and Rust`.
fn joins(word: &Word) -> bool {
    ["and", "or", "und", "oder"].contains(&word.text)
}

impl Word<'_> {
    /// Whether the word matches the key of a word or a skill.
    pub fn is(&self, key: &str) -> bool {
        self.key == key || self.stem == key || self.rest.iter().any(|stem| stem == key)
    }
}

/// Splits a text into words with their byte offsets, and whether punctuation separates each from
/// the word before. Hyphens and slashes separate words but not phrases.
fn pieces(text: &str) -> Vec<(&str, usize, bool)> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let at = |index: usize| letters.get(index).map_or(' ', |(_, letter)| *letter);
    let mut found = Vec::new();
    let (mut index, mut parted) = (0, true);
    while index < letters.len() {
        let dotted = at(index) == '.' && at(index + 1).is_alphabetic() && (index == 0 || at(index - 1) == ' ');
        if !at(index).is_alphanumeric() && !dotted {
            parted |= !(at(index).is_whitespace() || "-/*_`~‑–'’&".contains(at(index)));
            index += 1;
            continue;
        }
        let start = index;
        index += 1;
        loop {
            let (letter, next) = (at(index), at(index + 1));
            let inside = letter.is_alphanumeric()
                || "+#".contains(letter) && !next.is_alphanumeric()
                || ".'’&".contains(letter) && next.is_alphanumeric();
            if !inside {
                break;
            }
            index += 1;
        }
        let end = letters.get(index).map_or(text.len(), |(at, _)| *at);
        found.push((&text[letters[start].0..end], letters[start].0, parted));
        parted = false;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        let lexicon = Lexicon::of(&["the and of to with for our you".to_owned()]);
        lexicon.words(text).into_iter().map(|word| word.key).collect()
    }

    #[test]
    fn spellings_of_a_skill_are_one() {
        assert_eq!(keys("Postgres"), keys("PostgreSQL"));
        assert_eq!(keys("k8s"), keys("Kubernetes"));
        assert_eq!(keys("machine-learning"), keys("Machine Learning"));
        assert_eq!(keys("distributed system"), keys("distributed systems"));
        assert_eq!(keys("C++, C# and .NET"), ["=C++", "=C#", "and", "=.NET"]);
        assert_eq!(keys("CI/CD with SQL Server"), ["=CI/CD", "with", "=Microsoft SQL Server"]);
    }

    #[test]
    fn an_ordinary_word_is_no_skill() {
        assert_eq!(keys("Go and Rust"), ["=Go", "and", "=Rust"]);
        assert_eq!(keys("we go on; rust"), ["we", "go", "on", "rust"]);
        assert_eq!(keys("Go for it"), ["go", "for", "it"]);
    }

    #[test]
    fn the_language_is_told_by_its_little_words() {
        let of = |text: &str| Lexicon::of(&[text.to_owned()]).language;
        assert_eq!(of("Wir suchen eine Person, die mit uns an der Zukunft arbeitet"), "de");
        assert_eq!(of("You will work with us on the future of the firm"), "en");
        assert_eq!(of("Nous cherchons une personne pour travailler avec nous"), "fr");
        assert_eq!(of("Rust Python"), "en");
    }
}
