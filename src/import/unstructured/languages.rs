//! Languages, and how well they are spoken.

use super::super::draft::{Draft, text};
use super::guesses::Findings;
use super::items::{Item, items, keywords, label, labelled};
use super::lines::{Document, Piece, escaped};
use super::titles;
use super::words::{is_fluency, level_at_end};
use crate::source::Span;
use crate::yaml::{Entry, Node};

/// The parts of a text of names in bold, each with what follows: "**Dutch** native **English** C1".
fn bold_pairs(piece: &Piece) -> Vec<(String, String)> {
    let parts: Vec<&str> = piece.rich.split("**").collect();
    let is_open = parts.first().is_some_and(|first| first.trim().is_empty());
    let has_text = |text: &&str| text.chars().any(char::is_alphanumeric);
    if !is_open || parts.len() < 3 || parts.len().is_multiple_of(2) || !parts[1..].iter().all(has_text) {
        return Vec::new();
    }
    let edge = |letter: char| letter.is_whitespace() || ":–—-|,;·•∙".contains(letter);
    let bare = |text: &str| text.replace('\\', "").trim_matches(edge).to_owned();
    let pairs: Vec<(String, String)> = parts[1..].chunks(2).map(|pair| (bare(pair[0]), bare(pair[1]))).collect();
    if pairs.iter().all(|(name, level)| !name.contains(',') && !level.contains(',')) { pairs } else { Vec::new() }
}

/// The parts of a list of languages that slashes or dashes separate: either all have a level, or none, which is only said
/// of slashes. "Native / bilingual" is one.
fn by_slash(text: &str) -> Vec<String> {
    let is_whole = |part: &&str| part.trim_end().ends_with(')') && part.matches('(').count() == 1;
    // "Français (langue maternelle) - Italien (courant)"
    for sign in [" - ", " – ", " — "] {
        let parts: Vec<&str> = text.split(sign).collect();
        if parts.len() > 1 && parts.iter().all(is_whole) {
            return parts.into_iter().map(str::to_owned).collect();
        }
    }
    let parts: Vec<&str> = text.split(" / ").collect();
    let is_name = |part: &&str| !is_fluency(part) && !part.contains(['(', ')', ':']);
    match parts.iter().all(is_whole) || parts.iter().all(is_name) {
        true => parts.into_iter().map(str::to_owned).collect(),
        false => vec![text.to_owned()],
    }
}

/// A word in capitals as a name is written.
fn uncapped(text: &str) -> String {
    let is_caps = text.chars().count() > 3 && text.contains(char::is_alphabetic) && !text.contains(char::is_lowercase);
    if !is_caps {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}

/// Whether each of several items is "Language, level".
fn are_pairs(items: &[Item]) -> bool {
    let is_pair = |item: &Item| {
        let plain = item.plain();
        let words = keywords(&plain);
        let [language, level] = &words[..] else { return false };
        let is_level =
            is_fluency(level) || language.starts_with(char::is_uppercase) && level.starts_with(char::is_lowercase);
        item.pieces.len() == 1 && is_level && !is_fluency(language) && plain.contains(", ") && label(&plain).is_none()
    };
    items.len() > 1 && items.iter().all(is_pair)
}

/// Languages and how well they are spoken.
pub fn languages(document: &Document, indices: &[usize], findings: &mut Findings) -> Vec<Node> {
    let mut found: Vec<Node> = Vec::new();
    let mut below_heading = false;
    let all = items(document, indices);
    let are_pairs = are_pairs(&all);
    for item in all {
        let span = item.span();
        let is_heading = document.lines.iter().any(|line| line.heading.is_some() && line.span().start == span.start);
        // How well a language is spoken may be on a line of its own.
        let is_level = item.pieces.len() == 1 && keywords(&item.plain()).len() == 1;
        if let Some(last) = found.last_mut().filter(|last| last.find("fluency").is_none())
            && is_level
            && !is_heading
            && (std::mem::take(&mut below_heading) || is_fluency(&item.plain()) && label(&item.plain()).is_none())
        {
            let level = text(escaped(&item.plain()), span);
            last.entries_mut().into_iter().for_each(|entries| entries.push(Entry::new("fluency", level.clone())));
            continue;
        }
        below_heading = is_heading;
        let entry = |language: &str, fluency: Option<&str>| {
            let mut entry = Draft::default();
            // A flag may stand before it.
            let language = language.trim_start_matches(|letter: char| !letter.is_alphanumeric() && letter != '(');
            entry.put("language", text(escaped(&uncapped(language.trim())), span));
            entry.put(
                "fluency",
                fluency.map(str::trim).filter(|text| !text.is_empty()).map(|fluency| text(escaped(fluency), span)),
            );
            entry.node(span)
        };
        if are_pairs && let Some((language, fluency)) = item.plain().split_once(", ") {
            found.extend(entry(language, Some(fluency)));
            continue;
        }
        // Europass names the mother tongue and the others under labels.
        let plain = item.plain();
        if let [name, _] = &item.pieces[..]
            && item.cells == 2
            && titles::is_mother_tongue(&name.text) == Some(true)
        {
            let fluency = uncapped(&name.text);
            let named = keywords(&item.pieces[1].text);
            found.extend(named.iter().filter_map(|language| entry(language, Some(&fluency))));
            continue;
        }
        if let Some(at) = label(&plain)
            && let Some(is_mother) = titles::is_mother_tongue(&plain[..at])
        {
            let named = plain[at..].trim_start_matches([':', '：']);
            let fluency = plain[..at].replace("(s)", "");
            let fluency = is_mother.then_some(fluency.as_str());
            found.extend(keywords(named).iter().filter_map(|language| entry(language, fluency)));
            findings.convert(Span { end: span.start + at, ..span });
            continue;
        }
        let pairs: Vec<(String, String)> = item.pieces.iter().flat_map(bold_pairs).collect();
        if pairs.len() > 1 {
            found.extend(pairs.iter().filter_map(|(language, level)| entry(language, Some(level))));
            continue;
        }
        if item.cells >= 2
            && item.cells == item.pieces.len()
            && item.cells % 2 == 0
            && label(&item.plain()).is_none()
            && !item.plain().contains('(')
        {
            for pair in item.pieces.chunks(2) {
                found.extend(entry(&pair[0].text, Some(&pair[1].text)));
            }
            continue;
        }
        if item.pieces.len() == 1
            && let Some((end, level)) = labelled(&item)
            && keywords(&level).len() == 1
        {
            found.extend(entry(&item.pieces[0].text[..end], Some(&level)));
            continue;
        }
        let mut plain = String::new();
        for piece in &item.pieces {
            // A sign at the end of a line is before the level.
            let sign = if plain.trim_end().ends_with(['–', '—', '-', ':']) { " " } else { ", " };
            plain =
                if plain.is_empty() { piece.text.clone() } else { format!("{}{sign}{}", plain.trim_end(), piece.text) };
        }
        for part in by_slash(&plain).into_iter().flat_map(|part| keywords(&part)) {
            let signs = [": ", " – ", " — ", " --- ", " -- ", " - ", "："];
            // "Magyar (Hungarian): native" has its level after the sign.
            let by_sign = || signs.iter().find_map(|sign| part.split_once(sign));
            let by_bracket = part.trim_end().ends_with([')', '）']).then(|| part.split_once(['(', '（'])).flatten();
            found.extend(match by_bracket {
                Some((language, fluency)) if !language.trim().is_empty() => {
                    entry(language, Some(fluency.trim_end().trim_end_matches([')', '）'])))
                }
                _ => match by_sign().or_else(|| level_at_end(&part).map(|at| part.split_at(at))) {
                    Some((language, fluency)) => entry(language, Some(fluency)),
                    None => entry(&part, None),
                },
            });
        }
    }
    found
}
