//! Words that English makes of others, and no dictionary lists in full: `lifecycle`, `preprocess`, `organize` in
//! a dictionary that has `organise`.

use super::{Dictionary, WORDS, of_language};

/// The shortest word after a beginning.
const SHORTEST_REST: usize = 5;

/// The shortest part of a compound that is not one of the short words.
const SHORTEST: usize = 4;

/// Whether a word in lower case consists of words that the dictionary has, in a language with a list of such parts.
pub fn is_compound(dictionary: &Dictionary, lower: &str) -> bool {
    let language = dictionary.language.split(['-', '_']).next().unwrap_or_default();
    let Some(parts) = of_language(WORDS, &format!("compounds-{language}")).filter(|_| lower.is_ascii()) else {
        return false;
    };
    let listed = |kind: &str| -> Vec<&str> {
        let line = parts.lines().filter_map(|line| line.split_once(": ")).find(|(key, _)| *key == kind);
        line.map_or_else(Vec::new, |(_, words)| words.split(' ').collect())
    };
    let is_word = |word: &str| dictionary.has(word) || dictionary.knows(word);
    let has_prefix = listed("prefixes")
        .iter()
        .any(|prefix| lower.strip_prefix(prefix).is_some_and(|rest| rest.len() >= SHORTEST_REST && is_word(rest)));
    // As Oxford spells it.
    let oxford = || lower.contains("iz") && dictionary.has(&lower.replace("iz", "is"));
    has_prefix
        || oxford()
        || is_derived(lower, is_word)
        || !doubles_a_letter(lower, is_word) && has_parts(lower, &listed("short"), &listed("little"), is_word)
}

/// Whether a word is made of a verb: one who does it, or what it can be done to.
fn is_derived(lower: &str, is_word: impl Fn(&str) -> bool) -> bool {
    let singular = lower.strip_suffix('s').unwrap_or(lower);
    let stem = |ending: &str| singular.strip_suffix(ending).filter(|stem| stem.len() >= SHORTEST);
    let is_verb = |stem: &str| is_word(stem) || is_word(&format!("{stem}e"));
    stem("er").is_some_and(is_verb) || stem("able").is_some_and(is_verb)
}

/// Whether a word would be in the dictionary if one of its letters were not doubled: `suppport` is not made of `supp`
/// and `port`.
fn doubles_a_letter(lower: &str, is_word: impl Fn(&str) -> bool) -> bool {
    let bytes = lower.as_bytes();
    (1..bytes.len())
        .filter(|at| bytes[at - 1] == bytes[*at])
        .any(|at| is_word(&[&lower[..at], &lower[at + 1..]].concat()))
}

/// Whether a word consists of two, of which one may be `short`, and none is a `little` one.
fn has_parts(lower: &str, short: &[&str], little: &[&str], is_word: impl Fn(&str) -> bool) -> bool {
    let is_long = |word: &str| word.len() >= SHORTEST && !little.contains(&word) && is_word(word);
    let is_short = |word: &str| short.contains(&word);
    (2..lower.len()).map(|at| lower.split_at(at)).any(|(first, last)| match (is_short(first), is_short(last)) {
        (true, true) => false,
        (true, false) => is_long(last),
        (false, true) => is_long(first),
        (false, false) => is_long(first) && is_long(last),
    })
}
