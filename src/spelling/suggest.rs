//! What a misspelt word may have been meant to be.

use super::Dictionary;

/// The most suggestions.
const MOST: usize = 5;

/// Suggestions for a word: those that are one slip of the fingers away, the likeliest slip first, then those of the
/// dictionary that are not much further.
pub fn suggestions(dictionary: &Dictionary, word: &str) -> Vec<String> {
    let lower = word.to_lowercase();
    let mut found: Vec<String> = Vec::new();
    let is_word = |candidate: &str| dictionary.has(candidate) || dictionary.knows(candidate);
    for candidate in slips(&lower) {
        if is_word(&candidate) && !found.contains(&candidate) {
            found.push(candidate);
        }
    }
    if found.is_empty() {
        for part in &dictionary.parts {
            let mut others = Vec::new();
            part.suggest(word, &mut others);
            let near = |other: &String| strsim::osa_distance(&other.to_lowercase(), &lower) <= farthest(&lower);
            for other in others.into_iter().filter(near) {
                if !found.contains(&other) {
                    found.push(other);
                }
            }
        }
        found.sort_by_key(|other| strsim::osa_distance(&other.to_lowercase(), &lower));
    }
    found.truncate(MOST);
    found.into_iter().map(|other| capitalized_as(word, &other)).collect()
}

/// How many letters may differ: in a short word, two make another word.
fn farthest(word: &str) -> usize {
    const LONG: usize = 7;
    if word.chars().count() >= LONG { 2 } else { 1 }
}

/// The words from which one is made by one slip, the likeliest first: two letters exchanged, a letter doubled or not,
/// a letter left out, a letter too many, a wrong letter.
fn slips(word: &str) -> Vec<String> {
    const LETTERS: &str = "esianrtolcdugmphbyfvkwzxjq";
    let letters: Vec<char> = word.chars().collect();
    let text = |letters: &[char]| letters.iter().collect::<String>();
    let mut found = Vec::new();
    for at in 1..letters.len() {
        let mut changed = letters.clone();
        changed.swap(at - 1, at);
        found.push(text(&changed));
    }
    let without = |at: usize| text(&[&letters[..at], &letters[at + 1..]].concat());
    let with = |at: usize, letter: char| text(&[&letters[..at], &[letter], &letters[at..]].concat());
    found.extend((1..letters.len()).filter(|at| letters[at - 1] == letters[*at]).map(without));
    found.extend((0..letters.len()).map(|at| with(at, letters[at])));
    found.extend(
        (0..=letters.len()).flat_map(|at| LETTERS.chars().map(move |letter| (at, letter))).map(|(at, it)| with(at, it)),
    );
    found.extend((0..letters.len()).map(without));
    let wrong = |(at, letter): (usize, char)| {
        let mut changed = letters.clone();
        changed[at] = letter;
        text(&changed)
    };
    // Vowels are mistaken for each other.
    let (vowels, others): (Vec<_>, Vec<_>) = (0..letters.len())
        .flat_map(|at| LETTERS.chars().map(move |letter| (at, letter)))
        .partition(|(at, letter)| "aeiouy".contains(*letter) && "aeiouy".contains(letters[*at]));
    found.extend(vowels.into_iter().chain(others).map(wrong));
    found
}

/// A suggestion with the capitals of the word that it replaces.
fn capitalized_as(word: &str, suggestion: &str) -> String {
    let mut letters = suggestion.chars();
    match letters.next() {
        Some(first) if word.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => suggestion.to_owned(),
    }
}
