//! Lists of keywords, which people also write as one text: `Revit, Rhino, Python`.

use serde::Deserializer;

use super::Text;
use crate::yaml::scalar::list_or_text;

/// Reads a list of keywords. A text is read as a list with a warning.
pub fn keywords<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Text>, D::Error> {
    list_or_text(deserializer, split)
}

/// The longest keyword, in characters; a longer one is prose with commas.
const LONGEST: usize = 40;

/// The most words of a keyword.
const MOST_WORDS: usize = 5;

/// The keywords in a text, with their offsets; all of it if it is not a list.
fn split(text: &str) -> Vec<(usize, &str)> {
    let separators: [&[char]; 4] = [&['\n'], &[';'], &['•', '·', '|'], &[',']];
    let found = separators.into_iter().map(|signs| places(text, signs)).find(|places| !places.is_empty());
    let mut items = Vec::new();
    let mut start = 0;
    for (at, length) in found.into_iter().flatten().chain([(text.len(), 0)]) {
        let item = text[start..at].trim_start();
        let item = ["- ", "• ", "* "].iter().find_map(|bullet| item.strip_prefix(bullet)).unwrap_or(item);
        let item = item.trim_start();
        let offset = at - item.len();
        items.push((offset, item.trim_end()));
        start = at + length;
    }
    items.retain(|(_, item)| !item.is_empty());
    let is_short = |item: &str| item.chars().count() <= LONGEST && item.split_whitespace().count() <= MOST_WORDS;
    if items.iter().all(|(_, item)| is_short(item)) { items } else { vec![(0, text)] }
}

/// The separators of a list, with their lengths: those outside of parentheses, and no commas in numbers.
fn places(text: &str, signs: &[char]) -> Vec<(usize, usize)> {
    let mut depth = 0_usize;
    let mut found = Vec::new();
    // `Revit,Rhino` is a list only if no comma has a space after it.
    let spaced = text.contains(", ");
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 || !signs.contains(&letter) => {}
            ',' => {
                let rest = &text[at + 1..];
                let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
                let in_number = digit(text[..at].chars().next_back()) && digit(rest.trim_start().chars().next());
                let ends_word = !spaced || rest.is_empty() || rest.starts_with(char::is_whitespace);
                if ends_word && !in_number {
                    found.push((at, 1));
                }
            }
            _ => found.push((at, letter.len_utf8())),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Vec<&str> {
        let items = split(text);
        items.iter().for_each(|(at, item)| assert!(text[*at..].starts_with(item), "{text}"));
        items.into_iter().map(|(_, item)| item).collect()
    }

    #[test]
    fn a_text_is_split_where_a_list_is() {
        assert_eq!(items("Revit, Rhino, Python"), ["Revit", "Rhino", "Python"]);
        assert_eq!(items("AWS (EC2, S3), Docker,"), ["AWS (EC2, S3)", "Docker"]);
        assert_eq!(items("Revit;Rhino, 7; Python"), ["Revit", "Rhino, 7", "Python"]);
        assert_eq!(items("- Revit\n- Rhino"), ["Revit", "Rhino"]);
        assert_eq!(items("Revit · Rhino"), ["Revit", "Rhino"]);
        assert_eq!(items("Revit,Rhino"), ["Revit", "Rhino"]);
        assert_eq!(items("1,500 users, Rust"), ["1,500 users", "Rust"]);
        assert_eq!(items("1, 500 users"), ["1, 500 users"]);
        let prose = "Designed systems, which were then built in the field by others, and ran";
        assert_eq!(items(prose), [prose]);
        assert_eq!(items("Rust"), ["Rust"]);
    }
}
