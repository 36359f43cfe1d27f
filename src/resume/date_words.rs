//! Dates in the words and patterns of the languages: `heute`, `März 2019`, `2019年3月`, `IV кв. 2020`.
//!
//! The words are those with which the language files print dates (`build.rs` collects them), so that whatever is
//! printed can be read.

mod normal;
mod own;

use std::ops::Range;

pub use self::normal::ascii_figure;
use self::normal::normal;
pub use self::own::OwnDateWords;
use super::{Date, DateOrPeriod, Era};

include!(concat!(env!("OUT_DIR"), "/date_words.rs"));

/// What stands for dates in a language and its variants.
struct DateWords<'a> {
    /// The language, without region.
    language: &'a str,
    /// The language of the words that it lacks.
    base: Option<&'a str>,
    /// The calendar in which years may be written besides the Gregorian one.
    calendar: Option<Era>,
    /// Words and groups of words, normalized.
    phrases: &'a [(&'a str, Meaning)],
    /// The patterns of dates in figures that end with the year.
    orders: &'a [Order],
}

/// A pattern of day, month and year in figures.
struct Order {
    /// The tag of the file.
    tag: &'static str,
    /// What stands between day and month, without spaces.
    between: &'static str,
    /// Whether the day is first.
    day_first: bool,
}

/// What a phrase means in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// A month.
    Month(u8),
    /// A month of the calendar of the language.
    OwnMonth(u8),
    /// Spring, summer, autumn or winter, from 0.
    Season(u8),
    /// A quarter, from 1.
    Quarter(u8),
    /// The first of a month.
    First,
    /// The date is expected.
    Expected,
    /// The date is the beginning of something that goes on.
    Since,
    /// The date is the end of a validity.
    Until,
    /// An ongoing end.
    Present,
    /// Between the start and the end of a period.
    To,
    /// Nothing: a word between the parts of a date.
    Nothing,
    /// Nothing: a word before or after a date that belongs to it.
    Edge,
}

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    /// A number, and how many figures it has.
    Number(u16, usize),
    Word(Meaning),
    Dash,
    Unknown,
}

/// A token with its place in the text.
#[derive(Debug, Clone)]
struct Placed {
    token: Token,
    range: Range<usize>,
}

/// A date or period found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateInText {
    /// Where it is, in bytes.
    pub range: Range<usize>,
    /// The start in standard form.
    pub start: String,
    /// The end in standard form; `present` if it is ongoing.
    pub end: Option<String>,
}

/// The names of the seasons in the format.
const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

/// The standard form of a text that is a date, a period or an ongoing end in one of some languages, or else has one
/// meaning in all languages that have its words. `None` if it is none, or could mean several. `files` are the words of
/// the language files beside the résumé.
pub fn meaning(text: &str, tags: &[String], files: &[OwnDateWords]) -> Option<String> {
    let of_file = |tag: &String| files.iter().find(|words| words.is_for(tag))?.read(text, tag);
    let of_tag = |tag: &String| of_file(tag).or_else(|| of_language(tag)?.read(text, Some(tag)));
    let own = tags.iter().find_map(of_tag);
    // "no" is a word for "now" in Nynorsk only.
    if own.is_some() || text.len() <= 2 {
        return own;
    }
    let mut found: Vec<String> = DATE_WORDS.iter().filter_map(|words| words.read(text, None)).collect();
    found.sort();
    found.dedup();
    (found.len() == 1).then(|| found.remove(0))
}

/// The first date or period of a text in a language.
pub fn find(text: &str, tag: &str) -> Option<DateInText> {
    let words = of_language(tag).filter(|_| text.contains(char::is_numeric))?;
    let tokens = words.tokens(text);
    let mut rest = &tokens[..];
    while !rest.is_empty() {
        let length = rest.iter().position(|placed| placed.token == Token::Unknown).unwrap_or(rest.len());
        if let Some(found) = words.find_in(text, &rest[..length], tag) {
            return Some(found);
        }
        rest = &rest[(length + 1).min(rest.len())..];
    }
    None
}

fn of_language(tag: &str) -> Option<&'static DateWords<'static>> {
    let base = tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    let base = LANGUAGE_ALIASES.iter().find(|(alias, _)| *alias == base).map_or(&*base, |(_, language)| language);
    DATE_WORDS.iter().find(|words| words.language == base)
}

impl DateWords<'_> {
    /// The standard form of a date, a period, or an ongoing end.
    fn read(&self, text: &str, tag: Option<&str>) -> Option<String> {
        let tokens = self.tokens(text);
        if tokens.is_empty() || tokens.iter().any(|placed| placed.token == Token::Unknown) {
            return None;
        }
        if let [Placed { token: Token::Word(Meaning::Present), .. }] = tokens[..] {
            return Some("present".into());
        }
        if let Some(moment) = self.moment(text, &tokens, tag).and_then(|moment| moment.standard()) {
            return Some(moment);
        }
        let (start, end) = self.period(text, &tokens, tag)?;
        let period = format!("{start} – {end}");
        period.parse::<DateOrPeriod>().is_ok().then_some(period)
    }

    /// Splits a text into numbers and the words of the language.
    fn tokens(&self, text: &str) -> Vec<Placed> {
        let letters = normal(text);
        let end_of = |index: usize| {
            let last = letters[index - 1].1;
            last + text[last..].chars().next().map_or(0, char::len_utf8)
        };
        let (mut tokens, mut at) = (Vec::new(), 0);
        while at < letters.len() {
            let (letter, from) = letters[at];
            let (token, length) = match self.longest(&letters, at) {
                Some((meaning, length)) => (Token::Word(meaning), length),
                None if letter.is_ascii_digit() => {
                    let figures = letters[at..].iter().take_while(|(letter, _)| letter.is_ascii_digit());
                    let figures: String = figures.map(|(letter, _)| *letter).collect();
                    (figures.parse().map_or(Token::Unknown, |value| Token::Number(value, figures.len())), figures.len())
                }
                None if letter == ' ' => {
                    at += 1;
                    continue;
                }
                None if letter == '–' => (Token::Dash, 1),
                // A whole word that is not known.
                None => {
                    let word = letters[at..].iter().take_while(|(it, _)| !" –".contains(*it) && !it.is_ascii_digit());
                    let spaced = is_spaced(letter);
                    (Token::Unknown, if spaced { word.count().max(1) } else { 1 })
                }
            };
            tokens.push(Placed { token, range: from..end_of(at + length) });
            at += length;
        }
        tokens
    }

    /// The orders of the language, or else of the one that it extends.
    fn all_orders(&self) -> impl Iterator<Item = &Order> {
        let base = self.base.and_then(of_language).filter(|_| self.orders.is_empty());
        self.orders.iter().chain(base.into_iter().flat_map(|words| words.orders))
    }

    /// The longest phrase that begins at a letter, and its length.
    fn longest(&self, letters: &[(char, usize)], at: usize) -> Option<(Meaning, usize)> {
        let base = self.base.and_then(of_language);
        let mut longest: Option<(Meaning, usize)> = None;
        let all = self.phrases.iter().chain(base.into_iter().flat_map(|words| words.phrases));
        for (phrase, meaning) in all {
            let length = phrase.chars().count();
            let begins = letters[at..].len() >= length
                && phrase.chars().zip(&letters[at..]).all(|(one, (other, _))| one == *other);
            if begins
                && longest.is_none_or(|(_, other)| other < length)
                && !joins(at.checked_sub(1).map(|before| letters[before].0), phrase.chars().next())
                && !joins(phrase.chars().last(), letters.get(at + length).map(|(letter, _)| *letter))
            {
                longest = Some((*meaning, length));
            }
        }
        longest
    }

    /// The date that all of some tokens are.
    fn moment(&self, text: &str, tokens: &[Placed], tag: Option<&str>) -> Option<Parts> {
        let mut parts = Parts::default();
        let mut numbers: Vec<(u16, Range<usize>)> = Vec::new();
        let mut year_at = None;
        for (index, Placed { token, range }) in tokens.iter().enumerate() {
            match token {
                Token::Number(value, 4) if parts.year.is_none() => {
                    (parts.year, year_at) = (Some(*value), Some(numbers.len()));
                }
                Token::Number(value, 1 | 2) => numbers.push((*value, range.clone())),
                Token::Word(Meaning::First) => numbers.push((1, range.clone())),
                Token::Word(Meaning::Month(month)) if parts.month.is_none() => {
                    (parts.month, parts.is_named) = (Some((*month, false)), true);
                }
                Token::Word(Meaning::OwnMonth(month)) if parts.month.is_none() => {
                    (parts.month, parts.is_named) = (Some((*month, true)), true);
                }
                Token::Word(Meaning::Season(season)) if parts.season.is_none() => parts.season = Some(*season),
                Token::Word(Meaning::Quarter(quarter)) if parts.quarter.is_none() => parts.quarter = Some(*quarter),
                Token::Word(Meaning::Expected) => parts.expected = true,
                Token::Word(Meaning::Since) => parts.since = true,
                Token::Word(Meaning::Until | Meaning::Nothing | Meaning::Edge) => parts.has_words = true,
                // "2019 –"
                Token::Dash if index > 0 && index + 1 == tokens.len() => parts.since = true,
                _ => return None,
            }
        }
        if parts.season.is_some() || parts.quarter.is_some() {
            let alone = parts.month.is_none() && numbers.is_empty();
            return (alone && parts.season.is_some() != parts.quarter.is_some()).then_some(parts);
        }
        match (parts.month, &numbers[..]) {
            (_, []) => {}
            (Some(_), [(day, _)]) => parts.day = u8::try_from(*day).ok(),
            (None, [(month, _)]) => parts.month = Some((u8::try_from(*month).ok()?, false)),
            (None, [(one, before), (other, after)]) => {
                let (one, other) = (u8::try_from(*one).ok()?, u8::try_from(*other).ok()?);
                let day_first = match year_at {
                    Some(0) => false,
                    Some(2) if one > 12 || one == other => true,
                    Some(2) if other > 12 => false,
                    Some(2) => self.day_first(&text[before.end..after.start], tag?)?,
                    _ => return None,
                };
                let (month, day) = if day_first { (other, one) } else { (one, other) };
                (parts.month, parts.day) = (Some((month, false)), Some(day));
            }
            _ => return None,
        }
        Some(parts)
    }

    /// Whether the day is before the month in a date in figures with a sign between; `None` if the files of the
    /// language do not agree.
    fn day_first(&self, between: &str, tag: &str) -> Option<bool> {
        let between: String = between.to_lowercase().chars().filter(|letter| !letter.is_whitespace()).collect();
        let own = |order: &&Order| order.tag.eq_ignore_ascii_case(tag);
        let fits = |order: &&Order| order.between == between;
        let exact: Vec<&Order> = self.all_orders().filter(own).filter(fits).collect();
        let is_region = tag.len() > self.language.len();
        let all: Vec<&Order> = match exact.is_empty() || !is_region {
            false => exact,
            true => self.all_orders().filter(fits).collect(),
        };
        let first = all.first()?.day_first;
        all.iter().all(|order| order.day_first == first).then_some(first)
    }

    /// The start and the end of a period.
    fn period(&self, text: &str, tokens: &[Placed], tag: Option<&str>) -> Option<(String, String)> {
        let is_sign = |placed: &Placed| matches!(placed.token, Token::Dash | Token::Word(Meaning::To));
        let signs: Vec<usize> = (0..tokens.len()).filter(|index| is_sign(&tokens[*index])).collect();
        signs.into_iter().find_map(|sign| {
            let mut start = self.moment(text, &tokens[..sign], tag)?;
            if let [Placed { token: Token::Word(Meaning::Present), .. }] = tokens[sign + 1..] {
                return Some((start.standard()?, "present".to_owned()));
            }
            let mut end = self.moment(text, &tokens[sign + 1..], tag)?;
            // "Mar. – Jun. 2023", "2023年3月 – 6月"
            if start.month.is_some() && end.month.is_some() && (start.day, end.day) == (None, None) {
                match (start.year, end.year) {
                    (None, Some(_)) => start.year = end.year,
                    (Some(_), None) if end.has_words || end.is_named => end.year = start.year,
                    _ => {}
                }
            }
            Some((start.standard()?, end.standard()?))
        })
    }

    /// The first date or period in tokens that are all known: the longest one at its place.
    fn find_in(&self, text: &str, tokens: &[Placed], tag: &str) -> Option<DateInText> {
        use Meaning::{Nothing, Present, To, Until};
        let begins = |token| !matches!(token, Token::Dash | Token::Word(To | Present | Nothing | Until));
        let ends = |token| !matches!(token, Token::Dash | Token::Word(To | Nothing | Until));
        for from in (0..tokens.len()).filter(|from| begins(tokens[*from].token)) {
            for to in (from + 1..=tokens.len()).rev().filter(|to| ends(tokens[*to - 1].token)) {
                let some = &tokens[from..to];
                if !self.is_likely(text, some) {
                    continue;
                }
                let range = some[0].range.start..some[some.len() - 1].range.end;
                if let Some(parts) = self.moment(text, some, Some(tag)) {
                    let Some(start) = parts.standard() else { continue };
                    return Some(DateInText { range, start, end: parts.since.then(|| "present".into()) });
                }
                let Some((start, end)) = self.period(text, some, Some(tag)) else { continue };
                if format!("{start} – {end}").parse::<DateOrPeriod>().is_ok() {
                    return Some(DateInText { range, start, end: Some(end) });
                }
            }
        }
        None
    }

    /// Whether numbers in running text are those of dates: the years are of our time, and other numbers have words or
    /// signs beside them.
    fn is_likely(&self, text: &str, tokens: &[Placed]) -> bool {
        // "July 2018 (4 years)" ends before the bracket.
        let is_bracketed = |pair: &[Placed]| {
            let between = &text[pair[0].range.end..pair[1].range.start];
            matches!(pair[1].token, Token::Number(..)) && between.contains(['(', '['])
        };
        if tokens.windows(2).any(is_bracketed) {
            return false;
        }
        let is_year = |year: u16| match Era::of(year) {
            Era::Gregorian => (1900..2100).contains(&year),
            era => self.calendar == Some(era),
        };
        let years = tokens.iter().filter_map(|placed| match placed.token {
            Token::Number(value, 4) => Some(value),
            _ => None,
        });
        let beside = |pair: &[Placed]| {
            let [Placed { token: Token::Number(..), range: one }, Placed { token: Token::Number(..), range: other }] =
                pair
            else {
                return true;
            };
            let between = &text[one.end..other.start];
            !between.contains(',') && !between.trim().is_empty()
        };
        years.clone().all(is_year) && years.count() > 0 && tokens.windows(2).all(beside)
    }
}

/// Whether words of a script are separated by spaces.
fn is_spaced(letter: char) -> bool {
    !matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// Whether two letters beside each other are in one word, or in one number.
fn joins(one: Option<char>, other: Option<char>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    let is_letter = |letter: char| letter != ' ' && letter != '–' && !letter.is_ascii_digit();
    match (one.is_ascii_digit(), other.is_ascii_digit()) {
        (true, true) => true,
        (false, false) => is_letter(one) && is_letter(other) && is_spaced(one) && is_spaced(other),
        _ => false,
    }
}

/// The parts of a date.
#[derive(Debug, Clone, Copy, Default)]
struct Parts {
    year: Option<u16>,
    /// The month, and whether it is one of the calendar of the language.
    month: Option<(u8, bool)>,
    day: Option<u8>,
    season: Option<u8>,
    quarter: Option<u8>,
    expected: bool,
    since: bool,
    /// Whether the month has a name.
    is_named: bool,
    /// Whether there are other words.
    has_words: bool,
}

impl Parts {
    /// The date in standard form, if it exists.
    fn standard(&self) -> Option<String> {
        let year = self.year?;
        let date = Date::new(year, self.month.map(|(month, _)| month), self.day).ok()?;
        // No month of another calendar.
        let is_own = self.month.is_some_and(|(_, own)| own);
        if is_own && Era::of(year) != Era::Persian {
            return None;
        }
        let mark = if self.expected { "expected " } else { "" };
        let date = match (self.season, self.quarter) {
            (Some(season), _) => format!("{year}-{}", SEASONS[usize::from(season)]),
            (None, Some(quarter)) => format!("{year}-Q{quarter}"),
            (None, None) => date.to_string(),
        };
        Some(format!("{mark}{date}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(language: &str, text: &str) -> Option<String> {
        meaning(text, &[language.to_owned()], &[])
    }

    #[test]
    fn dates_in_the_words_of_the_language_are_read() {
        for (language, text, standard) in [
            ("de", "heute", "present"),
            ("de-CH", "März 2019", "2019-03"),
            ("de", "6. Oktober 2019", "2019-10-06"),
            ("de", "06.07.2019", "2019-07-06"),
            ("de", "Sommer 2019", "2019-summer"),
            ("de", "voraussichtlich Mai 2027", "expected 2027-05"),
            ("de-AT", "Jänner 2020", "2020-01"),
            ("fr", "1er févr. 2019", "2019-02-01"),
            ("fr", "janv. 2019 – aujourd’hui", "2019-01 – present"),
            ("es", "6 de octubre de 2019", "2019-10-06"),
            ("ca", "6 d’octubre de 2019", "2019-10-06"),
            ("pt", "out. de 2019", "2019-10"),
            ("ru", "9 января 2019 г.", "2019-01-09"),
            ("ru", "IV квартал 2020", "2020-Q4"),
            ("ru", "по настоящее время", "present"),
            ("pl", "listopad 2019", "2019-11"),
            ("hr", "listopad 2019", "2019-10"),
            ("ja", "2019年3月", "2019-03"),
            ("ja", "2023年3月 – 6月", "2023-03 – 2023-06"),
            ("ja", "現在", "present"),
            ("ja", "2027年卒業見込み", "expected 2027"),
            ("zh", "2019年3月5日", "2019-03-05"),
            ("ko", "2019년 3월", "2019-03"),
            ("vi", "tháng 3 năm 2019", "2019-03"),
            ("vi", "ngày 09 tháng 01 năm 2026", "2026-01-09"),
            ("ar", "٩ يناير ٢٠١٩", "2019-01-09"),
            ("ar-SY", "كانون الثاني 2019", "2019-01"),
            ("fa", "مهر ۱۳۹۸", "1398-07"),
            ("th", "มีนาคม 2019", "2019-03"),
            ("hi", "मार्च 2019", "2019-03"),
            ("en-GB", "06/07/2020", "2020-07-06"),
            ("no", "våren 2019", "2019-spring"),
        ] {
            assert_eq!(read(language, text).as_deref(), Some(standard), "{language}: {text}");
        }
        // Without a language, or in another one, what has one meaning.
        assert_eq!(meaning("Dezember 2019", &[], &[]).as_deref(), Some("2019-12"));
        assert_eq!(read("en", "heute").as_deref(), Some("present"));
        assert_eq!(meaning("listopad 2019", &[], &[]), None);
        for text in ["bald", "06/07/2020", "März", "x 2019", "2019 bis März"] {
            assert_eq!(read("de", text), None, "{text}");
        }
        // English is written in either order.
        assert_eq!(read("en", "06/07/2020"), None);
    }

    #[test]
    fn a_date_is_found_in_the_words_of_its_language() {
        for (language, text, start, end) in [
            ("pl", "Piekarz, Kraków, listopad 2019 – obecnie", "2019-11", Some("present")),
            ("hr", "Pekar, listopad 2019. – prosinac 2020., Zagreb", "2019-10", Some("2020-12")),
            ("ru", "Пекарь, весна 2019 — IV квартал 2020, Псков", "2019-spring", Some("2020-Q4")),
            ("de", "seit Sommer 2019 in Ulm", "2019-summer", Some("present")),
        ] {
            let found = find(text, language).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.start.as_str(), found.end.as_deref()), (start, end), "{text}");
        }
        assert_eq!(find("Kraków 12345", "pl"), None);
    }
}
