//! How a language makes capitals, where Unicode's own rules (`SpecialCasing.txt`) are not enough without
//! knowing the language.

use super::Locale;

/// Letters and their capitals in one language.
type Capitals = &'static [(&'static str, &'static str)];

/// Turkish and Azerbaijani distinguish a dotted and a dotless i.
const TURKIC: Capitals = &[("i", "İ")];

/// Greek capitals have no accents, but keep the diaeresis; where only an accent said that two vowels are not one sound,
/// the second gets one: Μάιος, ΜΑΪΟΣ. What is longer comes first.
const GREEK: Capitals = &[
    ("άι", "ΑΪ"),
    ("άυ", "ΑΫ"),
    ("έι", "ΕΪ"),
    ("έυ", "ΕΫ"),
    ("όι", "ΟΪ"),
    ("όυ", "ΟΫ"),
    ("Άι", "ΑΪ"),
    ("Άυ", "ΑΫ"),
    ("Έι", "ΕΪ"),
    ("Έυ", "ΕΫ"),
    ("Όι", "ΟΪ"),
    ("Όυ", "ΟΫ"),
    ("ά", "Α"),
    ("έ", "Ε"),
    ("ή", "Η"),
    ("ί", "Ι"),
    ("ό", "Ο"),
    ("ύ", "Υ"),
    ("ώ", "Ω"),
    ("Ά", "Α"),
    ("Έ", "Ε"),
    ("Ή", "Η"),
    ("Ί", "Ι"),
    ("Ό", "Ο"),
    ("Ύ", "Υ"),
    ("Ώ", "Ω"),
    ("ΐ", "Ϊ"),
    ("ΰ", "Ϋ"),
];

/// The Armenian ligature of "and".
const ARMENIAN: Capitals = &[("և", "ԵՎ")];

impl Locale {
    /// The letters whose capitals differ in the language from those in others; `None` if text of the
    /// language is never set in capitals: the Georgian ones are a new script, which no program finds.
    pub fn capitals(&self) -> Option<Capitals> {
        match self.language() {
            "ka" => None,
            "tr" | "az" => Some(TURKIC),
            "el" => Some(GREEK),
            "hy" => Some(ARMENIAN),
            _ => Some(&[]),
        }
    }

    /// Whether the language has italics. In other scripts, only figures and foreign words would be slanted.
    pub fn has_italics(&self) -> bool {
        !matches!(
            self.language(),
            "am" | "ar"
                | "bn"
                | "fa"
                | "he"
                | "hi"
                | "hy"
                | "ja"
                | "ka"
                | "ko"
                | "mr"
                | "ne"
                | "ta"
                | "th"
                | "ur"
                | "zh"
        )
    }
}
