//! Makes glyphs comparable between makers: characters and widths that only the font's own tables tell, overprinted
//! text once, and the gap that separates words.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::codes::Code;
use super::marks::{Glyph, RawGlyph};

/// Normalizes the glyphs of a page, which start at an index.
pub fn normalize(glyphs: &mut Vec<Glyph>, first: usize, raw: &[RawGlyph], codes: Vec<Code>) {
    let page = &mut glyphs[first..];
    let codes = Some(codes).filter(|codes| fits(codes, raw));
    if let Some(codes) = &codes {
        for (glyph, (code, raw)) in page.iter_mut().zip(codes.iter().zip(raw)) {
            complete(glyph, code, raw);
        }
    }
    if codes.is_none() && raw.iter().any(|raw| raw.font.is_none()) {
        least_steps(page, raw);
    }
    page.iter_mut().for_each(|glyph| glyph.text.retain(|letter| letter != '\0'));
    drop_overprints(glyphs, first);
    join_accents(glyphs, first);
    let gap = word_gap(&glyphs[first..]);
    glyphs[first..].iter_mut().for_each(|glyph| glyph.word_gap = gap);
}

/// Whether the codes are those of the glyphs: as many, and of the same fonts.
fn fits(codes: &[Code], raw: &[RawGlyph]) -> bool {
    codes.len() == raw.len() && codes.iter().zip(raw).all(|(code, raw)| raw.font.is_none_or(|key| key == code.font.key))
}

fn complete(glyph: &mut Glyph, code: &Code, raw: &RawGlyph) {
    if glyph.text == "\u{fffd}"
        && let Some(text) = code.characters()
    {
        glyph.text = text;
    }
    if glyph.font.is_empty() {
        glyph.font.clone_from(&code.font.name);
    }
    if raw.font.is_none()
        && let Some(width) = code.width()
    {
        glyph.x.1 = glyph.x.0 + width * raw.em.0;
    }
}

/// Takes for the width of each Type 3 glyph the least step from it to its successor.
fn least_steps(page: &mut [Glyph], raw: &[RawGlyph]) {
    let mut steps: HashMap<(String, i64), f64> = HashMap::new();
    let kind = |glyph: &Glyph| (glyph.text.clone(), (glyph.size * 10.0) as i64);
    for pair in page.windows(2) {
        let step = pair[1].x.0 - pair[0].x.0;
        if step > 0.0 && (pair[0].y - pair[1].y).abs() < 0.1 {
            let least = steps.entry(kind(&pair[0])).or_insert(f64::MAX);
            *least = least.min(step);
        }
    }
    for (glyph, _) in page.iter_mut().zip(raw).filter(|(_, raw)| raw.font.is_none()) {
        if let Some(step) = steps.get(&kind(glyph)).filter(|step| **step < 2.0 * glyph.size) {
            glyph.x.1 = glyph.x.0 + step;
        }
    }
}

/// Drops a glyph that is printed over an equal one, as programs do for bold and for shadows.
fn drop_overprints(glyphs: &mut Vec<Glyph>, first: usize) {
    /// The greatest distance of two prints of one glyph, in points and as a fraction of the font size.
    const APART: (f64, f64) = (0.9, 0.2);
    let mut seen: HashMap<(String, i64, i64), (f64, f64)> = HashMap::new();
    let mut at = 0;
    glyphs.retain(|glyph| {
        at += 1;
        if at <= first || !glyph.visible || glyph.text.trim().is_empty() {
            return true;
        }
        let apart = APART.0.min(APART.1 * glyph.size).max(0.05);
        let cell = |value: f64| (value / apart).floor() as i64;
        let (x, y) = (cell(glyph.x.0), cell(glyph.y));
        let near = |dx: i64, dy: i64| {
            let other = seen.get(&(glyph.text.clone(), x + dx, y + dy));
            other.is_some_and(|(x, y)| (x - glyph.x.0).hypot(y - glyph.y) < apart)
        };
        let is_again = (-1..=1).any(|dx| (-1..=1).any(|dy| near(dx, dy)));
        if !is_again {
            seen.insert((glyph.text.clone(), x, y), (glyph.x.0, glyph.y));
        }
        !is_again
    });
}

/// Joins accents that are glyphs of their own to the letters below them, as TeX draws them without fonts for Europe.
fn join_accents(glyphs: &mut Vec<Glyph>, first: usize) {
    /// Takes the place of the text of an accent that was joined.
    const JOINED: &str = "\0";
    for at in first..glyphs.len().saturating_sub(1) {
        let [one, other] = &mut glyphs[at..at + 2] else { continue };
        // TeX draws the accent first, other programs the letter.
        let (accent, letter, mark) = match (mark_of(&one.text), mark_of(&other.text)) {
            (Some(mark), None) if is_over(one, other) => (one, other, mark),
            (None, Some(mark)) if is_over(other, one) => (other, one, mark),
            _ => continue,
        };
        let base = letter.text.replace('ı', "i").replace('ȷ', "j");
        letter.text = base.chars().chain([mark]).nfc().collect();
        accent.text = JOINED.into();
    }
    let mut at = 0;
    glyphs.retain(|glyph| {
        at += 1;
        at <= first || glyph.text != JOINED
    });
}

/// The mark of an accent that is drawn by itself (Unicode, combining characters).
fn mark_of(text: &str) -> Option<char> {
    Some(match text {
        "\u{60}" => '\u{300}',
        "\u{b4}" => '\u{301}',
        "\u{5e}" | "\u{2c6}" => '\u{302}',
        "\u{7e}" | "\u{2dc}" => '\u{303}',
        "\u{af}" => '\u{304}',
        "\u{2d8}" => '\u{306}',
        "\u{2d9}" => '\u{307}',
        "\u{a8}" => '\u{308}',
        "\u{2da}" => '\u{30a}',
        "\u{2dd}" => '\u{30b}',
        "\u{2c7}" => '\u{30c}',
        "\u{b8}" => '\u{327}',
        "\u{2db}" => '\u{328}',
        _ => return None,
    })
}

/// Whether an accent is drawn over a letter, rather than beside it.
fn is_over(accent: &Glyph, letter: &Glyph) -> bool {
    let middle = (accent.x.0 + accent.x.1) / 2.0;
    let (start, end) = (letter.x.0.min(letter.x.1), letter.x.0.max(letter.x.1));
    let slack = 0.05 * letter.size;
    letter.text.chars().all(char::is_alphabetic)
        && accent.page == letter.page
        && (start + slack..end - slack).contains(&middle)
        && (accent.y - letter.y).abs() < 0.5 * letter.size
}

/// The least gap between words. If the text has spaces, they are trusted; otherwise, words are separated by gaps
/// alone, and some fonts have spaces of less than 0.2 em.
fn word_gap(page: &[Glyph]) -> f64 {
    /// The least share of spaces in a text that has them.
    const SPACES: f64 = 0.06;
    let spaces = page.iter().filter(|glyph| glyph.text.trim().is_empty()).count();
    if spaces as f64 > SPACES * page.len() as f64 { 0.30 } else { 0.12 }
}
