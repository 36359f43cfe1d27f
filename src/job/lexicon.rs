//! Word knowledge: stop words, common words and names of skills.

use std::collections::{HashMap, HashSet};

use snowball_stemmers_rs::{Algorithm, Stemmer};

/// Names of skills with alternative spellings.
const SKILLS: &str = include_str!("skills.txt");

/// What is known of a language.
struct LanguageWords {
    /// The tag of its file.
    language: &'static str,
    algorithm: Algorithm,
    /// The tag of its stop words.
    stop_words: &'static str,
    /// Whether names of skills are words of the language.
    names_skills: bool,
    /// Whether all nouns begin with a capital.
    noun_capitals: bool,
    /// Common words, the most frequent in Wikipedia, most frequent first.
    common: &'static str,
    /// Words that occur in every job posting.
    advert: &'static str,
    /// Words that say something only together with the word before them.
    heads: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/job_words.rs"));

/// Words ranked higher than this are stop words in any context.
const COMMONPLACE: usize = 250;

/// The words of a language.
pub struct Lexicon {
    words: &'static LanguageWords,
    stemmer: Stemmer,
    /// Stems of stop words, and of words that every posting says.
    idle: HashSet<String>,
    /// Stems of stop words alone.
    little: HashSet<String>,
    /// Stems of common words, with their frequency ranks.
    ranks: HashMap<String, usize>,
    /// Spellings of skills, by the stem of their first word.
    skills: HashMap<String, Vec<Spelling>>,
    most_common: usize,
}

/// One spelling of a skill.
struct Spelling {
    /// The usual name.
    skill: String,
    words: Vec<SpelledWord>,
    /// Whether case must match exactly.
    exact: bool,
}

/// A word of a spelling.
struct SpelledWord {
    text: String,
    lower: String,
    stem: String,
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
    /// Whether it is half of a compound, as `maand` in `maand- en jaarrekeningen`.
    pub is_half: bool,
    /// Whether a hyphen joins it to the word before.
    pub is_joined: bool,
}

impl Lexicon {
    /// The lexicon for the language of a text: the language with the most matching stop words, or
    /// English.
    pub fn of(texts: &[String]) -> Lexicon {
        let count = |words: &&LanguageWords| {
            let little: HashSet<&str> =
                stop_words::lookup(words.stop_words).unwrap_or_default().iter().copied().collect();
            let words = texts.iter().flat_map(|text| pieces(text)).map(|(text, ..)| text.to_lowercase());
            words.filter(|word| little.contains(word.as_str())).count()
        };
        // `max_by_key` returns the last maximum, so the first language, English, wins ties.
        let words = LANGUAGES.iter().rev().max_by_key(count).expect("the table is not empty");
        let LanguageWords { algorithm, stop_words, common, advert, .. } = *words;
        let mut lexicon = Lexicon {
            words,
            stemmer: Stemmer::create(algorithm),
            idle: HashSet::new(),
            little: HashSet::new(),
            ranks: HashMap::new(),
            skills: HashMap::new(),
            most_common: common.lines().count(),
        };
        let advert = advert.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
        let little = stop_words::lookup(stop_words).unwrap_or_default();
        lexicon.little = little.iter().map(|word| lexicon.stem(word)).collect();
        lexicon.idle = advert.map(|word| lexicon.stem(word)).chain(lexicon.little.iter().cloned()).collect();
        for (rank, word) in common.lines().enumerate() {
            let stem = lexicon.stem(word);
            lexicon.ranks.entry(stem).or_insert(rank);
        }
        for line in SKILLS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let skill = line.split(" | ").next().unwrap_or(line).trim_start_matches('=');
            for spelling in line.split(" | ") {
                lexicon.add(skill, spelling.trim_start_matches('='), spelling.starts_with('='));
            }
        }
        lexicon.sort();
        lexicon
    }

    /// The tag of its language.
    pub fn language(&self) -> &'static str {
        self.words.language
    }

    /// The lexicon for a posting, with the acronyms that it explains, as in `Professional Engineer (PE)`.
    pub fn of_posting(texts: &[String]) -> Lexicon {
        let mut lexicon = Lexicon::of(texts);
        for Acronym { short, long } in texts.iter().flat_map(|text| acronyms(text)) {
            if lexicon.words(short).iter().all(|word| !word.skill) && lexicon.words(long).iter().all(|word| !word.skill)
            {
                lexicon.add(long, long, false);
                lexicon.add(long, short, true);
            }
        }
        lexicon.sort();
        lexicon
    }

    fn add(&mut self, skill: &str, spelling: &str, exact: bool) {
        let spelled =
            |word: Word| SpelledWord { text: word.text.to_owned(), lower: word.text.to_lowercase(), stem: word.stem };
        let words: Vec<SpelledWord> = self.plain(spelling).into_iter().map(spelled).collect();
        if let Some(first) = words.first() {
            let list = self.skills.entry(first.stem.clone()).or_default();
            list.push(Spelling { skill: skill.to_owned(), words, exact });
        }
    }

    /// Sorts the spellings, so that `SQL Server` is matched before `SQL`.
    fn sort(&mut self) {
        self.skills.values_mut().for_each(|list| list.sort_by_key(|spelling| std::cmp::Reverse(spelling.words.len())));
    }

    fn stem(&self, word: &str) -> String {
        let word = word.to_lowercase();
        let word = word.trim_end_matches("'s").trim_end_matches("’s");
        self.stemmer.stem(word).into_owned()
    }

    fn plain<'a>(&self, text: &'a str) -> Vec<Word<'a>> {
        let word = |(word, start, parted): (&'a str, usize, bool)| {
            let (stem, end) = (self.stem(word), start + word.len());
            let after = text[end..].strip_prefix('-');
            let is_half = after.is_some_and(|after| !after.starts_with(char::is_alphanumeric));
            let is_joined = text[..start].strip_suffix('-').is_some_and(|it| it.ends_with(char::is_alphanumeric));
            Word {
                text: word,
                key: stem.clone(),
                stem,
                rest: Vec::new(),
                skill: false,
                parted,
                start,
                is_half,
                is_joined,
            }
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
            .all(|(spelled, word)| if *exact { spelled.text == word.text } else { self.is_same(spelled, word) });
        let whole = words[1..spelling.len()].iter().all(|word| !word.parted);
        // `Go beyond`, `Excel at`: an ordinary word, capitalized at the start of a sentence.
        let sentence = *exact
            && spelling[0].text.chars().any(char::is_lowercase)
            && words[0].parted
            && words.get(spelling.len()).is_some_and(|next| !next.parted && self.is_stop_word(next) && !joins(next));
        // `BS 7671` is a standard, and no degree.
        let numbered = *exact
            && spelling.len() == 1
            && spelling[0].text.chars().all(char::is_uppercase)
            && words.get(1).is_some_and(|next| !next.parted && is_figures(next));
        same && whole && !sentence && !numbered
    }

    /// Whether a word is a form of one in the name of a skill. The names are English or German: the stem of another
    /// language may make another word of them, as `GenAI` is `génie` in French.
    fn is_same(&self, spelled: &SpelledWord, word: &Word) -> bool {
        spelled.stem == word.stem && (self.words.names_skills || word.text.to_lowercase().starts_with(&spelled.lower))
    }

    /// Whether a word that is not a term alone completes the phrase before it, as in `load rating` and `ISO 9001`.
    pub fn completes(&self, before: &Word, word: &Word) -> bool {
        const SHORTEST: usize = 3;
        let lower = word.text.to_lowercase();
        let is_head = self.words.heads.lines().any(|head| head == lower);
        let is_acronym = before.text.chars().count() > 1 && before.text.chars().all(char::is_uppercase);
        let is_number = is_acronym && is_figures(word) && word.text.len() >= SHORTEST;
        !word.parted && (is_head || is_number) && before.ends_at(word)
    }

    /// Whether a word in a compound makes it none of the work: a stop word; where compounds are written apart, also one
    /// of every posting.
    pub fn is_little(&self, word: &Word) -> bool {
        let is_apart = !self.words.heads.is_empty();
        !word.skill && (self.little.contains(&word.stem) || is_apart && self.is_stop_word(word))
    }

    /// Whether a word may be a term by itself, or the last of one: in a language whose nouns begin with a capital, it
    /// is a noun.
    pub fn may_be_term(&self, word: &Word) -> bool {
        !self.words.noun_capitals || word.text.chars().any(|letter| letter.is_uppercase() || letter.is_numeric())
    }

    /// Whether a word says nothing about a job.
    pub fn is_stop_word(&self, word: &Word) -> bool {
        let figures = is_figures(word);
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

/// An acronym and what it stands for.
struct Acronym<'a> {
    short: &'a str,
    long: &'a str,
}

/// The acronyms that a text explains in brackets: capitals that are the first letters of the words before them.
fn acronyms(text: &str) -> Vec<Acronym<'_>> {
    let mut found = Vec::new();
    for (open, _) in text.match_indices('(') {
        let Some(length) = text[open..].find(')') else { continue };
        let short = text[open + 1..open + length].trim();
        let letters: Vec<char> = short.chars().filter(|it| *it != '.' && *it != '&').collect();
        if !(2..=6).contains(&letters.len()) || !letters.iter().all(|letter| letter.is_uppercase()) {
            continue;
        }
        let before = text[..open].trim_end();
        let words = pieces(before);
        if let Some(first) = spelled_by(&letters, &words) {
            found.push(Acronym { short, long: &before[first..] });
        }
    }
    found
}

/// The offset of the first of the last words of a text that begin with these letters. Little words between them may have
/// no letter, as in `Certificate of Good Conduct (CGC)`.
fn spelled_by(letters: &[char], words: &[(&str, usize, bool)]) -> Option<usize> {
    const LITTLE: usize = 4;
    let begins =
        |word: &str, letter: char| word.chars().next().is_some_and(|it| it.to_uppercase().eq(letter.to_uppercase()));
    let mut words = words.iter().rev();
    let mut first = None;
    for letter in letters.iter().rev() {
        let is_little = |word: &str| word.chars().count() <= LITTLE && word.starts_with(char::is_lowercase);
        let next = words.by_ref().find(|(word, ..)| begins(word, *letter) || first.is_none() || !is_little(word))?;
        if !begins(next.0, *letter) {
            return None;
        }
        first = Some(next.1);
    }
    first
}

/// Whether a word is a number.
fn is_figures(word: &Word) -> bool {
    !word.text.chars().any(char::is_alphabetic)
}

/// Whether a word is a coordinating conjunction, as in `Go and Rust`.
fn joins(word: &Word) -> bool {
    ["and", "or", "und", "oder"].contains(&word.text)
}

impl Word<'_> {
    /// Whether another word follows it after one sign.
    pub fn ends_at(&self, next: &Word) -> bool {
        self.start + self.text.len() + 1 == next.start
    }

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
            // A dash between spaces separates, one between words does not.
            let is_dash = "-–".contains(at(index)) && index > 0 && at(index - 1) == ' ' && at(index + 1) == ' ';
            parted |= is_dash || !(at(index).is_whitespace() || "-/*_`~‑–'’&".contains(at(index)));
            index += 1;
            continue;
        }
        let start = index;
        index += 1;
        loop {
            let (letter, next) = (at(index), at(index + 1));
            // Elision: `l'ingénieur` is two words.
            let is_elided = "'’".contains(letter) && is_elided(&letters[start..index]);
            if is_elided && next.is_alphabetic() {
                break;
            }
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

/// Whether letters before an apostrophe are a word of their own: in French `l'`, in Italian also `dell'`.
fn is_elided(letters: &[(usize, char)]) -> bool {
    const LONGER: [&str; 10] = ["all", "coll", "dall", "dell", "nell", "qu", "quell", "quest", "sull", "un"];
    let word: String = letters.iter().flat_map(|(_, letter)| letter.to_lowercase()).collect();
    matches!(word.as_str(), "d" | "l" | "j" | "n" | "s" | "c" | "t" | "m") || LONGER.contains(&word.as_str())
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
    fn acronyms_that_a_posting_explains_are_one_with_their_words() {
        let texts = ["A licensed Professional Engineer (PE) with Load and Resistance Factor (XY) on (AB)".to_owned()];
        let lexicon = Lexicon::of_posting(&texts);
        let keys = |text: &str| lexicon.words(text).into_iter().map(|word| word.key).collect::<Vec<_>>();
        assert_eq!(keys("PE"), keys("professional engineers"));
        assert_ne!(keys("pe"), keys("PE"));
        let texts =
            ["A Certificate of Good Conduct (CGC) and the Bridges of Old (OBO), a Board for Roads (BR)".to_owned()];
        let lexicon = Lexicon::of_posting(&texts);
        let keys = |text: &str| lexicon.words(text).into_iter().map(|word| word.key).collect::<Vec<_>>();
        assert_eq!(keys("CGC"), keys("certificate of good conduct"));
        assert_eq!(keys("BR"), keys("board for roads"));
        assert_eq!(keys("OBO"), ["obo"]);
        assert_eq!(keys("B.Sc."), keys("Bachelor of Science"));
        assert_eq!(keys("BS"), keys("BSc"));
    }

    #[test]
    fn an_ordinary_word_is_no_skill() {
        assert_eq!(keys("Go and Rust"), ["=Go", "and", "=Rust"]);
        assert_eq!(keys("we go on; rust"), ["we", "go", "on", "rust"]);
        assert_eq!(keys("Go for it"), ["go", "for", "it"]);
    }

    #[test]
    fn a_number_after_an_acronym_belongs_to_it() {
        assert_eq!(keys("BS 7671"), ["bs", "7671"]);
        assert_eq!(keys("a BS in physics")[1], "=Bachelor of Science");
        assert_eq!(keys("iscrizione all'albo, dell’ufficio"), ["iscrizion", "all", "albo", "dell", "ufficio"]);
    }

    #[test]
    fn the_language_is_told_by_its_little_words() {
        let of = |text: &str| Lexicon::of(&[text.to_owned()]).language();
        assert_eq!(of("Wir suchen eine Person, die mit uns an der Zukunft arbeitet"), "de");
        assert_eq!(of("You will work with us on the future of the firm"), "en");
        assert_eq!(of("Nous cherchons une personne pour travailler avec nous"), "fr");
        assert_eq!(of("Rust Python"), "en");
    }
}
