//! Words that English makes of others, and no dictionary lists in full: `lifecycle`, `preprocess`, `organize` in
//! a dictionary that has `organise`.

use super::Dictionary;

/// Beginnings that combine with most words.
const PREFIXES: [&str; 33] = [
    "anti", "auto", "bio", "cardio", "co", "counter", "cross", "cyber", "de", "electro", "geo", "hydro", "hyper",
    "inter", "intra", "macro", "meta", "micro", "mini", "mis", "multi", "nano", "neuro", "non", "over", "photo",
    "post", "pre", "re", "semi", "sub", "tele", "un",
];

/// The shortest word after a beginning.
const SHORTEST_REST: usize = 5;

/// The shortest part of a compound that is not one of [`SHORT`].
const SHORTEST: usize = 4;

/// Short words that begin or end compounds, such as `uptime` or `rollout`.
const SHORT: [&str; 18] = [
    "up", "on", "off", "out", "in", "by", "web", "log", "end", "set", "box", "way", "man", "day", "net", "key", "fit",
    "cut",
];

/// Whether a word in lower case consists of words that the dictionary has.
pub fn is_compound(dictionary: &Dictionary, lower: &str) -> bool {
    if !dictionary.language.starts_with("en") || !lower.is_ascii() {
        return false;
    }
    let is_word = |word: &str| dictionary.has(word) || dictionary.knows(word);
    let has_prefix = PREFIXES
        .iter()
        .any(|prefix| lower.strip_prefix(prefix).is_some_and(|rest| rest.len() >= SHORTEST_REST && is_word(rest)));
    // As Oxford spells it.
    let oxford = || lower.contains("iz") && dictionary.has(&lower.replace("iz", "is"));
    has_prefix
        || oxford()
        || is_derived(lower, is_word)
        || !doubles_a_letter(lower, is_word) && has_parts(lower, is_word)
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

/// Whether a word consists of two.
fn has_parts(lower: &str, is_word: impl Fn(&str) -> bool) -> bool {
    let is_long = |word: &str| word.len() >= SHORTEST && is_common(word) && is_word(word);
    let is_short = |word: &str| SHORT.contains(&word);
    (2..lower.len()).map(|at| lower.split_at(at)).any(|(first, last)| match (is_short(first), is_short(last)) {
        (true, true) => false,
        (true, false) => is_long(last),
        (false, true) => is_long(first),
        (false, false) => is_long(first) && is_long(last),
    })
}

/// Whether a word may be a part of a compound: not one of the little words, between which a space is missing.
fn is_common(word: &str) -> bool {
    const LITTLE: [&str; 24] = [
        "and", "the", "for", "with", "from", "this", "that", "was", "were", "are", "has", "had", "have", "been", "its",
        "our", "their", "than", "then", "into", "all", "ion", "ted", "men",
    ];
    !LITTLE.contains(&word)
}
