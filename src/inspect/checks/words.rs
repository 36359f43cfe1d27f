//! Checks that words are present and intact.

use std::collections::BTreeMap;

use super::{
    Expectations, Finding, Found, PdfContent, Verdict, brief, dense, is_shaped, is_unspaced, spaced, stream_text,
    tag_text,
};
use crate::present::{ExpectedText, TextRole};

/// Longer words, in characters, are broken to fit the line, with or without a hyphen.
const LONG_WORD: usize = 44;

/// Counts the letters of a text.
fn letters(text: &str) -> BTreeMap<char, usize> {
    text.chars().filter(|letter| letter.is_alphabetic()).fold(BTreeMap::new(), |mut counts, letter| {
        *counts.entry(letter).or_default() += 1;
        counts
    })
}

pub fn all_there(reading: &PdfContent, expectations: &Expectations) -> Found {
    let (stream, tags) = (dense(&stream_text(reading)), dense(&tag_text(reading)));
    let drawn = letters(&stream);
    let judge = |expected: &ExpectedText| {
        let text = dense(&expected.text);
        if text.is_empty() || stream.contains(&text) {
            return None;
        }
        let has_long_word = || expected.text.split_whitespace().any(|word| word.chars().count() > LONG_WORD);
        if has_long_word() && stream.replace('-', "").contains(&text.replace('-', "")) {
            return None;
        }
        // Joined scripts are extracted in drawing order; checking that no letter is lost still works.
        let all_drawn =
            || letters(&text).iter().all(|(letter, count)| drawn.get(letter).is_some_and(|there| there >= count));
        if is_shaped(&expected.text) && all_drawn() {
            return None;
        }
        if tags.contains(&text) {
            let message = format!("`{}` is interrupted by other text", brief(&expected.text));
            return Some((Some(Verdict::Info), Finding::new(message).of(expected)));
        }
        Some((None, Finding::new(format!("`{}` cannot be extracted", brief(&expected.text))).of(expected)))
    };
    expectations.texts.iter().filter_map(judge).collect()
}

/// The line, in content order, that contains a text intact.
fn line_with<'a>(reading: &'a PdfContent, text: &str) -> Option<&'a super::Line> {
    let text = spaced(text);
    reading.content_order.body().find(|line| spaced(&line.text).contains(&text))
}

fn first<'a>(expectations: &Expectations<'a>, part: TextRole) -> Option<&'a ExpectedText> {
    expectations.texts.iter().find(|expected| expected.role == part)
}

pub fn email(reading: &PdfContent, expectations: &Expectations) -> Found {
    const TOP: f64 = 0.25;
    let Some(expected) = first(expectations, TextRole::Email) else { return Vec::new() };
    let fault = |message: &str| Finding::new(format!("`{}` {message}", expected.text)).of(expected);
    let Some(line) = line_with(reading, &expected.text) else {
        let severity = if expected.text.chars().count() > LONG_WORD { Some(Verdict::Info) } else { None };
        return vec![(severity, fault("is not intact on any line"))];
    };
    if line.page > 1 {
        return vec![(None, fault("is not on the first page").at(line))];
    }
    let height = reading.pages.first().map_or(792.0, |(_, height)| *height);
    if line.y > height * TOP {
        return vec![(Some(Verdict::Info), fault("is below the top quarter of the page").at(line))];
    }
    Vec::new()
}

pub fn phone(reading: &PdfContent, expectations: &Expectations) -> Found {
    let Some(expected) = first(expectations, TextRole::Phone) else { return Vec::new() };
    let digits = expected.text.chars().filter(char::is_ascii_digit).count();
    let mut found = Found::new();
    if !(7..=15).contains(&digits) {
        // ITU-T E.164: at most fifteen digits.
        let message = format!("`{}` has {digits} digits; a phone number has 7 to 15", expected.text);
        found.push((None, Finding::new(message).of(expected)));
    }
    if line_with(reading, &expected.text).is_none() {
        found.push((None, Finding::new(format!("`{}` is not intact on any line", expected.text)).of(expected)));
    }
    found
}

pub fn dates(reading: &PdfContent, expectations: &Expectations) -> Found {
    let judge = |expected: &ExpectedText| {
        if is_shaped(&expected.text) {
            return None;
        }
        let years =
            expected.text.split(|letter: char| !letter.is_numeric()).any(|figures| figures.chars().count() == 4);
        if !years {
            let message = format!("`{}` has no four-digit year", expected.text);
            return Some((None, Finding::new(message).of(expected)));
        }
        let broken = line_with(reading, &expected.text).is_none();
        broken.then(|| (None, Finding::new(format!("`{}` is not intact on any line", expected.text)).of(expected)))
    };
    expectations.texts.iter().filter(|expected| expected.role == TextRole::Dates).filter_map(judge).collect()
}

pub fn spaced_out(reading: &PdfContent, _: &Expectations) -> Found {
    const IN_A_ROW: usize = 4;
    let single = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(|letter| letter.is_alphabetic() && letter < '\u{2e80}') && letters.next().is_none()
    };
    let is_spaced_out = |line: &&super::Line| {
        let words: Vec<&str> = line.text.split_whitespace().collect();
        !is_shaped(&line.text) && words.windows(IN_A_ROW).any(|row| row.iter().all(|word| single(word)))
    };
    let lines = reading.layout_boxes.0.iter().filter(is_spaced_out);
    lines.map(|line| (None, Finding::new("letter-spaced words").at(line))).collect()
}

/// A text without hyphens at line ends.
fn unhyphenated(text: &str) -> String {
    text.lines()
        .map(|line| line.trim_end().trim_end_matches(['-', '\u{2010}', '\u{ad}']))
        .collect::<Vec<_>>()
        .join("\n")
}

pub fn unbroken(reading: &PdfContent, expectations: &Expectations) -> Found {
    let (stream, tags) = (spaced(&stream_text(reading)), spaced(&tag_text(reading)));
    let joined = dense(&unhyphenated(&stream_text(reading)));
    let mut found = Found::new();
    for expected in
        expectations.texts.iter().filter(|expected| !is_shaped(&expected.text) && !is_unspaced(&expected.text))
    {
        let text = spaced(&expected.text);
        // Compounds may be broken at their own hyphens and slashes.
        let words = text.split([' ', '-', '/', '–', '—', '‑', '.', '@', '_']).filter(|word| !word.is_empty());
        for word in words.filter(|word| word.chars().count() <= LONG_WORD) {
            if !stream.contains(word) && !tags.contains(word) && joined.contains(word) {
                found.push((None, Finding::new(format!("`{word}` is hyphenated at the end of a line")).of(expected)));
            }
        }
    }
    found
}

pub fn addresses(reading: &PdfContent, expectations: &Expectations) -> Found {
    let linked =
        |text: &str| reading.links.iter().any(|link| link.address.to_lowercase().contains(&text.to_lowercase()));
    let judge = |expected: &ExpectedText| {
        let known = linked(&expected.text) || line_with(reading, &expected.text).is_some();
        (!known).then(|| (None, Finding::new(format!("`{}` is neither a link nor intact", expected.text)).of(expected)))
    };
    expectations.texts.iter().filter(|expected| expected.role == TextRole::Address).filter_map(judge).collect()
}
