//! Splits a name into given and family names.

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
    /// guess that does little harm if wrong: the last word, from the first lower-case particle on; or,
    /// where the family name comes first, the first word that is not a title. Anything after a comma, and
    /// "Jr." at the end, is not part of the family name.
    pub fn of(name: &str, language: &str) -> NameParts {
        let own = name.split(',').next().unwrap_or_default();
        let words = words(own);
        let family = if is_eastern(name) || matches!(language, "hu" | "vi") {
            words.iter().find(|(_, word)| !word.ends_with('.')).map(|(at, word)| (*at, at + word.len()))
        } else {
            western(&words)
        };
        let (from, to) = family.unwrap_or((0, own.len()));
        let part = |text: &str| text.to_owned();
        NameParts { before: part(&name[..from]), family: part(&name[from..to]), after: part(&name[to..]) }
    }
}

/// The words of a text with their start offsets.
fn words(text: &str) -> Vec<(usize, &str)> {
    text.split(' ')
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
        .filter(|(_, word)| !word.is_empty())
        .collect()
}

fn western(words: &[(usize, &str)]) -> Option<(usize, usize)> {
    let names = match words {
        [names @ .., (_, last)] if names.len() > 1 && is_suffix(last) => names,
        names => names,
    };
    let (last_at, last) = names.last()?;
    let in_small_letters = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    let particle = names.iter().skip(1).find(|(_, word)| in_small_letters(word));
    Some((particle.map_or(*last_at, |(at, _)| *at), last_at + last.len()))
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

    fn parted(name: &str, language: &str) -> [String; 3] {
        let NameParts { before, family, after } = NameParts::of(name, language);
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
    fn families_come_first_in_the_east() {
        assert_eq!(parted("Nagy Anna", "hu"), ["", "Nagy", " Anna"]);
        assert_eq!(parted("Dr. Nagy Anna", "hu"), ["Dr. ", "Nagy", " Anna"]);
        assert_eq!(parted("山田 太郎", "ja"), ["", "山田", " 太郎"]);
        assert_eq!(parted("陈小明", "en"), ["", "陈小明", ""]);
    }
}
