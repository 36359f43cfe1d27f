//! Dates in the words of a language: `heute`, `März 2019`, `2019年3月`.
//!
//! The words are those of the language files. They are read if the language of the résumé has them, or if
//! they have one meaning in all languages that do.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::resume::{DateOrPeriod, End, Moment};
use crate::yaml::{Entry, Node, Value, edit};

include!(concat!(env!("OUT_DIR"), "/date_words.rs"));

/// The words of a language that stand in dates, in small letters.
struct DateWords {
    /// The tag of the language.
    tag: &'static str,
    /// The names of months, with their numbers.
    months: &'static [(&'static str, u8)],
    /// The words for an ongoing end.
    present: &'static [&'static str],
    /// Spring, summer, autumn and winter.
    seasons: &'static [&'static str],
    /// The words that mark an expected date.
    expected: &'static [&'static str],
    /// Words between the parts of a date, which mean nothing.
    between: &'static [&'static str],
}

/// The keys of dates.
const DATES: &[&str] = &["startDate", "endDate", "date", "releaseDate", "expires"];

/// The top-level keys without dates.
const APART: &[&str] = &["meta", "advice", "theme", "labels", "sections"];

/// The names that dates are parsed with.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

/// What separates the two dates of a period.
const DASHES: &[&str] = &[" – ", " — ", " - ", "–", "—", "～", "〜", "~"];

/// Replaces dates in words by their standard form, and warns about each.
pub fn read(root: &mut Node, diagnostics: &mut Diagnostics) {
    let language = root.find("language").and_then(Node::as_text).map(str::to_owned);
    for Entry { key, value } in root.entries_mut().into_iter().flatten() {
        if !APART.contains(&key.name.as_str()) {
            read_in(value, &key.name, language.as_deref(), diagnostics);
        }
    }
}

fn read_in(node: &mut Node, path: &str, language: Option<&str>, diagnostics: &mut Diagnostics) {
    match &mut node.value {
        Value::Scalar { .. } => {}
        Value::Sequence(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                read_in(item, &format!("{path}[{index}]"), language, diagnostics);
            }
        }
        Value::Mapping(entries) => {
            for Entry { key, value } in entries {
                let path = format!("{path}.{}", key.name);
                match value.as_text().filter(|_| DATES.contains(&key.name.as_str())).map(str::to_owned) {
                    Some(text) => read_date(value, &text, &path, language, diagnostics),
                    None => read_in(value, &path, language, diagnostics),
                }
            }
        }
    }
}

fn read_date(node: &mut Node, text: &str, path: &str, language: Option<&str>, diagnostics: &mut Diagnostics) {
    let is_end = path.ends_with(".endDate");
    let is_read = text.parse::<DateOrPeriod>().is_ok() || is_end && text.parse::<End>().is_ok();
    // Most dates.
    if is_read || text.is_ascii() && text.bytes().all(|byte| !byte.is_ascii_alphabetic()) {
        return;
    }
    let Some(standard) = meaning(text, language).filter(|read| is_end || read != "present") else { return };
    let note = Diagnostic::warning(Code::DateFormat, format!("`{text}` is read as `{standard}`"));
    let note = note.at(node.span).path(path);
    let source = diagnostics.source(node.span.source);
    let fix = source.and_then(|source| edit::scalar(source, node.span, &standard));
    diagnostics.push(match fix {
        Some((span, text)) => note.fix("use the standard form", span, text),
        None => note.help("use the standard form"),
    });
    *node = Node::text(standard, node.span);
}

/// The standard form of a date in words; `None` if it has none, or could mean several.
fn meaning(text: &str, language: Option<&str>) -> Option<String> {
    let base = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    let language = language.map(base);
    let text = in_ascii_figures(&text.to_lowercase());
    let is_own = |words: &&DateWords| language.as_deref() == Some(&*base(words.tag));
    if let Some(own) = DATE_WORDS.iter().filter(is_own).find_map(|words| words.read(&text)) {
        return Some(own);
    }
    let mut found: Vec<String> = DATE_WORDS.iter().filter_map(|words| words.read(&text)).collect();
    found.sort();
    found.dedup();
    (found.len() == 1).then(|| found.remove(0))
}

impl DateWords {
    /// The standard form of a date, or of a period.
    fn read(&self, text: &str) -> Option<String> {
        let text = text.trim();
        if self.present.contains(&text.trim_end_matches('.')) {
            return Some("present".into());
        }
        self.read_moment(text).or_else(|| {
            DASHES.iter().find_map(|dash| {
                let (start, end) = text.split_once(dash)?;
                let period = format!("{} – {}", self.read_moment(start)?, self.read(end)?);
                period.parse::<DateOrPeriod>().is_ok().then_some(period)
            })
        })
    }

    fn read_moment(&self, text: &str) -> Option<String> {
        let (mut pieces, mut expected) = (Vec::new(), false);
        let whole = self.months.iter().filter(|(name, _)| name.contains([' ', '.']) && text.contains(name));
        let text = match whole.max_by_key(|(name, _)| name.len()) {
            Some((name, month)) => text.replace(name, MONTHS[usize::from(*month) - 1]),
            None => text.to_owned(),
        };
        for token in tokens(&text) {
            let named = self.months.iter().find(|(name, _)| *name == token).map(|(_, month)| *month);
            let season = self.seasons.iter().position(|name| *name == token);
            match (named, season) {
                _ if token.bytes().all(|byte| byte.is_ascii_digit()) => pieces.push(token),
                (Some(month), _) => pieces.push(MONTHS[usize::from(month) - 1]),
                (None, Some(season)) => pieces.push(SEASONS[season]),
                (None, None) if self.expected.contains(&token) => expected = true,
                (None, None) if self.between.contains(&token) => {}
                (None, None) if MONTHS.contains(&token) => pieces.push(token),
                (None, None) => return None,
            }
        }
        let mark = if expected { "expected " } else { "" };
        format!("{mark}{}", pieces.join(" ")).parse::<Moment>().ok().map(|moment| moment.to_string())
    }
}

/// The words and numbers of a text.
fn tokens(text: &str) -> Vec<&str> {
    let is_sign = |letter: char| letter.is_whitespace() || ".,/-()（）:：،、'’\u{200e}\u{200f}".contains(letter);
    let mut tokens = Vec::new();
    for word in text.split(is_sign).filter(|word| !word.is_empty()) {
        let mut from = 0;
        let mut letters = word.char_indices().map(|(at, letter)| (at, letter.is_ascii_digit()));
        let mut last = letters.next().is_some_and(|(_, digit)| digit);
        for (at, digit) in letters {
            if digit != last {
                tokens.push(&word[from..at]);
                (from, last) = (at, digit);
            }
        }
        tokens.push(&word[from..]);
    }
    tokens
}

/// A text with the decimal figures of other scripts as ASCII ones.
fn in_ascii_figures(text: &str) -> String {
    const ZEROS: &[char] = &['٠', '۰', '०', '০', '௦', '๐', '０'];
    let figure = |letter: char| {
        let value = ZEROS.iter().map(|zero| u32::from(letter).wrapping_sub(u32::from(*zero))).find(|value| *value < 10);
        value.and_then(|value| char::from_digit(value, 10)).unwrap_or(letter)
    };
    text.chars().map(figure).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_the_words_of_the_language_are_read() {
        for (language, text, read) in [
            ("de", "heute", "present"),
            ("de-CH", "März 2019", "2019-03"),
            ("de", "6. Oktober 2019", "2019-10-06"),
            ("de", "Sommer 2019", "2019-summer"),
            ("de", "voraussichtlich Mai 2027", "expected 2027-05"),
            ("de-AT", "Jänner 2020", "2020-01"),
            ("fr", "1er févr. 2019", "2019-02-01"),
            ("fr", "janv. 2019 – aujourd’hui", "2019-01 – present"),
            ("es", "6 de octubre de 2019", "2019-10-06"),
            ("ca", "6 d’octubre de 2019", "2019-10-06"),
            ("pt", "out. de 2019", "2019-10"),
            ("ru", "9 января 2019 г.", "2019-01-09"),
            ("ru", "по настоящее время", "present"),
            ("pl", "listopad 2019", "2019-11"),
            ("hr", "listopad 2019", "2019-10"),
            ("ja", "2019年3月", "2019-03"),
            ("ja", "現在", "present"),
            ("zh", "2019年3月5日", "2019-03-05"),
            ("ko", "2019년 3월", "2019-03"),
            ("vi", "tháng 3 năm 2019", "2019-03"),
            ("ar", "٩ يناير ٢٠١٩", "2019-01-09"),
            ("ar-SY", "كانون الثاني 2019", "2019-01"),
            ("th", "มีนาคม 2019", "2019-03"),
            ("hi", "मार्च 2019", "2019-03"),
        ] {
            assert_eq!(meaning(text, Some(language)).as_deref(), Some(read), "{language}: {text}");
        }
        // Without a language, or in another one, what has one meaning.
        assert_eq!(meaning("Dezember 2019", None).as_deref(), Some("2019-12"));
        assert_eq!(meaning("heute", Some("en")).as_deref(), Some("present"));
        assert_eq!(meaning("listopad 2019", None), None);
        for text in ["bald", "06/07/2020", "März", "x 2019", "2019 bis März"] {
            assert_eq!(meaning(text, Some("de")), None, "{text}");
        }
    }
}
