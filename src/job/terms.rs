//! What an advertisement is about.

use super::advertisement::Advertisement;
use super::lexicon::{Lexicon, Word};

/// A word or phrase of an advertisement.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Term {
    /// As it is first written there.
    pub text: String,
    /// How often it is said there.
    pub count: usize,
    /// How much it tells of the job: the rarer in ordinary language and the more often
    /// said, the more.
    pub weight: f64,
    /// What its words have in common with their other forms.
    pub(super) keys: Vec<String>,
}

/// The longest phrase, in words. Of longer ones the words stand alone.
const LONGEST: usize = 3;

/// A word alone tells something only if it is rarer than this.
const TELLING: f64 = 0.75;

/// The terms of an advertisement, the most telling first.
pub fn terms(advertisement: &Advertisement, lexicon: &Lexicon) -> Vec<Term> {
    let mut found: Vec<Term> = Vec::new();
    for (index, block) in advertisement.blocks.iter().enumerate() {
        // What stands first is what the job is called.
        let place = if index == 0 { 1.5 } else { 1.0 };
        for run in runs(&lexicon.words(block), lexicon) {
            let named = |words: &[Word]| match words {
                [first, .., last] => block[first.start..last.start + last.text.len()].to_owned(),
                _ => words.iter().map(|word| word.text).collect(),
            };
            for (words, telling) in parts(&run, lexicon) {
                let keys: Vec<String> = words.iter().map(|word| word.key.clone()).collect();
                let weight = place * telling;
                match found.iter_mut().find(|term| term.keys == keys) {
                    Some(term) => {
                        term.count += 1;
                        // Said twice is more than once, but not twice as much.
                        term.weight += weight / 2.0;
                    }
                    None => found.push(Term { text: named(words), count: 1, weight, keys }),
                }
            }
        }
    }
    found.sort_by(|first, second| second.weight.total_cmp(&first.weight));
    found
}

/// Words that follow one another and all say something.
fn runs<'a>(words: &[Word<'a>], lexicon: &Lexicon) -> Vec<Vec<Word<'a>>> {
    let mut runs: Vec<Vec<Word>> = vec![Vec::new()];
    for word in words {
        let alone = word.skill || word.parted || lexicon.is_idle(word);
        if alone || runs.last().and_then(|run| run.last()).is_some_and(|last| last.skill) {
            runs.push(Vec::new());
        }
        if !lexicon.is_idle(word) {
            runs.last_mut().expect("there is always one").push(word.clone());
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// The terms of a run, each with how much it tells.
fn parts<'r, 'a>(run: &'r [Word<'a>], lexicon: &Lexicon) -> Vec<(&'r [Word<'a>], f64)> {
    let rarity = |words: &[Word]| words.iter().map(|word| lexicon.rarity(word)).sum::<f64>() / words.len() as f64;
    let alone = |word: &'r [Word<'a>]| {
        let telling = rarity(word) > TELLING && (lexicon.language != "de" || is_noun(&word[0]));
        telling.then(|| (word, rarity(word)))
    };
    match run {
        [word] if word.skill => vec![(run, 3.0)],
        [_] => alone(run).into_iter().collect(),
        [.., last] if run.len() <= LONGEST && (lexicon.language != "de" || is_noun(last)) => {
            vec![(run, 2.0 * rarity(run))]
        }
        _ => run.chunks(1).filter_map(alone).collect(),
    }
}

/// Whether a German word is written as a noun or a name.
fn is_noun(word: &Word) -> bool {
    word.text.chars().any(|letter| letter.is_uppercase() || letter.is_numeric())
}
