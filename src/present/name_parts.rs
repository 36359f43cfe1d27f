//! Splits a name into given and family names.

use crate::locale::{Locale, NameOrder};

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
    /// Splits a name according to its language. The résumé does not mark the family name, so this is a
    /// guess that does little harm if wrong: the last word, from the first lower-case particle on; the last
    /// two of three or more in languages of two surnames; or, where the family name comes first, the first
    /// word that is not a title. A patronymic tells which is which. Anything after a comma, and "Jr." at the
    /// end, is not part of the family name. A name in Chinese, Japanese or Korean letters is one part: its
    /// family name is not told apart by weight.
    pub fn of(name: &str, locale: &Locale) -> NameParts {
        let own = name.split(',').next().unwrap_or_default();
        let words = words(own);
        let first = || words.iter().find(|(_, word)| !word.ends_with('.')).map(|(at, word)| (*at, at + word.len()));
        let family = match () {
            () if is_eastern(name) => None,
            () if words.len() > 2 && words.last().is_some_and(|(_, word)| is_patronymic(word)) => first(),
            () if locale.name_order() == NameOrder::FamilyFirst && !is_written_in_han(locale) => first(),
            () => western(&words, if has_two_surnames(locale) { 2 } else { 1 }),
        };
        let (from, to) = family.unwrap_or((0, own.len()));
        let part = |text: &str| text.to_owned();
        NameParts { before: part(&name[..from]), family: part(&name[from..to]), after: part(&name[to..]) }
    }
}

/// Whether the language writes names in Chinese, Japanese or Korean letters: Latin ones then have a Western order.
fn is_written_in_han(locale: &Locale) -> bool {
    matches!(locale.language(), "ja" | "ko" | "zh")
}

/// Whether people have the surnames of both parents.
fn has_two_surnames(locale: &Locale) -> bool {
    matches!(locale.language(), "ca" | "es" | "gl" | "pt")
}

/// Whether a word is a patronymic, as in Russian and Ukrainian: then the family name stands at the other end.
fn is_patronymic(word: &str) -> bool {
    const ENDINGS: &[&str] = &["вич", "вна", "ична", "ївна", "vich", "vna"];
    ENDINGS.iter().any(|ending| word.to_lowercase().ends_with(ending))
}

/// The words of a text with their start offsets.
fn words(text: &str) -> Vec<(usize, &str)> {
    text.split(' ')
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
        .filter(|(_, word)| !word.is_empty())
        .collect()
}

fn western(words: &[(usize, &str)], surnames: usize) -> Option<(usize, usize)> {
    let names = match words {
        [names @ .., (_, last)] if names.len() > 1 && is_suffix(last) => names,
        names => names,
    };
    let (last_at, last) = names.last()?;
    let in_small_letters = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    let particle = names.iter().skip(1).find(|(_, word)| in_small_letters(word)).map(|(at, _)| *at);
    // Someone with two surnames has a given name as well.
    let first = if names.len() > surnames { names[names.len() - surnames].0 } else { *last_at };
    Some((particle.map_or(first, |particle| particle.min(first)), last_at + last.len()))
}

/// Whether a word is a suffix after the family name.
fn is_suffix(word: &str) -> bool {
    matches!(word, "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III" | "IV")
}

/// Whether a name is in a script whose languages put the family name first.
fn is_eastern(name: &str) -> bool {
    name.chars().any(|letter| {
        matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::source::{Source, Spanned};

    fn parted(name: &str, language: &str) -> [String; 3] {
        let source = Source::new("resume.yaml", language);
        let tag = Spanned { value: language.parse().unwrap(), span: source.span(0..language.len()) };
        let locale = Locale::find(Some(&tag), &mut Diagnostics::new()).unwrap();
        let NameParts { before, family, after } = NameParts::of(name, &locale);
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
    }

    #[test]
    fn two_surnames_and_patronymics() {
        assert_eq!(parted("Íñigo Muñoz Ibáñez", "es"), ["Íñigo ", "Muñoz Ibáñez", ""]);
        assert_eq!(parted("Ana García", "es"), ["Ana ", "García", ""]);
        assert_eq!(parted("María de la Cruz Pérez", "es"), ["María ", "de la Cruz Pérez", ""]);
        assert_eq!(parted("Соколова Анна Андреевна", "ru"), ["", "Соколова", " Анна Андреевна"]);
        assert_eq!(parted("Анна Андреевна Соколова", "ru"), ["Анна Андреевна ", "Соколова", ""]);
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
