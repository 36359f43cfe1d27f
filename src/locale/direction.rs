//! The direction of text.

use std::ops::Range;

use serde::Deserialize;
use unicode_script::{Script, UnicodeScript};

/// The direction of text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

/// The scripts that are written from right to left (Unicode 16, bidirectional classes R and AL).
const FROM_RIGHT: &[Script] = &[
    Script::Adlam,
    Script::Arabic,
    Script::Hanifi_Rohingya,
    Script::Hebrew,
    Script::Mandaic,
    Script::Nko,
    Script::Samaritan,
    Script::Syriac,
    Script::Thaana,
];

impl Direction {
    /// Its name in Typst.
    pub fn name(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }

    /// The direction of a script.
    pub fn of_script(script: Script) -> Direction {
        if FROM_RIGHT.contains(&script) { Direction::Rtl } else { Direction::Ltr }
    }

    /// The direction that all letters of a text have; `None` if it has none, or some of each.
    pub fn of_all(text: &str) -> Option<Direction> {
        let letters = text.chars().filter(|letter| letter.is_alphabetic());
        let mut directions = letters.map(|letter| Direction::of_script(letter.script()));
        let first = directions.next()?;
        directions.all(|direction| direction == first).then_some(first)
    }
}

/// Whether a sign at the end of a name belongs to it: "C++", "C#".
fn is_sign_of_name(sign: char) -> bool {
    matches!(sign, '+' | '#')
}

/// The names from left to right in a text from right to left that begin or end with a sign: "C++", "C#", ".NET". The
/// sign would stand at their other end.
pub fn names_with_signs(text: &str) -> Vec<Range<usize>> {
    let is =
        |letter: char, wanted: Direction| letter.is_alphabetic() && Direction::of_script(letter.script()) == wanted;
    let name = |word: &str| {
        let first = word.find(|letter: char| is(letter, Direction::Ltr))?;
        let after =
            word[first..].find(|letter: char| is(letter, Direction::Rtl)).map_or(word.len(), |length| first + length);
        let end =
            word[..after].trim_end_matches(|letter: char| !letter.is_alphanumeric() && !is_sign_of_name(letter)).len();
        let before = word[..first].strip_suffix('.').filter(|before| !before.ends_with(char::is_alphanumeric));
        let start = before.map_or(first, str::len);
        (start < first || word[..end].ends_with(is_sign_of_name)).then_some(start..end)
    };
    let mut at = 0;
    let words = text.split_inclusive(char::is_whitespace).map(|word| {
        at += word.len();
        (at - word.len(), word)
    });
    words.filter_map(|(at, word)| name(word).map(|name| at + name.start..at + name.end)).collect()
}

/// The parts of a text in lines from right to left, each with its direction. Numbers after letters from left to right
/// are part of them; signs and spaces run as the lines do where they do not stand between such letters.
pub fn parts_from_right(text: &str) -> Vec<(Direction, &str)> {
    let mut parts: Vec<(Direction, Range<usize>)> = Vec::new();
    let (mut start, mut from_left) = (0, None::<Range<usize>>);
    let close = |part: Range<usize>, start: &mut usize, parts: &mut Vec<(Direction, Range<usize>)>| {
        parts.extend([(Direction::Rtl, *start..part.start), (Direction::Ltr, part.clone())]);
        *start = part.end;
    };
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let is_letter = letter.is_alphabetic();
        match &mut from_left {
            part if is_letter && Direction::of_script(letter.script()) == Direction::Rtl => {
                part.take().into_iter().for_each(|part| close(part, &mut start, &mut parts));
            }
            Some(part) if letter.is_alphanumeric() || part.end == at && is_sign_of_name(letter) => part.end = end,
            part if is_letter => *part = Some(at..end),
            _ => {}
        }
    }
    from_left.into_iter().for_each(|part| close(part, &mut start, &mut parts));
    parts.push((Direction::Rtl, start..text.len()));
    parts.retain(|(_, part)| !part.is_empty());
    parts.into_iter().map(|(direction, part)| (direction, &text[part])).collect()
}

#[cfg(test)]
mod tests {
    use super::Direction::{self, Ltr, Rtl};
    use super::{names_with_signs, parts_from_right};

    #[test]
    fn words_from_left_to_right_are_parts_of_their_own() {
        assert_eq!(parts_from_right(", "), [(Rtl, ", ")]);
        assert_eq!(parts_from_right("2019 – 2021"), [(Rtl, "2019 – 2021")]);
        assert_eq!(parts_from_right("Rust"), [(Ltr, "Rust")]);
        assert_eq!(
            parts_from_right("עם SAP 2019, ו-C++."),
            [(Rtl, "עם "), (Ltr, "SAP 2019"), (Rtl, ", ו-"), (Ltr, "C++"), (Rtl, ".")]
        );
        assert!(parts_from_right("").is_empty());
    }

    #[test]
    fn signs_belong_to_the_names_at_whose_ends_they_stand() {
        let names =
            |text: &'static str| -> Vec<&str> { names_with_signs(text).into_iter().map(|name| &text[name]).collect() };
        assert_eq!(names("כתבתי ב-C++, ב-C# וב-.NET (F#)."), ["C++", "C#", ".NET", "F#"]);
        assert!(names("עם SAP. וגם Go, 20+ שנים, 40% ו-R&D").is_empty());
        assert_eq!(names("C/C++ ו-ASP.NET, גרסה 3.x"), ["C/C++"]);
    }

    #[test]
    fn a_text_has_a_direction_if_all_of_its_letters_agree() {
        for (text, direction) in [
            ("Acme (UK) Ltd.", Some(Ltr)),
            ("הספרייה העירונית, 2019", Some(Rtl)),
            ("شركة SAP", None),
            ("2019 – 2021", None),
            ("上海", Some(Ltr)),
        ] {
            assert_eq!(Direction::of_all(text), direction, "{text}");
        }
    }
}
