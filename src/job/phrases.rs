//! Which words of a text belong to no phrase, beyond those that say nothing anywhere: verbs, places, halves of compounds,
//! and words that are joined to others.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::lexicon::{Lexicon, Word};

/// Words and endings that tell verbs from nouns, by language: a line each of its tag, what they are, and the list.
const GRAMMAR: &str = include_str!("words/grammar.txt");

/// Names of towns and regions, a name a line.
const PLACES: &str = include_str!("words/places.txt");

/// The list of a language in [`GRAMMAR`]; empty if it has none.
pub fn of_language(language: &str, kind: &str) -> Vec<&'static str> {
    let lines = GRAMMAR.lines().filter(|line| !line.starts_with('#'));
    let mut lists = lines.map(|line| line.split(' ')).filter_map(|mut words| {
        (words.next() == Some(language) && words.next() == Some(kind)).then(|| words.collect())
    });
    lists.next().unwrap_or_default()
}

/// How the verbs of a sentence end that follow each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Infinitive,
    Finite,
}

/// For each word, whether it is outside of all phrases. In a title, no word is taken for a verb.
pub fn outside(words: &[Word], is_title: bool, lexicon: &Lexicon) -> Vec<bool> {
    let verbs = verbs(words, is_title, lexicon);
    let (joined, places) = (joined(words, lexicon), places(words));
    let is_outside = |(at, word): (usize, &Word)| {
        // `Engineer II`
        let is_grade = is_title && at > 0 && !word.parted && matches!(word.text, "I" | "II" | "III" | "IV" | "V");
        !word.skill && (is_grade || lexicon.is_stop_word(word) || word.is_half || verbs[at] || joined[at] || places[at])
    };
    words.iter().enumerate().map(is_outside).collect()
}

/// The verbs that a sentence begins with, or that follow a pronoun, and those that are joined to them.
fn verbs(words: &[Word], is_title: bool, lexicon: &Lexicon) -> Vec<bool> {
    let mut found = vec![false; words.len()];
    if is_title || words.len() < 2 {
        return found;
    }
    let pronouns = of_language(lexicon.language(), "pronouns");
    let finite = of_language(lexicon.language(), "finite");
    // Words between verbs, as in `plan and write`.
    let conjunctions = of_language("all", "conjunctions");
    let infinitives = Infinitives::of(lexicon.language());
    let mut chain: Option<Form> = None;
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| words[before].text.to_lowercase());
        let follows = |list: &[&str]| before.as_deref().is_some_and(|before| list.contains(&before));
        let is_small = word.text.starts_with(char::is_lowercase);
        let form = if at == 0 && infinitives.has(word) {
            Some(Form::Infinitive)
        } else if is_small && !word.parted && follows(&pronouns) && !lexicon.is_stop_word(word) {
            Some(Form::Finite)
        } else if word.parted || follows(&conjunctions) {
            chain.filter(|form| match form {
                Form::Infinitive => infinitives.has(word),
                Form::Finite => is_small && finite.iter().any(|ending| word.text.ends_with(ending)),
            })
        } else {
            None
        };
        found[at] = form.is_some();
        if form.is_some() || !conjunctions.contains(&word.text.to_lowercase().as_str()) {
            chain = form;
        }
    }
    found
}

/// How the infinitives of a language end, and nouns that look like them.
struct Infinitives {
    verbs: Vec<&'static str>,
    nouns: Vec<&'static str>,
}

impl Infinitives {
    fn of(language: &str) -> Infinitives {
        Infinitives { verbs: of_language(language, "infinitives"), nouns: of_language(language, "nouns") }
    }

    fn has(&self, word: &Word) -> bool {
        let lower = word.text.to_lowercase();
        let ends = |endings: &[&str]| endings.iter().any(|ending| lower.ends_with(ending));
        ends(&self.verbs) && !ends(&self.nouns)
    }
}

/// The words of compounds such as `head-to-toe` and `on-call`, which have a word that says nothing: none of them is a
/// term.
fn joined(words: &[Word], lexicon: &Lexicon) -> Vec<bool> {
    let mut found = vec![false; words.len()];
    let mut start = 0;
    while start < words.len() {
        let length = words[start + 1..].iter().take_while(|word| word.is_joined).count() + 1;
        let compound = &words[start..start + length];
        let is_idle = |word: &Word| word.text.chars().count() > 1 && lexicon.is_little(word);
        if length > 1 && compound.iter().any(is_idle) {
            found[start..start + length].fill(true);
        }
        start += length;
    }
    found
}

/// The most words of the name of a place.
const LONGEST_PLACE: usize = 3;

/// The words that name towns and regions: where the job is.
fn places(words: &[Word]) -> Vec<bool> {
    static NAMES: LazyLock<HashSet<&str>> =
        LazyLock::new(|| PLACES.lines().filter(|line| !line.starts_with('#')).collect());
    let mut found = vec![false; words.len()];
    for start in 0..words.len() {
        let length = (1..=LONGEST_PLACE.min(words.len() - start)).rev().find(|length| {
            let name = &words[start..start + length];
            let is_whole = name[1..].iter().all(|word| !word.parted) && name.iter().all(|word| !word.skill);
            let text: Vec<&str> = name.iter().map(|word| word.text).collect();
            is_whole && (NAMES.contains(&*text.join(" ")) || *length > 1 && NAMES.contains(&*text.join("-")))
        });
        found[start..start + length.unwrap_or(0)].fill(true);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(language: &str, text: &str) -> Vec<String> {
        let little = match language {
            "nl" => "wij zoeken een van de het voor met en op aan jij naar",
            "es" => "el la de los las para con una por que del",
            "fr" => "nous vous une des les dans pour avec est sur",
            _ => "the and of to with for our you",
        };
        let lexicon = Lexicon::of(&[little.to_owned()]);
        assert_eq!(lexicon.language(), language);
        let words = lexicon.words(text);
        let outside = outside(&words, false, &lexicon);
        words.iter().zip(outside).filter(|(_, outside)| !outside).map(|(word, _)| word.text.to_owned()).collect()
    }

    #[test]
    fn verbs_are_outside() {
        assert_eq!(left("nl", "Je observeert, signaleert en rapporteert ritmestoornissen"), ["ritmestoornissen"]);
        assert_eq!(left("es", "Planificar, redactar y ejecutar campañas"), ["campañas"]);
        assert_eq!(left("fr", "Concevoir et optimiser des requêtes"), ["requêtes"]);
        assert_eq!(left("fr", "Infirmier en réanimation"), ["Infirmier", "réanimation"]);
    }

    #[test]
    fn halves_and_joined_words_are_outside() {
        assert_eq!(left("en", "three-phase motors, head-to-toe assessments"), ["motors", "assessments"]);
        assert_eq!(left("en", "e-commerce and x-ray machines"), ["commerce", "ray", "machines"]);
        assert_eq!(left("nl", "maand- en jaarrekeningen"), ["jaarrekeningen"]);
    }

    #[test]
    fn places_are_outside() {
        assert_eq!(left("en", "Bridges in New York, Boise and Saint-Denis, with Kent Beck"), ["Bridges", "Beck"]);
    }
}
