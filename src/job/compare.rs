//! Which terms of an advertisement a résumé says, and where.

use super::advertisement::Advertisement;
use super::lexicon::{Lexicon, Word};
use super::terms::{Term, terms};
use crate::present::Passage;

/// What became of one term.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The term.
    pub term: Term,
    /// Whether the résumé says it.
    pub said: Said,
}

/// Whether a résumé says a term.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// It does, at these places.
    Yes(Vec<Place>),
    /// Only what was left out of it does.
    LeftOut {
        /// There.
        places: Vec<Place>,
        /// What would bring one of these back; `None` if it takes several changes.
        remedy: Option<String>,
    },
    /// It does not.
    No,
}

/// Where a term is said.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// The keys that lead there, such as `work[Google].highlights[1]`.
    pub path: String,
    /// How it is written there.
    pub written: String,
}

/// A résumé with one thing not left out, and what that is.
pub struct LeftOut {
    /// What would have to be changed, as a sentence has it.
    pub remedy: String,
    /// What the résumé would say then.
    pub passages: Vec<Passage>,
}

/// Words that may stand between those of a phrase.
const BETWEEN: usize = 3;

/// Looks for the terms of an advertisement: in what a résumé says as it is sent, in what
/// it would say with one thing not left out, and in the whole of it. The most telling
/// terms come first.
pub fn compare(advertisement: &Advertisement, sent: &[Passage], ways: &[LeftOut], whole: &[Passage]) -> Vec<Finding> {
    let lexicon = Lexicon::of(&advertisement.blocks);
    let sent = Texts::new(sent, &lexicon);
    let ways: Vec<(&str, Texts)> =
        ways.iter().map(|way| (way.remedy.as_str(), Texts::new(&way.passages, &lexicon))).collect();
    let whole = Texts::new(whole, &lexicon);
    let judge = |term: Term| {
        let said = match sent.find(&term) {
            places if !places.is_empty() => Said::Yes(places),
            _ => match ways.iter().map(|(remedy, texts)| (remedy, texts.find(&term))).find(|(_, it)| !it.is_empty()) {
                Some((remedy, places)) => Said::LeftOut { places, remedy: Some((*remedy).to_owned()) },
                None => match whole.find(&term) {
                    places if !places.is_empty() => Said::LeftOut { places, remedy: None },
                    _ => Said::No,
                },
            },
        };
        Finding { term, said }
    };
    terms(advertisement, &lexicon).into_iter().map(judge).collect()
}

/// Passages and their words.
struct Texts<'a>(Vec<(&'a Passage, Vec<Word<'a>>)>);

impl<'a> Texts<'a> {
    fn new(passages: &'a [Passage], lexicon: &Lexicon) -> Self {
        Texts(passages.iter().map(|passage| (passage, lexicon.words(&passage.text))).collect())
    }

    /// The places where a term is said, a passage each. Of a phrase of three words, two
    /// that follow one another are enough where all three are nowhere.
    fn find(&self, term: &Term) -> Vec<Place> {
        let all = self.places(&term.keys);
        if !all.is_empty() || term.keys.len() < 3 {
            return all;
        }
        term.keys
            .windows(term.keys.len() - 1)
            .map(|keys| self.places(keys))
            .find(|it| !it.is_empty())
            .unwrap_or_default()
    }

    fn places(&self, keys: &[String]) -> Vec<Place> {
        let place = |(passage, words): &(&Passage, Vec<Word>)| {
            let (first, last) = found(words, keys)?;
            let written = passage.text[first.start..last.start + last.text.len()].to_owned();
            Some(Place { path: passage.path.clone(), written })
        };
        self.0.iter().filter_map(place).collect()
    }
}

/// The first and the last word with which words say a term: its own one after another,
/// or near each other in any order, as in `systems that are distributed`.
fn found<'w, 't>(words: &'w [Word<'t>], keys: &[String]) -> Option<(&'w Word<'t>, &'w Word<'t>)> {
    let in_order = |window: &&[Word]| window.iter().zip(keys).all(|(word, key)| word.is(key));
    if let Some(window) = words.windows(keys.len()).find(in_order) {
        return window.first().zip(window.last());
    }
    if keys.len() == 1 {
        return None;
    }
    let near = |window: &&[Word]| keys.iter().all(|key| window.iter().any(|word| word.is(key)));
    let window = words.windows((keys.len() + BETWEEN).min(words.len()).max(1)).find(near)?;
    let is_one = |word: &&Word| keys.iter().any(|key| word.is(key));
    window.iter().find(is_one).zip(window.iter().rfind(is_one))
}
