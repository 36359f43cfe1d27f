//! Finds the terms of a job posting in a résumé.

use super::lexicon::{Lexicon, Word};
use super::posting::JobPosting;
use super::terms::{Term, terms};
use crate::present::Passage;

/// The result for one term.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The term.
    pub term: Term,
    /// Whether the résumé contains it.
    pub coverage: Coverage,
}

/// Whether a résumé contains a term.
#[derive(Debug, Clone, PartialEq)]
pub enum Coverage {
    /// It does, at these locations.
    Present(Vec<Place>),
    /// It does, but only in content that was left out.
    Omitted {
        /// The locations in that content.
        places: Vec<Place>,
        /// A change that would include one of them; `None` if it takes several changes.
        remedy: Option<String>,
    },
    /// It does not.
    Missing,
}

/// A location of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// The path, such as `work[Google].highlights[1]`.
    pub path: String,
    /// The term as written there.
    pub written: String,
}

/// A relaxation of the filter and the resulting résumé.
pub struct LeftOut {
    /// The change, as a noun phrase.
    pub remedy: String,
    /// The text of the résumé with that change.
    pub passages: Vec<Passage>,
}

/// Maximum number of other words between those of a phrase.
const BETWEEN: usize = 3;

/// Looks for the terms of a job posting in the tailored résumé, in the résumé with one
/// restriction relaxed, and in the complete résumé. The most relevant terms come first.
pub fn compare(posting: &JobPosting, sent: &[Passage], relaxations: &[LeftOut], whole: &[Passage]) -> Vec<Finding> {
    let lexicon = Lexicon::of_posting(&posting.texts());
    let sent = Texts::new(sent, &lexicon);
    let relaxations: Vec<(&str, Texts)> = relaxations
        .iter()
        .map(|relaxation| (relaxation.remedy.as_str(), Texts::new(&relaxation.passages, &lexicon)))
        .collect();
    let whole = Texts::new(whole, &lexicon);
    let judge = |term: Term| {
        let coverage = match sent.find(&term) {
            places if !places.is_empty() => Coverage::Present(places),
            _ => match relaxations
                .iter()
                .map(|(remedy, texts)| (remedy, texts.find(&term)))
                .find(|(_, it)| !it.is_empty())
            {
                Some((remedy, places)) => Coverage::Omitted { places, remedy: Some((*remedy).to_owned()) },
                None => match whole.find(&term) {
                    places if !places.is_empty() => Coverage::Omitted { places, remedy: None },
                    _ => Coverage::Missing,
                },
            },
        };
        Finding { term, coverage }
    };
    terms(posting, &lexicon).into_iter().map(judge).collect()
}

/// Passages and their words.
struct Texts<'a>(Vec<(&'a Passage, Vec<Word<'a>>)>);

impl<'a> Texts<'a> {
    fn new(passages: &'a [Passage], lexicon: &Lexicon) -> Self {
        Texts(passages.iter().map(|passage| (passage, lexicon.words(&passage.text))).collect())
    }

    /// The locations of a term, at most one per passage. If a three-word phrase is not found, two
    /// consecutive words of it are enough.
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

/// The first and last word of a match: the words of the term in sequence, or near each other in
/// any order, as in `systems that are distributed`.
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
