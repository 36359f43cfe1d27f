//! The letters of a cell → runs of text in one style.

use unicode_normalization::UnicodeNormalization;

use super::super::header::is_icon;
use super::super::lines::Run;
use super::super::plain::BULLETS;
use super::cells::Letters;
use super::radicals::ideograph;
use crate::pdf::marks::Glyph;
use crate::pdf::structure::Link;

/// The runs of a cell, with the links over it.
pub fn runs(letters: &Letters, links: &[&Link]) -> Vec<Run> {
    if is_spaced_out(letters) { vec![spaced_out(letters)] } else { styled(letters, links) }
}

/// Whether a text is letter-spaced: all of its letters are apart.
fn is_spaced_out(letters: &Letters) -> bool {
    let count = letters.iter().flatten().count();
    let joined = letters.windows(2).filter(|pair| pair[0].is_some() && pair[1].is_some()).count();
    count >= 5 && joined * 8 < count && letters.iter().flatten().all(|glyph| glyph.text.chars().count() == 1)
}

/// The words of a letter-spaced text, by the gaps that are wider than the others.
fn spaced_out(letters: &Letters) -> Run {
    let glyphs: Vec<&Glyph> = letters.iter().flatten().copied().collect();
    let gaps: Vec<f64> = glyphs.windows(2).map(|pair| pair[1].x.0 - pair[0].x.1).collect();
    let mut sorted = gaps.clone();
    sorted.sort_by(f64::total_cmp);
    let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0.0).max(0.5);
    let mut text = String::new();
    for (at, glyph) in glyphs.iter().enumerate() {
        text.push_str(&glyph.text);
        if gaps.get(at).is_some_and(|gap| *gap > 1.8 * usual) {
            text.push(' ');
        }
    }
    Run { text: clean(&text), bold: is_bold(glyphs[0]), ..Run::default() }
}

/// The runs of a cell: text in one style, with the links over it.
fn styled(letters: &Letters, links: &[&Link]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let push = |runs: &mut Vec<Run>, text: &str, style: (bool, bool, Option<String>)| match runs.last_mut() {
        Some(run) if (run.bold, run.italic, &run.link) == (style.0, style.1, &style.2) => run.text.push_str(text),
        _ => runs.push(Run { text: text.to_owned(), bold: style.0, italic: style.1, link: style.2 }),
    };
    for letter in letters {
        match letter {
            Some(glyph) => {
                let middle = (glyph.x.0 + glyph.x.1) / 2.0;
                let over = |link: &&&Link| {
                    let (left, top, right, bottom) = link.bounds;
                    let y = glyph.y - 0.25 * glyph.size;
                    left <= middle && middle <= right && top <= y && y <= bottom
                };
                let link = links.iter().find(over).map(|link| link.address.clone());
                let is_sign = !glyph.text.chars().any(char::is_alphanumeric);
                let style = match runs.last() {
                    // Signs are in the style of what is before them.
                    Some(run) if is_sign => (run.bold, run.italic, run.link.clone()),
                    Some(_) | None => (is_bold(glyph), is_italic(glyph), link),
                };
                let text = if is_symbol_bullet(glyph) { "•" } else { &glyph.text };
                push(&mut runs, text, style);
            }
            None => {
                if let Some(run) = runs.last_mut() {
                    run.text.push(' ');
                }
            }
        }
    }
    runs.iter_mut().for_each(|run| run.text = clean(&run.text));
    runs
}

/// Whether a glyph is a bullet of Word and LibreOffice: a private character of a symbol font.
fn is_symbol_bullet(glyph: &Glyph) -> bool {
    const BULLETS: &[char] =
        &['\u{f06c}', '\u{f06e}', '\u{f071}', '\u{f076}', '\u{f0a7}', '\u{f0a8}', '\u{f0b7}', '\u{f0d8}', '\u{f0fc}'];
    let font = glyph.font.to_lowercase();
    let mut letters = glyph.text.chars();
    let is_known = letters.next().is_some_and(|letter| BULLETS.contains(&letter)) && letters.next().is_none();
    is_known && ["symbol", "wingdings", "dingbats"].iter().any(|name| font.contains(name))
}

fn is_bold(glyph: &Glyph) -> bool {
    let font = glyph.font.to_lowercase();
    ["bold", "black", "heavy", "semib", "demi", "cmbx", "sfbx", "-bd", "medium"].iter().any(|mark| font.contains(mark))
}

fn is_italic(glyph: &Glyph) -> bool {
    let font = glyph.font.to_lowercase();
    ["ital", "obli", "cmti", "cmsl", "sfti"].iter().any(|mark| font.contains(mark))
}

/// Characters as they are meant: ligatures spelled out, accents composed, icons left out.
fn clean(text: &str) -> String {
    let letters = text.chars().filter(|letter| !letter.is_control());
    let letters = letters.map(|letter| if is_icon(letter) && !BULLETS.contains(&letter) { ' ' } else { letter });
    let mut cleaned = String::new();
    for letter in letters.nfc().map(ideograph) {
        match letter {
            'ﬀ' => cleaned.push_str("ff"),
            'ﬁ' => cleaned.push_str("fi"),
            'ﬂ' => cleaned.push_str("fl"),
            'ﬃ' => cleaned.push_str("ffi"),
            'ﬄ' => cleaned.push_str("ffl"),
            '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' => cleaned.push(' '),
            '\u{200b}' | '\u{200c}' | '\u{feff}' => {}
            '\u{2010}' | '\u{2011}' => cleaned.push('-'),
            letter => cleaned.push(letter),
        }
    }
    cleaned
}
