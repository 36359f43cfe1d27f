//! Checks of single characters.

use super::{Expectations, Finding, Found, PdfContent, brief, is_shaped};

/// Reports the lines that contain matching characters.
fn lines_with(reading: &PdfContent, what: &str, is_one: impl Fn(char) -> bool) -> Found {
    let strange = |text: &str| -> Option<char> { text.chars().find(|letter| is_one(*letter)) };
    let lines = reading.content_order.0.iter().filter_map(|line| Some((line, strange(&line.text)?)));
    lines.map(|(line, letter)| (None, Finding::new(format!("{what} U+{:04X}", u32::from(letter))).at(line))).collect()
}

pub fn known(reading: &PdfContent, _: &Expectations) -> Found {
    lines_with(
        reading,
        "a glyph without a readable character:",
        |letter| matches!(letter, '\u{fffd}' | '\0' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..),
    )
}

pub fn plain(reading: &PdfContent, _: &Expectations) -> Found {
    lines_with(reading, "a character that breaks searching:", |letter| {
        matches!(letter, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fb00}'..='\u{fb06}')
    })
}

pub fn spaces(reading: &PdfContent, _: &Expectations) -> Found {
    lines_with(reading, "a space that some readers do not recognise:", |letter| {
        matches!(letter, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}')
    })
}

pub fn marks(reading: &PdfContent, _: &Expectations) -> Found {
    let labels = reading.tags.iter().filter(|tag| tag.role == "Lbl" && !tag.text.trim().is_empty());
    let odd = labels.filter(|tag| !is_usual_mark(tag.text.trim()));
    let mut found: Found = odd
        .take(1)
        .map(|tag| (None, Finding::new(format!("list items are marked with `{}`", tag.text.trim()))))
        .collect();
    found.extend(lines_with(
        reading,
        "an emoji or symbol:",
        |letter| matches!(letter, '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}'),
    ));
    found
}

fn is_usual_mark(mark: &str) -> bool {
    ["•", "–", "-", "‣", "◦"].contains(&mark)
        || mark.chars().all(|letter| letter.is_alphanumeric() || "[].)".contains(letter))
}

pub fn scripts(_: &PdfContent, expectations: &Expectations) -> Found {
    let shaped = expectations.texts.iter().find(|expected| is_shaped(&expected.text));
    let message = "many readers extract this script in drawing order; if an application form accepts text, paste it \
                   there as well";
    shaped
        .map(|expected| (None, Finding::new(format!("`{}`: {message}", brief(&expected.text))).of(expected)))
        .into_iter()
        .collect()
}
