//! Splits a name into given and family names.

use crate::locale::{Locale, NameOrder, NameRules};

/// A name in three parts, which concatenate to the whole; each may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameParts {
    /// Given names and titles before the family name, including the space after them.
    pub before: String,
    /// The family name with its particles ("van der Berg").
    pub family: String,
    /// Given names after the family name, "Jr." and degrees, including the separator before them.
    pub after: String,
}

impl NameParts {
    /// Splits a name as its language builds names. The résumé does not mark the family name, so this is a guess
    /// that does little harm if wrong: the last word, from the first particle on; as many words as people have
    /// surnames, if there is a given name as well; or, where the family name comes first, the first word that is
    /// not a title. A patronymic at the end tells that the family name is the first word. Anything after a
    /// comma, and "Jr." at the end, is not part of the family name. A name in Chinese, Japanese or Korean letters
    /// is one part: its family name is not told apart by weight.
    pub fn of(name: &str, locale: &Locale) -> NameParts {
        let own = name.split(',').next().unwrap_or_default();
        let words = words(own);
        let first = || words.iter().find(|(_, word)| !word.ends_with('.')).map(|(at, word)| (*at, at + word.len()));
        let family = match () {
            () if is_eastern(name) => None,
            () if begins_with_family(own, locale) => first(),
            () => western(&words, locale.name_rules()),
        };
        let (from, to) = family.unwrap_or((0, own.len()));
        let part = |text: &str| text.to_owned();
        NameParts { before: part(&name[..from]), family: part(&name[from..to]), after: part(&name[to..]) }
    }
}

/// Whether the family name is the first word of a name. In another script, such as a Chinese name in Latin
/// letters, the order is the Western one.
pub fn begins_with_family(name: &str, locale: &Locale) -> bool {
    let is_native = locale.name_order() != NameOrder::GivenFirst && locale.has_script_of(name);
    let is_patronymic = |word: &&str| {
        locale.name_rules().patronymics.iter().any(|ending| word.to_lowercase().ends_with(ending.as_str()))
    };
    let words: Vec<&str> = name.split_whitespace().collect();
    // The family name follows if the patronymic is in the middle; it may have the same ending.
    let last_only = || matches!(words[..], [.., middle, last] if is_patronymic(&last) && !is_patronymic(&middle));
    is_native || words.len() > 2 && last_only()
}

/// The words of a text with their start offsets.
fn words(text: &str) -> Vec<(usize, &str)> {
    text.split(' ')
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
        .filter(|(_, word)| !word.is_empty())
        .collect()
}

/// The start and end of the family name at the end of a name.
fn western(words: &[(usize, &str)], rules: &NameRules) -> Option<(usize, usize)> {
    let names = match words {
        [names @ .., (_, last)] if names.len() > 1 && is_suffix(last) => names,
        names => names,
    };
    let (last_at, last) = names.last()?;
    let is_one_of = |list: &[String], word: &str| list.iter().any(|known| *known == word.to_lowercase());
    let in_small_letters = |word: &str| word.chars().find(|it| it.is_alphabetic()).is_some_and(char::is_lowercase);
    let begins = |index: usize, word: &str| {
        let is_particle = index + 1 < names.len() && is_one_of(&rules.particles, word);
        in_small_letters(word) || is_particle
    };
    let particle = names.iter().enumerate().skip(1).find(|(index, (_, word))| begins(*index, word));
    // Two surnames may be joined by a word, which then is no particle.
    let joined = |index: usize| usize::from(index > 1 && is_one_of(&rules.conjunctions, names[index].1));
    let particle = particle.map(|(index, _)| names[index - joined(index)].0);
    // Someone with two surnames has a given name as well.
    let first = if names.len() > rules.surnames { names[names.len() - rules.surnames.max(1)].0 } else { *last_at };
    Some((particle.map_or(first, |particle| particle.min(first)), last_at + last.len()))
}

/// Whether a word is a suffix after the family name.
pub fn is_suffix(word: &str) -> bool {
    matches!(word, "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III" | "IV")
}

/// Whether a name is in a script whose languages put the family name first, without a space.
pub fn is_eastern(name: &str) -> bool {
    name.chars().any(|letter| {
        matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::tests::locale;

    fn parted(name: &str, language: &str) -> [String; 3] {
        let NameParts { before, family, after } = NameParts::of(name, &locale(language).unwrap());
        assert_eq!(format!("{before}{family}{after}"), name);
        [before, family, after]
    }

    #[test]
    fn families_come_last_in_the_west() {
        assert_eq!(parted("Ada Lovelace", "en"), ["Ada ", "Lovelace", ""]);
        assert_eq!(parted("Dr. Jan van der Berg, PhD", "nl"), ["Dr. Jan ", "van der Berg", ", PhD"]);
        assert_eq!(parted("Martin King Jr.", "en"), ["Martin ", "King", " Jr."]);
        assert_eq!(parted("Ada", "en"), ["", "Ada", ""]);
        assert_eq!(parted("de Souza", "pt"), ["de ", "Souza", ""]);
        assert_eq!(parted("Mary Ann Petrovich", "en"), ["Mary Ann ", "Petrovich", ""]);
    }

    #[test]
    fn particles_belong_to_the_family_name() {
        assert_eq!(parted("IJsbrand van ’t Hof", "nl"), ["IJsbrand ", "van ’t Hof", ""]);
        assert_eq!(parted("Anna De Smet", "nl-BE"), ["Anna ", "De Smet", ""]);
        assert_eq!(parted("Élodie Le Goff", "fr"), ["Élodie ", "Le Goff", ""]);
        assert_eq!(parted("Maria Della Valle", "it"), ["Maria ", "Della Valle", ""]);
        assert_eq!(parted("Seán Ó Briain", "ga"), ["Seán ", "Ó Briain", ""]);
        assert_eq!(parted("محمد بن سلمان", "ar"), ["محمد ", "بن سلمان", ""]);
    }

    #[test]
    fn two_surnames_and_patronymics() {
        assert_eq!(parted("Íñigo Muñoz Ibáñez", "es"), ["Íñigo ", "Muñoz Ibáñez", ""]);
        assert_eq!(parted("Ana García", "es-MX"), ["Ana ", "García", ""]);
        assert_eq!(parted("María de la Cruz Pérez", "es"), ["María ", "de la Cruz Pérez", ""]);
        assert_eq!(parted("José Ortega y Gasset", "es"), ["José ", "Ortega y Gasset", ""]);
        assert_eq!(parted("Uxía Castro Lema", "gl"), ["Uxía ", "Castro Lema", ""]);
        assert_eq!(parted("Соколова Анна Андреевна", "ru"), ["", "Соколова", " Анна Андреевна"]);
        assert_eq!(parted("Анна Андреевна Соколова", "ru"), ["Анна Андреевна ", "Соколова", ""]);
        assert_eq!(parted("Илья Петрович Рабинович", "ru"), ["Илья Петрович ", "Рабинович", ""]);
    }

    #[test]
    fn families_come_first_in_the_east() {
        assert_eq!(parted("Nagy Anna", "hu"), ["", "Nagy", " Anna"]);
        assert_eq!(parted("Dr. Nagy Anna", "hu"), ["Dr. ", "Nagy", " Anna"]);
        assert_eq!(parted("Nguyễn Thị Hồng", "vi"), ["", "Nguyễn", " Thị Hồng"]);
        assert_eq!(parted("山田 太郎", "ja"), ["", "山田 太郎", ""]);
        assert_eq!(parted("Shen Zhuoran", "zh"), ["Shen ", "Zhuoran", ""]);
        assert_eq!(parted("陈小明", "en"), ["", "陈小明", ""]);
    }
}
