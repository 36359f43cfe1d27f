//! Checks of words: all there, and whole.

use std::collections::BTreeMap;

use super::{
    Against, Finding, Found, Reading, Verdict, brief, dense, is_shaped, is_unspaced, spaced, stream_text, tag_text,
};
use crate::typeset::{Part, Told};

/// Words with more letters are parted to fit the line, without a hyphen.
const LONG_WORD: usize = 44;

/// How often each letter stands in a text.
fn letters(text: &str) -> BTreeMap<char, usize> {
    text.chars().filter(|letter| letter.is_alphabetic()).fold(BTreeMap::new(), |mut counts, letter| {
        *counts.entry(letter).or_default() += 1;
        counts
    })
}

pub fn all_there(reading: &Reading, against: &Against) -> Found {
    let (stream, tags) = (dense(&stream_text(reading)), dense(&tag_text(reading)));
    let drawn = letters(&stream);
    let judge = |told: &Told| {
        let text = dense(&told.text);
        if text.is_empty() || stream.contains(&text) {
            return None;
        }
        // Letters that join come as they stand on the page; that none is lost shows anyway.
        let all_drawn =
            || letters(&text).iter().all(|(letter, count)| drawn.get(letter).is_some_and(|there| there >= count));
        if is_shaped(&told.text) && all_drawn() {
            return None;
        }
        if tags.contains(&text) {
            let message = format!("`{}` is read with something else in between", brief(&told.text));
            return Some((Some(Verdict::Info), Finding::new(message).of(told)));
        }
        Some((None, Finding::new(format!("`{}` is not read", brief(&told.text))).of(told)))
    };
    against.told.iter().filter_map(judge).collect()
}

/// The line of the stream that has a text whole.
fn line_with<'a>(reading: &'a Reading, text: &str) -> Option<&'a super::Line> {
    let text = spaced(text);
    reading.stream.body().find(|line| spaced(&line.text).contains(&text))
}

fn first<'a>(against: &Against<'a>, part: Part) -> Option<&'a Told> {
    against.told.iter().find(|told| told.part == part)
}

pub fn email(reading: &Reading, against: &Against) -> Found {
    const TOP: f64 = 0.25;
    let Some(told) = first(against, Part::Email) else { return Vec::new() };
    let fault = |message: &str| Finding::new(format!("`{}` {message}", told.text)).of(told);
    let Some(line) = line_with(reading, &told.text) else {
        let severity = if told.text.chars().count() > LONG_WORD { Some(Verdict::Info) } else { None };
        return vec![(severity, fault("is not whole on any line"))];
    };
    if line.page > 1 {
        return vec![(None, fault("is not on the first page").at(line))];
    }
    let height = reading.pages.first().map_or(792.0, |(_, height)| *height);
    if line.y > height * TOP {
        return vec![(Some(Verdict::Info), fault("stands below the top quarter of the page").at(line))];
    }
    Vec::new()
}

pub fn phone(reading: &Reading, against: &Against) -> Found {
    let Some(told) = first(against, Part::Phone) else { return Vec::new() };
    let digits = told.text.chars().filter(char::is_ascii_digit).count();
    let mut found = Found::new();
    if !(7..=15).contains(&digits) {
        // ITU-T E.164: at most fifteen digits.
        let message = format!("`{}` has {digits} digits; a number has 7 to 15", told.text);
        found.push((None, Finding::new(message).of(told)));
    }
    if line_with(reading, &told.text).is_none() {
        found.push((None, Finding::new(format!("`{}` is not whole on any line", told.text)).of(told)));
    }
    found
}

pub fn dates(reading: &Reading, against: &Against) -> Found {
    let judge = |told: &Told| {
        if is_shaped(&told.text) {
            return None;
        }
        let years = told.text.split(|letter: char| !letter.is_numeric()).any(|figures| figures.chars().count() == 4);
        if !years {
            let message = format!("`{}` has no year of four figures", told.text);
            return Some((None, Finding::new(message).of(told)));
        }
        let broken = line_with(reading, &told.text).is_none();
        broken.then(|| (None, Finding::new(format!("`{}` is not whole on any line", told.text)).of(told)))
    };
    against.told.iter().filter(|told| told.part == Part::Dates).filter_map(judge).collect()
}

pub fn spaced_out(reading: &Reading, _: &Against) -> Found {
    const IN_A_ROW: usize = 4;
    let single = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(|letter| letter.is_alphabetic() && letter < '\u{2e80}') && letters.next().is_none()
    };
    let is_spaced_out = |line: &&super::Line| {
        let words: Vec<&str> = line.text.split_whitespace().collect();
        !is_shaped(&line.text) && words.windows(IN_A_ROW).any(|row| row.iter().all(|word| single(word)))
    };
    let lines = reading.grouped.0.iter().filter(is_spaced_out);
    lines.map(|line| (None, Finding::new("letters with spaces between them").at(line))).collect()
}

/// A text without the hyphens at the ends of its lines.
fn unhyphenated(text: &str) -> String {
    text.lines()
        .map(|line| line.trim_end().trim_end_matches(['-', '\u{2010}', '\u{ad}']))
        .collect::<Vec<_>>()
        .join("\n")
}

pub fn unbroken(reading: &Reading, against: &Against) -> Found {
    let (stream, tags) = (spaced(&stream_text(reading)), spaced(&tag_text(reading)));
    let joined = dense(&unhyphenated(&stream_text(reading)));
    let mut found = Found::new();
    for told in against.told.iter().filter(|told| !is_shaped(&told.text) && !is_unspaced(&told.text)) {
        let text = spaced(&told.text);
        // Compounds may be broken where they have a hyphen or a slash of their own.
        let words = text.split([' ', '-', '/', '–', '—', '‑', '.', '@', '_']).filter(|word| !word.is_empty());
        for word in words.filter(|word| word.chars().count() <= LONG_WORD) {
            if !stream.contains(word) && !tags.contains(word) && joined.contains(word) {
                found.push((None, Finding::new(format!("`{word}` is broken at the end of a line")).of(told)));
            }
        }
    }
    found
}

pub fn addresses(reading: &Reading, against: &Against) -> Found {
    let linked =
        |text: &str| reading.links.iter().any(|link| link.address.to_lowercase().contains(&text.to_lowercase()));
    let judge = |told: &Told| {
        let known = linked(&told.text) || line_with(reading, &told.text).is_some();
        (!known).then(|| (None, Finding::new(format!("`{}` is no link, and not whole", told.text)).of(told)))
    };
    against.told.iter().filter(|told| told.part == Part::Address).filter_map(judge).collect()
}
