//! The direction of text.

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

#[cfg(test)]
mod tests {
    use super::Direction::{self, Ltr, Rtl};

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
