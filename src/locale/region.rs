//! What depends on the region rather than the language: paper sizes and layouts of letters.

use serde::Deserialize;

/// Regions that print on US Letter (CLDR `paperSize`, and the Dominican Republic); all others use A4.
const LETTER_REGIONS: &[&str] =
    &["BZ", "CA", "CL", "CO", "CR", "DO", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"];

/// Regions that lay out letters according to DIN 5008, or nearly so.
const DIN_REGIONS: &[&str] = &[
    "AL", "AT", "BA", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "FI", "GR", "HR", "HU", "IS", "LI", "LT", "LU", "LV",
    "ME", "MK", "NL", "NO", "PL", "RS", "SE", "SI", "SK", "TR", "XK",
];

/// Regions that lay out letters as in France.
const FRENCH_REGIONS: &[&str] = &["BE", "ES", "FR", "IT", "MC", "PT", "RO"];

/// Regions that lay out letters as in Russia.
const RUSSIAN_REGIONS: &[&str] = &["BY", "KG", "KZ", "RU", "UA"];

/// Regions that lay out letters as in Japan.
const JAPANESE_REGIONS: &[&str] = &["JP", "KR"];

/// A paper size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Paper {
    /// 210 × 297 mm (ISO 216).
    A4,
    /// 8.5 × 11 in (ANSI A).
    UsLetter,
}

/// How a letter is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LetterLayout {
    /// All lines start at the margin, the date before the recipient (United States).
    UsBlock,
    /// The recipient in the envelope window, the date at the opposite margin (DIN 5008).
    Din5008,
    /// The recipient at the far margin, place and date below it (France).
    French,
    /// The recipient first, then the date (Britain).
    British,
    /// The date at the opposite margin, then the recipient; closing and name at the opposite margin (Japan).
    Japanese,
    /// The recipient in the right half, the salutation in the middle, and the date beside the name (Russia).
    Russian,
    /// Paragraphs indented by two letters; name and date at the opposite margin, below the closing (China).
    Chinese,
    /// The date in the middle, what is enclosed before the text, and closing and name in the right half (Thailand).
    Thai,
}

impl Paper {
    /// The usual paper size of a region.
    pub(super) fn of(region: &str) -> Paper {
        if LETTER_REGIONS.contains(&region) { Paper::UsLetter } else { Paper::A4 }
    }

    /// The paper size with this name; `None` if unknown.
    pub fn named(name: &str) -> Option<Paper> {
        [Paper::A4, Paper::UsLetter].into_iter().find(|paper| paper.name() == name)
    }

    /// Width and height in points, rounded.
    pub fn size(self) -> (u32, u32) {
        match self {
            Paper::A4 => (595, 842),
            Paper::UsLetter => (612, 792),
        }
    }

    /// Its name in Typst and in theme options.
    pub fn name(self) -> &'static str {
        match self {
            Paper::A4 => "a4",
            Paper::UsLetter => "us-letter",
        }
    }
}

impl LetterLayout {
    /// The usual layout of a region.
    pub(super) fn of(region: &str) -> LetterLayout {
        match () {
            () if LETTER_REGIONS.contains(&region) => LetterLayout::UsBlock,
            () if DIN_REGIONS.contains(&region) => LetterLayout::Din5008,
            () if FRENCH_REGIONS.contains(&region) => LetterLayout::French,
            () if JAPANESE_REGIONS.contains(&region) => LetterLayout::Japanese,
            () if RUSSIAN_REGIONS.contains(&region) => LetterLayout::Russian,
            () => LetterLayout::British,
        }
    }

    /// Its name in themes.
    pub fn name(self) -> &'static str {
        match self {
            LetterLayout::UsBlock => "us-block",
            LetterLayout::Din5008 => "din-5008",
            LetterLayout::French => "fr",
            LetterLayout::British => "uk",
            LetterLayout::Japanese => "jp",
            LetterLayout::Russian => "ru",
            LetterLayout::Chinese => "cn",
            LetterLayout::Thai => "th",
        }
    }
}
