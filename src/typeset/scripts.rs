//! Writing systems: packages with fonts for them, and diagnostics for characters that the chosen fonts
//! lack.

use std::collections::{BTreeMap, BTreeSet};

use typst::text::FontInfo;
use unicode_script::{Script, UnicodeScript};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::locale::Locale;
use crate::resume::Resume;
use crate::source::{Source, Span};
use crate::yaml::{self, Node, Value};

/// Scripts by first and last character, with a Debian package that has a font for each (Unicode 16,
/// blocks).
const SCRIPTS: &[(char, char, &str, &str)] = &[
    ('\u{0530}', '\u{058f}', "Armenian", "fonts-noto-core"),
    ('\u{0590}', '\u{05ff}', "Hebrew", "fonts-noto-core"),
    ('\u{0600}', '\u{08ff}', "Arabic", "fonts-noto-core"),
    ('\u{0900}', '\u{097f}', "Devanagari", "fonts-noto-core"),
    ('\u{0980}', '\u{09ff}', "Bengali", "fonts-noto-core"),
    ('\u{0a00}', '\u{0a7f}', "Gurmukhi", "fonts-noto-core"),
    ('\u{0a80}', '\u{0aff}', "Gujarati", "fonts-noto-core"),
    ('\u{0b00}', '\u{0b7f}', "Odia", "fonts-noto-core"),
    ('\u{0b80}', '\u{0bff}', "Tamil", "fonts-noto-core"),
    ('\u{0c00}', '\u{0c7f}', "Telugu", "fonts-noto-core"),
    ('\u{0c80}', '\u{0cff}', "Kannada", "fonts-noto-core"),
    ('\u{0d00}', '\u{0d7f}', "Malayalam", "fonts-noto-core"),
    ('\u{0d80}', '\u{0dff}', "Sinhala", "fonts-noto-core"),
    ('\u{0e00}', '\u{0e7f}', "Thai", "fonts-noto-core"),
    ('\u{0e80}', '\u{0eff}', "Lao", "fonts-noto-core"),
    ('\u{0f00}', '\u{0fff}', "Tibetan", "fonts-noto-core"),
    ('\u{1000}', '\u{109f}', "Myanmar", "fonts-noto-core"),
    ('\u{10a0}', '\u{10ff}', "Georgian", "fonts-noto-core"),
    ('\u{1100}', '\u{11ff}', "Korean", "fonts-noto-cjk"),
    ('\u{1200}', '\u{139f}', "Ethiopic", "fonts-noto-core"),
    ('\u{1780}', '\u{17ff}', "Khmer", "fonts-noto-core"),
    ('\u{2e80}', '\u{33ff}', "Chinese or Japanese", "fonts-noto-cjk"),
    ('\u{3400}', '\u{9fff}', "Chinese or Japanese", "fonts-noto-cjk"),
    ('\u{ac00}', '\u{d7ff}', "Korean", "fonts-noto-cjk"),
    ('\u{f900}', '\u{faff}', "Chinese or Japanese", "fonts-noto-cjk"),
    ('\u{fb1d}', '\u{fdff}', "Hebrew or Arabic", "fonts-noto-core"),
    ('\u{fe70}', '\u{feff}', "Arabic", "fonts-noto-core"),
    ('\u{ff00}', '\u{ffef}', "Chinese or Japanese", "fonts-noto-cjk"),
    ('\u{1f000}', '\u{1faff}', "emoji", "fonts-noto-color-emoji"),
    ('\u{20000}', '\u{3ffff}', "Chinese or Japanese", "fonts-noto-cjk"),
];

/// The maximum number of locations and characters in one diagnostic.
const SHOWN: usize = 5;

/// The suffix of font families with the CJK glyph variants of a language, or else of the text itself.
pub fn variant<'l>(locale: &'l Locale, characters: &BTreeSet<char>) -> &'l str {
    let has = |first: char, last: char| characters.range(first..=last).next().is_some();
    match locale.sign_forms() {
        Some(forms) => forms,
        None if has('\u{3040}', '\u{30ff}') => "CJK JP",
        None if has('\u{ac00}', '\u{d7ff}') => "CJK KR",
        None => "CJK SC",
    }
}

/// Families that lose letters in programs that know nothing of `ActualText`, because they draw them in several pieces.
/// They are taken only if no other family has a character.
pub const IN_PIECES: &[&str] = &["Noto Serif Devanagari"];

/// Characters by their script, that with most characters first and those of several scripts last. What is written
/// together is one group: Chinese, Japanese and Korean signs.
pub fn grouped(characters: BTreeSet<char>) -> Vec<BTreeSet<char>> {
    let mut groups: BTreeMap<&str, BTreeSet<char>> = BTreeMap::new();
    for character in characters {
        let script = match character.script() {
            Script::Hiragana | Script::Katakana | Script::Bopomofo | Script::Hangul => Script::Han,
            Script::Inherited | Script::Unknown => Script::Common,
            script => script,
        };
        groups.entry(script.short_name()).or_default().insert(character);
    }
    let common = groups.remove(Script::Common.short_name());
    let mut groups: Vec<_> = groups.into_values().collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    groups.extend(common);
    groups
}

/// A character per script that every font for the script has.
const SAMPLES: &[(char, &str)] = &[
    ('a', "Latin"),
    ('ế', "Vietnamese"),
    ('ω', "Greek"),
    ('ж', "Cyrillic"),
    ('Ա', "Armenian"),
    ('ა', "Georgian"),
    ('א', "Hebrew"),
    ('ع', "Arabic"),
    ('क', "Devanagari"),
    ('ক', "Bengali"),
    ('க', "Tamil"),
    ('ก', "Thai"),
    ('中', "Chinese"),
    ('あ', "Japanese"),
    ('한', "Korean"),
];

/// The scripts that a face supports, out of those most used in résumés.
pub fn of(info: &FontInfo) -> impl Iterator<Item = &'static str> {
    SAMPLES.iter().filter(|(sample, _)| info.coverage.contains(u32::from(*sample))).map(|(_, script)| *script)
}

/// The warning for characters that use a system font.
pub fn fallback(family: &str, characters: &BTreeSet<char>, resume: &Resume) -> Diagnostic {
    let message = format!("{} set in the system font `{family}`", named(characters));
    let note = Diagnostic::warning(Code::FallbackFont, message);
    let note = places(characters, resume).into_iter().take(1).fold(note, Diagnostic::at);
    note.help("no font of the theme has them; the pages will look different on systems without this font")
}

/// The error for characters that no available font has.
pub fn undrawable(characters: &BTreeSet<char>, resume: &Resume) -> Diagnostic {
    let scripts: BTreeSet<(&str, &str)> = characters.iter().filter_map(|character| script(*character)).collect();
    let note = Diagnostic::error(Code::MissingGlyph, format!("no available font has {}", list(characters)));
    let note = places(characters, resume).into_iter().fold(note, Diagnostic::at);
    if scripts.is_empty() {
        return note.help("remove them, or choose a font that has them: `theme: {font: …}`");
    }
    scripts.into_iter().fold(note, |note, (script, package)| {
        note.help(format!(
            "for {script}, install a font (on Debian: `{package}`), or give the directory of one with `--font-path`"
        ))
    })
}

/// The warning for marks drawn on a dotted circle.
pub fn parted(characters: &BTreeSet<char>, resume: &Resume) -> Diagnostic {
    let verb = if characters.len() == 1 { "is" } else { "are" };
    let message = format!("{} {verb} drawn on a dotted circle", list(characters));
    let note = Diagnostic::warning(Code::MissingGlyph, message);
    let note = places(characters, resume).into_iter().fold(note, Diagnostic::at);
    note.help("a combining mark needs a base letter before it; if there is one, the theme separates the two")
}

/// The warning for small letters among small capitals.
pub fn among_small_capitals(letters: &BTreeSet<char>, resume: &Resume) -> Diagnostic {
    let verb = if letters.len() == 1 { "is" } else { "are" };
    let message = format!("{} {verb} in lower case among small capitals", list(letters));
    let note = Diagnostic::warning(Code::MissingGlyph, message);
    let note = places(letters, resume).into_iter().take(1).fold(note, Diagnostic::at);
    note.help("the font has no small capitals of them; choose another one, or a theme that prints capitals instead")
}

fn script(character: char) -> Option<(&'static str, &'static str)> {
    let row = SCRIPTS.iter().find(|(first, last, ..)| (*first..=*last).contains(&character));
    row.map(|(_, _, script, package)| (*script, *package))
}

/// "12 characters, such as `a`, `b`, are", or all of them if there are only a few.
fn named(characters: &BTreeSet<char>) -> String {
    if characters.len() <= SHOWN {
        let verb = if characters.len() == 1 { "is" } else { "are" };
        return format!("{} {verb}", list(characters));
    }
    let few = characters.iter().take(SHOWN).map(|character| format!("`{character}`")).collect::<Vec<_>>().join(", ");
    format!("{} characters, such as {few}, are", characters.len())
}

fn list(characters: &BTreeSet<char>) -> String {
    let few = characters.iter().take(SHOWN).map(|character| format!("`{character}`")).collect::<Vec<_>>().join(", ");
    match characters.len() {
        1 => format!("the character {few}"),
        2..=SHOWN => format!("the characters {few}"),
        more => format!("{more} characters, such as {few}"),
    }
}

/// The locations of characters in the résumé, one per line.
pub fn places(characters: &BTreeSet<char>, resume: &Resume) -> Vec<Span> {
    let source = resume.source();
    let (mut places, mut from) = (Vec::new(), 0);
    for line in source.text().split_inclusive('\n') {
        let content = &line[..line.find(" #").unwrap_or(line.len())];
        let first = content.find(|letter| characters.contains(&letter));
        let last = content.rfind(|letter| characters.contains(&letter));
        if let (Some(first), Some(last)) = (first, last)
            && places.len() < SHOWN
        {
            let end = last + content[last..].chars().next().map_or(0, char::len_utf8);
            places.push(source.span(from + first..from + end));
        }
        from += line.len();
    }
    if places.is_empty() {
        // They are written as escape sequences.
        places = values_with(characters, source);
    }
    places
}

/// The values that contain any of the characters after parsing.
fn values_with(characters: &BTreeSet<char>, source: &Source) -> Vec<Span> {
    fn collect(node: &Node, characters: &BTreeSet<char>, places: &mut Vec<Span>) {
        match &node.value {
            Value::Scalar { text, .. }
                if places.len() < SHOWN && text.contains(|letter| characters.contains(&letter)) =>
            {
                places.push(node.span);
            }
            Value::Scalar { .. } => {}
            Value::Sequence(items) => items.iter().for_each(|item| collect(item, characters, places)),
            Value::Mapping(entries) => entries.iter().for_each(|entry| collect(&entry.value, characters, places)),
        }
    }
    let mut places = Vec::new();
    if let Ok(root) = yaml::parse(source, &mut Diagnostics::new()) {
        collect(&root, characters, &mut places);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_sorted_and_do_not_overlap() {
        assert!(SCRIPTS.windows(2).all(|pair| pair[0].1 < pair[1].0));
    }
}
