//! Extracts the relevant terms of a job posting.

use super::lexicon::{Lexicon, Word};
use super::phrases::{of_language, outside};
use super::posting::{Block, JobPosting};
use super::sections::Part;

/// A word or phrase of a job posting.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Term {
    /// The term as first written.
    pub text: String,
    /// The number of occurrences.
    pub count: usize,
    /// The relevance: higher for terms that are rare in ordinary language and that occur often.
    pub weight: f64,
    /// Why it matters, the strongest reason first.
    pub reasons: Vec<Reason>,
    /// The keys of its words.
    pub(super) keys: Vec<String>,
}

/// Why a term matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Reason {
    /// It is in the job title.
    Title,
    /// It is required.
    Required,
    /// It occurs several times.
    Repeated,
}

impl Reason {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Reason::Title => "title",
            Reason::Required => "required",
            Reason::Repeated => "repeated",
        }
    }
}

/// Maximum number of words in a phrase. Longer ones are split into single words.
const LONGEST: usize = 3;

/// Minimum rarity of a term that consists of a single word.
const TELLING: f64 = 0.75;

/// The terms of a job posting, most relevant first.
pub fn terms(posting: &JobPosting, lexicon: &Lexicon) -> Vec<Term> {
    let mut found: Vec<Term> = Vec::new();
    for Block { text: block, part, .. } in &posting.blocks {
        let (place, reason) = match part {
            Part::Title => (1.5, Some(Reason::Title)),
            Part::Required => (1.2, Some(Reason::Required)),
            Part::Preferred => (0.8, None),
            Part::Other | Part::Aside => (1.0, None),
        };
        // `Intensive Care Unit (ICU)` says it once.
        let mut words = lexicon.words(block);
        words.dedup_by(|word, before| word.skill && before.skill && word.key == before.key);
        for run in runs(&words, *part == Part::Title, lexicon) {
            let named = |words: &[Word]| {
                let (first, last) = words.first().zip(words.last()).expect("a term has words");
                let end = last.start + last.text.len();
                // The last full stop of `B.S.`
                let is_dotted = last.text.contains('.') && block[end..].starts_with('.');
                block[first.start..end + usize::from(is_dotted)].to_owned()
            };
            for (words, telling) in parts(&run, lexicon) {
                let keys: Vec<String> = words.iter().map(|word| word.key.clone()).collect();
                let weight = place * telling;
                match found.iter_mut().find(|term| term.keys == keys) {
                    Some(term) => {
                        term.count += 1;
                        // A repetition counts half.
                        term.weight += weight / 2.0;
                        term.reasons.extend([Some(Reason::Repeated), reason].into_iter().flatten());
                    }
                    None => {
                        let (text, reasons) = (named(words), reason.into_iter().collect());
                        found.push(Term { text, count: 1, weight, reasons, keys });
                    }
                }
            }
        }
    }
    for term in &mut found {
        term.reasons.sort_unstable();
        term.reasons.dedup();
    }
    found.sort_by(|first, second| second.weight.total_cmp(&first.weight));
    found
}

/// Sequences of consecutive words without stop words or punctuation; skills stand alone.
fn runs<'a>(words: &[Word<'a>], is_title: bool, lexicon: &Lexicon) -> Vec<Vec<Word<'a>>> {
    let mut runs: Vec<Vec<Word>> = vec![Vec::new()];
    let outside = outside(words, is_title, lexicon);
    let links = of_language(lexicon.language(), "links");
    for (at, (word, &is_outside)) in words.iter().zip(&outside).enumerate() {
        let is_link = is_outside && !word.parted && links.contains(&word.text);
        if is_link && is_between_nouns(words, &outside, at, is_title) {
            continue;
        }
        if is_outside {
            let last = runs.last_mut().expect("the list is never empty");
            if last.last().is_some_and(|before| !before.skill && lexicon.completes(before, word)) {
                last.push(word.clone());
                runs.push(Vec::new());
                continue;
            }
        }
        let alone = word.skill || word.parted || is_outside;
        if alone || runs.last().and_then(|run| run.last()).is_some_and(|last| last.skill) {
            runs.push(Vec::new());
        }
        let last = runs.last_mut().expect("the list is never empty");
        if !is_outside {
            last.push(word.clone());
        }
    }
    for run in &mut runs {
        // `Chef de`, if the rest is a stop word.
        while run.last().is_some_and(|word| !word.skill && is_particle(word)) {
            run.pop();
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// Whether a link joins two nouns, as in `contrôle de gestion`: where there are more words, as in `analyse de données
/// financières`, what follows the link is a term. In a title, all are one.
fn is_between_nouns(words: &[Word], outside: &[bool], at: usize, is_title: bool) -> bool {
    let is_of_phrase = |at: usize| outside.get(at) == Some(&false) && !words[at].skill;
    let Some(before) = at.checked_sub(1) else { return false };
    let after = at + 1;
    if !is_of_phrase(before) || !is_of_phrase(after) || words[after].parted {
        return false;
    }
    let begins = words[before].parted || before == 0 || !is_of_phrase(before - 1);
    let ends = words.get(after + 1).is_none_or(|next| next.parted) || !is_of_phrase(after + 1);
    is_title || begins && ends
}

/// The terms of a sequence, with their relevance.
fn parts<'r, 'a>(run: &'r [Word<'a>], lexicon: &Lexicon) -> Vec<(&'r [Word<'a>], f64)> {
    let rarity = |words: &[Word]| words.iter().map(|word| lexicon.rarity(word)).sum::<f64>() / words.len() as f64;
    let alone = |word: &'r [Word<'a>]| {
        let is_name = !word[0].text.starts_with(|first: char| first.is_numeric());
        let telling = rarity(word) > TELLING && is_name && lexicon.may_be_term(&word[0]);
        telling.then(|| (word, rarity(word)))
    };
    match run {
        [word] if word.skill => vec![(run, 3.0)],
        [_] => alone(run).into_iter().collect(),
        [.., last] if run.len() <= LONGEST && lexicon.may_be_term(last) => {
            vec![(run, 2.0 * rarity(run))]
        }
        _ => run.chunks(1).filter_map(alone).collect(),
    }
}

/// Whether a word is too short to end a phrase.
fn is_particle(word: &Word) -> bool {
    word.text.chars().count() <= 2 && word.text.chars().all(char::is_lowercase)
}
