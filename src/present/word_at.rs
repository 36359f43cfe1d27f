//! Maps a letter of a printed text to its bytes in the file, within one YAML scalar.
//!
//! The two differ by rich text markup and by YAML's quotes, escapes, folding and indentation. Only
//! escapes and link URLs add or drop letters or digits, so the mapping counts letters.

use std::ops::Range;

use super::field::Field;
use crate::source::{Source, Span};
use crate::yaml::{Node, Value};

/// The span of the word that contains a byte of a field's plain text. `source` is the file that the field was read
/// from, `root` its tree. `None` if the word is not written in the file.
pub(crate) fn word_span(field: &Field, byte: usize, source: &Source, root: &Node) -> Option<Span> {
    let span = field.origin.span().filter(|span| span.source == source.id())?;
    let raw = source.text().get(span.range())?;
    let printed = field.plain();
    let letter = printed.get(..byte)?.chars().filter(|letter| letter.is_alphanumeric()).count();
    let skip = value(root, span)
        .map_or(0, |value| count_printed(value.trim().get(..field.origin.offset()).unwrap_or_default()));
    let range = word_at(raw, &printed, skip, letter)?;
    Some(Span { start: span.start + range.start, end: span.start + range.end, ..span })
}

/// The parsed value at a span.
fn value(node: &Node, span: Span) -> Option<&str> {
    match &node.value {
        Value::Scalar { text, .. } => (node.span == span).then_some(text.as_str()),
        Value::Sequence(items) => items.iter().find_map(|item| value(item, span)),
        Value::Mapping(entries) => entries.iter().find_map(|entry| value(&entry.value, span)),
    }
}

/// The byte range of the word that contains a letter. `letter` is its index among the letters and digits
/// of the printed text; `raw` is the value as written in the file; `skip` is the number of letters and
/// digits of the value before the text.
fn word_at(raw: &str, printed: &str, skip: usize, letter: usize) -> Option<Range<usize>> {
    let counted: Vec<(usize, char)> = printed.char_indices().filter(|(_, it)| it.is_alphanumeric()).collect();
    let (at, _) = *counted.get(letter)?;
    let begins = printed[..at]
        .rfind(|it: char| !it.is_alphanumeric())
        .map_or(0, |gap| gap + printed[gap..].chars().next().map_or(0, char::len_utf8));
    let first = counted.iter().position(|(start, _)| *start >= begins)?;
    let length = printed[begins..].chars().take_while(|it| it.is_alphanumeric()).count();
    let letters = letters(raw);
    let wanted: Vec<char> = counted[first..first + length].iter().map(|(_, it)| *it).collect();
    let found = &letters.get(skip + first..skip + first + length)?;
    let same = found.iter().map(|it| it.letter).eq(wanted);
    same.then(|| found[0].bytes.start..found[length - 1].bytes.end)
}

/// The number of letters and digits in rich text, without link URLs, which are not printed.
fn count_printed(text: &str) -> usize {
    without_addresses(text.char_indices().map(|(at, letter)| Letter { letter, bytes: at..at + letter.len_utf8() }))
        .iter()
        .filter(|it| it.letter.is_alphanumeric())
        .count()
}

/// A letter of a value, and its bytes in the file.
#[derive(Debug, Clone)]
struct Letter {
    letter: char,
    bytes: Range<usize>,
}

/// The printed letters and digits of a value as written in the file.
fn letters(raw: &str) -> Vec<Letter> {
    let mut found = without_addresses(unescaped(raw));
    found.retain(|it| it.letter.is_alphanumeric());
    found
}

/// The characters of a value with escapes decoded, without block indicators such as `|-`.
fn unescaped(raw: &str) -> impl Iterator<Item = Letter> {
    let double = raw.starts_with('"');
    let block = raw.starts_with(['|', '>']);
    let start = if block { raw.find('\n').unwrap_or(raw.len()) } else { 0 };
    let mut rest = raw[start..].char_indices().map(move |(at, letter)| (start + at, letter)).peekable();
    std::iter::from_fn(move || {
        let (at, letter) = rest.next()?;
        if !double || letter != '\\' {
            return Some(Letter { letter, bytes: at..at + letter.len_utf8() });
        }
        let (next, kind) = rest.next()?;
        let digits = match kind {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            // An escaped space, tab, quote or the like is not a letter.
            _ => return Some(Letter { letter: ' ', bytes: at..next + kind.len_utf8() }),
        };
        let mut code = 0;
        let mut end = next + 1;
        for _ in 0..digits {
            let (position, digit) = rest.next()?;
            code = code * 16 + digit.to_digit(16)?;
            end = position + 1;
        }
        Some(Letter { letter: char::from_u32(code).unwrap_or(' '), bytes: at..end })
    })
}

/// Removes the text between `](` and the closing parenthesis.
fn without_addresses(letters: impl Iterator<Item = Letter>) -> Vec<Letter> {
    let mut kept: Vec<Letter> = Vec::new();
    let mut depth = 0;
    for it in letters {
        let opens = depth == 0 && it.letter == '(' && kept.last().is_some_and(|before| before.letter == ']');
        match it.letter {
            '(' if opens || depth > 0 => depth += 1,
            ')' if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            _ => kept.push(it),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        text.chars().filter(|letter| letter.is_alphanumeric()).count()
    }

    /// The word of a value that contains the first letter of a printed word.
    fn word<'a>(raw: &'a str, printed: &str, word: &str) -> &'a str {
        let letter = count(&printed[..printed.find(word).unwrap()]);
        &raw[word_at(raw, printed, 0, letter).unwrap_or_else(|| panic!("{word} in {raw}"))]
    }

    #[test]
    fn words_are_found_through_marks_quotes_folds_and_escapes() {
        assert_eq!(word("built *two* bridges", "built two bridges", "two"), "two");
        assert_eq!(word("'it''s **Ada**'", "it’s Ada", "Ada"), "Ada");
        assert_eq!(word("\"caf\\u00e9 \\\"x\\\" bar\"", "café “x” bar", "bar"), "bar");
        assert_eq!(word("\"caf\\u00e9 au lait\"", "café au lait", "café"), "caf\\u00e9");
        assert_eq!(word("|-\n    one\n    two\n", "one two", "two"), "two");
        assert_eq!(word("see [my page](https://example.org/two) two", "see my page two", "two"), "two");
        assert_eq!(word("two and two", "two and two", "and"), "and");
    }

    #[test]
    fn of_two_that_are_the_same_the_right_one_is_found() {
        assert_eq!(word_at("two and two", "two and two", 0, 6), Some(8..11));
    }

    #[test]
    fn what_the_value_does_not_have_is_not_found() {
        assert_eq!(word_at("2019-10", "Oct. 2019", 0, 0), None);
        assert_eq!(word_at("a", "a b", 0, 5), None);
    }
}
